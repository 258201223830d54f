"""What was found in rule packs as text, a line for each problem that an editor can follow, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from triage import phrases
from triage.check.cases import Tried
from triage.check.check import Checked
from triage.errors import Problem, most_telling
from triage.output import Page, folded, visible

FORMAT = "triage-check/1"


def checked_text(found: Sequence[Checked], page: Page) -> str:
    """Return the problems of each pack, the runs of the cases that failed, and a line that sums up the pack."""
    return page.holding("".join(f"{line}\n" for one in found for line in _lines(one, page)))


def checked_json(found: Sequence[Checked]) -> str:
    """Return everything that was found as one JSON object on one line."""
    packs = [
        {
            "pack": one.name,
            "version": one.version,
            **{f"{noun}s": count for noun, count in one.counts},
            "problems": [_object(problem) for problem in one.problems],
            "waived": [{**_object(problem), "reason": reason} for problem, reason in one.waived],
        }
        for one in found
    ]
    return json.dumps({"format": FORMAT, "packs": packs}) + "\n"


def _object(problem: Problem) -> dict[str, object]:
    return {
        "path": problem.path,
        "line": problem.line,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        "about": problem.about,
    }


def _lines(one: Checked, page: Page) -> Iterator[str]:
    for problem in most_telling(one.problems):
        yield visible(str(problem))
    for tried in one.failed:
        yield from _run(tried, page)
    counts = ", ".join(phrases.counted(count, noun) for noun, count in one.counts)
    outcome = phrases.counted(len(one.problems), "problem") if one.problems else "nothing found"
    waived = f"; {len(one.waived)} waived" if one.waived else ""
    name = f"{one.name} {one.version}".strip()
    yield visible(": ".join(part for part in (name, counts, f"{outcome}{waived}") if part))


def _run(tried: Tried, page: Page) -> Iterator[str]:
    """Yield what was given to a case that failed and each rule that fired, a line each."""
    if not tried.case or not tried.trace:
        return
    trace = tried.trace
    yield f"--- {visible(tried.document.path)} ran like this:"
    given = [fact for fact in trace.facts if fact.origin != "derived"]
    lines = [f"    {phrases.said(trace.pack, fact.statement)}  [{phrases.whence(trace, fact)}]" for fact in given]
    for firing in trace.firings:
        concluded = phrases.said(trace.pack, firing.rule.conclusion, firing.strength)
        lines.append(f"{firing.cycle:>3} {concluded}  [{phrases.EFFECT[firing.effect]}]  {firing.rule.id}")
    yield from (folded(visible(line), page.width) for line in lines)
    yield f"    the urgency is {trace.urgency}"
