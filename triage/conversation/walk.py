"""`how` at the prompt: a walk through the proofs, step by step, and any proof as a whole.

A spot in the walk and what was typed come in; what to show and the new spot go out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from triage import phrases
from triage.errors import UnknownName, capitalised, sentence
from triage.explain.explanation import Explanation, shortened
from triage.explain.proof_tree import conclusions, independent_reasons
from triage.explain.sentences import missing, stated
from triage.explain.verbs.how import how, meant
from triage.model import URGENCY, Statement
from triage.trace import Trace


@dataclass(frozen=True)
class Spot:
    """Where a walk is: the numbers that lead there from what was concluded, and the statement."""

    numbers: tuple[int, ...] = ()
    statement: Statement | None = None


TOP = Spot()


@dataclass(frozen=True)
class Shown:
    """What to show, lines or an explanation, and the spot where the walk is now."""

    spot: Spot
    lines: tuple[str, ...] = ()
    whole: Explanation | None = None


def walk(trace: Trace, spot: Spot, typed: str) -> Shown:
    """Return where `how` and what was `typed` after it lead.

    Nothing: to all that was concluded, numbered. A number, `2` or `2.1`: to what bears it, one step of its proofs. A
    statement: to it, with its proofs. `all`: the proofs of `spot`, in full; with one of these behind it, of that.
    """
    if not typed:
        return _top(trace)
    if typed.casefold() == "all":
        if not spot.statement:
            return Shown(TOP, ("All of what? 'how' alone shows the list, and 'how 1' leads into it.",))
        return Shown(spot, whole=how(trace, spot.statement))
    if typed.casefold().startswith("all "):
        there = walk(trace, spot, typed[4:].strip())
        return walk(trace, there.spot, "all") if there.spot.statement in trace.concluding else there
    if re.fullmatch(r"[0-9.]+", typed):
        numbers = tuple(int(part[:6]) for part in typed.split(".") if part)
        return _at(trace, numbers) or Shown(spot, (f"There is no number {typed[:20]}: 'how' alone shows the list.",))
    try:
        return _whole(trace, meant(trace, typed))
    except UnknownName as error:
        return Shown(spot, (sentence(error),))


def up(trace: Trace, spot: Spot) -> Shown:
    """Return the spot from which the walk came."""
    if not spot.statement:
        return Shown(TOP, ("You are at the top: 'how' shows what was concluded.",))
    return _at(trace, spot.numbers[:-1]) or _top(trace)


def _whole(trace: Trace, statement: Statement) -> Shown:
    if statement == Statement(URGENCY, trace.urgency) and statement not in trace.fact:
        return Shown(TOP, (f"{capitalised(missing(trace, statement))}.",))
    if statement not in trace.fact:
        return Shown(TOP, (f"That is {missing(trace, statement)}. 'whynot' and 'needed' say more.",))
    if statement not in trace.concluding:
        return Shown(TOP, (_leaf(trace, statement),))
    known = conclusions(trace)
    numbers = (known.index(statement) + 1,) if statement in known else ()
    return Shown(Spot(numbers, statement), whole=shortened(how(trace, statement), "chain"))


def _top(trace: Trace) -> Shown:
    known = conclusions(trace)
    if not known:
        return Shown(TOP, ("Nothing has been concluded yet.",))
    listed = (f"  {number:>2}  {stated(trace, statement)}" for number, statement in enumerate(known, start=1))
    return Shown(TOP, ("How what? Type 'how' and a number, or any statement:", *listed))


def _at(trace: Trace, numbers: tuple[int, ...]) -> Shown | None:
    """Return one step of the proofs of what `numbers` lead to; None where they lead nowhere."""
    here: tuple[Statement, ...] = conclusions(trace)
    statement = None
    for number in numbers:
        if not 1 <= number <= len(here):
            return None
        statement = here[number - 1]
        here = tuple(one for firing in independent_reasons(trace, statement) for one in firing.rule.premises)
    if statement is None:
        return None
    if statement not in trace.concluding:
        return Shown(Spot(numbers, statement), (_leaf(trace, statement),))
    return Shown(Spot(numbers, statement), tuple(_reasons(trace, statement, numbers)))


def _leaf(trace: Trace, statement: Statement) -> str:
    return f"{phrases.said(trace.pack, statement)}: {phrases.whence(trace, trace.fact[statement])}."


def _reasons(trace: Trace, statement: Statement, numbers: tuple[int, ...]) -> Iterator[str]:
    yield stated(trace, statement)
    lead = ".".join(map(str, numbers))
    number = 0
    for firing in independent_reasons(trace, statement):
        rule = firing.rule
        source = phrases.sourced(rule)
        yield f"  rule {rule.id} (step {firing.cycle}, {firing.strength.word}): {rule.because} [{source}]"
        for premise in rule.premises:
            number += 1
            yield f"    {lead}.{number}  {stated(trace, premise)}"
    yield f"'how {lead}.1' goes on from here, 'up' goes back, 'how all' shows every proof of it in full."
