"""What is said to a line that answers a question only nearly, or not at all: as few words as help, and none that
mislead."""

from __future__ import annotations

import pytest
from effort import ONCE
from scripted import talk
from shipped import shipped

from triage.interview.reply import PERSON, NotAnAnswer, Reply
from triage.interview.typed import understand
from triage.model import ABSENT, PRESENT, UNKNOWN, Question
from triage.output import Page

pytestmark = ONCE

PACK = shipped()
QUESTION = {question.id: question for question in PACK.questions}
WIDE = Page(200)
SINGLE = QUESTION["noticed"].model_copy(update={"concepts": ("tingling",)})


def reply(question: str, typed: str) -> Reply:
    return understand(PACK, QUESTION[question], typed)


def ticked(question: str, typed: str) -> dict[str, str]:
    """Return what a line says of a list, by number, without what it denies."""
    names = QUESTION[question].concepts
    answers = reply(question, typed).answers
    return {str(names.index(name) + 1): value for name, value in answers.items() if value != ABSENT}


def refusal(question: str, typed: str) -> str:
    with pytest.raises(NotAnAnswer) as refused:
        reply(question, typed)
    return str(refused.value)


# At a list


@pytest.mark.parametrize("typed", ["yes", "y", "yeah", "Yes!"])
def test_a_yes_to_a_list_is_asked_for_its_numbers(typed: str) -> None:
    """A yes to many things is no answer, and never a yes to all of them."""
    assert refusal("noticed", typed) == "yes to which? Type the numbers, such as 1 4, or 'none'"


def test_a_yes_to_one_thing_is_a_yes() -> None:
    """A list of which only one thing is left is a question that can be answered by yes or no."""
    assert understand(PACK, SINGLE, "yes").answers == {"tingling": PRESENT}
    assert understand(PACK, SINGLE, "no").answers == {"tingling": ABSENT}


@pytest.mark.parametrize(
    "typed",
    ["nothing", "nope", "Nothing at all", "none of them", "no.", "none of the above", "no", "non", "NONE"],
)
def test_a_no_may_be_said_as_people_say_it(typed: str) -> None:
    """Nobody has to find the word 'none'; and its beginning is enough, as the opening says."""
    assert ticked("noticed", typed) == {}


@pytest.mark.parametrize("typed", ["no idea", "maybe", "perhaps", "possibly", "unclear"])
def test_a_doubt_about_a_whole_list_is_not_known_and_never_a_no(typed: str) -> None:
    """The words that leave a line of a case file open leave a list open as well."""
    assert set(reply("noticed", typed).answers.values()) == {UNKNOWN}
    assert set(reply("levels", typed).answers.values()) == {UNKNOWN}


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [("1-3", "123"), ("2 - 3", "23"), ("1-2, 4", "124"), ("4 1-2", "124"), ("1 to 3", "123"), ("1\u20133", "123")],
)
def test_numbers_from_one_to_another_are_all_of_them(typed: str, numbers: str) -> None:
    """'1-3' is how people write a row of numbers; both ends belong to it."""
    assert [one for one, value in ticked("noticed", typed).items() if value == PRESENT] == [*numbers]


@pytest.mark.parametrize(
    ("typed", "levels"),
    [
        ("1-8 normal", ["normal"] * 8),
        ("1 to 3 low, 4-8 normal", ["low"] * 3 + ["normal"] * 5),
        ("2 high 5\u20136 low", ["unknown", "high", "unknown", "unknown", "low", "low", "unknown", "unknown"]),
    ],
)
def test_a_level_behind_numbers_from_one_to_another_is_said_of_all_of_them(typed: str, levels: list[str]) -> None:
    """A report on which all is normal is one line, as a row of ticks is."""
    answers = reply("levels", typed).answers
    assert [answers[name] for name in QUESTION["levels"].concepts] == levels


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("3 3.0 mmol/L, 4-5 low", "'4-5 low' is not understood"),
        ("1-9 low", "there is no number 9"),
        ("3-1 low", "'3-1 low' is not understood"),
        ("1-3 low, 2 high", "calcium is given twice"),
    ],
)
def test_numbers_that_may_be_a_range_or_name_nothing_are_no_row_of_levels(typed: str, said: str) -> None:
    """Beside a result they may be its range: nobody gets a level that they did not type."""
    assert said in refusal("levels", typed)


@pytest.mark.parametrize("typed", ["3-1", "1-99", "0-2", "1-2-3", "-1", "2-2", "1.5", "1/99"])
def test_numbers_that_name_nothing_get_no_name_suggested(typed: str) -> None:
    """Digits are no slip of a name: 'did you mean b 1?' helps nobody."""
    _, script = talk(PACK, "made-up", "none", "none", "none", "none", typed, page=WIDE)
    assert "Question 7" not in script.after(6)
    assert "id you mean" not in script.after(6)


