"""Candidates (design 2.3): which causes would explain what was reported, in which order, and what is said for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from closure import closure, plain_rules
from effort import examples
from hypothesis import given
from random_packs import Situation, concept, pack_of, random_situation, said, situations, written

from triage.engine.inference import infer
from triage.explain.supports import supports
from triage.model import UNKNOWN, RulePack, Statement, Strength
from triage.pack.loading import load_pack, packs_folder
from triage.result.candidates import Candidate, Explained, candidates
from triage.trace import Trace

LOW = ("low", "normal")
PACK = pack_of(
    [
        concept("zinc", "cause", LOW),
        concept("iron", "cause", LOW),
        concept("copper", "cause", LOW),
        concept("tired", "mechanism"),
        concept("weak"),
        concept("pale"),
        concept("sore"),
    ],
    written(
        {
            "zinc-weak": "possible: zinc is low -> weak is present",
            "zinc-sore": "likely: zinc is low -> sore is present",
            "copper-iron": "possible: copper is low -> iron is low",
            "iron-tired": "likely: iron is low -> tired is present",
            "tired-weak": "certain: tired is present -> weak is present",
            "iron-pale": "possible: iron is low -> pale is present",
        }
    ),
)


def found(pack: RulePack, answers: Mapping[str, str], supposed: Mapping[str, str] | None = None) -> list[Candidate]:
    return list(candidates(infer(pack, answers, supposed or {})))


def order(answers: Mapping[str, str]) -> list[str]:
    return [candidate.statement.concept for candidate in found(PACK, answers)]


def rules(chain: Explained) -> list[str]:
    return [firing.rule.id for firing in chain.chain]


def one(pack: RulePack, answers: Mapping[str, str], name: str) -> Candidate:
    return next(candidate for candidate in found(pack, answers) if candidate.statement.concept == name)


def test_every_cause_is_weighed_for_and_against() -> None:
    """For: the rules that point to the cause, and each reported finding with its chain. Against: what was denied though
    the cause would likely bring it. Open: what was not answered."""
    copper, iron, zinc = found(PACK, {"copper": "low", "weak": "present", "pale": "present", "sore": "absent"})

    assert (str(copper.statement), copper.evidence) == ("copper is low", Strength.CERTAIN)
    assert [(str(each.finding), each.strength.word, rules(each)) for each in copper.explained] == [
        ("weak is present", "possible", ["copper-iron", "iron-tired", "tired-weak"]),
        ("pale is present", "possible", ["copper-iron", "iron-pale"]),
    ]
    assert copper.chain == ("copper-iron", "iron-tired", "tired-weak", "iron-pale")
    assert (copper.pointers, copper.against, copper.open) == ((), (), ())

    assert (str(iron.statement), iron.evidence) == ("iron is low", Strength.POSSIBLE)
    assert [firing.rule.id for firing in iron.pointers] == ["copper-iron"]
    assert [(str(each.finding), each.strength.word, rules(each)) for each in iron.explained] == [
        ("weak is present", "likely", ["iron-tired", "tired-weak"]),
        ("pale is present", "possible", ["iron-pale"]),
    ]
    assert (iron.against, iron.open) == ((), ("iron",))

    assert (str(zinc.statement), zinc.evidence) == ("zinc is low", None)
    assert [(str(each.finding), rules(each)) for each in zinc.explained] == [("weak is present", ["zinc-weak"])]
    assert zinc.denied == (Statement("sore", "absent"),)
    assert (zinc.contradiction, zinc.open) == (None, ("zinc",))


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, ["zinc", "iron", "copper"]),  # nothing to tell them apart: the order of the pack
        ({"copper": "low"}, ["copper", "iron", "zinc"]),  # evidence: certain, possible, none
        ({"pale": "present"}, ["iron", "copper", "zinc"]),  # findings explained, then the order of the pack
        ({"zinc": "low", "pale": "present", "weak": "present"}, ["zinc", "iron", "copper"]),  # evidence before findings
        ({"weak": "present", "sore": "absent"}, ["iron", "copper", "zinc"]),  # zinc has something against it
        ({"zinc": "normal"}, ["iron", "copper", "zinc"]),  # an answer that contradicts the cause counts against it
        (
            {"iron": "normal", "pale": "present", "weak": "present"},
            ["iron", "zinc", "copper"],
        ),  # findings before against
    ],
)
def test_rank(answers: dict[str, str], expected: list[str]) -> None:
    """Rank: evidence for the cause itself, then reported findings explained, then less against it, then pack order."""
    assert order(answers) == expected


def test_an_answer_with_another_value_contradicts_a_cause() -> None:
    """A cause that was measured normal is contradicted and has no evidence, though a rule points to it."""
    iron = one(PACK, {"copper": "low", "iron": "normal", "pale": "present"}, "iron")
    assert iron.contradiction == said("iron is normal")
    assert iron.against == (said("iron is normal"),)
    assert (iron.evidence, iron.pointers, iron.open) == (None, (), ("weak",))
    assert [rules(each) for each in iron.explained] == [["iron-pale"]]
    copper = one(PACK, {"copper": "low", "iron": "normal", "pale": "present"}, "copper")
    assert copper.explained == ()  # its way to the finding leads through the iron that was measured normal


def test_unknown_is_open_and_neither_for_nor_against() -> None:
    """What was answered unknown counts as open, like what was not asked; only a plain no counts against."""
    iron = one(PACK, {"iron": "unknown", "weak": "unknown", "sore": "absent"}, "iron")
    assert (iron.explained, iron.against, iron.open) == ((), (), ("iron", "weak", "pale"))


def test_a_denied_finding_that_is_only_possible_is_not_against() -> None:
    """Only findings that the cause would likely bring speak against it when they are denied."""
    assert one(PACK, {"pale": "absent"}, "iron").against == ()
    assert one(PACK, {"weak": "absent"}, "iron").against == (said("weak is absent"),)
    assert one(PACK, {"weak": "absent"}, "copper").against == ()  # possible by way of copper


def test_a_supposition_is_no_evidence() -> None:
    """Evidence comes from answers alone: what is supposed, or follows only from that, does not count."""
    supposed = {each.statement.concept: each.evidence for each in found(PACK, {"weak": "present"}, {"copper": "low"})}
    assert supposed == {"zinc": None, "iron": None, "copper": None}


def test_supposing_a_cause_does_not_take_away_its_evidence() -> None:
    """Evidence is what the answers alone give the cause, also when that very cause is supposed."""
    (iron,) = [each for each in found(PACK, {"copper": "low"}, {"iron": "low"}) if each.statement.concept == "iron"]
    assert iron.evidence == Strength.POSSIBLE


def test_a_cause_that_leads_to_urgency_can_be_weighed() -> None:
    """An urgency level on the way from a cause is no finding, and no obstacle."""
    pack = pack_of([concept("iron", "cause", LOW)], written({"alarm": "certain: iron is low -> urgency is same-day"}))
    assert [(each.explained, each.open) for each in found(pack, {})] == [((), ("iron",))]


def test_the_strength_of_a_chain_is_its_own() -> None:
    """E16: how strongly a cause explains a finding does not depend on another cause that explains it better."""
    answers = {"iron": "low", "weak": "present"}
    zinc = one(PACK, answers, "zinc")
    assert [(rules(each), each.strength) for each in zinc.explained] == [(["zinc-weak"], Strength.POSSIBLE)]


@pytest.mark.parametrize("circumstance", ["risk", "scope", "danger"])
def test_a_circumstance_lends_no_other_cause_its_chain(circumstance: str) -> None:
    """A risk, a danger sign or what the pack does not cover may point to another cause; what that one brings only
    together with this one, this one does not explain."""
    pack = pack_of(
        [
            concept("zinc", "cause", LOW),
            concept("iron", "cause", LOW),
            concept("diet", circumstance),
            concept("tired", "mechanism"),
            concept("weak"),
        ],
        written(
            {
                "diet-iron": "possible: diet is present -> iron is low",
                "zinc-tired": "likely: zinc is low -> tired is present",
                "iron-tired": "likely: iron is low -> tired is present",
                "tired-weak": "likely: tired is present, iron is low -> weak is present",
            }
        ),
    )
    answers = {"diet": "present", "weak": "present"}
    assert one(pack, answers, "zinc").explained == ()
    assert [rules(each) for each in one(pack, answers, "iron").explained] == [["iron-tired", "tired-weak"]]


def test_a_chain_begins_at_its_cause_though_a_step_of_it_was_answered() -> None:
    """E3: what a mechanism that was answered brings by itself, no cause explains. What a cause brings by way of it is
    explained from the cause on."""
    pack = pack_of(
        [concept("zinc", "cause", LOW), concept("iron", "cause", LOW), concept("tired", "mechanism"), concept("weak")],
        written(
            {
                "zinc-tired": "possible: zinc is low -> tired is present",
                "tired-weak": "likely: tired is present -> weak is present",
                "iron-weak": "possible: iron is low, tired is present -> weak is present",
            }
        ),
    )
    answers = {"tired": "present", "weak": "present"}
    assert [(rules(each), each.strength) for each in one(pack, answers, "zinc").explained] == [
        (["zinc-tired", "tired-weak"], Strength.POSSIBLE)
    ]
    assert one(pack, answers, "iron").explained == ()


def test_a_chain_does_not_go_through_what_was_denied() -> None:
    """E3, E7: somebody who has no spasm cannot have its pain from one. The denied finding counts against the cause that
    predicts it, and no chain goes on from there; another way to the pain still explains it."""
    pack = pack_of(
        [concept("zinc", "cause", LOW), concept("spasm"), concept("pain"), concept("cramp")],
        written(
            {
                "zinc-spasm": "likely: zinc is low -> spasm is present",
                "spasm-pain": "likely: spasm is present -> pain is present",
                "zinc-cramp": "possible: zinc is low -> cramp is present",
                "cramp-pain": "likely: cramp is present -> pain is present",
            }
        ),
    )
    for spasm, chains in (("unknown", ["zinc-spasm", "spasm-pain"]), ("absent", ["zinc-cramp", "cramp-pain"])):
        zinc = one(pack, {"spasm": spasm, "pain": "present"}, "zinc")
        assert [rules(each) for each in zinc.explained] == [chains]
        assert zinc.against == ((Statement("spasm", "absent"),) if spasm == "absent" else ())
    assert one(pack, {"spasm": "absent", "cramp": "absent", "pain": "present"}, "zinc").explained == ()


@pytest.mark.parametrize("denied", ["mechanism", "risk", "scope", "danger", "cause"])
def test_a_chain_goes_through_no_statement_that_was_denied(denied: str) -> None:
    """E7: what the answer to a step overrules in the run itself explains nothing, whatever kind of concept the step is,
    and whether or not the answer goes along where the cause is supposed."""
    pack = pack_of(
        [concept("zinc", "cause", LOW), concept("charge", denied, LOW), concept("weak")],
        written(
            {
                "zinc-charge": "certain: zinc is low -> charge is normal",
                "charge-weak": "certain: charge is normal -> weak is present",
            }
        ),
    )
    assert [rules(each) for each in one(pack, {"weak": "present"}, "zinc").explained] == [
        ["zinc-charge", "charge-weak"]
    ]
    assert one(pack, {"charge": "low", "weak": "present"}, "zinc").explained == ()
    assert one(pack, {"charge": "low", "weak": "absent"}, "zinc").against == ()


def test_a_chain_does_not_use_what_an_answer_overrules_beside_it() -> None:
    """E7: what zinc brings only together with the charge it does not explain where that was denied, though the supply
    would give the charge, and though what was said of the charge is left out, since iron alone leads to it."""
    pack = pack_of(
        [
            concept("zinc", "cause", LOW),
            concept("iron", "cause", LOW),
            concept("supply", "mechanism"),
            concept("charge", "mechanism"),
            concept("weak"),
        ],
        written(
            {
                "supply-charge": "certain: supply is present -> charge is present",
                "iron-charge": "certain: iron is low -> charge is absent",
                "zinc-weak": "certain: zinc is low, charge is present -> weak is present",
            }
        ),
    )
    answers = {"supply": "present", "weak": "present"}
    assert [rules(each) for each in one(pack, answers, "zinc").explained] == [["supply-charge", "zinc-weak"]]
    assert one(pack, {**answers, "charge": "absent"}, "zinc").explained == ()


def test_a_chain_is_listed_from_the_cause_on_where_a_mechanism_in_it_was_answered() -> None:
    """What stays in the run, because causes lead to several values of it, does not stand for the steps before it."""
    pack = pack_of(
        [concept("zinc", "cause", LOW), concept("iron", "cause", LOW), concept("pump"), concept("weak")],
        written(
            {
                "zinc-pump": "possible: zinc is low -> pump is present",
                "iron-pump": "possible: iron is low -> pump is absent",
                "pump-weak": "likely: pump is present -> weak is present",
            }
        ),
    )
    pump = pack.concept["pump"].model_copy(update={"role": "mechanism"})
    pack = replace(pack, concepts=tuple(pump if each.id == "pump" else each for each in pack.concepts))
    zinc = one(pack, {"pump": "present", "weak": "present"}, "zinc")
    assert [(rules(each), each.strength) for each in zinc.explained] == [
        (["zinc-pump", "pump-weak"], Strength.POSSIBLE)
    ]


def circumstances_and_findings(pack: RulePack, seed: int) -> dict[str, str]:
    """Return answers to some circumstances and findings of the pack, and to some causes, which deny these."""
    draw = Random(seed)
    causes = [
        (one.id, [value for value in one.values if value != one.candidate]) for one in pack.concepts if one.candidate
    ]
    denied = {name: draw.choice(values) for name, values in draw.sample(causes, draw.randint(0, 3))}
    around = [one for one in pack.concepts if one.role in ("risk", "scope", "danger", "mechanism")]
    noticed = [one for one in pack.concepts if one.role == "finding"]
    asked = draw.sample(around, draw.randint(1, 5)) + draw.sample(noticed, draw.randint(1, min(12, len(noticed))))
    return denied | {one.id: draw.choices(one.values, [5, *([1] * (len(one.values) - 1))])[0] for one in asked}


@pytest.mark.parametrize("name", ["muscle-spasms", "muscle-contraction"])
@pytest.mark.parametrize("block", [range(start, start + 20) for start in range(0, examples(40), 20)], ids=str)
def test_a_finding_that_is_explained_rests_on_the_cause(block: range, name: str) -> None:
    """E5, of the packs that come: a cause that explains a finding belongs to one of its minimal supports, among that
    cause and all circumstances that were answered. No cause that adds nothing explains anything."""
    pack, count = load_pack(packs_folder() / name), 0
    for seed in block:
        answers = circumstances_and_findings(pack, seed)
        around = {name: value for name, value in answers.items() if pack.concept[name].role != "finding"}
        for each in candidates(infer(pack, answers)):
            cause = each.statement
            others = {name: value for name, value in around.items() if name != cause.concept}
            supposing = infer(pack, others, {cause.concept: cause.value})
            for explained in each.explained:
                count += 1
                found_ = supports(supposing, explained.finding)
                assert any(cause in support.given for support in (*found_.whole, *found_.weaker)), (seed, cause)
    assert count


def test_a_denied_finding_is_held_only_against_what_would_bring_it() -> None:
    """A denied finding that another answered cause strongly predicts does not speak against this one."""
    assert one(PACK, {"iron": "low", "weak": "absent"}, "zinc").against == ()


def test_a_chain_is_not_a_circle() -> None:
    """E1, E3: where a premise holds without the cause already, the chain does not go round through its own end."""
    pack = pack_of(
        [concept("iron", "cause", LOW), concept("diet", "mechanism"), concept("tired", "mechanism"), concept("weak")],
        written(
            {
                "diet-tired": "certain: diet is present -> tired is present",
                "iron-weak": "certain: iron is low, tired is present -> weak is present",
                "weak-tired": "likely: weak is present -> tired is present",
            }
        ),
    )
    iron = one(pack, {"diet": "present", "weak": "present"}, "iron")
    assert "weak-tired" not in iron.chain
    assert "iron-weak" in iron.chain


def test_a_chain_leaves_no_step_out() -> None:
    """E1: where the cause works only together with something that follows from an answer, that step is shown too."""
    pack = pack_of(
        [concept("iron", "cause", LOW), concept("diet", "mechanism"), concept("tired", "mechanism"), concept("weak")],
        written(
            {
                "diet-tired": "certain: diet is present -> tired is present",
                "iron-weak": "certain: iron is low, tired is present -> weak is present",
            }
        ),
    )
    iron = one(pack, {"diet": "present", "weak": "present"}, "iron")
    assert sorted(iron.chain) == ["diet-tired", "iron-weak"]


Known = set[Statement]


def unsound(candidate: Candidate, background: Known) -> list[str]:
    """Return the steps of a candidate's chains that do not follow from the cause, `background` and earlier steps."""
    wrong = []
    for explained in candidate.explained:
        known = background | {candidate.statement}
        for firing in explained.chain:
            if any(premise not in known for premise in firing.rule.premises):
                wrong.append(f"{firing.rule.id} of {rules(explained)}")
            known = known | {firing.rule.conclusion}
        last = explained.chain[-1].rule
        if not any(candidate.statement in firing.rule.premises for firing in explained.chain):
            wrong.append(f"{rules(explained)} does not start from {candidate.statement}")
        if last.conclusion != explained.finding:
            wrong.append(f"{last.id} does not end in {explained.finding}")
    return wrong


