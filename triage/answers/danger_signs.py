"""What other answers tell: danger signs in parts, and what the words of a sign hold.

A danger sign is asked, never concluded, so that nothing that is only likely or supposed can raise the urgency. But
whoever answers its parts one by one, in a case file or over several questions, has answered for the sign as well. And
whoever has cramps at night has cramps. Only answers count here. A pack and answers in, answers out.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from triage.model import PRESENT, UNKNOWN, RulePack, Statement


def telling(pack: RulePack, answers: Mapping[str, str], concept: str) -> tuple[Statement, ...]:
    """Return the answers that together tell that `concept` is present; none if they do not."""
    for parts in pack.told_by.get(concept, ()):
        if all(answers.get(part.concept) == part.value for part in parts):
            return parts
    return ()


def may_be_told(pack: RulePack, answers: Mapping[str, str], concept: str) -> bool:
    """Return whether `answers` leave room for `concept` to be told: a danger sign that is told counts more than a no to
    it, since part of it may have been overlooked; of anything else the answer to it itself counts."""
    if pack.role(concept) == "danger":
        return answers.get(concept) != PRESENT
    return answers.get(concept, UNKNOWN) == UNKNOWN


def with_told(pack: RulePack, answers: Mapping[str, str]) -> Mapping[str, str]:
    """Return `answers` with everything that they tell, each as far as there is room for it; what is told may be a part
    of what tells something else."""
    return told_with(pack, {}, answers)


def told_with(pack: RulePack, answers: Mapping[str, str], new: Mapping[str, str]) -> Mapping[str, str]:
    """Return the answers `new`, which come to `answers`, with everything that they tell together with those, as
    `with_told` has it. What `answers` tell without them is not repeated."""
    known, waiting = {**answers, **new}, [Statement(*one) for one in new.items()]
    told = set()
    while waiting:
        for concept, parts in pack.tells.get(waiting.pop(), ()):
            if may_be_told(pack, known, concept) and all(known.get(part.concept) == part.value for part in parts):
                known[concept] = PRESENT
                told.add(concept)
                waiting.append(Statement(concept, PRESENT))
    in_order = {one: PRESENT for one in pack.concept if one in told} if told else {}
    return MappingProxyType({**new, **in_order})
