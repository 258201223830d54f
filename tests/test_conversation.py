"""Whole interviews by script: what is typed, and every line that is shown.

The transcripts in golden_sessions/ hold whole sessions on the small pack beside them. A line that begins with '> ' is
what the person types ('> ^C' is Ctrl-C on an empty line, '> ^D' the end of the input); the hash of the pack is blotted
out. After a change of wording, write them anew on purpose with

    TRIAGE_GOLDEN=write python -m pytest tests/test_conversation.py -k golden

and read every changed line before keeping it. A new session is a new file that holds only its '> ' lines.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripted import END, INTERRUPT, SESSIONS, Script, Typed, pack_of_sessions, talk, with_parts, with_rule
from shipped import shipped

from triage.output import Page

PACK = pack_of_sessions()
RESUMED: Mapping[str, str] = {
    "muscle-spasm": "present",
    "tingling": "unknown",
    "vitamin-d": "low",
    "magnesium": "low",
    "calcium": "normal",
}


# Whole sessions

GOLDEN = sorted(SESSIONS.glob("*.txt"))


def played(path: Path) -> tuple[int, str]:
    """Play the typed lines of a transcript and return the exit code and the transcript that comes of it."""
    typed: list[Typed] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if re.match(r">( |$)", line):
            typed.append({"^C": INTERRUPT, "^D": END}.get(line[2:], line[2:]))
    answers = RESUMED if path.stem == "resumed" else {}
    code, script = talk(PACK, *typed, answers=answers, page=Page(40 if path.stem == "narrow" else 80))
    assert not script.lines, "the session ended before everything was typed"
    transcript = re.sub(r"\(sha256 [0-9a-f]{12}\)", "(sha256 ...)", script.transcript)
    return code, transcript.replace("> \n", ">\n")


@pytest.mark.parametrize("path", GOLDEN, ids=[path.stem for path in GOLDEN])
def test_golden_session(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole session reads, line by line, as it did when somebody last read it for truth."""
    monkeypatch.chdir(tmp_path)
    code, transcript = played(path)
    if os.environ.get("TRIAGE_GOLDEN") == "write":
        path.write_text(transcript, encoding="utf-8")
    assert transcript == path.read_text(encoding="utf-8")
    assert code == (130 if path.stem in ("interrupted", "narrow") else 0)


# The first screen and the last


def test_the_notice_comes_before_the_first_question_and_with_the_result() -> None:
    """Nobody answers, and nobody reads a result, without reading that this is for learning and no medical advice."""
    _, script = talk(PACK)
    notices = [found.start() for found in re.finditer("not medical advice", script.flat)]
    assert len(notices) == 2
    assert notices[0] < script.flat.index("Question 1") < script.flat.index("The result") < notices[1]


def test_the_result_names_what_was_not_answered_and_what_is_not_known() -> None:
    """Nothing is filled in silently: unknown and unanswered are named apart."""
    _, script = talk(PACK, "1 3?", "not sure", "skip")
    assert "Not known: tingling; vitamin D." in script.flat
    assert "Not answered: calcium; hard exercise." in script.flat


def test_the_end_of_the_input_ends_with_the_result_of_what_there_is() -> None:
    """A pipe that dries up in the middle of a question still gives the result, finished and without complaint."""
    code, script = talk(PACK, "none", "low")
    assert code == 0
    assert "tetany may be present" in script.after(3)
    assert "Not answered: calcium; hard exercise." in script.after(3)


@pytest.mark.parametrize("typed", ["", "   ", ":"])
def test_enter_alone_never_answers(typed: str) -> None:
    """An empty line answers nothing at any question, and says how to go on."""
    _, script = talk(PACK, typed, "none", typed, "low", typed)
    for prompt in (1, 3, 5):
        assert "Enter alone answers nothing" in script.after(prompt)
    assert "vitamin D is low" not in script.after(1)


def test_lines_are_only_ever_added() -> None:
    """What is shown is plain lines: nothing that moves the cursor, clears or redraws, for a screen reader's sake."""
    _, script = talk(PACK, "1 3?", "suppose", "trace", "how 1", "back", "low", "quit")
    assert re.fullmatch(r"[\n\x20-\x7e\u2500-\u257f]*", script.transcript)


# After each answer: which rules fired

RULE_LINE = re.compile(r"^  ([+~-]) (.*)$")
SHARED_LINE = re.compile(r"one more reason for what is known[^:]*: (.*)|no longer fires: (.*)")