def answered(trace: Trace, cause: Statement) -> dict[str, str]:
    """Return the answers that go along where a cause is supposed: none about findings, circumstances or that cause."""
    roles = {each.id: each.role for each in trace.pack.concepts}
    left_out = {name for name, role in roles.items() if role in ("finding", "risk", "scope")} | {cause.concept}
    return {name: value for name, value in trace.answers.items() if name not in left_out}


def without_suppositions(seed: int) -> Trace:
    """Return a run over a random pack of thirty rules, dense enough for chains that meet and cross."""
    situation = random_situation(seed)
    return infer(situation.pack, situation.answers)


@pytest.mark.parametrize("block", [range(start, start + 50) for start in range(0, examples(100), 50)], ids=str)
def test_a_chain_leads_from_the_cause_to_the_finding(block: range) -> None:
    """Each chain starts from the cause, ends in the finding, and each premise in it is the cause, an earlier step's
    conclusion, or something that holds without the cause."""
    for seed in block:
        trace = without_suppositions(seed)
        for candidate in candidates(trace):
            given = answered(trace, candidate.statement)
            without = {Statement(*statement) for statement in closure(plain_rules(trace.pack), given)}
            assert unsound(candidate, without) == [], seed


@pytest.mark.parametrize("block", [range(start, start + 50) for start in range(0, examples(100), 50)], ids=str)
def test_a_chain_is_sound_by_itself(block: range) -> None:
    """E1: each premise in a chain is the cause, an answer, or an earlier step's conclusion: nothing is left out."""
    for seed in block:
        trace = without_suppositions(seed)
        for candidate in candidates(trace):
            given = answered(trace, candidate.statement)
            answers = {Statement(name, value) for name, value in given.items() if value != UNKNOWN}
            assert unsound(candidate, answers) == [], seed


