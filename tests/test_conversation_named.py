"""What people name that no list asks for: it becomes a question of its own, and its answer counts like any other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from effort import ONCE
from scripted import END, pack_of_sessions, talk
from shipped import shipped

from triage.answers.case import read_case
from triage.answers.ruled_out import ruled_out
from triage.conversation.elsewhere import asked_elsewhere
from triage.conversation.named import named
from triage.conversation.set_off import set_off
from triage.engine.given import given_in
from triage.interview.beginning import begin
from triage.interview.typed import understand
from triage.model import PRESENT, UNKNOWN
from triage.output import Page
from triage.report.result import result

pytestmark = ONCE

WIDE = Page(200)
SHIPPED = shipped()
QUESTION = {question.id: question for question in SHIPPED.questions}
URINE = SHIPPED.concept["dark-urine"].label


def test_a_danger_sign_that_no_list_asks_for_is_asked_for_and_counts_to_the_end() -> None:
    """Brown urine with muscle pain is an emergency; whoever typed it is not told at the end that nothing is there."""
    _, script = talk(SHIPPED, "real", "none", "brown urine", "yes", *["none"] * 3, "7", page=WIDE)
    assert "'brown urine' is a danger sign. If it is there now: Speak to a doctor" in script.after(3)
    assert "No list asks for 'brown urine', so it is asked on its own" in script.after(3)
    assert f"Does this apply: {URINE}?" in script.after(3)
    assert "Urgency now: !! See a professional today" in script.after(4)
    assert "Question 4" in script.after(4)
    assert "Urgency: !!! Emergency" in script.after(8)


def test_a_no_to_what_was_named_counts_as_a_no() -> None:
    """Somebody who only asked about it, or says 'none', does not have it."""
    for no in "no", "none":
        _, script = talk(SHIPPED, "real", "none", "brown urine", no, "facts", page=WIDE)
        assert "Urgency now" not in script.after(4)
        assert f"{URINE} is absent  [you answered]" in script.shown[5]


def test_what_was_named_is_reviewed_taken_back_and_kept(tmp_path: Path) -> None:
    """It is an answer like any other: with a number, in the file, and in an interview that goes on from the file."""
    file = tmp_path / "kept.yaml"
    lines = ["real", "none", "brown urine", "yes", "review", "quit"]
    _, script = talk(SHIPPED, *lines, save=file, page=WIDE)
    assert f"3  {URINE} is present" in script.shown[5]
    case = read_case(str(file), lambda _: SHIPPED)
    assert case.said["dark-urine"] == PRESENT
    session = begin(SHIPPED, case.settled, case.supposed, case.measured, case.person)
    number = next(number for number, one in enumerate(session.replies, 1) if "dark-urine" in one.answers)
    assert session.trace.urgency == "same-day"
    assert session.change(number).question is not None
    _, script = talk(SHIPPED, *lines[:-1], "change 3", "no", "quit", page=WIDE)
    assert "Your answer: " in script.after(6)
    assert "(before: See a professional today)" in script.after(7)
    _, script = talk(SHIPPED, *lines[:-1], "change 3", "skip", "quit", page=WIDE)
    assert "no longer counts" in script.after(7)
    assert "danger sign is among these answers" in script.after(8)


def test_what_a_sentence_names_beside_a_danger_sign_is_heard_too() -> None:
    """A sentence may hold several things, and each is asked for, here or later."""
    _, script = talk(SHIPPED, "real", "none", "I have brown urine and take a statin", "yes", page=WIDE)
    assert "'brown urine' is a danger sign" in script.after(3)
    assert "'statin': this comes in a later question" in script.after(3)
    assert f"Does this apply: {URINE}?" in script.after(3)


def test_several_things_that_no_list_asks_for_are_asked_one_by_one() -> None:
    """Two things in one line are two questions, what cannot wait first, and one sentence says so."""
    _, script = talk(SHIPPED, "real", "none", "a stiff neck and brown urine", "2", "1", "review", page=WIDE)
    assert script.transcript.count("Does this apply: ") == 2
    assert f"Does this apply: {URINE}" in script.after(3)
    assert f"{URINE} is absent" in script.after(6)
    assert "a stiff neck is present" in script.after(6)


def test_what_is_named_in_a_made_up_case_is_asked_for_as_well() -> None:
    """A class that invents a story with brown urine in it sees what it does."""
    _, script = talk(SHIPPED, "made-up", "none", "brown urine", "yes", page=WIDE)
    assert script.after(3).startswith("No list asks for 'brown urine', so it is asked on its own")
    assert "In a real person this would mean: !! See a professional today" in script.after(4)


def test_what_is_named_after_the_last_question_opens_the_interview_again() -> None:
    """At the result as well, a danger sign is not only spoken of."""
    _, script = talk(SHIPPED, "real", *["none"] * 6, "all normal", *["none"] * 4, "brown urine", "yes", page=WIDE)
    heard = next(number for number, shown in enumerate(script.shown) if "so it is asked on its own" in shown)
    assert "The result" in "".join(script.shown[:heard])
    assert "Urgency now: !! See a professional today" in script.after(heard + 1)


def test_after_an_emergency_nothing_more_is_asked_unless_more_is_typed() -> None:
    """What to do comes before all of it."""
    _, script = talk(SHIPPED, "real", "none", "chest pain", "brown urine", page=WIDE)
    assert "Does this apply" not in script.transcript


def test_what_is_named_after_an_emergency_is_told_in_the_result_and_kept(tmp_path: Path) -> None:
    """Nobody who then says that there is more loses it, whether a list asks for it or not."""
    file = tmp_path / "mine.yaml"
    _, script = talk(SHIPPED, "real", "none", "2", "locked jaw", "overdose", f"save {file}", "quit", page=WIDE)
    assert "the result on leaving" in script.after(4)
    assert "Named but not answered" not in script.after(3)
    for name in ("locked-jaw", "known-poisoning"):
        assert SHIPPED.concept[name].label in script.after(7).partition("Named but not answered")[2]
    case = read_case(str(file), lambda _: SHIPPED)
    assert case.answers["locked-jaw"] == case.answers["known-poisoning"] == UNKNOWN
    assert "poisoning, known or feared" in " ".join(result(given_in(case).trace).grounds)


def test_what_was_named_and_is_there_already_is_said_so() -> None:
    """Nobody wonders whether it was counted."""
    _, script = talk(SHIPPED, "real", "none", "2", "chest pain", page=WIDE)
    assert "'chest pain' counts as there already: 'change 3' answers that anew." in script.after(4)


@pytest.mark.parametrize(
    "asks", ["what do I do while I wait", "What should we do now?", "should I call", "who do I call"]
)
def test_whoever_asks_what_to_do_in_an_emergency_is_told(asks: str) -> None:
    _, script = talk(SHIPPED, "real", "none", "2", asks, page=WIDE)
    level = SHIPPED.level["emergency-now"]
    assert level.do in script.after(4)
    assert level.come_back in script.after(4)


def test_whoever_asks_what_to_do_before_the_end_is_told_as_well() -> None:
    """But nobody for whom it can wait, and not about a made-up case."""
    level = SHIPPED.level["same-day"]
    for person, told in (("real", True), ("made-up", False)):
        _, script = talk(SHIPPED, person, "none", "none", "none", "1", "what should I do now", page=WIDE)
        assert (level.come_back in script.after(6)) is told
    _, script = talk(SHIPPED, "real", "none", "what should I do now", page=WIDE)
    assert "is not on the list" in script.after(3)


def test_nothing_is_said_to_have_ended_that_goes_on() -> None:
    """What is kept for learning, or no longer asked, may be named while the questions go on; and a level is not in the
    saved file, so nobody is told that it is."""
    session = begin(SHIPPED, person="real")
    for typed in ("none", "none"):
        session = session.reply(understand(SHIPPED, session.question, typed))
    for concept in SHIPPED.concepts:
        assert "Nothing more is asked" not in asked_elsewhere(session, concept.label).says, concept.id
    _, script = talk(SHIPPED, "real", "none", "2", "calcium", "my calcium", page=WIDE)
    assert "Nothing more is asked" not in script.transcript


def test_somebody_whom_the_pack_does_not_cover_is_asked_for_what_is_grave_alone() -> None:
    """Restless legs can wait for somebody else; brown urine cannot."""
    _, script = talk(SHIPPED, "real", "4", "restless legs", "brown urine", "yes", page=WIDE)
    assert "'restless legs': the questions end after the danger signs" in script.after(3)
    assert f"Does this apply: {URINE}?" in script.after(4)
    assert "Urgency now: !! See a professional today" in script.after(5)


def test_what_was_named_is_asked_only_once() -> None:
    """Who says it again is shown where it was answered."""
    _, script = talk(SHIPPED, "real", "none", "brown urine", "no", "brown urine", page=WIDE)
    assert "It was asked in question 3: 'change 3' answers that." in script.after(5)


def test_what_is_announced_holds_and_what_a_named_thing_adds_is_said() -> None:
    """The question that somebody opens by a name counts as one more, and where a yes to it lets further questions
    matter, their number is told at once."""
    lines = ["made-up", "none", "none", "none", "10", "4", "none", "all normal", "none"]
    told = ""
    for concept in ("fever", "proximal-weakness", "climbing-weakness", "dark-urine", "head-injury"):
        _, script = talk(SHIPPED, *lines, concept, "yes", *["none"] * 12, page=WIDE)
        most, grown, named = 0, 0, False
        for line in script.transcript.split("The result")[0].splitlines():
            if found := re.match(r"  With that, (\d+) more question", line):
                grown += int(found[1])
            elif line.startswith("Question "):
                number, more = re.match(r"Question (\d+), (?:at most (\d+) more|the last one)", line).groups()  # type: ignore[union-attr]
                total = int(number) + int(more or 0)
                named = "it was named" in line
                assert not most or total <= most + grown + named, line
                most, grown = total, 0
        assert "it was named" in script.transcript
        told += script.transcript
    assert "With that, 2 more questions can change the result." in told


@pytest.mark.parametrize(
    ("typed", "more"), [("fever, restless legs", "2 questions"), ("fever", "1 question"), ("tremor", "")]
)
def test_what_is_named_says_how_far_it_breaks_the_promise_of_questions(typed: str, more: str) -> None:
    """'At most 6 more' that becomes 8 between two lines has its reason between them."""
    _, script = talk(SHIPPED, "made-up", *["none"] * 6, typed, page=WIDE)
    assert ("more than was promised" in script.after(8)) is bool(more)
    assert (f"That is {more} more than was promised." in script.after(8)) is bool(more)


@pytest.mark.parametrize("typed", ["I feel dizzy", "dizzy"])
def test_a_part_of_a_sign_whose_other_part_was_denied_is_not_sent_there(typed: str) -> None:
    """Who said no to pregnancy is not shown to a sign of pregnancy."""
    _, script = talk(SHIPPED, "real", "none", "none", "none", typed, page=WIDE)
    assert "pregnancy" not in script.after(5)


@pytest.mark.parametrize("end", [END, "quit"])
def test_who_leaves_while_it_is_asked_loses_nothing(end: object) -> None:
    """A question that is open when somebody leaves is as any other that is."""
    code, script = talk(SHIPPED, "real", "none", "brown urine", end, page=WIDE)  # type: ignore[arg-type]
    assert code == 0
    assert "The result" in script.transcript


@pytest.mark.parametrize(
    ("typed", "label"), [("brown urine", URINE), ("numbness in my feet", SHIPPED.concept["numb-hands-or-feet"].label)]
)
def test_what_was_named_and_not_reached_is_named_in_the_result(typed: str, label: str) -> None:
    """Whoever leaves before the question comes reads that what they typed counts for nothing yet; once answered it is
    not told so."""
    for lines, told in ([], True), (["none"] * 9, False):
        _, script = talk(SHIPPED, "real", "none", typed, *lines, "quit", page=WIDE)
        result = " ".join(script.transcript.partition("The result")[2].split())
        assert (f"Named but not answered, and so not counted: {label}." in result) is told


def test_a_named_danger_sign_that_nobody_is_sure_of_is_named_in_the_result() -> None:
    """E13: what was named and left open, by 'not sure' or by 'skip', is not among what is fine."""
    for left_open in "not sure", "skip":
        _, script = talk(SHIPPED, "real", "none", "brown urine", left_open, *["none"] * 3, "quit", page=WIDE)
        assert f"not known whether it is there: {URINE}" in " ".join(script.transcript.split())


def test_what_describes_a_thing_behind_its_name_is_heard_as_before_it() -> None:
    """Whoever types 'muscle pain: severe' at a list has said more than 'muscle pain'."""
    for typed in "severe muscle pain", "muscle pain: severe", "muscle pain severe":
        _, script = talk(SHIPPED, "real", *["none"] * 4, typed, "yes", page=WIDE)
        assert "is a danger sign" in script.after(6), typed
        assert "See a professional today" in script.after(7), typed


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("brown urine", "present"),
        ("yes, brown urine", "present"),
        ("brown urine: yes", "present"),
        ("brown urine: no", "absent"),
        ("no brown urine", "absent"),
    ],
)
def test_what_was_named_may_be_answered_by_its_name(typed: str, said: str) -> None:
    """The name was typed, so it is understood in the answer as well."""
    _, script = talk(SHIPPED, "real", "none", "brown urine", typed, "review", page=WIDE)
    assert f"{URINE} is {said}" in script.shown[5]


@pytest.mark.parametrize(
    "typed",
    ["I do not have compartment syndrome", "I don't take digoxin", "compartment syndrome: no", "no hallucinations"],
)
def test_what_is_said_not_to_be_there_is_not_asked_for(typed: str) -> None:
    """Nobody is told to call for help about what they say they do not have."""
    _, script = talk(SHIPPED, "real", typed, page=WIDE)
    assert "danger sign" not in script.after(2)
    assert "asked on its own" not in script.after(2)


@pytest.mark.parametrize(
    "typed",
    ["brown urine, compartment syndrome: no", "compartment syndrome: no, brown urine: yes", "no fever; brown urine"],
)
def test_a_no_says_nothing_of_what_else_the_line_names(typed: str) -> None:
    """What is there is heard beside what is not, on whichever side of it."""
    _, script = talk(SHIPPED, "real", "none", typed, page=WIDE)
    assert "'brown urine' is a danger sign" in script.after(3)
    assert "compartment" not in script.after(3)
    assert "fever" not in script.after(3).split("Question 3")[0]


def test_what_comes_close_may_be_what_no_list_asks_for() -> None:
    """Of two things that may have been meant, the one that a list asks for is not offered alone."""
    _, script = talk(SHIPPED, "real", "my eyes rolled up", page=WIDE)
    assert "did you mean 'fully awake with eyes rolled up' or 'a fit with eyes rolled up'" in script.after(2).lower()


def test_a_line_with_two_parts_of_one_sign_says_one_thing_of_it() -> None:
    """What was heard as 'stiff neck' is not heard as stiffness once more, and the open list is no later question."""
    _, script = talk(SHIPPED, "real", "none", "none", "my neck is stiff and i have a fever", page=WIDE)
    said = script.after(4).split("Question 4")[0]
    assert said.count("number 3 is 'fever with a stiff neck") == 1
    assert "a later question" not in said
    assert "'stiff'" not in said


@pytest.mark.parametrize(
    "typed", ["never had a seizure", "I never get chest pain", "i have never fainted, never chest pain"]
)
def test_what_never_was_is_not_heard_as_there(typed: str) -> None:
    """Somebody who never had a seizure is neither sent to its number nor told to call for help about one."""
    for lines in ["real", "none"], ["real"]:
        _, script = talk(SHIPPED, *lines, typed, page=WIDE)
        assert "on this list: type" not in script.after(len(lines) + 1)
        assert "is a danger sign" not in script.after(len(lines) + 1)


@pytest.mark.parametrize(
    "typed", ["my dad had a stroke", "seizures run in my family", "my older sister died of a stroke"]
)
def test_what_somebody_else_has_had_is_not_taken(typed: str) -> None:
    """The answers are about one person, and the line is not dropped without a word."""
    _, script = talk(SHIPPED, "real", "none", typed, page=WIDE)
    said = "This is about one person: what somebody else had is not taken. If it is about them, say only what."
    assert script.after(3).startswith(f"{said} {QUESTION['emergency-signs'].text}")


def test_what_somebody_has_now_is_heard_though_another_types_it() -> None:
    """Whoever answers for a husband is told what to do; and what is said beside a father's stroke is heard."""
    for typed in "my husband has chest pain", "my dad had a stroke and i have chest pain":
        _, script = talk(SHIPPED, "real", "none", typed, page=WIDE)
        assert "'chest pain' stands on this list" in script.after(3) or "'chest pain' is a danger sign" in script.after(
            3
        )
        assert ("one person" in script.after(3)) is ("dad" in typed)


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        (
            "i ran a marathon yesterday, my thighs are really gloopy and my wee is gloopy",
            "'my thighs are really gloopy' and 'my wee is gloopy'",
        ),
        ("brown urine and a purple glow", "'a purple glow'"),
        ("chest pain, please help", ""),
        ("no fever, brown urine", ""),
    ],
)
def test_what_of_a_line_was_not_understood_is_said(typed: str, left: str) -> None:
    """Nobody believes that the whole line was heard where a part of it named nothing."""
    _, script = talk(SHIPPED, "real", "none", typed, page=WIDE)
    said = script.after(3).split(" Question ")[0]
    assert (f"Not understood: {left}." in said) if left else ("Not understood" not in said)


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [("2 and my eyelid twitches", [2]), ("1, 3 and my foot cramps", [1, 3]), ("tingling and 2", [2])],
)
def test_numbers_beside_what_is_asked_elsewhere_count(typed: str, numbers: list[int]) -> None:
    """Whoever ticks a danger sign and adds a word is told what to do, and the word is kept."""
    for person, before in ("real", ["none"]), ("made-up", ["none"]):
        _, script = talk(SHIPPED, person, *before, typed, "review", page=WIDE)
        assert f"Taken: {' '.join(map(str, numbers))}." in script.after(3)
        assert SHIPPED.level["emergency-now"].do in script.after(3)
        for number in numbers:
            assert SHIPPED.concept[QUESTION["emergency-signs"].concepts[number - 1]].label in script.after(4)


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("magnesium 0.6 mmol/L (0.7-1.0) and I feel tired", "magnesium 0.6 mmol/L (0.7-1.0)"),
        ("I feel tired; magnesium low", "magnesium low"),
        ("2 low, tired, 1 low", "2 low; 1 low"),
    ],
)
def test_test_results_beside_what_is_asked_elsewhere_count(typed: str, taken: str) -> None:
    """A result is not lost for a word that was typed behind it."""
    _, script = talk(SHIPPED, "made-up", *["none"] * 5, "1", typed, "review", page=WIDE)
    assert f"Taken: {taken}." in script.after(8)
    assert "'I feel tired'" in script.after(8) or "'tired'" in script.after(8)
    assert "magnesium is low" in script.after(9)


