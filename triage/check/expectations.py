"""Whether a run comes out as its case expects: each expectation that is not met, with its place in the case file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from triage.answers.expectation import Expectation
from triage.model import URGENCY
from triage.pack.document import Place
from triage.result.candidates import candidates
from triage.trace import Trace


@dataclass(frozen=True)
class Unmet:
    """An expectation that a run did not meet: where it stands, and what came instead. `concepts` are those about which
    more rules might have concluded what was expected; none where more rules could not mend it. `about` are those of
    which a run shows what came instead."""

    place: Place
    message: str
    concepts: tuple[str, ...]
    about: frozenset[str]


def unmet(expected: Expectation, trace: Trace) -> Iterator[Unmet]:
    """Yield each expectation that `trace` does not meet, in the order of the keys of a case file."""
    for number, statement in enumerate(expected.conclude):
        if statement not in trace.fact:
            message = f"'{statement}' was to be concluded, and was not"
            yield Unmet(("expect", "conclude", number), message, (statement.concept,), frozenset({statement.concept}))
    for number, statement in enumerate(expected.not_conclude):
        if statement in trace.fact:
            message = f"'{statement}' was not to be concluded, and was"
            yield Unmet(("expect", "not-conclude", number), message, (), frozenset({statement.concept}))
    if expected.urgency not in (None, trace.urgency):
        message = f"the urgency was to be {expected.urgency}, and is {trace.urgency}"
        yield Unmet(("expect", "urgency"), message, (URGENCY,), frozenset({URGENCY}))
    yield from _rules(expected, trace)
    found = tuple(one.statement.concept for one in candidates(trace)) if expected.candidates else ()
    if found[: len(expected.candidates)] != expected.candidates:
        message = f"the first candidates were to be {', '.join(expected.candidates)}, and are "
        message += ", ".join(found[: len(expected.candidates)]) or "none"
        yield Unmet(("expect", "candidates"), message, (), frozenset())


def _rules(expected: Expectation, trace: Trace) -> Iterator[Unmet]:
    """Yield what was expected of single rules: that they fire or do not, and which fires before which."""
    cycles = {firing.rule.id: firing.cycle for firing in trace.firings}
    for number, rule in enumerate(expected.fires):
        if rule not in cycles:
            concept = trace.pack.rule[rule].conclusion.concept
            message = f"the rule '{rule}' was to fire, and did not"
            yield Unmet(("expect", "fires", number), message, (concept,), _about(trace, rule))
    for number, rule in enumerate(expected.not_fires):
        if rule in cycles:
            message = f"the rule '{rule}' was not to fire, and did"
            yield Unmet(("expect", "not-fires", number), message, (), _about(trace, rule))
    for number, (one, two) in enumerate(expected.before):
        idle = [rule for rule in (one, two) if rule not in cycles]
        if idle or cycles[one] >= cycles[two]:
            message = f"the rule '{one}' was to fire before '{two}', and "
            message += f"'{idle[0]}' did not fire" if idle else "fired after it"
            concepts = tuple(trace.pack.rule[rule].conclusion.concept for rule in (one, two))
            yield Unmet(("expect", "before", number), message, concepts, _about(trace, one) | _about(trace, two))


def _about(trace: Trace, rule: str) -> frozenset[str]:
    """Return the concepts that a rule names."""
    named = trace.pack.rule[rule]
    return frozenset(one.concept for one in (*named.premises, named.conclusion))
