"""Naive forward chaining over plain data, as design 2.3 has it. Shares no code with triage, nor its reader of files.

`closure` is the least fixpoint, with strengths; `chain` fires the rules one at a time and writes down every agenda.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML

WORDS = ("possible", "likely", "certain")
Said = tuple[str, str]


class Plain(NamedTuple):
    """A rule as plain data. A strength is 1, 2 or 3; a statement is a pair."""

    id: str
    premises: tuple[Said, ...]
    conclusion: Said
    strength: int
    salience: int
    kind: str
    because: str
    citations: tuple[str, ...]


class Step(NamedTuple):
    """One rule fired, and what stood on the agenda just before."""

    rule: str
    strength: int
    effect: str
    agenda: tuple[str, ...]


def closure(rules: Iterable[Plain], given: Mapping[str, str]) -> dict[Said, int]:
    """Return every fact with its strength: the best over all derivations, each as strong as its weakest part."""
    known = {(concept, value): 3 for concept, value in given.items() if value != "unknown"}
    fixed = dict(known)
    open_rules = [rule for rule in rules if given.get(rule.conclusion[0], "unknown") in ("unknown", rule.conclusion[1])]
    changed = True
    while changed:
        changed = False
        for rule in open_rules:
            strength = min([rule.strength, *(known.get(premise, 0) for premise in rule.premises)])
            if strength > known.get(rule.conclusion, 0):
                known[rule.conclusion] = strength
                changed = True
    assert all(known[statement] == 3 for statement in fixed)
    return known


def chain(rules: Sequence[Plain], given: Mapping[str, str]) -> list[Step]:
    """Fire the rules one at a time in the total order. `given` stands in the order in which it was declared."""
    fixed = {concept: value for concept, value in given.items() if value != "unknown"}
    known = {(concept, value): (3, place) for place, (concept, value) in enumerate(fixed.items())}
    waiting, steps = dict(enumerate(rules)), []
    while True:
        agenda = []
        for place, rule in waiting.items():
            if all(premise in known for premise in rule.premises):
                strength = min([rule.strength, *(known[premise][0] for premise in rule.premises)])
                newest = max(known[premise][1] for premise in rule.premises)
                agenda.append((-strength, -rule.salience, -newest, place))
        if not agenda:
            return steps
        agenda.sort()
        strength, place = -agenda[0][0], agenda[0][3]
        concept, value = waiting[place].conclusion
        effect = "supports" if (concept, value) in known else "asserted"
        if fixed.get(concept, value) != value:
            effect = "overruled"
        steps.append(Step(rules[place].id, strength, effect, tuple(rules[entry[3]].id for entry in agenda)))
        if effect == "asserted":
            known[concept, value] = (strength, len(known))
        del waiting[place]


def plain_rules(pack: Any) -> list[Plain]:
    """Return the rules of a pack in memory as plain data."""
    return [
        Plain(
            rule.id,
            tuple((premise[0], premise[1]) for premise in rule.premises),
            (rule.conclusion[0], rule.conclusion[1]),
            int(rule.strength),
            rule.salience,
            rule.kind,
            rule.because,
            tuple(f"{source} {place}".strip() for source, place in rule.source),
        )
        for rule in pack.rules
    ]


def rules_in_files(folder: Path) -> list[Plain]:
    """Return the rules of a pack straight from its files, in the order of file names and of places in them."""
    found = []
    for path in sorted((folder / "rules").glob("*.yaml")):
        for item in read_yaml(path):
            premises = [item["if"]] if isinstance(item["if"], str) else item["if"]
            citations = [item["source"]] if isinstance(item["source"], str) else item["source"]
            found.append(
                Plain(
                    item["id"],
                    tuple(_pair(premise) for premise in premises),
                    _pair(item["then"]),
                    WORDS.index(item["strength"]) + 1,
                    item.get("salience", 0),
                    item.get("kind", "article"),
                    item["because"].strip(),
                    tuple(citations),
                )
            )
    return found


def read_yaml(path: Path) -> Any:
    """Return the data of a YAML file."""
    return YAML(typ="safe", pure=True).load(path)


def _pair(text: str) -> Said:
    concept, is_, value = text.split()
    assert is_ == "is"
    return concept, value
