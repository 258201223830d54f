"""What a typed line means as a reply to a question: a choice or a checklist; a panel is read by `panel`.

A question and text in, a Reply out, or a sentence that says what could be typed instead.
"""

from __future__ import annotations

import re
from contextlib import suppress
from types import MappingProxyType

from triage.errors import UnknownName, did_you_mean, echoed
from triage.interview.items import checklist_items
from triage.interview.listed import (
    ALL,
    MORE_THAN_YES,
    YES,
    all_names,
    bare_numbers,
    listed,
    number_in,
    of_all,
    one_of,
    several,
)
from triage.interview.panel import levels
from triage.interview.reply import (
    NONE,
    NOT_SURE,
    PERSON,
    HalfAnAnswer,
    NotAnAnswer,
    Option,
    Reply,
    options,
    unticked,
)
from triage.interview.whose import ASKS, NOT_NOW, SOMEBODY, WHO, WHO_IS_ASKED
from triage.model import ABSENT, PRESENT, REAL, UNKNOWN, Question, RulePack
from triage.names import OPEN_WORDS, UNKNOWN_WORDS, YES_NO, find_concept, find_spoken, find_value, is_narrower
from triage.names.described import SIGN, is_description
from triage.names.forms import NAME_AND_VALUE, parted, plain
from triage.names.slips import near

_DOUBTS = "|".join(sorted((re.escape(word) for word in (*UNKNOWN_WORDS, *OPEN_WORDS)), key=len, reverse=True))
_DOUBTED = re.compile(rf"(?:{_DOUBTS})(?:\s+(?:about|of|if|whether))?\s+(.+)", re.IGNORECASE)
_DENIED = re.compile(r"(?:no|not|without)\s+(.+)", re.IGNORECASE)
_NO_DANGER = ("no danger signs", "no danger sign", "no signs", "no danger")
_BETWEEN = re.compile(r"&|\b(?:and|or|nor)\b|[\d?]\s+\d|\d\s*[-\u2013]\s*\d")  # several numbers or names


def understand(pack: RulePack, question: Question, typed: str) -> Reply:
    """Return the reply that `typed` stands for. Raises NotAnAnswer with what could be typed instead."""
    if question.form == "checklist":
        return _checked(pack, question, typed)
    if question.form == "panel":
        return levels(pack, question, typed)
    if question.id == PERSON.id and SOMEBODY.fullmatch(plain(typed).strip(" .!")):
        return Reply(question, person=REAL)
    try:
        option = _chosen(options(pack, question), typed)
    except NotAnAnswer:
        if question.id == PERSON.id or not pack.asked.isdisjoint(question.concepts):
            raise
        with suppress(NotAnAnswer):  # by the name that was typed before it was asked
            concept, value = _said(pack, question, re.sub(r"^yes,? ", "", typed.strip(), flags=re.IGNORECASE))
            return Reply(question, MappingProxyType({concept: value}))
        raise
    if question.id == PERSON.id:
        return Reply(question, person=option.value)
    given = MappingProxyType({option.concept: option.value})
    return Reply(question, supposed=given) if option.supposed else Reply(question, answers=given)


def _chosen(choices: tuple[Option, ...], typed: str) -> Option:
    """Return the option with that number, those words, or a beginning that fits no other."""
    word = plain(typed)
    if number := re.fullmatch(r"\s*[(#]?(-?\d+)[.)]*\s*", typed):
        return choices[number_in(number[1], len(choices)) - 1]
    word = MORE_THAN_YES.sub(r"\1", word.strip(" .!,")) or word
    word = NOT_SURE if word in UNKNOWN_WORDS else re.sub(r"^suppose (?!it\b)", "suppose it is ", word)
    fitting = [choice for choice in choices if plain(choice.words) == word] or [
        choice for choice in choices if plain(choice.words).startswith(word)
    ]
    if not fitting and (said := YES_NO.get(word)):
        fitting = [choice for choice in choices if choice.value == said and not choice.supposed]
    if word in OPEN_WORDS and not fitting:
        fitting = [choice for choice in choices if choice.words == NOT_SURE]
    if len(fitting) == 1:
        return fitting[0]
    words = tuple(choice.words for choice in (fitting or choices))
    if fitting:
        raise NotAnAnswer(f"{echoed(typed)} could be {' or '.join(words)}")
    raise NotAnAnswer(f"{echoed(typed)} is not one of the answers" + did_you_mean(near(word, words), before="; "))


