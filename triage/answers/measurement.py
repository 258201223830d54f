"""What a laboratory report says, `1.9 mmol/L (2.15-2.55)`, read and judged by the range of that report and no other.

Text in, a Measurement out, or a sentence that says what is wrong with it. No number of a pack is used here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from triage.errors import TriageError, echoed

_NUMBER = r"[-\u2212]?\d+(?:[.,]\d+)?"
_THOUSANDS = r"[-\u2212]?[1-9]\d{0,2},\d{3}"  # or three places behind a decimal comma: nobody can tell which
_MARK = r"[(\[]?(?:low|high|L|H)(?![A-Za-z0-9/])[)\]]?"
_UNIT = r"(?!(?:low|high)\b)[A-Za-z\u00b5\u03bc%][A-Za-z\u00b5\u03bc%0-9]*(?:(?: ?/ ?| per )[A-Za-z\u00b5\u03bc0-9.]+)*"
_SPAN = rf"(?P<from>{_NUMBER}) ?(?:[-\u2010-\u2014\u2212]|to) ?(?P<to>{_NUMBER})"
_LIMIT = rf"(?P<side>[<>\u2264\u2265])=? ?(?P<limit>{_NUMBER})"
_HEADING = r"(?:(?:reference|ref|normal|range|interval|values?|limits?|NR|RR|N)(?![A-Za-z])\.?[,:]? ?)*"
_RANGE = rf"{_HEADING}(?:{_SPAN}|{_LIMIT})(?: ?(?!{_MARK})(?P<range_unit>{_UNIT}))?"
# Compiled by `re` when the first test result is read: most runs read none. Blanks are single by then, and every gap has
# an end, so that no line takes long to refuse.
_MEASUREMENT = (
    rf"(?P<sign>[<>\u2264\u2265])?=? ?(?P<value>{_NUMBER})(?: ?(?P<unit>{_UNIT}))?(?: ?,? ?(?P<mark>{_MARK}))?"
    rf"(?:(?: ?[,;]? ?(?P<open>[(\[]) ?|[ ,;] ?){_RANGE}(?(open) ?[)\]]))?(?: ?,? ?(?P<mark_behind>{_MARK}))?"
)
_RANGE_ALONE = rf"[(\[]? ?{_RANGE} ?[)\]]?"
_STARRED = re.compile(r" ?\*(?!\d)")  # beside a number that a laboratory found striking, whichever way
_ON_A_TEST = " on a test"
_GRAVELY = "very|severely|critically|dangerously|extremely|profoundly|markedly"
_NOT_FOUND = ("undetectable", "undetectably low", "too low to measure", "below detection")
BELOW = ("<", "\u2264")
ABOVE = (">", "\u2265")


def example(unit: str) -> str:
    """Return a test result in this unit that shows how one is written. Its numbers are made up, and no range of any
    report."""
    return f"22.2 {unit} (11.1-33.3)"


class NotAMeasurement(TriageError):
    """What was given is no test result that can be judged; the text says why, and how to write one."""


@dataclass(frozen=True)
class Range:
    """The range printed on a report; None on a side where it is open."""

    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True)
class Measurement:
    """A value as reported. `sign` is a sign such as `<` where the laboratory gives only a limit, else empty. `mark` is
    `low` or `high` where the report marks the value as such, else empty."""

    sign: str
    value: Decimal
    unit: str
    range: Range | None
    mark: str


class MissingRange(NotAMeasurement):
    """A test result without the range of its report, which nothing can replace."""


class MissingUnit(NotAMeasurement):
    """A test result without its unit, where that matters."""


class NoRange(NotAMeasurement):
    """What was given as the range of a report does not even look like one."""


def looks_measured(text: str) -> bool:
    """Return whether `text` is meant as a test result rather than as a word: it begins like a number, or is a word that
    is said of results."""
    return bool(level_on_a_test(text)) or re.match(r"\s*[<>\u2264\u2265]?=?\s*[-\u2212]?\d", text) is not None


def level_on_a_test(text: str) -> str:
    """Return the level that a test gave where only the word is known, as in 'low on a test', else ''. Nobody feels how
    low a level is, so that 'severely low' is a word for a result as well, and so is 'undetectable': 'very low'."""
    words = re.sub(r"[\s_-]+", " ", text).strip().casefold()
    if words.removesuffix(_ON_A_TEST) in _NOT_FOUND:
        return "very low"
    if grave := re.fullmatch(rf"(?:{_GRAVELY}) (low|high)(?:{_ON_A_TEST})?", words):
        return f"very {grave[1]}"
    found = re.fullmatch(rf"(low|normal|high){_ON_A_TEST}", words)
    return found[1] if found else ""


def gravely(name: str) -> bool:
    """Return whether a name says of a level that it is not just low or high, as 'severe drought' does. A deficiency may
    be one of the diet, which no test shows."""
    grave = re.search(rf"\b(?:{_GRAVELY}|severe|critical|dangerous|extreme|profound)\b", name, re.IGNORECASE)
    return grave is not None and re.search(r"\bdeficien", name, re.IGNORECASE) is None


def on_a_test(level: str) -> str:
    """Return how a result is written of which only the level is known: `very low` as 'very low on a test'."""
    return f"{level}{_ON_A_TEST}"


def as_kept(text: str) -> str:
    """Return a test result as it is kept: as typed, but one that is only a word in the same words each time."""
    level = level_on_a_test(text)
    return on_a_test(level) if level else text.strip()


def read_measurement(text: str, units: Iterable[str], alike: bool = False) -> Measurement:
    """Return the measurement that `text` gives; `units` are those that fit. Where a number means the same in each of
    them, they are `alike`, and it may stand without one, unless it could be the number of something on a list. Raises
    NotAMeasurement."""
    units = tuple(units)
    match = re.fullmatch(_MEASUREMENT, " ".join(_STARRED.sub("", text).split()), re.IGNORECASE)
    if match is None:
        raise NotAMeasurement(
            f"{echoed(text.strip())} cannot be read as a test result; write it like "
            f"'{example(units[0] if units else 'mmol/L')}', the range as printed on the report"
        )
    value = _number(match["value"])
    if value < 0:
        raise NotAMeasurement(f"a test result cannot be negative, and {match['value']} is")
    unstated = alike and not match["unit"] and re.search(r"\D|\d{3}", match["value"])
    unit = units[0] if unstated else _unit(match["unit"] or "", units)
    found = _range(match, unit) if match["from"] or match["limit"] else None
    return Measurement(match["sign"] or "", value, unit, found, _mark(match["mark"] or match["mark_behind"] or ""))


def read_range(text: str) -> Range:
    """Return the range that `text` gives, in whatever unit. Raises NotAMeasurement, NoRange if it does not look like
    one."""
    match = re.fullmatch(_RANGE_ALONE, " ".join(text.split()), re.IGNORECASE)
    if match is None:
        raise NoRange(f"{echoed(text.strip())} is no range; write it as printed on the report, like '11.1-33.3'")
    return _range(match, None)


def judge(measurement: Measurement) -> str:
    """Return `low`, `normal` or `high` by the measurement's own range, or by the mark of its report where it has none.
    Raises MissingRange when it has neither, and NotAMeasurement when a value given only as a limit could lie on either
    side, or when the report marks the value as another level."""
    span = measurement.range
    if span is None:
        if not measurement.mark:
            raise MissingRange("the range printed on the report is missing: laboratories differ, so none is assumed")
        return measurement.mark
    level = _level(measurement, span)
    if measurement.mark not in ("", level):
        raise NotAMeasurement(
            f"{measurement.value} is marked as {measurement.mark}, but by the range beside it, it is {level}: "
            "one of them has to be wrong"
        )
    return level


def widths_beyond(measurement: Measurement) -> Fraction:
    """Return how far a value lies beyond its own range, in widths of that range; 0 where only one limit is printed, as
    nobody can tell. A laboratory's range usually holds the middle 95 of 100 healthy people (CLSI EP28-A3c), so that in
    a normal distribution a width is about four standard deviations."""
    span = measurement.range
    if span is None or span.low is None or span.high is None:
        return Fraction(0)
    beyond = max(span.low - measurement.value, measurement.value - span.high, Decimal(0))
    return Fraction(beyond) / Fraction(span.high - span.low)


def open_side(measurement: Measurement) -> str:
    """Return on which side a normal value may lie beyond its range for all that the report says, as it prints only the
    other limit: `low`, `high` or ''."""
    span = measurement.range
    if span is None or measurement.mark:
        return ""
    return "low" if span.low is None else "high" if span.high is None else ""


def _level(measurement: Measurement, span: Range) -> str:
    value, sign = measurement.value, measurement.sign
    at_most, at_least = sign in BELOW, sign in ABOVE
    if span.low is not None and (value < span.low or (sign == "<" and value == span.low)) and not at_least:
        return "low"
    if span.high is not None and (value > span.high or (sign == ">" and value == span.high)) and not at_most:
        return "high"
    if (at_most and span.low is not None) or (at_least and span.high is not None):
        raise NotAMeasurement(f"{sign}{value} does not say on which side of the range it lies")
    return "normal"


def _mark(text: str) -> str:
    letter = text.strip("()[]").casefold()[:1]
    return {"l": "low", "h": "high"}.get(letter, "")


def _number(text: str) -> Decimal:
    """Return the number that `text` is. Raises NotAMeasurement where a comma can be read in two ways."""
    if re.fullmatch(_THOUSANDS, text):
        whole, decimal = text.replace(",", ""), text.replace(",", ".").rstrip("0").rstrip(".")
        raise NotAMeasurement(f"'{text}' can be read as {whole} or as {decimal}: write {whole} or {decimal}")
    return Decimal(text.replace(",", ".").replace("\u2212", "-"))


def _unit(unit: str, units: tuple[str, ...]) -> str:
    if not units:
        return unit
    if not unit:
        raise MissingUnit(f"the unit is missing: {' or '.join(units)}, as on the report")
    for known in units:
        if _folded(known) == _folded(unit):
            return known
    raise NotAMeasurement(f"the unit {unit} does not fit: this pack reads it in {' or '.join(units)}")


def _folded(unit: str) -> str:
    folded = unit.casefold().replace(" per ", "/").replace(" ", "")
    folded = folded.replace("\u00b5", "u").replace("\u03bc", "u").replace("mcg", "ug")
    folded = re.sub(r"/(d|deci)?lit(?:re|er)s?$", lambda of: "/dl" if of[1] else "/l", folded)
    return f"{folded[0]}mol/l" if folded in ("mm", "um", "nm", "pm") else folded


def _range(match: re.Match[str], unit: str | None) -> Range:
    if unit is not None and match["range_unit"] and _folded(match["range_unit"]) != _folded(unit):
        raise NotAMeasurement(
            f"the value is in {unit or 'no unit'}, the range in {match['range_unit']}: they have to match"
        )
    if match["limit"]:
        limit = _number(match["limit"])
        return Range(None, limit) if match["side"] in BELOW else Range(limit, None)
    low, high = _number(match["from"]), _number(match["to"])
    if low < 0:
        raise NotAMeasurement(f"a range cannot begin below nought, and {match['from']} does")
    if low == high:
        raise NotAMeasurement(f"the range {match['from']}-{match['to']} begins and ends with the same number")
    if low > high:
        raise NotAMeasurement(f"the range {match['from']}-{match['to']} is the wrong way round")
    return Range(low, high)