@pytest.mark.parametrize("typed", ["not sure 1", "not sure about 1", "unsure about tingling", "maybe 1", "no idea 1"])
def test_a_doubt_before_an_item_is_about_that_item(typed: str) -> None:
    """Where the doubt stands makes no difference: the item is neither there nor denied."""
    number = "8" if "tingling" in typed else "1"
    assert ticked("noticed", typed) == {number: UNKNOWN}


@pytest.mark.parametrize("lead", ["not sure about", "not sure", "maybe", "no idea", "no", "not", "without", "1, no"])
@pytest.mark.parametrize(
    "several",
    ["2 and 3", "2 & 3", "2, 3", "2; 3", "2 3", "2-3", "2 or 3", "2, 4 and 3", "2, chest pain", "stroke and 2"],
)
def test_a_doubt_or_a_no_before_several_is_asked_for_which(lead: str, several: str) -> None:
    """Nothing that may have been meant with a doubt or a no counts as there, least of all a danger sign, and nothing
    that was meant to be there is denied."""
    said = refusal("emergency-signs", f"{lead} {several}")
    assert "is that said of all of them? Type the numbers of what is there" in said


@pytest.mark.parametrize(
    "typed", ["not sure about 1 and 2", "no choking, chest pain", "not chest pain and choking", "? 1, 2"]
)
def test_a_real_person_who_doubts_danger_signs_is_told_what_to_do_if_one_is_there(typed: str) -> None:
    """A doubt about several signs sets no urgency before it is clear what was meant; no sign is brushed off."""
    _, script = talk(PACK, "real", "none", typed, page=WIDE)
    assert "Urgency" not in script.after(3)
    assert "No rule fires" not in script.after(3)
    assert ("If it is there now: " in script.after(3)) is ("choking" in typed)


@pytest.mark.parametrize("typed", ["2 and 3 not sure", "2 and 3: no", "2 & 3 maybe", "chest pain and choking: no"])
def test_a_doubt_or_a_no_behind_several_is_asked_for_which(typed: str) -> None:
    """Behind several things it may be about the last or about all: nothing is taken before that is known."""
    assert "is that said of all of them?" in refusal("emergency-signs", typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1, no 2, not sure about 3", {"1": PRESENT, "3": UNKNOWN}),
        ("maybe 1, maybe 2", {"1": UNKNOWN, "2": UNKNOWN}),
        ("1 and 2, 3 not sure", {"1": PRESENT, "2": PRESENT, "3": UNKNOWN}),
        ("1? and 2", {"1": UNKNOWN, "2": PRESENT}),
    ],
)
def test_a_doubt_or_a_no_to_each_is_taken(typed: str, said: dict[str, str]) -> None:
    """Where each has its own word, or what is there comes first, nothing is left to ask."""
    assert ticked("emergency-signs", typed) == said


@pytest.mark.parametrize(("typed", "numbers"), [("1-3?", "123"), ("1 to 2 ?", "12"), ("2-3?", "23")])
def test_a_question_mark_behind_numbers_in_a_row_is_about_all_of_them(typed: str, numbers: str) -> None:
    """The row is one item, so its question mark leaves each of its numbers open."""
    assert ticked("emergency-signs", typed) == dict.fromkeys(numbers, UNKNOWN)


@pytest.mark.parametrize("typed", ["1-3??", "1-3?4", "1-3?-5", "1?-3", "3-1?"])
def test_a_question_mark_that_could_be_about_anything_is_refused(typed: str) -> None:
    """What cannot be read in one way alone is asked again."""
    assert refusal("emergency-signs", typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1, not sure", "'not sure' of which? Type a number with '?', such as 4?"),
        ("maybe, 1", "'maybe' of which? Type a number with '?', such as 4?"),
        ("no, 1", "'no' to which? Type the numbers of what is there, such as 1 4; what is left out counts as no"),
        ("1, none", "'none' to which? Type the numbers of what is there, such as 1 4; what is left out counts as no"),
        ("no?", "'no?' to which? Type the numbers of what is there, such as 1 4; what is left out counts as no"),
        ("yes, 1", "'yes' to which? Type the numbers of what is there, such as 1 4; what is left out counts as no"),
    ],
)
def test_a_yes_a_no_or_a_doubt_beside_other_items_is_asked_for_its_thing(typed: str, said: str) -> None:
    """A word that may be about anything is not dropped, and not taken for the whole list either."""
    assert refusal("noticed", typed) == said


