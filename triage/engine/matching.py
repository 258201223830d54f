"""The two parts plugged into experta: which rules have all their premises, and in which order they stand on the agenda.

Nothing here concludes anything; `inference` does. See docs/decisions/0002-experta.md.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import Any, ClassVar, NamedTuple

from triage.engine.experta_import import Activation, Agenda, Fact, KnowledgeEngine, Matcher, Strategy
from triage.model import Rule, Statement, Strength


class Known(Fact):  # type: ignore[misc]  # experta has no type hints
    """A statement in experta's working memory: `concept`, `value` and `strength` are its fields."""

    def __init__(self, **fields: Any) -> None:
        dict.update(self, fields)  # experta's own would look into each field for lists and sets to freeze

    def __str__(self) -> str:
        return ""  # experta puts every fact of every firing into a log line that nobody reads


class Ready(Activation):  # type: ignore[misc]  # experta has no type hints
    """A rule all of whose premises are known. Unlike experta's own it does not hash them: a rule is ready only once."""

    def __init__(self, rule: Any, facts: Iterable[Fact]) -> None:
        self.rule = rule
        self.facts = facts
        self.key = None
        self.context: dict[str, Any] = {}


class Turn(NamedTuple):
    """Where an activation stands on the agenda. The greatest fires first; no two are equal.

    The fields are the order of docs/decisions/0002-experta.md: result strength, then salience, then the newest premise,
    then the rule's place in the pack (negative, so that the earlier rule is greater).
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
    by its strongest chain. `inference` makes one subclass for each pack, which knows the pack's rules by name.

    Nothing is ever retracted during a run, so `removed` stays empty. `fired` counts the firings so far; `entered` holds
    the cycle at which each rule, by its name, came to the agenda, and `strength` what its result will have.
    """

    rules: ClassVar[Mapping[str, tuple[int, Rule]]]

    def __init__(self) -> None:
        super().__init__()
        self.reset()

    def reset(self) -> None:
        self.fired = 0
        self.entered: dict[str, int] = {}
        self.strength: dict[str, Strength] = {}

    def _update_agenda(self, agenda: Agenda, added: Iterable[Activation], removed: Iterable[Activation]) -> None:
        for activation in added:
            name = activation.rule.__name__
            activation.key = turn = self.turn(name, activation.facts)
            self.entered[name] = self.fired + 1
            self.strength[name] = turn.strength
            insort(agenda.activations, activation, key=attrgetter("key"))

    def turn(self, name: str, facts: Iterable[Fact]) -> Turn:
        number, rule = self.rules[name]
        weakest, newest = rule.strength, 0
        for fact in facts:
            weakest = min(weakest, fact["strength"])
            newest = max(newest, fact["__factid__"])
        return Turn(weakest, rule.salience, newest, -number)


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
                    added.append(Ready(self.rules[number][0], self.matched[number]))
        return added, []