def test_test_results_beside_what_nobody_understands_do_not_count_in_silence() -> None:
    """Whoever reads that something was taken believes that all of it was."""
    _, script = talk(SHIPPED, "made-up", *["none"] * 5, "1", "magnesium low, tired, a purple glow", page=WIDE)
    assert "Not understood: 'a purple glow'." in script.after(8)
    assert "Nothing of this line counts yet: type 'magnesium low' alone." in script.after(8)


@pytest.mark.parametrize("typed", ["1 and gloopy and tired", "maybe tired and 1", "1? and tired"])
def test_where_a_line_is_not_clear_its_numbers_do_not_count(typed: str) -> None:
    """And nobody is told that a number was not understood."""
    _, script = talk(SHIPPED, "made-up", "none", typed, page=WIDE)
    assert "Taken" not in script.after(3)
    assert not re.search(r"Not understood: [^.]*'\d", script.after(3))
    assert "Question 4" not in script.after(3)


@pytest.mark.parametrize("person", ["real", "made-up"])
def test_numbers_are_not_taken_without_what_else_of_their_list_the_line_names(person: str) -> None:
    """Else it would count as no, right after it was said to stand on the list."""
    _, script = talk(SHIPPED, person, "none", "2 and a seizure and my eyelid twitches", "2 4", "review", page=WIDE)
    assert "'seizure'" in script.after(3)
    assert "Nothing of this line counts yet: type '2 4' alone." in script.after(3)
    assert "'yes' now" not in script.after(3)
    assert "counts as no" not in script.after(3)
    assert SHIPPED.concept["seizure"].label in script.after(5)