def told(script: Script) -> set[str]:
    """Add up the rule lines of a session: the rules that somebody who read them all believes to fire now."""
    firing: set[str] = set()
    for text, style in script.styles:
        for line in re.sub(r"\n {6,}", " ", text).splitlines() if style == "fired" else ():
            if match := RULE_LINE.match(line):
                shared = SHARED_LINE.fullmatch(match[2])
                rules = (shared[1] or shared[2]).split(", ") if shared else match[2].split()[-1:]
                (firing.difference_update if match[1] == "-" else firing.update)(rules)
    return firing


def listed(script: Script) -> set[str]:
    """Return the rules that `rules`, typed last but for `quit`, says have fired."""
    return set(re.findall(r"^ +\d+  .*  ([a-z0-9-]+)$", script.shown[-2], re.MULTILINE))


LINES = st.sampled_from(
    ["1", "2", "4", "5", "none", "not sure", "1 3?", "suppose it is low", "skip", "change 1", "change 2", "change 4"]
)


@given(st.lists(LINES, max_size=10))
def test_the_rule_lines_add_up_to_the_rules_that_fire(lines: list[str]) -> None:
    """Whoever follows the lines '+', '~' and '- no longer' knows at the end exactly which rules fire."""
    _, script = talk(PACK, *lines, "rules", "quit", page=Page(200))
    assert told(script) == listed(script)


def test_skipping_an_answer_says_which_rules_no_longer_fire() -> None:
    """Taking an answer back is told like giving one: it is named, and so is what rested on it."""
    _, script = talk(PACK, "1", "low", "back", "skip", "rules", "quit", page=Page(200))
    assert "'vitamin D is low' no longer counts" in script.after(4)
    assert told(script) == listed(script)


@pytest.mark.parametrize("again", [["back"], ["back", "back"], ["change 1"], ["change 2", "back"]])
def test_an_answer_counts_until_another_one_is_given(again: list[str]) -> None:
    """Looking back and leaving drops nothing, neither from the screen nor from the rules."""
    _, script = talk(PACK, "1", "low", *again, "rules", "facts", page=Page(200))
    assert "d-lowers-calcium" in script.after(len(again) + 3)
    assert "vitamin D is low" in script.after(len(again) + 4)
    assert "vitamin D is low" in script.shown[-1].split("The result")[1]


def test_a_rule_that_no_longer_fires_does_not_make_an_answer_sound_withdrawn() -> None:
    """What was answered still holds when the rule that it overruled fires no more."""
    _, script = talk(PACK, "none", "low", "back", "skip", page=Page(200))
    assert "nerves-cause-spasms" in script.shown[4]
    assert "no longer: muscle spasm is absent, as answered" not in script.shown[4]


def test_each_rule_that_fires_is_one_line_with_its_conclusion_and_its_name() -> None:
    """After an answer the learner sees in one line each what was concluded, how surely, and by which rule."""
    _, script = talk(PACK, "none", "low", page=Page(200))
    assert "  + calcium may be low  d-lowers-calcium" in script.shown[2].splitlines()
    assert sum(line.startswith("  + ") for line in script.shown[2].splitlines()) == 4


def test_an_answer_that_overrules_a_rule_is_told() -> None:
    """What the person said of themselves wins over a rule, and the rule line says that it did."""
    _, script = talk(PACK, "none", "low", page=Page(200))
    (line,) = re.findall(r".*nerves-cause-spasms", script.shown[2])
    assert "muscle spasm is absent, as answered" in line
    assert "[overruled]" in line


def test_rules_that_an_answer_now_overrules_share_a_line() -> None:
    """Told one by one they would drown what is new."""
    lines = ["made-up", *["none"] * 4, "muscle weakness, muscle cramp", "none", "all low", "change 6", "muscle cramp"]
    _, script = talk(shipped(), *lines, page=Page(200))
    said = [line for line in script.shown[10].split("Question")[0].splitlines() if line.startswith("  ~ ")]
    assert sum("muscle weakness is absent" in line for line in said) == 1


def test_a_level_that_another_rule_tells_first_now_is_not_called_new() -> None:
    """'~ now: urgency is routine' would say that it was none before."""
    lines = ["made-up", *["none"] * 4, "1 8", "none", "1 low", "change 6", "1"]
    _, script = talk(shipped(), *lines, page=Page(200))
    assert not re.search(r"^  ~ now: urgency is", script.shown[10], re.MULTILINE)


