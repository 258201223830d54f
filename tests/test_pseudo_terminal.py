"""The program as a process: in a real pseudo-terminal, on a dumb one, and through pipes.

pexpect types and pyte is the screen, so that what is asserted is what a person would see.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from scripted import SMALL

from triage.conversation.lesson import WORDS

if TYPE_CHECKING:
    from pexpect import spawn

CHECKOUT = Path(__file__).parent.parent
CTRL_C, CTRL_D, TAB = "\x03", "\x04", "\t"
PATIENCE = 60  # seconds after which waiting for a text is given up; nothing is timed
ESCAPE = "\x1b"
WINTER = "pack: muscle-spasms\ntitle: A winter\nanswers: {vitamin-d: low, muscle-spasm: present}\n"


def surroundings(**changed: str) -> dict[str, str]:
    """Return the environment of the program: the checkout's code, English, no traces of the tests' own terminal."""
    names = ("PATH", "HOME", "SYSTEMROOT", "TMPDIR", "TRIAGE_CACHE")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    return {**kept, "PYTHONPATH": str(CHECKOUT), "LC_ALL": "C.UTF-8", "PYTHONWARNINGS": "error", **changed}


def ask(*more: str) -> list[str]:
    return [sys.executable, "-m", "triage", "ask", "--pack", str(SMALL), *more]


# In a pseudo-terminal


class Terminal:
    """A program on a screen of pyte. It answers what a real terminal answers, such as where the cursor is."""

    def __init__(self, child: spawn[str], columns: int, rows: int):
        import pyte

        self.child = child
        self.raw = ""
        self.screen = pyte.HistoryScreen(columns, rows, history=2000, ratio=0.5)
        self.screen.write_process_input = child.send  # type: ignore[method-assign]
        self.stream = pyte.Stream(self.screen)

    def wait_for(self, text: str) -> None:
        """Wait until `text` stands on the screen (its line breaks do not count)."""
        import pexpect

        while text not in self.flat:
            try:
                self._feed(self.child.read_nonblocking(4096, PATIENCE))
            except (pexpect.EOF, pexpect.TIMEOUT) as error:
                raise AssertionError(f"no {text!r} ({type(error).__name__}) in:\n" + "\n".join(self.lines)) from None

    def answer(self, typed: str, then: str) -> None:
        """Type a line at the prompt, and wait for what it leads to."""
        self.wait_for_prompt()
        self.child.send(f"{typed}\r")
        self.wait_for(then)

    def wait_for_prompt(self) -> None:
        """Wait until the cursor stands behind a prompt."""
        while not (self.screen.display[self.screen.cursor.y].rstrip() == ">" and self.screen.cursor.x == 2):
            self._feed(self.child.read_nonblocking(4096, PATIENCE))

    def forget(self) -> None:
        """Clear the screen and its scroll-back, so that whatever is waited for next is new."""
        self.screen.reset()

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size, as somebody does who drags its corner."""
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    def exit_code(self) -> int:
        """Wait for the end of the program and return its exit code."""
        import pexpect

        try:
            while True:
                self._feed(self.child.read_nonblocking(4096, PATIENCE))
        except pexpect.EOF:
            self.child.close()
        assert self.child.signalstatus is None
        return int(self.child.exitstatus)

    def _feed(self, text: str) -> None:
        self.raw += text
        self.stream.feed(text)

    @property
    def lines(self) -> list[str]:
        """Everything on the screen and in its scroll-back, as lines."""
        above = [
            "".join(line[column].data for column in range(self.screen.columns)).rstrip()
            for line in self.screen.history.top
        ]
        return [*above, *(line.rstrip() for line in self.screen.display)]

    @property
    def flat(self) -> str:
        return " ".join(" ".join(self.lines).split())

    @property
    def visible(self) -> str:
        """What is on the screen now, without what was scrolled away."""
        return " ".join(" ".join(self.screen.display).split())


