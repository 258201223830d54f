"""A folder of YAML files in: a rule pack out, or every problem in it at once, each at its file and line.

Each of the `defects` is planted alone in the small pack. The loader has to report it under the code that its name
begins with, at its line, and nothing else.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pytest
from defects import CAUSES_FILE, DEFECTS, FINDINGS_FILE
from pydantic_core import CoreSchema, core_schema
from shipped import shipped_pack
from small_pack import CAUSES, CONCEPTS, FILES, FINDINGS, QUESTIONS, SOURCES, broken, line_of, write_pack

from triage.errors import PackError, Problem, UsageError
from triage.model import URGENCY_LEVELS, Statement, Strength
from triage.model.record import Record
from triage.pack.loading import find_pack, load_pack
from triage.pack.reading import read_document
from triage.pack.records import record


def code_of(name: str) -> str:
    return name.partition(":")[0]


# Lines of other files than the one with the defect in it.
ELSEWHERE = {"uncovered: background": ("sources.yaml", line_of(SOURCES, "B-1: 1"))}


def problems_of(folder: Path) -> list[Problem]:
    """Return the problems that the loader reports, their paths relative to the pack; none when it is accepted."""
    try:
        load_pack(folder)
    except PackError as error:
        return [Problem(os.path.relpath(p.path, folder), p.line, p.code, p.message, p.hint) for p in error.problems]
    return []


def places(problems: list[Problem]) -> list[tuple[str, int, str]]:
    return [(problem.path, problem.line, problem.code) for problem in problems]


class Interrupted(str):
    """A text during the reading of whose type somebody presses Ctrl-C."""

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> CoreSchema:
        signal.raise_signal(signal.SIGINT)
        return core_schema.str_schema()


def test_an_interrupt_while_a_model_is_built_is_no_mistake_in_it(tmp_path: Path) -> None:
    """Ctrl-C at the wrong moment was taken for a bug in the model, or for a mistake in every record of the pack."""

    class Slow(Record):
        text: Interrupted

    (tmp_path / "one.yaml").write_text("text: a\n", "utf-8")
    document = read_document(tmp_path / "one.yaml")
    problems = list[Problem]()
    with pytest.raises(KeyboardInterrupt):
        record(Slow, document, (), problems)
    assert problems == []
    assert record(Slow, document, (), problems) is not None


def test_the_small_pack_is_sound(tmp_path: Path) -> None:
    """The pack in which defects are planted has none of its own, and is read as it is written."""
    pack = load_pack(write_pack(tmp_path))
    assert (pack.id, pack.version, len(pack.concepts), len(pack.questions)) == ("small", "1.10", 5, 3)
    assert [rule.id for rule in pack.rules] == [
        "vitamin-d-lowers-calcium",
        "calcium-excites-nerves",
        "nerves-cause-spasm",
        "spasm-with-tingling",
    ]
    last = pack.rules[-1]
    assert last.premises == (Statement("muscle-spasm", "present"), Statement("tingling", "present"))
    assert (last.conclusion, last.strength) == (Statement("urgency", "same-day"), Strength.CERTAIN)
    assert (last.kind, last.salience, last.source[0].source) == ("supplement", 10, "guide")


@pytest.mark.parametrize("name", DEFECTS)
def test_one_defect_is_one_problem(name: str, tmp_path: Path) -> None:
    """An author who made one mistake reads one message, which names its code, file and line and how to mend it."""
    defect = DEFECTS[name]
    text = broken(defect.file, defect.old, defect.new)
    problems = problems_of(write_pack(tmp_path, {defect.file: text}))
    file, line = ELSEWHERE.get(name) or (defect.file, line_of(text, defect.at or defect.new))
    assert places(problems) == [(file, line, code_of(name))]
    assert defect.hint in problems[0].hint
    assert defect.says in problems[0].message


FILE_DEFECTS: Mapping[str, tuple[Mapping[str, str | bytes | None], str, int, str]] = {
    "empty rules": ({FINDINGS_FILE: ""}, FINDINGS_FILE, 0, "unreadable"),
    "only comments": ({"coverage.yaml": "# later\n"}, "coverage.yaml", 0, "unreadable"),
    "not UTF-8": ({FINDINGS_FILE: FINDINGS.encode("utf-16")}, FINDINGS_FILE, 1, "unreadable"),
    "control characters": (
        {FINDINGS_FILE: FINDINGS + "\x1b[31m"},
        FINDINGS_FILE,
        FINDINGS.count("\n") + 1,
        "unreadable",
    ),
    "too large": ({"rules/30.yaml": "# long\n" * 150_000}, "rules/30.yaml", 0, "unreadable"),
    "no pack.yaml": ({"pack.yaml": None}, "pack.yaml", 0, "unreadable"),
    "no concepts.yaml": ({"concepts.yaml": None}, "concepts.yaml", 0, "unreadable"),
    "no sources.yaml": ({"sources.yaml": None}, "sources.yaml", 0, "unreadable"),
    "no rules": ({CAUSES_FILE: None, FINDINGS_FILE: None}, "rules", 0, "unreadable"),
    "concepts that are not YAML": ({"concepts.yaml": CONCEPTS + "- id: 'x\n"}, "concepts.yaml", 37, "yaml"),
    "a group for a list": ({"coverage.yaml": "link: A-2-2\n"}, "coverage.yaml", 1, "schema"),
    "a word for concepts": ({"concepts.yaml": "calcium\n"}, "concepts.yaml", 1, "schema"),
    "a list for pack.yaml": ({"pack.yaml": "- id: small\n"}, "pack.yaml", 1, "schema"),
    "no level of urgency": (
        {"pack.yaml": FILES["pack.yaml"].split("urgency")[0] + "urgency: []\n"},
        "pack.yaml",
        10,
        "no-safety-net",
    ),
    "misspelt file": ({"concept.yaml": CONCEPTS}, "concept.yaml", 0, "stray"),
    "a file in the wrong place": ({"winter.yaml": "a"}, "winter.yaml", 0, "stray"),
    "the other ending": ({"rules/30.yml": CAUSES}, "rules/30.yml", 0, "stray"),
    "the ending in capitals": ({"rules/30.YAML": CAUSES}, "rules/30.YAML", 0, "stray"),
    "what an editor on Windows calls it": ({"rules/30.yaml.txt": CAUSES}, "rules/30.yaml.txt", 0, "stray"),
    "questions under such a name": ({"questions.yaml.TXT": QUESTIONS}, "questions.yaml.TXT", 0, "stray"),
    "pack.yaml under such a name": ({"pack.yaml": None, "pack.yaml.txt": "x"}, "pack.yaml.txt", 0, "stray"),
    "pack.yaml with the other ending": ({"pack.yaml": None, "Pack.yml": "x"}, "Pack.yml", 0, "stray"),
    "a case with the other ending": ({"cases/more/one.yml": "x"}, "cases/more/one.yml", 0, "stray"),
    "a case under such a name": ({"cases/one.yaml.txt": "x"}, "cases/one.yaml.txt", 0, "stray"),
    "rules in capitals": ({"Rules/30.yaml": CAUSES}, "Rules", 0, "stray"),
    "one case": ({"case/30.yaml": CAUSES}, "case", 0, "stray"),
    "rules in a folder of their own": ({"rules/more/30.yaml": CAUSES}, "rules/more/30.yaml", 0, "stray"),
}


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("calcium is low or vitamin-d is low", "write two rules, one for each"),
        ("calcium is low or high", "write two rules, one for each"),
        ("calcium is low and vitamin-d is low", "write a list: ["),
        ("calcium is not low", "a rule knows no 'not'"),
        ("calcium isn't low", "a rule knows no 'not'"),
        ("calcium = low", "did you mean 'calcium is low'?"),
        ("calcium=low", "did you mean 'calcium is low'?"),
        ("Calcium is Low", "did you mean 'calcium is low'?"),
        ("calcium IS low", "did you mean 'calcium is low'?"),
        ("\u00abcalcium is low\u00bb", "did you mean 'calcium is low'?"),
        ("serum calcium is low", "did you mean 'calcium is low'?"),
        ("the excitability of nerves is increased", "did you mean 'nerve-excitability is increased'?"),
        ("muscle spasm is present", "did you mean 'muscle-spasm is present'?"),
        ("the excitability of nerves", "say what it is: 'nerve-excitability is VALUE'"),
        ("[[calcium is low]]", "write it as 'CONCEPT is VALUE'"),
        ("m\u00fcdigkeit is present", "write it as 'CONCEPT is VALUE'"),
    ],
)
def test_what_is_no_statement_is_told_with_what_was_meant(written: str, hint: str, tmp_path: Path) -> None:
    """In the words that stand there; that it is none, is one problem."""
    text = broken(CAUSES_FILE, "if: vitamin-d is low", f"if: {written}")
    (problem,) = problems_of(write_pack(tmp_path, {CAUSES_FILE: text}))
    assert (problem.line, problem.code) == (line_of(text, f"if: {written}"), "schema")
    assert "is no statement" in problem.message
    assert written.startswith("[") or written in problem.message
    assert hint in problem.hint


@pytest.mark.parametrize("label", ["Before supper", "At once"])
def test_a_label_of_a_level_is_no_level(label: str, tmp_path: Path) -> None:
    """The hint names the levels that there are, and none that looks like the label."""
    text = broken(FINDINGS_FILE, "then: urgency is same-day", f"then: urgency is {label}")
    hints = [
        one.hint for one in problems_of(write_pack(tmp_path, {FINDINGS_FILE: text})) if "no statement" in one.message
    ]
    assert len(hints) == 1
    assert all(level in hints[0] for level in URGENCY_LEVELS)
    assert "did you mean" not in hints[0]


@pytest.mark.parametrize("id", ["muscle_spasm", "muskel-kr\u00e4mpfe", "Muscle-Spasm"])
def test_an_id_that_cannot_be_one_is_told_once(id: str, tmp_path: Path) -> None:
    """Not again, as what was meant instead, wherever the concept is named by it."""
    changed = {
        file: FILES[file].replace("muscle-spasm", id) for file in ("concepts.yaml", "questions.yaml", FINDINGS_FILE)
    }
    (problem,) = problems_of(write_pack(tmp_path, changed))
    assert (problem.path, problem.code) == ("concepts.yaml", "schema")
    assert problem.message == f"'id': '{id}' is not a name that can be used here"


def test_what_only_looks_like_a_blank_is_named(tmp_path: Path) -> None:
    """Else what stands there and what is meant look the same."""
    text = broken(CAUSES_FILE, "if: vitamin-d is low", "if: vitamin-d\u00a0is low")
    (problem,) = problems_of(write_pack(tmp_path, {CAUSES_FILE: text}))
    assert problem.message == "'if': 'vitamin-d<no-break space>is low' is no statement"
    assert problem.hint == "did you mean 'vitamin-d is low'?"


def test_no_hint_speaks_the_language_of_the_program(tmp_path: Path) -> None:
    """Whatever stands where something of another shape belongs."""
    sound = {"id": "zz", "label": "zz", "role": "finding", "values": "[present, absent]", "about": "A thing."}
    for key, value in product((*sound, "terms", "aliases", "background", "told-by", "critical"), SHAPES):
        lines = (f"{name}: {held}" for name, held in {**sound, key: value}.items())
        text = f"{CONCEPTS}- " + "\n  ".join(lines) + "\n"
        for problem in problems_of(write_pack(tmp_path, {"concepts.yaml": text})):
            assert "nput should" not in problem.hint + problem.message
            assert "dictionary" not in problem.hint + problem.message


def test_an_id_with_two_wrong_letters_is_recognised(tmp_path: Path) -> None:
    """Ids are long, and an author looks up what there is: 'leafs' may stand for 'leaves'."""
    text = broken(FINDINGS_FILE, "then: muscle-spasm is present", "then: muscel-spams is present")
    problems = problems_of(write_pack(tmp_path, {FINDINGS_FILE: text}))
    hints = [problem.hint for problem in problems if problem.code == "unknown-concept"]
    assert hints == ["did you mean 'muscle-spasm'?"]


SHAPES = ("[]", "[a]", "{}", "{a: b}", "[[a]]", "[{a: b}]", "word", "'5'", "~")


@pytest.mark.parametrize("name", FILE_DEFECTS)
def test_a_bad_file_is_one_problem(name: str, tmp_path: Path) -> None:
    """A file that is missing, unreadable or in the wrong place is told once, not again for every name it would have."""
    changed, file, line, code = FILE_DEFECTS[name]
    problems = problems_of(write_pack(tmp_path, changed))
    assert places(problems) == [(file, line, code)]


def test_a_misspelt_file_name_is_recognised(tmp_path: Path) -> None:
    """A file that nearly has the name of a pack's file gets a 'did you mean'."""
    (problem,) = problems_of(write_pack(tmp_path, {"nuances.yaml": None, "nuance.yaml": FILES["nuances.yaml"]}))
    assert "did you mean 'nuances.yaml" in problem.hint


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("rules/water.yaml.txt", "call it water.yaml, or take it out"),
        ("coverage.yml.txt", "call it coverage.yaml, or take it out"),
        ("cases/one.YML", "call it one.yaml"),
        ("rule/water.yaml", "what belongs to the pack goes into rules/"),
        ("Cases/one.yaml", "what belongs to the pack goes into cases/"),
    ],
)
def test_what_is_not_read_for_its_name_is_told_with_the_right_one(name: str, hint: str, tmp_path: Path) -> None:
    """An author sees a file called 'water' in both cases: many a desktop hides what it ends in."""
    (problem,) = problems_of(write_pack(tmp_path, {name: CAUSES}))
    assert problem.hint == hint


