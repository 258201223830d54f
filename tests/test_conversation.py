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
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripted import END, INTERRUPT, SESSIONS, Script, Typed, pack_of_sessions, talk, with_parts
from shipped import shipped

from triage.answers.case import read_case
from triage.conversation.ending import closing
from triage.conversation.help import WORDS
from triage.conversation.interview import converse
from triage.conversation.set_off import set_off
from triage.interview.beginning import begin
from triage.interview.reply import Reply
from triage.interview.typed import understand
from triage.model import PRESENT, Rule, RulePack
from triage.output import Page, Styled, columns, folded

PACK = pack_of_sessions()
RESUMED: Mapping[str, str] = {
    "muscle-spasm": "present",
    "tingling": "unknown",
    "vitamin-d": "low",
    "magnesium": "low",
    "calcium": "normal",
}


def with_rule(name: str, *statements: str, strength: str = "possible", wording: str = "can") -> RulePack:
    """Return PACK with one rule more: from all of `statements` but the last to the last one."""
    rule = Rule(
        id=name,
        premises=statements[:-1],
        conclusion=statements[-1],
        strength=strength,
        wording=wording,
        because="One leads to the other.",
        source="article A-1",
    )
    return with_parts(PACK, rules=(*PACK.rules, rule))


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


# The words that work at any prompt


@pytest.mark.parametrize("word", [word for word in WORDS if word not in ("quit", "back", "skip", "change", "trace")])
@pytest.mark.parametrize("mark", ["", ":"])
def test_a_word_is_obeyed_at_every_question_and_after_the_end(word: str, mark: str) -> None:
    """Each word answers something everywhere, answers no question, and works with a colon in front of it."""
    typed = f"{mark}{word}"
    code, script = talk(PACK, typed, "none", typed, "low", typed.upper(), "3", "2", typed, "quit")
    assert code == 0
    for prompt in (1, 3, 5, 8):
        assert script.after(prompt)
        assert "not one of" not in script.after(prompt)
        assert "not on the list" not in script.after(prompt)
    assert "Not answered:" not in script.flat


def test_trace_says_that_nothing_has_fired() -> None:
    """Before any rule has fired `trace` answers in words instead of with nothing at all."""
    _, script = talk(PACK, "trace")
    assert script.after(1)


def test_help_lists_every_word_and_explains_each() -> None:
    """A stranger needs to remember one word only."""
    _, script = talk(PACK, "help", *(f"help {word}" for word in WORDS))
    for number, (word, verb) in enumerate(WORDS.items(), start=2):
        assert verb.usage in script.shown[1]
        assert script.after(number).startswith(word)
        assert verb.says in script.after(number)
    assert talk(PACK, "help WHY")[1].shown[1] == talk(PACK, "help why")[1].shown[1]


def test_every_word_is_offered_for_completion_with_its_meaning() -> None:
    """Tab finds the answers of the question and the words, each with what it does; after the end only the words."""
    _, script = talk(PACK, "none", "low", "low", "no", "quit")
    words = [dict(offered) for offered in script.offered]
    assert words[0]["muscle spasm"] == words[0]["none"] == words[0]["not sure"] == "answer"
    assert words[1]["suppose it is low"] == "answer"
    assert "muscle spasm" not in words[1]
    for offered in words:
        assert {word: offered[word] for word in WORDS} == {word: verb.says for word, verb in WORDS.items()}
    assert set(words[4]) == set(WORDS)


def test_why_names_the_rules_that_wait_for_the_answer() -> None:
    """The reason for a question is the rules that could fire on it, with what they already know."""
    _, script = talk(PACK, "none", "why", "low", "why")
    assert "Calcium depends on it." in script.after(2)
    assert "rule d-lowers-calcium: if vitamin D is low, then calcium may be low" in script.after(2)
    assert "calcium-excites-nerves" not in script.after(2)


def test_why_of_a_question_that_is_changed_does_not_deny_its_rules() -> None:
    """A rule that fired on an earlier answer, or on a weaker conclusion, still depends on this one."""
    _, script = talk(PACK, "none", "low", "change 2", "why", "keep", "why")
    assert "No rule waits for it" not in script.after(4)  # d-lowers-calcium does
    assert "No rule waits for it" not in script.after(6)  # the rule that fired on 'calcium may be low' does


def test_why_names_no_rule_that_can_no_longer_fire() -> None:
    """A rule with a premise that was answered otherwise waits for nothing."""
    pack = with_rule("pain-and-exercise", "muscle-pain is present", "hard-exercise is present", "tetany is present")
    _, script = talk(pack, "none", "skip", "skip", "why")
    assert "exercise-causes-pain" in script.after(4)
    assert "pain-and-exercise" not in script.after(4)


