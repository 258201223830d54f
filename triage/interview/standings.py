"""The result of many answer sets at once: the level of urgency, and how each candidate stands. What `infer` and
`candidates` say of one answer set, without the chains and the firings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, NamedTuple, TypeVar

from triage.engine.worlds import Worlds, close, overruled_by
from triage.model import UNKNOWN, URGENCY, URGENCY_LEVELS, RulePack, Statement, Strength
from triage.result.candidates import is_left_out

LEVELS = tuple(Statement(URGENCY, level) for level in URGENCY_LEVELS)
Aspect = tuple[str, Any]
One = TypeVar("One")
Made = TypeVar("Made")


class Standing(NamedTuple):
    """How the candidate `cause` stands: contradicted by an answer, which settles it; or with which evidence, which
    reported findings it explains, and which answers deny a finding that it would strongly predict."""

    cause: Statement
    contradicted: bool
    evidence: Strength | None = None
    explained: frozenset[Statement] = frozenset()
    against: frozenset[Statement] = frozenset()


class Standings(NamedTuple):
    """What an answer set comes to: the level of urgency, and a standing for each cause in the pack's order."""

    urgency: str
    standings: tuple[Standing, ...]


def results(
    pack: RulePack, answers: Mapping[str, str], replies: Sequence[Mapping[str, str]] = ({},)
) -> tuple[Standings, ...]:
    """Return the result of `answers` with each of `replies` (concept to value) in addition, all in one pass.

    A reply replaces an answer to the same concept. Raises KeyError for a statement that the pack does not have.
    """
    width = len(replies)
    said = _said(answers, replies)
    supposed = supposing_each(pack, width)
    given = either(answered_in_each(pack, said, width), supposed)
    worlds = close(pack, given, overruled_by(pack, given), supposed, denied_by(pack, said, width))
    urgencies = _each([(level, worlds.known(level)) for level in LEVELS], width, _urgency)
    otherwise = overruled_by(pack, said)
    standings = [
        _each(_aspects(pack, said, otherwise, worlds, cause, width * number), width, partial(_standing, cause))
        for number, cause in enumerate(pack.causes, 1)
    ]
    return tuple(Standings(urgencies[number], tuple(one[number] for one in standings)) for number in range(width))


def _said(answers: Mapping[str, str], replies: Sequence[Mapping[str, str]]) -> dict[Statement, int]:
    """Return in which of the answer sets each statement is answered."""
    said: dict[Statement, int] = {}
    replied: dict[str, int] = {}
    for number, reply in enumerate(replies):
        for concept, value in reply.items():
            replied[concept] = replied.get(concept, 0) | 1 << number
            said[Statement(concept, value)] = said.get(Statement(concept, value), 0) | 1 << number
    for concept, value in answers.items():
        others = (1 << len(replies)) - 1 & ~replied.get(concept, 0)
        said[Statement(concept, value)] = said.get(Statement(concept, value), 0) | others
    return {statement: sets for statement, sets in said.items() if sets and statement.value != UNKNOWN}


def supposing_each(pack: RulePack, width: int) -> dict[Statement, int]:
    """Return in which worlds each cause is supposed: the first `width` worlds are answer sets as they are, the next
    `width` are the same ones with the first cause supposed, and so on."""
    return {cause: ((1 << width) - 1) << width * number for number, cause in enumerate(pack.causes, 1)}


def answered_in_each(pack: RulePack, said: Mapping[Statement, int], width: int) -> dict[Statement, int]:
    """Return in which worlds each answer stands, given the answer sets, `width` of them, in which it was `said`.

    Where a cause is supposed, whatever might lend it the chain of another is left out, and what was said of the cause
    itself; `candidates` says why.
    """
    in_all = _said_in_all(pack, said, width)
    return {answer: said[answer] if is_left_out(pack, answer) else worlds for answer, worlds in in_all.items()}


