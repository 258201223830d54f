"""A test result is judged by the range printed with it, or the person is told in a sentence what is wrong with it."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.answers.measurement import NotAMeasurement, judge, looks_measured, read_measurement, read_range

UNITS = ("mmol/L", "mg/dL", "\u00b5g/L")


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("1.9 mmol/L (2.15-2.55)", "low"),
        ("5.2 mg/dL (ref 8-10.5)", "low"),
        ("1,9 mmol/l (2,15\u20132,55)", "low"),
        ("2.3mmol/L [2.15 - 2.55 mmol/L]", "normal"),
        ("2.15 mmol/L (2.15-2.55)", "normal"),
        ("2.55 mmol/L (2.15-2.55)", "normal"),
        ("2.56 mmol/L (2.15-2.55)", "high"),
        ("3 mmol/L (range: 3 to 5)", "normal"),
        ("2.9 mmol/L (ref. range 3.5-5.0)", "low"),
        ("<0.3 mmol/L (0.7-1.0)", "low"),
        ("<0.7 mmol/L (0.7-1.0)", "low"),
        (">1.0 mmol/L (0.7-1.0)", "high"),
        ("4 mmol/L (<5)", "normal"),
        ("6 mmol/L (<5)", "high"),
        ("4 mmol/L (>5)", "low"),
        ("<4 mmol/L (<5)", "normal"),
        ("7 ug/L (8-12)", "low"),
        ("1.9 mmol/L 2.15-2.55", "low"),
        ("1.9 mmol/L, 2.15-2.55", "low"),
        ("1.9 mmol/L ref 2.15 - 2.55", "low"),
        ("3 mmol/L 3-5", "normal"),
        ("1.9 mmol/L (reference interval 2.15-2.55)", "low"),
        ("1.9 mmol/L (reference interval: 2.15-2.55)", "low"),
        ("2.3 mmol/L (normal value 2.15-2.55)", "normal"),
        ("2.3 mmol/L (normal values: 2.15-2.55)", "normal"),
        ("2.6 mmol/L (NR 2.15-2.55)", "high"),
        ("2.6 mmol/L (N 2.15-2.55)", "high"),
        ("1.9 mmol / L (2.15-2.55 mmol / L)", "low"),
        ("1.9 mmol per L (2.15-2.55)", "low"),
        ("1.9 mmol per litre (2.15-2.55 mmol per liter)", "low"),
        ("7.6 mg per dL (8.5 to 10.5)", "low"),
        ("7.6 mg per deciliter, 8.5 to 10.5 mg/dL", "low"),
        ("1.9 mmol/L (2.15\u20112.55)", "low"),
        ("1.9 mmol/L (2.15-2.55) L", "low"),
        ("1.9 mmol/L (2.15-2.55) low", "low"),
        ("1.9 mmol/L L (2.15-2.55)", "low"),
        ("2.6 mmol/L (2.15-2.55) H", "high"),
        ("2.6 mmol/L (2.15-2.55), high", "high"),
        ("2.6 mmol/L 2.15-2.55 (H)", "high"),
        ("1200 mmol/L (200-900)", "high"),
        ("0,600 mmol/L (0,700-0,950 mmol/L)", "low"),
    ],
)
def test_a_value_is_judged_by_the_range_beside_it(text: str, level: str) -> None:
    """Comma or point, hyphen or dash, any bracket: the level is that of the report's range, whose ends are normal."""
    assert judge(read_measurement(text, UNITS)) == level


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("abc", "cannot be read"),
        ("", "cannot be read"),
        ("1.234,5 mmol/L (1-2)", "cannot be read"),
        ("1925-30", "cannot be read"),
        ("1,200 mmol/L (200-900)", "'1,200' can be read as 1200 or as 1.2: write 1200 or 1.2"),
        ("1200 mmol/L (200-1,000)", "'1,000' can be read as 1000 or as 1: write 1000 or 1"),
        ("<12,050 mmol/L (200-900)", "write 12050 or 12.05"),
        ("-2 mmol/L (1-2)", "negative"),
        ("2.3 mmol/L (2.55-2.15)", "the wrong way round"),
        ("2.3 mmol/L (2.15-2.15)", "begins and ends with the same number"),
        ("2.3 mmol/L (2.15-2.55) low", "marked as low, but by the range .* it is normal"),
        ("1.9 mmol/L H (2.15-2.55)", "marked as high, but by the range .* it is low"),
        ("2.3 mmol/L (-1-2.55)", "below nought"),
        ("2.3 mmol/L (2.15-2.55 mg/dL)", "have to match"),
        ("5 bananas (1-2)", "does not fit: this pack reads it in mmol/L or mg/dL"),
        ("5 (1-2)", "the unit is missing"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(text: str, says: str) -> None:
    """Units that do not fit, a range the wrong way round, a negative value: a sentence that names the mistake."""
    with pytest.raises(NotAMeasurement, match=says):
        judge(read_measurement(text, UNITS))


@pytest.mark.parametrize(
    "text", ["4 mmol/L", "<0.8 mmol/L (0.7-1.0)", "\u22640.7 mmol/L (0.7-1.0)", ">0.8 mmol/L (0.7-1.0)"]
)
def test_what_cannot_be_judged_is_not_judged(text: str) -> None:
    """Without a range, or with a limit that leaves it open, no level is assumed."""
    with pytest.raises(NotAMeasurement):
        judge(read_measurement(text, UNITS))


@given(
    value=st.decimals(0, 1000, places=2),
    ends=st.lists(st.decimals(0, 1000, places=2), min_size=2, max_size=2, unique=True).map(sorted),
    comma=st.booleans(),
)
def test_the_level_is_where_the_value_lies(value: Decimal, ends: list[Decimal], comma: bool) -> None:
    """For every value and range: below is low, above is high, the rest is normal, whatever the decimal sign."""
    text = f"{value} mmol/L ({ends[0]}-{ends[1]})"
    text = text.replace(".", ",") if comma else text
    expected = "low" if value < ends[0] else "high" if value > ends[1] else "normal"
    assert judge(read_measurement(text, UNITS)) == expected


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text brings anything but a measurement or a sentence."""
    with suppress(NotAMeasurement):
        assert judge(read_measurement(text, UNITS)) in ("low", "normal", "high")


def test_a_range_given_later_is_read_alike() -> None:
    """The range may be given when it is asked for, with or without brackets."""
    assert read_range("2.15-2.55") == read_range("(ref 2,15 \u2013 2,55 mmol/L)")
    assert read_range("2.15-2.55") == read_range("reference interval 2.15\u20112.55 mmol / L")
    with pytest.raises(NotAMeasurement):
        read_range("about two")


def test_words_are_not_taken_for_values() -> None:
    """`low` stays a word; whatever begins like a number is read as a test result."""
    assert [looks_measured(text) for text in ("low", "not sure", "1.9 mmol/L", "< 3", "-2")] == [
        False,
        False,
        True,
        True,
        True,
    ]
