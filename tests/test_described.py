"""Words that describe a thing without making another one of it hide no name; those that do are never passed over."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from shipped import refused, shipped
from small_pack import write_pack

from triage.answers.case_line import WrongLine, read_line
from triage.errors import OneKindDenied, UnknownName
from triage.model import Statement
from triage.names import find_concept, find_spoken, find_stated, find_statement, is_narrower
from triage.names.described import DESCRIPTIONS, undescribed
from triage.pack.loading import load_pack

# None of these is a name of the pack as it stands.
FOUND = """
muscle-weakness: severe weakness, marked muscle weakness, mild to moderate weakness, profound weakness
muscle-weakness: generalised and severe weakness, his weakness, complaints of weakness
muscle-weakness: some weakness, episodes of weakness, chronic weakness, persistent intermittent weakness
muscle-pain: diffuse muscle pain, mild muscle pain
aching-legs: bilateral thigh pain
severe-muscle-pain: her severe muscle pain
severe-thigh-or-calf-pain: severe bilateral thigh pain, bilateral severe calf pain
tiredness: extreme fatigue, profound fatigue, increasing fatigue, generalized fatigue
muscle-spasm: mild muscle spasms, intermittent muscle spasms, spasm of the left thigh
leg-weakness: left leg weakness
weakness-of-both-legs: severe bilateral leg weakness
painful-spasms: painful muscle spasms, severe muscle spasms
frequent-spasms: recurrent muscle spasms
hand-foot-spasm: painful bilateral carpopedal spasms, bilateral carpal spasm
numb-hands-or-feet: mild numbness, intermittent numbness in both hands
fever: low-grade fevers, mild fever
constipation: intermittent constipation, chronic constipation
tremor: marked tremors, occasional tremor
seizure: recurrent seizures, generalized seizures, his seizures
trouble-breathing: mild shortness of breath, severe dyspnea, intermittent stridor
sudden-confusion: increasing confusion, severe confusion
vomiting-or-diarrhoea: severe vomiting, episodes of vomiting, recurrent diarrhea
heart-failure: history of heart failure, severe heart failure, chronic heart failure
malabsorption: history of coeliac disease, severe celiac disease
kidney-disease: chronic renal impairment, severe kidney disease
potassium: her potassium, chronic hypokalaemia, mild hypokalemia, persistent hypokalemia
calcium: severe hypocalcemia, severe hypocalcaemia, recurrent hypocalcemia
lasting-vomiting: persistent vomiting
potassium-critically-low: severe hypokalemia
"""

# Each means something graver than, or other than, the name in it, or says more of a circumstance than was asked.
NOT_FOUND = """
sudden weakness of the face, acute tremor, new weakness, numbness of the left hand, one numb hand, no weakness,
 slight fever of 39, worsening confusion,
