"""The interview as a value: which question is next, what a typed reply means, and the session that grows by replies.

A session never changes: a reply, going back, changing or skipping gives a new one, and its trace is a new run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

from triage.engine import NOTHING, infer
from triage.errors import TriageError, UnknownName, did_you_mean
from triage.model import UNKNOWN, Question, RulePack
from triage.names import UNKNOWN_WORDS, find_concept, near, plain
from triage.trace import Trace

NOT_SURE = "not sure"
NONE = "none"


class NotAnAnswer(TriageError):
    """What was typed is no answer to the question; the text says what would be."""


@dataclass(frozen=True)
class Option:
    """One thing that may be answered: the words for it, and the value it gives the concept."""

    words: str
    concept: str
    value: str
    supposed: bool = False


@dataclass(frozen=True)
class Reply:
    """What was answered to one question. Nothing at all when it was skipped."""

    question: Question
    answers: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    supposed: Mapping[str, str] = field(default_factory=lambda: NOTHING)

    @property
    def skipped(self) -> bool:
        return not self.answers and not self.supposed


@dataclass(frozen=True)
class Session:
    """An interview so far. `given` and `given_supposed` came from a file and belong to no question that was asked;
    `changing` is the question that is being answered anew."""

    pack: RulePack
    replies: tuple[Reply, ...] = ()
    given: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    given_supposed: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    changing: Question | None = None

    @cached_property
    def answers(self) -> Mapping[str, str]:
        answers = dict(self.given)
        for reply in self.replies:
            answers.update(reply.answers)
        return MappingProxyType(answers)

    @cached_property
    def supposed(self) -> Mapping[str, str]:
        supposed = dict(self.given_supposed)
        for reply in self.replies:
            supposed.update(reply.supposed)
        return MappingProxyType({concept: supposed[concept] for concept in supposed if concept not in self.answers})

    @cached_property
    def trace(self) -> Trace:
        return infer(self.pack, self.answers, self.supposed)

    @cached_property
    def question(self) -> Question | None:
        """The question to ask now; None when all have been asked."""
        return self.changing or next(self.waiting(), None)

    def waiting(self) -> Iterator[Question]:
        """Yield the questions still to be asked, in the pack's order, without the concepts that are answered."""
        asked = {reply.question.id for reply in self.replies}
        for question in self.pack.questions:
            missing = tuple(
                name for name in question.concepts if name not in self.given and name not in self.given_supposed
            )
            if missing and question.id not in asked:
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


def begin(pack: RulePack, answers: Mapping[str, str] = NOTHING, supposed: Mapping[str, str] = NOTHING) -> Session:
    """Return a session that takes up `answers` and `supposed`: what a question asks becomes its reply."""
    session = Session(pack, given=answers, given_supposed=supposed)
    for question in pack.questions:
        if all(name in answers or name in supposed for name in question.concepts):
            session = replace(session, replies=(*session.replies, _taken_up(question, answers, supposed)))
    asked = {name for reply in session.replies for name in reply.question.concepts}
    return replace(
        session,
        given=MappingProxyType({name: value for name, value in answers.items() if name not in asked}),
        given_supposed=MappingProxyType({name: value for name, value in supposed.items() if name not in asked}),
    )


def _taken_up(question: Question, answers: Mapping[str, str], supposed: Mapping[str, str]) -> Reply:
    return Reply(
        question,
        MappingProxyType({name: answers[name] for name in question.concepts if name in answers}),
        MappingProxyType({name: supposed[name] for name in question.concepts if name in supposed}),
    )


def options(pack: RulePack, question: Question) -> tuple[Option, ...]:
    """Return what may be answered: the values of a choice, or the findings of a checklist."""
    if question.form == "checklist":
        return tuple(Option(pack.concept[name].label, name, "present") for name in question.concepts)
    concept = pack.concept[question.concepts[0]]
    yes_no = {"present": "yes", "absent": "no"} if set(concept.values) == {"present", "absent"} else {}
    return (
        *(Option(yes_no.get(value, value.replace("-", " ")), concept.id, value) for value in concept.values),
        Option(NOT_SURE, concept.id, UNKNOWN),
        *(
            Option(f"suppose it is {value.replace('-', ' ')}", concept.id, value, supposed=True)
            for value in question.suppose
        ),
    )


