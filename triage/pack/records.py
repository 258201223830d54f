"""Whether a part of a document has the shape of a model: the record, or what is wrong in plain words, with lines."""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, TypeVar, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from triage.errors import Problem, did_you_mean, echoed
from triage.model.record import ID, NoStatement, Record
from triage.pack.document import WORD, Document, Place
from triage.pack.parts import Placed, near_keys
from triage.pack.unstated import FORM, Called, as_a_statement

R = TypeVar("R", bound=Record)

# What is so grave a lack that it has a code of its own: a record without a source, a level without what to do.
LACKING = {"source": "no-citation", "do": "no-safety-net", "come-back": "no-safety-net"}
# What has to stand where something of another shape does.
SHAPES = {
    "dict_type": "write a line 'KEY: VALUE' for each, with no '- ' before it",
    "mapping_type": "write a line 'KEY: VALUE' for each, with no '- ' before it",
    "model_type": "write a line 'KEY: VALUE' for each key that docs/pack-format.md names",
    "model_attributes_type": "write a line 'KEY: VALUE' for each key that docs/pack-format.md names",
    "list_type": "write a list: [A, B]",
    "tuple_type": "write a list: [A, B]",
    "string_type": "write one text",
    "greater_than_equal": "write a larger number",
    "less_than_equal": "write a smaller number",
}
# What has to stand behind a key that is empty.
EMPTY = {"source": "name a source and, where it has places, one of them: SOURCE PLACE", "if": FORM}
UNNAMED: Called = MappingProxyType({})
ID_HINT = "lower-case letters and digits, words joined by hyphens"
NAME_HINT = "letters and digits, joined by hyphens or dots"
LIST = "write a list: [{}]"
PAIRS = "write a list of pairs: [[A, B]]"
COLON = "write one text; one with a colon in it has to stand in quotes"
SEE = "see docs/pack-format.md"


def record(
    model: type[R], document: Document, place: Place, problems: list[Problem], names: Called = UNNAMED
) -> Placed[R] | None:
    """Return the part of `document` at `place` as a `model`; None, with the reasons in `problems`, if it is none. Hints
    go by the `names` of concepts."""
    value = document.part(place)
    _build(model)
    try:
        return Placed(model.model_validate(value, by_alias=True, by_name=False), document, place)
    except ValidationError as error:
        found = [one for one in _folded(error.errors(include_url=False), model) if not _is_echo(one, names)]
        problems.extend(_problem(details, model, document, place, names) for details in found)
        return None


def _build(model: type[Record]) -> None:
    """Build the validator of a model, once. An interrupt waits until it is built: pydantic would call it a mistake in
    the model."""
    if model.__pydantic_complete__:
        return
    if sys.platform == "win32":  # which cannot hold a signal back
        model.model_rebuild()
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        model.model_rebuild()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def records(
    model: type[R], document: Document, problems: list[Problem], names: Called = UNNAMED
) -> tuple[Placed[R], ...]:
    """Return every item of a document that is a list of records; the items that are none become problems."""
    if not isinstance(document.data, list):
        if document.data is not None and not document.problems:
            problems.append(document.problem((), "schema", "this file has to be a list", "begin each item with '- '"))
        return ()
    found = (record(model, document, (number,), problems, names) for number in range(len(document.data)))
    return tuple(placed for placed in found if placed is not None)


def _folded(found: Sequence[ErrorDetails], model: type[Record]) -> Iterator[ErrorDetails]:
    """Yield `found` without the keys that are missing because they are misspelt: the misspelt key is told."""
    strange = [details["loc"] for details in found if details["type"] == "extra_forbidden"]
    for details in found:
        around, key = details["loc"][:-1], details["loc"][-1] if details["loc"] else ""
        meant = (loc for loc in strange if loc[:-1] == around and key in near_keys(str(loc[-1]), _keys(model, loc)))
        if details["type"] != "missing" or not any(meant):
            yield details


def _is_echo(details: ErrorDetails, names: Called) -> bool:
    """Return whether all that is wrong is the id of a concept, which is told where the concept stands."""
    given = details["input"]
    if not isinstance(given, str) or details["loc"][-1:] == ("id",):
        return False
    statement = isinstance(details.get("ctx", {}).get("error"), NoStatement)
    id = given.partition(" is ")[0].strip() if statement else given
    return id in names.values() and not re.fullmatch(ID, id)


def _problem(details: ErrorDetails, model: type[Record], document: Document, place: Place, names: Called) -> Problem:
    where: Place = tuple(step for step in details["loc"] if not isinstance(step, str) or step != "[key]")
    key = next((step for step in reversed(where) if isinstance(step, str)), None)
    message, remedy = _words(details, model)
    if isinstance(details.get("ctx", {}).get("error"), NoStatement):
        given = details["input"]
        message = f"{echoed(given) if isinstance(given, str) else _shape(given)} is no statement"
        remedy = as_a_statement(given, key or "", names)
    if key is not None and details["type"] not in ("missing", "extra_forbidden"):
        message = f"'{key}': {message}"
    found = document.problem((*place, *where), _code(details, key), message, remedy)
    return replace(found, about=_id(document, place))