def test_numbers_beside_what_another_person_had_do_not_count() -> None:
    _, script = talk(SHIPPED, "made-up", "none", "my mother had cramps, 2", page=WIDE)
    assert "Nothing of this line counts yet: type '2' alone." in script.after(3)


def test_what_stands_in_brackets_behind_a_number_drops_no_other_number() -> None:
    """Whoever writes beside a number what it means has ticked the other numbers too."""
    question = next(one for one in SHIPPED.questions if "muscle-cramp" in one.concepts)
    given = understand(SHIPPED, question, f"{question.concepts.index('muscle-cramp') + 1} (cramps) and 1").answers
    assert {name for name, value in given.items() if value == PRESENT} == {"muscle-cramp", question.concepts[0]}


@pytest.mark.parametrize(
    "typed", ["I'm 17 years old", "i am 17", "aged 17", "17 y/o", "a 17-year-old", "I am 17 and i have brown urine"]
)
def test_an_age_says_whether_it_is_covered_and_is_not_taken_for_another_thing(typed: str) -> None:
    """Nobody is noted as old who said how old they are; and nobody goes on as an adult who said that they are none."""
    _, script = talk(SHIPPED, "real", typed, "none", "quit", page=WIDE)
    assert "At 17 'an age under 18' applies: type 1." in script.after(2)
    assert "'old'" not in script.transcript
    assert ("'brown urine' is a danger sign" in script.after(2)) is ("urine" in typed)
    _, script = talk(SHIPPED, "real", "none", typed, page=WIDE)
    said = "At 17 'an age under 18' applies, and was answered otherwise: 'change 2' answers that anew."
    assert said in script.after(3)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("i am 45",), "At 45 'an age under 18' does not apply: a question asks for that."),
        (("real", "i am 45"), "At 45 'an age under 18' does not apply: leave out number 1."),
        (("real", "none", "i am 45"), "At 45 'an age under 18' does not apply; no other age is read."),
        (("real", "1", "i am 45"), "does not apply, and was answered otherwise: 'change 2' answers that anew."),
        (("real", "1", "aged 17"), "At 17 'an age under 18' applies; no other age is read."),
    ],
)
def test_what_an_age_decides_is_said_as_it_was_answered(lines: tuple[str, ...], said: str) -> None:
    """Whoever says an age reads what it means for the one question that it decides."""
    _, script = talk(SHIPPED, *lines, page=WIDE)
    assert said in script.after(len(lines))


