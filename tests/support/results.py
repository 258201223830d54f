"""A small pack of one ranked cause, and the remarks of a result."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel
from random_packs import concept, pack_of, written

from triage.report.result import Result

PACK = pack_of(
    [
        concept("zinc", "cause", ("low", "normal")),
        concept("haste", "mechanism"),
        concept("diet", "risk"),
        concept("weak"),
        concept("pale"),
        concept("alarm", "danger"),
        concept("worry", "danger"),
    ],
    written(
        {
            "zinc-weak": "likely: zinc is low -> weak is present",
            "diet-zinc": "possible: diet is present -> zinc is low",
            "haste-pale": "possible: haste is present -> pale is present",
            "worry-routine": "certain: worry is present -> urgency is routine",
            "alarm-today": "certain: alarm is present -> urgency is same-day",
        }
    ),
)


T = TypeVar("T", bound=BaseModel)


def changed(record: T, **keys: Any) -> T:
    """Return a record of a pack with some keys changed."""
    return record.model_copy(update=keys)


def remarks(found: Result) -> list[str]:
    """Return what is left as lines, those of a list with a dash."""
    return [f"- {one.text}" if one.item else one.text for one in found.beyond]
