"""What was given to a run, in words: what is so, what is not there, and what is not known.

A trace comes in, statements in words go out.
"""

from __future__ import annotations

from collections.abc import Iterator

from triage import phrases
from triage.answers.case_lines import kinds_denied
from triage.model import ABSENT, UNKNOWN, Statement
from triage.report.steps import Stated
from triage.trace import Trace

FEW = 8  # so many points that are absent stand before what follows; more are counted there and named after it


def signs_told(trace: Trace) -> tuple[str, ...]:
    """Return the danger signs that nobody answered with yes, but that other answers or a test result tell."""
    told = trace.answers.keys() - trace.said.keys() if trace.said else frozenset()
    return tuple(name for name in trace.answers if name in told and trace.pack.role(name) == "danger")


def given(trace: Trace, whole: bool = True) -> Iterator[Stated]:
    """Yield what was given: first what is so and what that tells besides, then in one line what is not there, or how
    much that is, then what is not known, and last what the pack has no name for. Without `whole`, no danger signs that
    are only told: those that matter are named beside the urgency."""
    left_out = {*_denied(trace), *(() if whole else signs_told(trace))}
    absent = _denied(trace)
    for answers in (trace.answers, trace.supposed):
        for concept, value in sorted(answers.items(), key=lambda answer: answer[0] in trace.told):
            if value != UNKNOWN and concept not in left_out:
                fact = trace.fact[Statement(concept, value)]
                yield Stated(phrases.said(trace.pack, fact.statement), phrases.whence(trace, fact))
    if len(absent) > FEW:
        yield Stated(f"{len(absent)} points are absent", phrases.ORIGIN["answered"])
    elif len(absent) > 1:
        yield Stated(f"absent: {phrases.labels(trace.pack, absent)}", phrases.ORIGIN["answered"])
    elif absent:
        yield Stated(phrases.said(trace.pack, Statement(absent[0], ABSENT)), phrases.ORIGIN["answered"])
    yield from given_as_unknown(trace)


def counted_only(trace: Trace) -> Iterator[str]:
    """Yield the names of what is absent where `given` only counts it, those of one question together."""
    pack, absent = trace.pack, _denied(trace)
    if len(absent) <= FEW:
        return
    for question in pack.questions:
        if names := [name for name in question.concepts if name in absent]:
            yield f"{question.text} No: {phrases.labels(pack, names)}"
    if unasked := [name for name in absent if name not in pack.asked]:
        yield f"Not asked for by any question: {phrases.labels(pack, unasked)}"


def given_as_unknown(trace: Trace) -> Iterator[Stated]:
    """Yield what was answered, or supposed, to be not known, what an answer leaves open, and what the pack has no name
    for. It is no fact, and all the same it was given."""
    for concept, beside in trace.left_open.items():
        whence = f"beside {phrases.labels(trace.pack, beside)}, and not counted as no"
        yield Stated(f"{phrases.label(trace.pack, concept)}: left open", whence)
    for answers in (trace.answers, trace.supposed):
        unknown = (concept for concept, value in answers.items() if value == UNKNOWN)
        for concept in (concept for concept in unknown if concept not in trace.left_open):
            whence = phrases.answered(trace, concept) if answers is trace.answers else phrases.ORIGIN["supposed"]
            if kinds_denied(trace.pack, trace.typed.get(concept, ())):
                whence = f"{whence}, which covers no more than that"
            yield Stated(phrases.not_known(trace.pack, concept), whence)
    yield from (Stated(words, phrases.NO_NAME) for words in trace.also)


def _denied(trace: Trace) -> list[str]:
    """Return the concepts that were answered with no, and of which there is no more to say."""
    return [
        name
        for name, value in trace.answers.items()
        if value == ABSENT and phrases.whence(trace, trace.fact[Statement(name, value)]) == phrases.ORIGIN["answered"]
    ]
