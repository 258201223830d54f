"""What answers tell besides: danger signs in parts, and what the words of a sign hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from random_packs import concept, pack_of, written
from small_pack import CONCEPTS, write_pack

from triage.answers.told import with_told
from triage.engine.given import Given
from triage.errors import PackError
from triage.explain.removal import lowering
from triage.explain.sentences import stated
from triage.explain.sufficient import needed
from triage.explain.verbs.why_not import why_not
from triage.model import URGENCY, Question, RulePack, Statement
from triage.pack.loading import load_pack

CRAMP = Statement("cramp", "present")


def held() -> RulePack:
    """Cramps at night are cramps, and cramps with dark urine an emergency."""
    night = concept("night-cramps", "danger").model_copy(update={"holds": (CRAMP,)})
    told = ((CRAMP, Statement("dark-urine", "present")),)
    grave = concept("grave", "danger").model_copy(update={"told_by": told})
    concepts = [concept("cramp"), concept("dark-urine"), concept("aching"), night, grave]
    rules = {
        "night": "certain: night-cramps is present -> urgency is routine",
        "grave": "certain: grave is present -> urgency is emergency-now",
        "aching": "likely: cramp is present -> aching is present",
    }
    return pack_of(concepts, written(rules))


@pytest.mark.parametrize(
    ("answers", "urgency"),
    [
        ({"night-cramps": "present"}, "routine"),
        ({"night-cramps": "present", "dark-urine": "present"}, "emergency-now"),
        ({"night-cramps": "present", "dark-urine": "present", "cramp": "unknown"}, "emergency-now"),
        ({"night-cramps": "present", "dark-urine": "present", "cramp": "absent"}, "emergency-now"),
        ({"night-cramps": "unknown", "dark-urine": "present"}, "learn"),
    ],
    ids=str,
)
def test_a_more_exact_word_is_never_less_urgent_than_a_plain_one(answers: Mapping[str, str], urgency: str) -> None:
    """Whoever has cramps at night has cramps, wherever cramps count, whatever was left unticked on a list."""
    assert Given(held(), answers).trace.urgency == urgency


def test_a_sign_whose_parts_were_denied_is_not_only_called_not_asked() -> None:
    """Nobody asks for it by itself, so its parts are what was asked: who denied one of them reads that again."""
    grave = Statement("grave", "present")
    for answers, untold in (
        ({"dark-urine": "absent"}, "not told by its parts either, as the dark-urine is absent"),
        ({"cramp": "present"}, ""),
        ({"dark-urine": "unknown"}, ""),
    ):
        given = Given(held(), answers)
        premise = why_not(given, Statement(URGENCY, "emergency-now")).lines[0].below[0]
        assert (premise.text, premise.note) == ("not asked: the grave is present", untold)
        because = untold or "and no rule concludes it"
        assert because in why_not(given, grave).answer


def test_what_is_held_says_by_what_and_an_answer_to_it_says_that_it_was_answered() -> None:
    """A reader sees which answers were given and which are only the words of another."""
    told = Given(held(), {"night-cramps": "present"}).trace
    assert stated(told, CRAMP) == "the cramp is present  [told by: the night-cramps is present]"
    both = Given(held(), {"night-cramps": "present", "cramp": "present"}).trace
    assert stated(both, CRAMP) == "the cramp is present  [you answered]"
    denied = Given(held(), {"night-cramps": "present", "cramp": "absent"}).trace
    assert "told by: the night-cramps is present; the answer to it by itself, absent, counts less" in stated(
        denied, CRAMP
    )


def test_nothing_tells_what_told_it() -> None:
    """Odd cramps hold cramps, and cramps with weakness are odd ones: what was answered stays the answer, and what was
    told is told by that."""
    odd = {"holds": (CRAMP,), "told_by": ((CRAMP, Statement("weak", "present")),)}
    concepts = [concept("cramp"), concept("weak"), concept("odd-cramps", "danger").model_copy(update=odd)]
    pack = pack_of(concepts, written({"odd": "certain: odd-cramps is present -> urgency is routine"}))
    answered = Given(pack, {"odd-cramps": "present", "weak": "present"})
    assert stated(answered.trace, CRAMP) == "the cramp is present  [told by: the odd-cramps is present]"
    assert stated(answered.trace, Statement("odd-cramps", "present")).endswith("[you answered]")
    parts = Given(pack, {"cramp": "present", "weak": "present"})
    assert stated(parts.trace, CRAMP).endswith("[you answered]")
    assert "[told by: the cramp is present; the weak is present]" in stated(
        parts.trace, Statement("odd-cramps", "present")
    )
    for given in (answered, parts):
        assert all(given.but(changes).trace.urgency == "learn" for changes in lowering(given).changes)
        assert {len(changes) for changes in lowering(given).changes} == {1}


def test_what_answers_tell_they_tell_once_and_in_any_order() -> None:
    """Told again, nothing more is told, in whatever order the answers came."""
    answers = {"dark-urine": "present", "night-cramps": "present"}
    once = with_told(held(), answers)
    assert dict(once) == {**answers, "cramp": "present", "grave": "present"}
    assert with_told(held(), once) == once
    assert with_told(held(), dict(reversed(answers.items()))) == once


def test_needed_names_what_holds_a_finding_and_respects_a_no_to_it() -> None:
    """E10: cramps at night bring cramps about, also against a no to cramps."""
    aching = Statement("aching", "present")
    open_ = needed(Given(held(), {}), aching)
    assert [dict(way.answers) for way in open_.ways] == [{"cramp": "present"}, {"night-cramps": "present"}]
    denied = needed(Given(held(), {"cramp": "absent"}), aching)
    assert not denied.changing
    assert [dict(way.answers) for way in denied.ways] == [{"night-cramps": "present"}]


def test_needed_knows_what_a_result_is_by_the_word_for_it() -> None:
    """E10: who is asked for a level may answer 'very low', which is a way as well, but only of a test."""
    iron = concept("iron", "cause", ("low", "normal", "high")).model_copy(update={"results": {"very-low": "grave"}})
    rules = {"grave": "certain: grave is present -> urgency is same-day"}
    asks = Question(id="q", form="panel", text="T", why="W", concepts=("iron",))
    pack = replace(pack_of([iron, concept("grave", "danger")], written(rules)), questions=(asks,))
    same_day = Statement(URGENCY, "same-day")
    tested = needed(Given(pack, {}, levels_tested=True), same_day)
    assert [dict(way.answers) for way in tested.ways] == [{"grave": "present"}]
    assert not tested.unasked
    assert needed(Given(pack, {}), same_day).unasked


FLOOD = "- {id: flood, label: a flood, role: %s, values: [present, absent], about: Water., %s}\n"
ALARM = "- {id: alarm, label: an alarm, role: danger, values: [present, absent], about: A bell.}\n"


@pytest.mark.parametrize(
    ("role", "key", "code", "said"),
    [
        ("risk", "holds: tinglin is present", "unknown-concept", "tinglin"),
        ("risk", "holds: tingling is strong", "unknown-value", "strong"),
        ("risk", "holds: tingling is absent", "schema", "cannot be held"),
        ("risk", "holds: alarm is present", "wrong-role", "is a danger sign"),
        ("finding", "leaves-open: tinglin", "unknown-concept", "tinglin"),
        ("finding", "leaves-open: calcium", "wrong-role", "has the role cause"),
        ("risk", "leaves-open: tingling", "wrong-role", "has the role risk"),
    ],
)
def test_what_cannot_be_held_or_left_open_is_told_with_its_line(
    role: str, key: str, code: str, said: str, tmp_path: Path
) -> None:
    """An author learns where the slip is, and what it is."""
    concepts = CONCEPTS + ALARM + FLOOD % (role, key)
    with pytest.raises(PackError) as caught:
        load_pack(write_pack(tmp_path, {"concepts.yaml": concepts}))
    (problem,) = [one for one in caught.value.problems if one.code == code]
    assert problem.line == concepts.count("\n")
    assert said in problem.message


ASKED = "- {id: first, form: checklist, text: 'Is it so?', why: it cannot wait, concepts: [%s], tier: danger}\n"


@pytest.mark.parametrize(("asked", "allowed"), [("bell", True), ("smoke", False)])
def test_what_tells_a_danger_sign_by_itself_may_be_asked_with_the_danger_signs(
    asked: str, allowed: bool, tmp_path: Path
) -> None:
    """A cause that is an emergency by itself is asked for first; a part of a sign is not one."""
    told = ALARM.replace("}", ", told-by: [[bell is present], [smoke is present, heat is present]]}")
    parts = "".join(ALARM.replace("alarm", one).replace("danger", "cause") for one in ("bell", "smoke", "heat"))
    root = write_pack(tmp_path, {"concepts.yaml": CONCEPTS + told + parts, "questions.yaml": ASKED % asked})
    if allowed:
        load_pack(root)
        return
    with pytest.raises(PackError) as caught:
        load_pack(root)
    assert [one.code for one in caught.value.problems] == ["wrong-role"]
