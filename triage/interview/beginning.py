"""A session that begins and takes up what a file gave: what a question asks becomes its reply; the rest stays apart."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

from triage.answers.laboratory import told_by_results
from triage.engine.given import Given, without
from triage.interview.reply import PERSON, Reply, of_its_own
from triage.interview.session import Session
from triage.interview.tiers import asks_for_dangers, by_tier
from triage.model import PRESENT, RulePack
from triage.trace import NOTHING, OWN_WORDS

T = TypeVar("T")


def begin(
    pack: RulePack,
    answers: Mapping[str, str] = NOTHING,
    supposed: Mapping[str, str] = NOTHING,
    measured: Mapping[str, str] = NOTHING,
    person: str = "",
    typed: Mapping[str, tuple[str, ...]] = OWN_WORDS,
    also: tuple[str, ...] = (),
) -> Session:
    """Return a session that takes up what a file gave: what a question asks becomes its reply, and so does what
    somebody may name that no question asks for. `typed` are the words of the file, where these are not the pack's
    own, and `also` what it reports in words for which the pack has no name."""
    replies: list[Reply] = []
    own = (of_its_own(one) for one in pack.concepts if one.id not in pack.asked and one.yes_or_no and one.id in answers)
    for question in (*by_tier(pack), *own):
        taken = tuple(name for name in question.concepts if name in answers or name in supposed)
        if taken:
            replies.append(
                Reply(
                    question.model_copy(update={"concepts": taken}),
                    MappingProxyType({**_only(taken, answers), **_dangers(pack, _only(taken, measured))}),
                    _only(taken, supposed),
                    _only(taken, measured),
                    typed=_only(taken, typed),
                )
            )
    asks = asks_for_dangers(pack)
    if person and asks:
        replies.insert(0, Reply(PERSON, person=person))
    asked = {name for reply in replies for name in reply.question.concepts}
    left = without(measured, asked)
    said = MappingProxyType({**without(answers, asked), **_dangers(pack, left)})
    file = Given(pack, said, without(supposed, asked), left, without(typed, asked), also=also)
    return Session(file, tuple(replies), file_person="" if asks else person)


def _dangers(pack: RulePack, measured: Mapping[str, str]) -> Mapping[str, str]:
    """Return the danger signs that test results are by themselves, as answers."""
    return dict.fromkeys((danger for danger, _ in told_by_results(pack, measured)), PRESENT)


def _only(concepts: tuple[str, ...], given: Mapping[str, T]) -> Mapping[str, T]:
    return MappingProxyType({name: given[name] for name in concepts if name in given})