@contextmanager
def terminal(
    folder: Path, *more: str, size: tuple[int, int] = (80, 24), argv: tuple[str, ...] = (), **changed: str
) -> Iterator[Terminal]:
    """Run `triage ask`, or what `argv` says, on a screen of `size` columns and rows, and end it whatever happens."""
    if sys.platform == "win32":
        pytest.skip("Windows has no pseudo-terminals that pexpect could drive")
    pexpect = pytest.importorskip("pexpect", reason="pexpect drives the pseudo-terminal")
    pytest.importorskip("pyte", reason="pyte is the screen")
    columns, rows = size
    command, *arguments = argv or ask(*more)
    try:
        child = pexpect.spawn(
            command,
            arguments,
            cwd=str(folder),
            env=surroundings(TERM="xterm-256color", **changed) if "TERM" not in changed else surroundings(**changed),
            dimensions=(rows, columns),
            encoding="utf-8",
            echo=False,
        )
    except OSError as error:
        pytest.skip(f"this system gives out no pseudo-terminal: {error}")
    child.delaybeforesend = None  # nothing here waits for an echo
    try:
        yield Terminal(child, columns, rows)
    finally:
        child.close(force=True)


# In front of a class


def lesson_command(folder: Path, *more: str) -> tuple[str, ...]:
    (folder / "case.yaml").write_text(WINTER, "utf-8")
    return (sys.executable, "-m", "triage", "teach", "case.yaml", *more)


TYPED = (  # each word of a lesson, in an order in which each does something to be seen
    ("previous", "step 0 of"),
    ("agenda", "The agenda is shown from step 1"),
    ("why", "There is no rule at this step"),
    ("graph", "There is no rule at this step"),
    ("compare", "There is no other case"),
    ("facts", "Known after step 0"),
    ("help", "end the lesson"),
    ("next", "step 1 of"),
    ("go 3", "step 3 of"),
    ("back", "step 2 of"),
    ("predict", "The class predicts each step"),
    ("reveal", "step 2 Rule"),
    ("predict", "No more predictions."),
    ("end", "The result:"),
    ("start", "This is given"),
    ("play", "step 1 of"),
)


def test_every_word_of_a_lesson_can_be_typed(tmp_path: Path) -> None:
    """Letter by letter, also those that begin like a key of a clicker, which enters a word at once."""
    assert {word.split()[0] for word in WORDS} - {"quit"} <= {word.split()[0] for word, _ in TYPED}
    with terminal(tmp_path, argv=lesson_command(tmp_path)) as screen:
        screen.wait_for("firings will follow")
        for word, then in TYPED:
            screen.wait_for_prompt()
            for letter in word:
                screen.child.send(letter)
            screen.wait_for(f"> {word}")
            screen.forget()
            screen.child.send("\r")
            screen.wait_for(then)


@pytest.mark.parametrize("guess", ["none", "not sure", "potassium-altered-cells-are-jumpy"])
def test_every_guess_of_a_lesson_can_be_typed(guess: str, tmp_path: Path) -> None:
    """A guess that begins like a key of a clicker is a guess, and shows no step before it is made."""
    argv = (sys.executable, "-m", "triage", "teach", "winter-indoors", "--predict")
    with terminal(tmp_path, argv=argv) as screen:
        screen.answer("end", "Which rule fires next?")
        screen.wait_for_prompt()
        for letter in guess:
            screen.child.send(letter)
        screen.wait_for(f"> {guess}")
        screen.child.send("\r")
        screen.wait_for("none." if guess != "none" else "Right: none.")
        assert "is not one of the words here" not in screen.flat


def test_a_clicker_needs_no_enter(tmp_path: Path) -> None:
    """A key of a clicker, or a letter that is left alone, goes on at once."""
    with terminal(tmp_path, argv=lesson_command(tmp_path)) as screen:
        screen.wait_for("firings will follow")
        for key, then in (("n", "step 1 of"), (" ", "step 2 of"), ("\x1b[C", "step 3 of"), ("\x1b[F", "The result:")):
            screen.wait_for_prompt()
            screen.forget()
            screen.child.send(key)
            screen.wait_for(then)


@pytest.mark.parametrize(
    ("typed", "then"),
    [("n\r", "step 4 of"), ("p\r", "step 2 of"), ("r\r", "step 3 of"), ("nn", "step 5 of"), ("np", "step 3 of")],
    ids=["n and Enter", "p and Enter", "r and Enter", "n twice", "n and p"],
)
def test_a_key_after_a_key_of_a_clicker_is_not_too_much(typed: str, then: str, tmp_path: Path) -> None:
    """Enter belongs to the letter that it comes right behind; another letter is a word of its own."""
    with terminal(tmp_path, argv=lesson_command(tmp_path)) as screen:
        screen.wait_for("firings will follow")
        screen.answer("3 g", "step 3 of")
        screen.wait_for_prompt()
        screen.forget()
        screen.child.send(typed)
        screen.wait_for(then)
        screen.answer("facts", f"Known after {then.removesuffix(' of')}:")
        assert "xception" not in screen.raw


