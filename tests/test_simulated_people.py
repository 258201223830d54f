"""Made-up people hold the whole interview of the shipped pack: how long it is, and whether it keeps its word."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import chain, combinations
from random import Random
from statistics import median
from types import MappingProxyType

import pytest
from effort import examples
from shipped import shipped

from triage.answers.told import with_told
from triage.engine.inference import infer
from triage.interview.beginning import begin
from triage.interview.reply import PERSON, Reply
from triage.interview.session import Session
from triage.interview.tiers import FIRST, OPEN
from triage.model import UNKNOWN, Question
from triage.result.candidates import Candidate, candidates

PACK = shipped()
# The answers of the last two tell a danger sign by way of another, and one that an earlier answer ruled out.
PEOPLE = (*range(examples(7)), 476, 449)
CHANCE = {"finding": 0.25, "risk": 0.1, "danger": 0.01, "scope": 0.01, "cause": 0.3, "mechanism": 0.1}


def person(seed: int) -> Mapping[str, str]:
    """Return one value for every concept, the same whenever it is asked for: some people know much, some little."""
    random = Random(seed)
    sure = random.choice((0.5, 0.8, 1.0))
    answers = {}
    for concept in PACK.concepts:
        first, *others = concept.values
        value = first if random.random() < CHANCE[concept.role] else random.choice(others)
        answers[concept.id] = value if random.random() < sure else UNKNOWN
    return answers


def replied(question: Question, answers: Mapping[str, str]) -> Reply:
    if question.id == PERSON.id:
        return Reply(question, person="real")
    return Reply(question, MappingProxyType({name: answers[name] for name in question.concepts}))


@cache
def interview(seed: int) -> list[tuple[Session, Question]]:
    """Return each session of an interview with the question it asked."""
    answers, session, steps = person(seed), begin(PACK), []
    while question := session.question:
        steps.append((session, question))
        session = session.reply(replied(question, answers))
    return steps


def test_interviews_are_short_and_none_asks_more_than_it_promised() -> None:
    """The median takes at most 15 prompts, danger signs at most 3, and 'at most N more' is never exceeded."""
    lengths = []
    for seed in PEOPLE:
        steps = interview(seed)
        lengths.append(len(steps))
        assert sum(question.tier == FIRST[1] for _, question in steps) <= 3
        for number, (session, _) in enumerate(steps, start=1):
            assert len(steps) - number <= len(session.waiting) - 1, seed
    assert median(lengths) <= 15


def standing(one: Candidate) -> object:
    """Return how a candidate stands; one that an answer contradicts is settled, whatever else is said."""
    explained = {each.finding for each in one.explained}
    return "contradicted" if one.contradiction else (one.evidence, explained, set(one.denied))


def outcome_of(answers: Mapping[str, str]) -> object:
    trace = infer(PACK, with_told(PACK, answers))
    return trace.urgency, {one.statement: standing(one) for one in candidates(trace)}


@pytest.mark.parametrize("seed", range(examples(5)))
def test_every_open_question_could_still_have_changed_the_result(seed: int) -> None:
    """By enumeration with the engine itself: two replies to the question lead to different results. They differ in one
    answer or, where parts of a danger sign are asked together, in two."""
    for session, question in interview(seed):
        if question.tier != OPEN:
            continue
        none = dict.fromkeys(question.concepts, "absent" if question.form == "checklist" else UNKNOWN)
        first = outcome_of({**session.answers, **none})
        single = [{name: value} for name in question.concepts for value in PACK.values(name)]
        pairs = ({**one, **other} for one, other in combinations(single, 2))
        replies = chain(single, pairs)
        assert any(outcome_of({**session.answers, **none, **reply}) != first for reply in replies), (seed, question.id)
