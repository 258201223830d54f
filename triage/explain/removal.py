"""Which smallest changes of answers would undo a conclusion, or lower the urgency.

What is given comes in, a Removal goes out. Each set was tried in a run of its own. It tells what a conclusion rests on;
it is no reason to answer otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from triage.engine.given import Given
from triage.model import UNKNOWN, URGENCY, URGENCY_LEVELS, Statement
from triage.trace import Trace

LIMIT = 4_000  # so many answer sets are tried before the search ends


@dataclass(frozen=True)
class Removal:
    """`changes` are all smallest sets of changed answers (concept to value, `unknown` included) after which the
    conclusion does not hold, in the pack's order; no smaller set does it. `complete` is false when the search ended
    before all were tried; then there may be others."""

    changes: tuple[Mapping[str, str], ...]
    complete: bool = True


def removal(given: Given, statement: Statement) -> Removal:
    """Return the smallest changes after which `statement`, a fact of the run, is none.

    What may be changed is every answer and supposition, to another value or to `unknown`; and every concept that the
    pack asks for may be answered in addition, because an answer can overrule a step. Its own concept is left out,
    unless it was answered itself. Raises ValueError when it is no fact.
    """
    if statement not in given.trace.fact:
        raise ValueError(f"'{statement}' is no fact")
    own = "" if given.trace.fact[statement].origin != "derived" else statement.concept
    return _Search(given, lambda trace: statement if statement in trace.fact else None, own).result()


def lowering(given: Given) -> Removal:
    """Return the smallest changes after which the urgency is lower than it is: none where it is the lowest, also
    where a rule set that."""
    if given.trace.urgency == URGENCY_LEVELS[-1]:
        return Removal(())
    reached = URGENCY_LEVELS[: URGENCY_LEVELS.index(given.trace.urgency) + 1]

    def holding(trace: Trace) -> Statement | None:
        return Statement(URGENCY, trace.urgency) if trace.urgency in reached else None

    return _Search(given, holding, "").result()


class _TooMany(Exception):
    """More runs would be needed than are allowed."""


class _Search:
    """Whatever undoes a conclusion has to break each of its proofs. So one proof is taken, each way of breaking it is
    tried, and the same again where another proof is left."""

    def __init__(self, given: Given, holding: Callable[[Trace], Statement | None], own: str):
        self.given = given
        self.holding = holding
        self.own = own
        self.left = LIMIT
        self.asked = given.pack.asked
        self.order = {name: place for place, name in enumerate(given.pack.concept)}

    def result(self) -> Removal:
        """Return what works, the fewest changes that do."""
        layer, found = {frozenset[Statement]()}, list[frozenset[Statement]]()
        complete = True
        try:
            while layer and not found:
                following: set[frozenset[Statement]] = set()
                for changes in sorted(layer, key=sorted):
                    ways = self._breaking(changes)
                    if ways is None:
                        found.append(changes)
                    else:
                        following |= {changes | {way} for way in ways}
                layer = following
        except _TooMany:
            complete = False
        ordered = (sorted(one, key=lambda way: self.order[way.concept]) for one in found)
        keyed = sorted(ordered, key=lambda one: [(self.order[way.concept], way.value) for way in one])
        return Removal(tuple(MappingProxyType(dict(one)) for one in keyed), complete)

    def _breaking(self, changes: frozenset[Statement]) -> set[Statement] | None:
        """Return the further changes that break a proof of what holds after `changes`; None when nothing holds."""
        self.left -= 1
        if self.left < 0:
            raise _TooMany
        given = self.given.but(dict(changes))
        goal = self.holding(given.trace)
        if goal is None:
            return None
        changed = {change.concept for change in changes}
        return {way for way in self._ways(given, goal) if way.concept not in changed}

    def _ways(self, given: Given, goal: Statement) -> Iterator[Statement]:
        trace, waiting, seen = given.trace, [goal], {goal}
        while waiting:
            statement = waiting.pop()
            if trace.fact[statement].origin == "derived":
                if statement.concept in self.asked and statement.concept != self.own:
                    yield from self._others(statement, ())
                premises = trace.asserting[statement].rule.premises
            elif statement.concept in given.by_result:
                measured = given.by_result[statement.concept]
                yield from self._others(Statement(measured, trace.value(measured)), (UNKNOWN,))
                continue
            else:
                lists = given.pack.told_by.get(statement.concept, ())
                held = [parts for parts in lists if all(trace.answers.get(one.concept) == one.value for one in parts)]
                if statement.concept not in trace.told:
                    yield from self._others(statement, (UNKNOWN,))
                premises = tuple(dict.fromkeys(part for parts in held for part in parts))
            waiting.extend(premise for premise in premises if premise not in seen)
            seen.update(premises)

    def _others(self, statement: Statement, more: tuple[str, ...]) -> Iterator[Statement]:
        for value in (*self.given.pack.values(statement.concept), *more):
            if value != statement.value:
                yield Statement(statement.concept, value)