def test_a_step_is_whole_on_its_screen(tmp_path: Path) -> None:
    """At 80x24 the heading of a step and its keys are on the screen together."""
    with terminal(tmp_path, argv=lesson_command(tmp_path)) as screen:
        screen.wait_for("firings will follow")
        for number in range(1, 20):
            screen.answer("next", f"step {number} of")
            screen.wait_for_prompt()
            assert f"step {number} of" in screen.visible


def test_an_explanation_of_a_quiz_can_be_read(tmp_path: Path) -> None:
    """What answers one item stays on the screen while the next is asked, and the title as well."""
    argv = (sys.executable, "-m", "triage", "quiz", "muscle-contraction", "--questions", "2")
    with terminal(tmp_path, argv=argv, size=(80, 50)) as screen:
        screen.answer("skip", "2 of 2")
        screen.wait_for_prompt()
        for text in ("Quiz: ", "not medical advice", "1 of 2", "It is '"):
            assert text in screen.visible


# An interview


@pytest.mark.parametrize("size", [(80, 24), (40, 15)], ids=["80x24", "40x15"])
def test_the_program_begins_with_the_notice(size: tuple[int, int], tmp_path: Path) -> None:
    """Whatever else is said: before the first question the program says that it is no medical advice."""
    with terminal(tmp_path, size=size) as screen:
        screen.wait_for("Question 1, at most 3 more")
        assert screen.flat.index("not medical advice") < screen.flat.index("Question 1")


@pytest.mark.parametrize("size", [(80, 24), (40, 15)], ids=["80x24", "40x15"])
@pytest.mark.parametrize(
    "lines",
    [("none", "4"), ("none", "not sure", "2"), ("none", "none", "my neck is stiff and i have a fever", "yes", "yes")],
    ids=["at once", "after doubts", "told by its parts"],
)
def test_an_emergency_and_what_to_do_are_on_the_last_screen(
    lines: tuple[str, ...], size: tuple[int, int], tmp_path: Path
) -> None:
    """Whoever reads what is above the prompt, and no more, reads that help should be called."""
    with terminal(tmp_path, argv=(sys.executable, "-m", "triage", "ask"), size=size) as screen:
        screen.answer("real", "Question 2")
        for left, line in zip(range(len(lines), 0, -1), lines, strict=True):
            screen.wait_for_prompt()
            screen.forget()
            screen.child.send(f"{line}\r")
            screen.wait_for("or 'quit'." if left == 1 else "Question")
        screen.wait_for_prompt()
        assert "Emergency" in screen.visible
        assert "Call your emergency number" in screen.visible


def test_the_notice_is_still_to_be_seen_at_the_first_prompt(tmp_path: Path) -> None:
    """On a screen of 80 by 24 the notice is not scrolled away when the first answer is asked for."""
    with terminal(tmp_path) as screen:
        screen.wait_for_prompt()
        assert "not medical advice" in screen.visible


def test_the_notice_of_the_shipped_pack_is_on_the_first_screen(tmp_path: Path) -> None:
    """With the pack that everybody starts with, the first screen still shows that this is no medical advice."""
    with terminal(tmp_path, "--pack", "muscle-spasms") as screen:
        screen.wait_for_prompt()
        assert "not medical advice" in screen.visible


@pytest.mark.parametrize("size", [(80, 24), (40, 15)], ids=["80x24", "40x15"])
def test_an_interview_at_a_terminal(size: tuple[int, int], tmp_path: Path) -> None:
    """Answers, words and the result work at a real terminal, wide or narrow, and it ends with 0."""
    with terminal(tmp_path, size=size, NO_COLOR="1") as screen:
        screen.answer("1 3?", "Question 2, at most 2 more")
        screen.answer("why", "rule d-lowers-calcium: if vitamin D is low")
        screen.answer("low", "+ tetany may be present")
        screen.answer("how tetany", "vitamin D is low")
        screen.answer("", "Enter alone answers nothing")
        screen.answer("quit", "The result")
        assert screen.exit_code() == 0
        assert "Not answered: calcium; hard exercise." in screen.flat
        assert all(len(line) <= size[0] for line in screen.lines)


