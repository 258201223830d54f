"""What a case reports in words for which the pack has no name: kept, shown, and looked at by no rule."""

from __future__ import annotations

import json
from html import unescape
from io import StringIO
from pathlib import Path

import pytest
from case_files import read
from shipped import shipped

from triage.answers.unnamed import MOST
from triage.cli import run
from triage.engine.given import given_in
from triage.errors import CaseError
from triage.lesson.lesson import lesson

CRAMP = "pack: muscle-spasms\nperson: made-up\nanswers:\n  muscle cramp: present\n"
ALSO = 'also: [asthma, "itching: at night", <i>gout</i>]\n'
SAID = "nothing here looked at it, and it may matter: asthma; itching: at night; <i>gout</i>."
MARK = "this pack has no name for it"


def case(folder: Path, text: str) -> Path:
    file = folder / "case.yaml"
    file.write_text(text, "utf-8")
    return file


def told(folder: Path, also: str) -> str:
    """Return the only problem of a case that has this under `also`, with its line."""
    with pytest.raises(CaseError) as caught:
        read(shipped(), folder, f"{CRAMP}also: {also}\n")
    (problem,) = caught.value.problems
    return f"{problem.line}: {problem.message}; {problem.hint}"


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
@pytest.mark.parametrize("detail", ["brief", "full"])
def test_it_is_told_beside_the_urgency_and_among_what_was_given(
    format: str, detail: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is lost, and nobody takes it for looked at; whatever it holds shows as the text it is."""
    assert run(["explain", str(case(tmp_path, CRAMP + ALSO)), "--format", format, "--detail", detail]) == 0
    printed = " ".join(unescape(capsys.readouterr().out).replace("\\", "").split())
    assert SAID in printed
    assert printed.count(MARK) == 3


def test_the_record_of_a_run_holds_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For other programs, under a key of its own."""
    assert run(["explain", str(case(tmp_path, CRAMP + ALSO)), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["also"] == ["asthma", "itching: at night", "<i>gout</i>"]


def test_it_changes_nothing_else(tmp_path: Path) -> None:
    """The run is the same with it as without it; a lesson has it in its first step and its last."""
    plain, more = (given_in(read(shipped(), tmp_path, text)).trace for text in (CRAMP, CRAMP + ALSO))
    assert plain == more
    recorded = lesson(more, "T")
    assert SAID in " ".join(recorded.result.grounds)
    assert f"asthma  [reported; {MARK}]" in recorded.given
    assert "looked at" not in " ".join(lesson(plain, "T").result.grounds)


def test_a_sheet_gives_it(tmp_path: Path) -> None:
    """Whoever fills in a sheet reads the whole vignette on it."""
    sheet = tmp_path / "sheet.html"
    assert run(["teach", str(case(tmp_path, CRAMP + ALSO)), "--handout", "pupil", str(sheet)]) == 0
    assert "itching: at night" in sheet.read_text("utf-8")


def test_an_interview_keeps_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever takes a file up is told of it, finds it among the facts and in the saved file, and is warned before a
    new beginning drops it."""
    kept = tmp_path / "kept.yaml"
    monkeypatch.setattr("sys.stdin", StringIO(f"facts\nrestart\nno\nsave {kept}\nquit\n"))
    run(["ask", "--plain", "--answers", str(case(tmp_path, CRAMP + ALSO))])
    shown = " ".join(capsys.readouterr().out.split())
    assert "The file also reports what these rules have no name for: asthma; itching: at night; <i>gout</i>." in shown
    assert f"asthma [reported; {MARK}]" in shown
    assert "and what the file reports besides: asthma; itching: at night; <i>gout</i>" in shown
    assert read(shipped(), tmp_path, kept.read_text("utf-8")).also == ("asthma", "itching: at night", "<i>gout</i>")


@pytest.mark.parametrize(
    ("also", "hint"),
    [
        ("[fever]", "as in 'fever: present'"),
        ("fever, stiff neck", "as in 'fever: present'"),
        ("[asthma and chest pain]", "as in 'chest pain: present'"),
        ("['calcium: low']", "as in 'calcium: low'"),
        ("['Potassium: 2.1 mmol/L (3.5-5.0)']", "as in 'Potassium: 2.1 mmol/L (3.5-5.0)'"),
        ("['calcium: 1.9 mmol/L']", "as in 'calcium: 1.9 mmol/L'"),
        ("[calcium]", "write it under 'answers'"),
        ("['age: 4']", "as in 'age: 4'"),
        ("['iron: low']", "as in 'iron: low'"),
        ("['urgency: emergency-now']", "write it under 'answers'"),
        ("['asthma: no']", "may be left out"),
        ("[no asthma]", "may be left out"),
        ("[none]", "may be left out"),
    ],
)
def test_what_can_be_answered_is_sent_there(also: str, hint: str, tmp_path: Path) -> None:
    """Under `also` no rule would look at it: a danger sign would be lost. The hint keeps the words as they stand."""
    said = told(tmp_path, also)
    assert said.startswith("5: ")
    assert hint in said


@pytest.mark.parametrize("words", ["vitamin C: low", "IBS", "ALT", "a stroke-like episode", "skin pain", "cat"])
def test_what_only_looks_like_a_name_is_kept(words: str, tmp_path: Path) -> None:
    """Nobody is sent in a circle because a word looks like another one."""
    assert read(shipped(), tmp_path, f'{CRAMP}also: ["{words}"]\n').also == (words,)


@pytest.mark.parametrize(("words", "sign"), [("fever of 40", "fever"), ("chest pian", "chest pain")])
def test_a_sign_that_may_be_meant_is_named(words: str, sign: str, tmp_path: Path) -> None:
    """It is kept, and whoever reads the result learns that it was not looked at, and what has to be answered."""
    trace = given_in(read(shipped(), tmp_path, f"{CRAMP}also: [{words}]\n")).trace
    (ground,) = (one for one in lesson(trace, "T").result.grounds if words in one)
    assert f"'{sign}'" in ground
    assert "has to be answered" in ground


def test_the_same_thing_stands_there_once(tmp_path: Path) -> None:
    """Capitals and blanks make no other thing; a list that nobody reads is refused."""
    assert read(shipped(), tmp_path, f"{CRAMP}also: [dry  mouth, Dry mouth, asthma]\n").also == ("dry mouth", "asthma")
    long = ", ".join(f"thing number {number}" for number in range(MOST + 1))
    assert f"more than {MOST} things" in told(tmp_path, f"[{long}]")


def test_a_colon_without_quotes_is_told(tmp_path: Path) -> None:
    """YAML takes what stands before a colon for a key."""
    assert "in quotes" in told(tmp_path, "[itching: at night]")


def test_whoever_meets_an_unknown_name_learns_where_it_may_stand(tmp_path: Path) -> None:
    """A vignette holds more than a pack knows. What is supposed is not reported, and a name that comes close is offered
    instead."""
    with pytest.raises(CaseError, match="what has no name there may stand under 'also'"):
        read(shipped(), tmp_path, CRAMP + "  asthma: present\n")
    for lines in ("suppose:\n  asthma: present\n", "  fever of 40: present\n", "  asthma: absent\n"):
        with pytest.raises(CaseError) as caught:
            read(shipped(), tmp_path, CRAMP + lines)
        assert "'also'" not in str(caught.value)
