"""A dialogue for tests: lines go in by script, and everything that was shown comes out as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from triage.conversation.files import Files
from triage.conversation.interview import converse
from triage.dialogue import Word
from triage.interview.beginning import begin
from triage.model import Rule, RulePack
from triage.output import Page
from triage.pack.loading import load_pack
from triage.trace import NOTHING

SESSIONS = Path(__file__).parents[1] / "golden_sessions"
SMALL = SESSIONS / "pack"

INTERRUPT = KeyboardInterrupt
END = EOFError

Typed = str | type[KeyboardInterrupt] | type[EOFError] | Callable[[], str]


class Script:
    """Somebody who types a list of lines and keeps what is shown.

    A line may be KeyboardInterrupt (Ctrl-C on an empty line), EOFError (end of input), or a function that is called
    when the line is read and returns it, for a look at the world between two prompts. After the last line comes the end
    of the input. It remembers what `words` were offered at each prompt.
    """

    def __init__(self, *lines: Typed, page: Page | None = None):
        self.page = page or Page()
        self.lines = list(lines)
        self.transcript = ""
        self.styles: list[tuple[str, str]] = []
        self.offered: list[Sequence[Word]] = []
        self.shown: list[str] = [""]

    def read(self, words: Sequence[Word]) -> str:
        self.offered.append(words)
        line = self.lines.pop(0) if self.lines else END
        if isinstance(line, type):
            self._prompted("^C" if line is INTERRUPT else "^D")
            raise line
        typed = line if isinstance(line, str) else line()
        self._prompted(typed)
        return typed

    def write(self, text: str, style: str = "") -> None:
        self.transcript += f"{text}\n"
        self.styles.append((text, style))
        self.shown[-1] += f"{text}\n"

    def fresh(self) -> None:
        self.write("")

    def _prompted(self, typed: str) -> None:
        self.transcript += f"> {typed}\n"
        self.shown.append("")

    @property
    def flat(self) -> str:
        """Everything that was shown, with the line breaks of the page taken out."""
        return " ".join(self.transcript.split())

    def after(self, prompt: int) -> str:
        """Return what was shown after the line typed at prompt number `prompt` (from 1), without line breaks."""
        return " ".join(self.shown[prompt].split())


def pack_of_sessions() -> RulePack:
    """Return the small pack on which the golden sessions run."""
    return load_pack(SMALL)


def with_parts(pack: RulePack, **parts: Any) -> RulePack:
    """Return `pack` with some of its parts put differently."""
    return replace(pack, **parts)


def talk(
    pack: RulePack,
    *lines: Typed,
    answers: Mapping[str, str] = NOTHING,
    supposed: Mapping[str, str] = NOTHING,
    save: Path | None = None,
    page: Page | None = None,
) -> tuple[int, Script]:
    """Hold an interview over `lines` and return its exit code and the dialogue."""
    script = Script(*lines, page=page)
    return converse(begin(pack, answers, supposed), script, Files(save)), script


def with_rule(name: str, *statements: str, strength: str = "possible", wording: str = "can") -> RulePack:
    """Return the pack of the sessions with one rule more: from all of `statements` but the last to the last one."""
    pack = pack_of_sessions()
    rule = Rule(
        id=name,
        premises=statements[:-1],
        conclusion=statements[-1],
        strength=strength,
        wording=wording,
        because="One leads to the other.",
        source="article A-1",
    )
    return with_parts(pack, rules=(*pack.rules, rule))
