"""The words by which a text would tell an answer, and the gaps that stand in their place.

Texts come in; texts with gaps go out, or whether a text tells something.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import product

WORD = r"[^\W_]+"  # letters and digits alone
GAP = "____"
FAMILY = 5  # words that begin with the same so many letters are taken for one family, and so are `weak` and `weakness`
INFLECTION = re.compile(r"(?<=..)(?:ing|ie[ds]|ier|iest|ed|es|s|e|y)$")  # `moving` and `moves` share a stem
DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1$")  # `cutting` and `cut`
# What no ending makes one family: irregular verbs and nouns, and nouns of adjectives.
IRREGULAR = """
    bear bore born borne; become became; begin began begun; bend bent; bind bound; bite bit bitten; bleed bled blood;
    blow blew blown; break broke broken; bring brought; build built; burn burnt; buy bought; calf calves; catch caught;
    child children; choose chose chosen; cling clung; come came; creep crept; deep depth; die dead death dying; draw
    drew drawn; dream dreamt; drink drank drunk; drive drove driven; eat ate eaten; fall fell fallen; feed fed food;
    feel felt; fight fought; find found; fly flew flown; foot feet; forget forgot; freeze froze frozen; full fill; give
    gave given; go gone went; grow grew grown; half halves; hang hung; hear heard; high height; hold held; hot heat;
    keep kept; know knew known; lead led; leave left; lie lay lain lying; life live lives alive; light lit; long length;
    lose lost loss; man men; meet met; pay paid; rise rose risen; run ran; see saw seen sight; send sent; shake shook
    shaken; shrink shrank shrunk; sink sank sunk; sit sat; sleep slept asleep; speak spoke speech; spend spent; spin
    spun; stand stood; stick stuck; sting stung; strike struck; strong strength; swell swollen; swing swung; take took;
    tear tore torn; tell told; think thought; throw threw thrown; tooth teeth; wake woke awake; wear wore worn; wide
    width; woman women; write wrote
    """
ROOT = {word: family.split()[0] for family in IRREGULAR.split(";") for word in family.split()}
COMMON = re.findall(
    WORD,
    """
    a also an and any are as at be because been but by can cannot does far few for from get go had has have how if in
    into is it its likely make makes may more no nor not now of off on one or out own so that the their them they this
    to too two up was way when which who with
    """,
)
ENDINGS = ("", "s", "es", "er", "est", "en", "ness", "ement")  # of two or three letters: `hip` and `hips`


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
    """Return whether a word is of the family of one of `others`: with or without the endings of verbs and nouns both
    begin alike, or one begins with the other. One of two or three letters is akin to itself and to what ENDINGS make of
    it. Of irregular forms those count that IRREGULAR lists."""
    return word.casefold() not in COMMON and any(
        _alike(*sorted(pair, key=len)) for other in others for pair in product(_forms(word), _forms(other))
    )


@lru_cache(maxsize=1 << 14)
def _forms(word: str) -> tuple[str, ...]:
    here = word.casefold()
    whole = here, ROOT.get(here, here)
    stems = [INFLECTION.sub("", one) for one in whole]
    return tuple(dict.fromkeys((*whole, *stems, *(DOUBLED.sub(r"\1", one) for one in stems))))


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
