"""What one file holds, as plain data: lists, dicts and text, with the line of every part. Never anything else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from triage.errors import Problem

WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """What one file holds. `path` is the name to show; `problems` says what was refused while reading it. Of a file
    that is text but cannot be used, `words` holds its words, None where not even these are known."""

    path: str
    data: Any
    lines: Mapping[Place, int]
    problems: tuple[Problem, ...] = ()
    words: frozenset[str] | None = None

    def part(self, place: Place) -> Any:
        """Return what stands at `place`. Raises LookupError and TypeError where there is no such place."""
        found = self.data
        for step in place:
            found = found[step]
        return found

    def line(self, place: Place) -> int:
        """Return the 1-based line of `place`, or of the nearest part around it that has one."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def problem(self, place: Place, code: str, message: str, hint: str = "") -> Problem:
        """Return a problem at `place`."""
        return Problem(self.path, self.line(place), code, message, hint)


def words_in(data: object) -> frozenset[str]:
    """Return every word that could be a name in plain data, however deep."""
    return frozenset(word.rstrip(".-") for word in WORD.findall(str(data)))
