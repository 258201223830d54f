"""Changed answers in words, each with the answer that it would replace: for needed, why-not, what-if and undo."""

from __future__ import annotations

from collections.abc import Mapping

from triage import phrases
from triage.engine.given import Given, value_of
from triage.explain.explanation import Line
from triage.explain.sufficient import Way
from triage.model import UNKNOWN, Statement
from triage.trace import Trace


def _level(trace: Trace) -> str:
    return trace.pack.level[trace.urgency].label


NO_ADVICE = "This tells how the rules work; it is no reason to answer otherwise."


def _way(given: Given, statement: Statement, way: Way) -> Line:
    then = phrases.said(given.pack, statement, way.strength)
    return Line(
        f"enough: {changed(given, way.answers)}",
        f"then {then}",
        means="way",
        about=statement,
        strength=way.strength,
    )


def changed(given: Given, answers: Mapping[str, str]) -> str:
    """Return answers (concept to value) in words, each with the answer in whose place it would come."""
    return phrases.listed(_changed(given, concept, value) for concept, value in answers.items())


def _changed(given: Given, concept: str, value: str) -> str:
    known = value != UNKNOWN
    words = phrases.said(given.pack, Statement(concept, value)) if known else phrases.not_known(given.pack, concept)
    now = value_of(given.trace, concept)
    return words if now == UNKNOWN else f"{words} (instead of {now.replace('-', ' ')})"
