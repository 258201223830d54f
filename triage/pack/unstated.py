"""What somebody meant who wrote something else where a statement has to stand: a label for an id, a sign for 'is', two
statements in one. What the concepts are called goes in, by their ids, and a hint comes out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from triage.model import URGENCY, URGENCY_LEVELS
from triage.names.forms import plain
from triage.pack.document import Document

Called = Mapping[str, str]  # what concepts are called, in plain form, and their ids

FORM = "write it as 'CONCEPT is VALUE', for example 'soil is dry'"
TWO_RULES = "write two rules, one for each"
_QUOTES = "\"'\u2018\u2019\u201c\u201d\u00ab\u00bb "
_IS = re.compile(r"\s+(?:is|are)\s+|\s*[=:]+\s*", flags=re.IGNORECASE)
_NOT = re.compile(r"\bnot\b|n't\b|!=", flags=re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_OR, _AND = re.compile(r"\s(?:or|/)\s", flags=re.IGNORECASE), re.compile(r"\s(?:and|&|\+)\s|,", flags=re.IGNORECASE)


def called(concepts: Sequence[Document]) -> Called:
    """Return the names that the concepts have in their files, as far as these could be read."""
    return dict(reversed([(plain(name), id) for document in concepts for name, id in _names(document.data)]))


def _names(data: object) -> Iterator[tuple[str, str]]:
    for item in data if isinstance(data, list) else ():
        id = item.get("id") if isinstance(item, dict) else None
        aliases = item.get("aliases") if isinstance(item, dict) else None
        names = (id, item.get("label"), *(aliases if isinstance(aliases, list) else [aliases])) if id else ()
        yield from ((name, id) for name in names if isinstance(name, str) and isinstance(id, str))


def named_in(text: str, names: Called) -> frozenset[str]:
    """Return the ids of the concepts whose names stand in a text, whatever signs are around their words."""
    words = _words(text)
    return frozenset(id for name, id in names.items() if _words(name) in words)


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def as_a_statement(given: object, key: str, names: Called) -> str:
    """Return how to write what somebody meant by `given`, which is no statement, behind `key`."""
    if not isinstance(given, str):
        return TWO_RULES if key == "then" and isinstance(given, list) and len(given) > 1 else FORM
    text = given.strip(_QUOTES)
    name, value = [*_IS.split(text, maxsplit=1), ""][:2]
    known = names.get(plain(name))
    if (not known and _NOT.search(text)) or _NOT.search(value):
        return "a rule knows no 'not': write which value it has then"
    if (not known and _OR.search(text)) or _OR.search(value):
        return TWO_RULES
    if (not known and _AND.search(text)) or _AND.search(value):
        return TWO_RULES if key == "then" else "write a list: [CONCEPT is VALUE, CONCEPT is VALUE]"
    if not value:
        return f"say what it is: '{known} is VALUE'" if known else FORM
    id = known or as_id(name)
    if id == URGENCY and as_id(value) not in URGENCY_LEVELS:
        return f"write 'urgency is LEVEL': the levels are {', '.join(URGENCY_LEVELS)}, whatever their labels say"
    return f"did you mean '{id} is {as_id(value)}'?" if id and as_id(value) else FORM


def as_id(text: str) -> str:
    """Return a text as an id would have it: 'limp-leaves' for 'Limp leaves'; '' if nothing of it may stand in one, or a
    letter of it may not."""
    foreign = any(char.isalnum() and not char.isascii() for char in text)
    return "" if foreign else "-".join(re.findall(r"[a-z0-9]+", text.casefold()))
