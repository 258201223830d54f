"""The file waivers.yaml of a pack: which problems its authors know of and leave, each with the reason.

A waiver is for `check` alone and changes nothing that is concluded or shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage.errors import Problem
from triage.model.record import Record, Text, Texts
from triage.pack.parts import Placed


class Waiver(Record):
    """A problem that stays: its code, what it is about (the id of a record, or a statement), and why it stays."""

    code: Text
    about: Texts
    reason: Text


def waives(waiver: Waiver, problem: Problem) -> bool:
    """Return whether `problem` is one that `waiver` is about."""
    return problem.code == waiver.code and problem.about in waiver.about


def idle(waivers: Sequence[Placed[Waiver]], problems: Sequence[Problem]) -> Iterator[Problem]:
    """`unused`: a waiver, or one of the names in it, that waives none of `problems`."""
    found = {(problem.code, problem.about) for problem in problems}
    for placed in waivers:
        for number, name in enumerate(placed.record.about):
            if (placed.record.code, name) not in found:
                message = f"no problem '{placed.record.code}' about '{name}' is there to be waived"
                if placed.record.code == "case":
                    message = "what is wrong with a case cannot be waived"
                yield placed.problem(("about", number), "unused", message, "take the waiver out")
