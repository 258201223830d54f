"""The proofs of a fact are all of them, each enough and none with anything to spare: against counting out every set."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from effort import sample
from hypothesis import given
from random_packs import Situation, situations
from shipped import shipped_pack

from triage.answers.case import read_case
from triage.answers.laboratory import told_by_results
from triage.engine.given import Given
from triage.engine.inference import infer
from triage.explain.supports import Support, supports
from triage.model import Statement
from triage.pack.loading import DEFAULT_PACK, load_pack
from triage.trace import Trace

FOLDER = shipped_pack(DEFAULT_PACK)
CASES = sorted((FOLDER / "cases").glob("*.yaml"))
PACK = load_pack(FOLDER)


def given_in(trace: Trace) -> list[Statement]:
    return [fact.statement for fact in trace.facts if fact.origin != "derived"]


def value(trace: Trace, given: Iterable[Statement], statement: Statement) -> int:
    """Return how strongly `given` leads to `statement` by the firings of a run that came to something, 0 if not."""
    known = dict.fromkeys(given, 3)
    grown = True
    while grown:
        grown = False
        for firing in trace.firings:
            if firing.effect == "overruled":
                continue
            least = min(int(firing.rule.strength), *(known.get(premise, 0) for premise in firing.rule.premises))
            if least > known.get(firing.rule.conclusion, 0):
                known[firing.rule.conclusion] = least
                grown = True
    return known.get(statement, 0)


def every(trace: Trace, statement: Statement) -> tuple[Support, ...]:
    found = supports(trace, statement)
    assert found.complete
    return (*found.whole, *found.weaker)


@given(situations())
def test_all_minimal_proofs_are_listed_shortest_first(situation: Situation) -> None:
    """E6: they are exactly the sets of answers of which no smaller part leads there as strongly; by brute force."""
    trace = infer(*situation)
    answers = given_in(trace)
    sets = [one for size in range(len(answers) + 1) for one in combinations(answers, size)]
    for statement in trace.fact:
        worth = {frozenset(one): value(trace, one, statement) for one in sets}
        minimal = {
            (one, strength)
            for one, strength in worth.items()
            if strength and all(worth[one - {part}] < strength for part in one)
        }
        found = supports(trace, statement)
        listed = [(frozenset(one.given), int(one.strength)) for one in (*found.whole, *found.weaker)]
        assert len(listed) == len(set(listed))
        assert set(listed) == minimal
        for part in (found.whole, found.weaker):
            best = [(-one.strength, len(one.given), len(one.chain)) for one in part]
            assert best == sorted(best)
        assert {one.strength for one in found.whole} == {trace.fact[statement].strength}


@given(situations())
def test_the_answers_of_a_proof_alone_give_the_conclusion_again(situation: Situation) -> None:
    """E4: in a new run of these answers alone it is at least as sure, and just as sure if nothing was overruled."""
    trace = infer(*situation)
    overruled = any(firing.effect == "overruled" for firing in trace.firings)
    for statement in trace.fact:
        for support in every(trace, statement):
            said = {one.concept: one.value for one in support.given if one.concept in situation.answers}
            supposed = {one.concept: one.value for one in support.given if one.concept in situation.supposed}
            again = infer(situation.pack, said, supposed).fact[statement].strength
            assert again >= support.strength
            assert overruled or again == support.strength


@given(situations())
def test_no_answer_of_a_proof_can_be_spared(situation: Situation) -> None:
    """E5: without any one of its answers the proof fails; the conclusion goes unless another listed proof holds."""
    trace = infer(*situation)
    for statement in trace.fact:
        listed = every(trace, statement)
        for support in listed:
            for left_out in support.given:
                rest = set(support.given) - {left_out}
                assert value(trace, rest, statement) < support.strength
                remaining = set(given_in(trace)) - {left_out}
                others = [one for one in listed if remaining.issuperset(one.given)]
                assert bool(value(trace, remaining, statement)) == bool(others)


@given(situations())
def test_the_chain_of_a_proof_is_whole_and_holds_nothing_idle(situation: Situation) -> None:
    """E3: each firing comes after those that conclude its premises, and each but the last is used by a later one."""
    trace = infer(*situation)
    for statement in trace.fact:
        for support in every(trace, statement):
            proved = set(support.given)
            for firing in support.chain:
                assert firing in trace.firings
                assert proved.issuperset(firing.rule.premises)
                assert firing.rule.conclusion not in proved
                assert firing.rule.strength >= support.strength
                proved.add(firing.rule.conclusion)
            used = {premise for firing in support.chain for premise in firing.rule.premises} | {statement}
            assert proved == used


@pytest.mark.parametrize("path", sample(CASES, 15), ids=lambda path: path.stem)
def test_the_proofs_of_shipped_cases_are_sufficient_and_necessary(path: Path) -> None:
    """E4 and E5 on the shipped pack, for each conclusion of a case, or for ten of them in a short run."""
    case = read_case(str(path), lambda _: PACK)
    trace = Given(PACK, case.said, case.supposed, case.measured).trace
    for statement in sample(tuple(trace.concluding), 10):
        for support in every(trace, statement)[:20]:
            said = {one.concept: one.value for one in support.given if one.concept in trace.answers}
            supposed = {one.concept: one.value for one in support.given if one.concept in trace.supposed}
            assert infer(PACK, said, supposed).fact[statement].strength >= support.strength
            for left_out in support.given:
                assert value(trace, set(support.given) - {left_out}, statement) < support.strength


@pytest.mark.parametrize("path", sample(CASES, 30), ids=lambda path: path.stem)
def test_an_explanation_starts_from_the_run_of_the_case(path: Path) -> None:
    """What is explained is what happened: the same answers, told danger signs and test results give the same trace."""
    case = read_case(str(path), lambda _: PACK)
    trace = replace(infer(PACK, case.answers, case.supposed), measured=case.measured)
    run = Given(PACK, case.said, case.supposed, case.measured).trace
    assert replace(run, told={}) == trace
    assert {*run.told, *case.said, *run.outweighed} >= {*case.answers} - {
        name for name, _ in told_by_results(PACK, case.measured)
    }
