"""When a question is asked: the tiers of a pack's questions, and their order."""

from __future__ import annotations

from typing import get_args

from triage.model import Question, RulePack, Tier

TIERS: tuple[str, ...] = get_args(Tier)
FIRST = ("scope", "danger")  # asked before all else, and of everybody
OPEN = "open"
LEARNING = "learning"


def by_tier(pack: RulePack) -> list[Question]:
    """Return the questions of a pack in the order of their tiers."""
    return sorted(pack.questions, key=lambda question: TIERS.index(question.tier))


def asks_for_dangers(pack: RulePack) -> bool:
    """Return whether a pack asks for scope or danger signs, and so first whether it is about a real person."""
    return any(question.tier in FIRST for question in pack.questions)


def only_dangers(pack: RulePack, question: Question) -> bool:
    """Return whether a question, none of the first ones, asks for nothing but danger signs: nothing to be explained."""
    return question.tier not in FIRST and all(pack.concept[name].role == "danger" for name in question.concepts)
