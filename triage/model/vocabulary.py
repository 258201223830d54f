"""The words in which every module speaks: statements, strengths, citations, levels of urgency, whom a case is about."""

from enum import IntEnum
from typing import Literal, NamedTuple

UNKNOWN = "unknown"
PRESENT = "present"
ABSENT = "absent"
# Before `low` or `high`: a result called more than that, and a number that lies far, or well, beyond its range.
VERY, FAR, WELL = "very-", "far-", "well-"
LEVELS = ("low", "high")
URGENCY: Literal["urgency"] = "urgency"
URGENCY_LEVELS = ("emergency-now", "same-day", "routine", "learn")
# Whom a case may be about; one that does not say so counts as real.
MADE_UP: Literal["made-up"] = "made-up"
REAL: Literal["real"] = "real"

Kind = Literal["article", "supplement"]
Role = Literal["cause", "mechanism", "finding", "risk", "danger", "scope"]
Tier = Literal["scope", "danger", "report", "open", "learning"]


def level_of(result: str) -> str:
    """Return the value that a result has, by whatever name a pack gives it a meaning: `low` of `very-low`."""
    meant = (result.removeprefix(how) for how in (VERY, FAR, WELL) if result.startswith(how))
    return next((value for value in meant if value in LEVELS), result)


class Strength(IntEnum):
    """How sure a statement is. Ordered, so that the weakest of several is their minimum."""

    POSSIBLE = 1
    LIKELY = 2
    CERTAIN = 3

    @property
    def word(self) -> str:
        """How it is written: `likely`."""
        return self.name.lower()


class Statement(NamedTuple):
    """A concept with a value, written `soil is dry`."""

    concept: str
    value: str

    def __str__(self) -> str:
        return f"{self.concept} is {self.value}"


class Citation(NamedTuple):
    """A source and, where the source is divided into places, the place in it: `article VD-2.2`."""

    source: str
    place: str = ""

    def __str__(self) -> str:
        return f"{self.source} {self.place}".strip()
