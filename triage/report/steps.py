"""One firing in words, part by part: what every numbered list of firings, lesson and handout shows of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from triage import phrases
from triage.explain.sentences import concluded
from triage.model import Kind, Statement
from triage.trace import Firing, Trace


class Stated(NamedTuple):
    """A statement in words, and where it came from."""

    text: str
    whence: str


@dataclass(frozen=True)
class Step:
    """One firing in words. `cautions` are ids of nuances."""

    number: int
    rule: str
    kind: Kind
    conclusion: str
    strength: str
    effect: str
    because: str
    mechanism: str
    premises: tuple[Stated, ...]
    cited: str
    cautions: tuple[str, ...]


def step(trace: Trace, firing: Firing) -> Step:
    """Return one firing in words."""
    rule = firing.rule
    note = phrases.EFFECT[firing.effect]
    if trace.rests_on_supposition(firing):
        note = f"{note}, {phrases.SUPPOSED}"
    return Step(
        number=firing.cycle,
        rule=rule.id,
        kind=rule.kind,
        conclusion=concluded(trace, firing),
        strength=firing.strength.word,
        effect=note,
        because=rule.because,
        mechanism=phrases.mechanism(rule),
        premises=tuple(_premise(trace, premise) for premise in rule.premises),
        cited=phrases.sourced(rule),
        cautions=rule.nuance,
    )


def _premise(trace: Trace, premise: Statement) -> Stated:
    fact = trace.fact[premise]
    whence = phrases.whence(trace, fact)
    if fact.origin == "derived":
        whence = f"step {trace.asserting[premise].cycle}"
    return Stated(phrases.said(trace.pack, premise, fact.strength), whence)