extreme muscle pain, profound myalgia, intense thigh pain, generalised spasms, widespread muscle spasms,
chronic vomiting, persistent cramps, recurrent cramps, marked hypokalemia,
severe potassium deficiency, chronic confusion, chronic chest pain, severe calcium, mild magnesium, severe potassium,
mild heart failure, occasional PPI, some statins, bilateral statins, history of weakness, history of seizures,
history of hypokalemia, family history of heart failure, former alcoholism, painful heart failure, severe, mild, his,
episodes of, severe severe, history of, diffuse swelling, severe headache and weakness
"""


def listed(phrases: str) -> list[str]:
    return [phrase.strip() for phrase in phrases.replace("\n", " ").split(", ")]


def found(phrase: str) -> str:
    try:
        return find_concept(shipped(), phrase).id
    except UnknownName:
        return ""


@pytest.mark.parametrize("line", FOUND.strip().splitlines())
def test_a_describing_word_does_not_hide_a_name(line: str) -> None:
    """What doctors write about how strong, how wide or how long a thing is hides nothing, in a file as at a prompt."""
    concept, _, phrases = line.partition(": ")
    for phrase in listed(phrases.rstrip(",")):
        assert (phrase, found(phrase)) == (phrase, concept)
        assert find_spoken(shipped(), phrase).id == concept


@pytest.mark.parametrize("phrase", ["weakness, severe", "Weakness on and off", "weakness - mild, chronic"])
def test_a_describing_word_may_stand_behind(phrase: str) -> None:
    """As in a list of symptoms."""
    assert found(phrase) == "muscle-weakness"


def test_a_word_that_makes_another_thing_is_not_passed_over() -> None:
    """Nobody who typed something graver, or of one side only, is taken to have typed the plain thing."""
    assert [(phrase, found(phrase)) for phrase in listed(NOT_FOUND) if found(phrase.strip(","))] == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("extreme muscle pain", "severe muscle pain"),
        ("severe potassium deficiency", "severe hypokalemia"),
        ("chronic vomiting", "lasting vomiting"),
        ("generalised spasms", "generalised muscle spasms"),
        ("recurrent cramps", "frequent cramps"),
    ],
)
def test_what_a_description_makes_of_a_thing_is_offered_first(typed: str, meant: str) -> None:
    """The pack has a name for the graver thing: that one is asked after, not swallowed."""
    assert refused(typed).near[0] == meant


@pytest.mark.parametrize("kind", DESCRIPTIONS, ids=lambda kind: kind.words[0])
def test_a_pack_with_a_name_for_the_described_thing_has_its_way(tmp_path: Path, kind: object) -> None:
    """Whatever the describing word: where a pack tells the described thing apart, the words of that kind are no longer
    left out before the plain one."""
    assert kind in DESCRIPTIONS
    pack = load_pack(write_pack(tmp_path))
    for description in DESCRIPTIONS:
        if description is not kind or not description.narrows or "finding" not in description.of:
            continue
        first, *others = description.words
        assert find_concept(pack, f"{others[0] if others else first} tingling").id == "tingling"
        spasm = pack.concept["muscle-spasm"]
        told_apart = spasm.model_copy(update={"aliases": (*spasm.aliases, f"{first} tingling")})
        pack = replace(pack, concepts=tuple(told_apart if one is spasm else one for one in pack.concepts))
        assert find_concept(pack, f"{first} tingling").id == "muscle-spasm"
        for other in others:
            with suppress(UnknownName):  # unless another form of the same words finds it too
                assert find_concept(pack, f"{other} tingling").id == "muscle-spasm"


def test_the_fewest_words_are_left_out() -> None:
    """So that `severe thigh pain` is found in `severe bilateral thigh pain`."""
    readings = [words for words, _ in undescribed("severe bilateral thigh pain")]
    assert readings == ["bilateral thigh pain", "severe thigh pain", "thigh pain"]


@pytest.mark.parametrize("name", ["severe weakness", "weakness, mild", "episodes of weakness", "some weakness"])
def test_a_no_to_a_described_thing_leaves_the_plain_one_open(name: str) -> None:
    """Somebody without severe weakness may be weak."""
    line = read_line(shipped(), name, "no")
    assert (line.concept, line.value, line.of_a_kind) == ("muscle-weakness", "unknown", True)
    with pytest.raises(OneKindDenied):
        find_statement(shipped(), f"{name} is absent")


@pytest.mark.parametrize("name", ["his weakness", "the weakness", "complaints of weakness", "my weakness"])
def test_a_no_to_somebodys_thing_is_a_no(name: str) -> None:
    """Whose it is narrows nothing."""
    assert read_line(shipped(), name, "no").value == "absent"


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("severe hypocalcemia", "present"),
        ("hypocalcemia", "severe"),
        ("low calcium", "severe"),
        ("her low calcium", "y"),
    ],
)
def test_a_described_level_is_that_level(name: str, word: str) -> None:
    """A severe lack is a lack; what was typed is shown."""
    line = read_line(shipped(), name, word)
    assert (line.concept, line.value) == ("calcium", "low")
    assert any(name in words for words in line.typed)


def test_a_described_level_is_stated_anywhere() -> None:
    """Also where a statement is wanted; a no to it leaves the level open."""
    assert find_stated(shipped(), "severe calcium deficiency") == Statement("calcium", "low")
    assert find_statement(shipped(), "chronic hypokalaemia") == Statement("potassium", "low")
    with pytest.raises(WrongLine, match="leaves open"):
        read_line(shipped(), "severe hypocalcemia", "no")


@pytest.mark.parametrize(
    ("name", "concept"),
    [
        ("muscle pain", "severe-muscle-pain"),
        ("thigh pain", "severe-thigh-or-calf-pain"),
        ("hypokalemia", "potassium-critically-low"),
        ("weakness", "muscle-weakness"),
    ],
)
def test_a_describing_word_says_the_same_behind_a_name(name: str, concept: str) -> None:
    """`thigh pain: severe` is what `severe thigh pain: yes` is: the graver thing is not lost on the way."""
    line = read_line(shipped(), name, "severe")
    assert (line.concept, line.value, line.typed) == (concept, "present", (f"{name}: severe",))


def test_what_was_typed_is_shown() -> None:
    """An explanation says what the plain thing was taken from."""
    assert read_line(shipped(), "severe weakness", "yes").typed == ("severe weakness",)
    assert read_line(shipped(), "weakness", "mild").typed == ("weakness: mild",)


@pytest.mark.parametrize("name", ["symptomatic hypocalcemia", "symptomatic mild hypocalcemias"])
def test_a_term_that_stands_there_whole_is_no_slip_of_another(name: str) -> None:
    """Nobody who wrote of one mineral is asked whether another was meant."""
    assert [one for one in refused(name).near if "kal" in one or "natr" in one] == []


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("fever for three days", "fever"),
        ("profound weakness for a week", "muscle-weakness"),
        ("muscle cramps for the last 6 months", "muscle-cramp"),
        ("omeprazole for several years", "ppi-long"),
        ("taking omeprazole for two years", "ppi-long"),
        ("vomiting for three weeks", "lasting-vomiting"),
        ("back pain for 3 months", "lasting-back-pain"),
        ("back pain for a week", "back-pain"),
        ("back pain for one month", "lasting-back-pain"),
        ("diarrhoea for a week", "vomiting-or-diarrhoea"),
        ("a month of diarrhoea", "long-diarrhoea"),
        ("vomiting for a week", "lasting-vomiting"),
        ("33 weeks pregnant", "pregnancy"),
        ("a 3-day history of fever", "fever"),
        ("6-month history of muscle cramps", "muscle-cramp"),
        ("three weeks of vomiting", "lasting-vomiting"),
        ("total thyroidectomy two days ago", "recent-neck-surgery"),
        ("thyroidectomy 3 years ago", "neck-surgery"),
        ("had a baby 18 days ago", "pregnancy"),
        ("gastric bypass a year ago", "weight-loss-surgery"),
    ],
)
def test_how_long_something_is_there_makes_no_other_thing_of_it(words: str, concept: str) -> None:
    """Reports say it behind nearly every complaint. Where the pack has a sign of its own for what lasts, that is it."""
    assert find_concept(shipped(), words).id == concept


def test_a_medicine_that_is_taken_is_the_use_of_it() -> None:
    """Reports say who takes what; a no to it is a no, and a level in the blood is not taken."""
    assert find_concept(shipped(), "takes a statin").id == find_concept(shipped(), "on rosuvastatin").id == "statin-use"
    assert not is_narrower(shipped(), "taking a statin")
    with pytest.raises(UnknownName):
        find_concept(shipped(), "takes vitamin D")


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("seizures for two years", "seizures"),
        ("2-year history of seizures", "seizures"),
        ("chest pain two years ago", "chest pain"),
        ("cramps two days ago", "cramps"),
        ("statin two years ago", "statin"),
    ],
)
def test_a_danger_that_is_old_and_what_is_over_are_not_taken_for_what_is_here(words: str, near: str) -> None:
    """They are offered instead."""
    assert near in refused(words).near


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("chest pain that comes and goes", ("chest pain",)),
        ("confused and shaking", ("confused", "shaking")),
        ("family history of seizures", ()),
        ("not taking magnesium tablets", ()),
    ],
)
def test_what_is_said_around_a_name_hides_it_from_nobody(words: str, near: tuple[str, ...]) -> None:
    """A danger in more words than the pack has is worth a hint; what is denied, or another's, is not."""
    assert refused(words).near == near


