"""What an interview, a lesson or a quiz talks through: a terminal, plain lines, or the script of a test."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from triage.output import Page, Styled, folded, visible

Word = tuple[str, str]  # what may be typed, and what it means
PROMPT = "> "
QUIT = ("quit", "exit", "q")
FINISHED = 0  # the exit codes of whatever is held over a dialogue
INTERRUPTED = 130
NO_KEYS: Mapping[str, str] = MappingProxyType({})  # keys that enter a word at once


class Dialogue(Protocol):
    """Somebody to talk with: a terminal, plain lines, or the script of a test."""

    @property
    def page(self) -> Page:
        """What the lines are laid out for."""

    def read(self, words: Sequence[Word]) -> str:
        """Return one line. `words` are what may be typed, each with its meaning, for completion. Raises EOFError when
        nothing more will come and KeyboardInterrupt when the person interrupts an empty line."""

    def write(self, text: str, style: str = "") -> None:
        """Show lines; `style` is question, fired, supplement, notice, a colour of an urgency, or nothing."""

    def fresh(self) -> None:
        """Begin a fresh screen, where there is one; elsewhere leave a line."""


def show(dialogue: Dialogue, lines: Iterable[Styled]) -> None:
    """Write lines one by one, each folded to the page and with nothing in it that steers a terminal."""
    for line in lines:
        dialogue.write(folded(visible(line.text), dialogue.page.width), line.style)
