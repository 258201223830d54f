"""A quiz never has a wrong key, its wrong choices are wrong, and a class gets the same one from the same seed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import lru_cache
from itertools import product
from pathlib import Path

import pytest
from closure import closure, rules_in_files
from effort import ONCE, examples
from hostile_pack import hostile_pack
from scripted import INTERRUPT, Script
from shipped import shipped_pack

from triage import phrases
from triage.answers.told import with_told
from triage.cli import run
from triage.conversation.quiz import ask
from triage.engine.inference import infer
from triage.lesson.quiz import Item, quiz
from triage.model import Concept, RulePack, Statement, Strength
from triage.names.known import names_of
from triage.pack.loading import load_pack
from triage.render.quiz_page import render_quiz

pytestmark = ONCE

FOLDERS = [shipped_pack("muscle-spasms"), shipped_pack("muscle-contraction")]
PACKS = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
VAGUE = "change|changed|down|feeling|long|loss|near|need|poor|such|than|trouble|unusual"
SMALL = "from|likely|more|that|their|this|when|with"
WORDS = re.compile(rf"\b(?!(?:{VAGUE}|{SMALL})\b)[a-z]{{4,}}").findall
KINDS = {"complete the chain", "find the missing premise", "predict the conclusion", "what would change"}
PACK = load_pack(FOLDERS[1])
ITEMS = quiz(PACK, 1, 4)


def meant(pack: RulePack, text: str) -> Statement:
    """Return the statement that a choice says, however sure it is."""
    for concept in pack.concepts:
        for value in concept.values:
            statement = Statement(concept.id, value)
            if text in (phrases.said(pack, statement, strength) for strength in Strength):
                return statement
    raise AssertionError(text)


rules = lru_cache(rules_in_files)


def true(folder: Path, pack: RulePack, answers: dict[str, str]) -> set[Statement]:
    """Return what holds with these answers and what they tell, as the naive closure over the files has it."""
    return {Statement(*one) for one in closure(rules(folder), with_told(pack, answers))}


@PACKS
@pytest.mark.parametrize("seed", range(examples(8)))
def test_the_key_is_right_and_every_other_choice_is_wrong(folder: Path, seed: int) -> None:
    """By the closure in the tests, which shares no code with the engine. What an answer tells besides counts too:
    whoever cannot keep anything down has said that there is vomiting."""
    pack = load_pack(folder)
    for item in quiz(pack, seed, 10):
        said = [meant(pack, choice.text) for choice in item.choices]
        assert len(set(said)) == len(said) >= 3
        assert sum(choice.right for choice in item.choices) == 1
        for statement, choice in zip(said, item.choices, strict=True):
            assert is_right(folder, pack, item, statement) == choice.right, (item, choice)


def is_right(folder: Path, pack: RulePack, item: Item, statement: Statement) -> bool:
    answers = dict(item.answers)
    if item.kind in ("complete the chain", "predict the conclusion"):
        return statement in true(folder, pack, answers)
    if item.kind == "find the missing premise":
        goal = meant(pack, item.text.split("for '")[1].split("' to follow")[0])
        return goal in true(folder, pack, {**answers, statement.concept: statement.value})
    goal = meant(pack, item.text.split(". '")[-1].split("' follows")[0])
    without = {name: value for name, value in answers.items() if name != statement.concept}
    assert goal in true(folder, pack, answers)
    return goal not in true(folder, pack, without)


@PACKS
@pytest.mark.parametrize("seed", range(examples(8)))
def test_no_choice_is_called_wrong_that_says_in_other_words_what_follows(folder: Path, seed: int) -> None:
    """Where tingling of fingers and toes follows, numbness in hands and feet is no wrong choice: of two things of one
    role no word that tells something stands both in the label of one and among the names of the other."""
    pack = load_pack(folder)
    for item in quiz(pack, seed, 30):
        wrong = [pack.concept[meant(pack, choice.text).concept] for choice in item.choices if not choice.right]
        right = {meant(pack, item.choices[item.key - 1].text).concept}
        if item.kind in ("complete the chain", "predict the conclusion"):
            right |= {one.concept for one in true(folder, pack, dict(item.answers))}
        for one, other in product(wrong, (pack.concept[name] for name in right if name in pack.concept)):
            assert one.role != other.role or not _shared(one, other) | _shared(other, one), (item.text, one, other)


def _shared(one: Concept, other: Concept) -> set[str]:
    return {*WORDS(one.label.casefold())} & {*WORDS(" ".join(names_of(other)).casefold())}


@PACKS
def test_a_quiz_has_all_kinds_and_no_question_twice(folder: Path) -> None:
    """As many as were asked for, where the pack has so many."""
    items = quiz(load_pack(folder), 7, 8)
    assert len(items) == 8
    assert {item.kind for item in items} == KINDS
    assert len({item.text for item in items}) == 8
    assert all(item.text[0].isupper() for item in items)


def test_the_same_seed_gives_the_same_quiz_in_another_process() -> None:
    """Whatever the hash seed; and another seed another quiz."""
    code = (
        "from triage.pack.loading import load_pack, shipped_packs; from triage.lesson.quiz import quiz;"
        "print(quiz(load_pack(shipped_packs()['muscle-spasms']), 3, 6))"
    )
    shown = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(shown) == 1
    assert quiz(PACK, 1, 4) != quiz(PACK, 2, 4)


def test_every_wrong_choice_is_answered_with_the_true_explanation() -> None:
    """It names the key and the reason of the rule, with its source."""
    for item in ITEMS:
        key = item.choices[item.key - 1]
        for choice in item.choices:
            assert item.source in choice.because
            assert choice.right or (key.text in choice.because and key.because in choice.because)


def test_nothing_is_said_more_surely_than_it_is() -> None:
    """What only may follow is asked for with `may`: a choice is as sure as the run of its case makes the key."""
    for folder in FOLDERS:
        pack = load_pack(folder)
        for item in quiz(pack, 5, 8):
            if item.kind == "predict the conclusion":
                key = item.choices[item.key - 1].text
                statement = meant(pack, key)
                assert key == phrases.said(pack, statement, infer(pack, item.answers).fact[statement].strength)


@PACKS
def test_a_chain_and_a_conclusion_claim_what_their_own_rules_carry(folder: Path) -> None:
    """An item is as sure as the rules that its explanation names: what is surer by others is not asked. Each reason has
    its own source behind it."""
    pack = load_pack(folder)
    told = {f"{rule.because} [{phrases.sourced(rule)}]": rule for rule in pack.rules}
    for item in (item for seed in range(examples(6)) for item in quiz(pack, seed, 8)):
        key = item.choices[item.key - 1]
        used = [rule for text, rule in told.items() if text in key.because]
        assert used
        weakest = min(rule.strength for rule in used)
        if item.kind == "complete the chain":
            goal = item.text.split(" -> ? -> ")[1].split(". What stands")[0]
            assert len(used) == 2
            assert goal == phrases.said(pack, meant(pack, goal), weakest)
        elif item.kind == "predict the conclusion":
            assert key.text == phrases.said(pack, meant(pack, key.text), weakest)


def asked(*typed: object) -> Script:
    script = Script(*typed)  # type: ignore[arg-type]
    ask(ITEMS, script, ["Quiz"])
    return script


def test_a_quiz_is_answered_by_numbers() -> None:
    """Right and wrong are told with the reason; nonsense is not an answer; the end counts."""
    keys = [str(item.key) for item in ITEMS]
    wrong = str(ITEMS[1].key % len(ITEMS[1].choices) + 1)
    script = asked(keys[0], "nonsense", wrong, "skip", keys[3])
    assert "Right." in script.after(1)
    assert "Type a number from 1 to" in script.after(2)
    assert "Not by these rules." in script.after(3)
    assert "2 of 4 answers right." in script.after(5)


def test_a_quiz_ends_when_it_is_left() -> None:
    """By a word, by the end of the input, or by an interrupt: exit code 130."""
    assert "No question was answered." in asked("quit").after(1)
    assert "No question was answered." in asked().transcript
    assert ask(ITEMS, Script(INTERRUPT), ["Quiz"]) == 130


def test_the_page_needs_no_script_and_shows_hostile_names_as_text(tmp_path: Path) -> None:
    """Every choice opens by itself; names that are markup stay text."""
    page = render_quiz(ITEMS, PACK.title, "p", 1)
    assert page.count("<details>") == sum(len(item.choices) for item in ITEMS)
    assert "<script" not in page
    hostile = hostile_pack(tmp_path / "pack")
    items = [item for seed in range(3) for item in quiz(hostile, seed, 4)]
    assert "<script" not in render_quiz(items, hostile.title, "p", 1)


def test_the_command_asks_or_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--html` writes the page; too many questions are refused as wrong usage."""
    page = tmp_path / "q.html"
    assert run(["quiz", "muscle-contraction", "--html", str(page), "--seed", "4"]) == 0
    assert "Seed 4" in page.read_text("utf-8")
    assert run(["quiz", "--questions", "0"]) == 2
    assert capsys.readouterr().err


def test_a_pack_that_yields_no_question_is_told_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first pack of an author may be too small: neither an empty quiz nor an empty page says nothing of it."""
    folder = tmp_path / "garden"
    assert run(["check", "--new", str(folder)]) == 0
    page = tmp_path / "quiz.html"
    for more in (["--plain"], ["--html", str(page)]):
        capsys.readouterr()
        assert run(["quiz", str(folder), *more]) == 2
        assert "yield no question of a quiz" in capsys.readouterr().err
    assert not page.exists()
