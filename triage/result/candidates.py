"""Root causes that would explain what was reported: each one supposed in turn, with what speaks for it, against it, and
what is open. A trace comes in, candidates go out, in rank order. Never a probability.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from triage.engine.inference import infer
from triage.model import UNKNOWN, RulePack, Statement, Strength
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
    firings that conclude it. `contradiction` is the answer that gives it another value, and `overruled` are the firings
    that would conclude it but for that answer. `denied` are the findings it would strongly predict and that were
    answered otherwise. `open` names concepts not answered, or answered `unknown`.
    """

    statement: Statement
    evidence: Strength | None
    contradiction: Statement | None
    pointers: tuple[Firing, ...]
    explained: tuple[Explained, ...]
    denied: tuple[Statement, ...]
    open: tuple[str, ...]
    overruled: tuple[Firing, ...]

    @property
    def evidence_word(self) -> str:
        """How strong the evidence is: `certain`, `likely`, `possible` or `none`."""
        return self.evidence.word if self.evidence else "none"

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
    answered = infer(trace.pack, trace.answers) if trace.supposed else trace
    found = [_candidate(answered, cause) for cause in trace.pack.causes]
    return tuple(sorted(found, key=lambda one: (-(one.evidence or 0), -len(one.explained), len(one.against))))


def _candidate(trace: Trace, cause: Statement) -> Candidate:
    """Return the candidate for `cause`, given the run of the answers alone."""
    answered = trace.answers.get(cause.concept, UNKNOWN)
    alone = _supposing(trace, cause)
    steps = _chains(alone, cause)
    findings = [reached for reached in steps if trace.pack.role(reached.concept) == "finding"]
    fact = trace.fact.get(cause)
    return Candidate(
        statement=cause,
        evidence=fact.strength if fact else None,
        contradiction=Statement(cause.concept, answered) if answered not in (UNKNOWN, cause.value) else None,
        pointers=trace.concluding.get(cause, ()),
        explained=tuple(
            Explained(finding, steps[finding].strength, _chain(alone, steps, finding))
            for finding in findings
            if trace.answers.get(finding.concept) == finding.value
        ),
        denied=tuple(
            Statement(finding.concept, trace.answers[finding.concept])
            for finding in findings
            if trace.answers.get(finding.concept, UNKNOWN) not in (UNKNOWN, finding.value)
            and steps[finding].strength >= Strength.LIKELY
        ),
        open=tuple(
            name
            for name in dict.fromkeys((cause.concept, *(finding.concept for finding in findings)))
            if trace.answers.get(name, UNKNOWN) == UNKNOWN
        ),
        overruled=tuple(one for one in trace.firings if one.rule.conclusion == cause and one.effect == "overruled"),
    )


def is_left_out(pack: RulePack, answer: Statement) -> bool:
    """Return whether an answer is left out where a cause is supposed.

    Findings are, so that what is reported has to come from the cause. So are other causes, with the risks, scopes and
    danger signs that point to them and the mechanisms that causes lead to, so that none lends it its own chain; all
    other answers stay, because they may be premises. Left out or not, every answer still overrules, so that no chain
    goes on from what was denied.
    """
    left_out = pack.role(answer.concept) in ("finding", "risk", "scope", "danger")
    return left_out or answer in pack.causes or answer in pack.passed_through


def _supposing(trace: Trace, cause: Statement) -> Trace:
    """Return the run in which `cause` is supposed."""
    answers = {
        concept: value
        for concept, value in trace.answers.items()
        if concept != cause.concept and not is_left_out(trace.pack, Statement(concept, value))
    }
    overruling = {
        concept: value for concept, value in trace.answers.items() if value != UNKNOWN and concept != cause.concept
    }
    return infer(trace.pack, answers, {cause.concept: cause.value}, overruling=overruling)


@dataclass(frozen=True)
class _Reached:
    """How a chain from the cause reaches a statement: the last firing, the premise it came by, the strength so far."""

    firing: Firing
    premise: Statement
    strength: Strength


def _chains(trace: Trace, cause: Statement) -> Mapping[Statement, _Reached]:
    """Return the strongest chain from `cause` to every statement that one leads to, nearest first.

    A statement may also follow without the cause, and more strongly; what counts here is the chain from the cause.
    """
    steps: dict[Statement, _Reached] = {}
    grown = True
    while grown:
        grown = False
        for firing in trace.firings:
            step, best = _longer(trace, cause, steps, firing), steps.get(firing.rule.conclusion)
            if step and (best is None or step.strength > best.strength):
                steps[firing.rule.conclusion] = step
                grown = True
    return steps


def _is_given(trace: Trace, concept: str) -> bool:
    return concept in trace.answers or concept in trace.supposed


def _longer(trace: Trace, cause: Statement, steps: Mapping[Statement, _Reached], firing: Firing) -> _Reached | None:
    """Return the step by which `firing` lengthens the strongest chain that reaches one of its premises, if one does."""
    concept = firing.rule.conclusion.concept
    if firing.rule.conclusion == cause or (firing.effect == "overruled" and _is_given(trace, concept)):
        return None  # but to a finding that was denied a chain does lead: that counts against the cause
    own = min(firing.rule.strength, *(trace.fact[premise].strength for premise in firing.rule.premises))
    reached = [
        (Strength.CERTAIN if premise == cause else steps[premise].strength, premise)
        for premise in firing.rule.premises
        if premise == cause or premise in steps
    ]
    if not reached:
        return None
    strength, premise = max(reached, key=lambda pair: pair[0])
    return _Reached(firing, premise, min(own, strength))


def _chain(trace: Trace, steps: Mapping[Statement, _Reached], finding: Statement) -> tuple[Firing, ...]:
    """Return the firings that lead from the cause to `finding`, none left out: each premise is the cause, an answer, or
    the conclusion of an earlier one."""
    chain: dict[str, Firing] = {}
    waiting = [(finding, True, False)]
    while waiting:
        statement, by_cause, proved = waiting.pop()
        step = steps.get(statement) if by_cause else None
        firing = step.firing if step else trace.asserting.get(statement)
        if firing is None or firing.rule.id in chain:
            continue
        if proved:
            chain[firing.rule.id] = firing
            continue
        waiting.append((statement, by_cause, True))  # again, once its premises are in the chain
        premises = reversed(firing.rule.premises)
        waiting.extend((premise, step is not None and premise == step.premise, False) for premise in premises)
    return tuple(chain.values())
