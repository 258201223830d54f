"""The engine against three oracles that share no code with it: a naive closure, CLIPS, and a replay of its trace."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

import pytest
from closure import Plain, Said, chain, closure, plain_rules
from effort import examples
from hypothesis import given, settings
from random_packs import Situation, pack_of, random_situation, situations, written
from random_packs import concept as made
from replay import faults

from triage.engine.inference import infer
from triage.render.json import trace_object
from triage.trace import Trace

SEEDS = range(examples(100))


def strengths(trace: Trace) -> dict[Said, int]:
    return {(fact.statement.concept, fact.statement.value): int(fact.strength) for fact in trace.facts}


def both(situation: Situation) -> dict[str, str]:
    return {**situation.answers, **situation.supposed}


def as_json(trace: Trace) -> Any:
    return json.loads(json.dumps(trace_object(trace, "A case")))


@given(situations())
def test_facts_are_the_least_fixpoint_of_small_packs(situation: Situation) -> None:
    """E2: the facts are exactly those of the least fixpoint, strengths included, whatever the pack."""
    assert strengths(infer(*situation)) == closure(plain_rules(situation.pack), both(situation))


@pytest.mark.parametrize("block", [SEEDS[start : start + 50] for start in SEEDS[::50]], ids=str)
def test_facts_are_the_least_fixpoint_of_denser_packs(block: range) -> None:
    """E2 again, on packs of thirty rules, many of which fire."""
    for seed in block:
        situation = random_situation(seed)
        assert strengths(infer(*situation)) == closure(plain_rules(situation.pack), both(situation)), seed


def test_clips_comes_to_the_same_facts() -> None:
    """E2: CLIPS, given the same rules and answers, ends with the same statements at the same strengths."""
    pytest.importorskip("clips", reason="clipspy, the binding of the CLIPS oracle, cannot be imported here")
    from clips_oracle import clips_closure

    compared = SEEDS[: len(SEEDS) // 3]
    derived = 0
    for seed in compared:
        situation = random_situation(seed)
        facts = clips_closure(plain_rules(situation.pack), both(situation))
        assert strengths(infer(*situation)) == facts, seed
        derived += len(facts) - len([value for value in both(situation).values() if value != "unknown"])
    assert derived >= len(compared) / 2  # the packs are worth comparing


@given(situations())
def test_every_trace_replays(situation: Situation) -> None:
    """E1, E2, E15: each step of a trace is sound, nothing is left undone, and strengths, effects, agendas, urgency and
    citations are what the rules say."""
    assert faults(as_json(infer(*situation)), plain_rules(situation.pack)) == []


def test_denser_traces_replay() -> None:
    """The same on packs of thirty rules."""
    for seed in SEEDS:
        situation = random_situation(seed)
        assert faults(as_json(infer(*situation)), plain_rules(situation.pack)) == [], seed


def test_the_oracles_know_the_semantics() -> None:
    """The oracles themselves, by hand: the strongest chain counts, and an answer overrules a rule."""
    pack = pack_of(
        [made(name) for name in "abcd"],
        written(
            {
                "weak": "possible: a is present -> c is present",
                "strong": "likely: b is present -> c is present",
                "on": "certain: c is present -> d is present",
                "denied": "certain: c is present -> a is absent",
            }
        ),
    )
    rules, answers = plain_rules(pack), {"a": "present", "b": "present", "d": "unknown"}
    facts = {("a", "present"): 3, ("b", "present"): 3, ("c", "present"): 2, ("d", "present"): 2}
    assert closure(rules, answers) == facts
    assert [(step.rule, step.strength, step.effect, step.agenda) for step in chain(rules, answers)] == [
        ("strong", 2, "asserted", ("strong", "weak")),
        ("on", 2, "asserted", ("on", "denied", "weak")),
        ("denied", 2, "overruled", ("denied", "weak")),
        ("weak", 1, "supports", ("weak",)),
    ]


# E17: the replay can fail. Each corruption changes a true trace in place.

Corruption = Callable[[dict[str, Any]], object]
WEAKER = {"certain": "likely", "likely": "possible", "possible": "certain"}


def renumbered(trace: dict[str, Any]) -> None:
    for number, firing in enumerate(trace["firings"], 1):
        firing["cycle"] = number


def lose_a_step(trace: dict[str, Any]) -> None:
    del trace["firings"][1]
    renumbered(trace)


def repeat_a_step(trace: dict[str, Any]) -> None:
    trace["firings"].append(deepcopy(trace["firings"][0]))
    renumbered(trace)


def swap_steps(trace: dict[str, Any]) -> None:
    firings = trace["firings"]
    firings[0], firings[1] = firings[1], firings[0]
    renumbered(trace)


def swap_steps_and_agendas(trace: dict[str, Any]) -> None:
    swap_steps(trace)
    one, two = trace["firings"][:2]
    one["agenda"], two["agenda"] = two["agenda"], one["agenda"]


def stop_early(trace: dict[str, Any]) -> None:
    last = trace["firings"].pop()["rule"]
    for firing in trace["firings"]:
        firing["agenda"] = [name for name in firing["agenda"] if name != last]


def other_urgency(trace: dict[str, Any]) -> None:
    trace["urgency"]["level"] = "same-day"


def firing(trace: dict[str, Any], rule: str) -> dict[str, Any]:
    return next(firing for firing in trace["firings"] if firing["rule"] == rule)


CORRUPTIONS: Mapping[str, Corruption] = {
    "a step is lost": lose_a_step,
    "a step stands twice": repeat_a_step,
    "two steps are swapped": swap_steps,
    "two steps are swapped with their agendas": swap_steps_and_agendas,
    "the last step is lost": stop_early,
    "the numbering has a gap": lambda trace: trace["firings"][-1].update(cycle=99),
    "a rule is made up": lambda trace: trace["firings"][0].update(rule="made-up"),
    "a premise is left out": lambda trace: trace["firings"][0]["premises"].pop(),
    "a premise has another value": lambda trace: trace["firings"][0]["premises"][0].update(value="absent"),
    "a conclusion has another value": lambda trace: trace["firings"][0]["conclusion"].update(value="absent"),
    "a step has another strength": lambda trace: trace["firings"][0].update(
        strength=WEAKER[trace["firings"][0]["strength"]]
    ),
    "a support is shown as asserted": lambda trace: firing(trace, "weak").update(effect="asserted"),
    "an overruled step is shown as asserted": lambda trace: firing(trace, "denied").update(effect="asserted"),
    "an asserted step is shown as support": lambda trace: firing(trace, "strong").update(effect="supports"),
    "an agenda lacks a rule": lambda trace: trace["firings"][1]["agenda"].pop(),
    "an agenda has a rule too many": lambda trace: trace["firings"][0]["agenda"].append("never"),
    "an agenda is in another order": lambda trace: trace["firings"][1]["agenda"].reverse(),
    "a citation is empty": lambda trace: trace["firings"][0].update(citation=""),
    "a citation is of something else": lambda trace: trace["firings"][0].update(citation="article X-1"),
    "a reason is of another rule": lambda trace: trace["firings"][0].update(because=trace["firings"][1]["because"]),
    "a fact is lost": lambda trace: trace["facts"].pop(),
    "a fact is made up": lambda trace: trace["facts"].append({**trace["facts"][-1], "concept": "e"}),
    "two facts are swapped": lambda trace: trace["facts"].append(trace["facts"].pop(-2)),
    "a fact is stronger": lambda trace: trace["facts"][2].update(strength="certain"),
    "a fact is weaker": lambda trace: trace["facts"][2].update(strength="possible"),
    "a derived fact is shown as answered": lambda trace: trace["facts"][2].update(origin="answered"),
    "a fact comes from another kind of source": lambda trace: trace["facts"][2].update(kind="supplement"),
    "an unknown answer became a fact": lambda trace: trace["facts"].insert(2, {**trace["facts"][0], "concept": "e"}),
    "an answer is another": lambda trace: trace["answers"].update(b="absent"),
    "an answer is lost": lambda trace: trace["answers"].pop("a"),
    "an answer is made up": lambda trace: trace["answers"].update(e="present"),
    "the urgency is lower": other_urgency,
    "the urgency has no rules": lambda trace: trace["urgency"].update(rules=[]),
    "the urgency has another rule": lambda trace: trace["urgency"].update(rules=["weak"]),
    "a candidate is not contradicted any more": lambda trace: trace["candidates"][0].update(contradicted=True),
    "a candidate's chain is made up": lambda trace: trace["candidates"][0]["chain"].append("made-up"),
    "the candidates are missing": lambda trace: trace.pop("candidates"),
    "the format is another": lambda trace: trace.update(format="triage-trace/0"),
}


def stored() -> tuple[dict[str, Any], list[Plain]]:
    """Return a true trace in which every effect occurs, and its rules."""
    pack = pack_of(
        [made("a", "cause"), *(made(name) for name in "bcde")],
        written(
            {
                "weak": "possible: a is present -> c is present",
                "strong": "likely: b is present -> c is present",
                "on": "certain: c is present, a is present -> d is present",
                "denied": "certain: c is present -> a is absent",
                "alarm": "certain: d is present -> urgency is emergency-now",
                "never": "certain: e is present -> b is present",
            }
        ),
    )
    return as_json(infer(pack, {"a": "present", "b": "present", "e": "unknown"})), plain_rules(pack)


@pytest.mark.parametrize("corruption", CORRUPTIONS)
def test_a_corrupted_trace_is_rejected(corruption: str) -> None:
    """E17: whatever is changed in a stored trace, the replay finds it; and it finds nothing in the true one."""
    trace, rules = stored()
    assert faults(trace, rules) == []
    true = deepcopy(trace)
    CORRUPTIONS[corruption](trace)
    assert trace != true
    assert faults(trace, rules) != []


@given(situations(most_rules=8))
@settings(max_examples=examples(20))
def test_a_rule_changed_behind_a_trace_is_noticed(situation: Situation) -> None:
    """E17: a trace does not replay over rules of which one that fired was strengthened, weakened or taken away."""
    trace = as_json(infer(*situation))
    rules = plain_rules(situation.pack)
    for firing in trace["firings"]:
        without = [one for one in rules if one.id != firing["rule"]]
        assert faults(trace, without) != []
