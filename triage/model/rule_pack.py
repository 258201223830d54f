"""A whole rule pack as one value, and what is found in it by name."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal, TypeVar

from triage.model.contents import (
    Concept,
    Covered,
    Hedges,
    NotCovered,
    Nuance,
    Question,
    Rule,
    Scope,
    Source,
    UrgencyLevel,
)
from triage.model.record import Record
from triage.model.vocabulary import PRESENT, UNKNOWN, URGENCY, URGENCY_LEVELS, Role, Statement, Strength

T = TypeVar("T")


def _canonical(value: Any) -> Any:
    """Return a part of a pack as plain lists and text, the same on every Python."""
    if isinstance(value, Record):
        return [_canonical(getattr(value, name)) for name in type(value).model_fields]
    if isinstance(value, Mapping):
        return [[key, _canonical(value[key])] for key in sorted(value)]
    if isinstance(value, tuple):
        return [_canonical(part) for part in value]
    if isinstance(value, Strength):
        return value.word
    return str(value) if isinstance(value, Decimal) else value


@dataclass(frozen=True, eq=False)
class RulePack:
    """A whole rule pack. Two packs are the same when their contents are, whatever files they came from.

    A plain value around records that were validated one by one, so nothing is validated twice.
    """

    id: str
    version: str
    title: str
    about: str
    notice: str
    hedges: Hedges
    urgency: tuple[UrgencyLevel, ...]
    sources: tuple[Source, ...]
    concepts: tuple[Concept, ...]
    rules: tuple[Rule, ...]
    nuances: tuple[Nuance, ...] = ()
    questions: tuple[Question, ...] = ()
    coverage: tuple[Covered, ...] = ()
    scopes: tuple[Scope, ...] = ()
    not_covered: tuple[NotCovered, ...] = ()

    @cached_property
    def sha256(self) -> str:
        """The hash of the content, so that a printed explanation can be traced to the rules that made it."""
        content = [_canonical(getattr(self, field.name)) for field in fields(self)]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()

    @cached_property
    def concept(self) -> Mapping[str, Concept]:
        """The concepts by id."""
        return MappingProxyType({concept.id: concept for concept in self.concepts})

    @cached_property
    def rule(self) -> Mapping[str, Rule]:
        """The rules by id."""
        return MappingProxyType({rule.id: rule for rule in self.rules})

    @cached_property
    def concluding(self) -> Mapping[Statement, Sequence[Rule]]:
        """The rules that conclude each statement, in the pack's order."""
        found: dict[Statement, list[Rule]] = {}
        for rule in self.rules:
            found.setdefault(rule.conclusion, []).append(rule)
        return MappingProxyType({statement: tuple(rules) for statement, rules in found.items()})

    @cached_property
    def nuance(self) -> Mapping[str, Nuance]:
        """The nuances by id."""
        return MappingProxyType({nuance.id: nuance for nuance in self.nuances})

    @cached_property
    def level(self) -> Mapping[str, UrgencyLevel]:
        """The levels of urgency by name."""
        return MappingProxyType({level.level: level for level in self.urgency})

    @cached_property
    def told_by(self) -> Mapping[str, Sequence[tuple[Statement, ...]]]:
        """For each concept that other answers may tell, the lists of those that tell together that it is present: for a
        danger sign its own lists, for what a sign holds that sign."""
        found: dict[str, list[tuple[Statement, ...]]] = {}
        for concept in self.concepts:
            found.setdefault(concept.id, []).extend(concept.told_by)
            for part in concept.holds:
                found.setdefault(part.concept, []).append((Statement(concept.id, PRESENT),))
        return MappingProxyType({name: tuple(lists) for name, lists in found.items() if lists})

    @cached_property
    def tells(self) -> Mapping[Statement, Sequence[tuple[str, tuple[Statement, ...]]]]:
        """For each statement the concepts that it tells, each with all the parts that tell it together."""
        found: dict[Statement, list[tuple[str, tuple[Statement, ...]]]] = {}
        for concept, lists in self.told_by.items():
            for parts in lists:
                for part in parts:
                    found.setdefault(part, []).append((concept, parts))
        return MappingProxyType(found)

    @cached_property
    def asked(self) -> frozenset[str]:
        """The ids of the concepts that a question asks for."""
        return frozenset(name for question in self.questions for name in question.concepts)

    @cached_property
    def causes(self) -> tuple[Statement, ...]:
        """The statements that make a cause a candidate."""
        return tuple(Statement(one.id, one.candidate) for one in self.concepts if one.candidate is not None)

    @cached_property
    def passed_through(self) -> frozenset[Statement]:
        """What causes lead to on the way to findings, and the only value of its concept that any leads to: where it was
        answered, it would lend each cause the chain of another."""
        reached, waiting = set(self.causes), list(self.causes)
        while waiting:
            one = waiting.pop()
            new = {rule.conclusion for rule in self.rules if one in rule.premises} - reached
            reached |= new
            waiting.extend(new)
        values = Counter(one.concept for one in reached)
        return frozenset(one for one in reached if self.role(one.concept) == "mechanism" and values[one.concept] == 1)

    def left_open(self, answers: Mapping[str, str]) -> Mapping[str, Sequence[str]]:
        """Return what `answers` have as not known beside something that leaves it open, each with what does."""
        found: dict[str, tuple[str, ...]] = {}
        for name, value in answers.items():
            for other in self.concept[name].leaves_open if value == PRESENT else ():
                if answers.get(other) == UNKNOWN:
                    found[other] = (*found.get(other, ()), name)
        return MappingProxyType(found)

    def role(self, concept: str) -> Role | Literal["urgency"]:
        """Return the part that `concept` plays; the urgency plays its own in every pack."""
        return URGENCY if concept == URGENCY else self.concept[concept].role

    def values(self, concept: str) -> tuple[str, ...]:
        """Return the values that `concept` may take; those of `urgency` belong to every pack."""
        return URGENCY_LEVELS if concept == URGENCY else self.concept[concept].values

    def in_order(self, given: Mapping[str, T]) -> Mapping[str, T]:
        """Return what is given by concept in the pack's own order: the order in which it came leaves no trace."""
        return MappingProxyType({concept: given[concept] for concept in self.concept if concept in given})

    def __hash__(self) -> int:
        return hash(self.sha256)

    def __eq__(self, other: Any) -> bool:
        return self is other or (isinstance(other, RulePack) and self.sha256 == other.sha256)
