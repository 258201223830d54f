"""Firings as a sheet lists them: in words, with the cautions that their rules carry and the sources that all of it
cites, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from triage import phrases
from triage.report.report import Caution, CitedSource, cited_sources
from triage.report.steps import Step, step
from triage.trace import Firing, Trace


@dataclass(frozen=True)
class Fired:
    """Firings of a run in words, their cautions, and the sources that the steps and the cautions cite."""

    steps: tuple[Step, ...]
    cautions: tuple[Caution, ...]
    sources: tuple[CitedSource, ...]


def fired(trace: Trace, firings: Iterable[Firing]) -> Fired:
    """Return firings of a run in words, with what they cite."""
    firings = tuple(firings)
    rules = [one.rule for one in firings]
    carried = {id for rule in rules for id in rule.nuance}
    nuances = [one for one in trace.pack.nuances if one.id in carried]
    cited = [*(rule.source for rule in rules), *(one.source for one in nuances)]
    cited += [rule.mechanism_source for rule in rules if rule.mechanism_source]
    wanted = {citation.source for citation in chain(*cited)}
    return Fired(
        steps=tuple(step(trace, one) for one in firings),
        cautions=tuple(Caution(one.id, one.text, phrases.cited(one.source)) for one in nuances),
        sources=cited_sources(trace.pack, wanted),
    )