def test_several_defects_are_reported_in_one_pass(tmp_path: Path) -> None:
    """Defects in several files, of shape and of sense, are all told at once, in the order of files and lines."""
    names = ("schema: level", "schema: role", "unknown-source: nuance", "duplicate: premise", "yaml: anchor")
    chosen = [DEFECTS[name] for name in names]
    texts = {defect.file: broken(defect.file, defect.old, defect.new) for defect in chosen}
    expected = sorted(
        (d.file, line_of(texts[d.file], d.at or d.new), code_of(n)) for n, d in zip(names, chosen, strict=True)
    )
    assert places(problems_of(write_pack(tmp_path, texts))) == expected


def test_several_defects_in_one_record_are_reported_in_one_pass(tmp_path: Path) -> None:
    """Every mistake in one rule is told, not only the first."""
    text = FINDINGS.replace("then: urgency is same-day", "then: urgency same-day").replace(": 10", ": ten")
    text = text.replace("- tingling is present", "- tingling")
    problems = places(problems_of(write_pack(tmp_path, {FINDINGS_FILE: text})))
    assert problems == [(FINDINGS_FILE, line, "schema") for line in (13, 14, 19)]


def test_a_concept_with_a_fault_is_not_reported_as_missing(tmp_path: Path) -> None:
    """When the record of a concept is wrong, the rules that use it are not: one message, not five."""
    text = broken("concepts.yaml", "label: muscle spasm", "lable: muscle spasm")
    problems = problems_of(write_pack(tmp_path, {"concepts.yaml": text}))
    assert {(problem.path, problem.code) for problem in problems} == {("concepts.yaml", "schema")}
    assert "did you mean 'label'?" in {problem.hint for problem in problems}


