"""`triage check` on 1,000 and on 250 random rules against reading the same folder as a pack, which checks less;
then the same with names misspelt: one in every rule, twenty in all, a different one in each rule."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from packs import random_pack
from timing import medians, verdict

from triage.check.check import check
from triage.engine.inference import infer
from triage.model import RulePack, Strength
from triage.model.record import Record
from triage.pack.loading import load_pack

SIZES, CASES, SEEDS, REPETITIONS = (250, 1_000), 20, 3, 5
MISSPELT: Mapping[str, Callable[[int], str]] = {
    "one wrong name in every rule": lambda number: "concept-that-is-lost",
    "twenty wrong names": lambda number: f"concept-x{number}" if number % 50 == 0 else "",
    "a wrong name of its own in every rule": lambda number: f"concept-x{number}",
}
TARGET = 8.0  # two seconds for 1,000 rules where reading them takes a quarter of one


def main() -> None:
    ratios = []
    for seed in range(SEEDS):
        for size in SIZES:
            with TemporaryDirectory() as place:
                folder = Path(place)
                write(*random_pack(size, seed), folder)
                begun = time.process_time()
                found = check(folder)
                first = time.process_time() - begun
                taken = medians({"load": partial(load_pack, folder), "check": partial(check, folder)}, REPETITIONS)
                misspelt = {name: spoilt(folder, name) for name in MISSPELT}
            ratios.append(taken["check"] / taken["load"])
            print(
                f"seed {seed}: {size} rules, {len(found.problems)} problems: load {taken['load'] * 1e3:.0f} ms, "
                f"check {taken['check'] * 1e3:.0f} ms (the first time {first * 1e3:.0f} ms); ratio {ratios[-1]:.2f}"
            )
            for name, (problems, seconds) in misspelt.items():
                print(
                    f"    {name}: {problems} problems in {seconds * 1e3:.0f} ms, {seconds / taken['check']:.2f} times"
                )
    print(verdict("checking a pack / reading it", median(ratios), TARGET))


def spoilt(folder: Path, name: str) -> tuple[int, float]:
    """Return how many problems the pack in `folder` has with its premises misspelt so, and the seconds to find them."""
    path = folder / "rules/all.yaml"
    sound = path.read_text()
    rules = json.loads(sound)
    for number, rule in enumerate(rules):
        if wrong := MISSPELT[name](number):
            rule["if"] = [*([rule["if"]] if isinstance(rule["if"], str) else rule["if"]), f"{wrong} is present"]
    path.write_text(json.dumps(rules, indent=0))
    begun = time.process_time()
    found = check(folder)
    seconds = time.process_time() - begun
    path.write_text(sound)
    return len(found.problems), seconds


def write(pack: RulePack, answers: dict[str, str], folder: Path) -> None:
    """Write `pack` with cases into `folder`: JSON is YAML. Each case gives some of `answers`."""
    for name in ("rules", "cases"):
        (folder / name).mkdir()
    header = {name: getattr(pack, name) for name in ("id", "version", "title", "about", "notice")}
    header |= {"hedges": plain(pack.hedges), "urgency": [plain(level) for level in pack.urgency]}
    (folder / "pack.yaml").write_text(json.dumps(header))
    hedges = {strength: getattr(pack.hedges, strength.word)[0] for strength in Strength}
    rules = [rule.model_copy(update={"wording": hedges[rule.strength]}) for rule in pack.rules]
    lists: dict[str, Sequence[Record]] = {"concepts": pack.concepts, "sources": pack.sources, "rules/all": rules}
    for name, records in lists.items():
        (folder / f"{name}.yaml").write_text(json.dumps([plain(record) for record in records], indent=0))
    for number in range(CASES):
        given = dict(list(answers.items())[number::2])
        followed = [str(fact.statement) for fact in infer(pack, given).facts if fact.origin == "derived"]
        case = {"pack": pack.id, "answers": given, "expect": {"conclude": followed[:20]}}
        (folder / f"cases/{number}.yaml").write_text(json.dumps(case))


def plain(record: Record) -> dict[str, object]:
    """Return a record as it is written in a file, without the keys that are at their defaults."""
    written = {}
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if field.is_required() or value != field.get_default(call_default_factory=True):
            written[field.alias or name] = said(value)
    return written


def said(value: object) -> object:
    if isinstance(value, str | int) and not hasattr(value, "word"):
        return str(value)
    if hasattr(value, "word"):
        return value.word
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return str(value)
    return [said(part) for part in value] if isinstance(value, tuple) else value


if __name__ == "__main__":
    main()
