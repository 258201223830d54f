"""What a run means (design 2.3), held on random packs: order, effects, agendas, suppositions, purity."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from random import Random

import pytest
from closure import chain, closure, plain_rules
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from random_packs import AWKWARD, Situation, concept, pack_of, random_situation, situations, written
from shipped import shipped_pack

from triage.engine.given import Given
from triage.engine.inference import infer
from triage.model import Statement, Strength
from triage.pack.loading import DEFAULT_PACK
from triage.trace import Trace

SMALL = pack_of(
    [concept(name) for name in "abcd"],
    written(
        {
            "a-b": "likely: a is present -> b is present",
            "b-c": "certain: b is present -> c is present",
            "a-c": "possible: a is present -> c is present",
            "c-d": "certain: c is present -> d is present",
        }
    ),
)


def told(trace: Trace) -> list[tuple[str, str, str]]:
    """Return rule, strength and effect of each firing."""
    return [(firing.rule.id, firing.strength.word, firing.effect) for firing in trace.firings]


def shuffled(given: dict[str, str], seed: int = 0) -> dict[str, str]:
    return dict(Random(seed).sample(list(given.items()), len(given)))


@given(situations())
def test_a_run_is_what_a_naive_run_records(situation: Situation) -> None:
    """Firings, effects, strengths and the agenda at every cycle are those that a naive run writes down as it goes."""
    trace = infer(*situation)
    declared = {fact.statement.concept: fact.statement.value for fact in trace.facts if fact.origin != "derived"}
    recorded = [
        (firing.rule.id, int(firing.strength), firing.effect, tuple(rule.id for rule in trace.agenda(firing.cycle)))
        for firing in trace.firings
    ]
    assert recorded == [tuple(step) for step in chain(plain_rules(situation.pack), declared)]


@given(situations())
def test_strongest_first_means_that_a_fact_never_changes(situation: Situation) -> None:
    """No firing that supports a fact is stronger than the fact, and the results of one run never get stronger."""
    trace = infer(*situation)
    for firing in trace.firings:
        if firing.effect != "overruled":
            assert firing.strength <= trace.fact[firing.rule.conclusion].strength
    found = [firing.strength for firing in trace.firings]
    assert found == sorted(found, reverse=True)
    assert len(trace.fact) == len(trace.facts)


@given(situations())
def test_no_step_is_stronger_than_its_weakest_link(situation: Situation) -> None:
    """E16: the strength of a step is the least of its rule's and its premises'."""
    trace = infer(*situation)
    for firing in trace.firings:
        links = [firing.rule.strength, *(trace.fact[premise].strength for premise in firing.rule.premises)]
        assert firing.strength == min(links)


@given(situations())
def test_each_rule_fires_at_most_once_and_cycles_count_up(situation: Situation) -> None:
    """Rules are finite and each fires at most once, so a run ends, circles of rules or not."""
    trace = infer(*situation)
    assert all(count == 1 for count in Counter(firing.rule.id for firing in trace.firings).values())
    assert [firing.cycle for firing in trace.firings] == list(range(1, len(trace.firings) + 1))


@given(situations(most_rules=10))
@settings(max_examples=examples(20))
def test_both_matchers_give_the_same_trace(situation: Situation) -> None:
    """The indexed matcher changes how fast a run is, and nothing else: experta's stock Rete gives an equal trace."""
    assert infer(*situation) == infer(*situation, matching="rete")


def test_both_matchers_give_the_same_trace_on_denser_packs() -> None:
    """The same, on packs of thirty rules."""
    for seed in range(25):
        situation = random_situation(seed)
        assert infer(*situation) == infer(*situation, matching="rete"), seed


@given(situations(), st.integers(0, 9))
def test_the_order_of_answers_leaves_no_trace(situation: Situation, seed: int) -> None:
    """E14: the same answers in another order give an equal trace, down to the order of its answers and facts."""
    pack, answers, supposed = situation
    one, two = infer(pack, answers, supposed), infer(pack, shuffled(answers, seed), shuffled(supposed, seed))
    assert one == two
    assert list(one.answers.items()) == list(two.answers.items())


@given(situations(), situations())
@settings(max_examples=examples(20))
def test_runs_of_two_packs_do_not_touch_each_other(one: Situation, two: Situation) -> None:
    """A run leaves nothing behind: between runs of another pack, and after an error, it comes out the same."""
    first = infer(*one)
    second = infer(*two)
    with pytest.raises(ValueError, match="no statement"):
        infer(one.pack, {"nobody": "present"})
    assert infer(*one) == first
    assert infer(*two) == second


def test_a_run_does_not_change_its_arguments() -> None:
    """`infer` is pure: what it is given stays as it was, and what it returns does not follow later changes."""
    answers, supposed = {"c": "unknown", "a": "present"}, {"d": "absent"}
    trace = infer(SMALL, answers, supposed)
    assert (answers, supposed) == ({"c": "unknown", "a": "present"}, {"d": "absent"})
    answers["a"] = "absent"
    assert trace.answers["a"] == "present"


