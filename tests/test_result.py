"""The result of a run in words: what is said beyond the causes, and that only the level that counts is shown."""

from __future__ import annotations

import re

import pytest
from random_packs import concept, pack_of, written
from shipped import shipped

from triage.conversation.ending import closing
from triage.conversation.walk import TOP, walk
from triage.engine.inference import infer
from triage.interview.beginning import begin
from triage.report.report import report
from triage.report.result import result

PACK = pack_of(
    [
        concept("zinc", "cause", ("low", "normal")),
        concept("haste", "mechanism"),
        concept("diet", "risk"),
        concept("weak"),
        concept("pale"),
        concept("alarm", "danger"),
        concept("worry", "danger"),
    ],
    written(
        {
            "zinc-weak": "likely: zinc is low -> weak is present",
            "diet-zinc": "possible: diet is present -> zinc is low",
            "haste-pale": "possible: haste is present -> pale is present",
            "worry-routine": "certain: worry is present -> urgency is routine",
            "alarm-today": "certain: alarm is present -> urgency is same-day",
        }
    ),
)


def beyond(**answers: str) -> str:
    return " ".join(result(infer(PACK, answers)).beyond)


@pytest.mark.parametrize("answered", [{}, {"pale": "absent"}, {"weak": "unknown"}], ids=str)
def test_where_nothing_was_reported_no_cause_is_said_to_explain_nothing(answered: dict[str, str]) -> None:
    """That a low level explains none of the findings is news only to somebody who reported one."""
    assert "findings" not in beyond(zinc="low", **answered)


def test_a_known_cause_from_which_nothing_reported_follows_is_named() -> None:
    """Whatever was reported, the reader learns that this low level does not lead to it."""
    known = "none of the reported findings follows from it: the zinc is low."
    assert known in beyond(zinc="low", pale="present")
    assert "Danger signs" not in beyond(zinc="low", pale="present")
    assert f"{known} Danger signs are counted apart." in beyond(zinc="low", pale="present", alarm="present")
    assert "follows from it" not in beyond(zinc="low", weak="present")


def test_a_reported_finding_that_an_answer_leads_to_without_a_cause_is_named() -> None:
    """What no cause explains may follow from another answer all the same: with its rule and no surer than that."""
    assert "Also by the rules haste-pale [article]: the haste is present, so the pale may be present." in beyond(
        haste="present", pale="present"
    )
    assert "Also" not in beyond(haste="present")
    assert "Also" not in beyond(haste="absent", pale="present")
    assert "Also" not in beyond(zinc="low", diet="present", weak="present")  # these have their place with the cause


def test_fast_breathing_is_named_beside_the_causes() -> None:
    """The shipped pack knows fast breathing as a look-alike of low calcium; whoever reports both is told so."""
    answers = {"overbreathing": "present", "hand-foot-spasm": "present", "calcium": "normal"}
    said = " ".join(result(infer(shipped(), answers)).beyond)
    assert "overbreathing-cramps-hands-and-feet" in said
    assert "fast deep breathing as in panic is present, so cramping of the hands or feet may be present." in said


def test_only_the_level_that_counts_is_shown_among_what_follows() -> None:
    """Lower levels beside it would leave the reader to choose; the numbers stay those that 'how' takes."""
    answers = {"worry": "present", "alarm": "present", "zinc": "low"}
    assert [line for line in report(infer(PACK, answers), "").conclusions if "urgency" in line] == [
        "urgency is same day"
    ]
    lines = [str(line) for line in closing(begin(PACK, answers))]
    numbered = [found.groups() for line in lines if (found := re.fullmatch(r" +(\d+)  (.*)", line))]
    assert [text for _, text in numbered if "urgency" in text] == ["urgency is same day"]
    assert len(numbered) == 2
    for number, text in numbered:
        assert walk(infer(PACK, answers), TOP, number).lines[0] == text
