"""How hard the tests try: TRIAGE_EFFORT is how many times as many examples they take as in a short run.

1 if it is not set; continuous integration takes 3 for one of its runs, a release deserves more. Above 1,
whatever can be counted out is counted out, not sampled. No example has a deadline: a busy machine is no fault.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

EFFORT = int(os.environ.get("TRIAGE_EFFORT", "1"))
THOROUGH = EFFORT > 1


def examples(number: int) -> int:
    """Return how many examples to take where a short run takes `number`."""
    return number * EFFORT


settings.register_profile(
    "effort",
    max_examples=examples(40),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("effort")
