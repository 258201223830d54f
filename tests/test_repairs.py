"""What would bring a statement about, or undo it: what is offered works, and nothing smaller does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations, product

import pytest
from effort import sample
from hypothesis import given
from random_packs import Situation, concept, pack_of, situations, written
from shipped import shipped_pack

from triage.answers.case import read_case
from triage.engine.given import Given
from triage.explain.removal import lowering, removal
from triage.explain.sufficient import needed
from triage.explain.verbs.needed import needs
from triage.model import UNKNOWN, URGENCY, URGENCY_LEVELS, RulePack, Statement
from triage.pack.loading import DEFAULT_PACK, load_pack

FOLDER = shipped_pack(DEFAULT_PACK)
CASES = sorted((FOLDER / "cases").glob("*.yaml"))
PACK = load_pack(FOLDER)

Answers = frozenset[tuple[str, str]]


def statements(pack: RulePack) -> Iterator[Statement]:
    for one in pack.concepts:
        yield from (Statement(one.id, value) for value in one.values)
    yield from (Statement(URGENCY, level) for level in URGENCY_LEVELS[:2])


def smallest(choices: Mapping[str, tuple[str, ...]], works: Callable[[Mapping[str, str]], bool]) -> set[Answers]:
    """Return all smallest sets of answers, one of `choices` for each of some concepts, that work: by trying all."""
    for size in range(1, len(choices) + 1):
        tried = (
            dict(zip(concepts, values, strict=True))
            for concepts in combinations(choices, size)
            for values in product(*(choices[concept] for concept in concepts))
        )
        if found := {frozenset(changes.items()) for changes in tried if works(changes)}:
            return found
    return set()


@given(situations(most_concepts=4, most_rules=8))
def test_what_is_needed_is_every_smallest_set_and_works(situation: Situation) -> None:
    """E10: by trying all sets of answers on small packs; first without changing what was answered, then with."""
    run = Given(*situation)
    for statement in statements(situation.pack):
        if statement in run.trace.fact:
            with pytest.raises(ValueError, match="is a fact"):
                needed(run, statement)
            continue
        found = needed(run, statement)
        assert found.complete
        known = {name: run.trace.value(name) for name in situation.pack.concept}
        open_ = [name for name in known if name != statement.concept and name not in situation.supposed]

        def works(changes: Mapping[str, str], goal: Statement = statement) -> bool:
            return goal in run.but(changes).trace.fact

        further = {name: situation.pack.values(name) for name in open_ if known[name] == UNKNOWN}
        wanted = smallest(further, works)
        changing = False
        if not wanted:
            changing = True
            free = {name: one for name, one in situation.pack.concept.items() if name not in situation.supposed}
            every = {
                name: tuple(value for value in (*one.values, UNKNOWN) if may_be(name, value, statement, known))
                for name, one in free.items()
            }
            wanted = smallest({name: values for name, values in every.items() if values}, works)
        assert {frozenset(way.answers.items()) for way in found.ways} == wanted
        assert not wanted or found.changing == changing
        for way in found.ways:
            assert run.but(way.answers).trace.fact[statement].strength == way.strength


def test_a_finding_that_was_denied_is_brought_about_by_taking_the_no_back() -> None:
    """In the pack itself as well, where the sets of answers are many: with the no taken back one more answer does."""
    run = Given(PACK, {"tetany": "absent", "muscle-spasm": "present"})
    tetany = Statement("tetany", "present")
    found = needed(run, tetany)
    assert found.complete
    assert found.changing
    assert {"tetany": UNKNOWN, "overbreathing": "present"} in [dict(way.answers) for way in found.ways]
    assert all(len(way.answers) == 2 for way in found.ways)
    assert "may also be answered anew" in " ".join(line.text for line in needs(run, tetany).lines)


def may_be(name: str, value: str, goal: Statement, known: Mapping[str, str]) -> bool:
    """Return whether a concept may be answered otherwise: that of the goal only by taking its answer back."""
    return value != known[name] and (name != goal.concept or value == UNKNOWN)


@given(situations(most_concepts=4, most_rules=8))
def test_what_undoes_a_conclusion_is_every_smallest_set_and_works(situation: Situation) -> None:
    """The same backwards: after each set of changes the conclusion is none, and after no smaller one."""
    run = Given(*situation)
    for statement, fact in run.trace.fact.items():
        found = removal(run, statement)
        assert found.complete
        own = statement.concept if fact.origin == "derived" else ""

        def works(changes: Mapping[str, str], goal: Statement = statement) -> bool:
            return goal not in run.but(changes).trace.fact

        wanted = smallest(changeable(run, own), works)
        assert {frozenset(changes.items()) for changes in found.changes} == wanted


@given(situations(most_concepts=4, most_rules=8))
def test_what_lowers_the_urgency_is_every_smallest_set_and_works(situation: Situation) -> None:
    """And for the urgency: afterwards the level is lower."""
    run = Given(*situation)
    place = URGENCY_LEVELS.index(run.trace.urgency)
    found = lowering(run)

    def works(changes: Mapping[str, str]) -> bool:
        return URGENCY_LEVELS.index(run.but(changes).trace.urgency) > place

    assert {frozenset(changes.items()) for changes in found.changes} == smallest(changeable(run, ""), works)


def test_the_lowest_urgency_is_not_lowered_where_a_rule_set_it() -> None:
    """What takes such a rule away leaves the level as low as it was."""
    pack = pack_of([concept("cramp")], written({"calm": "certain: cramp is present -> urgency is learn"}))
    run = Given(pack, {"cramp": "present"})
    assert run.trace.urgency_rules == ("calm",)
    assert lowering(run).changes == ()


def changeable(run: Given, own: str) -> dict[str, tuple[str, ...]]:
    """Return what may be otherwise: each answer and supposition, and each concept that a question asks for."""
    choices = {}
    for name in run.pack.concept:
        known = run.trace.value(name)
        if name != own and (known != UNKNOWN or name in run.pack.asked):
            choices[name] = tuple(value for value in (*run.pack.values(name), UNKNOWN) if value != known)
    return choices


@pytest.mark.parametrize("path", sample(CASES, 4), ids=lambda path: path.stem)
def test_what_is_offered_for_shipped_cases_works(path: object) -> None:
    """E10 on the shipped pack: each set that is offered does what it says, and no part of it does."""
    case = read_case(str(path), lambda _: PACK)
    run = Given(PACK, case.said, case.supposed, case.measured)
    absent = [rule.conclusion for rule in PACK.rules if rule.conclusion not in run.trace.fact]
    for statement in sample(tuple(dict.fromkeys(absent)), 8):
        for way in needed(run, statement).ways:
            assert run.but(way.answers).trace.fact[statement].strength == way.strength
            for part in parts(way.answers):
                assert statement not in run.but(part).trace.fact
    for statement in sample(tuple(run.trace.concluding), 4):
        for changes in removal(run, statement).changes:
            assert statement not in run.but(changes).trace.fact
            for part in parts(changes):
                assert statement in run.but(part).trace.fact


def parts(answers: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
    for left_out in answers:
        yield {name: value for name, value in answers.items() if name != left_out}
