"""The result of a run in words: how urgent it is and why, which causes would explain the findings, what none explains.

The same for the interview and for every printed explanation. A trace comes in, a Result goes out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from triage import phrases
from triage.answers.case_lines import kinds_denied
from triage.answers.laboratory import judged
from triage.answers.unnamed import signs_meant
from triage.model import MADE_UP, UNKNOWN, URGENCY, URGENCY_LEVELS, Rule, Statement
from triage.report.causes import Cause, cause, chain_rules, doubts, shown
from triage.report.outside import Remark
from triage.report.remainder import remainder
from triage.report.told_by import answered_as, told_by
from triage.result.candidates import Candidate, candidates
from triage.result.urgency import Outcome, outcome
from triage.trace import Fact, Trace

NORMAL = "normal"  # each level that is measured has it


@dataclass(frozen=True)
class Result:
    """`level` (to be shown in `colour`), `do` and `come_back` say how urgent it is; `grounds` why, whom the pack does
    not cover, what it has no name for, and which danger signs are not known, which `unknown` says alone ('' if there is
    none). `unanswered` names the danger signs that were not answered at all. `rank` says what the order of the
    `causes` goes by, and `not_ranked`, to be read before them, which test results point to something that is no
    cause here. `beyond` tells what follows without any cause, and what no cause explains. `rules` are those that it
    rests on; `nuances` are those to be read beside the causes."""

    level: str
    colour: str
    do: str
    come_back: str
    grounds: tuple[str, ...]
    unknown: str
    unanswered: tuple[str, ...]
    not_ranked: str
    causes: tuple[Cause, ...]
    rank: str
    beyond: tuple[Remark, ...]
    rules: tuple[Rule, ...]
    nuances: tuple[str, ...]


def result(
    trace: Trace,
    whole: bool = True,
    ranked: Sequence[Candidate] | None = None,
    in_full: str = "'triage explain' in full",
) -> Result:
    """Return the result of a run in words; without `whole`, only the first causes outside the pack are named, and that
    what is `in_full` names the others. `ranked` are its candidates, from whoever needs them too."""
    found = outcome(trace)
    supposed = Statement(URGENCY, found.level.level) in trace.resting_on_supposition
    mark = f"  [{phrases.SUPPOSED}]" if supposed else ""
    ranked = candidates(trace) if ranked is None else ranked
    unknown = _unknown(trace, found.unknown)
    listed = shown(trace, ranked)
    beyond = remainder(trace, ranked, "" if whole else in_full)
    return Result(
        level=f"{found.level.symbol} {found.level.label}{mark}",
        colour=found.level.colour,
        do=found.level.do,
        come_back=found.level.come_back,
        grounds=(*_grounds(trace, found), *filter(None, [unknown])),
        unknown=unknown,
        unanswered=tuple(phrases.label(trace.pack, name) for name in found.unasked),
        not_ranked=_not_ranked(trace, beyond) if listed else "",
        causes=tuple(cause(trace, one, ranked) for one in listed),
        rank=phrases.RANK if len(listed) > 1 else "",
        beyond=beyond,
        rules=(*found.rules, *(rule for one in listed for rule in chain_rules(trace.pack, one))),
        nuances=tuple(id for one in listed for id in doubts(trace.pack, one)),
    )


def not_ruled_out(trace: Trace, person: str) -> str:
    """Return whom to ask about danger signs that are not known; '' where all are, for somebody made up, and in an
    emergency, which asks for more."""
    calm = trace.urgency != URGENCY_LEVELS[0]
    return phrases.NOT_RULED_OUT if person != MADE_UP and calm and outcome(trace).unknown else ""


def _grounds(trace: Trace, found: Outcome) -> Iterator[str]:
    for rule in found.rules:
        signs = phrases.listed(_sign(trace, trace.fact[premise]) for premise in rule.premises)
        yield f"Set by rule {rule.id}, since {signs}: {rule.because} [{phrases.sourced(rule)}]"
    if not found.rules:
        yield "No rule calls for a higher urgency."
    if vague := _vague(trace):
        unclear = "One limit does not tell how far out a result lies"
        yield f"{unclear}, so this may be graver than it counts here: {vague}."
    if untested := _untested(trace):
        yield f"Levels of a made-up case are no test results and by themselves set no urgency: {untested}."
    yield from (scope.says for scope in found.scopes)
    if trace.also:
        no_name = "This pack has no name for what else was reported, so nothing here looked at it"
        yield f"{no_name}, and it may matter: {phrases.listed(_as_meant(trace, words) for words in trace.also)}."


def _as_meant(trace: Trace, words: str) -> str:
    """Return what was reported without a name, and the signs of the pack that may be meant with it."""
    meant = " or ".join(f"'{name}'" for name in signs_meant(trace.pack, words))
    return f"{words} (if {meant} is meant, it has to be answered)" if meant else words


def _sign(trace: Trace, fact: Fact) -> str:
    """Return a premise of a rule that set the level; what was told by other answers, or under a name that says less or
    more, may list much that nobody has, so it says by which."""
    sign = phrases.brief(trace.pack, fact.statement, fact.strength)
    by = (told_by(trace, fact.statement) or answered_as(trace, fact.statement)) if fact.origin == "answered" else ""
    return f"{sign} ({by})" if by else sign


def _vague(trace: Trace) -> str:
    """Return in words the test results that would count for more if they lay far enough outside their ranges, of which
    only one limit is known."""
    concepts = ((trace.pack.concept[name], typed) for name, typed in trace.measured.items())
    return phrases.listed(f"{one.label} {typed}" for one, typed in concepts if judged(one, typed).vague)


def _untested(trace: Trace) -> str:
    """Return in words which levels were answered that would be danger signs on a test and came from none."""
    levels = (Statement(one.id, trace.answers.get(one.id, UNKNOWN)) for one in trace.pack.concepts if one.results)
    return phrases.listed(
        phrases.brief(trace.pack, one)
        for one in levels
        if one.value in trace.pack.concept[one.concept].results and one.concept not in trace.measured
    )


def _unknown(trace: Trace, names: Sequence[str]) -> str:
    """Return which danger signs are not known; where a kind of one was denied, that nothing else of it was answered."""
    pack = trace.pack
    denied = {name: kinds for name in names if (kinds := kinds_denied(pack, trace.typed.get(name, ())))}
    open_ = [name for name in names if name not in denied]
    which = "Danger signs of which it is not known whether they are"
    if len(open_) == 1:
        which = "A danger sign of which it is not known whether it is"
    told = [f"{which} there: {phrases.labels(pack, open_)}."] if open_ else []
    for name, kinds in denied.items():
        no = phrases.no_to_kinds(kinds)
        told.append(f"{no}; the rest of this danger sign was not answered: {phrases.label(pack, name)}.")
    return " ".join(told)


def _not_ranked(trace: Trace, beyond: Sequence[Remark]) -> str:
    """Return which levels were answered that are neither normal nor ranked, and where more is told of them; '' if there
    is none. Whoever has too much of something is not to look for it among what is short."""
    measured = [one for one in trace.pack.concepts if one.units and one.candidate]
    found = [
        Statement(one.id, value)
        for one in measured
        if (value := trace.answers.get(one.id, UNKNOWN)) not in (UNKNOWN, NORMAL, one.candidate)
    ]
    if not found:
        return ""
    names = {one.concept for one in found}
    levels = phrases.listed(phrases.said(trace.pack, one) for one in found)
    told = all(any(phrases.brief(trace.pack, one) in remark.text for remark in beyond) for one in found)
    more = f" More under '{phrases.LEFT}'." if told else ""
    ranked = phrases.listed(phrases.brief(trace.pack, one) for one in trace.pack.causes if one.concept in names)
    which = "it" if len(found) == 1 else "these"
    return f"Not ranked: {levels}. Of {which} only another level is ranked as a cause: {ranked}.{more}"
