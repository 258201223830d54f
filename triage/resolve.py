"""Whether the parts of a pack fit together: every name resolves, no id stands twice, no rule says more than its source.

Each check is a function that yields problems; what it looks for stands in its docstring.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from triage.document import Document, Place
from triage.errors import Problem, did_you_mean
from triage.model import (
    URGENCY,
    URGENCY_LEVELS,
    Citation,
    Concept,
    Covered,
    Hedges,
    Nuance,
    Question,
    Record,
    Rule,
    Source,
    Statement,
    UrgencyLevel,
)
from triage.names import UNKNOWN_WORDS, names_of, near, plain

Mentioned = frozenset[str] | None
R_co = TypeVar("R_co", bound=Record, covariant=True)


@dataclass(frozen=True)
class Placed(Generic[R_co]):
    """A record with the place it was read from."""

    record: R_co
    document: Document
    place: Place

    def problem(self, key: Place, code: str, message: str, hint: str = "") -> Problem:
        return self.document.problem((*self.place, *key), code, message, hint)


@dataclass(frozen=True)
class Parts:
    """Everything that was read from a pack's files and has the right shape.

    `concept_ids`, `source_ids` and `nuance_ids` hold every id that the files mention, also of records whose shape is
    wrong, or None when a file could not be read at all; `whole` says that nothing of the kind happened.
    """

    hedges: Hedges | None
    urgency: Sequence[Placed[UrgencyLevel]]
    concepts: Sequence[Placed[Concept]]
    sources: Sequence[Placed[Source]]
    nuances: Sequence[Placed[Nuance]]
    questions: Sequence[Placed[Question]]
    rules: Sequence[Placed[Rule]]
    coverage: Sequence[Placed[Covered]]
    pack_file: Document
    concept_ids: Mentioned
    source_ids: Mentioned
    nuance_ids: Mentioned
    whole: bool


def problems_in(parts: Parts) -> Iterator[Problem]:
    """Yield every problem that only shows when the files are read together."""
    for records in (parts.concepts, parts.sources, parts.nuances, parts.questions, parts.rules):
        yield from duplicate_ids(records)
    yield from duplicate_names(parts.concepts)
    yield from concept_values(parts.concepts)
    yield from statements(parts)
    yield from citations(parts)
    yield from nuances(parts)
    yield from questions(parts)
    yield from urgency(parts)
    yield from wording(parts)
    if parts.whole:
        yield from coverage(parts)


def duplicate_ids(records: Sequence[Placed[Concept | Source | Nuance | Question | Rule]]) -> Iterator[Problem]:
    """The same id twice among the records of one kind."""
    first: dict[str, Placed[Concept | Source | Nuance | Question | Rule]] = {}
    for placed in records:
        other = first.setdefault(placed.record.id, placed)
        if other is not placed:
            where = f"{other.document.path}:{other.document.line((*other.place, 'id'))}"
            yield placed.problem(("id",), "duplicate-id", f"the id '{placed.record.id}' is taken", f"see {where}")


def duplicate_names(concepts: Sequence[Placed[Concept]]) -> Iterator[Problem]:
    """A label, alias or term that names two concepts or two values, so that nobody could tell which is meant."""
    first: dict[str, str] = {URGENCY: URGENCY}
    for placed in concepts:
        terms = Counter(plain(term) for term in placed.record.terms.values())
        for name in dict.fromkeys(plain(name) for name in names_of(placed.record)):
            other = first.setdefault(name, placed.record.id)
            if terms[name] > 1:
                message = f"'{name}' names two values of '{placed.record.id}'"
                yield placed.problem((), "duplicate-name", message, "give one of them another name")
            elif other != placed.record.id:
                message = f"'{name}' names both '{other}' and '{placed.record.id}'"
                yield placed.problem((), "duplicate-name", message, "give one of them another name")


def concept_values(concepts: Sequence[Placed[Concept]]) -> Iterator[Problem]:
    """A value given twice, a reserved id or value, a term or candidate for a value that the concept does not have."""
    for placed in concepts:
        concept = placed.record
        if concept.id == URGENCY:
            yield placed.problem(("id",), "duplicate-id", f"'{URGENCY}' belongs to every pack", "choose another id")
        reserved = [value for value in concept.values if plain(value) in UNKNOWN_WORDS]
        if reserved or len(set(concept.values)) < len(concept.values):
            message = "values have to differ, and none may be a word for 'unknown'"
            yield placed.problem(("values",), "schema", message)
        if concept.units and not {"low", "normal", "high"} <= set(concept.values):
            message = "what is measured has the values low, normal and high"
            yield placed.problem(("units",), "schema", message)
        for value in concept.terms:
            yield from _value(placed, ("terms", value), concept, value)
        if concept.candidate is not None:
            yield from _value(placed, ("candidate",), concept, concept.candidate)


def statements(parts: Parts) -> Iterator[Problem]:
    """A premise or conclusion about a concept or value that nothing declares; a premise given twice."""
    concepts = {placed.record.id: placed.record for placed in parts.concepts}
    for placed in parts.rules:
        rule = placed.record
        for number, premise in enumerate(rule.premises):
            yield from _statement(placed, ("if", number), premise, concepts, parts.concept_ids)
            if premise in rule.premises[:number]:
                yield placed.problem(("if", number), "duplicate", f"the premise '{premise}' stands twice")
        yield from _statement(placed, ("then",), rule.conclusion, concepts, parts.concept_ids)


def _statement(
    placed: Placed[Rule],
    key: Place,
    statement: Statement,
    concepts: dict[str, Concept],
    mentioned: Mentioned,
) -> Iterator[Problem]:
    if statement.concept == URGENCY:
        if statement.value not in URGENCY_LEVELS:
            message = f"'{statement.value}' is no level of urgency"
            yield placed.problem(key, "unknown-value", message, f"the levels are {', '.join(URGENCY_LEVELS)}")
    elif statement.concept in concepts:
        yield from _value(placed, key, concepts[statement.concept], statement.value)
    elif mentioned is not None and statement.concept not in mentioned:
        hint = did_you_mean(near(statement.concept, concepts)) or "declare it in concepts.yaml"
        yield placed.problem(key, "unknown-concept", f"no concept is called '{statement.concept}'", hint)


def _value(placed: Placed[Record], key: Place, concept: Concept, value: str) -> Iterator[Problem]:
    if value not in concept.values:
        hint = did_you_mean(near(value, concept.values)) or f"its values are {', '.join(concept.values)}"
        yield placed.problem(key, "unknown-value", f"'{concept.id}' has no value '{value}'", hint)


def citations(parts: Parts) -> Iterator[Problem]:
    """A citation of a source that is not there, or of a place that the source does not have; an article rule that
    cites no article source."""
    sources = {placed.record.id: placed.record for placed in parts.sources}
    for rule in parts.rules:
        yield from _citations(rule, ("source",), rule.record.source, sources, parts.source_ids)
        deeper = rule.record.mechanism_source or ()
        yield from _citations(rule, ("mechanism-source",), deeper, sources, parts.source_ids)
        kinds = {sources[c.source].kind for c in rule.record.source if c.source in sources}
        if rule.record.kind == "article" and "supplement" in kinds:
            message = "a rule of kind article cites a source that is not the article"
            yield rule.problem(("source",), "bad-citation", message, "cite the article, or say 'kind: supplement'")
    for nuance in parts.nuances:
        yield from _citations(nuance, ("source",), nuance.record.source, sources, parts.source_ids)
    for concept in parts.concepts:
        for number, background in enumerate(concept.record.background):
            key = ("background", number, "source")
            yield from _citations(concept, key, background.source, sources, parts.source_ids)


def _citations(
    placed: Placed[Record],
    key: Place,
    cited: Iterable[Citation],
    sources: dict[str, Source],
    mentioned: Mentioned,
) -> Iterator[Problem]:
    for citation in cited:
        source = sources.get(citation.source)
        if source is None and mentioned is not None and citation.source not in mentioned:
            hint = did_you_mean(near(citation.source, sources)) or "declare it in sources.yaml"
            yield placed.problem(key, "unknown-source", f"no source is called '{citation.source}'", hint)
        elif source and source.places and citation.place not in source.places:
            hint = did_you_mean(near(citation.place, source.places)) or "the places of a source stand in sources.yaml"
            message = f"the source '{source.id}' has no place '{citation.place}'"
            yield placed.problem(key, "bad-citation", message, hint)


def nuances(parts: Parts) -> Iterator[Problem]:
    """A nuance that is not there."""
    known = {placed.record.id for placed in parts.nuances}
    for placed in parts.rules:
        for number, nuance in enumerate(placed.record.nuance):
            if parts.nuance_ids is not None and nuance not in known | parts.nuance_ids:
                hint = did_you_mean(near(nuance, known)) or "declare it in nuances.yaml"
                yield placed.problem(("nuance", number), "unknown-nuance", f"no nuance is called '{nuance}'", hint)


def questions(parts: Parts) -> Iterator[Problem]:
    """A question about a concept that is not there, a concept asked twice, a checklist of something that is not
    present or absent, a value to suppose that the concept does not have."""
    concepts = {placed.record.id: placed.record for placed in parts.concepts}
    asked: dict[str, str] = {}
    for placed in parts.questions:
        question = placed.record
        if question.form == "choice" and len(question.concepts) > 1:
            yield placed.problem(("concepts",), "schema", "a choice asks for one concept", "make it a checklist")
        for number, name in enumerate(question.concepts):
            key = ("concepts", number)
            concept = concepts.get(name)
            if concept is None and (parts.concept_ids is None or name in parts.concept_ids):
                continue
            if concept is None:
                hint = did_you_mean(near(name, concepts)) or "declare it in concepts.yaml"
                yield placed.problem(key, "unknown-concept", f"no concept is called '{name}'", hint)
                continue
            if asked.setdefault(name, question.id) != question.id:
                yield placed.problem(key, "duplicate", f"'{name}' is asked by '{asked[name]}' as well")
            if question.form == "checklist" and set(concept.values) != {"present", "absent"}:
                yield placed.problem(key, "schema", f"'{name}' is not simply present or absent", "ask it as a choice")
            for value in question.suppose:
                yield from _value(placed, ("suppose",), concept, value)


def urgency(parts: Parts) -> Iterator[Problem]:
    """A level of urgency that is missing or stands twice."""
    levels: list[str] = [placed.record.level for placed in parts.urgency]
    wrong = [level for level in URGENCY_LEVELS if levels.count(level) != 1]
    if wrong and parts.hedges:
        names = ", ".join(f"'{level}'" for level in wrong)
        message = f"each level of urgency has to stand once; look at {names}"
        yield parts.pack_file.problem(("urgency",), "no-safety-net", message)


def wording(parts: Parts) -> Iterator[Problem]:
    """A strength above what the rule's wording carries, or a wording without any hedge of the pack's table."""
    for placed in parts.rules if parts.hedges else ():
        rule = placed.record
        carried = parts.hedges.carried_by(rule.wording) if parts.hedges else None
        if carried is None:
            message = f"the wording '{rule.wording}' holds none of the hedges in pack.yaml"
            yield placed.problem(("wording",), "over-strong", message, "quote the source's own hedge, or add it there")
        elif rule.strength > carried:
            message = f"the strength is {rule.strength.word}, the wording '{rule.wording}' carries {carried.word}"
            yield placed.problem(("strength",), "over-strong", message, f"say 'strength: {carried.word}'")


def coverage(parts: Parts) -> Iterator[Problem]:
    """A link of an article source that nothing teaches and nothing explains away; one that no source has."""
    links = {
        link: source for source in parts.sources if source.record.kind == "article" for link in source.record.links()
    }
    taught: set[str] = set()
    for placed, key, link in _taught(parts):
        taught.add(link)
        if link not in links:
            hint = did_you_mean(near(link, links)) or "the places in sources.yaml say how many links each one holds"
            yield placed.problem(key, "bad-citation", f"no source has a link '{link}'", hint)
    for link, source in links.items():
        if link not in taught:
            hint = "teach it in a rule or a background, or say in coverage.yaml where it went"
            yield source.problem(("places", link.rpartition("-")[0]), "uncovered", f"nothing teaches '{link}'", hint)


def _taught(parts: Parts) -> Iterator[tuple[Placed[Record], Place, str]]:
    for rule in parts.rules:
        for number, link in enumerate(rule.record.teaches):
            yield rule, ("teaches", number), link
    for concept in parts.concepts:
        for place, background in enumerate(concept.record.background):
            for number, link in enumerate(background.teaches):
                yield concept, ("background", place, "teaches", number), link
    for covered in parts.coverage:
        yield covered, ("link",), covered.record.link
