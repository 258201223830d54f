"""What is left of a result beside its causes: what follows without any, what none explains and what else may be worth a
thought, and which causes lead to nothing that was reported.

A trace and its candidates come in, remarks go out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from triage import phrases
from triage.engine.inference import infer
from triage.engine.worlds import close, overruled_by
from triage.explain.supports import supports
from triage.model import (
    ABSENT,
    PRESENT,
    UNKNOWN,
    URGENCY,
    Citation,
    NotCovered,
    RulePack,
    Statement,
    Strength,
)
from triage.report.causes import doubts
from triage.result.candidates import Candidate
from triage.result.urgency import SOON, told
from triage.trace import Trace

SHOWN = 6  # so many causes outside the pack are told about where not all of them are
DOUBTED = " Where a caution stands beside a cause, it says how far the answer can be relied on."


class Remark(NamedTuple):
    """A sentence of what is left, and what it cites; or an `item` of the list that such a sentence announces."""

    text: str
    cites: tuple[Citation, ...] = ()
    item: bool = False


def remainder(trace: Trace, ranked: Sequence[Candidate], whole: bool = True) -> tuple[Remark, ...]:
    """Return what is left beside the candidates, which come in rank order; with `whole`, all that may be worth a
    thought outside the pack, and else the first of it and how much more there is."""
    also = dict(_also(trace))
    left = _unexplained(trace, ranked, also, whole)
    return (*also.values(), *left, *_without_rules(trace), *_idle(trace, ranked))


def _reported(trace: Trace) -> tuple[Statement, ...]:
    """Return what was answered of findings, but for what is not there or not known."""
    found = ((one.id, trace.answers.get(one.id, UNKNOWN)) for one in trace.pack.concepts if one.role == "finding")
    return tuple(Statement(name, value) for name, value in found if value not in (UNKNOWN, ABSENT))


def _danger_signs(trace: Trace) -> list[str]:
    """Return the danger signs that were reported themselves, not told by what else was answered, and that cannot
    wait."""
    raising = {
        premise.concept
        for rule in trace.pack.rules
        if rule.conclusion.concept == URGENCY and rule.conclusion.value in SOON
        for premise in rule.premises
    }
    there = (one.id for one in trace.pack.concepts if one.role == "danger" and trace.answers.get(one.id) == PRESENT)
    by_others = told(trace)
    return [name for name in there if name in raising and name not in by_others]


def _also(trace: Trace) -> Iterator[tuple[str, Remark]]:
    """Yield the reported findings that follow from other answers without any cause of the pack."""
    pack = trace.pack
    roles = {one.id: one.role for one in pack.concepts}
    apart = {
        name: value
        for name, value in trace.answers.items()
        if roles[name] != "finding" and Statement(name, value) not in pack.causes
    }
    given = {Statement(*answer): 1 for answer in apart.items() if answer[1] != UNKNOWN}
    without = close(pack, given, {**overruled_by(pack, given), **dict.fromkeys(pack.causes, 1)})
    # Seldom does anything follow so: the run that shows by which rules, and its engine, are for then.
    for finding in [one for one in _reported(trace) if without.known(one)]:
        run = infer(_without_causes(pack), apart)
        first = supports(run, finding).whole[0]
        known = phrases.listed(phrases.said(pack, one) for one in first.given)
        rules = phrases.listed(phrases.named(firing.rule) for firing in first.chain)
        label = phrases.label(pack, finding.concept)
        text = (
            f"Without any of these causes, {label} would still be {first.strength.word}, because {known} (by {rules})."
        )
        yield finding.concept, Remark(text, tuple(cited for one in first.chain for cited in one.rule.source))


@lru_cache(maxsize=16)
def _without_causes(pack: RulePack) -> RulePack:
    """Return a pack without the rules that conclude its causes, so that nothing follows by way of one."""
    return replace(pack, rules=tuple(rule for rule in pack.rules if rule.conclusion not in pack.causes))


def _unexplained(trace: Trace, ranked: Sequence[Candidate], also: Iterable[str], whole: bool) -> Iterator[Remark]:
    """Yield what was reported and no cause explains, and causes outside the pack that may, also where only causes would
    for which there is no evidence. What only a contradicted cause would explain is not explained."""
    pack = trace.pack
    there = [one.concept for one in _reported(trace) if one.value == PRESENT]
    explained = _explained(one for one in ranked if one.contradiction is None)
    evident = _explained(one for one in ranked if one.contradiction is None and one.evidence)
    left = [name for name in there if name not in explained]
    open_ = [name for name in left if name not in also]
    ruled_out = [one for one in ranked if one.contradiction and _explained([one]) & {*open_}]
    contradicted = [name for name in open_ if name in _explained(ruled_out)]
    if contradicted:
        yield _contradicted(pack, contradicted, ruled_out)
    if nowhere := [name for name in open_ if name not in contradicted]:
        yield Remark(f"By these answers, no ranked cause explains: {phrases.labels(pack, nowhere)}.")
    yield from _not_ranked(trace, open_)
    if dangers := _danger_signs(trace):
        yield Remark(
            f"These rules do not work out what is behind a danger sign; that is for a professional to find: "
            f"{phrases.labels(pack, dangers)}."
        )
    yield from _elsewhere(trace, left, [name for name in there if name in explained and name not in evident], whole)


def _contradicted(pack: RulePack, findings: Sequence[str], ruled_out: Sequence[Candidate]) -> Remark:
    """Return that only causes which an answer contradicts would explain the `findings`, and which answers these are."""
    answers = dict.fromkeys(one.contradiction for one in ruled_out if one.contradiction)
    said = phrases.listed(phrases.brief(pack, answer, Strength.CERTAIN) for answer in answers)
    which = "it" if len(findings) == 1 else "them"
    doubted = DOUBTED if any(doubts(pack, one) for one in ruled_out) else ""
    return Remark(
        f"Left unexplained: {phrases.labels(pack, findings)}. Each ranked cause that would explain {which} is "
        f"contradicted: {said}.{doubted}"
    )


def _not_ranked(trace: Trace, left: Iterable[str]) -> Iterator[Remark]:
    """Yield which causes of the pack that are not ranked would lead to the findings `left`, as far as they were not
    answered."""
    pack = trace.pack
    others = [
        Statement(one.id, value)
        for one in pack.concepts
        if one.role == "cause" and one.candidate is None and trace.answers.get(one.id, UNKNOWN) == UNKNOWN
        for value in one.values
    ]
    each = {other: 1 << number for number, other in enumerate(others)}
    everywhere = (1 << len(others)) - 1
    told = {Statement(*answer): everywhere for answer in trace.answers.items() if answer[1] != UNKNOWN}
    given = {one: worlds for one, worlds in told.items() if pack.role(one.concept) != "finding"} | each
    supposed = close(pack, given, overruled_by(pack, given), each)
    for name in left:
        leading = [
            f"{phrases.brief(pack, one, Strength.CERTAIN)} ({max(strengths).word})"
            for one, where in each.items()
            if (strengths := [s for s in Strength if supposed.reached(Statement(name, PRESENT), s) & where])
        ]
        if leading:
            yield Remark(
                f"By these rules, {phrases.label(pack, name)} would also follow from what is not known: "
                f"{phrases.listed(leading)}."
            )


def _elsewhere(trace: Trace, left: Sequence[str], weakly: Sequence[str], whole: bool) -> Iterator[Remark]:
    """Yield the causes outside the pack that may be worth a thought: those that an answer points to, explained or not,
    and those that may explain the findings `left`, or those `weakly` explained, without evidence for any cause of them.
    First come those that an answer points to, then those that may explain most of what nothing else explains, then
    most of what was reported."""
    pack = trace.pack
    pointed = {cause.id: _pointing(trace, cause) for cause in pack.not_covered}
    others = [cause for cause in pack.not_covered if pointed[cause.id] or {*cause.findings} & {*left, *weakly}]
    if not others:
        return
    if named := [name for name in weakly if any(name in cause.findings for cause in others)]:
        yield Remark(
            f"No evidence points to any of the ranked causes that would explain: {phrases.labels(pack, named)}."
        )
    yield Remark("There are also causes that are not ranked here and may be worth a thought:")
    reported = {one.concept for one in _reported(trace)}
    denied = [one for one in others if _is_denied(trace, one)]
    open_ = sorted(
        (one for one in others if one not in denied),
        key=lambda one: (not pointed[one.id], -len({*left} & {*one.findings}), -len(reported & {*one.findings})),
    )
    shown = open_ if whole or len(open_) == SHOWN + 1 else open_[:SHOWN]
    for cause in shown:
        answered = f" [you answered: {phrases.labels(pack, pointed[cause.id])}]" if pointed[cause.id] else ""
        text = f"{cause.label}{answered}: {cause.about} [{phrases.cited(cause.source)}]"
        yield Remark(text, cause.source, item=True)
    if more := len(open_) - len(shown):
        yield Remark(f"and {more} more, which come after these; 'triage explain' in full names them.", item=True)
    if denied:
        listed = phrases.listed(f"{one.label} [{phrases.cited(one.source)}]" for one in denied)
        yield Remark(
            f"less likely here, since what would point to them was denied: {listed}",
            tuple(cited for one in denied for cited in one.source),
            item=True,
        )


def _is_denied(trace: Trace, cause: NotCovered) -> bool:
    """Return whether something that would point to a cause outside the pack was denied, and nothing that would is
    there."""
    values = {trace.answers.get(name) for name in cause.when}
    return ABSENT in values and PRESENT not in values


def _pointing(trace: Trace, cause: NotCovered) -> list[str]:
    """Return what was answered that points to a cause outside the pack: a danger sign, or a circumstance beside a
    finding that the cause may explain."""
    reported = {*cause.findings} & {one.concept for one in _reported(trace)}
    there = (name for name in cause.when if trace.answers.get(name) == PRESENT)
    pointing = (name for name in there if reported or trace.pack.concept[name].role == "danger")
    return list(dict.fromkeys(own for name in pointing for own in _answered(trace, name)))


def _answered(trace: Trace, concept: str) -> Iterator[str]:
    """Yield the concept if it was answered itself, else those that told it."""
    if concept not in trace.told:
        yield concept
    for part in trace.told.get(concept, ()):
        yield from _answered(trace, part.concept)


def _explained(some: Iterable[Candidate]) -> set[str]:
    return {each.finding.concept for one in some for each in one.explained}


def _without_rules(trace: Trace) -> Iterator[Remark]:
    """Yield the levels that a test result may be a danger sign by, and from which no rule goes on."""
    premises = {premise for rule in trace.pack.rules for premise in rule.premises}
    answered = (Statement(one.id, trace.answers.get(one.id, "")) for one in trace.pack.concepts if one.results)
    for level in answered:
        if level.value in trace.pack.concept[level.concept].results and level not in premises:
            yield Remark(
                f"No rule goes on from this level; what may come of it is for whoever asked for the test: "
                f"{phrases.said(trace.pack, level)}."
            )


def _idle(trace: Trace, ranked: Iterable[Candidate]) -> Iterator[Remark]:
    """Yield the causes that are known or concluded, and from which nothing follows that was reported."""
    idle = [one for one in ranked if one.evidence and not one.explained]
    if idle and _reported(trace):
        words = (phrases.said(trace.pack, one.statement, one.evidence or Strength.CERTAIN) for one in idle)
        yield Remark(
            f"By the answers, {phrases.listed(words)}. From there, these rules lead to none of the findings that were "
            f"reported."
        )
