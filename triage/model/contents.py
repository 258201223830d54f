"""What a rule pack contains: concepts, rules, sources, nuances, questions, urgency, coverage."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from triage.model.record import (
    Circumstances,
    Citations,
    Dangers,
    Id,
    Ids,
    Name,
    Names,
    Places,
    Record,
    Statements,
    StatementText,
    StrengthWord,
    Terms,
    Text,
    Texts,
)
from triage.model.vocabulary import ABSENT, PRESENT, Kind, Role, Statement, Strength, Tier


class Background(Record):
    """Something the source says about a concept that is no causal link: a definition, a synonym, a role in the body."""

    text: Text
    source: Citations
    teaches: Names = ()


class Critical(Record):
    """A threshold that the sources mark as safe to use without the range of a report: a value `below` it, in one of the
    units in `unit`, is the danger sign `danger`."""

    below: Decimal
    unit: Texts
    danger: Id
    source: Citations


def _no_yes(values: tuple[str, ...]) -> tuple[str, ...]:
    if {*values} <= {"yes", "no", "true", "false"}:
        raise ValueError("for a yes or a no use present, absent")
    return values


class Concept(Record):
    """Something that has one of a few values in a person.

    `role` says what part it plays: a `cause` may be a candidate, a `finding` is what a person notices, a `mechanism`
    lies between, a `risk` is a circumstance that points to a cause, a `danger` is a sign that sets the urgency, a
    `scope` is a circumstance that the pack does not cover. `candidate` is the value that makes a cause a candidate.
    `terms` names statements as the field does (`dry: drought`); `aliases` are other names for the concept, `narrower`
    names of what is only one kind of what is present or absent: a yes to one is a yes, a no leaves it open. `units`
    are those in which laboratories report it, if it can be measured: its values are then low, normal and high.
    `critical` may name the danger that a number is, and `results`, for a value, the danger that every test result
    with that value is, for `very-low` and `very-high` the danger that one is which is called so, and for `far-low` and
    `far-high`, `well-low` and `well-high` the one that a number is which lies far, or well, beyond its report's range.
    `nuance` are cautions to be read beside an answer that contradicts it as a candidate: that a test may look normal.
    `told_by` lists, for a danger, statements that together say that it is there, if all of them were answered;
    `ruled_out_by` statements each of which says that it cannot be; `holds` what whoever says that it is there has said
    as well; `leaves_open` what may go without saying where it is ticked on
    a list, so that nobody has denied it who leaves it out.
    """

    id: Id
    label: Text
    role: Role
    values: Annotated[tuple[Id, ...], Field(min_length=2), AfterValidator(_no_yes)]
    about: Text
    candidate: Id | None = None
    units: Texts = ()
    critical: Critical | None = None
    results: Dangers = Field(default_factory=lambda: MappingProxyType({}))
    told_by: Annotated[tuple[Annotated[Statements, Field(min_length=1)], ...], Field(alias="told-by")] = ()
    ruled_out_by: Annotated[Statements, Field(alias="ruled-out-by")] = ()
    holds: Statements = ()
    leaves_open: Annotated[Ids, Field(alias="leaves-open")] = ()
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
    premises: Annotated[Statements, Field(alias="if", min_length=1)]
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
    """Where something comes from. `places` lists the places that may be cited and how many links each one holds; `tier`
    says how good it is: `A` an authority's own page, `B` a copy or an abstract, `C` a general page."""

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
    """A caution that is shown beside the conclusions of the rules that carry it, or beside an answer that contradicts a
    cause that carries it."""

    id: Name
    text: Text
    source: Citations


class Question(Record):
    """What the interview asks: one concept by choice, several at once as a checklist, several levels as a panel.

    `suppose` lists the values of the concept that may be supposed, to see what follows; `none` holds words that say no
    to a whole checklist, as `no plants` does where it asks for plants. `tier` says when it is asked:
    `scope` and `danger` before all else, then `report` (what brings the person here), then of the `open` ones whichever
    can still change the result; `learning` questions only when somebody asks for them.
    """

    id: Id
    form: Literal["choice", "checklist", "panel"]
    text: Text
    why: Text
    concepts: Annotated[Ids, Field(min_length=1)]
    suppose: Names = ()
    none: Texts = ()
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
    """Somebody whom the pack does not cover: the concept that says so, and what is then said. It applies to everybody
    who is younger than `age_below`, in years, and to nobody else, where that is given."""

    concept: Id
    says: Text
    age_below: Annotated[int | None, Field(alias="age-below", gt=0)] = None


class NotCovered(Record):
    """A cause outside the pack that may be worth a thought when findings stay unexplained; also where they do not, if
    one of the circumstances or danger signs of `when` was answered. With one of `not_when` it does not go together."""

    id: Id
    label: Text
    about: Text
    source: Citations
    findings: Names = ()
    when: Circumstances = ()
    not_when: Annotated[Circumstances, Field(alias="not-when")] = ()
    teaches: Names = ()

    @property
    def circumstances(self) -> Mapping[str, tuple[Statement, ...]]:
        """What points to it and what speaks against it, by the key that lists it."""
        return {"when": self.when, "not-when": self.not_when}


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
