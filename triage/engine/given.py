"""What a run starts from, and the same with some answers changed: for every explanation that asks what another answer
would do. A changed answer is always a new run.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from triage.answers.case import Case
from triage.answers.laboratory import told_by_results
from triage.answers.measurement import on_a_test
from triage.answers.told import told_by_answers, with_told
from triage.engine.inference import Matching, infer
from triage.model import ABSENT, PRESENT, RulePack
from triage.trace import NOTHING, OWN_WORDS, Trace

T = TypeVar("T")


@dataclass(frozen=True)
class Given:
    """A pack, what was said (concept to value, `unknown` included), what is supposed, and the test results, as typed,
    that answers were judged from. `typed` holds the words in which answers were given, where these are not the pack's
    own, and `also` what was reported in words for which the pack has no name. `levels_tested` says whether a level that
    is answered counts as a test result, as it does but in a case that is made up."""

    pack: RulePack
    said: Mapping[str, str]
    supposed: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    measured: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    typed: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: OWN_WORDS)
    levels_tested: bool = False
    also: tuple[str, ...] = ()

    @cached_property
    def by_result(self) -> Mapping[str, str]:
        """The danger signs that test results are by themselves, each with the concept that was measured."""
        return MappingProxyType(dict(told_by_results(self.pack, self.measured)))

    @cached_property
    def answers(self) -> Mapping[str, str]:
        """What was said, and what test results and answers tell beside: that counts more than a tick that was left
        out."""
        return with_told(self.pack, self._said_or_measured)

    @property
    def _said_or_measured(self) -> Mapping[str, str]:
        return {**self.said, **dict.fromkeys(self.by_result, PRESENT)}

    @cached_property
    def trace(self) -> Trace:
        """The run of what is given."""
        return self.run()

    def run(self, matching: Matching = "indexed") -> Trace:
        """Return a run of what is given, by that matcher; the trace is the same by either."""
        found = infer(self.pack, self.answers, self.supposed, matching)
        told = told_by_answers(self.pack, self._said_or_measured)
        denied = (name for name, value in self.said.items() if value == ABSENT)
        outweighed = frozenset(name for name in denied if self.answers[name] == PRESENT)
        in_order = self.pack.in_order
        return replace(
            found,
            said=in_order(self.said),
            measured=in_order(self.measured),
            typed=in_order(self.typed),
            told=told,
            outweighed=outweighed,
            also=self.also,
        )

    def but(self, changes: Mapping[str, str], measured: Mapping[str, str] = NOTHING) -> Given:
        """Return the same with these answers instead, `unknown` included; `measured` holds the test results that some
        were judged from. An answer takes the place of a supposition, and a test result whose answer is changed no
        longer counts. Raises ValueError, when it is run, for a statement that the pack does not have."""
        tested = {
            name: on_a_test(value)
            for name, value in changes.items()
            if (self.levels_tested or name in self.measured) and value in self._results(name)
        }
        return replace(
            self,
            said=MappingProxyType({**self.said, **changes}),
            supposed=without(self.supposed, changes),
            measured=MappingProxyType({**without(self.measured, changes), **tested, **measured}),
            typed=without(self.typed, changes),
        )

    def _results(self, name: str) -> Mapping[str, str]:
        """Return the danger that each test result of a concept is; nothing for what the pack does not have."""
        return self.pack.concept[name].results if name in self.pack.concept else NOTHING


def given_in(case: Case) -> Given:
    """Return what a case gives."""
    return Given(case.pack, case.said, case.supposed, case.measured, case.typed, case.levels_tested, case.also)


def without(given: Mapping[str, T], concepts: Container[str]) -> Mapping[str, T]:
    """Return what is given but for these concepts."""
    return MappingProxyType({name: value for name, value in given.items() if name not in concepts})
