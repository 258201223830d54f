"""What each answer to a question would do: which rules it sets off or shuts out, and what becomes of the urgency and
the causes. Each answer is tried in a run of its own.

A session in which the question is open comes in, effects go out, the most telling first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from triage import phrases
from triage.answers.told import with_told
from triage.engine.inference import infer
from triage.interview.next_question import replies
from triage.interview.reply import PERSON
from triage.interview.session import Session
from triage.interview.standings import Standing, Standings, results
from triage.interview.within_reach import possible_rules
from triage.model import PRESENT, URGENCY_LEVELS, Question, RulePack, Statement
from triage.trace import Firing

NO_EFFECT = "changes no urgency and no cause by itself"


class Tried(NamedTuple):
    """The words for an answer, its concept if it is about one alone, and the answer."""

    words: str
    concept: str
    answer: Mapping[str, str]


@dataclass(frozen=True)
class AnswerEffect:
    """What one answer would do: the answer in words, the concept that it is about ('' for none of a list), what it does
    in words, and how much that is."""

    answer: str
    concept: str
    does: str
    weight: tuple[int, int, int]


class _Run(NamedTuple):
    """Answers, and what they come to."""

    answers: Mapping[str, str]
    result: Standings


def effects(session: Session, question: Question) -> tuple[AnswerEffect, ...]:
    """Return what each answer to `question`, which is open, would do: each value of a choice or a panel, each thing on
    a checklist alone, and none of them. Beside a tick the rest of a checklist is denied; what that does to causes and
    other rules is told of none of them, and not with each tick again."""
    if question.id == PERSON.id:
        return ()
    pack, tried = session.pack, tuple(_tried(session.pack, question))
    told = [with_told(pack, one.answer, beside=session.answers) for one in tried]
    results_now, *results_then = results(pack, session.answers, [{}, *told])
    now = _Run(session.answers, results_now)
    then = [_Run({**session.answers, **answers}, result) for answers, result in zip(told, results_then, strict=True)]
    found = []
    for one, run in zip(tried, then, strict=True):
        alone = question.form == "checklist" and one.concept
        found.append(_effect(session, one, now, then[-1] if alone else now, run))
    return tuple(sorted(found, key=lambda effect: effect.weight, reverse=True))


def _tried(pack: RulePack, question: Question) -> Iterator[Tried]:
    for answer in replies(pack, question):
        given = (Statement(*one) for one in answer.items())
        ticked = [one for one in given if question.form != "checklist" or one.value == PRESENT]
        if not ticked:
            yield Tried("none of these", "", answer)
        elif question.form == "checklist":
            yield Tried(phrases.label(pack, ticked[0].concept), ticked[0].concept, answer)
        else:
            words = phrases.brief(pack, ticked[0])
            usual = pack.concept[ticked[0].concept].results.get(ticked[0].value)
            words += "".join(f", by {phrases.label(pack, one.concept)}" for one in ticked[1:] if one.concept != usual)
            yield Tried(words, ticked[0].concept, answer)


def _effect(session: Session, tried: Tried, now: _Run, denying: _Run, after: _Run) -> AnswerEffect:
    """Return what an answer does that comes to `after`: to what is known `now`, and to causes and rules more than the
    run `denying`."""
    pack = session.pack
    does = []
    urgent = now.result.urgency != after.result.urgency
    if urgent:
        does.append(f"the urgency would be '{pack.level[after.result.urgency].label}'")
    moved = 0
    for say, causes in _moved(denying.result, after.result).items():
        if causes:
            moved += len(causes)
            quoted = [f"'{phrases.brief(pack, cause)}'" for cause in causes]
            said = say.format(" and ".join(quoted) if len(quoted) < 3 else f"{len(quoted)} causes")
            if tried.concept and pack.role(tried.concept) != "finding":  # what it holds is a finding, and explained
                said = said.replace(" would explain it", " would explain a part of it")
            does.append(said)
    fired = {firing.rule.id for firing in _firings(session, now)}
    sets_off = [firing.rule.id for firing in _firings(session, after) if firing.rule.id not in fired]
    shut = len(_possible(session, denying) - _possible(session, after))
    if sets_off:
        named = f" ({sets_off[0]})" if len(sets_off) == 1 else ""
        does.append(f"sets off {phrases.counted(len(sets_off), 'rule')}{named}")
    if shut:
        does.append(f"shuts out {phrases.counted(shut, 'rule')}")
    rank = len(URGENCY_LEVELS) - URGENCY_LEVELS.index(after.result.urgency) if urgent else 0
    return AnswerEffect(tried.words, tried.concept, "; ".join(does) or NO_EFFECT, (rank, moved, len(sets_off)))


def _firings(session: Session, run: _Run) -> tuple[Firing, ...]:
    supposed = {name: value for name, value in session.supposed.items() if name not in run.answers}
    return infer(session.pack, run.answers, supposed).firings


def _possible(session: Session, run: _Run) -> set[str]:
    return {rule.id for rule in possible_rules(session.pack, {**session.supposed, **run.answers})}


def _moved(before: Standings, after: Standings) -> Mapping[str, list[Statement]]:
    """Return which causes stand differently, by the sentence that says how."""
    moved: dict[str, list[Statement]] = {
        "points to {}": [],
        "{} would explain it": [],
        "speaks against {}": [],
        "changes how {} would stand": [],
    }
    for old, new in zip(before.standings, after.standings, strict=True):
        if old != new:
            moved[_how(old, new)].append(new.cause)
    return moved


def _how(old: Standing, new: Standing) -> str:
    if (new.evidence or 0) > (old.evidence or 0):
        return "points to {}"
    if new.explained - old.explained:
        return "{} would explain it"
    if (new.contradicted and not old.contradicted) or new.against - old.against:
        return "speaks against {}"
    return "changes how {} would stand"
