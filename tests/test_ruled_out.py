"""What answers rule out: it is not asked for, not counted as not answered, and said where both were answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_interviews import Interview, interviews
from scripted import talk
from shipped import shipped
from small_pack import CONCEPTS, write_pack

from triage.answers.ruled_out import ruled_out
from triage.engine.given import Given
from triage.errors import PackError
from triage.interview.beginning import begin
from triage.interview.reply import Reply
from triage.model import Statement
from triage.pack.loading import load_pack
from triage.report.result import result
from triage.result.urgency import outcome

NO_PREGNANCY = {"pregnancy": "absent"}


def left_of_pregnancy(answers: Mapping[str, str]) -> list[str]:
    return [name for name in outcome(Given(shipped(), answers).trace).unasked if name.startswith("pregnancy")]


def test_who_is_not_pregnant_is_asked_for_no_sign_of_it() -> None:
    """What was just denied is not on the next list; what is not known is."""
    for first, asked in (("none", False), ("2?", True)):
        _, script = talk(shipped(), "real", first, "none", "none", "none", "quit")
        assert ("a baby that moves less" in script.after(3)) == asked
        assert ("Not asked, since another answer rules it out: a pregnancy" in script.flat) is False
        assert ("Not asked, since another answer rules it out: pregnancy or a birth" in script.flat) != asked


def test_what_is_ruled_out_is_not_counted_as_not_answered() -> None:
    """'35 danger signs were not answered' would name some that cannot be there."""
    assert len(left_of_pregnancy({})) == 2
    assert len(left_of_pregnancy({"pregnancy": "unknown"})) == 2
    assert left_of_pregnancy(NO_PREGNANCY) == []
    told = {**NO_PREGNANCY, "vomiting-in-pregnancy": "present"}  # it tells a pregnancy, and the other of the two signs
    assert left_of_pregnancy(told) == ["pregnancy-emergency"]


@pytest.mark.parametrize(
    ("typed", "is_out"),
    [
        ("128 mmol/L (135-145)", True),
        ("128 mEq/L (135-145)", True),
        ("124 mmol/L (135-145)", False),
        ("<130 mmol/L (135-145)", False),  # it may be 120
        ("\u2264130 mmol/L (135-145)", False),
        (">120 mmol/L (135-145)", False),  # it may be 121
        (">125 mmol/L (135-145)", True),
        ("low on a test", False),
    ],
)
def test_a_number_that_is_not_critical_rules_out_one_that_is(typed: str, is_out: bool) -> None:
    """Nobody with a sodium of 128 is asked whether it is below 125."""
    assert ("sodium-critically-low" in ruled_out(shipped(), {"sodium": "low"}, {"sodium": typed})) == is_out


def test_two_answers_that_cannot_both_be_so_are_told_and_the_graver_counts() -> None:
    run = Given(shipped(), {"potassium": "normal", "potassium-critically-low": "present"}).trace
    (told,) = (one.text for one in result(run).beyond if "do not go together" in one.text)
    assert "potassium is normal" in told
    assert "below 2.5 mmol/L" in told
    assert run.urgency == "emergency-now"


def test_what_is_ruled_out_is_asked_for_where_it_is_named() -> None:
    """Whoever names a sign after all is heard."""
    start = begin(shipped(), NO_PREGNANCY)
    asked = {name for question in start.waiting for name in question.concepts}
    named = {name for question in start.note("pregnancy-emergency").waiting for name in question.concepts}
    assert "pregnancy-emergency" not in asked
    assert "pregnancy-emergency" in named


@given(interviews(most_concepts=7, most_rules=20), st.randoms(use_true_random=False))
def test_no_answer_brings_a_question_back(interview: Interview, dice: Random) -> None:
    """'At most 3 more' stays true, whatever rules out what: also where an answer rules out what told it."""
    pack = interview.pack
    every = [Statement(one.id, value) for one in pack.concepts for value in one.values]

    def some(most: int) -> tuple[Statement, ...]:
        return tuple(dice.sample(every, dice.randint(0, most)))

    concepts = tuple(
        one.model_copy(update={"ruled_out_by": some(2), "told_by": tuple((told,) for told in some(1))})
        if one.yes_or_no
        else one
        for one in pack.concepts
    )
    session = begin(replace(pack, concepts=concepts))
    while question := session.question:
        answers = {name: dice.choice(pack.values(name)) for name in question.concepts}
        left = len(session.waiting)
        session = session.reply(Reply(question, answers=answers))
        assert len(session.waiting) < left


def test_what_rules_out_has_to_be_in_the_pack(tmp_path: Path) -> None:
    """A slip in a file is told with its line."""
    wrong = CONCEPTS.replace("- id: tingling\n", "- id: tingling\n  ruled-out-by: calcum is high\n", 1)
    assert wrong != CONCEPTS
    with pytest.raises(PackError) as error:
        load_pack(write_pack(tmp_path, {"concepts.yaml": wrong}))
    assert "did you mean" in str(error.value)
