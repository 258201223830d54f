"""The words that work at any prompt: why, how, change, print and the others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripted import pack_of_sessions, talk, with_rule
from shipped import shipped

from triage.conversation.help import WORDS

PACK = pack_of_sessions()


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
def test_how_of_a_bare_concept_is_of_what_is_known_of_it(asked: str) -> None:
    """The commonest way to ask is by the name alone; and where nothing is known, which statements there are is said."""
    _, script = talk(PACK, "none", "low", asked, "how calcium is low")
    assert script.after(3) == script.after(4)
    assert "calcium may be low" in script.after(3)
    _, script = talk(PACK, "none", "not sure", asked)
    assert "''" not in script.after(3)
    assert "Which one: calcium is low" in script.after(3)


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
    assert f"did you mean '{meant}'?" in script.after(5 if ended else 2).replace("Did", "did")


def test_no_sentence_ends_twice() -> None:
    """'did you mean low?.' looks like a slip of the program."""
    _, script = talk(PACK, "charley", "none", "lwo", "how calcum is low", "help calcum", "rules d-lower-calcium")
    assert "?." not in script.flat


@pytest.mark.parametrize("which", ["question 1", "answer 1", "number 1", "my answer 1", "#1", "no. 1", "1"])
def test_an_answer_is_changed_by_its_number_whatever_stands_before_it(which: str) -> None:
    _, script = talk(PACK, "1 2", f"change {which}", "none", "review")
    assert "none of the" in script.after(4).partition("2")[0]


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


def test_how_all_takes_a_name_too() -> None:
    """As 'whynot all' and the others do: the proofs of that, in full."""
    _, one = talk(PACK, "none", "low", "how tetany", "how all")
    _, other = talk(PACK, "none", "low", "how all tetany")
    assert one.after(4) == other.after(3)
    assert "calcium may be low" in other.after(3)
