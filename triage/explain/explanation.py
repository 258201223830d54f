"""What an explanation is to everything that prints one: a sentence that answers first, and lines that hang below it.

Whoever prints it need not know which question it answers: each line says in words what it has to say, and as data what
it means, which statement it is about and how strong that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, get_args

from triage import phrases
from triage.model import Kind, Rule, Statement, Strength

Verb = Literal["how", "why-not", "needed", "what-if", "undo", "contrast"]
VERBS: tuple[Verb, ...] = get_args(Verb)
Detail = Literal["brief", "chain", "full"]
DETAILS: tuple[Detail, ...] = get_args(Detail)
DEEPEST = 6  # so many rules, one behind the other, can still be seen at a glance


@dataclass(frozen=True)
class Asked:
    """A question about a run: its verb, and what was typed after it."""

    verb: Verb
    words: str


@dataclass(frozen=True)
class Line:
    """One line of an explanation, with what lies under it.

    `rule` is the id of the rule that the line is about, and `came` what came of it. `means` says what the line is (`not
    asked`, `gained`), `about` and `strength` of which statement, `answers` which ones it offers. `detail` is the least
    level of detail at which the line is shown; what lies under it is never shown sooner.
    """

    text: str
    note: str = ""
    rule: str = ""
    came: str = ""
    below: tuple[Line, ...] = ()
    kind: Kind = "article"
    means: str = ""
    about: Statement | None = None
    strength: Strength | None = None
    detail: Detail = "brief"
    answers: tuple[Statement, ...] = ()

    @property
    def named(self) -> str:
        """The rule that the line is about, with what came of it: `dry-soil (step 3, likely)`."""
        return f"{self.rule} ({self.came})" if self.came else self.rule

    @property
    def sentence(self) -> str:
        """The text, after the rule if it is about one."""
        return f"rule {self.named}: {self.text}" if self.rule else self.text


def rule_line(
    rule: Rule,
    came: str,
    means: str,
    strength: Strength,
    detail: Detail = "chain",
    text: str = "",
    below: Iterable[Line] = (),
) -> Line:
    """Return the line about a rule: its reason, or the `text` given instead, with its source. `came` says what came of
    it, `strength` how sure its conclusion is."""
    return Line(
        text or rule.because,
        phrases.sourced(rule),
        rule=rule.id,
        came=came,
        below=tuple(below),
        kind=rule.kind,
        means=means,
        about=rule.conclusion,
        strength=strength,
        detail=detail,
    )


@dataclass(frozen=True)
class Explanation:
    """The answer to one question about a run: `verb` and `about` are the question, `answer` the sentence that comes
    first, `hidden` says how many lines a shorter level of detail leaves out. `statement` is what a `how` is about, so
    that its proofs can be drawn; no other verb fills it."""

    verb: Verb
    about: str
    answer: str
    lines: tuple[Line, ...] = ()
    hidden: int = 0
    statement: Statement | None = None

    @property
    def heading(self) -> str:
        """The question, as a heading: `Why not: soil is dry`."""
        return f"{self.verb.replace('-', ' ').capitalize()}: {self.about}"

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules that its lines name, each once."""
        return tuple(dict.fromkeys(line.rule for line in every_line(self.lines) if line.rule))


def shortened(whole: Explanation, detail: Detail) -> Explanation:
    """Return `whole` with only the lines that `detail` shows, and the number of those that it does not."""
    shown = _shown(whole.lines, DETAILS.index(detail))
    return replace(whole, lines=shown, hidden=_count(whole.lines) - _count(shown))


def _shown(lines: Iterable[Line], level: int) -> tuple[Line, ...]:
    return tuple(
        replace(line, below=_shown(line.below, level)) for line in lines if DETAILS.index(line.detail) <= level
    )


def _count(lines: Iterable[Line]) -> int:
    return sum(1 for _ in every_line(lines))


def every_line(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield lines with all that lies under them, each before what lies under it."""
    for line in lines:
        yield line
        yield from every_line(line.below)
