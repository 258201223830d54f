"""What takes effect only when it comes twice, or when a yes follows it: what the line after it stands for."""

from __future__ import annotations

from triage.names.forms import plain

_YES = ("yes", "y", "yeah", "yep")
_FINE = ("ok", "okay", "sure")  # to what is told as well as to what is asked
_NO = ("no", "n", "nope", "nah", "no thanks", "cancel")
THERE = "yes, that is there"  # what a yes stands for right after a danger sign that was answered otherwise is named
DECLINED = "Everything stays as it is."


class Twice:
    """Remembers from one line to the next of which one the person was `warned`, or was told that a yes stands for it;
    and, while a line is obeyed, which one that was after the line before it: that one is `sure` now."""

    def __init__(self) -> None:
        self.warned = ""
        self.sure = ""

    def meant(self, typed: str) -> str | None:
        """Return the line that `typed` stands for: after a warning a yes is the same line once more, and a no is no
        line at all, None."""
        self.sure, self.warned = self.warned, ""
        word = plain(typed).strip(" .!")
        if self.sure and word in _NO:
            return None
        agrees = word in _YES or (word in _FINE and self.sure != THERE)
        return self.sure if self.sure and agrees else typed
