"""What is left of a result beside its causes: what follows without any, and what none explains. What else may be worth
a thought is told by `outside`.

A trace and its candidates come in, remarks go out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from triage import phrases
from triage.answers.laboratory import told_by_results
from triage.answers.ruled_out import ruled_out
from triage.answers.told import with_told
from triage.engine.inference import infer
from triage.engine.worlds import close, overruled_by
from triage.explain.supports import supports
from triage.model import PRESENT, UNKNOWN, URGENCY, RulePack, Statement, Strength
from triage.names import in_words
from triage.report.causes import doubts
from triage.report.outside import Remark, elsewhere
from triage.result.candidates import Candidate
from triage.result.urgency import dangers_answered
from triage.trace import Trace

DOUBTED = " Where a caution stands beside a cause, it says how far the answer can be relied on."


def remainder(trace: Trace, ranked: Sequence[Candidate], in_full: str = "") -> tuple[Remark, ...]:
    """Return what is left beside the candidates, which come in rank order: all that may be worth a thought
    outside the pack or, where `in_full` says what names it all, the first of it and how much more there is."""
    also = dict(_also(trace))
    left = _unexplained(trace, ranked, also, in_full)
    return (*_at_odds(trace), *also.values(), *left, *_without_rules(trace))


def _at_odds(trace: Trace) -> Iterator[Remark]:
    """Yield which answers cannot both be so, by what the pack rules out."""
    for name, by in ruled_out(trace.pack, trace.answers, trace.measured).items():
        if trace.answers.get(name) == PRESENT:
            both = phrases.listed(phrases.said(trace.pack, one) for one in (by, Statement(name, PRESENT)))
            yield Remark(f"Two answers do not go together, and both were kept: {both}.")


def _also(trace: Trace) -> Iterator[tuple[str, Remark]]:
    """Yield the reported findings that follow from other answers without any cause of the pack."""
    pack = trace.pack
    left_out = {*trace.reported, *pack.causes}
    apart = {name: value for name, value in trace.answers.items() if Statement(name, value) not in left_out}
    given = {Statement(*answer): 1 for answer in apart.items() if answer[1] != UNKNOWN}
    without = close(pack, given, {**overruled_by(pack, given), **dict.fromkeys(pack.causes, 1)})
    # Seldom does anything follow so: the run that shows by which rules, and its engine, are for then.
    for finding in [one for one in trace.reported if without.known(one)]:
        run = infer(_without_causes(pack), apart)
        first = supports(run, finding).whole[0]
        known = phrases.listed(phrases.said(pack, one) for one in first.given)
        rules = phrases.listed(phrases.named(firing.rule) for firing in first.chain)
        label = phrases.label(pack, finding.concept)
        value = "" if finding.value == PRESENT else f" {in_words(finding.value)}"
        so = f"{label} would still be {first.strength.word}{value}"
        text = f"Without any of these causes, {so}, because {known} (by {rules})."
        yield finding.concept, Remark(text, tuple(cited for one in first.chain for cited in one.rule.source))


@lru_cache(maxsize=16)
def _without_causes(pack: RulePack) -> RulePack:
    """Return a pack without the rules that conclude its causes, so that nothing follows by way of one."""
    return replace(pack, rules=tuple(rule for rule in pack.rules if rule.conclusion not in pack.causes))


def _unexplained(trace: Trace, ranked: Sequence[Candidate], also: Iterable[str], in_full: str) -> Iterator[Remark]:
    """Yield what was reported and no cause explains, and causes outside the pack that may, also where only causes would
    for which there is no evidence or no more than possible evidence, such as a risk. What only a contradicted cause
    would explain is not explained."""
    pack = trace.pack
    would = _explained(ranked)  # of what is neither there nor absent only this asks for a cause
    there = [one.concept for one in trace.reported if one.value == PRESENT or one.concept in would]
    uncontradicted = [one for one in ranked if one.contradiction is None]
    explained = _explained(uncontradicted)
    evident = _explained(one for one in uncontradicted if (one.evidence or 0) >= Strength.LIKELY)
    left = [name for name in there if name not in explained]
    open_ = [name for name in left if name not in also]
    contradicted_causes = [one for one in ranked if one.contradiction and _explained([one]) & {*open_}]
    contradicted = [name for name in open_ if name in _explained(contradicted_causes)]
    if contradicted:
        yield _contradicted(trace, contradicted, contradicted_causes)
    others = [name for name in open_ if name not in contradicted]
    wider = {name: general for name in others if (general := [one for one in _tells(pack, name) if one in explained])}
    if nowhere := [name for name in others if name not in wider]:
        yield Remark(f"By these answers, no ranked cause explains: {_reported(trace, nowhere)}.")
    if wider:
        parts = (f"{phrases.label(pack, name)} (as {phrases.labels(pack, general)})" for name, general in wider.items())
        yield Remark(f"Explained only as something more general: {phrases.listed(parts)}.")
    yield from _not_ranked(trace, open_)
    if dangers := dangers_answered(trace):
        yield Remark(
            f"These rules do not work out what is behind a danger sign; that is for a professional to find: "
            f"{phrases.labels(pack, dangers)}."
        )
    weakly = [name for name in there if name in explained and name not in evident]
    yield from _weakly_explained(trace, weakly, _explained(one for one in uncontradicted if one.evidence))
    yield from elsewhere(trace, left, weakly, in_full)


def _weakly_explained(trace: Trace, findings: Sequence[str], hinted: Collection[str]) -> Iterator[Remark]:
    """Yield which of the `findings` are explained only by causes for which there is no evidence, and which, since they
    are `hinted`, by some for which it is possible and no more."""
    none, little = ([one for one in findings if (one in hinted) == hint] for hint in (False, True))
    for evidence, names in (("No evidence", none), ("No more than possible evidence", little)):
        if names:
            told = _reported(trace, names)
            yield Remark(f"{evidence} points to any of the ranked causes that would explain: {told}.")


def _tells(pack: RulePack, finding: str) -> Iterator[str]:
    """Yield what a finding that is there tells by itself: somebody who sees double has an oddity of the eyes."""
    return (name for name in with_told(pack, {finding: PRESENT}) if name != finding)


def _reported(trace: Trace, findings: Iterable[str]) -> str:
    """Return findings as they were answered."""
    return phrases.listed(phrases.reported(trace.pack, Statement(one, trace.answers[one])) for one in findings)


def _contradicted(trace: Trace, findings: Sequence[str], causes: Sequence[Candidate]) -> Remark:
    """Return that only causes which an answer contradicts would explain the `findings`, and which answers these are."""
    pack = trace.pack
    answers = dict.fromkeys(one.contradiction for one in causes if one.contradiction)
    said = phrases.listed(phrases.brief(pack, answer) for answer in answers)
    which = "it" if len(findings) == 1 else "them"
    doubted = DOUBTED if any(doubts(pack, one) for one in causes) else ""
    return Remark(
        f"Left unexplained: {_reported(trace, findings)}. Each ranked cause that would explain {which} is "
        f"contradicted: {said}.{doubted}"
    )


def _not_ranked(trace: Trace, left: Iterable[str]) -> Iterator[Remark]:
    """Yield which causes of the pack that are not ranked would lead to the findings `left`, as far as they were not
    answered."""
    pack, cannot_be = trace.pack, ruled_out(trace.pack, trace.answers, trace.measured)
    others = [
        Statement(one.id, value)
        for one in pack.concepts
        if one.role == "cause"
        and one.candidate is None
        and trace.answers.get(one.id, UNKNOWN) == UNKNOWN
        and one.id not in cannot_be
        for value in one.values
    ]
    each = {other: 1 << number for number, other in enumerate(others)}
    everywhere = (1 << len(others)) - 1
    told = {Statement(*answer): everywhere for answer in trace.answers.items() if answer[1] != UNKNOWN}
    given = {one: worlds for one, worlds in told.items() if one not in trace.reported} | each
    supposed = close(pack, given, overruled_by(pack, given), each)
    for name in left:
        finding = Statement(name, trace.answers[name])
        leading = [
            f"{phrases.brief(pack, one)} ({max(strengths).word})"
            for one, where in each.items()
            if (strengths := [s for s in Strength if supposed.reached(finding, s) & where])
        ]
        if leading:
            yield Remark(
                f"By these rules, what is not known would also lead to {phrases.reported(pack, finding)}: "
                f"{phrases.listed(leading)}."
            )


def _explained(some: Iterable[Candidate]) -> set[str]:
    return {each.finding.concept for one in some for each in one.explained}


def _without_rules(trace: Trace) -> Iterator[Remark]:
    """Yield the levels that a test result may be a danger sign by, and from which no rule goes on beyond the urgency,
    nor from what the result tells."""
    rules = (rule for rule in trace.pack.rules if rule.conclusion.concept != URGENCY)
    premises = {premise for rule in rules for premise in rule.premises}
    answered = (Statement(one.id, trace.answers.get(one.id, "")) for one in trace.pack.concepts if one.results)
    results = told_by_results(trace.pack, trace.measured)
    going_on = {name for danger, name in results if Statement(danger, PRESENT) in premises}
    for level in answered:
        dangerous = level.value in trace.pack.concept[level.concept].results
        if dangerous and level not in premises and level.concept not in going_on:
            yield Remark(
                f"Beyond the urgency, no rule goes on from this level; what may come of it is for whoever asked for "
                f"the test: {phrases.said(trace.pack, level)}."
            )
