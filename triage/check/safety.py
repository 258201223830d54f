"""What no pack may get wrong: a danger sign says at once, and surely, how urgent it is, and nothing guessed is one.

An overview of a pack goes in, problems come out.
"""

from __future__ import annotations

from collections.abc import Iterator

from triage.check.overview import Overview
from triage.errors import Problem
from triage.model import PRESENT, URGENCY, URGENCY_LEVELS, Rule, Statement, Strength
from triage.pack.parts import Placed


def red_flag_depth(overview: Overview) -> Iterator[Problem]:
    """A concept of role danger without a rule that goes from its presence alone, and surely, to an urgency above
    `learn`; one that no question of tier danger asks for, unless no question does and a test result or other answers
    tell of it; one that a rule concludes, so that a guess would raise the urgency."""
    unknown = overview.lacks("rules", "if", "then")
    first = {name for one in overview.parts.questions if one.record.tier == "danger" for name in one.record.concepts}
    unasked = overview.lacks("questions.yaml", "concepts") or overview.lacks("critical", "danger")
    direct = _direct(overview)
    yield from _concluded(overview)
    for name, placed in overview.concepts.items():
        if placed.record.role != "danger" or name in overview.doubtful or not overview.whole:
            continue
        rules = direct.get(Statement(name, PRESENT), ())
        if not rules and not unknown:
            message = f"no rule goes from the danger sign '{name}' alone to an urgency above {URGENCY_LEVELS[-1]}"
            hint = f"write a rule 'if: {name} is present', 'then: urgency is ...'"
            yield placed.problem(("id",), "red-flag-depth", message, hint)
        surest = max(rules, key=lambda one: one.record.strength, default=None)
        if surest and surest.record.strength < Strength.CERTAIN:
            message = f"the urgency of the danger sign '{name}' is only {surest.record.strength.word}"
            yield surest.problem(
                ("strength",), "red-flag-depth", message, "say 'strength: certain', from a source that does"
            )
        told = name in overview.told and name not in overview.asked
        if overview.parts.questions and name not in first and not told and not unasked:
            message = f"no question of tier danger asks for the danger sign '{name}'"
            yield placed.problem(("id",), "red-flag-depth", message, "ask for it in a question with 'tier: danger'")


def _direct(overview: Overview) -> dict[Statement, list[Placed[Rule]]]:
    """Return the rules that go to an urgency above `learn` from one statement alone. A premise that can never hold, as
    nobody asks for it and nothing concludes it, is another problem and not counted."""
    found: dict[Statement, list[Placed[Rule]]] = {}
    for placed in overview.rules:
        conclusion = placed.record.conclusion
        possible = {
            one
            for one in placed.record.premises
            if overview.may_be_answered(one) or one in overview.concluded or overview.is_danger(one.concept)
        }
        counted = {one for one in possible if overview.declared(one)}
        if conclusion.concept == URGENCY and conclusion.value != URGENCY_LEVELS[-1] and len(counted) == 1:
            found.setdefault(counted.pop(), []).append(placed)
    return found


def _concluded(overview: Overview) -> Iterator[Problem]:
    for placed in overview.rules:
        concept = placed.record.conclusion.concept
        if overview.is_danger(concept):
            message = f"the rule concludes the danger sign '{concept}', so that a guess could set the urgency"
            hint = "conclude something else; where answers together tell of the sign, name them under its 'told-by'"
            yield placed.problem(("then",), "red-flag-depth", message, hint)
