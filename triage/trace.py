"""What a run is: facts, firings, and the trace that holds them. The only evidence that an explanation may use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from triage.model import ABSENT, UNKNOWN, URGENCY, URGENCY_LEVELS, Kind, Rule, RulePack, Statement, Strength

Origin = Literal["answered", "derived", "supposed"]
Effect = Literal["asserted", "supports", "overruled"]

NOTHING: Mapping[str, str] = MappingProxyType({})  # no answers, nothing supposed, nothing measured
OWN_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType({})  # all that was said is in the pack's own words


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement in working memory, with its strength and where it came from."""

    statement: Statement
    strength: Strength
    origin: Origin
    kind: Kind | Literal["answer"]


@dataclass(frozen=True, slots=True)
class Firing:
    """One rule fired once: in which cycle, with what strength, and what came of it.

    `entered` is the first cycle at which the rule stood on the agenda.
    """

    cycle: int
    rule: Rule
    strength: Strength
    effect: Effect
    entered: int


@dataclass(frozen=True)
class Trace:
    """Everything that happened in a run, in order. `answers` holds `unknown` too; `supposed` is kept apart from it.
    `said` are the answers as they were given, without what they tell; runs that come to the same are equal whichever
    of them was said. `measured` holds the test results, as typed, from which answers were judged before the run, and
    `typed` the words in which other answers were given, where these are not the pack's own. `told` is what other
    answers tell, each with those that tell it together; `outweighed` what is told so, or by a test result, though it
    was answered with no itself; `also` what was reported in words for which the pack has no name."""

    pack: RulePack
    answers: Mapping[str, str]
    supposed: Mapping[str, str]
    facts: tuple[Fact, ...]
    firings: tuple[Firing, ...]
    said: Mapping[str, str] = field(default_factory=lambda: NOTHING, compare=False)
    measured: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    typed: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: OWN_WORDS)
    told: Mapping[str, tuple[Statement, ...]] = field(default_factory=lambda: MappingProxyType({}))
    outweighed: frozenset[str] = frozenset()
    also: tuple[str, ...] = field(default=(), compare=False)

    @cached_property
    def fact(self) -> Mapping[Statement, Fact]:
        """Every fact by its statement."""
        return MappingProxyType({fact.statement: fact for fact in self.facts})

    @cached_property
    def reported(self) -> tuple[Statement, ...]:
        """What was answered of findings, but for what is not there or not known, in the pack's order."""
        findings = (one.id for one in self.pack.concepts if one.role == "finding")
        found = (Statement(name, self.answers.get(name, UNKNOWN)) for name in findings)
        return tuple(one for one in found if one.value not in (UNKNOWN, ABSENT))

    @cached_property
    def left_open(self) -> Mapping[str, Sequence[str]]:
        """What is not known since it may go without saying beside an answer, each with the answers that leave it open;
        not what was said to be so in words of its own, or is told by other answers."""
        beside = self.pack.left_open(self.said)
        untold = (name for name in beside if name not in self.typed and self.answers.get(name) == UNKNOWN)
        return MappingProxyType({name: beside[name] for name in untold})

    @cached_property
    def concluding(self) -> Mapping[Statement, tuple[Firing, ...]]:
        """The firings that asserted or support each fact, in the order in which they fired. One that was answered or
        supposed may be among these facts: rules then only support it."""
        found: dict[Statement, list[Firing]] = {}
        for firing in self.firings:
            if firing.effect != "overruled":
                found.setdefault(firing.rule.conclusion, []).append(firing)
        return MappingProxyType({statement: tuple(firings) for statement, firings in found.items()})

    @cached_property
    def asserting(self) -> Mapping[Statement, Firing]:
        """The firing that asserted each derived fact."""
        return MappingProxyType({one.rule.conclusion: one for one in self.firings if one.effect == "asserted"})

    @cached_property
    def resting_on_risks(self) -> frozenset[Statement]:
        """The derived facts that would be missing if nothing were known of risks, or of whom the pack does not cover.
        How urgent it is rests on its rule, whatever its premises are."""
        others = self._closure(
            fact
            for fact in self.facts
            if fact.origin != "derived" and self.pack.role(fact.statement.concept) not in ("risk", "scope")
        )
        derived = (fact.statement for fact in self.facts if fact.origin == "derived")
        return frozenset(one for one in derived if one.concept != URGENCY and one not in others)

    @cached_property
    def urgency(self) -> str:
        """The highest level that any fact concluded, `learn` if none."""
        reached = {fact.statement.value for fact in self.facts if fact.statement.concept == URGENCY}
        return next((level for level in URGENCY_LEVELS if level in reached), URGENCY_LEVELS[-1])

    @cached_property
    def urgency_rules(self) -> tuple[str, ...]:
        """The ids of the rules that concluded the level of urgency."""
        return tuple(firing.rule.id for firing in self.concluding.get(Statement(URGENCY, self.urgency), ()))

    @cached_property
    def strength_without_suppositions(self) -> Mapping[Statement, Strength]:
        """What would be known, and how strongly, if nothing were supposed.

        A supposition may also have overruled what would be known without it, so the firings of this run are not enough:
        this is the closure of the answers under all rules of the pack.
        """
        if not self.supposed:
            return MappingProxyType({fact.statement: fact.strength for fact in self.facts})
        return self._closure(fact for fact in self.facts if fact.origin == "answered")

    @cached_property
    def resting_on_supposition(self) -> frozenset[Statement]:
        """The facts that would be missing, or weaker, if nothing were supposed."""
        alone = self.strength_without_suppositions
        return frozenset(fact.statement for fact in self.facts if alone.get(fact.statement, 0) < fact.strength)

    def _closure(self, given: Iterable[Fact]) -> Mapping[Statement, Strength]:
        """Return what follows from `given` under all rules of the pack, and how strongly."""
        strength = {fact.statement: fact.strength for fact in given}
        settled = {statement.concept for statement in strength}
        rules = [rule for rule in self.pack.rules if rule.conclusion.concept not in settled]
        changed = True
        while changed:
            changed = False
            for rule in rules:
                if all(premise in strength for premise in rule.premises):
                    weakest = min(rule.strength, *(strength[premise] for premise in rule.premises))
                    if weakest > strength.get(rule.conclusion, 0):
                        strength[rule.conclusion] = weakest
                        changed = True
        return MappingProxyType(strength)

    def value(self, concept: str) -> str:
        """Return the value that an answer or a supposition gives `concept`, `unknown` if none does."""
        return self.answers.get(concept, self.supposed.get(concept, UNKNOWN))

    def given(self, concept: str) -> Fact | None:
        """Return the fact that an answer or a supposition gives about `concept`, None if none does."""
        return self.fact.get(Statement(concept, self.value(concept)))

    def rests_on_supposition(self, firing: Firing) -> bool:
        """Return whether `firing` would not have happened, or been weaker, if nothing were supposed."""
        alone = self.strength_without_suppositions
        return any(alone.get(premise, 0) < firing.strength for premise in firing.rule.premises)

    def overruling(self, firing: Firing) -> Fact:
        """Return the answer, or the supposition, that overruled `firing`."""
        concept = firing.rule.conclusion.concept
        return self.fact[Statement(concept, self.value(concept))]

    def agenda(self, cycle: int) -> tuple[Rule, ...]:
        """Return the rules that could have fired at `cycle`, in the order in which they would have.

        Nothing leaves the agenda but by firing, and a place on it never changes: so the agenda at a cycle is every
        rule that had entered by then and fires at it or later, in the order of firing.
        """
        return tuple(firing.rule for firing in self.firings[cycle - 1 :] if firing.entered <= cycle)