def test_why_names_a_rule_with_two_premises_on_the_list_once() -> None:
    """A rule that waits for two findings of one list is one line."""
    pack = with_rule("spasm-and-pain", "muscle-spasm is present", "muscle-pain is present", "tetany is present")
    _, script = talk(pack, "why")
    assert script.after(1).count("rule spasm-and-pain") == 1


def test_how_takes_the_number_of_the_result_and_any_statement() -> None:
    """The numbers of the result are the numbers that `how` takes; a statement, a term or a finding's name do too."""
    answers = ("1 2", "low", "not sure", "yes")
    _, script = talk(PACK, *answers, "how", "how muscle spasm", "how muscle pain", "how tetany", "how hypocalcemia")
    numbers = dict(re.findall(r"(?m)^ {3}(\d)  (muscle spasm|muscle pain|tetany) ", script.shown[4]))
    assert dict(re.findall(r"(?m)^ {3}(\d)  (muscle spasm|muscle pain|tetany) ", script.shown[5])) == numbers
    proofs = {"muscle spasm": script.shown[6], "muscle pain": script.shown[7], "tetany": script.shown[8]}
    assert set(numbers.values()) == set(proofs)
    for number, finding in numbers.items():
        _, again = talk(PACK, *answers, f"how {number}", "how all")
        assert again.shown[5].startswith(finding)
        assert again.shown[6].startswith(proofs[finding].splitlines()[0])
    assert "vitamin D is low [you answered]" in script.after(9)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("how 0", "There is no number 0"),
        ("how 99", "There is no number 99"),
        ("how cheese", "Nothing here is called 'cheese'"),
        ("how calcum is low", "did you mean 'calcium"),
        ("how calcium is high", "not concluded: calcium is high (hypercalcemia)"),
        ("how vitamin d is low", "vitamin D is low: you answered."),
    ],
)
def test_how_of_anything_else_is_answered_in_words(asked: str, said: str) -> None:
    """Numbers that are not there, strange names, what was not concluded and what was answered: each gets its word."""
    _, script = talk(PACK, "none", "low", asked)
    assert said in script.after(3)


@pytest.mark.parametrize("asked", ["how calcium", "how calcium="])
def test_how_of_a_bare_concept_says_which_statements_there_are(asked: str) -> None:
    """The commonest way to ask, by the name alone, is never answered with a complaint about an empty name."""
    _, script = talk(PACK, "none", "low", asked)
    assert "''" not in script.after(3)
    assert "calcium" in script.after(3)


def test_how_of_what_an_answer_overruled_says_so() -> None:
    """A rule did conclude it and the person's own answer stood against it: `how` explains that."""
    _, script = talk(PACK, "none", "low", "how muscle spasm")
    assert "'muscle spasm is absent' overrules nerves-cause-spasms" in script.after(3)


@pytest.mark.parametrize("line", ["how 1" + "1" * 5000, "change " + "1" * 5000, "1" * 5000, "save a\0b"])
def test_no_line_ends_the_interview_as_a_bug(line: str) -> None:
    """Whatever a cat types, or a broken pipe brings, the interview goes on."""
    code, script = talk(PACK, "none", line, "low")
    assert code == 0
    assert "d-lowers-calcium" in script.after(3)


@given(
    st.lists(
        st.builds("{} {}".format, st.sampled_from(["", "how", "help", "rules", "change", "1"]), st.text(max_size=8))
        | st.text(max_size=12),
        max_size=6,
    )
)
def test_nonsense_never_breaks_the_interview(lines: list[str]) -> None:
    """Any lines at all: the interview ends with its result, and shows no control character that was typed."""
    code, script = talk(PACK, *lines)
    assert code == 0
    assert script.flat.count("The result") >= 1
    shown = "".join(text for text, _ in script.styles)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", shown)


def test_a_finding_whose_name_begins_with_a_word_can_be_answered_by_its_name() -> None:
    """'back pain' on a list means back pain, and takes no answer back."""
    _, script = talk(PACK, "back pain", "review")
    assert "back pain is present" in script.after(2)


@pytest.mark.parametrize(("typed", "meant"), [("hwo", "how"), ("hepl", "help"), ("reveiw", "review")])
@pytest.mark.parametrize("ended", [False, True])
def test_a_misspelt_word_is_not_obeyed_but_the_right_one_is_named(typed: str, meant: str, ended: bool) -> None:
    """A typo gets 'did you mean', at a question as after the end."""
    _, script = talk(PACK, *(("none", "low", "low", "no") if ended else ("none",)), typed)
    assert f"did you mean '{meant}'?" in script.after(5 if ended else 2)


def test_no_sentence_ends_twice() -> None:
    """'did you mean low?.' looks like a slip of the program."""
    _, script = talk(PACK, "charley", "none", "lwo", "how calcum is low", "help calcum", "rules d-lower-calcium")
    assert "?." not in script.flat