@pytest.mark.parametrize("block", [range(start, start + 50) for start in range(0, examples(100), 50)], ids=str)
def test_what_is_said_of_a_candidate_agrees_with_the_answers(block: range) -> None:
    """Evidence is the strength that the answers alone give the cause; explained findings were reported, denied ones
    were answered otherwise, open ones were not answered or unknown; no chain claims more than its weakest rule. The
    packs are dense, since in a small one few causes explain anything."""
    seen: set[str] = set()
    for seed in block:
        trace = infer(*random_situation(seed))
        alone = closure(plain_rules(trace.pack), trace.answers)
        for candidate in candidates(trace):
            answer = trace.answers.get(candidate.statement.concept, UNKNOWN)
            assert (candidate.contradiction is not None) == (answer not in (UNKNOWN, candidate.statement.value))
            assert (candidate.evidence or 0) == alone.get(tuple(candidate.statement), 0)
            for explained in candidate.explained:
                assert trace.answers[explained.finding.concept] == explained.finding.value
                assert explained.strength <= min(firing.rule.strength for firing in explained.chain)
            for denied in candidate.denied:
                assert trace.answers[denied.concept] == denied.value != UNKNOWN
            for name in candidate.open:
                assert trace.answers.get(name, UNKNOWN) == UNKNOWN
            seen |= {name for name in ("explained", "denied", "open") if getattr(candidate, name)}
    assert seen == {"explained", "denied", "open"}


