"""Nothing is hard-wired to the first pack: a second one, about another subject, loads, runs, is asked and is explained
by the same program, and no module of it knows a word of either."""

from __future__ import annotations

import json
import os
import re
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from closure import closure, read_yaml, rules_in_files
from replay import faults
from scripted import talk

from triage.answers.case import read_case
from triage.check.expectations import unmet
from triage.engine.given import given_in
from triage.engine.inference import infer
from triage.model import RulePack
from triage.pack.loading import load_pack, packs_folder
from triage.render.json import trace_object
from triage.result.candidates import candidates

ROOT = Path(__file__).resolve().parent.parent
PACKS = sorted(path.parent for path in packs_folder().glob("*/pack.yaml"))
FOLDER = ROOT / "rules" / "muscle-contraction"
CASES = sorted((FOLDER / "cases").glob("*.yaml"))
MODULES = sorted((ROOT / "triage").rglob("*.py"))
INTERVIEW = Path(__file__).parent / "golden" / "muscle_contraction.txt"


@pytest.fixture(scope="module")
def pack() -> RulePack:
    return load_pack(FOLDER)


def words(text: str) -> str:
    """Return the words of `text` in lower case, one blank around each: of code too, where names have underscores."""
    found = re.findall(r"[^\W_]+", text.casefold())
    return f" {' '.join(found)} "


@cache
def names_in_packs() -> frozenset[str]:
    """Return the id, the label and the terms of each concept of each pack, as words. (Not the aliases: they are
    everyday words, which a program may use in their ordinary sense, as a muscle is shaky and so is a conclusion.)"""
    concepts = (concept for folder in PACKS for concept in load_pack(folder).concepts)
    return frozenset(words(name) for one in concepts for name in (one.id, one.label, *one.terms.values()))


def test_both_packs_are_shipped_and_differ() -> None:
    """There are two packs at least, and their folders bear their ids."""
    assert {"muscle-spasms", "muscle-contraction"} <= {folder.name for folder in PACKS}
    packs = [load_pack(folder) for folder in PACKS]
    assert [pack.id for pack in packs] == [folder.name for folder in PACKS]
    assert len({pack.sha256 for pack in packs}) == len(packs)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: "/".join(path.relative_to(ROOT / "triage").parts))
def test_no_module_names_a_concept_of_a_pack(path: Path) -> None:
    """No id, label or term of a concept stands in the code: not in a text, a name, or a comment. The ids of the
    packs themselves are no names of concepts: one of them is the default."""
    text = words(path.read_text("utf-8"))
    for folder in PACKS:
        text = text.replace(words(folder.name), " ")
    assert {name.strip() for name in names_in_packs() if name in text} == set()


def test_the_search_for_names_can_fail() -> None:
    """A name is found in an identifier, in a text and in a comment, and is not found within another word."""
    assert {" calcium ", " muscle spasm ", " filament grip ", " atp "} <= names_in_packs()
    for code in ("def lower_calcium(): ...", "CALCIUM = 1", 'f"is calcium low?"', "x  # as calcium-is-low"):
        assert " calcium " in words(code)
    assert " calcium " not in words("hypercalcium, calciums")


def test_every_combination_of_causes_gives_the_least_fixpoint(pack: RulePack) -> None:
    """For all combinations of values, unanswered ones too, the facts are those that a naive closure finds in the rule
    files, and the trace replays."""
    rules = rules_in_files(FOLDER)
    causes = [concept for concept in pack.concepts if concept.role == "cause"]
    for values in product(*((*cause.values, None) for cause in causes)):
        answers = {cause.id: value for cause, value in zip(causes, values, strict=True) if value}
        trace = infer(pack, answers)
        facts = {(fact.statement.concept, fact.statement.value): int(fact.strength) for fact in trace.facts}
        assert facts == closure(rules, answers), answers
        assert faults(json.loads(json.dumps(trace_object(trace, "A case"))), rules) == [], answers


def test_every_citation_of_the_second_pack_resolves() -> None:
    """Each rule cites a source and a place that it has; one that cites a supplement says so."""
    sources = {source["id"]: source for source in read_yaml(FOLDER / "sources.yaml")}
    for rule in load_pack(FOLDER).rules:
        for citation in rule.source:
            source = sources[citation.source]
            assert source["kind"] == rule.kind, rule.id
            assert not source.get("places") or citation.place in source["places"], rule.id


def test_the_second_pack_sets_no_level_of_urgency(pack: RulePack) -> None:
    """It is a lesson: its sources name no danger signs, so no rule of it leads to an urgency, and none is asked for."""
    assert [rule.id for rule in pack.rules if rule.conclusion.concept == "urgency"] == []
    assert [concept.id for concept in pack.concepts if concept.role in ("danger", "scope")] == []


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_comes_out_as_its_source_says(path: Path, pack: RulePack) -> None:
    """What each case expects was written from the source before the program was run."""
    case = read_case(str(path), lambda _: pack)
    trace = given_in(case).trace
    assert [one.message for one in unmet(case.expectation, trace)] == []


def test_there_are_cases() -> None:
    """The second pack is shipped with cases, and they were found."""
    assert len(CASES) >= 6


def test_an_interview_with_the_second_pack_reads_as_it_did(pack: RulePack) -> None:
    """A whole lesson, from a muscle that stays tight to what would explain it, line by line as somebody last read it
    for truth."""
    golden = INTERVIEW.read_text("utf-8")
    typed = [line[2:] for line in golden.splitlines() if line.startswith("> ")]
    code, script = talk(pack, *typed)
    transcript = re.sub(r"\(sha256 [0-9a-f]{12}\)", "(sha256 ...)", script.transcript)
    if os.environ.get("TRIAGE_GOLDEN") == "write":
        INTERVIEW.write_text(transcript, "utf-8")
    assert code == 0
    assert transcript == INTERVIEW.read_text("utf-8")


def test_nothing_is_explained_by_way_of_what_was_denied(pack: RulePack) -> None:
    """A muscle that has no ATP left is not explained to contract by a nerve signal, whose chain needs ATP."""
    answers = {"junction": "working", "energy-supply": "sufficient", "atp": "lacking", "contraction": "present"}
    found = {each.statement.concept: each for each in candidates(infer(pack, answers))}
    assert found["nerve-signal"].explained == ()
    charged = {each.statement.concept: each for each in candidates(infer(pack, {**answers, "atp": "unknown"}))}
    assert charged["nerve-signal"].explained