def test_back_and_change_at_the_beginning_say_that_there_is_nothing() -> None:
    """Words that can do nothing now say so and ask on."""
    _, script = talk(PACK, "back", "change", "change 1", "none", "review")
    assert "nothing to go back to" in script.after(1)
    assert "Nothing has been answered yet." in script.after(2)
    assert "There is no answer number 1" in script.after(3)
    assert "none of the 4: Which of these are there?" in script.after(5)


def test_a_question_that_is_asked_again_shows_what_was_answered_before() -> None:
    """`back` and `change` drop nothing: the reply from before stands beside the question, and `keep` gives it again."""
    _, script = talk(PACK, "1 2", "low", "back", "keep", "review", "change 1", "keep", "review", "keep")
    assert "Your answer: vitamin D is low ('keep' leaves it as it is)" in script.after(3)
    assert "vitamin D is low" in script.after(5)
    assert "Your answer: muscle spasm is present; muscle pain is present" in script.after(6)
    assert script.after(8) == script.after(5)
    assert "There is no answer from before to keep." in script.after(9)


def test_an_answer_that_was_skipped_is_suggested() -> None:
    """A skipped answer no longer counts; where its question is asked again it can be given with one word."""
    _, script = talk(PACK, "1 2", "low", "back", "skip", "change 2", "keep", "review")
    assert "Before: vitamin D is low ('keep' answers the same)" in script.after(5)
    assert "vitamin D is low" in script.after(7)


def test_the_whole_explanation_is_printed_here_or_into_a_file(tmp_path: Path) -> None:
    """`print` shows what `explain` would of the same answers; with a file, in the form that its ending tells; a file
    that is there already has to be named twice."""
    page, markdown = tmp_path / "p.html", tmp_path / "p.md"
    markdown.write_text("mine", "utf-8")
    _, script = talk(PACK, "1 2", "low", "print", f"print {page}", f"print {markdown}", "print /nowhere/p.txt")
    assert "The rules that fired, in order" in script.after(3)
    assert "Printed to" in script.after(4)
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert "already" in script.after(5)
    assert markdown.read_text("utf-8") == "mine"
    assert "Not printed: cannot write" in script.after(6)
    talk(PACK, "1 2", "low", f"print {markdown}", f"print {markdown}")
    assert markdown.read_text("utf-8").startswith("# An interview")


@pytest.mark.parametrize("ending", [".pdf", ".DOCX", ".png", ".json"])
def test_no_text_is_printed_under_the_name_of_another_kind_of_file(tmp_path: Path, ending: str) -> None:
    """Nobody finds a PDF that no reader opens; which file a browser makes one of is told."""
    file = tmp_path / f"p{ending}"
    _, script = talk(PACK, "1 2", f"print {file}", f"print {file}")
    assert f"it would be no {ending[1:].upper()} file but plain text. 'print " in script.after(2)
    assert "p.html' writes a page" in "".join(script.after(3).split("\n")).replace("  ", " ")
    assert not file.exists()


@pytest.mark.parametrize("word", ["print", "save"])
def test_a_name_that_no_file_can_have_ends_no_interview(word: str, tmp_path: Path) -> None:
    """A link to itself, a null byte, an endless name, nobody's home: it is told, and the answers stay."""
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    names = (f"{tmp_path / 'loop.yaml'}", "a\0b.yaml", f"{'a' * 300}.yaml", "~nobody-of-that-name/a.yaml")
    _, script = talk(PACK, "1 2", *(f"{word} {name}" for name in names), "low")
    assert all("Not " in script.after(prompt) for prompt in range(2, 2 + len(names)))
    assert "calcium is low" in script.flat


def test_what_was_saved_is_not_printed_over_nor_is_a_pack(tmp_path: Path) -> None:
    """'Resume with --answers mine.yaml' was just said; and a pack may be named by a slip, even twice."""
    mine, pack = tmp_path / "mine.yaml", tmp_path / "garden"
    pack.mkdir()
    (pack / "pack.yaml").write_text("id: garden\n", "utf-8")
    over = f"print {pack / 'pack.yaml'}"
    _, script = talk(PACK, "1 2", f"save {mine}", f"print {mine}", over, over, f"save {pack / 'pack.yaml'}")
    assert "holds your answers. 'print' and another name prints there." in script.after(3)
    assert all("is a file of a rule pack" in script.after(prompt) for prompt in (4, 5, 6))
    assert mine.read_text("utf-8").startswith("pack:")
    assert (pack / "pack.yaml").read_text("utf-8") == "id: garden\n"


