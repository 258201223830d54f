"""`why`: why a question is asked, which rules wait for its answers, and, asked again, where these rules lead.

A session comes in, lines go out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from triage import phrases
from triage.explain.sentences import stated
from triage.interview.effects import effects, may_hold
from triage.interview.reply import PERSON
from triage.interview.session import Session
from triage.model import PRESENT, URGENCY, Question, Rule, Statement
from triage.trace import Trace

SHOWN = 4  # so many answers and concepts of a long list are told, the most telling first
MANY = 6  # so many rules are told in full; of more, how many wait for each concept


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
    lines = [f"{question.why[0].upper()}{question.why[1:]}.", *_decides(session, question)]
    lines += _all_waiting(before, question, rules)
    parts = tuple(_parts(before, question.concepts))
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


def waiting(session: Session, concept: str) -> tuple[str, ...]:
    """Return the rules that wait for one concept, each in full, those that conclude it, and what each answer would do
    if a question asks for it."""
    pack = session.pack
    rules = tuple(_waiting(session, concept))
    lines = [line for rule in rules for line in _waits(session.trace, rule, {concept})]
    lines += _parts(session, (concept,))
    if not lines:
        lines.append(f"No rule waits for {phrases.label(pack, concept)}{_with_others(session, concept)}.")
    if concluding := _concluding(session, (concept,)):
        lines.append(f"{phrases.counted(len(concluding), 'rule concludes', 'rules conclude')} something of it:")
        for rule in concluding[:MANY]:
            lines += _waits(session.trace, rule, set())
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


def _first(session: Session, question: Question) -> tuple[Rule, ...]:
    found = {rule.id for name in question.concepts for rule in _waiting(session, name)}
    return tuple(rule for rule in session.pack.rules if rule.id in found)


def _all_waiting(session: Session, question: Question, rules: Sequence[Rule]) -> Iterator[str]:
    """Yield the rules that wait; of very many, how many they are, and one for each of some concepts."""
    asked = set(question.concepts)
    if len(rules) <= MANY:
        for rule in rules:
            yield from _waits(session.trace, rule, asked)
        return
    yield f"  {len(rules)} rules wait; 'why NAME' shows those for one of these:"
    each = [(name, tuple(_waiting(session, name))) for name in question.concepts]
    each = [(name, own) for name, own in each if own]
    for name, own in each[:SHOWN]:
        then = phrases.said(session.pack, own[0].conclusion, own[0].strength)
        such = "such as " if len(own) > 1 else ""
        first = f"{phrases.counted(len(own), 'rule')}, {such}{own[0].id}: then {then}"
        yield f"    {phrases.label(session.pack, name)}: {first}"
    if len(each) > SHOWN:
        yield f"    and {len(each) - SHOWN} more of the list"


def _parts(session: Session, concepts: Collection[str]) -> Iterator[str]:
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


def _compared(session: Session, question: Question) -> Iterator[str]:
    """Yield which rules tell what a question asks for, where none waits for it."""
    rules = _concluding(session, question.concepts)
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


def _concluding(session: Session, concepts: Iterable[str]) -> tuple[Rule, ...]:
    names = set(concepts)
    return tuple(rule for rule in session.pack.rules if rule.conclusion.concept in names)


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


def _waiting(session: Session, concept: str) -> Iterator[Rule]:
    """Yield the rules that an answer about `concept` could still set off or strengthen."""
    return (rule for rule in _possible(session) if any(premise.concept == concept for premise in rule.premises))


def _possible(session: Session) -> Iterator[Rule]:
    """Yield the rules that could still fire, or fire more strongly: no answer rules them out yet."""
    spent = {firing.rule.id for firing in session.trace.firings if firing.strength == firing.rule.strength}
    for rule in session.pack.rules:
        if rule.id not in spent and _may_hold(session, rule.premises):
            yield rule


def _may_hold(session: Session, premises: Iterable[Statement]) -> bool:
    """Return whether nothing that was answered or supposed speaks against any of these."""
    return may_hold({**session.answers, **session.supposed}, premises)


def _waits(trace: Trace, rule: Rule, concepts: set[str]) -> Iterator[str]:
    known = [premise for premise in rule.premises if premise in trace.fact and premise.concept not in concepts]
    still = [phrases.said(trace.pack, premise) for premise in rule.premises if premise not in known]
    held = f"it is known that {' and '.join(stated(trace, premise) for premise in known)}" if known else ""
    if still:
        yield f"  rule {rule.id}: {held}{'; ' if held else ''}if {' and '.join(still)},"
        yield f"    then {phrases.said(trace.pack, rule.conclusion, rule.strength)}."
        return
    fired = next(firing for firing in trace.firings if firing.rule == rule)
    if fired.effect == "overruled":
        yield f"  rule {rule.id} was overruled by an answer: {held}."
    else:
        yield f"  rule {rule.id} has fired: {held}, so {phrases.said(trace.pack, rule.conclusion, fired.strength)}."


def _climbed(session: Session, rules: Sequence[Rule], times: int) -> Iterator[str]:
    """Yield the rules that go on from what `rules` conclude, `times` steps further, and the goals that are reached."""
    possible = tuple(_possible(session))
    seen: set[Statement] = set()
    for _ in range(times):
        reached = {rule.conclusion for rule in rules} - seen
        seen |= reached
        rules = [rule for rule in possible if reached.intersection(rule.premises)]
        rules = [rule for rule in rules if rule.conclusion not in seen]
    goals = sorted(one for one in reached if _is_goal(session, one))
    yield from _goals(session, goals)
    if not rules:
        yield "That is what the question is for: no rule leads further." if goals else "No rule leads further."
        return
    steps = phrases.counted(times, "step")
    yield f"{steps} further, {phrases.counted(len(rules), 'rule goes', 'rules go')} on from there:"
    for rule in rules[:MANY]:
        yield from _waits(session.trace, rule, set())
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
