"""Where output goes: what the standard output can show, text that steers no terminal, lines folded to its width, and
files written whole or not at all."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from errno import EISDIR, ELOOP
from itertools import accumulate, takewhile
from pathlib import Path
from typing import NamedTuple
from unicodedata import combining, east_asian_width

from triage.errors import UsageError

WIDTH = 80
WIDEST = 100
TOGETHER = "\u00a0"  # a blank at which no line is broken
NEW = ".new"  # the end of the name of a file that is not yet whole
ABANDONED = 60.0  # seconds after which a half-written file is nobody's any more: writing one takes a moment

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


def write_file(path: Path, text: str) -> None:
    """Write `text` to `path` so that the file is, at any moment, the old one or the whole new one, and on disk.

    A link is followed; what is no ordinary file (a pipe, /dev/null) is written to as it is. Raises UsageError when it
    cannot be written.
    """
    with _told(path) as target:
        if _is_special(target):
            target.write_text(text, encoding="utf-8", newline="\n")
        else:
            _replace(target, text)


def may_be_written(path: Path) -> None:
    """Raise UsageError where `write_file` could not write a file to `path` now. Leaves everything as it is."""
    with _told(path) as target:
        if target.is_dir():
            raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
        if not _is_special(target):  # to open a pipe would say something to whoever reads it, or wait for one
            handle, name = _new_beside(target)
            os.close(handle)
            os.unlink(name)


def place_of(path: Path) -> Path:
    """Return the place that `path` leads to, its links followed. Raises UsageError where no file can be."""
    with _told(path) as target:
        return target


@contextmanager
def _told(path: Path) -> Iterator[Path]:
    """Give the place that `path` leads to; raise UsageError for whatever goes wrong there."""
    try:
        target = path.expanduser().resolve()
        if target.is_symlink():  # a link that leads to itself: not every Python says so when it follows it
            raise OSError(ELOOP, os.strerror(ELOOP))
        yield target
    except (OSError, ValueError, RuntimeError) as error:
        why = getattr(error, "strerror", None) or error
        if isinstance(error, FileNotFoundError) and not os.path.exists(path.expanduser().parent):
            why = f"there is no folder '{path.parent}': make it first"
        raise UsageError(f"cannot write '{path}': {why}") from None


def _is_special(target: Path) -> bool:
    """Return whether there is something that is no ordinary file."""
    return target.exists() and not target.is_file()


def _new_beside(target: Path) -> tuple[int, str]:
    """Return the handle and the name of a new file in the folder of `target`."""
    from tempfile import mkstemp  # late: most runs write no file

    return mkstemp(dir=target.parent, prefix=_prefix(target), suffix=NEW)


def _prefix(target: Path) -> str:
    return f".{target.name[:100]}."


def _replace(target: Path, text: str) -> None:
    handle, name = _new_beside(target)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        _clear(target, os.stat(name).st_mtime - ABANDONED)
        os.chmod(name, _mode(target))
        os.replace(name, target)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)


def _clear(target: Path, before: float) -> None:
    """Remove what writers of the same file left beside it before that time: they were killed as they wrote."""
    ours = re.compile(rf"{re.escape(_prefix(target))}\w{{8}}{re.escape(NEW)}")
    with suppress(OSError):
        left = [Path(entry) for entry in os.scandir(target.parent) if ours.fullmatch(entry.name)]
        for path in left:
            if path.stat(follow_symlinks=False).st_mtime < before:
                path.unlink()


def _mode(path: Path) -> int:
    """Return the mode a new file would get, or the mode of the file that is there."""
    with suppress(OSError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def folded(line: str, width: int) -> str:
    """Return a line folded to `width` columns; what follows the first is set in further if the line is indented.

    Choices, which stand three blanks or more apart, are never torn, nor is anything at a blank that is TOGETHER.
    """
    if columns(line) <= width:
        return line.replace(TOGETHER, " ")
    blanks = len(line) - len(line.lstrip())
    choices = re.split(r"(?<=\S) {3,}(?=\S)", line.strip())
    if len(choices) > 1 and all(re.match(r"\d+ ", choice) for choice in choices):
        return "\n".join(_side_by_side(choices, " " * blanks, width))
    return "\n".join(wrapped(line, width, hang=" " * (blanks + 4) if blanks else ""))


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
