"""What was found in rule packs as text, a line for each problem that an editor can follow, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence, Set
from dataclasses import asdict
from typing import NamedTuple

from triage import phrases
from triage.check.cases import Tried
from triage.check.check import Checked
from triage.errors import most_telling
from triage.model import Statement
from triage.output import Page, folded, visible
from triage.trace import Firing, Trace

FORMAT = "triage-check/1"
MOST_SHOWN = 8  # so many steps of a case that failed are shown; `triage explain` shows all


def checked_text(found: Sequence[Checked], page: Page) -> str:
    """Return of each pack what happened in the cases that failed, the problems, and a line that sums it up."""
    return page.holding("".join(f"{line}\n" for one in found for line in _lines(one, page)))


def checked_json(found: Sequence[Checked]) -> str:
    """Return everything that was found as one JSON object on one line."""
    packs = [
        {
            "pack": one.name,
            "version": one.version,
            **{f"{noun}s": count for noun, count in one.counts},
            "problems": [asdict(problem) for problem in one.problems],
            "waived": [{**asdict(problem), "reason": reason} for problem, reason in one.waived],
        }
        for one in found
    ]
    return json.dumps({"format": FORMAT, "packs": packs}) + "\n"


def _lines(one: Checked, page: Page) -> Iterator[str]:
    for tried in one.failed:
        yield from _run(tried, page)
    for problem in most_telling(one.problems):
        yield visible(str(problem))
    counts = ", ".join(phrases.counted(count, noun) for noun, count in one.counts)
    counts += ", as far as they could be read" if one.partly else ""
    counts += "; nobody is asked anything, for there are no questions" if one.unasked else ""
    outcome = phrases.counted(len(one.problems), "problem") if one.problems else "nothing found"
    waived = f"; {len(one.waived)} waived" if one.waived else ""
    name = f"{one.name} {one.version}".strip()
    yield visible(": ".join(part for part in (name, counts, f"{outcome}{waived}") if part))


def _run(tried: Tried, page: Page) -> Iterator[str]:
    """Yield what bears on the expectations that a case failed: what was given and each rule that fired, a line each. Of
    many the last are shown, which lead to what came instead; the hint of the problem says how to see the rest."""
    if not tried.case or not tried.trace:
        return
    trace = tried.trace
    steps = _bearing(trace, {concept for one in tried.unmet for concept in one.about})
    lines = [line for line in _steps(trace) if line.about in steps]
    if lines:
        yield f"--- {visible(tried.document.path)}, what bears on it:"
    if len(lines) > MOST_SHOWN:
        yield f"    ({phrases.counted(len(lines) - MOST_SHOWN, 'step')} before these)"
    yield from (folded(visible(line.text), page.width) for line in lines[-MOST_SHOWN:])


class _Step(NamedTuple):
    """A line for a firing or for a fact that was given."""

    text: str
    about: Firing | Statement


def _steps(trace: Trace) -> Iterator[_Step]:
    for fact in trace.facts:
        if fact.origin != "derived":
            text = f"    {phrases.said(trace.pack, fact.statement)}  [{phrases.whence(trace, fact)}]"
            yield _Step(text, fact.statement)
    for firing in trace.firings:
        concluded = phrases.said(trace.pack, firing.rule.conclusion, firing.strength)
        text = f"{firing.cycle:>3} {concluded}  [{phrases.EFFECT[firing.effect]}]  {firing.rule.id}"
        yield _Step(text, firing)


def _bearing(trace: Trace, about: Set[str]) -> frozenset[Firing | Statement]:
    """Return the facts of the concepts `about` that were given, the firings that conclude these concepts, and all that
    led to them."""
    found: set[Firing | Statement] = {fact.statement for fact in trace.facts if fact.statement.concept in about}
    waiting = [firing for firing in trace.firings if firing.rule.conclusion.concept in about]
    while waiting:
        firing = waiting.pop()
        if firing in found:
            continue
        found |= {firing, *firing.rule.premises}
        waiting.extend(trace.asserting[premise] for premise in firing.rule.premises if premise in trace.asserting)
    return frozenset(found)
