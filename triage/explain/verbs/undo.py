"""`undo` in words: which smallest changes of answers would undo a conclusion, or lower the urgency.

What is given comes in, an Explanation goes out. Each set was tried in a run of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import prod

from triage import phrases
from triage.engine.given import Given
from triage.explain.explanation import Detail, Explanation, Line
from triage.explain.removal import LIMIT, Removal, lowering, removal
from triage.explain.sentences import missing
from triage.explain.verbs.changes import NO_ADVICE, changed, instead_of, statements_of, urgency_in_words
from triage.model import UNKNOWN, URGENCY, URGENCY_LEVELS, Statement
from triage.names import in_words

Changes = Mapping[str, str]  # concept to value
ALIKE = 4  # from so many sets on that differ only in values, one line stands for all of them
SHOWN = 8  # so many lines before the full detail


def undo(given: Given, statement: Statement) -> Explanation:
    """Return which smallest changes of answers would undo `statement`, or, for an urgency, lower the level."""
    pack, trace = given.pack, given.trace
    if statement == (URGENCY, trace.urgency):
        return Explanation("undo", "the urgency", *_lower(given))
    about = phrases.said(pack, statement)
    if statement not in trace.fact:
        return Explanation("undo", about, f"There is nothing to undo: {missing(trace, statement)}.")
    found = removal(given, statement)
    direct = statement.concept in pack.asked and trace.fact[statement].origin == "derived"
    return Explanation(
        "undo", about, _answer(given, f"'{about}'", "not follow at all", found), _sets(given, found, direct)
    )


def _lower(given: Given) -> tuple[str, tuple[Line, ...]]:
    level = urgency_in_words(given.trace)
    if given.trace.urgency == URGENCY_LEVELS[-1]:
        return f"The urgency is '{level}', the lowest that there is.", ()
    found = lowering(given)
    return _answer(given, f"The urgency '{level}'", "be lower", found), _sets(given, found)


def _answer(given: Given, what: str, would: str, found: Removal) -> str:
    one, many = ("answer or supposition", "answers or suppositions") if given.supposed else ("answer", "answers")
    if not found.changes:
        if found.complete:
            return f"{what}: no other answers would undo it."
        return (
            f"{what}: too many answers bring it about for every way out to be tried; of the first {LIMIT:,} sets of "
            "other answers none undoes it."
        )
    size = len(found.changes[0])
    fewest = phrases.counted(size, f"different {one}", f"different {many}")
    if size > 1:
        fewest += ", and not with fewer of these"
    ways = f" There are {len(found.changes):,} ways." if len(found.changes) > 1 else ""
    more = "" if found.complete else " There may be more than these."
    return f"{what} would {would} with {fewest}.{ways}{more}"


def _sets(given: Given, found: Removal, direct: bool = False) -> tuple[Line, ...]:
    """Return a line for each set; before those that differ only in the values of the same concepts one that holds for
    all of them. Where there is such a line, and after the first lines, the sets are for the full detail. Where the
    conclusion is `direct`, a line says that it may be answered itself."""
    lines: list[Line] = []
    for place, alike in enumerate(_alike(found.changes)):
        detail: Detail = "brief" if place < SHOWN else "full"
        if len(alike) > 1:
            lines.append(Line(f"if {_either(given, alike)}", means="undoing-alike", detail=detail))
            detail = "full"
        lines += [
            Line(f"if {changed(given, one)}", means="undoing", detail=detail, answers=statements_of(one))
            for one in alike
        ]
    if direct:
        lines.append(Line("A question asks for it, so it may also be answered otherwise itself.", means="direct"))
    if lines:
        lines.append(Line(NO_ADVICE, means="notice"))
    return tuple(lines)


def _alike(sets: Sequence[Changes]) -> Iterator[Sequence[Changes]]:
    """Yield the sets of changes, many together where they are every combination of some values of the same
    concepts."""
    by_concepts: dict[frozenset[str], list[Changes]] = {}
    for one in sets:
        by_concepts.setdefault(frozenset(one), []).append(one)
    for alike in by_concepts.values():
        whole = len(alike) >= ALIKE and len(alike) == prod(len({one[name] for one in alike}) for name in alike[0])
        yield from [alike] if whole else ([one] for one in alike)


def _either(given: Given, alike: Sequence[Changes]) -> str:
    """Return every combination of changes in words: `soil: moist or not known (instead of dry); ...`."""
    parts = []
    for name in alike[0]:
        values = dict.fromkeys("not known" if one[name] == UNKNOWN else in_words(one[name]) for one in alike)
        parts.append(f"{phrases.label(given.pack, name)}: {' or '.join(values)}{instead_of(given, name)}")
    return phrases.listed(parts)
