"""What a typed line means as a reply to a panel: a level, a test result or a supposition for each thing that is named.

A question and text in, a Reply out, or a sentence that says what could be typed instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from types import MappingProxyType

from triage.answers.case_line import CaseLine, WrongLine, read_line
from triage.answers.laboratory import Judged, MissingRange, judged
from triage.answers.measurement import VERY_LOW, NotAMeasurement, called_very_low, looks_measured
from triage.errors import UnknownName, echoed
from triage.forms import plain
from triage.interview.items import levels as items_of_levels
from triage.interview.listed import YES, all_names, listed, number_in, of_all
from triage.interview.reply import NONE, NOT_SURE, HalfAnAnswer, NotAnAnswer, RangeWanted, Reply
from triage.model import ABSENT, PRESENT, UNKNOWN, Concept, Question, RulePack
from triage.names import YES_NO, find_stated, find_value


def levels(pack: RulePack, question: Question, typed: str) -> Reply:
    """Return the reply to a panel: for each concept that is named, its level, a test result, or what is supposed.

    Whatever is left out was not tested: it is unknown, never normal. A test result that is a danger sign by itself
    answers for that sign as well. Raises RangeWanted where only ranges of reports are missing.
    """
    answers = dict.fromkeys(question.concepts, UNKNOWN)
    supposed: dict[str, str] = {}
    measured: dict[str, str] = {}
    if of_all(typed) in (NONE, NOT_SURE):
        return Reply(question, MappingProxyType(answers))
    items = _every_one(pack, question, typed) or items_of_levels(all_names(pack, question), typed)
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
            answers[concept.id], result_said, danger = _said(pack, concept, words)
            answers |= {danger: PRESENT} if danger else {}
            measured |= {concept.id: result_said} if result_said else {}
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


def _said(pack: RulePack, concept: Concept, words: str) -> tuple[str, str, str]:
    """Return the level that `words` say, and the test result that it is from and the danger sign that this is, if any:
    of 'low', and of 'low (1.9 mmol/L)' as in a case file. Raises NotAnAnswer."""
    marked = _marked(pack, concept, words)
    if marked and marked.measured:
        return marked.value, marked.measured, marked.danger
    if concept.critical and called_very_low(words):
        return "low", VERY_LOW, concept.critical.danger
    level = marked.value if marked else _level(concept, words, (*concept.values, UNKNOWN))
    if level in concept.results:  # the question asks what a test gave, so that is what the word says
        return level, f"{level} on a test", concept.results[level]
    return level, "", ""


def _marked(pack: RulePack, concept: Concept, words: str) -> CaseLine | None:
    """Return what a level with a number behind it says; None for other words. Raises NotAnAnswer."""
    if not concept.units or not re.search(r"\d", words):
        return None
    try:
        return read_line(pack, concept.label, words)
    except WrongLine as wrong:
        if wrong.code == "unknown-value":
            return None
        raise NotAnAnswer(str(wrong)) from None


def _named(pack: RulePack, question: Question, item: str) -> tuple[Concept, str]:
    """Return the concept that `item` begins with, by its number or name, and the words after it. Raises NotAnAnswer."""
    if number := re.match(r"(\d+)\s+(?=\S)", item):
        return pack.concept[question.concepts[number_in(number[1], len(question.concepts)) - 1]], item[number.end() :]
    stated = find_stated(pack, item)
    if stated and stated.concept in question.concepts:
        return pack.concept[stated.concept], stated.value
    words = item.split()
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count]).rstrip(":=")
        with suppress(NotAnAnswer):
            concept = pack.concept[listed(pack, question, name)]
            if count == len(words):
                break
            return concept, " ".join(words[count:]).removeprefix("is ")
    else:
        raise _not_named(pack, question, item)
    *others, last = concept.values
    raise HalfAnAnswer(f"{concept.label}: {', '.join(others)} or {last}? Type it behind, such as '{name} {others[0]}'")


def _not_named(pack: RulePack, question: Question, item: str) -> NotAnAnswer:
    """Return what is said to an item that begins with nothing on the panel."""
    if of_all(item) == YES or any(_is_level(pack.concept[name], item) for name in question.concepts):
        return HalfAnAnswer(f"{echoed(item)} for which? Type a number and a level, such as '1 low', or '{NONE}'")
    if len(item.split()) == 1:
        try:
            listed(pack, question, item)
        except NotAnAnswer as error:
            return error
    return NotAnAnswer(f"{echoed(item)} is not understood: type a number and a level, such as '1 low', or '{NONE}'")


def _is_level(concept: Concept, word: str) -> bool:
    with suppress(UnknownName):
        return find_value(concept.values, word) in concept.values
    return False


def _level(concept: Concept, word: str, values: Sequence[str]) -> str:
    with suppress(UnknownName):
        named = find_value(concept.values, word)
        if named in values:
            return named
    if len(word) > 1 and YES_NO.get(plain(word)) == ABSENT:  # no beginning of 'normal'; on a report an 'n' alone is
        first, *others = concept.values
        rest = " or ".join(f"'{value}'" for value in others)
        raise HalfAnAnswer(f"{concept.label}: not tested, or not {first}? Type {rest}, or leave it out")
    fitting = [value for value in values if value != UNKNOWN and plain(value).startswith(plain(word))]
    if word and len(fitting) == 1:
        return fitting[0]
    words = ", ".join(value for value in values if value != UNKNOWN)
    raise NotAnAnswer(
        f"{echoed(word)} is no level of {concept.label}: it may be {words}"
        + (", or a test result with the range of its report" if concept.units and UNKNOWN in values else "")
    )