def test_after_the_window_was_made_narrower_no_word_is_broken(tmp_path: Path) -> None:
    """Who enlarges the letters in the middle of a session reads whole words: lines fit the window as it is now."""
    with terminal(tmp_path) as screen:
        screen.answer("none", "Question 2")
        screen.wait_for_prompt()
        screen.resize(40, 24)
        screen.answer("low", "Question 3")
        screen.wait_for_prompt()
        assert "calcium-causes-tetany" in screen.flat


@pytest.mark.parametrize(("word", "then"), [("how tetany", "vitamin D is low"), ("trace", "source")])
def test_on_a_terminal_with_colours_explanations_are_readable(word: str, then: str, tmp_path: Path) -> None:
    """The usual case: a terminal with colours. `how` and `trace` show words, no spelt-out escape sequences."""
    with terminal(tmp_path) as screen:
        screen.answer("none", "Question 2")
        screen.answer("low", "+ tetany may be present")
        screen.answer(word, then)
        screen.wait_for_prompt()
        assert "U+001B" not in screen.flat


def test_tab_completes_a_word(tmp_path: Path) -> None:
    """Tab after an unmistakable beginning writes the word; Enter then takes it."""
    with terminal(tmp_path) as screen:
        screen.wait_for_prompt()
        screen.child.send(f"rev{TAB}")
        screen.wait_for("> review")
        screen.child.send("\r")
        screen.wait_for("Nothing has been answered yet.")


def test_ctrl_z_types_nothing(tmp_path: Path) -> None:
    """Ctrl-Z suspends where a shell can take over, as it does everywhere; it never becomes part of a line."""
    with terminal(tmp_path) as screen:
        screen.wait_for_prompt()
        screen.child.send("\x1a")
        screen.child.send("review\r")
        screen.wait_for("Nothing has been answered yet.")


def test_ctrl_c_empties_the_line_then_asks_then_leaves(tmp_path: Path) -> None:
    """Ctrl-C while typing empties the line, on an empty line asks what to do, and once more leaves."""
    with terminal(tmp_path) as screen:
        screen.wait_for_prompt()
        screen.child.send("nonsense")
        screen.wait_for("> nonsense")
        screen.child.send(CTRL_C)
        screen.wait_for_prompt()
        assert "Interrupted." not in screen.flat
        screen.child.send(CTRL_C)
        screen.wait_for("Ctrl-C again leaves.")
        screen.wait_for_prompt()
        screen.child.send(CTRL_C)
        screen.exit_code()
        assert "The result" not in screen.flat
        assert "Traceback" not in screen.flat


@pytest.mark.parametrize("changed", [{}, {"TERM": "dumb"}], ids=["terminal", "dumb"])
@pytest.mark.parametrize("last", [CTRL_C, "leave\r"], ids=["again", "leave"])
def test_an_interrupted_interview_exits_with_130(last: str, changed: dict[str, str], tmp_path: Path) -> None:
    """Whatever runs the program can tell that the person broke off."""
    with terminal(tmp_path, **changed) as screen:
        screen.wait_for_prompt()
        screen.child.send(CTRL_C)
        screen.wait_for("Ctrl-C again leaves.")
        screen.wait_for_prompt()
        screen.child.send(last)
        assert screen.exit_code() == 130


def test_ctrl_d_ends_with_the_result(tmp_path: Path) -> None:
    """The end of the input at a terminal gives the result, and 0."""
    with terminal(tmp_path) as screen:
        screen.answer("none", "Question 2")
        screen.wait_for_prompt()
        screen.child.send(CTRL_D)
        screen.wait_for("Not answered: vitamin D; calcium; hard exercise.")
        assert screen.exit_code() == 0


@pytest.mark.parametrize("changed", [{"TERM": "dumb"}, {"INSIDE_EMACS": "29.1"}], ids=["dumb", "emacs"])
def test_where_lines_cannot_be_edited_plain_lines_are_used(changed: dict[str, str], tmp_path: Path) -> None:
    """A dumb terminal gets the same interview without a single escape sequence, and Ctrl-C works as well."""
    with terminal(tmp_path, **changed) as screen:
        screen.answer("1", "Question 2")
        screen.answer("low", "+ tetany may be present")
        screen.answer("how tetany", "vitamin D is low")
        screen.wait_for_prompt()
        screen.child.send(CTRL_C)
        screen.wait_for("Ctrl-C again leaves.")
        screen.wait_for_prompt()
        screen.child.send(CTRL_C)
        screen.exit_code()
        assert ESCAPE not in screen.raw
        assert screen.raw.isascii()


