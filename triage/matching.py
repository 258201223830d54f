"""The two parts plugged into experta: which rules have all their premises, and in which order they stand on the agenda.

Nothing here concludes anything; `engine` does. See docs/decisions/0002-experta.md.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import Any, ClassVar, NamedTuple

from triage.healed_experta import Activation, Agenda, Fact, KnowledgeEngine, Matcher, Strategy
from triage.model import Rule, Statement, Strength


class Known(Fact):  # type: ignore[misc]  # experta has no type hints
    """A statement in experta's working memory: `concept`, `value` and `strength` are its fields."""


class Place(NamedTuple):
    """Where an activation stands on the agenda. The greatest fires first; no two are equal.

    The fields are the order of design: result strength, then salience, then the newest premise, then the rule's place
    in the pack (negative, so that the earlier rule is greater).
    """

    strength: Strength
    salience: int
    newest: int
    place: int


def statement(fact: Fact) -> Statement:
    """Return the statement that a fact of experta's working memory stands for."""
    return Statement(fact["concept"], fact["value"])


class TotalOrder(Strategy):  # type: ignore[misc]  # experta has no type hints
    """A conflict-resolution strategy without ties: the strongest result first, so that each statement is first derived
    by its strongest chain. `engine` makes one subclass for each pack, which knows the pack's rules by name.

    Nothing is ever retracted during a run, so `removed` stays empty. `fired` counts the firings so far, and `entered`
    holds the cycle at which each rule, by its name, came to the agenda.
    """

    rules: ClassVar[Mapping[str, tuple[int, Rule]]]

    def __init__(self) -> None:
        super().__init__()
        self.reset()

    def reset(self) -> None:
        self.fired = 0
        self.entered: dict[str, int] = {}

    def _update_agenda(self, agenda: Agenda, added: Iterable[Activation], removed: Iterable[Activation]) -> None:
        for activation in added:
            activation.key = self.place(activation)
            self.entered[activation.rule.__name__] = self.fired + 1
            insort(agenda.activations, activation, key=attrgetter("key"))

    def place(self, activation: Activation) -> Place:
        number, rule = self.rules[activation.rule.__name__]
        weakest = min(rule.strength, *(fact["strength"] for fact in activation.facts))
        newest = max(fact["__factid__"] for fact in activation.facts)
        return Place(weakest, rule.salience, newest, -number)


class IndexedMatcher(Matcher):  # type: ignore[misc]  # experta has no type hints
    """Counts the premises that each rule still misses, so that a new fact touches only the rules that mention it.

    Linear in the size of the rules: Dowling and Gallier, "Linear-time algorithms for testing the satisfiability of
    propositional Horn formulae", Journal of Logic Programming 1(3), 1984. Right for rules whose conditions are literal
    `Known` patterns, and for nothing else.
    """

    def __init__(self, engine: KnowledgeEngine) -> None:
        super().__init__(engine)
        self.waiting: dict[Statement, list[int]] = {}
        self.rules: list[tuple[Any, int]] = []
        for number, rule in enumerate(engine.get_rules()):
            premises = {statement(pattern) for pattern in rule}
            self.rules.append((rule.new_conditions(*rule), len(premises)))  # a copy, not bound to the class
            for premise in premises:
                self.waiting.setdefault(premise, []).append(number)
        self.reset()

    def reset(self) -> None:
        self.missing = [premises for _, premises in self.rules]
        self.matched: dict[int, list[Fact]] = {}

    def changes(
        self, adding: Iterable[Fact] | None = None, deleting: Iterable[Fact] | None = None
    ) -> tuple[list[Activation], list[Activation]]:
        added = []
        for fact in adding or ():
            for number in self.waiting.get(statement(fact), ()) if isinstance(fact, Known) else ():
                self.matched.setdefault(number, []).append(fact)
                self.missing[number] -= 1
                if self.missing[number] == 0:
                    added.append(Activation(self.rules[number][0], self.matched[number]))
        return added, []