def _checked(pack: RulePack, question: Question, typed: str) -> Reply:
    """Return the reply to a checklist: numbers or names, `?` after one that is not sure, or `none`, or `not sure`.

    Whoever goes through a list and leaves a finding out has said no to it; the question says so. What a tick leaves
    open is not known.
    """
    if _denies_all(question, plain(typed).strip(" .!")):
        typed = NONE
    if plain(typed).strip(" .!") == "fit":  # somebody who is, or one that somebody has
        raise HalfAnAnswer(f"{echoed(typed)}: type '{NONE}' if that means well, or the numbers of what is there")
    whole = of_all(typed)
    last = len(question.concepts)
    if whole == YES and last > 1:
        raise HalfAnAnswer(f"yes to which? Type the numbers, such as {several(question)}, or '{NONE}'")
    if whole == ALL and last > 1:
        raise HalfAnAnswer(f"{echoed(typed)}: type 1-{last} if every one of these is there, or the numbers of what is")
    if whole in (YES, ALL):
        return Reply(question, MappingProxyType(dict.fromkeys(question.concepts, PRESENT)))
    if whole == NOT_SURE:
        return Reply(question, MappingProxyType(dict.fromkeys(question.concepts, UNKNOWN)))
    ticked = {} if whole else _ticked(pack, question, typed)
    there = [name for name, value in ticked.items() if value == PRESENT]
    return Reply(question, MappingProxyType({**unticked(pack, question, there), **ticked}))


def _denies_all(question: Question, said: str) -> bool:
    """Return whether plain words deny the whole list of a question, in the words of its pack, or as danger signs."""
    own = (plain(words).strip(" .!") for words in question.none)
    denials = (*own, *(_NO_DANGER if question.tier == "danger" else ()))
    return any(words in denials for words in (said, *(lead.sub("", said, count=1) for lead in WHO_IS_ASKED)))


def _ticked(pack: RulePack, question: Question, typed: str) -> dict[str, str]:
    """Return what is said of each thing that is named. What stands behind an item that begins with a doubt or a no may
    be meant with it, and is not taken as there."""
    ticked: dict[str, str] = {}
    led = False
    for item in checklist_items(all_names(pack, question), bare_numbers(pack, question, typed)):
        concept, value = _said(pack, question, item)
        if led and value == PRESENT:
            raise _of_which(question, typed)
        led = led or bool(_lead(pack, item)[0])
        if ticked.setdefault(concept, value) != value:
            raise NotAnAnswer(f"{pack.concept[concept].label} is given in two ways")
    if not ticked:
        raise NotAnAnswer(f"{echoed(typed)} names nothing on the list; type '{NONE}' if there is nothing")
    if set(ticked.values()) == {ABSENT} and len(ticked) < len(question.concepts):
        raise NotAnAnswer(
            f"{echoed(typed)} says nothing of the others: type the numbers of what is there, or '{NONE}'; what is left "
            "out counts as no"
        )
    return ticked


def _said(pack: RulePack, question: Question, item: str) -> tuple[str, str]:
    """Return the concept that an item of a checklist names, and what it says of it: `4`, `4?`, `cramps: no`, `no
    cramps`, `not sure about cramps`, `cramps: mild`. A name that begins with 'no' is a name."""
    if plain(item) in (*UNKNOWN_WORDS, *OPEN_WORDS):
        raise HalfAnAnswer(f"{echoed(item)} of which? Type a number with '?', such as {one_of(question)}?")
    if re.fullmatch(r"\d+\??(?: or \d+\??)+", plain(item)):
        each = " ".join(f"{number}?" for number in re.findall(r"\d+", item))
        raise HalfAnAnswer(f"{echoed(item)}: type the number of what is there, or '{each}' if you cannot tell which")
    item = _of_now(pack, question, item)
    lead, name = _lead(pack, item)
    value, name = (lead, name) if lead else _behind(pack, question, item)
    try:
        return _denied(pack, question, name) if value == ABSENT else listed(pack, question, name), value
    except HalfAnAnswer:
        raise
    except NotAnAnswer as error:
        if of_all(item.rstrip("? ")) in (NONE, NOT_SURE, YES, ALL):
            there = f"Type the numbers of what is there, such as {several(question)}; what is left out counts as no"
            raise HalfAnAnswer(f"{echoed(item)} to which? {there}") from None
        if value != PRESENT and _BETWEEN.search(name):
            raise _of_which(question, item) from None
        if lead == UNKNOWN:
            raise NotAnAnswer(f"{echoed(item)}: {error}") from None
        if value == ABSENT and error.unknown == name:  # without its no it would read as if it were there
            whole = NotAnAnswer(str(error).replace(echoed(name), echoed(item), 1))
            whole.unknown = name
            raise whole from None
        raise


