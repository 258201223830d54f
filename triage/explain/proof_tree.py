"""How a fact came about: a proof tree over the firings of a trace, the same for every view.

Only what the trace recorded is used. Each fact is explained once in a tree; further on it is referred to.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from triage.explain.explanation import DEEPEST
from triage.explain.supports import derivations
from triage.model import URGENCY, Statement
from triage.trace import Fact, Firing, Trace


@dataclass(frozen=True)
class Reason:
    """One firing that concluded a fact, with the proof of each of its premises."""

    firing: Firing
    premises: tuple[Proof, ...]


@dataclass(frozen=True)
class Proof:
    """A fact and every independent reason for it, the one that asserted it first.

    No reasons: it was answered or supposed, or its reasons stand `above` or `below` in the same explanation.
    `continues` says that it goes on where another proof became too deep.
    """

    fact: Fact
    reasons: tuple[Reason, ...] = ()
    elsewhere: Literal["", "above", "below"] = ""
    continues: bool = False


def conclusions(trace: Trace) -> tuple[Statement, ...]:
    """Return what a reader wants explained: the findings that rules conclude, reported as well or not, and the level of
    urgency that counts; if there are none, whatever rules conclude and led no further. What rests on risks is last."""
    concluded = sorted(trace.concluding, key=trace.resting_on_risks.__contains__)
    level = Statement(URGENCY, trace.urgency)
    findings = [one for one in concluded if one == level or trace.pack.role(one.concept) == "finding"]
    used = {premise for firing in trace.firings for premise in firing.rule.premises}
    return tuple(findings or (statement for statement in concluded if statement not in used))


def by_ground(trace: Trace) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    """Return the conclusions, in their order: those that need no risk, and those that rest on one."""
    found = conclusions(trace)
    first = sum(one not in trace.resting_on_risks for one in found)
    return found[:first], found[first:]


def proofs_of(trace: Trace, statements: Iterable[Statement]) -> tuple[Proof, ...]:
    """Return the proof of each statement, which must be a fact of the trace; a part that was shown is not shown again.

    Where an answer and rules give the same statement, its reasons are given too; within a proof an answer is enough.
    What lies deeper than DEEPEST steps follows as a proof of its own.
    """
    wanted = tuple(dict.fromkeys(statements))
    unfolding = _Unfolding(trace, set(), deque())
    proofs = [unfolding.proof(statement, asked=True) for statement in wanted]
    while unfolding.below:
        proofs.append(replace(unfolding.proof(unfolding.below.popleft(), asked=True), continues=True))
    return tuple(proofs)


@dataclass(frozen=True)
class _Unfolding:
    """The state of one explanation: what has been shown, and what is still to follow below."""

    trace: Trace
    shown: set[Statement]
    below: deque[Statement]

    def proof(self, statement: Statement, asked: bool = False, depth: int = 0) -> Proof:
        fact = self.trace.fact[statement]
        if fact.origin != "derived" and not asked:
            return Proof(fact)
        if statement in self.below:
            return Proof(fact, elsewhere="below")
        if statement in self.shown:
            return Proof(fact, elsewhere="above")
        if depth == DEEPEST:
            self.below.append(statement)
            return Proof(fact, elsewhere="below")
        self.shown.add(statement)
        reasons = tuple(
            Reason(firing, tuple(self.proof(premise, depth=depth + 1) for premise in firing.rule.premises))
            for firing in independent_reasons(self.trace, statement)
        )
        return Proof(fact, reasons)


def firings_in(proofs: Iterable[Proof]) -> tuple[Firing, ...]:
    """Return every firing in `proofs` once, in the order in which they fired."""
    found: dict[int, Firing] = {}
    waiting = list(proofs)
    while waiting:
        for reason in waiting.pop().reasons:
            found[reason.firing.cycle] = reason.firing
            waiting.extend(reason.premises)
    return tuple(found[cycle] for cycle in sorted(found))


def independent_reasons(trace: Trace, statement: Statement) -> Iterator[Firing]:
    """Yield the firings that concluded `statement` from premises that hold without it, so that no proof is a circle."""
    firings = trace.concluding.get(statement, ())
    if len(firings) == 1 and trace.fact[statement].origin == "derived":
        yield firings[0]  # it asserted the fact, so nothing before it rests on the fact
        return
    without = derivations(trace, statement)
    yield from (firing for firing in firings if all(premise in without for premise in firing.rule.premises))
