"""Which question comes next: what is claimed for each is so, none that could matter is missing, the promise is kept."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from random import Random

import pytest
from effort import ONCE, examples
from hypothesis import given, settings
from hypothesis import strategies as st
from random_interviews import Interview, asking, interviews, question, random_interview
from random_packs import concept, pack_of, written
from shipped import shipped
from weighed import weighed

from triage.answers.told import with_told
from triage.interview.next_question import Prospect, prospects, replies
from triage.interview.relevance import mattering
from triage.model import UNKNOWN, Question, RulePack

pytestmark = ONCE

LOW = ("low", "normal")
Answers = dict[str, str]


def found(pack: RulePack, answers: Mapping[str, str]) -> tuple[Prospect, ...]:
    return prospects(pack, answers, pack.questions)


@given(interviews())
@settings(max_examples=examples(80))
def test_what_is_claimed_for_a_question_is_so(interview: Interview) -> None:
    """For each prospect, a run of the engine for each of its replies gives as many different results, different
    standings of just those candidates, and different levels just where it says so."""
    pack, answers = interview
    now = weighed(pack, answers)
    for prospect in found(pack, answers):
        then = [weighed(pack, {**answers, **reply}) for reply in replies(pack, prospect.question)]
        assert prospect.outcomes == len(set(then))
        assert prospect.urgency == (len({result.urgency for result in then}) > 1)
        causes = [one.id for one in pack.concepts if one.candidate is not None]
        differing = [
            cause for place, cause in enumerate(causes) if len({result.standings[place] for result in then}) > 1
        ]
        assert list(prospect.candidates) == differing
        assert prospect.alone == any(result != now for result in then)


@given(interviews())
@settings(max_examples=examples(80))
def test_each_question_that_may_matter_is_there_with_what_may_matter_of_it(interview: Interview) -> None:
    """The prospects ask for just the concepts that may still matter and that their questions ask for; best first."""
    pack, answers = interview
    listed = found(pack, answers)
    matter = mattering(pack, answers)
    asked = {one.question.id: list(one.question.concepts) for one in listed}
    expected = {one.id: [name for name in one.concepts if name in matter] for one in pack.questions}
    assert asked == {name: concepts for name, concepts in expected.items() if concepts}
    places = [one.id for one in pack.questions]
    ranks = [(not one.alone, -one.outcomes, places.index(one.question.id)) for one in listed]
    assert ranks == sorted(ranks)
    assert all(one.alone for one in listed if one.outcomes > 1)


def any_reply(pack: RulePack, asked: Question, dice: Random) -> Answers:
    """Return a reply as somebody might type it: all ticked and unticked at will, not sure, or skipped (no reply)."""
    if dice.random() < 0.1:
        return {}
    return {name: dice.choice((UNKNOWN, *pack.values(name))) for name in asked.concepts}


def promises(pack: RulePack, answers: Mapping[str, str], dice: Random) -> list[int]:
    """Ask the best question until none is left; return how many were promised before each reply, and at the end."""
    questions, promised = list(pack.questions), []
    while listed := prospects(pack, answers, questions):
        promised.append(len(listed))
        asked = listed[0].question
        answers = {**answers, **any_reply(pack, asked, dice)}
        questions = [one for one in questions if one.id != asked.id]
    return [*promised, 0]


@given(interviews(most_concepts=7, most_rules=20), st.randoms(use_true_random=False))
@settings(max_examples=examples(80))
def test_at_most_as_many_questions_as_promised(interview: Interview, dice: Random) -> None:
    """Whatever is replied, a promise that at most so many more come is never broken: each is at least one lower."""
    promised = promises(*interview, dice)
    assert all(later < earlier for earlier, later in pairwise(promised))


@given(interviews(most_concepts=7, most_rules=20), st.randoms(use_true_random=False))
def test_no_answer_to_what_is_left_when_none_is_promised_changes_the_result(interview: Interview, dice: Random) -> None:
    """Once no question is worth asking, any answers to all that is open give the result there is."""
    pack, answers = interview
    while listed := found(pack, answers):
        asked = listed[0].question.concepts
        answers = {**answers, **{name: dice.choice((UNKNOWN, *pack.values(name))) for name in asked}}
    settled = weighed(pack, answers)
    left = [name for one in pack.questions for name in one.concepts if name not in answers]
    for _ in range(5):
        more = {name: dice.choice((UNKNOWN, *pack.values(name))) for name in left}
        assert weighed(pack, {**answers, **more}) == settled


PACK = pack_of(
    [concept("iron", "cause", LOW), concept("zinc", "cause", LOW), *map(concept, ("weak", "pale", "sore", "fever"))],
    written(
        {
            "iron-weak": "likely: iron is low -> weak is present",
            "zinc-weak": "possible: zinc is low -> weak is present",
            "iron-pale": "likely: iron is low -> pale is present",
            "urgent": "certain: sore is present, fever is present -> urgency is same-day",
        }
    ),
)


def test_the_most_telling_question_comes_first() -> None:
    """More different results come first; what alone decides nothing comes last, however early in the pack."""
    pack = asking(PACK)
    listed = prospects(
        pack, {}, [question("signs", "checklist", ("sore", "weak", "pale")), *pack.questions[:2], pack.questions[5]]
    )
    assert [(one.question.id, one.outcomes, one.candidates, one.urgency, one.alone) for one in listed] == [
        ("signs", 3, ("iron", "zinc"), False, True),
        ("iron", 2, ("iron",), False, True),
        ("zinc", 2, ("zinc",), False, True),
        ("fever", 1, (), False, False),
    ]


def test_what_changes_the_result_alone_comes_before_what_needs_others() -> None:
    """Also where each of its replies changes the result alike, and whatever the order of the pack."""
    rules = {
        "both": "certain: sore is present, fever is present -> urgency is same-day",
        "burn": "certain: burn is present -> urgency is routine",
        "scald": "certain: burn is absent -> urgency is routine",
    }
    pack = asking(pack_of([*map(concept, ("sore", "fever", "burn"))], written(rules)))
    assert [(one.question.id, one.outcomes, one.alone) for one in found(pack, {})] == [
        ("burn", 1, True),
        ("sore", 1, False),
        ("fever", 1, False),
    ]


def test_a_question_says_that_it_decides_the_urgency() -> None:
    """Once one of two signs is there, the other alone decides the level."""
    (fever, *_) = prospects(asking(PACK), {"sore": "present", "weak": "unknown"}, asking(PACK).questions[5:])
    assert (fever.question.id, fever.outcomes, fever.candidates, fever.urgency) == ("fever", 2, (), True)


def test_only_what_may_still_matter_is_left_on_a_list() -> None:
    """A list is asked without the findings that are answered and those that nothing turns on any more."""
    signs = question("signs", "checklist", ("weak", "pale", "sore"))
    (listed,) = prospects(asking(PACK), {"iron": "normal", "sore": "absent"}, [signs])
    assert listed.question.concepts == ("weak",)
    assert prospects(asking(PACK), {"iron": "normal", "zinc": "normal", "fever": "absent"}, [signs]) == ()


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("checklist", [{"weak": "present", "pale": "absent"}, {"weak": "absent", "pale": "present"}]),
        ("panel", [{"weak": "present"}, {"weak": "absent"}, {"pale": "present"}]),
    ],
)
def test_the_replies_that_are_weighed(form: str, expected: list[Answers]) -> None:
    """Each thing on a list by itself, or nothing; on a panel, each value of each, the others not known."""
    asked = question("signs", form, ("weak", "pale"))
    last = {"weak": "absent", "pale": "absent"} if form == "checklist" else {"pale": "absent"}
    assert list(replies(PACK, asked)) == [*expected, last]


def test_a_choice_weighs_each_value() -> None:
    """A choice has exactly one answer, so its replies are its values."""
    assert replies(PACK, question("iron", "choice", ("iron",))) == ({"iron": "low"}, {"iron": "normal"})


def test_nothing_to_ask_and_nothing_to_decide() -> None:
    """No questions, or a pack without causes, rules that matter or questions of its own: no prospects."""
    assert prospects(asking(PACK), {}, ()) == ()
    pack = asking(
        pack_of([concept("weak"), concept("pale")], written({"r": "likely: weak is present -> pale is present"}))
    )
    assert found(pack, {}) == ()
    assert prospects(PACK, {}, PACK.questions) == ()


def test_the_prospects_come_out_the_same_every_time() -> None:
    """Their order depends on nothing but the pack, the answers and the questions: not on the order of the answers."""
    for seed in range(50):
        pack, answers = random_interview(seed)
        assert found(pack, answers) == found(pack, dict(reversed(answers.items())))


def test_the_questions_of_the_shipped_pack() -> None:
    """Whoever answers its questions, best first, is asked no more than was promised, and each claim is so."""
    pack = shipped()
    first = found(pack, {})
    assert first[0].outcomes > 1
    now = weighed(pack, {})
    for prospect in first:
        then = [weighed(pack, with_told(pack, reply)) for reply in replies(pack, prospect.question)]
        assert (prospect.outcomes, prospect.alone) == (len(set(then)), any(result != now for result in then))
    for seed in range(2):
        promised = promises(pack, {}, Random(seed))
        assert all(later < earlier for earlier, later in pairwise(promised))
