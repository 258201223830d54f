"""The dialogue on prompt_toolkit, driven through its pipe input: keys as bytes, without a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import StringIO

import pytest
from contrast import contrast
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.output.plain_text import PlainTextOutput
from scripted import pack_of_sessions

from triage.conversation.interview import converse
from triage.conversation.lesson import CLICKER
from triage.engine.inference import infer
from triage.interview.beginning import begin
from triage.output import COLOURS, Page
from triage.render.text import render_text
from triage.report.report import report
from triage.terminal import STYLE, TerminalDialogue

PACK = pack_of_sessions()
CTRL_A, CTRL_C, CTRL_D, CTRL_K, ENTER = "\x01", "\x03", "\x04", "\x0b", "\r"
LEFT, BACKSPACE = "\x1b[D", "\x7f"
WORDS = [("low", "answer"), ("suppose it is low", "answer"), ("save", "write the answers"), ("skip", "leave it")]


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    with create_pipe_input() as pipe:
        yield pipe


@pytest.fixture
def dialogue(keys: PipeInput) -> TerminalDialogue:
    return TerminalDialogue(keys, DummyOutput(), Page())


def test_what_is_typed_is_read(keys: PipeInput, dialogue: TerminalDialogue) -> None:
    """A line is what stands on it when Enter is pressed, without the blanks around it."""
    keys.send_text(f"  1 3? {ENTER}")
    assert dialogue.read(WORDS) == "1 3?"


def test_a_line_can_be_edited(keys: PipeInput, dialogue: TerminalDialogue) -> None:
    """Backspace, arrows and the usual editing keys work."""
    keys.send_text(f"lox{BACKSPACE}w{LEFT}{LEFT}{LEFT}s{CTRL_A}{CTRL_K}high{ENTER}")
    assert dialogue.read(WORDS) == "high"


def test_colours_can_be_read_on_white_and_on_black() -> None:
    """Nobody knows the ground of a terminal. Each colour is one that terminals agree on, and none is only a name, which
    each of them fills as it likes: yellow is nothing to be read on white."""
    assert len({*COLOURS.values()}) == len(COLOURS)
    for colour in COLOURS.values():
        assert re.fullmatch("#(00|5f|87|af|d7|ff){3}", colour)
        assert min(contrast(colour, ground) for ground in ("#ffffff", "#000000")) >= 3
    shown = [colour for _, style in STYLE.style_rules for colour in style.split() if "#" in colour or "ansi" in colour]
    assert {*shown} == {*COLOURS.values()}
    printed = render_text(report(infer(PACK, {"calcium": "low"}), ""), Page(colour=True))
    codes, by_number = re.subn(r"38;5;\d+", "", ";".join(re.findall(r"\x1b\[([\d;]+)m", printed)))
    assert by_number
    assert not re.search(r"[349]\d", codes)


def test_an_earlier_line_can_be_recalled(keys: PipeInput, dialogue: TerminalDialogue) -> None:
    """What was typed before is kept for the Up key, and only for this session."""
    keys.send_text(f"how tetany{ENTER}low{ENTER}")
    dialogue.read(WORDS)
    dialogue.read(WORDS)
    assert dialogue.prompt.history.get_strings() == ["how tetany", "low"]


def test_ctrl_c_empties_a_line(keys: PipeInput, dialogue: TerminalDialogue) -> None:
    """Ctrl-C while typing throws away the line and nothing else."""
    keys.send_text(f"nonsense{CTRL_C}low{ENTER}")
    assert dialogue.read(WORDS) == "low"


def test_ctrl_c_on_an_empty_line_interrupts(keys: PipeInput, dialogue: TerminalDialogue) -> None:
    """Only on an empty line Ctrl-C means to leave; the first of two empties the line."""
    keys.send_text(f"nonsense{CTRL_C}{CTRL_C}")
    with pytest.raises(KeyboardInterrupt):
        dialogue.read(WORDS)


def test_ctrl_d_on_an_empty_line_is_the_end_of_the_input(keys: PipeInput, dialogue: TerminalDialogue) -> None:
    """Ctrl-D says that nothing more will come, as in every shell."""
    keys.send_text(CTRL_D)
    with pytest.raises(EOFError):
        dialogue.read(WORDS)


def test_a_line_can_be_read_after_an_interrupt(keys: PipeInput, dialogue: TerminalDialogue) -> None:
    """The dialogue survives an interrupt: the next question is answered as usual."""
    keys.send_text(CTRL_C)
    with pytest.raises(KeyboardInterrupt):
        dialogue.read(WORDS)
    keys.send_text(f"low{ENTER}")
    assert dialogue.read(WORDS) == "low"


def completions(dialogue: TerminalDialogue, typed: str) -> dict[str, str]:
    """Return what Tab offers after `typed`: each completed line, with its explanation."""
    document = Document(typed)
    found = dialogue.completer.get_completions(document, CompleteEvent(completion_requested=True))
    return {typed[: len(typed) + one.start_position] + one.text: one.display_meta_text for one in found}


def asked(dialogue: TerminalDialogue, keys: PipeInput) -> TerminalDialogue:
    """Return the dialogue once it has been asked with WORDS, which it offers from then on."""
    keys.send_text(ENTER)
    dialogue.read(WORDS)
    return dialogue


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", {"low": "answer", "suppose it is low": "answer", "save": "write the answers", "skip": "leave it"}),
        ("s", {"suppose it is low": "answer", "save": "write the answers", "skip": "leave it"}),
        ("S", {"suppose it is low": "answer", "save": "write the answers", "skip": "leave it"}),
        ("suppose i", {"suppose it is low": "answer"}),
        ("x", {}),
    ],
)
def test_tab_offers_what_may_be_typed_with_its_meaning(
    typed: str, offered: dict[str, str], dialogue: TerminalDialogue, keys: PipeInput
) -> None:
    """Completion knows the answers of this question and the words, and says in a line what each does."""
    assert completions(asked(dialogue, keys), typed) == offered


def test_tab_leaves_the_blanks_before_a_word_alone(dialogue: TerminalDialogue, keys: PipeInput) -> None:
    """A blank typed first does not spoil the completed word."""
    assert completions(asked(dialogue, keys), "  sk") == {"  skip": "leave it"}


@pytest.mark.parametrize(("typed", "offered"), [(":sk", ":skip"), ("low, su", "low, suppose it is low")])
def test_tab_completes_after_a_colon_and_the_next_item_of_a_list(
    typed: str, offered: str, dialogue: TerminalDialogue, keys: PipeInput
) -> None:
    """What may be typed may be completed: also ':skip', and the second finding of a list."""
    assert offered in completions(asked(dialogue, keys), typed)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("a", ["a cut, a burn or a bite", "aching"]),
        ("a cut, ", ["a cut, a burn or a bite"]),
        ("pale, A CUT, a b", ["pale, a cut, a burn or a bite"]),
        ("a cut, a burn or a bite, p", ["a cut, a burn or a bite, pale"]),
        ("a cut, p", ["a cut, pale"]),
        ("pale; ach", ["pale; aching"]),
    ],
)
def test_tab_completes_a_label_that_holds_commas(
    typed: str, offered: list[str], dialogue: TerminalDialogue, keys: PipeInput
) -> None:
    """A comma may be part of the item that is being typed, or the end of the one before it."""
    keys.send_text(ENTER)
    dialogue.read([(word, "answer") for word in ("a cut, a burn or a bite", "aching", "pale")])
    assert list(completions(dialogue, typed)) == offered


def test_enter_alone_gives_an_empty_line(keys: PipeInput, dialogue: TerminalDialogue) -> None:
    """No answer is filled in for the person who only presses Enter."""
    keys.send_text(ENTER)
    assert dialogue.read(WORDS) == ""


def played(keys: PipeInput, typed: str, page: Page | None = None) -> tuple[int, str]:
    """Hold a whole interview over these keys; return the exit code and all that was shown, as plain text."""
    out = StringIO()
    keys.send_text(f"{typed}{CTRL_D}")
    code = converse(begin(PACK), TerminalDialogue(keys, PlainTextOutput(out), page or Page()))
    return code, " ".join(out.getvalue().split())


def test_a_whole_interview_through_keys(keys: PipeInput) -> None:
    """The same interview as over plain lines: notice, questions, rule lines, words, result."""
    code, shown = played(
        keys, "".join(f"{line}{ENTER}" for line in ("1", "low", "why", "how tetany", "skip", "no", "quit"))
    )
    assert code == 0
    places = [
        shown.index(text)
        for text in (
            "not medical advice",
            "Question 1, at most 3 more",
            "+ calcium may be low",
            "Nerves depend on it.",
            "rule d-lowers-calcium",
            "The result",
        )
    ]
    assert places == sorted(places)


def test_the_end_of_the_input_gives_the_result(keys: PipeInput) -> None:
    """Ctrl-D in the middle of a question ends with what there is."""
    code, shown = played(keys, f"none{ENTER}low{ENTER}{CTRL_D}")
    assert code == 0
    assert "Not answered: calcium; hard exercise." in shown


@pytest.mark.parametrize(("answer", "expected"), [("leave", 130), (f"stay{ENTER}quit", 0)])
def test_an_interrupt_is_answered(keys: PipeInput, answer: str, expected: int) -> None:
    """Ctrl-C on an empty line offers to leave (130) or to stay; a line emptied by Ctrl-C offers nothing."""
    code, shown = played(keys, f"no{CTRL_C}{CTRL_C}{answer}{ENTER}")
    assert code == expected
    assert shown.count("Interrupted.") == 1


def test_two_interrupts_leave(keys: PipeInput) -> None:
    """Whoever wants out is let out."""
    assert played(keys, f"none{ENTER}{CTRL_C}{CTRL_C}")[0] == 130


def test_a_clicker_enters_a_word_at_once_and_only_on_an_empty_line(keys: PipeInput) -> None:
    """The keys that presenters send turn the pages of a lesson; while something is typed they are only keys."""
    clicked = TerminalDialogue(keys, DummyOutput(), Page(), CLICKER)
    keys.send_text("\x1b[C\x1b[D\x1b[6~\x1b[5~ nprq12 g\r")
    words = [clicked.read(WORDS) for _ in range(9)]
    assert words == ["next", "back", "next", "back", "next", "next", "back", "reveal", "q12 g"]
