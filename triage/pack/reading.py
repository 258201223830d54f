"""One file in, a document out, whatever the file is.

A pack or a case may come from a stranger: nothing is taken for YAML before it is known to be text, and not too much of
it. What cannot be used is said in the document.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import BinaryIO

from triage.errors import Problem
from triage.pack.document import Document
from triage.pack.events import built

MAX_BYTES = 1_000_000
# Every control character but tab, line feed, carriage return and next line; and what is no character at all.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def read_document(path: Path) -> Document:
    """Read the file at `path`. Never raises for what the file is or holds: the problems stand in the document."""
    shown = str(path)
    try:
        if path.is_dir():
            return _refused(shown, "is a folder, not a file", "name a YAML file")
        with open(path, "rb", opener=_without_waiting) as stream:
            return read_stream(stream, shown)
    except FileNotFoundError:
        return _refused(shown, "there is no such file", "check the name and the folder you are in")
    except PermissionError:
        return _refused(shown, "may not be read", "ask its owner for permission to read it")
    except (OSError, ValueError) as error:
        return _refused(shown, f"cannot be read: {getattr(error, 'strerror', None) or error}", "name another file")


def _without_waiting(path: str, flags: int) -> int:
    """Open `path`; a pipe that nobody writes to is then at its end instead of waiting for ever."""
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    if hasattr(os, "O_NONBLOCK"):
        os.set_blocking(handle, True)
    return handle


def read_stream(stream: BinaryIO, shown: str) -> Document:
    """Read YAML bytes from `stream`, at most MAX_BYTES of them."""
    content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        hint = "a pack or case file is a few pages of text at most"
        return _refused(shown, f"is larger than {MAX_BYTES:,} bytes", hint)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return _refused(shown, "is not text in UTF-8", "save it as UTF-8 text", line)
    if control := CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        return _refused(shown, "holds control characters", "is it a YAML file at all?", line)
    if not text.strip():
        return _refused(shown, "is empty", "write something into it, or take it out")
    return built(text, shown)


def _refused(shown: str, message: str, hint: str, line: int = 0) -> Document:
    return Document(shown, None, {}, (Problem(shown, line, "unreadable", message, hint),))
