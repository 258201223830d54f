"""A folder of YAML files in: a rule pack out, or every problem in it at once, each at its file and line.

Each defect below is planted alone in the small pack. The loader has to report it under the code that its name begins
with, at its line, and nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from small_pack import CAUSES, CONCEPTS, FILES, FINDINGS, QUESTIONS, SOURCES, broken, line_of, write_pack

from triage.errors import PackError, Problem, UsageError
from triage.model import Statement, Strength
from triage.pack.loading import find_pack, load_pack, shipped_pack

CAUSES_FILE, FINDINGS_FILE = "rules/10-causes.yaml", "rules/20-findings.yaml"


@dataclass(frozen=True)
class Defect:
    """`old` in `file` is replaced by `new`; the problem is where `at` (else `new`) ends and `says` and hints this."""

    file: str
    old: str
    new: str
    at: str = ""
    hint: str = ""
    says: str = ""


def added(file: str, text: str, at: str = "", hint: str = "") -> Defect:
    """Return the defect of `text` at the end of `file`."""
    last = FILES[file].splitlines(keepends=True)[-1]
    return Defect(file, last, last + text, at or text, hint)


NO_ABOUT = "label: tingling\n  role: finding\n  values: [present, absent]\n  about:"
SPASM = "- muscle-spasm is present"
TWICE = f"{SPASM}\n    - tingling is present", f"{SPASM}\n    {SPASM}"
ROUTINE = (
    '  - {level: routine, label: Routine, symbol: "!", colour: green, do: Book a visit., come-back: In two weeks.}\n'
)

DEFECTS = {
    # document
    "yaml: two colons": Defect(CAUSES_FILE, "strength: possible", "strength: possible: yes"),
    "yaml: second document": added(FINDINGS_FILE, "---\n- id: more\n", "---"),
    "yaml: alias": Defect(CAUSES_FILE, "mechanism: It guards the gates of sodium.", "mechanism: *gates"),
    "yaml: alias for what is required": Defect(CAUSES_FILE, "because: Calcium keeps nerves calm.", "because: *x"),
    "yaml: anchor": Defect(CAUSES_FILE, "because: Calcium", "because: &x Calcium"),
    "yaml: tag": Defect(CAUSES_FILE, "because: Calcium", "because: !!str Calcium"),
    "yaml: deep": Defect(CAUSES_FILE, "wording: can lower", f"wording: {'[' * 30}can{']' * 30}"),
    "yaml: list as key": Defect(CAUSES_FILE, "wording: can lower", "[wording]: can lower"),
    "duplicate-key": Defect(CAUSES_FILE, "wording: can lower", "wording: can lower\n  wording: can"),
    # shape
    "schema: missing key": Defect(
        CAUSES_FILE,
        "  because: Vitamin D helps the gut take up calcium.\n",
        "",
        "- id: vitamin-d-lowers-calcium",
        says="'because' is missing",
    ),
    "schema: misspelt key": Defect(CAUSES_FILE, "mechanism:", "mechansim:", hint="did you mean mechanism"),
    "schema: misspelt key in a part": Defect(
        "concepts.yaml", "teaches: B-1-1", "teaches: B-1-1\n      teach: B-1-1", hint="did you mean teaches?"
    ),
    "schema: id": Defect("questions.yaml", "- id: findings", "- id: Find_ings", hint="lower-case letters"),
    "schema: role": Defect("concepts.yaml", "role: mechanism", "role: machanism", hint="'mechanism'"),
    "schema: statement": Defect(CAUSES_FILE, "then: calcium is low", "then: calcium low", says="CONCEPT is VALUE"),
    "schema: premise": Defect(FINDINGS_FILE, "- tingling is present", "- tingling", says="CONCEPT is VALUE"),
    "schema: strength": Defect(CAUSES_FILE, "strength: possible", "strength: probable", says="certain, likely"),
    "schema: citation": Defect(CAUSES_FILE, "source: article A-1", "source: article A-1 B-1"),
    "schema: no premise": Defect(CAUSES_FILE, "if: [calcium is low]", "if: []", says="too little"),
    "schema: one value": Defect("concepts.yaml", "[increased, normal]", "[increased]", says="too little"),
    "schema: empty text": Defect("concepts.yaml", "about: Pins and needles.", "about: ' '", says="too little"),
    "schema: nothing": Defect("concepts.yaml", "about: Pins and needles.", "about:", NO_ABOUT, says="nothing"),
    "schema: list for text": Defect("concepts.yaml", "about: Pins and needles.", "about: [a, b]", says="a list"),
    "schema: text for a group": Defect("concepts.yaml", "values: [increased, normal]", "values: increased"),
    "schema: a word for a record": added(CAUSES_FILE, "- just a word\n"),
    "schema: number": Defect(FINDINGS_FILE, "salience: 10", "salience: ten", says="'ten' is not a whole number"),
    "schema: half a number": Defect(FINDINGS_FILE, "salience: 10", "salience: 1.5", says="whole number"),
    "schema: number of links": Defect("sources.yaml", "A-3: 1", "A-3: one", says="'one' is not a whole number"),
    "schema: negative number of links": Defect("sources.yaml", "A-3: 1", "A-3: 1\n    C-1: -1"),
    "schema: huge number of links": Defect("sources.yaml", "A-3: 1", "A-3: 1\n    C-1: 50000"),
    "schema: hedges": Defect("pack.yaml", "  likely: [often]\n", "", "hedges:", says="'likely' is missing"),
    "schema: level": Defect("pack.yaml", "level: routine", "level: rutine"),
    "schema: misspelt key of a level": Defect(
        "pack.yaml", "come-back: At once.", "come-back: At once., colr: red", hint="did you mean colour?"
    ),
    "schema: values": Defect("concepts.yaml", "[increased, normal]", "[increased, normal, normal]"),
    "schema: value unknown": Defect("concepts.yaml", "[increased, normal]", "[increased, normal, unknown]"),
    "schema: a word for unknown": Defect("concepts.yaml", "[increased, normal]", "[increased, normal, not-sure]"),
    "schema: choice of two": Defect("questions.yaml", "form: checklist", "form: choice", "[muscle-spasm, tingling]"),
    "schema: checklist": added(
        "questions.yaml",
        "- {id: x, form: checklist, text: What, why: it may, concepts: nerve-excitability}\n",
    ),
    # resolve
    "duplicate-id: concept": added(
        "concepts.yaml", "- {id: tingling, label: prickling, role: finding, values: [present, absent], about: x}\n"
    ),
    "duplicate-id: urgency": added(
        "concepts.yaml", "- {id: urgency, label: haste, role: finding, values: [a, b], about: x}\n"
    ),
    "duplicate-id: source": added("sources.yaml", "- {id: guide, title: Another, kind: supplement}\n"),
    "duplicate-id: nuance": added("nuances.yaml", "- {id: N1, text: Another., source: guide}\n"),
    "duplicate-id: question": added(
        "questions.yaml",
        "- {id: calcium, form: choice, text: How, why: it may, concepts: nerve-excitability}\n",
    ),
    "duplicate-id: rule in another file": Defect(FINDINGS_FILE, "id: nerves-cause-spasm", "id: calcium-excites-nerves"),
    "duplicate-name: alias": Defect(
        "concepts.yaml",
        "about: Pins and needles.",
        "about: Pins and needles.\n  aliases: Serum-Calcium",
        "  aliases: Serum-Calcium",
        says="names both 'calcium' and 'tingling'",
    ),
    "duplicate-name: term": Defect(
        "concepts.yaml", "aliases: charley horse", "aliases: Hypocalcemia", "  aliases: Hypocalcemia"
    ),
    "duplicate-name: kind": Defect(
        "concepts.yaml",
        "about: Pins and needles.",
        "about: Pins and needles.\n  narrower: [prickling toes, Serum-Calcium]",
        "narrower: [prickling toes, Serum-Calcium]",
        says="names both 'calcium' and 'tingling'",
    ),
    "duplicate-name: a kind that is the whole": Defect(
        "concepts.yaml",
        "aliases: charley horse",
        "aliases: charley horse\n  narrower: [calf spasm, Charley-Horse]",
        "narrower: [calf spasm, Charley-Horse]",
        hint="leave it out of one",
        says="names all of 'muscle-spasm' and only a kind of it",
    ),
    "schema: narrower names of a level": Defect(
        "concepts.yaml",
        "aliases: [Ca, serum calcium]",
        "aliases: [Ca, serum calcium]\n  narrower: ionised calcium",
        "narrower: ionised calcium",
        hint="put it under 'aliases'",
        says="only what is present or absent has narrower names",
    ),
    "duplicate-name: urgency": Defect("concepts.yaml", "label: tingling", "label: Urgency"),
    "duplicate-name: one term for two values": Defect(
        "concepts.yaml", "high: hypercalcemia", "high: Hypocalcemia", "high: Hypocalcemia"
    ),
    "unknown-value: term": Defect("concepts.yaml", "    high: hyper", "    hihg: hyper", hint="did you mean high?"),
    "unknown-value: candidate": Defect(
        "concepts.yaml",
        "candidate: low\n  about: A mineral",
        "candidate: lo\n  about: A mineral",
        "candidate: lo\n",
        hint="did you mean low?",
    ),
    "unknown-value: premise": Defect(CAUSES_FILE, "vitamin-d is low", "vitamin-d is hihg", hint="did you mean high?"),
    "unknown-value: conclusion": Defect(
        FINDINGS_FILE, "then: muscle-spasm is present", "then: muscle-spasm is presnt", hint="present?"
    ),
    "unknown-value: nothing near": Defect(
        CAUSES_FILE, "vitamin-d is low", "vitamin-d is 42", hint="its values are low, normal, high"
    ),
    "unknown-value: urgency": Defect(FINDINGS_FILE, "urgency is same-day", "urgency is sameday", hint="same-day"),
    "unknown-value: suppose": Defect("questions.yaml", "suppose: [low]", "suppose: [lo]", hint="did you mean low?"),
    "schema: suppose in a checklist": Defect(
        "questions.yaml",
        "concepts: [muscle-spasm, tingling]",
        "concepts: [muscle-spasm, tingling]\n  suppose: present",
        "suppose: present",
        hint="leave 'suppose' out",
        says="nothing can be supposed in a checklist",
    ),
    "unknown-concept: premise": Defect(
        CAUSES_FILE, "if: vitamin-d is low", "if: vitamn-d is low", hint="did you mean vitamin-d?"
    ),
    "unknown-concept: conclusion": Defect(
        FINDINGS_FILE,
        "then: muscle-spasm is present",
        "then: muscle-spam is present",
        hint="did you mean muscle-spasm?",
    ),
    "unknown-concept: nothing near": Defect(
        CAUSES_FILE, "if: vitamin-d is low", "if: zzz is low", hint="declare it in concepts.yaml"
    ),
    "unknown-concept: question": Defect("questions.yaml", "tingling]", "tinglin]", hint="did you mean tingling?"),
    "unknown-concept: the id of a source": Defect(CAUSES_FILE, "if: vitamin-d is low", "if: article is low"),
    "unknown-concept: the id of a rule": Defect(
        CAUSES_FILE, "if: vitamin-d is low", "if: spasm-with-tingling is present"
    ),
    "unknown-concept: question about a source": Defect("questions.yaml", "tingling]", "guide]"),
    "unknown-source: rule": Defect(
        CAUSES_FILE, "source: article A-1", "source: artikle A-1", hint="did you mean article?"
    ),
    "unknown-source: nuance": Defect("nuances.yaml", "source: guide", "source: giude", hint="did you mean guide?"),
    "unknown-source: background": Defect(
        "concepts.yaml", "source: article B-1", "source: artikle B-1", hint="did you mean article?"
    ),
    "unknown-source: the id of a concept": Defect(CAUSES_FILE, "source: article A-1", "source: calcium A-1"),
    "unknown-nuance: of a concept": Defect(
        "concepts.yaml",
        "  candidate: low\n  about: A mineral",
        "  candidate: low\n  nuance: N9\n  about: A mineral",
        at="nuance: N9",
    ),
    "unknown-nuance": Defect(CAUSES_FILE, "[N1]", "[N11]", hint="did you mean N1?"),
    "unknown-nuance: the id of a concept": Defect(CAUSES_FILE, "[N1]", "[calcium]"),
    "bad-citation: place": Defect(CAUSES_FILE, "source: article A-1", "source: article A-11", hint="did you mean A-1"),
    "bad-citation: no place": Defect(FINDINGS_FILE, "source: article A-3", "source: article"),
    "bad-citation: kind": Defect(FINDINGS_FILE, "kind: supplement\n", "kind: article\n", "source: guide"),
    "bad-citation: link of a rule": Defect(CAUSES_FILE, "[A-2-1]", "[A-2-1, A-2-9]", hint="A-2-1"),
    "bad-citation: link of a background": Defect(
        "concepts.yaml", "teaches: B-1-1", "teaches: [B-1-1, B-7-1]", hint="B-1-1"
    ),
    "bad-citation: link left out": added("coverage.yaml", "- {link: A-7-1, where: out, reason: None.}\n", hint="A-2-1"),
    "duplicate: premise": Defect(FINDINGS_FILE, *TWICE),
    "duplicate: question": added(
        "questions.yaml", "- {id: x, form: checklist, text: What, why: it may, concepts: tingling}\n"
    ),
    "no-safety-net: missing": Defect(
        "pack.yaml",
        ROUTINE,
        "",
        "urgency:",
        says="'routine'",
    ),
    "no-safety-net: twice": added(
        "pack.yaml",
        "  - {level: learn, label: L, symbol: l, colour: blue, do: Read., come-back: Soon.}\n",
        "label: L, symbol: l",
        hint="each level stands once",
    ),
    "over-strong: no hedge": Defect(CAUSES_FILE, "wording: can lower", "wording: might lower", hint="quote"),
    "over-strong: strength": Defect(
        CAUSES_FILE, "strength: likely", "strength: certain", hint="say 'strength: likely'"
    ),
    "over-strong: weakest hedge": Defect(
        CAUSES_FILE, "wording: often makes", "wording: can often make", "strength: likely", hint="possible"
    ),
    "uncovered: background": Defect("concepts.yaml", "      teaches: B-1-1\n", ""),
    "uncovered: place": Defect("sources.yaml", "A-2: 2", "A-2: 3", says="'A-2-3'"),
}


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
    "concepts that are not YAML": ({"concepts.yaml": CONCEPTS + "- id: 'x\n"}, "concepts.yaml", 38, "yaml"),
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
    "rules in a folder of their own": ({"rules/more/30.yaml": CAUSES}, "rules/more/30.yaml", 0, "stray"),
}


@pytest.mark.parametrize("name", FILE_DEFECTS)
def test_a_bad_file_is_one_problem(name: str, tmp_path: Path) -> None:
    """A file that is missing, unreadable or in the wrong place is told once, not again for every name it would have."""
    changed, file, line, code = FILE_DEFECTS[name]
    problems = problems_of(write_pack(tmp_path, changed))
    assert places(problems) == [(file, line, code)]


def test_a_misspelt_file_name_is_recognised(tmp_path: Path) -> None:
    """A file that nearly has the name of a pack's file gets a 'did you mean'."""
    (problem,) = problems_of(write_pack(tmp_path, {"nuances.yaml": None, "nuance.yaml": FILES["nuances.yaml"]}))
    assert "did you mean nuances.yaml" in problem.hint


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
    assert "did you mean label?" in {problem.hint for problem in problems}


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
    with pytest.raises(UsageError, match=r"there is no rule pack 'muscle-spasm': did you mean muscle-spasms\?"):
        find_pack("muscle-spasm")
    for name in ("", "../rules", "/nowhere", "x" * 5000, "a\nb"):
        with pytest.raises(UsageError, match="there is no rule pack"):
            shipped_pack(name)
    with pytest.raises(UsageError):
        find_pack("x" * 5000)


@pytest.mark.parametrize(
    ("when", "code", "part"),
    [
        ("tingling", "wrong-role", "name a concept with 'role: cause or risk or scope or danger'"),
        ("calcium", "unknown-value", "'calcium' has no value 'present'"),
        ("tinglin", "unknown-concept", "no concept is called 'tinglin'"),
    ],
)
def test_what_points_to_a_cause_outside_is_a_circumstance_or_a_danger(
    when: str, code: str, part: str, tmp_path: Path
) -> None:
    """A finding stands under `findings`: as one that points to the cause it would never be left unexplained."""
    line = f"- {{id: cold, label: a cold, about: It passes., source: guide, findings: tingling, when: {when}}}\n"
    (problem,) = problems_of(write_pack(tmp_path, {"not-covered.yaml": line}))
    assert (problem.path, problem.line, problem.code) == ("not-covered.yaml", 1, code)
    assert part in f"{problem.message}; {problem.hint}"
