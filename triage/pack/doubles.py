"""Whether what has to stand once in a pack does: ids, names, levels of urgency, circumstances, items of a list.

Each check is a function that yields problems; what it looks for stands in its docstring.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from triage.errors import Problem
from triage.model import URGENCY, URGENCY_LEVELS, Concept, NotCovered, Nuance, Question, Rule, Source
from triage.names.forms import plain
from triage.pack.document import Place
from triage.pack.parts import Parts, Placed

Named = Concept | NotCovered | Nuance | Question | Rule | Source


def repeated(parts: Parts) -> Iterator[Problem]:
    """Yield every problem with what stands twice, and with levels of urgency that are missing."""
    for records in (parts.concepts, parts.sources, parts.nuances, parts.questions, parts.rules, parts.not_covered):
        yield from duplicate_ids(records)
    yield from duplicate_names(parts.concepts)
    yield from places(parts.sources)
    yield from urgency(parts)
    yield from scopes(parts)
    yield from items(parts)


def duplicate_ids(records: Sequence[Placed[Named]]) -> Iterator[Problem]:
    """The same id twice among the records of one kind."""
    first: dict[str, Placed[Named]] = {}
    for placed in records:
        other = first.setdefault(placed.record.id, placed)
        if other is not placed:
            yield placed.problem(("id",), "duplicate-id", f"the id '{placed.record.id}' is taken", f"see {other.where}")


def duplicate_names(concepts: Sequence[Placed[Concept]]) -> Iterator[Problem]:
    """A label, alias, narrower name or term that names two concepts or two values, or both all of one and only a kind
    of it, so that nobody could tell which is meant."""
    first: dict[str, str] = {URGENCY: URGENCY}
    for placed in concepts:
        terms = Counter(plain(term) for term in placed.record.terms.values())
        yield from _narrower(placed)
        for name, place in _named(placed.record).items():
            other = first.setdefault(name, placed.record.id)
            if terms[name] > 1:
                message = f"'{name}' names two values of '{placed.record.id}'"
                yield placed.problem(place, "duplicate-name", message, "give one of them another name")
            elif other != placed.record.id:
                message = f"'{name}' names both '{other}' and '{placed.record.id}'"
                yield placed.problem(place, "duplicate-name", message, "give one of them another name")


def _narrower(placed: Placed[Concept]) -> Iterator[Problem]:
    concept = placed.record
    whole = {plain(name) for name in (concept.label, *concept.aliases, *concept.terms.values())}
    for number, kind in enumerate(concept.narrower):
        if plain(kind) in whole or kind == concept.id:
            message = f"'{plain(kind)}' names all of '{concept.id}' and only a kind of it"
            yield placed.problem(("narrower", number), "duplicate-name", message, "leave it out of one")


def _named(concept: Concept) -> dict[str, Place]:
    """Return every name of a concept in the form in which names are compared, each with its place: of what stands twice
    the first, of terms the last."""
    found: dict[str, Place] = {}
    for name, place in (
        (concept.id, ("id",)),
        (concept.label, ("label",)),
        *((alias, ("aliases", number)) for number, alias in enumerate(concept.aliases)),
        *((kind, ("narrower", number)) for number, kind in enumerate(concept.narrower)),
    ):
        found.setdefault(plain(name), place)
    terms: dict[str, Place] = {plain(term): ("terms", value) for value, term in concept.terms.items()}
    return {**terms, **found}


def urgency(parts: Parts) -> Iterator[Problem]:
    """A level of urgency that is missing or stands twice: told at the second, where the missing one may belong."""
    levels: list[str] = [placed.record.level for placed in parts.urgency]
    doubtful = URGENCY_LEVELS if parts.doubtful is None else parts.doubtful
    missing = [level for level in URGENCY_LEVELS if level not in (*levels, *doubtful)]
    twice = [placed for number, placed in enumerate(parts.urgency) if placed.record.level in levels[:number]]
    said = [f"'{level}' is missing" for level in missing]
    said += [f"'{placed.record.level}' stands twice" for placed in twice]
    if said:
        at = parts.pack_file.line((*twice[0].place, "level") if twice else ("urgency",))
        hint = f"each level stands once: {', '.join(URGENCY_LEVELS)}"
        yield Problem(parts.pack_file.path, at, "no-safety-net", f"of the levels of urgency {', '.join(said)}", hint)


def places(sources: Sequence[Placed[Source]]) -> Iterator[Problem]:
    """A place that two sources have: its links are known by the place alone, so that those of one would count as
    taught when the other's are."""
    first: dict[str, Placed[Source]] = {}
    for placed in sources:
        for place in placed.record.places:
            other = first.setdefault(place, placed)
            if other.record.id != placed.record.id:
                message = (
                    f"the source '{other.record.id}' has a place '{place}' too, and links are known by their place"
                )
                hint = f"give it a name of its own, such as '{placed.record.id}-{place}'"
                yield placed.problem(("places", place), "duplicate", message, hint)


def scopes(parts: Parts) -> Iterator[Problem]:
    """A circumstance that two records of scope.yaml are about; two that an age decides."""
    first: set[str] = set()
    by_age = [placed for placed in parts.scopes if placed.record.age_below is not None]
    for placed in by_age[1:]:
        yield placed.problem(("age-below",), "duplicate", "'age-below' stands twice in scope.yaml", "keep one of them")
    for placed in parts.scopes:
        if placed.record.concept in first:
            message = f"'{placed.record.concept}' stands twice in scope.yaml"
            yield placed.problem(("concept",), "duplicate", message, "keep one of them")
        first.add(placed.record.concept)


def items(parts: Parts) -> Iterator[Problem]:
    """A name that stands twice in a list of a cause outside the pack, or speaks for and against it; a value that is
    supposed twice."""
    lists: list[tuple[Placed[NotCovered | Question], str, Sequence[object]]] = [
        (cause, "findings", cause.record.findings) for cause in parts.not_covered
    ]
    for cause in parts.not_covered:
        lists += [(cause, "when", cause.record.when), (cause, "not-when", cause.record.not_when)]
    for key in ("suppose", "none"):
        lists += [(question, key, getattr(question.record, key)) for question in parts.questions]
    for one, key, names in lists:
        for number, name in enumerate(names):
            if name in names[:number]:
                yield one.problem((key, number), "duplicate", f"'{name}' stands twice", "leave one out")
    for cause in parts.not_covered:
        for number, against in enumerate(cause.record.not_when):
            if against in cause.record.when:
                message = f"'{against}' stands in 'when' as well"
                yield cause.problem(("not-when", number), "duplicate", message, "leave one out")
