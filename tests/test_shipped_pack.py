"""The pack muscle-spasms as it is shipped: every combination of the nutrients, what the article says, and its cases."""

from __future__ import annotations

import json
import re
from itertools import combinations, pairwise, product
from pathlib import Path
from typing import Any

import pytest
from closure import Plain, closure, read_yaml, rules_in_files
from effort import some
from replay import faults
from shipped import shipped

from triage.answers.case import read_case
from triage.answers.laboratory import judged
from triage.check.expectations import unmet
from triage.engine.given import Given
from triage.engine.inference import infer
from triage.model import URGENCY, RulePack, Statement, Strength
from triage.render.json import trace_object
from triage.trace import Trace

FOLDER = Path(__file__).resolve().parent.parent / "rules" / "muscle-spasms"
CASES = sorted((FOLDER / "cases").glob("*.yaml"))
MINERALS = ("magnesium", "calcium", "potassium", "sodium")
B_VITAMINS = ("vitamin-b1", "vitamin-b6", "vitamin-b12")
NUTRIENTS = (*MINERALS, "vitamin-d", *B_VITAMINS)
RELAXATION = ("muscle-calcium-handling", "muscle-relaxation", "contraction-cycle", "prolonged-contraction")

# What the article says follows, one statement after the other, when this one nutrient is answered and low.
CHAINS = """
magnesium: magnesium is low > nerve-calcium-inflow is excessive > muscle-nerve-stimulation is excessive
magnesium: muscle-nerve-stimulation is excessive > nerve-excitability is increased > muscle-tension is present
magnesium: magnesium is low > nerve-excitability is increased > muscle-spasm is present > muscle-pain is present
magnesium: magnesium is low > muscle-calcium-handling is disrupted > muscle-relaxation is impaired
magnesium: muscle-relaxation is impaired > contraction-cycle is impaired > muscle-spasm is present
calcium: calcium is low > nerve-excitability is increased > spontaneous-signals is present > tetany is present
calcium: calcium is low > nerve-excitability is increased > spontaneous-signals is present > muscle-spasm is present
calcium: nerve-excitability is increased > uncontrolled-signals is present > uncontrolled-muscle-activity is present
potassium: potassium is low > membrane-balance is disrupted > muscle-relaxation is impaired > muscle-cramp is present
potassium: muscle-relaxation is impaired > prolonged-contraction is present
potassium: muscle-relaxation is impaired > muscle-weakness is present
potassium: potassium is low > resting-potential is altered > nerve-excitability is increased
potassium: potassium is low > action-potentials is altered > nerve-excitability is increased
sodium: sodium is low > fluid-shift is present > sodium-dependent-muscle-function is affected
sodium: sodium is low > nerve-signalling is impaired > sodium-dependent-muscle-function is affected
sodium: sodium-dependent-muscle-function is affected > muscle-weakness is present
sodium: sodium-dependent-muscle-function is affected > muscle-spasm is present
vitamin-d: vitamin-d is low > calcium is low > muscle-spasm is present
vitamin-d: calcium is low > nerve-excitability is increased > spontaneous-signals is present > tetany is present
vitamin-d: vitamin-d is low > muscle-pain is present
vitamin-d: vitamin-d is low > muscle-weakness is present
vitamin-b1: vitamin-b1 is low > nerve-signalling is impaired > tingling is present
vitamin-b1: cellular-energy is short > atp is lacking > muscle-relaxation is impaired > muscle-fatigue is present
vitamin-b1: muscle-relaxation is impaired > muscle-spasm is present
vitamin-b6: vitamin-b6 is low > nerve-signalling is impaired > muscle-weakness is present
vitamin-b12: vitamin-b12 is low > nerve-signalling is impaired > muscle-spasm is present
vitamin-b12: vitamin-b12 is low > myelin-formation is impaired > nerve-damage is present > nerve-signalling is impaired
"""


@pytest.fixture(scope="module")
def pack() -> RulePack:
    return shipped()


@pytest.fixture(scope="module")
def rules() -> list[Plain]:
    return rules_in_files(FOLDER)


def present(trace: Trace) -> dict[str, str]:
    return {fact.statement.concept: fact.statement.value for fact in trace.facts}


def test_every_combination_of_nutrients_gives_the_least_fixpoint(pack: RulePack, rules: list[Plain]) -> None:
    """E2: for the 6561 combinations of low, normal and unanswered, or 500 of them in a short run, the facts and
    strengths are those that a naive closure finds in the rule files themselves."""
    combinations = list(product(("low", "normal", None), repeat=len(NUTRIENTS)))
    for values in some(combinations, 500):
        answers = {name: value for name, value in zip(NUTRIENTS, values, strict=True) if value}
        trace = infer(pack, answers)
        facts = {(fact.statement.concept, fact.statement.value): int(fact.strength) for fact in trace.facts}
        assert facts == closure(rules, answers), answers


