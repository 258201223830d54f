"""A quiz as one page without a script: a choice opens when it is taken, and says whether it is right and why."""

from __future__ import annotations

from collections.abc import Sequence

from triage.lesson.quiz import RULES_ALONE, Item
from triage.render.html import template


def render_quiz(items: Sequence[Item], title: str, pack: str, seed: int) -> str:
    """Return the page of a quiz. Whatever comes from a pack shows as the text it is."""
    return template("quiz.html.j2").render(items=items, title=title, pack=pack, seed=seed, rules_alone=RULES_ALONE)
