"""Where the lines of an interview go: folded to the page, and with the open question where they have driven it off.
And where those come from that the person types.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from triage.conversation.ending import urgent_so_far
from triage.conversation.files import Kept
from triage.conversation.progress import asked, asked_above
from triage.conversation.twice import DECLINED, Twice
from triage.dialogue import Dialogue, Word
from triage.interview.session import Session
from triage.output import Styled, folded, visible

Lines = Iterable[str | Styled]
PROMPT_ROWS = 1


class Screen:
    """What a dialogue shows its lines on, as wide and as high as it is now."""

    def __init__(self, dialogue: Dialogue):
        self.dialogue = dialogue
        self.twice = Twice()

    def read(self, words: Sequence[Word]) -> str | None:
        """Return what the next line stands for, while `words` may be typed; None, and say so, for a no to a warning."""
        typed = self.twice.meant(self.dialogue.read(words))
        if typed is None:
            self.show([DECLINED])
        return typed

    def show(self, lines: Lines, style: str = "") -> None:
        """Show lines, each in its own style if it has one, else in `style`."""
        styled = (line if isinstance(line, Styled) else Styled(line, style) for line in lines)
        for shared, group in groupby(styled, key=lambda line: line.style):
            text = "\n".join(self._folded(line.text) for line in group)
            if text:
                self.dialogue.write(text, shared)

    def question(self, session: Session) -> None:
        """Show the open question, and once more what it asks where the screen does not hold it; or that there is
        none."""
        question = session.question
        lines = [*asked(session, question)] if question else ["No question is open."]
        self.show(lines, "question")
        if question and not self._holds(lines):
            self.show([asked_above(session, question)], "question")
            self.show(urgent_so_far(session))

    def still_asked(self, session: Session, wanted: str) -> None:
        """Show once more what is asked, if anything is, and what is `wanted` besides."""
        if session.question:
            self.question(session)
            self.show([wanted], "question")

    def answer(self, session: Session, lines: Sequence[str]) -> None:
        """Show what a word answers and, where that leaves no room for the open question, what is still asked."""
        self.show(lines)
        question = session.question
        if question and not self._holds((*asked(session, question), *lines)):
            self.show([f"Still open: {question.text} ('again' shows the question whole.)"], "question")

    def kept(self, kept: Kept) -> bool:
        """Say what was written, and return whether it was; or warn of the line that would, if it came once more."""
        self.twice.warned = kept.again
        if kept.line:
            self.show([kept.line])
        if kept.resume:
            self.dialogue.write(visible(kept.resume))  # on one line, so that it can be copied
        return kept.done

    def _holds(self, lines: Iterable[str]) -> bool:
        """Return whether `lines` are all to be seen above a prompt. Where there is no screen to be filled, nothing
        shows that they are not."""
        height = self.dialogue.page.height
        return not height or sum(self._folded(line).count("\n") + 1 for line in lines) + PROMPT_ROWS <= height

    def _folded(self, line: str) -> str:
        return folded(visible(line), self.dialogue.page.width)
