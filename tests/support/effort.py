"""How hard the tests try: TRIAGE_EFFORT is how many times as many examples they take as in a short run.

1 if it is not set, as in continuous integration on one Python; a release deserves more. Above 1, whatever can
be counted out is counted out, not sampled. Below 1, as on the further Pythons of continuous integration, what no Python
changes is left to a fuller run, and says so. No example has a deadline: a busy machine is no fault.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from random import Random
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings

T = TypeVar("T")

EFFORT = float(os.environ.get("TRIAGE_EFFORT", "1"))
THOROUGH = EFFORT > 1
ONCE = pytest.mark.skipif(EFFORT < 1, reason="the same on every Python: left to a run with an effort of 1 or more")


def examples(number: int) -> int:
    """Return how many examples to take where a short run takes `number`."""
    return max(1, round(number * EFFORT))


def some(things: Sequence[T], number: int) -> Sequence[T]:
    """Return all things, but in a short run no more than `number` of them, the same ones each time."""
    return things if THOROUGH else sample(things, number)


def sample(things: Sequence[T], number: int) -> Sequence[T]:
    """Return as many of `things` as examples are taken where a short run takes `number`, the same ones each time."""
    return things if len(things) <= examples(number) else Random(number).sample(things, examples(number))


settings.register_profile(
    "effort",
    max_examples=examples(40),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("effort")