def understand(pack: RulePack, question: Question, typed: str) -> Reply:
    """Return the reply that `typed` stands for. Raises NotAnAnswer with what could be typed instead."""
    if question.form == "checklist":
        return _checked(pack, question, typed)
    option = _chosen(options(pack, question), typed)
    given = MappingProxyType({option.concept: option.value})
    return Reply(question, supposed=given) if option.supposed else Reply(question, answers=given)


def _chosen(choices: tuple[Option, ...], typed: str) -> Option:
    """Return the option with that number, those words, or a beginning that fits no other."""
    word = plain(typed)
    if re.fullmatch(r"-?\d+", typed.strip()):
        return choices[_number(typed, len(choices)) - 1]
    word = NOT_SURE if word in UNKNOWN_WORDS else re.sub(r"^suppose (?!it\b)", "suppose it is ", word)
    fitting = [choice for choice in choices if plain(choice.words) == word] or [
        choice for choice in choices if plain(choice.words).startswith(word)
    ]
    if len(fitting) == 1:
        return fitting[0]
    words = tuple(choice.words for choice in (fitting or choices))
    if fitting:
        raise NotAnAnswer(f"'{typed}' could be {' or '.join(words)}")
    raise NotAnAnswer(f"'{typed}' is not one of the answers" + did_you_mean(near(word, words), before="; "))


def _number(typed: str, last: int) -> int:
    """Return the number that was typed, if it is one of 1 to `last`. Raises NotAnAnswer."""
    digits = typed.strip()
    if len(digits) > 6 or not 1 <= int(digits) <= last:
        raise NotAnAnswer(f"there is no number {digits[:6]} here: choose from 1 to {last}")
    return int(digits)


def _checked(pack: RulePack, question: Question, typed: str) -> Reply:
    """Return the reply to a checklist: numbers or names, `?` after one that is not sure, or `none`, or `not sure`.

    Whoever goes through a list and leaves a finding out has said no to it; the question says so.
    """
    word = plain(typed)
    if word in UNKNOWN_WORDS:
        return Reply(question, MappingProxyType(dict.fromkeys(question.concepts, UNKNOWN)))
    answers = dict.fromkeys(question.concepts, "absent")
    if word not in (NONE, "no", "none of these"):
        answers |= _ticked(pack, question, typed)
    return Reply(question, MappingProxyType(answers))


def _ticked(pack: RulePack, question: Question, typed: str) -> dict[str, str]:
    ticked: dict[str, str] = {}
    for item in _items(typed):
        concept = _listed(pack, question, item.rstrip("?").strip())
        value = UNKNOWN if item.endswith("?") else "present"
        if ticked.setdefault(concept, value) != value:
            raise NotAnAnswer(f"{pack.concept[concept].label} is given both as noticed and as not sure")
    if not ticked:
        raise NotAnAnswer(f"'{typed}' names nothing on the list; type '{NONE}' if there is nothing")
    return ticked


def _items(typed: str) -> list[str]:
    joined = re.sub(r"(?<=[\d?])\s*(?:&|\band\b)\s*(?=\d)", ",", typed)
    parts = [part.strip() for part in re.split(r"[,;]", joined)]
    return [item for part in parts for item in (part.split() if re.fullmatch(r"[\d\s?]+", part) else [part]) if item]


def _listed(pack: RulePack, question: Question, name: str) -> str:
    if re.fullmatch(r"-?\d+", name):
        return question.concepts[_number(name, len(question.concepts)) - 1]
    labels = {plain(pack.concept[id].label): id for id in question.concepts}
    beginning = [id for label, id in labels.items() if name and label.startswith(plain(name))]
    try:
        concept = find_concept(pack, name)
    except UnknownName:
        if len(beginning) == 1:
            return beginning[0]
        if beginning:
            words = " or ".join(pack.concept[id].label for id in beginning)
            raise NotAnAnswer(f"'{name}' could be {words}") from None
        meant = near(plain(name), labels)
        raise NotAnAnswer(f"'{name}' is not on the list" + did_you_mean(meant, before="; ")) from None
    if concept.id not in question.concepts:
        raise NotAnAnswer(f"'{name}' ({concept.label}) is not on this list")
    return concept.id
