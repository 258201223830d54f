"""Which answers a fact rests on: every smallest set of them that is enough by itself, the shortest first.

A trace comes in, Supports go out. The firings of the trace are definite clauses, so what a set of answers leads to only
grows with the set. What the answers overruled in the run stays overruled: a set is judged by the firings that came to
something, not by rules that an answer held down.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from triage.model import Statement, Strength
from triage.trace import Firing, Trace

LIMIT = 512  # so many sets are kept for each statement; beyond it there may be more, which is said


@dataclass(frozen=True)
class Support:
    """A set of answers and suppositions that derives a statement at `strength`, and no part of which does.

    `chain` are firings that lead there from this set, each after those that conclude its premises. That need not be the
    order in which they fired: what was answered as well may have been used before a rule concluded it.
    """

    given: tuple[Statement, ...]
    strength: Strength
    chain: tuple[Firing, ...]


@dataclass(frozen=True)
class Supports:
    """The minimal supports of a fact. `whole` are those at the strength that it has in the trace, first those with
    the fewest answers, of these first those with the fewest rules, then in the order of the facts; `weaker` those that only give it less surely, and hold none of the others.
    `complete` is false when there may be more than were kept."""

    whole: tuple[Support, ...]
    weaker: tuple[Support, ...]
    complete: bool


def supports(trace: Trace, statement: Statement) -> Supports:
    """Return the minimal supports of a fact of `trace`: sets of answers and suppositions that by the firings of the
    trace derive it at its strength, and none of which can spare a member. Raises KeyError when it is no fact."""
    strongest = trace.fact[statement].strength
    given = [fact.statement for fact in trace.facts if fact.origin != "derived"]
    found: list[Support] = []
    kept: list[int] = []
    complete = True
    for strength in sorted((one for one in Strength if one <= strongest), reverse=True):
        labels, whole = _labels(trace, given, strength)
        complete &= whole
        for label in labels.get(statement, ()):
            if not any(old & label == old for old in kept):
                members = tuple(one for place, one in enumerate(given) if label >> place & 1)
                found.append(Support(members, strength, _chain(trace, members, statement, strength)))
                kept.append(label)
    found.sort(key=lambda one: (-one.strength, len(one.given), len(one.chain)))
    return Supports(
        tuple(one for one in found if one.strength == strongest),
        tuple(one for one in found if one.strength < strongest),
        complete,
    )


def _used(trace: Trace, strength: Strength) -> list[Firing]:
    return [one for one in trace.firings if one.effect != "overruled" and one.rule.strength >= strength]


def _labels(trace: Trace, given: list[Statement], strength: Strength) -> tuple[dict[Statement, tuple[int, ...]], bool]:
    """Return for each statement the smallest sets of `given` that derive it at least that strongly, and whether those
    are all. A set is an int with a bit for each member."""
    labels: dict[Statement, tuple[int, ...]] = {one: (1 << place,) for place, one in enumerate(given)}
    onward: dict[Statement, list[Firing]] = {}
    for firing in _used(trace, strength):
        for premise in firing.rule.premises:
            onward.setdefault(premise, []).append(firing)
    complete = True
    waiting = deque(_used(trace, strength))
    while waiting:
        firing = waiting.popleft()
        conclusion = firing.rule.conclusion
        old = labels.get(conclusion, ())
        joined = _joined([labels.get(premise, ()) for premise in firing.rule.premises])
        new = _smallest((*old, *joined[0]))
        complete &= joined[1] and len(new) <= LIMIT
        if new[:LIMIT] != old:
            labels[conclusion] = new[:LIMIT]
            waiting.extend(one for one in onward.get(conclusion, ()) if one not in waiting)
    return labels, complete


def _joined(parts: list[tuple[int, ...]]) -> tuple[tuple[int, ...], bool]:
    """Return the smallest sets that hold one set of each part, and whether those are all."""
    sets: tuple[int, ...] = (0,)
    complete = True
    for part in sorted(parts, key=len):
        sets = _smallest(one | other for one in sets for other in part)
        complete &= len(sets) <= LIMIT
        sets = sets[:LIMIT]
    return sets, complete


def _smallest(sets: Iterable[int]) -> tuple[int, ...]:
    """Return those sets that hold no other one, the shortest first, then by their members."""
    kept: list[int] = []
    for one in sorted(set(sets), key=lambda one: (one.bit_count(), list(_members(one)))):
        if not any(old & one == old for old in kept):
            kept.append(one)
    return tuple(kept)


def _members(one: int) -> Iterator[int]:
    while one:
        yield (one & -one).bit_length()
        one &= one - 1


def _chain(trace: Trace, given: tuple[Statement, ...], statement: Statement, strength: Strength) -> tuple[Firing, ...]:
    """Return firings that lead from `given` to `statement`, none of them idle."""
    by: dict[Statement, Firing | None] = dict.fromkeys(given)
    ready = _used(trace, strength)
    while statement not in by:
        firing = next(
            one for one in ready if one.rule.conclusion not in by and all(part in by for part in one.rule.premises)
        )
        by[firing.rule.conclusion] = firing
    chain: dict[int, Firing] = {}
    waiting = [statement]
    while waiting:
        if (last := by[waiting.pop()]) and last.cycle not in chain:
            chain[last.cycle] = last
            waiting.extend(last.rule.premises)
    return tuple(firing for firing in by.values() if firing and firing.cycle in chain)


def derivations(trace: Trace, left_out: Statement) -> dict[Statement, Firing | None]:
    """Return by which firing each statement follows from all that was given when nothing concludes `left_out`: the
    strongest way, then the first. None for what was given."""
    by: dict[Statement, Firing | None] = {
        fact.statement: None for fact in trace.facts if fact.origin != "derived" and fact.statement != left_out
    }
    for strength in sorted(Strength, reverse=True):
        ready = [firing for firing in _used(trace, strength) if firing.rule.conclusion != left_out]
        grown = True
        while grown:
            before = len(by)
            for firing in ready:
                if all(premise in by for premise in firing.rule.premises):
                    by.setdefault(firing.rule.conclusion, firing)
            grown = len(by) > before
    return by
