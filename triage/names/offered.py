"""Which names of a pack are offered to somebody whose words are none of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from triage.model import Concept, RulePack
from triage.names.described import is_description, told_apart, undescribed
from triage.names.forms import plain
from triage.names.known import LONGEST, concepts_named, meant_instead, names_of, undescribed_name
from triage.names.slips import WHOLE, alike, holding

# Behind one of these, what is named is not here, or not with this person.
_DENIES = frozenset(("no", "not", "never", "without", "denies", "denied", "nor", "stopped", "family", "previous"))
OFFERED = 40  # a name that is longer is not offered to who typed a word of it


def near_names(pack: RulePack, words: str) -> tuple[str, ...]:
    """Return up to three names that come close to the plain `words`, as the pack writes them, one for each concept:
    what they would be when described so, then names that hold them whole, then whatever looks like them; where nothing
    does, names with which they begin or end. What may be said of anything, or is longer than any name, comes close to
    none."""
    if is_description(words) or len(words) > LONGEST:
        return ()
    concepts, written = concepts_named(pack), _written(pack)
    known = {word for word in words.split() if word in concepts}
    close = (*_described_so(pack, words), *holding(words, _hinted(pack)), *alike(words, concepts, known))
    names = close or tuple(_told_at_an_end(pack, words))
    shown: dict[str, str] = {}
    for name in names:
        shown.setdefault(concepts[name].id, written[name])
    return tuple(shown.values())[:3]


def _told_at_an_end(pack: RulePack, words: str) -> Iterator[str]:
    """Yield the longest names with which the plain `words` begin and end, if they deny nothing: who writes of a
    `flood rising in the cellar` learns that there is a flood."""
    parts = words.split()
    if _DENIES.isdisjoint(parts):
        lengths = range(1, len(parts))
        for ends in ([parts[:length] for length in lengths], [parts[-length:] for length in lengths]):
            held = [name for name in map(" ".join, ends) if name in concepts_named(pack) and len(name) >= WHOLE]
            yield from held[-1:]


def _described_so(pack: RulePack, words: str) -> tuple[str, ...]:
    """Return up to two names of what is meant instead of what the plain `words` describe, if they do, and the name of
    that: of those that describe the same word the ones with the same describing word first, then labels, then the
    shortest."""
    concepts = concepts_named(pack)
    first, *_ = words.split() or ("",)

    def order(name: str) -> tuple[bool, bool, int]:
        return first not in name.split(), name != plain(concepts[name].label), len(name)

    alarming = ((inner, (kind,)) for inner, kind in told_apart(words))
    for inner, described in (*undescribed(words), *alarming):
        if name := undescribed_name(pack, inner):
            others = meant_instead(pack, name, described)
            same = [other for other in others if other.endswith(f" {name}")]
            return (*sorted(same or others, key=order)[:2], name)
    return ()


@lru_cache(maxsize=16)
def _written(pack: RulePack) -> Mapping[str, str]:
    """Return each plain name as the pack writes it, but an id in words."""
    ids = {plain(one.id): plain(one.id) for one in pack.concepts}
    others = {plain(name): name for one in pack.concepts for name in names_of(one) if name != one.id}
    return {**ids, **others}


@lru_cache(maxsize=16)
def _hinted(pack: RulePack) -> tuple[str, ...]:
    """Return the names to which a word of them hints, in pack order, those of danger signs last, since they frighten
    and may be narrower than what was meant. Of one concept the label comes first, then the id, then the shortest; one
    that is long, or names several things, is no good hint."""

    def order(concept: Concept, name: str) -> tuple[bool, bool, bool, int]:
        several = " or " in f" {plain(name)} "
        return several, name != concept.label, name != concept.id, len(name)

    return tuple(
        plain(name)
        for concept in sorted(pack.concepts, key=lambda one: one.role == "danger")
        for name in sorted(names_of(concept), key=lambda one: order(concept, one))
        if len(name) <= OFFERED
    )
