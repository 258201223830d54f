"""Whether two concepts say so much of the same that, where one is there, the other cannot be called wrong."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from triage.lesson.gaps import akin, telling_words
from triage.model import URGENCY, Concept, RulePack
from triage.names.known import names_of

# What words of a label say only how a thing is, and not what it is.
VAGUE = telling_words("change changed down feeling long loss low near need poor such than trouble unusual")


def apart(pack: RulePack, concept: str, others: Iterable[str]) -> bool:
    """Return whether a concept says nothing of what any of `others` says: it is none of them, neither tells, holds or
    leaves open the other, and of those with the same role none has a label of which a telling word is akin to one of
    its names, nor the other way round. Words and the pack's keys are all that is looked at, so rather too many count
    as alike than too few."""
    return not any(other != URGENCY and _alike(pack, *sorted((concept, other))) for other in others)


@lru_cache(maxsize=1 << 16)
def _alike(pack: RulePack, one: str, other: str) -> bool:
    pair = pack.concept[one], pack.concept[other]
    return one == other or any(_told(*both) or _tied(*both) for both in (pair, pair[::-1]))


def _told(one: Concept, other: Concept) -> bool:
    if one.role != other.role:
        return False
    words = telling_words(" ".join(names_of(other)))
    return any(akin(word, words) for word in telling_words(one.label) if word not in VAGUE)


def _tied(one: Concept, other: Concept) -> bool:
    tied = {part.concept for parts in (one.holds, *one.told_by) for part in parts}
    return other.id in tied.union(one.leaves_open)