def test_where_a_pack_covers_every_age_none_is_read() -> None:
    """Nothing is said to be so that no rule knows of."""
    _, script = talk(pack_of_sessions(), "i am 17", page=WIDE)
    assert "Ages are not read." in script.after(1)


@pytest.mark.parametrize("yes", ["yes", "yup"])
def test_a_yes_in_any_word_takes_the_danger_sign_that_was_named(yes: str) -> None:
    _, script = talk(SHIPPED, "real", "none", "cramps and a seizure", yes, page=WIDE)
    assert "'yes' now does the same as 4." in script.after(3)
    assert "Urgency: !!! Emergency" in script.after(4)


def test_what_only_holds_a_number_is_no_age() -> None:
    """Months and weeks are how long something lasts."""
    _, script = talk(SHIPPED, "real", "i am 2 months pregnant", "i have had cramps for 3 years", page=WIDE)
    assert "Ages" not in script.transcript


@pytest.mark.parametrize(
    ("typed", "sign"),
    [
        ("weakness climbing up legs", "spreading-weakness"),
        ("vomiting since two days", "lasting-vomiting"),
        ("tingling hands and hands cramp", "tingling-with-hand-spasms"),
        ("on atorvastatin and muscles ache", "unexplained-trouble-on-a-statin"),
        ("potassium 2.4", "potassium-critically-low"),
        ("sodium 118", "sodium-critically-low"),
        ("haloperidol and fever and stiff muscles", "fever-and-rigidity-on-an-antipsychotic"),
    ],
)
def test_a_part_of_a_sign_on_the_open_list_is_told_its_number(typed: str, sign: str) -> None:
    """Words that fit an item of the list that is open are not only sent to a later question."""
    lists = [one for one in SHIPPED.questions if one.tier == "danger"]
    place = next(number for number, one in enumerate(lists) if sign in one.concepts)
    _, script = talk(SHIPPED, "real", *["none"] * (place + 1), typed, page=WIDE)
    said = script.after(place + 3).split(" Question ")[0]
    found = re.search(
        r"(?:Numbers? ([\d, and]+) of this list may be meant|its numbers? ([\d, and]+)|list: type (\d+))", said
    )
    assert found, said
    asked = [name for name in lists[place].concepts if name not in ruled_out(SHIPPED, {"pregnancy": "absent"})]
    assert str(asked.index(sign) + 1) in re.findall(r"\d+", found[0])


