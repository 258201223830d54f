"""What a test result says about a concept of the pack: its level by the range of its own report, and whether the number
alone is a danger.

A concept and text in, a Judged out. The only place where a number of a pack is used, and only one marked `critical`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from triage.answers.measurement import (
    ABOVE,
    BELOW,
    Measurement,
    MissingUnit,
    NotAMeasurement,
    judge,
    level_on_a_test,
    open_side,
    read_measurement,
    widths_beyond,
)
from triage.model import FAR, LEVELS, VERY, WELL, Concept, RulePack, level_of

# From how many widths of its own range on a number lies well beyond it, far, and so far that it counts like the word.
WELL_OUT, FAR_OUT, VERY_FAR_OUT = Fraction(1, 3), Fraction(2, 3), Fraction(3, 2)


@dataclass(frozen=True)
class Judged:
    """The level that a test result comes to, and the id of the danger sign that the result is by itself, or ''. It is
    `odd` if the range of the report does not call low what is dangerously low in any laboratory: one of the numbers
    must be wrong. It is `vague` if it may be graver than it counts, as one limit, of the range or of the result itself,
    does not tell how far out it lies."""

    value: str
    danger: str
    odd: bool = False
    vague: bool = False


def judged(concept: Concept, text: str) -> Judged:
    """Return what the test result `text` says about `concept`. Where it is a word, 'low on a test', the report was read
    by whoever wrote it.

    Without a range it says something only if the report marks it, `1.9 mmol/L low`, or if it is critical: what is
    dangerously low in any laboratory is low. Raises MissingRange, and NotAMeasurement with a sentence that says what is
    wrong.
    """
    if word := level_on_a_test(text):
        return _judged_in_words(concept, word.replace(" ", "-"))
    result = _read(concept, text)
    critical = concept.critical.danger if concept.critical and _is_critical(concept, result) else ""
    value = "low" if critical and result.range is None else judge(result)
    if result.mark not in ("", value):
        raise NotAMeasurement(f"{result.value} is marked as {result.mark}, but is dangerously low in any laboratory")
    if value == "normal" and (side := open_side(result)) and _may_matter(concept, side):
        raise NotAMeasurement(
            f"only one limit is given, which does not tell whether {result.value} is {side}: both limits are needed"
        )
    well, far, very = ("", "", "") if critical else _graver(concept, value)
    beyond = widths_beyond(result)
    graver = very if beyond >= VERY_FAR_OUT else far if beyond >= FAR_OUT else well if beyond >= WELL_OUT else ""
    one_limit = result.range is not None and None in (result.range.low, result.range.high)
    beyond_it = (result.sign, value) in (*((sign, "low") for sign in BELOW), *((sign, "high") for sign in ABOVE))
    may_be = very != graver or (concept.critical is not None and value == "low")
    vague = not critical and ((bool(far) and one_limit) or (beyond_it and may_be))
    return Judged(value, critical or graver or concept.results.get(value, ""), bool(critical) and value != "low", vague)


def _graver(concept: Concept, value: str) -> tuple[str, str, str]:
    """Return what a number is that lies well beyond its range, what one that lies far, and what one that lies very far,
    or the word for it, is. A pack that says only one of the last two means both; where it says neither, they are what
    a number is that lies well beyond."""
    well, far, very = (concept.results.get(how + value, "") for how in (WELL, FAR, VERY))
    return well, far or very or well, very or far or well


def gravity(concept: Concept, danger: str) -> int:
    """Return how grave it is that a test result of `concept` is the danger sign `danger`, or none (''): the more, the
    farther out a number has to lie for it; most, if the number is critical."""
    if concept.critical and danger == concept.critical.danger:
        return 4
    grades = {how + side: grade for grade, how in enumerate(("", WELL, FAR, VERY)) for side in LEVELS}
    return max((grade for result, grade in grades.items() if concept.results.get(result) == danger), default=0)


def _judged_in_words(concept: Concept, level: str) -> Judged:
    """Return what a result is that is only known as `low` or `very-low`: what the pack says of the word, else what a
    critical number is, else what a number is that lies far or well beyond its range, else what any such result is."""
    value = level_of(level)
    critical = concept.critical.danger if concept.critical and level == f"{VERY}low" else ""
    graver = "" if level == value else concept.results.get(level, "") or critical or _graver(concept, value)[2]
    return Judged(value, graver or concept.results.get(value, ""))


def told_by_results(pack: RulePack, measured: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the danger signs that test results (by the id of what was measured) are by themselves, each with what was
    measured, in the order of the pack. Raises as `judged`."""
    names = (name for name in pack.concept if name in measured)
    found = ((judged(pack.concept[name], measured[name]).danger, name) for name in names)
    return tuple((danger, name) for danger, name in found if danger)


def is_uncritical(concept: Concept, text: str) -> bool:
    """Return whether the test result `text` is a number by which the concept is not what the pack calls critical. One
    that is given only as a limit, such as `<130`, may lie on either side."""
    critical = concept.critical
    if critical is None or level_on_a_test(text):
        return False
    result = _read(concept, text)
    return result.unit in critical.unit and result.sign in ("", ">", "\u2265") and result.value >= critical.below


def wants_unit(concept: Concept, number: str) -> bool:
    """Return whether a number says nothing of a concept without its unit."""
    try:
        _read(concept, number)
    except MissingUnit:
        return True
    except NotAMeasurement:
        return False
    return False


def _read(concept: Concept, text: str) -> Measurement:
    """Return the measurement that `text` gives. What the pack calls critical in each of the units has the same number
    in each. Raises NotAMeasurement."""
    alike = concept.critical is not None and set(concept.units) <= set(concept.critical.unit)
    return read_measurement(text, concept.units, alike)


def _may_matter(concept: Concept, side: str) -> bool:
    """Return whether a number on this side of its range may be a danger sign that nobody should overlook: any low one,
    since too little is what a range guards against first, and a high one that is graver the farther out it lies."""
    signs = [how + side for how in (WELL, FAR, VERY, *(("",) if side == "low" else ()))]
    return any(one in concept.results for one in signs) or (side == "low" and concept.critical is not None)


def _is_critical(concept: Concept, result: Measurement) -> bool:
    critical = concept.critical
    if critical is None or result.unit not in critical.unit:
        return False
    at_most = result.sign == "<" and result.value == critical.below
    return result.sign not in (">", "\u2265") and (result.value < critical.below or at_most)
