"""Which answers would bring a statement about: the smallest sets of them, looked for backwards over the rules, each
tried in a run of its own.

What is given comes in, a Needed goes out. It tells how the rules work; it advises nobody to answer anything.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from triage.answers.ruled_out import ruled_out
from triage.engine.given import Given
from triage.model import PRESENT, UNKNOWN, URGENCY, Statement, Strength

LIMIT = 100_000  # so many sets are looked at before the search ends without an answer

Set = frozenset[Statement]  # a set of answers; a value may be `unknown`


class _TooMany(Exception):
    """There are more sets than can be looked through."""


@dataclass(frozen=True)
class Way:
    """One set of answers (concept to value), in the pack's order, and how strongly the statement then holds."""

    answers: Mapping[str, str]
    strength: Strength


@dataclass(frozen=True)
class Needed:
    """`ways` are all smallest sets of answers that make a statement a fact by the rules, the strongest result first.

    They are answers about other concepts than its own; `direct` says that it could simply be answered. `changing` says
    that no set of further answers does it, so that these change answers that were given; `unasked` that no set does it
    among the concepts that the pack asks for, so that others are among them. No smaller set works. `complete` is false
    when the search ended before anything was found; `changing` and `unasked` then say how far it had come.
    """

    ways: tuple[Way, ...]
    direct: bool
    changing: bool = False
    unasked: bool = False
    complete: bool = True


def needed(given: Given, statement: Statement) -> Needed:
    """Return the smallest sets of answers that would make `statement`, which is no fact of the run, one by the rules.

    Further answers about concepts that the pack asks for come first; only if none works, answers that were given are
    changed as well, and only if that does not work either, concepts are answered that no question asks for. A danger
    sign that a result is by the word for it, such as 'very low', counts as asked for where the result is. What is
    supposed stays supposed. Raises ValueError when `statement` is a fact.
    """
    if statement in given.trace.fact:
        raise ValueError(f"'{statement}' is a fact")
    pack = given.pack
    asked = (pack.asked | _by_the_word(given)) - ruled_out(pack, given.said, given.measured).keys()
    direct = statement.concept in asked
    everything = frozenset(pack.concept)
    for unasked, concepts in ((False, asked), (True, everything)):
        for changing in (False, True):
            try:
                ways = _ways(given, statement, concepts, changing)
            except _TooMany:
                return Needed((), direct, changing, unasked, complete=False)
            if ways:
                return Needed(ways, direct, changing, unasked)
    return Needed((), direct)


def _by_the_word(given: Given) -> frozenset[str]:
    """Return the danger signs that a result which a question asks for is by a word for it that is no level."""
    tested = (given.pack.concept[name] for name in given.pack.asked) if given.levels_tested else ()
    return frozenset(danger for one in tested for value, danger in one.results.items() if value not in one.values)


def _ways(given: Given, goal: Statement, concepts: frozenset[str], changing: bool) -> tuple[Way, ...]:
    """Return all smallest sets that work. Raises _TooMany."""
    concept = goal.concept
    if given.said.get(concept, UNKNOWN) == UNKNOWN or concept in given.pack.told_by:
        return _Search(given, goal, concepts, changing).ways()
    # The goal's concept is answered otherwise. No set works without taking that back, so only the rest is looked for.
    if not changing or concept not in concepts:
        return ()
    taken_back = given.but({concept: UNKNOWN})
    if fact := taken_back.trace.fact.get(goal):
        return (Way({concept: UNKNOWN}, fact.strength),)
    ways = _Search(taken_back, goal, concepts, changing).ways()
    return tuple(replace(way, answers=given.pack.in_order({**way.answers, concept: UNKNOWN})) for way in ways)


@dataclass(frozen=True)
class _Clause:
    """A rule, or (`told`) answers that together tell something, such as a level that is a danger sign on a test."""

    premises: tuple[Statement, ...]
    conclusion: Statement
    told: bool


