"""A fact or a firing of a run as one sentence, the same in every view; and the line that says which rules were used.

A trace comes in, text goes out: only what the trace recorded is said, as surely as it was known.
"""

from __future__ import annotations

from triage import phrases
from triage.model import URGENCY, URGENCY_LEVELS, RulePack, Statement
from triage.trace import Fact, Firing, Trace


def identity(pack: RulePack) -> str:
    """Return what says exactly which rules were used: id, version and the beginning of the content's hash."""
    return f"{pack.id} {pack.version} (sha256 {pack.sha256[:12]})"


def stated(trace: Trace, statement: Statement) -> str:
    """Return a fact as a sentence, with a note where it was not concluded or rests on a supposition."""
    fact = trace.fact[statement]
    sentence, note = phrases.said(trace.pack, statement, fact.strength), noted(trace, fact)
    return f"{sentence}  [{note}]" if note else sentence


def noted(trace: Trace, fact: Fact) -> str:
    """Return what is noted beside a fact: where it came from, if it was not concluded, or that it rests on a
    supposition; '' for neither."""
    if fact.origin != "derived":
        return phrases.whence(trace, fact)
    return phrases.SUPPOSED if fact.statement in trace.resting_on_supposition else ""


def missing(trace: Trace, statement: Statement) -> str:
    """Return that a statement was not concluded, and which answer or supposition overruled the rules for it, if any; of
    the lowest urgency, where no rule calls for more, that it is the one that holds."""
    if statement == Statement(URGENCY, URGENCY_LEVELS[-1]) and trace.urgency == URGENCY_LEVELS[-1]:
        level = trace.pack.level[trace.urgency].label
        return f"no rule calls for more, so the urgency is '{level}', the lowest that there is"
    words = phrases.not_concluded(trace.pack, statement)
    overruled = [firing for firing in trace.firings if firing.rule.conclusion == statement]
    if not overruled:
        return words
    given = phrases.given(trace.pack, trace.overruling(overruled[0]))
    return f"{words}; {given} overrules {', '.join(firing.rule.id for firing in overruled)}"


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
