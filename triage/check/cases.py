"""The cases of a pack, tried: whether each comes out as it expects.

The files of the cases and a pack go in; problems come out, and the runs that failed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from shlex import quote

from triage.answers.case import Case, resolved
from triage.check.expectations import Unmet, unmet
from triage.check.overview import Overview
from triage.engine.given import given_in
from triage.errors import Problem, UsageError
from triage.model import PRESENT, URGENCY, Concept, RulePack
from triage.model.record import ID
from triage.pack.document import Document, words_in
from triage.pack.loading import Reading
from triage.trace import Trace

DEAD = ("unaskable", "unreachable")


@dataclass(frozen=True)
class Tried:
    """A case that was tried: its file, what is wrong with that, its run, if it could be read, and what it expected and
    did not get."""

    document: Document
    problems: tuple[Problem, ...]
    case: Case | None = None
    trace: Trace | None = None
    unmet: tuple[Unmet, ...] = ()


@dataclass(frozen=True)
class Unjudged:
    """What cases cannot be held to, because of other problems of the pack: what they conclude about the concepts in
    `shaky`, that the rules in `dead` fire, the urgency where they answer a sign in `flags`. `known` holds the words
    that may name a concept that could not be read, `known_rules` a rule, None where any may; `whole` says that nothing
    else is wrong."""

    shaky: frozenset[str]
    dead: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    known: frozenset[str] | None = frozenset()
    known_rules: frozenset[str] | None = frozenset()
    whole: bool = True


def unjudged(reading: Reading, overview: Overview, found: Sequence[Problem]) -> Unjudged:
    """Return what cases are not held to, given the problems that were `found` in the rules."""
    dead = {one.about for one in found if one.code in DEAD}
    unsure = dead | {one.about for one in reading.problems if one.code in ("over-strong", "wrong-role")}
    lost = {rule.record.conclusion.concept for rule in overview.rules if rule.record.id in unsure}
    lost |= {statement.concept for statement in overview.concluded if overview.is_danger(statement.concept)}
    words = overview.parts.doubtful or frozenset()
    named = (overview.parts.concept_ids or frozenset()) - overview.concepts.keys()  # their records could not be read
    return Unjudged(
        dead=frozenset(dead),
        shaky=overview.shaky | overview.with_what_follows(lost),
        flags=frozenset(one.about for one in found if one.code == "red-flag-depth"),
        known=None if overview.lacks("concepts.yaml", "id") else words | named,
        known_rules=None
        if overview.repeated or overview.lacks("rules", "id")
        else words | {one.record.id for one in overview.parts.rules},
        whole=not reading.problems and not dead,
    )


def tried(reading: Reading, overview: Overview, documents: Sequence[Document], without: Unjudged) -> tuple[Tried, ...]:
    """Return each case, tried on the pack as far as it could be read. What hangs on anything doubtful is not judged."""
    if not overview.whole:
        return ()
    pack = reading.pack() if not reading.problems else _sound(reading, overview)
    ids = (pack.id, _called_by_all(documents))
    return tuple(_try(document, pack, ids, without) for document in documents)


def _called_by_all(documents: Sequence[Document]) -> str:
    """Return the id by which several cases name their pack; '' where there are not several, or they differ."""
    ids = [document.data.get("pack") for document in documents if isinstance(document.data, dict)]
    alike = len(ids) > 1 and all(id == ids[0] for id in ids)
    return ids[0] if alike and isinstance(ids[0], str) and re.match(ID, ids[0]) else ""


def misnamed(reading: Reading, documents: Sequence[Document]) -> Iterator[Problem]:
    """`unknown-pack`: an id of the pack by which none of its cases calls it, where all call it alike: told once."""
    called, header = _called_by_all(documents), reading.header
    if header and called not in ("", header.id):
        message = f"the pack is called '{header.id}', and its cases name the pack '{called}'"
        file = reading.parts.pack_file
        yield file.problem(("id",), "unknown-pack", message, "call it as they do, or change the cases")


def _try(document: Document, pack: RulePack, ids: Sequence[str], without: Unjudged) -> Tried:
    def named(name: str) -> RulePack:
        if pack.id and name not in ids:  # the id may be what is wrong
            raise UsageError(f"this case stands in the pack '{pack.id}', not in '{name}'", f"write 'pack: {pack.id}'")
        return pack

    case, problems = resolved(document, named)
    told = tuple(one for one in problems if not _may_be_known(one, without))
    if case is None:
        return Tried(document, told)
    trace = given_in(case).trace
    # A rank rests on all rules.
    expected = case.expectation if without.whole else replace(case.expectation, candidates=())
    missed = () if problems else unmet(expected, trace)
    shaky = without.shaky | ({URGENCY} if without.flags & case.answers.keys() else frozenset())
    return Tried(document, told, case, trace, tuple(one for one in missed if not shaky.intersection(one.concepts)))


def _may_be_known(problem: Problem, without: Unjudged) -> bool:
    """Return whether what a name in a case means may stand in what could not be read."""
    if problem.code not in ("unknown-concept", "unknown-rule"):
        return False
    known = without.known if problem.code == "unknown-concept" else without.known_rules
    name = problem.about.partition(" is ")[0]
    return known is None or name in known or words_in(name) <= known


def failing(cases: Sequence[Tried]) -> Iterator[Problem]:
    """`case`: what a case expects and its run does not give."""
    for one in cases:
        for missed in one.unmet:
            hint = f"see what happened: triage explain {quote(one.document.path)}"
            yield one.document.problem(missed.place, "case", missed.message, hint)


def _sound(reading: Reading, overview: Overview) -> RulePack:
    """Return the pack of those rules and concepts that name nothing unknown, so that cases can be run on it."""
    concepts = tuple(_whole(placed.record, overview) for placed in overview.concepts.values())
    rules = [placed.record for placed in overview.rules if overview.names_known(placed.record)]
    return reading.pack(concepts=concepts, rules=rules)


def _whole(concept: Concept, overview: Overview) -> Concept:
    """Return `concept` without what names a value or a danger sign that is not there."""
    may_hold, critical = PRESENT in concept.values, concept.critical
    return concept.model_copy(
        update={
            "critical": critical if critical and _can_be_there(critical.danger, overview) else None,
            "results": {value: one for value, one in concept.results.items() if _can_be_there(one, overview)},
            "told_by": concept.told_by if may_hold else (),
            "holds": tuple(part for part in concept.holds if may_hold and overview.declared(part)),
            "candidate": concept.candidate if concept.candidate in concept.values else None,
        }
    )


def _can_be_there(danger: str, overview: Overview) -> bool:
    return danger in overview.concepts and PRESENT in overview.concepts[danger].record.values
