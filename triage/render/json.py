"""A trace as the JSON of format triage-trace/1: the record that other programs check and draw."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from triage.explain.explanation import Explanation, Line
from triage.model import Statement
from triage.phrases import NOTICE, quoted
from triage.report.causes import doubts
from triage.report.remainder import remainder
from triage.report.result import not_ruled_out
from triage.result.candidates import Candidate, Explained, candidates
from triage.result.urgency import outcome, told
from triage.trace import Fact, Firing, Trace

FORMAT = "triage-trace/1"


def render_json(trace: Trace, title: str, explanations: Sequence[Explanation] = (), person: str = "") -> str:
    """Return the trace as one JSON object on one line; `explanations` are the answers to questions about the run, and
    `person` is who it is about, `made-up` or `real`, if that is known."""
    return json.dumps(trace_object(trace, title, explanations, person), ensure_ascii=True) + "\n"


def trace_object(
    trace: Trace, title: str, explanations: Sequence[Explanation] = (), person: str = ""
) -> dict[str, Any]:
    """Return the trace as plain data, its keys in a fixed order."""
    ranked = candidates(trace)
    return {
        "format": FORMAT,
        "notice": NOTICE,
        "title": title,
        "person": person,
        "pack": {
            "id": trace.pack.id,
            "version": trace.pack.version,
            "sha256": trace.pack.sha256,
            "notice": trace.pack.notice,
        },
        "answers": dict(trace.answers),
        "said": dict(trace.said),
        "supposed": dict(trace.supposed),
        "measured": dict(trace.measured),
        "typed": {concept: quoted(words) for concept, words in trace.typed.items()},
        "also": list(trace.also),
        "outweighed": sorted(trace.outweighed),
        "told": {sign: [_statement(part) for part in parts] for sign, parts in told(trace).items()},
        "facts": [_fact(trace, fact) for fact in trace.facts],
        "firings": [_firing(trace, firing) for firing in trace.firings],
        "urgency": _urgency(trace),
        "not-ruled-out": not_ruled_out(trace, person),
        "candidates": [_candidate(trace, candidate) for candidate in ranked],
        "left": [remark.text for remark in remainder(trace, ranked)],
        **({"explanations": [_explanation(one) for one in explanations]} if explanations else {}),
    }


def _urgency(trace: Trace) -> dict[str, Any]:
    found = outcome(trace)
    return {
        "level": trace.urgency,
        "label": found.level.label,
        "do": found.level.do,
        "come-back": found.level.come_back,
        "rules": list(trace.urgency_rules),
        "inferred": [rule.id for rule in found.rules if rule.basis == "inferred"],
        "not-covered": [scope.concept for scope in found.scopes],
        "unknown-danger-signs": list(found.unknown),
        "unanswered-danger-signs": list(found.unasked),
    }


def _explanation(whole: Explanation) -> dict[str, Any]:
    return {
        "verb": whole.verb,
        "about": whole.about,
        "answer": whole.answer,
        "lines": [_line(line) for line in whole.lines],
        "hidden": whole.hidden,
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "means": line.means,
        **(_statement(line.about) if line.about else {}),
        **({"strength": line.strength.word} if line.strength else {}),
        **({"rule": line.rule, "kind": line.kind} if line.rule else {}),
        **({"answers": [_statement(answer) for answer in line.answers]} if line.answers else {}),
        "text": line.text,
        "note": line.note,
        "below": [_line(below) for below in line.below],
    }


def _statement(statement: Statement) -> dict[str, str]:
    return {"concept": statement.concept, "value": statement.value}


def _known(fact: Fact) -> dict[str, str]:
    return {**_statement(fact.statement), "strength": fact.strength.word}


def _fact(trace: Trace, fact: Fact) -> dict[str, Any]:
    return {
        **_known(fact),
        "origin": fact.origin,
        "kind": fact.kind,
        "rests-on-supposition": fact.statement in trace.resting_on_supposition,
    }


def _firing(trace: Trace, firing: Firing) -> dict[str, Any]:
    rule = firing.rule
    return {
        "cycle": firing.cycle,
        "rule": rule.id,
        "kind": rule.kind,
        "premises": [_statement(premise) for premise in rule.premises],
        "conclusion": _statement(rule.conclusion),
        "strength": firing.strength.word,
        "effect": firing.effect,
        "citation": "; ".join(str(citation) for citation in rule.source),
        "because": rule.because,
        "nuance": list(rule.nuance),
        "agenda": [waiting.id for waiting in trace.agenda(firing.cycle)],
    }


def _candidate(trace: Trace, candidate: Candidate) -> dict[str, Any]:
    fact = trace.fact.get(candidate.statement)
    answered = [fact] if fact and fact.origin == "answered" else []
    return {
        **_statement(candidate.statement),
        "evidence": candidate.evidence_word,
        "contradicted": candidate.contradiction is not None,
        "for": [*map(_known, answered), *map(_pointer, candidate.pointers), *map(_explained, candidate.explained)],
        "against": [_statement(statement) for statement in candidate.against],
        "overruled": [_pointer(firing) for firing in candidate.overruled],
        "nuance": list(doubts(trace.pack, candidate)),
        "open": list(candidate.open),
        "chain": list(candidate.chain),
    }


def _pointer(firing: Firing) -> dict[str, Any]:
    return {"rule": firing.rule.id, "strength": firing.strength.word}


def _explained(one: Explained) -> dict[str, Any]:
    chain = [firing.rule.id for firing in one.chain]
    return {**_statement(one.finding), "strength": one.strength.word, "chain": chain}