def test_plain_lines_can_be_asked_for(tmp_path: Path) -> None:
    """`--plain` gives plain lines on the best of terminals."""
    with terminal(tmp_path, "--plain") as screen:
        screen.answer("none", "Question 2")
        screen.answer("quit", "The result")
        assert screen.exit_code() == 0
        assert ESCAPE not in screen.raw


def test_no_color_is_kept(tmp_path: Path) -> None:
    """With NO_COLOR nothing on the screen has a colour of its own."""
    with terminal(tmp_path, NO_COLOR="1") as screen:
        screen.answer("none", "Question 2")
        screen.answer("low", "+ tetany may be present")
        screen.answer("quit", "The result")
        assert screen.exit_code() == 0
        assert not re.search(r"\x1b\[(\d+;)*([34][0-7]|9[0-7]|10[0-7]|[34]8)(;\d+)*m", screen.raw)


def test_a_killed_interview_resumes_from_its_file(tmp_path: Path) -> None:
    """With --save even a kill in the middle loses no answer: --answers goes on at the next question."""
    with terminal(tmp_path, "--save", "kept.yaml") as screen:
        screen.answer("1", "Question 2")
        screen.answer("suppose", "Question 3")
        screen.wait_for_prompt()
        screen.child.kill(signal.SIGKILL)
    with terminal(tmp_path, "--answers", "kept.yaml") as screen:
        screen.wait_for("Question 3, at most 1 more")
        screen.answer("review", "vitamin D is low [supposed]")
        screen.answer("quit", "The result")
        assert screen.exit_code() == 0


# Through pipes


def piped(folder: Path, typed: str, *more: str, **changed: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ask(*more),
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env=surroundings(**changed),
        timeout=PATIENCE,
        check=False,
    )


def test_through_pipes_the_interview_is_the_same_in_plain_ascii(tmp_path: Path) -> None:
    """Input from a pipe is answered in plain lines: no escapes, ASCII, what was typed repeated behind the prompt."""
    done = piped(tmp_path, "1 3?\nlow\nhow tetany\ntrace\nskip\nyes\nquit\n", TERM="xterm-256color")
    assert done.returncode == 0
    assert done.stderr == ""
    assert ESCAPE not in done.stdout
    assert done.stdout.isascii()
    assert "not medical advice" in done.stdout.partition("Question 1")[0].replace("\n", " ")
    assert "> how tetany\n" in done.stdout
    assert "Not answered: calcium." in done.stdout
    assert max(len(line) for line in done.stdout.splitlines()) <= 80


def test_a_pipe_that_ends_early_names_what_is_missing(tmp_path: Path) -> None:
    """No silent default: what the pipe did not answer is listed as not answered."""
    done = piped(tmp_path, "none\nlo")
    assert done.returncode == 0
    assert "Not answered: calcium; hard exercise." in done.stdout


def test_no_input_at_all_still_ends_well(tmp_path: Path) -> None:
    """In a job without input the program neither hangs nor fails, and claims nothing."""
    done = piped(tmp_path, "")
    assert done.returncode == 0
    assert done.stderr == ""
    assert "Nothing was answered" in done.stdout
    assert "What follows" not in done.stdout


def test_windows_line_ends_are_no_part_of_an_answer(tmp_path: Path) -> None:
    """A script written on Windows answers the same."""
    assert "d-lowers-calcium" in piped(tmp_path, "none\r\nlow\r\n").stdout


def test_a_case_file_that_cannot_be_read_is_said_before_the_first_question(tmp_path: Path) -> None:
    """A wrong --answers ends with 3 and names the file, and asks nothing."""
    done = piped(tmp_path, "none\n", "--answers", "missing.yaml")
    assert done.returncode == 3
    assert "missing.yaml" in done.stderr
    assert done.stdout == ""


