"""`contrast` in words: why one candidate stands before another, and only what differs between the two."""

from __future__ import annotations

from collections.abc import Iterator

from triage import phrases
from triage.explain.comparison import Contrast, Side, contrast
from triage.explain.explanation import Explanation, Line, rule_line
from triage.model import Statement
from triage.result.candidates import candidates
from triage.trace import Trace


def versus(trace: Trace, one: Statement, other: Statement) -> Explanation:
    """Return why one of two candidates stands before the other. Raises ValueError for what is no candidate, and for a
    candidate beside itself."""
    found = contrast(candidates(trace), one, other)
    first, second = (phrases.said(trace.pack, side.candidate.statement) for side in (found.first, found.second))
    about = f"{phrases.said(trace.pack, one)} and {phrases.said(trace.pack, other)}"
    places = f"(place {found.first.place}) stands before {second} (place {found.second.place})"
    answer = f"{first} {places}: {_decided(found)}."
    return Explanation("contrast", about, answer, tuple(line for line in _sides(trace, found) if line.below))


def _decided(found: Contrast) -> str:
    """Return what sets the first before the second, in words."""
    first, second = found.first.candidate, found.second.candidate
    match found.decided:
        case "evidence":
            return f"the evidence for the cause itself is {first.evidence_word}, for the other {second.evidence_word}"
        case "explained":
            explained = phrases.counted(len(first.explained), "reported finding")
            return f"it explains {explained}, and the other {len(second.explained)}"
        case "against":
            against = phrases.counted(len(first.against), "answer speaks", "answers speak")
            return f"{against} against it, and {len(second.against)} against the other"
        case "order":
            return "nothing sets them apart but the pack's order"


def _sides(trace: Trace, found: Contrast) -> Iterator[Line]:
    for side in (found.first, found.second):
        statement = side.candidate.statement
        text = f"only {phrases.said(trace.pack, statement)}"
        yield Line(text, means="side", about=statement, detail="chain", below=tuple(_side(trace, side)))


def _side(trace: Trace, side: Side) -> Iterator[Line]:
    pack = trace.pack
    for firing in side.pointers:
        text = f"points to it: {firing.rule.because}"
        yield rule_line(firing.rule, firing.strength.word, "for", firing.strength, text=text)
    for explained in side.explained:
        yield Line(
            f"explains, or explains more surely: {phrases.said(pack, explained.finding, explained.strength)}",
            below=tuple(
                rule_line(one.rule, one.strength.word, "rule", one.strength, "full") for one in explained.chain
            ),
            means="explains",
            about=explained.finding,
            strength=explained.strength,
            detail="chain",
        )
    for answer in side.against:
        yield Line(f"against it: {phrases.said(pack, answer)}", means="against", about=answer, detail="chain")
