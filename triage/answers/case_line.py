"""What one line of a case file says: a name and a word in, an id and a value out, or what is wrong with the line.

`drought: present` says the same as `soil: dry`; a test result says the level that the range printed with it gives.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace

from triage.answers.age import NotAnAge, told_by_age
from triage.answers.laboratory import judged
from triage.answers.measurement import (
    MissingRange,
    NotAMeasurement,
    as_kept,
    gravely,
    level_on_a_test,
    looks_measured,
    on_a_test,
)
from triage.answers.other_test import as_a_finding, results_known
from triage.errors import TriageError, UnknownName, did_you_mean
from triage.model import ABSENT, PRESENT, UNKNOWN, URGENCY, URGENCY_LEVELS, Concept, RulePack, Statement
from triage.names import UNKNOWN_WORDS, YES_NO, find_concept, find_stated, find_value, is_narrower
from triage.names.described import is_description
from triage.names.forms import plain
from triage.names.known import names_of

MISSING_RANGE = "missing-range"
NO_SUCH_NAME = "unknown-concept"
_BORDERLINE = ("borderline", "borderline low", "borderline high", "low normal", "high normal", "insufficient")
_MARKED = re.compile(r"([A-Za-z][A-Za-z -]*[A-Za-z])[:,]? ?(?:\((\W*\d.*)\)|([<>]?=? ?\d.*))")


class WrongLine(TriageError):
    """A line that says nothing; `code`, `message` and `hint` are those of the problem to tell."""

    def __init__(self, code: str, message: str, hint: str = ""):
        super().__init__(f"{message}; {hint}" if hint else message)
        self.code = code
        self.message = message
        self.hint = hint


@dataclass(frozen=True)
class CaseLine:
    """The value that a line gives a concept, under which name, and the test result that it was judged from with the
    danger sign that the number is by itself. `typed` holds the words of the line, or of several lines about the
    concept, where these are not the pack's own. `of_a_kind` is a no to a name of what is only one kind of the concept:
    it leaves open whether there is another."""

    concept: str
    name: str
    value: str
    measured: str = ""
    danger: str = ""
    typed: tuple[str, ...] = ()
    of_a_kind: bool = False


def read_line(pack: RulePack, name: str, word: object) -> CaseLine:
    """Return what the line `name: word` says. Raises WrongLine."""
    line = (
        _of_an_age(pack, name, word)
        or _described(pack, name, word)
        or _of_another_test(pack, name, word)
        or _line(pack, name, word)
    )
    return replace(line, typed=_typed(pack, line, str(word)))


def in_a_file(pack: RulePack, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return names that come close as they stand in the files of a pack: an id with its hyphens, where nothing is
    called so without them."""
    ids = {plain(one.id): one.id for one in pack.concepts}
    others = {name for one in pack.concepts for name in names_of(one)}
    return tuple(name if name in others else ids.get(name, name) for name in names)


def _of_an_age(pack: RulePack, name: str, word: object) -> CaseLine | None:
    try:
        told = told_by_age(pack, name, str(word))
    except NotAnAge as error:
        hint = "write 'age' and the years, as in 'age: 45', or a number of months, weeks or days, as in 'age: 6 months'"
        raise WrongLine("unknown-value", str(error), hint) from None
    return CaseLine(told[0], name, told[1]) if told else None


def _described(pack: RulePack, name: str, word: object) -> CaseLine | None:
    """Return what `weakness: severe` says, which is what `severe weakness: present` does; None for other words, and for
    what is not described so. Raises WrongLine where that would be another thing."""
    if not isinstance(word, str) or not is_description(plain(word)):
        return None
    whole = f"{word} {name}"
    with suppress(UnknownName):
        stated = find_stated(pack, name)
        concept = pack.concept[stated.concept] if stated else find_concept(pack, name)
        if not stated and concept.role not in ("finding", "danger"):
            return None  # of a circumstance this would say more than was said
        try:
            if find_stated(pack, whole) or find_concept(pack, whole):
                return replace(_line(pack, whole, PRESENT), name=name)
        except UnknownName as error:
            others = tuple(one for one in error.near if find_concept(pack, one).id != concept.id)
            if others:
                message = f"'{name}' has no value '{word}'"
                raise WrongLine("unknown-value", message, did_you_mean(others)) from None
    return None


