"""Which rules wait for an answer, and for what besides: each in full, and what each answer would do to them.

A session comes in, lines go out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from triage import phrases
from triage.explain.sentences import stated
from triage.interview import within_reach
from triage.interview.effects import effects
from triage.interview.session import Session
from triage.model import PRESENT, Rule, Statement
from triage.trace import Trace

SHOWN = 4  # so many answers and concepts of a long list are told, the most telling first
MANY = 6  # so many rules are told in full; of more, how many wait for each concept


def waiting(session: Session, concept: str) -> tuple[str, ...]:
    """Return the rules that wait for one concept, each in full, those that conclude it, and what each answer would do
    if a question asks for it."""
    pack = session.pack
    rules = tuple(waiting_rules(session, concept))
    lines = [line for rule in rules for line in rule_lines(session.trace, rule, {concept})]
    lines += by_parts(session, (concept,))
    if not lines:
        lines.append(f"No rule waits for {phrases.label(pack, concept)}{_with_others(session, concept)}.")
    if concluding := concluding_rules(session, (concept,)):
        lines.append(f"{phrases.counted(len(concluding), 'rule concludes', 'rules conclude')} something of it:")
        for rule in concluding[:MANY]:
            lines += rule_lines(session.trace, rule, set())
        if len(concluding) > MANY:
            lines.append(f"  and {len(concluding) - MANY} more.")
    asked = next((question for question in pack.questions if concept in question.concepts), None)
    if asked:
        own = [effect for effect in effects(session.without(asked), asked) if effect.concept == concept]
        lines += [f"  {effect.answer}: {effect.does}" for effect in own]
    return tuple(lines)


def _with_others(session: Session, concept: str) -> str:
    """Return how many danger signs a concept may still tell together with other answers; '' if none."""
    pack, answers = session.pack, session.answers
    signs = [
        sign
        for sign, lists in pack.told_by.items()
        if pack.role(sign) == "danger" and answers.get(sign) != PRESENT
        if any(part.concept == concept for parts in lists for part in parts)
    ]
    if not signs:
        return ""
    counted = phrases.counted(len(signs), "danger sign")
    return f" alone; with other answers it may tell {counted}, such as: {phrases.label(pack, signs[0])}"


def by_parts(session: Session, concepts: Collection[str]) -> Iterator[str]:
    """Yield the rules that wait for a danger sign of which `concepts` hold what is missing: a line for each sign and
    what is known of it and of the rule's other premises, in the pack's order of rules. They wait even where the sign
    itself was denied, but not where another premise is."""
    answers, told = session.answers, {one.id: one.told_by for one in session.pack.concepts if one.told_by}
    for rule in session.pack.rules:
        missing: dict[tuple[Statement, ...], list[str]] = {}
        told_already: set[str] = set()  # what is missing is told once, whichever part of the sign is known
        for sign in rule.premises:
            others = [one for one in rule.premises if one != sign]
            if sign.concept not in told or answers.get(sign.concept) == PRESENT or not _may_hold(session, others):
                continue
            held_of_rule = [one for one in others if one in session.trace.fact]
            lacking = [one for one in others if one not in held_of_rule]
            for parts in told[sign.concept]:
                known = [part for part in parts if answers.get(part.concept) == part.value]
                left = [part for part in parts if part not in known]
                words = " and ".join(phrases.said(session.pack, part) for part in dict.fromkeys((*left, *lacking)))
                if words not in told_already and all(part.concept in concepts for part in left):
                    told_already.add(words)
                    missing.setdefault(tuple(dict.fromkeys((*known, *held_of_rule))), []).append(words)
        for there, ways in missing.items():
            held = f"it is known that {' and '.join(stated(session.trace, part) for part in there)}; " if there else ""
            more = f", or another of {len(ways)} ways" if len(ways) > SHOWN else ""
            then = phrases.said(session.pack, rule.conclusion, rule.strength)
            yield f"  rule {rule.id}: {held}if {', or '.join(ways[: 1 if more else SHOWN])}{more}, then {then}."


def concluding_rules(session: Session, concepts: Iterable[str]) -> tuple[Rule, ...]:
    """Return the rules of the pack that conclude something about any of `concepts`, fired or not."""
    names = set(concepts)
    return tuple(rule for rule in session.pack.rules if rule.conclusion.concept in names)


def waiting_rules(session: Session, concept: str) -> Iterator[Rule]:
    """Yield the rules that an answer about `concept` could still set off or strengthen."""
    return (rule for rule in unspent_rules(session) if any(premise.concept == concept for premise in rule.premises))


def unspent_rules(session: Session) -> Iterator[Rule]:
    """Yield the rules that are possible and have not fired at their full strength yet."""
    spent = {firing.rule.id for firing in session.trace.firings if firing.strength == firing.rule.strength}
    possible = within_reach.possible_rules(session.pack, {**session.answers, **session.supposed})
    return (rule for rule in possible if rule.id not in spent)


def _may_hold(session: Session, premises: Iterable[Statement]) -> bool:
    """Return whether nothing that was answered or supposed speaks against any of these."""
    return within_reach.may_hold({**session.answers, **session.supposed}, premises)


def rule_lines(trace: Trace, rule: Rule, concepts: set[str]) -> Iterator[str]:
    """Yield a rule in full: which premises are known, and what it says if the others hold; or what came of it. What is
    known of `concepts`, which are asked about, counts as open."""
    known = [premise for premise in rule.premises if premise in trace.fact and premise.concept not in concepts]
    still = [phrases.said(trace.pack, premise) for premise in rule.premises if premise not in known]
    held = f"it is known that {' and '.join(stated(trace, premise) for premise in known)}" if known else ""
    if still:
        yield f"  rule {rule.id}: {held}{'; ' if held else ''}if {' and '.join(still)},"
        yield f"    then {phrases.said(trace.pack, rule.conclusion, rule.strength)}."
        return
    fired = next(firing for firing in trace.firings if firing.rule == rule)
    if fired.effect == "overruled":
        yield f"  rule {rule.id} was overruled by {phrases.given(trace.pack, trace.overruling(fired))}: {held}."
    else:
        yield f"  rule {rule.id} has fired: {held}, so {phrases.said(trace.pack, rule.conclusion, fired.strength)}."
