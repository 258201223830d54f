"""`triage concepts`: what somebody looks up who writes a case file, and does not know what the pack calls it."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest
from shipped import shipped

from triage.answers.case_line import read_line
from triage.cli import run
from triage.model import PRESENT
from triage.names.looked_up import having


def test_every_concept_is_listed_once(capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever a case file may name can be looked up, in the list and in the record."""
    assert run(["concepts"]) == 0
    lines = capsys.readouterr().out.splitlines()
    shown = [line.strip().partition(":")[0] for line in lines if line.startswith("  ") and not line.startswith("   ")]
    assert sorted(shown) == sorted(shipped().concept)
    assert run(["concepts", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)["concepts"]
    assert [one["id"] for one in listed] == [concept.id for concept in shipped().concepts]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("charley",), ["muscle-cramp"]),
        (("Charley-Horse",), ["muscle-cramp"]),  # as it may be written in a case file
        (("thiamin",), ["vitamin-b1"]),  # the beginning of a word
        (("pins", "needles", "calf"), []),  # not in one name
        (("gluten",), []),
    ],
)
def test_words_find_the_concepts_that_have_them_in_one_name(words: tuple[str, ...], found: list[str]) -> None:
    """Nobody has to know whether it is an id, a label or another name, nor to write the whole word."""
    assert [one.id for one in having(shipped(), words)][: len(found) or None] == found


def test_each_name_that_is_shown_is_read_as_that_concept(capsys: pytest.CaptureFixture[str]) -> None:
    """What is looked up can be copied into a case file."""
    assert run(["concepts", "calf", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)["concepts"]
    assert len(listed) > 5
    for one in listed:
        for name in (one["id"], one["label"], *one["aliases"], *one["narrower"]):
            assert read_line(shipped(), name, PRESENT).concept == one["id"], name


def test_what_a_case_file_would_be_taken_for_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    """A line out of a report, with how long and how bad it is, stands in no name and is understood all the same."""
    assert not having(shipped(), ["numb", "hands", "for", "3", "weeks"])
    assert run(["concepts", "numb", "hands", "for", "3", "weeks"]) == 0
    assert "  numb-hands-or-feet: " in capsys.readouterr().out


@pytest.mark.parametrize(("typed", "meant"), [("chavley horse", "; did you mean 'charley horse'?\n"), ("gluten", "\n")])
def test_what_no_name_has_is_told_with_what_may_be_meant(
    typed: str, meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["concepts", typed]) == 2
    told = capsys.readouterr()
    assert not told.out
    assert told.err == f"triage: no concept of muscle-spasms has '{typed}' in a name{meant}"


def test_the_hint_of_a_name_that_nobody_knows_is_a_command_that_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever is told where to look can look there."""
    case = tmp_path / "mine.yaml"
    case.write_text("pack: muscle-spasms\nanswers:\n  gluten: present\n", "utf-8")
    assert run(["explain", str(case)]) == 3
    hint = capsys.readouterr().err.split("'")
    (line,) = (words for words in hint if words.startswith("triage "))
    assert run(shlex.split(line)[1:]) == 0
    assert "muscle-cramp: " in capsys.readouterr().out
