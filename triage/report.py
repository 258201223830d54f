"""What a printed explanation of a run holds, in order and in words: the same for text, Markdown and HTML.

A trace comes in; a Report goes out, whose strings need no further thought, only a layout.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from triage import phrases
from triage.explain import Proof, conclusions, how
from triage.model import UNKNOWN, Kind, Rule, RulePack, Statement
from triage.outcome import outcome, without_lower_levels
from triage.result import Result, result
from triage.trace import Firing, Trace
from triage.tree import Detail, Explanation, Line, shortened


@dataclass(frozen=True)
class Step:
    """One firing in words. `premises` pairs each premise with where it came from; `cautions` are ids of nuances."""

    number: int
    rule: str
    kind: Kind
    conclusion: str
    strength: str
    effect: str
    because: str
    mechanism: str
    premises: tuple[tuple[str, str], ...]
    cited: str
    cautions: tuple[str, ...]


@dataclass(frozen=True)
class Caution:
    id: str
    text: str
    cited: str


@dataclass(frozen=True)
class Report:
    """A printed explanation."""

    title: str
    pack: str
    notice: str
    given: tuple[tuple[str, str], ...]
    conclusions: tuple[str, ...]
    steps: tuple[Step, ...]
    proofs: tuple[Line, ...]
    result: Result
    unanswered: tuple[str, ...]
    cautions: tuple[Caution, ...]
    sources: tuple[tuple[str, str, str], ...]
    explanations: tuple[Explanation, ...] = ()
    hidden: str = ""


def report(
    trace: Trace,
    title: str,
    detail: Detail = "full",
    explanations: Sequence[Explanation] = (),
) -> Report:
    """Return the report of a run; with `explanations`, of these alone: their answers, and of the firings only those
    that a `how` names.

    `brief` leaves out how it came about, `chain` keeps the proofs but leaves out the numbered firings, the cautions and
    the names of the danger signs that were not answered; both say how much they leave out.
    """
    explanations = tuple(shortened(one, detail) for one in explanations)
    wanted = () if explanations else without_lower_levels(trace, conclusions(trace))
    proofs = how(trace, wanted)
    named = dict.fromkeys(id for one in explanations for id in one.rules)
    shown = {id for one in explanations if one.verb == "how" for id in one.rules}
    firings = [firing for firing in trace.firings if not explanations or firing.rule.id in shown]
    rules = [trace.pack.rule[id] for id in named] if explanations else [firing.rule for firing in firings]
    found = result(trace)
    if found.unanswered:
        found = replace(found, grounds=(*found.grounds, phrases.unanswered(len(found.unanswered))))
    if explanations:
        found = replace(found, causes=(), beyond=(), unanswered=())
        rules += outcome(trace).rules
    whole = Report(
        title=title,
        pack=identity(trace.pack),
        notice=phrases.NOTICE,
        given=tuple(_given(trace)),
        conclusions=tuple(stated(trace, proof.fact.statement) for proof in proofs if not proof.continues),
        steps=tuple(step(trace, firing) for firing in firings),
        proofs=tuple(_line(trace, proof) for proof in proofs),
        result=found,
        unanswered=found.unanswered,
        cautions=_cautions(trace.pack, rules),
        sources=_sources(trace.pack, rules if explanations else (*rules, *found.rules), whole=detail == "full"),
        explanations=explanations,
    )
    return whole if detail == "full" else _shortened(whole, detail)


def _shortened(whole: Report, detail: Detail) -> Report:
    proofs = whole.proofs if detail == "chain" else ()
    hidden = phrases.hidden(len(whole.steps), len(whole.cautions), 0 if proofs else len(whole.conclusions))
    causes = tuple(replace(cause, reasons=_few(cause.reasons)) for cause in whole.result.causes)
    shorter = replace(whole.result, causes=causes)
    return replace(whole, steps=(), proofs=proofs, cautions=(), unanswered=(), hidden=hidden, result=shorter)


def _few(reasons: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((heading, parts) for heading, parts in reasons if heading in ("for", "explains", "against"))


def identity(pack: RulePack) -> str:
    """Return what says exactly which rules were used: id, version and the beginning of the content's hash."""
    return f"{pack.id} {pack.version} (sha256 {pack.sha256[:12]})"


def _given(trace: Trace) -> Iterable[tuple[str, str]]:
    for given, whence in ((trace.answers, phrases.ORIGIN["answered"]), (trace.supposed, phrases.ORIGIN["supposed"])):
        for concept, value in given.items():
            if value == UNKNOWN:
                yield phrases.not_known(trace.pack, concept), whence
            else:
                fact = trace.fact[Statement(concept, value)]
                yield phrases.said(trace.pack, fact.statement), phrases.whence(trace, fact)


def stated(trace: Trace, statement: Statement) -> str:
    """Return a fact as a sentence, with a note where it was not concluded or rests on a supposition."""
    fact = trace.fact[statement]
    notes = [] if fact.origin == "derived" else [phrases.whence(trace, fact)]
    if fact.origin == "derived" and statement in trace.resting_on_supposition:
        notes.append(phrases.SUPPOSED)
    sentence = phrases.said(trace.pack, statement, fact.strength)
    return f"{sentence}  [{', '.join(notes)}]" if notes else sentence


