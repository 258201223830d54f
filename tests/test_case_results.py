"""Levels, test results and ages in a case file: what a word or a number beside a name is taken for."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from case_files import answers, given_words, read, told
from random_packs import concept, pack_of
from shipped import shipped
from small_pack import write_pack

from triage.answers.case import read_case
from triage.answers.case_line import WrongLine, read_line
from triage.answers.case_lines import together
from triage.engine.given import given_in
from triage.errors import CaseError
from triage.interview.beginning import begin
from triage.model import URGENCY_LEVELS, RulePack
from triage.pack.loading import load_pack


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> RulePack:
    return load_pack(write_pack(tmp_path_factory.mktemp("pack")))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cases")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("low (1.9 mmol/L)", "low"),  # the number says nothing without its range; the word does
        ("1.9 mmol/L low", "low, measured, dangerous"),
        ("1.9 mmol/L (L)", "low, measured, dangerous"),
        ("2.7 mmol/L H", "high, measured, dangerous"),
        ("normal (2.3 mmol/L)", "normal"),
        ("undetectable", "low, measured, dangerous"),
        ("very-low", "low, measured, dangerous"),
        ("severely_low", "low, measured, dangerous"),
        ("markedly low", "low, measured, dangerous"),
        ("undetectable (<0.5 mmol/L)", "low, measured, dangerous"),
        ("very low (1.9 mmol/L)", "low, measured, dangerous"),
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
        ("1.9* mmol/L (2.15-2.55)", "low, measured, dangerous"),
        ("1.9 mmol/L * (2.15-2.55)", "low, measured, dangerous"),
        ("1.4 mmol/L (<2.55)", "measurement"),  # far below any range; one limit does not show it
        ("2.7 mmol/L (<2.55)", "high, measured, dangerous"),
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


@pytest.mark.parametrize(
    ("first", "graver"),
    [
        ("potassium: 2.6 mmol/L (3.5-5.0)", "K: very low"),
        ("sodium: 126 mmol/L (135-145)", "Na: very low"),
        ("sodium: 126 mmol/L (135-145)", "Na: 99 mmol/L (135-145)"),
        ("sodium: 134 mmol/L (135-145)", "Na: 126 mmol/L (135-145)"),
        ("calcium: 2.9 mmol/L (2.2-2.6)", "Ca: 3.6 mmol/L (2.2-2.6)"),
    ],
)
def test_of_two_results_that_lie_well_and_far_out_the_graver_counts(first: str, graver: str, tmp_path: Path) -> None:
    """However the two are written, the urgency is that of the graver alone."""

    def urgency(*lines: str) -> str:
        text = "".join(f"  {line}\n" for line in lines)
        return given_in(read_case(case_file(tmp_path, text), lambda _: shipped())).trace.urgency

    assert urgency(first, graver) == urgency(graver, first) == urgency(graver)
    assert URGENCY_LEVELS.index(urgency(graver)) <= URGENCY_LEVELS.index(urgency(first))


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
    ("line", "urgency"),
    [
        ("potassium: 2.1", "emergency-now"),
        ("potassium: 2.1 (3.5-5.0)", "emergency-now"),
        ("potassium: 4.1 (3.5-5.0)", "learn"),
        ("sodium: 118", "emergency-now"),
        ("potassium: 2", "unit is missing"),  # on a list this may be the number of something
        ("potassium: 4.1", "range"),
        ("calcium: 1.4", "unit is missing"),  # in mmol/L and mg/dL it is another thing
        ("vitamin-d: 80 nmol/L (>50)", "learn"),  # as reports have it
        ("sodium: 180 mmol/L (>135)", "does not tell whether 180 is high"),
        ("calcium: 2.3 mmol/L (<2.55)", "does not tell whether 2.3 is low"),
    ],
)
def test_a_unit_or_a_limit_may_be_missing_only_where_it_cannot_matter(tmp_path: Path, line: str, urgency: str) -> None:
    """What is dangerous in each unit is never passed over for a unit; and no number is normal by one limit alone where
    the other is the one that matters."""
    if urgency in URGENCY_LEVELS:
        trace = given_in(read_case(case_file(tmp_path, f"  {line}\n"), lambda _: shipped())).trace
        assert trace.urgency == urgency
    else:
        with pytest.raises(CaseError, match=urgency):
            read_case(case_file(tmp_path, f"  {line}\n"), lambda _: shipped())


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
        ("copper: 4.1 mg/L (5-8)", "low", "zinc-low"),
        ("copper: 4 mg/L (5-8)", "low", "zinc-grave"),
        ("copper: 0.1 mg/L (5-8)", "low", "zinc-grave"),
        ("copper: very low", "low", "zinc-grave"),
    ],
)
def test_what_is_called_very_low_or_very_high_is_a_test_result(line: str, value: str | None, danger: str) -> None:
    """Nobody feels how low a level is: the word is a report's, counts as such, and may be graver than a low one. So
    does a number beyond its range by two thirds of its width, or, where a pack tells such a number from the word, by
    one and a half times that width; beyond a single limit, nothing is far. A pack may say from a third of the width on
    what a number is, and where it says no more, the word is the same."""
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
    copper = concept("copper", "cause", ("low", "normal", "high")).model_copy(
        update={"units": ("mg/L",), "results": {"low": "zinc-low", "well-low": "zinc-grave"}}
    )
    signs = (concept(f"zinc-{one}", "danger") for one in ("low", "high", "grave"))
    pack = pack_of([levels, iron, copper, *signs], [])
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


@pytest.mark.parametrize("line", ["age: young", "age: 45-50", "age: -3", "4-year-old boy: no", "age: 15 kg"])
def test_a_word_that_is_no_age_is_told(line: str) -> None:
    """It is neither taken for one nor passed over."""
    with pytest.raises(WrongLine, match=r"no age.*'age: 45'"):
        read_line(shipped(), *line.split(": "))


def test_no_age_is_read_where_a_pack_covers_every_age(pack: RulePack) -> None:
    """Nothing is known of ages there, so the line is refused like any other name."""
    with pytest.raises(WrongLine, match="no concept is called 'age'"):
        read_line(pack, "age", "15")


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