def test_what_stands_on_the_open_list_is_sent_to_its_number_alone() -> None:
    """Nobody is told twice to type a number, or sent to others beside it."""
    _, script = talk(SHIPPED, "real", "none", "my wife is 70 years old and has chest pain", page=WIDE)
    said, _ = script.after(3).split(QUESTION["emergency-signs"].text)
    assert said.startswith("'chest pain' is a danger sign. If it is there now: Call your emergency number")
    age = "At 70 'an age under 18' does not apply; no other age is read."
    assert said.endswith(f"It stands on this list: type 2. {age} 'yes' now does the same as 2. ")


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("i think i am having a heart attack", 2),
        ("she has a seizure right now", 4),
        ("help i cannot breathe", 1),
        ("how do i stop the chest pain", 2),
    ],
)
def test_a_call_for_help_at_the_first_list_is_answered_at_once_and_a_yes_takes_it(line: str, number: int) -> None:
    """In whatever words a real person says it there; and whoever leaves reads of it in the result."""
    _, script = talk(SHIPPED, "real", "none", line, "yes", page=WIDE)
    assert "Call your emergency number" in script.after(3)
    assert f"'yes' now does the same as {number}." in script.after(3)
    assert "Urgency: !!! Emergency" in script.after(4)
    _, left = talk(SHIPPED, "real", "none", line, "ok", "quit", page=WIDE)
    assert "Named but not answered" in left.flat


@pytest.mark.parametrize("line", ["emergency", "call an ambulance", "I am dying"])
def test_a_call_for_help_that_names_nothing_is_told_what_to_do(line: str) -> None:
    _, script = talk(SHIPPED, "real", "none", line, page=WIDE)
    assert "If this is an emergency: Call your emergency number" in script.after(3)