def _of_now(pack: RulePack, question: Question, item: str) -> str:
    """Return an item without who it is about. Raises NotAnAnswer where it does not say that a circumstance is so
    now."""
    bare = re.sub(rf"^{WHO}(?:(?:'ve| have)(?= just))? ", "", plain(item))
    with suppress(UnknownName):
        find_concept(pack, bare)
        return bare if bare != plain(item) else item
    meant, asks = "", ASKS.match(plain(item)) is not None
    if asks or NOT_NOW.fullmatch(plain(item)):
        with suppress(NotAnAnswer):
            meant = listed(pack, question, item)
    if meant and (asks or pack.concept[meant].role not in SIGN):
        number = question.concepts.index(meant) + 1
        raise HalfAnAnswer(f"{echoed(item)}: type {number} if that is so of who this is about, and so now")
    return item


def _lead(pack: RulePack, item: str) -> tuple[str, str]:
    """Return the value that an item begins with, a doubt or a no, and what it is said of; '' and the item where it
    begins with neither."""
    with suppress(UnknownName):
        find_spoken(pack, item)
        return "", item
    if doubted := _DOUBTED.fullmatch(item):
        return UNKNOWN, doubted[1]
    denied = _DENIED.fullmatch(item)
    return (ABSENT, denied[1]) if denied else ("", item)


def _behind(pack: RulePack, question: Question, item: str) -> tuple[str, str]:
    """Return the value that stands behind the name in an item, and the name; of a name alone, that it is there."""
    if item.endswith("?"):
        return UNKNOWN, item.rstrip("?").strip()
    with suppress(UnknownName):
        find_spoken(pack, item)
        return PRESENT, item
    for name, word in parted(item, NAME_AND_VALUE):
        # Of a circumstance this would say more than was said. `pain severe` is what `severe pain` is.
        if is_description(plain(word)) and (concept := pack.concept[listed(pack, question, name)]).role in SIGN:
            return PRESENT, _described(pack, question, word, name, concept.label)
        with suppress(UnknownName):
            return find_value((PRESENT, ABSENT), word), name
    return PRESENT, item


def _described(pack: RulePack, question: Question, word: str, name: str, label: str) -> str:
    """Return the name of what has the name, or the number, `name` and is described with a word. What has a number is
    meant itself, unless so described it is another thing."""
    if not name.isdecimal():
        return f"{word} {name}"
    try:
        listed(pack, question, f"{word} {label}")
    except NotAnAnswer as error:
        return f"{word} {label}" if not error.unknown else name
    return f"{word} {label}"


def _of_which(question: Question, typed: str) -> NotAnAnswer:
    return HalfAnAnswer(
        f"{echoed(typed)}: is that said of all of them? Type the numbers of what is there, with '?' behind one that is "
        f"not sure, such as {several(question)}?, and leave out what is not there"
    )


def _denied(pack: RulePack, question: Question, name: str) -> str:
    """Return the concept of the list that is not there when `name` is not. Raises NotAnAnswer where `name` is only one
    kind of it, so that the others are not denied with it."""
    concept = listed(pack, question, name)
    if is_narrower(pack, name):
        number = question.concepts.index(concept) + 1
        raise HalfAnAnswer(
            f"a no to {echoed(name)} leaves open the rest of number {number}, '{pack.concept[concept].label}': leave "
            f"it out if nothing of that is there, or type {number} or {number}?"
        )
    return concept
