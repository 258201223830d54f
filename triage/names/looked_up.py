"""Which concepts have a word in one of their names: what somebody looks up who writes a case file."""

from __future__ import annotations

from collections.abc import Collection

from triage.model import Concept, RulePack
from triage.names.forms import plain, singular
from triage.names.known import names_of


def having(pack: RulePack, words: Collection[str]) -> tuple[Concept, ...]:
    """Return the concepts of which one name has all of `words`, or words that begin so, in the order of the pack."""
    looked_for = [one for words_ in words for one in singular(plain(words_)).split()]
    return tuple(one for one in pack.concepts if any(_has(name, looked_for) for name in names_of(one)))


def _has(name: str, looked_for: list[str]) -> bool:
    there = singular(plain(name)).split()
    return all(any(word.startswith(one) for word in there) for one in looked_for)
