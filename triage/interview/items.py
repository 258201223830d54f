"""A typed line as its items: what stands between commas, and, without commas, what begins with a number or a name.

Text and the names that may be typed come in, items go out; what an item means is the matter of `typed` and
`panel`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from triage.answers.measurement import NoRange, NotAMeasurement, read_range
from triage.names.forms import plain

_TO = r"(?:[-\u2013]|\bto\b)"
_KEPT = "\x00"  # stands for a comma that belongs to a name, while a line is split
_NUMBER_AND_MORE = r"(?<=[A-Za-z)])\s+(?=\d+\s+(?!\S*/)[^\s(\[])"  # '4 normal', but neither '9 mg/dL' nor '9 (8-10)'
# Each of these may be said of what stands on either side of an 'and'.
DOUBTED = re.compile(r"\b(?:not?|without|never|un?sure|maybe|perhaps|possibly|know)\b", re.IGNORECASE)


def checklist_items(names: Iterable[str], typed: str) -> list[str]:
    """Return the items of a checklist: numbers or `names`, with commas between them, numbers with 'and' or
    nothing as well, and `1-3` or `1-3?` for all from the first to the last."""
    together = re.sub(r"(?<=\d)\s+(?=\?)", "", _kept_whole(names, typed))  # '4 ?' is '4?'
    joined = re.sub(r"[^,;]+", _and_between, together)
    items: list[str] = []
    for part in re.split(r"[,;]", joined):
        if re.fullmatch(rf"(?:[\d\s?]|{_TO})+", part):
            part = re.sub(rf"(?<![\d-])(\d{{1,2}})\s*{_TO}\s*(\d{{1,2}})(\??)(?!\d|\?|\s*{_TO})", _counted, part)
        only_numbers = re.fullmatch(r"[\d\s?]+", part)
        items += part.split() if only_numbers else [re.sub(r"^\s*(?:and|&|plus)\s+", "", part).strip()]
    return [item.replace(_KEPT, ",") for item in items if item]


def _and_between(part: re.Match[str]) -> str:
    """Return numbers with a comma for each 'and' between them, and between them and a name; anything else as it is,
    since another word in it may be said of all of them, as in 'not sure about 1 and 2'."""
    numbers = rf"(?:[\d\s?&]|\band\b|{_TO})"
    if re.fullmatch(rf"{numbers}+|{numbers}*[\d?]\s*(?:&|\band\b)\s*[^\W\d].*", part[0]):
        return re.sub(r"(?<=[\d?])\s*(?:&|\band\b)\s*", ",", part[0])
    if re.fullmatch(rf"[^\d?]+\s(?:&|\band\b)\s*(?=\d){numbers}+", part[0]) and not DOUBTED.search(part[0]):
        return re.sub(r"\s*(?:&|\band\b)\s*(?=\d)", ",", part[0])
    return part[0]


def _counted(span: re.Match[str]) -> str:
    first, last = int(span[1]), int(span[2])
    return " ".join(f"{number}{span[3]}" for number in range(first, last + 1)) if first < last else span[0]


def in_a_row(words: Iterable[str], typed: str) -> str:
    """Return a line of a panel with what is said of numbers in a row said of each: `1-3 low`, where 'low' is one of
    `words`. Only if it holds nothing but these: beside a test result the numbers may be its range."""
    known = "|".join(map(re.escape, words))
    if not re.fullmatch(rf"(?:\d|{_TO}|{known}|\band\b|[\s,;&])+", typed, re.IGNORECASE):
        return typed

    def each(span: re.Match[str]) -> str:
        numbers = range(int(span[1]), int(span[2]) + 1)
        return ", ".join(f"{number} {span[3]}" for number in numbers) or span[0]

    return re.sub(rf"(\d{{1,2}})\s*{_TO}\s*(\d{{1,2}})\s+({known})", each, typed, flags=re.IGNORECASE)


def panel_items(names: Iterable[str], typed: str) -> list[str]:
    """Return the items of a panel, each a number or one of `names` and what is said of it: `1 low`, `NAME 120
    mmol/L`. Commas between them may be missing; behind one may stand the range of a test result."""
    names = tuple(names)
    whole = {plain(name) for name in names}
    items: list[str] = []
    named_with_and = any(name in plain(typed) for name in whole if " and " in name)
    between = r";|,(?!\d)|(?<!\d)," + (r"" if named_with_and else r"|\s+(?:and|&)(?=\s|$)")
    for part in re.split(between, _kept_whole(names, typed)):
        if items and is_range(part):  # 'NAME 120 mmol/L, 135-145' is one item
            items[-1] += f" ({part.strip().strip('()[]')})"
            continue
        for named in _before_names(names, part):
            cuts = [found.start() for found in re.finditer(_NUMBER_AND_MORE, named)]
            if cuts and plain(re.sub(r"\s+is\s*$", "", named[: cuts[0]])) in whole:
                del cuts[0]  # the number is the value of that name
            items += [named[start:end] for start, end in pairwise((0, *cuts, len(named)))]
    return [item for item in (item.replace(_KEPT, ",").strip() for item in items) if item]


def is_range(part: str) -> bool:
    """Return whether `part` is the range of a report, be it one that cannot be."""
    try:
        read_range(part)
    except NotAMeasurement as error:  # one that is the wrong way round is told where the result is judged
        return not isinstance(error, NoRange)
    return True


def _before_names(names: Iterable[str], typed: str) -> list[str]:
    """Return `typed` in parts that begin with one of `names`. What stands before the first name belongs to it, as in
    'low NAME', unless it begins with a number and so is an item itself."""
    longest = sorted({plain(name) for name in names}, key=len, reverse=True)  # a name may be part of another
    known = "|".join(rf"[\s_,{_KEPT}-]+".join(map(re.escape, name.split())) for name in longest)
    found = re.finditer(rf"(?<![\w/])(?:{known})(?![\w/])", typed, re.IGNORECASE)
    starts = [name.start() for name in found if not _is_unit(typed[: name.start()], typed[name.end() :])]
    if not re.match(r"\s*\d", typed):
        starts = starts[1:]
    edges = [0, *(start for start in starts if typed[:start].strip()), len(typed)]
    return [typed[start:end] for start, end in pairwise(edges)]


def _is_unit(before: str, after: str) -> bool:
    """Return whether a name that stands between is the unit of a number, as 'mg' is in '9 mg (8-10)'."""
    return before.rstrip()[-1:].isdigit() and after.lstrip()[:1] in ("", "(", "[", ",", ";")


def _kept_whole(names: Iterable[str], typed: str) -> str:
    """Return `typed` with the commas inside `names` kept from splitting it."""
    for name in sorted({name for name in names if "," in name}, key=len, reverse=True):  # the longest first
        parts = (r"[\s_-]+".join(map(re.escape, plain(part).split())) for part in name.split(","))
        whole = r"\s*,\s*".join(parts)
        typed = re.sub(rf"(?<!\w){whole}(?!\w)", lambda found: found[0].replace(",", _KEPT), typed, flags=re.IGNORECASE)
    return typed
