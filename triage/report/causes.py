"""Candidates in words: what each is, the evidence for it, and what speaks for it, against it, or is open.

A trace and a candidate come in, a Cause goes out: the same for the interview and for every printed explanation.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from triage import phrases
from triage.model import PRESENT, Citation, Rule, RulePack, Statement, Strength
from triage.result.candidates import Candidate
from triage.trace import Trace


class Reasons(NamedTuple):
    """What speaks for a candidate or against it, or is open, part by part under one heading, and what the parts
    cite."""

    heading: str
    parts: tuple[str, ...]
    cites: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class Cause:
    """A candidate in words: what it is, the evidence for it, and its reasons."""

    name: str
    evidence: str
    reasons: tuple[Reasons, ...]


def cause(trace: Trace, one: Candidate) -> Cause:
    """Return a candidate in words."""
    pack = trace.pack
    explained = (f"{_found(pack, each.finding)} ({each.strength.word})" for each in one.explained)
    against = (phrases.brief(pack, answer, Strength.CERTAIN) for answer in one.against)
    reasons = (
        _of_rules("for", (firing.rule for firing in one.pointers)),
        Reasons("explains", tuple(explained)),
        _of_rules("by the rules", chain_rules(pack, one)),
        Reasons("against", tuple(against)),
        Reasons("open", tuple(phrases.open_of(pack, one.open))),
    )
    return Cause(
        name=phrases.said(pack, one.statement),
        evidence=evidence(trace, one),
        reasons=tuple(one for one in reasons if one.parts),
    )


def evidence(trace: Trace, one: Candidate) -> str:
    """Return how strong the evidence for a candidate itself is; to suppose it is none."""
    supposed = trace.supposed.get(one.statement.concept) == one.statement.value
    return f"{phrases.evidence(one.evidence)}{', only supposed' if supposed else ''}"


def chain_rules(pack: RulePack, one: Candidate) -> tuple[Rule, ...]:
    """Return the rules of the chains from a candidate to the findings it explains, each once."""
    return tuple(pack.rule[id] for id in one.chain)


def _of_rules(heading: str, rules: Iterable[Rule]) -> Reasons:
    rules = tuple(rules)
    cites = tuple(cited for rule in rules for cited in rule.source)
    return Reasons(heading, tuple(phrases.named(rule) for rule in rules), cites)


def _found(pack: RulePack, finding: Statement) -> str:
    """Return a finding as it was reported: its name alone where it is simply there, with its value where it is not."""
    if finding.value == PRESENT:
        return phrases.label(pack, finding.concept)
    return phrases.brief(pack, finding, Strength.CERTAIN)
