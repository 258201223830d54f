"""Whether one word may be another that was typed with slips of the finger, letter by letter."""

from __future__ import annotations

import re

WHOLE = 4  # a word that is shorter has to be there as it is, where it is one of several


def may_be_meant(typed: str, name: str) -> bool:
    """Return whether somebody who typed `typed` may have meant `name`: it is the same but for a few letters, or each
    word of the shorter one is a word of the other but for a few letters. That they end alike is not enough."""
    typed, name = typed.casefold(), name.casefold()
    if _slipped(typed, name):
        return True
    some, others = sorted((_words(typed), _words(name)), key=len)
    if not some or len(others) < 2:
        return False
    return all(any(word == one or (len(word) >= WHOLE and _slipped(word, one)) for one in others) for word in some)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_](?:[^\W_]|')*", text)


def _slipped(word: str, name: str) -> bool:
    """Return whether a few slips lie between two words: a letter too many, too few, another one, or two that changed
    places; a word with another beginning is another word, unless only one letter is wrong."""
    short, long = sorted((word, name), key=len)
    most = 1 if len(long) < 7 else 2 if len(long) < 9 or " " in word + name else 3
    if len(short) >= WHOLE and _left_out(short, long):
        most = max(most, 2)
    slips = _slips(word, name)
    return slips <= (most if word[:1] == name[:1] else 1)


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
