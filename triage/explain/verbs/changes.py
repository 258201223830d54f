"""Changed answers in words, each with the answer that it would replace: for needed, why-not, what-if and undo."""

from __future__ import annotations

from collections.abc import Mapping

from triage import phrases
from triage.engine.given import Given
from triage.explain.explanation import Line
from triage.explain.sufficient import Way
from triage.model import UNKNOWN, Statement
from triage.names import in_words
from triage.trace import NOTHING, Trace

NO_ADVICE = "This tells how the rules work; it is no reason to answer otherwise."


def urgency_in_words(trace: Trace) -> str:
    """Return what the urgency of a run is called."""
    return trace.pack.level[trace.urgency].label


def statements_of(answers: Mapping[str, str]) -> tuple[Statement, ...]:
    """Return answers, concept to value, as statements; a value may be `unknown`."""
    return tuple(Statement(*answer) for answer in answers.items())


def way_line(given: Given, statement: Statement, way: Way) -> Line:
    """Return one set of answers that is enough for `statement`, and how sure that is then."""
    then = phrases.said(given.pack, statement, way.strength)
    return Line(
        f"enough: {changed(given, way.answers)}",
        f"then {then}",
        means="way",
        about=statement,
        strength=way.strength,
        answers=statements_of(way.answers),
    )


def changed(given: Given, answers: Mapping[str, str], measured: Mapping[str, str] = NOTHING) -> str:
    """Return answers (concept to value) in words, each with the answer in whose place it would come; `measured` holds
    the test results that some were judged from."""
    return phrases.listed(_changed(given, concept, value, measured) for concept, value in answers.items())


def _changed(given: Given, concept: str, value: str, measured: Mapping[str, str]) -> str:
    known = value != UNKNOWN
    words = phrases.said(given.pack, Statement(concept, value)) if known else phrases.not_known(given.pack, concept)
    if concept not in measured:
        return words + instead_of(given, concept)
    return f"{words}, {phrases.judged_from(given.pack, concept, measured[concept])}{instead_of(given, concept)}"


def instead_of(given: Given, concept: str) -> str:
    """Return the answer in whose place another would come, as ' (instead of dry)'; '' where there is none."""
    now = given.trace.value(concept)
    supposed = "supposing " if concept in given.trace.supposed else ""
    return "" if now == UNKNOWN else f" (instead of {supposed}{in_words(now)})"
