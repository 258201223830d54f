"""Whether each concept that a part of a pack names is there, and has a role that belongs in that part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from triage.errors import Problem, did_you_mean
from triage.model import PRESENT, Concept, NotCovered, Statement
from triage.model.record import Record
from triage.names.forms import plain
from triage.names.known import names_of
from triage.names.slips import near, near_id
from triage.pack.document import Place
from triage.pack.parts import Parts, Placed

_Wanted = tuple[Placed[Record], Place, str, tuple[str, ...]]  # a part, by which key it names what, and roles that fit


def undeclared(placed: Placed[Record], key: Place, name: str, hint: str) -> Problem:
    """Return the problem that a part names a concept that is not there, by a key; the `hint` says what is meant."""
    return placed.problem(
        key, "unknown-concept", f"no concept is called '{name}'", hint or "declare it in concepts.yaml"
    )


def meant(name: str, concepts: Mapping[str, Concept]) -> tuple[str, ...]:
    """Return up to three ids of concepts that may be meant by the name of none: of those that are called so besides
    their ids, else of those that look like it."""
    called = (id for id, concept in concepts.items() if plain(name) in map(plain, names_of(concept)))
    return tuple(called)[:3] or near_id(name, concepts)


def no_value(placed: Placed[Record], key: Place, concept: Concept, value: str) -> Iterator[Problem]:
    """Yield the problem that a part gives a concept a value that it does not have, if that is so."""
    if value not in concept.values:
        by_term = tuple(one for one, term in concept.terms.items() if plain(term) == plain(value))
        hint = did_you_mean(by_term or near(value, concept.values)) or f"its values are {', '.join(concept.values)}"
        yield placed.problem(key, "unknown-value", f"'{concept.id}' has no value '{value}'", hint)


def roles(parts: Parts) -> Iterator[Problem]:
    """A concept in a part that its role does not allow, or that is not there: who is not covered, the danger that a
    critical value or another test result means, what a tick leaves open and beside what, what a question of scope or
    danger asks, what a cause outside the pack explains and what points to it or speaks against it. A danger, or what
    points to such a cause, that can never be so. A critical value in a unit that the concept is not measured in."""
    places: list[_Wanted] = [(scope, ("concept",), scope.record.concept, ("scope",)) for scope in parts.scopes]
    for concept in parts.concepts:
        places.extend(_of_concept(concept))
        for key, danger in _dangers_of(concept.record):
            if danger in parts.concept:
                yield from no_value(concept, key, parts.concept[danger], PRESENT)
        critical = concept.record.critical
        if critical and (stray := [unit for unit in critical.unit if unit not in concept.record.units]):
            message = f"'{concept.record.id}' is not measured in {', '.join(stray)}"
            yield concept.problem(("critical", "unit"), "unknown-value", message, "add it to its units")
    for question in parts.questions:
        if question.record.tier in ("scope", "danger"):
            asked = (name for name in question.record.concepts if name in parts.concept)
            places.extend((question, ("concepts",), name, (question.record.tier,)) for name in asked)
    for cause in parts.not_covered:
        places.extend(_of_cause(cause))
    yield from _never_present(parts)
    # What tells a danger sign by itself may be asked, and be what a result is, in its stead.
    lists = (told for concept in parts.concept.values() for told in concept.told_by)
    alone = {told[0].concept for told in lists if len(told) == 1 and told[0].value == PRESENT}
    for placed, key, name, may in places:
        if may != ("danger",) or key[0] not in ("concepts", "results") or name not in alone:
            yield from _role(placed, key, name, may, parts)


def _of_concept(concept: Placed[Concept]) -> Iterator[_Wanted]:
    """Yield what a concept names: by which key, and which role may stand there."""
    for key, danger in _dangers_of(concept.record):
        yield concept, key, danger, ("danger",)
    if concept.record.leaves_open:
        yield concept, ("leaves-open",), concept.record.id, ("finding",)
    for number, name in enumerate(concept.record.leaves_open):
        yield concept, ("leaves-open", number), name, ("finding",)


def _of_cause(cause: Placed[NotCovered]) -> Iterator[_Wanted]:
    """Yield what a cause outside the pack names: by which key, and which roles may stand there."""
    for number, name in enumerate(cause.record.findings):
        yield cause, ("findings", number), name, ("finding",)
    for key, one in _circumstances(cause):
        yield cause, key, one.concept, ("cause", "risk", "scope", "danger")


def _circumstances(cause: Placed[NotCovered]) -> Iterator[tuple[Place, Statement]]:
    for key, listed in cause.record.circumstances.items():
        yield from (((key, number), one) for number, one in enumerate(listed))


def _never_present(parts: Parts) -> Iterator[Problem]:
    for cause in parts.not_covered:
        for key, one in _circumstances(cause):
            if one.concept in parts.concept:
                yield from no_value(cause, key, parts.concept[one.concept], one.value)


def _dangers_of(concept: Concept) -> Iterator[tuple[Place, str]]:
    """Yield each danger sign that the answers about a concept may tell, and the key that says so."""
    if concept.told_by:
        yield ("told-by",), concept.id
    yield from ((("results", value), danger) for value, danger in concept.results.items())
    if concept.critical:
        yield ("critical", "danger"), concept.critical.danger


def _role(placed: Placed[Record], key: Place, name: str, may: tuple[str, ...], parts: Parts) -> Iterator[Problem]:
    if name in parts.concept and parts.concept[name].role not in may:
        message = f"'{name}' has the role {parts.concept[name].role}, which does not belong here"
        yield placed.problem(key, "wrong-role", message, f"name a concept with 'role: {' or '.join(may)}'")
    elif parts.lacks_concept(name):
        yield undeclared(placed, key, name, did_you_mean(meant(name, parts.concept)))
