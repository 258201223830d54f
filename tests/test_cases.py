"""A case file in: answers and expectations with every name resolved, or every mistake in it with file and line."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from io import BytesIO, TextIOWrapper
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_packs import concept, pack_of
from shipped import shipped
from small_pack import CASE, write_pack

from triage.answers.case import UNTITLED, Case, read_case
from triage.answers.case_line import WrongLine, read_line
from triage.answers.case_lines import together
from triage.answers.case_text import case_text
from triage.conversation.moves import there
from triage.engine.given import given_in
from triage.errors import CaseError, Problem, UsageError
from triage.interview.beginning import begin
from triage.interview.reply import Reply
from triage.model import UNKNOWN, RulePack, Statement
from triage.pack.loading import load_pack
from triage.report.report import report


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> RulePack:
    return load_pack(write_pack(tmp_path_factory.mktemp("pack")))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cases")


def read(pack: RulePack, folder: Path, text: str | bytes) -> Case:
    """Read `text` as a case file of `pack`, the only pack there is."""

    def named(name: str) -> RulePack:
        if name != pack.id:
            raise UsageError(f"there is no rule pack '{name}'")
        return pack

    path = folder / "case.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_case(str(path), named)


def problems_of(pack: RulePack, folder: Path, text: str | bytes) -> tuple[Problem, ...]:
    with pytest.raises(CaseError) as caught:
        read(pack, folder, text)
    assert {problem.path for problem in caught.value.problems} == {str(folder / "case.yaml")}
    return caught.value.problems


def answers(*lines: str) -> str:
    """Return a case file with these lines under its answers, the first of them on line 3."""
    return "".join((f"pack: small\nanswers:{'' if lines else ' {}'}\n", *(f"  {line}\n" for line in lines)))


@pytest.mark.parametrize("key", ["expect", "suppose", "title", "person"])
def test_an_optional_key_with_nothing_behind_it_counts_as_left_out(pack: RulePack, folder: Path, key: str) -> None:
    """Whoever takes an example and empties a key that it need not have is not scolded for it."""
    left_out, empty = read(pack, folder, answers("tingling: present")), answers("tingling: present") + f"{key}:\n"
    assert read(pack, folder, empty) == left_out


def test_a_case_is_read_as_it_is_written(pack: RulePack, folder: Path) -> None:
    """Answers, `unknown` among them, and every expectation arrive with the ids of the pack."""
    case = read(pack, folder, CASE)
    assert (case.title, case.pack) == ("A winter indoors", pack)
    assert dict(case.answers) == {"vitamin-d": "low", "tingling": "present", "muscle-spasm": UNKNOWN}
    assert dict(case.supposed) == {}
    expected = case.expectation
    assert expected.conclude == (Statement("calcium", "low"),)
    assert expected.not_conclude == (Statement("calcium", "high"),)
    assert (expected.urgency, expected.fires) == ("same-day", ("vitamin-d-lowers-calcium",))
    assert expected.before == (("vitamin-d-lowers-calcium", "calcium-excites-nerves"),)
    assert expected.candidates == ("vitamin-d", "calcium")


def test_a_case_needs_a_pack_and_answers_only(pack: RulePack, folder: Path) -> None:
    """Title, suppositions and expectations may be left out; answers may be an empty group, or nothing yet."""
    for text in (answers(), "pack: small\nanswers:\n", "pack: small\nanswers: {}\nsuppose:\nexpect: {}\n"):
        case = read(pack, folder, text)
        assert (case.title, dict(case.answers), dict(case.supposed)) == (UNTITLED, {}, {})


def test_names_and_words_of_people_are_taken(pack: RulePack, folder: Path) -> None:
    """Labels, aliases and terms name concepts; yes, no and not sure are answers; case and hyphens do not matter."""
    text = answers("Serum Calcium: LOW", "vitamin D: not sure", "charley-horse: yes", "tingling: no")
    assert dict(read(pack, folder, text).answers) == {
        "calcium": "low",
        "vitamin-d": UNKNOWN,
        "muscle-spasm": "present",
        "tingling": "absent",
    }


def told(name: str, word: str) -> str:
    """Return the answer that a line gives the shipped pack, or the code of what is wrong with it."""
    try:
        line = read_line(shipped(), name, word)
    except WrongLine as wrong:
        return wrong.code
    return f"{line.value}{', measured' if line.measured else ''}{', dangerous' if line.danger else ''}"


@pytest.mark.parametrize("word", ["severe", "Mild", "bilateral", "sometimes", "on and off", "a bit"])
def test_how_a_finding_is_there_says_that_it_is(word: str) -> None:
    """Of a finding or a danger sign any degree of it is a yes; of a circumstance, 'a bit' of heavy drinking is none."""
    assert told("muscle weakness", word) == told("chest pain", word) == "present"
    assert told("alcohol-high", word) == told("pregnancy", word) == told("magnesium", word) == "unknown-value"


@pytest.mark.parametrize("word", ["maybe", "possible", "suspected", "no idea", "not done", "pending"])
def test_a_word_that_leaves_it_open_is_never_a_yes(word: str) -> None:
    """E13: whatever it is said of, it is not known."""
    assert {told(name, word) for name in ("muscle weakness", "chest pain", "alcohol-high", "magnesium")} == {"unknown"}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("low (1.9 mmol/L)", "low"),  # the number says nothing without its range; the word does
        ("1.9 mmol/L low", "low, measured, dangerous"),
        ("1.9 mmol/L (L)", "low, measured, dangerous"),
        ("2.7 mmol/L H", "high, measured, dangerous"),
        ("normal (2.3 mmol/L)", "normal"),
        ("undetectable (<0.5 mmol/L)", "low"),
        ("low (1.9 mmol/L (2.15-2.55))", "low, measured, dangerous"),  # it is below its range, and that is a sign
        ("low, 1.9 mmol/L (2.15-2.55)", "low, measured, dangerous"),
        ("low (2.3 mmol/L (2.15-2.55))", "measurement"),
        ("normal (2.3 mmol/L (2.15-2.55))", "normal, measured"),
        ("pending (2.3 mmol/L)", "unknown-value"),
        ("low (much)", "unknown-value"),
        ("borderline low", "unknown-value"),
        ("insufficient", "unknown-value"),
        ("1.9 mM (2.15-2.55)", "low, measured, dangerous"),
        ("2.3 mmol/litre (normal, 2.15-2.55)", "normal, measured"),
        ("2.3 mmol/L (normal range, 2.15 to 2.55)", "normal, measured"),
    ],
)
def test_a_level_and_a_number_beside_it_are_taken_together(written: str, said: str) -> None:
    """What a report marks as low is low; a number with its range is judged by that, and the two must agree."""
    assert told("calcium", written) == said


@pytest.mark.parametrize(
    ("name", "written", "said"),
    [
        ("creatine kinase", "high", "present"),
        ("CK", "elevated", "present"),
        ("creatine kinase", "16200 IU/L (30-200)", "present"),
        ("creatine kinase", "120 IU/L (30-200)", "absent"),
        ("creatine kinase", "normal", "absent"),
        ("creatine kinase", "low", "unknown-concept"),
        ("creatine kinase", "2962 IU/L high", "present"),
        ("creatine kinase", "2962 IU/L", "missing-range"),
        ("creatine kinase", "pending", "unknown"),
        ("phosphate", "low", "present"),
        ("phosphate", "severely low", "present"),
        ("phosphate", "very low on a test", "present"),
        ("phosphate", "0.29 mmol/L (0.8-1.5)", "present"),
        ("phosphate", "1.2 mmol/L (0.8-1.5)", "absent"),
        ("phosphate", "present", "unknown-concept"),
        ("vitamin K", "low", "unknown-concept"),
    ],
)
def test_a_test_of_which_the_pack_only_knows_the_result_is_read(name: str, written: str, said: str) -> None:
    """Nothing is called creatine kinase, but 'high creatine kinase' is: by a word, or by the range of the report."""
    assert told(name, written) == said


@pytest.mark.parametrize("written", ["very low", "severely low on a test", "critically low", "0.29 mmol/L (0.8-1.5)"])
def test_a_result_far_out_counts_as_what_is_called_so(written: str) -> None:
    """A number must not count for less than the word for it, nor one word than another."""
    assert read_line(shipped(), "phosphate", written).concept == "severe-low-phosphate"
    assert read_line(shipped(), "phosphate", "0.7 mmol/L (0.8-1.5)").concept == "low-phosphate"


def test_a_word_does_not_hide_a_dangerous_number() -> None:
    """A potassium of 2.1 is dangerous in any laboratory, whatever it is called."""
    assert told("potassium", "low (2.1 mmol/L)") == "low, measured, dangerous"
    assert told("potassium", "normal (2.1 mmol/L)") == told("potassium", "2.1 mmol/L H") == "measurement"


def test_a_borderline_level_is_asked_about() -> None:
    """Nobody but the report can say on which side of its range a level is."""
    with pytest.raises(WrongLine, match=r"which side of its range .* write the result with its range"):
        read_line(shipped(), "calcium", "borderline low")


def given_words(tmp_path: Path, *lines: str) -> dict[str, str]:
    """Return where each answer came from, as the printed explanation of the shipped pack says it."""
    case = read(shipped(), tmp_path, "pack: muscle-spasms\nanswers:\n" + "".join(f"  {line}\n" for line in lines))
    return dict(report(given_in(case).trace, "").given)


def test_the_words_that_were_typed_are_shown_where_they_are_not_the_packs_own(tmp_path: Path) -> None:
    """Whoever wrote 'tachycardia' sees that it was taken for a racing heart: an alias may say less than the label."""
    said = given_words(tmp_path, "charley horse: yes", "paresthesias: no", "calcium: dangerously low", "tetany: maybe")
    assert said["muscle cramp is present"] == "you answered: 'charley horse'"
    assert said["tingling is absent"] == "you answered: 'paresthesias: no'"
    assert said["calcium is low (hypocalcemia)"] == "you answered: 'calcium: dangerously low', very low on a test"
    assert said["tetany: not known"] == "you answered: 'tetany: maybe'"
    own = given_words(tmp_path, "Muscle Cramp: yes", "hypocalcemia: present", "muscle-pain: no", "tetany: not sure")
    assert own.pop("calcium is low (hypocalcemia)") == "you answered, counted as a test result"
    assert {own[text] for text in own if not own[text].startswith("told")} == {"you answered"}


def test_a_no_that_another_name_outweighs_is_shown(tmp_path: Path) -> None:
    """One name with a yes is enough; the no under another is not dropped in silence, in whatever order they stand."""
    no = "the no to 'leg cramps' covers no more than that"
    for lines in (("cramps: yes", "leg cramps: no"), ("leg cramps: no", "cramps: yes")):
        assert given_words(tmp_path, *lines)["muscle cramp is present"] == f"you answered: 'cramps'; {no}"
    said = given_words(tmp_path, "muscle cramp: yes", "leg cramps: no")["muscle cramp is present"]
    assert said == f"you answered: 'muscle cramp: present'; {no}"


SADDLE = (
    "numbness or tingling of genitals, buttocks, anus, groin or inner thighs, or pain in back or legs with bladder or "
    "bowel hard to control or empty"
)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("stridor", "trouble breathing, gasping, choking, a tightening throat, or a blue or grey tinge of the lips"),
        ("coma", "a collapse or blackout, even if it has passed, or sudden unexplained breathlessness"),
        ("angina", "chest pain, tightness or heaviness, or pain that spreads to an arm, the back, the neck or the jaw"),
        ("left leg weakness", "weakness of a leg or the legs"),
        ("diarrhoea", "vomiting or diarrhoea of any length"),
        ("numb hands", "numbness, or pins and needles, in hands, feet, arms or legs"),
        ("antibiotics", "use of insulin or a course of antibiotics"),
        ("antibiotic treatment", "use of insulin or a course of antibiotics"),
        ("weakness of both arms", "weakness of the arms"),
        ("long-term statins", "use of a statin"),
        ("saddle numbness", SADDLE),
    ],
)
def test_a_no_to_one_kind_of_a_sign_leaves_open_whether_there_is_another(tmp_path: Path, name: str, label: str) -> None:
    """Whoever has no stridor may be choking: nobody said that. A yes to one kind is a yes to the sign."""
    assert given_words(tmp_path, f"{name}: yes")[f"{label} is present"] == f"you answered: '{name}'"
    denied = f"you answered: '{name}: no', which covers no more than that"
    assert given_words(tmp_path, f"{name}: no")[f"{label}: not known"] == denied


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        (("stridor: no", "choking: no"), UNKNOWN),
        (("stridor: no", "choking: yes"), "present"),
        (("stridor: no", "choking: not sure"), UNKNOWN),
        (("stridor: no", "trouble breathing: no"), "absent"),
        (("stridor: no", "trouble breathing: yes"), "present"),
        (("stridor: not sure", "trouble breathing: no"), UNKNOWN),
        (("stridor: yes", "trouble breathing: no"), "present"),
    ],
)
def test_several_kinds_denied_do_not_deny_the_sign_but_its_own_name_does(
    tmp_path: Path, lines: tuple[str, str], value: str
) -> None:
    """Two kinds that are not there leave a third; a no to the sign itself is a no to all of them, in either order."""
    for said in (lines, lines[::-1]):
        text = "pack: muscle-spasms\nanswers:\n" + "".join(f"  {line}\n" for line in said)
        assert read(shipped(), tmp_path, text).answers["trouble-breathing"] == value


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        (("vomiting: no", "diarrhoea: no"), "absent"),
        (("diarrhea: absent", "vomiting: absent", "watery diarrhoea: no"), "absent"),
        (("loss of appetite: no", "nausea: no"), "absent"),
        (("vomiting: no", "diarrhoea: not sure"), UNKNOWN),
        (("vomiting: no", "diarrhoea: no", "watery diarrhoea: yes"), "present"),
        (("repeated vomiting: no", "diarrhoea: no"), UNKNOWN),
    ],
)
def test_a_no_to_each_of_two_kinds_that_are_all_there_is_denies_the_whole(
    tmp_path: Path, lines: tuple[str, ...], value: str
) -> None:
    """What is called 'vomiting or diarrhoea' is not there where neither is, in whatever order that was said."""
    concept = "appetite-loss-or-nausea" if "nausea: no" in lines else "vomiting-or-diarrhoea"
    for said in permutations(lines):
        text = "pack: muscle-spasms\nanswers:\n" + "".join(f"  {line}\n" for line in said)
        assert read(shipped(), tmp_path, text).answers[concept] == value


def test_a_pack_that_was_read_twice_says_the_same_of_a_case(tmp_path: Path) -> None:
    """Whoever checks a pack and then explains a case of it in one process gets what each command says by itself."""
    again = replace(shipped(), concepts=tuple(one.model_copy() for one in shipped().concepts))
    text = "pack: muscle-spasms\nanswers: {vomiting: no, diarrhoea: no}\n"
    told = [read(pack, tmp_path, text).answers for pack in (shipped(), again)]
    assert told[0] == told[1] == {"vomiting-or-diarrhoea": "absent"}


def test_a_sign_of_which_only_one_kind_was_denied_is_still_asked_for(tmp_path: Path) -> None:
    """A file that says 'stridor: no' leaves choking open: an interview that takes it up asks, and asks for nothing that
    the file has answered."""
    text = "pack: muscle-spasms\nperson: real\nanswers: {stridor: no, chest-pain: no, angina: no, seizure: unknown}\n"
    case = read(shipped(), tmp_path, text)
    session = begin(case.pack, case.settled, case.supposed, case.measured, case.person)
    asked = {name for question in session.waiting for name in question.concepts}
    assert "trouble-breathing" in asked
    assert not {"chest-pain", "seizure"} & asked


@pytest.mark.parametrize(
    ("person", "urgency"), [("person: real\n", "routine"), ("", "routine"), ("person: made-up\n", "learn")]
)
def test_a_level_was_given_by_a_test_but_in_a_made_up_case(tmp_path: Path, person: str, urgency: str) -> None:
    """Nobody feels a level: it was read on a report, as where an interview asks for it, unless the case is said to be
    made up. A class may suppose one without any report."""
    for low in ("calcium: low", "hypocalcemia: yes", "low calcium: present"):
        case = read(shipped(), tmp_path, f"pack: muscle-spasms\n{person}answers: {{{low}}}\n")
        trace = given_in(case).trace
        assert trace.urgency == urgency
        assert begin(case.pack, case.settled, case.supposed, case.measured, case.person).trace == trace
    supposed = read(shipped(), tmp_path, f"pack: muscle-spasms\n{person}answers: {{}}\nsuppose: {{calcium: low}}\n")
    assert given_in(supposed).trace.urgency == "learn"


def test_words_go_when_their_answer_is_changed(tmp_path: Path) -> None:
    """What another answer would do is not told in the words of the answer that was given."""
    case = read(shipped(), tmp_path, "pack: muscle-spasms\nanswers: {charley horse: yes}\n")
    changed = given_in(case).but({"muscle-cramp": "absent"})
    assert dict(changed.trace.typed) == {}


def test_what_is_supposed_is_kept_apart(pack: RulePack, folder: Path) -> None:
    """A supposition is no answer."""
    case = read(pack, folder, answers("tingling: no") + "suppose: {vitamin-d: low}\n")
    assert (dict(case.answers), dict(case.supposed)) == ({"tingling": "absent"}, {"vitamin-d": "low"})


# The file, and for each problem its line, its code and a part of what is said about it.
WRONG: dict[str, tuple[str, list[tuple[int, str, str]]]] = {
    "empty": ("", [(0, "unreadable", "is empty")]),
    "only comments": ("# to do\n", [(0, "unreadable", "nothing but comments")]),
    "a list": ("- pack: small\n", [(1, "schema", "a group of keys")]),
    "a word": ("small\n", [(1, "schema", "a group of keys")]),
    "not YAML": ("pack: small\nanswers: {calcium: low\n", [(2, "yaml", "not YAML")]),
    "a limit without quotes": (
        "pack: small\nanswers:\n  calcium: >8.0 mmol/L (2.15-2.55)\n",
        [(3, "yaml", "what begins with '>' has to stand in quotes")],
    ),
    "no pack": ("answers: {}\n", [(1, "schema", "'pack' is missing")]),
    "no answers": ("pack: small\ntitle: T\n", [(1, "schema", "'answers' is missing")]),
    "neither": ("title: T\n", [(1, "schema", "'pack' is missing"), (1, "schema", "'answers' is missing")]),
    "unknown pack": ("title: T\npack: smal\nanswers: {}\n", [(2, "unknown-pack", "no rule pack 'smal'")]),
    "pack that is no id": ("pack: ../small\nanswers: {}\n", [(1, "schema", "'../small'")]),
    "misspelt key": (answers() + "expct: {}\n", [(3, "schema", "did you mean 'expect'?")]),
    "misspelt expectation": (answers() + "expect:\n  conclud: [x]\n", [(4, "schema", "did you mean 'conclude'?")]),
    "misspelt expectation and names": (
        answers() + "expect:\n  conclud: [x]\n  urgency: lern\n  fires: [x]\n  candidates: [calcum]\n",
        [
            (4, "schema", "did you mean 'conclude'?"),
            (5, "unknown-value", "no level of urgency"),
            (6, "unknown-rule", "no rule is called 'x'"),
            (7, "unknown-concept", "did you mean 'calcium"),
        ],
    ),
    "misspelt key and names": (
        answers("calcum: low") + "expct: {}\n",
        [(3, "unknown-concept", "did you mean 'calcium"), (4, "schema", "did you mean 'expect'?")],
    ),
    "an id as it stands in the files": (
        answers("muscle-spams: yes", "nerve-excitabilty: normal"),
        [
            (3, "unknown-concept", "did you mean 'muscle spasm'?"),
            (4, "unknown-concept", "did you mean 'nerve-excitability'?"),
        ],
    ),
    "two wrong letters": (
        answers() + "expect: {conclude: [muscel-spams is present]}\n",
        [(3, "unknown-concept", "did you mean 'muscle")],
    ),
    "answers as an empty list": ("pack: small\nanswers: []\n", [(2, "schema", "write a line 'KEY: VALUE'")]),
    "answers as a list": ("pack: small\nanswers:\n  - calcium: low\n", [(2, "schema", "a list stands here")]),
    "answers as a word": ("pack: small\nanswers: low\n", [(2, "schema", "'low' stands here")]),
    "unknown concept": (answers("tingling: no", "calcum: low"), [(4, "unknown-concept", "did you mean 'calcium")]),
    "concept without name": (answers("'': low"), [(3, "unknown-concept", "no concept is called ''")]),
    "unknown value": (answers("calcium: lw"), [(3, "unknown-value", "did you mean 'low'?")]),
    "far value": (answers("calcium: 42"), [(3, "unknown-value", "its values are low, normal, high, unknown")]),
    "yes for a level": (answers("calcium: yes"), [(3, "unknown-value", "no value 'yes'")]),
    "no value": (answers("calcium:"), [(3, "unknown-value", "needs one value")]),
    "two values": (answers("calcium: [low, high]"), [(3, "unknown-value", "needs one value")]),
    "urgency answered": (answers("urgency: learn"), [(3, "unknown-concept", "rules conclude the urgency")]),
    "answered twice": (answers("calcium: low", "calcium: high"), [(4, "duplicate-key", "given twice")]),
    "answered by two names": (
        answers("calcium: low", "Ca: high"),
        [(4, "duplicate-key", "the same concept, 'calcium'")],
    ),
    "answered by two names, one of them open": (
        answers("calcium: low", "Ca: unknown"),
        [(4, "duplicate-key", "the same concept, 'calcium'")],
    ),
    "a term denied": (
        answers("hypocalcemia: absent"),
        [(3, "unknown-value", "write 'calcium: normal' or 'calcium: high'")],
    ),
    "a level denied": (answers("low calcium: no"), [(3, "unknown-value", "'low calcium: no' leaves open")]),
    "a level contradicted": (answers("low calcium: high"), [(3, "unknown-value", "'low calcium' has no value 'high'")]),
    "answered and supposed by other names": (
        answers("calcium: low") + "suppose:\n  low calcium: yes\n",
        [(5, "duplicate-key", "both answered and supposed")],
    ),
    "answered and supposed": (
        answers("calcium: low") + "suppose:\n  vitamin-d: low\n  calcium: low\n",
        [(6, "duplicate-key", "both answered and supposed")],
    ),
    "supposed wrongly": (
        answers() + "suppose:\n  x: low\n  calcium: lw\n",
        [(4, "unknown-concept", ""), (5, "unknown-value", "")],
    ),
    "no statement": (
        answers() + "expect:\n  conclude:\n    - tingling\n    - calcium is lw\n",
        [(6, "unknown-value", "did you mean 'low")],
    ),
    "a statement of nothing": (
        answers() + "expect:\n  conclude: [limp leaves is present]\n",
        [(4, "unknown-concept", "stand in the pack's concepts.yaml")],
    ),
    "unknown level": (answers() + "expect:\n  urgency: rutine\n", [(4, "unknown-value", "routine")]),
    "unknown rule": (
        answers() + "expect:\n  fires:\n    - nerves-cause-spasm\n    - nerves-cause-spasms\n",
        [(6, "unknown-rule", "did you mean 'nerves-cause-spasm'?")],
    ),
    "order of unknown rules": (
        answers() + "expect:\n  before:\n    - [nerves-cause-spasm, spasm-with-tingling]\n"
        "    - [nerves-cause-spasm, x]\n",
        [(6, "unknown-rule", "'x'")],
    ),
    "order of one": (answers() + "expect:\n  before: [[nerves-cause-spasm]]\n", [(4, "schema", "two")]),
    "order without pairs": (
        answers() + "expect:\n  before: [nerves-cause-spasm, x]\n",
        [(4, "schema", ""), (4, "schema", "")],
    ),
    "unknown candidate": (
        answers() + "expect:\n  candidates:\n    - calcium\n    - calcum\n",
        [(6, "unknown-concept", "did you mean 'calcium")],
    ),
    "everything at once": (
        "pack: small\nanswers:\n  calcum: low\n  tingling: rather\n  calcium: low\n  Ca: normal\n"
        "expect:\n  urgency: now\n  fires: [x]\n",
        [
            (3, "unknown-concept", ""),
            (4, "unknown-value", ""),
            (6, "duplicate-key", ""),
            (8, "unknown-value", ""),
            (9, "unknown-rule", ""),
        ],
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_every_mistake_is_told_with_its_line(name: str, pack: RulePack, folder: Path) -> None:
    """Each mistake in a case file is one message at its own line, which says what was meant or may be written."""
    text, expected = WRONG[name]
    problems = problems_of(pack, folder, text)
    assert sorted((problem.line, problem.code) for problem in problems) == sorted(one[:2] for one in expected)
    for line, code, part in expected:
        assert any(
            (problem.line, problem.code) == (line, code) and part in f"{problem.message}; {problem.hint}"
            for problem in problems
        )


@pytest.mark.parametrize(
    ("lines", "given"),
    [
        (["hypocalcemia: present"], {"calcium": "low"}),
        (["hypocalcemia: low"], {"calcium": "low"}),
        (["Hypercalcemia: positive"], {"calcium": "high"}),
        (["low calcium: yes"], {"calcium": "low"}),
        (["low calcium: low"], {"calcium": "low"}),
        (["vitamin D deficiency: present"], {"vitamin-d": "low"}),
        (["hypocalcemia: not tested"], {"calcium": "unknown"}),
        (["low calcium: unknown"], {"calcium": "unknown"}),
        (["calcium: low", "Ca: low"], {"calcium": "low"}),
        (["calcium: low", "hypocalcemia: present"], {"calcium": "low"}),
        (["muscle-spasm: present", "charley horse: present"], {"muscle-spasm": "present"}),
        (["muscle-spasm: absent", "charley horse: yes"], {"muscle-spasm": "present"}),
        (["muscle-spasm: yes", "charley horse: unknown"], {"muscle-spasm": "present"}),
        (["muscle-spasm: absent", "charley horse: unknown"], {"muscle-spasm": "unknown"}),
    ],
)
def test_a_name_that_says_the_level_is_answered_with_yes(
    lines: list[str], given: dict[str, str], pack: RulePack, folder: Path
) -> None:
    """`hypocalcemia: present` is `calcium: low`; of two names for one finding, what is there counts, and what is open
    is no denial."""
    assert dict(read(pack, folder, answers(*lines)).answers) == given


def test_a_term_denied_is_the_other_value_where_there_is_only_one(tmp_path: Path) -> None:
    """`Trousseau sign: negative` leaves nothing open, as `hypocalcemia: absent` does."""
    case = read_case(case_file(tmp_path, "  Trousseau sign: negative\n"), lambda _: shipped())
    assert dict(case.answers) == {"trousseau-sign": "absent"}


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        ("  calcium: 1.9 mmol/L (2.15-2.55)\n  Ca: low\n", "1.9 mmol/L (2.15-2.55)"),
        ("  hypocalcemia: present\n  serum calcium: 1.9 mmol/L (2.15-2.55)\n", "1.9 mmol/L (2.15-2.55)"),
        ("  hypocalcaemia: yes\n  Ca: 1.9 mmol/L (2.15-2.55)\n", "1.9 mmol/L (2.15-2.55)"),
        ("  low calcium: 1.9 mmol/L (2.15-2.55)\n", "1.9 mmol/L (2.15-2.55)"),
    ],
)
def test_a_level_and_its_test_result_may_both_be_given(lines: str, kept: str, tmp_path: Path) -> None:
    """A report that gives the number and the word for it is no contradiction, and the number is kept."""
    case = read_case(case_file(tmp_path, lines), lambda _: shipped())
    assert (case.answers["calcium"], dict(case.measured)) == ("low", {"calcium": kept})


def test_two_test_results_that_agree_are_both_kept_and_the_graver_counts(tmp_path: Path) -> None:
    """A report gives total and ionised calcium, a week gives two potassiums: both say low, so neither is in doubt."""
    first, grave = "  potassium: 3.0 mmol/L (3.5-5.0)\n", "  serum K: 2.1 mmol/L (3.5-5.0)\n"
    for lines in (first + grave, grave + first):
        trace = given_in(read_case(case_file(tmp_path, lines), lambda _: shipped())).trace
        assert trace.urgency == "emergency-now"
        assert dict(trace.measured) == {"potassium": "2.1 mmol/L (3.5-5.0)"}
        assert "serum K: 2.1 mmol/L (3.5-5.0)" in trace.typed["potassium"]
        assert "potassium: 3.0 mmol/L (3.5-5.0)" in trace.typed["potassium"]


def test_several_test_results_are_all_kept_in_whatever_order_they_stand() -> None:
    """E14: three results of one level, in any order, make the same explanation, and none of them is lost."""
    results = {"calcium": "1.9 mmol/L (2.15-2.55)", "Ca": "2.0 mmol/L (2.15-2.55)", "iCa": "0.9 mmol/L (1.16-1.31)"}
    made = set()
    for names in permutations(results):
        first, *others = (read_line(shipped(), name, results[name]) for name in names)
        line = first
        for other in others:
            both = together(shipped(), line, other)
            assert both is not None
            line = both
        assert all(f"{name}: {result}" in line.typed for name, result in results.items())
        made.add((line.value, line.measured, line.danger, line.typed))
    assert len(made) == 1


@pytest.mark.parametrize("word", ["very low", "Severely low", "critically low", "dangerously low on a test"])
def test_a_critical_level_counts_by_its_word_too(tmp_path: Path, word: str) -> None:
    """Whoever writes what the report calls it is not told that no danger sign is there; a plain low is for an
    appointment."""
    for name, said, urgency in (
        ("sodium", word, "emergency-now"),
        ("potassium", word, "emergency-now"),
        ("sodium", "low", "routine"),
    ):
        trace = given_in(read_case(case_file(tmp_path, f"  {name}: {said}\n"), lambda _: shipped())).trace
        assert (trace.answers[name], trace.urgency) == ("low", urgency)


@pytest.mark.parametrize(
    "line", ["potassium: severe hypokalemia", "sodium: profound hyponatraemia", "sodium: Very low"]
)
def test_a_level_may_be_told_by_the_name_of_its_grave_kind(tmp_path: Path, line: str) -> None:
    """As beside calcium, whose grave kind has no name of its own; and as the same words do by themselves."""
    assert read(shipped(), tmp_path, f"pack: muscle-spasms\nanswers: {{{line}}}\n").answers
    trace = given_in(read_case(case_file(tmp_path, f"  {line}\n"), lambda _: shipped())).trace
    assert trace.urgency == "emergency-now"
    assert trace.answers[line.partition(":")[0]] == "low"


@pytest.mark.parametrize("name", ["hyperkalemia", "high potassium", "normal potassium"])
def test_a_name_of_another_level_is_not_its_grave_kind(tmp_path: Path, name: str) -> None:
    """Whoever writes 'high potassium: severe hypokalemia' has made a slip, and is told so."""
    with pytest.raises(CaseError, match="no value"):
        read_case(case_file(tmp_path, f"  {name}: severe hypokalemia\n"), lambda _: shipped())


def test_of_a_number_without_its_range_it_is_said_that_it_counts_for_nothing(tmp_path: Path) -> None:
    """Whoever copied 'high (181 mEq/L)' does not believe that the 181 was looked at."""
    said = given_words(tmp_path, "sodium: high (181 mEq/L)", "calcium: high (2.9 mmol/L, 2.1-2.6)", "magnesium: low")
    assert (
        "counted as a test result, whose number says no more without its range"
        in said["sodium is high (hypernatremia)"]
    )
    assert [one for one in said.values() if "without its range" in one] == [said["sodium is high (hypernatremia)"]]


@pytest.mark.parametrize(
    ("line", "value", "danger"),
    [
        ("zinc: very low", "low", "zinc-grave"),
        ("zinc: Severely low on a test", "low", "zinc-grave"),
        ("severe hypozincaemia: present", "low", "zinc-grave"),
        ("zinc: low on a test", "low", "zinc-low"),
        ("zinc: low", "low", ""),
        ("hypozincaemia: present", "low", ""),
        ("zinc: very high", "high", "zinc-high"),
        ("severe hyperzincaemia: yes", "high", "zinc-high"),
        ("zinc: high on a test", "high", "zinc-high"),
        ("zinc: severe hyperzincaemia", "high", "zinc-high"),
        ("zinc: hypozincaemia", "low", ""),
        ("zinc: severe hypozincaemia", "low", "zinc-grave"),
        ("iron: extremely low", "low", ""),
        ("severe zinc deficiency: present", "low", ""),
        ("severe hypozincaemia: absent", None, ""),
        ("zinc: 3.1 mg/L (5-8)", "low", "zinc-low"),
        ("zinc: 3 mg/L (5-8)", "low", "zinc-grave"),
        ("zinc: <3 mg/L (5-8)", "low", "zinc-grave"),
        ("zinc: 20 mg/L (5-8)", "high", "zinc-high"),
        ("zinc: 0.1 mg/L (>5)", "low", "zinc-low"),
        ("iron: 9.9 mg/L (5-8)", "high", ""),
        ("iron: 10 mg/L (5-8)", "high", "zinc-high"),
        ("iron: 12.4 mg/L (5-8)", "high", "zinc-high"),
        ("iron: 12.5 mg/L (5-8)", "high", "zinc-grave"),
        ("iron: very high", "high", "zinc-grave"),
        ("iron: 99 mg/L (<8)", "high", ""),
    ],
)
def test_what_is_called_very_low_or_very_high_is_a_test_result(line: str, value: str | None, danger: str) -> None:
    """Nobody feels how low a level is: the word is a report's, counts as such, and may be graver than a low one. So
    does a number beyond its range by two thirds of its width, or, where a pack tells such a number from the word, by
    one and a half times that width; beyond a single limit, nothing is far."""
    levels = concept("zinc", "cause", ("low", "normal", "high")).model_copy(
        update={
            "units": ("mg/L",),
            "terms": {"low": "hypozincaemia", "high": "hyperzincaemia"},
            "results": {"low": "zinc-low", "high": "zinc-high", "very-low": "zinc-grave"},
        }
    )
    graded = {"far-high": "zinc-high", "very-high": "zinc-grave"}
    iron = concept("iron", "cause", ("low", "normal", "high")).model_copy(
        update={"units": ("mg/L",), "results": graded}
    )
    pack = pack_of([levels, iron, *(concept(f"zinc-{one}", "danger") for one in ("low", "high", "grave"))], [])
    name, _, word = line.partition(": ")
    if value is None:
        with pytest.raises(WrongLine, match="leaves open"):
            read_line(pack, name, word)
        return
    said = read_line(pack, name, word)
    assert (said.value, said.danger) == (value, danger)


def test_two_test_results_that_differ_are_asked_about(tmp_path: Path) -> None:
    """Which of two levels counts, nobody but the writer can say."""
    lines = "  calcium: 1.9 mmol/L (2.15-2.55)\n  Ca: 2.3 mmol/L (2.15-2.55)\n"
    with pytest.raises(CaseError, match="the same concept, 'calcium'"):
        read_case(case_file(tmp_path, lines), lambda _: shipped())


def test_what_other_answers_tell_is_not_said_to_be_answered_where_it_is_supposed(tmp_path: Path) -> None:
    """The file has no second line to leave out: it is the supposition that cannot stand."""
    text = "pack: muscle-spasms\nanswers: {fever: yes, stiff-neck: yes}\nsuppose: {fever-with-stiff-neck: absent}\n"
    with pytest.raises(CaseError) as caught:
        read(shipped(), tmp_path, text)
    (problem,) = caught.value.problems
    assert "other answers tell it" in problem.message
    assert problem.hint == "leave the supposition out"


def test_a_misspelt_case_is_told_with_the_file_it_stands_in(pack: RulePack, folder: Path) -> None:
    """A missing case file is told by the name that was given."""
    with pytest.raises(CaseError) as caught:
        read_case(str(folder / "nowhere.yaml"), lambda _: pack)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line, problem.code) == (str(folder / "nowhere.yaml"), 0, "unreadable")


def test_a_dash_is_standard_input(pack: RulePack, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` reads the case from standard input, and its problems say so."""
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(answers("calcium: low").encode())))
    assert dict(read_case("-", lambda _: pack).answers) == {"calcium": "low"}
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(b"\xff")))
    with pytest.raises(CaseError, match="standard input:1: unreadable is not text in UTF-8"):
        read_case("-", lambda _: pack)


