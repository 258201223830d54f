"""The forms in which people write a name: plain, without small words, in a sentence, and what reports put around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import normalize

_BEING = "is|are|was|were|feels?|felt|goes|go|went|gets?|got|becomes?|became|looks?|looked"
_IS = re.compile(rf" (?:{_BEING}) ")
_NEVER = "not|never|hardly|dont|doesnt|didnt|wont|cant|couldnt|wouldnt|cannot"  # a denial, and nothing that is so
_IS_SO = re.compile(rf"(?<!\S)(?!(?:{_NEVER}) )(\S+) (?:{_BEING}) (\S+)")
LEAD = re.compile(
    r"(?:(?:i|he|she|they|we|it|there|that)(?:'?(?:s|ve|m|re))?(?: (?:am|is|are|was|has|have|had|got|feels?|just))*"
    r"|my|his|her|their|the|an?|some|and|also) "
)
_CANNOT = (
    (re.compile(r"\b(?:can not|could not|couldnt)\b"), "cannot"),
    (re.compile(r"\b(?:not|never|no longer) able to\b"), "unable to"),
)
_CANT = re.compile(r"\bcannot\b")
_CANT_I = re.compile(r"\b(cant|cannot) (i|he|she|we|they)\b")
_WHERE = re.compile(r" (?:in|of) (?:(?:both|all|the|my|his|her|their) )*")
_POSSESSIVE = re.compile(r"'s?(?= |$)")
_ARTICLE = re.compile(r"^(?:an?|the) ")
_PLURAL = re.compile(r"(?<=[a-z]{3})(?<![isu])s\b")
_PLURALS = {"feet": "foot", "calves": "calf"}
_PAIRS = ("legs", "feet", "calves", "thighs", "arms", "hands", "limbs", "knees", "ankles", "hips", "shoulders", "eyes")
_AS_NOUN = {"numb": "numbness", "weak": "weakness", "stiff": "stiffness"}
# What reports put around a name without saying another thing: of a level, a sign, a medicine, or a habit.
AROUND_LEVEL = re.compile(
    r"(?:(?:serum|plasma|blood|total|corrected|adjusted|albumin (?:corrected|adjusted)|ioni[sz]ed) )*(.+?)"
    r"(?: levels?| concentration)?"
)
AROUND_SIGN = re.compile(r"(?:positive )?(.+?)(?: positive)?")
AROUND_MEDICINE = re.compile(
    r"(?:(?:long term|chronic) )?(?:(?:use of|treatment with|therapy with) (.+)|(.+?) (?:use|therapy|treatment))"
)
AROUND_HABIT = re.compile(r"long term (.+)")
NAME_AND_VALUE = r"\s*[:=]\s*|\s+is\s+|\s+"  # what may stand between a name and what is said of it
NARROWER = re.compile(r"\b(?:both|all|long term|chronic)\b")


@lru_cache(maxsize=16384)
def plain(word: str) -> str:
    """Return `word` in the form in which names are compared: in lower case, hyphens, commas and runs of blanks as one
    space, apostrophes straight, a letter and its accent as one sign."""
    return re.sub(r"[\s_,-]+", " ", normalize("NFC", word).replace("\u2019", "'")).strip().casefold()


def form(word: str) -> str:
    """Return a plain name as it is compared where small words do not matter: 'cramps in calves' for 'cramps of the
    calves', 'crohn disease' for 'crohn's disease'."""
    return _WHERE.sub(" in ", _POSSESSIVE.sub("", _ARTICLE.sub("", word)))


def loose_form(word: str) -> str:
    """Return a plain name as it is compared where besides its order, and whether it is named or described, do not
    matter: 'hands numbness' for 'numbness of the hands' and 'numb hands'."""
    parts = turned(_POSSESSIVE.sub("", word)).split()
    if len(parts) > 1:
        parts = [*parts[1:], parts[0]] if parts[0] in _AS_NOUN else parts
        parts[-1] = _AS_NOUN.get(parts[-1], parts[-1])
    return " ".join(parts)


def singular(words: str) -> str:
    """Return plain words with each of them as of one thing: 'calf cramp' for 'calves cramps'. What is said of both of
    a pair stays so: swollen calves are no swollen calf, which is a sign of its own."""
    of_one = " ".join(_PLURALS.get(one, _PLURAL.sub("", one)) for one in words.split())
    return words if " " in words and words.rpartition(" ")[2] in _PAIRS else of_one


def turned(words: str) -> str:
    """Return plain words with what stands behind their only 'of' or 'in' before the rest: 'left leg numbness' for
    'numbness of the left leg'."""
    parts = _WHERE.split(_ARTICLE.sub("", words))
    return f"{parts[1]} {parts[0]}" if len(parts) == 2 else words


def parted(text: str, gap: str = r"\s+") -> Iterator[tuple[str, str]]:
    """Yield what stands before and behind each `gap` in a text, a pattern: of 'dry soil here' 'dry' and 'soil here',
    then 'dry soil' and 'here'."""
    for found in re.finditer(gap, text):
        yield text[: found.start()], text[found.end() :]


def readings(text: str) -> tuple[str, ...]:
    """Return `text` plain and without apostrophes, as it is and as a name would say it: 'leg is swollen', or went so,
    as 'leg swollen' and 'swollen leg', and 'I could not stand' as 'I cannot stand' and 'I cant stand'."""
    words = plain(text).replace("'", "")
    for apart, whole in _CANNOT:
        words = apart.sub(whole, words)
    words = _CANT_I.sub(r"\2 \1", words)
    return tuple(dict.fromkeys((words, _CANT.sub("cant", words), _IS.sub(" ", words), _IS_SO.sub(r"\2 \1", words))))
