"""Rules of a pack, each changed in one small way, and who notices: `PYTHONPATH=. python tests/support/mutants.py` tries
them all, in the checkout.

A mutant is caught by what the loader refuses, by a case that fails, by what `triage check` finds, or by the record of
the evidence in evidence_rows.json, which was made from the sources and not from the rules. Nothing is run that could
not notice: a changed rule matters to a case only if it fires there, before or after.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from shipped import shipped_pack

from triage.answers.case import Case, read_case
from triage.check import cases as check_cases
from triage.check.check import CHECKS
from triage.check.expectations import unmet
from triage.check.overview import Overview
from triage.check.untested import untested
from triage.engine.inference import infer
from triage.errors import Problem
from triage.model import URGENCY, URGENCY_LEVELS, Citation, Rule, RulePack, Statement, Strength
from triage.pack.citations import unsourced
from triage.pack.doubles import repeated
from triage.pack.loading import read_pack
from triage.pack.parts import Parts
from triage.pack.references import unresolved
from triage.trace import Trace

SCOPE = "SCOPE"  # where the first pack says whom it is made for, which no outside source can say
ROWS: dict[str, Any] = json.loads((Path(__file__).parents[1] / "evidence_rows.json").read_text("utf-8"))


@dataclass(frozen=True)
class Mutant:
    """One rule, and what it becomes; nothing if it is taken out."""

    way: str
    rule: Rule
    changed: Rule | None

    def __str__(self) -> str:
        return f"{self.rule.id}: {self.way}"


def mutants(pack: RulePack, rule: Rule) -> Iterator[Mutant]:
    """Yield every mutant of a rule."""
    yield Mutant("deleted", rule, None)
    for premise in rule.premises if len(rule.premises) > 1 else ():
        rest = tuple(one for one in rule.premises if one != premise)
        yield Mutant(f"without '{premise}'", rule, rule.model_copy(update={"premises": rest}))
    if rule.conclusion.concept == URGENCY:
        for level in URGENCY_LEVELS[URGENCY_LEVELS.index(rule.conclusion.value) + 1 :]:
            lower = Statement(URGENCY, level)
            yield Mutant(f"concludes '{lower}'", rule, rule.model_copy(update={"conclusion": lower}))
    else:
        for other in others(pack, rule):
            yield Mutant(f"concludes '{other}'", rule, rule.model_copy(update={"conclusion": other}))
    for strength in Strength:
        if abs(strength - rule.strength) == 1:
            word = "stronger" if strength > rule.strength else "weaker"
            yield Mutant(f"{word}: {strength.word}", rule, rule.model_copy(update={"strength": strength}))
    for number, citation in enumerate(rule.source):
        cited = list(rule.source)
        cited[number] = swapped(pack, citation)
        yield Mutant(f"cites '{cited[number]}'", rule, rule.model_copy(update={"source": tuple(cited)}))


def others(pack: RulePack, rule: Rule) -> Iterator[Statement]:
    """Yield another value of the concluded concept, and the same value of the next concept of its role."""
    concept = pack.concept[rule.conclusion.concept]
    yield Statement(concept.id, next(value for value in concept.values if value != rule.conclusion.value))
    alike = [one.id for one in pack.concepts if one.role == concept.role and rule.conclusion.value in one.values]
    following = alike[(alike.index(concept.id) + 1) % len(alike)]
    if following != concept.id:
        yield Statement(following, rule.conclusion.value)


def swapped(pack: RulePack, citation: Citation) -> Citation:
    """Return the next place of the same source, or the next source of the same kind."""
    sources = {source.id: source for source in pack.sources}
    places = [*sources[citation.source].places]
    if citation.place in places:
        return citation._replace(place=places[(places.index(citation.place) + 1) % len(places)])
    alike = [one.id for one in pack.sources if one.kind == sources[citation.source].kind and not one.places]
    return Citation(alike[(alike.index(citation.source) + 1) % len(alike)], "")


class Court:
    """What a pack, its cases and its evidence say of a mutant."""

    def __init__(self, folder: Path):
        self.reading = read_pack(folder)
        self.pack = self.reading.pack()
        self.cases = [read_case(str(path), lambda _: self.pack) for path in sorted((folder / "cases").rglob("*.yaml"))]
        self.runs = [self._run(self.pack, case) for case in self.cases]

    @cached_property
    def known(self) -> frozenset[tuple[str, str]]:
        """What the checks find in the pack as it is: its authors waive it."""
        overview = Overview(self.reading.parts)
        return frozenset((one.code, one.about) for look in CHECKS for one in look(overview))

    def verdict(self, mutant: Mutant) -> str:
        """Return by what a mutant is caught, '' if by nothing; what is quickly asked is asked first."""
        if mutant.changed and (found := against_evidence(mutant.changed, self.pack)):
            return f"evidence: {found}"
        if mutant.changed and weaker_than_its_source(self.pack, mutant.changed):
            return "source: weaker than its wording"
        if mutant.changed is None and (named := self._naming(mutant.rule)):
            return f"case: {named} names it"
        parts = self._parts(mutant)
        for problem in chain(unsourced(parts), repeated(parts), unresolved(parts)):
            return f"loader: {problem.code}"
        rules = tuple(placed.record for placed in parts.rules)
        pack = replace(self.pack, rules=rules)
        for case, run in zip(self.cases, self.runs, strict=True):
            if matters(mutant, run):
                for missed in unmet(case.expectation, self._run(pack, case)):
                    return f"case: {Path(case.name).stem} ({missed.message})"
        for problem in self._checked(parts, pack, mutant):
            return f"check: {problem.code}"
        return ""

    def _naming(self, rule: Rule) -> str:
        """Return a case that expects a rule by its id, '' if there is none."""
        for case in self.cases:
            wanted = case.expectation
            if rule.id in wanted.fires or any(rule.id in pair for pair in wanted.before):
                return Path(case.name).stem
        return ""

    def _checked(self, parts: Parts, pack: RulePack, mutant: Mutant) -> Iterator[Problem]:
        overview = Overview(parts)
        for look in CHECKS:
            yield from (one for one in look(overview) if (one.code, one.about) not in self.known)
        pairs = zip(self.cases, self.runs, strict=True)
        runs = [self._run(pack, case) if matters(mutant, run) else run for case, run in pairs]
        nowhere = self.reading.parts.pack_file
        tried = [check_cases.Tried(nowhere, (), *both) for both in zip(self.cases, runs, strict=True)]
        yield from untested(overview, tried, "cases", check_cases.Unjudged(overview.shaky))

    def _parts(self, mutant: Mutant) -> Parts:
        rules = []
        for placed in self.reading.parts.rules:
            if placed.record.id != mutant.rule.id:
                rules.append(placed)
            elif mutant.changed:
                rules.append(replace(placed, record=mutant.changed))
        return replace(self.reading.parts, rules=tuple(rules))

    def _run(self, pack: RulePack, case: Case) -> Trace:
        return infer(pack, case.answers, case.supposed)


def matters(mutant: Mutant, run: Trace) -> bool:
    """Return whether the rule fired in a run, or would fire there as it was changed."""
    if any(firing.rule.id == mutant.rule.id for firing in run.firings):
        return True
    return mutant.changed is not None and all(premise in run.fact for premise in mutant.changed.premises)


def against_evidence(rule: Rule, pack: RulePack) -> str:
    """Return what the record of the evidence says against a rule, '' if nothing: a source that none of its rows names,
    a nutrient or a level that is not theirs. A level may be lower than that of its rows where it is marked as inferred
    and the sign is never asked for: whoever told only the parts of it has not told all that the row says."""
    rows = [ROWS[row] for row in rule.teaches if row in ROWS]
    if not rows:
        stated = rule.conclusion.concept != URGENCY or {citation.source for citation in rule.source} == {SCOPE}
        return "" if stated else "it teaches no row, and rests on no statement of what the pack is for"
    sources = {source for row in rows for source in row["sources"]}
    if stray := [citation.source for citation in rule.source if citation.source not in sources]:
        return f"no row that it teaches names {stray[0]}"
    about = {Statement(name, "low") for row in rows for name in row.get("about", ())}
    if rule.conclusion.concept != URGENCY:
        stray_cause = about and not about.intersection((*rule.premises, rule.conclusion))
        return f"its rows are about {min(about)}" if stray_cause else ""
    asked = {concept for question in pack.questions for concept in question.concepts}
    in_parts = rule.basis == "inferred" and not asked.intersection(premise.concept for premise in rule.premises)
    levels = {row["level"] for row in rows if "level" in row}
    if levels and not in_parts:
        least = min(levels, key=URGENCY_LEVELS.index)
        if URGENCY_LEVELS.index(rule.conclusion.value) > URGENCY_LEVELS.index(least):
            return f"its rows say {least}"
    return ""


def weaker_than_its_source(pack: RulePack, rule: Rule) -> bool:
    """Return whether a rule is less sure than the wording that it quotes."""
    carried = pack.hedges.carried_by(rule.wording)
    return carried is not None and rule.strength < carried


def verdicts(court: Court, rules: Sequence[Rule]) -> Iterator[tuple[Mutant, str]]:
    """Yield each mutant of `rules` with its verdict."""
    for rule in rules:
        for mutant in mutants(court.pack, rule):
            yield mutant, court.verdict(mutant)


def main(pack: str) -> None:
    """Count every mutant of a shipped pack, by what caught it, and name those that nothing caught."""
    court = Court(shipped_pack(pack))
    found = list(verdicts(court, court.pack.rules))
    by = Counter(verdict.partition(":")[0] or "survived" for _, verdict in found)
    print(f"{pack}: {len(found)} mutants, {len(found) - by['survived']} caught: {dict(by)}")
    for mutant, verdict in found:
        if not verdict:
            print(f"  {mutant}")


if __name__ == "__main__":
    main(*sys.argv[1:] or ["muscle-spasms"])
