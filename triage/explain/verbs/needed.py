"""`needed` in words: which smallest sets of answers would bring a statement about.

What is given comes in, an Explanation goes out. It tells how the rules work and advises nobody to answer anything.
"""

from __future__ import annotations

from collections.abc import Iterator

from triage import phrases
from triage.engine.given import Given
from triage.explain.explanation import Explanation, Line
from triage.explain.sentences import missing, stated
from triage.explain.sufficient import Needed, needed
from triage.explain.verbs.changes import NO_ADVICE, way_line
from triage.model import UNKNOWN, URGENCY, Statement


def needs(given: Given, statement: Statement) -> Explanation:
    """Return which smallest sets of answers would bring `statement` about."""
    about = phrases.said(given.pack, statement)
    if statement in given.trace.fact:
        return Explanation("needed", about, f"Nothing more: {stated(given.trace, statement)}.")
    if statement == Statement(URGENCY, given.trace.urgency):  # the lowest, that no rule has to conclude
        return Explanation("needed", about, f"Nothing more: {missing(given.trace, statement)}.")
    found = needed(given, statement)
    lines = [way_line(given, statement, way) for way in found.ways]
    if found.direct:
        again = given.trace.value(statement.concept) != UNKNOWN
        how = "answered anew" if again else "answered itself"
        lines.append(Line(f"A question asks for it, so it may also be {how}.", means="direct"))
    if found.ways:
        lines.append(Line(NO_ADVICE, means="notice"))
    answer = f"{missing(given.trace, statement)}. {' '.join(_counted(given, found))}"
    return Explanation("needed", about, answer, tuple(lines))


def _counted(given: Given, found: Needed) -> Iterator[str]:
    if not found.complete:
        to = "" if found.unasked else " to the questions"
        first = f"No open answer{to} would bring it about. " if found.changing else ""
        sets = "sets of answers with given ones changed" if found.changing else "sets of answers"
        yield f"{first}There are more {sets} than this program tries: whether any of them does is not known."
        return
    if not found.ways:
        yield "No answers bring it about by the rules."
        return
    size = len(found.ways[0].answers)
    ways = f" There are {len(found.ways)} ways." if len(found.ways) > 1 else ""
    fewer = ", and no fewer of these" if size > 1 else ""
    to = "" if found.unasked else " to the questions"
    answers = phrases.counted(size, f"answer{to}", f"answers{to} together")
    if found.changing:
        named = [concept for way in found.ways for concept in way.answers]
        changed_only = all(given.trace.value(concept) != UNKNOWN for concept in named)
        how = f"changing {size} of the given answers" if changed_only else f"{answers}, with given ones changed,"
        yield f"No open answer{to} would bring it about, but {how} would{fewer}.{ways}"
    else:
        yield f"{answers} would bring it about{fewer}.{ways}"
    if found.unasked:
        yield f"No question asks for {'it' if size == 1 else 'all of them'}."
