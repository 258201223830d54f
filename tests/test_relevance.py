"""Which concepts may still matter: none that could is left out, and what has ceased to matter never does again."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from random import Random

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from random_interviews import Interview, asking, interviews, random_interview
from random_packs import concept, pack_of, written

from triage.answers.told import with_told
from triage.interview.relevance import mattering, moving_urgency
from triage.interview.standings import results
from triage.model import UNKNOWN, Statement

LOW = ("low", "normal")


def open_concepts(interview: Interview) -> list[str]:
    asked = {name for question in interview.pack.questions for name in question.concepts}
    return [one.id for one in interview.pack.concepts if one.id in asked and one.id not in interview.answers]


def telling(interview: Interview, urgency_alone: bool = False) -> set[str]:
    """Return the concepts whose answer changes the result, or the urgency, under some completion, by trying every one
    there is."""
    pack, answers = interview
    names = open_concepts(interview)
    known = with_told(pack, answers)
    values = [(UNKNOWN, *pack.values(name)) for name in names]
    completions = list(product(*values))
    given = [dict(zip(names, completion, strict=True)) for completion in completions]
    found = results(pack, known, [with_told(pack, each, beside=known) for each in given])
    result = dict(zip(completions, [one.urgency if urgency_alone else one for one in found], strict=True))
    return {
        name
        for place, name in enumerate(names)
        for completion in completions
        if completion[place] == UNKNOWN
        for value in pack.values(name)
        if result[completion] != result[(*completion[:place], value, *completion[place + 1 :])]
    }


@given(interviews())
@settings(max_examples=examples(80))
def test_what_is_left_out_changes_nothing_whatever_else_is_answered(interview: Interview) -> None:
    """Every completion of the open concepts is tried: no answer to a concept that is left out changes the result."""
    assert telling(interview) <= set(mattering(*interview))


@pytest.mark.parametrize("block", [range(start, start + 100) for start in range(0, examples(200), 100)], ids=str)
def test_what_is_left_out_changes_nothing_in_denser_packs(block: range) -> None:
    """The same over packs of more rules, whose chains meet, cross and overrule each other."""
    for seed in block:
        interview = random_interview(seed)
        assert telling(interview) <= set(mattering(*interview)), seed


def holding(interview: Interview, seed: int) -> Interview:
    """Return the interview with a concept that holds another, and a danger sign that this and a third tell."""
    dice, pack = Random(seed), interview.pack
    names = [one.id for one in pack.concepts if one.values == ("present", "absent")]
    if len(names) < 3:
        return interview
    holder, held, sign = dice.sample(names, 3)
    parts = (Statement(held, "present"), Statement(dice.choice([name for name in names if name != sign]), "present"))
    changes = {
        holder: {"holds": (Statement(held, "present"),)},
        held: {"role": "finding"},
        sign: {"role": "danger", "told_by": (parts,)},
    }
    concepts = tuple(one.model_copy(update=changes.get(one.id, {})) for one in pack.concepts)
    changed = replace(pack, concepts=concepts)
    return Interview(changed, dict(with_told(changed, interview.answers)))


@pytest.mark.parametrize("block", [range(start, start + 100) for start in range(0, examples(200), 100)], ids=str)
def test_what_is_left_out_changes_nothing_where_answers_tell_others(block: range) -> None:
    """The same where an answer says more than itself: what it holds, and the danger signs that this tells in turn."""
    for seed in block:
        interview = holding(random_interview(seed), seed)
        assert telling(interview) <= set(mattering(*interview)), seed


@pytest.mark.parametrize("block", [range(start, start + 100) for start in range(0, examples(200), 100)], ids=str)
def test_what_cannot_move_the_urgency_moves_it_under_no_answers(block: range) -> None:
    """'None of these can change the urgency any more' holds whatever else is answered; and these are fewer than what
    may change the result."""
    found = [(holding(random_interview(seed), seed), seed) for seed in block]
    for interview, seed in found:
        assert telling(interview, urgency_alone=True) <= moving_urgency(*interview), seed
    assert sum(len(moving_urgency(*one)) for one, _ in found) < sum(len(mattering(*one)) for one, _ in found)


def test_a_step_matters_that_a_cause_leads_to_the_other_value_of() -> None:
    """With mud red, zinc would explain fever; that zinc by itself makes mud blue does not decide it."""
    pack = pack_of(
        [concept("zinc", "cause", LOW), concept("mud", "mechanism", ("red", "blue")), concept("fever")],
        written(
            {
                "zinc-mud": "possible: zinc is low -> mud is blue",
                "zinc-fever": "possible: zinc is low, mud is red -> fever is present",
            }
        ),
    )
    interview = Interview(asking(pack), {"zinc": UNKNOWN, "fever": "present"})
    assert telling(interview) == {"mud"} == set(mattering(*interview))


def test_not_much_is_asked_in_vain() -> None:
    """What matters is guessed from above; over random packs the guess is close to what really could change anything."""
    found = [
        (len(telling(each)), len(mattering(*each)), len(open_concepts(each)))
        for each in map(random_interview, range(200))
    ]
    really, guessed, open_ = (sum(column) for column in zip(*found, strict=True))
    assert guessed < 1.1 * really
    assert guessed < 0.95 * open_


@given(interviews(most_concepts=7, most_rules=20), st.randoms(use_true_random=False))
@settings(max_examples=examples(80))
def test_what_has_ceased_to_matter_never_matters_again(interview: Interview, dice: Random) -> None:
    """Answers in any order, to what matters and to what does not, only ever shorten the list."""
    pack, answers = interview
    before = mattering(pack, answers)
    names = open_concepts(interview)
    for name in dice.sample(names, len(names)):
        answers = {**answers, name: dice.choice((UNKNOWN, *pack.values(name)))}
        after = mattering(pack, answers)
        assert set(after) <= set(before) - {name}
        before = after
    assert before == ()


PACK = asking(
    pack_of(
        [
            concept("diet", "risk"),
            concept("iron", "cause", LOW),
            concept("tired", "mechanism"),
            concept("weak"),
            concept("fever"),
            concept("rash"),
        ],
        written(
            {
                "diet-iron": "possible: diet is present -> iron is low",
                "iron-tired": "likely: iron is low -> tired is present",
                "tired-weak": "likely: tired is present -> weak is present",
                "weak-fever": "certain: weak is present, fever is present -> urgency is same-day",
                "fever": "certain: fever is present -> urgency is routine",
            }
        ),
    )
)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, "diet iron tired weak fever"),  # nothing leads from a rash anywhere
        ({"iron": "normal"}, "tired weak fever"),  # the cause is contradicted; what is urgent is not settled
        ({"iron": "low"}, "tired weak fever"),  # its evidence cannot grow any more
        ({"tired": "absent"}, "diet iron weak fever"),  # the chain is cut; weakness may still be urgent
        ({"fever": "absent"}, "diet iron tired weak"),
        ({"fever": "absent", "iron": "normal"}, ""),
        ({"fever": "present", "weak": "present"}, "diet iron tired"),  # still to be explained, by a likely chain
        ({"fever": "absent", "weak": "unknown"}, "diet iron"),
        ({"fever": "present", "weak": "present", "iron": "unknown"}, "diet tired"),
    ],
)
def test_what_matters_follows_from_the_answers(answers: dict[str, str], expected: str) -> None:
    """A concept matters for the urgency, for evidence, for what a candidate explains or what denies it; no longer."""
    assert mattering(PACK, answers) == tuple(expected.split())


def test_an_answer_that_may_lower_the_urgency_matters() -> None:
    """A level reached by way of something that may still be answered otherwise is not settled."""
    pack = asking(
        pack_of(
            [concept("fall"), concept("pain", "mechanism"), concept("swelling")],
            written(
                {
                    "fall-pain": "likely: fall is present -> pain is present",
                    "pain": "certain: pain is present -> urgency is same-day",
                    "swelling": "certain: swelling is present -> urgency is routine",
                }
            ),
        )
    )
    assert mattering(pack, {"fall": "present"}) == ("pain", "swelling")
    assert mattering(pack, {"fall": "present", "pain": "unknown"}) == ()


def test_a_denied_danger_sign_that_may_still_be_told_is_not_settled() -> None:
    """What is asked beside a danger sign matters as long as another open answer may still tell the sign."""
    told = ((Statement("flutter", "present"),),)
    palpitations = concept("palpitations", "danger").model_copy(update={"told_by": told})
    concepts = [concept("flutter"), palpitations, concept("tablets", "risk")]
    rules = {
        "palpitations": "certain: palpitations is present -> urgency is routine",
        "on-tablets": "certain: palpitations is present, tablets is present -> urgency is same-day",
    }
    pack = asking(pack_of(concepts, written(rules)))
    assert mattering(pack, {"palpitations": "absent"}) == ("flutter", "tablets")
    assert mattering(pack, {"palpitations": "absent", "tablets": "absent"}) == ("flutter",)
    assert mattering(pack, {"palpitations": "absent", "flutter": "absent"}) == ()


def test_what_explains_a_finding_without_the_cause_does_not_matter_to_the_cause() -> None:
    """Whether a cause explains a finding turns on the chain from the cause, not on what else brings the finding."""
    concepts = [concept("iron", "cause", LOW), concept("tired", "mechanism"), concept("diet", "risk"), concept("weak")]
    rules = {
        "iron-tired": "likely: iron is low -> tired is present",
        "tired-weak": "likely: tired is present -> weak is present",
        "diet-weak": "certain: diet is present -> weak is present",
    }
    pack = asking(pack_of(concepts, written(rules)))
    assert mattering(pack, {"iron": "unknown", "weak": "present"}) == ("tired",)


def test_only_what_could_make_the_evidence_stronger_matters() -> None:
    """Once there is evidence for a cause, another reason matters if it is stronger, and not if it is as weak."""
    concepts = [concept("iron", "cause", LOW), *(concept(name, "risk") for name in ("diet", "bleeding", "running"))]
    rules = {
        "diet-iron": "possible: diet is present -> iron is low",
        "bleeding-iron": "likely: bleeding is present -> iron is low",
        "running-iron": "possible: running is present -> iron is low",
    }
    pack = asking(pack_of(concepts, written(rules)))
    assert mattering(pack, {"iron": "unknown"}) == ("diet", "bleeding", "running")
    assert mattering(pack, {"iron": "unknown", "diet": "present"}) == ("bleeding",)
    assert mattering(pack, {"iron": "unknown", "bleeding": "present"}) == ()


def test_a_pack_that_asks_nothing() -> None:
    """Without questions nothing is open."""
    pack = pack_of(PACK.concepts, PACK.rules)
    assert mattering(pack, {}) == ()


def test_the_order_of_the_answers_changes_nothing() -> None:
    """The same concepts come in the pack's order, whatever the order of the answers."""
    for seed in range(50):
        pack, answers = random_interview(seed)
        backwards = dict(reversed(answers.items()))
        assert mattering(pack, answers) == mattering(pack, backwards)
