"""The words that describe a thing without making another one of it, as reports put them before or behind its name:
`severe weakness`, `episodes of dizziness`, `cramps, intermittent`.

A plain name comes in; what it is without some of these words goes out, with the words that were left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

# What may be described: the roles of concepts that are there or not, and levels.
SIGN = ("finding", "danger")
CIRCUMSTANCE = ("risk", "scope", "cause")
LEVEL = "level"
MOST = 4  # so many describing words are looked at in one name


@dataclass(frozen=True)
class Description:
    """Words that say the same kind of thing, such as how strongly something is there.

    `of` are the roles of what they may be said of, and `level`. `alarming` words of that kind are never left out, but
    where a pack has a name of its own with one of them, or with one of `words`, that kind makes another thing of what
    it describes. `narrows` is whether a no to something so described leaves open the rest of it.
    """

    words: tuple[str, ...]
    of: tuple[str, ...] = SIGN
    alarming: tuple[str, ...] = ()
    narrows: bool = True


# Whose it is, and that it was complained of or happened, says nothing of what it is.
_WHOSE = Description(("his", "her", "my", "their", "the"), (*SIGN, *CIRCUMSTANCE, LEVEL), narrows=False)
_TOLD = Description(("complaints of", "complaint of", "complaining of", "complains of", "complained of"), narrows=False)
_PAST = Description(("history of", "a history of"), ("risk",), narrows=False)
_TAKEN = Description(
    ("takes", "taking", "is taking", "on", "is on", "uses", "using", "treated with", "treatment with"),
    ("risk",),
    narrows=False,
)
_EPISODES = Description(("episodes of", "episode of", "an episode of", "bouts of"), (*SIGN, "risk"))
_STRONG = Description(
    (
        *("severe", "marked", "profound", "extreme", "strong", "intense", "significant", "considerable"),
        *("very severe", "unbearable", "excruciating", "debilitating"),
    ),
    (*SIGN, *CIRCUMSTANCE, LEVEL),
    alarming=("serious", "severely", "bad"),
)
_WEAK = Description(
    ("mild", "moderate", "slight", "low grade", "some", "a bit of", "a bit", "a little", "very mild"), (*SIGN, LEVEL)
)
_WIDE = Description(("diffuse", "generalised", "generalized", "widespread"), alarming=("whole body", "full body"))
_BOTH_SIDES = Description(("bilateral", "both"))
_ONE_SIDE = Description(("left", "right", "one", "left sided", "right sided", "unilateral"), alarming=("one sided",))
_LASTING = Description(
    ("chronic", "persistent"),
    ("finding", *CIRCUMSTANCE, LEVEL),
    alarming=("long", "lasting", "long lasting", "long term", "prolonged", "constant"),
)
_AGAIN = Description(
    ("recurrent", "recurring"),
    (*SIGN, *CIRCUMSTANCE, LEVEL),
    alarming=("frequent", "repeated", "frequently", "attacks of"),
)
_NOW_AND_THEN = Description(
    ("intermittent", "occasional", "occasionally", "sometimes", "on and off"), alarming=("attacks of",)
)
_GROWING = Description(
    ("increasing",), alarming=("progressive", "rapidly progressive", "worsening", "spreading", "climbing", "ascending")
)
_PAINFUL = Description(("painful",))
# A danger is often one because it is new, so how long it has been there is not left out. Days, and one week, make no
# other thing of what a pack calls `for weeks`; one month does, as it has weeks, and one year has months.
_HOW_LONG = Description((), ("finding", *CIRCUMSTANCE, LEVEL))
_FOR_DAYS = Description(("for days",), _HOW_LONG.of)
DESCRIPTIONS = (
    *(_WHOSE, _TOLD, _PAST, _TAKEN, _EPISODES, _STRONG, _WEAK, _WIDE),
    *(_BOTH_SIDES, _ONE_SIDE, _LASTING, _AGAIN, _NOW_AND_THEN, _GROWING, _PAINFUL),
)
_BEFORE_ONLY = (_WHOSE, _TOLD, _PAST, _TAKEN, _EPISODES)

_OF = {word: kind for kind in DESCRIPTIONS for word in kind.words}
_ALARMING = [(kind, word) for kind in DESCRIPTIONS for word in (*kind.words, *kind.alarming)]


def _any_of(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_NUMBER = r"(?P<number>a|one|\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|several|many|a few|few|some)"
_UNIT = r"(?P<unit>day|week|month|year)s?"
_ONE = (None, "a", "one", "1")
_SMALLER = {"week": "days", "month": "weeks", "year": "months"}
_FOR = re.compile(rf"(?P<what>.+) for (?:(?:about|over|more than|the last|the past) )?(?:{_NUMBER} )?{_UNIT}")
_AGO = re.compile(rf"(?P<what>.+) {_NUMBER} {_UNIT} ago")
# 'two weeks of drought', 'a 3 day history of drought'
_SO_LONG = re.compile(rf"(?:an? )?{_NUMBER} {_UNIT}'? (?:of |history of )?(?P<what>.+)")
_BEFORE = re.compile(rf"({_any_of([*_OF])}) (?:(?:and|to) (?=(?:{_any_of([*_OF])}) ))?")
_BEHIND = re.compile(rf" ({_any_of([word for word, kind in _OF.items() if kind not in _BEFORE_ONLY])})$")


def is_description(words: str) -> bool:
    """Return whether plain `words` are one describing word, such as `severe`."""
    return words in _OF and _OF[words] not in _BEFORE_ONLY


def undescribed(words: str) -> Iterator[tuple[str, tuple[Description, ...]]]:
    """Yield the plain `words` without how long it is, then without some of the describing words at their ends, the
    fewest left out first, and what these were."""
    for lasting, how in _of_any_length(words):
        yield lasting, how
        yield from ((inner, (*how, *more)) for inner, more in undescribed(lasting))
    before: list[str] = []
    behind: list[str] = []
    while len(before) < MOST and (found := _BEFORE.match(words)):
        before.append(found[1])
        words = words[found.end() :]
    while len(behind) < MOST and (last := _BEHIND.search(words)):
        behind.insert(0, last[1])
        words = words[: last.start()]
    parts = [*before, words, *behind]
    describing = [place for place in range(len(parts)) if place != len(before)]
    for count in range(1, len(parts)):
        for left_out in combinations(describing, count):
            kept = (part for place, part in enumerate(parts) if place not in left_out)
            yield " ".join(kept), tuple(_OF[parts[place]] for place in left_out)


def _of_any_length(words: str) -> Iterator[tuple[str, tuple[Description, ...]]]:
    """Yield plain words that end in a length of time, or begin with one, first with its unit alone, so that `for three
    weeks` is what a pack calls `for weeks`; and what was `three weeks ago` only as what a pack calls `weeks ago`."""
    if past := _AGO.fullmatch(words):
        yield f"{past['what']} {past['unit']}s ago", ()
    if lasting := _FOR.fullmatch(words) or _SO_LONG.fullmatch(words):
        if lasting["number"] not in _ONE:
            yield f"{lasting['what']} for {lasting['unit']}s", ()
        elif smaller := _SMALLER.get(lasting["unit"]):
            yield f"{lasting['what']} for {smaller}", ()
        yield lasting["what"], (_length(lasting),)


def _length(lasting: re.Match[str]) -> Description:
    days = lasting["unit"] == "day" or (lasting["unit"] == "week" and lasting["number"] in _ONE[1:])
    return _FOR_DAYS if days else _HOW_LONG


def told_apart(name: str) -> Iterator[tuple[str, Description]]:
    """Yield what a plain name describes, and how, where it begins with describing or alarming words, or ends in a
    length of time."""
    if lasting := _FOR.fullmatch(name):
        yield lasting["what"], _length(lasting)
    for kind, word in _ALARMING:
        if kind.narrows and name.startswith(f"{word} "):
            yield name.removeprefix(f"{word} "), kind