def test_an_answer_on_which_no_rule_fires_is_told_so() -> None:
    """Silence would leave the learner wondering whether the answer was heard."""
    _, script = talk(PACK, "none", "normal")
    assert "No rule fires on this." in script.after(2)


def test_an_answer_given_again_is_not_said_to_fire_no_rule() -> None:
    """When `change` ends in the same answer the rules fire on it as before; saying that none does would be untrue."""
    _, script = talk(PACK, "none", "low", "change 2", "low")
    assert "d-lowers-calcium" in script.after(2)
    assert "No rule fires" not in script.after(4)


# What is supposed is marked everywhere


def test_a_supposition_is_marked_in_every_view() -> None:
    """Nobody takes for a finding about themselves what was only supposed: each view says so, line by line."""
    _, script = talk(PACK, "not sure", "suppose", "facts", "how tetany", "trace", "review", "quit", page=Page(200))
    for prompt in (2, 3, 4, 5, 7):
        for line in script.shown[prompt].splitlines():
            if re.search(r"(calcium|nerve excitability|muscle spasm|tetany) may be", line) and " from " not in line:
                assert "supposition" in line or "shown above" in line, line
    assert "vitamin D is low  [supposed]" in script.shown[3]
    assert "vitamin D is low  [supposed]" in script.shown[4]
    assert "vitamin D is low [supposed]" in script.shown[5]
    assert "vitamin D is low  [supposed]" in script.shown[6]
    assert "You supposed something about vitamin D" in script.shown[7]


def test_a_supposition_is_marked_in_the_list_of_rules() -> None:
    """`rules` marks what rests on a supposition as the rule lines do."""
    _, script = talk(PACK, "not sure", "suppose", "rules", page=Page(200))
    assert script.shown[3].count("rests on a supposition") == 4


@pytest.mark.parametrize("noticed", ["1", "none"])
def test_a_reason_that_is_only_supposed_is_marked_too(noticed: str) -> None:
    """One more reason for what was reported, or a rule that an answer overrules: if its premise rests on a supposition,
    the line says so, after the answer and in every list."""
    _, script = talk(PACK, noticed, "suppose", "rules", "trace", page=Page(200))
    for lines in (script.shown[2], script.shown[3]):
        (line,) = re.findall(r".*nerves-cause-spasms", lines)
        assert "supposition" in line
    heading = script.shown[4].partition("    rule    nerves-cause-spasms")[0].splitlines()[-1]
    assert "supposition" in heading


@pytest.mark.parametrize(
    ("word", "unmarked"),
    [("how", r"tetany may be present"), ("why", r"calcium may be low")],
)
def test_a_supposition_is_marked_in_the_shorter_views_too(word: str, unmarked: str) -> None:
    """Neither the list of `how` nor what `why` calls known forgets the mark."""
    pack = with_rule("calcium-and-exercise", "calcium is low", "hard-exercise is present", "muscle-pain is present")
    _, script = talk(pack, "not sure", "suppose", "skip", word, page=Page(200))
    lines = [line for line in script.shown[4].splitlines() if re.search(unmarked, line)]
    assert lines
    assert all("suppos" in line for line in lines)


def test_a_supposition_from_a_file_is_not_called_an_answer() -> None:
    """Resuming says how much was answered and how much only supposed."""
    _, script = talk(PACK, answers={"calcium": "normal"}, supposed={"vitamin-d": "low"})
    assert "2 answers" not in script.flat
    assert "suppos" in script.shown[0]


def test_a_supposition_that_becomes_an_answer_is_told() -> None:
    """When the supposed level turns out to be known, the rule lines say what no longer rests on a supposition."""
    _, script = talk(PACK, "none", "suppose", "change 2", "low", "facts")
    assert "~ now: calcium may be low" in script.after(4)
    assert "supposition" not in script.after(5)


# Urgency

TETANY_IS_URGENT = with_rule(
    "tetany-is-urgent", "tetany is present", "urgency is same-day", strength="likely", wording="often"
)


def test_a_pack_whose_rules_lead_to_an_urgency_gets_its_result() -> None:
    """The result says how urgent it is and what to do."""
    _, script = talk(TETANY_IS_URGENT, "none", "low", "quit")
    assert "Urgency: !! Call today Call a doctor today. Call again." in script.after(3)


