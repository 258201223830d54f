"""The cost of one firing among 10,000 rules against that among 250: it should not grow with the number of rules."""

from __future__ import annotations

from statistics import median

from packs import random_pack
from timing import medians, verdict

from triage.engine.inference import infer

SMALL, LARGE, SEEDS, REPETITIONS = 250, 10_000, 3, 9
TARGET = 1.5


def main() -> None:
    ratios = []
    for seed in range(SEEDS):
        small, large = random_pack(SMALL, seed), random_pack(LARGE, seed)
        fired = {"small": len(infer(*small).firings), "large": len(infer(*large).firings)}
        taken = medians(
            {"small": lambda small=small: infer(*small), "large": lambda large=large: infer(*large)}, REPETITIONS
        )
        each = {name: seconds / fired[name] * 1e6 for name, seconds in taken.items()}
        ratios.append(each["large"] / each["small"])
        print(
            f"seed {seed}: {SMALL} rules, {fired['small']} firings, {each['small']:.1f} us each; "
            f"{LARGE} rules, {fired['large']} firings, {each['large']:.1f} us each; ratio {ratios[-1]:.2f}"
        )
    print(verdict(f"a firing among {LARGE} / among {SMALL} rules", median(ratios), TARGET))


if __name__ == "__main__":
    main()
