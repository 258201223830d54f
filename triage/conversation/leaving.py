"""What follows an interrupt: whether to save and leave, to leave, or to stay, asked until one of them is understood."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from triage.conversation.screen import Screen
from triage.dialogue import QUIT, Word

CHOICES: Sequence[Word] = (("save", "save and leave"), ("leave", "leave"), ("stay", "go on"))


class Left(Exception):
    """The person leaves; `code` is the exit code."""

    def __init__(self, code: int):
        self.code = code


def stays(screen: Screen, save: Callable[[str], bool]) -> bool:
    """Return whether the person stays. `screen` shows and reads lines; `save` writes to the file that is named and
    returns whether that worked. A second interrupt and the end of the input leave."""
    screen.twice.warned = ""
    screen.show(["", "Interrupted."])
    while True:
        screen.show(["Type 'save FILE' to save and leave, 'leave', or 'stay'; Ctrl-C again leaves."])
        try:
            typed = screen.read(CHOICES) or ""
        except (KeyboardInterrupt, EOFError):
            return False
        word, _, argument = typed.strip().removeprefix(":").partition(" ")
        word = word.casefold()
        if word == "stay":
            return True
        if word in ("leave", *QUIT) or (word == "save" and save(argument.strip())):
            return False
