"""Which rules can still fire: none that could is left out, and none is named whose premise is out of reach."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from random_interviews import Interview, interviews
from random_packs import concept, pack_of, written
from shipped import shipped

from triage.answers.told import with_told
from triage.engine.inference import infer
from triage.interview.within_reach import possible_rules
from triage.model import UNKNOWN

PACK = pack_of(
    [concept("rain", "risk"), concept("frost", "risk"), concept("sap", "mechanism", ("up", "down")), concept("rot")],
    written(
        {
            "rain-raises-sap": "likely: rain is present -> sap is up",
            "sap-and-frost-rot": "likely: sap is up, frost is present -> rot is present",
        }
    ),
)


def possible(**answers: str) -> list[str]:
    return [rule.id for rule in possible_rules(PACK, answers)]


def test_a_rule_is_possible_while_what_it_needs_may_be_answered_or_follow() -> None:
    assert possible() == ["rain-raises-sap", "sap-and-frost-rot"]
    assert possible(rain="present") == ["rain-raises-sap", "sap-and-frost-rot"]
    assert possible(frost="absent") == ["rain-raises-sap"]


def test_a_rule_is_not_possible_when_nothing_can_bring_its_premise_any_more() -> None:
    """Nobody is asked of the sap, and without rain no rule raises it; what is not known is not asked again."""
    assert possible(rain="absent") == possible(rain=UNKNOWN) == []
    assert possible(sap="down") == ["rain-raises-sap"]


def test_a_rule_is_possible_whose_danger_sign_was_denied_and_may_still_be_told() -> None:
    """Whoever says no to the whole sign may still name its parts, and a test may give it."""
    rules = {rule.id for rule in possible_rules(shipped(), {"fever-with-stiff-neck": "absent"})}
    assert "fever-with-stiff-neck-is-emergency-now" in rules
    assert "potassium-critically-low-is-emergency-now" in rules
    denied = {"potassium-critically-low": "absent", "potassium": "normal"}
    assert "potassium-critically-low-is-emergency-now" not in {rule.id for rule in possible_rules(shipped(), denied)}


@given(interviews())
def test_no_rule_that_can_still_fire_is_left_out(interview: Interview) -> None:
    """Whatever is answered to the questions that are open, only rules fire that were possible before."""
    pack, answers = interview
    names = sorted({name for question in pack.questions for name in question.concepts} - answers.keys())
    known = with_told(pack, answers)
    named = {rule.id for rule in possible_rules(pack, known)}
    for completion in product(*[(UNKNOWN, *pack.values(name)) for name in names]):
        more = with_told(pack, dict(zip(names, completion, strict=True)), beside=known)
        assert {firing.rule.id for firing in infer(pack, {**known, **more}).firings} <= named