def test_restart_asks_twice_and_begins_anew() -> None:
    """Answers are not dropped by one word; and what comes between the two takes the first back."""
    _, script = talk(PACK, "1 2", "restart", "review", "restart", "restart", "review", "restart")
    assert "That drops 1 answer" in script.after(2)
    assert "muscle spasm" in script.after(3)
    assert "That drops 1 answer" in script.after(4)
    assert "A small pack for tests" in script.after(5)
    assert "Nothing has been answered yet." in script.after(6)
    assert "A small pack for tests" in script.after(7)


@pytest.mark.parametrize("no", ["no", "n", "Nope.", "no thanks"])
def test_a_no_to_a_warning_is_no_answer_to_the_open_question(no: str) -> None:
    """'restart' and then 'no' keeps every answer, and does not deny what stands on the open list."""
    _, script = talk(shipped(), "made-up", "restart", no, "review", "restart", "review", no)
    assert "That drops 1 answer. Type 'restart' once more, or 'yes', to begin anew, or 'no' to go on" in script.after(2)
    assert "Everything stays as it is." in script.after(3)
    assert "Question 2" in script.after(3)
    assert "none of" not in script.after(4)
    assert "Everything stays" not in script.after(7)  # what came between took the warning back


@pytest.mark.parametrize("yes", ["yes", "Y", "ok"])
def test_a_yes_to_a_warning_does_what_was_warned_of(yes: str, tmp_path: Path) -> None:
    """As the same word once more does: for beginning anew, and for replacing a file."""
    _, script = talk(PACK, "1 2", "restart", yes, "review")
    assert "Nothing has been answered yet." in script.after(4)
    letter = tmp_path / "letter.txt"
    for word, done in (("save", "Saved to"), ("print", "Printed to")):
        letter.write_text("Dear Ann,\n", "utf-8")
        _, script = talk(PACK, "1 2", f"{word} {letter}", yes)
        assert done in script.after(3)


@pytest.mark.parametrize("word", ["save", "print"])
def test_after_a_no_a_file_is_replaced_only_after_another_warning(word: str, tmp_path: Path) -> None:
    """What was warned of and left is as safe as before, also from another word; and nothing is answered by the no."""
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ann,\n", "utf-8")
    other = {"save": "print", "print": "save"}[word]
    lines = (f"{word} {letter}", "no", f"{word} {letter}", f"{other} {letter}", "facts", f"{other} {letter}")
    _, script = talk(PACK, *lines)
    assert all("is there already" in script.after(prompt) for prompt in (1, 3, 4, 6))
    assert "Everything stays as it is. Question 1" in script.after(2)
    assert "Nothing is known yet." in script.after(5)
    assert letter.read_text("utf-8") == "Dear Ann,\n"


def test_a_warning_after_an_interrupt_is_answered_too(tmp_path: Path) -> None:
    """There a no goes back to what may be done; and no warning from before is answered there, or after it."""
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ann,\n", "utf-8")
    save = f"save {letter}"
    code, script = talk(PACK, "none", "restart", INTERRUPT, "yes", save, "no", save, "stay", "no")
    assert "Type 'save FILE'" in script.after(4)
    assert "Everything stays as it is. Type 'save FILE'" in script.after(6)
    assert "'no' could be normal or not sure" in script.after(9)
    assert letter.read_text("utf-8") == "Dear Ann,\n"
    code, script = talk(PACK, "none", INTERRUPT, save, "yes")
    assert code == 130
    assert case_of(letter)[0]["muscle-spasm"] == "absent"


def test_after_the_end_an_answer_can_be_changed_and_the_result_is_given_anew() -> None:
    """The result is not the end of thinking: `change` asks again, and a new result follows."""
    code, script = talk(PACK, "none", "normal", "normal", "no", "change 2", "low", "change 3", "not sure", "quit")
    assert code == 0
    assert "no sign and no urgency beyond what was given" in script.after(4)
    assert "Question 2" in script.after(5)
    assert "tetany may be present" in script.after(8)
    assert script.flat.count("The result") == 3


def test_an_answer_is_changed_by_the_name_of_what_it_is_about() -> None:
    """Nobody has to look for the number first; a name that was not asked for shows the answers with their numbers."""
    label = shipped().concept["chest-pain"].label
    for name in "chest pain", "chest-pain", label:
        _, script = talk(shipped(), "made-up", "none", "none", f"change {name}", "quit")
        assert "Your answer: none of the 10" in script.after(4), name
        assert label in script.after(4)
    for name in "calcium", "nonsense":
        _, script = talk(shipped(), "made-up", "none", f"change {name}", "quit")
        assert f"'{name}' is nothing that was asked so far. Change which?" in script.after(3), name


