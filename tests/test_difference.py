"""What another answer would change is exactly how two runs differ, and why a statement is missing is what happened."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from random_packs import Situation, situations

from triage.engine.given import Given
from triage.engine.inference import infer
from triage.explain.absence import Missing, absence
from triage.explain.comparison import contrast
from triage.explain.difference import Difference
from triage.explain.explanation import DEEPEST
from triage.model import UNKNOWN, Statement
from triage.result.candidates import candidates
from triage.trace import Trace


@given(situations(), st.data())
def test_a_difference_is_what_two_fresh_runs_say(situation: Situation, data: st.DataObject) -> None:
    """E11: facts gained, lost, surer and less sure, firings that start and stop, urgency and causes."""
    run = Given(*situation)
    concept = data.draw(st.sampled_from(situation.pack.concepts))
    value = data.draw(st.sampled_from((*concept.values, UNKNOWN)))
    supposed = {name: one for name, one in situation.supposed.items() if name != concept.id}
    fresh = infer(situation.pack, {**situation.answers, concept.id: value}, supposed)
    assert run.but({concept.id: value}).trace == fresh
    found = Difference(run.trace, fresh)
    old = {fact.statement: fact.strength for fact in run.trace.facts}
    new = {fact.statement: fact.strength for fact in fresh.facts}
    assert {fact.statement for fact in found.gained} == new.keys() - old.keys()
    assert {fact.statement for fact in found.lost} == old.keys() - new.keys()
    both = old.keys() & new.keys()
    assert {pair[0].statement for pair in found.strengthened} == {one for one in both if old[one] < new[one]}
    assert {pair[1].statement for pair in found.weakened} == {one for one in both if old[one] > new[one]}
    fired = {firing.rule.id for firing in run.trace.firings}
    fires = {firing.rule.id for firing in fresh.firings}
    assert {firing.rule.id for earlier, firing in found.firings if earlier is None} == fires - fired
    assert {firing.rule.id for firing in found.stopped} == fired - fires
    assert found.nothing == (alike(run.trace) == alike(fresh))


def alike(trace: Trace) -> object:
    """Return everything of a run that a difference tells."""
    facts = {(fact, fact.statement in trace.resting_on_supposition) for fact in trace.facts}
    firings = {(one.rule.id, one.strength, one.effect, trace.rests_on_supposition(one)) for one in trace.firings}
    return facts, firings, trace.urgency, [standing(one) for one in candidates(trace)]


def standing(one: object) -> object:
    found = one
    return (
        found.statement, found.evidence, found.contradiction, {firing.rule.id for firing in found.pointers},
        [(each.finding, each.strength) for each in found.explained], found.denied,
    )  # fmt: skip


@given(situations())
def test_each_missing_premise_lacks_what_the_run_says(situation: Situation) -> None:
    """E9: answered otherwise, answered unknown, not asked, not derived or overruled, nothing else; nearest first."""
    trace = infer(*situation)
    for concept in situation.pack.concepts:
        for value in concept.values:
            statement = Statement(concept.id, value)
            if statement not in trace.fact:
                found = absence(trace, statement)
                wanted = [rule.id for rule in situation.pack.rules if rule.conclusion == statement]
                assert sorted(miss.rule.id for miss in found.misses) == sorted(wanted)
                lacking = [(len(miss.missing), -miss.rule.strength) for miss in found.misses]
                assert lacking == sorted(lacking)
                check(trace, found, 0)


def check(trace: Trace, found: Missing, depth: int) -> None:
    statement = found.statement
    assert statement not in trace.fact
    assert depth <= DEEPEST
    assert found.lack == lack(trace, statement)
    for miss in found.misses:
        assert {fact.statement for fact in miss.held} | {one.statement for one in miss.missing} == set(
            miss.rule.premises
        )
        assert all(fact.statement in trace.fact for fact in miss.held)
        assert miss.missing or found.lack == "overruled"
        for one in miss.missing:
            check(trace, one, depth + 1)


def lack(trace: Trace, statement: Statement) -> str:
    """Say independently why a statement is missing."""
    given = {**trace.answers, **trace.supposed}.get(statement.concept)
    if given == UNKNOWN:
        return "answered unknown"
    if given is not None:
        fired = {firing.rule.conclusion for firing in trace.firings if firing.effect == "overruled"}
        return "overruled" if statement in fired else "answered otherwise"
    concluded = {rule.conclusion for rule in trace.pack.rules}
    return "not derived" if statement in concluded else "not asked"


@given(situations())
def test_a_contrast_shows_only_what_differs_and_what_decides(situation: Situation) -> None:
    """What both have is left out; the criterion named is the first of the rank on which they differ."""
    ranked = candidates(infer(*situation))
    for place, one in enumerate(ranked):
        for other in ranked[place + 1 :]:
            found = contrast(ranked, other.statement, one.statement)
            assert (found.first.candidate, found.second.candidate) == (one, other)
            measures = [
                ("evidence", one.evidence or 0, other.evidence or 0),
                ("explained", len(one.explained), len(other.explained)),
                ("against", -len(one.against), -len(other.against)),
            ]
            differing = [(name, first > second) for name, first, second in measures if first != second]
            assert (found.decided, True) == (differing[0] if differing else ("order", True))
            both = {(each.finding, each.strength) for each in one.explained} & {
                (each.finding, each.strength) for each in other.explained
            }
            for side in (found.first, found.second):
                assert not both.intersection((each.finding, each.strength) for each in side.explained)
                assert set(side.against) <= set(side.candidate.against)
