"""`why`: why a question is asked, which rules wait for its answers, and, asked again, where these rules lead.

A session comes in, lines go out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage import phrases
from triage.conversation.waiting import (
    MANY,
    SHOWN,
    by_parts,
    concluding_rules,
    rule_lines,
    unspent_rules,
    waiting_rules,
)
from triage.interview.effects import effects
from triage.interview.reply import PERSON
from triage.interview.session import Session
from triage.model import MADE_UP, URGENCY, Question, Rule, Statement


def why(session: Session, question: Question | None, climbed: int = 0) -> tuple[str, ...]:
    """Return why the question is asked: its purpose, what an answer can change, the rules that wait for it or tell what
    it asks for, and what each answer would do. Having `climbed` so many times, instead the rules that go on from there,
    up to the goal."""
    if question is None:
        return ("No question is open; 'how' explains what was concluded.",)
    before = session.without(question)
    rules = _first(before, question)
    if climbed:
        return tuple(_climbed(before, rules, climbed))
    lines = [_purpose(before, question), *_decides(session, question)]
    lines += _all_waiting(before, question, rules)
    parts = tuple(by_parts(before, question.concepts))
    lines += parts[:SHOWN]
    if len(parts) > SHOWN:
        more = phrases.counted(len(parts) - SHOWN, "more way")
        lines.append(f"  and {more} in which a rule waits for an answer here, as a part of a danger sign")
    if not rules and not parts and question.id != PERSON.id:
        lines += _compared(before, question)
    lines += _answers(before, question)
    if rules:
        lines.append("  'why' again shows where these rules lead.")
    return tuple(lines)


def _purpose(session: Session, question: Question) -> str:
    """Return what a question is for, which is another thing for danger signs that come too late to be one."""
    dangers = question.id != PERSON.id and any(session.pack.role(name) == "danger" for name in question.concepts)
    if dangers and not session.can_move_urgency(question):
        late = "None of these can change the urgency any more"
        if session.person == MADE_UP and session.is_emergency:  # which ends the questions of a real person
            return f"{late}: they are asked because the case is made up, to learn what they would mean."
        if not session.worth_asking.isdisjoint(question.concepts):
            return f"{late}; an answer may still change what is known of the causes."
    return f"{question.why[0].upper()}{question.why[1:]}."


def _first(session: Session, question: Question) -> tuple[Rule, ...]:
    found = {rule.id for name in question.concepts for rule in waiting_rules(session, name)}
    return tuple(rule for rule in session.pack.rules if rule.id in found)


def _all_waiting(session: Session, question: Question, rules: Sequence[Rule]) -> Iterator[str]:
    """Yield the rules that wait; of very many, how many they are, and one for each of some concepts."""
    asked = set(question.concepts)
    if len(rules) <= MANY:
        for rule in rules:
            yield from rule_lines(session.trace, rule, asked)
        return
    yield f"  {len(rules)} rules wait; 'why NAME' shows those for one of these:"
    each = [(name, tuple(waiting_rules(session, name))) for name in question.concepts]
    each = [(name, own) for name, own in each if own]
    for name, own in each[:SHOWN]:
        then = phrases.said(session.pack, own[0].conclusion, own[0].strength)
        such = "such as " if len(own) > 1 else ""
        first = f"{phrases.counted(len(own), 'rule')}, {such}{own[0].id}: then {then}"
        yield f"    {phrases.label(session.pack, name)}: {first}"
    if len(each) > SHOWN:
        yield f"    and {len(each) - SHOWN} more of the list"


def _compared(session: Session, question: Question) -> Iterator[str]:
    """Yield which rules tell what a question asks for, where none waits for it."""
    rules = concluding_rules(session, question.concepts)
    it = "it" if len(question.concepts) == 1 else "something on the list"
    conclude = phrases.counted(len(rules), "rule concludes", "rules conclude")
    such = f" {conclude} {it}, such as {rules[0].id}." if rules else ""
    yield f"  No rule waits for it: it is asked to compare what you report with what the rules conclude.{such}"


def _answers(session: Session, question: Question) -> Iterator[str]:
    """Yield what each answer would do: of a long list the most telling few."""
    found = effects(session, question)
    if not found:
        return
    what = "a tick alone" if question.form == "checklist" else "an answer"
    beside = ", beside what denying the rest does" if question.form == "checklist" else ""
    yield f"  What {what} would do{beside}{', the most telling first' if len(found) > SHOWN else ''}:"
    shown = [effect for place, effect in enumerate(found) if place < SHOWN or not effect.concept]
    yield from (f"    {effect.answer}: {effect.does}" for effect in shown)
    if len(found) > len(shown):  # each about one thing, so that it has a name
        yield f"    and {phrases.counted(len(found) - len(shown), 'more answer')}: 'why NAME' shows each."


def _decides(session: Session, question: Question) -> Iterator[str]:
    """Yield what an answer to an open question can still change: the urgency, or how certain causes stand."""
    for prospect in session.prospects:
        if prospect.question == question:
            causes = [cause for cause in session.pack.causes if cause.concept in prospect.candidates]
            parts = ["the urgency"] if prospect.urgency else []
            if len(causes) > SHOWN:
                parts.append(f"how {len(causes)} causes stand")
            elif causes:
                names = phrases.listed(phrases.said(session.pack, cause) for cause in causes)
                parts.append(f"how these stand: {names}")
            if parts:
                yield f"  An answer can change {' and '.join(parts)}."


def _climbed(session: Session, rules: Sequence[Rule], times: int) -> Iterator[str]:
    """Yield the rules that go on from what `rules` conclude, `times` steps further, and the goals that are reached."""
    possible = tuple(unspent_rules(session))
    seen: set[Statement] = set()
    told = {rule.id for rule in rules}
    for _ in range(times):
        before = frozenset(seen)
        reached = {rule.conclusion for rule in rules}
        seen |= reached
        rules = [rule for rule in possible if rule.id not in told and reached.intersection(rule.premises)]
        told |= {rule.id for rule in rules}
    goals = sorted(one for one in reached - before if _is_goal(session, one))
    yield from _goals(session, goals)
    if not rules:
        yield "That is what the question is for: no rule leads further." if goals else "No rule leads further."
        return
    steps = phrases.counted(times, "step")
    yield f"{steps} further, {phrases.counted(len(rules), 'rule goes', 'rules go')} on from there:"
    for rule in rules[:MANY]:
        yield from rule_lines(session.trace, rule, set())
    if len(rules) > MANY:
        ends = dict.fromkeys(phrases.said(session.pack, rule.conclusion, rule.strength) for rule in rules[MANY:])
        yield f"  and {len(rules) - MANY} more, to: {phrases.listed(ends)}"
    yield "  'why' again climbs on."


def _goals(session: Session, goals: Sequence[Statement]) -> Iterator[str]:
    """Yield the goals that are reached, those of a kind on one line."""
    pack = session.pack
    kinds = {
        "urgency": [pack.level[one.value].label for one in goals if one.concept == URGENCY],
        "causes": [phrases.said(pack, one) for one in goals if one in pack.causes],
        "findings": [
            phrases.label(pack, one.concept) for one in goals if one.concept != URGENCY and one not in pack.causes
        ],
    }
    yield from (f"  goals, {kind}: {phrases.listed(names)}" for kind, names in kinds.items() if names)


def _is_goal(session: Session, statement: Statement) -> bool:
    """Return whether it is what an interview is for: an urgency, a finding, or a cause."""
    return session.pack.role(statement.concept) in (URGENCY, "finding") or statement in session.pack.causes
