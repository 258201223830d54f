"""A full run over 250 random rules: the indexed matcher against experta's stock Rete, on the same rules and answers."""

from __future__ import annotations

from statistics import median

from packs import random_pack
from timing import medians, verdict

from triage.engine.inference import infer

RULES, PACKS, REPETITIONS = 250, 4, 15  # the engine keeps eight built packs: four, for two matchers each
TARGET = 1 / 10


def main() -> None:
    ratios = []
    for seed in range(PACKS):
        pack, answers = random_pack(RULES, seed)
        trace = infer(pack, answers)
        assert trace == infer(pack, answers, matching="rete")
        taken = medians(
            {
                "indexed": lambda pack=pack, answers=answers: infer(pack, answers),
                "rete": lambda pack=pack, answers=answers: infer(pack, answers, matching="rete"),
            },
            REPETITIONS,
        )
        ratios.append(taken["indexed"] / taken["rete"])
        print(
            f"pack {seed}: {len(trace.firings)} of {RULES} rules fired; indexed {taken['indexed'] * 1000:.2f} ms, "
            f"stock Rete {taken['rete'] * 1000:.2f} ms, ratio {ratios[-1]:.3f}"
        )
    print(verdict("indexed / stock Rete, full run", median(ratios), TARGET))


if __name__ == "__main__":
    main()