def test_a_number_without_its_unit_is_asked_for_it() -> None:
    """The number is not dropped without a word."""
    _, script = talk(SHIPPED, "real", "none", "none", "calcium 1.4", page=WIDE)
    assert "Type 'calcium 1.4' with its unit, mmol/L or mg/dL or mEq/L, as on the report." in script.after(4)
    _, script = talk(SHIPPED, "real", "none", "none", "potassium 2.4 mmol/L", page=WIDE)
    assert "with its unit" not in script.after(4)


@pytest.mark.parametrize(
    ("lines", "typed", "concept"),
    [
        (["real", *["none"] * 4, "2", "none"], "hard exercise yesterday", "other-trigger"),
        (["real", "none", "none"], "i'm hyperventilating", "overbreathing"),
        (["made-up", *["none"] * 4, "8", "none"], "vitamin b6 tablets", "b6-supplement"),
    ],
)
def test_whatever_is_named_is_asked_for(lines: list[str], typed: str, concept: str) -> None:
    """An answer may still set off a rule, or add a cause outside the pack, where it changes no ranked cause."""
    _, script = talk(SHIPPED, *lines, typed, *["none"] * 14, "review", page=WIDE)
    assert "could change the result any more" not in script.transcript
    later = "".join(script.shown[len(lines) + 1 :]).split("The result")[0]
    assert SHIPPED.concept[concept].label in later


def test_a_no_to_what_was_named_before_does_not_pass_in_silence() -> None:
    """Who names water tablets at one list and says 'none' at theirs may have missed them."""
    medicines = next(one for one in SHIPPED.questions if "water-tablets" in one.concepts)
    label = SHIPPED.concept["water-tablets"].label
    for reply, told in ("none", True), (str(medicines.concepts.index("water-tablets") + 1), False):
        session = begin(SHIPPED, {}, {}).note("water-tablets")
        given = understand(SHIPPED, medicines, reply)
        lines = " ".join(getattr(line, "text", line) for line in set_off(session, session.reply(given), given))
        assert (f"You named this before: {label}. Now it counts as no" in lines) is told


@pytest.mark.parametrize(
    ("then", "told"),
    [
        (["quit"], True),
        (["change 2", "none", "quit"], True),
        (["change 3", "none", "quit"], False),
        (["change 3", "keep", "quit"], False),
        (["change 3", "2?", "quit"], False),
    ],
)
def test_what_is_named_after_a_no_to_it_is_in_the_result_until_it_is_asked_again(then: list[str], told: bool) -> None:
    """Who denied a list and names a sign of it later is told at once, and again where the result finds no sign."""
    label = SHIPPED.concept["chest-pain"].label
    _, script = talk(SHIPPED, "real", *["none"] * 3, "chest pain since this morning", *then, page=WIDE)
    result = script.after(5 + len(then))
    assert (f"Named after a no that still counts: {label}." in result) is told


@pytest.mark.parametrize("list_", ["none", "2?", "skip"])
@pytest.mark.parametrize("left", [1, 3, 14], ids=["at a list", "at another", "at the end"])
def test_a_yes_right_after_a_danger_sign_was_named_takes_it_as_there(list_: str, left: int) -> None:
    """Whoever is asked what a 'yes' is said to, while a sign goes by that means an emergency, may be lost to it."""
    _, script = talk(SHIPPED, "real", "none", list_, *["none"] * left, "chest pain", "yes", page=WIDE)
    assert "Type 'yes' now to take 'chest pain' as there, or 'no' to leave the answer as it is." in script.after(
        4 + left
    )
    assert "Urgency: !!! Emergency" in script.after(5 + left)
    assert "Named after a no" not in script.after(5 + left)


def test_a_no_right_after_a_danger_sign_was_named_is_said_to_it_and_not_to_the_open_list() -> None:
    """The list is asked again; and the sign is in the result as what was named, as long as the answer to it stands."""
    _, script = talk(SHIPPED, "real", *["none"] * 4, "chest pain", "no", "quit", page=WIDE)
    assert script.after(7).startswith("Everything stays as it is. Question 6")
    assert f"Named after a no that still counts: {SHIPPED.concept['chest-pain'].label}." in script.after(8)


@pytest.mark.parametrize(
    ("person", "typed"),
    [("made-up", "chest pain"), ("real", "fever and chest pain"), ("real", "tremor, no chest pain")],
)
def test_a_yes_is_offered_only_where_nothing_else_may_be_meant(person: str, typed: str) -> None:
    """In a made-up case nothing is at stake, what was named with the sign is asked first, and a no is no naming."""
    _, script = talk(SHIPPED, person, *["none"] * 4, typed, page=WIDE)
    assert "Type 'yes' now" not in script.after(6)


def test_an_ok_to_what_to_do_is_no_yes_to_the_danger_sign() -> None:
    """It may only say that it was read."""
    _, script = talk(SHIPPED, "real", *["none"] * 4, "chest pain", "ok", page=WIDE)
    assert "Urgency" not in script.after(7)


def test_of_several_signs_a_yes_takes_all_that_it_is_offered_for() -> None:
    """Also where they were asked in different lists."""
    _, script = talk(SHIPPED, "real", *["none"] * 4, "chest pain and locked jaw", "yes", "review", page=WIDE)
    assert "Type 'yes' now to take 'chest pain' and 'locked jaw' as there" in script.after(6)
    for name in "locked-jaw", "chest-pain":
        assert f"{SHIPPED.concept[name].label} is present" in script.after(8)


@pytest.mark.parametrize("yes", ["yes please", "Yes, it is there.", "yeah there", "y"])
def test_a_yes_is_taken_as_people_say_it(yes: str) -> None:
    """Also after an empty line, which answers nothing and takes nothing back."""
    _, script = talk(SHIPPED, "real", *["none"] * 4, "chest pain", "", yes, page=WIDE)
    assert "Urgency: !!! Emergency" in script.after(8)