def _of_another_test(pack: RulePack, name: str, word: object) -> CaseLine | None:
    try:
        finding = as_a_finding(pack, name, str(word))
    except NotAMeasurement as error:
        raise _no_result(name, str(word), error) from None
    return replace(_line(pack, *finding), name=name) if finding else None


def _line(pack: RulePack, name: str, word: object) -> CaseLine:
    if name in pack.concept and word in (*pack.values(name), UNKNOWN):  # as most lines are: there is nothing to look up
        return CaseLine(name, name, str(word))
    stated = find_stated(pack, name)
    try:
        concept = pack.concept[stated.concept] if stated else find_concept(pack, name)
    except UnknownName as error:
        raise _unnamed(pack, name, word, error) from None
    if not isinstance(word, str):
        raise WrongLine("unknown-value", f"'{name}' needs one value", _values(concept, concept.values))
    if concept.units and looks_measured(word):
        return _measured(concept, name, word)
    if concept.units and (marked := _MARKED.fullmatch(word.strip())):
        return _marked(concept, name, marked[1], _value(stated, concept, name, marked[1]), marked[2] or marked[3])
    said = find_stated(pack, word) if concept.units else None
    if said and said.concept == concept.id and (not stated or stated == said):  # 'soil: severe drought'
        return replace(_line(pack, word, PRESENT), name=name)
    grave = concept.critical and _names(pack, word, concept.critical.danger)
    if grave and (not stated or stated.value == "low"):  # 'soil: severe drought', where that has a number
        return _measured(concept, name, "very low")
    value = _agreed(pack, stated, concept, name, word) or _value(stated, concept, name, word)
    if concept.units and stated and stated.value == value and gravely(name):
        return _measured(concept, name, f"very {value}")
    of_a_kind = value == ABSENT and is_narrower(pack, name)
    return CaseLine(concept.id, name, UNKNOWN if of_a_kind else value, of_a_kind=of_a_kind)


def _unnamed(pack: RulePack, name: str, word: object, error: UnknownName) -> WrongLine:
    """Return what to say of a line whose name the pack does not have."""
    if plain(name) == URGENCY:
        hint = f"what is expected of it stands under 'expect': {', '.join(URGENCY_LEVELS)}"
        return WrongLine(NO_SUCH_NAME, "rules conclude the urgency, and it cannot be answered", hint)
    hint = did_you_mean(in_a_file(pack, error.near), more=error.more) or concepts_of(pack)
    if results := results_known(pack, name):
        hint = f"it is read where it is {' or '.join(results)}, as in '{results[0]} {name}: {PRESENT}'"
    if YES_NO.get(plain(str(word)), word) == ABSENT:
        hint += f"{'' if hint.endswith('?') else '.'} A no to what the pack does not know may be left out"
    return WrongLine(NO_SUCH_NAME, f"no concept is called '{name}'", hint)


def concepts_of(pack: RulePack) -> str:
    """Return the hint that says how to see what the pack knows."""
    return f"'triage concepts --pack {pack.id}' lists what can be named"


def _names(pack: RulePack, word: str, concept: str) -> bool:
    with suppress(UnknownName):
        return find_concept(pack, word).id == concept
    return False


def of_a_test(line: CaseLine, concept: Concept) -> CaseLine:
    """Return what a line says of whoever is not made up: a level that is a danger sign by itself where a test gave it
    was given by one, since nobody feels a level."""
    danger = concept.results.get(line.value, "")
    return replace(line, measured=on_a_test(line.value), danger=danger) if danger and not line.measured else line


