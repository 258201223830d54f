"""The interview as a value: the session that grows by replies, which question is next, and when it stops. What was
said so far, and comes of it, is `said`.

A session never changes: a reply, going back, changing or skipping gives a new one, and its trace is a new run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from triage.answers.ruled_out import ruled_out
from triage.interview.next_question import Prospect, prospects
from triage.interview.relevance import mattering, moving_urgency
from triage.interview.reply import PERSON, NotAnAnswer, Reply, of_its_own
from triage.interview.said import Said
from triage.interview.tiers import FIRST, LEARNING, OPEN, asks_for_dangers, by_tier, only_dangers
from triage.model import ABSENT, MADE_UP, PRESENT, UNKNOWN, Question, Statement
from triage.result.urgency import cannot_wait

Stop = Literal["", "emergency", "scope"]


@dataclass(frozen=True)
class Session(Said):
    """An interview so far: what was said, and what is asked for that. `changing` is the question that is being answered
    anew.

    `past_stop` says that the person goes on past a stop, for learning only; `lessons`, that the questions kept for
    learning are asked as well. `former` are replies whose questions were skipped later: suggestions, should these be
    asked again. `noted` are concepts that the person has named before they were asked: they are asked, come what may,
    each that no question of the pack asks for by a question of its own. `after_no` are those that the person has named
    after a no to them, until they are asked again.
    """

    changing: Question | None = None
    past_stop: bool = False
    lessons: bool = False
    former: tuple[Reply, ...] = ()
    noted: frozenset[str] = frozenset()
    after_no: frozenset[str] = frozenset()

    @cached_property
    def stop(self) -> Stop:
        """Why no more questions are asked: an emergency that is certain, or somebody whom the pack does not cover, once
        the danger signs have been asked. Never in a made-up case, and not where the person goes on for learning."""
        if self._acts and self.is_emergency:
            return "emergency"
        return "scope" if self.is_outside and not any(self._for_everybody()) else ""

    @cached_property
    def is_outside(self) -> bool:
        """Whether it is about somebody whom the pack does not cover, so that the questions end with the danger
        signs."""
        return self._acts and any(self.answers.get(scope.concept) == PRESENT for scope in self.pack.scopes)

    @property
    def _acts(self) -> bool:
        """Whether danger signs and scope end the questions."""
        return not self.past_stop and self.person != MADE_UP and asks_for_dangers(self.pack)

    @cached_property
    def question(self) -> Question | None:
        """The question to ask now; None when there is nothing more to ask."""
        return self.changing or (self.waiting[0] if self.waiting else None)

    @cached_property
    def waiting(self) -> tuple[Question, ...]:
        """The questions still to be asked, the next one first, without the concepts that are answered or can no longer
        matter. Answers never add to them, so their number is a promise; only what is named without being asked for by
        any question of the pack may, once it is answered."""
        if self.stop:
            return ()
        if self.is_outside:
            return tuple(self._for_everybody())
        fixed = [question for question in self._unasked() if question.tier != OPEN]
        return (
            *(question for question in fixed if question.tier != LEARNING and not self._is_settled(question)),
            *(prospect.question for prospect in self.prospects),
            *(question for question in fixed if question.tier == LEARNING and self.lessons),
        )

    @cached_property
    def worth_asking(self) -> frozenset[str]:
        """The concepts whose answers could still change the result, and those that the person has named."""
        return self.noted.union(mattering(self.pack, self._settled()))

    def can_move_urgency(self, question: Question) -> bool:
        """Return whether an answer to an open question could still change the urgency, alone or with other answers."""
        return not moving_urgency(self.pack, self._settled()).isdisjoint(question.concepts)

    @property
    def named_only(self) -> tuple[str, ...]:
        """The concepts that the person has named and not answered, in pack order."""
        return tuple(one.id for one in self.pack.concepts if one.id in self.noted and one.id not in self.answers)

    @property
    def named_after_no(self) -> tuple[str, ...]:
        """The concepts that the person has named after a no to them that still counts, in pack order."""
        names = self.after_no
        return tuple(one.id for one in self.pack.concepts if one.id in names and self.answers.get(one.id) == ABSENT)

    def _is_settled(self, question: Question) -> bool:
        """Return whether a question asks for danger signs alone and none of them can raise the urgency any more."""
        return only_dangers(self.pack, question) and self.worth_asking.isdisjoint(question.concepts)

    def _for_everybody(self) -> Iterator[Question]:
        """Yield the questions that are asked of somebody whom the pack does not cover, too: scope, danger signs, and
        what they named themselves."""
        for question in self._unasked():
            if question.tier in FIRST:
                yield question
            elif named := tuple(name for name in question.concepts if name in self.noted):
                yield question.model_copy(update={"concepts": named})

    @cached_property
    def prospects(self) -> tuple[Prospect, ...]:
        """The open questions that may still change the result, the most telling first."""
        open_questions = tuple(question for question in self._unasked() if question.tier == OPEN)
        return prospects(self.pack, self._settled(), open_questions, self.worth_asking)

    @cached_property
    def idle(self) -> tuple[str, ...]:
        """The concepts that are not asked for, because no answer could change the result any more."""
        left = (question for question in self._unasked() if question.tier == OPEN or self._is_settled(question))
        return tuple(name for question in left for name in question.concepts if name not in self.worth_asking)

    @cached_property
    def ruled_out(self) -> Mapping[str, Statement]:
        """The concepts of the questions that what was said rules out, and that nobody answered or supposed: not asked
        for, unless they are named. What answers tell besides counts for nothing here, so that no later answer makes
        one of them a question again."""
        known = {*self.given.said, *self.supposed}
        found = ruled_out(self.pack, self.given.said, self.given.measured)
        return MappingProxyType({name: by for name, by in found.items() if name in self.pack.asked - known})

    @property
    def not_asked_for(self) -> tuple[str, ...]:
        """What is ruled out, and told by no answers after all."""
        return tuple(name for name in self.ruled_out if name not in self.answers)

    def _settled(self) -> Mapping[str, str]:
        """Return the answers, a no to what they rule out, and `unknown` for what was skipped or supposed: none of it is
        asked again."""
        asked = dict.fromkeys(
            (*self.supposed, *(name for one in self.replies for name in one.question.concepts)), UNKNOWN
        )
        known = {name: value for name, value in asked.items() if name in self.pack.concept}
        return {**known, **dict.fromkeys(self.ruled_out, ABSENT), **self.answers}

    def _unasked(self) -> Iterator[Question]:
        """Yield the questions that were not asked, without what is answered: first of what was named and no question of
        the pack asks for, what cannot wait before the rest; then by tier and in the pack's order."""
        asked = {name for reply in self.replies for name in reply.question.concepts}
        if asks_for_dangers(self.pack) and not self.person and not asked & set(PERSON.concepts):
            yield PERSON
        done = {*asked, *self.file.said, *self.file.supposed, *self.ruled_out} - self.noted.intersection(self.ruled_out)
        named = [of_its_own(one) for one in self.pack.concepts if one.id in self.noted - self.pack.asked]
        named.sort(key=lambda one: not cannot_wait(self.pack, one.concepts[0]))
        for question in (*named, *by_tier(self.pack)):
            if missing := tuple(name for name in question.concepts if name not in done):
                yield question.model_copy(update={"concepts": missing})

    def reply(self, reply: Reply) -> Session:
        """Return the session with `reply` in place of an earlier one to the same question, or after the others. An
        answer that is skipped now stays as a suggestion. A question that is being changed stays so until it is the one
        that was replied to."""
        old = self.reply_to(reply.question)
        changing = self.changing if self.changing != reply.question else None
        after_no = self.after_no.difference(reply.question.concepts)
        if old is None:
            return replace(self, replies=(*self.replies, reply), changing=changing, after_no=after_no)
        replies = tuple(reply if one == old else one for one in self.replies)
        former = (old, *self.former) if reply.skipped and not old.skipped else self.former
        return replace(self, replies=replies, changing=changing, former=former, after_no=after_no)

    def back(self) -> Session:
        """Return the session in which the reply before the open question is asked again: the last one, or, where one is
        being changed, the one before that. It counts until another is given. Before the first there is nothing."""
        replied = [reply.question for reply in self.replies]
        place = replied.index(self.changing) if self.changing in replied else len(replied)
        return replace(self, changing=replied[place - 1]) if place else self

    def suggestion(self, question: Question) -> Reply | None:
        """Return what was replied to `question` before: the reply that is being changed, or one that was skipped
        later."""
        replies = (*self.replies, *self.former)
        asked = set(question.concepts)
        return next((one for one in replies if set(one.question.concepts) == asked and not one.skipped), None)

    @cached_property
    def spare(self) -> tuple[Reply, ...]:
        """The replies to open questions that would not be asked now: as the other answers are, they cannot change the
        result. They stay, because they are still true."""
        return tuple(
            reply
            for reply in self.replies
            if reply.question.tier == OPEN and not reply.skipped and not self._asks(reply.question)
        )

    def most_after(self, question: Question) -> int:
        """Return how many questions may at most follow `question`, whatever is answered to it."""
        before = self.without(question) if self.reply_to(question) else self
        if question == PERSON:
            before = before.reply(Reply(PERSON, person=MADE_UP))  # after this nothing ends the questions early
        return sum(not set(waiting.concepts) <= set(question.concepts) for waiting in before.waiting)

    def _asks(self, question: Question) -> bool:
        worth = {name for prospect in self.without(question).prospects for name in prospect.question.concepts}
        return not worth.isdisjoint(question.concepts)

    def without(self, question: Question) -> Session:
        """Return the session as if `question` had not been answered."""
        replies = tuple(reply for reply in self.replies if reply.question != question)
        return replace(self, replies=replies, changing=question)

    def comes_to(self, other: Session) -> bool:
        """Return whether `other` has the same answers, and was named the same besides, and so has the same result,
        whatever may be asked further."""
        plain = [replace(one, changing=None, former=(), noted=frozenset(), lessons=False) for one in (self, other)]
        return plain[0] == plain[1] and self.named_only == other.named_only

    def change(self, number: int) -> Session:
        """Return the session in which reply `number` (from 1) is asked again; all others stay. Raises NotAnAnswer."""
        if not 1 <= number <= len(self.replies):
            raise NotAnAnswer(f"there is no answer number {number}: 'review' shows them with their numbers")
        return replace(self, changing=self.replies[number - 1].question)

    def note(self, concept: str) -> Session:
        """Return the session in which a concept was named: before it was asked, so that it will be, or after a no."""
        if self.answers.get(concept) == ABSENT:
            return replace(self, after_no=self.after_no | {concept})
        return replace(self, noted=self.noted | {concept})

    def go_on(self) -> Session:
        """Return the session that goes on for learning only: past a stop, or, where there is none, with the questions
        that are kept for learning."""
        return replace(self, past_stop=True) if self.stop else replace(self, lessons=True)
