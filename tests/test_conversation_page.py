"""What a pack or a person brings is shown as text, and every line fits the page."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripted import Script, pack_of_sessions, talk, with_parts
from shipped import shipped

from triage.conversation.ending import closing
from triage.conversation.interview import converse
from triage.conversation.set_off import set_off
from triage.interview.beginning import begin
from triage.interview.reply import Reply
from triage.interview.typed import understand
from triage.model import PRESENT, RulePack
from triage.output import Page, Styled, columns, folded

PACK = pack_of_sessions()


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


@pytest.mark.parametrize(("typed", "told"), [("2?", True), ("none", False)])
def test_a_danger_sign_left_open_is_not_lost_above_a_small_screen(typed: str, told: bool) -> None:
    """What to do if it is there went up with the line that said it; how urgent that would be stands at the prompt."""
    label = shipped().level["emergency-now"].label
    page = Page(40, height=15)
    last = " ".join(talk(shipped(), "real", "none", typed, page=page)[1].shown[3].split())
    assert last.endswith(f"If what you left open is there now: !!! {label}") is told
    assert "If what you left open" not in talk(shipped(), "made-up", "none", typed, page=page)[1].shown[3]