def test_a_key_has_one_spelling(tmp_path: Path) -> None:
    """The names that the program uses inside (`premises`, `come_back`) are no second way to write a pack."""
    text = broken(CAUSES_FILE, "if: vitamin-d is low", "premises: vitamin-d is low")
    assert {problem.code for problem in problems_of(write_pack(tmp_path, {CAUSES_FILE: text}))} == {"schema"}


def test_a_hedge_may_be_written_in_capitals(tmp_path: Path) -> None:
    """The table of hedges is compared with the wording without regard to case, on both sides."""
    text = broken("pack.yaml", "[often]", "[Often]")
    assert problems_of(write_pack(tmp_path, {"pack.yaml": text})) == []


@pytest.mark.parametrize("target", ["file", "folder", "file beside the pack", "nowhere"])
def test_a_link_that_leads_out_is_refused_unread(target: str, tmp_path: Path) -> None:
    """A pack from a stranger cannot show what else lies on the reader's disk."""
    folder = write_pack(tmp_path / "pack")
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "x.yaml").write_text("- password: hunter2\n")
    link = {"file": "coverage.yaml", "folder": "cases", "file beside the pack": "notes.txt", "nowhere": "rules/y.yaml"}
    place = folder / link[target]
    if target == "folder":
        (place / "winter.yaml").unlink()
        place.rmdir()
    place.unlink(missing_ok=True)
    place.symlink_to({"folder": secret, "nowhere": Path("/nowhere/x")}.get(target, secret / "x.yaml"))
    problems = problems_of(folder)
    assert places(problems) == [(link[target], 0, "stray")]
    assert "hunter2" not in str(problems)


