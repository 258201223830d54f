"""Why one candidate stands before another: only what differs between the two. Candidates in rank order come in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from triage.model import Statement
from triage.result.candidates import Candidate, Explained
from triage.trace import Firing

Criterion = Literal["evidence", "explained", "against", "order"]


@dataclass(frozen=True)
class Side:
    """What only one of the two has: firings that point to it, findings that it explains or explains more strongly, and
    answers against it."""

    candidate: Candidate
    place: int
    pointers: tuple[Firing, ...]
    explained: tuple[Explained, ...]
    against: tuple[Statement, ...]


@dataclass(frozen=True)
class Contrast:
    """`first` stands before `second`, and `decided` is the first criterion of the rank on which they differ."""

    first: Side
    second: Side
    decided: Criterion


def contrast(ranked: Sequence[Candidate], one: Statement, other: Statement) -> Contrast:
    """Return what sets two of the candidates in rank order apart. Raises ValueError for what is no candidate, and for a
    candidate beside itself."""
    statements = [candidate.statement for candidate in ranked]
    if one == other:
        raise ValueError(f"'{one}' is compared with itself")
    first, second = sorted((statements.index(one), statements.index(other)))
    before, after = ranked[first], ranked[second]
    return Contrast(_side(before, after, first + 1), _side(after, before, second + 1), _decided(before, after))


def _decided(first: Candidate, second: Candidate) -> Criterion:
    """Return the first criterion of the rank of `candidates` on which the two differ."""
    if first.evidence != second.evidence:
        return "evidence"
    if len(first.explained) != len(second.explained):
        return "explained"
    if len(first.against) != len(second.against):
        return "against"
    return "order"


def _side(this: Candidate, other: Candidate, place: int) -> Side:
    strength = {explained.finding: explained.strength for explained in other.explained}
    shared = {(firing.rule.id, firing.strength) for firing in other.pointers}
    return Side(
        candidate=this,
        place=place,
        pointers=tuple(one for one in this.pointers if (one.rule.id, one.strength) not in shared),
        explained=tuple(one for one in this.explained if one.strength > strength.get(one.finding, 0)),
        against=tuple(one for one in this.against if one not in other.against),
    )