def test_the_word_low_tells_no_danger(pack: RulePack) -> None:
    """Answers about the nutrients alone are what a run starts from, and nothing besides: only a result on a report,
    below its range, is a sign by itself, and then the urgency says so."""
    for values in some(list(product(("low", "normal", None), repeat=len(NUTRIENTS))), 200):
        answers = {name: value for name, value in zip(NUTRIENTS, values, strict=True) if value}
        assert Given(pack, answers).trace.answers == answers
    for name in MINERALS:
        unit = pack.concept[name].units[0]
        for result, level in ((f"180 {unit} (200-300)", "routine"), (f"250 {unit} (200-300)", "learn")):
            value = judged(pack.concept[name], result).value
            assert Given(pack, {name: value}, measured={name: result}).trace.urgency == level


def test_every_combination_replays_where_three_nutrients_are_low(pack: RulePack, rules: list[Plain]) -> None:
    """E1: each step is sound and the agenda is true, for every three nutrients that are low, with the rest normal; for
    a dozen such threes in a short run."""
    for low in some(list(combinations(NUTRIENTS, 3)), 12):
        answers = {name: "low" if name in low else "normal" for name in NUTRIENTS}
        assert faults(as_json(infer(pack, answers)), rules) == []


def test_the_files_and_the_pack_hold_the_same_rules(pack: RulePack, rules: list[Plain]) -> None:
    """No rule is lost, added or reordered between the files and the pack."""
    assert [rule.id for rule in rules] == [rule.id for rule in pack.rules]


@pytest.mark.parametrize("line", CHAINS.strip().splitlines())
def test_what_the_article_says_follows(pack: RulePack, line: str) -> None:
    """Each link of a chain that the article describes is a rule that fires when only that nutrient is low."""
    name, _, links = line.partition(": ")
    chain = [Statement(*text.split(" is ")) for text in links.split(" > ")]
    trace = infer(pack, {name: "low"})
    for cause, effect in pairwise(chain):
        premises = {premise for firing in trace.concluding.get(effect, ()) for premise in firing.rule.premises}
        assert cause in premises, f"no rule that fired leads from '{cause}' to '{effect}'"


@pytest.mark.parametrize("name", NUTRIENTS)
def test_every_low_nutrient_leads_to_spasms(pack: RulePack, name: str) -> None:
    """The article's subject: each of the eight nutrients, low alone, ends in muscle spasms that are no more than a may
    or an often."""
    fact = infer(pack, {name: "low"}).fact[Statement("muscle-spasm", "present")]
    assert fact.strength < Strength.CERTAIN


@pytest.mark.parametrize("name", NUTRIENTS)
def test_a_normal_nutrient_leads_nowhere(pack: RulePack, name: str) -> None:
    """The article says what a lack does; what is normal fires nothing."""
    assert infer(pack, {name: "normal"}).firings == ()


def test_low_vitamin_d_is_a_may_all_the_way(pack: RulePack) -> None:
    """E16: low vitamin D leads to spasms and tetany by way of low calcium, and nothing after a possible link is more
    than possible."""
    trace = infer(pack, {"vitamin-d": "low"})
    for name in ("muscle-spasm", "tetany"):
        assert trace.fact[Statement(name, "present")].strength == Strength.POSSIBLE
    for firing in trace.firings:
        if any(trace.fact[premise].strength == Strength.POSSIBLE for premise in firing.rule.premises):
            assert firing.strength == Strength.POSSIBLE, firing.rule.id


def test_low_calcium_is_no_matter_of_relaxation(pack: RulePack) -> None:
    """The article's trap: calcium works in relaxation too, but low calcium is said to excite nerves, not to keep
    muscles from relaxing. So with other nutrients normal it never leads there."""
    for others in ({}, {name: "normal" for name in NUTRIENTS if name != "calcium"}):
        reached = present(infer(pack, {**others, "calcium": "low"}))
        assert not reached.keys() & {*RELAXATION, "muscle-cramp"}
        assert not [name for name in reached if name.startswith("healthy-")]


def test_tetany_is_stated_for_low_calcium_only(pack: RulePack) -> None:
    """Tetany does not leak to other nutrients through a shared mechanism: whatever leads to it lowers calcium first,
    and with calcium measured normal it does not come."""
    for name in NUTRIENTS:
        lowers_calcium = name in ("calcium", "vitamin-d", "magnesium")
        assert ("tetany" in present(infer(pack, {name: "low"}))) == lowers_calcium, name
        if name != "calcium":
            assert "tetany" not in present(infer(pack, {name: "low", "calcium": "normal"})), name


