"""What was read from the files of a pack, record by record, each with the place it stands at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from triage.errors import Problem
from triage.model import Concept, Covered, Hedges, NotCovered, Nuance, Question, Rule, Scope, Source, UrgencyLevel
from triage.model.record import Record
from triage.names.forms import plain
from triage.names.slips import near
from triage.pack.document import Document, Place

Mentioned = frozenset[str] | None
R_co = TypeVar("R_co", bound=Record, covariant=True)
Named = TypeVar("Named", Concept, Source, Nuance, Question, Rule, NotCovered)


@dataclass(frozen=True)
class Placed(Generic[R_co]):
    """A record with the place it was read from."""

    record: R_co
    document: Document
    place: Place

    def problem(self, key: Place, code: str, message: str, hint: str = "", about: str = "") -> Problem:
        """Return a problem at `key` in the record, about the record unless something else is named."""
        line = self.document.line((*self.place, *key))
        return Problem(self.document.path, line, code, message, hint, about or str(getattr(self.record, "id", "")))

    @property
    def where(self) -> str:
        """The file and the line of its id, as a hint names it."""
        return f"{self.document.path}:{self.document.line((*self.place, 'id'))}"


def by_id(records: Sequence[Placed[Named]]) -> dict[str, Placed[Named]]:
    """Return the records by their ids. Where two have the same, the first is meant, and the second is the mistake."""
    found: dict[str, Placed[Named]] = {}
    for placed in records:
        found.setdefault(placed.record.id, placed)
    return found


def keys_of(model: type[Record]) -> tuple[str, ...]:
    """Return the keys that a record may have in a file."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


def near_keys(word: str, keys: Iterable[str]) -> tuple[str, ...]:
    """Return those of `keys` that somebody may have meant by `word`: the one that is the same but for capitals, blanks
    or underscores, else those that look like it."""
    keys = tuple(keys)
    return tuple(key for key in keys if plain(key) == plain(word)) or near(word, keys)


# Where each list of a pack stands, the name it has in RulePack, and what it holds. `rules` is a folder.
LISTS: Mapping[str, tuple[str, type[Record]]] = {
    "concepts.yaml": ("concepts", Concept),
    "sources.yaml": ("sources", Source),
    "nuances.yaml": ("nuances", Nuance),
    "questions.yaml": ("questions", Question),
    "rules": ("rules", Rule),
    "coverage.yaml": ("coverage", Covered),
    "scope.yaml": ("scopes", Scope),
    "not-covered.yaml": ("not_covered", NotCovered),
}


@dataclass(frozen=True)
class Parts:
    """Everything that was read from a pack's files and has the right shape.

    `concept_ids`, `source_ids` and `nuance_ids` hold every id that the files mention, also of records whose shape is
    wrong, or None when a file could not be read at all. `doubtful` holds every word of what could not be read, so that
    nothing is called missing which may stand there; None when a file could not be read at all. `concluding` holds those
    of them that may stand in the conclusion of a rule. `left_out` names keys that a record leaves out by which it names
    others or is named, each with its file, or with the part of a concept where it belongs to one (`background`,
    `critical`): what is meant may be anything.
    """

    hedges: Hedges | None
    urgency: Sequence[Placed[UrgencyLevel]]
    concepts: Sequence[Placed[Concept]]
    sources: Sequence[Placed[Source]]
    nuances: Sequence[Placed[Nuance]]
    questions: Sequence[Placed[Question]]
    rules: Sequence[Placed[Rule]]
    coverage: Sequence[Placed[Covered]]
    scopes: Sequence[Placed[Scope]]
    not_covered: Sequence[Placed[NotCovered]]
    pack_file: Document
    concept_ids: Mentioned
    source_ids: Mentioned
    nuance_ids: Mentioned
    doubtful: Mentioned
    concluding: frozenset[str]
    left_out: frozenset[tuple[str, str]]

    @cached_property
    def concept(self) -> Mapping[str, Concept]:
        """The concepts that could be read, by id."""
        return {id: placed.record for id, placed in by_id(self.concepts).items()}

    def lacks_concept(self, name: str) -> bool:
        """Return whether no concept is called `name`, also none that could not be read."""
        return name not in self.concept and self.concept_ids is not None and name not in self.concept_ids
