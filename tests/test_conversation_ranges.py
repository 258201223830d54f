"""Where test results are typed without the ranges of their reports: what is asked for, and which words work there."""

from __future__ import annotations

import pytest
from effort import ONCE
from scripted import INTERRUPT, Script, Typed, talk
from shipped import shipped

from triage.output import Page

pytestmark = ONCE

SHIPPED = shipped()
BEFORE = ("made-up", "none", "none", "none", "none", "1", "none")  # up to the list of levels, which is question 8
THREE = "1 0.9 mmol/L, 3 4.1 mmol/L, 4 140 mmol/L"
NO_LEVEL = "The range printed on the report is missing for potassium."


def at_the_levels(*lines: Typed) -> Script:
    return talk(SHIPPED, *BEFORE, *lines, page=Page(200))[1]


def said(script: Script, line: int) -> str:
    """Return what was shown after the line with that number, from 1, at the list of levels."""
    return script.after(len(BEFORE) + line)


@pytest.mark.parametrize(
    ("word", "then"),
    [
        ("change 6", "Question 6, at most"),
        ("back", "Question 7, at most"),
        ("skip", "Question 9, at most"),
    ],
)
def test_a_word_that_leads_away_is_obeyed_where_a_range_is_asked_for(word: str, then: str) -> None:
    """Whoever wants to be elsewhere gets there, and is told that the result without a range was not taken."""
    script = at_the_levels("3 3.1 mmol/L", word, "review")
    assert "'3 3.1 mmol/L' was not taken: a range in it is missing." in said(script, 2)
    assert then in said(script, 2)
    assert "potassium" not in said(script, 3)


def test_a_line_that_is_left_with_its_ranges_missing_is_not_called_a_result() -> None:
    """It may hold several results, and levels that need no range: none of them was taken."""
    line = "1 0.9 mmol/L, 3 4.1 mmol/L, 2 low"
    script = at_the_levels(line, "back")
    assert said(script, 2).startswith(f"'{line}' was not taken: a range in it is missing. ")


def test_nothing_is_said_of_a_missing_range_after_a_restart() -> None:
    """Whoever begins anew has dropped more than that line."""
    script = at_the_levels("3 3.1 mmol/L", "restart", "restart")
    assert "Question 1" in said(script, 3)
    assert "3.1" not in said(script, 3)


def test_a_range_that_cannot_be_read_is_told_once() -> None:
    """After a word that was obeyed the range is asked for without the mistake before."""
    script = at_the_levels("3 3.1 mmol/L", "nonsense", "facts")
    assert "is no range" in said(script, 2)
    assert NO_LEVEL in said(script, 3)
    assert "is no range" not in said(script, 3)


def test_whoever_stays_after_an_interrupt_is_asked_for_the_range_again() -> None:
    """Not only the question is open, and what is typed next is read as the range."""
    script = at_the_levels("3 3.1 mmol/L", INTERRUPT, "stay", "3.5-5.1", "review")
    assert said(script, 3).endswith("Type it, like 11.1-33.3, or 'not sure':")
    assert "potassium is low" in said(script, 5)


def test_the_ranges_of_several_results_are_asked_for_at_once() -> None:
    """Three results are one answer to one question, so what they lack is one more prompt and not three."""
    script = at_the_levels(THREE, "0.7-1.0; 3.5-5.1; 135-145", "review")
    assert said(script, 1).startswith(
        "The ranges printed on the reports are missing for magnesium; potassium; sodium. "
        "Type them in this order with ';' between"
    )
    for result in ("0.9 mmol/L (0.7-1.0)", "4.1 mmol/L (3.5-5.1)", "140 mmol/L (135-145)"):
        assert f"is normal [judged from {result}]" in said(script, 3)


@pytest.mark.parametrize(
    "typed",
    [
        "0,7-1,0; 3,5-5,1; 135-145 mmol/L",
        "0.7-1.0, 3.5-5.1, 135-145",
        "(0.7-1.0); (3.5-5.1); (135-145);",
        "0.9 mmol/L (0.7-1.0); 4.1 mmol/L (3.5-5.1); 140 mmol/L (135-145)",
        "1 0.9 mmol/L (0.7-1.0), 3 4.1 mmol/L (3.5-5.1), 4 140 mmol/L (135-145)",
    ],
)
def test_several_ranges_are_taken_as_they_are_written(typed: str) -> None:
    """With decimal commas, in brackets, behind commas, or with the results typed once more."""
    assert "sodium is normal" in said(at_the_levels(THREE, typed, "review"), 3)


@pytest.mark.parametrize("typed", ["0.7-1.0; 3.5-5.1", "0.7-1.0", "0.7-1.0; 3.5-5.1; 135-145; 1-2"])
def test_too_few_or_too_many_ranges_are_never_dealt_out(typed: str) -> None:
    """A range that would be put beside the wrong result is asked for again."""
    script = at_the_levels(THREE, typed, "0.7-1.0; 3.5-5.1; 135-145", "review")
    assert "3 results lack a range" in said(script, 2)
    assert "sodium is normal" in said(script, 4)


