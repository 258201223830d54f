"""What a case reports in words for which the pack has no name: kept, shown, and looked at by no rule."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path

import pytest
from case_files import read
from shipped import shipped

from triage.answers.case_text import case_text
from triage.cli import run
from triage.engine.given import given_in
from triage.errors import CaseError
from triage.interview.beginning import begin
from triage.lesson.lesson import lesson

CRAMP = "pack: muscle-spasms\nperson: real\nanswers:\n  muscle cramp: present\n"
ALSO = 'also: [asthma, "itching: at night", <i>gout</i>]\n'
SAID = "nothing here looked at it, and it may matter: asthma; itching: at night; <i>gout</i>."


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
@pytest.mark.parametrize("detail", ["brief", "full"])
def test_it_is_told_beside_the_urgency_and_among_what_was_given(
    format: str, detail: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is lost, and nobody takes it for looked at; whatever it holds shows as the text it is."""
    file = tmp_path / "case.yaml"
    file.write_text(CRAMP + ALSO, "utf-8")
    assert run(["explain", str(file), "--format", format, "--detail", detail]) == 0
    printed = " ".join(unescape(capsys.readouterr().out).replace("\\", "").split())
    assert SAID in printed
    assert printed.count("this pack has no name for it") == 3


def test_the_record_of_a_run_holds_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For other programs, under a key of its own."""
    file = tmp_path / "case.yaml"
    file.write_text(CRAMP + ALSO, "utf-8")
    assert run(["explain", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["also"] == ["asthma", "itching: at night", "<i>gout</i>"]


def test_it_changes_nothing_else(tmp_path: Path) -> None:
    """The run is the same with it as without it, and a lesson says of it what a printed explanation says."""
    plain, more = (given_in(read(shipped(), tmp_path, text)).trace for text in (CRAMP, CRAMP + ALSO))
    assert plain == more
    assert SAID in " ".join(lesson(more, "T").result.grounds)
    assert "looked at" not in " ".join(lesson(plain, "T").result.grounds)


def test_an_interview_keeps_it(tmp_path: Path) -> None:
    """Whoever takes a file up, answers and saves finds it again, and is told of it at the end."""
    case = read(shipped(), tmp_path, CRAMP + ALSO)
    session = begin(case.pack, case.settled, case.supposed, case.measured, case.person, case.typed, case.also)
    given = session.given
    kept = case_text(case.pack, "T", given.said, {}, {}, session.person, given.typed, given.also)
    assert read(shipped(), tmp_path, kept).also == case.also
    assert session.trace.also == case.also


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("fever", "write it under 'answers', as 'fever: present'"),
        ("calcium: low", "write it under 'answers', as 'calcium: low'"),
        ("water tablets: no", "write it under 'answers', as 'water tablets: absent'"),
        ("chest pian", "did you mean 'chest-pain'?"),
        ("twiches", "did you mean 'twitches'"),
        ("calcium: 1.9 mmol/L", "range"),
    ],
)
def test_what_the_pack_has_a_name_for_is_not_let_through(words: str, told: str, tmp_path: Path) -> None:
    """There no rule would look at it: a danger sign, or a slip of one, would be lost."""
    with pytest.raises(CaseError) as caught:
        read(shipped(), tmp_path, f'{CRAMP}also: ["{words}"]\n')
    (problem,) = caught.value.problems
    assert told in f"{problem.message} {problem.hint}"
    assert problem.line == 5


def test_whoever_meets_an_unknown_name_learns_where_it_may_stand(tmp_path: Path) -> None:
    """A vignette holds more than a pack knows: the message names the place for it."""
    with pytest.raises(CaseError, match="What the pack has no name for may stand under 'also'"):
        read(shipped(), tmp_path, CRAMP + "  asthma: present\n")
