"""What one run has and another has not: facts, firings, the urgency, the candidates. Two traces in, the exact
difference out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from triage.result.candidates import Candidate, candidates
from triage.trace import Fact, Firing, Trace


@dataclass(frozen=True)
class Moved:
    """A candidate whose place or standing is another: its place (from 1) and itself, before and after."""

    places: tuple[int, int]
    before: Candidate
    after: Candidate


@dataclass(frozen=True)
class Difference:
    """From one run to another. Pairs hold what was before and what is after."""

    before: Trace
    after: Trace

    @cached_property
    def gained(self) -> tuple[Fact, ...]:
        """The facts that only the second run has."""
        return tuple(fact for fact in self.after.facts if fact.statement not in self.before.fact)

    @cached_property
    def lost(self) -> tuple[Fact, ...]:
        """The facts that only the first run has."""
        return tuple(fact for fact in self.before.facts if fact.statement not in self.after.fact)

    @cached_property
    def strengthened(self) -> tuple[tuple[Fact, Fact], ...]:
        """The facts that are surer in the second run."""
        return tuple(pair for pair in self._both if pair[0].strength < pair[1].strength)

    @cached_property
    def weakened(self) -> tuple[tuple[Fact, Fact], ...]:
        """The facts that are less sure in the second run."""
        return tuple(pair for pair in self._both if pair[0].strength > pair[1].strength)

    @cached_property
    def elsewhere(self) -> tuple[tuple[Fact, Fact], ...]:
        """The facts that are as strong as before, and came from elsewhere: an answer now, or a rule, or a
        supposition."""
        return tuple(
            (old, new)
            for old, new in self._both
            if old.strength == new.strength
            and (old.origin, old.statement in self.before.resting_on_supposition)
            != (new.origin, new.statement in self.after.resting_on_supposition)
        )

    @property
    def _both(self) -> Iterator[tuple[Fact, Fact]]:
        return (
            (fact, self.after.fact[fact.statement]) for fact in self.before.facts if fact.statement in self.after.fact
        )

    @cached_property
    def firings(self) -> tuple[tuple[Firing | None, Firing], ...]:
        """The firings of the second run, in their order, whose rule did not fire before (None), or came to something
        else then: another strength or effect, or resting on a supposition or not."""
        old = {firing.rule.id: firing for firing in self.before.firings}
        pairs = ((old.get(firing.rule.id), firing) for firing in self.after.firings)
        return tuple(
            (earlier, firing)
            for earlier, firing in pairs
            if earlier is None or _outcome(self.before, earlier) != _outcome(self.after, firing)
        )

    @cached_property
    def stopped(self) -> tuple[Firing, ...]:
        """The firings of the first run whose rule does not fire in the second."""
        still = {firing.rule.id for firing in self.after.firings}
        return tuple(firing for firing in self.before.firings if firing.rule.id not in still)

    @cached_property
    def moved(self) -> tuple[Moved, ...]:
        """The candidates whose place, evidence, findings, reasons against, or rules that point to them are others, in
        their order after."""
        old = {one.statement: (place, one) for place, one in enumerate(candidates(self.before), start=1)}
        new = {one.statement: (place, one) for place, one in enumerate(candidates(self.after), start=1)}
        pairs = [(old[statement], after) for statement, after in new.items()]
        return tuple(
            Moved((was, place), before, after)
            for (was, before), (place, after) in pairs
            if was != place or _standing(before) != _standing(after)
        )

    @property
    def nothing(self) -> bool:
        """Whether both runs are the same in all of this."""
        found = (self.gained, self.lost, self.strengthened, self.weakened, self.elsewhere, self.firings, self.stopped)
        return not any(found) and not self.moved


def _outcome(trace: Trace, firing: Firing) -> object:
    return firing.strength, firing.effect, trace.rests_on_supposition(firing)


def _standing(one: Candidate) -> object:
    explained = [(each.finding, each.strength) for each in one.explained]
    pointers = {firing.rule.id for firing in one.pointers}
    return one.evidence, one.contradiction, pointers, explained, one.denied
