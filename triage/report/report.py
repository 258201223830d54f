"""What a printed explanation of a run holds, in order and in words: the same for text, Markdown and HTML.

A trace comes in; a Report goes out, whose strings need no further thought, only a layout.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from typing import NamedTuple

from triage import phrases
from triage.explain.explanation import Detail, Explanation, Line, every_line, shortened
from triage.explain.proof_tree import by_ground, conclusions, proofs_of
from triage.explain.sentences import identity, stated
from triage.model import URGENCY_LEVELS, Citation, Rule, RulePack
from triage.report.causes import BRIEF, BY_RULES, OPEN
from triage.report.given import counted_only, given, signs_told
from triage.report.proofs import proof_line
from triage.report.result import Result, not_ruled_out, result
from triage.report.steps import Stated, Step, step
from triage.result.urgency import outcome
from triage.trace import Trace

FEW = 5  # so many danger signs that are not known are told in a sentence


@dataclass(frozen=True)
class Caution:
    """A nuance of the rules that fired, or that the result rests on, with its sources in words."""

    id: str
    text: str
    cited: str


class CitedSource(NamedTuple):
    """A source that something in the report cites: its id, its title, and its address, if it has one."""

    id: str
    title: str
    url: str


@dataclass(frozen=True)
class Report:
    """A printed explanation. `urgency` says whose urgency it is, `limits` what the pack says of itself, `proved` how
    many conclusions have a proof, `not_known` the danger signs of which that is so where they are many, `absent` what
    `given` counts, and `hidden` what a shorter level leaves out."""

    title: str
    pack: str
    urgency: str
    given: tuple[Stated, ...]
    result: Result
    limits: str = ""
    follows: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    cautions: tuple[Caution, ...] = ()
    proofs: tuple[Line, ...] = ()
    proved: int = 0
    not_known: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    sources: tuple[CitedSource, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    hidden: str = ""


def report(
    trace: Trace,
    title: str,
    detail: Detail = "full",
    explanations: Sequence[Explanation] = (),
    person: str = "",
) -> Report:
    """Return the report of a run; with `explanations`, of these alone: their answers, and of the firings only those
    that a `how` names. `person` is who it is about, `made-up` or `real`, if that is known.

    `brief` leaves out how it came about and the danger signs that answers tell together, `chain` keeps these but leaves
    out the numbered firings, the cautions, the names of what is absent and of the danger signs that were not answered,
    and of each cause what is open and the rules by which it explains; both say how much they leave out.
    """
    opening = Report(
        title=title,
        pack=identity(trace.pack),
        urgency=phrases.urgency_of(person),
        given=tuple(given(trace, whole=detail != "brief")),
        result=with_danger_signs(trace, result(trace, whole=detail == "full"), person),
        absent=tuple(counted_only(trace)),
    )
    names = tuple(many_unknown(trace))
    brief = with_unknown_counted(opening.result, names, "the list is further down")
    opening = replace(opening, result=brief, not_known=names)
    if explanations:
        whole = _answering(trace, opening, [shortened(one, detail) for one in explanations])
    else:
        whole = _whole(trace, opening, detail)
    printed = whole if detail == "full" else _shortened(trace, whole, detail)
    return replace(printed, sources=_sources(trace, printed))


def many_unknown(trace: Trace) -> tuple[str, ...]:
    """Return the names of the danger signs that are not known where they are many; else none."""
    unknown = outcome(trace).unknown
    return tuple(phrases.label(trace.pack, name) for name in unknown) if len(unknown) > FEW else ()


def with_unknown_counted(found: Result, names: Sequence[str], where: str) -> Result:
    """Return `found` with the danger signs that are not known only counted, and with `where` their `names` stand, if
    there are any: nobody reads forty of them in a sentence."""
    signs = f"Of {len(names)} danger signs it is not known whether they are there; {where}."
    grounds = tuple(signs if names and one == found.unknown else one for one in found.grounds)
    return replace(found, grounds=grounds)


def cautions(trace: Trace, found: Result) -> tuple[Caution, ...]:
    """Return the cautions of the rules that fired in a run, and of those that its result rests on."""
    return _cautions(trace.pack, (*(firing.rule for firing in trace.firings), *found.rules), found.nuances)


def _whole(trace: Trace, opening: Report, detail: Detail) -> Report:
    """Return `opening` with everything that came of the run."""
    wanted = conclusions(trace)
    return replace(
        opening,
        limits=trace.pack.notice,
        follows=tuple(_follows(trace, detail)),
        steps=tuple(step(trace, firing) for firing in trace.firings),
        proofs=tuple(proof_line(trace, proof) for proof in proofs_of(trace, wanted)),
        proved=len(wanted),
        unanswered=opening.result.unanswered,
        cautions=cautions(trace, opening.result),
    )


def _answering(trace: Trace, opening: Report, explanations: Sequence[Explanation]) -> Report:
    """Return `opening` with `explanations` alone. Of the result it keeps how urgent it is."""
    shown = {id for one in explanations if one.verb == "how" for id in one.rules}
    named = (trace.pack.rule[id] for one in explanations for id in one.rules)
    return replace(
        opening,
        result=replace(
            opening.result, not_ranked="", causes=(), rank="", beyond=(), unanswered=(), rules=(), nuances=()
        ),
        steps=tuple(step(trace, firing) for firing in trace.firings if firing.rule.id in shown),
        cautions=_cautions(trace.pack, (*named, *outcome(trace).rules), ()),
        explanations=tuple(explanations),
    )


def with_danger_signs(trace: Trace, found: Result, person: str) -> Result:
    """Return the result of `trace` so that it also says whom to ask about danger signs that are not known, unless the
    `person` is made up, and how many were not answered."""
    unanswered = phrases.unanswered(len(found.unanswered)) if found.unanswered else ""
    return replace(found, grounds=(*found.grounds, *filter(None, (not_ruled_out(trace, person), unanswered))))


def _shortened(trace: Trace, whole: Report, detail: Detail) -> Report:
    proofs = whole.proofs if detail == "chain" else ()
    lists = Counter(one.heading for cause in whole.result.causes for one in cause.reasons)
    hidden = phrases.hidden(
        (len(whole.steps), "firing", "firings"),
        (0 if proofs else whole.proved, "proof", "proofs"),
        (len(whole.cautions), "caution", "cautions"),
        (len(whole.unanswered), "name of a danger sign", "names of danger signs"),
        (len(signs_told(trace)) if detail == "brief" else 0, "sign that answers tell", "signs that answers tell"),
        (len(whole.absent), "list of what is absent", "lists of what is absent"),
        (lists[BY_RULES], "list of rules by which a cause explains", "lists of rules by which causes explain"),
        (lists[OPEN], "list of what is open", "lists of what is open"),
    )
    causes = tuple(
        replace(cause, reasons=tuple(one for one in cause.reasons if one.heading in BRIEF))
        for cause in whole.result.causes
    )
    shorter = replace(whole.result, causes=causes)
    return replace(whole, steps=(), proofs=proofs, cautions=(), unanswered=(), absent=(), hidden=hidden, result=shorter)


def _follows(trace: Trace, detail: Detail) -> Iterator[str]:
    """Yield a line for each conclusion that was not answered as well; those that rest on risks share one, and are
    only counted in brief and in an emergency, where they would bury what matters."""
    several, from_risks = by_ground(trace)
    shown = [one for one in several if trace.fact[one].origin != "answered"]
    yield from (stated(trace, statement) for statement in shown)
    if from_risks and (detail == "brief" or trace.urgency == URGENCY_LEVELS[0]):
        yield phrases.from_risks(len(from_risks), shown_below=detail != "brief")
    elif from_risks:
        yield f"{phrases.FROM_RISKS}: {phrases.listed(stated(trace, statement) for statement in from_risks)}"
    elif not shown:
        yield phrases.NOTHING_MORE


def _cautions(pack: RulePack, rules: Iterable[Rule], besides: Iterable[str]) -> tuple[Caution, ...]:
    wanted = {*besides, *(nuance for rule in rules for nuance in rule.nuance)}
    return tuple(
        Caution(nuance.id, nuance.text, phrases.cited(nuance.source)) for nuance in pack.nuances if nuance.id in wanted
    )


def _sources(trace: Trace, shown: Report) -> tuple[CitedSource, ...]:
    """Return each source that something in the report cites, and no other."""
    return cited_sources(trace.pack, {citation.source for citation in _cited(trace, shown)})


def cited_sources(pack: RulePack, wanted: Set[str]) -> tuple[CitedSource, ...]:
    """Return the sources of a pack with these ids, in the order of the pack."""
    return tuple(
        CitedSource(source.id, f"{source.title}{phrases.TIER_OF_SOURCE[source.tier]}", source.url or "")
        for source in pack.sources
        if source.id in wanted
    )


def _cited(trace: Trace, shown: Report) -> Iterator[Citation]:
    """Yield what the parts of the report cite."""
    pack = trace.pack
    told = every_line((*shown.proofs, *(line for one in shown.explanations for line in one.lines)))
    named = dict.fromkeys((*(step.rule for step in shown.steps), *(line.rule for line in told if line.rule)))
    for rule in (*outcome(trace).rules, *(pack.rule[id] for id in named)):
        yield from rule.source
    for one in shown.steps:
        yield from pack.rule[one.rule].mechanism_source or ()
    for caution in shown.cautions:
        yield from pack.nuance[caution.id].source
    for cause in shown.result.causes:
        yield from (cited for reasons in cause.reasons for cited in reasons.cites)
    for remark in shown.result.beyond:
        yield from remark.cites
