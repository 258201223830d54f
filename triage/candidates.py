"""Root causes that would explain what was reported: each one supposed in turn, with what speaks for it, against it, and
what is open. A trace comes in, candidates go out, in rank order. Never a probability.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from triage.engine import infer
from triage.model import UNKNOWN, Concept, Statement, Strength
from triage.trace import Firing, Trace


@dataclass(frozen=True)
class Explained:
    """A reported finding that the chain of a cause reaches, and that chain, from the cause on."""

    finding: Statement
    strength: Strength
    chain: tuple[Firing, ...]


@dataclass(frozen=True)
class Candidate:
    """One root cause: the evidence for the cause itself, the findings it explains, what contradicts it, what is open.

    `evidence` is the strength with which the answers alone give the cause, None if they do not. `pointers` are the
    firings that conclude it. `contradiction` is the answer that gives it another value. `denied` are the findings it
    would strongly predict and that were answered otherwise. `open` names concepts not answered, or answered `unknown`.
    """

    statement: Statement
    evidence: Strength | None
    contradiction: Statement | None
    pointers: tuple[Firing, ...]
    explained: tuple[Explained, ...]
    denied: tuple[Statement, ...]
    open: tuple[str, ...]

    @property
    def against(self) -> tuple[Statement, ...]:
        """The answers that speak against the cause."""
        return (self.contradiction, *self.denied) if self.contradiction else self.denied

    @property
    def chain(self) -> tuple[str, ...]:
        """The ids of every rule in the chains from the cause to the findings, each once."""
        return tuple(dict.fromkeys(firing.rule.id for explained in self.explained for firing in explained.chain))


def candidates(trace: Trace) -> tuple[Candidate, ...]:
    """Return every root cause of the pack as a candidate. Rank: evidence for the cause, then reported findings
    explained, then less against it, then the pack's order."""
    found = [_candidate(trace, concept) for concept in trace.pack.concepts if concept.candidate is not None]
    return tuple(sorted(found, key=lambda one: (-(one.evidence or 0), -len(one.explained), len(one.against))))


def _candidate(trace: Trace, concept: Concept) -> Candidate:
    cause = Statement(concept.id, concept.candidate or "")
    answered = trace.answers.get(concept.id, UNKNOWN)
    alone = _supposing(trace, cause)
    reached = _reached(alone, cause)
    findings = [finding for finding in reached if trace.pack.concept[finding.concept].role == "finding"]
    fact = trace.fact.get(cause)
    return Candidate(
        statement=cause,
        evidence=fact.strength if fact and cause not in trace.resting_on_supposition else None,
        contradiction=Statement(concept.id, answered) if answered not in (UNKNOWN, cause.value) else None,
        pointers=trace.concluding.get(cause, ()),
        explained=tuple(
            Explained(finding, alone.fact[finding].strength, tuple(_chain(reached, finding)))
            for finding in findings
            if trace.answers.get(finding.concept) == finding.value
        ),
        denied=tuple(
            Statement(finding.concept, trace.answers[finding.concept])
            for finding in findings
            if trace.answers.get(finding.concept, UNKNOWN) not in (UNKNOWN, finding.value)
            and alone.fact[finding].strength >= Strength.LIKELY
        ),
        open=tuple(
            name
            for name in (concept.id, *(finding.concept for finding in findings))
            if trace.answers.get(name, UNKNOWN) == UNKNOWN
        ),
    )


def _supposing(trace: Trace, cause: Statement) -> Trace:
    """Return the run in which `cause` is supposed and the findings are left out, so that what is reported has to come
    from the cause."""
    roles = {concept.id: concept.role for concept in trace.pack.concepts}
    answers = {
        concept: value
        for concept, value in trace.answers.items()
        if roles[concept] != "finding" and concept != cause.concept
    }
    return infer(trace.pack, answers, {cause.concept: cause.value})


def _reached(trace: Trace, cause: Statement) -> Mapping[Statement, Firing | None]:
    """Return every fact that a chain leads to from `cause`, nearest first, each with the firing that leads to it.

    A firing may have come before the one that ties its premise to the cause, when another cause was there first: so the
    recorded firings are gone through until nothing more is reached.
    """
    reached: dict[Statement, Firing | None] = {cause: None}
    size = 0
    while size < len(reached):
        size = len(reached)
        for firing in trace.firings:
            if firing.effect != "overruled" and any(premise in reached for premise in firing.rule.premises):
                reached.setdefault(firing.rule.conclusion, firing)
    return reached


def _chain(reached: Mapping[Statement, Firing | None], finding: Statement) -> Iterator[Firing]:
    """Yield the firings that lead from the cause to `finding`, the cause's own first."""
    needed, wanted = [finding], {finding}
    while needed:
        firing = reached[needed.pop()]
        new = {premise for premise in firing.rule.premises if premise in reached} - wanted if firing else set()
        wanted |= new
        needed.extend(new)
    yield from (firing for statement, firing in reached.items() if statement in wanted and firing)
