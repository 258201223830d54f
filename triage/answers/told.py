"""What answers tell besides themselves: a danger sign by its parts, and what the words of a sign hold.

A danger sign is asked, never concluded, so that nothing that is only likely or supposed can raise the urgency. But
whoever answers its parts one by one, in a case file or over several questions, has answered for the sign as well. And
whoever has cramps at night has cramps. Only answers count here. A pack and answers in, answers out.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from triage.model import PRESENT, RulePack, Statement
from triage.trace import NOTHING


def told_by_answers(pack: RulePack, answers: Mapping[str, str]) -> Mapping[str, tuple[Statement, ...]]:
    """Return what `answers` tell besides, each with the answers that tell it together, in turn: what is told may be a
    part of what tells something else. A yes needs no telling; a no counts less, since part of the thing may have been
    overlooked, or left unticked. The order of the answers leaves no trace."""
    return _told(pack, NOTHING, pack.in_order(answers))


def with_told(pack: RulePack, answers: Mapping[str, str], beside: Mapping[str, str] = NOTHING) -> Mapping[str, str]:
    """Return `answers` with everything that they tell, together with those `beside` them. What the latter tell by
    themselves is not repeated."""
    told = _told(pack, beside, answers)
    in_order = {name: PRESENT for name in pack.concept if name in told} if told else {}
    return MappingProxyType({**answers, **in_order})


def _told(pack: RulePack, before: Mapping[str, str], new: Mapping[str, str]) -> Mapping[str, tuple[Statement, ...]]:
    known, waiting = {**before, **new}, [Statement(*one) for one in new.items()]
    told: dict[str, tuple[Statement, ...]] = {}
    while waiting:
        for concept, parts in pack.tells.get(waiting.pop(), ()):
            if known.get(concept) != PRESENT and all(known.get(part.concept) == part.value for part in parts):
                known[concept], told[concept] = PRESENT, parts
                waiting.append(Statement(concept, PRESENT))
    return MappingProxyType(told)
