"""The end of an interview: how urgent it is and why, what would explain the findings, what follows, what is open.

A session comes in, lines go out. The words of the result itself are those of `result`.
"""

from __future__ import annotations

from collections.abc import Iterator

from triage import phrases
from triage.explain import conclusions
from triage.interview import LEARNING, Session
from triage.model import UNKNOWN
from triage.outcome import danger_signs
from triage.reply import MADE_UP
from triage.report import report, stated
from triage.result import Cause, Result, result

SHOWN = 4  # so many of what is open of a cause; 'candidates' has the others, and the rules


def closing(session: Session) -> Iterator[str]:
    """Yield the result: urgency first. After an emergency that ended the questions there is nothing else to say."""
    found = result(session.trace)
    yield "The result"
    if session.supposed:
        names = ", ".join(phrases.label(session.pack, concept) for concept in session.supposed)
        yield f"You supposed something about {names}: whatever rests on it is marked, and is not about you."
    yield from _urgency(session, found)
    if session.stop == "emergency":
        yield "The questions end here: this comes before all of them. Only to learn how the rules work, type 'more'."
        yield phrases.NOTICE
        return
    if found.causes:
        yield "What would explain it, among the causes that these rules know ('candidates' shows how):"
        for number, cause in enumerate(found.causes, start=1):
            yield from _cause(number, cause)
        yield f"  {phrases.RANK}"
    yield from found.beyond
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


def _urgency(session: Session, found: Result) -> Iterator[str]:
    if session.person == MADE_UP:
        yield "Urgency, if this were a real person:"
        yield f"  {found.level}"
    else:
        yield f"Urgency: {found.level}"
    yield f"  {found.do}"
    yield f"  {found.come_back}"
    yield from (f"  {ground}" for ground in found.grounds)


def _cause(number: int, cause: Cause) -> Iterator[str]:
    yield f"  {number}. {cause.name}  [{cause.evidence}]"
    for heading, text in cause.reasons:
        parts = text.split(", ")
        if heading == "open" and len(parts) > SHOWN:
            text = f"{', '.join(parts[:SHOWN])}, and {len(parts) - SHOWN} more"
        if heading != "by the rules":
            yield f"     {heading}: {text}"


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
