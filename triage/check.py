"""A pack folder in, everything that is wrong with the pack out, in one pass: what the loader refuses, what the checks
find in what could be read, and what the cases say. What the pack's authors waive, with a reason, is kept apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from triage import check_cases, check_logic, check_safety, check_use
from triage.check_cases import Tried
from triage.document import Document, read_document
from triage.errors import Problem
from triage.overview import Overview
from triage.pack import WAIVERS, read_pack, strays
from triage.parts import Placed
from triage.shape import records
from triage.waivers import Waiver, idle, waives

CHECKS: Sequence[Callable[[Overview], Iterator[Problem]]] = (
    check_use.unused,
    check_use.unaskable,
    check_use.dead_end,
    check_logic.unreachable,
    check_logic.cycle,
    check_logic.needless,
    check_logic.contradiction,
    check_safety.red_flag_depth,
    check_safety.banned_words,
)


@dataclass(frozen=True)
class Checked:
    """What was found in one pack: its name, how much there is of it, the problems in the order of files and lines,
    those that are waived, each with the reason, and the cases that failed."""

    name: str
    version: str
    counts: tuple[tuple[str, int], ...] = ()
    problems: tuple[Problem, ...] = ()
    waived: tuple[tuple[Problem, str], ...] = ()
    failed: tuple[Tried, ...] = ()


def check(folder: Path) -> Checked:
    """Return what is wrong with the pack in `folder`. Never raises for what its files hold."""
    if found := tuple(sorted(strays(folder))):
        return Checked(str(folder), "", problems=found)
    reading = read_pack(folder)
    overview = Overview(reading.parts)
    files = sorted((folder / "cases").rglob("*.yaml"))
    cases = check_cases.tried(reading, overview, [read_document(path) for path in files])
    problems = {*_found(overview, cases, str(folder / "cases"))}
    waivers, faults = _waivers(folder)
    reasons = {problem: _reason(problem, waivers) for problem in problems}
    idling = () if reading.problems else idle(waivers, [*problems])
    left = {problem for problem, reason in reasons.items() if reason is None}
    return Checked(
        name=reading.header.id if reading.header else str(folder),
        version=reading.header.version if reading.header else "",
        counts=(("rule", len(overview.rules)), ("concept", len(overview.concepts)), ("case", len(files))),
        problems=tuple(sorted({*reading.problems, *left, *faults, *idling})),
        waived=tuple(sorted((problem, reason) for problem, reason in reasons.items() if reason is not None)),
        failed=tuple(one for one in cases if one.failed) if not reading.problems else (),
    )


def _found(overview: Overview, cases: Sequence[Tried], folder: str) -> Iterator[Problem]:
    found = [problem for look in CHECKS for problem in look(overview)]
    yield from found
    for one in cases:
        yield from one.problems
    yield from check_cases.failing(cases)
    dead = frozenset(one.about for one in found if one.code in ("unaskable", "unreachable"))
    yield from check_cases.untested(overview, cases, folder, dead)


def _waivers(folder: Path) -> tuple[tuple[Placed[Waiver], ...], tuple[Problem, ...]]:
    """Return the waivers of the pack, and what is wrong with the file they stand in."""
    path = folder / WAIVERS
    if not path.exists():
        return (), ()
    document: Document = read_document(path)
    problems = list(document.problems)
    return records(Waiver, document, problems), tuple(problems)


def _reason(problem: Problem, waivers: Sequence[Placed[Waiver]]) -> str | None:
    """Return why `problem` is waived, None if it is not. A case that fails, or cannot be read, is never waived."""
    return next((placed.record.reason for placed in waivers if problem.about and waives(placed.record, problem)), None)