def test_the_article_states_tingling_for_b_vitamins_only(pack: RulePack) -> None:
    """By the article's rules tingling does not leak from the B vitamins to other nutrients, low sodium with its poor
    signalling included. Beyond the article, low calcium may be felt so, and nothing else says it."""
    for name in NUTRIENTS:
        trace = infer(pack, {name: "low"})
        says = {one.rule.id for one in trace.firings if one.rule.conclusion == Statement("tingling", "present")}
        assert bool(says - {"low-calcium-and-tingling"}) == (name in B_VITAMINS), name


def test_myelin_is_stated_for_vitamin_b12_only(pack: RulePack) -> None:
    """Of the B vitamins only B12 leads to poor myelin and nerve damage."""
    for name in NUTRIENTS:
        reached = present(infer(pack, {name: "low"}))
        assert {"myelin-formation", "nerve-damage"} & reached.keys() == (
            {"myelin-formation", "nerve-damage"} if name == "vitamin-b12" else set()
        ), name


def test_answers_overrule_the_chain(pack: RulePack) -> None:
    """Low vitamin D with calcium measured normal stops there: the rule is shown as overruled, and no tetany follows."""
    trace = infer(pack, {"vitamin-d": "low", "calcium": "normal"})
    (firing,) = [one for one in trace.firings if one.rule.conclusion == ("calcium", "low")]
    assert firing.effect == "overruled"
    assert "tetany" not in present(trace)


def test_every_citation_resolves(rules: list[Plain]) -> None:
    """E15: each rule cites a source of the pack and, where that source is divided into places, a place that it has."""
    files = sorted(FOLDER.glob("sources*.yaml"))
    sources = {source["id"]: source.get("places") for file in files for source in read_yaml(file)}
    for rule in rules:
        assert rule.citations, rule.id
        for citation in rule.citations:
            source, _, place = citation.partition(" ")
            assert source in sources, rule.id
            assert not sources[source] or place in sources[source], f"{rule.id}: {citation}"


def as_json(trace: Trace) -> Any:
    return json.loads(json.dumps(trace_object(trace, "A case")))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_comes_out_as_its_author_expects(path: Path, pack: RulePack) -> None:
    """What a case file expects was written from the article before the program was run; the run has to agree."""
    case = read_case(str(path), lambda _: pack)
    trace = infer(pack, case.answers, case.supposed)
    assert [one.message for one in unmet(case.expectation, trace)] == []


@pytest.mark.parametrize("path", some(CASES, 40), ids=lambda path: path.stem)
def test_the_trace_of_a_case_replays(path: Path, pack: RulePack, rules: list[Plain]) -> None:
    """E1, E2, E15 on every case, or on forty in a short run: the JSON trace holds under the rules in the files."""
    case = read_case(str(path), lambda _: pack)
    assert faults(as_json(infer(pack, case.answers, case.supposed)), rules) == []


def test_there_are_cases() -> None:
    """The pack is shipped with cases, and they were found."""
    assert CASES


def test_nothing_uncertain_ever_raises_the_urgency(pack: RulePack) -> None:
    """What a rule for an urgency needs is answered, never concluded: so no `may` about a cause sets a level, and a
    danger sign reaches its level in one step."""
    concluded = {rule.conclusion.concept for rule in pack.rules}
    urgent = [rule for rule in pack.rules if rule.conclusion.concept == URGENCY]
    assert len(urgent) > 40
    assert [rule.id for rule in urgent for premise in rule.premises if premise.concept in concluded] == []


def test_a_sign_that_is_told_claims_nothing_about_other_answers(pack: RulePack) -> None:
    """Whatever else was answered, what is printed of such a sign stays true: it never calls anything "not known"."""
    told = {one.id: one.about for one in pack.concepts if one.told_by}
    because = {rule.id: rule.because for rule in pack.rules if rule.premises[0].concept in told}
    assert len(because) > 40
    assert [id for id, text in {**told, **because}.items() if "not known" in text] == []


def test_no_label_leaves_a_comma_open(pack: RulePack) -> None:
    """A label is followed by a verb, "X is present": what is put in between commas has to end before that."""
    dangling = re.compile(r", (such as|of|whatever|perhaps|even|with) [^,]*$")
    assert [one.id for one in pack.concepts if dangling.search(one.label)] == []
    assert [one.id for one in pack.concepts if re.search(r"\b(is|are)$", one.label)] == []


def test_a_sign_holds_nothing_that_what_tells_it_did_not_say(pack: RulePack) -> None:
    """Whoever denied a cramp and has hands that cramp up is not told of a cramp by way of a sign that holds one."""

    def said(statement: Statement) -> set[Statement]:
        held = pack.concept[statement.concept].holds if statement.value == "present" else ()
        return {statement}.union(*map(said, held))

    wrong = [
        (concept.id, [str(part) for part in parts])
        for concept in pack.concepts
        for parts in concept.told_by
        if not {*concept.holds} <= set().union(*map(said, parts))
    ]
    assert wrong == []