def _code(details: ErrorDetails, key: str | None) -> str:
    """Return the code for a mistake at `key`: a matter of shape, unless what is missing has a code of its own."""
    given = details["input"]
    empty = given in (None, []) or (isinstance(given, str) and not given.strip())
    lacking = details["type"] == "missing" or (empty and details["type"] != "extra_forbidden")
    return LACKING.get(key or "", "schema") if lacking else "schema"


def _id(document: Document, place: Place) -> str:
    value = document.part(place)
    id = value.get("id") if isinstance(value, dict) else None
    return id if isinstance(id, str) else ""


def _words(details: ErrorDetails, model: type[Record]) -> tuple[str, str]:
    """Return what is wrong and how to mend it, for the kinds of mistakes that a person makes in a file."""
    key = str(details["loc"][-1]) if details["loc"] else ""
    given: Any = details["input"]
    context = details.get("ctx", {})
    match details["type"]:
        case "missing" if isinstance(details["loc"][-1], int):
            return "too few items stand here", "two belong together"
        case "missing":
            return f"the key '{key}' is missing", f"add a line '{key}: ...'; docs/pack-format.md says what it holds"
        case "extra_forbidden":
            return f"there is no key {echoed(key)} here", _key_meant(key, given, _keys(model, details["loc"]))
        case "string_pattern_mismatch":
            return f"{echoed(given)} is not a name that can be used here", _name_meant(given, details)
        case "literal_error":
            return f"'{given}' is not one of them", f"write {context.get('expected', '')}"
        case "value_error":
            listed = isinstance(given, str) and "," in given and isinstance(details["loc"][-1], int)
            remedy = LIST.format(given) if listed else SEE
            return str(context.get("error", details["msg"])), remedy
        case "too_short" | "string_too_short":
            return "there is too little here", _too_little(key, details["type"] == "string_too_short", model)
        case "int_parsing" | "int_type":
            return f"'{given}' is not a whole number", "write digits only"
        case kind:
            lacking = EMPTY.get(key) if given is None else None
            pairs = PAIRS if kind == "tuple_type" and "before" in details["loc"] else None
            colon = COLON if kind == "string_type" and isinstance(given, dict) and len(given) == 1 else None
            remedy = lacking or pairs or colon or SHAPES.get(kind, SEE)
            return f"{_shape(given)} stands here, which does not fit", remedy


def _too_little(key: str, text: bool, model: type[Record]) -> str:
    if text:
        return "write one text"
    field = next((field for name, field in model.model_fields.items() if key in (name, field.alias)), None)
    hint = "write at least one item" + (", or leave the key out" if field and not field.is_required() else "")
    return "a concept has two values at least" if key == "values" else hint


def _name_meant(given: str, details: ErrorDetails) -> str:
    """Return how to write a name that cannot be one: several in one text, in a list, have to be a list."""
    hint = ID_HINT if details.get("ctx", {}).get("pattern") == ID else NAME_HINT
    parts = [part.strip() for part in given.split(",")]
    several = len(parts) > 1 and all(WORD.fullmatch(part) for part in parts)
    return LIST.format(", ".join(parts)) if several and isinstance(details["loc"][-1], int) else hint


def _key_meant(key: str, given: object, known: Sequence[str]) -> str:
    """Return what somebody meant by a key that there is not. In braces a comma ends a text, and what follows looks like
    a key without anything behind it."""
    if close := near_keys(key, known):
        return did_you_mean(close)
    comma = "a text with a comma in braces has to stand in quotes" if given is None else ""
    if comma and not re.fullmatch(ID, key):
        return comma
    return "; ".join(filter(None, (f"the keys are {', '.join(known)}", comma)))


def _keys(model: type[Record], loc: Sequence[int | str]) -> tuple[str, ...]:
    """Return the keys that may stand where `loc`, the place of an unknown key, is: in `model` or in a part of it."""
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    for step in loc[:-1]:
        if step in fields:
            inner = next((part for part in _parts(fields[str(step)].annotation) if issubclass(part, Record)), model)
            fields = {field.alias or name: field for name, field in inner.model_fields.items()}
    return tuple(fields)


def _parts(annotation: Any) -> Iterator[type]:
    """Yield the classes that a type hint is made of."""
    if isinstance(annotation, type) and not get_args(annotation):
        yield annotation
    for part in get_args(annotation):
        yield from _parts(part)


def _shape(value: object) -> str:
    if isinstance(value, dict):
        return "a group of keys"
    if isinstance(value, list | tuple):
        return "a list"
    return "nothing" if value is None else f"'{value}'"
