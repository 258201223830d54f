"""Interviews that are saved, taken up again, and interrupted."""

from __future__ import annotations

import os
import shlex
from io import StringIO
from pathlib import Path

import pytest
from scripted import END, INTERRUPT, Typed, pack_of_sessions, talk
from shipped import shipped, shipped_pack

from triage.answers.case import read_case
from triage.cli import run
from triage.output import Page

PACK = pack_of_sessions()
WIDE = Page(200)


# Files


def case_of(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    case = read_case(str(path), lambda name: PACK)
    return dict(case.answers), dict(case.supposed)


def test_a_saved_session_is_resumed_where_it_was(tmp_path: Path) -> None:
    """`save` keeps answers, not-sures and suppositions; resumed, only the rest is asked, and the facts are the same."""
    path = tmp_path / "mine.yaml"
    _, script = talk(PACK, "1 3?", "suppose", f"save {path}", "facts")
    assert "Saved to" in script.after(3)
    answers, supposed = case_of(path)
    assert answers == {"muscle-spasm": "present", "muscle-pain": "absent", "tingling": "unknown", "back-pain": "absent"}
    assert supposed == {"vitamin-d": "low"}
    _, again = talk(PACK, "facts", answers=answers, supposed=supposed)
    assert "Question 3, at most 1 more" in again.shown[0]
    assert again.shown[1] == script.shown[4]


def test_resuming_says_what_was_taken_up() -> None:
    """The answers from a file are told, and how many rules they set off; the words show which."""
    _, script = talk(PACK, "rules", answers={"vitamin-d": "low"})
    assert "Taken up from the file" in script.shown[0]
    assert "set off 4 rules" in script.shown[0]
    assert "d-lowers-calcium" in script.after(1)


def test_one_answer_is_one_answer() -> None:
    """'1 answers' looks careless."""
    _, script = talk(PACK, answers={"calcium": "high"})
    assert "1 answer, which" in script.flat


def test_a_skipped_question_is_asked_again_after_resuming(tmp_path: Path) -> None:
    """Skipping is no answer, so the file holds none, and the question comes back."""
    path = tmp_path / "mine.yaml"
    talk(PACK, "none", "skip", "normal", f"save {path}")
    answers, supposed = case_of(path)
    assert "vitamin-d" not in answers
    _, script = talk(PACK, answers=answers, supposed=supposed)
    assert "What is known about vitamin D?" in script.shown[0]


def test_an_interview_goes_on_with_the_pack_of_its_answers(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody has to say again which rules a file is for; another pack that is named is refused."""
    monkeypatch.setattr("sys.stdin", StringIO("quit\n"))
    file = str(shipped_pack("muscle-contraction") / "cases" / "healthy.yaml")
    assert run(["ask", "--plain", "--answers", file]) == 0
    assert "Rule pack: muscle-contraction" in capsys.readouterr().out
    assert run(["ask", "--plain", "--answers", file, "--pack", "muscle-spasms"]) == 2


def test_the_command_to_resume_names_a_pack_that_did_not_come_with_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The answers may be kept far from their pack, and its id alone would not find it there."""
    monkeypatch.chdir(tmp_path)
    assert run(["check", "--new", "garden"]) == 0
    monkeypatch.setattr("sys.stdin", StringIO("save mine.yaml\nquit\n"))
    capsys.readouterr()
    assert run(["ask", "--plain", "--answers", "garden/cases/a-healthy-plant.yaml"]) == 0
    shown = capsys.readouterr().out
    command = next(line for line in shown.splitlines() if line.startswith("Resume with: "))
    monkeypatch.setattr("sys.stdin", StringIO("quit\n"))
    assert run(["ask", "--plain", *shlex.split(command)[4:]]) == 0


def test_a_list_that_was_skipped_leaves_nothing_behind(tmp_path: Path) -> None:
    """Also one of which a part was no longer worth asking: nothing of it counts as said to be not known."""
    path = tmp_path / "mine.yaml"
    skipped = ["skip"] * len(shipped().questions)
    _, script = talk(shipped(), "made-up", "none", "none", "none", "none", *skipped, f"save {path}")
    assert "not known" not in script.transcript
    assert "unknown" not in path.read_text()


def test_with_save_every_answer_is_on_disk_before_the_next_question(tmp_path: Path) -> None:
    """A crash at any prompt loses nothing: at each one the file is whole and holds everything answered so far."""
    path = tmp_path / "kept.yaml"
    seen: list[tuple[dict[str, str], dict[str, str]]] = []

    def then(line: str) -> Typed:
        def look() -> str:
            seen.append(case_of(path) if path.exists() else ({}, {}))
            return line

        return look

    lines = ("4", "suppose", "skip", "yes", "change 4", "no", "quit")
    talk(PACK, *(then(line) for line in lines), save=path)
    noticed = {"muscle-spasm": "absent", "muscle-pain": "absent", "tingling": "absent", "back-pain": "present"}
    supposed = {"vitamin-d": "low"}
    with_exercise = {**noticed, "hard-exercise": "present"}
    assert seen == [
        ({}, {}),
        (noticed, {}),
        (noticed, supposed),
        (noticed, supposed),
        (with_exercise, supposed),
        (with_exercise, supposed),
        ({**noticed, "hard-exercise": "absent"}, supposed),
    ]
    assert [left.name for left in tmp_path.iterdir()] == ["kept.yaml"]


def test_with_save_an_answer_that_is_asked_again_stays_in_the_file(tmp_path: Path) -> None:
    """Who goes back and leaves finds everything again on resuming; who skips the answer does not."""
    path = tmp_path / "kept.yaml"
    talk(PACK, "none", "low", "back", "back", "quit", save=path)
    assert case_of(path)[0]["vitamin-d"] == "low"
    path.unlink()
    talk(PACK, "none", "low", "back", "skip", "quit", save=path)
    assert "vitamin-d" not in case_of(path)[0]


@pytest.mark.parametrize(
    ("where", "said"),
    [("missing/mine.yaml", "Not saved: cannot write"), (".", "is a folder")],
    ids=["missing", "folder"],
)
def test_a_file_that_cannot_be_written_is_told_and_the_interview_goes_on(where: str, said: str, tmp_path: Path) -> None:
    """A wrong name costs nobody their session, neither with `save` nor with --save."""
    path = tmp_path / where
    _, script = talk(PACK, "none", f"save {path}", "low", save=path)
    for prompt in (1, 3):
        assert "Not saved: cannot write" in script.after(prompt)
    assert said in script.after(2)
    assert "+ calcium may be low" in script.after(3)
    assert "Saved to" not in script.flat


def test_with_save_what_a_killed_interview_left_half_written_is_cleared_away(tmp_path: Path) -> None:
    """Only what is old and was on its way to this very file goes; nobody else's file does, nor one being written."""
    file = tmp_path / "saved.yaml"
    old, fresh = tmp_path / ".saved.yaml.abcd_123.new", tmp_path / ".saved.yaml.abcd_124.new"
    others = [tmp_path / name for name in (".saved.yaml.new", ".saved.yaml.my-notes.new", ".other.yaml.abcd_123.new")]
    for path in (old, fresh, *others):
        path.write_text("half")
    for path in (old, *others):
        os.utime(path, (0, 0))
    talk(PACK, "1", "quit", save=file)
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in (file, fresh, *others)}


def test_save_without_a_name_asks_for_one() -> None:
    """Nothing is written to a file that nobody named."""
    _, script = talk(PACK, "save")
    assert "Save to which file?" in script.after(1)


def test_a_file_in_the_home_folder_may_be_named_with_a_tilde(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`save ~/mine.yaml` does what it does in every shell."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    talk(PACK, "none", "save ~/mine.yaml")
    assert (tmp_path / "mine.yaml").exists()


def test_saving_does_not_silently_replace_a_file_of_something_else(tmp_path: Path) -> None:
    """`save` over a file that this interview did not write needs a second word: a slip may not cost a letter."""
    path = tmp_path / "letter.txt"
    path.write_text("Dear Ann,\n", encoding="utf-8")
    _, script = talk(PACK, "none", f"save {path}")
    assert path.read_text(encoding="utf-8") == "Dear Ann,\n"
    assert "is there already" in script.after(2)
    _, script = talk(PACK, "none", f"save {path}", f"save {path}")
    assert "Saved to" in script.after(3)
    assert case_of(path)[0]["muscle-spasm"] == "absent"


def test_a_file_that_this_interview_saved_is_saved_again_without_asking(tmp_path: Path) -> None:
    """Saving now and then while answering asks nothing."""
    path = tmp_path / "mine.yaml"
    _, script = talk(PACK, "none", f"save {path}", "low", f"save {path}")
    assert "Saved to" in script.after(4)
    assert case_of(path)[0]["vitamin-d"] == "low"


def test_saving_after_an_interrupt_does_not_silently_replace_a_file_either(tmp_path: Path) -> None:
    """The offer to save and leave is as careful as `save`."""
    path = tmp_path / "letter.txt"
    path.write_text("Dear Ann,\n", encoding="utf-8")
    talk(PACK, "none", INTERRUPT, f"save {path}")
    assert path.read_text(encoding="utf-8") == "Dear Ann,\n"


# Interrupts


def test_an_interrupt_offers_to_save_to_leave_or_to_stay() -> None:
    """One Ctrl-C never throws answers away: it asks, and 'stay' goes on at the same question."""
    code, script = talk(PACK, "none", INTERRUPT, "stay", "low", "quit")
    assert code == 0
    for word in ("save FILE", "leave", "stay"):
        assert word in script.after(2)
    assert "Question 2" in script.after(3)
    assert "d-lowers-calcium" in script.after(4)


@pytest.mark.parametrize("line", ["leave", "quit", "exit", INTERRUPT, END])
def test_leaving_after_an_interrupt_exits_130(line: Typed) -> None:
    """A script that runs the program can tell an interrupted interview from a finished one."""
    code, script = talk(PACK, "none", INTERRUPT, line)
    assert code == 130
    assert "The result" not in script.flat


def test_saving_after_an_interrupt_keeps_the_answers_and_leaves(tmp_path: Path) -> None:
    """'save FILE' after Ctrl-C writes everything answered so far, then leaves with 130."""
    path = tmp_path / "mine.yaml"
    code, script = talk(PACK, "none", "low", INTERRUPT, f"save {path}")
    assert code == 130
    assert "Saved to" in script.after(4)
    assert case_of(path)[0]["vitamin-d"] == "low"


def test_saving_after_an_interrupt_does_not_leave_when_it_failed(tmp_path: Path) -> None:
    """Whoever asked to save and could not is asked again instead of losing the session."""
    path = tmp_path / "mine.yaml"
    code, script = talk(PACK, "none", INTERRUPT, f"save {tmp_path / 'missing' / 'mine.yaml'}", f"save {path}", "leave")
    assert "Not saved" in script.after(3)
    assert path.exists()
    assert script.lines == ["leave"], "whoever has saved has left"
    assert code == 130


OFFER = "Type 'save FILE' to save and leave, 'leave', or 'stay'"


@pytest.mark.parametrize(
    ("line", "said"), [("save", f"Save to which file? Type 'save FILE'. {OFFER}"), ("levae", OFFER)], ids=str
)
def test_an_answer_to_the_offer_that_is_not_understood_is_asked_again(line: str, said: str) -> None:
    """'save' without a name, or a typo, is taken neither for 'stay' nor for 'leave'."""
    code, script = talk(PACK, "none", INTERRUPT, line, "stay", "quit")
    assert script.after(3).startswith(said)
    assert "Question 2" in script.after(4)
    assert code == 0


def test_a_capital_letter_does_not_keep_anybody() -> None:
    """'Leave' is 'leave'."""
    code, script = talk(PACK, "none", INTERRUPT, "Leave", "low")
    assert code == 130
    assert script.lines == ["low"]


def test_an_interrupt_after_the_end_offers_the_same() -> None:
    """Also when the result is on the screen, nothing is lost by one Ctrl-C."""
    code, script = talk(PACK, "none", "low", "low", "no", INTERRUPT, "stay", "review", "quit")
    assert code == 0
    assert "vitamin D is low" in script.after(7)


def test_a_warning_after_an_interrupt_is_answered_too(tmp_path: Path) -> None:
    """There a no goes back to what may be done; and no warning from before is answered there, or after it."""
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ann,\n", "utf-8")
    save = f"save {letter}"
    code, script = talk(PACK, "none", "restart", INTERRUPT, "yes", save, "no", save, "stay", "no")
    assert "Type 'save FILE'" in script.after(4)
    assert "Everything stays as it is. Type 'save FILE'" in script.after(6)
    assert "'no' could be normal or not sure" in script.after(9)
    assert letter.read_text("utf-8") == "Dear Ann,\n"
    code, script = talk(PACK, "none", INTERRUPT, save, "yes")
    assert code == 130
    assert case_of(letter)[0]["muscle-spasm"] == "absent"


def test_leaving_an_emergency_that_was_gone_past_ends_with_what_to_do() -> None:
    """The last screen of an emergency says to call, also where somebody went on to learn."""
    _, script = talk(shipped(), "real", "none", "none", "2", "more", "none", "quit", page=WIDE)
    assert "Call your emergency number" in script.transcript.rpartition("Urgency: !!! Emergency")[2]
