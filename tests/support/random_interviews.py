"""Random packs that ask: with questions of every form, and answers given so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import NamedTuple

from hypothesis import strategies as st
from random_packs import packs, random_situation

from triage.model import UNKNOWN, Question, RulePack, Statement

YES_NO = {"low": "present", "normal": "absent"}


class Interview(NamedTuple):
    """A pack with questions, and the answers so far."""

    pack: RulePack
    answers: dict[str, str]


def question(name: str, form: str, concepts: tuple[str, ...]) -> Question:
    """Return a question in that form."""
    return Question(id=name, form=form, text="What is it?", why="it is asked", concepts=concepts)


def asking(pack: RulePack) -> RulePack:
    """Return `pack` with a question of its own for every concept, yes or no where those are the values."""
    forms = {True: "checklist", False: "choice"}
    return replace(
        pack,
        questions=tuple(
            question(one.id, forms[one.values == ("present", "absent")], (one.id,)) for one in pack.concepts
        ),
    )


def yes_or_no(pack: RulePack) -> RulePack:
    """Return `pack` with present and absent for the values of every concept that has two and is no cause."""
    two = {one.id for one in pack.concepts if len(one.values) == 2 and one.candidate is None}

    def said(statement: Statement) -> Statement:
        concept, value = statement
        return Statement(concept, YES_NO[value]) if concept in two else statement

    return replace(
        pack,
        concepts=tuple(
            one.model_copy(update={"values": tuple(YES_NO.values())}) if one.id in two else one for one in pack.concepts
        ),
        rules=tuple(
            one.model_copy(update={"premises": tuple(map(said, one.premises)), "conclusion": said(one.conclusion)})
            for one in pack.rules
        ),
    )


def _questions(pack: RulePack, dice: Random) -> Iterator[Question]:
    """Yield questions that ask for most concepts, in no particular order: checklists, choices and panels."""
    names = [one.id for one in pack.concepts if dice.random() < 0.85]
    dice.shuffle(names)
    ticked = [name for name in names if pack.values(name) == ("present", "absent") and dice.random() < 0.8]
    others = [name for name in names if name not in ticked]
    number = 0
    for form, left in (("checklist", ticked), ("panel", others)):
        while left:
            number += 1
            length = dice.randint(1, 3)
            some, left = left[:length], left[length:]
            yield question(f"q{number}", "choice" if form == "panel" and len(some) == 1 else form, tuple(some))


def _asked(pack: RulePack, dice: Random) -> RulePack:
    pack = yes_or_no(pack)
    return replace(pack, questions=tuple(_questions(pack, dice)))


@st.composite
def interviews(draw: st.DrawFn, most_concepts: int = 5, most_rules: int = 14) -> Interview:
    """Draw a pack that asks, and answers to some of its concepts, `unknown` included."""
    pack = _asked(draw(packs(most_concepts, most_rules)), draw(st.randoms(use_true_random=False)))
    answers = {}
    for one in pack.concepts:
        if draw(st.integers(0, 3)) == 0:
            answers[one.id] = draw(st.sampled_from((UNKNOWN, *one.values)))
    return Interview(pack, answers)


def random_interview(seed: int, concepts: int = 7, rules: int = 14) -> Interview:
    """Build the pack and the answers of `seed`, the same ones on every Python, with a few concepts left open."""
    dice = Random(f"interview {seed}")
    pack = _asked(random_situation(seed, concepts, rules).pack, dice)
    answered = dice.sample(pack.concepts, dice.randint(2, 4))
    return Interview(pack, {one.id: dice.choice((UNKNOWN, *one.values)) for one in answered})