@given(data=st.data(), title=st.text().map("<{}>".format))
def test_a_case_file_that_is_written_reads_back(pack: RulePack, folder: Path, data: st.DataObject, title: str) -> None:
    """Whatever was answered and supposed, under whatever title, the saved file gives it again, title and all."""
    given: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for one in pack.concepts:
        supposed = data.draw(st.booleans())
        values = one.values if supposed else (*one.values, UNKNOWN)
        value = data.draw(st.none() | st.sampled_from(values))
        if value is not None:
            given[supposed][one.id] = value
    case = read(pack, folder, case_text(pack, title, *given, {}, ""))
    assert (dict(case.answers), dict(case.supposed)) == given
    assert case.title == title


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("age: 15", "present"),
        ("age: 18", "absent"),
        ("Age: 17.5 years", "present"),
        ("age: 6 months", "present"),
        ("age: 230 weeks", "present"),
        ("age: 45-year-old", "absent"),
        ("age: not known", "unknown"),
        ("age: Unknown", "unknown"),
        ("4-year-old boy: present", "present"),
        ("6-day-old newborn: yes", "present"),
        ("a 45-year-old woman: present", "absent"),
        ("aged 72: yes", "absent"),
    ],
)
def test_an_age_says_whether_somebody_is_covered(tmp_path: Path, line: str, value: str) -> None:
    """Every case report begins with an age; the pack says below which one it covers nobody."""
    case = read(shipped(), tmp_path, f"pack: muscle-spasms\nanswers: {{{line}}}\n")
    assert dict(case.said) == {"under-18": value}
    assert value == "unknown" or line.partition(":")[0] in case.typed["under-18"][0]


