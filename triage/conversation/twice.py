"""What takes effect only when it comes twice, or when a yes follows it: what the line after it stands for."""

from __future__ import annotations

import re

from triage.model import PRESENT, UNKNOWN
from triage.names import NO_WORDS, OPEN_WORDS, UNKNOWN_WORDS, YES_WORDS
from triage.names.forms import plain

_FINE = ("ok", "okay", "sure")
_NO = (*NO_WORDS, "n", "no thanks", "cancel")
THERE = "yes, that is there"  # what a yes stands for right after a danger sign that was answered otherwise is named
UNSURE = "not sure whether that is there"  # what a doubt stands for then
SETTLES = {THERE: PRESENT, UNSURE: UNKNOWN}
_YES_THERE = re.compile(
    rf"(?:{'|'.join(YES_WORDS)})"
    r"(?: please| there| it is(?: there)?(?: now)?| that is(?: there)?| i do| i have(?: it)?)?"
)
DECLINED = "Everything stays as it is."


class Twice:
    """Remembers from one line to the next of which one the person was `warned`, or was told that a yes stands for it,
    as for a number of the open list; and, while a line is obeyed, which one that was after the line before it: that one
    is `sure` now."""

    def __init__(self) -> None:
        self.warned = ""
        self.sure = ""

    def meant(self, typed: str) -> str | None:
        """Return the line that `typed` stands for: after a warning a yes is the same line once more, and a no is no
        line at all, None."""
        word = plain(typed).strip(" .!")
        if self.warned == THERE and not word:
            return typed  # Enter alone answers nothing, and takes nothing back
        self.sure, self.warned = self.warned, ""
        if self.sure == THERE:
            return self._there(typed, word)
        if self.sure and word in _NO:
            return None
        if self.sure.isdecimal():  # of a list: 'ok' may only mean that it was read
            return self.sure if _YES_THERE.fullmatch(word) else typed
        return self.sure if self.sure and word in (*YES_WORDS, *_FINE) else typed

    def _there(self, typed: str, word: str) -> str | None:
        """Return the line that stands for what was said to a danger sign; 'ok' may only mean that it was read."""
        if word in _NO:
            return None
        if word in UNKNOWN_WORDS or word in OPEN_WORDS:
            return UNSURE
        return THERE if _YES_THERE.fullmatch(word) else typed
