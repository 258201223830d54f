"""Replies to a question, and what may be replied, as values. What a typed line means is the matter of `typed`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from triage import phrases
from triage.errors import TriageError
from triage.model import ABSENT, MADE_UP, PRESENT, REAL, UNKNOWN, Concept, Question, RulePack
from triage.names import in_words
from triage.trace import NOTHING, OWN_WORDS

NOT_SURE = "not sure"
NONE = "none"
PEOPLE = {MADE_UP: "made-up case", REAL: "real person"}

# The first question of a pack that asks for danger signs. It is about no concept: no rule may depend on it. So its id
# is one that no file can hold, and is not looked at here.
PERSON = Question.model_construct(
    id="(person)",
    form="choice",
    text="Is this a made-up case for learning, or a real person?",
    why="for a real person danger signs end the questions; in a made-up case they are explained",
    concepts=("(person)",),
    tier="scope",
)


def unticked(pack: RulePack, question: Question, ticked: Iterable[str]) -> dict[str, str]:
    """Return what is said of everything on a checklist on which these are `ticked`, were they left out too: that it is
    not there, but not of what a tick leaves open."""
    left_open = {name for one in ticked for name in pack.concept[one].leaves_open}
    return {name: UNKNOWN if name in left_open else ABSENT for name in question.concepts}


def of_its_own(concept: Concept) -> Question:
    """Return the question for something that was named and that no question of the pack asks for."""
    return Question(
        id=concept.id,
        form="choice",
        text=f"Does this apply: {concept.label}?",
        why="it was named, and no list asks for it",
        concepts=(concept.id,),
        tier="report",
    )


NOTHING_LEFT_OUT: Mapping[str, Concept] = MappingProxyType({})


class NotAnAnswer(TriageError):
    """What was typed is no answer to the question; the text says what would be. `unknown` is a name in it that is none
    on the list and comes close to none; `meant` is the number on the list of the one thing that it comes close to;
    `on_the_list` says that the text tells where on the list it stands. `left_out` are test results, as typed, that
    nobody can judge."""

    unknown: str = ""
    meant: str = ""
    left_out: Mapping[str, Concept] = NOTHING_LEFT_OUT
    on_the_list: bool = False


class HalfAnAnswer(NotAnAnswer):
    """What was typed is right as far as it goes; the text asks for the rest."""


class RangeWanted(NotAnAnswer):
    """Test results were typed without the ranges of their reports. `line` is what was typed, item by item, and
    `lacking` are those of its items that lack a range, each with what was tested."""

    def __init__(self, lacking: Mapping[str, Concept], line: Sequence[str]):
        names = phrases.listed(concept.label for concept in lacking.values())
        one = "The range printed on the report is missing for"
        super().__init__(f"{one if len(lacking) == 1 else 'The ranges printed on the reports are missing for'} {names}")
        self.lacking = MappingProxyType(dict(lacking))
        self.line = tuple(line)


@dataclass(frozen=True)
class Option:
    """One thing that may be answered: the words for it, and the value it gives the concept."""

    words: str
    concept: str
    value: str
    supposed: bool = False


@dataclass(frozen=True)
class Reply:
    """What was answered to one question. Nothing at all when it was skipped.

    `measured` holds the test results, as typed, that answers were judged from, and `typed` the words of a file that
    answers were taken up from, where these are not the pack's own.
    """

    question: Question
    answers: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    supposed: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    measured: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    person: str = ""
    typed: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: OWN_WORDS)

    @property
    def skipped(self) -> bool:
        """Whether nothing was answered."""
        return not self.answers and not self.supposed and not self.person


def options(pack: RulePack, question: Question) -> tuple[Option, ...]:
    """Return what may be answered: the values of a choice, the findings of a checklist, the concepts of a panel."""
    if question.id == PERSON.id:
        return tuple(Option(words, PERSON.id, value) for value, words in PEOPLE.items())
    if question.form == "panel":
        return tuple(Option(pack.concept[name].label, name, "") for name in question.concepts)
    if question.form == "checklist":
        return tuple(Option(pack.concept[name].label, name, PRESENT) for name in question.concepts)
    concept = pack.concept[question.concepts[0]]
    yes_no = {PRESENT: "yes", ABSENT: "no"} if concept.yes_or_no else {}
    return (
        *(Option(yes_no.get(value, in_words(value)), concept.id, value) for value in concept.values),
        Option(NOT_SURE, concept.id, UNKNOWN),
        *(Option(f"suppose it is {in_words(value)}", concept.id, value, supposed=True) for value in question.suppose),
    )
