"""The words by which a text would tell an answer, and the gaps that stand in their place.

Texts come in; texts with gaps go out, or whether a text tells something.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

WORD = r"[^\W_]+"  # letters and digits alone
GAP = "____"
FAMILY = 5  # words that begin with the same so many letters are taken for one family, and so are `weak` and `weakness`
COMMON = re.findall(
    WORD,
    """
    a also an and any are as at be because been but by can cannot does far few for from get go had has have how if in
    into is it its likely make makes may more no nor not now of off on one or out own so that the their them they this
    to too two up was way when which who with
    """,
)
ENDINGS = ("", "s", "es", "ness")  # of a word of two or three letters: `hip` and `hips`, `dry` and `dryness`


def tells(text: str, secrets: Iterable[str]) -> bool:
    """Return whether a text holds one of the secrets as words of its own, however they are joined."""
    plain = _words(text)
    return any(_words(secret) in plain for secret in secrets)


def _words(text: str) -> str:
    return f" {' '.join(re.findall(WORD, text.casefold()))} "


def telling_words(text: str) -> tuple[str, ...]:
    """Return the words of an answer by which a hint would tell it: all but single letters and common ones."""
    found = re.findall(WORD, text.casefold())
    whole = (word for word in found if len(word) > 1 or word.isdecimal())
    return tuple(dict.fromkeys(word for word in whole if word not in COMMON))


def akin(word: str, others: Iterable[str]) -> bool:
    """Return whether a word is of the family of one of `others`: both begin alike, or one begins with the other. One of
    two or three letters is akin to itself and to what ENDINGS make of it."""
    here = word.casefold()
    return here not in COMMON and any(_alike(*sorted((here, other), key=len)) for other in others)


def _alike(short: str, long: str) -> bool:
    if len(short) > 3:
        return short[:FAMILY] == long[: len(short)][:FAMILY]
    return long.startswith(short) and long[len(short) :] in ENDINGS


def masked(text: str, secrets: Iterable[str], family: Iterable[str]) -> str:
    """Return a text with a gap for every secret, however its words are joined, and for each word akin to `family`."""
    for secret in sorted(secrets, key=len, reverse=True):
        joined = r"[\W_]+".join(map(re.escape, re.findall(WORD, secret)))
        text = re.sub(rf"(?<![^\W_]){joined}(?![^\W_])", GAP, text, flags=re.IGNORECASE) if joined else text
    words = tuple(family)
    text = re.sub(WORD, lambda word: GAP if akin(word[0], words) else word[0], text)
    return re.sub(rf"{GAP}(?:[\s-]+{GAP})+", GAP, text)
