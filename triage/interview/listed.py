"""Which thing on the list of a question a word names, by its number, its name, or the beginning of its label; or
whether it speaks of all of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress

from triage.errors import UnknownName, did_you_mean, echoed
from triage.interview.numbered import bare, without_lead
from triage.interview.reply import NONE, NOT_SURE, NotAnAnswer
from triage.model import Concept, Question, RulePack
from triage.names import NO_WORDS, OPEN_WORDS, UNKNOWN_WORDS, YES_WORDS, find_spoken
from triage.names.described import is_description
from triage.names.forms import plain
from triage.names.known import names_of
from triage.names.slips import hints, say_more

YES = "yes"
ALL = "all"
# Behind a yes or a no, and nothing else behind it: how often, or that it is so.
MORE_THAN_YES = re.compile(
    rf"^({'|'.join((*YES_WORDS, *NO_WORDS))}),? "
    r"(?:(?:but )?(?:only |just |mostly )?(?:at night|at times|sometimes|now and then)"
    r"|often|on and off|a bit|a little|definitely|it is|it does|it is not|i do|i have|i am|i do not|not at all|never"
    r"|thanks|please|always|now)$"
)
_YES = (*YES_WORDS, *(f"{it} {fits}" for it in ("it", "that", "this") for fits in ("fits", "applies")))
_ALL = (ALL, "all of them", "all of these", "all of the above", "all the above", "everything", "both")
_NONE = (
    *(*NO_WORDS, "nothing", "nothing at all", "nil", "neither", "never", "all no", "no none"),
    *("i have none", "i have none of these", "i have none of them", "not that i know", "not that i know of"),
    *("none that i know", "none that i know of", "none right now", "none now", "none at present"),
    *("fit and well", "fit and healthy", "healthy", "well", "fine", "all good", "all fine", "all well"),
    *("i am fine", "i'm fine", "im fine", "i am well", "i'm well", "im well", "i am healthy", "i'm healthy"),
    *(f"{i} fit{well}" for i in ("i am", "i'm", "im", "i feel") for well in ("", " and well")),
    *("none of these", "none of them", "none of those", "none of the above", "none at all", "none apply"),
    *("none of these apply", "none of them apply", "none of these applies", "not any", "not any of these"),
    *("not any of them", "no to all", "no to all of them", "no to all of these"),
)
_SO = re.compile(r" (?:fits?|appl(?:y|ies)|(?:is|are) (?:true|there|so|present))$")  # said of none


def number_in(typed: str, last: int) -> int:
    """Return the number that was typed, if it is one of 1 to `last`. Raises NotAnAnswer."""
    digits = typed.strip()
    if len(digits) > 6 or not 1 <= int(digits) <= last:
        raise NotAnAnswer(f"there is no number {digits[:6]} here: choose {up_to(last)}")
    return int(digits)


def up_to(last: int) -> str:
    """Return the numbers of a list in words."""
    return "1" if last == 1 else "1 or 2" if last == 2 else f"from 1 to {last}"


def several(question: Question) -> str:
    """Return numbers of the list of `question` as an example of several: of a list of one, its number."""
    return " ".join(dict.fromkeys(("1", one_of(question))))


def one_of(question: Question) -> str:
    """Return a number of the list of `question` as an example of one."""
    return str(min(4, len(question.concepts)))


def all_names(pack: RulePack, question: Question) -> list[str]:
    """Return every name of every thing on the list."""
    return [name for id in question.concepts for name in names_of(pack.concept[id])]


def bare_numbers(pack: RulePack, question: Question, typed: str) -> str:
    """Return a line without what says nothing beside its numbers, nor what stands in brackets behind one and names the
    same, as in '2 (cramps)'."""

    def alone(found: re.Match[str]) -> str:
        with suppress(NotAnAnswer):
            return found[1] if listed(pack, question, found[1]) == listed(pack, question, found[2]) else found[0]
        return found[0]

    lone = without_lead(typed) if question.form == "panel" else bare(typed)  # in a panel they may be test results
    return re.sub(r"(\d+)\s*\(([^()\d]+)\)", alone, lone)


def of_all(typed: str) -> str:
    """Return 'none', 'not sure', 'yes' or 'all' if that is said of a whole list, the first two also by their beginning;
    else ''. Raises NotAnAnswer for a beginning of both."""
    word = MORE_THAN_YES.sub(r"\1", plain(typed).strip(" .!"))
    if word in UNKNOWN_WORDS or word in OPEN_WORDS:
        return NOT_SURE
    if word in _NONE or re.fullmatch(r"none of the \d+", word) or _SO.sub("", word) in (NONE, *_NONE):
        return NONE
    if word in _YES:
        return YES
    if word in _ALL:
        return ALL
    meant = [each for each in (NONE, NOT_SURE) if word and each.startswith(word)]
    if len(meant) > 1:
        raise NotAnAnswer(f"{echoed(typed)} could be {' or '.join(meant)}")
    return "".join(meant)


def listed(pack: RulePack, question: Question, name: str) -> str:
    """Return the concept of the list that `name` means: by number, by name, or by the beginning of its label. Only a
    part of a danger sign is none: several things together may be one, and each alone is not. Raises NotAnAnswer."""
    if re.fullmatch(r"-?\d+", name):
        return question.concepts[number_in(name, len(question.concepts)) - 1]
    labels = {plain(pack.concept[id].label): id for id in question.concepts}
    beginning = [id for label, id in labels.items() if plain(name) and label.startswith(plain(name))]
    try:
        concept = find_spoken(pack, name)
    except UnknownName:
        if len(beginning) == 1 and _stands_for(plain(name), pack.concept[beginning[0]]):
            return beginning[0]
        within = [id for label, id in labels.items() if pack.concept[id].role == "danger" and _stands_in(name, label)]
        raise _unlisted(pack, question, name, beginning or within) from None
    if concept.id in question.concepts:
        return concept.id
    if beginning:
        raise _unlisted(pack, question, name, beginning)
    raise NotAnAnswer(f"{echoed(name)} ({concept.label}) is not on this list")


def _stands_for(beginning: str, concept: Concept) -> bool:
    """Return whether the beginning of a label is short for it: it breaks off in the middle of a word, or is the
    first of what a label names. Else whole words say what they say, 'knee' no knee out of joint, and of a danger sign a
    part may be harmless."""
    rest = plain(concept.label)[len(beginning) :]
    first, *more = re.split(r",\s*(?:or )?|\s+or ", concept.label)
    heads = [plain(" ".join((first, *more[:number]))) for number in range(len(more))]
    return concept.role != "danger" and len(beginning) > 1 and (rest[:1].isalpha() or beginning in heads)


def _stands_in(name: str, label: str) -> bool:
    """Return whether a name, of more than a few letters, stands word for word in a plain label."""
    return len(plain(name)) > 4 and f" {plain(name)} " in f" {label} "


def _unlisted(pack: RulePack, question: Question, name: str, beginning: Sequence[str]) -> NotAnAnswer:
    """Return what is said to a name that is none on the list: the things that begin so or hold it, or the names that
    come close."""
    if beginning:
        error = NotAnAnswer(_part_of(pack, question, name, beginning))
        error.on_the_list = True
        return error
    if not re.search(r"[^\W\d_]", name):  # digits and signs are no slip of a name
        return NotAnAnswer(f"{echoed(name)} is not on the list: choose {up_to(len(question.concepts))}")
    known = {plain(one): id for id in question.concepts for one in names_of(pack.concept[id])}
    close = () if is_description(plain(name)) else hints(plain(name), known)
    meant = tuple(dict.fromkeys(pack.concept[known[one]].label for one in close))
    more = say_more(plain(name), close)
    error = NotAnAnswer(f"{echoed(name)} is not on the list" + did_you_mean(meant, before="; ", more=more))
    error.unknown = "" if meant else name
    only = {known[one] for one in close}
    error.meant = str(question.concepts.index(only.pop()) + 1) if len(only) == 1 else ""
    return error


def _part_of(pack: RulePack, question: Question, name: str, beginning: Sequence[str]) -> str:
    first, *others = (pack.concept[id].label for id in beginning)
    if others:
        return f"{echoed(name)} could be {' or '.join((first, *others))}"
    number = question.concepts.index(beginning[0]) + 1
    return f"{echoed(name)} is only a part of number {number}, '{first}': type {number} if that is there"
