"""Danger signs that are told in parts: answers that were given one by one and together say that a sign is there.

A danger sign is asked, never concluded, so that nothing that is only likely or supposed can raise the urgency. But
whoever answers its parts one by one, in a case file or over several questions, has answered for the sign as well. Only
answers count here. A pack and answers in, answers out.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from triage.model import PRESENT, RulePack, Statement


def telling(pack: RulePack, answers: Mapping[str, str], concept: str) -> tuple[Statement, ...]:
    """Return the answers that together tell that the danger sign `concept` is there; none if they do not."""
    for parts in pack.concept[concept].told_by if concept in pack.concept else ():
        if all(answers.get(part.concept) == part.value for part in parts):
            return parts
    return ()


def with_told(pack: RulePack, answers: Mapping[str, str]) -> Mapping[str, str]:
    """Return `answers` with every danger sign that they tell in parts, whatever they say about the sign itself; a sign
    that is told may be a part of another."""
    return told_with(pack, {}, answers)


def told_with(pack: RulePack, answers: Mapping[str, str], new: Mapping[str, str]) -> Mapping[str, str]:
    """Return the answers `new`, which come to `answers`, with every danger sign that they tell together with those, as
    `with_told` has it. What `answers` tell without them is not repeated."""
    known, waiting = {**answers, **new}, [Statement(*one) for one in new.items()]
    told = set()
    while waiting:
        for danger, parts in pack.tells.get(waiting.pop(), ()):
            if known.get(danger) != PRESENT and all(known.get(part.concept) == part.value for part in parts):
                known[danger] = PRESENT
                told.add(danger)
                waiting.append(Statement(danger, PRESENT))
    in_order = {one: PRESENT for one in pack.concept if one in told} if told else {}
    return MappingProxyType({**new, **in_order})
