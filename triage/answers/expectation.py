"""What a case expects: names in, statements and ids of the pack out, or what is wrong with a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from triage.answers.case_file import Expected
from triage.answers.case_line import concepts_of, in_a_file
from triage.errors import OneKindDenied, UnknownName, did_you_mean
from triage.model import URGENCY, URGENCY_LEVELS, RulePack, Statement
from triage.names import find_concept, find_statement
from triage.names.slips import near, near_id
from triage.pack.document import Place

Tell = Callable[[Place, str, str, str, str], None]  # place, code, message, hint, and what it is about


@dataclass(frozen=True)
class Expectation:
    """What should come of a run, every name resolved."""

    conclude: tuple[Statement, ...]
    not_conclude: tuple[Statement, ...]
    urgency: str | None
    fires: tuple[str, ...]
    not_fires: tuple[str, ...]
    before: tuple[tuple[str, str], ...]
    candidates: tuple[str, ...]


def expectation(pack: RulePack, expected: Expected, problem: Tell) -> Expectation:
    """Return what a case expects, with every name resolved, and tell `problem` of each that cannot be."""
    if expected.urgency is not None and expected.urgency not in URGENCY_LEVELS:
        hint = f"the levels are {', '.join(URGENCY_LEVELS)}"
        message = f"'{expected.urgency}' is no level of urgency"
        problem(("expect", "urgency"), "unknown-value", message, hint, URGENCY)
    places: list[tuple[Place, str]] = [(("fires", number), rule) for number, rule in enumerate(expected.fires)]
    places += [(("not-fires", number), rule) for number, rule in enumerate(expected.not_fires)]
    places += [(("before", number), rule) for number, two in enumerate(expected.before) for rule in two]
    for place, rule in places:
        if rule not in pack.rule:
            hint = did_you_mean(near(rule, pack.rule)) or "the rules stand in the folder rules of the pack"
            problem(("expect", *place), "unknown-rule", f"no rule is called '{rule}'", hint, rule)
    return Expectation(
        conclude=tuple(_statements(pack, "conclude", expected.conclude, problem)),
        not_conclude=tuple(_statements(pack, "not-conclude", expected.not_conclude, problem)),
        urgency=expected.urgency,
        fires=expected.fires,
        not_fires=expected.not_fires,
        before=expected.before,
        candidates=tuple(_candidates(pack, expected.candidates, problem)),
    )


def _statements(pack: RulePack, key: str, texts: tuple[str, ...], problem: Tell) -> Iterator[Statement]:
    for number, text in enumerate(texts):
        try:
            yield find_statement(pack, text)
        except UnknownName as error:
            place: Place = ("expect", key, number)
            concept, value = _parts(pack, text)
            if isinstance(error, OneKindDenied):
                problem(place, "unknown-value", str(error), "", concept or text)
            elif concept:
                hint = did_you_mean(error.near) or f"its values are {', '.join(pack.values(concept))}"
                problem(place, "unknown-value", f"'{concept}' has no value '{value}'", hint, concept)
            else:
                meant = in_a_file(pack, error.near) or near_id(text.partition(" is ")[0].strip(), pack.concept)
                form = f"write it as '{meant[0] if meant else 'CONCEPT'} is VALUE'"
                hint = (did_you_mean(meant) or concepts_of(pack)) if " is " in text else form
                problem(place, "unknown-concept", f"'{text}' is no statement of the pack", hint, text)


def _parts(pack: RulePack, text: str) -> tuple[str | None, str]:
    """Return the concept and the value that 'CONCEPT is VALUE' speaks of; None if there is no such concept."""
    name, _, value = text.partition(" is ")
    if not value:
        return None, ""
    return (URGENCY if name.strip() == URGENCY else called(pack, name)), value.strip()


def _candidates(pack: RulePack, names: tuple[str, ...], problem: Tell) -> Iterator[str]:
    for number, name in enumerate(names):
        try:
            yield find_concept(pack, name).id
        except UnknownName as error:
            place: Place = ("expect", "candidates", number)
            meant = in_a_file(pack, error.near) or near_id(name, pack.concept)
            hint = did_you_mean(meant) or concepts_of(pack)
            problem(place, "unknown-concept", f"no concept is called '{name}'", hint, name)


def called(pack: RulePack, name: str) -> str | None:
    """Return the id of the concept that `name` names, None if it names none."""
    with suppress(UnknownName):
        return find_concept(pack, name).id
    return None
