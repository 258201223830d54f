"""A quiz from the rules: complete the chain, find the missing premise, predict the conclusion, what would change.

A pack and a seed come in, items go out, the same ones each time. Every key and every wrong choice is tried in a run of
the engine when the item is made: what is also true is never offered as wrong, nor what may say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from types import MappingProxyType
from typing import TypeVar

from triage import phrases
from triage.engine.given import Given
from triage.errors import capitalised
from triage.explain.removal import removal
from triage.lesson.alike import apart
from triage.model import UNKNOWN, URGENCY, Rule, RulePack, Statement, Strength
from triage.trace import Fact

T = TypeVar("T")

RULES_ALONE = "Right and wrong go by these rules alone: what they leave out may still be true."
CHOICES = 4
TRIES = 40  # so many rules are tried for one item before its kind is given up


@dataclass(frozen=True)
class Choice:
    """One choice in words, whether it is the right one, and the true explanation that answers it."""

    text: str
    right: bool
    because: str

    @property
    def verdict(self) -> str:
        """What is said to whoever takes it. No rule says that a wrong choice is untrue."""
        return "Right." if self.right else "Not by these rules."


@dataclass(frozen=True)
class Item:
    """One question with its choices. `answers` is the case from which it was checked; `source` cites its rule."""

    kind: str
    text: str
    choices: tuple[Choice, ...]
    answers: Mapping[str, str]
    source: str

    @property
    def key(self) -> int:
        """The number of the right choice, from 1."""
        return next(number for number, one in enumerate(self.choices, start=1) if one.right)


def quiz(pack: RulePack, seed: int, count: int) -> tuple[Item, ...]:
    """Return `count` different items, or fewer where the pack does not yield so many. The same seed gives the same
    items."""
    made = _Maker(pack, Random(seed))
    found: dict[str, Item] = {}
    kinds: list[Callable[[], Item | None]] = [made.chain, made.premise, made.conclusion, made.change]
    for number in range(count * len(kinds) * 2):
        if len(found) == count:
            break
        if item := kinds[number % len(kinds)]():
            found.setdefault(item.text, item)
    return tuple(found.values())


class _Maker:
    """Makes items, taking rules and distractors by the dice."""

    def __init__(self, pack: RulePack, dice: Random):
        self.pack = pack
        self.dice = dice
        self.place = {name: number for number, name in enumerate(pack.concept)}
        self.rules = [rule for rule in pack.rules if rule.conclusion.concept != URGENCY]
        self.statements = sorted(
            {one for rule in self.rules for one in (*rule.premises, rule.conclusion)},
            key=lambda one: (self.place[one.concept], one.value),
        )

    def chain(self) -> Item | None:
        """X, then what, then Z?"""
        single = [rule for rule in self.rules if len(rule.premises) == 1]
        for first, second in self._pairs(single):
            start, middle, end = first.premises[0], first.conclusion, second.conclusion
            answers = {start.concept: start.value}
            fact = self._facts(answers)
            if len({start.concept, middle.concept, end.concept}) < 3 or middle not in fact or end not in fact:
                continue
            if fact[middle].strength != first.strength or fact[end].strength != min(first.strength, second.strength):
                continue  # other rules make it surer than this chain does
            wrong = self._near(middle, fact)
            text = f"{self._said(start)} -> ? -> {self._said(end, fact[end].strength)}. What stands between?"
            why = f"{_told(first)} {_told(second)}"
            miss = "These rules do not lead there from the beginning of the chain."
            sure = fact[middle].strength
            if item := self._item("complete the chain", text, middle, wrong, miss, why, answers, first, sure):
                return item
        return None

    def premise(self) -> Item | None:
        """Which premise does the rule need besides?"""
        several = [rule for rule in self.rules if len(rule.premises) == 2]
        for rule in self._shuffled(several):
            known, missing = rule.premises
            answers = {known.concept: known.value}
            fact = self._facts({**answers, missing.concept: missing.value}).get(rule.conclusion)
            if fact is None or fact.origin != "derived" or rule.conclusion in self._facts(answers):
                continue
            leading = [one for other in self.rules if other.conclusion == rule.conclusion for one in other.premises]
            wrong = [
                one
                for one in self._near(missing, (*leading, rule.conclusion))
                if rule.conclusion not in self._facts({**answers, one.concept: one.value})
            ]
            follows = self._said(rule.conclusion, rule.strength)
            text = f"{self._said(known)}, and what besides, for '{follows}' to follow?"
            miss = "With that, no rule concludes it."
            if item := self._item("find the missing premise", text, missing, wrong, miss, _told(rule), answers, rule):
                return item
        return None

    def conclusion(self) -> Item | None:
        """What follows from this?"""
        for rule in self._shuffled(self.rules):
            answers = {premise.concept: premise.value for premise in rule.premises}
            fact = self._facts(answers)
            found = fact.get(rule.conclusion)
            if found is None or found.origin != "derived" or found.strength != rule.strength:
                continue  # where it is surer, another chain makes it so
            wrong = self._near(rule.conclusion, fact)
            given = " and ".join(self._said(premise) for premise in rule.premises)
            text = f"{given}. What follows, by these rules?"
            miss = "From this alone no rule concludes it."
            kind, key, sure = "predict the conclusion", rule.conclusion, rule.strength
            if item := self._item(kind, text, key, wrong, miss, _told(rule), answers, rule, sure):
                return item
        return None

    def change(self) -> Item | None:
        """Which answer would have to be another?"""
        for rule in self._shuffled(self.rules):
            answers = {premise.concept: premise.value for premise in rule.premises}
            answers |= {one.concept: one.value for one in self._beside(rule)}
            given = Given(self.pack, answers)
            fact = given.trace.fact.get(rule.conclusion)
            if fact is None or fact.origin != "derived":
                continue
            ways = [changes for changes in removal(given, rule.conclusion).changes if len(changes) == 1]
            undoing = {name for changes in ways for name in changes if name in answers}
            without = {name: given.but({name: UNKNOWN}).trace.fact.get(rule.conclusion) for name in answers}
            idle = [name for name, left in without.items() if left and left.strength == fact.strength]
            if len(undoing) != 1 or len(idle) < 2:
                continue
            (key,) = undoing
            if without[key]:
                continue
            listed = phrases.listed(self._said(Statement(*one)) for one in answers.items())
            follows = self._said(rule.conclusion, fact.strength)
            text = f"Given: {listed}. '{follows}' follows. Without which answer would it not?"
            right = Statement(key, answers[key])
            wrong = [Statement(name, answers[name]) for name in idle]
            miss = "It would follow without that as well."
            if item := self._item("what would change", text, right, wrong, miss, _told(rule), answers, rule):
                return item
        return None

    def _beside(self, rule: Rule) -> Iterator[Statement]:
        """Yield answers about causes and findings that have nothing to do with the premises of a rule."""
        taken: set[str] = set()
        for one in self._shuffled(self._near(rule.premises[0], (*rule.premises, rule.conclusion)))[:3]:
            if one.concept not in taken:
                taken.add(one.concept)
                yield one

    def _item(
        self,
        kind: str,
        text: str,
        key: Statement,
        wrong: Sequence[Statement],
        miss: str,
        why: str,
        answers: Mapping[str, str],
        rule: Rule,
        strength: Strength = Strength.CERTAIN,
    ) -> Item | None:
        """Return an item with the key among distractors, all as sure as the key is, None where there are too few."""
        others = {one.concept: one for one in wrong if one.concept != key.concept}
        if len(others) < 2:
            return None
        right = self._said(key, strength)
        choices = [Choice(right, True, why)]
        for one in self._shuffled([*others.values()])[: CHOICES - 1]:
            choices.append(Choice(self._said(one, strength), False, f"{miss} It is '{right}': {why}"))
        ordered = tuple(self._shuffled(choices))
        return Item(kind, capitalised(text), ordered, MappingProxyType(dict(answers)), phrases.sourced(rule))

    def _pairs(self, rules: Sequence[Rule]) -> Iterator[tuple[Rule, Rule]]:
        for first in self._shuffled(rules):
            following = [rule for rule in rules if rule.premises[0] == first.conclusion]
            if following:
                yield first, self.dice.choice(following)

    def _near(self, statement: Statement, true: Iterable[Statement]) -> list[Statement]:
        """Return statements of the same role as one that say nothing of what is `true`, those that stand nearest to it
        in the pack first."""
        told = {one.concept for one in true}
        role = self.pack.concept[statement.concept].role
        place = self.place[statement.concept]
        alike = [
            one
            for one in self.statements
            if self.pack.concept[one.concept].role == role and apart(self.pack, one.concept, told)
        ]
        return sorted(alike, key=lambda one: abs(self.place[one.concept] - place))[: 2 * CHOICES]

    def _facts(self, answers: Mapping[str, str]) -> Mapping[Statement, Fact]:
        """Return everything that holds with these answers and with what they tell."""
        return Given(self.pack, answers).trace.fact

    def _said(self, statement: Statement, strength: Strength = Strength.CERTAIN) -> str:
        return phrases.said(self.pack, statement, strength)

    def _shuffled(self, things: Sequence[T]) -> list[T]:
        left = list(things)
        taken: list[T] = []
        while left and len(taken) < TRIES:
            taken.append(left.pop(self.dice.randrange(len(left))))
        return taken


def _told(rule: Rule) -> str:
    """Return the reason of a rule with its own source."""
    return f"{rule.because} [{phrases.sourced(rule)}]"
