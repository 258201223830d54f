"""A rule pack as JSON, and back, without looking at its shape again: for a pack that was found to be without problems.

Pure. A record becomes the list of its fields in their order; what each one is, its model says.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from triage.model import Citation, RulePack, Statement, Strength
from triage.model.record import Record

Reader = Callable[[Any], Any]


def compiled(pack: RulePack) -> str:
    """Return `pack` as one line of JSON, its hash included."""
    content = [_plain(getattr(pack, field.name)) for field in fields(pack)]
    return json.dumps([pack.sha256, *content], separators=(",", ":"))


def restored(text: str) -> RulePack:
    """Return the pack that `compiled` made `text` from. Raises ValueError when it is something else; that each value is
    one that its field may hold is believed."""
    try:
        sha256, *content = json.loads(text)
        hints = get_type_hints(RulePack)
        named = zip(fields(RulePack), content, strict=True)
        pack = RulePack(**{field.name: _reader(hints[field.name])(value) for field, value in named})
    except (TypeError, ValueError, AttributeError, ArithmeticError, RecursionError) as error:
        raise ValueError(f"this is no compiled pack: {error}") from error
    vars(pack)["sha256"] = sha256  # where cached_property keeps it: working it out again takes longer than all the rest
    return pack


def _plain(value: Any) -> Any:
    """Return a part of a pack as what JSON can hold."""
    if isinstance(value, Record):
        return [_plain(getattr(value, name)) for name in type(value).model_fields]
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return str(value) if isinstance(value, Decimal) else value


@cache
def _reader(hint: Any) -> Reader:
    """Return what makes a value of the type `hint` from what `_plain` made of it."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _reader(parts[0])
    if type(None) in parts:  # X | None
        read = _reader(parts[0])
        return lambda value: None if value is None else read(value)
    if origin is tuple:
        read = _reader(parts[0])
        return lambda value: tuple([read(part) for part in value])
    if origin is Mapping:
        return MappingProxyType
    if hint in (Statement, Citation):
        return lambda value: hint(*value)
    if hint in (Strength, Decimal):
        return hint  # type: ignore[no-any-return]
    if isinstance(hint, type) and issubclass(hint, Record):
        return _record_reader(hint)
    return _same


def _record_reader(model: type[Record]) -> Reader:
    hints: dict[str, Any] = {name: field.annotation for name, field in model.model_fields.items()}
    readers = [(name, _reader(hint)) for name, hint in hints.items()]

    def read(values: Any) -> Record:
        pairs = zip(readers, values, strict=True)
        return model.model_construct(**{name: read(value) for (name, read), value in pairs})

    return read


def _same(value: Any) -> Any:
    return value