def missing(trace: Trace, statement: Statement) -> str:
    """Return that a statement was not concluded, and, if an answer overruled the rules for it, which."""
    words = phrases.not_concluded(trace.pack, statement)
    overruled = [firing for firing in trace.firings if firing.rule.conclusion == statement]
    if not overruled:
        return words
    answer = phrases.said(trace.pack, trace.overruling(overruled[0]).statement)
    return f"{words}; the answer '{answer}' overrules {', '.join(firing.rule.id for firing in overruled)}"


def step(trace: Trace, firing: Firing) -> Step:
    """Return one firing in words."""
    rule = firing.rule
    note = phrases.EFFECT[firing.effect]
    if trace.rests_on_supposition(firing):
        note = f"{note}, {phrases.SUPPOSED}"
    return Step(
        number=firing.cycle,
        rule=rule.id,
        kind=rule.kind,
        conclusion=concluded(trace, firing),
        strength=firing.strength.word,
        effect=note,
        because=rule.because,
        mechanism=_mechanism(rule),
        premises=tuple(_premise(trace, premise) for premise in rule.premises),
        cited=phrases.sourced(rule),
        cautions=rule.nuance,
    )


def concluded(trace: Trace, firing: Firing) -> str:
    """Return what a firing concluded, or, if an answer overruled it, what stands instead."""
    if firing.effect != "overruled":
        return phrases.said(trace.pack, firing.rule.conclusion, firing.strength)
    fact = trace.overruling(firing)
    return phrases.overruled(trace.pack, fact.statement, fact.origin, firing.rule.conclusion, firing.strength)


def fired(trace: Trace, firing: Firing) -> str:
    """Return a firing in a few words, for lists with a line for each."""
    marks = [] if firing.effect == "asserted" else [phrases.EFFECT[firing.effect]]
    if firing.rule.kind == "supplement":
        marks.append("supplement, level inferred" if firing.rule.basis == "inferred" else "supplement")
    if trace.rests_on_supposition(firing):
        marks.append(phrases.SUPPOSED)
    if firing.effect == "overruled":
        sentence = concluded(trace, firing)
    else:
        sentence = phrases.brief(trace.pack, firing.rule.conclusion, firing.strength)
    return f"{sentence}  [{', '.join(marks)}]" if marks else sentence


def _mechanism(rule: Rule) -> str:
    if rule.mechanism and rule.mechanism_source:
        return f"{rule.mechanism} [{phrases.cited(rule.mechanism_source)}]"
    return rule.mechanism or ""


def _premise(trace: Trace, premise: Statement) -> tuple[str, str]:
    fact = trace.fact[premise]
    whence = phrases.whence(trace, fact)
    if fact.origin == "derived":
        whence = f"step {trace.concluding[premise][0].cycle}"
    return phrases.said(trace.pack, premise, fact.strength), whence


def _line(trace: Trace, proof: Proof) -> Line:
    notes = [] if proof.fact.origin == "derived" else [phrases.whence(trace, proof.fact)]
    if proof.supposed and proof.fact.origin == "derived":
        notes.append(phrases.SUPPOSED)
    if proof.elsewhere:
        notes.append(phrases.SHOWN[proof.elsewhere])
    if proof.continues:
        notes.append(phrases.CONTINUES)
    text = phrases.said(trace.pack, proof.fact.statement, proof.fact.strength)
    below = tuple(
        Line(
            text=reason.firing.rule.because,
            note=phrases.sourced(reason.firing.rule),
            rule=f"{reason.firing.rule.id} (step {reason.firing.cycle}, {reason.firing.strength.word})",
            below=tuple(_line(trace, premise) for premise in reason.premises),
            kind=reason.firing.rule.kind,
        )
        for reason in proof.reasons
    )
    return Line(text, ", ".join(notes), "", below)


def _cautions(pack: RulePack, rules: Iterable[Rule]) -> tuple[Caution, ...]:
    wanted = {nuance for rule in rules for nuance in rule.nuance}
    return tuple(
        Caution(nuance.id, nuance.text, phrases.cited(nuance.source)) for nuance in pack.nuances if nuance.id in wanted
    )


def _sources(pack: RulePack, rules: Iterable[Rule], whole: bool) -> tuple[tuple[str, str, str], ...]:
    """Return id, title and address of each source that the rules cite, and, if these are shown, what goes with them."""
    rules = tuple(rules)
    wanted = {citation.source for rule in rules for citation in rule.source}
    if whole:
        wanted |= {citation.source for rule in rules for citation in rule.mechanism_source or ()}
        wanted |= {citation.source for rule in rules for id in rule.nuance for citation in pack.nuance[id].source}
    return tuple(
        (source.id, f"{source.title}{phrases.TIER[source.tier]}", source.url or "")
        for source in pack.sources
        if source.id in wanted
    )
