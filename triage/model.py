"""What a rule pack is: concepts, rules, sources, nuances, questions, urgency, coverage. Frozen values, nothing else.

The words are those of docs/glossary.md. Files become these models in `pack`; only their shape is checked here, because
whether a name resolves can be said only once every file of the pack has been read. Longer than other modules, because
the whole vocabulary of a pack is read best in one place.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import IntEnum
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

UNKNOWN = "unknown"
PRESENT = "present"
ABSENT = "absent"
URGENCY: Literal["urgency"] = "urgency"
URGENCY_LEVELS = ("emergency-now", "same-day", "routine", "learn")

Kind = Literal["article", "supplement"]
Role = Literal["cause", "mechanism", "finding", "risk", "danger", "scope"]
Tier = Literal["scope", "danger", "report", "open", "learning"]


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


_STATEMENT = re.compile(r"([a-z0-9-]+) is ([a-z0-9-]+)")


def _statement(text: object) -> Statement:
    if isinstance(text, Statement):
        return text
    match = _STATEMENT.fullmatch(text.strip()) if isinstance(text, str) else None
    if match is None:
        raise ValueError("write a statement as 'CONCEPT is VALUE', for example 'soil is dry'")
    return Statement(*match.groups())


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


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*$")]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
StatementText = Annotated[Statement, BeforeValidator(_statement)]
StrengthWord = Annotated[Strength, BeforeValidator(_strength)]
CitationText = Annotated[Citation, BeforeValidator(_citation)]
Citations = Annotated[tuple[CitationText, ...], BeforeValidator(_as_list), Field(min_length=1)]
Statements = Annotated[tuple[StatementText, ...], BeforeValidator(_as_list), Field(min_length=1)]
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


class Background(Record):
    """Something the source says about a concept that is no causal link: a definition, a synonym, a role in the body."""

    text: Text
    source: Citations
    teaches: Names = ()


class Critical(Record):
    """A threshold that the sources mark as safe to use without the range of a report: a value `below` it, in one of the
    `units`, is the danger sign `danger`."""

    below: Decimal
    unit: Texts
    danger: Id
    source: Citations


class Concept(Record):
    """Something that has one of a few values in a person.

    `role` says what part it plays: a `cause` may be a candidate, a `finding` is what a person notices, a `mechanism`
    lies between, a `risk` is a circumstance that points to a cause, a `danger` is a sign that sets the urgency, a
    `scope` is a circumstance that the pack does not cover. `candidate` is the value that makes a cause a candidate.
    `terms` names statements as the field does (`dry: drought`); `aliases` are other names for the concept, `narrower`
    names of what is only one kind of what is present or absent: a yes to one is a yes, a no leaves it open. `units`
    are those in which laboratories report it, if it can be measured: its values are then low, normal and high.
    `critical` may name the danger that a number is, and `results`, for a value, the danger that every test result
    with that value is.
    `nuance` are cautions to be read beside an answer that contradicts it as a candidate: that a test may look normal.
    `told_by` lists, for a danger, statements that together say that it is there, if all of them were answered; `holds`
    what whoever says that it is there has said as well.
    """

    id: Id
    label: Text
    role: Role
    values: Annotated[tuple[Id, ...], Field(min_length=2)]
    about: Text
    candidate: Id | None = None
    units: Texts = ()
    critical: Critical | None = None
    results: Dangers = Field(default_factory=lambda: MappingProxyType({}))
    told_by: Annotated[tuple[Statements, ...], Field(alias="told-by")] = ()
    holds: Annotated[tuple[StatementText, ...], BeforeValidator(_as_list)] = ()
    terms: Terms = Field(default_factory=lambda: MappingProxyType({}))
    aliases: Texts = ()
    narrower: Texts = ()
    nuance: Names = ()
    background: tuple[Background, ...] = ()
    kind: Kind = "article"

    @property
    def yes_or_no(self) -> bool:
        """Whether it is simply present or absent."""
        return set(self.values) == {PRESENT, ABSENT}


class Rule(Record):
    """Premises, all of which must hold, and one conclusion: a definite Horn clause over statements.

    `mechanism` is the deeper level; where it goes beyond what `source` says, `mechanism_source` cites where it is from.
    `basis` says whether the source itself gives the level of urgency or an author inferred it.
    """

    id: Id
    premises: Annotated[tuple[StatementText, ...], BeforeValidator(_as_list), Field(alias="if", min_length=1)]
    conclusion: Annotated[StatementText, Field(alias="then")]
    strength: StrengthWord
    wording: Text
    because: Text
    mechanism: Text | None = None
    mechanism_source: Annotated[Citations | None, Field(alias="mechanism-source")] = None
    nuance: Names = ()
    source: Citations
    teaches: Names = ()
    salience: int = 0
    kind: Kind = "article"
    basis: Literal["source", "inferred"] = "source"


class Source(Record):
    """Where something comes from. `places` lists the places that may be cited and how many links each one holds."""

    id: Name
    title: Text
    kind: Kind
    url: Text | None = None
    tier: Literal["A", "B", "C"] | None = None
    places: Places = Field(default_factory=lambda: MappingProxyType({}))

    def links(self) -> Iterator[str]:
        """Yield the id of every link of this source: `VD-2.2-1`, `VD-2.2-2` for a place `VD-2.2` that holds two."""
        for place, count in self.places.items():
            for number in range(1, count + 1):
                yield f"{place}-{number}"


class Nuance(Record):
    """A caution that is shown beside the conclusions of the rules that carry it."""

    id: Name
    text: Text
    source: Citations


class Question(Record):
    """What the interview asks: one concept by choice, several at once as a checklist, several levels as a panel.

    `suppose` lists the values of the concept that may be supposed, to see what follows. `tier` says when it is asked:
    `scope` and `danger` before all else, then `report` (what brings the person here), then of the `open` ones whichever
    can still change the result; `learning` questions only when somebody asks for them.
    """

    id: Id
    form: Literal["choice", "checklist", "panel"]
    text: Text
    why: Text
    concepts: Annotated[tuple[Id, ...], BeforeValidator(_as_list), Field(min_length=1)]
    suppose: Names = ()
    tier: Tier = "open"


class UrgencyLevel(Record):
    """One level of the outcome: how it is shown, what to do, and when to come back (the safety net)."""

    level: Literal["emergency-now", "same-day", "routine", "learn"]
    label: Text
    symbol: Text
    colour: Literal["red", "yellow", "green", "blue"]
    do: Text
    come_back: Annotated[Text, Field(alias="come-back")]


class Covered(Record):
    """A link that no rule and no background teaches: where it went instead, or why it is left out."""

    link: Name
    where: Text
    reason: Text


class Scope(Record):
    """Somebody whom the pack does not cover: the concept that says so, and what is then said."""

    concept: Id
    says: Text


class NotCovered(Record):
    """A cause outside the pack that may be worth a thought when findings stay unexplained; also where they do not, if
    one of the circumstances or danger signs of `when` was answered."""

    id: Id
    label: Text
    about: Text
    source: Citations
    findings: Names = ()
    when: Names = ()
    teaches: Names = ()


class Hedges(Record):
    """The words that carry each strength. A rule is never stronger than the weakest hedge in its wording."""

    certain: Texts
    likely: Texts
    possible: Texts

    def carried_by(self, wording: str) -> Strength | None:
        """Return the strength of the weakest hedge found in `wording`, None when it holds no known hedge."""
        words = " ".join(["", *re.findall(r"[\w'-]+", wording.lower()), ""])
        for strength, hedges in (
            (Strength.POSSIBLE, self.possible),
            (Strength.LIKELY, self.likely),
            (Strength.CERTAIN, self.certain),
        ):
            if any(f" {hedge.lower()} " in words for hedge in hedges):
                return strength
        return None


def _canonical(value: Any) -> Any:
    """Return a part of a pack as plain lists and text, the same on every Python."""
    if isinstance(value, Record):
        return [_canonical(getattr(value, name)) for name in type(value).model_fields]
    if isinstance(value, Mapping):
        return [[key, _canonical(value[key])] for key in sorted(value)]
    if isinstance(value, tuple):
        return [_canonical(part) for part in value]
    if isinstance(value, Strength):
        return value.word
    return str(value) if isinstance(value, Decimal) else value


@dataclass(frozen=True, eq=False)
class RulePack:
    """A whole rule pack. Two packs are the same when their contents are, whatever files they came from.

    A plain value around records that were validated one by one, so nothing is validated twice.
    """

    id: str
    version: str
    title: str
    about: str
    notice: str
    hedges: Hedges
    urgency: tuple[UrgencyLevel, ...]
    sources: tuple[Source, ...]
    concepts: tuple[Concept, ...]
    rules: tuple[Rule, ...]
    nuances: tuple[Nuance, ...] = ()
    questions: tuple[Question, ...] = ()
    coverage: tuple[Covered, ...] = ()
    scopes: tuple[Scope, ...] = ()
    not_covered: tuple[NotCovered, ...] = ()

    @cached_property
    def sha256(self) -> str:
        """The hash of the content, so that a printed explanation can be traced to the rules that made it."""
        content = [_canonical(getattr(self, field.name)) for field in fields(self)]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()

    @cached_property
    def concept(self) -> Mapping[str, Concept]:
        """The concepts by id."""
        return MappingProxyType({concept.id: concept for concept in self.concepts})

    @cached_property
    def rule(self) -> Mapping[str, Rule]:
        """The rules by id."""
        return MappingProxyType({rule.id: rule for rule in self.rules})

    @cached_property
    def nuance(self) -> Mapping[str, Nuance]:
        """The nuances by id."""
        return MappingProxyType({nuance.id: nuance for nuance in self.nuances})

    @cached_property
    def level(self) -> Mapping[str, UrgencyLevel]:
        """The levels of urgency by name."""
        return MappingProxyType({level.level: level for level in self.urgency})

    @cached_property
    def told_by(self) -> Mapping[str, Sequence[tuple[Statement, ...]]]:
        """For each concept that other answers may tell, the lists of those that tell together that it is present: for a
        danger sign its own lists, for what a sign holds that sign."""
        found: dict[str, list[tuple[Statement, ...]]] = {}
        for concept in self.concepts:
            found.setdefault(concept.id, []).extend(concept.told_by)
            for part in concept.holds:
                found.setdefault(part.concept, []).append((Statement(concept.id, PRESENT),))
        return MappingProxyType({name: tuple(lists) for name, lists in found.items() if lists})

    @cached_property
    def tells(self) -> Mapping[Statement, Sequence[tuple[str, tuple[Statement, ...]]]]:
        """For each statement the concepts that it tells, each with all the parts that tell it together."""
        found: dict[Statement, list[tuple[str, tuple[Statement, ...]]]] = {}
        for concept, lists in self.told_by.items():
            for parts in lists:
                for part in parts:
                    found.setdefault(part, []).append((concept, parts))
        return MappingProxyType(found)

    @cached_property
    def asked(self) -> frozenset[str]:
        """The ids of the concepts that a question asks for."""
        return frozenset(name for question in self.questions for name in question.concepts)

    @cached_property
    def causes(self) -> tuple[Statement, ...]:
        """The statements that make a cause a candidate."""
        return tuple(Statement(one.id, one.candidate) for one in self.concepts if one.candidate is not None)

    @cached_property
    def passed_through(self) -> frozenset[Statement]:
        """What causes lead to on the way to findings, and the only value of its concept that any leads to: where it was
        answered, it would lend each cause the chain of another."""
        reached, waiting = set(self.causes), list(self.causes)
        while waiting:
            one = waiting.pop()
            new = {rule.conclusion for rule in self.rules if one in rule.premises} - reached
            reached |= new
            waiting.extend(new)
        values = Counter(one.concept for one in reached)
        return frozenset(one for one in reached if self.role(one.concept) == "mechanism" and values[one.concept] == 1)

    def role(self, concept: str) -> Role | Literal["urgency"]:
        """Return the part that `concept` plays; the urgency plays its own in every pack."""
        return URGENCY if concept == URGENCY else self.concept[concept].role

    def values(self, concept: str) -> tuple[str, ...]:
        """Return the values that `concept` may take; those of `urgency` belong to every pack."""
        return URGENCY_LEVELS if concept == URGENCY else self.concept[concept].values

    def __hash__(self) -> int:
        return hash(self.sha256)

    def __eq__(self, other: Any) -> bool:
        return self is other or (isinstance(other, RulePack) and self.sha256 == other.sha256)
