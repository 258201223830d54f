"""Candidates in words: what each is, the evidence for it, and what speaks for it, against it, or is open.

A trace and a candidate come in, a Cause goes out: the same for the interview and for every printed explanation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from triage import phrases
from triage.model import Citation, Rule, RulePack, Strength
from triage.result.candidates import Candidate
from triage.result.urgency import dangers_answered
from triage.trace import Firing, Trace

# The headings under which the reasons of a cause stand.
FOR = "for"
EXPLAINS = "explains"
BY_RULES = "by the rules"
AGAINST = "against"
BY_WAY_OF = "by way of"
EVEN_SO = "despite that"
CAUTION = "caution"
OPEN = "open"
BRIEF = (FOR, EXPLAINS, AGAINST, BY_WAY_OF, EVEN_SO, CAUTION)  # those that a shorter level of detail shows


class Reasons(NamedTuple):
    """What speaks for a candidate or against it, or is open, part by part under one heading, and what the parts
    cite."""

    heading: str
    parts: tuple[str, ...]
    cites: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class Cause:
    """A candidate in words: what it is, the evidence for it, and its reasons."""

    name: str
    evidence: str
    reasons: tuple[Reasons, ...]


def shown(trace: Trace, ranked: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates that a result shows: those that explain something, and those for which there is evidence;
    where only danger signs were reported, those that are certain, and where nothing was, none. These are the first of
    all, so that they have the same numbers everywhere."""
    if trace.reported:
        return tuple(one for one in ranked if one.explained or one.evidence)
    return tuple(one for one in ranked if one.evidence == Strength.CERTAIN) if dangers_answered(trace) else ()


def cause(trace: Trace, one: Candidate, ranked: Sequence[Candidate]) -> Cause:
    """Return a candidate in words; `ranked` are all of them, and those before it that are shown stand above, so that
    what is said there is not said again."""
    pack = trace.pack
    above = ranked[: ranked.index(one)]
    explained = (f"{phrases.reported(pack, each.finding)} ({each.strength.word})" for each in one.explained)
    against = (phrases.brief(pack, answer) for answer in one.against)
    reasons = (
        _for(trace, one),
        Reasons(EXPLAINS, tuple(explained) or tuple(_explains_none(trace, above))),
        _of_rules(BY_RULES, chain_rules(pack, one)),
        Reasons(AGAINST, tuple(against)),
        Reasons(BY_WAY_OF, tuple(by_way_of(pack, one, ranked))),
        _overruled(trace, one),
        _cautions(pack, one, [other for other in above if other.explained]),
        Reasons(OPEN, tuple(phrases.open_of(pack, one.open))),
    )
    return Cause(
        name=phrases.said(pack, one.statement),
        evidence=evidence(trace, one),
        reasons=tuple(one for one in reasons if one.parts),
    )


def evidence(trace: Trace, one: Candidate) -> str:
    """Return how strong the evidence for a candidate itself is; to suppose it is none. Where an answer overrules what
    points to it, that is said instead of none; where an answer contradicts it, that is said too."""
    if one.overruled:
        return phrases.OVERRULED_EVIDENCE
    if one.contradiction:
        return f"evidence for it: {one.evidence_word}; {phrases.CONTRADICTED}"
    supposed = ""
    if trace.supposed.get(one.statement.concept) == one.statement.value:
        supposed = "; besides, it is supposed" if one.evidence else ", only supposed"
    return f"evidence for it: {one.evidence_word}{supposed}"


def chain_rules(pack: RulePack, one: Candidate) -> tuple[Rule, ...]:
    """Return the rules of the chains from a candidate to the findings it explains, each once."""
    return tuple(pack.rule[id] for id in one.chain)


def doubts(pack: RulePack, one: Candidate) -> tuple[str, ...]:
    """Return the ids of the nuances to be read beside an answer that contradicts a candidate: those of its concept, and
    of the rules that the answer overruled; none where nothing contradicts it."""
    if one.contradiction is None:
        return ()
    of_rules = (id for firing in one.overruled for id in firing.rule.nuance)
    return tuple(dict.fromkeys((*pack.concept[one.statement.concept].nuance, *of_rules)))


def _for(trace: Trace, one: Candidate) -> Reasons:
    """Return what points to a candidate itself: that it was answered, and rules."""
    found = _of_rules(FOR, (firing.rule for firing in one.pointers))
    fact = trace.fact.get(one.statement)
    answered = (phrases.whence(trace, fact),) if fact and fact.origin == "answered" else ()
    return found._replace(parts=(*answered, *found.parts))


def _explains_none(trace: Trace, above: Iterable[Candidate]) -> Iterator[str]:
    """Yield that a cause explains nothing reported, and once, where a danger sign was, that this is not looked at; not
    where no finding was reported."""
    if trace.reported:
        said = any(not other.explained for other in above)
        yield phrases.EXPLAINS_NONE if said or not dangers_answered(trace) else phrases.EXPLAINS_NO_FINDING


def _cautions(pack: RulePack, one: Candidate, above: Iterable[Candidate]) -> Reasons:
    told = {id for other in above for id in doubts(pack, other)}
    nuances = [pack.nuance[id] for id in doubts(pack, one)]
    parts = (
        f"see above: {nuance.id}"
        if nuance.id in told
        else f"{nuance.text} [{nuance.id}: {phrases.cited(nuance.source)}]"
        for nuance in nuances
    )
    return Reasons(CAUTION, tuple(parts), tuple(cited for nuance in nuances for cited in nuance.source))


def by_way_of(pack: RulePack, one: Candidate, ranked: Iterable[Candidate]) -> Iterator[str]:
    """Yield the other candidates by way of which each chain of this one goes, as it is shown, and that answers speak
    against which do not speak against this one: it may predict those findings less surely."""
    ways = [{firing.rule.conclusion for firing in each.chain} for each in one.explained]
    for other in ranked:
        more = [answer for answer in other.against if answer not in one.against]
        if ways and more and other.statement != one.statement and all(other.statement in way for way in ways):
            against = phrases.listed(phrases.brief(pack, answer) for answer in more)
            yield f"{phrases.brief(pack, other.statement)}, and against that: {against}"


def _overruled(trace: Trace, one: Candidate) -> Reasons:
    """Return what points to a candidate all the same, though an answer contradicts it."""
    rules = [firing.rule for firing in one.overruled]
    parts = (f"{phrases.named(firing.rule)} points to it, since {_premises(trace, firing)}" for firing in one.overruled)
    return Reasons(EVEN_SO, tuple(parts), tuple(cited for rule in rules for cited in rule.source))


def _premises(trace: Trace, firing: Firing) -> str:
    """Return the premises of a firing, as sure as they are."""
    facts = [(one, trace.fact[one].strength if one in trace.fact else firing.strength) for one in firing.rule.premises]
    return " and ".join(phrases.brief(trace.pack, *fact) for fact in facts)


def _of_rules(heading: str, rules: Iterable[Rule]) -> Reasons:
    rules = tuple(rules)
    cites = tuple(cited for rule in rules for cited in rule.source)
    return Reasons(heading, tuple(phrases.named(rule) for rule in rules), cites)
