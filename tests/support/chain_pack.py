"""The small pack with a chain of rules of any length."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from small_pack import FILES, write_pack

from triage.model import RulePack
from triage.pack.loading import load_pack


def chain_pack(folder: Path, steps: int) -> RulePack:
    """Return the small pack with this many more rules, a chain from vitamin D to tingling, written to `folder`."""
    names = ["vitamin-d", *(f"m{number}" for number in range(steps - 1))]
    kinds = "role: mechanism, values: [low, high], about: x"
    more = "strength: likely, wording: often, because: It follows., source: article A-1"
    ends = [*(f"{name} is low" for name in names), "tingling is present"]
    rules = (
        f"- {{id: link-{number}, if: {before}, then: {after}, {more}}}\n"
        for number, (before, after) in enumerate(pairwise(ends))
    )
    concepts = (f"- {{id: {name}, label: {name}, {kinds}}}\n" for name in names[1:])
    changed = {"concepts.yaml": FILES["concepts.yaml"] + "".join(concepts), "rules/30.yaml": "".join(rules)}
    return load_pack(write_pack(folder, changed))
