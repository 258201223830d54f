"""Many worlds at once: each of them as `infer` and `candidates` have it, whole facts and strengths."""

from __future__ import annotations

from closure import closure, plain_rules
from hypothesis import given
from hypothesis import strategies as st
from random_packs import Situation, concept, pack_of, packs, said, situations, written
from shipped import shipped
from side_by_side import World, side_by_side

from triage.engine.inference import infer
from triage.engine.worlds import Worlds
from triage.model import UNKNOWN, URGENCY, URGENCY_LEVELS, RulePack, Statement, Strength
from triage.result.candidates import _chains, _supposing


def statements(pack: RulePack) -> list[Statement]:
    named = [Statement(one.id, value) for one in pack.concepts for value in one.values]
    return [*named, *(Statement(URGENCY, level) for level in URGENCY_LEVELS)]


def known(pack: RulePack, worlds: Worlds, number: int) -> dict[Statement, Strength]:
    """Return what is known in world `number`, each with its strength."""
    return {
        statement: strength
        for strength in Strength
        for statement in statements(pack)
        if worlds.known(statement, strength) >> number & 1
    }


def reached(pack: RulePack, worlds: Worlds, number: int) -> dict[Statement, Strength]:
    """Return to what a chain leads in world `number`, each with its strength."""
    return {
        statement: strength
        for strength in Strength
        for statement in statements(pack)
        if worlds.reached(statement, strength) >> number & 1
    }


def inferred(pack: RulePack, world: World) -> dict[Statement, Strength]:
    return {fact.statement: fact.strength for fact in infer(pack, world.answers, world.supposed).facts}


@st.composite
def many(draw: st.DrawFn) -> tuple[RulePack, list[World]]:
    """Draw a pack and several worlds over it; where there is a cause, it is answered, supposed or merely derived."""
    pack = draw(packs())
    worlds = []
    for _ in range(draw(st.integers(1, 6))):
        given_, supposed = {}, {}
        for one in pack.concepts:
            way = draw(st.sampled_from(["left", "answered", "unknown", "supposed"]))
            if way == "answered":
                given_[one.id] = draw(st.sampled_from(one.values))
            elif way == "unknown":
                given_[one.id] = UNKNOWN
            elif way == "supposed":
                supposed[one.id] = draw(st.sampled_from(one.values))
        causes = [Statement(one.id, value) for one in pack.concepts for value in one.values]
        worlds.append(World(given_, supposed, draw(st.sampled_from([None, *causes]))))
    return pack, worlds


@given(many())
def test_every_world_is_as_infer_has_it(drawn: tuple[RulePack, list[World]]) -> None:
    """In each world exactly the facts of its own run are known, with their strengths; no world leaks into another."""
    pack, worlds = drawn
    at_once = side_by_side(pack, worlds)
    for number, world in enumerate(worlds):
        assert known(pack, at_once, number) == inferred(pack, world)
    assert not any(at_once.known(statement) >> len(worlds) for statement in statements(pack))


@given(situations())
def test_a_world_is_as_the_naive_closure_has_it(situation: Situation) -> None:
    """The same facts and strengths follow by naive forward chaining, which shares no code with either."""
    pack, answers, supposed = situation
    naive = closure(plain_rules(pack), {**answers, **supposed})
    at_once = known(pack, side_by_side(pack, [World(answers, supposed)]), 0)
    assert {tuple(statement): int(strength) for statement, strength in at_once.items()} == naive


@given(many())
def test_chains_lead_where_candidates_have_them_lead(drawn: tuple[RulePack, list[World]]) -> None:
    """From the cause of each world a chain leads to the same statements, as strongly, as among the candidates."""
    pack, worlds = drawn
    at_once = side_by_side(pack, worlds)
    for number, world in enumerate(worlds):
        steps = _chains(infer(pack, world.answers, world.supposed), world.cause) if world.cause else {}
        assert reached(pack, at_once, number) == {statement: step.strength for statement, step in steps.items()}


@given(situations(suppose=False, most_rules=20))
def test_each_candidate_is_a_world(situation: Situation) -> None:
    """One pass over a world for each cause, as the candidates suppose it, gives the chains of all of them."""
    trace = infer(situation.pack, situation.answers)
    causes = [Statement(one.id, one.candidate) for one in trace.pack.concepts if one.candidate]
    alone = [_supposing(trace, cause) for cause in causes]
    worlds = []
    for run, cause in zip(alone, causes, strict=True):
        others = {name: value for name, value in trace.answers.items() if name != cause.concept}
        worlds.append(World(run.answers, run.supposed, cause, others))
    at_once = side_by_side(trace.pack, worlds)
    for number, (run, cause) in enumerate(zip(alone, causes, strict=True)):
        steps = _chains(run, cause)
        assert reached(trace.pack, at_once, number) == {name: step.strength for name, step in steps.items()}


def test_many_answer_sets_over_the_shipped_pack() -> None:
    """Each cause answered low by itself, all in one pass, gives what a run of each gives."""
    pack = shipped()
    low = [one for one in pack.concepts if one.candidate]
    worlds = [World({one.id: one.candidate or ""}, cause=Statement(one.id, one.candidate or "")) for one in low]
    at_once = side_by_side(pack, worlds)
    for number, world in enumerate(worlds):
        assert known(pack, at_once, number) == inferred(pack, world)
        assert world.cause is not None
        steps = _chains(infer(pack, world.answers), world.cause)
        assert reached(pack, at_once, number) == {statement: step.strength for statement, step in steps.items()}


CHAIN = pack_of(
    [concept("iron", "cause", ("low", "normal")), concept("tired", "mechanism"), concept("weak")],
    written(
        {
            "iron-tired": "likely: iron is low -> tired is present",
            "tired-weak": "possible: tired is present -> weak is present",
            "tired-iron": "certain: tired is present -> iron is low",
        }
    ),
)


def test_an_answer_overrules_in_its_own_world_only() -> None:
    """Where the link in the middle was denied nothing follows from it; beside it, where it was not, all does."""
    low = {"iron": "low"}
    at_once = side_by_side(CHAIN, [World({**low, "tired": "absent"}, cause=said("iron is low")), World(low), World({})])
    assert known(CHAIN, at_once, 0) == {said("iron is low"): 3, said("tired is absent"): 3}
    assert reached(CHAIN, at_once, 0) == {}
    assert known(CHAIN, at_once, 1) == {said("iron is low"): 3, said("tired is present"): 2, said("weak is present"): 1}
    assert known(CHAIN, at_once, 2) == {}


def test_no_chain_leads_back_to_its_cause() -> None:
    """A rule that concludes the cause is no step of a chain from it."""
    at_once = side_by_side(CHAIN, [World({}, {"iron": "low"}, said("iron is low"))])
    assert reached(CHAIN, at_once, 0) == {said("tired is present"): 2, said("weak is present"): 1}


def test_no_worlds_at_all() -> None:
    """Nothing is known anywhere if there is no world."""
    assert side_by_side(CHAIN, []).known(said("iron is low")) == 0
