"""The result of one answer set, by runs of the engine: what `interview.standings` says of many is held to this."""

from __future__ import annotations

from collections.abc import Mapping

from triage.engine.inference import infer
from triage.interview.standings import Standing, Standings
from triage.model import RulePack
from triage.result.candidates import Candidate, candidates


def weighed(pack: RulePack, answers: Mapping[str, str]) -> Standings:
    """Return the result of `answers` as `infer` and `candidates` have it."""
    trace = infer(pack, answers)
    found = {candidate.statement.concept: candidate for candidate in candidates(trace)}
    return Standings(trace.urgency, tuple(_standing(found[one.id]) for one in pack.concepts if one.id in found))


def _standing(candidate: Candidate) -> Standing:
    if candidate.contradiction:
        return Standing(candidate.statement, contradicted=True)
    explained = frozenset(each.finding for each in candidate.explained)
    return Standing(candidate.statement, False, candidate.evidence, explained, frozenset(candidate.denied))