@pytest.mark.parametrize(
    "word", ["no", "few", "one", "three", "high", "normal", "unknown", "sure", "arm", "low", "what", "what?", "when"]
)
@pytest.mark.parametrize("question", [question.id for question in PACK.questions if question.form == "checklist"])
def test_a_word_that_says_how_much_suggests_no_name_that_holds_it(question: str, word: str) -> None:
    """'A diet with few ...' is not what somebody meant who typed 'few', nor is it for a yes, a no or a level."""
    assert "id you mean" not in refusal(question, f"1, {word}")


def test_a_refused_line_is_quoted_as_it_was_typed() -> None:
    """The person finds the slip in their own words."""
    assert "'not sure about 1 4x'" in refusal("noticed", "not sure about 1 4x")


@pytest.mark.parametrize("typed", ["1 mild", "muscle spasm: mild", "muscle spasm is mild", "1 sometimes"])
def test_how_a_finding_is_there_says_that_it_is_there(typed: str) -> None:
    """As in a case file."""
    assert ticked("noticed", typed) == {"1": PRESENT}
    assert ticked("emergency-signs", "1 sometimes") == {"1": PRESENT}


def test_how_a_circumstance_is_there_is_not_guessed() -> None:
    """'Pregnant: mild' says nothing that could be taken."""
    assert refusal("about-you", "2 mild")


@pytest.mark.parametrize("typed", ["no choking", "2, choking: no", "not choking"])
def test_a_no_to_one_kind_of_a_sign_is_no_no_to_the_others(typed: str) -> None:
    """Somebody who does not choke may still be short of breath: it is asked, and not taken for denied."""
    said = refusal("emergency-signs", typed)
    assert said.startswith("a no to 'choking' leaves open the rest of number 1, 'trouble breathing")
    assert said.endswith("type 1 or 1?")


# At a panel


@pytest.mark.parametrize(("typed", "label"), [("2", "calcium"), ("calcium", "calcium"), ("vitamin D", "vitamin D")])
def test_a_thing_without_its_level_is_asked_for_it(typed: str, label: str) -> None:
    """To name a thing is not to say that it is low."""
    assert refusal("levels", typed).startswith(f"{label}: low, normal or high?")


@pytest.mark.parametrize("typed", ["low", "High", "yes", "deficient"])
def test_a_level_without_its_thing_is_asked_for_it(typed: str) -> None:
    """No name of a concept is suggested for it: it is a word that is right in its place."""
    _, script = talk(PACK, "made-up", *["none"] * 4, "1", "none", typed, page=WIDE)
    assert f"'{typed}' for which? Type a number and a level, such as '1 low', or 'none'." in script.after(8)
    assert "id you mean" not in script.after(8)


@pytest.mark.parametrize(
    "typed", ["2 no", "calcium no", "calcium: no", "hypocalcemia no", "2 not present", "1 low, 2 No"]
)
def test_a_no_to_a_level_is_never_taken_for_normal(typed: str) -> None:
    """It may as well say that nothing was tested."""
    assert refusal("levels", typed) == "calcium: not tested, or not low? Type 'normal' or 'high', or leave it out"


@pytest.mark.parametrize("typed", ["2 low (1.9 mmol/L)", "2 low 1.9 mmol/L", "calcium: low (1.9 mmol/L)"])
def test_a_level_with_its_result_is_that_level(typed: str) -> None:
    """As in a case file: the report marks the number, so its range is not needed."""
    assert reply("levels", typed).answers["calcium"] == "low"


def test_a_level_with_a_result_is_held_to_its_range_and_is_a_danger_sign_where_the_result_is() -> None:
    """The number behind a word counts as much as one alone: it may contradict the word, or be a danger sign."""
    said = reply("levels", "2 low (1.9 mmol/L (2.15-2.55)), 3 high (7.1 mmol/L)")
    assert (said.answers["calcium"], said.measured["calcium"]) == ("low", "1.9 mmol/L (2.15-2.55)")
    assert said.answers["high-potassium-on-a-test"] == PRESENT
    assert "one of them has to be wrong" in refusal("levels", "2 high (1.9 mmol/L (2.15-2.55))")


def test_a_unit_that_is_the_name_of_another_thing_is_a_unit_behind_a_number() -> None:
    """'mg' is how many write magnesium; behind a number it is a unit, and one that does not fit is not missing."""
    assert "the unit mg does not fit" in refusal("levels", "2 9 mg (8-10)")
    assert reply("levels", "calcium low mg high").answers["magnesium"] == "high"


