"""The result of an interview: how urgent it is and why, what would explain the findings, what follows, what is open.

A session comes in, lines go out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from triage import phrases
from triage.candidates import Candidate, candidates
from triage.explain import conclusions
from triage.interview import LEARNING, Session
from triage.model import UNKNOWN, URGENCY, Rule, Statement, Strength
from triage.outcome import Outcome, danger_signs, outcome
from triage.reply import MADE_UP
from triage.report import report, stated
from triage.trace import Trace

SHOWN = 4  # what is open of a cause: the first ones; 'candidates' has all


def closing(session: Session) -> Iterator[str]:
    """Yield the result: urgency first. After an emergency that ended the questions there is nothing else to say."""
    yield "The result"
    if session.supposed:
        names = ", ".join(phrases.label(session.pack, concept) for concept in session.supposed)
        yield f"You supposed something about {names}: whatever rests on it is marked, and is not about you."
    yield from urgency(session)
    if session.stop == "emergency":
        yield "The questions end here: this comes before all of them. Only to learn how the rules work, type 'more'."
        yield phrases.NOTICE
        return
    yield from _causes(session.trace)
    yield "What follows from the answers ('how 1' shows why):"
    lines = [stated(session.trace, statement) for statement in conclusions(session.trace)]
    yield from (f"  {number:>2}  {line}" for number, line in enumerate(lines, start=1))
    if not lines:
        yield "  nothing: no rule has led to a finding"
    yield from _open(session)
    cautions = report(session.trace, "").cautions
    if cautions:
        yield "Cautions about these rules:"
        yield from (f"  {caution.id}  {caution.text} [{caution.cited}]" for caution in cautions)
    if session.stop == "scope":
        yield "The questions end here. Only to learn how the rules work, type 'more'."
    yield phrases.NOTICE


def urgency(session: Session) -> Iterator[str]:
    """Yield the level, what to do, when to come back, which rules set it, and the danger signs that are open."""
    pack, found = session.pack, outcome(session.trace)
    supposed = Statement(URGENCY, found.level.level) in session.trace.resting_on_supposition
    mark = f"  [{phrases.SUPPOSED}]" if supposed else ""
    if session.person == MADE_UP:
        yield "Urgency, if this were a real person:"
        yield f"  {found.level.symbol} {found.level.label}{mark}"
    else:
        yield f"Urgency: {found.level.symbol} {found.level.label}{mark}"
    yield f"  {found.level.do}"
    yield f"  {found.level.come_back}"
    yield from (f"  Set by rule {_rule(rule)}" for rule in found.rules)
    yield from (scope.says for scope in found.scopes)
    yield from _dangers(session, found)
    if session.stop == "emergency" and found.rules:
        labels = ", ".join(phrases.label(pack, premise.concept) for rule in found.rules for premise in rule.premises)
        yield f"Because of: {labels}."


def _rule(rule: Rule) -> str:
    return f"{rule.id}: {rule.because} [{phrases.sourced(rule)}]"


def _dangers(session: Session, found: Outcome) -> Iterator[str]:
    for heading, names in (
        ("Danger signs of which it is not known whether they are there:", found.unknown),
        ("Danger signs that were not answered:", found.unasked),
    ):
        if names:
            yield f"{heading} {', '.join(phrases.label(session.pack, name) for name in names)}."


def _causes(trace: Trace) -> Iterator[str]:
    ranked = candidates(trace)
    explaining = [one for one in ranked if one.explained]
    if explaining:
        yield "What would explain it, among the causes that these rules know ('candidates' shows how):"
        for number, candidate in enumerate(explaining, start=1):
            yield from _candidate(trace, number, candidate)
    yield from _unexplained(trace, explaining)
    given = [one for one in ranked if one.evidence and not one.explained]
    if given:
        words = (phrases.said(trace.pack, one.statement, one.evidence or Strength.CERTAIN) for one in given)
        yield f"Known or concluded, but explaining nothing that was reported: {'; '.join(words)}."


def _candidate(trace: Trace, number: int, one: Candidate) -> Iterator[str]:
    pack = trace.pack
    evidence = one.evidence.word if one.evidence else "none"
    yield f"  {number}. {phrases.said(pack, one.statement)}  [evidence for it: {evidence}]"
    if one.pointers:
        because = (f"{firing.rule.id} [{phrases.sourced(firing.rule)}]" for firing in one.pointers)
        yield f"     for: {'; '.join(because)}"
    if one.explained:
        words = (f"{phrases.label(pack, each.finding.concept)} ({each.strength.word})" for each in one.explained)
        yield f"     explains: {', '.join(words)}"
    if one.against:
        yield f"     against: {'; '.join(phrases.brief(pack, answer, Strength.CERTAIN) for answer in one.against)}"
    if left := phrases.open_of(pack, one.open):
        further = f", and {len(left) - SHOWN} more" if len(left) > SHOWN else ""
        yield f"     open: {', '.join(left[:SHOWN])}{further}"


def _unexplained(trace: Trace, found: Iterable[Candidate]) -> Iterator[str]:
    """Yield the reported findings that no cause explains, and causes outside the pack that may."""
    explained = {one.finding.concept for candidate in found for one in candidate.explained}
    left = [
        concept.id
        for concept in trace.pack.concepts
        if concept.role == "finding" and trace.answers.get(concept.id) == "present" and concept.id not in explained
    ]
    if not left:
        return
    yield f"None of these causes explains: {', '.join(phrases.label(trace.pack, name) for name in left)}."
    others = [cause for cause in trace.pack.not_covered if set(cause.findings) & set(left)]
    if others:
        yield "Outside these rules there are other causes that may be worth a thought:"
        yield from (f"  - {cause.label}: {cause.about} [{phrases.cited(cause.source)}]" for cause in others)


def _open(session: Session) -> Iterator[str]:
    """Yield what was not asked, skipped, or answered as not known: never taken for a no. Danger signs stand with the
    urgency."""
    pack = session.pack
    dangers = danger_signs(pack)
    not_known = [concept for concept, value in session.answers.items() if value == UNKNOWN and concept not in dangers]
    given = {*session.answers, *session.supposed, *dangers}
    if not_known:
        yield f"Not known: {', '.join(phrases.label(pack, name) for name in not_known)}."
    lists, single = [], []
    for question in pack.questions:
        missing = [name for name in question.concepts if name not in given]
        if question.tier == LEARNING and not session.more:
            continue
        if len(missing) == len(question.concepts) > 1:
            lists.append(question.text)
        else:
            single += missing
    if single:
        yield f"Not answered: {', '.join(phrases.label(pack, name) for name in single)}."
    if lists:
        yield "Whole lists that were not answered:"
        yield from (f"  - {text}" for text in lists)