def denied_by(pack: RulePack, said: Mapping[Statement, int], width: int) -> dict[Statement, int]:
    """Return in which worlds each statement is denied, given the answer sets, `width` of them, in which what is `said`
    is answered: where a cause is supposed too, no chain goes on from there. What was said of that cause denies nothing.
    """
    return overruled_by(pack, _said_in_all(pack, said, width))


def _said_in_all(pack: RulePack, said: Mapping[Statement, int], width: int) -> dict[Statement, int]:
    """Return in which worlds each answer was said, of the answer sets and of the same with each cause supposed, but for
    what was said of that cause."""
    own = {cause.concept: worlds for cause, worlds in supposing_each(pack, width).items()}
    repeated = sum(1 << width * number for number in range(len(pack.causes) + 1))
    return {answer: sets * repeated & ~own.get(answer.concept, 0) for answer, sets in said.items()}


def either(some: Mapping[Statement, int], others: Mapping[Statement, int]) -> dict[Statement, int]:
    """Return the worlds of both masks for every statement of either."""
    return {statement: some.get(statement, 0) | others.get(statement, 0) for statement in {**some, **others}}


@lru_cache(maxsize=8)
def findings(pack: RulePack) -> tuple[Statement, ...]:
    """Return every statement about a finding, in the pack's order."""
    return tuple(Statement(one.id, value) for one in pack.concepts if one.role == "finding" for value in one.values)


def _aspects(
    pack: RulePack,
    said: Mapping[Statement, int],
    otherwise: Mapping[Statement, int],
    worlds: Worlds,
    cause: Statement,
    shift: int,
) -> list[tuple[Aspect, int]]:
    """Return everything that holds of the candidate `cause` in some answer sets, and in which ones. `said` and
    `otherwise` are those in which a statement is answered, and in which its concept is answered with another value. The
    worlds in which the cause is supposed begin at `shift`."""
    contradicted = otherwise.get(cause, 0)
    aspects: list[tuple[Aspect, int]] = [
        (("evidence", strength), worlds.known(cause, strength)) for strength in Strength
    ]
    for finding in findings(pack):
        aspects.append((("explained", finding), worlds.reached(finding) >> shift & said.get(finding, 0)))
        if denied := worlds.reached(finding, Strength.LIKELY) >> shift & otherwise.get(finding, 0):
            answers = (Statement(finding.concept, value) for value in pack.values(finding.concept))
            aspects += [(("against", answer), denied & said.get(answer, 0)) for answer in answers if answer != finding]
    # A contradicted candidate is out, so nothing else is told apart where it is.
    aspects = [(aspect, sets & ~contradicted) for aspect, sets in aspects]
    return [(("contradicted", cause), contradicted), *aspects]


def _standing(cause: Statement, held: Sequence[Aspect]) -> Standing:
    """Return the standing of the candidate `cause` of which this holds."""
    by_kind: dict[str, list[Any]] = {}
    for kind, what in held:
        by_kind.setdefault(kind, []).append(what)
    return Standing(
        cause,
        "contradicted" in by_kind,
        max(by_kind.get("evidence", ()), default=None),
        frozenset(by_kind.get("explained", ())),
        frozenset(by_kind.get("against", ())),
    )


def _urgency(held: Sequence[Statement]) -> str:
    """Return the highest of these levels; LEVELS are in falling order."""
    return held[0].value if held else LEVELS[-1].value


def _each(aspects: Sequence[tuple[One, int]], width: int, make: Callable[[Sequence[One]], Made]) -> list[Made]:
    """Return for each of `width` answer sets what `make` makes of the aspects that hold in it, in their order. It is
    made once for all sets in which the same hold, since most answers change little."""
    alike = [(1 << width) - 1] if width else []
    for _, sets in aspects:
        alike = [part for group in alike for part in (group & sets, group & ~sets) if part]
    made: dict[int, Made] = {}
    for group in alike:
        what = make([aspect for aspect, sets in aspects if group & sets])
        for number in range(width):
            if group >> number & 1:
                made[number] = what
    return [made[number] for number in range(width)]
