"""The words that people use for the concepts, values, statements and rules of a pack, and what they stand for.

A concept may be named by its id, label, aliases, or the term of one of its statements; case, hyphens and spaces do not
matter. Whatever is not found raises UnknownName with the names that come close.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache

from triage.errors import UnknownName
from triage.model import UNKNOWN, URGENCY, URGENCY_LEVELS, Concept, Rule, RulePack, Statement

YES_NO = {"yes": "present", "y": "present", "true": "present", "no": "absent", "n": "absent", "false": "absent"}
UNKNOWN_WORDS = (UNKNOWN, "not sure", "unsure", "dont know", "don't know", "?")


def plain(word: str) -> str:
    """Return `word` in lower case, hyphens and runs of blanks as one space: the form in which names are compared."""
    return re.sub(r"[\s_-]+", " ", word).strip().casefold()


def near(word: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return up to three of `names` that look like `word`, the closest first."""
    return tuple(get_close_matches(word, sorted(set(names)), n=3, cutoff=0.6))


def names_of(concept: Concept) -> Iterator[str]:
    """Yield every name of a concept: id, label, aliases, terms."""
    yield concept.id
    yield concept.label
    yield from concept.aliases
    yield from concept.terms.values()


@lru_cache(maxsize=16)
def _concepts(pack: RulePack) -> Mapping[str, Concept]:
    return {plain(name): concept for concept in pack.concepts for name in names_of(concept)}


@lru_cache(maxsize=16)
def _terms(pack: RulePack) -> Mapping[str, Statement]:
    return {
        plain(term): Statement(concept.id, value) for concept in pack.concepts for value, term in concept.terms.items()
    }


def find_concept(pack: RulePack, word: str) -> Concept:
    """Return the concept that `word` names. Raises UnknownName."""
    concepts = _concepts(pack)
    try:
        return concepts[plain(word)]
    except KeyError:
        raise UnknownName(word, near(plain(word), concepts)) from None


def find_value(values: tuple[str, ...], word: str) -> str:
    """Return the value (or `unknown`) that `word` names among `values`. Raises UnknownName."""
    if plain(word) in UNKNOWN_WORDS or word.strip() in UNKNOWN_WORDS:
        return UNKNOWN
    wanted = plain(word)
    if set(values) == {"present", "absent"}:
        wanted = YES_NO.get(wanted, wanted)
    for value in values:
        if plain(value) == wanted:
            return value
    raise UnknownName(word, near(word, (*values, UNKNOWN)))


def find_statement(pack: RulePack, text: str) -> Statement:
    """Return the statement that `text` names. Raises UnknownName.

    Taken are `calcium is low`, `calcium=low`, a term (`hypocalcemia`), and the bare name of a finding (`tingling`).
    """
    if plain(text) in _terms(pack):
        return _terms(pack)[plain(text)]
    name, _, value = text.partition("=") if "=" in text else _split(text)
    if plain(name) == URGENCY:
        return Statement(URGENCY, find_value(URGENCY_LEVELS, value))
    concept = find_concept(pack, name)
    if not value and "present" in concept.values:
        value = "present"
    found = find_value(concept.values, value)
    if found == UNKNOWN:
        raise UnknownName(text.strip(), tuple(f"{concept.id} is {value}" for value in concept.values))
    return Statement(concept.id, found)


def _split(text: str) -> tuple[str, str, str]:
    name, is_, value = re.sub(r"\s+", " ", text.strip()).rpartition(" is ")
    return (name, is_, value) if is_ else (text, "", "")


def find_rule(pack: RulePack, word: str) -> Rule:
    """Return the rule whose id is `word`. Raises UnknownName."""
    if word in pack.rule:
        return pack.rule[word]
    raise UnknownName(word, near(word, pack.rule))