def test_the_result_names_the_rules_that_make_it_urgent() -> None:
    """Why it is urgent can be read from the result, and asked for by the rule's name."""
    _, script = talk(TETANY_IS_URGENT, "none", "low", "quit")
    assert "tetany-is-urgent" in script.after(3)


def test_an_urgency_that_is_only_supposed_is_marked() -> None:
    """'Call a doctor today' that follows from a supposition alone must not read like advice for the person."""
    _, script = talk(TETANY_IS_URGENT, "none", "suppose", "quit", page=Page(200))
    lines = re.findall(r"^Urgency: .*$", script.shown[3], re.MULTILINE)
    assert lines
    assert all("suppos" in line for line in lines)


# What an answer would do, and how much is said


def test_why_says_what_each_answer_would_do() -> None:
    """A choice: each value with what it sets off and shuts out; a list: the most telling few, the others by name."""
    _, script = talk(PACK, "why", "none", "why", "why hard exercise", page=Page(200))
    assert "muscle spasm: 3 causes would explain it" in script.shown[1]
    assert "1 more answer: 'why NAME' shows each." in script.shown[1]
    assert "vitamin D is low: points to 'vitamin D is low' and 'calcium is low'; sets off 4 rules" in script.shown[3]
    assert "vitamin D is high: speaks against 'vitamin D is low'; shuts out 1 rule (" not in script.shown[3]
    assert "hard exercise is present: " in script.shown[4]


def test_each_of_the_first_causes_has_its_chain_at_the_end() -> None:
    """From the cause to the finding, no step surer than the rules make it."""
    _, script = talk(PACK, "1 3?", "low", "not sure", "yes")
    chain = (
        "chain: if vitamin D is low -> calcium may be low -> nerve excitability may be increased -> muscle spasm may"
    )
    assert chain in script.after(4)


def test_what_an_explanation_leaves_out_is_counted_and_can_be_seen() -> None:
    """No word announces more lines than it shows without a note, and the note says how to see them."""
    _, script = talk(PACK, "1", "low", "contrast vitamin D, calcium", "contrast all vitamin D, calcium")
    hidden = re.search(r"(\d+) lines? not shown: 'contrast all vitamin D, calcium' shows everything", script.after(3))
    assert hidden
    assert "not shown" not in script.after(4)
    assert len(script.shown[4].splitlines()) > len(script.shown[3].splitlines())
    _, plainly = talk(PACK, "1", "low", "contrast calcium vitamin-d", "contrast all calcium vitamin-d")
    assert "'contrast all calcium vitamin-d' shows everything" in plainly.after(3)
    assert "stands before" in plainly.after(4)


def test_a_cause_that_would_move_is_told_with_its_new_place_first() -> None:
    """'1 instead of 3' is what would be, then what is."""
    _, script = talk(PACK, "1", "not sure", "whatif calcium=low", page=Page(200))
    moved = r"calcium is low \(hypocalcemia\): (place 1 instead of \d; )?evidence for it: certain instead of none"
    assert re.search(moved, script.after(3))


def test_the_result_ends_with_the_urgency_and_counts_the_cautions() -> None:
    """After a long result the urgency is still on the screen; the cautions are one word away."""
    _, script = talk(PACK, "1", "low", "quit", page=Page(200))
    _, last = script.shown[3].split("1 caution about these rules: type 'cautions'.")
    assert last.splitlines()[1] == "Urgency: i For learning"
    _, script = talk(PACK, "1", "low", "cautions")
    assert "N1 This is seen in some people only. [other]" in script.after(3)


def test_a_result_that_did_not_change_is_not_shown_again() -> None:
    """`keep` after the end says that all is as before, and how urgent that is."""
    _, script = talk(PACK, "1", "low", "normal", "no", "change 2", "keep", "quit")
    assert script.flat.count("What follows from the answers") == 1
    assert "The result is as before. Urgency: i For learning" in script.after(6)


def test_what_is_not_known_of_long_lists_is_told_list_by_list() -> None:
    """After 'not sure' everywhere nobody reads a paragraph of a hundred names."""
    _, script = talk(shipped(), "made-up", *["not sure"] * 14, page=Page(200))
    result = script.transcript.split("The result")[1]
    assert "Lists with points that are not known:\n  - " in result
    assert "9 of 9: Which of these has been noticed?" in result
    assert max(len(line) for line in result.splitlines()) <= 200
    assert not any(line.startswith("Not known: ") and line.count(";") > 8 for line in result.splitlines())


