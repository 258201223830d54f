"""The result of a run in words: what is said beyond the causes, and that only the level that counts is shown."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from random_packs import concept, pack_of, written
from results import PACK, changed, remarks
from shipped import shipped

from triage import phrases
from triage.answers.case_line import read_line
from triage.answers.told import with_told
from triage.conversation.ending import closing
from triage.conversation.walk import TOP, walk
from triage.engine.given import Given
from triage.engine.inference import infer
from triage.interview.beginning import begin
from triage.model import Nuance, Statement
from triage.pack.loading import load_pack, packs_folder
from triage.render.json import trace_object
from triage.render.text import render_text
from triage.report.report import report
from triage.report.result import result
from triage.trace import Trace


def beyond(**answers: str) -> str:
    return " ".join(remarks(result(infer(PACK, answers))))


def explained(**answers: str) -> dict[str, tuple[str, ...]]:
    """Return what each cause that is shown is said to explain."""
    causes = result(infer(PACK, answers)).causes
    return {one.name: parts for one in causes for heading, parts, _ in one.reasons if heading == "explains"}


NONE = ("by these rules, none of the findings that were reported",)


@pytest.mark.parametrize("answered", [{}, {"pale": "absent"}, {"weak": "unknown"}, {"alarm": "present"}], ids=str)
def test_where_nothing_was_reported_no_cause_is_said_to_explain_nothing(answered: dict[str, str]) -> None:
    """That a low level explains none of the findings is news only to somebody who reported one."""
    assert explained(zinc="low", **answered) == {}


def test_beside_a_danger_sign_a_level_that_is_known_is_shown_and_no_guess() -> None:
    """Whoever has a fit and low calcium by a test reads of the calcium; a diet that may lower it is no such news."""
    assert [one.name for one in result(infer(PACK, {"zinc": "low", "alarm": "present"})).causes] == ["the zinc is low"]
    assert result(infer(PACK, {"diet": "present", "alarm": "present"})).causes == ()
    assert result(infer(PACK, {"zinc": "low"})).causes == ()


def test_a_known_cause_from_which_nothing_reported_follows_is_shown() -> None:
    """The reader learns that this low level does not lead to what was reported, and reads of it before the causes for
    which there is no evidence; one without either is left out."""
    assert explained(zinc="low", pale="present") == {"the zinc is low": NONE}
    assert explained(diet="present", pale="present") == {"the zinc is low": NONE}
    assert explained(zinc="low", weak="present") == {"the zinc is low": ("the weak (likely)",)}
    assert explained(pale="present") == explained(zinc="normal", pale="present") == {}


def test_a_cause_that_explains_no_finding_is_not_said_to_have_nothing_to_do_with_a_danger_sign() -> None:
    """Very low potassium may well be behind limbs that cannot be moved: danger signs are asked, never concluded, and
    that is said once, at the first cause of which it could be misread."""
    aside = (f"{NONE[0]} (whether it is behind a danger sign is not worked out here)",)
    assert explained(zinc="low", pale="present", alarm="present") == {"the zinc is low": aside}
    assert explained(zinc="low", pale="present", alarm="absent") == {"the zinc is low": NONE}
    given = {"potassium": "low", "sodium": "low", "low-blood-pressure": "present", "paralysis": "present"}
    causes = result(infer(shipped(), given)).causes
    said = [parts for one in causes for heading, parts, _ in one.reasons if heading == "explains"]
    assert said == [aside, NONE]


def test_every_view_numbers_the_causes_as_the_rank_does() -> None:
    """Who reads of cause 2 on paper, asks for the candidates at the prompt or takes the JSON means the same cause: low
    potassium by a test comes first, though it does not explain a headache."""
    given = {"headache": "present", "potassium": "low", "sodium": "normal"}
    run = Given(shipped(), given).trace
    ranked = [f"{one['concept']} is {one['value']}" for one in trace_object(run, "")["candidates"]]
    shown = [one.name for one in result(run).causes]
    assert shown[0].startswith("potassium is low")
    of_pack = {phrases.said(shipped(), one): str(one) for one in shipped().causes}
    assert [of_pack[name] for name in shown] == ranked[: len(shown)]
    ended = "\n".join(str(line) for line in closing(begin(shipped(), given)))
    for text in (render_text(report(run, "")), ended):
        assert re.search(r"^ +1\.? potassium is low", text, flags=re.MULTILINE)


def test_what_only_a_contradicted_cause_would_explain_is_said_to_be_unexplained() -> None:
    """'cannot say'. An answer that rules the only cause out leaves the finding open, and the result says so."""
    left = "Left unexplained: the weak. Each ranked cause that would explain it is contradicted: the zinc is normal."
    assert left in beyond(zinc="normal", weak="present")
    assert "unexplained" not in beyond(zinc="unknown", weak="present")
    assert "unexplained" not in beyond(weak="present")


def test_what_points_to_a_contradicted_cause_is_shown_all_the_same() -> None:
    """Beside the answer that contradicts a cause stands what it overrules, with its rule and citation, and the cautions
    that go with it; the evidence is not said to be none."""
    carrying = [changed(one, nuance=("N1",)) if one.id == "zinc" else one for one in PACK.concepts]
    rules = [changed(one, nuance=("N2",)) if one.id == "diet-zinc" else one for one in PACK.rules]
    texts = tuple(Nuance(id=f"N{number}", text="A test may look normal.", source=("article",)) for number in (1, 2, 3))
    pack = replace(PACK, concepts=tuple(carrying), rules=tuple(rules), nuances=texts)
    found = report(infer(pack, {"zinc": "normal", "diet": "present", "weak": "present"}), "")
    (zinc,) = found.result.causes
    said = {heading: parts for heading, parts, _ in zinc.reasons}
    assert zinc.evidence == "evidence for it: overruled by an answer"
    assert said["against"] == ("the zinc is normal",)
    assert said["despite that"] == ("diet-zinc [article] points to it, since the diet is present",)
    assert remarks(found.result)[0].endswith(
        ": the zinc is normal. Where a caution stands beside a cause, it says how far the answer can be relied on."
    )
    assert said["caution"] == ("A test may look normal. [N1: article]", "A test may look normal. [N2: article]")
    assert [caution.id for caution in found.cautions] == ["N1", "N2"]
    brief = report(infer(pack, {"zinc": "normal", "diet": "present", "weak": "present"}), "", "brief")
    assert {"despite that", "caution"} <= {heading for heading, _, _ in brief.result.causes[0].reasons}


def test_an_answer_that_overrules_nothing_leaves_no_evidence_all_the_same() -> None:
    """Only what was answered and overruled is shown so; without a contradiction nothing is."""
    (zinc,) = result(infer(PACK, {"zinc": "normal", "weak": "present"})).causes
    assert zinc.evidence == "evidence for it: none; contradicted by an answer"
    (zinc,) = result(infer(PACK, {"weak": "present"})).causes
    assert zinc.evidence == "evidence for it: none"
    for answers in ({"zinc": "normal", "weak": "present"}, {"diet": "present", "weak": "present"}):
        (zinc,) = result(infer(PACK, answers)).causes
        assert not {"despite that", "caution"} & {heading for heading, _, _ in zinc.reasons}


def by_results(**typed: str) -> Trace:
    """Return a run of the shipped pack over these test results."""
    lines = [read_line(shipped(), name, text) for name, text in typed.items()]
    said = {line.concept: line.value for line in lines}
    return Given(shipped(), said, measured={line.concept: line.measured for line in lines}).trace


def test_a_danger_sign_that_two_results_tell_names_both() -> None:
    """Whoever reads that a result is below its range learns which ones are."""
    trace = by_results(magnesium="0.56 mmol/L (0.7-1.0)", calcium="1.9 mmol/L (2.15-2.55)")
    (told,) = [whence for text, whence in report(trace, "").given if text.startswith("a test result below")]
    assert told == "told by the test results calcium 1.9 mmol/L (2.15-2.55); magnesium 0.56 mmol/L (0.7-1.0)"


@pytest.mark.parametrize(
    ("answers", "typed", "told"),
    [
        ({"muscle-cramp": "present", "tingling": "present"}, {}, "is present (told by: muscle cramp; tingling): "),
        (
            {"numb-hands-or-feet": "present"},
            {"numb-hands-or-feet": ("numb hands", "tingling hands: absent")},
            "is present (told by: 'numb hands'): ",
        ),
        ({"muscle-cramp": "absent", "cramps-with-a-like-sign": "present"}, {}, "or falls is present: "),
        (
            {"numb-hands-or-feet": "present"},
            {"numb-hands-or-feet": ("numb hands", "numbness: no", "tingling feet: not sure")},
            "is present (told by: 'numb hands'): ",
        ),
    ],
    ids=["parts", "words", "itself", "beside a no and a doubt"],
)
def test_what_told_the_sign_that_set_the_urgency_is_named(
    answers: dict[str, str], typed: dict[str, tuple[str, ...]], told: str
) -> None:
    """The name of a sign that is told lists much that this person does not have; one that was answered itself needs no
    more."""
    ground = result(Given(shipped(), answers, typed=typed).trace).grounds[0]
    assert told in ground
    assert ground.count("told by") == told.count("told by")


def test_a_sign_that_set_the_urgency_is_named_in_the_words_of_its_answer_too() -> None:
    """Whoever answered under another name finds their own words beside the pack's; whoever used the pack's has no
    echo."""
    line = read_line(shipped(), "meningitis", "present")
    asked = {line.concept: line.value}
    (by_name,) = result(Given(shipped(), asked, typed={line.concept: ("meningitis",)}).trace).grounds
    assert " is present (answered as 'meningitis'): " in by_name
    (by_id,) = result(Given(shipped(), asked).trace).grounds
    assert " is present: " in by_id


def test_what_told_a_sign_by_way_of_another_is_named_as_it_was_answered() -> None:
    """Neither the sign between nor a part of it that was not answered stands for what somebody has."""
    parts = {
        "alarm": (Statement("worry", "present"), Statement("weak", "present")),
        "worry": (Statement("pale", "present"),),
    }
    concepts = [changed(one, told_by=(parts[one.id],)) if one.id in parts else one for one in PACK.concepts]
    pack = replace(PACK, concepts=tuple(concepts))
    ground = result(Given(pack, {"pale": "present", "weak": "present"}).trace).grounds[0]
    assert "since the alarm is present (told by: the pale; the weak): " in ground


def test_the_test_result_that_set_the_urgency_is_named() -> None:
    """Which level it was, and that it was a test, stands where the level of urgency is explained."""
    one = result(by_results(calcium="1.9 mmol/L (2.15-2.55)")).grounds[0]
    assert "is present (told by the test result calcium 1.9 mmol/L (2.15-2.55)): " in one
    both = result(by_results(magnesium="low on a test", calcium="1.9 mmol/L (2.15-2.55)")).grounds[0]
    assert "(told by the test results calcium 1.9 mmol/L (2.15-2.55); magnesium low): " in both


def test_where_one_limit_is_printed_it_is_said_that_nobody_can_tell_how_far_out_a_result_is() -> None:
    """Magnesium far below its range is for today; with one limit it may be, and whoever reads the page learns that."""
    for text, vague in (("0.3 mmol/L (>0.7)", True), ("0.56 mmol/L (0.7-1.0)", False), ("0.8 mmol/L (0.7-1.0)", False)):
        printed = report(by_results(magnesium=text), "")
        whence = " ".join(whence for _, whence in printed.given)
        assert ("one limit does not tell how far out it lies" in whence) is vague, text
        graver = f"so this may be graver than it counts here: magnesium {text}."
        assert any(ground.endswith(graver) for ground in printed.result.grounds) is vague, text


def test_a_high_result_is_not_doubted_and_is_said_to_be_outside_the_rules() -> None:
    """Only a number that its own range does not call low can be a slip; what is high has no rule, and that is said."""
    trace = by_results(potassium="5.9 mmol/L (3.5-5.0)", sodium="140 mmol/L (135-145)")
    assert not any("is the range right" in whence for _, whence in report(trace, "").given)
    left = " ".join(remarks(result(trace)))
    assert "is for whoever asked for the test: potassium is high (hyperkalemia)." in left
    assert "sodium" not in left
    assert "no rule goes on" not in " ".join(remarks(result(by_results(potassium="3.0 mmol/L (3.5-5.0)"))))
    assert "no rule goes on" not in " ".join(remarks(result(by_results(sodium="160 mmol/L (135-145)"))))


def test_json_says_what_is_left_in_the_same_words() -> None:
    """A program that reads the trace learns as well what stays unexplained, and what an answer overrules."""
    trace = infer(PACK, {"zinc": "normal", "diet": "present", "weak": "present"})
    data = trace_object(trace, "")
    assert data["left"] == [one.text for one in result(trace).beyond]
    assert data["candidates"][0]["overruled"] == [{"rule": "diet-zinc", "strength": "possible"}]
    assert data["candidates"][0]["evidence"] == "none"


def test_what_no_cause_explains_is_said_also_where_there_are_no_causes() -> None:
    """Where the list of causes is empty, a sentence says so instead of nothing."""
    assert "no ranked cause explains: the pale." in beyond(pale="present")
    assert result(infer(PACK, {"pale": "present"})).causes == ()


def test_a_finding_that_is_not_just_there_or_not_is_left_too() -> None:
    """Muscles that relax incompletely are reported as much as pain is; that they relax completely needs no cause."""
    pack = load_pack(packs_folder() / "muscle-contraction")
    ruled_out = {"calcium-handling": "orderly", "energy-supply": "sufficient"}
    left = " ".join(remarks(result(infer(pack, {"relaxation": "incomplete", **ruled_out}))))
    assert "Left unexplained: relaxation is incomplete." in left
    assert not remarks(result(infer(pack, {"relaxation": "complete", **ruled_out})))


def test_a_level_of_urgency_is_set_by_what_is_no_surer_than_it_is() -> None:
    """In a pack whose urgency rests on a conclusion: what only may be there is not said to be there."""
    pack = pack_of(
        [concept("diet", "risk"), concept("pale")],
        written(
            {
                "diet-pale": "possible: diet is present -> pale is present",
                "pale-today": "certain: pale is present -> urgency is same-day",
            }
        ),
    )
    assert "since the pale may be present:" in result(infer(pack, {"diet": "present"})).grounds[0]
    assert "since the pale is present:" in result(infer(pack, {"pale": "present"})).grounds[0]


def test_what_is_not_ranked_is_held_against_its_own_level() -> None:
    """Of salt too much is ranked, of nitrogen too little: neither is said of the other."""
    tested = {"units": ("mg/L",)}
    salt = changed(concept("salt", "cause", ("low", "normal", "high")), candidate="high", **tested)
    food = changed(concept("food", "cause", ("low", "normal", "high")), candidate="low", **tested)
    pack = pack_of(
        [salt, food, concept("weak")],
        written(
            {
                "salt-weak": "likely: salt is high -> weak is present",
                "food-weak": "likely: food is low -> weak is present",
            }
        ),
    )
    said = result(infer(pack, {"food": "high", "salt": "high", "weak": "present"})).not_ranked
    assert said == "Not ranked: the food is high. Of it only another level is ranked as a cause: the food is low."


def test_levels_of_a_made_up_case_are_said_to_set_no_urgency() -> None:
    """The same level on a test does: whoever reads 'For learning' under low vitamin D reads why."""
    made_up = result(Given(shipped(), {"vitamin-d": "low", "calcium": "normal"}).trace).grounds
    assert [one for one in made_up if "by themselves set no urgency: vitamin D is low." in one]
    on_a_test = Given(shipped(), {"vitamin-d": "low"}, measured={"vitamin-d": "low on a test"}).trace
    assert not [one for one in result(on_a_test).grounds if "no urgency" in one]


def test_what_would_be_there_without_any_cause_takes_no_way_that_was_denied() -> None:
    """Rain rots what smells; where nothing rots, rain is no reason for the smell."""
    pack = pack_of(
        [concept("iron", "cause", ("low", "normal")), concept("rain", "risk"), concept("rot"), concept("smell")],
        written(
            {
                "rain-rots": "likely: rain is present -> rot is present",
                "rot-smells": "likely: rot is present -> smell is present",
                "iron-smells": "possible: iron is low -> smell is present",
            }
        ),
    )
    for more, named in (({}, True), ({"rot": "unknown"}, True), ({"rot": "absent"}, False)):
        left = " ".join(remarks(result(infer(pack, {"rain": "present", "smell": "present", **more}))))
        assert ("Without any of these causes, the smell would still be likely" in left) == named


def test_what_follows_without_a_cause_is_said_with_its_value() -> None:
    """Of a finding that is there to some degree, which degree it would be is what follows."""
    pack = pack_of(
        [
            concept("iron", "cause", ("low", "normal")),
            concept("rain", "risk"),
            concept("smell", "finding", ("mild", "bad")),
        ],
        written(
            {
                "rain-smells": "likely: rain is present -> smell is mild",
                "iron-smells": "possible: iron is low -> smell is mild",
            }
        ),
    )
    left = " ".join(remarks(result(infer(pack, {"rain": "present", "smell": "mild"}))))
    assert "Without any of these causes, the smell would still be likely mild, because" in left


def test_what_is_not_known_leads_nowhere_by_way_of_what_was_denied() -> None:
    """A storm that nobody was asked about would rot what smells, but nothing rots."""
    storm = changed(concept("storm", "cause", ("present", "absent")), candidate=None)
    pack = pack_of(
        [storm, concept("rot"), concept("smell")],
        written(
            {
                "storm-rots": "likely: storm is present -> rot is present",
                "rot-smells": "likely: rot is present -> smell is present",
            }
        ),
    )
    for more, named in (({}, True), ({"rot": "absent"}, False)):
        left = " ".join(remarks(result(infer(pack, {"smell": "present", **more}))))
        assert ("what is not known would also lead to the smell: the storm is present" in left) == named


def test_a_caution_is_said_in_full_once() -> None:
    """Whoever had three levels tested reads once what a normal test may miss."""
    levels = dict.fromkeys(("calcium", "magnesium", "potassium"), "normal")
    causes = result(Given(shipped(), {**levels, "muscle-cramp": "present", "hand-foot-spasm": "present"}).trace).causes
    cautions = [part for one in causes for heading, parts, _ in one.reasons if heading == "caution" for part in parts]
    whole = [part for part in cautions if "N07: " in part]
    assert len(causes) > 1
    assert cautions[0] in whole
    assert len(whole) == 1
    assert cautions.count("see above: N07") == len(causes) - 1


def test_a_no_that_other_answers_outweigh_is_told() -> None:
    """Nobody finds their own answer turned round without a word: the sign is there by its parts, whatever was said of
    it, and the explanation and the JSON say both."""
    parts = {"fever": "present", "stiff-neck": "present"}
    for said, shown in (
        ({"fever-with-stiff-neck": "absent"}, True),
        ({"fever-with-stiff-neck": "unknown"}, False),
        ({}, False),
    ):
        run = Given(shipped(), {**parts, **said}).trace
        (whence,) = [whence for text, whence in report(run, "").given if text.startswith("fever with a stiff neck")]
        assert ("the answer to it by itself, absent, counts less" in whence) == shown
        assert ("fever-with-stiff-neck" in trace_object(run, "")["outweighed"]) == shown


def test_a_danger_sign_counts_as_reported() -> None:
    """The rules never conclude a danger sign, so they cannot explain one: that is said, but for what other answers
    tell."""
    assert "what is behind a danger sign; that is for a professional to find: the alarm." in beyond(alarm="present")
    assert "danger sign" not in beyond(alarm="absent", weak="present")
    shaking = " ".join(remarks(result(Given(shipped(), {"tremor": "present"}).trace)))
    assert "danger sign" not in shaking


def test_a_reported_finding_that_an_answer_leads_to_without_a_cause_is_named() -> None:
    """What no cause explains may follow from another answer all the same: with its rule and no surer than that."""
    still = (
        "Without any of these causes, the pale would still be possible, because the haste is present (by haste-pale ["
    )
    assert still in beyond(haste="present", pale="present")
    assert "Without" not in beyond(haste="present")
    assert "Without" not in beyond(haste="absent", pale="present")
    assert "Without" not in beyond(zinc="low", diet="present", weak="present")  # these have their place with the cause


def test_a_cause_that_works_by_way_of_another_shows_what_is_against_that_one() -> None:
    """Sun explains the weakness by way of zinc: what speaks against zinc is read there too, and the rank is kept."""
    more = {"sun-zinc": "possible: sun is low -> zinc is low", "zinc-sore": "likely: zinc is low -> sore is present"}
    pack = replace(
        PACK,
        concepts=(*PACK.concepts, concept("sun", "cause", ("low", "normal")), concept("sore")),
        rules=(*PACK.rules, *written(more)),
    )

    def by_way_of(**answers: str) -> dict[str, list[tuple[str, ...]]]:
        return {
            one.name: [parts for heading, parts, _ in one.reasons if heading == "by way of"]
            for one in result(infer(pack, answers)).causes
        }

    against = ("the zinc is low, and against that: the sore is absent",)
    assert by_way_of(weak="present", sore="absent") == {"the sun is low": [against], "the zinc is low": []}
    assert list(by_way_of(weak="present", sore="unknown").values()) == [[], []]
    direct = written({"sun-weak": "likely: sun is low -> weak is present"})
    pack = replace(pack, rules=(*pack.rules, *direct))
    assert by_way_of(weak="present", sore="absent")["the sun is low"] == []


def test_a_circumstance_that_leads_to_a_finding_by_itself_is_named() -> None:
    """Not only to a cause may a circumstance point: what it brings by itself is told with its rule; what it brings by
    way of a cause has its place with that cause."""
    pack = replace(PACK, rules=(*PACK.rules, *written({"diet-pale": "possible: diet is present -> pale is present"})))
    said = " ".join(remarks(result(infer(pack, {"diet": "present", "pale": "present", "weak": "present"}))))
    assert "the pale would still be possible, because the diet is present (by diet-pale" in said
    assert "the weak would" not in said
    tablets = infer(shipped(), {"b6-supplement": "present", "numb-hands-or-feet": "present"})
    assert "b6-supplement-and-numbness" in " ".join(remarks(result(tablets)))


def test_only_the_level_that_counts_is_shown_among_what_follows() -> None:
    """Lower levels beside it would leave the reader to choose; the numbers stay those that 'how' takes."""
    answers = {"worry": "present", "alarm": "present", "zinc": "low"}
    assert [line for line in report(infer(PACK, answers), "").follows if "urgency" in line] == ["urgency is same day"]
    lines = [str(line) for line in closing(begin(PACK, answers))]
    numbered = [found.groups() for line in lines if (found := re.fullmatch(r" +(\d+)  (.*)", line))]
    assert [text for _, text in numbered if "urgency" in text] == ["urgency is same day"]
    assert len(numbered) == 2
    for number, text in numbered:
        assert walk(infer(PACK, answers), TOP, number).lines[0] == text


def test_what_rests_on_risks_alone_shares_a_line_that_says_so() -> None:
    """One risk may set off a page of findings; whoever reads them learns that a risk shows nothing by itself."""
    line = "only because of risk factors, each a reason to ask that shows nothing by itself: the weak may be present"
    assert report(infer(PACK, {"diet": "present"}), "").follows == (line,)
    assert report(infer(PACK, {"diet": "present", "zinc": "low"}), "").follows == ("the weak is likely present",)
    both = infer(PACK, {"diet": "present", "haste": "present", "worry": "present"})
    assert report(both, "").follows == ("urgency is routine", "the pale may be present", line)
    for risk in (one for one in shipped().concepts if one.role in ("risk", "scope")):
        trace = infer(shipped(), with_told(shipped(), {risk.id: "present"}))
        assert not [one for one in trace.resting_on_risks if one.concept == "urgency"], risk.id
    ended = [str(one) for one in closing(begin(PACK, both.answers))]
    assert f"  {line.replace('the weak', '3 the weak')}" in ended
    assert walk(both, TOP, "3").lines[0] == "the weak may be present"


def test_a_cause_that_was_answered_has_that_for_it() -> None:
    """The strongest evidence there is stands under "for", with the words it was given in."""
    trace = by_results(magnesium="0.36 mmol/L (0.7-1.0)")
    answers = {**trace.answers, "muscle-spasm": "present"}
    (magnesium, *_) = result(Given(shipped(), answers, measured=trace.measured).trace).causes
    said = {heading: parts for heading, parts, _ in magnesium.reasons}
    assert said["for"] == ("you answered, judged from 0.36 mmol/L (0.7-1.0)",)


def test_a_sign_that_raises_nothing_is_not_for_a_professional() -> None:
    """What a source calls usually harmless has a level all the same, and nobody is told to have it worked out."""
    reported = dict.fromkeys(("alarm", "worry"), "present")
    calm = written({"calm": "certain: worry is present -> urgency is learn"})
    pack = replace(PACK, rules=(*(one for one in PACK.rules if one.id != "worry-routine"), *calm))
    assert "behind a danger sign; that is for a professional to find: the alarm." in " ".join(
        remarks(result(infer(pack, reported)))
    )


def test_an_answer_that_is_a_cause_stands_first_among_what_is_for_it_in_the_record_too() -> None:
    """Another program that reads what points to a cause finds the answer, not a cause that is certain for no reason."""
    answers = {"zinc": "low", "diet": "present", "weak": "present"}
    (zinc,) = trace_object(infer(PACK, answers), "")["candidates"]
    assert zinc["for"][0] == {"concept": "zinc", "value": "low", "strength": "certain"}
    assert zinc["for"][1]["rule"] == "diet-zinc"
    (guessed,) = trace_object(infer(PACK, {"diet": "present"}), "")["candidates"]
    assert [one["rule"] for one in guessed["for"]] == ["diet-zinc"]
    (supposed,) = trace_object(infer(PACK, {"weak": "unknown"}, {"zinc": "low"}), "")["candidates"]
    assert supposed["for"] == []


def test_the_record_holds_what_was_said_apart_from_what_that_tells() -> None:
    """Whoever feeds a record to another program finds each answer as it was given: also one that was left open, or that
    counts less than another."""
    said = {"muscle-weakness": "present", "weakness-of-any-kind": "absent", "calcium": "unknown"}
    record = trace_object(Given(shipped(), said).trace, "")
    assert record["said"] == said
    assert record["answers"]["weakness-of-any-kind"] == "present"
    told = {*record["answers"].items()} - {*record["said"].items()}
    assert {concept for concept, _ in told} == {*record["told"]}


def test_what_is_not_known_is_named_though_no_question_asks_for_it() -> None:
    """Unknown is not no: a file may leave open what no list has, and the result still says so."""
    ended = " ".join(str(one) for one in closing(begin(shipped(), {"fever": "unknown", "tremor": "unknown"})))
    assert "Not known: fever; tremor." in ended


def test_what_was_answered_is_not_said_again_among_what_follows() -> None:
    """A finding that was reported and that rules conclude too stands once, as what was answered; its proof stays."""
    run = infer(PACK, {"zinc": "low", "weak": "present"})
    printed = report(run, "")
    assert "the weak is present" in [text for text, _ in printed.given]
    assert not [line for line in printed.follows if "the weak is present" in line]
    assert [line for line in report(infer(PACK, {"zinc": "low"}), "").follows if line.startswith("the weak ")]
    assert "the weak is present" in [proof.text for proof in printed.proofs]


def test_what_tells_a_wider_finding_that_is_explained_is_not_said_to_be_unexplained() -> None:
    """Double vision is an oddity of the eyes, which a lack of vitamin B1 explains above: both sentences on one page
    would contradict each other. What is particular in it stays open, and points outside the pack all the same."""
    eyes = remarks(result(Given(shipped(), {"double-vision": "present", "low-blood-pressure": "present"}).trace))
    assert "By these answers, no ranked cause explains: low blood pressure." in eyes
    wider = "double vision (as double vision or another oddity in how the eyes move)"
    assert f"Explained only as something more general: {wider}." in eyes
    both = {"sudden-weakness": "present", "muscle-weakness": "present"}
    weak = remarks(result(Given(shipped(), both).trace))
    assert any(
        line.endswith(": weakness that came suddenly or within a few days (as muscle weakness).") for line in weak
    )
    assert not any("no ranked cause explains" in line for line in weak)
    assert any("Guillain-Barre" in line for line in weak)
    levels = {one.id: "normal" for one in shipped().concepts if one.candidate}
    ruled_out = " ".join(remarks(result(Given(shipped(), {**levels, "sudden-weakness": "present"}).trace)))
    assert "no ranked cause explains: weakness that came suddenly" in ruled_out
    assert "Explained only" not in ruled_out


def test_what_is_supposed_does_not_pass_for_the_evidence_that_an_answer_gives() -> None:
    """A diet that may lower zinc is evidence, possible as it is; to suppose low zinc besides adds none."""
    for answers, said in (({"diet": "present"}, "possible; besides, it is supposed"), ({}, "none, only supposed")):
        (cause,) = result(infer(PACK, {**answers, "weak": "present"}, {"zinc": "low"})).causes
        assert cause.evidence == f"evidence for it: {said}"