def test_a_no_to_what_a_pack_does_not_know_may_be_left_out() -> None:
    """Reports list what somebody does not have; nobody has to look for a name of what counts for nothing."""
    for word in ("absent", "no", "denied"):
        with pytest.raises(WrongLine, match="may be left out"):
            read_line(shipped(), "alcohol", word)
    with pytest.raises(WrongLine) as refused_line:
        read_line(shipped(), "alcohol", "present")
    assert "left out" not in str(refused_line.value)


@pytest.mark.parametrize("line", ["age: young", "age: 45-50", "age: -3", "4-year-old boy: no", "age: 15 kg"])
def test_a_word_that_is_no_age_is_told(line: str) -> None:
    """It is neither taken for one nor passed over."""
    with pytest.raises(WrongLine, match=r"no age.*'age: 45'"):
        read_line(shipped(), *line.split(": "))


def test_no_age_is_read_where_a_pack_covers_every_age(pack: RulePack) -> None:
    """Nothing is known of ages there, so the line is refused like any other name."""
    with pytest.raises(WrongLine, match="no concept is called 'age'"):
        read_line(pack, "age", "15")


WORDED = (
    "charley horse: yes",
    "creatine kinase: 16200 IU/L (30-200)",
    "severe hypocalcaemia: present",
    "potassium: 3.0 mmol/L (3.5-5.0)\n  serum K: 2.1 mmol/L (3.5-5.0)",
    "calcium: dangerously low",
    "serum calcium: 1,9 mmol/L (2,15\u20132,55)",
    "cramps: yes\n  leg cramps: no",
    "twitches: no",
    "tetany: maybe",
    "weakness: severe",
    "'can''t breathe': yes",
)


