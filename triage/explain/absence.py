"""Why a statement did not come about: rule by rule, premise by premise, the nearest miss first.

A trace comes in, a Missing goes out. What was shown once is not shown again in one explanation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from triage.explain.explanation import DEEPEST
from triage.model import UNKNOWN, Rule, Statement
from triage.trace import Fact, Trace

Lack = Literal["answered otherwise", "answered unknown", "left open", "not asked", "not derived", "overruled"]


@dataclass(frozen=True)
class Miss:
    """A rule that would have concluded a statement: the premises that held, and those that did not.

    None is missing where the rule fired and an answer overruled it.
    """

    rule: Rule
    held: tuple[Fact, ...]
    missing: tuple[Missing, ...]


@dataclass(frozen=True)
class Missing:
    """A statement that is no fact, and why.

    `overruled`: rules concluded it, and `instead`, an answer or a supposition, gives its concept another value.
    `answered otherwise`: the same, but no rule concluded it. `answered unknown`: the person does not know. `left
    open`: it may go without saying beside an answer. `not asked`: it has no answer, and no rule concludes it. `not
    derived`: it has no answer, and no rule that concludes it has all its premises. `misses` are the rules that
    conclude it, the nearest first: fewest premises missing, then the strongest, then the pack's order. There are none
    where an answer settles it, unless it was asked for itself, and where they stand `above` in the same explanation
    or would be `deeper` than DEEPEST.
    """

    statement: Statement
    lack: Lack
    instead: Fact | None
    misses: tuple[Miss, ...]
    elsewhere: Literal["", "above", "deeper"] = ""


def absence(trace: Trace, statement: Statement) -> Missing:
    """Return why `statement` is no fact of `trace`. Raises ValueError when it is one."""
    if statement in trace.fact:
        raise ValueError(f"'{statement}' is a fact")
    return _missing(trace, statement, set(), 0)


def _missing(trace: Trace, statement: Statement, shown: set[Statement], depth: int) -> Missing:
    lack = _lack(trace, statement)
    instead = trace.given(statement.concept)
    rules = trace.pack.concluding.get(statement, ())
    if not rules or (instead and depth):
        return Missing(statement, lack, instead, ())
    if statement in shown or depth == DEEPEST:
        return Missing(statement, lack, instead, (), "above" if statement in shown else "deeper")
    shown.add(statement)
    misses = []
    for rule in sorted(rules, key=lambda rule: (len(_open(trace, rule)), -rule.strength)):
        held = tuple(trace.fact[premise] for premise in rule.premises if premise in trace.fact)
        missing = tuple(_missing(trace, premise, shown, depth + 1) for premise in _open(trace, rule))
        misses.append(Miss(rule, held, missing))
    return Missing(statement, lack, instead, tuple(misses))


def _lack(trace: Trace, statement: Statement) -> Lack:
    if trace.value(statement.concept) != UNKNOWN:
        overruled = any(firing.rule.conclusion == statement for firing in trace.firings)
        return "overruled" if overruled else "answered otherwise"
    if statement.concept in trace.answers:
        return "left open" if statement.concept in trace.left_open else "answered unknown"
    return "not derived" if statement in trace.pack.concluding else "not asked"


def _open(trace: Trace, rule: Rule) -> list[Statement]:
    """Return the premises of `rule` that do not hold."""
    return [premise for premise in rule.premises if premise not in trace.fact]
