"""The end of an interview: how urgent it is and why, what would explain the findings, what follows, what is open.

A session comes in, lines go out. The words of the result itself are those of `result`.
"""

from __future__ import annotations

from collections.abc import Iterator

from triage import phrases
from triage.explain import conclusions
from triage.interview import LEARNING, Session
from triage.model import UNKNOWN
from triage.outcome import danger_signs, outcome, without_lower_levels
from triage.output import Styled
from triage.reply import MADE_UP
from triage.report import report, stated
from triage.result import Cause, Result, result

SHOWN = 4  # so many of what is open of a cause, which 'candidates' shows in full, and of a list that was not answered


def closing(session: Session) -> Iterator[str | Styled]:
    """Yield the result: urgency first. After an emergency that ended the questions there is nothing else to say."""
    found = result(session.trace)
    yield "The result"
    if session.supposed:
        names = phrases.listed(phrases.label(session.pack, concept) for concept in session.supposed)
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
    numbered = tuple(enumerate(conclusions(session.trace), start=1))  # as 'how' numbers them
    shown = without_lower_levels(session.trace, (statement for _, statement in numbered))
    yield from (f"  {number:>2}  {stated(session.trace, one)}" for number, one in numbered if one in shown)
    if not shown:
        yield f"  {phrases.NOTHING}"
    if session.stop != "scope":
        yield from _open(session)
    cautions = report(session.trace, "").cautions
    if cautions:
        yield "Cautions about these rules:"
        yield from (f"  {caution.id}  {caution.text} [{caution.cited}]" for caution in cautions)
    yield from _ended(session)
    yield phrases.NOTICE


def _urgency(session: Session, found: Result) -> Iterator[str | Styled]:
    if session.person == MADE_UP:
        yield "Urgency, if this were a real person:"
        yield Styled(f"  {found.level}", found.colour)
    else:
        yield Styled(f"Urgency: {found.level}", found.colour)
    yield f"  {found.do}"
    yield f"  {found.come_back}"
    yield from (f"  {ground}" for ground in found.grounds)
    if found.unanswered:
        yield f"  {phrases.unanswered(len(found.unanswered))}"
        yield from (f"  - {text}" for text in _unanswered(session))


def _unanswered(session: Session) -> Iterator[str]:
    """Yield the danger signs that were not answered; those of a whole list by its question."""
    unasked = outcome(session.trace).unasked
    for question in session.pack.questions:
        signs = [name for name in question.concepts if name in unasked]
        if len(signs) == len(question.concepts) > 1:
            yield f"all {len(signs)} of the list '{question.text}'"
        else:
            yield from (phrases.label(session.pack, name) for name in signs)


def _cause(number: int, cause: Cause) -> Iterator[str]:
    yield f"  {number}. {cause.name}  [{cause.evidence}]"
    for heading, parts in cause.reasons:
        if heading == "open" and len(parts) > SHOWN:
            parts = (*parts[:SHOWN], f"and {len(parts) - SHOWN} more")
        if heading != "by the rules":
            yield f"     {heading}: {phrases.listed(parts)}"


def _ended(session: Session) -> Iterator[str]:
    """Yield why there are no more questions, and what was therefore not asked."""
    if session.stop == "scope":
        yield "The questions end here. Only to learn how the rules work, type 'more'."
    elif not session.waiting and session.idle:
        yield f"{len(session.idle)} further points were not asked: no answer could change the urgency or a cause."


def _open(session: Session) -> Iterator[str]:
    """Yield what was not asked, skipped, or answered as not known: never taken for a no. Danger signs stand with the
    urgency."""
    pack = session.pack
    dangers = danger_signs(pack)
    not_known = [concept for concept, value in session.answers.items() if value == UNKNOWN and concept not in dangers]
    given = {*session.answers, *session.supposed, *dangers, *(() if session.waiting else session.idle)}
    if not_known:
        yield f"Not known: {phrases.listed(phrases.label(pack, name) for name in not_known)}."
    lists, single = [], []
    for question in pack.questions:
        missing = [name for name in question.concepts if name not in given]
        if question.tier == LEARNING and not session.more:
            continue
        if len(missing) > SHOWN:
            lists.append(f"{len(missing)} of {len(question.concepts)}: {question.text}")
        else:
            single += missing
    if single:
        yield f"Not answered: {phrases.listed(phrases.label(pack, name) for name in single)}."
    if lists:
        yield "Lists that were not answered, or not in full:"
        yield from (f"  - {text}" for text in lists)