@pytest.mark.parametrize("word", ["severe", "mild", "painful", "on and off"])
def test_a_describing_word_alone_hints_at_nothing(word: str) -> None:
    """It may be said of anything."""
    assert refused(word).near == ()


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("vegetarian", ("strict vegetarian",)),
        ("pain", ("muscle pain", "the pain of a spasm", "strong pain medicine")),
        ("lower leg cramps", ("leg cramps",)),
    ],
)
def test_each_concept_is_offered_once_as_the_pack_writes_it(word: str, near: tuple[str, ...]) -> None:
    """A hint can be read, and typed as it stands."""
    error = refused(word)
    assert error.near[: len(near)] == near
    assert len({find_concept(shipped(), one).id for one in error.near}) == len(error.near)
    assert all(f"'{one}'" in str(error) for one in near)


def test_what_makes_a_low_level_critical_says_nothing_of_a_high_one() -> None:
    """Severe hypokalemia has a name of its own; severe hyperkalemia is hyperkalemia, not an offer of its opposite."""
    assert read_line(shipped(), "hyperkalemia", "severe").value == "high"
    assert read_line(shipped(), "severe hyperkalemia", "yes").value == "high"
    assert read_line(shipped(), "severe hypokalemia", "yes").concept == "potassium-critically-low"
    assert read_line(shipped(), "severely low potassium", "yes").concept == "potassium-critically-low"