@pytest.mark.parametrize("lines", WORDED)
def test_an_interview_keeps_the_words_of_the_file_that_it_took_up(tmp_path: Path, lines: str) -> None:
    """Whoever takes a file up and saves it finds in it what they wrote, numbers and all, and reads the same of it."""
    case = read(shipped(), tmp_path, f"pack: muscle-spasms\nperson: real\nanswers:\n  {lines}\n")
    session = begin(case.pack, case.settled, case.supposed, case.measured, case.person, case.typed)
    given = session.given
    kept = case_text(case.pack, "T", given.said, given.supposed, given.measured, session.person, given.typed)
    again = read(shipped(), tmp_path, kept)
    assert (again.said, again.measured, again.typed) == (case.said, case.measured, case.typed)
    assert session.trace == given_in(case).trace == given_in(again).trace
    for number in re.findall(r"\d{4,}", lines):
        assert number in kept


def test_an_answer_that_is_given_anew_is_kept_without_the_words_of_the_old_one(tmp_path: Path) -> None:
    """What the file called it was said of another answer."""
    case = read(shipped(), tmp_path, "pack: muscle-spasms\nperson: real\nanswers: {charley horse: yes}\n")
    session = begin(case.pack, case.settled, case.supposed, case.measured, case.person, case.typed)
    number = session.number_of("muscle-cramp")
    assert number is not None
    question = session.replies[number - 1].question
    assert session.given.typed
    assert not session.reply(Reply(question, {"muscle-cramp": "absent"})).given.typed
    denied = read(shipped(), tmp_path, "pack: muscle-spasms\nperson: real\nanswers: {fits: no}\n")
    session = begin(denied.pack, denied.settled, denied.supposed, denied.measured, denied.person, denied.typed)
    assert session.given.typed
    assert not session.reply(there(session, "seizure", "present")).given.typed


