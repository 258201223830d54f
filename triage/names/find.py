"""Which concept, value, statement or rule of a pack is named by words, as people write them.

A concept may be named by its id, label, aliases, narrower names, or the term of one of its statements; case, hyphens,
commas and spaces do not matter, nor does what reports put around a name (`serum ... level`, `positive ...`, `...
therapy`, `severe ...`). Whatever is not found raises UnknownName with the names that come close.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property, lru_cache

from triage.errors import OneKindDenied, UnknownName, ValueWanted
from triage.model import ABSENT, PRESENT, UNKNOWN, URGENCY, Concept, Rule, RulePack, Statement
from triage.names.described import LEVEL, undescribed
from triage.names.forms import LEAD, NARROWER, parted, plain, readings, turned
from triage.names.known import (
    LONGEST,
    concepts_named,
    found,
    kinds_apart,
    name_in,
    narrower_names,
    terms,
    undescribed_name,
)
from triage.names.offered import near_names
from triage.names.slips import near, say_more

YES_WORDS = ("yes", "y", "yeah", "yep", "yup")
NO_WORDS = ("no", "nope", "nah")
YES_NO = {
    **dict.fromkeys((*YES_WORDS, "true", "positive"), PRESENT),
    **dict.fromkeys((*NO_WORDS, "n", "false", "negative", "none", "denied", "not present"), ABSENT),
    **dict.fromkeys(("nil", "never", "denies"), ABSENT),
}
LEVEL_WORDS = {
    **dict.fromkeys(("reduced", "decreased", "deficient", "undetectable"), "low"),
    **dict.fromkeys(("below range", "below the range", "below normal"), "low"),
    **dict.fromkeys(("within range", "within the range", "in range", "within normal limits", "wnl"), "normal"),
    **dict.fromkeys(("elevated", "raised", "increased", "above range", "above the range", "above normal"), "high"),
}
UNKNOWN_WORDS = (
    *(UNKNOWN, "not known", "not sure", "unsure", "dont know", "don't know", "i dont know", "i don't know", "?"),
    *("do not know", "i do not know", "dunno", "i dunno", "idk"),
    *("n/a", "not tested", "not measured"),
)
# These leave a value open as well, but where a pack has a value of that name, that is meant.
OPEN_WORDS = (
    *("maybe", "perhaps", "possible", "possibly", "suspected", "unclear", "uncertain", "no idea"),
    *("not done", "pending", "awaited"),
)
_DEGREE = re.compile(
    r"(?:very|markedly|mildly|slightly|moderately|severely|critically|dangerously|extremely|profoundly) "
    r"(?=(?:low|high|deficient|reduced|raised)$)"
)
_LACKING = re.compile(r"(.+) deficiency|(?:deficiency|lack) of (.+)")


def in_words(value: str) -> str:
    """Return a value as it is said: 'not at all' for `not-at-all`."""
    return value.replace("-", " ")


def find_concept(pack: RulePack, word: str) -> Concept:
    """Return the concept that `word` names. Raises UnknownName."""
    if name := name_in(pack, plain(word)):
        return concepts_named(pack)[name]
    raise _Unnamed(pack, word, (plain(word), turned(plain(word))))


class _Unnamed(UnknownName):
    """A text that names nothing. What comes close to the first of its plain `readings` to which anything does is looked
    for only when somebody asks: mostly it is enough that the text is no name, and to compare it with every name takes
    longer than all else."""

    def __init__(self, pack: RulePack, text: str, readings: Iterable[str]):
        super().__init__(text)
        self._pack = pack
        self._readings = readings

    @cached_property
    def _close(self) -> tuple[tuple[str, ...], bool]:
        for words in self._readings:
            if close := near_names(self._pack, words):
                return close, say_more(words, map(plain, close))
        return (), False

    @property
    def near(self) -> tuple[str, ...]:
        return self._close[0]

    @property
    def more(self) -> bool:
        return self._close[1]


def is_narrower(pack: RulePack, word: str) -> bool:
    """Return whether `word` names what is only one kind of its concept, so that a no to it says nothing of the others:
    somebody without frostbite may have chilblains. An id, as it is written, names the whole."""
    words = plain(word)
    name, described = found(pack, words)
    around = name != words and NARROWER.search(words) is not None
    narrower = name in narrower_names(pack) or around or any(how.narrows for how in described)
    return narrower and word.strip() not in pack.concept


@lru_cache(maxsize=16)
def _as_read(pack: RulePack) -> Mapping[str, Concept]:
    return {name.replace("'", ""): concept for name, concept in concepts_named(pack).items()}


def find_spoken(pack: RulePack, text: str) -> Concept:
    """Return the concept that `text` names as people say it: 'my leg is swollen', 'I cant breathe'. Raises
    UnknownName, with what comes close to the text or, if nothing does, to what is left without 'my' or 'I have'."""
    for reading in readings(text):
        for words in _without_lead(reading):
            if concept := _as_read(pack).get(words) or concepts_named(pack).get(name_in(pack, words)):
                return concept
    if name := name_in(pack, plain(text)):
        return concepts_named(pack)[name]
    raise _Unnamed(pack, text, _without_lead(plain(text)))


def _without_lead(words: str) -> Iterator[str]:
    """Yield plain words, and what is left of them each time that a word such as 'my' is taken from their beginning."""
    while words:
        yield words
        lead = LEAD.match(words)
        words = words[lead.end() :] if lead else ""


def find_value(values: tuple[str, ...], word: str) -> str:
    """Return the value (or `unknown`) that `word` names among `values`. Raises UnknownName."""
    wanted = plain(word)
    if wanted in UNKNOWN_WORDS or word.strip() in UNKNOWN_WORDS:
        return UNKNOWN
    for value in values:
        if plain(value) == wanted:
            return value
    level = _DEGREE.sub("", wanted)
    meant = YES_NO.get(wanted) if set(values) == {PRESENT, ABSENT} else LEVEL_WORDS.get(level, level)
    if meant in values:
        return meant
    if wanted in OPEN_WORDS:
        return UNKNOWN
    raise UnknownName(word, near(word, (*values, UNKNOWN)))


def find_stated(pack: RulePack, name: str) -> Statement | None:
    """Return the statement that a name is by itself: a term, a value before a name (`dry soil`), or a deficiency; also
    with words that describe it and make no other thing of it.

    None for a name that leaves the value open, and for what is there or not: that takes a yes or a no.
    """
    words = plain(name)
    known = concepts_named(pack).get(name_in(pack, words))
    if known and PRESENT in known.values and words not in terms(pack):
        return None
    if stated := _stated(pack, words):
        return stated
    for inner, described in undescribed(words) if len(words) <= LONGEST else ():
        if stated := _stated(pack, inner):
            apart = kinds_apart(pack).get(stated, {}) or kinds_apart(pack).get(stated.concept, {})
            return None if any(how in apart or LEVEL not in how.of for how in described) else stated
    return None


def _stated(pack: RulePack, words: str) -> Statement | None:
    """Return the statement that plain words are by themselves, with nothing that describes it."""
    if words in terms(pack):
        return terms(pack)[words]
    if lacking := _LACKING.fullmatch(words):
        words = f"low {lacking[1] or lacking[2]}"
    for value_said, name in parted(words, " "):
        concept = concepts_named(pack).get(undescribed_name(pack, name))
        if concept and PRESENT not in concept.values:
            with suppress(UnknownName):
                value = find_value(concept.values, value_said)
                return Statement(concept.id, value) if value != UNKNOWN else None
    return None


def find_statement(pack: RulePack, text: str) -> Statement:
    """Return the statement that `text` names. Raises UnknownName, OneKindDenied for a no to what is only one kind of
    a concept, and ValueWanted for a concept alone.

    Taken are `soil is dry`, `soil=dry`, a term (`drought`), `dry soil`, and the bare name of a finding (`limp leaves`).
    """
    id, _, said = text.partition(" is ")
    if id in pack.concept and said in pack.values(id):  # as files write it: there is nothing to look up
        return Statement(id, said)
    if stated := find_stated(pack, text):
        return stated
    name, value = text.split("=", 1) if "=" in text else _split(pack, text)
    concept = URGENCY if plain(name) == URGENCY else find_concept(pack, name).id
    values = pack.values(concept)
    if not value and PRESENT in values:
        value = PRESENT
    meant = find_value(values, value) if value else UNKNOWN
    if meant == ABSENT and is_narrower(pack, name):
        raise OneKindDenied(name.strip(), (f"{concept} is {ABSENT}",))
    if meant == UNKNOWN:
        statements = tuple(f"{concept} is {value}" for value in values)
        if value:
            raise UnknownName(text.strip(), statements)
        label = concept if concept == URGENCY else pack.concept[concept].label
        raise ValueWanted(label, tuple(map(in_words, values)), statements)
    return Statement(concept, meant)


def _split(pack: RulePack, text: str) -> tuple[str, str]:
    """Return the name and the value of `NAME is VALUE`; the value is empty when there is none. A name may hold 'is'."""
    said = re.fullmatch(r"(.*\S)\s+is\s+(.*)", text.strip(), flags=re.IGNORECASE | re.DOTALL)
    return (said[1], said[2]) if said and plain(text) not in concepts_named(pack) else (text, "")


def find_rule(pack: RulePack, word: str) -> Rule:
    """Return the rule whose id is `word`. Raises UnknownName."""
    if word in pack.rule:
        return pack.rule[word]
    raise UnknownName(word, near(word, pack.rule))
