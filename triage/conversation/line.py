"""A typed line while names are taken out of it: what is there, what is denied, and what is left."""

from __future__ import annotations

import re
from collections.abc import Sequence

from triage.interview.whose import KIN
from triage.names.forms import form, readings

# Before a name these say that it is not there: 'no frost', 'I do not have roots'.
NOT_THERE = (
    *("no", "not", "without", "not have", "not take", "not use", "not had", "dont have", "dont take", "dont use"),
    *("havent", "havent had", "not get", "not got", "havent got", "dont get", "no history of"),
    *("never", "never had", "never have", "never get", "never got", "never took", "never take", "never use"),
    *("never used", "never been", "not been", "havent been", "never ever had", "neither"),
    *("denies", "denied", "denies any", "isnt", "not having", "no to", "not really", "not really any", "stopped"),
    *("used to have", "used to get", "used to take", "used to use", "used to be"),
)
# Whose it was, where it was another's. Of somebody who has a thing now it may be the person that is asked about.
_ANOTHERS = re.compile(
    rf" (?:my|our|his|her|their) (?:\w+ )?(?:{'|'.join(KIN)})s? (?:\w+ )?(?:had|died)\b"
    r"| in (?:my|our|his|her|their|the) family | family history of "
)
_SMALL = frozenset(
    (
        *("i", "im", "ive", "me", "my", "am", "is", "are", "was", "have", "has", "had", "a", "an", "the", "and", "or"),
        *("but", "of", "in", "on", "at", "it", "its", "to", "so", "too", "also", "now", "today", "yes", "ok", "please"),
        *("help", "thanks", "thank", "you", "hello", "hi", "really", "very", "since", "yesterday"),
    )
)
# How old somebody is; 'I am 2 months pregnant' is not it.
_AGE = re.compile(
    r"\b(?:(?:i am|i.?m|he is|she is|he.?s|she.?s) )?"
    r"(?:(?:an? )?\d{1,3}[ -]?(?:years?|yrs?)[ -]old|(?:aged?|age of) \d{1,3}|\d{1,3} ?(?:y/o|yo))\b"
    r"|\b(?:i am|i.?m) \d{1,3}(?: (?:years|yrs))?(?=\s*(?:$|[,;.!?]|and\b|but\b))",
    re.IGNORECASE,
)
# As names say it: to have ended a medicine may be a danger by itself, and does more than to deny it.
_STOPPED = re.compile(r"\bstopped (?:(?:taking|using|my|the|his|her|their) )+", re.IGNORECASE)
# Of a head, a knee: not the back. Of a thigh or a calf names say it themselves.
_BACK_OF = re.compile(
    r"\b(?:(?:the|my|his|her) )?back of (?=\w)(?!(?:(?:the|my|his|her|both) )*(?:thigh|cal(?:f|ves)\b))", re.IGNORECASE
)
# No denial: 'never had one like this', 'no pain until an hour ago', 'not before today'.
_UNTIL_NOW = re.compile(
    r"\b(?:never|no|not|used to have|used to get)\b"
    r"(?=[^,;.!?]*\b(?:like this|(?:this|so) bad|before (?:today|now|this)|until|but (?:now|today|this))\b)"
    r"|\bused to (?:have|get)\b(?=.*\b(?:now|today|again|this morning)\b)",
    re.IGNORECASE,
)
_TURNED = re.compile(r"(\w+) in (\w+)")
_SIDE = re.compile(r"\b(?:left|right) ")
_NEXT = re.compile(r" (?:and|but) (?=(?:i|im|ive|my|we|he|she|they|it) )")
TAKEN = "|"  # stands for whatever was taken out
_CLAUSE = re.compile(r"[,;!?]|\.(?!\d)")  # a no in one of them says nothing of the next
_DENIED = "|".join(sorted(NOT_THERE, key=len, reverse=True))
_OR = r"(?:(?!(?:but|and|sure) )[\w'|-]+ ){1,4}?(?:or|nor) "  # between the no and what else it is said of