def _typed(pack: RulePack, line: CaseLine, word: str) -> tuple[str, ...]:
    """Return the words of a line where its name or its word says more, or less, than the answer does by itself."""
    concept = pack.concept[line.concept]
    own = (concept.id, concept.label, concept.terms.get(line.value, ""), f"{line.value} {concept.label}")
    level = level_on_a_test(line.measured)
    measured = line.measured and (not level or plain(word) in (level, line.measured))
    usual = measured or plain(word) in (plain(line.value), PRESENT, ABSENT, *YES_NO, *UNKNOWN_WORDS)
    if plain(line.name) in map(plain, own) and usual and not is_narrower(pack, line.name):
        return ()
    return (line.name,) if measured or (usual and line.value == PRESENT) else (f"{line.name}: {word}",)


def _agreed(pack: RulePack, stated: Statement | None, concept: Concept, name: str, word: str) -> str:
    """Return the value if the name states one and the word is a yes, or a no that leaves one other; '' if it is another
    word. Raises WrongLine for a no that leaves several."""
    with suppress(UnknownName):
        said = find_value((PRESENT, ABSENT), word) if stated else ""
        if stated and said == ABSENT:
            left = tuple(value for value in concept.values if value != stated.value or is_narrower(pack, name))
            if len(left) == 1:
                return left[0]
            others = " or ".join(f"'{concept.id}: {value}'" for value in left)
            raise WrongLine("unknown-value", f"'{name}: {word}' leaves open what {concept.label} is", f"write {others}")
        return stated.value if stated and said == PRESENT else said
    return ""


def _value(stated: Statement | None, concept: Concept, name: str, word: str) -> str:
    """Return the value that the word names: any of the concept, but under `dry soil` only that one."""
    named = plain(name) in map(plain, names_of(concept))
    values = (stated.value,) if stated and not named else concept.values
    if concept.units and plain(word) in _BORDERLINE:
        hint = "write the result with its range, or the word with which the report marks it"
        raise WrongLine("unknown-value", f"'{name}: {word}' leaves open on which side of its range the level is", hint)
    try:
        return find_value(values, word)
    except UnknownName as error:
        hint = did_you_mean(error.near) or _values(concept, values)
        raise WrongLine("unknown-value", f"'{name}' has no value '{word}'", hint) from None


def _marked(concept: Concept, name: str, mark: str, level: str, result: str) -> CaseLine:
    """Return what `low (1.9 mmol/L)` says: the level, and `very low (1.9 mmol/L)`, that it is very low. Only where the
    result has a range of its own, or is a danger by itself, is it kept as a test result, and then the level has to
    agree with it."""
    if level == UNKNOWN:
        raise WrongLine("unknown-value", f"'{name}' has a result and is said to be not known", "keep one of them")
    try:
        line = _measured(concept, name, result)
    except WrongLine as wrong:
        if wrong.code != MISSING_RANGE:
            raise
        return _measured(concept, name, mark) if level_on_a_test(mark) else CaseLine(concept.id, name, level)
    if line.value != level:
        message = f"'{name}' is called {level}, but {result} is {line.value}: one of them has to be wrong"
        raise WrongLine("measurement", message, "keep the one that the report says")
    return line


def _measured(concept: Concept, name: str, text: str) -> CaseLine:
    try:
        result = judged(concept, text)
    except NotAMeasurement as error:
        raise _no_result(name, text, error) from None
    return CaseLine(concept.id, name, result.value, as_kept(text), result.danger)


def _no_result(name: str, text: str, error: NotAMeasurement) -> WrongLine:
    level = "only what it calls the level: low, normal or high, or very low or very high"
    if isinstance(error, MissingRange):
        message = f"the range for '{name}' is missing: laboratories differ, so none is assumed"
        hint = f"write its two limits behind the value, as on the report: '{text.strip()} (LOW-HIGH)', or {level}"
        return WrongLine(MISSING_RANGE, message, hint)
    return WrongLine("measurement", f"'{name}': {error}", f"write value, unit and range as on the report, or {level}")


def _values(concept: Concept, values: tuple[str, ...]) -> str:
    result = f", or a result as on the report: 'NUMBER {concept.units[0]} (LOW-HIGH)'" if concept.units else ""
    return f"its values are {', '.join((*values, UNKNOWN))}{result}"
