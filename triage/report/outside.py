"""Causes outside the pack that may be worth a thought: those that an answer points to, and those that may explain what
nothing else does.

A trace and findings come in, remarks go out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from triage import phrases
from triage.answers.ruled_out import ruled_out
from triage.model import PRESENT, UNKNOWN, URGENCY_LEVELS, Citation, NotCovered, Statement
from triage.report.told_by import answers_behind, in_own_words
from triage.trace import Trace

LESS_LIKELY = "less likely here, since every answer about what would point to them was no"
SHOWN = 6  # so many causes are told about where not all of them are, and more only if answers point to more


class Remark(NamedTuple):
    """A sentence of what is left, and what it cites; or an `item` of the list that such a sentence announces."""

    text: str
    cites: tuple[Citation, ...] = ()
    item: bool = False


def elsewhere(trace: Trace, left: Sequence[str], weakly: Sequence[str], in_full: str) -> Iterator[Remark]:
    """Yield the causes outside the pack that may be worth a thought: those that an answer points to, explained or not,
    and those that may explain the findings `left`, or those `weakly` explained, without likely evidence for any cause.
    First come those that an answer points to, then those that may explain most of what nothing else explains, then
    most of what was reported, and last, by name alone, those that an answer speaks against. Where `in_full` says what
    names all, only the first are named."""
    pack = trace.pack
    pointed = {cause.id: _pointing(trace, cause) for cause in pack.not_covered}
    others = [cause for cause in pack.not_covered if pointed[cause.id] or {*cause.findings} & {*left, *weakly}]
    if not others:
        return
    yield Remark("There are also causes that are not ranked here and may be worth a thought:")
    reported = {one.concept for one in trace.reported}
    misfit = [one for one in others if _against(trace, one)]
    could = _could_be_told(trace)
    denied = [one for one in others if one not in misfit and _is_denied(trace, one, could)]
    open_ = sorted(
        (one for one in others if one not in misfit and one not in denied),
        key=lambda one: (not pointed[one.id], -len({*left} & {*one.findings}), -len(reported & {*one.findings})),
    )
    shown = open_[: _count(trace, len(open_), sum(bool(pointed[one.id]) for one in open_), not in_full)]
    for cause in shown:
        words = phrases.listed(in_own_words(trace, one) for one in pointed[cause.id])
        answered = f" [you answered: {words}]" if words else ""
        text = f"{cause.label}{answered}: {cause.about} [{phrases.cited(cause.source)}]"
        yield Remark(text, cause.source, item=True)
    if rest := open_[len(shown) :]:
        more = f"and {len(rest)} more, which come after these"
        yield Remark(f"{more}; {in_full} names them.", item=True) if in_full else _by_name(more, rest)
    if denied:
        yield _by_name(LESS_LIKELY, denied)
    for cause in misfit:
        yield _by_name(f"less likely here, since {phrases.listed(_against(trace, cause))}", [cause])


def _count(trace: Trace, there: int, pointed: int, whole: bool) -> int:
    """Return how many of the causes that are `there` have their sentence: all in a `whole` result, but after an
    emergency, when nobody has time for them, only the first, as in a shorter one. None that an answer points to is
    without, and the last does not give place to a line that says no less."""
    some = max(SHOWN, pointed)
    emergency = trace.urgency == URGENCY_LEVELS[0]
    return there if (whole and not emergency) or there == some + 1 else some


def _by_name(heading: str, causes: Sequence[NotCovered]) -> Remark:
    """Return causes by their names alone, with what these cite."""
    names = phrases.listed(f"{one.label} [{phrases.cited(one.source)}]" for one in causes)
    return Remark(f"{heading}: {names}", tuple(cited for one in causes for cited in one.source), item=True)


def _is_denied(trace: Trace, cause: NotCovered, could: Collection[Statement]) -> bool:
    """Return whether something that would point to a cause outside the pack was denied, and nothing else that would is
    among what was or `could` be told."""
    return not any(one in could for one in cause.when) and any(_is_no(trace, one) for one in cause.when)


def _is_no(trace: Trace, statement: Statement) -> bool:
    """Return whether a statement was denied: itself, or, where it is only told by others together, one of these each
    time."""
    told_by = trace.pack.concept[statement.concept].told_by if statement.concept not in trace.pack.asked else ()
    each = (any(_is_answered_otherwise(trace, part) for part in parts) for parts in told_by)
    return _is_answered_otherwise(trace, statement) or (bool(told_by) and all(each))


def _is_answered_otherwise(trace: Trace, statement: Statement) -> bool:
    return trace.answers.get(statement.concept, UNKNOWN) not in (UNKNOWN, statement.value)


def _could_be_told(trace: Trace) -> Collection[Statement]:
    """Return what was answered, every value of what was left open, or what a question asks for and nobody answered and
    that holds nothing that was denied, and what all these tell."""
    pack = trace.pack
    known = {*trace.answers, *ruled_out(pack, trace.answers, trace.measured)}
    unanswered = [one for one in pack.concepts if one.id in pack.asked and one.id not in known]
    open_ = [one for one in unanswered if not any(_is_answered_otherwise(trace, part) for part in one.holds)]
    open_ += [pack.concept[name] for name, value in trace.answers.items() if value == UNKNOWN]
    told = {Statement(one.id, value) for one in open_ for value in one.values}
    told |= {Statement(*answer) for answer in trace.answers.items()}
    waiting = [*told]
    while waiting:
        for concept, parts in pack.tells.get(waiting.pop(), ()):
            new = Statement(concept, PRESENT)
            if new not in told and told.issuperset(parts) and not _is_answered_otherwise(trace, new):
                told.add(new)
                waiting.append(new)
    return told


def _against(trace: Trace, cause: NotCovered) -> list[str]:
    """Return in words what was answered that a cause outside the pack does not go together with."""
    there = (one for one in cause.not_when if trace.answers.get(one.concept) == one.value)
    return [phrases.brief(trace.pack, one) for one in there]


def _pointing(trace: Trace, cause: NotCovered) -> list[Statement]:
    """Return what was answered that points to a cause outside the pack: a danger sign or a level, or, beside a finding
    that the cause may explain, a circumstance or a level that is itself among the ranked causes."""
    reported = {*cause.findings} & {one.concept for one in trace.reported}
    ranked = trace.pack.causes
    there = (one for one in cause.when if trace.answers.get(one.concept) == one.value)
    by_itself = (
        one
        for one in there
        if reported or trace.pack.role(one.concept) == "danger" or (one.value != PRESENT and one not in ranked)
    )
    return list(dict.fromkeys(own for one in by_itself for own in answers_behind(trace, one)))