def test_a_doubt_about_a_sign_that_was_denied_leaves_it_open() -> None:
    """It is said of that sign, and not of all that the open list asks for."""
    _, script = talk(SHIPPED, "real", *["none"] * 4, "chest pain", "not sure", "quit", page=WIDE)
    assert "That is left open now, and the result names it." in script.after(7)
    assert "Which of these has been noticed?" in script.after(7)
    unknown = "A danger sign of which it is not known whether it is there"
    assert f"{unknown}: {SHIPPED.concept['chest-pain'].label}." in script.after(8)


def test_what_is_being_changed_is_asked_after_a_yes_to_something_else() -> None:
    """Whoever changes an answer and names a sign meanwhile finds the change still open."""
    _, script = talk(SHIPPED, "real", *["none"] * 4, "change 3", "swollen calf", "yes", page=WIDE)
    assert "Question 3" in script.after(6)
    assert "Question 3" in script.after(8)


@pytest.mark.parametrize("named", ["chest pain and swollen calf", "swollen calf and chest pain"])
def test_of_several_signs_the_gravest_is_told_first(named: str) -> None:
    """Nobody reads 'today' before 'at once'."""
    _, script = talk(SHIPPED, "real", *["none"] * 4, named, "yes", page=WIDE)
    assert script.after(6).index("Call your emergency number") < script.after(6).index("today")
    assert "Urgency now: !! See" not in script.after(7)


def test_what_is_named_after_its_list_was_skipped_is_in_the_result() -> None:
    """It was not answered, and is not forgotten among the many that were not."""
    _, script = talk(SHIPPED, "real", "none", "skip", "none", "chest pain", "quit", page=WIDE)
    assert f"Named but not answered, and so not counted: {SHIPPED.concept['chest-pain'].label}." in script.after(6)


def test_the_result_is_told_anew_after_something_was_named_that_a_no_counts_against() -> None:
    """It holds more than before."""
    lines = "none", "normal", "normal", "no", "muscle spasm", "change 2", "keep"
    _, script = talk(pack_of_sessions(), *lines, page=WIDE)
    assert "'change 1' answers that" in script.after(5)
    assert "Named after a no that still counts: muscle spasm." in script.after(7)


def test_what_other_answers_tell_is_not_said_to_count_as_no() -> None:
    """Cramped hands told with tingling are there, also where the list that has them alone is answered with something
    else."""
    lines = ["1", "none", "hand cramps", "none", "none", "tingling with hand cramps", "1 8", "none", "none", "4"]
    _, script = talk(SHIPPED, *lines, page=WIDE)
    assert "Now it counts as no" not in script.flat
    assert "counts less" in script.after(10)
    _, script = talk(SHIPPED, *lines[:5], "none", *lines[6:], page=WIDE)
    assert "Now it counts as no" in script.after(10)


@pytest.mark.parametrize(
    "typed",
    [
        "I have no seizure or chest pain",
        "neither chest pain nor seizure",
        "seizure never",
        "seizures - none",
        "never ever had a seizure",
    ],
)
def test_a_no_reaches_across_an_or_and_may_stand_behind(typed: str) -> None:
    """Nobody who says that something is not there is sent to its number."""
    _, script = talk(SHIPPED, "real", "none", typed, page=WIDE)
    assert not re.search(r"type \d|danger sign", script.after(3).split("Type 'help'")[0])


@pytest.mark.parametrize("typed", ["no chest pain but my arm is numb", "potassium normal", "potassium 6.9"])
def test_no_number_is_told_for_what_is_denied_or_for_a_level(typed: str) -> None:
    """The signs with chest pain are not meant by who has none, nor low potassium by who tells another level."""
    _, script = talk(SHIPPED, "real", "none", typed, page=WIDE)
    assert "may be meant" not in script.after(3)


def test_of_what_was_named_an_emergency_is_asked_first() -> None:
    """A 'yes' behind 'that is a danger sign' is said of that, not of a fever that was named a moment before."""
    _, script = talk(SHIPPED, "real", "none", "fever", "my tongue is swelling", "yes", page=WIDE)
    assert "Does this apply: a severe allergic reaction" in script.after(4)
    assert "Urgency: !!! Emergency" in script.after(5)


@pytest.mark.parametrize(
    ("person", "typed", "said"),
    [
        ("real", "breast lump", True),
        ("real", "asdf", False),
        ("made-up", "breast lump", False),
    ],
)
def test_what_the_rules_do_not_know_is_not_called_harmless(person: str, typed: str, said: bool) -> None:
    """A real person who tells something in words that nothing here goes by is not left with 'not on the list'."""
    _, script = talk(SHIPPED, person, "none", typed, page=WIDE)
    assert "is not on the list" in script.after(3)
    assert ("may be urgent all the same" in script.after(3)) is said