@pytest.mark.parametrize(
    "title",
    [
        "it's",
        'say "no"',
        "a: b",
        "# a",
        "- a",
        "no",
        "null",
        "~",
        "1.10",
        "{a}",
        "*a",
        "&a",
        "!a",
        "%a",
        "@a",
        "a\nb",
        "a\\b",
        "a\tb",
        "é",
        "a\u2028b",
        "\u202e",
        "\x1b[31m",
        "a\x85b",
        "\x7f",
        "🙂",
        "\ufeff",
        "\ufffe",
        "' \" \\ : #",
    ],
)
def test_a_title_may_hold_any_sign(title: str, pack: RulePack, folder: Path) -> None:
    """Signs that mean something in YAML, or nothing to a terminal, come back from a saved file as they were."""
    assert read(pack, folder, case_text(pack, title, {}, {}, {}, "")).title == title


def test_a_file_without_answers_can_be_saved(pack: RulePack, folder: Path) -> None:
    """Whoever stops before the first answer has a file that can be taken up again."""
    case = read(pack, folder, case_text(pack, "T", {}, {}, {}, ""))
    assert (dict(case.answers), dict(case.supposed)) == ({}, {})


@pytest.mark.parametrize(
    ("written", "level"),
    [("1.9 mmol/L (2.15-2.55)", "low"), ("5.2 mg/dL (ref 8-10.5)", "low"), ("2,3 mmol/L (2,15-2,55)", "normal")],
)
def test_a_test_result_is_judged_by_its_own_range(written: str, level: str, tmp_path: Path) -> None:
    """A measured value in a case file becomes the level that the range beside it says, and what was written is kept."""
    case = read_case(case_file(tmp_path, f"  calcium: {written}\n"), lambda _: shipped())
    assert (case.answers["calcium"], dict(case.measured)) == (level, {"calcium": written})


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("1.9 mmol/L", "missing-range"),
        ("1.9 bananas (2-3)", "measurement"),
        ("1.9 mmol/L (3-2)", "measurement"),
        ("-1 mmol/L (2-3)", "measurement"),
    ],
)
def test_a_test_result_that_cannot_be_judged_is_told(written: str, code: str, tmp_path: Path) -> None:
    """No range, a unit that does not fit, a range the wrong way round, a negative value: a problem with its line."""
    with pytest.raises(CaseError) as raised:
        read_case(case_file(tmp_path, f"  calcium: {written}\n"), lambda _: shipped())
    (problem,) = raised.value.problems
    assert (problem.line, problem.code) == (3, code)
    assert "as on the report" in problem.hint


def case_file(folder: Path, answers: str) -> str:
    path = folder / "measured.yaml"
    path.write_text(f"pack: muscle-spasms\nanswers:\n{answers}", encoding="utf-8")
    return str(path)
