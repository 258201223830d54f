"""Where output goes: what the standard output can show, and files that are either written whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from triage.errors import UsageError

WIDTH = 80
WIDEST = 100


@dataclass(frozen=True)
class Page:
    """What a text is laid out for: columns, whether colours are wanted, and the encoding."""

    width: int = WIDTH
    colour: bool = False
    encoding: str = "utf-8"


def standard_output() -> Page:
    """Return the page that the standard output is: a terminal's own width, else 80 columns; NO_COLOR is kept."""
    encoding = sys.stdout.encoding or "ascii"
    if not sys.stdout.isatty():
        return Page(encoding=encoding)
    width = min(shutil.get_terminal_size((WIDTH, 24)).columns, WIDEST)
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM", "dumb") != "dumb"
    return Page(width, colour, encoding)


def capable_terminal() -> bool:
    """Return whether a person sits at a terminal on which lines can be edited: not a pipe, not a dumb terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or "INSIDE_EMACS" in os.environ:
        return False
    return os.name == "nt" or os.environ.get("TERM", "dumb") not in ("dumb", "")


def write_file(path: Path, text: str) -> None:
    """Write `text` to `path` so that the file is, at any moment, the old one or the whole new one, and on disk.

    Raises UsageError when it cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".new")
    except OSError as error:
        raise UsageError(f"cannot write '{path}': {error.strerror}") from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, _mode(path))
        os.replace(name, path)
    except OSError as error:
        raise UsageError(f"cannot write '{path}': {error.strerror}") from None
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)


def _mode(path: Path) -> int:
    """Return the mode a new file would get, or the mode of the file that is there."""
    with suppress(OSError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