def test_a_link_within_the_pack_is_a_file(tmp_path: Path) -> None:
    """A link to another file of the same pack leads nowhere else, and is read."""
    folder = write_pack(tmp_path)
    (folder / FINDINGS_FILE).rename(folder / "findings.txt")
    (folder / FINDINGS_FILE).symlink_to("../findings.txt")
    assert problems_of(folder) == []


def test_a_pack_behind_a_link_is_a_pack(tmp_path: Path) -> None:
    """The folder of a pack may itself be named by a link."""
    write_pack(tmp_path / "pack")
    (tmp_path / "link").symlink_to("pack")
    assert problems_of(tmp_path / "link") == []


def test_a_link_to_itself_is_told(tmp_path: Path) -> None:
    """A circle of links is a problem of the pack, not of the program."""
    folder = write_pack(tmp_path, {"coverage.yaml": None})
    (folder / "coverage.yaml").symlink_to("coverage.yaml")
    (problem,) = problems_of(folder)
    assert (problem.path, problem.message) == ("coverage.yaml", "this link leads back to itself")


@pytest.mark.parametrize("name", ["coverage.yaml", "rules/30.yaml", "cases/pipe.yaml", "notes"])
def test_a_named_pipe_is_told_and_not_waited_for(name: str, tmp_path: Path) -> None:
    """A pipe in a pack would keep the reader waiting for ever: it is refused unread."""
    folder = write_pack(tmp_path, {"coverage.yaml": None})
    os.mkfifo(folder / name)
    assert places(problems_of(folder)) == [(name, 0, "stray")]


