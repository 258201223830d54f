"""What told a statement that was not answered itself: the answers and test results behind it, in their own words.

A trace and a statement come in, the answers or words for them go out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from triage import phrases
from triage.answers.case_lines import told_in
from triage.answers.measurement import level_on_a_test
from triage.model import PRESENT, Statement
from triage.result.urgency import told
from triage.trace import Trace


def told_by(trace: Trace, statement: Statement) -> str:
    """Return which answers and test results told a statement, '' if it was answered itself."""
    behind = [one for one in answers_behind(trace, statement) if one != statement]
    results = [_result(trace, one) for one in behind if one.concept in trace.measured]
    others = [in_own_words(trace, one) for one in behind if one.concept not in trace.measured]
    if not results:
        return f"told by: {phrases.listed(others)}" if others else ""
    named = f"the test result{'s' if len(results) > 1 else ''} {phrases.listed(results)}"
    return f"told by: {phrases.listed((*others, named))}" if others else f"told by {named}"


def answered_as(trace: Trace, statement: Statement) -> str:
    """Return in which words a statement was answered, '' if these are the pack's own."""
    words = told_in(trace.pack, trace.typed.get(statement.concept, ()))
    return f"answered as {phrases.quoted(words)}" if words else ""


def answers_behind(trace: Trace, statement: Statement) -> tuple[Statement, ...]:
    """Return the statement if it was answered itself, else the answers that told it, also by way of others."""
    return tuple(dict.fromkeys(_behind(told(trace), statement)))


def _behind(telling: Mapping[str, tuple[Statement, ...]], statement: Statement) -> Iterator[Statement]:
    parts = telling.get(statement.concept, ()) if statement.value == PRESENT else ()
    if not parts:
        yield statement
    for part in parts:
        yield from _behind(telling, part)


def in_own_words(trace: Trace, statement: Statement) -> str:
    """Return a statement as it was answered: where it is simply present in the words that were typed, or by its concept
    alone."""
    typed = trace.typed.get(statement.concept, ()) if statement.value == PRESENT else ()
    return phrases.quoted(told_in(trace.pack, typed)) or phrases.reported(trace.pack, statement)


def _result(trace: Trace, statement: Statement) -> str:
    typed = trace.measured[statement.concept]
    return f"{phrases.label(trace.pack, statement.concept)} {level_on_a_test(typed) or typed}"