# What belongs to another question


@pytest.mark.parametrize("typed", ["calcium 2.3 mmol/L (2.15-2.55)", "low calcium", "calcium is low", "calcium: low"])
def test_a_level_at_another_question_is_sent_to_the_levels(typed: str) -> None:
    """Whoever has a result at hand is told where it is asked for."""
    _, script = talk(PACK, "made-up", typed, page=WIDE)
    assert f"this comes in a later question, '{QUESTION['levels'].text}'" in script.after(2)


def test_a_dangerous_level_at_another_question_is_told_at_once() -> None:
    """A number that is an emergency in any laboratory must not wait for its question."""
    _, script = talk(PACK, "real", "potassium 2.0 mmol/L (3.5-5.1)", page=WIDE)
    assert "'potassium 2.0 mmol/L (3.5-5.1)' is a danger sign. If it is there now: Call" in script.after(2)
    assert "'potassium'" not in script.after(2)
    _, script = talk(PACK, "made-up", "potassium 2.0 mmol/L (3.5-5.1)", page=WIDE)
    assert script.after(2).startswith(f"'potassium': this comes in a later question, '{QUESTION['levels'].text}'")
    assert "danger sign. If" not in script.after(2)


@pytest.mark.parametrize("typed", ["K 7 mmol/L (3.5-5.1)", "potassium: 7 mmol/L (3.5-5.1)", "K high", "high potassium"])
def test_a_result_that_is_for_today_at_another_question_is_told_at_once(typed: str) -> None:
    """Also one that no question asks for by itself; where it is to be answered is said as well."""
    _, script = talk(PACK, "real", "none", typed, page=WIDE)
    assert f"'{typed}' is a danger sign. If it is there now: " in script.after(3)
    assert f"A later question asks for it: '{QUESTION['levels'].text}'" in script.after(3)
    assert "asked on its own" not in script.after(3)
    _, script = talk(PACK, "made-up", "none", typed, page=WIDE)
    assert "danger sign" not in script.after(3)
    assert f"this comes in a later question, '{QUESTION['levels'].text}'" in script.after(3)


@pytest.mark.parametrize("typed", ["K 4 mmol/L (3.5-5.1)", "K normal", "K 7 mmol/L"])
def test_a_result_that_can_wait_is_only_sent_to_its_question(typed: str) -> None:
    """A result in its range, or one that nobody can judge yet, alarms nobody."""
    _, script = talk(PACK, "real", "none", typed, page=WIDE)
    assert "danger sign" not in script.after(3)
    assert f"this comes in a later question, '{QUESTION['levels'].text}'" in script.after(3)


def test_a_question_about_a_thing_of_another_list_is_sent_there() -> None:
    """'Pregnant?' is a doubt about it, and is answered where it was asked."""
    _, script = talk(PACK, "made-up", "none", "pregnant?", page=WIDE)
    assert "'pregnant' was asked in question 2: 'change 2' answers that." in script.after(3)


DANGERS = len(next(one for one in PACK.questions if one.tier == "danger").concepts)


@pytest.mark.parametrize("typed", ["all", "all of them", "everything", "Both"])
def test_who_ticks_everything_is_told_how(typed: str) -> None:
    """It may be meant, or a slip; nobody is told that they said yes."""
    _, script = talk(PACK, "real", "none", typed, page=WIDE)
    says = f"'{typed}': type 1-{DANGERS} if every one of these is there, or the numbers of what is."
    assert script.after(3).startswith(f"{says} {QUESTION['emergency-signs'].text}")


@pytest.mark.parametrize(
    "typed", ["no danger signs", "none of these apply", "not any of these", "No to all of them.", "none apply"]
)
def test_a_no_to_a_whole_list_may_be_said_in_many_ways(typed: str) -> None:
    """Each is as good as 'none'."""
    given = understand(PACK, next(one for one in PACK.questions if one.tier == "danger"), typed).answers
    assert set(given.values()) == {ABSENT}


@pytest.mark.parametrize("question", [one for one in PACK.questions if one.none], ids=lambda one: one.id)
def test_a_pack_says_in_which_words_one_of_its_lists_is_denied(question: Question) -> None:
    """'No medicines' is a plain answer where it asks for medicines, and says nothing where it asks for illnesses."""
    for typed in question.none:
        assert set(understand(PACK, question, typed).answers.values()) == {ABSENT}
        assert set(understand(PACK, question, f"I have {typed.upper()}.").answers.values()) == {ABSENT}
    with pytest.raises(NotAnAnswer):
        understand(PACK, QUESTION["food-drink-and-sun"], question.none[0])


