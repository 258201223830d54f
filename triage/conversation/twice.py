"""A line that takes effect only when it comes twice, or when a yes follows it: what the line after it stands for."""

from __future__ import annotations

from triage.names.forms import plain

_YES = ("yes", "y", "yeah", "yep", "ok", "okay", "sure")
_NO = ("no", "n", "nope", "nah", "no thanks", "cancel")
DECLINED = "Everything stays as it is."


class Twice:
    """Remembers from one line to the next of which one the person was `warned`, and, while a line is obeyed, of which
    one the line before it warned: that one is `sure` now."""

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
        return self.sure if self.sure and word in _YES else typed