class Line:
    """What is left of a line in which names are looked for: for each clause the ways in which it may be read, the
    plainest first."""

    def __init__(self, typed: str):
        age = _AGE.search(typed)
        self.age = int(re.sub(r"\D", "", age[0])) if age else None  # how old it says that somebody is, in years
        typed = _BACK_OF.sub("", _AGE.sub(f" {TAKEN} ", typed.replace(TAKEN, " ")))
        typed = _STOPPED.sub("stopped ", _UNTIL_NOW.sub("", typed))
        clauses = (re.sub(r"[^\w\s'|\u2019-]", " ", clause) for clause in _CLAUSE.split(typed))
        self.anothers = False  # whether something in it is said of another person; that is not looked at
        owned = ([self._own(f" {words} ") for words in readings(clause)] for clause in clauses)
        self.clauses = [_as_names_say(each) for each in owned]
        self.said = " ".join(clause[0] for clause in self.clauses)  # without what is denied or another's, names and all

    def _own(self, words: str) -> str:
        """Return one reading without what is said of another person."""
        parts = _NEXT.split(words)
        own = [TAKEN if _ANOTHERS.search(f" {part} ") else part for part in parts]
        self.anothers = self.anothers or own != parts
        return f" {' and '.join(own).strip()} "

    def take(self, name: str) -> bool:
        """Take a plain name out of the line, and return whether it stood in it and was not denied."""
        stood = False
        for number, clause in enumerate(self.clauses):
            holding = [words for words in clause if f" {name} " in words]
            if holding:
                stood = stood or all(f" {name} " in _without_denied(words, name) for words in holding)
                self.clauses[number] = [_without(_without_denied(words, name), name) for words in clause]
                self.said = _without_denied(self.said, name)
        return stood

    @property
    def left(self) -> tuple[str, ...]:
        """What is left of it: each part between commas, 'and' or 'but' out of which nothing was taken, but for words
        that say nothing by themselves."""
        parts = (part.strip() for clause in self.clauses for part in re.split(r" (?:and|but|plus) ", clause[0]))
        return tuple(part for part in parts if TAKEN not in part and not _SMALL.issuperset(part.split()))


def _as_names_say(plainest: Sequence[str]) -> list[str]:
    """Return the ways in which a clause may be read, given the plainest: also with the small words of names, 'ache in
    knee' for 'ache in my knee', without a side, and turned, 'knee ache'."""
    formed = (*plainest, *(f" {form(words.strip())} " for words in plainest))
    sideless = (*formed, *(_SIDE.sub("", words) for words in formed))
    return list(dict.fromkeys((*sideless, *(_TURNED.sub(r"\2 \1", words) for words in sideless))))


def _without_denied(words: str, name: str) -> str:
    bare = re.escape(name)
    words = re.sub(rf"( (?:{_DENIED})) (?:(?:an?|any|the|my) )?{bare}(?= n?or )", rf"\1 {TAKEN}", words)
    words = re.sub(rf" (?:{_DENIED}) (?:(?:an?|any|the|my) )?{bare}(?= )", f" {TAKEN}", words)
    words = re.sub(rf"( (?:{_DENIED}) {_OR})(?:(?:an?|any|the|my) )?{bare}(?= )", rf"\1{TAKEN}", words)
    return re.sub(rf" {bare} (?:- )?(?:no|never|none|denied) $", f" {TAKEN} ", words)  # 'frost: no'


def _without(words: str, name: str) -> str:
    """Return one reading without a name, or, where another reading holds it, without each word of it: it has been
    heard."""
    if f" {name} " in words:
        return words.replace(f" {name} ", f" {TAKEN} ")
    for word in name.split():
        words = words.replace(f" {word} ", f" {TAKEN} ", 1)
    return words
