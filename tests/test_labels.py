"""A label may hold commas: wherever it is shown it can be typed back whole, alone or in a list with commas."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_packs import pack_of
from shipped import shipped

from triage.answers.measurement import read_range
from triage.conversation.ending import SHOWN, closing
from triage.conversation.words import candidates as candidates_said
from triage.interview.beginning import begin
from triage.interview.reply import NotAnAnswer, RangeWanted
from triage.interview.typed import understand
from triage.model import UNKNOWN, Concept, Question, RulePack, Statement
from triage.names import find_concept, find_statement
from triage.output import Page
from triage.phrases import label, open_of
from triage.result.candidates import candidates

PACK = shipped()
CHECKLISTS = [question for question in PACK.questions if question.form == "checklist"]


def made(**labels: str) -> RulePack:
    """Return a pack with a concept for each label: one with a value that is measured, or present and absent."""
    low = {"role": "cause", "values": ("low", "normal", "high"), "units": ("mmol/L",)}
    there = {"role": "finding", "values": ("present", "absent")}
    kinds = {id: low if id.startswith("level") else there for id in labels}
    return pack_of([Concept(id=id, label=text, about="Made up.", **kinds[id]) for id, text in labels.items()], [])


def question(pack: RulePack, form: str) -> Question:
    names = tuple(concept.id for concept in pack.concepts)
    return Question(id="asked", form=form, text="Which?", why="made up", concepts=names, suppose=())


def ticked(pack: RulePack, typed: str) -> dict[str, str]:
    answers = understand(pack, question(pack, "checklist"), typed).answers
    return {name: value for name, value in answers.items() if value != "absent"}


def levels(pack: RulePack, typed: str) -> dict[str, str]:
    answers = understand(pack, question(pack, "panel"), typed).answers
    return {name: value for name, value in answers.items() if value != UNKNOWN}


@given(data=st.data(), asked=st.sampled_from(CHECKLISTS), comma=st.sampled_from([", ", ",", "; ", " , "]))
def test_any_items_of_a_checklist_may_be_typed_as_they_are_shown(
    data: st.DataObject, asked: Question, comma: str
) -> None:
    """Whichever items of a list are typed as its screen has them, those are ticked and no others, in any order; what
    a tick leaves open is not known."""
    items = data.draw(st.lists(st.sampled_from(asked.concepts), min_size=1, unique=True))
    unsure = data.draw(st.sets(st.sampled_from(items)))
    typed = comma.join(label(PACK, id) + ("?" if id in unsure else "") for id in items)
    said = {id: UNKNOWN if id in unsure else "present" for id in items}
    left_open = {name for id in {*items} - unsure for name in PACK.concept[id].leaves_open}
    others = {id: UNKNOWN if id in left_open else "absent" for id in asked.concepts}
    for line in (typed, typed.upper()):
        assert understand(PACK, asked, line).answers == {**others, **said}


@pytest.mark.parametrize(
    ("typed", "present"),
    [
        ("a cut, a burn or a bite, pale", ["wound", "pale"]),
        ("a cut,a burn or a bite,pale", ["wound", "pale"]),
        ("A  CUT , A-BURN or a bite; PALE", ["wound", "pale"]),
        ("a cut a burn or a bite", ["wound"]),
        ("2, a cut, a burn or a bite, 3", ["wound", "pale", "bite"]),
        ("a bite, pale", ["bite", "pale"]),
        ("a cut", ["wound"]),
        ("a cut, a burn", ["wound", "burn"]),
    ],
)
def test_only_a_whole_label_keeps_its_commas(typed: str, present: list[str]) -> None:
    """Part of a label is an item like any other: nobody who types two findings gives only one of them."""
    pack = made(wound="a cut, a burn or a bite", pale="pale", bite="a bite", burn="a burn")
    assert ticked(pack, typed) == dict.fromkeys(present, "present")


def test_a_label_within_a_label_is_read_as_the_longer_one() -> None:
    """What is typed whole is what was meant, also where a shorter label stands in it."""
    pack = made(more="hot, dry or red skin, and fever", skin="hot, dry or red skin", fever="fever")
    assert ticked(pack, "hot, dry or red skin, and fever") == {"more": "present"}
    assert ticked(pack, "hot, dry or red skin, fever") == {"skin": "present", "fever": "present"}


@pytest.mark.parametrize("typed", ["a cut, a scratch", "a cut, a burn or a bite pale", "a burn or a bite"])
def test_what_is_no_item_is_refused_and_not_guessed(typed: str) -> None:
    """A line with one item that the list does not have is asked again."""
    with pytest.raises(NotAnAnswer):
        ticked(made(wound="a cut, a burn or a bite", pale="pale"), typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("iron, free or bound low", {"level-iron": "low"}),
        ("iron, free or bound low, zinc high", {"level-iron": "low", "level-zinc": "high"}),
        ("zinc is high,iron,free or bound: low", {"level-iron": "low", "level-zinc": "high"}),
        ("iron, free or bound 1,9 mmol/L (2,15-2,55), 2 low", {"level-iron": "low", "level-zinc": "low"}),
        ("1 low 2 high", {"level-iron": "low", "level-zinc": "high"}),
    ],
)
def test_a_panel_takes_such_labels_too(typed: str, said: dict[str, str]) -> None:
    """A level or a result stands behind the whole label, and decimal commas stay decimal commas."""
    pack = made(**{"level-iron": "iron, free or bound", "level-zinc": "zinc"})
    assert levels(pack, typed) == said


def test_the_range_that_is_asked_for_goes_behind_what_was_typed() -> None:
    """What is given back to be completed is part of the line, commas and all, so that the range finds its place."""
    pack = made(**{"level-iron": "iron, free or bound"})
    line = "iron, free or bound 1.9 mmol/L"
    with pytest.raises(RangeWanted) as wanted:
        levels(pack, line)
    (item,) = wanted.value.lacking
    assert item in line
    assert read_range("2.15-2.55")
    assert levels(pack, line.replace(item, f"{item} (2.15-2.55)")) == {"level-iron": "low"}


def test_every_label_and_statement_of_the_pack_can_be_typed() -> None:
    """A concept is found by its label, with its commas or without, and a statement about it by its sentence."""
    for concept in PACK.concepts:
        assert find_concept(PACK, concept.label) == concept
        assert find_concept(PACK, concept.label.replace(",", "")) == concept
        for value in concept.values:
            assert find_statement(PACK, f"{concept.label} is {value}") == Statement(concept.id, value)
        if "present" in concept.values:
            assert find_statement(PACK, concept.label) == Statement(concept.id, "present")


def test_labels_with_commas_stand_apart_in_lists() -> None:
    """What is open of a candidate is told label by label, and the end counts labels, not commas."""
    session = begin(PACK, {"muscle-cramp": "present"})
    at_the_end = [line for line in closing(session) if str(line).startswith("     open: ")]
    explaining = [open_of(PACK, one.open) for one in candidates(session.trace) if one.explained]
    assert any("," in name for names in explaining for name in names)
    for names in explaining:
        assert f"  open: {'; '.join(names)}" in candidates_said(session, "", Page())
        assert f"     open: {'; '.join(names[:SHOWN])}; and {len(names) - SHOWN} more" in at_the_end
