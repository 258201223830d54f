"""Whether the parts of a pack fit together: every name and value resolves, each in a part it can play.

Each check is a function that yields problems; what it looks for stands in its docstring.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage.errors import Problem, did_you_mean
from triage.model import (
    PRESENT,
    URGENCY,
    URGENCY_LEVELS,
    Concept,
    Question,
    Rule,
    Statement,
    level_of,
)
from triage.names import UNKNOWN_WORDS
from triage.names.forms import plain
from triage.names.known import names_of
from triage.pack.document import Place
from triage.pack.parts import Parts, Placed
from triage.pack.roles import meant, no_value, roles, undeclared

MOST_HINTS = 50


def unresolved(parts: Parts) -> Iterator[Problem]:
    """Yield every problem with names and values that only shows when the files are read together."""
    yield from concept_values(parts.concepts)
    yield from statements(parts)
    yield from roles(parts)
    yield from questions(parts)


def concept_values(concepts: Sequence[Placed[Concept]]) -> Iterator[Problem]:
    """A value given twice, a reserved id or value, a term, a test result or a candidate for a value that the concept
    does not have, a candidate that is no cause, units of what is not low, normal or high, and narrower names of what is
    not simply present or absent."""
    for placed in concepts:
        concept = placed.record
        if concept.id == URGENCY:
            yield placed.problem(("id",), "duplicate-id", f"'{URGENCY}' belongs to every pack", "choose another id")
        reserved = [value for value in concept.values if plain(value) in UNKNOWN_WORDS]
        if reserved or len(set(concept.values)) < len(concept.values):
            message = "values have to differ, and none may be a word for 'unknown'"
            hint = "leave it out: unknown is possible for every concept, and each value stands once"
            twice = (number for number, value in enumerate(concept.values) if value in concept.values[:number])
            place = concept.values.index(reserved[0]) if reserved else next(twice)
            yield placed.problem(("values", place), "schema", message, hint)
        if concept.units and not {"low", "normal", "high"} <= set(concept.values):
            message = "what is measured has the values low, normal and high"
            yield placed.problem(("units",), "schema", message, "name them under 'values', or leave 'units' out")
        if concept.narrower and not concept.yes_or_no:
            message = "only what is present or absent has narrower names"
            yield placed.problem(("narrower",), "schema", message, "put it under 'aliases', or leave it out")
        for value in concept.terms:
            yield from no_value(placed, ("terms", value), concept, value)
        for value in concept.results:
            yield from no_value(placed, ("results", value), concept, level_of(value))
        if concept.candidate is not None and concept.role != "cause":
            hint = "leave 'candidate' out, or make it a cause"
            yield placed.problem(("candidate",), "wrong-role", "only a cause may be a candidate", hint)
        elif concept.candidate is not None:
            yield from no_value(placed, ("candidate",), concept, concept.candidate)


def statements(parts: Parts) -> Iterator[Problem]:
    """A premise, a conclusion, a part of a danger or something held about a concept or value that nothing declares; a
    premise given twice, or about the urgency, from which nothing follows; what cannot be held."""
    hints: dict[str, str] = {}
    for placed in parts.rules:
        rule = placed.record
        for number, premise in enumerate(rule.premises):
            yield from _statement(placed, ("if", number), premise, parts, hints)
            if premise in rule.premises[:number]:
                yield placed.problem(
                    ("if", number), "duplicate", f"the premise '{premise}' stands twice", "leave one out"
                )
        yield from _statement(placed, ("then",), rule.conclusion, parts, hints)
    for concept in parts.concepts:
        for number, told in enumerate(concept.record.told_by):
            for part in told:
                yield from _statement(concept, ("told-by", number), part, parts, hints)
        for number, part in enumerate(concept.record.ruled_out_by):
            yield from _statement(concept, ("ruled-out-by", number), part, parts, hints)
        if concept.record.ruled_out_by and PRESENT not in concept.record.values:
            message = "only what may be present can be ruled out"
            yield concept.problem(("ruled-out-by", 0), "schema", message, "leave 'ruled-out-by' out")
        for number, part in enumerate(concept.record.holds):
            yield from _statement(concept, ("holds", number), part, parts, hints)
            yield from _held(concept, number, part, parts)


def _held(placed: Placed[Concept], number: int, part: Statement, parts: Parts) -> Iterator[Problem]:
    """Yield why a sign cannot hold `part`: only what is present can be held, by something that can be so too, and a
    danger sign has its own lists."""
    key = ("holds", number)
    if PRESENT not in placed.record.values:
        yield placed.problem(key, "schema", "only what may be present holds something", "leave 'holds' out")
    if part.value != PRESENT:
        message = f"'{part}' cannot be held: what holds it says that something is there"
        yield placed.problem(key, "schema", message, f"write '{part.concept} is {PRESENT}', or leave it out")
    if part.concept in parts.concept and parts.concept[part.concept].role == "danger":
        hint = f"write [{placed.record.id} is {PRESENT}] under the 'told-by' of '{part.concept}'"
        yield placed.problem(key, "wrong-role", f"'{part.concept}' is a danger sign", hint)


def _statement(
    placed: Placed[Concept | Rule], key: Place, statement: Statement, parts: Parts, hints: dict[str, str]
) -> Iterator[Problem]:
    """Yield what is wrong with the names in `statement`. Names that are not there go into `hints` with what they may
    mean; of so many that something else must be wrong, no more."""
    if statement.concept == URGENCY:
        if statement.value not in URGENCY_LEVELS:
            message = f"'{statement.value}' is no level of urgency"
            yield placed.problem(key, "unknown-value", message, f"the levels are {', '.join(URGENCY_LEVELS)}")
        elif key != ("then",):
            message = "the urgency is what rules conclude: nothing follows from it"
            yield placed.problem(key, "wrong-role", message, "name the statements from which it follows instead")
    elif statement.concept in parts.concept:
        yield from no_value(placed, key, parts.concept[statement.concept], statement.value)
    elif parts.lacks_concept(statement.concept):
        if statement.concept not in hints and len(hints) < MOST_HINTS:
            hints[statement.concept] = did_you_mean(meant(statement.concept, parts.concept))
        yield undeclared(placed, key, statement.concept, hints.get(statement.concept, ""))


def questions(parts: Parts) -> Iterator[Problem]:
    """A question about a concept that is not there, a choice of several concepts, a concept asked twice, a checklist of
    something that is not present or absent, a value to suppose that the concept does not have, or in a checklist, words
    for none of a list where there is no list, or that name something on it."""
    asked: dict[str, str] = {}
    for placed in parts.questions:
        question = placed.record
        several = question.form == "choice" and len(set(question.concepts)) > 1
        if several:
            hint = "make it a checklist or a panel"
            yield placed.problem(("concepts",), "schema", "a choice asks for one concept", hint)
        if question.form == "checklist" and question.suppose:
            hint = "leave 'suppose' out, or ask for the concept in a choice or a panel"
            yield placed.problem(("suppose",), "schema", "nothing can be supposed in a checklist", hint)
        yield from _denials(placed, parts)
        for number, name in enumerate(question.concepts):
            if name in parts.concept and not several:  # which of them is meant to stay cannot be said
                yield from _asked(placed, number, parts.concept[name], asked)
            elif parts.lacks_concept(name):
                yield undeclared(placed, ("concepts", number), name, did_you_mean(meant(name, parts.concept)))


def _denials(placed: Placed[Question], parts: Parts) -> Iterator[Problem]:
    """Yield what is wrong with the words that deny the whole list of a question."""
    question = placed.record
    if question.form != "checklist" and question.none:
        hint = "leave 'none' out, or ask in a checklist"
        yield placed.problem(("none",), "schema", "only a checklist can be denied as a whole", hint)
        return
    listed = (parts.concept[id] for id in question.concepts if id in parts.concept)
    names = {plain(name): concept.label for concept in listed for name in names_of(concept)}
    for number, words in enumerate(question.none):
        if label := names.get(plain(words)):
            message = f"'{words}' would deny the whole list, and names '{label}' on it"
            yield placed.problem(("none", number), "schema", message, "write words that name nothing on the list")


def _asked(placed: Placed[Question], number: int, concept: Concept, asked: dict[str, str]) -> Iterator[Problem]:
    """Yield what is wrong with how a question asks for `concept`; `asked` holds the question that asks for each."""
    question, key = placed.record, ("concepts", number)
    other = asked.setdefault(concept.id, question.id)
    if concept.id in question.concepts[:number]:
        yield placed.problem(key, "duplicate", f"'{concept.id}' stands twice", "leave one out")
        return
    if other != question.id:
        message = f"'{concept.id}' is asked by '{other}' as well"
        yield placed.problem(key, "duplicate", message, "leave it to one question")
    if question.form == "checklist" and not concept.yes_or_no:
        yield placed.problem(key, "schema", f"'{concept.id}' is not simply present or absent", "ask it as a choice")
    for value in question.suppose if question.form != "checklist" else ():
        yield from no_value(placed, ("suppose",), concept, value)
