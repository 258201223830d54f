"""What would follow in many supposed answer sets at once: world number i is bit i of an int, and one pass serves all.

The engine says what happens in one run, and why; this only says whether something would. Per strength it is a least
fixpoint over the rules that are at least that strong, since a statement is known at least that strongly exactly when
such rules alone lead to it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from triage.model import URGENCY, URGENCY_LEVELS, RulePack, Statement, Strength

FALLING = tuple(sorted(Strength, reverse=True))
NOWHERE: Mapping[Statement, int] = MappingProxyType({})


@dataclass(frozen=True)
class Worlds:
    """What is known in each of many worlds, and what a chain from the cause of each leads to. Masks of worlds."""

    _place: Mapping[Statement, int] = field(repr=False)
    _known: Mapping[Strength, tuple[int, ...]]
    _reached: Mapping[Strength, tuple[int, ...]]

    def known(self, statement: Statement, at_least: Strength = Strength.POSSIBLE) -> int:
        """Return the worlds in which `statement` is known at least that strongly, as `infer` would have it."""
        return self._known[at_least][self._place[statement]]

    def reached(self, statement: Statement, at_least: Strength = Strength.POSSIBLE) -> int:
        """Return the worlds in which a chain at least that strong leads from the cause to `statement`, whether or not
        it also follows otherwise."""
        return self._reached[at_least][self._place[statement]]


def overruled_by(pack: RulePack, given: Mapping[Statement, int]) -> dict[Statement, int]:
    """Return the worlds in which each statement cannot be concluded, because `given` gives its concept another value.

    `given` holds statements of the pack, each with the worlds in which it is given.
    """
    overruled: dict[Statement, int] = {}
    for (concept, value), worlds in given.items():
        for other in pack.values(concept):
            if other != value:
                overruled[Statement(concept, other)] = overruled.get(Statement(concept, other), 0) | worlds
    return overruled


def close(
    pack: RulePack,
    given: Mapping[Statement, int],
    overruled: Mapping[Statement, int],
    causes: Mapping[Statement, int] = NOWHERE,
    denied: Mapping[Statement, int] = NOWHERE,
) -> Worlds:
    """Return what follows where each statement of `given` is certain, and none is concluded where it is `overruled` or
    `denied`.

    Each mapping gives masks of worlds; `causes` says in which worlds chains are followed from which statement. A chain
    leads to what is denied and no further, and not to what is overruled. Raises KeyError for a statement that the pack
    does not have.
    """
    links = _links(pack)
    known, blocked, starts, ends = (links.placed(masks) for masks in (given, overruled, causes, denied))
    stopped = [one | other for one, other in zip(blocked, ends, strict=True)]
    reached = list(starts)
    known_at, reached_at = {}, {}
    for strength in FALLING:
        _know(links, strength, known, stopped)
        known_at[strength] = tuple(known)
        if causes:
            _reach(links, strength, known, blocked, reached)
        reached_at[strength] = tuple(all_ & ~start for all_, start in zip(reached, starts, strict=True))
    return Worlds(links.place, MappingProxyType(known_at), MappingProxyType(reached_at))


@dataclass(frozen=True)
class _Links:
    """The rules of a pack by number, their premises and conclusions by place; `onward` lists the rules with a premise
    at each place."""

    place: Mapping[Statement, int]
    strengths: tuple[Strength, ...]
    premises: tuple[tuple[int, ...], ...]
    conclusions: tuple[int, ...]
    onward: tuple[tuple[int, ...], ...]

    def placed(self, masks: Mapping[Statement, int]) -> list[int]:
        """Return `masks` as a list by place."""
        by_place = [0] * len(self.place)
        for statement, worlds in masks.items():
            by_place[self.place[statement]] = worlds
        return by_place


@lru_cache(maxsize=8)
def _links(pack: RulePack) -> _Links:
    statements = [Statement(concept.id, value) for concept in pack.concepts for value in concept.values]
    statements += [Statement(URGENCY, level) for level in URGENCY_LEVELS]
    place = {statement: number for number, statement in enumerate(statements)}
    premises = tuple(tuple(place[premise] for premise in rule.premises) for rule in pack.rules)
    onward: list[list[int]] = [[] for _ in statements]
    for rule, places in enumerate(premises):
        for premise in places:
            onward[premise].append(rule)
    return _Links(
        MappingProxyType(place),
        tuple(rule.strength for rule in pack.rules),
        premises,
        tuple(place[rule.conclusion] for rule in pack.rules),
        tuple(map(tuple, onward)),
    )


def _know(links: _Links, strength: Strength, known: list[int], blocked: Sequence[int]) -> None:
    """Let `known` grow by all that rules of at least `strength` conclude. It holds what stronger ones conclude already,
    so at first only the rules of this very strength can add to it."""
    waiting = deque(rule for rule, its_strength in enumerate(links.strengths) if its_strength == strength)
    while waiting:
        rule = waiting.popleft()
        conclusion = links.conclusions[rule]
        grown = ~(known[conclusion] | blocked[conclusion])
        for premise in links.premises[rule]:
            grown &= known[premise]
        if grown:
            known[conclusion] |= grown
            waiting.extend(onward for onward in links.onward[conclusion] if links.strengths[onward] >= strength)


def _reach(links: _Links, strength: Strength, known: Sequence[int], blocked: Sequence[int], reached: list[int]) -> None:
    """Let `reached` grow by all to which a chain of at least `strength` leads: every premise of each rule in it is
    known that strongly, and one of them is reached. A cause is reached from the start, so no chain returns to it."""
    waiting = deque(place for place, worlds in enumerate(reached) if worlds)
    while waiting:
        place = waiting.popleft()
        for rule in links.onward[place]:
            if links.strengths[rule] < strength:
                continue
            conclusion = links.conclusions[rule]
            grown = reached[place] & ~(reached[conclusion] | blocked[conclusion])
            for premise in links.premises[rule]:
                grown &= known[premise]
            if grown:
                reached[conclusion] |= grown
                waiting.append(conclusion)
