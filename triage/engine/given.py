"""What a run starts from, and the same with some answers changed: for every explanation that asks what another answer
would do. A changed answer is always a new run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

from triage.answers.danger_signs import with_told
from triage.answers.laboratory import judged
from triage.engine.inference import NOTHING, infer
from triage.model import PRESENT, UNKNOWN, RulePack
from triage.trace import Trace


@dataclass(frozen=True)
class Given:
    """A pack, what was said (concept to value, `unknown` included), what is supposed, and the test results, as typed,
    that answers were judged from."""

    pack: RulePack
    said: Mapping[str, str]
    supposed: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    measured: Mapping[str, str] = field(default_factory=lambda: NOTHING)

    @cached_property
    def by_result(self) -> Mapping[str, str]:
        """The danger signs that test results are by themselves, each with the concept that was measured."""
        found = {judged(self.pack.concept[name], result).danger: name for name, result in self.measured.items()}
        return MappingProxyType({danger: name for danger, name in found.items() if danger})

    @cached_property
    def trace(self) -> Trace:
        """The run of what is given, with the danger signs that test results or several answers together tell."""
        dangers = dict.fromkeys(self.by_result, PRESENT)
        return infer(self.pack, with_told(self.pack, {**self.said, **dangers}), self.supposed, measured=self.measured)

    def but(self, changes: Mapping[str, str], measured: Mapping[str, str] = NOTHING) -> Given:
        """Return the same with these answers instead, `unknown` included; `measured` holds the test results that some
        were judged from. An answer takes the place of a supposition, and a test result whose answer is changed no
        longer counts. Raises ValueError, when it is run, for a statement that the pack does not have."""
        return replace(
            self,
            said=MappingProxyType({**self.said, **changes}),
            supposed=_without(self.supposed, changes),
            measured=MappingProxyType({**_without(self.measured, changes), **measured}),
        )


def value_of(trace: Trace, concept: str) -> str:
    """Return the value that an answer or a supposition gives `concept`, `unknown` if none does."""
    return trace.answers.get(concept, UNKNOWN) if concept in trace.answers else trace.supposed.get(concept, UNKNOWN)


def askable(pack: RulePack) -> frozenset[str]:
    """Return the concepts that a person can be asked about: those of the pack's questions."""
    return frozenset(name for question in pack.questions for name in question.concepts)


def _without(given: Mapping[str, str], changes: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType({name: value for name, value in given.items() if name not in changes})
