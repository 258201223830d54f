"""Sheets of paper for a lesson: a pupil's with blanks, the teacher's key, and the rules with their citations.

A trace comes in, a Handout goes out. What is left blank on the pupil's sheet stands nowhere on it as a sentence or
under a name: not in a later step, a reason, a rule's name or a title. In a hint a gap stands for each word that would
tell its answer or one from which it follows, for each word of the same family, and for what would tell an answer that
is asked elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from triage import phrases
from triage.explain.proof_tree import conclusions
from triage.explain.sentences import identity
from triage.explain.supports import supports
from triage.lesson.fired import Fired, fired
from triage.lesson.gaps import FAMILY, akin, masked, telling_words, tells
from triage.model import URGENCY, Statement, Strength
from triage.names.known import names_of
from triage.report.given import given_as_unknown
from triage.report.steps import Step, step
from triage.result.candidates import candidates
from triage.result.urgency import told as told_by_others
from triage.trace import Firing, Trace

MOST = 12  # so many blanks fill one sheet
ALIKE = 2  # so many of them may ask the same, and differ in their hints alone
NOUN = {
    "risk": "a circumstance",
    "cause": "a root cause",
    "mechanism": "something in between",
    "finding": "something that is noticed",
    "danger": "a danger sign",
    "scope": "a circumstance",
    "urgency": "how urgent it is",
}


@dataclass(frozen=True)
class Blank:
    """One step to be filled in: from what (`premises`), what kind of thing the answer is, a hint with gaps for words
    that tell, where to look it up; and, for the key alone, the answer in words with its step. A hint holds no word akin
    to one that is `telling`, of its own answer or of another one."""

    number: int
    premises: tuple[str, ...]
    kind: str
    verb: str
    hint: str
    cited: str
    answer: str
    step: Step
    telling: tuple[str, ...]


@dataclass(frozen=True)
class Handout:
    """`title` is left out on the pupil's sheet where it tells an answer. `secrets` are the words that the pupil's sheet
    must not hold. `sources` are the ids and titles of what it names to look up, the titles with gaps like a hint.
    `key` holds what the blanks ask for, `rules` everything that fired, each with what it cites."""

    title: str
    pack: str
    sha256: str
    given: tuple[str, ...]
    blanks: tuple[Blank, ...]
    sources: tuple[tuple[str, str], ...]
    secrets: tuple[str, ...]
    pupils_title: str
    key: Fired
    rules: Fired


def handout(trace: Trace, title: str) -> Handout:
    """Return the sheets of a run, with up to MOST blanks along the shortest proofs of what was concluded."""
    besides = told_by_others(trace)  # nobody gave these: on a sheet they would tell what it asks for
    facts = (fact for fact in trace.facts if fact.origin != "derived" and fact.statement.concept not in besides)
    given = [phrases.said(trace.pack, fact.statement) for fact in facts]
    given += (text for text, _ in given_as_unknown(trace))
    in_words = " ".join(given)
    chosen = tuple(_chosen(trace, in_words))
    while True:
        untold = tuple(dict.fromkeys(word for firing in chosen for word in _secrets(trace, firing, "")))
        number = {firing.rule.conclusion: place for place, firing in enumerate(chosen, start=1)}
        blanks = tuple(_blank(trace, firing, number, untold, in_words) for firing in chosen)
        if (double := _double(chosen, blanks)) is None:
            break
        chosen = tuple(firing for firing in chosen if firing is not double)
    secrets = tuple(dict.fromkeys(word for firing in chosen for word in _secrets(trace, firing, in_words)))
    key = fired(trace, chosen)
    named = {one.source for blank in blanks if blank.cited for one in trace.pack.rule[blank.step.rule].source}
    return Handout(
        title=title,
        pack=identity(trace.pack),
        sha256=trace.pack.sha256,
        given=tuple(given),
        blanks=blanks,
        sources=tuple(
            (id, masked(words, untold, _elsewhere(trace, words, number, in_words)))
            for id, words, _ in key.sources
            if id in named
        ),
        secrets=secrets,
        pupils_title="" if tells(title, secrets) else title,
        key=key,
        rules=fired(trace, trace.firings),
    )


def _double(chosen: Sequence[Firing], blanks: Iterable[Blank]) -> Firing | None:
    """Return a firing whose blank, with its gaps, reads like an earlier one, and on which none of the others rests."""
    reads = [(one.premises, one.kind, one.verb, one.hint) for one in blanks]
    rested_on = {premise for firing in chosen for premise in firing.rule.premises}
    doubles = (one for place, one in enumerate(chosen) if reads[place] in reads[:place])
    return next((one for one in doubles if one.rule.conclusion not in rested_on), None)


def _chosen(trace: Trace, told: str) -> Iterator[Firing]:
    """Yield the firings of the shortest proofs of what only rules conclude, each once and after those that it rests on,
    as long as there is room and not the same is asked again and again. A proof with a step that is `told` by what is
    given has nothing to ask, and one from what nobody gave cannot be followed."""
    seen: set[Statement] = set()
    asked: Counter[tuple[object, ...]] = Counter()
    besides = told_by_others(trace)
    for statement in _wanted(trace):
        chains = [support.chain for support in supports(trace, statement).whole]
        fitting = (
            chain
            for chain in chains
            if not any(_given_away(trace, one, told) or _from_these(one, besides) for one in chain)
        )
        chain = [firing for firing in next(fitting, ()) if firing.rule.conclusion not in seen]
        would_ask = asked + Counter(_asks(trace, firing) for firing in chain)
        if len(seen) + len(chain) <= MOST and max(would_ask.values(), default=0) <= ALIKE:
            seen.update(firing.rule.conclusion for firing in chain)
            asked = would_ask
            yield from chain


def _wanted(trace: Trace) -> tuple[Statement, ...]:
    """Return what the sheets are to lead to: how urgent it is, then the causes that rules conclude, as they rank, and
    then what else is concluded."""
    found = conclusions(trace)
    causes = (one.statement for one in candidates(trace) if one.statement in trace.asserting)
    return tuple(dict.fromkeys((*(one for one in found if one.concept == URGENCY), *causes, *found)))


def _asks(trace: Trace, firing: Firing) -> tuple[object, ...]:
    """Return what the blank of a firing asks, without its hint."""
    return frozenset(firing.rule.premises), trace.pack.role(firing.rule.conclusion.concept), firing.strength


def _from_these(firing: Firing, concepts: Container[str]) -> bool:
    return any(premise.concept in concepts for premise in firing.rule.premises)


def _given_away(trace: Trace, firing: Firing, told: str) -> bool:
    return tells(told, _sentences(trace, firing.rule.conclusion))


def _sentences(trace: Trace, statement: Statement) -> Iterator[str]:
    """Yield a statement in words, however sure it is, and as it is written in files."""
    yield from (phrases.brief(trace.pack, statement, strength) for strength in Strength)
    yield str(statement)


def _secrets(trace: Trace, firing: Firing, told: str) -> Iterator[str]:
    """Yield the words that would tell the conclusion of `firing`: its sentence however sure, its term, the name of its
    rule, and every name of its concept but those as short as the signs of elements; none that is given anyway."""
    statement = firing.rule.conclusion
    yield from _sentences(trace, statement)
    if term := phrases.term(trace.pack, statement):
        yield term
    names = [firing.rule.id]
    if statement.concept != URGENCY:
        names += filter(_long, names_of(trace.pack.concept[statement.concept]))
    yield from (name for name in names if not tells(told, (name,)))


def _long(name: str) -> bool:
    return any(len(word) > 3 or re.search(r"\d", word) for word in telling_words(name))


def _blank(trace: Trace, firing: Firing, number: dict[Statement, int], secrets: tuple[str, ...], told: str) -> Blank:
    rule, pack = firing.rule, trace.pack
    statement = rule.conclusion
    premises = (
        f"what you wrote in {number[premise]}" if premise in number else phrases.said(pack, premise)
        for premise in rule.premises
    )
    near = [statement, *(premise for premise in rule.premises if premise in number)]
    own = telling_words(" ".join(f"{phrases.said(pack, one)} {one.concept}" for one in near))
    if statement.concept == URGENCY:  # 'today' tells it as much as 'same day' does; short words such as 'see' do not
        own += tuple(word for word in telling_words(pack.level[statement.value].label) if len(word) > 4)
    telling = (*own, *_elsewhere(trace, rule.because, (one for one in number if one not in near), told))
    return Blank(
        number=number[statement],
        premises=tuple(premises),
        kind=NOUN[pack.role(statement.concept)],
        verb=phrases.VERB[firing.strength],
        hint=masked(rule.because, secrets, telling),
        cited="" if tells(phrases.sourced(rule), secrets) else phrases.sourced(rule),
        answer=phrases.said(pack, statement, firing.strength),
        step=step(trace, firing),
        telling=telling,
    )


def _elsewhere(trace: Trace, hint: str, statements: Iterable[Statement], told: str) -> Iterator[str]:
    """Yield the words by which a hint would tell what is asked elsewhere: of those that say what it is about and that
    are not given, any two, or the only one. To gap each would leave nothing of the hints of a long chain."""
    given = {word[:FAMILY] for word in telling_words(told)}
    said = telling_words(hint)
    for one in statements:
        about = [word for word in telling_words(phrases.said(trace.pack, one)) if word[:FAMILY] not in given]
        shown = [word for word in about if akin(word, said)]
        if len(shown) >= min(2, len(about)):
            yield from shown
