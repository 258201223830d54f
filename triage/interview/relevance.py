"""Which concepts may still matter to the result, whatever else is answered. An over-approximation, and a cheap one.

Each world is seen twice: hopefully, with every answer that may still come, all values of a concept at once and nothing
overruled by them; and warily, with none of them, and with everything overruled that they could overrule. What follows
warily holds however the interview goes on; what does not follow even hopefully never will; the rest is undecided.
Walking back from the undecided parts of the result over undecided statements finds every concept whose answer could
make a difference. With each answer the hopeful worlds shrink and the wary ones grow, so what has ceased to matter never
matters again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import reduce
from operator import or_
from types import MappingProxyType
from typing import NamedTuple

from triage.engine.worlds import Worlds, close, overruled_by
from triage.interview.standings import LEVELS, answered_in_each, denied_by, either, findings, supposing_each
from triage.model import PRESENT, UNKNOWN, RulePack, Statement, Strength

WAYS = 2  # each world has an even bit, as it is seen hopefully, and the bit above it, as it is seen warily
AS_ANSWERED = 0b01  # the world of the answers alone; a candidate's is 1 << WAYS * its number, from 1


class _Part(NamedTuple):
    """That a statement is known at least that strongly; or, if `by_chain`, that such a chain leads to it."""

    statement: Statement
    strength: Strength
    by_chain: bool = False


@dataclass(frozen=True)
class _Outlook:
    """What follows after `answers`: hopefully on the bits of `hopeful`, and warily on those above.

    `open` are the concepts that may still be answered; `swayed` says in which worlds such an answer may give a
    statement or overrule it, and `causes` in which each cause is supposed. `tellable` has the concepts that may still
    be told, with the open ones that tell them.
    """

    pack: RulePack
    answers: Mapping[str, str]
    worlds: Worlds
    hopeful: int
    causes: Mapping[Statement, int]
    open: frozenset[str]
    swayed: Mapping[Statement, int]
    tellable: Mapping[str, frozenset[str]]

    def saying(self, concept: str) -> frozenset[str]:
        """Return the open concepts whose answers may give `concept` a value: itself, and those that may tell it."""
        return (self.open & {concept}) | self.tellable.get(concept, frozenset())

    def hopefully(self, part: _Part) -> int:
        """Return the worlds in which `part` holds under some answers."""
        return self._holds(part) & self.hopeful

    def undecided(self, part: _Part) -> int:
        """Return the worlds in which `part` may hold under some answers and not under others."""
        holds = self._holds(part)
        return holds & ~(holds >> 1) & self.hopeful

    def _holds(self, part: _Part) -> int:
        return (self.worlds.reached if part.by_chain else self.worlds.known)(part.statement, part.strength)


def mattering(pack: RulePack, answers: Mapping[str, str]) -> tuple[str, ...]:
    """Return the concepts, in the pack's order, whose answers could still change the result of `answers` (see
    `standings`) under some answers to the other concepts that are open.

    Open is every concept that a question of the pack asks for and that `answers` does not hold; answer what was skipped
    with `unknown` to close it. A concept that is left out changes nothing, whatever else is answered, and stays left
    out. Raises KeyError for a statement that the pack does not have.
    """
    outlook = _outlook(pack, answers)
    undecided = (*_undecided_urgency(outlook), *_undecided_causes(outlook))
    found = {*_findings_to_ask_for(outlook), *_deciding(outlook, undecided)}
    return tuple(concept.id for concept in pack.concepts if concept.id in found)


def moving_urgency(pack: RulePack, answers: Mapping[str, str]) -> frozenset[str]:
    """Return the concepts whose answers could still change the urgency of `answers`, as `mattering` has it of the whole
    result."""
    outlook = _outlook(pack, answers)
    return _deciding(outlook, _undecided_urgency(outlook))


def _deciding(outlook: _Outlook, undecided: Iterable[tuple[_Part, int]]) -> frozenset[str]:
    """Return the open concepts on whose answers these parts of the result may turn."""
    found: set[str] = set()
    seen: dict[_Part, int] = {}
    waiting = deque(undecided)
    while waiting:
        part, worlds = waiting.popleft()
        new = worlds & outlook.undecided(part) & ~seen.get(part, 0)
        if not new:
            continue
        seen[part] = seen.get(part, 0) | new
        if new & outlook.swayed.get(part.statement, 0):
            found |= outlook.saying(part.statement.concept)
        waiting.extend(_conditions(outlook, part, new))
    return frozenset(found)


def _outlook(pack: RulePack, answers: Mapping[str, str]) -> _Outlook:
    asked = pack.asked - answers.keys()
    both = (1 << WAYS) - 1
    # What was denied, is not known or is never asked for may still be told by other answers; then a no counts no more.
    tellable = _tellable(pack, answers, asked)
    known = {Statement(concept, value) for concept, value in answers.items() if value != UNKNOWN}
    said = {statement: both for statement in known if statement.concept not in tellable}
    may_be_said = {Statement(one.id, value): both for one in pack.concepts if one.id in asked for value in one.values}
    may_be_said |= {Statement(name, PRESENT): both for name in tellable}
    may_be_said |= {statement: both for statement in known if statement.concept in tellable}
    supposed = supposing_each(pack, WAYS)
    fixed = either(answered_in_each(pack, said, WAYS), supposed)
    # The even bit of every world: as answered, and with each cause supposed.
    hopeful = sum(1 << WAYS * number for number in range(len(supposed) + 1))
    hoped_for = {name: where & hopeful for name, where in answered_in_each(pack, may_be_said, WAYS).items()}
    deniable = overruled_by(pack, hoped_for)
    feared = {statement: where << 1 for statement, where in deniable.items()}
    may_be_denied = {one: where & hopeful for one, where in denied_by(pack, may_be_said, WAYS).items()}
    denied = either(denied_by(pack, said, WAYS), {one: where << 1 for one, where in may_be_denied.items()})
    worlds = close(pack, either(fixed, hoped_for), either(overruled_by(pack, fixed), feared), supposed, denied)
    swayed = either(either(hoped_for, deniable), may_be_denied)
    return _Outlook(pack, answers, worlds, hopeful, supposed, asked, swayed, tellable)


def _alive(outlook: _Outlook) -> Iterator[tuple[Statement, int]]:
    """Yield each cause that no answer contradicts, and the world in which it is supposed."""
    for number, cause in enumerate(outlook.pack.causes, 1):
        if outlook.answers.get(cause.concept, UNKNOWN) in (UNKNOWN, cause.value):
            yield cause, 1 << WAYS * number


def _findings_to_ask_for(outlook: _Outlook) -> Iterator[str]:
    """Yield the open findings to which a cause may lead: what is reported or denied is part of the result itself. So is
    what is answered of a cause, and that is found as its evidence."""
    for _, world in _alive(outlook):
        for finding in findings(outlook.pack):
            reached = outlook.hopefully(_Part(finding, Strength.POSSIBLE, by_chain=True)) & world
            if reached:
                yield from outlook.saying(finding.concept)


def _tellable(pack: RulePack, answers: Mapping[str, str], asked: Set[str]) -> Mapping[str, frozenset[str]]:
    """Return each concept that may still be told, with the open concepts that may tell it together. A part of what
    tells it may be told itself."""
    lists = [
        (name, [part.concept for part in parts if answers.get(part.concept) != part.value])
        for name, its_lists in pack.told_by.items()
        if answers.get(name) != PRESENT
        for parts in its_lists
    ]
    by: dict[str, frozenset[str]] = {}
    grown = True
    while grown:
        grown = False
        for name, lacking in lists:
            ways = [by.get(part, frozenset()) | (asked & {part}) for part in lacking]
            known = by.get(name, frozenset())
            if all(ways) and not (new := frozenset().union(*ways)) <= known:
                by[name] = known | new
                grown = True
    return MappingProxyType(by)


def _undecided_urgency(outlook: _Outlook) -> Iterator[tuple[_Part, int]]:
    """Yield the levels of urgency that are not decided, with the world in which they count."""
    for level in LEVELS[:-1]:  # the last one holds if no other does
        part = _Part(level, Strength.POSSIBLE)
        if outlook.hopefully(part) & ~outlook.undecided(part) & AS_ANSWERED:
            break  # this one is reached whatever else is answered, and outranks the rest
        yield part, AS_ANSWERED


def _undecided_causes(outlook: _Outlook) -> Iterator[tuple[_Part, int]]:
    """Yield what the standing of each cause turns on and is not decided, with the worlds in which it counts."""
    for cause, world in _alive(outlook):
        yield from ((_Part(cause, strength), AS_ANSWERED) for strength in Strength)
        for finding in findings(outlook.pack):
            answer = outlook.answers.get(finding.concept)
            may_be_said = bool(outlook.saying(finding.concept))
            # What was reported is explained by any chain; what was denied counts against a likely one.
            if answer == finding.value or may_be_said:
                yield _Part(finding, Strength.POSSIBLE, by_chain=True), world
            if answer not in (finding.value, UNKNOWN, None) or may_be_said:
                yield _Part(finding, Strength.LIKELY, by_chain=True), world


def _conditions(outlook: _Outlook, part: _Part, worlds: int) -> Iterator[tuple[_Part, int]]:
    """Yield the parts on which `part` turns in `worlds`: those of every rule that may still bring it about."""
    for rule in outlook.pack.concluding.get(part.statement, ()):
        if rule.strength < part.strength:
            continue
        known = [_Part(premise, part.strength) for premise in rule.premises]
        chained = [_Part(premise, part.strength, by_chain=True) for premise in rule.premises] if part.by_chain else []
        may_fire = worlds
        for premise in known:
            may_fire &= outlook.hopefully(premise)
        if part.by_chain:
            starts = [outlook.hopefully(premise) | outlook.causes.get(premise.statement, 0) for premise in chained]
            may_fire &= reduce(or_, starts)
        if may_fire:
            yield from ((premise, may_fire) for premise in (*known, *chained))