LACKING = (
    "pack: muscle-spasms\ntitle: Mine\nperson: made-up\nanswers:\n  muscle-spasm: present\n  calcium: 1.9 mmol/L\n"
)


def test_a_file_with_a_result_that_lacks_its_range_is_taken_up_and_the_range_asked_for(tmp_path: Path) -> None:
    """Whoever goes on with a file sits there and can look the range up: the rest counts, and the panel asks."""
    (tmp_path / "mine.yaml").write_text(LACKING, encoding="utf-8")
    typed = "none\n" * 6 + "2 1.9 mmol/L\n2.15-2.55\nsave whole.yaml\nquit\n"
    done = piped(tmp_path, typed, "--pack", "muscle-spasms", "--answers", "mine.yaml")
    assert "since the file gives a test result without its range: calcium." in " ".join(done.stdout.split())
    assert "The range printed on the report is missing for calcium." in done.stdout
    whole = (tmp_path / "whole.yaml").read_text(encoding="utf-8")
    assert 'calcium: "1.9 mmol/L (2.15-2.55)"' in whole
    assert 'title: "Mine"' in whole


@pytest.mark.parametrize("more", ["  serum calcium: low\n", "suppose: {calcium: low}\n"])
def test_a_result_without_its_range_is_refused_where_the_file_says_that_level_otherwise(
    tmp_path: Path, more: str
) -> None:
    """It is not open then, and nobody would be asked for it."""
    text = f"pack: muscle-spasms\nanswers:\n  calcium: 1.9 mmol/L\n{more}"
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    done = piped(tmp_path, "", "--pack", "muscle-spasms", "--answers", "mine.yaml")
    assert (done.returncode, done.stdout) == (4, "")
    assert "the range for 'calcium' is missing" in done.stderr


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        (LACKING, "a test result without its range"),
        ("pack: small\nanswers: {}\nexpect: {urgency: learn}\n", "what is expected"),
    ],
)
def test_what_an_interview_cannot_keep_is_not_overwritten_by_it(text: str, lost: str, tmp_path: Path) -> None:
    """Answers kept in the file that they were taken from replace it: what would be gone then is told before."""
    file = tmp_path / "mine.yaml"
    file.write_text(text, encoding="utf-8")
    pack = ("--pack", "muscle-spasms") if "muscle-spasms" in text else ()
    done = piped(tmp_path, "none\n", *pack, "--answers", "mine.yaml", "--save", "mine.yaml")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"'mine.yaml' holds {lost}, which would be lost there" in done.stderr
    assert file.read_text(encoding="utf-8") == text


def test_answers_to_another_pack_are_refused_as_such(tmp_path: Path) -> None:
    """Answers that were given to another pack are the user's mix-up and not a bug: 2 or 3, naming both packs."""
    (tmp_path / "other.yaml").write_text("pack: muscle-spasms\nanswers: {sodium: low}\n", encoding="utf-8")
    done = piped(tmp_path, "", "--answers", "other.yaml")
    assert done.returncode in (2, 3)
    assert "muscle-spasms" in done.stderr
    assert "small" in done.stderr


def test_save_does_not_forget_what_an_earlier_interview_kept(tmp_path: Path) -> None:
    """Whoever types the same command again after a crash does not lose the first session, and is told how to resume."""
    piped(tmp_path, "none\nlow\n", "--save", "kept.yaml")
    assert "vitamin-d: low" in (tmp_path / "kept.yaml").read_text(encoding="utf-8")
    again = piped(tmp_path, "1\n", "--save", "kept.yaml")
    assert again.returncode == 2
    assert "--answers kept.yaml" in again.stderr
    assert "vitamin-d: low" in (tmp_path / "kept.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["kept.yaml", "my answers.yaml"])
def test_the_command_shown_for_resuming_resumes(name: str, tmp_path: Path) -> None:
    """What the program tells people to type works when it is typed."""
    import shlex

    done = piped(tmp_path, f"none\nlow\nsave {name}\nquit\n")
    (command,) = re.findall(r"Resume with: triage (.*(?:\n    .*)*)", done.stdout)
    again = subprocess.run(
        [sys.executable, "-m", "triage", *shlex.split(command)],
        input="review\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=tmp_path,
        env=surroundings(),
        timeout=PATIENCE,
        check=False,
    )
    assert again.returncode == 0, again.stderr
    assert "vitamin D is low" in again.stdout
