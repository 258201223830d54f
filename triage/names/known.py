"""Which name of a pack some words are: as it stands, in another form, or with what reports put around it.

Plain words come in; a plain name of the pack goes out, and what it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from triage.model import PRESENT, Concept, RulePack, Statement
from triage.names.described import LEVEL, Description, told_apart, undescribed
from triage.names.forms import (
    AROUND_HABIT,
    AROUND_LEVEL,
    AROUND_MEDICINE,
    AROUND_SIGN,
    form,
    loose_form,
    plain,
    singular,
    turned,
)

# What reports put around a name without saying another thing, and the concepts to which it may be said.
_AROUND: tuple[tuple[re.Pattern[str], Callable[[Concept], bool]], ...] = (
    (AROUND_LEVEL, lambda concept: bool(concept.units)),
    (AROUND_SIGN, lambda concept: concept.role == "finding" and concept.yes_or_no),
    (AROUND_MEDICINE, lambda concept: concept.role == "risk"),
    (AROUND_HABIT, lambda concept: concept.role == "risk"),
)
LONGEST = 120  # no name is longer with what may stand around it, and to look for one in a whole text takes long


def names_of(concept: Concept) -> Iterator[str]:
    """Yield every name of a concept: id, label, aliases, narrower names, terms."""
    yield concept.id
    yield concept.label
    yield from concept.aliases
    yield from concept.narrower
    yield from concept.terms.values()


@lru_cache(maxsize=16)
def concepts_named(pack: RulePack) -> Mapping[str, Concept]:
    """Return the concept that each plain name of the pack stands for."""
    return {plain(name): concept for concept in pack.concepts for name in names_of(concept)}


@lru_cache(maxsize=16)
def narrower_names(pack: RulePack) -> frozenset[str]:
    """Return the plain names that stand for one kind of a concept only."""
    return frozenset(plain(name) for concept in pack.concepts for name in concept.narrower)


@lru_cache(maxsize=32)
def _forms(pack: RulePack, formed: Callable[[str], str]) -> Mapping[str, str]:
    """Return a name for each form of the names, as `formed` writes it, that stands for one concept only; of several the
    narrowest."""
    concepts, narrower = concepts_named(pack), narrower_names(pack)
    names: dict[str, str] = {}
    doubtful = set()
    for name, concept in concepts.items():
        written = formed(name)
        if concepts[names.setdefault(written, name)] is not concept:
            doubtful.add(written)
        if name in narrower:
            names[written] = name
    return {written: name for written, name in names.items() if written not in doubtful}


def _by_form(pack: RulePack, words: str) -> str:
    """Return the name of the pack that has the same form as the plain `words`, or the same loose form, also as these
    said of one thing; '' if none has. What is said of one thing is not taken for what a name says of several:
    one sore calf is none of two."""
    loose = loose_form(words)
    names = _forms(pack, loose_form)
    return _forms(pack, form).get(form(words)) or names.get(loose) or names.get(singular(loose), "")


class Found(NamedTuple):
    """A plain name of the pack, '' for none, and how it was described where it was found without the words for that."""

    name: str
    described: tuple[Description, ...] = ()


def name_in(pack: RulePack, words: str) -> str:
    """Return the plain name of the pack that `found` finds in plain `words`, '' for none."""
    return found(pack, words).name


def found(pack: RulePack, words: str) -> Found:
    """Return the name of the pack that the plain `words` are, but for what reports put around it, and for words that
    describe it and do not make another thing of it."""
    if name := undescribed_name(pack, words):
        return Found(name)
    if len(words) <= LONGEST:
        for inner, described in chain.from_iterable(map(undescribed, dict.fromkeys((words, turned(words))))):
            if name := undescribed_name(pack, inner):
                fits = all(_may_be(pack, name, how) for how in described)
                return Found(name, described) if fits and not meant_instead(pack, name, described) else Found("")
    return Found("")


def _may_be(pack: RulePack, name: str, how: Description) -> bool:
    """Return whether what has that name may be described so; a level only by a name that says how it is."""
    concept = concepts_named(pack)[name]
    if PRESENT in concept.values:
        return concept.role in how.of
    return LEVEL in how.of and (name in terms(pack) or not how.narrows)


def meant_instead(pack: RulePack, name: str, described: tuple[Description, ...]) -> tuple[str, ...]:
    """Return the names of what something becomes when it is described so, where that is another thing."""
    concept, said = concepts_named(pack)[name].id, terms(pack).get(name)
    apart = (
        kinds
        for what, kinds in kinds_apart(pack).items()
        if what in (concept, said) or (said is None and isinstance(what, Statement) and what.concept == concept)
    )
    return tuple(dict.fromkeys(other for kinds in apart for how in described for other in kinds.get(how, ())))


@lru_cache(maxsize=16)
def kinds_apart(pack: RulePack) -> Mapping[str | Statement, Mapping[Description, tuple[str, ...]]]:
    """Return the concepts, and of a term the statement, of which a name that is described in some way is another
    concept's, and those names: what `severe drought` is says nothing of a severe flood."""
    concepts = concepts_named(pack)
    apart: dict[str | Statement, dict[Description, tuple[str, ...]]] = {}
    for name, concept in concepts.items():
        for inner, how in told_apart(name):
            other = concepts.get(inner)
            if other is not None and other is not concept:
                others = apart.setdefault(terms(pack).get(inner, other.id), {})
                others[how] = (*others.get(how, ()), name)
    return apart


def undescribed_name(pack: RulePack, words: str) -> str:
    """Return the name of the pack that the plain `words` are, but for what reports put around it; '' if they are
    none."""
    if words in concepts_named(pack):
        return words
    if len(words) > LONGEST:
        return ""
    if name := _by_form(pack, words):
        return name
    for around, fits in _AROUND:
        if match := around.fullmatch(words):
            inner = next(filter(None, match.groups()))
            name = inner if inner in concepts_named(pack) else _by_form(pack, inner)
            if name and fits(concepts_named(pack)[name]):
                return name
    return ""


@lru_cache(maxsize=16)
def terms(pack: RulePack) -> Mapping[str, Statement]:
    """Return what each term stands for; an alias that is a term in the other spelling stands for the same."""
    return {
        plain(name): Statement(concept.id, value)
        for concept in pack.concepts
        for value, term in concept.terms.items()
        for name in (term, *concept.aliases)
        if _american(name) == _american(term)
    }


def _american(word: str) -> str:
    return plain(word).replace("ae", "e").replace("oe", "e")
