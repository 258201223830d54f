"""The words that people use for the concepts, values, statements and rules of a pack, and what they stand for.

A concept may be named by its id, label, aliases, narrower names, or the term of one of its statements; case, hyphens,
commas and spaces do not matter, nor does what reports put around a name (`serum ... level`, `positive ...`, `...
therapy`). Whatever is not found raises UnknownName with the names that come close.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache

from triage.errors import OneKindDenied, UnknownName, ValueWanted
from triage.forms import LEAD, LEVEL, LONG, MEDICINE, NARROWER, SIGN, form, plain, readings
from triage.model import ABSENT, PRESENT, UNKNOWN, URGENCY, Concept, Rule, RulePack, Statement
from triage.slips import hints, near

YES_NO = {
    **dict.fromkeys(("yes", "y", "true", "positive"), PRESENT),
    **dict.fromkeys(("no", "n", "false", "negative", "none", "denied", "not present"), ABSENT),
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
    *("do not know", "i do not know", "dunno", "i dunno"),
    *("n/a", "not tested", "not measured"),
)
# These leave a value open as well, but where a pack has a value of that name, that is meant.
OPEN_WORDS = (
    *("maybe", "perhaps", "possible", "possibly", "suspected", "unclear", "uncertain", "no idea"),
    *("not done", "pending", "awaited"),
)
_DEGREE = re.compile(
    r"(?:very|markedly|mildly|slightly|moderately|severely) (?=(?:low|high|deficient|reduced|raised)$)"
)
_LACKING = re.compile(r"(.+) deficiency|(?:deficiency|lack) of (.+)")
# What reports put around a name without saying another thing, and the concepts to which it may be said.
_AROUND: tuple[tuple[re.Pattern[str], Callable[[Concept], bool]], ...] = (
    (LEVEL, lambda concept: bool(concept.units)),
    (SIGN, lambda concept: concept.role == "finding" and concept.yes_or_no),
    (MEDICINE, lambda concept: concept.role == "risk"),
    (LONG, lambda concept: concept.role == "risk"),
)
LONGEST = 120  # no name is longer with what may stand around it, and to look for one in a whole text takes long


def names_of(concept: Concept) -> Iterator[str]:
    """Yield every name of a concept: id, label, aliases, narrower names, terms."""
    yield concept.id
    yield concept.label
    yield from concept.aliases
    yield from concept.narrower
    yield from concept.terms.values()


def in_words(value: str) -> str:
    """Return a value as it is said: 'not at all' for `not-at-all`."""
    return value.replace("-", " ")


@lru_cache(maxsize=16)
def _concepts(pack: RulePack) -> Mapping[str, Concept]:
    return {plain(name): concept for concept in pack.concepts for name in names_of(concept)}


@lru_cache(maxsize=16)
def _narrower(pack: RulePack) -> frozenset[str]:
    return frozenset(plain(name) for concept in pack.concepts for name in concept.narrower)


@lru_cache(maxsize=16)
def _forms(pack: RulePack) -> Mapping[str, str]:
    """Return a name for each form of the names that stands for one concept only; of several the narrowest."""
    concepts, narrower = _concepts(pack), _narrower(pack)
    names: dict[str, str] = {}
    doubtful = set()
    for name, concept in concepts.items():
        written = form(name)
        if concepts[names.setdefault(written, name)] is not concept:
            doubtful.add(written)
        if name in narrower:
            names[written] = name
    return {written: name for written, name in names.items() if written not in doubtful}


def _name(pack: RulePack, words: str) -> str:
    """Return the name of the pack that the plain `words` are, but for what reports put around it; '' if they are
    none."""
    if words in _concepts(pack):
        return words
    if len(words) > LONGEST:
        return ""
    if name := _forms(pack).get(form(words)):
        return name
    for around, fits in _AROUND:
        if found := around.fullmatch(words):
            inner = next(filter(None, found.groups()))
            name = inner if inner in _concepts(pack) else _forms(pack).get(form(inner), "")
            if name and fits(_concepts(pack)[name]):
                return name
    return ""


@lru_cache(maxsize=16)
def _terms(pack: RulePack) -> Mapping[str, Statement]:
    """Return what each term stands for; an alias that is a term in the other spelling stands for the same."""
    return {
        plain(name): Statement(concept.id, value)
        for concept in pack.concepts
        for value, term in concept.terms.items()
        for name in (term, *concept.aliases)
        if _american(name) == _american(term)
    }


def _american(word: str) -> str:
    return plain(word).replace("ae", "e").replace("oe", "e")


def find_concept(pack: RulePack, word: str) -> Concept:
    """Return the concept that `word` names. Raises UnknownName."""
    concepts = _concepts(pack)
    if name := _name(pack, plain(word)):
        return concepts[name]
    raise UnknownName(word, hints(plain(word), _hinted(pack), concepts))


@lru_cache(maxsize=16)
def _hinted(pack: RulePack) -> tuple[str, ...]:
    """Return the names to which a word of them hints: ids and labels, those of danger signs last, since they frighten
    and may be narrower than what was meant."""
    milder = [concept for concept in pack.concepts if concept.role != "danger"]
    dangers = [concept.id for concept in pack.concepts if concept.role == "danger"]
    return tuple(map(plain, (*(one.id for one in milder), *(one.label for one in milder), *dangers)))


def is_narrower(pack: RulePack, word: str) -> bool:
    """Return whether `word` names what is only one kind of its concept, so that a no to it says nothing of the others:
    somebody without frostbite may have chilblains. An id, as it is written, names the whole."""
    words = plain(word)
    name = _name(pack, words)
    narrower = name in _narrower(pack) or (name != words and NARROWER.search(words) is not None)
    return narrower and word.strip() not in pack.concept


@lru_cache(maxsize=16)
def _as_read(pack: RulePack) -> Mapping[str, Concept]:
    return {name.replace("'", ""): concept for name, concept in _concepts(pack).items()}


def find_spoken(pack: RulePack, text: str) -> Concept:
    """Return the concept that `text` names as people say it: 'my leg is swollen', 'I cant breathe'. Raises
    UnknownName."""
    for words in readings(text):
        while words:
            if concept := _as_read(pack).get(words) or _concepts(pack).get(_name(pack, words)):
                return concept
            lead = LEAD.match(words)
            words = words[lead.end() :] if lead else ""
    return find_concept(pack, text)


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
    """Return the statement that a name is by itself: a term, a value before a name (`dry soil`), or a deficiency.

    None for a name that leaves the value open, and for what is there or not: that takes a yes or a no.
    """
    words = plain(name)
    if words in _terms(pack):
        return _terms(pack)[words]
    known = _concepts(pack).get(_name(pack, words))
    if known and PRESENT in known.values:
        return None
    if lacking := _LACKING.fullmatch(words):
        words = f"low {lacking[1] or lacking[2]}"
    for blank in re.finditer(" ", words):
        concept = _concepts(pack).get(_name(pack, words[blank.end() :]))
        if concept and PRESENT not in concept.values:
            with suppress(UnknownName):
                value = find_value(concept.values, words[: blank.start()])
                return Statement(concept.id, value) if value != UNKNOWN else None
    return None


def find_statement(pack: RulePack, text: str) -> Statement:
    """Return the statement that `text` names. Raises UnknownName, OneKindDenied for a no to what is only one kind of
    a concept, and ValueWanted for a concept alone.

    Taken are `soil is dry`, `soil=dry`, a term (`drought`), `dry soil`, and the bare name of a finding (`limp leaves`).
    """
    if stated := find_stated(pack, text):
        return stated
    name, value = text.split("=", 1) if "=" in text else _split(pack, text)
    concept = URGENCY if plain(name) == URGENCY else find_concept(pack, name).id
    values = pack.values(concept)
    if not value and PRESENT in values:
        value = PRESENT
    found = find_value(values, value) if value else UNKNOWN
    if found == ABSENT and is_narrower(pack, name):
        raise OneKindDenied(name.strip(), (f"{concept} is {ABSENT}",))
    if found == UNKNOWN:
        statements = tuple(f"{concept} is {value}" for value in values)
        if value:
            raise UnknownName(text.strip(), statements)
        label = concept if concept == URGENCY else pack.concept[concept].label
        raise ValueWanted(label, tuple(map(in_words, values)), statements)
    return Statement(concept, found)


def _split(pack: RulePack, text: str) -> tuple[str, str]:
    """Return the name and the value of `NAME is VALUE`; the value is empty when there is none. A name may hold 'is'."""
    said = re.fullmatch(r"(.*\S)\s+is\s+(.*)", text.strip(), flags=re.IGNORECASE | re.DOTALL)
    return (said[1], said[2]) if said and plain(text) not in _concepts(pack) else (text, "")


def find_rule(pack: RulePack, word: str) -> Rule:
    """Return the rule whose id is `word`. Raises UnknownName."""
    if word in pack.rule:
        return pack.rule[word]
    raise UnknownName(word, near(word, pack.rule))
