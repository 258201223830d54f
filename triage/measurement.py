"""What a laboratory report says, `1.9 mmol/L (2.15-2.55)`, read and judged by the range of that report and no other.

Text in, a Measurement out, or a sentence that says what is wrong with it. No number of a pack is used here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from triage.errors import TriageError, echoed

_NUMBER = r"[-\u2212]?\d+(?:[.,]\d+)?"
_UNIT = r"[A-Za-z\u00b5\u03bc%][A-Za-z\u00b5\u03bc%0-9]*(?:/[A-Za-z\u00b5\u03bc0-9.]+)*"
_SPAN = rf"(?P<from>{_NUMBER})\s*(?:-|\u2013|\u2014|\u2212|to)\s*(?P<to>{_NUMBER})"
_LIMIT = rf"(?P<side>[<>]|\u2264|\u2265)=?\s*(?P<limit>{_NUMBER})"
_RANGE = rf"(?:(?:ref|range|reference|normal)\.?(?:\s*range)?\s*:?\s*)?(?:{_SPAN}|{_LIMIT})\s*(?P<range_unit>{_UNIT})?"
# Compiled by `re` when the first test result is read: most runs read none.
_MEASUREMENT = (
    rf"\s*(?P<sign>[<>]|\u2264|\u2265)?=?\s*(?P<value>{_NUMBER})\s*(?P<unit>{_UNIT})?\s*,?"
    rf"\s*(?:[(\[]\s*{_RANGE}\s*[)\]])?\s*"
)
_RANGE_ALONE = rf"\s*[(\[]?\s*{_RANGE}\s*[)\]]?\s*"
_BELOW = ("<", "\u2264")
_ABOVE = (">", "\u2265")


class NotAMeasurement(TriageError):
    """What was given is no test result that can be judged; the text says why, and how to write one."""


@dataclass(frozen=True)
class Range:
    """The range printed on a report; None on a side where it is open."""

    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True)
class Measurement:
    """A value as reported. `sign` is a sign such as `<` where the laboratory gives only a limit, else empty."""

    sign: str
    value: Decimal
    unit: str
    range: Range | None


def looks_measured(text: str) -> bool:
    """Return whether `text` is meant as a measured value rather than as a word: it begins like a number."""
    return re.match(r"\s*[<>\u2264\u2265]?=?\s*[-\u2212]?\d", text) is not None


def read_measurement(text: str, units: Iterable[str]) -> Measurement:
    """Return the measurement that `text` gives; `units` are those that fit. Raises NotAMeasurement."""
    match = re.fullmatch(_MEASUREMENT, text, re.IGNORECASE)
    if match is None:
        raise NotAMeasurement(
            f"{echoed(text.strip())} cannot be read as a test result; write it like '1.9 mmol/L (2.15-2.55)', "
            "the range as printed on the report"
        )
    value = _number(match["value"])
    if value < 0:
        raise NotAMeasurement(f"a test result cannot be negative, and {match['value']} is")
    unit = _unit(match["unit"] or "", tuple(units))
    found = _range(match, unit) if match["from"] or match["limit"] else None
    return Measurement(match["sign"] or "", value, unit, found)


def read_range(text: str, unit: str) -> Range:
    """Return the range that `text` gives, for a value in `unit`. Raises NotAMeasurement."""
    match = re.fullmatch(_RANGE_ALONE, text, re.IGNORECASE)
    if match is None:
        raise NotAMeasurement(
            f"{echoed(text.strip())} is no range; write it as printed on the report, like '2.15-2.55'"
        )
    return _range(match, unit)


def judge(measurement: Measurement) -> str:
    """Return `low`, `normal` or `high` by the measurement's own range. Raises NotAMeasurement when it has none, or when
    a value given only as a limit could lie on either side."""
    span, value, sign = measurement.range, measurement.value, measurement.sign
    if span is None:
        raise NotAMeasurement("the range printed on the report is missing: laboratories differ, so none is assumed")
    at_most, at_least = sign in _BELOW, sign in _ABOVE
    if span.low is not None and (value < span.low or (sign == "<" and value == span.low)) and not at_least:
        return "low"
    if span.high is not None and (value > span.high or (sign == ">" and value == span.high)) and not at_most:
        return "high"
    if (at_most and span.low is not None) or (at_least and span.high is not None):
        raise NotAMeasurement(f"{sign}{value} does not say on which side of the range it lies")
    return "normal"


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ".").replace("\u2212", "-"))


def _unit(unit: str, units: tuple[str, ...]) -> str:
    if not units:
        return unit
    if not unit:
        raise NotAMeasurement(f"the unit is missing: {' or '.join(units)}, as on the report")
    for known in units:
        if _folded(known) == _folded(unit):
            return known
    raise NotAMeasurement(f"the unit {unit} does not fit: it is reported in {' or '.join(units)}")


def _folded(unit: str) -> str:
    return unit.casefold().replace("\u00b5", "u").replace("\u03bc", "u").replace("mcg", "ug")


def _range(match: re.Match[str], unit: str) -> Range:
    if match["range_unit"] and _folded(match["range_unit"]) != _folded(unit):
        raise NotAMeasurement(
            f"the value is in {unit or 'no unit'}, the range in {match['range_unit']}: they have to match"
        )
    if match["limit"]:
        limit = _number(match["limit"])
        return Range(None, limit) if match["side"] in _BELOW else Range(limit, None)
    low, high = _number(match["from"]), _number(match["to"])
    if low < 0:
        raise NotAMeasurement(f"a range cannot begin below nought, and {match['from']} does")
    if low >= high:
        raise NotAMeasurement(f"the range {match['from']}-{match['to']} is the wrong way round")
    return Range(low, high)
