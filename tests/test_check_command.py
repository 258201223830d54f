"""The command `triage check` as people and programs use it, and the pack that `triage check --new` writes."""

from __future__ import annotations

import json
import re
import shutil
from contextlib import chdir
from pathlib import Path

import pytest
from chain_pack import chain_pack
from effort import ONCE

from triage.answers.case import read_case
from triage.check.check import check
from triage.cli import run
from triage.engine.inference import infer
from triage.pack.loading import load_pack
from triage.pack.parts import LISTS
from triage.pack.reading import read_document
from triage.pack.starter import STARTER
from triage.render.check_result import MOST_SHOWN

pytestmark = ONCE

BAD_PACKS = Path(__file__).parent / "bad_packs"
Output = pytest.CaptureFixture[str]


def lamp(folder: Path, *defects: str) -> Path:
    for name in ("base", *defects):
        shutil.copytree(BAD_PACKS / name, folder, dirs_exist_ok=True)
    return folder


def test_a_clean_pack_is_one_line(capsys: Output) -> None:
    """Without a name the pack that came with the program is checked; the line counts what was looked at."""
    assert run(["check"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("muscle-spasms ")
    assert " rules, " in line
    assert ": nothing found; " in line


def test_problems_are_lines_that_an_editor_can_follow(
    tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The path is as it was given, then line, code and message; the hint is set in; the exit code says so too."""
    lamp(tmp_path / "lamp", "cycle", "unused")
    monkeypatch.chdir(tmp_path)
    assert run(["check", "lamp"]) == 3
    assert capsys.readouterr().out.splitlines() == [
        "lamp/concepts-planted.yaml:1: unused nothing uses the concept 'shade'",
        "    write a rule with it, or take it out",
        "lamp/rules/planted.yaml:3: cycle 'power is off' supports itself in a circle, by the rules 'no-light-no-power' "
        "(lamp/rules/planted.yaml:1), 'no-power-no-light' (lamp/rules/light.yaml:9)",
        "    take out one of the rules that make the circle",
        "lamp 1: 6 rules, 6 concepts, 4 cases: 2 problems",
    ]


def test_nothing_in_a_file_or_its_name_looks_like_another_problem(tmp_path: Path, capsys: Output) -> None:
    """Each problem is one line and its hint, whatever line ends stand in a key or in the name of a file."""
    lamp(tmp_path)
    (tmp_path / "rules/a\nx.yaml:1: schema fake.yaml").write_text("[]\n- b")
    (tmp_path / "cases/a.yaml").write_text('pack: lamp\nanswers: {"a\\nrules/x.yaml:1: schema fake": b}\n')
    assert run(["check", str(tmp_path)]) == 3
    lines = [line for line in capsys.readouterr().out.splitlines() if not line.startswith("    ")]
    assert [line.startswith(str(tmp_path)) for line in lines] == [True, True, False]


def test_an_empty_name_is_no_folder(capsys: Output, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty argument, as from a variable that is not set, is told as such and not taken for the folder one is in."""
    monkeypatch.chdir(lamp(tmp_path))
    assert run(["check", ""]) == 2
    assert "'[PACK]...': it is empty" in capsys.readouterr().err


def test_what_bears_on_a_failed_expectation_is_shown(tmp_path: Path, capsys: Output) -> None:
    """Above the problems stands what was given and fired that led to what was not expected, and how to see the rest."""
    lamp(tmp_path, "case")
    planted = tmp_path / "cases/planted.yaml"
    planted.write_text(planted.read_text().replace("{fuse: blown}", "{fuse: blown, burning: present}"))
    assert run(["check", str(tmp_path)]) == 3
    shown = capsys.readouterr().out
    assert f"--- {planted}, what bears on it:\n    the fuse is blown  [you answered]\n" in shown
    assert "  3 no light is likely present  [new]  no-power-no-light\n" in shown
    assert "burning-is-emergency-now" not in shown  # it fired too, and leads elsewhere
    assert f"\n    see what happened: triage explain {planted}\n" in shown
    assert shown.index("---") < shown.index(": case ")
    capsys.readouterr()
    assert run(["explain", str(planted)]) == 0  # what the hint says does show it


@pytest.mark.parametrize(
    ("expectation", "shown"),
    [
        ("conclude: [no-light is absent]", "no-power-no-light"),
        ("urgency: same-day", "burning-is-emergency-now"),
        ("not-fires: [burning-is-emergency-now]", "burning-is-emergency-now"),
        ("fires: [broken-bulb-no-light]", "no-power-no-light"),
        ("before: [[no-power-no-light, blown-fuse-cuts-the-power]]", "blown-fuse-cuts-the-power"),
    ],
)
def test_every_kind_of_expectation_has_something_that_bears_on_it(
    expectation: str, shown: str, tmp_path: Path, capsys: Output
) -> None:
    """Whatever was expected, what came instead can be read where it failed."""
    lamp(tmp_path)
    case = "pack: lamp\nanswers: {fuse: blown, burning: present}\nexpect: {" + expectation + "}\n"
    (tmp_path / "cases/planted.yaml").write_text(case)
    assert run(["check", str(tmp_path)]) == 3
    assert f"  {shown}\n" in capsys.readouterr().out.partition(": case ")[0]


def test_many_failing_cases_do_not_bury_their_problems(tmp_path: Path, capsys: Output) -> None:
    """However much fired, a case has a few lines; the problems of all stand together, right above the last line."""
    chain_pack(tmp_path, 100)
    for number in range(20):
        case = "pack: small\nanswers: {vitamin-d: low}\nexpect: {not-conclude: [tingling is present]}\n"
        (tmp_path / f"cases/{number}.yaml").write_text(case)
    assert run(["check", str(tmp_path)]) == 3
    *lines, last = capsys.readouterr().out.splitlines()
    assert last.startswith("small ")
    first = next(number for number, line in enumerate(lines) if line.startswith(str(tmp_path)))
    assert first == 20 * (MOST_SHOWN + 2)
    assert sum(": case " in line for line in lines[first:]) == 20
    assert not any(line.startswith("---") for line in lines[first:])
    assert sum(line.startswith("100 tingling") for line in lines[:first]) == 20  # the last step is always shown


def test_several_packs_are_checked_at_once(tmp_path: Path, capsys: Output) -> None:
    """One faulty pack among several makes the exit code 3; each has its line."""
    good, bad = lamp(tmp_path / "good"), lamp(tmp_path / "bad", "unused")
    assert run(["check", str(good)]) == 0
    assert run(["check", str(good), str(bad)]) == 3
    assert capsys.readouterr().out.splitlines()[-4:] == [
        "lamp 1: 5 rules, 5 concepts, 4 cases: nothing found",
        f"{bad}/concepts-planted.yaml:1: unused nothing uses the concept 'shade'",
        "    write a rule with it, or take it out",
        "lamp 1: 5 rules, 6 concepts, 4 cases: 1 problem",
    ]


@pytest.mark.parametrize("option", ["--json", "--format=json"])
def test_json_holds_everything(option: str, tmp_path: Path, capsys: Output) -> None:
    """A program gets one object with every pack, problem and waived problem."""
    waiver = "- {code: unused, about: shade, reason: It comes later.}\n"
    (lamp(tmp_path, "unused", "cycle") / "waivers.yaml").write_text(waiver)
    assert run(["check", str(tmp_path), option]) == 3
    printed = capsys.readouterr().out
    assert printed.count("\n") == 1
    found = json.loads(printed)
    assert found["format"] == "triage-check/1"
    (pack,) = found["packs"]
    assert (pack["pack"], pack["version"], pack["rules"]) == ("lamp", "1", 6)
    (problem,) = pack["problems"]
    assert (problem["path"], problem["line"], problem["code"]) == (str(tmp_path / "rules/planted.yaml"), 3, "cycle")
    assert problem["message"]
    assert problem["hint"]
    (waived,) = pack["waived"]
    assert (waived["code"], waived["about"], waived["reason"]) == ("unused", "shade", "It comes later.")


def test_of_very_many_problems_of_one_kind_a_few_are_told(tmp_path: Path, capsys: Output) -> None:
    """Twenty of a code in a file, and how many more there are; others are not hidden, and JSON holds all."""
    lamp(tmp_path, "unused")
    wrong = "".join(f"  rule-{number}: x\n" for number in range(300))
    (tmp_path / "cases/a.yaml").write_text(f"pack: lamp\nanswers:\n{wrong}", "utf-8")
    assert run(["check", str(tmp_path)]) == 3
    shown = capsys.readouterr().out
    assert shown.count("a.yaml:") == 21
    assert f"{tmp_path}/cases/a.yaml: unknown-concept and 280 more of these\n" in shown
    assert "unused nothing uses" in shown
    assert "301 problems" in shown
    assert run(["explain", str(tmp_path / "cases/a.yaml")]) == 3
    assert "and 280 more of these" in capsys.readouterr().err
    assert run(["check", str(tmp_path), "--json"]) == 3
    assert len(json.loads(capsys.readouterr().out)["packs"][0]["problems"]) == 301


def test_the_last_line_says_where_it_counts_only_what_could_be_read(tmp_path: Path, capsys: Output) -> None:
    """Nobody is to look for rules that stand in a file with a slip in it."""
    lamp(tmp_path)
    with (tmp_path / "rules/light.yaml").open("a", encoding="utf-8") as file:
        file.write("- [\n")
    run(["check", str(tmp_path)])
    assert re.search(r"1 rule, 5 concepts, 4 cases, as far as they could be read: 1 problem$", capsys.readouterr().out)


def test_a_pack_that_asks_nobody_says_so(tmp_path: Path, capsys: Output) -> None:
    """It may be meant for cases alone, or its questions may be forgotten."""
    (lamp(tmp_path) / "questions.yaml").unlink()
    assert run(["check", str(tmp_path)]) == 0
    assert "4 cases; nobody is asked anything, for there are no questions: nothing found" in capsys.readouterr().out


def test_a_pack_that_is_not_there_is_wrong_usage(capsys: Output) -> None:
    """A name that is no pack and no folder is told as such, with what there is."""
    assert run(["check", "nowhere"]) == 2
    assert "there is no rule pack 'nowhere'" in capsys.readouterr().err


def test_a_folder_that_is_no_pack_is_told(tmp_path: Path, capsys: Output) -> None:
    """A folder without a pack in it lacks its files, and no more is said about it."""
    assert run(["check", str(tmp_path)]) == 3
    codes = {line.split()[1] for line in capsys.readouterr().out.splitlines() if line.startswith(f"{tmp_path}/")}
    assert codes == {"unreadable"}


def test_no_pack_steers_the_terminal(tmp_path: Path, capsys: Output) -> None:
    """What a pack says reaches the screen with its steering signs spelt out."""
    lamp(tmp_path)
    (tmp_path / "concepts-more.yaml").write_text(
        '- {id: shade, label: "\\e[31mx", role: "\\u202e", values: [a, b], about: "\\e[2J"}\n'
    )
    assert run(["check", str(tmp_path)]) == 3
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "<U+202E>" in shown


# A pack to start from


@pytest.fixture
def starter(tmp_path: Path, capsys: Output) -> Path:
    assert run(["check", "--new", str(tmp_path / "mine")]) == 0
    assert f"triage check {tmp_path / 'mine'}" in capsys.readouterr().out
    return tmp_path / "mine"


def test_the_new_pack_is_clean(starter: Path) -> None:
    """What an author starts from has no problem and no waiver."""
    found = check(starter)
    assert (found.problems, found.waived) == ((), ())


@pytest.mark.parametrize("premise", ["a week without watering is present", "Missed-Watering is Present"])
def test_a_concept_that_is_called_otherwise_in_a_premise_is_one_problem(premise: str, starter: Path) -> None:
    """What asks for it and is used nowhere else is not called unused."""
    rules = starter / "rules/water.yaml"
    text = rules.read_text("utf-8")
    rules.write_text(text.replace("if: missed-watering is present", f"if: {premise}"), "utf-8")
    (problem,) = check(starter).problems
    assert problem.hint == "did you mean 'missed-watering is present'?"


def test_the_new_pack_runs(starter: Path, capsys: Output) -> None:
    """Its cases can be explained, and what they explain goes from a risk to a finding and an urgency."""
    case = str(starter / "cases/forgotten-over-the-holidays.yaml")
    assert run(["explain", case, "--pack", str(starter)]) == 0
    assert "wilting may be present" in capsys.readouterr().out
    read = read_case(case, lambda _: load_pack(starter))
    assert infer(read.pack, read.answers).urgency == "routine"


def test_a_case_is_of_the_pack_in_whose_folder_it_stands(starter: Path, capsys: Output) -> None:
    """So that an author need not name the pack, from wherever it is explained; also where it lies deeper."""
    case = starter / "cases/a-healthy-plant.yaml"
    assert run(["explain", str(case)]) == 0
    deeper = starter / "cases/more/deeper.yaml"
    deeper.parent.mkdir()
    deeper.write_text(case.read_text("utf-8"), "utf-8")
    with chdir(deeper.parent):
        assert run(["explain", "deeper.yaml"]) == 0
    assert capsys.readouterr().err == ""


def test_a_case_of_another_pack_than_its_folder_is_told_as_such(starter: Path, capsys: Output) -> None:
    """With the ids of both; one that came with the program is found wherever its case stands."""
    case = starter / "cases/other.yaml"
    case.write_text("pack: wilting\nanswers: {}\n", "utf-8")
    for more in ([], ["--pack", str(starter)]):
        assert run(["explain", str(case), *more]) == 3
        assert "this case is of the pack 'wilting', not of 'mine'" in capsys.readouterr().err
    case.write_text("pack: muscle-contraction\nanswers: {}\n", "utf-8")
    assert run(["explain", str(case)]) == 0


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("\tid: mine\n", "pack.yaml:1: yaml this is not YAML: a tab stands before the words of this line"),
        ("", "pack.yaml: unreadable is empty"),
        (None, "pack.yaml: unreadable there is no such file"),
        ("id: My Pack\n", "pack.yaml:1: schema 'id': 'My Pack' is not a name"),
    ],
)
def test_a_case_in_the_folder_of_a_pack_that_cannot_be_read_tells_what_is_wrong_there(
    header: str | None, told: str, starter: Path, capsys: Output
) -> None:
    """As `check` does: the pack is right there, and nobody is to look for it."""
    file = starter / "pack.yaml"
    file.unlink() if header is None else file.write_text(header, "utf-8")
    assert run(["explain", str(starter / "cases/a-healthy-plant.yaml")]) == 3
    err = capsys.readouterr().err
    assert told in err
    assert "unknown-pack" not in err


def test_a_case_outside_its_pack_is_told_how_to_say_where_that_is(
    starter: Path, tmp_path: Path, capsys: Output
) -> None:
    """Nobody can mend it by another id."""
    case = shutil.copy(starter / "cases/a-healthy-plant.yaml", tmp_path / "elsewhere.yaml")
    assert run(["explain", str(case)]) == 3
    err = capsys.readouterr().err
    assert "there is no rule pack 'mine'" in err
    assert "say where it is: --pack FOLDER" in err
    assert run(["explain", str(case), "--pack", str(starter)]) == 0


def test_a_case_that_lies_anywhere_is_held_to_what_it_expects(starter: Path, tmp_path: Path, capsys: Output) -> None:
    """A teacher who keeps cases beside a lesson learns which of them no longer come out as they say."""
    case = tmp_path / "lesson.yaml"
    text = "pack: muscle-spasms\nperson: made-up\nanswers: {vitamin-d: low}\nexpect: {urgency: learn, "
    case.write_text(f"{text}conclude: [calcium is low]}}\n", "utf-8")
    assert run(["check", str(case)]) == 0
    assert capsys.readouterr().out == f"{case}: 1 case: nothing found\n"
    case.write_text(f"{text}not-conclude: [calcium is low]}}\n", "utf-8")
    assert run(["check", str(case), str(starter)]) == 3
    out = capsys.readouterr().out
    assert f"{case}:4: case 'calcium is low' was not to be concluded, and was" in out
    assert "calcium may be low (hypocalcemia)  [new]  vitamin-d-lowers-calcium" in out  # what bears on it is shown
    case.write_text("pack: nowhere\nanswers: {}\n", "utf-8")
    assert run(["check", str(case), "--json"]) == 3
    (problem,) = json.loads(capsys.readouterr().out)["packs"][0]["problems"]
    assert (problem["line"], problem["code"]) == (1, "unknown-pack")


def test_a_case_that_supposes_what_it_answers_is_one_problem_among_all(starter: Path, capsys: Output) -> None:
    """It is told as `explain` tells it, and hides nothing else that is wrong."""
    case = starter / "cases" / "watered-every-hour.yaml"
    case.write_text(f"{case.read_text()}suppose:\n  soil-water: low\n")
    (starter / "cases" / "other.yaml").write_text(f"pack: {starter.name}\nanswers:\n  cheese: present\n")
    capsys.readouterr()
    for checked in (starter, case):
        assert run(["check", str(checked)]) == 3
        told = capsys.readouterr().out
        assert "is both answered and supposed" in told
        assert ("no concept is called 'cheese'" in told) is (checked is starter)


@pytest.mark.parametrize("part", ["pack.yaml", "concepts.yaml", "rules/water.yaml"])
def test_a_file_of_a_pack_is_not_taken_for_a_case(part: str, starter: Path, capsys: Output) -> None:
    """Whoever checks the file that was just changed is sent to the whole pack, and not told to spoil the file."""
    capsys.readouterr()
    assert run(["check", str(starter / part)]) == 2
    told = capsys.readouterr().err
    assert "is a part of a rule pack: check all of it: triage check " in told
    assert str(starter) in told


def test_a_case_of_a_broken_pack_is_told_what_is_wrong_there(starter: Path, capsys: Output) -> None:
    """As JSON too, and beside what else was named."""
    (starter / "rules" / "danger.yaml").write_text("- id: x\n")
    capsys.readouterr()
    assert run(["check", "muscle-contraction", str(starter / "cases" / "watered-every-hour.yaml"), "--json"]) == 3
    printed = json.loads(capsys.readouterr().out)
    assert "danger.yaml" in json.dumps(printed)
    assert "muscle-contraction" in json.dumps(printed)


def test_a_case_outside_its_pack_is_checked_with_the_pack_that_is_named(
    starter: Path, tmp_path: Path, capsys: Output
) -> None:
    """The hint says how, and what it says works."""
    case = tmp_path / "elsewhere" / "mine.yaml"
    case.parent.mkdir()
    shutil.copy(starter / "cases" / "watered-every-hour.yaml", case)
    capsys.readouterr()
    assert run(["check", str(case)]) == 3
    assert "say where it is: --pack FOLDER" in capsys.readouterr().out
    assert run(["check", str(case), "--pack", str(starter)]) == 0


def test_a_folder_that_is_called_like_the_default_pack_is_not_taken_for_it(
    starter: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    """What is meant where no pack is named does not hang on where the program is run."""
    starter.rename(starter.parent / "muscle-spasms")
    monkeypatch.chdir(starter.parent)
    capsys.readouterr()
    for command in (["graph"], ["concepts"], ["check"]):
        assert run(command) == 0
        assert "tetany" in (told := capsys.readouterr().out) or "muscle-spasms 1." in told


def test_a_case_that_lies_beside_the_files_of_a_pack_is_a_case(starter: Path, capsys: Output) -> None:
    """No file of a pack has its name, so that it is no part of one."""
    case = starter / "mine.yaml"
    case.write_text("pack: muscle-spasms\nanswers:\n  tingling: present\n")
    capsys.readouterr()
    assert run(["check", str(case)]) == 0
    assert "1 case: nothing found" in capsys.readouterr().out


def test_a_case_beside_the_files_of_its_pack_is_told_where_cases_belong(starter: Path, capsys: Output) -> None:
    """Its pack is the one around it: nobody is told that there is none of that name."""
    shutil.copy(starter / "cases" / "watered-every-hour.yaml", starter / "mine.yaml")
    capsys.readouterr()
    assert run(["check", str(starter / "mine.yaml")]) == 3
    assert "rules belong in rules/, cases in cases/" in capsys.readouterr().out


def test_a_folder_of_packs_names_them(starter: Path, capsys: Output) -> None:
    capsys.readouterr()
    assert run(["check", str(starter.parent)]) == 2
    assert f"check them: triage check {starter}" in capsys.readouterr().err


def test_a_pack_in_the_folder_rules_is_found_by_its_id(starter: Path, tmp_path: Path, capsys: Output) -> None:
    """Where the packs of a project stand together under `rules`, their cases and commands name them alone: from the
    project's folder, and of a case in it from anywhere."""
    project = tmp_path / "project"
    shutil.copytree(starter, project / "rules" / "mine")
    (project / "answers" / "today").mkdir(parents=True)
    case = shutil.copy(starter / "cases/a-healthy-plant.yaml", project / "answers" / "today" / "case.yaml")
    assert run(["explain", str(case)]) == 0
    with chdir(project):
        assert [run([*words, "mine"]) for words in (["check"], ["graph"])] == [0, 0]
        loose = Path(shutil.copy(case, tmp_path / "loose.yaml"))
        assert run(["explain", str(loose)]) == 0
        assert run(["graph", "mien"]) == 2
        assert "did you mean 'mine'?" in capsys.readouterr().err
        for name, header, told in (("other", "id: mine\n", "no rule pack 'other'"), ("torn", "id: [\n", "pack.yaml:")):
            shutil.copytree(starter, project / "rules" / name)
            (project / "rules" / name / "pack.yaml").write_text(header, "utf-8")
            loose.write_text(f"pack: {name}\nanswers: {{}}\n", "utf-8")
            assert run(["explain", str(loose)]) == 3
            assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    ("folder", "name"),
    [("fog", "fog"), ("two-words", "two-words"), ("Two Words", "wilting-plant"), ("a\\1", "wilting-plant")],
)
def test_the_new_pack_is_called_as_its_folder_if_it_can_be(folder: str, name: str, tmp_path: Path) -> None:
    """Whoever starts a pack about fog has not to call it a plant, and its cases belong to it."""
    with chdir(tmp_path):
        assert run(["check", "--new", folder]) == 0
        found = check(Path(folder))
    assert (found.name, found.problems) == (name, ())


def test_the_new_pack_shows_a_danger_sign_and_explains_every_file(starter: Path) -> None:
    """It has all that a pack needs to be safe, and each file begins with a comment for its author."""
    pack = load_pack(starter)
    assert {"cause", "risk", "mechanism", "finding", "danger"} == {concept.role for concept in pack.concepts}
    assert {question.tier for question in pack.questions} >= {"danger", "report", "open"}
    for name in ("pack.yaml", *(name for name in LISTS if name.endswith(".yaml") and (starter / name).exists())):
        assert (starter / name).read_text("utf-8").startswith("# "), name
    for name, keyed in (("pack.yaml", "hedges"), ("concepts.yaml", "role"), ("rules/water.yaml", "strength")):
        comments = [line for line in (starter / name).read_text("utf-8").splitlines() if "#" in line]
        assert any(keyed in line or "sure" in line for line in comments), name


def test_the_new_pack_is_the_one_in_the_program(starter: Path) -> None:
    """The files that are written are those that stand beside the program's modules, all but the pack's name."""
    names = sorted(path.relative_to(STARTER) for path in STARTER.rglob("*.yaml"))
    assert names == sorted(path.relative_to(starter) for path in starter.rglob("*") if path.is_file())
    for name in names:
        here, there = ((folder / name).read_text("utf-8") for folder in (starter, STARTER))
        assert here == re.sub("^(id|pack): wilting-plant$", r"\1: mine", there, flags=re.MULTILINE)
        assert read_document(STARTER / name).problems == ()


def test_nothing_is_written_over_what_is_there(tmp_path: Path, capsys: Output) -> None:
    """A folder with something in it, and a file, are left as they are; an empty folder is taken."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full/notes.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "empty").mkdir()
    for name in ("full", "file"):
        assert run(["check", "--new", str(tmp_path / name)]) == 2
        assert "is there already" in capsys.readouterr().err
    assert run(["check", "--new", str(tmp_path / "file/inside")]) == 2
    assert run(["check", "--new", str(tmp_path / "empty")]) == 0
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["notes.txt"]
    assert (tmp_path / "file").read_text() == "mine"


def test_new_and_a_pack_do_not_go_together(tmp_path: Path, capsys: Output) -> None:
    """Whoever asks for a new pack checks none, and is told so."""
    assert run(["check", "muscle-spasms", "--new", str(tmp_path / "x")]) == 2
    assert "--new" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()