def test_quit_in_the_middle_gives_the_result() -> None:
    """Leaving early is finishing with what there is."""
    code, script = talk(PACK, "none", "low", "quit")
    assert code == 0
    assert "The result" in script.after(3)
    assert "Not answered: calcium; hard exercise." in script.after(3)


@pytest.mark.parametrize("word", ["exit", "q", "QUIT", ":quit"])
def test_the_usual_words_for_leaving_are_taken(word: str) -> None:
    """People type what they are used to."""
    assert talk(PACK, word)[0] == 0


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
    concept = PACK.concept["back-pain"].model_copy(update={"label": "pain in the back, or below-the-belt pain"})
    pack = with_parts(PACK, concepts=tuple(concept if one.id == "back-pain" else one for one in PACK.concepts))
    _, script = talk(pack, "pain in the back, or below the belt paim", "pain in the back or below the belt paim")
    assert "did you mean 'pain in the back, or below-the-belt pain'?" in script.after(2)


# Saving and resuming


def case_of(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    case = read_case(str(path), lambda name: PACK)
    return dict(case.answers), dict(case.supposed)


def test_a_saved_session_is_resumed_where_it_was(tmp_path: Path) -> None:
    """`save` keeps answers, not-sures and suppositions; resumed, only the rest is asked, and the facts are the same."""
    path = tmp_path / "mine.yaml"
    _, script = talk(PACK, "1 3?", "suppose", f"save {path}", "facts")
    assert "Saved to" in script.after(3)
    answers, supposed = case_of(path)
    assert answers == {"muscle-spasm": "present", "muscle-pain": "absent", "tingling": "unknown", "back-pain": "absent"}
    assert supposed == {"vitamin-d": "low"}
    _, again = talk(PACK, "facts", answers=answers, supposed=supposed)
    assert "Question 3, at most 1 more" in again.shown[0]
    assert again.shown[1] == script.shown[4]


def test_resuming_says_what_was_taken_up() -> None:
    """The answers from a file are told, and how many rules they set off; the words show which."""
    _, script = talk(PACK, "rules", answers={"vitamin-d": "low"})
    assert "Taken up from the file" in script.shown[0]
    assert "set off 4 rules" in script.shown[0]
    assert "d-lowers-calcium" in script.after(1)


def test_one_answer_is_one_answer() -> None:
    """'1 answers' looks careless."""
    _, script = talk(PACK, answers={"calcium": "high"})
    assert "1 answer, which" in script.flat


def test_a_skipped_question_is_asked_again_after_resuming(tmp_path: Path) -> None:
    """Skipping is no answer, so the file holds none, and the question comes back."""
    path = tmp_path / "mine.yaml"
    talk(PACK, "none", "skip", "normal", f"save {path}")
    answers, supposed = case_of(path)
    assert "vitamin-d" not in answers
    _, script = talk(PACK, answers=answers, supposed=supposed)
    assert "What is known about vitamin D?" in script.shown[0]


def test_with_save_every_answer_is_on_disk_before_the_next_question(tmp_path: Path) -> None:
    """A crash at any prompt loses nothing: at each one the file is whole and holds everything answered so far."""
    path = tmp_path / "kept.yaml"
    seen: list[tuple[dict[str, str], dict[str, str]]] = []

    def then(line: str) -> Typed:
        def look() -> str:
            seen.append(case_of(path) if path.exists() else ({}, {}))
            return line

        return look

    lines = ("4", "suppose", "skip", "yes", "change 4", "no", "quit")
    talk(PACK, *(then(line) for line in lines), save=path)
    noticed = {"muscle-spasm": "absent", "muscle-pain": "absent", "tingling": "absent", "back-pain": "present"}
    supposed = {"vitamin-d": "low"}
    with_exercise = {**noticed, "hard-exercise": "present"}
    assert seen == [
        ({}, {}),
        (noticed, {}),
        (noticed, supposed),
        (noticed, supposed),
        (with_exercise, supposed),
        (with_exercise, supposed),
        ({**noticed, "hard-exercise": "absent"}, supposed),
    ]
    assert [left.name for left in tmp_path.iterdir()] == ["kept.yaml"]


def test_with_save_an_answer_that_is_asked_again_stays_in_the_file(tmp_path: Path) -> None:
    """Who goes back and leaves finds everything again on resuming; who skips the answer does not."""
    path = tmp_path / "kept.yaml"
    talk(PACK, "none", "low", "back", "back", "quit", save=path)
    assert case_of(path)[0]["vitamin-d"] == "low"
    path.unlink()
    talk(PACK, "none", "low", "back", "skip", "quit", save=path)
    assert "vitamin-d" not in case_of(path)[0]


@pytest.mark.parametrize(
    ("where", "said"),
    [("missing/mine.yaml", "Not saved: cannot write"), (".", "is a folder")],
    ids=["missing", "folder"],
)
def test_a_file_that_cannot_be_written_is_told_and_the_interview_goes_on(where: str, said: str, tmp_path: Path) -> None:
    """A wrong name costs nobody their session, neither with `save` nor with --save."""
    path = tmp_path / where
    _, script = talk(PACK, "none", f"save {path}", "low", save=path)
    for prompt in (1, 3):
        assert "Not saved: cannot write" in script.after(prompt)
    assert said in script.after(2)
    assert "+ calcium may be low" in script.after(3)
    assert "Saved to" not in script.flat


def test_with_save_what_a_killed_interview_left_half_written_is_cleared_away(tmp_path: Path) -> None:
    """Only what is old and was on its way to this very file goes; nobody else's file does, nor one being written."""
    file = tmp_path / "saved.yaml"
    old, fresh = tmp_path / ".saved.yaml.abcd_123.new", tmp_path / ".saved.yaml.abcd_124.new"
    others = [tmp_path / name for name in (".saved.yaml.new", ".saved.yaml.my-notes.new", ".other.yaml.abcd_123.new")]
    for path in (old, fresh, *others):
        path.write_text("half")
    for path in (old, *others):
        os.utime(path, (0, 0))
    talk(PACK, "1", "quit", save=file)
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in (file, fresh, *others)}


