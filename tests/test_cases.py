"""A case file in: answers and expectations with every name resolved, or every mistake in it with file and line."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from io import BytesIO, TextIOWrapper
from itertools import permutations
from pathlib import Path

import pytest
from case_files import answers, given_words, read, told
from hypothesis import given
from hypothesis import strategies as st
from shipped import shipped
from small_pack import CASE, write_pack

from triage.answers.case import UNTITLED, read_case
from triage.answers.case_line import WrongLine, read_line
from triage.answers.case_text import case_text
from triage.conversation.moves import there
from triage.engine.given import given_in
from triage.errors import CaseError, Problem
from triage.interview.beginning import begin
from triage.interview.reply import Reply
from triage.model import UNKNOWN, RulePack, Statement
from triage.pack.loading import load_pack


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> RulePack:
    return load_pack(write_pack(tmp_path_factory.mktemp("pack")))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cases")


def problems_of(pack: RulePack, folder: Path, text: str | bytes) -> tuple[Problem, ...]:
    with pytest.raises(CaseError) as caught:
        read(pack, folder, text)
    assert {problem.path for problem in caught.value.problems} == {str(folder / "case.yaml")}
    return caught.value.problems


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


@pytest.mark.parametrize("word", ["severe", "Mild", "bilateral", "sometimes", "on and off", "a bit"])
def test_how_a_finding_is_there_says_that_it_is(word: str) -> None:
    """Of a finding or a danger sign any degree of it is a yes; of a circumstance, 'a bit' of heavy drinking is none."""
    assert told("muscle weakness", word) == told("chest pain", word) == "present"
    assert told("alcohol-high", word) == told("pregnancy", word) == told("magnesium", word) == "unknown-value"


@pytest.mark.parametrize("word", ["maybe", "possible", "suspected", "no idea", "not done", "pending"])
def test_a_word_that_leaves_it_open_is_never_a_yes(word: str) -> None:
    """E13: whatever it is said of, it is not known."""
    assert {told(name, word) for name in ("muscle weakness", "chest pain", "alcohol-high", "magnesium")} == {"unknown"}


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
    "a statement without its verb": (
        answers() + "expect:\n  conclude: [muscle spasm present]\n",
        [(4, "unknown-concept", "write it as 'muscle spasm is VALUE'")],
    ),
    "rules in a row that are no pairs": (
        answers() + "expect:\n  before: [a-rule, b-rule]\n",
        [(4, "schema", "write a list of pairs: [[A, B]]"), (4, "schema", "write a list of pairs: [[A, B]]")],
    ),
    "a statement of nothing": (
        answers() + "expect:\n  conclude: [limp leaves is present]\n",
        [(4, "unknown-concept", "'triage concepts --pack small' lists what can be named")],
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


def test_a_no_to_what_a_pack_does_not_know_may_be_left_out() -> None:
    """Reports list what somebody does not have; nobody has to look for a name of what counts for nothing."""
    for word in ("absent", "no", "denied"):
        with pytest.raises(WrongLine, match="may be left out"):
            read_line(shipped(), "alcohol", word)
    with pytest.raises(WrongLine) as refused_line:
        read_line(shipped(), "alcohol", "present")
    assert "left out" not in str(refused_line.value)


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
