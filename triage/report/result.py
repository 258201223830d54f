"""The result of a run in words: how urgent it is and why, which causes would explain the findings, what none explains.

The same for the interview and for every printed explanation. A trace comes in, a Result goes out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from triage import phrases
from triage.engine.inference import infer
from triage.explain.supports import supports
from triage.model import ABSENT, PRESENT, UNKNOWN, URGENCY, Rule, RulePack, Statement, Strength
from triage.result.candidates import Candidate, candidates, is_left_out
from triage.result.urgency import Outcome, outcome
from triage.trace import Trace


class Reasons(NamedTuple):
    """What speaks for a candidate or against it, or is open, part by part under one heading."""

    heading: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Cause:
    """A candidate in words: what it is, the evidence for it, and its reasons."""

    name: str
    evidence: str
    reasons: tuple[Reasons, ...]


@dataclass(frozen=True)
class Result:
    """`level` (to be shown in `colour`), `do` and `come_back` say how urgent it is; `grounds` why, whom the pack does
    not cover, and which danger signs are not known. `unanswered` names the danger signs that were not answered at all.
    `beyond` tells what follows without any cause, what no cause explains, and which causes explain nothing. `rules` are
    those that it rests on."""

    level: str
    colour: str
    do: str
    come_back: str
    grounds: tuple[str, ...]
    unanswered: tuple[str, ...]
    causes: tuple[Cause, ...]
    beyond: tuple[str, ...]
    rules: tuple[Rule, ...]


def result(trace: Trace) -> Result:
    """Return the result of a run in words."""
    found = outcome(trace)
    supposed = Statement(URGENCY, found.level.level) in trace.resting_on_supposition
    mark = f"  [{phrases.SUPPOSED}]" if supposed else ""
    ranked = candidates(trace)
    explaining = tuple(one for one in ranked if one.explained)
    return Result(
        level=f"{found.level.symbol} {found.level.label}{mark}",
        colour=found.level.colour,
        do=found.level.do,
        come_back=found.level.come_back,
        grounds=tuple(_grounds(trace.pack, found)),
        unanswered=tuple(phrases.label(trace.pack, name) for name in found.unasked),
        causes=tuple(_cause(trace, one) for one in explaining),
        beyond=(*_also(trace), *_unexplained(trace, explaining), *_idle(trace, ranked)),
        rules=(*found.rules, *(rule for one in explaining for rule in chain_rules(trace.pack, one))),
    )


def _grounds(pack: RulePack, found: Outcome) -> Iterator[str]:
    yield from (f"Set by rule {rule.id}: {rule.because} [{phrases.sourced(rule)}]" for rule in found.rules)
    if not found.rules:
        yield "No rule calls for a higher urgency."
    yield from (scope.says for scope in found.scopes)
    if found.unknown:
        yield f"Danger signs of which it is not known whether they are there: {_labels(pack, found.unknown)}."


def _labels(pack: RulePack, names: Iterable[str]) -> str:
    return phrases.listed(phrases.label(pack, name) for name in names)


def _cause(trace: Trace, one: Candidate) -> Cause:
    pack = trace.pack
    pointers = (_cited(firing.rule) for firing in one.pointers)
    explained = (f"{_found(pack, each.finding)} ({each.strength.word})" for each in one.explained)
    against = (phrases.brief(pack, answer, Strength.CERTAIN) for answer in one.against)
    reasons = (
        Reasons("for", tuple(pointers)),
        Reasons("explains", tuple(explained)),
        Reasons("by the rules", tuple(_cited(rule) for rule in chain_rules(pack, one))),
        Reasons("against", tuple(against)),
        Reasons("open", tuple(phrases.open_of(pack, one.open))),
    )
    return Cause(
        name=phrases.said(pack, one.statement),
        evidence=evidence(trace, one),
        reasons=tuple(one for one in reasons if one.parts),
    )


def evidence(trace: Trace, one: Candidate) -> str:
    """Return how strong the evidence for a candidate itself is; to suppose it is none."""
    supposed = trace.supposed.get(one.statement.concept) == one.statement.value
    return f"{phrases.evidence(one.evidence)}{', only supposed' if supposed else ''}"


def chain_rules(pack: RulePack, one: Candidate) -> tuple[Rule, ...]:
    """Return the rules of the chains from a candidate to the findings it explains, each once."""
    return tuple(pack.rule[id] for id in one.chain)


def _found(pack: RulePack, finding: Statement) -> str:
    """Return a finding as it was reported: its name alone where it is simply there, with its value where it is not."""
    if finding.value == PRESENT:
        return phrases.label(pack, finding.concept)
    return phrases.brief(pack, finding, Strength.CERTAIN)


def _cited(rule: Rule) -> str:
    return f"{rule.id} [{phrases.sourced(rule)}]"


def _reported(trace: Trace) -> tuple[Statement, ...]:
    """Return what was answered of findings, but for what is not there or not known."""
    found = ((one.id, trace.answers.get(one.id, UNKNOWN)) for one in trace.pack.concepts if one.role == "finding")
    return tuple(Statement(name, value) for name, value in found if value not in (UNKNOWN, ABSENT))


def _also(trace: Trace) -> Iterator[str]:
    """Yield the reported findings that follow from answers which make no cause a candidate, nor point to one."""
    pack = trace.pack
    apart = {name: value for name, value in trace.answers.items() if not is_left_out(pack.concept[name], value)}
    run = infer(pack, apart)
    for finding in _reported(trace):
        if finding in run.concluding:
            first = supports(run, finding).whole[0]
            known = phrases.listed(phrases.said(pack, one) for one in first.given)
            rules = phrases.listed(_cited(firing.rule) for firing in first.chain)
            yield f"Also by the rules {rules}: {known}, so {phrases.brief(pack, finding, first.strength)}."


def _unexplained(trace: Trace, found: Iterable[Candidate]) -> Iterator[str]:
    """Yield the reported findings that no cause explains, and causes outside the pack that may."""
    explained = {one.finding.concept for candidate in found for one in candidate.explained}
    left = [
        concept.id
        for concept in trace.pack.concepts
        if concept.role == "finding" and trace.answers.get(concept.id) == PRESENT and concept.id not in explained
    ]
    if not left:
        return
    yield f"None of these causes explains: {_labels(trace.pack, left)}."
    others = [cause for cause in trace.pack.not_covered if set(cause.findings) & set(left)]
    if others:
        yield "Outside these rules there are other causes that may be worth a thought:"
        yield from (f"- {cause.label}: {cause.about} [{phrases.cited(cause.source)}]" for cause in others)


def _idle(trace: Trace, ranked: Iterable[Candidate]) -> Iterator[str]:
    """Yield the causes that are known or concluded, and from which nothing follows that was reported."""
    idle = [one for one in ranked if one.evidence and not one.explained]
    if idle and _reported(trace):
        words = (phrases.said(trace.pack, one.statement, one.evidence or Strength.CERTAIN) for one in idle)
        apart = " Danger signs are counted apart." if trace.urgency_rules else ""
        yield f"Known or concluded, though none of the reported findings follows from it: {'; '.join(words)}.{apart}"
