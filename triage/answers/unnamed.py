"""What a case reports in words for which the pack has no name: kept under `also`, shown, and looked at by no rule.

A text in, the same text out; what belongs under `answers` is told, as under `also` it would be lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from triage.answers.case_line import NO_SUCH_NAME, WrongLine, read_line
from triage.errors import UnknownName
from triage.model import ABSENT, PRESENT, URGENCY, RulePack
from triage.names import YES_NO, find_concept
from triage.names.forms import plain

MOST = 50  # so many lines nobody reads; a report that long is no case
KNOWN = "known-name"
NEEDLESS = "a no to what the pack does not know may be left out"
_SEVERAL = re.compile(r"[,;]|\band\b")
_NO = re.compile(r"(no|not|never|without|denies|nil|none)\b", re.IGNORECASE)


def unnamed(pack: RulePack, words: str) -> str:
    """Return `words`, such as `asthma` or `itching: at night`, with single spaces. Raises WrongLine where they, or one
    of several in them, can be answered, or say that something is not there."""
    for part in filter(None, map(str.strip, _SEVERAL.split(words))):
        name, _, word = (one.strip() for one in part.partition(":"))
        if _NO.match(name) or YES_NO.get(plain(word)) == ABSENT:
            raise WrongLine(KNOWN, f"'{part}' tells of nothing that is there", NEEDLESS)
        if plain(name) == URGENCY or _can_be_answered(pack, name, word):
            line = part if word else f"{name}: {PRESENT}"
            hint = f"write it under 'answers', as in '{line}'; under 'also' no rule looks at it"
            raise WrongLine(KNOWN, f"'{part}' is for the pack to look at", hint)
    return " ".join(words.split())


def signs_meant(pack: RulePack, words: str) -> tuple[str, ...]:
    """Return the names of signs of the pack that somebody who wrote `words` under `also` may have meant."""
    try:
        find_concept(pack, words)
    except UnknownName as error:
        return tuple(one for one in error.near if find_concept(pack, one).role in ("finding", "danger"))
    return ()


def without_doubles(texts: Iterable[str]) -> tuple[str, ...]:
    """Return each text once, the first of those that differ in case, hyphens and blanks alone."""
    first: dict[str, str] = {}
    for text in texts:
        first.setdefault(plain(text), text)
    return tuple(first.values())


def _can_be_answered(pack: RulePack, name: str, word: str) -> bool:
    try:
        read_line(pack, name, word or PRESENT)
    except WrongLine as wrong:
        return wrong.code != NO_SUCH_NAME
    return True
