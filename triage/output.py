"""Where output goes: what the standard output can show, text that steers no terminal, lines folded to its width."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, takewhile
from typing import NamedTuple
from unicodedata import combining, east_asian_width

WIDTH = 80
WIDEST = 100
TOGETHER = "\u00a0"  # a blank at which no line is broken

# Of the 256 colours that terminals agree on, for each name one that can be read on white as well as on black.
COLOURS = {"red": "#d70000", "yellow": "#af8700", "green": "#008700", "blue": "#5f5fff", "cyan": "#0087af"}

# Control characters but the line feed, marks of direction, and what is no character at all.
_STEERING = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


@dataclass(frozen=True)
class Page:
    """What a text is laid out for: columns, whether colours are wanted, the encoding, and the rows of a screen, 0 where
    there is none to be filled."""

    width: int = WIDTH
    colour: bool = False
    encoding: str = "utf-8"
    height: int = 0

    def holding(self, text: str) -> str:
        """Return `text` with `?` for each character that the encoding cannot hold."""
        return text.encode(self.encoding, "replace").decode(self.encoding)


class Styled(NamedTuple):
    """A line and how it is shown: the name of a style, or of a colour."""

    text: str
    style: str = ""


def standard_output() -> Page:
    """Return the page that the standard output is: a terminal's own width, at most WIDEST, else 80 columns; NO_COLOR is
    kept."""
    encoding = sys.stdout.encoding or "ascii"
    if not sys.stdout.isatty():
        return Page(encoding=encoding)
    from shutil import get_terminal_size  # late: most runs write to no terminal

    size = get_terminal_size((WIDTH, 24))
    width = min(size.columns, WIDEST)
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM", "dumb") != "dumb"
    return Page(width, colour, encoding, size.lines)


def capable_terminal() -> bool:
    """Return whether a person sits at a terminal on which lines can be edited: not a pipe, not a dumb terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or "INSIDE_EMACS" in os.environ:
        return False
    return os.name == "nt" or os.environ.get("TERM", "dumb") not in ("dumb", "")


def folded(line: str, width: int) -> str:
    """Return a line folded to `width` columns; what follows the first is set in further if the line is indented, as
    far as the words behind a number in front.

    Choices, which stand three blanks or more apart, are never torn, nor is anything at a blank that is TOGETHER.
    """
    if columns(line) <= width:
        return line.replace(TOGETHER, " ")
    blanks = len(line) - len(line.lstrip())
    choices = re.split(r"(?<=\S) {3,}(?=\S)", line.strip())
    if len(choices) > 1 and all(re.match(r"\d+ ", choice) for choice in choices):
        return "\n".join(_side_by_side(choices, " " * blanks, width))
    numbered = re.match(r" +\d+  (?=\S)", line)
    indent = len(numbered[0]) if numbered else blanks + 4
    return "\n".join(wrapped(line, width, hang=" " * indent if blanks else ""))


def wrapped(text: str, width: int, lead: str = "", hang: str = "") -> list[str]:
    """Return `text` as lines of at most `width` columns, `lead` before the first and `hang` before the others.

    A word that is longer than a line, as the id of a rule may be, begins a line and is broken behind a hyphen, if it
    has one.
    """
    lines: list[str] = []
    row, begun, hang = lead, False, hang[: max(0, width - 8)]
    for blanks, word in re.findall(rf"((?:(?!{TOGETHER})\s)*)((?:\S|{TOGETHER})+)", text):
        gap = " " * len(blanks)
        if not lines and not begun:
            row += gap[: max(0, width - 8 - len(row))]
        elif columns(row) + len(gap) + columns(word) <= width:
            row += gap
        else:
            lines.append(row)
            row = hang
        while columns(row) + columns(word) > width:
            fits = _fitting(word, width - columns(row))
            lines.append(row + word[:fits])
            row, word = hang, word[fits:]
        row, begun = row + word, True
    return [line.replace(TOGETHER, " ") for line in (*lines, row)] if begun else []


def _fitting(word: str, room: int) -> int:
    """Return how many characters of `word`, one at least, are put into so many columns: up to a hyphen, if there is
    one."""
    fits = sum(1 for _ in takewhile(lambda taken: taken <= room, accumulate(map(columns, word))))
    return word.rfind("-", 1, fits) + 1 or max(1, fits)


def columns(text: str) -> int:
    """Return how many columns of a terminal `text` takes."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def _side_by_side(choices: list[str], indent: str, width: int) -> Iterator[str]:
    row = indent + choices[0]
    for choice in choices[1:]:
        if columns(row) + 3 + columns(choice) <= width:
            row = f"{row}   {choice}"
        else:
            yield row
            row = indent + choice
    yield row


def visible(text: str) -> str:
    """Return `text` with every control and direction mark spelt out, so that a pack cannot steer a terminal, and every
    character that no page may hold."""
    return _STEERING.sub(lambda mark: f"<U+{ord(mark[0]):04X}>", text)


def one_line(text: str) -> str:
    """Return `text` on one line, made visible."""
    return " ".join(visible(text).split())
