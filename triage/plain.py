"""The dialogue over plain lines: a pipe, a dumb terminal, or a person who wants no editing. No escapes, and trees in
ASCII; what a pack or a person wrote stands as it was written."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from triage.dialogue import PROMPT, Word
from triage.output import Page, one_line, standard_output

LONGEST = 10_000  # characters of a line: what has no end of a line would fill the memory


class PlainDialogue:
    """Reads standard input and writes standard output, line by line."""

    def __init__(self) -> None:
        self.page = Page(standard_output().width, encoding="ascii")

    def read(self, words: Sequence[Word]) -> str:
        sys.stdout.write(PROMPT)
        sys.stdout.flush()
        line = sys.stdin.readline(LONGEST)
        if not line:
            sys.stdout.write("\n")
            raise EOFError
        if not sys.stdin.isatty():
            sys.stdout.write(f"{one_line(line)}\n")
        return line.strip()

    def write(self, text: str, style: str = "") -> None:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()

    def fresh(self) -> None:
        self.write("")
