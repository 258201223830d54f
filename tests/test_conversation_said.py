"""What the words at a prompt say, and what is said to whoever leaves early: true, whole, and once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from effort import ONCE
from hypothesis import given
from hypothesis import strategies as st
from scripted import END, INTERRUPT, Script, talk, with_parts
from shipped import shipped

from triage.cli import run
from triage.conversation.files import Files
from triage.conversation.help import WORDS
from triage.conversation.interview import converse
from triage.conversation.progress import asked
from triage.interview.beginning import begin
from triage.interview.reply import PERSON, NotAnAnswer
from triage.interview.typed import understand
from triage.model import UNKNOWN, RulePack
from triage.output import Page
from triage.pack.loading import load_pack

pytestmark = ONCE

WIDE = Page(200)
SHIPPED = shipped()
QUESTION = {question.id: question for question in SHIPPED.questions}
CRAMPS = ("made-up", "none", "none", "none", "2", "1 8")  # cramping in odd places; spasm and tingling, no cramp


def test_whoever_is_not_covered_is_told_no_conclusions_when_they_leave_early() -> None:
    """What these rules conclude is not about somebody on dialysis, before the danger signs as little as after them."""
    _, script = talk(SHIPPED, "real", "4", INTERRUPT, "stay", END, page=WIDE)
    result = script.transcript.split("The result")[1]
    assert "does not cover people on dialysis" in result
    assert "danger signs were not answered" in result
    assert "may be present" not in result
    _, script = talk(SHIPPED, "real", "4", "none", "none", "none", "more", "quit", page=WIDE)
    assert "What follows from the answers" in script.transcript


def with_units(pack: RulePack, units: Sequence[str]) -> RulePack:
    """Return `pack` with these units for whatever is tested in it."""
    concepts = (one.model_copy(update={"units": tuple(units) if one.units else ()}) for one in pack.concepts)
    return with_parts(pack, concepts=tuple(concepts))


@given(st.data())
def test_every_example_beside_a_question_is_an_answer_to_it(data: st.DataObject) -> None:
    """Whatever of a list is left to ask, and in whatever unit the pack reads a test: typed as shown, it is taken."""
    units = data.draw(st.none() | st.lists(st.sampled_from(["mg/L", "mS/cm", "%", "10^9/L", "ug per ml"]), max_size=2))
    pack = SHIPPED if units is None else with_units(SHIPPED, units)
    question = data.draw(st.sampled_from([one for one in pack.questions if one.form != "choice"]))
    names = data.draw(st.lists(st.sampled_from(question.concepts), min_size=1, unique=True))
    question = question.model_copy(update={"concepts": tuple(names)})
    lines = " ".join(asked(begin(pack), question))
    bracketed = re.findall(r"(?:Numbers|levels|level) \((.*?)\)[;,]", lines)
    results = re.findall(r"on its report: (.*), in made-up", lines)
    doubts = re.findall(r"(\d\?) = not sure", lines)
    supposed = re.findall(r"suppose something: (.*)\.", lines)
    for example in (*bracketed, *results, *doubts, *supposed):
        reply = understand(pack, question, example)
        assert reply.answers or reply.supposed, example
        assert example not in results or reply.answers.keys() <= set(names), f"{example} is a danger sign"
    if question.form == "checklist":
        assert doubts
        assert bracketed or len(names) == 1
    elif units is not None:
        assert bracketed
        assert bool(results) is bool(set(units) - {"10^9/L"})


def test_whoever_writes_a_result_amiss_is_shown_one_that_the_pack_reads() -> None:
    """In its own unit: whatever stands in a refusal can be typed."""
    pack = with_units(SHIPPED, ["mg/L"])
    levels = next(one for one in pack.questions if one.form == "panel")
    with pytest.raises(NotAnAnswer) as refused:
        understand(pack, levels, "1 22 mg/L (from low to high)")
    example = re.findall(r"write it like '(.*?)'", str(refused.value))[0]
    assert understand(pack, levels, f"1 {example}").answers["magnesium"] == "normal"


@pytest.mark.parametrize("words", ["do not know", "I do not know", "dunno", "don't know"])
def test_not_to_know_may_be_said_in_many_words(words: str) -> None:
    """Each leaves a whole list open."""
    answers = understand(SHIPPED, QUESTION["noticed"], words).answers
    assert set(answers.values()) == {UNKNOWN}


@pytest.mark.parametrize("typed", ["1?", "1 ?", "magnesium?", "1?, 2 low"])
def test_a_test_may_be_left_open_as_on_any_list(typed: str) -> None:
    """Every other list teaches '4?'."""
    assert understand(SHIPPED, QUESTION["levels"], typed).answers["magnesium"] == UNKNOWN


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("why not tetany", "tetany is present: the answer 'tetany is absent' says otherwise"),
        ("why-not tetany", "tetany is present: the answer 'tetany is absent' says otherwise"),
        ("what if calcium=normal", "calcium is normal [as asked here]"),
        ("what-if calcium normal", "calcium is normal [as asked here]"),
        ("whatif tingling", "That is so already: tingling is present (paresthesia) [you answered]."),
        ("whatif calcium=unknown", "That is so already."),
        ("whatif calcium very low", "calcium is low (hypocalcemia)"),
        ("whatif calcium 1.9 mmol/L (2.15-2.55)", "calcium is low (hypocalcemia) [as asked here]"),
        ("whatif calcium=1.9 mmol/L", "The range for 'calcium' is missing"),
        ("whatif calcium=1.9 mmol/L", "(LOW-HIGH)"),
        ("whatif tingling with hand cramps = no", "A no to 'tingling with hand cramps' leaves open"),
        ("how all", "'how' alone shows the list"),
        ("how?", "How what? Type 'how' and a number"),
        ("how same day", "urgency is same day. 3 proofs"),
        ("how emergency", "'whynot' and 'needed' say more."),
        ("why not emergency", "not concluded: urgency is emergency now"),
        (
            "needed emergency now",
            "urgency is emergency now. 1 answer to the questions would bring it about. There are 3 ways",
        ),
        ("undo same", "would be lower with 2 different answers"),
    ],
)
def test_a_word_is_understood_as_people_write_it(typed: str, said: str) -> None:
    """Where something is missing, the answer shows how it is written."""
    _, script = talk(SHIPPED, *CRAMPS, typed, page=WIDE)
    assert said in script.after(len(CRAMPS) + 1)


@pytest.mark.parametrize(
    ("typed", "person"),
    [
        *((typed, "real") for typed in ("me", "Myself", "it's me", "my mother", "for my old father.", "a friend")),
        *((typed, "") for typed in ("my cat", "my homework", "not me", "a fictional patient", "my imaginary friend")),
    ],
)
def test_somebody_is_a_real_person(typed: str, person: str) -> None:
    """Whoever answers with the person it is about is not sent to look for the right word."""
    if person:
        assert understand(SHIPPED, PERSON, typed).person == person
    else:
        with pytest.raises(NotAnAnswer):
            understand(SHIPPED, PERSON, typed)


def test_the_candidates_say_by_way_of_what_they_explain() -> None:
    """The longer view holds what the summary says."""
    _, script = talk(SHIPPED, *CRAMPS, "candidates", page=WIDE)
    said = "by way of: calcium is low, and against that: muscle pain is absent"
    assert said in script.after(7)
    assert said in script.transcript.split("The result")[1]


def test_review_says_which_no_counts_less() -> None:
    """A no that other answers outweigh is no plain no."""
    _, script = talk(SHIPPED, *CRAMPS, "review", page=WIDE)
    told = "muscle cramp is present [told by: cramping in the chest"
    assert f"the other 7 of the list are absent; but {told}" in script.after(7)
    assert "the answer to it by itself, absent, counts less]" in script.after(7)


def test_why_tells_a_rule_that_waits_for_one_thing_once() -> None:
    """Whichever part of a sign is known, the same level would complete it."""
    _, script = talk(SHIPPED, *CRAMPS, "none", "why", page=WIDE)
    rules = re.findall(r"^  rule (\S+):", script.shown[8], re.MULTILINE)
    assert rules
    assert len(set(rules)) == len(rules)
    assert "danger sign on this list" not in script.after(8)


def test_why_of_danger_signs_that_come_too_late_does_not_call_them_urgent() -> None:
    """After an emergency in a made-up case 'some patterns are worth an appointment' would say that they still count."""
    late = "None of these can change the urgency any more: they are asked because the case is made up"
    why = QUESTION["what-it-is-like"].why.capitalize()
    for typed, told in ("1", True), ("none", False):
        _, script = talk(SHIPPED, "made-up", "none", typed, *["none"] * 3, "why", page=WIDE)
        assert script.after(7).startswith(late if told else why)


def test_the_answers_that_why_counts_have_names() -> None:
    """'why NAME' shows no 'none of these', so that one is told and not counted."""
    _, script = talk(SHIPPED, "made-up", "none", "why", page=WIDE)
    assert "none of these: " in script.after(3)
    shown = len(re.findall(r"^    \S.*: ", script.shown[3].split("What a tick")[1], re.MULTILINE))
    counted = re.search(r"and (\d+) more answer", script.after(3))
    assert counted
    assert (
        shown - 1 + int(counted[1]) == len(QUESTION["emergency-signs"].concepts) + 1
    )  # the line that counts has a ':'


def test_what_is_left_open_of_a_list_is_what_would_be_asked() -> None:
    """Whoever quits before a list of twelve is not told of thirteen."""
    _, script = talk(SHIPPED, *CRAMPS, "none", "1 normal, 2 normal, 3 normal", "quit", page=WIDE)
    open_ = [shown for shown in script.shown if "\nQuestion " in shown][-1]
    question = open_.split("\nQuestion ")[1].splitlines()[1]
    asked = len(re.findall(r"^ +\d+  ", open_, re.MULTILINE))
    assert asked < len(next(one.concepts for one in SHIPPED.questions if one.text == question))
    left = re.search(rf"- (\d+) of \d+: {re.escape(question)}", script.transcript.split("Lists that were not")[1])
    assert left
    assert int(left[1]) == asked


def test_small_words() -> None:
    """'1 to 2' is two numbers; who it is about is an answer, if not one that a rule goes on."""
    _, script = talk(SHIPPED, "3", "made-up", page=WIDE)
    assert "choose 1 or 2" in script.after(1)
    assert "Nothing was answered but who it is about" in script.transcript
    _, script = talk(SHIPPED, page=WIDE)
    assert "Nothing was answered, so" in script.transcript


def test_a_name_behind_a_comma_is_heard() -> None:
    """A sentence is no list, and what it names is not lost with it."""
    _, script = talk(SHIPPED, *CRAMPS[:-1], "I am so scared, my lips are tingling", page=WIDE)
    assert "'tingling lips': this comes in a later question" in script.after(6)


@pytest.mark.parametrize("typed", [["why"], ["1", "change 1", "why"]])
def test_who_it_is_about_is_explained_too(typed: list[str]) -> None:
    """The first question is no question of the pack, and has its reason all the same."""
    code, script = talk(shipped(), *typed, "quit")
    assert code == 0
    assert "or a real person" in script.transcript


def test_what_is_printed_after_a_restart_is_not_called_as_the_case_that_was_dropped() -> None:
    """The title of a file belongs to the answers in it."""
    script = Script("print", "restart", "yes", "print", "quit")
    answers = {"muscle-cramp": "present"}
    assert converse(begin(shipped(), answers, person="made-up"), script, Files(title="A winter indoors")) == 0
    before, after = script.transcript.split("> restart")
    assert "A winter indoors" in before
    assert "A winter indoors" not in after


@pytest.mark.parametrize("first", ["made-up", "real"])
def test_every_word_answers_at_every_question(first: str) -> None:
    """Whoever looks around meets an answer wherever they are, from the question who it is about to the result."""
    elsewhere = ("back", "change", "keep", "more", "print", "quit", "restart", "save", "skip")
    around = [f"{word}{argument}" for word in WORDS if word not in elsewhere for argument in ("", " calcium")]
    _, ended = talk(shipped(), first, *["none"] * 20)
    questions = ended.transcript.count("\nQuestion ")
    assert questions > 4
    typed = [line for answer in (first, *["none"] * questions) for line in (*around, answer)]
    code, script = talk(shipped(), *typed, "quit", page=WIDE)
    assert code == 0
    assert script.transcript.count("\nQuestion ") >= questions
    assert "The result" in script.transcript


@pytest.mark.parametrize("asked", ["what is tetany?", "What does tetany mean", "what's tetany", "define tetany"])
def test_whoever_asks_what_a_word_means_is_told_and_has_said_nothing(asked: str) -> None:
    """A learner who asks about a danger sign does not have it."""
    _, script = talk(shipped(), "real", asked, "quit", page=WIDE)
    assert "Muscles that lock tight because their nerves keep firing." in script.after(2)
    assert "Named but not answered" not in script.transcript


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("fever with a stiff neck", ("'fever'", "'a stiff neck'")),
        ("my heart is racing and I feel faint", ("'heart is racing'", "'faint'")),
        ("muscle cramp and dark urine", ("'muscle cramp'", "'dark urine'")),
    ],
)
def test_things_that_are_graver_together_are_told_as_such_in_one_line(typed: str, names: tuple[str, ...]) -> None:
    """Whoever names both halves of an emergency at once reads at once what to do."""
    _, script = talk(shipped(), "real", typed, "quit", page=WIDE)
    told = script.after(2)
    assert all(name in told.partition(" together are danger signs. If they are there now: ")[0] for name in names)
    assert "together are danger signs. If they are there now: Call your emergency number" in told


def test_what_makes_nothing_graver_is_not_named_among_what_does() -> None:
    """Of three things in one line, the two that are an emergency together are named as such, and the third is not."""
    _, script = talk(shipped(), "real", "fever with thirst and a stiff neck", "quit", page=WIDE)
    before, _, _ = script.after(2).partition(" together are danger signs")
    assert "'a stiff neck' and 'fever'" in before
    assert "thirst" not in before


def test_what_to_do_is_asked_about_a_danger_sign_as_well() -> None:
    """A line that opens as if a word were asked about may tell of an emergency, and is not brushed off."""
    _, script = talk(shipped(), "real", "what is this crushing chest pain", "quit", page=WIDE)
    assert "Call your emergency number" in script.after(2)


@pytest.mark.parametrize("typed", ["my printer is not feeding", "a floppy hat", "my wrist is floppy"])
def test_a_baby_is_not_heard_where_none_is_named(typed: str) -> None:
    """Words that fit other things as well raise no alarm about a baby."""
    _, script = talk(shipped(), "real", typed, "quit", page=WIDE)
    assert "baby" not in script.after(2)


@pytest.mark.parametrize(
    ("typed", "known"), [("can not breathe", "cannot breathe"), ("not able to swallow", "unable to")]
)
def test_a_word_for_cannot_is_no_denial(typed: str, known: str) -> None:
    """It is the sign itself, however it is written."""
    _, script = talk(shipped(), "real", typed, "quit", page=WIDE)
    assert known in script.after(2)
    assert "Call your emergency number" in script.after(2)


def test_whynot_of_a_level_shows_the_nearest_rules_and_counts_the_rest() -> None:
    """A hundred rules conclude it: on a screen the nearest are still in sight, and 'all' shows every one."""
    word = "whynot urgency is same day"
    _, script = talk(shipped(), "made-up", "none", word, word.replace(" ", " all ", 1), page=WIDE)
    few, every = script.after(3), script.after(4)
    assert 1 < few.count("; lacks ") <= 8 < every.count("; lacks ")
    assert re.search(r"\d+ lines not shown: 'whynot all urgency is same day' shows everything\.", few)


def test_why_again_leaves_no_rule_out_that_ends_where_another_did(tmp_path: Path) -> None:
    """Too much water lowers the pressure in the leaves by way of the roots, as too little does straight away."""
    assert run(["check", "--new", str(tmp_path / "garden")]) == 0
    garden = load_pack(tmp_path / "garden")
    _, script = talk(garden, "made-up", "none", "1", "none", "why", "why", page=WIDE)
    assert "wet-soil-harms-roots" in script.after(5)
    assert "harmed-roots-lower-leaf-pressure" in script.after(6)


def test_why_again_climbs_as_why_once_more_does() -> None:
    """The words of the hint work as they stand there."""
    _, script = talk(shipped(), "made-up", "why", "why again", page=WIDE)
    _, other = talk(shipped(), "made-up", "why", "why", page=WIDE)
    assert script.after(3) == other.after(3)