def test_runs_in_several_threads_are_the_same() -> None:
    """Two runs at once, of the same pack or of two, come out as they do alone."""
    work = [random_situation(seed % 4) for seed in range(40)]
    alone = [infer(*situation) for situation in work]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda situation: infer(*situation), work)) == alone


@pytest.mark.parametrize("matching", ["indexed", "rete"])
@pytest.mark.parametrize("name", AWKWARD)
def test_any_id_may_name_a_rule_and_a_concept(name: str, matching: str) -> None:
    """A rule or concept that is called like a part of the engine is a rule or concept like any other."""
    pack = pack_of(
        [concept(name), concept("z")],
        written(
            {name: f"likely: {name} is present -> z is present", "back": f"certain: z is present -> {name} is absent"}
        ),
    )
    trace = infer(pack, {name: "present"}, matching=matching)
    assert told(trace) == [(name, "likely", "asserted"), ("back", "likely", "overruled")]


def test_rules_with_the_same_premises_are_different_rules() -> None:
    """Two rules that only differ in their ids both fire, in the order of the pack."""
    text = "likely: a is present -> b is present"
    pack = pack_of([concept("a"), concept("b")], written({"second": text, "first": text}))
    for matching in ("indexed", "rete"):
        trace = infer(pack, {"a": "present"}, matching=matching)
        assert told(trace) == [("second", "likely", "asserted"), ("first", "likely", "supports")]


@given(situations())
def test_unknown_answers_make_no_fact(situation: Situation) -> None:
    """Unknown is never absent, normal or no: leaving the unknown answers out gives the same facts and firings."""
    pack, answers, supposed = situation
    trace = infer(pack, answers, supposed)
    without = infer(pack, {name: value for name, value in answers.items() if value != "unknown"}, supposed)
    assert (trace.facts, trace.firings) == (without.facts, without.firings)
    assert dict(trace.answers) == answers
    assert not any(fact.statement.value == "unknown" for fact in trace.facts)


def test_an_answer_overrules_a_rule() -> None:
    """A rule that concludes something other than the answer is shown to have fired, and asserts nothing."""
    trace = infer(SMALL, {"a": "present", "c": "absent"})
    assert told(trace) == [
        ("a-b", "likely", "asserted"),
        ("b-c", "likely", "overruled"),
        ("a-c", "possible", "overruled"),
    ]
    assert Statement("c", "present") not in trace.fact
    assert Statement("d", "present") not in trace.fact


def test_a_rule_that_concludes_what_is_known_supports_it() -> None:
    """A second reason for a fact is kept as a reason; the fact keeps its strength and where it came from."""
    trace = infer(SMALL, {"a": "present", "b": "present"})
    assert ("a-b", "likely", "supports") in told(trace)
    assert trace.fact[Statement("b", "present")].strength == Strength.CERTAIN
    assert trace.fact[Statement("b", "present")].origin == "answered"


def test_an_emergency_is_never_outvoted() -> None:
    """Urgency is the highest level that any fact concluded, however weakly; `learn` if none."""
    pack = pack_of(
        [concept("a"), concept("b")],
        written(
            {
                "calm": "certain: a is present -> urgency is learn",
                "calm-too": "certain: a is present -> urgency is routine",
                "alarm": "possible: b is present -> urgency is emergency-now",
            }
        ),
    )
    assert infer(pack, {}).urgency == "learn"
    assert infer(pack, {}).urgency_rules == ()
    assert infer(pack, {"a": "present"}).urgency == "routine"
    trace = infer(pack, {"a": "present", "b": "present"})
    assert (trace.urgency, trace.urgency_rules) == ("emergency-now", ("alarm",))


@given(situations())
def test_what_is_supposed_is_marked_and_works_like_an_answer(situation: Situation) -> None:
    """A supposition has the origin `supposed`, and what follows is what would follow from the same answer."""
    pack, answers, supposed = situation
    trace = infer(pack, answers, supposed)
    marked = {fact.statement for fact in trace.facts if fact.origin == "supposed"}
    assert marked == {Statement(name, value) for name, value in supposed.items()}
    answered = {fact.statement for fact in trace.facts if fact.origin == "answered"}
    assert answered == {Statement(name, value) for name, value in answers.items() if value != "unknown"}
    as_answer = infer(pack, {**answers, **supposed})
    assert {(fact.statement, fact.strength) for fact in trace.facts} == {
        (fact.statement, fact.strength) for fact in as_answer.facts
    }


def rests(trace: Trace) -> set[Statement]:
    """Return the facts that are missing, or weaker, in the run without suppositions: the definition, by brute force."""
    without = closure(plain_rules(trace.pack), trace.answers)
    return {fact.statement for fact in trace.facts if without.get(tuple(fact.statement), 0) < fact.strength}


@given(situations())
@settings(max_examples=examples(120))
def test_what_rests_on_a_supposition_would_be_missing_or_weaker_without_it(situation: Situation) -> None:
    """The facts marked as resting on a supposition are those that a run without it lacks, or holds less strongly."""
    trace = infer(*situation)
    assert trace.resting_on_supposition == rests(trace)


