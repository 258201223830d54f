"""Which question is worth asking next: those that may still change the result, the most telling first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from triage.answers.told import with_told
from triage.interview.relevance import mattering
from triage.interview.reply import unticked
from triage.interview.standings import Standings, results
from triage.model import PRESENT, Concept, Question, RulePack, level_of


@dataclass(frozen=True)
class Prospect:
    """A question that may still matter, with the concepts of it that do, and what its replies alone would decide.

    `outcomes` is the number of different results among its replies. `candidates` are the causes, by concept and in the
    pack's order, whose standing differs between some of them; `urgency` says whether the level does. `alone` says
    whether any reply by itself changes the result as it is now; if not, it matters only together with other answers.
    """

    question: Question
    outcomes: int
    candidates: tuple[str, ...]
    urgency: bool
    alone: bool


def replies(pack: RulePack, question: Question) -> tuple[Mapping[str, str], ...]:
    """Return the replies to `question` that are weighed: on a checklist each concept present by itself and the rest
    absent, and all absent; otherwise each value of each concept by itself, on a panel with the danger sign that a test
    with that value is, and a number that is one. What is open together grows too fast."""
    if question.form == "checklist":
        alone = ({**unticked(pack, question, [concept]), concept: PRESENT} for concept in question.concepts)
        return (*alone, unticked(pack, question, ()))
    values = ({concept: value} for concept in question.concepts for value in pack.values(concept))
    if question.form != "panel":
        return tuple(values)
    asked = [pack.concept[name] for name in question.concepts]
    return tuple(result for one in asked for result in _test_results(one))


def _test_results(concept: Concept) -> Iterator[Mapping[str, str]]:
    """Yield what a test of `concept` may come to, once each: each value, what is more than that, a critical number."""
    dangers = {**dict.fromkeys(concept.values, ""), **concept.results}
    come_to = [(level_of(result), danger) for result, danger in dangers.items()]
    if concept.critical and concept.critical.danger not in dangers.values():
        come_to.append(("low", concept.critical.danger))
    for value, danger in dict.fromkeys(come_to):
        yield {concept.id: value, **({danger: PRESENT} if danger else {})}


def prospects(
    pack: RulePack, answers: Mapping[str, str], questions: Sequence[Question], worth: Set[str] | None = None
) -> tuple[Prospect, ...]:
    """Return which of `questions`, those not asked yet, may still change the result of `answers`, best first. `answers`
    hold what they tell besides (see `with_told`).

    First come those of which a reply alone changes the result, then those with more different results, then the given
    order. Each is left only the concepts that may still matter or, if given, those that are `worth` asking for. No
    answer ever adds to them: as long as each reply goes into `answers` and each question asked is taken out of
    `questions`, there are never more left than now. Raises KeyError for a statement that the pack does not have.
    """
    matter = frozenset(mattering(pack, answers)) if worth is None else worth
    worth_asking = [
        question.model_copy(update={"concepts": tuple(concept for concept in question.concepts if concept in matter)})
        for question in questions
        if not matter.isdisjoint(question.concepts)
    ]
    each = [replies(pack, question) for question in worth_asking]
    told = [with_told(pack, reply, beside=answers) for its_replies in each for reply in its_replies]
    now, *then = results(pack, answers, [{}, *told])
    found = []
    for question, its_replies in zip(worth_asking, each, strict=True):
        found.append(_prospect(pack, question, now, then[: len(its_replies)]))
        del then[: len(its_replies)]
    return tuple(sorted(found, key=lambda one: (not one.alone, -one.outcomes)))


def _prospect(pack: RulePack, question: Question, now: Standings, then: Sequence[Standings]) -> Prospect:
    """Return what `question` would decide, if the result is `now` and its replies would make it one of `then`."""
    return Prospect(
        question,
        outcomes=len(set(then)),
        candidates=tuple(
            cause.concept
            for number, cause in enumerate(pack.causes)
            if len({result.standings[number] for result in then}) > 1
        ),
        urgency=len({result.urgency for result in then}) > 1,
        alone=any(result != now for result in then),
    )
