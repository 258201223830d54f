"""A checker of a stored trace (format triage-trace/1), written from design 2.3 and 2.6; it does not import triage.

The rules come as plain data (see `closure`). What the trace says is replayed cycle by cycle; every way in which it is
not what the rules would have done is one fault in the list that comes back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from closure import WORDS, Plain, Said

LEVELS = ("emergency-now", "same-day", "routine", "learn")
KEYS = {"format", "pack", "answers", "facts", "firings", "urgency", "candidates"}


def faults(trace: Mapping[str, Any], rules: Sequence[Plain]) -> list[str]:
    """Return everything that is wrong with a trace; nothing, if it is true."""
    if missing := KEYS - trace.keys():
        return [f"keys are missing: {sorted(missing)}"]
    if trace["format"] != "triage-trace/1":
        return [f"the format is {trace['format']}"]
    replay = _Replay(trace, {rule.id: (place, rule) for place, rule in enumerate(rules)})
    return [*replay.givens(), *replay.steps(), *replay.ending(), *replay.candidates()]


def _said(statement: Mapping[str, str]) -> Said:
    return statement["concept"], statement["value"]


class _Replay:
    """Working memory as the trace would have it: each statement with its strength, its place and its kind."""

    def __init__(self, trace: Mapping[str, Any], rules: Mapping[str, tuple[int, Plain]]) -> None:
        self.trace = trace
        self.rules = rules
        self.answers: Mapping[str, str] = trace["answers"]
        self.given = {
            concept: value
            for concept, value in {**self.answers, **trace.get("supposed", {})}.items()
            if value != "unknown"
        }
        self.known: dict[Said, tuple[int, int]] = {}
        self.facts: list[dict[str, str]] = []
        self.waiting = dict(rules)
        self.concluded: dict[Said, list[str]] = {}

    def know(self, statement: Said, strength: int, origin: str, kind: str) -> None:
        self.known[statement] = (strength, len(self.known))
        word = WORDS[strength - 1]
        said = {"concept": statement[0], "value": statement[1]}
        self.facts.append({**said, "strength": word, "origin": origin, "kind": kind})

    def givens(self) -> Iterator[str]:
        """Every answer but `unknown` is a certain fact, and so is everything supposed."""
        if both := self.answers.keys() & self.trace.get("supposed", {}).keys():
            yield f"both answered and supposed: {sorted(both)}"
        for concept, value in self.given.items():
            self.know((concept, value), 3, "answered" if concept in self.answers else "supposed", "answer")

    def agenda(self) -> list[str]:
        """The rules whose premises are all known and that have not fired, in the order of design 2.3.3."""
        ready = []
        for name, (place, rule) in self.waiting.items():
            if all(premise in self.known for premise in rule.premises):
                newest = max(self.known[premise][1] for premise in rule.premises)
                ready.append(((self.strength(rule), rule.salience, newest, -place), name))
        return [name for _, name in sorted(ready, reverse=True)]

    def strength(self, rule: Plain) -> int:
        return min([rule.strength, *(self.known[premise][0] for premise in rule.premises)])

    def steps(self) -> Iterator[str]:
        for number, firing in enumerate(self.trace["firings"], 1):
            name = firing["rule"]
            if name not in self.waiting:
                yield f"cycle {number}: the rule {name} {'fired before' if name in self.rules else 'does not exist'}"
                continue
            yield from (f"cycle {number}: {fault}" for fault in self.step(number, firing, self.waiting[name][1]))

    def step(self, number: int, firing: Mapping[str, Any], rule: Plain) -> Iterator[str]:
        if firing["cycle"] != number:
            yield f"the number of the cycle is {firing['cycle']}"
        if tuple(_said(premise) for premise in firing["premises"]) != rule.premises:
            yield "the premises are not the rule's"
        if _said(firing["conclusion"]) != rule.conclusion:
            yield "the conclusion is not the rule's"
        if sorted(part.strip() for part in firing["citation"].split(";")) != sorted(rule.citations):
            yield "the citation is not the rule's"
        if firing["because"].strip() != rule.because:
            yield "the reason is not the rule's"
        agenda = self.agenda()
        if firing["agenda"] != agenda:
            yield f"the agenda was {agenda}"
        if rule.id not in agenda:
            yield f"the rule {rule.id} fired without all its premises"
            return
        if agenda[0] != rule.id:
            yield f"the rule {agenda[0]} was first on the agenda, not {rule.id}"
        yield from self.fire(firing, rule)

    def fire(self, firing: Mapping[str, Any], rule: Plain) -> Iterator[str]:
        strength = self.strength(rule)
        if firing["strength"] != WORDS[strength - 1]:
            yield f"the result is {WORDS[strength - 1]}"
        concept, value = rule.conclusion
        effect = "supports" if rule.conclusion in self.known else "asserted"
        if self.given.get(concept, value) != value:
            effect = "overruled"
        if firing["effect"] != effect:
            yield f"the effect is {effect}"
        if effect == "asserted":
            self.know(rule.conclusion, strength, "derived", rule.kind)
        if effect != "overruled":
            self.concluded.setdefault(rule.conclusion, []).append(rule.id)
        del self.waiting[rule.id]

    def ending(self) -> Iterator[str]:
        """The run ended only when nothing was left, and its facts and urgency are what the steps led to."""
        if left := self.agenda():
            yield f"the run ended with {left} on the agenda"
        told = [
            {key: fact[key] for key in ("concept", "value", "strength", "origin", "kind")}
            for fact in self.trace["facts"]
        ]
        if told != self.facts:
            yield "the facts are not those that the steps led to"
        level = next((level for level in LEVELS if ("urgency", level) in self.known), LEVELS[-1])
        if self.trace["urgency"]["level"] != level:
            yield f"the urgency is {level}"
        if self.trace["urgency"]["rules"] != self.concluded.get(("urgency", level), []):
            yield "the rules of the urgency are not those that concluded it"

    def candidates(self) -> Iterator[str]:
        for candidate in self.trace["candidates"]:
            answer = self.answers.get(candidate["concept"], "unknown")
            if candidate["contradicted"] != (answer not in ("unknown", candidate["value"])):
                yield f"the candidate {candidate['concept']} is contradicted by an answer, or is not"
            if strangers := set(candidate["chain"]) - self.rules.keys():
                yield f"the chain of the candidate {candidate['concept']} has rules that do not exist: {strangers}"
