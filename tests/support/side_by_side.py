"""Single answer sets, looked at side by side as `engine.worlds` does: the tests compare each with a run of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from triage.engine.worlds import Worlds, close, overruled_by
from triage.model import UNKNOWN, RulePack, Statement
from triage.trace import NOTHING


@dataclass(frozen=True)
class World:
    """A supposed answer set: what `infer` would be given, what overrules without being a fact, and the statement from
    which chains are followed, if any."""

    answers: Mapping[str, str]
    supposed: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    cause: Statement | None = None
    overruling: Mapping[str, str] = field(default_factory=lambda: NOTHING)


def side_by_side(pack: RulePack, worlds: Sequence[World]) -> Worlds:
    """Return what follows in each of `worlds`; the first is bit 0."""
    given: dict[Statement, int] = {}
    causes: dict[Statement, int] = {}
    overruling: dict[Statement, int] = {}
    for number, world in enumerate(worlds):
        for concept, value in (*world.answers.items(), *world.supposed.items()):
            _enter(given, Statement(concept, value), number)
        for concept, value in world.overruling.items():
            _enter(overruling, Statement(concept, value), number)
        if world.cause:
            _enter(causes, world.cause, number)
    return close(pack, given, overruled_by(pack, given), causes, overruled_by(pack, overruling))


def _enter(masks: dict[Statement, int], statement: Statement, world: int) -> None:
    """Note that `statement` holds in that world; an answer of unknown means nothing."""
    if statement.value != UNKNOWN:
        masks[statement] = masks.get(statement, 0) | 1 << world
