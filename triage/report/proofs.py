"""A proof in words: a tree of lines. A trace and a proof come in, a Line goes out."""

from __future__ import annotations

from triage import phrases
from triage.explain.explanation import Line, rule_line
from triage.explain.proof_tree import Proof, Reason
from triage.explain.sentences import noted
from triage.trace import Trace


def proof_line(trace: Trace, proof: Proof) -> Line:
    """Return a proof as a line, with the rules that prove it below and what each of them needed below that."""
    fact = proof.fact
    elsewhere = phrases.SHOWN[proof.elsewhere] if proof.elsewhere else ""
    notes = (noted(trace, fact), elsewhere, phrases.CONTINUES if proof.continues else "")
    text = phrases.said(trace.pack, fact.statement, fact.strength)
    return Line(text, ", ".join(filter(None, notes)), below=tuple(_reason(trace, reason) for reason in proof.reasons))


def _reason(trace: Trace, reason: Reason) -> Line:
    firing = reason.firing
    came = f"step {firing.cycle}, {firing.strength.word}"
    return rule_line(
        firing.rule, came, "rule", firing.strength, below=(proof_line(trace, premise) for premise in reason.premises)
    )
