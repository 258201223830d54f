"""What every record in the files of a pack is, and what may stand behind its keys. Only the shape is looked at: whether
a name resolves can be said once every file of a pack has been read.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from triage.model.vocabulary import PRESENT, Citation, Statement, Strength

ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_STATEMENT = re.compile(r"([a-z0-9-]+) is ([a-z0-9-]+)")


class NoStatement(ValueError):
    """What stands where a statement has to is none."""


def _statement(text: object) -> Statement:
    if isinstance(text, Statement):
        return text
    match = _STATEMENT.fullmatch(text.strip()) if isinstance(text, str) else None
    if match is None:
        raise NoStatement("write a statement as 'CONCEPT is VALUE', for example 'soil is dry'")
    return Statement(*match.groups())


def _circumstance(text: object) -> Statement:
    """A circumstance that is there may be written by its name alone."""
    alone = isinstance(text, str) and re.fullmatch(ID, text.strip())
    return Statement(alone[0], PRESENT) if alone else _statement(text)


def _strength(word: object) -> Strength:
    if isinstance(word, Strength):
        return word
    try:
        return Strength[str(word).upper()]
    except KeyError:
        raise ValueError("a strength is certain, likely or possible") from None


def _citation(text: object) -> Citation:
    if isinstance(text, Citation):
        return text
    words = text.split() if isinstance(text, str) else []
    if not 1 <= len(words) <= 2:
        raise ValueError("write a citation as 'SOURCE PLACE', for example 'article VD-2.2'")
    return Citation(*words)


def _as_list(value: object) -> object:
    """One item may be written without the brackets of a list."""
    return (value,) if isinstance(value, str | Statement | Citation) else value


def _read_only(pairs: Mapping[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(dict(pairs))


Id = Annotated[str, StringConstraints(pattern=ID)]
Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*$")]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
StatementText = Annotated[Statement, BeforeValidator(_statement)]
CircumstanceText = Annotated[Statement, BeforeValidator(_circumstance)]
StrengthWord = Annotated[Strength, BeforeValidator(_strength)]
CitationText = Annotated[Citation, BeforeValidator(_citation)]
Citations = Annotated[tuple[CitationText, ...], BeforeValidator(_as_list), Field(min_length=1)]
Statements = Annotated[tuple[StatementText, ...], BeforeValidator(_as_list)]
Circumstances = Annotated[tuple[CircumstanceText, ...], BeforeValidator(_as_list)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(_as_list)]
Names = Annotated[tuple[Name, ...], BeforeValidator(_as_list)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_as_list)]
Terms = Annotated[Mapping[Id, Text], AfterValidator(_read_only)]
Dangers = Annotated[Mapping[Id, Id], AfterValidator(_read_only)]
Places = Annotated[Mapping[Name, Annotated[int, Field(ge=0, le=1000)]], AfterValidator(_read_only)]


class Record(BaseModel):
    """The base of everything in a pack: frozen, and a key that it does not know is an error. A key that may be left out
    and has nothing behind it counts as left out."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        validate_by_name=True,
        validate_by_alias=True,
        defer_build=True,  # a record that is only ever a part of another needs no validator of its own
    )

    @model_validator(mode="before")
    @classmethod
    def _without_empty_keys(cls, data: object) -> object:
        if not isinstance(data, dict):
            return data
        empty = {key for key, value in data.items() if value is None or (isinstance(value, str) and not value.strip())}
        if not empty:
            return data
        may_be_left_out = {field.alias or name for name, field in cls.model_fields.items() if not field.is_required()}
        return {key: value for key, value in data.items() if key not in empty & may_be_left_out}
