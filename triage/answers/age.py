"""How old somebody is, as case reports say it: `age: 45`, `4-year-old boy: present`. A pack says below which age it
does not cover anybody. A name and a word in, that circumstance and whether it applies out.
"""

from __future__ import annotations

import re

from triage.errors import TriageError
from triage.model import ABSENT, PRESENT, UNKNOWN, RulePack
from triage.names import UNKNOWN_WORDS, YES_NO
from triage.names.forms import plain

_IN_A_YEAR = {"year": 1, "yr": 1, "y": 1, "month": 12, "mo": 12, "week": 52, "wk": 52, "day": 365}
_UNITS = "|".join(_IN_A_YEAR)
_WHO = "man|woman|male|female|boy|girl|child|baby|infant|newborn|neonate|person|patient|adolescent|adult"
_NAMES = ("age", "age in years", "patient age", "age of patient")
_AGE = re.compile(rf"(?:about |aged? )?(?P<number>\d{{1,3}}(?:\.\d)?)(?: ?(?P<unit>{_UNITS})s?)?(?: old)?(?: of age)?")
_SOMEBODY = re.compile(
    rf"(?:an? )?(?:(?P<number>\d{{1,3}}) ?(?P<unit>{_UNITS})s? old|aged? (?P<years>\d{{1,3}}))(?: (?:{_WHO})){{0,2}}"
)


class NotAnAge(TriageError):
    """A word that tells nobody's age."""


def told_by_age(pack: RulePack, name: str, word: str) -> tuple[str, str] | None:
    """Return the circumstance that an age decides, and `present`, `absent` or `unknown`; None where the line is about
    no age, or the pack covers every age. Raises NotAnAge."""
    for scope in pack.scopes:
        if scope.age_below is not None:
            if plain(name) in _NAMES and plain(word) in UNKNOWN_WORDS:
                return scope.concept, UNKNOWN
            years = _years(plain(name), word.strip().casefold())
            return None if years is None else (scope.concept, PRESENT if years < scope.age_below else ABSENT)
    return None


def _years(name: str, word: str) -> float | None:
    if somebody := _SOMEBODY.fullmatch(name):
        if YES_NO.get(word, word) != PRESENT:
            raise NotAnAge(f"'{name}: {word}' tells no age")
        return float(somebody["years"] or int(somebody["number"]) / _IN_A_YEAR[somebody["unit"]])
    if name not in _NAMES:
        return None
    if word.startswith("-") or not (age := _AGE.fullmatch(plain(word))):
        raise NotAnAge(f"'{word}' is no age")
    return float(age["number"]) / _IN_A_YEAR[age["unit"] or "year"]