def test_ranges_that_only_a_comma_parts_are_told_what_goes_between() -> None:
    """A comma between digits is a decimal one, so it parts nothing."""
    script = at_the_levels(THREE, "0.7-1.0,3.5-5.1,135-145")
    assert said(script, 2).startswith("'0.7-1.0,3.5-5.1,135-145' are several ranges: put ';' between them. ")


def test_of_several_ranges_the_one_that_cannot_be_is_named() -> None:
    """Whoever mistyped one range sees which."""
    script = at_the_levels(THREE, "0.7-1.0; 5.1-3.5; 135-145")
    assert said(script, 2).startswith("The range 5.1-3.5 is the wrong way round.")


def test_a_result_is_left_out_where_its_range_is_not_known() -> None:
    """Not to know the range of one report says nothing against the others, and they are judged."""
    script = at_the_levels(THREE, "0.7-1.0; not sure; 135-145", "review")
    assert "'3 4.1 mmol/L' is left out: the range of its report is not known." in said(script, 2)
    assert "magnesium is normal" in said(script, 3)
    assert "sodium is normal" in said(script, 3)
    assert "potassium" not in said(script, 3)


@pytest.mark.parametrize(
    ("value", "range_", "says", "then", "taken"),
    [
        (
            *("1.9", "2.15-2.55 mg/dL", "Calcium: the value is in mmol/L, the range in mg/dL: they have to match."),
            *("2.15-2.55 mmol/L", True),
        ),
        (">1.9", "2.15-2.55", "Calcium: >1.9 does not say on which side of the range it lies.", "not sure", False),
    ],
)
def test_a_range_by_which_its_result_cannot_be_judged_is_asked_for_again(
    value: str, range_: str, says: str, then: str, taken: bool
) -> None:
    """The rest of the line is kept: nobody types a whole list of levels anew for a slip in one range."""
    script = at_the_levels(f"2 {value} mmol/L, 3 low", range_, then, "review")
    assert said(script, 2) == f"{says} Type it again, like 11.1-33.3, or 'not sure':"
    assert "potassium is low" in said(script, 4)
    assert ("calcium is low" in said(script, 4)) is taken


def test_a_changed_answer_that_changes_nothing_else_is_not_said_to_fire_no_rule() -> None:
    """Whoever types both limits, as they were told to, reads that all that followed still does."""
    script = at_the_levels("2 1.9 mmol/L (>2.15)", "change 8", "2 1.9 mmol/L (2.15-2.55)")
    assert "Nothing changes in what follows." in said(script, 3)
    assert "No rule fires" not in said(script, 3)


@pytest.mark.parametrize(("typed", "vague"), [("<3.0", True), ("<2.4", False), ("3.0", False)])
def test_a_result_that_is_only_a_limit_may_be_graver_than_it_counts(typed: str, vague: bool) -> None:
    """Potassium of less than 3 may be less than 2.5, which is an emergency; who reads 'an appointment' is told so."""
    script = at_the_levels(f"3 {typed} mmol/L (3.5-5.1)")
    assert ("If the report gives the number itself, 'change 8' takes it so." in said(script, 1)) is vague


@pytest.mark.parametrize(("range_", "vague"), [("<5.1", True), ("3.5-5.1", False)])
def test_one_limit_is_said_not_to_tell_how_far_out_a_result_lies(range_: str, vague: bool) -> None:
    """A result that may be graver than it counts is told with what to do about it, not only in the printed result."""
    script = at_the_levels(f"3 8.2 mmol/L ({range_})")
    limit = f"potassium: one limit does not tell how far out 8.2 mmol/L ({range_}) lies, so it may be graver than it"
    assert (limit in said(script, 1)) is vague
    assert ("If the report prints both limits, 'change 8' takes it so." in said(script, 1)) is vague


@pytest.mark.parametrize(("typed", "then"), [("3 7.0 mmol/L", ("none",)), ("3 7.0 mmol/L; 2 normal", ())])
def test_a_result_that_nobody_can_judge_is_named_in_the_result(typed: str, then: tuple[str, ...]) -> None:
    """It may be a dangerous one: whoever does not know its range reads to the end that it was not looked at, until
    they say more of it."""
    named = "Not judged, since the range of the report is not known, though it may matter: potassium ('3 7.0 mmol/L')."
    script = at_the_levels(typed, "not sure", *then, "quit")
    assert named in script.flat.partition("The result")[2]
    script = at_the_levels(typed, "not sure", *then, "change 8", "3 very high", "quit")
    assert "Not judged" not in script.flat
