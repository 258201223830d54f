"""How urgent it is and why: the level, the rules that set it, whom the pack does not cover, and the danger signs that
were not answered. A trace comes in, an Outcome goes out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from triage.answers.laboratory import told_by_results
from triage.answers.ruled_out import ruled_out
from triage.answers.told import with_told
from triage.engine.inference import infer
from triage.model import PRESENT, UNKNOWN, URGENCY, URGENCY_LEVELS, Rule, RulePack, Scope, Statement, UrgencyLevel
from triage.trace import Trace

SOON = URGENCY_LEVELS[:2]  # levels that cannot wait


@dataclass(frozen=True)
class Outcome:
    """`rules` are those that set the level, none where it is the lowest and no rule says so. `scopes` are those that
    hold. `unknown` are the danger signs answered `unknown`, those that no list asks for too, `unasked` those of the
    lists that were not answered at all and are not ruled out, as ids of concepts."""

    level: UrgencyLevel
    rules: tuple[Rule, ...]
    scopes: tuple[Scope, ...]
    unknown: tuple[str, ...]
    unasked: tuple[str, ...]


def danger_signs(pack: RulePack) -> tuple[str, ...]:
    """Return the ids of the concepts that the pack asks for as danger signs, in the order in which it asks."""
    return tuple(name for question in pack.questions if question.tier == "danger" for name in question.concepts)


def outcome(trace: Trace) -> Outcome:
    """Return how urgent it is, as the answers and rules of `trace` have it."""
    pack = trace.pack
    dangers, cannot_be = danger_signs(pack), ruled_out(pack, trace.answers, trace.measured)
    return Outcome(
        level=pack.level[trace.urgency],
        rules=tuple(pack.rule[id] for id in trace.urgency_rules),
        scopes=tuple(scope for scope in pack.scopes if trace.answers.get(scope.concept) == PRESENT),
        unknown=tuple(
            name
            for name in (*dangers, *(one.id for one in pack.concepts if one.id not in pack.asked))
            if trace.answers.get(name) == UNKNOWN and (name in dangers or cannot_wait(pack, name))
        ),
        unasked=tuple(name for name in dangers if name not in trace.answers and name not in cannot_be),
    )


def level_by(pack: RulePack, answers: Mapping[str, str]) -> str:
    """Return the level of urgency that answers come to, with what they tell besides."""
    return infer(pack, with_told(pack, answers)).urgency


@lru_cache(maxsize=1024)
def cannot_wait(pack: RulePack, name: str) -> bool:
    """Return whether a concept by itself, if it is there, is for now or for today."""
    return PRESENT in pack.values(name) and level_by(pack, {name: PRESENT}) in SOON


def told(trace: Trace) -> dict[str, tuple[Statement, ...]]:
    """Return what other answers tell, or a test result that is a danger sign by itself, each with the answers that tell
    it."""
    found = dict(trace.told)
    for danger, name in told_by_results(trace.pack, trace.measured):
        found[danger] = (*found.get(danger, ()), Statement(name, trace.answers[name]))
    return found


def dangers_answered(trace: Trace) -> list[str]:
    """Return the danger signs that were reported themselves, not told by what else was answered, and that cannot
    wait."""
    raising = {
        premise.concept
        for rule in trace.pack.rules
        if rule.conclusion.concept == URGENCY and rule.conclusion.value in SOON
        for premise in rule.premises
    }
    there = (one.id for one in trace.pack.concepts if one.role == "danger" and trace.answers.get(one.id) == PRESENT)
    by_others = told(trace)
    return [name for name in there if name in raising and name not in by_others]
