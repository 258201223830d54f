"""Files that are written whole or not at all, and where the path to one leads. Text comes in."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EISDIR, ELOOP
from pathlib import Path

from triage.errors import UsageError

NEW = ".new"  # the end of the name of a file that is not yet whole
ABANDONED = 60.0  # seconds after which a half-written file is nobody's any more: writing one takes a moment


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
