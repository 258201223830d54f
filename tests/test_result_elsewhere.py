"""The causes that no pack ranks, as a result names them: which, in what order, and what points to them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from results import PACK, changed, remarks
from shipped import shipped

from triage.answers.case_line import read_line
from triage.engine.given import Given
from triage.engine.inference import infer
from triage.model import NotCovered
from triage.report.report import report
from triage.report.result import result

LESS_LIKELY = "less likely here, since every answer about what would point to them was no"


def test_a_cause_that_is_not_ranked_is_named_where_it_would_explain_what_is_left() -> None:
    """Overbreathing is a cause of the pack's, though none that it ranks: 'no rule' would be untrue. It is named as long
    as it is not answered, with how sure the rules are."""
    left = "what is not known would also lead to tetany: fast or deep breathing or panic is present"
    answers = {"tetany": "present", "calcium": "normal"}
    for others, named in (({}, True), ({"overbreathing": "unknown"}, True), ({"overbreathing": "absent"}, False)):
        run = Given(shipped(), {**answers, **others}).trace
        assert (f"By these rules, {left} (possible)." in remarks(result(run))) == named
    run = Given(shipped(), {**answers, "overbreathing": "present"}).trace
    assert "Without any of these causes, tetany would still be possible" in " ".join(remarks(result(run)))


def outside(**answers: str) -> list[str]:
    """Return which causes outside the shipped pack are named, each up to its first sentence."""
    pack = shipped()
    lines = (line for line in remarks(result(Given(pack, answers).trace)) if line.startswith("- "))
    return [line.removeprefix("- ").partition(":")[0] for line in lines]


def test_a_cause_outside_the_pack_is_named_where_an_answer_points_to_it() -> None:
    """Liver disease goes with cramps by itself: whoever answered both learns it, though a cause explains the cramp."""
    low = {"potassium": "low", "muscle-cramp": "present"}
    (liver,) = outside(**low, **{"liver-disease": "present"})
    assert liver == "liver disease [you answered"
    assert outside(**{"liver-disease": "present"}) == []  # nothing is there that it might explain
    assert outside(**low, **{"liver-disease": "absent"}) == []
    assert outside(**low) == []  # explained, and nothing points elsewhere


def test_where_no_evidence_points_to_a_cause_that_would_explain_it_others_are_named_too() -> None:
    """Cramps, weakness and twitching of somebody whose nerves are ill: every ranked cause is there only because it
    would explain them, and the disease that most of them point to is read first."""
    reported = dict.fromkeys(("muscle-cramp", "muscle-weakness", "muscle-twitching"), "present")
    told = " ".join(remarks(result(infer(shipped(), reported))))
    names = "muscle cramp; muscle weakness; muscle twitching"
    assert f"No evidence points to any of the ranked causes that would explain: {names}." in told
    first, second, *_ = outside(**reported)
    assert first.startswith("a disease of the nerves")
    assert "without a known cause" not in second
    assert "No evidence points" not in " ".join(remarks(result(infer(shipped(), {**reported, "magnesium": "low"}))))
    little = {"muscle-weakness": "present", "tremor": "present", "vitamin-d": "low"}
    assert "that would explain: tremor." in " ".join(remarks(result(infer(shipped(), little))))


def test_a_risk_factor_takes_no_cause_outside_the_pack_away() -> None:
    """That laxatives may lower potassium is a reason to ask and shows nothing: the causes that are not ranked are named
    as without them, and it is said how little the evidence is; a test result is enough."""
    reported = {"muscle-cramp": "present", "muscle-spasm": "present"}
    told = " ".join(remarks(result(infer(shipped(), {**reported, "laxatives": "present"}))))
    hinted = "No more than possible evidence points to any of the ranked causes that would explain: "
    assert f"{hinted}muscle spasm; muscle cramp." in told
    assert "No evidence points" not in told
    assert {*outside(**reported)} <= {*outside(**reported, laxatives="present")}
    beside = " ".join(
        remarks(result(infer(shipped(), {"muscle-cramp": "present", "laxatives": "present", "tremor": "present"})))
    )
    assert f"{hinted}muscle cramp." in beside
    assert "No evidence points to any of the ranked causes that would explain: tremor." in beside
    assert outside(**reported, laxatives="present", potassium="low") == []


@pytest.mark.parametrize(
    ("level", "named"), [("high", "too much calcium"), ("low", ""), ("normal", "")], ids=["high", "low", "normal"]
)
def test_a_level_points_to_what_goes_with_it_alone(level: str, named: str) -> None:
    """Too much calcium is no explanation where calcium is low, and none where another level is high."""
    told = remarks(result(Given(shipped(), {"calcium": level, "constipation": "present"}).trace))
    pointed = [line for line in told if "too much calcium in the blood [you answered: calcium is high]" in line]
    assert bool(pointed) is bool(named)
    other = remarks(result(Given(shipped(), {"sodium": "high", "constipation": "present"}).trace))
    assert not any("too much calcium in the blood [you answered" in line for line in other)


def test_a_shorter_result_names_the_first_causes_outside_and_counts_the_rest() -> None:
    """Nobody reads twenty causes on a screen; a full explanation has them all."""
    run = infer(shipped(), {"muscle-cramp": "present"})
    whole = outside(**{"muscle-cramp": "present"})
    short = [line for line in remarks(result(run, whole=False)) if line.startswith("- ")]
    assert [line.removeprefix("- ").partition(":")[0] for line in short[:-1]] == whole[:6]
    assert short[-1].startswith(f"- and {len(whole) - 6} more")
    assert len(remarks(report(run, "", "full").result)) > len(remarks(report(run, "", "brief").result))
    assert list(remarks(report(run, "", "chain").result)) == list(remarks(result(run, whole=False)))


def test_a_danger_sign_points_to_a_cause_outside_the_pack_by_itself() -> None:
    """A locked jaw needs no finding beside it to make tetanus worth a thought."""
    assert [name.partition(" [")[0] for name in outside(**{"locked-jaw": "present"})] == ["tetanus"]


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (["dark-urine", "muscle-pain"], "muscle breakdown"),
        (["dirty-wound", "muscle-spasm"], "tetanus"),
        (["overbreathing", "tingling"], "fast deep breathing, as in panic"),
        (["statin-use", "muscle-spasm"], "statins"),
        (["back-or-leg-pain"], "a nerve squeezed in the back"),
    ],
)
def test_parts_of_a_sign_and_what_is_done_point_outside_the_pack_too(given: list[str], named: str) -> None:
    """What somebody told one by one is enough to name the cause that its danger sign speaks of."""
    assert next(name.partition(" [")[0] for name in outside(**dict.fromkeys(given, "present"))) == named


def test_what_an_answer_points_to_comes_first_among_the_causes_outside() -> None:
    """Of twenty causes that may explain a cramp, those that the answers speak of are read first."""
    normal = {one.id: "normal" for one in shipped().concepts if one.candidate}
    named = outside(**normal, **{"muscle-cramp": "present", "alcohol-high": "present", "older-age": "present"})
    assert [name.partition(" [")[0] for name in named[:2]] == [
        "older age, as muscles grow shorter with the years",
        "much alcohol",
    ]
    assert len(named) > 10
    assert not any("[you answered" in name for name in named[3:])


def test_fast_breathing_is_named_beside_the_causes() -> None:
    """The shipped pack knows fast breathing as a look-alike of low calcium; whoever reports both is told so."""
    answers = {"overbreathing": "present", "hand-foot-spasm": "present", "calcium": "normal"}
    said = " ".join(remarks(result(infer(shipped(), answers))))
    found = (
        "cramping of the hands, or of feet that draw together would still be possible, because fast or deep breathing"
    )
    assert f"{found} or panic is present (by overbreathing-cramps-hands-and-feet [" in said


def haste(**pointing: tuple[str, ...]) -> NotCovered:
    """Return a cause outside the pack that may explain being pale, with what points to it and what does not go with
    it."""
    named = {"id": "haste-itself", "label": "haste itself", "about": "It tires.", "source": ("article",)}
    return NotCovered.model_validate({**named, "findings": ("pale",), **pointing})


def test_causes_elsewhere_whose_every_pointer_was_denied_are_named_last_and_briefly() -> None:
    """Who said no to what would point to a cause is not told of it as if nothing had been asked."""
    pack = replace(PACK, not_covered=(haste(when=("diet",)),))
    told = [" ".join(remarks(result(infer(pack, {"pale": "present", **more})))) for more in ({}, {"diet": "absent"})]
    assert "- haste itself: It tires. [article]" in told[0]
    assert f"- {LESS_LIKELY}: haste itself [article]" in told[1]
    assert "It tires." not in told[1]


@pytest.mark.parametrize(
    ("label", "signs", "named"),
    [
        ("statins", ["statin-use", "unexplained-trouble-on-a-statin"], "statin-with-muscle-trouble"),
        ("tetanus", ["locked-jaw", "cramps-after-dirt-or-metal"], "dirty-wound"),
        ("muscle breakdown", ["dark-urine-with-strong-pain"], "dark-urine"),
        ("muscles weakened by steroids", ["steroid-tablets", "trouble-with-stairs"], "steroids-with-muscle-trouble"),
    ],
)
def test_a_sign_that_only_denied_answers_could_tell_keeps_no_cause_outside_open(
    label: str, signs: list[str], named: str
) -> None:
    """Who said no to a statin is not told of statins because of muscle trouble on one, which no question asks for. One
    of the signs that are asked for keeps the cause open as long as it was not denied, and so does one that was named
    without being asked for, and left open."""
    there = dict.fromkeys(("muscle-cramp", "muscle-spasm", "muscle-weakness"), "present")
    no = dict.fromkeys(signs, "absent")

    def less_likely(**more: str) -> str:
        lines = remarks(result(Given(shipped(), {**there, **no, **more}).trace))
        return " ".join(line for line in lines if line.startswith(f"- {LESS_LIKELY}"))

    assert f" {label} [" in less_likely()
    assert f" {label} [" not in less_likely(**{signs[0]: "unknown"})
    assert f" {label} [" not in less_likely(**{named: "unknown"})


def test_a_level_that_is_ranked_points_to_a_cause_elsewhere_only_beside_what_that_explains() -> None:
    """Low zinc is told where it is ranked. Only beside a finding that another cause may explain does it point to that
    one as well; a level that nothing ranks points by itself."""

    def told(when: str, **answers: str) -> list[str]:
        pack = replace(PACK, not_covered=(haste(when=(when,)),))
        return [line for line in remarks(result(infer(pack, answers))) if "haste itself" in line]

    assert not told("zinc is low", zinc="low")
    (beside,) = told("zinc is low", zinc="low", pale="present")
    (by_itself,) = told("zinc is normal", zinc="normal")
    assert beside.startswith("- haste itself [you answered: ")
    assert by_itself.startswith("- haste itself [you answered: ")


@pytest.mark.parametrize(
    ("answers", "named"),
    [
        ({"muscle-tension": "present", "tremor": "present"}, "sustained muscle tension; tremor"),
        (
            {"memory-change": "present", "tiredness": "present"},
            "poor or worsening memory or thinking; unusual tiredness",
        ),
        ({"potassium": "normal", "tremor": "present"}, "tremor"),
    ],
    ids=["beside another", "none of its own", "alone"],
)
def test_all_that_no_evidence_points_to_is_named_whatever_may_explain_it_elsewhere(
    answers: dict[str, str], named: str
) -> None:
    """That a cause stands there only because it would explain a finding is so whether or not one outside the pack
    would explain it too."""
    told = " ".join(remarks(result(infer(shipped(), answers))))
    found = re.search("No evidence points to any of the ranked causes that would explain: ([^.]*)", told)
    assert found
    assert sorted(found[1].split("; ")) == sorted(named.split("; "))


def test_what_points_outside_the_pack_is_quoted_as_it_was_typed() -> None:
    """Who told of trouble swallowing did not tell of a locked jaw; a level that was judged is said as a level."""
    lines = [read_line(shipped(), *line) for line in (("trouble swallowing", "present"), ("hyperkalemia", "present"))]
    said = {line.concept: line.value for line in lines}
    typed = {line.concept: line.typed for line in lines if line.typed}
    found = remarks(result(Given(shipped(), said, typed=typed).trace))
    assert any(line.startswith("- tetanus [you answered: 'trouble swallowing']: ") for line in found)
    assert any("[you answered: potassium is high]" in line for line in found)
    plain = remarks(result(Given(shipped(), {"locked-jaw": "present"}).trace))
    assert any("[you answered: a stiff or locked jaw, trouble swallowing, or" in line for line in plain)


def test_after_an_emergency_the_causes_outside_are_few_and_the_rest_have_their_names() -> None:
    """Who is told to call for help reads first what the answers point to and what may explain most, and no page about
    each of thirty causes; in full none is lost, and nothing that an answer points to loses its sentence."""
    weak = {"muscle-cramp": "present", "muscle-weakness": "present", "muscle-twitching": "present"}
    calm = outside(**weak)
    told = [
        line for line in remarks(result(Given(shipped(), {**weak, "locked-jaw": "present"}).trace)) if line[0] == "-"
    ]
    assert told[0].startswith("- tetanus [you answered")
    assert [line.removeprefix("- ").partition(":")[0] for line in told[1:6]] == calm[:5]
    assert len(told) == 7
    rest = told[-1].removeprefix(f"- and {len(calm) + 1 - 6} more, which come after these: ")
    names = [name.partition(" [")[0] for name in rest.split("]; ")]
    assert names == [name for name in calm[5:] if name != "tetanus"]


def test_whatever_an_answer_points_to_outside_is_shown_at_every_level() -> None:
    """Eight circumstances that were answered are eight reasons to read of their causes, though a screen names six."""
    pointing = ["older-age", "alcohol-high", "pregnancy", "statin-use", "water-tablets", "liver-disease", "dialysis"]
    pointing.append("vomiting-or-diarrhoea")
    run = Given(shipped(), {"muscle-cramp": "present", **dict.fromkeys(pointing, "present")}).trace
    for whole in (True, False):
        lines = [line for line in remarks(result(run, whole=whole)) if "[you answered" in line]
        assert len(lines) == len(pointing), whole


def test_a_cause_outside_that_does_not_go_with_an_answer_is_named_last_and_briefly() -> None:
    """Attacks of weakness with low potassium are no first thought where potassium is high, though the weakness points
    to them; where it is not high or not known they are."""
    other = haste(when=("alarm",), not_when=("zinc is normal", "diet"))
    pack = replace(PACK, not_covered=(other, changed(other, id="second", label="a second", not_when=())))

    def told(**more: str) -> list[str]:
        lines = remarks(result(infer(pack, {"pale": "present", "alarm": "present", **more})))
        return [line for line in lines if line.startswith("- ")]

    first = "- haste itself [you answered: the alarm]: It tires. [article]"
    for fits in ({}, {"zinc": "low"}, {"zinc": "unknown", "diet": "absent"}):
        assert told(**fits)[0] == first, fits
    for misfits, why in (
        ({"zinc": "normal"}, "the zinc is normal"),
        ({"zinc": "normal", "diet": "present"}, "the zinc is normal; the diet is present"),
    ):
        assert told(**misfits)[1:] == [f"- less likely here, since {why}: haste itself [article]"]