def test_a_folder_that_is_no_pack_is_told_at_once(tmp_path: Path) -> None:
    """Whoever names the wrong folder, however large, hears that pack.yaml is missing, not about what lies in it."""
    for name in ("a/b.yaml", "one.yaml", "two.yml"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x\n")
    assert ("pack.yaml", 0, "unreadable") in places(problems_of(tmp_path))


def test_other_files_may_lie_in_a_pack(tmp_path: Path) -> None:
    """A licence, a picture, notes or an editor's backup in a pack are nobody's business."""
    other: dict[str, str | bytes | None] = {
        "README.md": "# Hi",
        "LICENSE": "",
        "pictures/nerve.png": b"\x89PNG",
        "rules/10-causes.yaml~": "x",
        "rules/notes.txt": "x",
        "old/questions.yaml.txt": "x",
        "notes.yaml.txt": "x",
        "ruled/one.yaml": "x",
    }
    assert problems_of(write_pack(tmp_path, other)) == []


def test_the_files_of_a_pack_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    """The order of the rules, which breaks ties, does not hang on the file system."""
    swapped = {"rules/20-causes.yaml": CAUSES, "rules/10-findings.yaml": FINDINGS}
    one = load_pack(write_pack(tmp_path / "one"))
    two = load_pack(write_pack(tmp_path / "two", {CAUSES_FILE: None, FINDINGS_FILE: None, **swapped}))
    assert [rule.id for rule in two.rules] == [rule.id for rule in (*one.rules[2:], *one.rules[:2])]


def test_the_hash_is_of_the_content_alone(tmp_path: Path) -> None:
    """The same rules in other YAML, other files or another folder are one pack; with one word changed they are not."""
    one = load_pack(write_pack(tmp_path / "one"))
    joined = {CAUSES_FILE: CAUSES + FINDINGS, FINDINGS_FILE: None}
    windows = {"questions.yaml": "\ufeff# comment\n" + QUESTIONS.replace("\n", "\r\n")}
    other = {CAUSES_FILE: CAUSES.replace("Calcium keeps", "Calcium held")}
    assert load_pack(write_pack(tmp_path / "joined", joined)).sha256 == one.sha256
    assert load_pack(write_pack(tmp_path / "windows", windows)) == one
    assert load_pack(write_pack(tmp_path / "other", other)).sha256 != one.sha256


def test_a_pack_is_found_by_folder_or_id(tmp_path: Path) -> None:
    """A folder is itself; an id is a pack that came with the program; anything else is wrong usage with a hint."""
    assert find_pack(str(tmp_path)) == tmp_path
    assert find_pack("muscle-spasms") == shipped_pack("muscle-spasms")
    with pytest.raises(UsageError, match=r"there is no rule pack 'muscle-spasm': did you mean 'muscle-spasms'\?"):
        find_pack("muscle-spasm")
    for name in ("", "../no-rules", "/nowhere", "x" * 5000, "a\nb"):
        with pytest.raises(UsageError, match="there is no rule pack"):
            find_pack(name)


@pytest.mark.parametrize("key", ["when", "not-when"])
@pytest.mark.parametrize(
    ("when", "code", "part"),
    [
        ("tingling", "wrong-role", "name a concept with 'role: cause or risk or scope or danger'"),
        ("calcium", "unknown-value", "'calcium' has no value 'present'"),
        ("tinglin", "unknown-concept", "no concept is called 'tinglin'"),
    ],
)
def test_what_points_to_a_cause_outside_or_speaks_against_it_is_a_circumstance_or_a_danger(
    key: str, when: str, code: str, part: str, tmp_path: Path
) -> None:
    """A finding stands under `findings`: as one that points to the cause it would never be left unexplained."""
    line = f"- {{id: cold, label: a cold, about: It passes., source: guide, findings: tingling, {key}: {when}}}\n"
    (problem,) = problems_of(write_pack(tmp_path, {"not-covered.yaml": line}))
    assert (problem.path, problem.line, problem.code) == ("not-covered.yaml", 1, code)
    assert part in f"{problem.message}; {problem.hint}"


@pytest.mark.parametrize(
    ("lists", "message"),
    [
        ("not-when: [calcium is low, calcium is low]", "'calcium is low' stands twice"),
        ("when: calcium is low, not-when: [calcium is normal, calcium is low]", "'calcium is low' stands in 'when'"),
    ],
)
def test_what_speaks_against_a_cause_outside_stands_once_and_does_not_point_to_it(
    lists: str, message: str, tmp_path: Path
) -> None:
    """What did both would name the cause first and last."""
    line = f"- {{id: cold, label: a cold, about: It passes., source: guide, findings: tingling, {lists}}}\n"
    (problem,) = problems_of(write_pack(tmp_path, {"not-covered.yaml": line}))
    assert (problem.path, problem.line, problem.code) == ("not-covered.yaml", 1, "duplicate")
    assert message in problem.message
