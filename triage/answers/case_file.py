"""A case file as it is written: its keys and the shape of what stands behind them. `case` resolves the names in it."""

from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from triage.model.record import Id, Names, Record, Text, Texts
from triage.pack.document import Document
from triage.pack.parts import Placed, keys_of
from triage.pack.records import record

Pairs = Annotated[dict[str, Any], BeforeValidator(lambda value: {} if value is None else value)]


class Expected(Record):
    """What a case file says should come of it; every key is optional."""

    conclude: Texts = ()
    not_conclude: Annotated[Texts, Field(alias="not-conclude")] = ()
    urgency: Text | None = None
    fires: Names = ()
    not_fires: Annotated[Names, Field(alias="not-fires")] = ()
    before: tuple[tuple[Id, Id], ...] = ()
    candidates: Texts = ()


class CaseFile(Record):
    """A case file as it is written."""

    pack: Id
    title: Text | None = None
    person: Literal["made-up", "real"] | None = None
    answers: Pairs
    also: Texts = ()
    suppose: Pairs = Field(default_factory=dict)
    expect: Expected = Field(default_factory=Expected)


def without_unknown_keys(document: Document) -> Placed[CaseFile] | None:
    """Return what a case would be without the keys that no case has, so that its names are looked at all the same; None
    if its shape is wrong even then."""
    if not isinstance(document.data, dict):
        return None
    data = {key: value for key, value in document.data.items() if key in keys_of(CaseFile)}
    if isinstance(expected := data.get("expect"), dict):
        data["expect"] = {key: value for key, value in expected.items() if key in keys_of(Expected)}
    return record(CaseFile, replace(document, data=data), (), [])
