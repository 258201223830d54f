"""The file waivers.yaml of a pack: which problems its authors know of and leave, each with the reason.

A waiver is for `check` alone and changes nothing that is concluded or shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from triage.errors import Problem
from triage.model.record import Record, Text, Texts
from triage.pack.document import words_in
from triage.pack.folder import WAIVERS
from triage.pack.parts import Placed
from triage.pack.reading import read_document
from triage.pack.records import records


class Waiver(Record):
    """A problem that stays: its code, what it is about (the id of a record, or a statement), and why it stays."""

    code: Text
    about: Texts
    reason: Text


@dataclass(frozen=True)
class Waivers:
    """The waivers of a pack, what is wrong with the file that they stand in, and the words of those that could not be
    read."""

    read: tuple[Placed[Waiver], ...] = ()
    problems: tuple[Problem, ...] = ()
    unread: frozenset[str] = frozenset()

    def reason(self, problem: Problem) -> str | None:
        """Return why `problem` is waived, None if it is not."""
        waivers = (placed.record for placed in self.read if placed.record.code == problem.code)
        return next((one.reason for one in waivers if problem.about and problem.about in one.about), None)

    def may_waive(self, problem: Problem) -> bool:
        """Return whether a waiver that could not be read may be about `problem`."""
        return problem.code in self.unread and bool(problem.about) and words_in(problem.about) <= self.unread

    def idle(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """`unused`: a waiver, or one of the names in it, that waives none of `problems`."""
        found = {(problem.code, problem.about) for problem in problems}
        for placed in self.read:
            for number, name in enumerate(placed.record.about):
                if (placed.record.code, name) not in found:
                    message = f"no problem '{placed.record.code}' about '{name}' is there to be waived"
                    if placed.record.code == "case":
                        message = "what is wrong with a case cannot be waived"
                    yield placed.problem(("about", number), "unused", message, "take the waiver out")


def waivers_in(folder: Path) -> Waivers:
    """Return the waivers of the pack in `folder`, none where it has no file of them."""
    path = folder / WAIVERS
    if not path.exists():
        return Waivers()
    document = read_document(path)
    problems = list(document.problems)
    found = records(Waiver, document, problems)
    places = {placed.place for placed in found}
    items = document.data if isinstance(document.data, list) else [document.data]
    unread = [words_in(item) for number, item in enumerate(items) if (number,) not in places]
    return Waivers(found, tuple(problems), frozenset().union(document.words or (), *unread))
