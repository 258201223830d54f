"""What can go wrong, as data: a Problem names the place, the matter and the remedy; the errors carry problems.

Nothing here prints or exits: `cli` tells an error that ends a command.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from unicodedata import category, name

MOST_TOLD = 20  # so many problems with one code in one file are told, where they are told in words
ECHO = 60  # so many characters of what was typed are shown in a message
LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"  # a name may hold them, and must not look like two lines


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong: where (file and 1-based line; 0 means the whole file), what, and how to mend it.

    `about` is the id of the record that it is about, or a statement, if there is one: a waiver names it.
    """

    path: str
    line: int
    code: str
    message: str
    hint: str = ""
    about: str = field(default="", compare=False)

    def __str__(self) -> str:
        path = "".join(f"<U+{ord(char):04X}>" if char in LINE_ENDS else char for char in self.path)
        message, hint = " ".join(self.message.split()), " ".join(self.hint.split())
        place = f"{path}:{self.line}" if self.line else path
        return f"{place}: {self.code} {message}" + (f"\n    {hint}" if hint else "")


class TriageError(Exception):
    """Any error that is the user's to mend."""


class UsageError(TriageError):
    """The command was called wrongly: exit code 2. `hint` says how to mend it, where the message does not."""

    def __init__(self, message: str, hint: str = ""):
        self.message = message
        self.hint = hint
        super().__init__(message, hint)

    def __str__(self) -> str:
        return f"{self.message}: {self.hint}" if self.hint else self.message


class DocumentError(TriageError):
    """A pack or case file cannot be used: exit code 3. Holds every problem that was found, not only the first."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = tuple(sorted(set(problems)))
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in most_telling(self.problems))


class PackError(DocumentError):
    """A rule pack cannot be used."""


class CaseError(DocumentError):
    """A case file cannot be used."""


class UnknownName(TriageError):
    """A word names no concept, statement or rule of the pack. `near` are the names that come close; with `more` each
    of them holds the word whole and says more than it."""

    def __init__(self, word: str, near: tuple[str, ...] = (), more: bool = False):
        self.word = word
        self._near = near
        self._more = more
        super().__init__(word)

    @property
    def near(self) -> tuple[str, ...]:
        """The names that come close."""
        return self._near

    @property
    def more(self) -> bool:
        """Whether each of them says more than the word."""
        return self._more

    def __str__(self) -> str:
        return f"nothing here is called {echoed(self.word)}" + did_you_mean(self.near, before="; ", more=self.more)


class ValueWanted(UnknownName):
    """A word names a concept where a statement is wanted. `values` are its values in words, `near` its statements."""

    def __init__(self, label: str, values: tuple[str, ...], near: tuple[str, ...]):
        super().__init__(label, near)
        self.values = values

    def __str__(self) -> str:
        *others, last = self.values
        either = f"{', '.join(others)} or {last}" if others else last
        return f"which one: {self.word} is {either}?"


class OneKindDenied(UnknownName):
    """A no to what is only one kind of a concept, which states nothing of it. `near` holds the whole denied."""

    def __str__(self) -> str:
        return f"a no to {echoed(self.word)} leaves open what else there is" + did_you_mean(self.near, before="; ")


def most_telling(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Yield problems in their order; of very many with one code in one file only the first, and how many more there
    are."""
    count = Counter((one.path, one.code) for one in problems)
    seen = Counter[tuple[str, str]]()
    for one in problems:
        kind = (one.path, one.code)
        seen[kind] += 1
        if seen[kind] <= MOST_TOLD:
            yield one
        if seen[kind] == MOST_TOLD < count[kind]:
            yield Problem(one.path, 0, one.code, f"and {count[kind] - MOST_TOLD} more of these")


def sentence(error: Exception) -> str:
    """Return what an error says as a sentence: with a capital letter, where it begins with a word, and a full stop."""
    text = capitalised(str(error))
    return text if text.endswith(("?", ".")) else f"{text}."


def capitalised(text: str) -> str:
    """Return a sentence with a capital letter where it begins with a word: 'pH is low' stays as it is."""
    first = text.split(maxsplit=1)[:1]
    return text[0].upper() + text[1:] if first and first[0].islower() else text


def echoed(typed: str) -> str:
    """Return what somebody typed between quotation marks, cut where it is long; what cannot be seen, or looks like a
    blank and is none, by its name."""
    short = typed if len(typed) <= ECHO else f"{typed[: ECHO - 3]}..."
    return f"'{''.join(f'<{_unseen(char)}>' if _unseen(char) else char for char in short)}'"


def _unseen(char: str) -> str:
    return name(char, f"U+{ord(char):04X}").lower() if char != " " and category(char) in ("Zs", "Cf") else ""


def did_you_mean(near: tuple[str, ...], before: str = "", more: bool = False) -> str:
    """Return what may have been meant, each between quotation marks since a name may hold an 'or'; '' when nothing
    comes close. With `more` all that comes close says more than was typed, and nobody is to take it for the same."""
    quoted = " or ".join(f"'{name}'" for name in near)
    says_more = ", which says more" if len(near) == 1 else ", which say more"
    return f"{before}did you mean {quoted}{says_more if more else ''}?" if near else ""