@pytest.mark.parametrize(
    "typed", ["I take no medicines.", "I'm not on any medication", "she takes nothing", "I don't take any"]
)
def test_who_takes_no_medicine_says_so_in_a_sentence(typed: str) -> None:
    assert set(understand(PACK, QUESTION["medicines"], typed).answers.values()) == {ABSENT}


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        *((typed, [2]) for typed in ("2.", "2)", "(2)", "#2", "only 2", "just 2", "I think 2", "yes 2", "none but 2")),
        *(
            (typed, [2])
            for typed in ("2 since yesterday", "2 only at night.", "2 when walking", "2 on and off", "2 now")
        ),
        *((typed, [2, 8]) for typed in ("2/8", "2+8", "both 2 and 8", "2. 8.", "2, and 8", "none except 2 and 8")),
        ("2 and cramps", [2]),
        ("cramps and 8", [2, 8]),
    ],
)
def test_numbers_are_heard_as_people_type_them(typed: str, numbers: list[int]) -> None:
    given = understand(PACK, QUESTION["noticed"], typed).answers
    there = [QUESTION["noticed"].concepts[number - 1] for number in numbers]
    assert [name for name, value in given.items() if value == PRESENT] == there


@pytest.mark.parametrize(
    "typed",
    [
        *("2 and chest pain", "2 at night and I can't breathe", "4 only as a child", "4 sometimes but gone now"),
        *(
            "4 today my son",
            "4 years ago",
            "2 or 8",
            "8/10",
            "120/80",
            "2 days",
            "is it a stroke",
            "fit",
            "do i have a fit",
        ),
        *("is there chest pain", "could it be a stroke"),
    ],
)
def test_what_is_more_than_a_number_or_a_question_is_not_recorded(typed: str) -> None:
    """Nothing that stands behind a number is dropped but when it is so, and who asks has not said that it is."""
    if typed == "2 and chest pain":  # both are the same
        assert understand(PACK, QUESTION["emergency-signs"], typed).answers["chest-pain"] == PRESENT
        return
    with pytest.raises(NotAnAnswer):
        understand(PACK, QUESTION["emergency-signs"], typed)


@pytest.mark.parametrize("typed", ["save me i can't breathe", "what if i can't breathe", "help my chest hurts"])
def test_a_call_that_begins_with_a_word_of_the_program_is_heard(typed: str) -> None:
    """No file is written for whoever asks to be saved."""
    _, script = talk(PACK, "real", "none", typed, page=WIDE)
    assert "is a danger sign. If it is there now: " in script.after(3)


def test_no_danger_signs_says_nothing_of_another_list() -> None:
    """Somebody who has cramps and no danger sign has cramps."""
    with pytest.raises(NotAnAnswer):
        understand(PACK, QUESTION["noticed"], "no danger signs")


def test_a_doubt_about_a_whole_list_may_be_short() -> None:
    """As it is typed on a telephone."""
    assert set(understand(PACK, QUESTION["noticed"], "idk").answers.values()) == {UNKNOWN}


@pytest.mark.parametrize("typed", ["yes 3", "number 3", "yes to number 3", "3"])
def test_a_number_may_have_a_word_before_it(typed: str) -> None:
    """'yes 3' ticks the third, and nothing else."""
    given = understand(PACK, QUESTION["noticed"], typed).answers
    assert [name for name, value in given.items() if value == PRESENT] == [QUESTION["noticed"].concepts[2]]


@pytest.mark.parametrize("typed", ["2 1.9 banana (2.15-2.55)", "2 1.9 mmol/L (2.55-2.15)", "2 -1.9 mmol/L", "xyzzy"])
def test_below_a_line_that_is_no_answer_stands_the_question_and_not_its_whole_list(typed: str) -> None:
    """The next thing on the screen is what is asked and how it is answered, also where the screen is small."""
    lines = ("made-up", *["none"] * 6)
    _, script = talk(PACK, *lines, typed, "again", page=Page(40, height=15))
    said = script.shown[len(lines) + 1]
    assert f"{QUESTION['levels'].text} Numbers with levels (1 low, 4 normal), or 'none'." in " ".join(said.split())
    assert "   2  calcium" not in said
    assert len(said.splitlines()) < 15
    assert "   2  calcium" in script.shown[len(lines) + 2]


def test_below_a_line_that_is_no_answer_a_choice_has_its_answers() -> None:
    """Who it is about is asked in few words, and all of them stand again."""
    _, script = talk(PACK, "perhaps so", page=WIDE)
    assert script.shown[1].splitlines()[-2:] == [PERSON.text, "  1 made-up case   2 real person"]
