"""What was said in an interview so far: what a file gave, the replies, and what they come to. Never changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Self

from triage.engine.given import Given
from triage.interview.reply import Reply
from triage.model import UNKNOWN, URGENCY, URGENCY_LEVELS, Concept, Question, RulePack, Statement, Strength
from triage.trace import Trace


@dataclass(frozen=True)
class Said:
    """What was said so far. `file` and `file_person` are what a file gave that belongs to no question.
    `unjudged` are test results that were left out, since nobody knows the ranges of their reports: what was tested, by
    its id, and what was typed."""

    file: Given
    replies: tuple[Reply, ...]
    file_person: str
    unjudged: tuple[tuple[str, str], ...] = ()

    @property
    def pack(self) -> RulePack:
        """The rules that it is about."""
        return self.file.pack

    @cached_property
    def given(self) -> Given:
        """What was replied and came from the file: every answer to the question that asked for it, which is what is
        kept in a file, and what is supposed as long as no answer says it."""
        said, supposed, measured = dict(self.file.said), dict(self.file.supposed), dict(self.file.measured)
        typed = dict(self.file.typed)
        for reply in self.replies:
            said.update((name, reply.answers[name]) for name in reply.question.concepts if name in reply.answers)
            supposed.update(reply.supposed)
            measured.update(reply.measured)
            typed.update(reply.typed)
        given = Given(
            self.pack,
            MappingProxyType(said),
            measured=MappingProxyType(measured),
            typed=MappingProxyType(typed),
            levels_tested=True,
            also=self.file.also,
        )
        if not supposed:
            return given
        left = {concept: value for concept, value in supposed.items() if concept not in given.answers}
        return replace(given, supposed=MappingProxyType(left))

    @property
    def answers(self) -> Mapping[str, str]:
        """Every answer, and the danger signs that test results or several answers together tell."""
        return self.given.answers

    @property
    def supposed(self) -> Mapping[str, str]:
        """What is supposed, by concept."""
        return self.given.supposed

    @cached_property
    def person(self) -> str:
        """`made-up`, `real`, or '' when that was not asked or not answered."""
        return next((reply.person for reply in self.replies if reply.person), self.file_person)

    @property
    def trace(self) -> Trace:
        """The run of all that is given."""
        return self.given.trace

    def leaving_out(self, results: Mapping[str, Concept]) -> Self:
        """Return it with test results, as typed, each with what was tested, that nobody can judge."""
        more = ((concept.id, typed) for typed, concept in results.items())
        return replace(self, unjudged=(*self.unjudged, *more))

    @property
    def still_unjudged(self) -> tuple[tuple[str, str], ...]:
        """Of the test results that were left out those of which nothing was said since: what was tested, by its id, and
        what was typed, the last of each."""
        last = dict(self.unjudged)
        return tuple(one for one in last.items() if self.answers.get(one[0], UNKNOWN) == UNKNOWN)

    @cached_property
    def is_emergency(self) -> bool:
        """Whether the answers alone make it an emergency for certain."""
        emergency = Statement(URGENCY, URGENCY_LEVELS[0])
        return self.trace.strength_without_suppositions.get(emergency) == Strength.CERTAIN

    def reply_to(self, question: Question | None) -> Reply | None:
        """Return the reply to `question`, if there is one."""
        return next((reply for reply in self.replies if reply.question == question), None)

    def number_of(self, concept: str) -> int | None:
        """Return the number, from 1, of the reply to the question that asked for `concept`, if there is one."""
        numbered = enumerate(self.replies, start=1)
        return next((number for number, reply in numbered if concept in reply.question.concepts), None)
