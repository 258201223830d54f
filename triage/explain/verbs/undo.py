"""`undo` in words: which smallest changes of answers would undo a conclusion, or lower the urgency.

What is given comes in, an Explanation goes out. Each set was tried in a run of its own.
"""

from __future__ import annotations

from triage import phrases
from triage.engine.given import Given
from triage.explain.explanation import Explanation, Line
from triage.explain.removal import Removal, lowering, removal
from triage.explain.sentences import missing
from triage.explain.verbs.changes import NO_ADVICE, changed, level_of, statements_of
from triage.model import URGENCY, URGENCY_LEVELS, Statement


def undo(given: Given, statement: Statement) -> Explanation:
    """Return which smallest changes of answers would undo `statement`, or, for an urgency, lower the level."""
    pack, trace = given.pack, given.trace
    if statement == (URGENCY, trace.urgency):
        return Explanation("undo", "the urgency", *_lower(given))
    about = phrases.said(pack, statement)
    if statement not in trace.fact:
        return Explanation("undo", about, f"There is nothing to undo: {missing(trace, statement)}.")
    found = removal(given, statement)
    said = phrases.said(pack, statement, trace.fact[statement].strength)
    return Explanation("undo", about, _answer(given, f"'{said}'", "not follow", found), _sets(given, found))


def _lower(given: Given) -> tuple[str, tuple[Line, ...]]:
    level = level_of(given.trace)
    if given.trace.urgency == URGENCY_LEVELS[-1]:
        return f"The urgency is '{level}', the lowest that there is.", ()
    found = lowering(given)
    return _answer(given, f"The urgency '{level}'", "be lower", found), _sets(given, found)


def _answer(given: Given, what: str, would: str, found: Removal) -> str:
    one, many = ("answer or supposition", "answers or suppositions") if given.supposed else ("answer", "answers")
    if not found.changes:
        most = "no answers" if found.complete else "none of the answers that could be tried"
        return f"{what}: {most} would undo it."
    size = len(found.changes[0])
    fewest = phrases.counted(size, f"different {one}", f"different {many}")
    if size > 1:
        fewest += ", and not with fewer"
    ways = f" There are {len(found.changes)} ways." if len(found.changes) > 1 else ""
    more = "" if found.complete else " There may be more than these."
    return f"{what} would {would} with {fewest}.{ways}{more}"


def _sets(given: Given, found: Removal) -> tuple[Line, ...]:
    lines = [
        Line(f"if {changed(given, changes)}", means="undoing", answers=statements_of(changes))
        for changes in found.changes
    ]
    if lines:
        lines.append(Line(NO_ADVICE, means="notice"))
    return tuple(lines)
