"""An interview that triages: who it is about, danger signs before all else, when it stops, test results as typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripted import talk
from shipped import shipped
from tiers_pack import tiers_pack

from triage.answers.case import read_case
from triage.answers.ruled_out import ruled_out
from triage.engine.given import Given
from triage.interview.beginning import begin
from triage.interview.reply import NotAnAnswer
from triage.interview.typed import understand
from triage.model import RulePack
from triage.output import Page
from triage.pack.loading import load_pack
from triage.render.json import trace_object
from triage.result.urgency import danger_signs, outcome


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> RulePack:
    return tiers_pack(tmp_path_factory.mktemp("tiers"))


@pytest.fixture(name="shipped", scope="module")
def shipped_here() -> RulePack:
    return shipped()


def asked(transcript: str) -> list[str]:
    """Return the texts of the questions in the order in which they were asked."""
    lines = transcript.splitlines()
    return [lines[number + 1] for number, line in enumerate(lines) if line.startswith("Question ")]


# Order and stops


def test_scope_and_danger_signs_come_before_everything_else(pack: RulePack) -> None:
    """Whoever needs help now learns it before any question about nutrients, wherever the pack lists them."""
    _, script = talk(pack, "real", "none", "none", "none", "none", "none", "none", page=Page(200))
    texts = asked(script.transcript)
    assert texts[0].startswith("Is this a made-up case")
    assert texts[1:4] == ["Does this apply?", "Any of these today?", "Any of these now?"]
    assert texts[-1] == "What was tested?"


def test_a_pack_may_call_its_own_things_a_person(tmp_path: Path) -> None:
    """The question who it is about takes no name from a pack: one of that name is asked as any other."""
    tiers_pack(tmp_path)
    for file in [*tmp_path.glob("*.yaml"), *tmp_path.glob("rules/*.yaml")]:
        file.write_text(re.sub(r"\bhiccups\b", "person", file.read_text("utf-8")), "utf-8")
    _, script = talk(load_pack(tmp_path), "real", "none", "none", "none", "none", "1", "none", "review", page=Page(200))
    assert "Hiccups?" in asked(script.transcript)
    assert "person is present" in script.after(8)


@pytest.mark.parametrize("person", ["real", "skip"])
def test_an_emergency_of_a_real_person_ends_the_questions(pack: RulePack, person: str) -> None:
    """What to do now stands alone: no candidate, no further question; who does not say who it is counts as real."""
    _, script = talk(pack, person, "none", "none", "chest pain", "quit")
    said = script.after(4)
    assert "Urgency: !!! Emergency" in said
    assert "Call now." in said
    assert "chest-pain-is-now, since chest pain is present: The heart comes first. [supplement: guide]" in said
    assert "Question" not in said
    assert "explain" not in said
    assert "not medical advice" in said


def test_an_emergency_is_told_before_anything_else_that_an_answer_set_off(shipped: RulePack) -> None:
    """Behind fifty rules about calcium nobody would find the one sentence that counts."""
    result = "potassium 2.1 mmol/L (3.5-5.1), calcium low"
    _, script = talk(shipped, "real", *["none"] * 6, result, "quit", "quit")
    said = script.after(8)
    assert said.removeprefix("potassium").startswith("The result Urgency: !!! Emergency")


def test_an_answer_that_sets_off_very_many_rules_tells_the_first_and_counts_the_others(shipped: RulePack) -> None:
    """The next question must not drown the rules, nor the rules the question; 'rules' lists them all."""
    _, script = talk(shipped, "real", *["none"] * 6, "magnesium low, calcium low, potassium low", "rules", "quit")
    told = script.shown[8].split("Question")[0]
    fired = re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+$", script.shown[9].split("Question")[0], re.M)
    assert len(fired) > 40
    named = [rule for rule in fired if rule in " ".join(told.split())]
    counted = re.findall(
        r"(\d+) (?:more that say something new|that give one more reason|that an answer over)", " ".join(told.split())
    )
    assert len(named) + sum(map(int, counted)) == len(fired)
    assert len(told.splitlines()) < 40


@pytest.mark.parametrize("again", [["back"], ["back", "back"], ["change 3"], ["change 4", "back", "save {}", "back"]])
def test_an_emergency_stays_until_another_answer_is_given(pack: RulePack, tmp_path: Path, again: list[str]) -> None:
    """`back` and leaving does not take an emergency away: not on the screen, and not from the file."""
    file, other = tmp_path / "kept.yaml", tmp_path / "other.yaml"
    typed = [line.format(other) for line in again]
    _, script = talk(pack, "real", "none", "none", "chest pain", *typed, save=file)
    assert "Urgency: !!! Emergency" in script.shown[-1]
    for path in (file, *([other] if other.exists() else [])):
        assert read_case(str(path), lambda _: pack).answers["chest-pain"] == "present"
    _, script = talk(pack, "real", "none", "none", "chest pain", "back", "none", save=file)
    assert "Urgency: !!! Emergency" not in script.shown[-1]


def test_who_is_not_covered_learns_so_before_any_rule_and_gets_no_teaching_unasked(shipped: RulePack) -> None:
    """A real person with kidney disease: what to do comes first, and what follows by rules that do not cover them only
    after 'more'."""
    _, script = talk(shipped, "real", "kidney disease", *["none"] * 3, "more", *["none"] * 3, "quit")
    said = script.shown[2]
    assert "does not cover kidney disease" in " ".join(said.split())
    assert not any("  + " in shown for shown in script.shown[2:6])
    ended = script.after(5)
    assert "type 'more'" in ended
    assert "What follows" not in ended
    assert "caution" not in ended.lower()
    assert "What follows" in script.flat


CALL = "'chest pain' is a danger sign. If it is there now: Call now."


@pytest.mark.parametrize(
    ("typed", "at", "where"),
    [
        ("I have chest pain", 1, f"{CALL} Question 4 asks for it: 'Any of these now?'"),
        ("chest pain", 1, f"{CALL} Question 4 asks for it: 'Any of these now?'"),
        ("my chest pain came back", 4, f"{CALL} It was asked in question 4: 'change 4' answers that."),
        ("chest pain!", 4, f"{CALL} It was asked in question 4: 'change 4' answers that."),
        (
            "fainting, and chest pain",
            4,
            "'chest pain' and 'fainting' are danger signs. If they are there now: Call now. "
            "They were asked in question 4: 'change 4' answers that.",
        ),
        ("chest pain since noon", 3, f"{CALL} It stands on this list: type 1."),
        ("hiccups", 1, "'hiccups': this comes in a later question, 'Hiccups?'"),
        ("chest pain", 6, f"{CALL} It was asked in question 4: 'change 4' answers that."),
    ],
)
def test_what_is_typed_at_another_question_is_sent_to_its_own(pack: RulePack, typed: str, at: int, where: str) -> None:
    """A danger sign is never brushed off as no answer: the person learns where to give it."""
    _, script = talk(pack, *["real", "none", "none", "none", "none", "none", "none"][:at], typed)
    assert where in script.after(at + 1)


def test_a_danger_sign_is_heard_where_a_range_is_asked_for_too(pack: RulePack) -> None:
    """No prompt brushes it off."""
    _, script = talk(pack, *BEFORE, "2 1.9 mmol/L", "I have chest pain", "2.15-2.55")
    assert f"{CALL} It was asked in question 4" in script.after(8)
    assert "+ the excitability of nerves is likely increased calcium-excites-nerves" in script.after(9)


def test_danger_signs_that_are_not_sure_are_all_named_and_with_whom_to_talk(shipped: RulePack) -> None:
    """Somebody who is not sure of anything gets a result that names each sign on a line of its own, but for those
    that a no to pregnancy rules out, and a place to ask."""
    _, script = talk(shipped, "real", "none", *["not sure"] * 3, "quit", page=Page(80))
    said = " ".join(script.shown[6].split())
    assert "health line" in said
    excluded = ruled_out(shipped, {"pregnancy": "absent"})
    assert excluded
    named = {name for name in danger_signs(shipped) if f"- {shipped.concept[name].label}" in said}
    assert named == {*danger_signs(shipped)} - excluded.keys()


def test_in_an_emergency_unknown_danger_signs_are_named_and_nothing_weaker_is_said(shipped: RulePack) -> None:
    """What nobody could rule out stands in the result; that one may talk about it today does not, beside what to do
    now."""
    _, script = talk(shipped, "real", "none", "1? 2? 3 5? 6? 7? 8?", page=Page(80))
    said = " ".join(script.shown[3].split())
    unknown = [name for number, name in enumerate(danger_signs(shipped), 1) if number in (1, 2, 5, 6, 7, 8)]
    assert "Emergency - get help now" in said
    assert all(f"- {shipped.concept[name].label}" in said for name in unknown)
    assert "health line" not in said


def test_skipping_who_it_is_about_says_what_that_means(pack: RulePack) -> None:
    """Whoever does not say who it is is taken for a real person, and learns so."""
    _, script = talk(pack, "skip")
    assert "Danger signs now count as for a real person." in script.after(1)


def test_the_first_screen_holds_the_notice_and_the_first_question(shipped: RulePack) -> None:
    """What it is not comes at once, and the question is on the same screen of 80 by 24."""
    _, script = talk(shipped)
    lines = script.shown[0].splitlines()
    assert "not medical advice" in lines[1]
    assert lines[-1].startswith("  1 made-up case")
    assert len(lines) < 23


def test_more_at_an_open_question_says_that_it_comes_first(pack: RulePack) -> None:
    """'Nothing more to ask' would not be true while a question is open."""
    _, script = talk(pack, "more")
    assert "This question comes first; 'skip' leaves it out." in script.after(1)


def test_in_a_made_up_case_an_emergency_is_explained_and_the_interview_goes_on(pack: RulePack) -> None:
    """A class can meet a danger sign, see what it would mean, and still go on."""
    _, script = talk(pack, "made-up", "none", "none", "1", "quit")
    assert "In a real person this would mean: !!! Emergency Call now." in script.after(4)
    assert "What is there?" in script.after(4)


def test_after_an_emergency_one_can_go_on_for_learning_only(pack: RulePack) -> None:
    """The stop is no dead end for somebody who wants to see how the rules work."""
    _, script = talk(pack, "real", "none", "none", "1", "more", "none", "quit")
    assert "for learning only" in script.after(5)
    assert "What is there?" in script.after(5)
    assert "Urgency: !!! Emergency" in script.after(7)


def test_an_emergency_that_is_only_supposed_stops_nothing(pack: RulePack) -> None:
    """Supposing is for learning; nobody is sent to hospital by it."""
    session = begin(pack, {"child": "absent"}, {"chest-pain": "present"}, person="real")
    assert not session.stop


def test_whom_the_pack_does_not_cover_is_told_so_after_all_danger_signs(pack: RulePack) -> None:
    """A child is still asked for danger signs; then the questions end with what to do instead."""
    _, script = talk(pack, "real", "1", "none", "none", "quit")
    assert "This is not for children." in script.after(2)
    assert "Any of these today?" in script.after(2)
    assert "Urgency: ! Routine" in script.after(4)
    assert "The questions end here" in script.after(4)


def test_an_unknown_danger_sign_is_named_in_the_result(pack: RulePack) -> None:
    """Not sure is never a no."""
    _, script = talk(pack, "real", "none", "none", "2?", "none", "none", "none", "quit")
    assert "A danger sign of which it is not known whether it is there: fainting." in script.flat


def test_danger_signs_that_were_not_answered_are_named(pack: RulePack) -> None:
    """Whoever leaves early sees what was never looked at."""
    _, script = talk(pack, "real", "none", "skip", "quit")
    assert "4 danger signs were not answered. That is not counted as no. - a long cramp" in script.flat
    assert all(sign in script.flat for sign in ("chest pain", "fainting", "a calcium below 1.6"))


def test_a_level_that_is_inferred_says_so(pack: RulePack) -> None:
    """The reader can tell what a source says from what the authors made of it."""
    _, script = talk(pack, "real", "none", "none", "2", "quit")
    assert "[supplement: guide; inferred, not stated by the source]" in script.flat


def test_questions_for_learning_are_asked_only_on_request(pack: RulePack) -> None:
    """They change nothing in the result, so nobody has to answer them."""
    _, script = talk(pack, "real", "none", "none", "none", "none", "none", "none", "more")
    assert "healthy muscle?" not in script.after(7)
    assert "Suppose a healthy muscle?" in script.after(8)


def test_what_nothing_explains_is_said_with_causes_outside_the_pack(pack: RulePack) -> None:
    """No cause of the pack is pressed upon a finding that it does not explain."""
    _, script = talk(pack, "real", "none", "none", "none", "none", "1", "none")
    assert "no ranked cause explains: hiccups." in script.flat
    assert "an irritated diaphragm: It twitches. [guide]" in script.flat


def test_a_pack_without_danger_signs_does_not_ask_who_it_is_about() -> None:
    """A pack about house plants has no real persons in it."""
    from scripted import pack_of_sessions

    _, script = talk(pack_of_sessions())
    assert "real person" not in script.flat


# Danger signs told in parts


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        ({"hiccups": "present", "muscle-spasm": "present"}, "same-day"),
        ({"hiccups": "present", "muscle-spasm": "present", "double-sign": "absent"}, "same-day"),
        ({"hiccups": "present", "muscle-spasm": "unknown"}, "learn"),
        ({"hiccups": "present", "calcium": "low"}, "learn"),  # the spasm is concluded, not answered
        ({"hiccups": "present"}, "learn"),
    ],
)
def test_a_danger_sign_may_be_told_in_parts_by_answers_only(
    pack: RulePack, answers: dict[str, str], level: str
) -> None:
    """Whoever reports the parts one by one has reported the sign; what is only likely or unknown tells of nothing."""
    assert outcome(begin(pack, answers).trace).level.level == level


def test_the_json_names_the_signs_that_other_answers_tell(pack: RulePack) -> None:
    """So that a program that reads it can tell what was ticked from what was put together from other answers."""
    said = {"hiccups": "present", "muscle-spasm": "present", "chest-pain": "present", "calcium": "low"}
    trace = Given(pack, said, measured={"calcium": "1.5 mmol/L"}).trace
    parts = [{"concept": name, "value": "present"} for name in ("hiccups", "muscle-spasm")]
    assert trace_object(trace, "A case")["told"] == {
        "double-sign": parts,
        "calcium-critical": [{"concept": "calcium", "value": "low"}],
    }


def test_a_sign_told_in_parts_says_by_which_answers(pack: RulePack) -> None:
    """Nobody ticked the sign, so the program does not say that somebody did."""
    _, script = talk(pack, "made-up", "none", "none", "none", "1", "1", "facts")
    assert "a double sign is present [told by: hiccups is present; muscle spasm is present]" in script.flat


def test_changing_a_part_takes_the_sign_back_also_after_resuming(pack: RulePack, tmp_path: Path) -> None:
    """What is kept is what was said; what it tells is worked out anew."""
    file = tmp_path / "saved.yaml"
    talk(pack, "made-up", "none", "none", "none", "1", "1", "quit", save=file)
    case = read_case(str(file), lambda _: pack)
    assert "double-sign" not in file.read_text()
    session = begin(pack, case.said, case.supposed, case.measured, case.person)
    number = next(n for n, one in enumerate(session.replies, 1) if "hiccups" in one.question.concepts)
    session = session.change(number)
    assert session.question is not None
    session = session.reply(understand(pack, session.question, "none"))
    assert outcome(session.trace).level.level == "learn"


# Panels: levels and test results

BEFORE = ("real", "none", "none", "none", "none", "none")


def levels(pack: RulePack, typed: str) -> dict[str, str]:
    question = next(question for question in pack.questions if question.form == "panel")
    reply = understand(pack, question, typed)
    return {**reply.answers, **{concept: f"suppose {value}" for concept, value in reply.supposed.items()}}


@pytest.mark.parametrize(
    ("typed", "vitamin_d", "calcium"),
    [
        ("1 low", "low", "unknown"),
        ("1 low, 2 normal", "low", "normal"),
        ("1 low 2 normal", "low", "normal"),
        ("1 l; 2 h", "low", "high"),
        ("vitamin D low, calcium normal", "low", "normal"),
        ("Ca is high", "unknown", "high"),
        ("calcium: low", "unknown", "low"),
        ("calcium not tested, 1 low", "low", "unknown"),
        ("none", "unknown", "unknown"),
        ("not sure", "unknown", "unknown"),
        ("2 1.9 mmol/L (2.15-2.55)", "unknown", "low"),
        ("2 1,9 mmol/L (2,15\u20132,55)", "unknown", "low"),
        ("2 1,9 mmol/L (2,15-2,55), 1 low", "low", "low"),
        ("1 low, 2 9.2 mg/dL (ref 8-10.5)", "low", "normal"),
        ("2 2.7 mmol/L (2.15 - 2.55) 1 normal", "normal", "high"),
        ("1 suppose low, 2 normal", "suppose low", "normal"),
        ("low calcium", "unknown", "low"),
        ("hypocalcemia", "unknown", "low"),
        ("hypercalcemia, low vitamin D", "low", "high"),
        ("calcium deficiency", "unknown", "low"),
        ("calcium reduced, 1 elevated", "high", "low"),
        ("calcium is low and vitamin D is low", "low", "low"),
        ("1 low and 2 normal", "low", "normal"),
        ("vitamin D low and low calcium", "low", "low"),
        ("2 1.9 mmol/L (2.15-2.55) and 1 low", "low", "low"),
        ("2 1.9 mmol/L 2.15-2.55", "unknown", "low"),
        ("2 1.9 mmol/L (2.15-2.55) L", "unknown", "low"),
        ("2 1.9 mmol/L, 2.15-2.55", "unknown", "low"),
        ("2 1.9 mmol/L, (2.15-2.55), 1 low", "low", "low"),
        ("2 1.9 mmol/L, ref range 2.15 to 2.55", "unknown", "low"),
        ("1 normal; calcium 9 mg/dL, ref range 8 to 10", "normal", "normal"),
        ("2 1.9 mmol/L; 2.15-2.55 mmol/L", "unknown", "low"),
        ("all normal", "normal", "normal"),
        ("everything normal", "normal", "normal"),
        ("All are low", "low", "low"),
        ("everything is not tested", "unknown", "unknown"),
        ("1 n/a, 2 low", "unknown", "low"),
        ("2 (calcium) low", "unknown", "low"),
        ("number 2 (Ca) low and 1 (vitamin D) normal", "normal", "low"),
        ("2 (calcium) 1.9 mmol/L (2.15-2.55)", "unknown", "low"),
        ("calcium was low", "unknown", "low"),
        ("calcium came out low and vitamin D came back normal", "normal", "low"),
        ("my calcium is a bit low", "unknown", "low"),
        ("2 was slightly low", "unknown", "low"),
        ("CALCIUM:1.9 mmol/L (2.15-2.55)", "unknown", "low"),
        ("calcium of 1.9* mmol/L (2.15-2.55)", "unknown", "low"),
        ("calcium 2.3 normal", "unknown", "normal"),
        ("calcium 1.9 low, vitamin D 80 normal", "normal", "low"),
        ("all normal except calcium low", "normal", "low"),
        ("everything normal but 2 1.9 mmol/L (2.15-2.55)", "normal", "low"),
        ("none tested", "unknown", "unknown"),
        ("nothing was tested", "unknown", "unknown"),
        ("I have not been tested", "unknown", "unknown"),
        ("no blood tests yet", "unknown", "unknown"),
    ],
)
def test_a_panel_takes_levels_and_test_results(pack: RulePack, typed: str, vitamin_d: str, calcium: str) -> None:
    """Numbers, names, words, beginnings and test results in one line; what is left out was not tested."""
    found = levels(pack, typed)
    assert (found["vitamin-d"], found["calcium"]) == (vitamin_d, calcium)


NAMED = ["magnesium", "calcium", "potassium", "sodium", "vitamin D", "vitamin B1", "vitamin B6", "vitamin B12"]


@pytest.mark.parametrize("between", [", ", "; ", " "])
@pytest.mark.parametrize("value", ["{} (10-20)", "{} (10\u201320)", "{} (ref 10-20)"])
def test_test_results_in_whole_numbers_are_taken_by_name(shipped: RulePack, value: str, between: str) -> None:
    """'sodium 120 mmol/L' is one item: a name and a value, not a name and the number of a line of the list."""
    units = {name: shipped.concept[name.lower().replace(" ", "-")].units[0] for name in NAMED}
    for name, unit in units.items():
        result = f"9 {value.format(unit)}"
        found = levels(shipped, f"{name} {result}")
        assert found[name.lower().replace(" ", "-")] == "low", name
        assert levels(shipped, f"{name}: {result}") == found
    found = levels(shipped, between.join(f"{name} 30 {value.format(unit)}" for name, unit in units.items()))
    assert {found[name.lower().replace(" ", "-")] for name in NAMED} == {"high"}


@pytest.mark.parametrize(
    ("typed", "given_"),
    [
        ("sodium 120 mmol/L", {"sodium": "low"}),
        ("sodium low potassium high", {"sodium": "low", "potassium": "high"}),
        ("1 low serum calcium high 4 normal", {"magnesium": "low", "calcium": "high", "sodium": "normal"}),
        ("vitamin B12 low, 25-OH vitamin D normal B6 high",
         {"vitamin-b12": "low", "vitamin-d": "normal", "vitamin-b6": "high"}),
        ("1 low 2 9 mg/dL (8-10) 3 normal", {"magnesium": "low", "calcium": "normal", "potassium": "normal"}),
        ("Na 120 mmol/L K 3 mmol/L (3.5-5)", {"sodium": "low", "potassium": "low"}),
    ],
)  # fmt: skip
def test_levels_in_one_line_need_no_commas(shipped: RulePack, typed: str, given_: dict[str, str]) -> None:
    """A name or a number begins the next item."""
    found = levels(shipped, typed)
    assert {name: value for name, value in found.items() if value not in ("unknown", "present")} == given_


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("calcium 9 apples (8-10)", "does not fit"),
        ("calcium 9 (8-10)", "unit is missing"),
        ("1", "vitamin D: low, normal or high"),
        ("1 3", "'3' is no level of vitamin D"),
        ("9 low", "there is no number 9"),
        ("1 low, 1 high", "given twice"),
        ("1 lowish", "'lowish' is no level"),
        ("1 suppose high", "'high' is no level"),
        ("xyzzy low", "is not understood"),
        ("2 -1.9 mmol/L (2.15-2.55)", "cannot be negative"),
        ("2 1.9 mmol/L (2.55-2.15)", "wrong way round"),
        ("2 1.9 mmol/L, 2.55-2.15", "wrong way round"),
        ("2 low, 2.15-2.55", "cannot be read as a test result"),
        ("2.15-2.55", "is not on the list"),
        ("2 1.9 apples (2.15-2.55)", "does not fit"),
        ("2 1.9 (2.15-2.55)", "unit is missing"),
        (",", "names nothing"),
        ("low and normal", "'low' for which"),
        ("all", "'all' for which"),
        ("all of it", "is not understood"),
        ("low calcium, calcium high", "given twice"),
        ("2 1,200 mmol/L (200-900)", "write 1200 or 1.2"),
        ("all normal except calcium", "calcium: low, normal or high"),
        ("all normal except xyzzy low", "is not understood"),
        ("calcium came out", "is no level"),
    ],
)
def test_what_is_no_level_is_refused_in_words(pack: RulePack, typed: str, said: str) -> None:
    """A sentence that says what is wrong, and the question again; nothing is guessed."""
    with pytest.raises(NotAnAnswer, match=said):
        levels(pack, typed)


@pytest.mark.parametrize("item", ["1 low", "1 suppose low", "2 1.9 mmol/L (2.15-2.55)"])
def test_what_is_said_twice_alike_is_said_once(pack: RulePack, item: str) -> None:
    """No contradiction is seen in a repetition."""
    assert levels(pack, f"{item}, {item}") == levels(pack, item)


PIECES = ("1", "2", "calcium", "low", "normal", "suppose", "all", ",", "1.9 mmol/L", "(2.15-2.55)", "?", "x")


@given(st.text(max_size=30) | st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map(" ".join))
def test_whatever_is_typed_at_a_panel_is_levels_or_refused(pack: RulePack, typed: str) -> None:
    """No line crashes the reading of a panel, and none gives a concept a value that it does not have."""
    try:
        found = levels(pack, typed)
    except NotAnAnswer:
        return
    assert all(
        value.removeprefix("suppose ") in ("low", "normal", "high", "unknown", "present") for value in found.values()
    )


def test_without_a_range_the_person_is_asked_for_it(pack: RulePack) -> None:
    """Only the range of the report itself judges its number, so it is asked for until it can be read."""
    _, script = talk(pack, *BEFORE, "2 1.9 mmol/L, 1 normal", "nonsense", "2.15-2.55", "review")
    assert "The range printed on the report is missing for calcium." in script.after(7)
    assert "is no range" in script.after(8)
    assert "The range printed on the report is missing for calcium." in script.after(8)
    assert "calcium is low (hypocalcemia) [judged from 1.9 mmol/L (2.15-2.55)]" in script.after(10)


def test_words_work_where_a_range_is_asked_for(pack: RulePack) -> None:
    """Whoever wonders why, or wants to leave, can say so at this prompt as at any other."""
    _, script = talk(pack, *BEFORE, "2 1.9 mmol/L", "help", "facts", "review", "quit", "2.15-2.55")
    assert "These words work at any prompt" in script.transcript
    assert script.lines == ["2.15-2.55"]


@pytest.mark.parametrize(
    "typed",
    [
        *("2.15-2.55 mmol/L", "(2.15-2.55)", "ref 2.15 - 2.55 mmol / L", "[2.15-2.55]"),
        *("1.9 mmol/L (2.15-2.55)", "2 1.9 mmol/L 2.15-2.55", "2 1.9 (2.15 - 2.55)"),
    ],
)
def test_a_range_is_taken_as_it_stands_on_the_report(pack: RulePack, typed: str) -> None:
    """With its unit, in brackets or after a word, or behind its result once more: whoever copies the range, or the
    whole line, from the report is understood."""
    _, script = talk(pack, *BEFORE, "2 1.9 mmol/L", typed, "review")
    assert "calcium is low (hypocalcemia)" in script.after(9)


@pytest.mark.parametrize("typed", ["2.55-2.15", "1.9 mmol/L (2.55-2.15)"])
def test_a_range_the_wrong_way_round_is_not_called_missing(pack: RulePack, typed: str) -> None:
    """It was typed; it only cannot be right."""
    _, script = talk(pack, *BEFORE, "2 1.9 mmol/L", typed, "2.15-2.55", "review")
    assert script.after(8) == (
        "The range 2.55-2.15 is the wrong way round. Type it again, like 11.1-33.3, or 'not sure':"
    )
    assert "calcium is low (hypocalcemia)" in script.after(10)


def test_another_result_is_not_taken_for_the_range_of_the_first(pack: RulePack) -> None:
    """Which of two values counts is not guessed."""
    _, script = talk(pack, *BEFORE, "2 1.9 mmol/L", "2.4 mmol/L (2.15-2.55)", "2.15-2.55", "review")
    assert "is no range" in script.after(8)
    assert "judged from 1.9 mmol/L (2.15-2.55)" in script.after(10)


def test_who_has_no_range_is_asked_the_question_again(pack: RulePack) -> None:
    """A number without a range says nothing; it is not taken for normal."""
    _, script = talk(pack, *BEFORE, "2 1.9 mmol/L", "not sure", "none")
    assert "cannot be judged" in script.after(8)
    assert "Not known: vitamin D; calcium." in script.flat


@pytest.mark.parametrize("typed", ["2 1.2 mmol/L (2.15-2.55)", "2 1.2 mmol/L", "2 <1.6 mmol/L (2.15-2.55)"])
def test_a_critical_number_is_an_emergency_whatever_was_ticked(pack: RulePack, typed: str) -> None:
    """The danger checklist was answered with no; the number that comes later wins, with or without a range."""
    _, script = talk(pack, *BEFORE, typed, "quit")
    assert "Urgency: !!! Emergency" in script.after(7)
    assert "critical-is-now" in script.after(7)


@pytest.mark.parametrize("typed", ["2 1.6 mmol/L (2.15-2.55)", "2 1.2 mg/dL (8-10.5)", "2 low"])
def test_a_number_that_is_not_critical_is_no_emergency(pack: RulePack, typed: str) -> None:
    """The number of the pack holds for its own units and below it only."""
    _, script = talk(pack, *BEFORE, typed, "quit")
    assert "Emergency" not in script.after(7)


def test_a_critical_number_that_its_range_calls_normal_is_told(pack: RulePack) -> None:
    """A slip in the range takes nothing from the emergency, and the answer says that the two do not go together."""
    _, script = talk(pack, *BEFORE, "2 1.2 mmol/L (1.0-2.55)", "review", "facts")
    assert "Urgency: !!! Emergency" in script.after(7)
    told = "judged from 1.2 mmol/L (1.0-2.55), which is a danger sign all the same: is the range right?"
    assert told in script.after(7)
    assert script.flat.count(told) == 3


def test_a_range_that_cannot_be_right_is_told_at_once(shipped: RulePack) -> None:
    """Whoever slipped reads it while the report lies on the table, not only when they look back."""
    _, script = talk(shipped, *["made-up", *["none"] * 6], "3 2.3 mmol/L (1.0-2.2)")
    assert "potassium: judged from 2.3 mmol/L (1.0-2.2), which is a danger sign all the same: is the range right?" in (
        script.after(8)
    )
    _, script = talk(shipped, *["made-up", *["none"] * 6], "3 high")
    assert "is the range right" not in script.after(8)
    assert "potassium: high" not in script.after(8)


def test_an_answer_that_lowers_the_urgency_says_so(pack: RulePack) -> None:
    """Whoever takes back a slip sees that it is taken back."""
    _, script = talk(pack, "real", "none", "1", "change 3", "none")
    assert "Urgency now: !" in script.after(3)
    assert "Urgency now: i" in script.after(5)
    assert "(before: " in script.after(5)


def test_changing_a_critical_number_takes_the_emergency_back(pack: RulePack) -> None:
    """A slip of the finger is mended by `change`; nothing of it stays."""
    _, script = talk(pack, *BEFORE, "2 1.2 mmol/L (2.15-2.55)", "change 7", "2 2.2 mmol/L (2.15-2.55)")
    assert "Urgency: i Learning" in script.after(9)


@pytest.mark.parametrize(("result", "level"), [("1.2 mmol/L", "emergency-now"), ("1.7 mmol/L (2.15-2.55)", "learn")])
def test_a_case_file_with_a_critical_number_is_an_emergency(
    pack: RulePack, tmp_path: Path, result: str, level: str
) -> None:
    """The number wins over what the file says about the danger sign."""
    path = tmp_path / "case.yaml"
    path.write_text(f"pack: small\nanswers: {{calcium: '{result}', calcium-critical: absent}}\n")
    case = read_case(str(path), lambda _: pack)
    from triage.engine.inference import infer

    assert outcome(infer(pack, case.answers)).level.level == level


def test_a_saved_interview_keeps_test_results_and_who_it_is_about(pack: RulePack, tmp_path: Path) -> None:
    """What is resumed says the same as what was saved: the number, its range, the person."""
    file = tmp_path / "saved.yaml"
    talk(pack, *BEFORE, "2 1.9 mmol/L (2.15-2.55), 1 suppose low", "quit", save=file)
    case = read_case(str(file), lambda _: pack)
    session = begin(pack, case.said, case.supposed, case.measured, case.person)
    assert session.person == "real"
    assert session.given.measured == {"calcium": "1.9 mmol/L (2.15-2.55)"}
    assert session.answers["calcium"] == "low"
    assert session.supposed == {"vitamin-d": "low"}
    assert session.question is None
