"""The points that an interview left open: not asked, not known, or not asked because they could not matter.

A session comes in, lines go out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from triage import phrases
from triage.interview.session import Session
from triage.interview.tiers import LEARNING
from triage.model import UNKNOWN, RulePack
from triage.result.urgency import danger_signs

MANY = 4  # of one list; more are told by its question


def open_points(session: Session) -> Iterator[str]:
    """Yield what was not asked, skipped, or answered as not known: never taken for a no. Danger signs stand with the
    urgency."""
    pack = session.pack
    dangers = danger_signs(pack)
    left_open = session.trace.left_open
    unknown = (concept for concept, value in session.answers.items() if value == UNKNOWN)
    not_known = [concept for concept in unknown if concept not in dangers and concept not in left_open]
    given = {*session.answers, *session.supposed, *dangers, *session.idle, *session.ruled_out}
    yield from _points(pack, not_known, "Not known", "Lists with points that are not known")
    for beside in dict.fromkeys(left_open.values()):
        these = phrases.labels(pack, (name for name, others in left_open.items() if others == beside))
        yield f"Left open beside {phrases.labels(pack, beside)}, and not counted as no: {these}."
    asked = [question for question in pack.questions if question.tier != LEARNING or session.lessons]
    missing = {name for question in asked for name in question.concepts if name not in given}
    yield from _points(pack, missing, "Not answered", "Lists that were not answered, or not in full")


def idle_points(session: Session) -> Iterator[str]:
    """Yield what was not asked because it could not matter."""
    points = phrases.counted(len(session.idle), "further point was", "further points were")
    single, lists = _in_lists(session.pack, session.idle)
    yield f"{points} not asked, since {phrases.no_change(bool(session.supposed))}:"
    yield from (f"  - {text}" for text in lists)
    if single:
        yield f"  - {phrases.listed(single)}"
    if lists:
        yield "  'review' names them all."


def _points(pack: RulePack, names: Collection[str], alone: str, many: str) -> Iterator[str]:
    """Yield `names` under two headings: by their labels on one line, by question where they are many of its list."""
    single, lists = _in_lists(pack, names)
    if single:
        yield f"{alone}: {phrases.listed(single)}."
    if lists:
        yield f"{many}:"
        yield from (f"  - {text}" for text in lists)


def _in_lists(pack: RulePack, names: Collection[str]) -> tuple[list[str], list[str]]:
    """Return the labels of `names`, and of those that are many of one list, the question with their number instead."""
    single, lists = [phrases.label(pack, name) for name in names if name not in pack.asked], []
    for question in pack.questions:
        some = [name for name in question.concepts if name in names]
        if len(some) > MANY:
            lists.append(f"{len(some)} of {len(question.concepts)}: {question.text}")
        else:
            single += [phrases.label(pack, name) for name in some]
    return single, lists
