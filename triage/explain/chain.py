"""What stands behind one firing: the rules that asserted its premises, and theirs, back towards what was given.

A trace and a firing come in, a Link goes out. Every derived fact was asserted by one firing, so this is one proof and
not all of them: what a class has seen on the way to a step.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from triage.explain.explanation import DEEPEST
from triage.model import Statement
from triage.trace import Firing, Trace


@dataclass(frozen=True)
class Link:
    """A statement, the firing that concluded it (None if it was given), and the links of its premises. These are left
    out where they stand `above` in the same chain, or so far back that they are only to be seen at an `earlier`
    step."""

    statement: Statement
    firing: Firing | None
    below: tuple[Link, ...] = ()
    elsewhere: Literal["", "above", "earlier"] = ""


def chain(trace: Trace, firing: Firing) -> Link:
    """Return what leads to `firing` in `trace`, at most DEEPEST rules back."""
    shown: set[Statement] = set()

    def link(statement: Statement, last: Firing | None, depth: int) -> Link:
        if last is None:
            return Link(statement, None)
        if statement in shown:
            return Link(statement, last, elsewhere="above")
        if depth == DEEPEST:
            return Link(statement, last, elsewhere="earlier")
        shown.add(statement)
        below = (link(premise, trace.asserting.get(premise), depth + 1) for premise in last.rule.premises)
        return Link(statement, last, tuple(below))

    return link(firing.rule.conclusion, firing, 0)


def links(top: Link, depth: int = 0) -> Iterator[tuple[int, Link]]:
    """Yield every link of a chain with its depth, each before those below it."""
    yield depth, top
    for one in top.below:
        yield from links(one, depth + 1)


def behind(top: Link) -> tuple[Firing, ...]:
    """Return the firings whose premises a chain shows, in the order in which they fired."""
    shown = {one.firing.cycle: one.firing for _, one in links(top) if one.firing and not one.elsewhere}
    return tuple(shown[cycle] for cycle in sorted(shown))