def test_what_a_supposition_overrules_may_lead_to_the_same_fact() -> None:
    """A fact that would be as strong without the supposition does not rest on it, even where the other way to it goes
    through a statement that the supposition overrules."""
    pack = pack_of(
        [concept("a"), concept("b"), concept("c")],
        written(
            {
                "a-b": "certain: a is present -> b is absent",
                "yes": "certain: b is present -> c is present",
                "no": "certain: b is absent -> c is present",
            }
        ),
    )
    assert Statement("c", "present") in infer(pack, {"a": "present"}).fact
    trace = infer(pack, {"a": "present"}, {"b": "present"})
    assert trace.resting_on_supposition == {Statement("b", "present")}


@given(situations(suppose=False))
@settings(max_examples=examples(20))
def test_without_suppositions_nothing_rests_on_one(situation: Situation) -> None:
    """A run over answers alone rests on answers alone."""
    assert infer(*situation).resting_on_supposition == frozenset()


@given(situations(suppose=False))
def test_the_answers_that_a_proof_ends_in_are_enough(situation: Situation) -> None:
    """E4: a fact comes out again from the answers alone on which its first derivation rests, at least as strong: what
    another answer overrules may lead to it too."""
    trace = infer(*situation)
    for fact in trace.facts:
        ends = leaves(trace, fact.statement)
        again = infer(
            trace.pack, {name: value for name, value in trace.answers.items() if Statement(name, value) in ends}
        )
        assert again.fact[fact.statement].strength >= fact.strength


def leaves(trace: Trace, statement: Statement) -> set[Statement]:
    """Return the answers in which the derivation that asserted a fact ends."""
    if trace.fact[statement].origin != "derived":
        return {statement}
    (firing,) = [one for one in trace.concluding[statement] if one.effect == "asserted"]
    return {leaf for premise in firing.rule.premises for leaf in leaves(trace, premise)}


@pytest.mark.parametrize(
    ("answers", "supposed", "message"),
    [
        ({"nobody": "present"}, {}, "nobody is present"),
        ({"a": "often"}, {}, "a is often"),
        ({"a": ""}, {}, "a is "),
        ({}, {"nobody": "present"}, "nobody is present"),
        ({}, {"a": "often"}, "a is often"),
        ({"urgency": "learn"}, {}, "urgency is learn"),
        ({"a": "present"}, {"a": "present"}, "both answered and supposed: a"),
        ({"a": "unknown"}, {"a": "present"}, "both answered and supposed: a"),
    ],
)
def test_what_the_pack_does_not_have_is_refused(
    answers: dict[str, str], supposed: dict[str, str], message: str
) -> None:
    """A concept or value that the pack lacks, or a concept given twice, raises ValueError and says which."""
    with pytest.raises(ValueError, match=message):
        infer(SMALL, answers, supposed)


@pytest.mark.parametrize("tested", [False, True])
def test_so_is_a_change_to_what_the_pack_does_not_have(tested: bool) -> None:
    """When it is run, whether a level counts as a test result or not."""
    changed = Given(SMALL, {}, levels_tested=tested).but({"nobody": "present"})
    with pytest.raises(ValueError, match="nobody is present"):
        changed.run()


def test_nothing_in_nothing_out() -> None:
    """Without answers there are no facts, no firings and no urgency."""
    trace = infer(SMALL, {})
    assert (trace.facts, trace.firings, trace.urgency) == ((), (), "learn")


def test_packs_of_equal_content_are_the_same_pack() -> None:
    """Whatever object holds the rules, the trace is the same."""
    twin = replace(SMALL)
    assert twin is not SMALL
    assert infer(twin, {"a": "present"}) == infer(SMALL, {"a": "present"})


def test_a_changed_pack_is_another_pack() -> None:
    """A copy of a pack with other rules runs those, also when the pack it was copied from has run before."""
    infer(SMALL, {"a": "present"})
    weaker = replace(SMALL, rules=written({"a-b": "possible: a is present -> b is present"}))
    assert told(infer(weaker, {"a": "present"})) == [("a-b", "possible", "asserted")]


def test_importing_the_engine_leaves_nothing_behind() -> None:
    """After `import triage.engine` the collections module and the root logger are as they were, and nothing warned."""
    program = (
        "import collections, logging; before = list(logging.root.handlers), logging.root.level\n"
        "import triage.engine\n"
        "assert not hasattr(collections, 'Mapping'), 'collections.Mapping stayed'\n"
        "assert (list(logging.root.handlers), logging.root.level) == before, logging.root.handlers\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")


FACES = """
from pathlib import Path
import sys
from triage.engine import infer
from triage.pack import load_pack
trace = infer(load_pack(Path(sys.argv[1])), {"vitamin-d": "low"})
print(*(firing.rule.conclusion for firing in trace.firings if firing.rule.conclusion.concept == "calcium"))
"""


def test_a_program_may_load_a_pack_and_run_it_by_the_two_faces() -> None:
    """Whoever imports `triage.engine` and `triage.pack` and nothing else reads the shipped pack and gets its trace."""
    done = subprocess.run(
        [sys.executable, "-c", FACES, str(shipped_pack(DEFAULT_PACK))], capture_output=True, text=True, check=True
    )
    assert done.stdout == "calcium is low\n"
