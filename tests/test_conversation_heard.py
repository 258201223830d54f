"""What people type that is no plain answer: danger signs at the wrong question, parts of labels, denials, slips."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from effort import ONCE
from scripted import talk, with_parts
from shipped import shipped
from tiers_pack import tiers_pack

from triage.answers.case import read_case
from triage.conversation.waiting import waiting
from triage.engine.given import Given
from triage.interview.beginning import begin
from triage.interview.effects import effects
from triage.interview.reply import NotAnAnswer
from triage.interview.typed import understand
from triage.model import ABSENT, PRESENT, UNKNOWN, RulePack, Statement
from triage.output import Page
from triage.phrases import counted

pytestmark = ONCE

WIDE = Page(200)
SHIPPED = shipped()
QUESTION = {question.id: question for question in SHIPPED.questions}


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> RulePack:
    return tiers_pack(tmp_path_factory.mktemp("tiers"))


def refusal(question: str, typed: str) -> str:
    with pytest.raises(NotAnAnswer) as refused:
        understand(SHIPPED, QUESTION[question], typed)
    return str(refused.value)


def ticked(question: str, typed: str) -> dict[str, str]:
    answers = understand(SHIPPED, QUESTION[question], typed).answers
    return {name: value for name, value in answers.items() if value != ABSENT}


# What goes without saying


def test_whoever_ticks_a_cramp_alone_has_not_denied_a_spasm() -> None:
    """A cramp is a spasm that hurts: a spasm and a pain left out beside it are not known, and nothing speaks against a
    cause for want of them."""
    noticed = QUESTION["noticed"]
    answers = understand(SHIPPED, noticed, "2").answers
    assert (answers["muscle-cramp"], answers["muscle-spasm"], answers["muscle-pain"]) == (PRESENT, UNKNOWN, UNKNOWN)
    assert answers["tetany"] == ABSENT
    assert understand(SHIPPED, noticed, "2, no muscle spasm").answers["muscle-spasm"] == ABSENT
    assert understand(SHIPPED, noticed, "6").answers["muscle-spasm"] == ABSENT
    _, script = talk(SHIPPED, "made-up", "none", "none", "none", "none", "cramps", "quit", page=WIDE)
    assert "Beside muscle cramp this is left open, and not counted as no: muscle spasm; muscle pain." in script.after(6)
    assert "against: muscle spasm is absent" not in script.after(7)


def test_what_a_tick_leaves_open_is_said_to_be_that_in_every_view() -> None:
    """Nobody answered that a pain is not known who ticked a cramp and a spasm; and where rules conclude the pain, it is
    not listed as not known."""
    views = ("facts", "review", "why not muscle pain is absent", "print", "quit")
    _, script = talk(SHIPPED, "made-up", "none", "none", "none", "none", "1 2", *views, page=WIDE)
    facts, review, why_not, printed, ended = (script.after(number) for number in range(7, 12))
    left_open = "muscle pain: left open [beside muscle cramp, and not counted as no]"
    assert left_open in facts
    assert "muscle pain: left open beside muscle cramp;" in review
    assert "not concluded: muscle pain is absent: it was left open, and not counted as no." in why_not
    assert left_open in printed
    assert "Left open beside muscle cramp, and not counted as no: muscle pain." in ended
    for said in script.shown:
        assert "muscle pain: not known" not in said
        assert not re.search(r"Not known:[^.]*muscle pain", said)
    unsure = Given(SHIPPED, {"muscle-cramp": UNKNOWN, "muscle-pain": UNKNOWN, "long-cramp": PRESENT}).trace
    assert not unsure.left_open  # told besides, a cramp is no tick


# A danger sign where it is not asked


@pytest.mark.parametrize("person", [(), ("real",), ("skip",)])
@pytest.mark.parametrize("typed", ["chest pain", "I cant breathe", "can't breathe", "I have a tight chest!"])
def test_a_danger_sign_typed_too_early_says_at_once_what_to_do(person: tuple[str, ...], typed: str) -> None:
    """Before the list of emergencies comes, a real person who names one must not be told to wait for it."""
    _, script = talk(SHIPPED, *person, typed)
    said = script.after(len(person) + 1)
    assert "is a danger sign. If it is there now: Call your emergency number" in said
    assert "Question 3 asks for it: 'Is any of these there now" in said


def test_a_part_of_a_danger_sign_is_sent_to_the_sign() -> None:
    """No list asks for a stiff neck alone: whoever types it is told which sign it may belong to, and where that is."""
    _, script = talk(SHIPPED, "real", "none", "stiff neck", "yes", page=WIDE)
    own = "No list asks for 'stiff neck', so it is asked on its own; "
    assert f"{own}a later question asks for 'fever with a stiff neck" in script.after(3)
    _, script = talk(SHIPPED, "real", "none", "none", "stiff neck", page=WIDE)
    assert f"{own[:-2]}. The list comes again after that; its number 3 is 'fever with a stiff neck" in script.after(4)
    _, script = talk(SHIPPED, "real", "none", "none", "fever", page=WIDE)
    assert script.after(4).count("'fever with a stiff neck") == 1


def test_a_danger_sign_for_today_says_what_to_do_today() -> None:
    """Not every danger sign is for the emergency number."""
    _, script = talk(SHIPPED, "real", "swollen calf")
    assert "'swollen calf' is a danger sign. If it is there now: Speak to a doctor" in script.after(2)


def test_in_a_made_up_case_nobody_is_told_to_call(pack: RulePack) -> None:
    """A class that tries words is not sent to the telephone."""
    _, script = talk(pack, "made-up", "chest pain")
    assert script.after(2).startswith("'chest pain': this comes in a later question, 'Any of these now?'")
    assert "Call" not in script.after(2)


@pytest.mark.parametrize(
    ("at", "typed"),
    [
        ("one-swollen-leg", "my leg is swollen"),
        ("recurring-palpitations", "my heart is racing"),
        ("locked-jaw", "my jaw is locked"),
        ("trouble-breathing", "I cant breathe"),
    ],
)
def test_a_danger_sign_in_a_sentence_is_taken_on_its_own_list(at: str, typed: str) -> None:
    """People write sentences, and leave out apostrophes."""
    question = next(one.id for one in SHIPPED.questions if at in one.concepts)
    assert ticked(question, typed) == {at: PRESENT}


def test_what_makes_an_emergency_with_the_answers_is_told_and_asked_of_whom_the_pack_does_not_cover() -> None:
    """Palpitations in pregnancy are an emergency by the pack, and the question for them would not come."""
    _, script = talk(SHIPPED, "real", "pregnant", "none", "palpitations", "none", "none", "1", page=WIDE)
    said = script.after(4)
    assert "'palpitations' is a danger sign with what you answered. If it is there now: Call your emergency" in said
    assert "A later question asks for it" in said
    assert "Which of these fits what has been noticed?" in script.after(6)
    assert "Urgency: !!! Emergency" in script.after(7)


def test_what_is_not_asked_of_whom_the_pack_does_not_cover_is_not_promised() -> None:
    """Nobody waits for a question that never comes."""
    _, script = talk(SHIPPED, "real", "pregnant", "none", "tremor", "none", "none", page=WIDE)
    assert "'tremor': the questions end after the danger signs, since these rules do not cover you." in script.after(4)
    assert "The questions end here" in script.after(6)


@pytest.mark.parametrize(("typed", "concept"), [("vegan", "vegan-diet"), ("chronic diarrhoea", "long-diarrhoea")])
def test_what_is_said_to_come_in_a_later_question_does_come(typed: str, concept: str) -> None:
    """It is asked even where no answer could change the result any more: the person was told so."""
    lines = ["real", "none", typed, "none", "none", "none", "none", "all normal", *["none"] * 8]
    _, script = talk(SHIPPED, *lines, page=WIDE)
    assert f"'{typed}': this comes in a later question" in script.after(3)
    later = "\n".join(script.shown[4:]).split("The result")[0]
    assert SHIPPED.concept[concept].label in later


def test_a_list_is_not_shown_again_only_because_something_was_noted(pack: RulePack) -> None:
    """The sentence that says where it is asked does not scroll away, and only what is asked stands below it."""
    _, script = talk(pack, "real", "none", "hiccups")
    assert script.after(3) == (
        "'hiccups': this comes in a later question, 'Hiccups?' Any of these today? 1 a long cramp 1 if that is so; 1? "
        "= not sure; 'none'."
    )


# Parts of labels, on a list of danger signs


@pytest.mark.parametrize(
    ("question", "typed"),
    [
        ("emergency-situations", "numbness"),
        ("emergency-situations", "fever"),
        ("emergency-situations", "a head"),
        ("emergency-situations", "urine"),
        ("emergency-situations", "fever w"),
        ("emergency-signs", "one swollen"),
    ],
)
def test_a_part_of_a_danger_sign_is_not_the_sign(question: str, typed: str) -> None:
    """Somebody with a fever has no meningitis for it: one common word must not end the interview as an emergency."""
    said = refusal(question, typed)
    assert "part of number" in said or "could be" in said


def test_a_part_of_a_danger_sign_says_which_number_would_be_all_of_it() -> None:
    """The person reads the whole of it and decides."""
    assert "'urine' is only a part of number 2, 'urine as dark as" in refusal("emergency-situations", "urine")
    assert "type 2 if that is there" in refusal("emergency-situations", "urine")


def test_a_part_of_a_danger_sign_that_is_one_with_the_answers_is_told_as_both() -> None:
    """A fever in pregnancy is for today; whether it is the one on the list the person has to read."""
    _, script = talk(SHIPPED, "real", "pregnant", "none", "fever", page=WIDE)
    said = script.after(4)
    assert "'fever' is only a part of number 3" in said
    assert "Speak to a doctor" in said


# Denials and beginnings at a list


@pytest.mark.parametrize("typed", ["no tremor", "tremor: no", "tremor absent", "tremor is absent", "1 no", "tremor=no"])
def test_a_denial_alone_leaves_the_list_open(typed: str) -> None:
    """Who denies one thing has not gone through the others: nothing is denied for them."""
    said = refusal("signs-of-muscles-and-nerves", typed)
    assert "says nothing of the others" in said


@pytest.mark.parametrize("typed", ["2, no tremor", "muscle twitching, tremor: no", "twitching: yes; without tremor"])
def test_a_denial_beside_a_tick_is_taken(typed: str) -> None:
    """In a line that says what is there, what is not there may be said as well."""
    assert ticked("signs-of-muscles-and-nerves", typed) == {"muscle-twitching": PRESENT}


def test_one_thing_of_a_list_may_be_not_known_in_words() -> None:
    """'tremor: not sure' is 'tremor?'."""
    assert ticked("signs-of-muscles-and-nerves", "tremor: not sure") == {"tremor": UNKNOWN}


def test_a_name_that_begins_with_no_is_a_name() -> None:
    """'no strength' says that something is there."""
    assert ticked("noticed", "no strength") == {"muscle-weakness": PRESENT}


def test_a_beginning_of_none_and_not_sure_is_neither() -> None:
    """A no and a 'not sure' are not the same."""
    assert "could be none or not sure" in refusal("noticed", "n")
    assert set(ticked("noticed", "not").values()) == {UNKNOWN}


@pytest.mark.parametrize("typed", ["-", "--", "_"])
def test_a_stroke_is_no_beginning_of_everything(typed: str) -> None:
    """A line without a word names nothing."""
    assert "could be" not in refusal("noticed", typed)


# Did you mean


@pytest.mark.parametrize(
    ("lines", "typed", "meant"),
    [
        (("real", "none"), "brething trouble", "breathing"),
        (("real", "none", "none", "none"), "swollen legg", "one leg"),
        (("real", *["none"] * 4), "heart skip a beat", "heart skips a beat"),
        (("real", *["none"] * 4), "vegann", "vegan"),
    ],
)
def test_a_word_that_is_not_understood_gets_a_hint(lines: tuple[str, ...], typed: str, meant: str) -> None:
    """As in a case file: first of what is on the list, then of all that is asked."""
    _, script = talk(SHIPPED, *lines, typed, page=WIDE)
    said = script.after(len(lines) + 1)
    assert "id you mean" in said
    assert meant in said


@pytest.mark.parametrize("typed", ["can't pee", "iron infusion", "oedema", "dizziness", "claw hand"])
def test_a_word_of_another_thing_gets_no_wrong_hint(typed: str) -> None:
    """A wrong guess frightens or misleads more than none."""
    _, script = talk(SHIPPED, "real", "none", typed, page=WIDE)
    for wrong in ("can't move", "can't breathe", "confusion", "coma", "drowsiness", "lap band"):
        assert wrong not in script.after(3)


# A level in a word where the question asks what a test gave


BEFORE_TESTS = ("real", *["none"] * 6)


@pytest.mark.parametrize("typed", ["3 low", "1 high", "potassium is low", "3 3.1 mmol/L (3.5-5.1)", "all low"])
def test_a_level_counts_alike_as_a_word_and_as_a_number(typed: str) -> None:
    """The question asks what a test gave, so 'low' is a test that gave low."""
    _, script = talk(SHIPPED, *BEFORE_TESTS, typed, "quit", page=WIDE)
    assert "Urgency now: ! Make an appointment" in script.after(8)
    assert "Urgency: ! Make an appointment" in script.after(9)


@pytest.mark.parametrize("typed", ["3 high", "3 5.8 mmol/L (3.5-5.0)"])
def test_a_high_potassium_is_for_today(typed: str) -> None:
    """Too much potassium is a danger to the heart, so it is told from the other levels, as a word and as a number."""
    _, script = talk(SHIPPED, *BEFORE_TESTS, typed, "quit", page=WIDE)
    assert "Urgency: !! See a professional today" in script.after(9)


def test_a_supposed_level_is_no_test() -> None:
    """To suppose something sends nobody to an appointment."""
    _, script = talk(SHIPPED, *BEFORE_TESTS, "3 suppose low", "quit", page=WIDE)
    assert "appointment" not in script.after(8)


def test_a_level_in_a_word_is_kept_as_what_a_test_gave(tmp_path: Path) -> None:
    """The saved file comes to the same result, and a level that is changed later takes the appointment back."""
    file = tmp_path / "kept.yaml"
    _, script = talk(SHIPPED, *BEFORE_TESTS, "3 low", "facts", "whatif potassium=normal", "quit", save=file, page=WIDE)
    assert "potassium is low (hypokalemia) [you answered, counted as a test result]" in script.flat
    assert "told by the test result potassium low]" in script.flat
    assert "The urgency: 'For learning' instead of 'Make an appointment'" in script.after(10)
    assert 'potassium: "low on a test"' in file.read_text()
    case = read_case(str(file), lambda _: SHIPPED)
    session = begin(SHIPPED, case.said, case.supposed, case.measured, case.person)
    assert session.trace.urgency == "routine"
    number = next(number for number, one in enumerate(session.replies, 1) if one.measured)
    changing = session.change(number)
    assert changing.question is not None
    assert changing.reply(understand(SHIPPED, changing.question, "none")).trace.urgency == "learn"


def test_why_says_of_each_level_what_typing_it_would_do() -> None:
    """A plain 'low' is told without the emergency that only a number makes it, and no answer stands there twice."""
    _, script = talk(SHIPPED, *BEFORE_TESTS, "why", "why potassium", "3 low", page=WIDE)
    sign = "a test result with potassium below 2.5 mmol/L or called very low"
    told = f"potassium is low, by {sign}: the urgency would be 'Emergency"
    for shown in (script.shown[8], script.shown[9]):
        lines = [line.strip().split(":")[0] for line in shown.splitlines() if "the urgency would be" in line]
        assert len(set(lines)) == len(lines)
        assert told in " ".join(shown.split())
    assert "  potassium is low: the urgency would be 'Make an appointment'" in script.shown[9]
    assert "Urgency now: ! Make an appointment" in script.after(10)


def test_why_tells_which_rules_wait_for_a_danger_sign_that_is_told_in_parts() -> None:
    """A rule that an answer would set off waits for it, also where the sign itself is never asked for."""
    lines = ["real", *["none"] * 4, "muscle cramp, tingling", "none", "none"]
    _, script = talk(SHIPPED, *lines, "why muscle twitching", "none", "why", page=WIDE)
    said = script.after(9)
    assert "rule cramps-in-odd-places-is-same-day: it is known that muscle cramp is present [you answered]; if" in said
    assert "muscle twitching is present (fasciculation), then urgency is same day." in said
    assert "sets off 1 rule (cramps-in-odd-places-is-same-day)" in said
    for shown in script.shown[9], script.shown[11]:
        for rule in re.findall(r"sets off 1 rule \((\S+)\)", shown):
            assert f"rule {rule}:" in shown or "in which a rule waits for an answer here" in shown
        assert "No rule waits" not in shown


def test_why_names_all_that_a_rule_needs_beside_a_part_of_a_danger_sign() -> None:
    """Whoever is told 'if X, then' finds the rule firing on X: what else it needs is said, and no rule is told of which
    another premise was denied."""
    alone = SHIPPED.rule["recurring-palpitations-is-routine"]
    open_, denied = Statement("potassium", "low"), Statement(QUESTION["about-you"].concepts[0], PRESENT)
    more = [
        alone.model_copy(update={"id": name, "premises": (*alone.premises, other)})
        for name, other in (("and-open", open_), ("and-denied", denied))
    ]
    pack = with_parts(SHIPPED, rules=(*SHIPPED.rules, *more))
    lines = ["made-up", *["none"] * 4, "2", "none", "none", "none", "why irregular heartbeat"]
    _, script = talk(pack, *lines, page=WIDE)
    shown = " ".join(script.after(10).split())
    heart = "if an irregular or fluttering heartbeat is present"
    assert f"rule {alone.id}: {heart}, then urgency is" in shown
    assert f"rule and-open: {heart} and potassium is low (hypokalemia), then urgency is" in shown
    assert "and-denied" not in shown


@pytest.mark.parametrize("answers", [{}, {"vitamin-d": "low"}, {"calcium": "low", "muscle-cramp": PRESENT}], ids=str)
def test_a_tick_does_what_why_says_that_it_would(answers: dict[str, str]) -> None:
    """Each thing on a list, ticked alone: the urgency that it would bring and the rules that it would set off are those
    that it does, measured against what is known now."""
    scope = dict.fromkeys(QUESTION["about-you"].concepts, ABSENT)
    session = begin(SHIPPED, {**scope, **answers}, person="made-up")
    while session.question.tier == "danger":
        session = session.reply(understand(SHIPPED, session.question, "none"))
    fired = {firing.rule.id for firing in session.trace.firings}
    question = session.question
    for effect in effects(session, question):
        after = session.reply(understand(SHIPPED, question, effect.concept or "none")).trace
        new = {firing.rule.id for firing in after.firings} - fired
        assert (f"sets off {counted(len(new), 'rule')}" in effect.does) == bool(new), effect
        moved = after.urgency != session.trace.urgency
        assert (f"would be '{SHIPPED.level[after.urgency].label}'" in effect.does) == moved, effect


def test_why_of_a_finding_tells_rules_that_fired_from_rules_that_wait() -> None:
    """A rule whose premises are all known has fired, or was overruled: it is not told as waiting for nothing."""
    lines = ["made-up", *["none"] * 4, "muscle cramp", "why muscle pain", "none", "none"]
    _, script = talk(SHIPPED, *lines, "why muscle pain", "why muscle cramp", page=WIDE)
    assert "if ," not in script.transcript
    low = begin(SHIPPED, {"vitamin-d": "low", "muscle-weakness": ABSENT}, person="made-up")
    said = "\n".join(waiting(low, "muscle-weakness"))
    assert "vitamin-d-muscle-weakness was overruled by the answer 'muscle weakness is absent': it is known that" in said
    said = "\n".join(waiting(low, "muscle-spasm"))
    assert "rule calcium-stray-signals-cause-spasms has fired: it is known that" in said
    assert "if ," not in said


def test_whose_no_is_outweighed_is_told_so_at_once() -> None:
    """Whoever leaves cramps out and then ticks cramps at night sees at once that cramps count now."""
    said = "muscle cramp is present [told by: cramping that comes often or at night"
    _, script = talk(SHIPPED, "made-up", *["none"] * 5, "1", "back", "none", page=WIDE)
    assert said in script.after(7)
    assert "the answer to it by itself, absent, counts less]" in script.after(7)
    _, script = talk(SHIPPED, "made-up", *["none"] * 4, "2", "1", page=WIDE)
    assert "counts less" not in script.transcript


def test_a_level_that_is_called_very_low_is_a_danger_at_the_panel_too() -> None:
    """As with the number: the person is told what it means."""
    _, script = talk(SHIPPED, *BEFORE_TESTS, "4 very low", "review", page=WIDE)
    assert "Urgency: !!! Emergency - get help now" in script.after(8)
    assert "very low on a test" in script.transcript
    _, script = talk(SHIPPED, *BEFORE_TESTS, "3 severely high", "review", page=WIDE)
    assert "Urgency: !!! Emergency - get help now" in script.after(8)
    assert "very high on a test" in script.transcript


@pytest.mark.parametrize("typed", ["severe hypocalcaemia", "very low calcium", "dangerously low calcium", "2 very low"])
def test_what_is_severe_stays_so_at_the_panel(typed: str) -> None:
    """However it is put, it counts and is kept as what it is."""
    _, script = talk(SHIPPED, *BEFORE_TESTS, typed, "review", page=WIDE)
    assert "Urgency: !!! Emergency - get help now" in script.after(8)
    assert "very low on a test" in script.transcript


def test_supposing_another_answer_takes_a_severe_level_for_what_it_is() -> None:
    """`whatif` says what would happen; a result that is changed stays a result."""
    lines = ["real", *["none"] * 6, "2 low", "whatif severe hypocalcaemia", "whatif calcium=high"]
    _, script = talk(SHIPPED, *lines, page=WIDE)
    assert "Emergency" in script.after(9)
    assert "The urgency would stay 'Make an appointment'" in script.after(10)


def test_who_names_something_and_leaves_at_once_reads_that_it_was_not_counted() -> None:
    """Even where nothing else was answered."""
    _, script = talk(SHIPPED, "real", "vomiting that keeps going", "quit", page=WIDE)
    label = SHIPPED.concept["lasting-vomiting"].label
    assert f"Named but not answered, and so not counted: {label}." in script.flat


@pytest.mark.parametrize("typed", ["severe hyperkalaemia", "potassium very high", "severe hypocalcemia"])
def test_a_level_called_very_low_or_high_is_told_at_once_wherever_it_is_typed(typed: str) -> None:
    """A real person who types it at another question learns what to do, and where it is asked."""
    _, script = talk(SHIPPED, "real", "none", typed, page=WIDE)
    assert "danger sign. If it is there now: Call your emergency number" in script.after(3)
    assert "A later question asks for it: 'Which of these have been tested" in script.after(3)
    assert "asked on its own" not in script.after(3)


def test_nothing_is_supposed_that_only_a_test_can_say() -> None:
    """Whoever supposes 'very low' is not taken to have supposed 'low'."""
    _, script = talk(SHIPPED, "made-up", *BEFORE_TESTS[1:], "2 suppose very low", page=WIDE)
    assert "'very low' is said of a test: suppose low." in script.transcript


def test_why_of_a_list_does_not_call_it_one_thing(pack: RulePack) -> None:
    """Twenty rules that conclude one thing or another of a list do not conclude 'it'."""
    _, script = talk(pack, "made-up", "none", "none", "none", "1", "why", page=WIDE)
    assert "conclude it" not in script.after(6)
    assert "concludes it" not in script.after(6)


# Small things


def test_what_was_skipped_is_named_without_its_question(pack: RulePack) -> None:
    """'none of the 2: Any of these? no longer counts' reads as a question that no longer counts."""
    _, script = talk(pack, "real", "none", "none", "none", "back", "skip")
    assert "Skipped: your answer 'none of the 3' no longer counts." in script.after(6)


def test_a_folder_is_not_offered_to_be_replaced(tmp_path: Path, pack: RulePack) -> None:
    """No second 'save' would ever work there."""
    _, script = talk(pack, f"save {tmp_path}", f"print {tmp_path}")
    said = f"{tmp_path} is a folder: name a file in it, 'save {tmp_path / 'interview.yaml'}'."
    assert "".join(said.split()) in "".join(script.after(1).split())  # a long path is folded anywhere
    assert "is a folder" in script.after(2)


def test_two_interviews_do_not_write_over_each_other(tmp_path: Path, pack: RulePack) -> None:
    """What another window has saved stays, and this one says at once that its answers are not kept."""
    file, other = tmp_path / "kept.yaml", tmp_path / "mine.yaml"

    def in_another_window() -> str:
        talk(pack, "made-up", "1", "quit", save=file)
        return "none"

    _, script = talk(pack, "real", in_another_window, f"save {other}", "quit", save=file)
    assert "Not saved: something else has written" in script.after(2)
    assert read_case(str(file), lambda _: pack).person == "made-up"
    assert read_case(str(other), lambda _: pack).person == "real"


def test_a_kept_file_that_was_taken_away_is_written_anew(tmp_path: Path, pack: RulePack) -> None:
    """Who deletes the file has not asked for the answers to be lost."""
    file = tmp_path / "kept.yaml"

    def taken_away() -> str:
        file.unlink()
        return "none"

    talk(pack, "real", taken_away, "quit", save=file)
    assert read_case(str(file), lambda _: pack).person == "real"


@pytest.mark.parametrize("typed", ["whatif calcium=banana", "whatif calcium = lowish"])
def test_a_value_that_there_is_not_is_answered_with_those_that_there_are(pack: RulePack, typed: str) -> None:
    """Nothing is called 'banana' says nothing about calcium."""
    _, script = talk(pack, "real", typed)
    assert "'calcium' has no value" in script.after(2)
    assert "low, normal, high, unknown" in script.after(2)


def test_what_if_tells_what_is_asked_from_what_it_tells() -> None:
    """A sign that the other answer tells was not asked for."""
    _, script = talk(SHIPPED, "made-up", *["none"] * 4, "muscle cramp", "whatif all potassium=low", page=WIDE)
    assert "potassium is low (hypokalemia) [as asked here]" in script.after(7)
    told = "suspected low potassium is present"
    (sign,) = [line for line in script.shown[7].splitlines() if told in line and "[" in line]
    assert "as asked here" not in sign
    assert "[told by: potassium is low" in sign


# The question that is still open


@pytest.mark.parametrize("word", ["help", "why", "print"])
def test_an_answer_that_fills_the_screen_ends_with_the_open_question(word: str) -> None:
    """What has scrolled away is named, with the word that shows it whole; what is still to be seen is not."""
    low = Page(80, height=15)
    _, script = talk(SHIPPED, "made-up", word, "again", page=low)
    assert script.after(2).endswith(f"Still open: {QUESTION['about-you'].text} ('again' shows the question whole.)")
    assert script.shown[3] == script.shown[1][script.shown[1].index("Question 2") :]
    _, script = talk(SHIPPED, "made-up", word, page=Page(80, height=500))
    assert "Still open" not in script.transcript


@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 15)])
def test_a_list_that_is_taller_than_the_screen_ends_with_its_question(width: int, height: int) -> None:
    """Whoever sees only the last things on a list of danger signs still sees what is asked of them."""
    answers = ("made-up", "none", "none")
    _, script = talk(SHIPPED, *answers, "again", page=Page(width, height=height))
    for prompt in (3, 4):
        assert script.after(prompt).endswith(
            "The rest count as no. Question 4 (begins further up): Is any of these so?"
        )
    assert "further up" not in script.after(1)
    assert "further up" not in talk(SHIPPED, *answers, page=Page(width))[1].transcript


def test_where_there_is_no_screen_the_open_question_is_not_repeated() -> None:
    """Plain lines do not scroll away from whoever reads them with other means."""
    _, script = talk(SHIPPED, "made-up", "help")
    assert "Still open" not in script.transcript


def test_an_answer_that_is_to_be_changed_twice_is_asked_twice() -> None:
    """Whoever types `change` once more wants to see the question, not nothing."""
    _, script = talk(SHIPPED, "made-up", "none", "change 2", "change 2")
    assert QUESTION["about-you"].text in script.after(4)


@pytest.mark.parametrize("typed", ["exit please", "q 1", "again please"])
def test_a_word_with_more_behind_it_is_not_obeyed(typed: str) -> None:
    """Only the word by itself ends an interview, so that no answer does."""
    _, script = talk(SHIPPED, "made-up", typed, "none")
    assert "The result" not in script.after(2)
    assert "Question 3" in script.after(3)


@pytest.mark.parametrize(
    "typed", ["none fits", "None of these fits.", "none is true", "I have none", "not that I know"]
)
def test_a_no_to_a_whole_list_is_heard_in_the_words_of_its_question(typed: str) -> None:
    """'Which of these fits?' 'None fits': a word of the question is no danger sign."""
    _, script = talk(SHIPPED, "real", "none", "none", "none", "none", "2", typed, "review", page=WIDE)
    assert "danger sign" not in script.after(7)
    assert "none of the 6" in script.after(8)


@pytest.mark.parametrize(
    ("typed", "said"), [("2 fits", "new since a medicine"), ("number 2 fits best", "new since a medicine")]
)
def test_a_number_that_is_said_to_fit_is_that_number(typed: str, said: str) -> None:
    _, script = talk(SHIPPED, "real", "none", "none", "none", "none", "2", typed, "review", page=WIDE)
    assert said in script.after(8).split("6  ")[-1]


@pytest.mark.parametrize("typed", ["it fits", "I'm fit", "I am fit and well"])
def test_who_is_fit_has_no_fit(typed: str) -> None:
    """Nobody is sent to hospital for being well."""
    _, script = talk(SHIPPED, "real", "none", typed, "review", page=WIDE)
    assert "Emergency" not in script.transcript


@pytest.mark.parametrize(
    "typed",
    [
        "potassium 2.1 mmol/L, sodium 118 mmol/L",
        "cramps and potassium 2.1 mmol/L",
        "Mg 0.62 mmol/L (0.70-1.05), K 2.1 mmol/L",
        "my potassium was 2.1 mmol/L yesterday",
    ],
)
def test_a_dangerous_result_is_told_at_once_beside_whatever_else_is_typed(typed: str) -> None:
    """Nobody who types two results is told less than who types one."""
    _, script = talk(SHIPPED, "real", "none", typed, page=WIDE)
    assert "Call your emergency number" in script.after(3)
    assert "Question 4 asks for" in script.after(3)


@pytest.mark.parametrize("typed", ["help me", "help!", "please help", "911", "call 112", "I need help"])
@pytest.mark.parametrize("before", [("real",), ("real", "none", "none", "none", "none", "none")])
def test_a_call_for_help_is_answered_with_how_to_call_for_it(typed: str, before: tuple[str, ...]) -> None:
    """Whatever is asked just then."""
    _, script = talk(SHIPPED, *before, typed, page=WIDE)
    assert "If this is an emergency: Call your emergency number" in script.after(len(before) + 1)


def test_a_level_that_was_tested_stands_among_the_candidates() -> None:
    """A test result speaks for its cause, though nothing was reported that it explains."""
    lines = ("made-up", "none", "none", "none", "none", "not sure", "not sure", "8 low", "candidates")
    _, script = talk(SHIPPED, *lines, page=WIDE)
    assert "vitamin B12 is low (cobalamin deficiency) [evidence for it: certain]" in script.after(9)


@pytest.mark.parametrize(
    "typed", ["I was pregnant", "I was on dialysis", "is she pregnant", "I have a child", "I have a teenager"]
)
def test_what_is_over_or_asked_or_of_a_child_is_no_circumstance_of_the_person(typed: str) -> None:
    """Nobody is told that the rules are not for them because of what they do not have."""
    _, script = talk(SHIPPED, "real", typed, "review", page=WIDE)
    assert "if that is so of who this is about, and so now" in script.after(2)
    assert "is present" not in script.after(3)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("I just had a baby", "a pregnancy or a birth within the last year is present"),
        ("I had a baby", "a pregnancy or a birth within the last year is present"),
        ("she is pregnant", "a pregnancy or a birth within the last year is present"),
        ("I have kidney disease", "kidney disease is present"),
        ("he is a child", "an age under 18 is present"),
        ("my child", "an age under 18 is present"),
    ],
)
def test_a_sentence_about_somebody_says_what_it_says(typed: str, said: str) -> None:
    """A birth is no age."""
    _, script = talk(SHIPPED, "real", typed, "review", page=WIDE)
    assert said in script.after(3)
