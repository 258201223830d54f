"""The interview as a value: the session that grows by replies, which question is next, and when it stops.

A session never changes: a reply, going back, changing or skipping gives a new one, and its trace is a new run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Literal, get_args

from triage.engine import NOTHING, infer
from triage.model import URGENCY, URGENCY_LEVELS, Question, RulePack, Statement, Strength, Tier
from triage.reply import MADE_UP, PERSON, NotAnAnswer, Reply
from triage.trace import Trace

TIERS: tuple[str, ...] = get_args(Tier)
FIRST = ("scope", "danger")  # asked before all else, and of everybody
LEARNING = "learning"

Stop = Literal["", "emergency", "scope"]


@dataclass(frozen=True)
class Session:
    """An interview so far. `given`, `given_supposed`, `given_measured` and `given_person` came from a file and belong
    to no question that was asked; `changing` is the question that is being answered anew.

    `more` says that the person goes on for learning only: past a stop, and with the questions kept for learning.
    """

    pack: RulePack
    replies: tuple[Reply, ...] = ()
    given: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    given_supposed: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    given_measured: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    given_person: str = ""
    changing: Question | None = None
    more: bool = False

    @cached_property
    def answers(self) -> Mapping[str, str]:
        """Every answer. What a test result says about a danger sign counts more than a tick that was left out."""
        answers = dict(self.given)
        for reply in self.replies:
            answers.update(reply.answers)
        for reply in self.replies:
            answers.update(
                (name, value) for name, value in reply.answers.items() if name not in reply.question.concepts
            )
        return MappingProxyType(answers)

    @cached_property
    def supposed(self) -> Mapping[str, str]:
        supposed = dict(self.given_supposed)
        for reply in self.replies:
            supposed.update(reply.supposed)
        return MappingProxyType({concept: supposed[concept] for concept in supposed if concept not in self.answers})

    @cached_property
    def measured(self) -> Mapping[str, str]:
        """The test results, as typed, that answers were judged from."""
        measured = dict(self.given_measured)
        for reply in self.replies:
            measured.update(reply.measured)
        return MappingProxyType(measured)

    @cached_property
    def person(self) -> str:
        """`made-up`, `real`, or '' when that was not asked or not answered."""
        return next((reply.person for reply in self.replies if reply.person), self.given_person)

    @cached_property
    def trace(self) -> Trace:
        return infer(self.pack, self.answers, self.supposed)

    @cached_property
    def stop(self) -> Stop:
        """Why no more questions are asked: an emergency that is certain, or somebody whom the pack does not cover, once
        the danger signs have been asked. Never in a made-up case, and not where the person goes on for learning."""
        if self.more or self.person == MADE_UP or not _asks_for_dangers(self.pack):
            return ""
        if self.is_emergency:
            return "emergency"
        outside = any(self.answers.get(scope.concept) == "present" for scope in self.pack.scopes)
        return "scope" if outside and not any(question.tier in FIRST for question in self._unasked()) else ""

    @cached_property
    def is_emergency(self) -> bool:
        """Whether the answers alone make it an emergency for certain."""
        emergency = Statement(URGENCY, URGENCY_LEVELS[0])
        return self.trace.strength_without_suppositions.get(emergency) == Strength.CERTAIN

    @cached_property
    def question(self) -> Question | None:
        """The question to ask now; None when there is nothing more to ask."""
        return self.changing or next(self.waiting(), None)

    def waiting(self) -> Iterator[Question]:
        """Yield the questions still to be asked, the next one first, without the concepts that are answered."""
        if not self.stop:
            yield from self._unasked()

    def _unasked(self) -> Iterator[Question]:
        asked = {reply.question.id for reply in self.replies}
        if _asks_for_dangers(self.pack) and not self.person and PERSON.id not in asked:
            yield PERSON
        for question in sorted(self.pack.questions, key=lambda question: TIERS.index(question.tier)):
            missing = tuple(
                name for name in question.concepts if name not in self.given and name not in self.given_supposed
            )
            if missing and question.id not in asked and (self.more or question.tier != LEARNING):
                yield question.model_copy(update={"concepts": missing})

    def reply(self, reply: Reply) -> Session:
        """Return the session with `reply` in place of an earlier one to the same question, or after the others."""
        if self.reply_to(reply.question):
            replies = tuple(reply if old.question.id == reply.question.id else old for old in self.replies)
        else:
            replies = (*self.replies, reply)
        return replace(self, replies=replies, changing=None)

    def back(self) -> Session:
        """Return the session without its last reply, whose question is asked again; or, where an answer is being
        changed, the session as it was before."""
        if not self.replies or self.reply_to(self.changing):
            return replace(self, changing=None)
        return replace(self, replies=self.replies[:-1], changing=self.replies[-1].question)

    def reply_to(self, question: Question | None) -> Reply | None:
        """Return the reply to `question`, if there is one."""
        return next((reply for reply in self.replies if question and reply.question.id == question.id), None)

    def without(self, question: Question) -> Session:
        """Return the session as if `question` had not been answered."""
        replies = tuple(reply for reply in self.replies if reply.question.id != question.id)
        return replace(self, replies=replies, changing=question)

    def change(self, number: int) -> Session:
        """Return the session in which reply `number` (from 1) is asked again; all others stay. Raises NotAnAnswer."""
        if not 1 <= number <= len(self.replies):
            raise NotAnAnswer(f"there is no answer number {number}: 'review' shows them with their numbers")
        return replace(self, changing=self.replies[number - 1].question)

    def go_on(self) -> Session:
        """Return the session that goes on for learning only."""
        return replace(self, more=True)


def _asks_for_dangers(pack: RulePack) -> bool:
    return any(question.tier in FIRST for question in pack.questions)


def begin(
    pack: RulePack,
    answers: Mapping[str, str] = NOTHING,
    supposed: Mapping[str, str] = NOTHING,
    measured: Mapping[str, str] = NOTHING,
    person: str = "",
) -> Session:
    """Return a session that takes up what a file gave: what a question asks becomes its reply."""
    replies: list[Reply] = []
    for question in sorted(pack.questions, key=lambda question: TIERS.index(question.tier)):
        if all(name in answers or name in supposed for name in question.concepts):
            replies.append(
                Reply(
                    question,
                    _only(question.concepts, answers),
                    _only(question.concepts, supposed),
                    _only(question.concepts, measured),
                )
            )
    asks = _asks_for_dangers(pack)
    if person and asks:
        replies.insert(0, Reply(PERSON, person=person))
    asked = {name for reply in replies for name in reply.question.concepts}
    return Session(
        pack,
        tuple(replies),
        given=_except(asked, answers),
        given_supposed=_except(asked, supposed),
        given_measured=_except(asked, measured),
        given_person="" if asks else person,
    )


def _only(concepts: tuple[str, ...], given: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType({name: given[name] for name in concepts if name in given})


def _except(concepts: set[str], given: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType({name: value for name, value in given.items() if name not in concepts})