@given(situations())
def test_every_cause_is_a_candidate_once_and_in_rank_order(situation: Situation) -> None:
    """Every cause of the pack is listed once; no candidate stands before one that ranks higher; and the order of the
    answers changes nothing."""
    pack, answers, supposed = situation
    listed = found(pack, answers, supposed)
    causes = [Statement(each.id, each.candidate) for each in pack.concepts if each.candidate]
    assert sorted(each.statement for each in listed) == sorted(causes)
    ranks = [
        (-(each.evidence or 0), -len(each.explained), len(each.against), causes.index(each.statement))
        for each in listed
    ]
    assert ranks == sorted(ranks)
    shuffled = dict(Random(1).sample(list(answers.items()), len(answers)))
    assert found(pack, shuffled, supposed) == listed


def test_a_chain_of_a_thousand_rules_is_followed() -> None:
    """However long the way from a cause to a finding, it is listed whole, in its order."""
    links = [f"link-{number}" for number in range(1200)]
    texts = [f"possible: {one} is present -> {next_} is present" for one, next_ in pairwise(links)]
    rules = {"first": "possible: iron is low -> link-0 is present", **{f"r{n}": text for n, text in enumerate(texts)}}
    rules["last"] = f"possible: {links[-1]} is present -> weak is present"
    concepts = [concept("iron", "cause", LOW), *(concept(link, "mechanism") for link in links), concept("weak")]
    (iron,) = found(pack_of(concepts, written(rules)), {"weak": "present"})
    assert [firing.rule.id for firing in iron.explained[0].chain] == list(rules)