def test_candidates_says_in_one_line_that_nothing_is_known_of_them() -> None:
    """All causes with all that is open would be a list of everything the pack asks for."""
    _, script = talk(shipped(), "made-up", "candidates", "none", "none", "none", "none", "1", "candidates")
    assert len(script.shown[2].splitlines()) <= 2
    assert "nothing was answered that speaks for or against one of the 8 causes" in script.after(2)
    assert "explains: muscle spasm" in script.after(8)


def test_leaving_at_once_says_in_few_lines_that_nothing_was_answered() -> None:
    """There is nothing to explain and nothing to change, and neither is offered."""
    _, script = talk(PACK, "quit")
    assert "Nothing was answered" in script.after(1)
    assert "change" not in script.after(1)
    assert "how 1" not in script.after(1)
    assert len(script.shown[1].splitlines()) < 8


def test_facts_counts_what_a_list_denies() -> None:
    """What was left out on a list is one line, and every other fact has its own."""
    _, script = talk(PACK, "1 3?", "facts")
    assert "the other 2 of this list are absent: Which of these are there? [you answered]" in script.after(2)
    assert "muscle pain" not in script.after(2)
    assert "tingling: not known" in script.after(2)


def test_help_stands_beside_its_word_and_below_it_where_there_is_no_room() -> None:
    """What is folded stands under its description, not under the words."""
    for width in (80, 40):
        _, script = talk(PACK, "help", page=Page(width))
        texts = script.shown[1].splitlines()[1 + (width == 40) :]
        assert {len(line) - len(line.lstrip()) for line in texts if line} <= ({2, 29} if width == 80 else {2, 6, 0})


def test_help_tells_which_things_the_article_does_not_have() -> None:
    """What stands in the supplement alone is marked as such where it is explained."""
    _, script = talk(shipped(), "help calcium", "help fever")
    assert "supplement" not in script.after(1)
    assert "fever: A body temperature that is clearly too high. [supplement]" in script.after(2)


def test_help_pack_tells_what_the_rules_are_about() -> None:
    """The first screen is short, because this is one word away."""
    _, script = talk(PACK, "help pack")
    assert PACK.about in script.after(1)


def test_what_was_typed_is_echoed_only_in_part_when_it_is_long() -> None:
    """A cat on the keyboard does not fill the screen."""
    _, script = talk(PACK, "x" * 3000, "how " + "x" * 3000, "rules " + "x" * 3000, "none", "x" * 3000)
    assert all(len(shown) < 700 for shown in script.shown[1:])


def test_two_causes_need_no_comma_between_them() -> None:
    """`contrast` takes two names with a blank, with several words in each."""
    _, script = talk(PACK, "1", "low", "contrast vitamin D calcium", "contrast vitamin D, calcium")
    assert "stands before" in script.after(3)
    assert script.after(3).split("not shown")[0] == script.after(4).split("not shown")[0]


def test_a_concept_without_a_value_is_answered_with_its_values() -> None:
    """It is known what is meant, so it is not said to be unknown."""
    _, script = talk(PACK, "whynot vitamin D", "how magnesium")
    assert "Which one: vitamin D is low, normal or high?" in script.after(1)
    assert "Which one: magnesium is low" in script.after(2)


def test_a_suggested_name_is_the_one_on_the_list() -> None:
    """The label as it stands there, with its commas and hyphens, so that it can be typed or copied."""
    concept = PACK.concept["back-pain"].model_copy(update={"label": "an aching spine, or below-the-belt ache"})
    pack = with_parts(PACK, concepts=tuple(concept if one.id == "back-pain" else one for one in PACK.concepts))
    _, script = talk(pack, "an aching spine, or below the belt achs", "an aching spine or below the belt achs")
    assert "did you mean 'an aching spine, or below-the-belt ache'?" in script.after(2)


def test_a_pack_that_asks_nothing_says_so() -> None:
    """Who starts it reads why nothing is asked, and what its cases are run with."""
    _, script = talk(replace(PACK, questions=()), "quit")
    assert (
        "This pack has no questions, so there is nothing to ask: 'triage explain CASE' runs its cases." in script.flat
    )
    assert "has no questions" not in talk(PACK, "quit")[1].flat
