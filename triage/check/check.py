"""A pack folder in, everything that is wrong with the pack out, in one pass: what the loader refuses, what the checks
find in what could be read, and what the cases say. What the pack's authors waive, with a reason, is kept apart. A case
that lies elsewhere may be checked alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from triage.answers.case import resolved
from triage.check import cases as check_cases
from triage.check import circles as check_circles
from triage.check import logic as check_logic
from triage.check import safety as check_safety
from triage.check import use as check_use
from triage.check import words as check_words
from triage.check.cases import Tried
from triage.check.expectations import unmet
from triage.check.overview import Overview
from triage.check.untested import untested
from triage.check.waivers import waivers_in
from triage.engine.given import given_in
from triage.errors import PackError, Problem
from triage.model import RulePack
from triage.pack.folder import strays
from triage.pack.loading import read_pack
from triage.pack.reading import read_document

CHECKS: Sequence[Callable[[Overview], Iterator[Problem]]] = (
    check_use.unused,
    check_use.unreadable_units,
    check_use.unaskable,
    check_use.dead_end,
    check_logic.unreachable,
    check_circles.cycle,
    check_logic.needless,
    check_logic.contradiction,
    check_safety.red_flag_depth,
    check_words.banned_words,
)


@dataclass(frozen=True)
class Checked:
    """What was found in one pack, or in one case: its name, how much there is of it, the problems in the order of files
    and lines, those that are waived, each with the reason, and the cases that failed. `partly` says that not all of it
    could be read, `unasked` that it has no questions."""

    name: str
    version: str
    problems: tuple[Problem, ...]
    counts: tuple[tuple[str, int], ...] = ()
    waived: tuple[tuple[Problem, str], ...] = ()
    failed: tuple[Tried, ...] = ()
    partly: bool = False
    unasked: bool = False


def check(folder: Path) -> Checked:
    """Return what is wrong with the pack in `folder`. Never raises for what its files hold."""
    if found := tuple(sorted(strays(folder))):
        return Checked(str(folder), "", problems=found)
    reading = read_pack(folder)
    overview = Overview(reading.parts)
    files = sorted((folder / "cases").rglob("*.yaml"))
    found = _subsumed_if_alive([problem for look in CHECKS for problem in look(overview)])
    waivers = waivers_in(folder)
    doubtful = [one for one in found if one.code in check_cases.DEAD or waivers.reason(one) is None]
    without = check_cases.unjudged(reading, overview, doubtful)
    documents = [read_document(path) for path in files]
    cases = check_cases.tried(reading, overview, documents, without)
    in_cases = {
        *check_cases.misnamed(reading, documents),
        *check_cases.failing(cases),
        *(problem for one in cases for problem in one.problems),
    }
    problems = {*found, *check_words.banned_in_titles([one.document for one in cases])}
    problems |= {*untested(overview, cases, str(folder / "cases"), without)}
    reasons = {problem: waivers.reason(problem) for problem in problems}
    idle = () if reading.problems else waivers.idle(problems)
    left = {problem for problem, reason in reasons.items() if reason is None and not waivers.may_waive(problem)}
    return Checked(
        name=reading.header.id if reading.header else str(folder),
        version=reading.header.version if reading.header else "",
        counts=(("rule", len(overview.rules)), ("concept", len(overview.concepts)), ("case", len(files))),
        problems=tuple(sorted({*reading.problems, *in_cases, *left, *waivers.problems, *idle})),
        waived=tuple(sorted((problem, reason) for problem, reason in reasons.items() if reason is not None)),
        failed=tuple(one for one in cases if one.unmet) if not reading.problems else (),
        partly=reading.parts.doubtful != frozenset(),
        unasked=not reading.problems and not reading.parts.questions,
    )


def check_case(file: str, pack_named: Callable[[str], RulePack]) -> Checked:
    """Return what is wrong with a case that lies anywhere, and what it expects and does not get; or what is wrong with
    its pack, where that cannot be read. `pack_named` returns the pack for the id in the file."""
    document = read_document(Path(file))
    try:
        case, problems = resolved(document, pack_named)
    except PackError as error:
        return Checked(file, "", error.problems)
    trace = given_in(case).trace if case else None
    missed = tuple(unmet(case.expectation, trace)) if case and trace and not problems else ()
    tried = Tried(document, problems, case, trace, missed)
    found = (*problems, *check_cases.failing([tried]))
    return Checked(file, "", found, counts=(("case", 1),), failed=(tried,) if missed else ())


def _subsumed_if_alive(found: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return `found` without `subsumed` of a rule that can never fire: that this is so is told, and the graver."""
    dead = {problem.about for problem in found if problem.code in check_cases.DEAD}
    return tuple(problem for problem in found if problem.code != "subsumed" or problem.about not in dead)
