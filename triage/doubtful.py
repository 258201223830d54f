"""The words of what could not be read in the files of a pack: whatever stands there may be asked, concluded or used.

Documents, and the records that could be read, go in; words come out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from triage.document import Document, words_in
from triage.model import URGENCY_LEVELS, Record, Rule
from triage.parts import Mentioned, Placed


def doubtful(
    documents: Mapping[str, Sequence[Document]], lists: Mapping[str, Sequence[Placed[Record]]], header: bool
) -> Mentioned:
    """Return every word of what could not be read; None when of some file not even the words are known."""
    words: set[str] = set()
    read = {(placed.document.path, placed.place) for found in lists.values() for placed in found}
    for name, document in ((name, document) for name, files in documents.items() for document in files):
        if document.words is not None:
            words |= document.words
        elif name == "pack.yaml":
            words |= set() if header else {*words_in(document.data), *_meant_levels(document.data)}
        elif isinstance(document.data, list):
            places = ((number,) for number in range(len(document.data)))
            words.update(*(words_in(document.data[place[0]]) for place in places if (document.path, place) not in read))
        else:
            return None
    return frozenset(words) if documents["rules"] else None


def concluding(documents: Sequence[Document], rules: Sequence[Placed[Rule]]) -> frozenset[str]:
    """Return every word that may stand in the conclusion of a rule that could not be read."""
    words: set[str] = set()
    read = {(placed.document.path, placed.place) for placed in rules}
    for document in documents:
        words |= document.words or frozenset()
        for number, item in enumerate(document.data if isinstance(document.data, list) else ()):
            if (document.path, (number,)) not in read:
                words |= words_in(item.get("then", item) if isinstance(item, dict) else item)
    return frozenset(words)


def _meant_levels(data: Any) -> Iterator[str]:
    """Yield every level of urgency, if one may be meant by something else in a header of the wrong shape."""
    levels = data.get("urgency") if isinstance(data, dict) else None
    named = [level.get("level") if isinstance(level, dict) else None for level in levels or ()]
    if not isinstance(levels, list) or any(name not in URGENCY_LEVELS for name in named):
        yield from URGENCY_LEVELS
