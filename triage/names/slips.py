"""Whether one word may be another that was typed with slips of the finger, letter by letter, and which names come near
a word."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import pairwise

WHOLE = 4  # a word that is shorter has to be there as it is, where it is one of several
LONG = 9  # in a word that is shorter, two slips may well make another word
ALIKE = 4  # letters with which a word has to begin that has three slips
# Each says how a thing is, and stands in many a name: it is no hint to a name that only holds it.
_SAID_OF_THINGS = (
    *("none", "nothing", "never", "denied", "absent", "present", "positive", "negative", "true", "false"),
    *("sure", "unsure", "known", "unknown", "maybe", "perhaps", "possible", "possibly", "suspected"),
    *("normal", "high", "reduced", "decreased", "deficient", "elevated", "raised", "increased"),
    *("what", "when", "where", "which", "this", "that", "there", "with", "from"),
    *("three", "four", "five", "seven", "eight", "nine"),
)
_OPPOSITES = ("hyper", "hypo")
MOST_COMPARED = 12  # with the word that is looked for, letter by letter


def near(word: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return up to three of `names` that look like `word`, the closest first."""
    return _alike(word, frozenset(names))[:3]


def alike(word: str, names: Iterable[str], known: Collection[str]) -> tuple[str, ...]:
    """Return those of `names` that look like `word`, the closest first, but none that looks so only because a word
    that is one of the `known` is taken for a slip of another."""
    close = _alike(word, frozenset(names))
    return tuple(name for name in close if not any(_is_mistaken(one, _words(name)) for one in known))


def _is_mistaken(known: str, words: list[str]) -> bool:
    """Return whether a known word is only almost one of `words`."""
    return known not in words and _is_among(known, words)


def near_id(word: str, ids: Iterable[str]) -> tuple[str, ...]:
    """Return up to three of `ids` that somebody who wrote `word` into a file may have meant: those `near` it, else long
    ones in which two letters are others. Whoever writes a file looks up what there is, so a far guess does no harm."""
    ids = tuple(ids)
    return near(word, ids) or _nearly(word, frozenset(one for one in ids if len(one) >= LONG))


@lru_cache(maxsize=4096)
def _nearly(word: str, ids: frozenset[str]) -> tuple[str, ...]:
    same = (one for one in ids if one[:1] == word[:1] and abs(len(one) - len(word)) < 3 and not _opposite(word, one))
    return tuple(one for one in _most_alike(word, same) if _slips(word, one) < 3)[:3]


@lru_cache(maxsize=4096)
def _alike(word: str, names: frozenset[str]) -> tuple[str, ...]:
    from difflib import get_close_matches  # late: most names are found

    ends = (name for name in names if name[:1] == word[:1] or name[-1:] == word[-1:])  # few slips change both
    close = get_close_matches(word, _most_alike(word, ends), n=MOST_COMPARED, cutoff=0.6)
    return tuple(name for name in close if may_be_meant(word, name))


def _most_alike(word: str, names: Iterable[str]) -> list[str]:
    """Return those of `names` that share most pairs of letters with a word: to compare letter by letter takes long."""
    pairs = _pairs(word)
    return sorted(
        name for _, name in sorted(((pairs ^ _pairs(name)).bit_count(), name) for name in names)[:MOST_COMPARED]
    )


@lru_cache(maxsize=16384)
def _pairs(word: str) -> int:
    """Return a number with a bit for each pair of neighbouring letters in `word`; different pairs may share one."""
    bits = 0
    for one, other in pairwise(word):
        bits |= 1 << (31 * ord(one) + ord(other)) % 251
    return bits


def hints(word: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return up to three of `names`: those that hold `word` whole, in their order, then those that look like it."""
    names = tuple(names)
    close = near(word, names)
    if not _hints(word):
        return tuple(name for name in close if f" {word} " not in f" {name} ")
    return tuple(dict.fromkeys((*holding(word, names), *close)))[:3]


def holding(word: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return those of `names` that hold `word` whole, in their order. A short word, or one that may be said of
    anything, hints to no name that holds it."""
    return tuple(name for name in names if f" {word} " in f" {name} ") if _hints(word) else ()


def say_more(word: str, names: Iterable[str]) -> bool:
    """Return whether all of the plain `names` hold the plain `word` whole and another word beside it."""
    return all(f" {word} " in f" {name} " and name != word for name in names)


def _hints(word: str) -> bool:
    return len(word) >= WHOLE and word not in _SAID_OF_THINGS


def may_be_meant(typed: str, name: str) -> bool:
    """Return whether somebody who typed `typed` may have meant `name`: it is the same but for a few letters, or each
    word of the shorter one is a word of the other but for a few letters. That they end alike is not enough."""
    typed, name = typed.casefold(), name.casefold()
    some, others = sorted((_words(typed), _words(name)), key=len)
    by_words = len(some) == len(others) > 1  # two slips in one short word of several make another one
    if _slips(typed, name) < 2 if by_words else _slipped(typed, name):
        return True
    fewer = 1 < len(some) < len(others)  # a 'tight calf' is no 'pain in the right calf'
    alike = ([one for one in others if not fewer or one[:1] == word[:1]] for word in some)
    return bool(some) and len(others) > 1 and all(map(_is_among, some, alike))


def _is_among(word: str, others: list[str]) -> bool:
    """Return whether `word` is one of several words, but for one slip, or a few in a long one."""
    if word in others or len(word) < WHOLE:
        return word in others
    return any(_slipped(word, one) and (len(one) >= LONG or _slips(word, one) < 2) for one in others)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_](?:[^\W_]|')*", text)


def _slipped(word: str, name: str) -> bool:
    """Return whether a few slips lie between two words: a letter too many, too few, another one, or two that changed
    places; a word with another beginning is another word, unless only one letter is wrong, and so is one with the
    opposite beginning. Of a short word two letters may be left out, but no two be wrong."""
    short, long = sorted((word, name), key=len)
    most = 1 if len(long) < LONG else 2 if " " in word + name or word[:ALIKE] != name[:ALIKE] else 3
    if _opposite(word, name):
        return False
    if len(short) >= WHOLE and _left_out(short, long):
        most = max(most, 2)
    slips = _slips(word, name)
    if word[:1] != name[:1]:
        most = 0 if len(name) < WHOLE and len(word) >= len(name) else 1
    return slips <= most


def _opposite(word: str, name: str) -> bool:
    return len({one for one in _OPPOSITES for each in (word, name) if each.startswith(one)}) > 1


def _left_out(short: str, long: str) -> bool:
    """Return whether `short` is `long` with letters left out."""
    letters = iter(long)
    return all(letter in letters for letter in short)


def _slips(one: str, other: str) -> int:
    """Return the number of slips between two words: the optimal string alignment distance."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        now = [row]
        for column, another in enumerate(other, start=1):
            cost = min(last[column] + 1, now[-1] + 1, last[column - 1] + (letter != another))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == another:
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        before, last = last, now
    return last[-1]