def test_save_without_a_name_asks_for_one() -> None:
    """Nothing is written to a file that nobody named."""
    _, script = talk(PACK, "save")
    assert "Save to which file?" in script.after(1)


def test_a_file_in_the_home_folder_may_be_named_with_a_tilde(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`save ~/mine.yaml` does what it does in every shell."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    talk(PACK, "none", "save ~/mine.yaml")
    assert (tmp_path / "mine.yaml").exists()


def test_saving_does_not_silently_replace_a_file_of_something_else(tmp_path: Path) -> None:
    """`save` over a file that this interview did not write needs a second word: a slip may not cost a letter."""
    path = tmp_path / "letter.txt"
    path.write_text("Dear Ann,\n", encoding="utf-8")
    _, script = talk(PACK, "none", f"save {path}")
    assert path.read_text(encoding="utf-8") == "Dear Ann,\n"
    assert "is there already" in script.after(2)
    _, script = talk(PACK, "none", f"save {path}", f"save {path}")
    assert "Saved to" in script.after(3)
    assert case_of(path)[0]["muscle-spasm"] == "absent"


def test_a_file_that_this_interview_saved_is_saved_again_without_asking(tmp_path: Path) -> None:
    """Saving now and then while answering asks nothing."""
    path = tmp_path / "mine.yaml"
    _, script = talk(PACK, "none", f"save {path}", "low", f"save {path}")
    assert "Saved to" in script.after(4)
    assert case_of(path)[0]["vitamin-d"] == "low"


def test_saving_after_an_interrupt_does_not_silently_replace_a_file_either(tmp_path: Path) -> None:
    """The offer to save and leave is as careful as `save`."""
    path = tmp_path / "letter.txt"
    path.write_text("Dear Ann,\n", encoding="utf-8")
    talk(PACK, "none", INTERRUPT, f"save {path}")
    assert path.read_text(encoding="utf-8") == "Dear Ann,\n"


# Interrupts


def test_an_interrupt_offers_to_save_to_leave_or_to_stay() -> None:
    """One Ctrl-C never throws answers away: it asks, and 'stay' goes on at the same question."""
    code, script = talk(PACK, "none", INTERRUPT, "stay", "low", "quit")
    assert code == 0
    for word in ("save FILE", "leave", "stay"):
        assert word in script.after(2)
    assert "Question 2" in script.after(3)
    assert "d-lowers-calcium" in script.after(4)


@pytest.mark.parametrize("line", ["leave", "quit", "exit", INTERRUPT, END])
def test_leaving_after_an_interrupt_exits_130(line: Typed) -> None:
    """A script that runs the program can tell an interrupted interview from a finished one."""
    code, script = talk(PACK, "none", INTERRUPT, line)
    assert code == 130
    assert "The result" not in script.flat


def test_saving_after_an_interrupt_keeps_the_answers_and_leaves(tmp_path: Path) -> None:
    """'save FILE' after Ctrl-C writes everything answered so far, then leaves with 130."""
    path = tmp_path / "mine.yaml"
    code, script = talk(PACK, "none", "low", INTERRUPT, f"save {path}")
    assert code == 130
    assert "Saved to" in script.after(4)
    assert case_of(path)[0]["vitamin-d"] == "low"


def test_saving_after_an_interrupt_does_not_leave_when_it_failed(tmp_path: Path) -> None:
    """Whoever asked to save and could not is asked again instead of losing the session."""
    path = tmp_path / "mine.yaml"
    code, script = talk(PACK, "none", INTERRUPT, f"save {tmp_path / 'missing' / 'mine.yaml'}", f"save {path}", "leave")
    assert "Not saved" in script.after(3)
    assert path.exists()
    assert script.lines == ["leave"], "whoever has saved has left"
    assert code == 130


OFFER = "Type 'save FILE' to save and leave, 'leave', or 'stay'"


@pytest.mark.parametrize(
    ("line", "said"), [("save", f"Save to which file? Type 'save FILE'. {OFFER}"), ("levae", OFFER)], ids=str
)
def test_an_answer_to_the_offer_that_is_not_understood_is_asked_again(line: str, said: str) -> None:
    """'save' without a name, or a typo, is taken neither for 'stay' nor for 'leave'."""
    code, script = talk(PACK, "none", INTERRUPT, line, "stay", "quit")
    assert script.after(3).startswith(said)
    assert "Question 2" in script.after(4)
    assert code == 0


def test_a_capital_letter_does_not_keep_anybody() -> None:
    """'Leave' is 'leave'."""
    code, script = talk(PACK, "none", INTERRUPT, "Leave", "low")
    assert code == 130
    assert script.lines == ["low"]


def test_an_interrupt_after_the_end_offers_the_same() -> None:
    """Also when the result is on the screen, nothing is lost by one Ctrl-C."""
    code, script = talk(PACK, "none", "low", "low", "no", INTERRUPT, "stay", "review", "quit")
    assert code == 0
    assert "vitamin D is low" in script.after(7)


# What a pack or a person brings is text


HOSTILE = "cal\x1b[31mcium\x1b]0;owned\x07\u202e\x9b"


def hostile_pack() -> RulePack:
    concepts = [
        one.model_copy(update={"label": HOSTILE, "about": HOSTILE}) if one.id == "calcium" else one
        for one in PACK.concepts
    ]
    rules = [one.model_copy(update={"because": f"{HOSTILE} because"}) for one in PACK.rules]
    return with_parts(PACK, concepts=tuple(concepts), rules=tuple(rules), title=HOSTILE)


def test_escape_sequences_in_a_pack_are_shown_as_text() -> None:
    """A rule pack from a stranger cannot steer the terminal, in no view."""
    views = ("help calcium", "why", "how", "how tetany", "facts", "rules", "trace", "review")
    _, script = talk(hostile_pack(), "none", "low", *views, "low", "quit")
    assert "<U+001B>" in script.transcript
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", script.transcript)


def test_escape_sequences_that_were_typed_are_shown_as_text() -> None:
    """What is repeated of a line, as in 'X is not on the list', is text."""
    _, script = talk(PACK, f"how {HOSTILE}", f"help {HOSTILE}", HOSTILE, f"rules {HOSTILE}", f"save /{HOSTILE}/x")
    assert "\x1b" not in "".join(text for text, _ in script.styles)


@pytest.mark.parametrize("word", ["how tetany", "trace"])
def test_on_a_page_with_colours_no_escape_is_spelt_out(word: str) -> None:
    """On a terminal with colours `how` and `trace` are as readable as without."""
    _, script = talk(PACK, "none", "low", word, page=Page(80, colour=True))
    assert "<U+001B>" not in script.shown[3]


# The width of the page

EVERY_VIEW = (
    "help", "why", "1 3?", "suppose", "why", "how", "how tetany", "facts", "rules", "rules calcium-causes-tetany",
    "trace", "review", "low", "yes", "how muscle pain", "quit",
)  # fmt: skip


@pytest.mark.parametrize("width", [30, 40, 60, 80, 100])
def test_no_line_is_wider_than_the_page(width: int) -> None:
    """On a narrow screen, or enlarged for a class, every line fits: the terminal never breaks a word."""
    _, script = talk(PACK, *EVERY_VIEW, page=Page(width))
    shown = [line for text, _ in script.styles for line in text.splitlines()]
    assert max(len(line) for line in shown) <= width


@pytest.mark.parametrize("width", [40, 60])
def test_the_tree_of_how_is_whole_on_a_narrow_page(width: int) -> None:
    """Between two branches of a proof every line has its stem: no line was folded out of the tree."""
    _, script = talk(PACK, "none", "low", "how tetany", page=Page(width))
    tree = [line[4:] for line in script.shown[3].splitlines() if line.startswith("    ")]
    first = next(number for number, line in enumerate(tree) if line.startswith("\u251c"))
    last = next(number for number, line in enumerate(tree) if line.startswith("\u2514"))
    assert all(line.startswith("\u2502") for line in tree[first + 1 : last])


@given(st.text(alphabet="ab -", min_size=1, max_size=120), st.integers(10, 40))
def test_folding_a_line_loses_no_word(line: str, width: int) -> None:
    """A folded line holds the same words in the same order, and fits."""
    text = folded(line, width)
    assert all(len(part) <= width for part in text.splitlines())
    assert "".join(text.split()) == "".join(line.split())


@pytest.mark.parametrize("number", [1, 9, 10, 34])
def test_a_point_on_a_list_is_folded_below_its_own_words(number: int) -> None:
    """Whether its number has one figure or two."""
    first, *others = folded(f"  {number:>2}  {'word ' * 30}", 40).splitlines()
    assert {len(line) - len(line.lstrip()) for line in others} == {first.index("word")}


@pytest.mark.parametrize("arrow", ["->", "\u2192"])
@pytest.mark.parametrize("width", [30, 40])
def test_a_long_name_begins_a_line_and_is_broken_behind_a_hyphen(width: int, arrow: str) -> None:
    """The name of a rule can be read, and typed, on a narrow page, whatever characters stand beside it."""
    name = "magnesium-lowers-parathyroid-hormone-release-and-more"
    lines = folded(f"  {arrow} the onset may be sudden  {name}, after", width).splitlines()
    place = next(number for number, line in enumerate(lines) if "magnesium" in line)
    parts = [line.strip() for line in lines[place:]]
    assert parts[0].startswith("magnesium-")
    assert all(part.endswith("-") for part in parts[: len(parts) - 1])
    assert "".join(parts) == f"{name}, after"


def test_a_symbol_is_never_torn_from_its_level() -> None:
    """The symbol stands for the level where there is no colour, however narrow the page is."""
    before = begin(shipped(), person="made-up")
    question = next(one for one in before.waiting if "muscle-weakness" in one.concepts)
    reply = Reply(question, {"muscle-weakness": PRESENT})
    after = before.reply(reply)
    said = [line for line in (*set_off(before, after, reply), *closing(after)) if isinstance(line, Styled)]
    said = [line.text for line in said if "Make an appointment" in line.text]
    assert len(said) == 3  # what it would mean, and at both ends of the result
    for width in range(12, 60):
        for line in said:
            assert not re.search(r"(^|[ :])!{1,3}$", folded(line, width), re.MULTILINE)


def test_wide_characters_are_counted_by_their_columns() -> None:
    """A pack in Japanese or Chinese fits the page too: its characters are two columns wide."""
    from rich.cells import cell_len

    text = folded("\u7b4b\u8089\u306e\u3051\u3044\u308c\u3093 " * 8, 40)
    assert all(cell_len(part) <= 40 for part in text.splitlines())


def test_one_wide_character_does_not_narrow_the_lines_around_it() -> None:
    """Only what is wide takes two columns; a word that fits on no line is cut at the edge."""
    lines = folded(f"{'word ' * 30}\u8a9e{' word' * 30}", 40).splitlines()
    assert max(map(columns, lines)) <= 40
    assert min(map(columns, lines[:-1])) > 30
    assert max(map(columns, folded("\u8a9e" * 50, 21).splitlines())) == 20


def test_a_choice_is_never_torn_from_its_number() -> None:
    """On a narrow page '4' and 'not sure' stay together."""
    _, script = talk(PACK, "none", page=Page(37))
    assert re.search(r"4 not sure", script.shown[1])


def test_the_exit_code_is_returned_for_a_session_that_has_nothing_left_to_ask() -> None:
    """A file that answers everything goes straight to the result, where the words still work."""
    session = begin(PACK)
    while question := session.question:
        session = session.reply(understand(PACK, question, "not sure"))
    script = Script("review", "quit")
    assert converse(session, script) == 0
    assert "The result" in script.shown[0]


@pytest.mark.parametrize("asked", ["why do you ask that?", "why is this asked", "Why this question?", "why ?"])
def test_why_in_a_sentence_asks_for_the_open_question(asked: str) -> None:
    """Nobody has to know that one word is enough."""
    _, plain_word = talk(PACK, "why")
    _, script = talk(PACK, asked)
    assert script.after(1) == plain_word.after(1) != ""


def test_how_do_you_know_shows_what_was_concluded() -> None:
    """It asks for no one thing."""
    _, script = talk(PACK, "1 2", "low", "how", "how do you know that?")
    assert script.after(4) == script.after(3) != ""


def test_a_number_behind_help_or_why_is_that_of_the_open_list() -> None:
    """Whoever does not know the third word on a list asks for number 3; a number that is not there is no name."""
    _, script = talk(PACK, "help 2", "help muscle pain", "what is number 2?", "why 2", "why muscle pain", "help 99")
    assert script.after(1) == script.after(2) == script.after(3) != ""
    assert script.after(4) == script.after(5) != ""
    assert "Nothing here is called '99'" in script.after(6)