class _Search:
    """Looks for proofs backwards: from which sets of new answers does each statement follow? Sets that hold others are
    kept too, because a smaller one may be spoilt by an answer that overrules a part of its own proof."""

    def __init__(self, given: Given, goal: Statement, concepts: frozenset[str], changing: bool):
        self.given = given
        self.goal = goal
        self.changing = changing
        self.value = {name: given.trace.value(name) for name in given.pack.concept}
        answered = {name for name, value in self.value.items() if value != UNKNOWN and not changing}
        self.free = concepts - answered - given.supposed.keys()
        self.clauses = _leading_to(goal, given)
        self.order = {name: place for place, name in enumerate(given.pack.concept)}

    def ways(self) -> tuple[Way, ...]:
        """Return all smallest sets that work. Raises _TooMany."""
        tried: set[Set] = set()
        size, more = 1, True
        while more:
            found, more = self._sets(size)
            works = [way for one in found - tried if (way := self._tried(one))]
            if works:
                return tuple(sorted(works, key=self._rank))
            tried |= found
            size += 1
        return ()

    def _rank(self, way: Way) -> tuple[int, list[int], list[str]]:
        return -way.strength, [self.order[name] for name in way.answers], list(way.answers.values())

    def _tried(self, one: Set) -> Way | None:
        changes = self.given.pack.in_order(dict(one))
        fact = self.given.but(changes).trace.fact.get(self.goal)
        return Way(changes, fact.strength) if fact else None

    def _sets(self, size: int) -> tuple[set[Set], bool]:
        """Return the sets of at most `size` answers of which the goal may be the conclusion, and whether there may be
        larger ones."""
        sets: dict[Statement, set[Set]] = {}
        onward: dict[Statement, list[_Clause]] = {}
        for clause in self.clauses:
            for premise in clause.premises:
                onward.setdefault(premise, []).append(clause)
                sets.setdefault(premise, set(self._answered(premise)))
        waiting, cut = deque(self.clauses), False
        while waiting:
            clause = waiting.popleft()
            held = sets.setdefault(clause.conclusion, set())
            before = len(held)
            for one in self._joined(clause, sets):
                if len(one) > size:
                    cut = True
                else:
                    held.add(one)
            if len(held) > before:
                if sum(map(len, sets.values())) > LIMIT:
                    raise _TooMany
                waiting.extend(one for one in onward.get(clause.conclusion, ()) if one not in waiting)
        return sets.get(self.goal, set()), cut

    def _answered(self, premise: Statement) -> Iterator[Set]:
        """Yield what has to be answered for `premise` to be given."""
        if premise.concept != URGENCY and self.value[premise.concept] == premise.value:
            yield frozenset()
        elif premise.concept in self.free and premise.concept != self.goal.concept:
            yield frozenset({premise})

    def _joined(self, clause: _Clause, sets: Mapping[Statement, Iterable[Set]]) -> Iterator[Set]:
        """Yield what has to be answered for a clause to conclude: everything for its premises, and for an answer that
        overrules it, that it is not known."""
        concept, value = clause.conclusion
        start: Set = frozenset()
        if concept != URGENCY and self.value[concept] not in (UNKNOWN, value) and not clause.told:
            if not self.changing or concept not in self.free:
                return
            start = frozenset({Statement(concept, UNKNOWN)})
        joined = {start}
        for premise in clause.premises:
            parts = set(self._answered(premise)) if clause.told else sets.get(premise, ())
            joined = {both for one in joined for part in parts if _agree(both := one | part)}
            if len(joined) > LIMIT:
                raise _TooMany
        yield from (one for one in joined if clause.told or not _overrules(one, clause.conclusion))


def _leading_to(goal: Statement, given: Given) -> tuple[_Clause, ...]:
    """Return every clause that a proof of `goal` may use."""
    by: dict[Statement, list[_Clause]] = {}
    for clause in _clauses(given):
        by.setdefault(clause.conclusion, []).append(clause)
    seen, waiting, found = {goal}, deque([goal]), list[_Clause]()
    while waiting:
        for clause in by.get(waiting.popleft(), ()):
            found.append(clause)
            waiting.extend(premise for premise in clause.premises if premise not in seen)
            seen.update(clause.premises)
    return tuple(found)


def _clauses(given: Given) -> Iterator[_Clause]:
    yield from (_Clause(rule.premises, rule.conclusion, told=False) for rule in given.pack.rules)
    for concept, lists in given.pack.told_by.items():
        yield from (_Clause(parts, Statement(concept, PRESENT), told=True) for parts in lists)
    for tested in given.pack.concepts if given.levels_tested else ():
        for value, danger in tested.results.items():
            if value in tested.values:
                yield _Clause((Statement(tested.id, value),), Statement(danger, PRESENT), told=True)


def _agree(one: Set) -> bool:
    """Return whether a set gives no concept two values."""
    return len({answer.concept for answer in one}) == len(one)


def _overrules(one: Set, conclusion: Statement) -> bool:
    """Return whether a set holds an answer that gives the concept of `conclusion` another value."""
    return any(
        answer.concept == conclusion.concept and answer.value not in (UNKNOWN, conclusion.value) for answer in one
    )