@pytest.mark.parametrize("typed", ["disturbed sight", "great swelling of hands or face", "bleeding"])
def test_what_stands_word_for_word_within_a_sign_of_the_open_list_is_sent_to_its_number(typed: str) -> None:
    """It is on the list, though no name of its own is, and is not all of the sign."""
    _, script = talk(SHIPPED, "real", "2", "none", "none", typed, page=WIDE)
    number = QUESTION["same-day-signs"].concepts.index("pregnancy-urgent-signs") + 1
    assert f"'{typed}' is only a part of number {number}, " in script.after(5)
    assert f"type {number} if that is there" in script.after(5)


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("I have cramps and pain in my chest", "chest"),
        ("cramps and tightness in my throat", "throat"),
        ("numbness in my left groin and cramps", "groin"),
        ("cramps, and I couldn't breathe", "breathe"),
        ("tired, and my chest felt tight", "chest"),
    ],
)
def test_a_danger_sign_is_heard_in_the_middle_of_a_line_as_people_say_it(typed: str, heard: str) -> None:
    """'My chest', a side, and what was so yesterday: the words of a list are seldom those of whoever has it."""
    _, script = talk(SHIPPED, "real", "none", typed, page=WIDE)
    told = re.search(r"'([^']*)' (?:is a danger sign|and)", script.after(3))
    assert told, script.after(3)
    assert heard in script.after(3).split("danger sign")[0]
    assert SHIPPED.level["emergency-now"].do in script.after(3)


@pytest.mark.parametrize(
    ("typed", "not_heard"),
    [
        ("pain in the back of my head", "pain in the back"),
        ("used to have cramps", "'cramps': this comes"),
        ("not really tingling, more numb", "'tingling': this comes"),
        ("stopped my statin last year", "'statin': this comes"),
        ("a bit", "did you mean"),
        ("cramps, my legs don't feel numb", "'legs numb'"),
        ("my speech never gets slurred and cramps", "'speech slurred'"),
    ],
)
def test_what_a_line_does_not_say_is_not_heard(typed: str, not_heard: str) -> None:
    """The back of a head is no back, and what was or is denied is not sent to a question as if it were there."""
    _, script = talk(SHIPPED, "real", "none", typed, page=WIDE)
    assert not_heard not in script.after(3)


@pytest.mark.parametrize(
    "typed", ["I suddenly stopped taking baclofen and cramp", "cramps, and I have stopped using my baclofen"]
)
def test_a_medicine_that_was_stopped_is_heard_where_that_is_a_danger(typed: str) -> None:
    """To stop some of them is no mere no to them."""
    session = begin(SHIPPED)
    assert "baclofen-ended" in {concept.id for _, concept in named(session, typed).names}
    assert "statin" not in {concept.id for _, concept in named(session, "cramps, stopped taking my statin").names}


def test_the_back_of_a_thigh_is_heard_as_its_name_says_it() -> None:
    _, script = talk(SHIPPED, "real", "none", "cramps and pain in the back of the thigh", page=WIDE)
    assert "'pain in the back of the thigh'" in script.after(3)


@pytest.mark.parametrize("typed", ["2?", "maybe chest pain", "not sure"])
def test_who_leaves_a_danger_sign_open_is_told_what_to_do_if_it_is_there(typed: str) -> None:
    """A real person; not to know is no reason to wait. A made-up case is not alarmed."""
    for person, told in ("real", True), ("made-up", False):
        _, script = talk(SHIPPED, person, "none", typed, page=WIDE)
        assert ("Left open, and not counted as no: " in script.after(3)) is told
        assert (SHIPPED.level["emergency-now"].do in script.after(3)) is told


def test_who_is_not_covered_is_told_so_of_the_last_list_too() -> None:
    """There the questions end, and the result speaks of an appointment."""
    _, script = talk(SHIPPED, "real", "1", "none", "none", "1?", page=WIDE)
    sign = SHIPPED.concept[QUESTION["same-day-signs"].concepts[0]].label
    assert f"Left open, and not counted as no: {sign}. If it is there now: " in script.after(5)
    assert SHIPPED.level["same-day"].do in script.after(5)


@pytest.mark.parametrize("typed", ["no longer take metformin", "metformin but not statins"])
def test_what_may_be_denied_is_ticked_only_if_it_is_so(typed: str) -> None:
    """Nobody who stopped a medicine is told to type its number."""
    _, script = talk(SHIPPED, "made", *["none"] * 10, typed, page=WIDE)
    assert "'metformin' stands on this list: type 6 if that is so. " in script.after(12)


@pytest.mark.parametrize(
    ("typed", "number"), [("stroks", "5"), ("siezure fit", "4"), ("stifness", ""), ("2, stroks", ""), ("gloops", "")]
)
def test_a_yes_takes_the_one_thing_that_was_meant(typed: str, number: str) -> None:
    """To 'did you mean' people answer yes; of a line that names more, a yes would say less than it."""
    _, script = talk(SHIPPED, "real", "none", typed, "yes", page=WIDE)
    assert (f"'yes' now does the same as {number}." in script.after(3)) == bool(number)
    assert ("The result" in script.after(4)) == bool(number)


@pytest.mark.parametrize("typed", ["no puedo respirar", "not a purple glow", "without a purple glow"])
def test_what_is_not_understood_is_quoted_with_its_no(typed: str) -> None:
    """Without it the line would be quoted as the contrary of what it says."""
    _, script = talk(SHIPPED, "real", "none", typed, page=WIDE)
    assert f"'{typed}' is not on the list." in script.after(3)


@pytest.mark.parametrize("lines", [("1?",), ("none", "1?")])
def test_the_last_of_a_result_says_what_was_left_open(lines: tuple[str, ...]) -> None:
    """Whoever is not sure of a danger sign does not leave with a calm word as the last one on the screen."""
    _, script = talk(SHIPPED, "real", "none", *lines, *["none"] * 20, page=WIDE)
    level = SHIPPED.level["emergency-now"]
    assert (
        f"If what you left open is there now: {level.symbol} {level.label}" in script.transcript.split("The result")[1]
    )
    _, script = talk(SHIPPED, "made-up", "none", *lines, *["none"] * 20, page=WIDE)
    assert "If what you left open" not in script.transcript
