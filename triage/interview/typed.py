"""What a typed line means as a reply to a question: a choice, a checklist, or a panel.

A question and text in, a Reply out, or a sentence that says what could be typed instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from types import MappingProxyType

from triage.answers.laboratory import Judged, MissingRange, judged
from triage.answers.measurement import NotAMeasurement, looks_measured
from triage.errors import UnknownName, did_you_mean, echoed
from triage.interview.items import levels, ticks
from triage.interview.listed import all_names, listed, number_in
from triage.interview.reply import NONE, NOT_SURE, PERSON, NotAnAnswer, Option, RangeWanted, Reply, options
from triage.model import ABSENT, PRESENT, UNKNOWN, Concept, Question, RulePack
from triage.names import UNKNOWN_WORDS, find_spoken, find_stated, find_value, near, plain


def understand(pack: RulePack, question: Question, typed: str) -> Reply:
    """Return the reply that `typed` stands for. Raises NotAnAnswer with what could be typed instead."""
    if question.form == "checklist":
        return _checked(pack, question, typed)
    if question.form == "panel":
        return _levels(pack, question, typed)
    option = _chosen(options(pack, question), typed)
    if question.id == PERSON.id:
        return Reply(question, person=option.value)
    given = MappingProxyType({option.concept: option.value})
    return Reply(question, supposed=given) if option.supposed else Reply(question, answers=given)


def _chosen(choices: tuple[Option, ...], typed: str) -> Option:
    """Return the option with that number, those words, or a beginning that fits no other."""
    word = plain(typed)
    if re.fullmatch(r"-?\d+", typed.strip()):
        return choices[number_in(typed, len(choices)) - 1]
    word = NOT_SURE if word in UNKNOWN_WORDS else re.sub(r"^suppose (?!it\b)", "suppose it is ", word)
    fitting = [choice for choice in choices if plain(choice.words) == word] or [
        choice for choice in choices if plain(choice.words).startswith(word)
    ]
    if len(fitting) == 1:
        return fitting[0]
    words = tuple(choice.words for choice in (fitting or choices))
    if fitting:
        raise NotAnAnswer(f"{echoed(typed)} could be {' or '.join(words)}")
    raise NotAnAnswer(f"{echoed(typed)} is not one of the answers" + did_you_mean(near(word, words), before="; "))


def _checked(pack: RulePack, question: Question, typed: str) -> Reply:
    """Return the reply to a checklist: numbers or names, `?` after one that is not sure, or `none`, or `not sure`.

    Whoever goes through a list and leaves a finding out has said no to it; the question says so.
    """
    whole = _of_all(typed)
    if whole == NOT_SURE:
        return Reply(question, MappingProxyType(dict.fromkeys(question.concepts, UNKNOWN)))
    ticked = {} if whole else _ticked(pack, question, typed)
    return Reply(question, MappingProxyType({**dict.fromkeys(question.concepts, ABSENT), **ticked}))


def _of_all(typed: str) -> str:
    """Return 'none' or 'not sure' if that is said of a whole list, also by its beginning; else ''. Raises NotAnAnswer
    for a beginning of both."""
    word = plain(typed)
    if word in UNKNOWN_WORDS:
        return NOT_SURE
    if word in ("no", "none of these"):
        return NONE
    meant = [each for each in (NONE, NOT_SURE) if word and each.startswith(word)]
    if len(meant) > 1:
        raise NotAnAnswer(f"{echoed(typed)} could be {' or '.join(meant)}")
    return "".join(meant)


def _levels(pack: RulePack, question: Question, typed: str) -> Reply:
    """Return the reply to a panel: for each concept that is named, its level, a test result, or what is supposed.

    Whatever is left out was not tested: it is unknown, never normal. A test result that is a danger sign by itself
    answers for that sign as well. Raises RangeWanted where only ranges of reports are missing.
    """
    answers = dict.fromkeys(question.concepts, UNKNOWN)
    supposed: dict[str, str] = {}
    measured: dict[str, str] = {}
    if _of_all(typed):
        return Reply(question, MappingProxyType(answers))
    items = _every_one(pack, question, typed) or levels(all_names(pack, question), typed)
    named: dict[str, str] = {}
    lacking: dict[str, Concept] = {}
    for item in items:
        concept, words = _named(pack, question, item)
        if named.setdefault(concept.id, item) != item:
            raise NotAnAnswer(f"{concept.label} is given twice")
        word = plain(words)
        if looks_measured(words) and concept.units:
            result = _result(concept, words)
            if result is None:
                lacking[item] = concept
                continue
            answers[concept.id] = result.value
            answers |= {result.danger: PRESENT} if result.danger else {}
            measured[concept.id] = words
        elif word.startswith("suppose"):
            wanted = word.removeprefix("suppose").strip().removeprefix("it is").strip()
            supposed[concept.id] = _level(concept, wanted, question.suppose)
            del answers[concept.id]
        else:
            level = answers[concept.id] = _level(concept, words, (*concept.values, UNKNOWN))
            if level in concept.results:  # the question asks what a test gave, so that is what the word says
                answers[concept.results[level]] = PRESENT
                measured[concept.id] = f"{level} on a test"
    if not named:
        raise NotAnAnswer(f"{echoed(typed)} names nothing on the list; type '{NONE}' if nothing was tested")
    if lacking:
        raise RangeWanted(lacking, items)
    return Reply(question, MappingProxyType(answers), MappingProxyType(supposed), MappingProxyType(measured))


def _every_one(pack: RulePack, question: Question, typed: str) -> list[str]:
    """Return an item for each concept of a panel of which all is said at once, `all normal`; none if `typed` says no
    such thing."""
    if every := re.fullmatch(r"(?:all|everything)(?: (?:is|are))? (.+)", plain(typed)):
        with suppress(NotAnAnswer):
            for name in question.concepts:
                _level(pack.concept[name], every[1], (*pack.concept[name].values, UNKNOWN))
            return [f"{number} {every[1]}" for number in range(1, len(question.concepts) + 1)]
    return []


def _result(concept: Concept, words: str) -> Judged | None:
    """Return what a test result says, None where it lacks the range of its report. Raises NotAnAnswer."""
    try:
        return judged(concept, words)
    except MissingRange:
        return None
    except NotAMeasurement as error:
        raise NotAnAnswer(f"{concept.label}: {error}") from None


def _named(pack: RulePack, question: Question, item: str) -> tuple[Concept, str]:
    """Return the concept that `item` begins with, by its number or name, and the words after it."""
    if number := re.match(r"(\d+)\s+(?=\S)", item):
        return pack.concept[question.concepts[number_in(number[1], len(question.concepts)) - 1]], item[number.end() :]
    stated = find_stated(pack, item)
    if stated and stated.concept in question.concepts:
        return pack.concept[stated.concept], stated.value
    words = item.split()
    for count in range(len(words) - 1, 0, -1):
        with suppress(NotAnAnswer):
            name = " ".join(words[:count]).rstrip(":=")
            return pack.concept[listed(pack, question, name)], " ".join(words[count:]).removeprefix("is ")
    if len(words) == 1 and not re.fullmatch(r"-?\d+", item):
        listed(pack, question, item)
    raise NotAnAnswer(f"{echoed(item)} is not understood: type a number and a level, such as '1 low', or '{NONE}'")


def _level(concept: Concept, word: str, values: Sequence[str]) -> str:
    with suppress(UnknownName):
        named = find_value(concept.values, word)
        if named in values:
            return named
    fitting = [value for value in values if value != UNKNOWN and plain(value).startswith(plain(word))]
    if word and len(fitting) == 1:
        return fitting[0]
    words = ", ".join(value for value in values if value != UNKNOWN)
    raise NotAnAnswer(
        f"{echoed(word)} is no level of {concept.label}: it may be {words}"
        + (", or a test result with the range of its report" if concept.units and UNKNOWN in values else "")
    )


def _ticked(pack: RulePack, question: Question, typed: str) -> dict[str, str]:
    ticked: dict[str, str] = {}
    for item in ticks(all_names(pack, question), typed):
        concept, value = _said(pack, question, item)
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
    cramps`. A name that begins with 'no' is a name."""
    if item.endswith("?"):
        return listed(pack, question, item.rstrip("?").strip()), UNKNOWN
    with suppress(UnknownName):
        find_spoken(pack, item)
        return listed(pack, question, item), PRESENT
    if denied := re.fullmatch(r"(?:no|not|without) (.+)", item, re.IGNORECASE):
        return listed(pack, question, denied[1]), ABSENT
    for valued in re.finditer(r"\s*[:=]\s*|\s+is\s+|\s+", item):
        with suppress(UnknownName):
            value = find_value((PRESENT, ABSENT), item[valued.end() :])
            return listed(pack, question, item[: valued.start()]), value
    return listed(pack, question, item), PRESENT
