"""What a typed line means as a reply to a panel: a level, a test result or a supposition for each thing that is named.

A question and text in, a Reply out, or a sentence that says what could be typed instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import NamedTuple

from triage.answers.case_line import CaseLine, WrongLine, read_line
from triage.answers.laboratory import judged, wants_unit
from triage.answers.measurement import (
    MissingRange,
    NotAMeasurement,
    as_kept,
    gravely,
    level_on_a_test,
    looks_measured,
    on_a_test,
)
from triage.errors import UnknownName, echoed
from triage.interview.items import in_a_row, panel_items
from triage.interview.listed import ALL, YES, all_names, bare_numbers, listed, number_in, of_all
from triage.interview.reply import NONE, NOT_SURE, HalfAnAnswer, NotAnAnswer, RangeWanted, Reply
from triage.interview.whose import ASKS
from triage.model import ABSENT, PRESENT, UNKNOWN, Concept, Question, RulePack
from triage.names import YES_NO, find_stated, find_value, in_words
from triage.names.forms import plain

_UNTESTED = re.compile(
    r"(?:i(?: have|'?ve)? )?(?:had )?(?:no|not|none|nothing|never)\s+(?:of (?:these|them)\s+)?(?:was|were|is)?\s*"
    r"(?:had\s+)?(?:any\s+)?(?:yet\s+)?(?:been\s+)?(?:blood\s+)?(?:tests?|tested|results?)(?:\s+(?:done|yet|so far))*"
)
_EXCEPT = re.compile(r"(.+?),?\s+(?:except|but|apart from|other than)(?:\s+for)?\s+(.+)", re.IGNORECASE)
_BETWEEN = re.compile(  # a name and its level
    r"(?:(?:is|was|are|were|came out|comes out|came back|comes back|turned out|at|as|of|level)\s+)*"
    r"(?:(?:a bit|a little|bit|little|slightly|mildly|rather|too|only)\s+(?=low|high))?",
    re.IGNORECASE,
)
_COLON = re.compile(r"(?<=[^\W\d_])([:=])(?=\S)")
_LEVEL_BEHIND = re.compile(r"(\d+(?:[.,]\d+)?)\*?\s+([^\W\d]+)")  # '2.3 normal'
_NUMBERED = re.compile(r"(?:(?<=^\d)|(?<=[\s,;]\d))[.)](?=\s+[^\W\d])")  # as in '1. low'


class _Said(NamedTuple):
    """What is said of one thing on a panel: its `level`, or what is `supposed`; the test result that the level is from,
    and the danger sign that this is by itself, if any."""

    level: str = ""
    supposed: str = ""
    measured: str = ""
    danger: str = ""


def levels(pack: RulePack, question: Question, typed: str) -> Reply:
    """Return the reply to a panel: for each concept that is named, its level, a test result, or what is supposed.

    Whatever is left out was not tested: it is unknown, never normal. A test result that is a danger sign by itself
    answers for that sign as well. Raises NotAnAnswer, and RangeWanted where only ranges of reports are missing.
    """
    if of_all(typed) in (NONE, NOT_SURE) or _UNTESTED.fullmatch(plain(typed).strip(" .!")):
        return _reply(question, {})
    typed = _COLON.sub(r"\1 ", typed)
    values = dict.fromkeys(value for name in question.concepts for value in pack.concept[name].values)
    typed = in_a_row(values, bare_numbers(pack, question, _NUMBERED.sub("", typed)))
    items = _every_one(pack, question, typed) or panel_items(all_names(pack, question), typed)
    named: dict[str, str] = {}
    said: dict[str, _Said] = {}
    lacking: dict[str, Concept] = {}
    for item in items:
        if ASKS.match(plain(item)):
            raise NotAnAnswer(f"{echoed(item)}: type the number and the level, as in '1 low', if that is what came out")
        concept, words = _named(pack, question, item)
        if named.setdefault(concept.id, item) != item:
            raise NotAnAnswer(f"{concept.label} is given twice")
        try:
            said[concept.id] = _said(pack, question, concept, words)
        except MissingRange:
            lacking[item] = concept
    if not named:
        raise NotAnAnswer(f"{echoed(typed)} names nothing on the list; type '{NONE}' if nothing was tested")
    if lacking:
        raise RangeWanted(lacking, items)
    return _reply(question, said)


def _reply(question: Question, said: Mapping[str, _Said]) -> Reply:
    """Return the reply in which this is said, by the id of the concept, and nothing of the rest."""
    supposed = {name: one.supposed for name, one in said.items() if one.supposed}
    asked = (name for name in question.concepts if name not in supposed)
    answers = {name: said[name].level if name in said else UNKNOWN for name in asked}
    answers |= {one.danger: PRESENT for one in said.values() if one.danger}
    measured = {name: one.measured for name, one in said.items() if one.measured}
    return Reply(question, MappingProxyType(answers), MappingProxyType(supposed), MappingProxyType(measured))


def _every_one(pack: RulePack, question: Question, typed: str) -> list[str]:
    """Return an item for each concept of a panel of which all is said at once, `all normal`; none if `typed` says no
    such thing."""
    said, others = typed, list[str]()
    if but := _EXCEPT.fullmatch(typed):
        said, others = but[1], panel_items(all_names(pack, question), but[2])
    every = re.fullmatch(r"(?:all|everything)(?: else)?(?: (?:is|are|was|were))? (.+)", plain(said))
    if not every or not all(_is_level(pack.concept[name], every[1]) for name in question.concepts):
        return []
    named = {_named(pack, question, item)[0].id for item in others}
    rest = (number for number, name in enumerate(question.concepts, start=1) if name not in named)
    return [*(f"{number} {every[1]}" for number in rest), *others]


def _said(pack: RulePack, question: Question, concept: Concept, words: str) -> _Said:
    """Return what `words` say of a concept on the panel. Raises NotAnAnswer, and MissingRange for a test result without
    the range of its report."""
    behind = _LEVEL_BEHIND.fullmatch(words)
    if behind and _is_level(concept, behind[2]):
        words = behind[2] if not concept.units or wants_unit(concept, behind[1]) else f"{behind[2]} ({behind[1]})"
    if looks_measured(words) and concept.units:
        try:
            result = judged(concept, words)
        except MissingRange:
            raise
        except NotAMeasurement as error:
            raise NotAnAnswer(f"{concept.label}: {error}") from None
        return _Said(result.value, measured=as_kept(words), danger=result.danger)
    word = plain(words)
    if word.startswith("suppose"):
        wanted = word.removeprefix("suppose").strip().removeprefix("it is").strip()
        if level_on_a_test(wanted):
            raise NotAnAnswer(f"{echoed(wanted)} is said of a test: suppose {' or '.join(question.suppose)}")
        return _Said(supposed=_level(concept, wanted, question.suppose))
    return _in_words(pack, concept, words)


def _in_words(pack: RulePack, concept: Concept, words: str) -> _Said:
    """Return the level that `words` say: 'low', or 'low (1.9 mmol/L)' as in a case file. Raises NotAnAnswer."""
    marked = _marked(pack, concept, words)
    if marked and marked.measured:
        return _Said(marked.value, measured=marked.measured, danger=marked.danger)
    level = marked.value if marked else _level(concept, words, (*concept.values, UNKNOWN))
    if level in concept.results:  # the question asks what a test gave, so that is what the word says
        return _Said(level, measured=on_a_test(level), danger=concept.results[level])
    return _Said(level)


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
    item = re.sub(r"(?<=\S)\s*\?+$", " ?", item)  # '4?' as on a checklist
    if number := re.match(r"(\d+)\s+(?=\S)", item):
        concept = pack.concept[question.concepts[number_in(number[1], len(question.concepts)) - 1]]
        return concept, _BETWEEN.sub("", item[number.end() :], count=1)
    stated = find_stated(pack, item)
    if stated and stated.concept in question.concepts:
        concept = pack.concept[stated.concept]
        return concept, f"very {stated.value}" if concept.units and gravely(item) else stated.value
    words = item.split()
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count]).rstrip(":=")
        with suppress(NotAnAnswer):
            concept = pack.concept[listed(pack, question, name)]
            if count == len(words):
                break
            return concept, _BETWEEN.sub("", " ".join(words[count:]), count=1)
    else:
        raise _not_named(pack, question, item)
    *others, last = concept.values
    raise HalfAnAnswer(f"{concept.label}: {', '.join(others)} or {last}? Type it behind, such as '{name} {others[0]}'")


def _not_named(pack: RulePack, question: Question, item: str) -> NotAnAnswer:
    """Return what is said to an item that begins with nothing on the panel."""
    like = f"such as '1 {in_words(pack.concept[question.concepts[0]].values[0])}', or '{NONE}'"
    if of_all(item) in (YES, ALL) or any(_is_level(pack.concept[name], item) for name in question.concepts):
        return HalfAnAnswer(f"{echoed(item)} for which? Type a number and a level, {like}")
    if len(item.split()) == 1:
        try:
            listed(pack, question, item)
        except NotAnAnswer as error:
            return error
    return NotAnAnswer(f"{echoed(item)} is not understood: type a number and a level, {like}")


def _is_level(concept: Concept, word: str) -> bool:
    with suppress(UnknownName):
        return find_value(concept.values, word) in (*concept.values, UNKNOWN)
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
