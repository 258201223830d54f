"""Times taken turn by turn, so that a busy machine slows all sides alike: the ratio within one run is what counts."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from statistics import median


def medians(
    sides: Mapping[str, Callable[[], object]], repetitions: int, clock: Callable[[], float] = time.process_time
) -> dict[str, float]:
    """Return the median of the seconds that each side takes, after one round that does not count.

    The clock is this process's own processor time, which other programs disturb least; for work in other processes give
    `time.perf_counter`.
    """
    taken: dict[str, list[float]] = {name: [] for name in sides}
    for turn in range(repetitions + 1):
        for name, work in sides.items():
            begun = clock()
            work()
            if turn:
                taken[name].append(clock() - begun)
    return {name: median(seconds) for name, seconds in taken.items()}


def verdict(what: str, ratio: float, target: float) -> str:
    """Return one line that says what was measured and what was wanted."""
    return f"{what}: {ratio:.3f} (target: at most {target:g}) {'met' if ratio <= target else 'MISSED'}"
