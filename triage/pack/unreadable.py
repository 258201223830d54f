"""What is not known of a pack because some of it could not be read: the words that stand there may be asked, concluded
or used, and what a record leaves out may be anything.

Documents, and the records that could be read, go in; words and keys come out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from triage.model import URGENCY_LEVELS, Background, Critical, Rule
from triage.model.record import Record
from triage.pack.document import Document, words_in
from triage.pack.parts import LISTS, Mentioned, Placed, keys_of, near_keys
from triage.pack.unstated import Called, named_in

# The keys of the records in each file by which they name others, or are named.
NAMING = {
    "concepts.yaml": ("id",),
    "sources.yaml": ("id",),
    "nuances.yaml": ("id", "source"),
    "questions.yaml": ("concepts",),
    "rules": ("id", "if", "then", "source"),
    "coverage.yaml": ("link",),
    "scope.yaml": ("concept",),
    "not-covered.yaml": ("source",),
}
# The same for the parts of a concept.
NAMING_IN_PARTS = {"background": ("source",), "critical": ("source", "danger")}


def doubtful(
    documents: Mapping[str, Sequence[Document]],
    lists: Mapping[str, Sequence[Placed[Record]]],
    header: bool,
    names: Called,
) -> Mentioned:
    """Return every word of what could not be read, and every concept that is called there by one of `names`; None when
    of some file not even the words are known."""
    words: set[str] = set()
    for name, document in ((name, document) for name, files in documents.items() for document in files):
        if document.words is not None:
            words |= document.words
        elif name == "pack.yaml":
            words |= set() if header else {*words_in(document.data), *_meant_levels(document.data)}
        elif isinstance(document.data, list):
            unread = _unread(document, lists[LISTS[name][0]])
            words.update(*(words_in(one) | named_in(str(one), names) for one in unread))
        else:
            return None
    return frozenset(words) if documents["rules"] else None


def left_out(
    documents: Mapping[str, Sequence[Document]], lists: Mapping[str, Sequence[Placed[Record]]]
) -> frozenset[tuple[str, str]]:
    """Return each key of NAMING, with its file, and of NAMING_IN_PARTS, with its part, that is left out, or empty, in a
    record that could not be read. What stands under a key that looks like it is misspelt only, and its words are
    known."""
    found: set[tuple[str, str]] = set()
    for name, (key_of_list, model) in LISTS.items():
        for item in (item for document in documents[name] for item in _unread(document, lists[key_of_list])):
            if isinstance(item, dict):
                found.update((name, key) for key in NAMING[name] if not _given(item, key, keys_of(model)))
                found.update(_left_out_in_parts(item) if name == "concepts.yaml" else ())
    return frozenset(found)


def _left_out_in_parts(concept: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, keys in NAMING_IN_PARTS.items():
        parts = concept.get(name)
        for part in parts if isinstance(parts, list) else (parts,):
            known = keys_of(Background if name == "background" else Critical)
            yield from ((name, key) for key in keys if isinstance(part, dict) and not _given(part, key, known))


def _given(item: Mapping[str, Any], key: str, known: Sequence[str]) -> bool:
    return any(value is not None and words_in(value) for value in given_under(item, key, known))


def given_under(item: Mapping[str, Any], key: str, known: Sequence[str]) -> tuple[Any, ...]:
    """Return what stands under `key` in a record; else what stands under keys that look like it and are not `known`."""
    return tuple(item[one] for one in ((key,) if key in item else near_keys(key, item.keys() - {*known})))


def concluding(documents: Sequence[Document], rules: Sequence[Placed[Rule]], names: Called) -> frozenset[str]:
    """Return every word that may stand in the conclusion of a rule that could not be read, and every concept that may
    be called there by one of `names`."""
    words: set[str] = set()
    for document in documents:
        words |= document.words or frozenset()
        for item in _unread(document, rules):
            conclusion = item.get("then", item) if isinstance(item, dict) else item
            words |= words_in(conclusion) | named_in(str(conclusion), names)
    return frozenset(words)


def _unread(document: Document, records: Sequence[Placed[Record]]) -> Iterator[Any]:
    """Yield the items of a list that could not be read: those that are none of `records`."""
    read = {placed.place for placed in records if placed.document is document}
    for number, item in enumerate(document.data if isinstance(document.data, list) else ()):
        if (number,) not in read:
            yield item


def _meant_levels(data: Any) -> Iterator[str]:
    """Yield every level of urgency, if one may be meant by something else in a header of the wrong shape."""
    levels = data.get("urgency") if isinstance(data, dict) else None
    named = [level.get("level") if isinstance(level, dict) else None for level in levels or ()]
    if not isinstance(levels, list) or any(name not in URGENCY_LEVELS for name in named):
        yield from URGENCY_LEVELS
