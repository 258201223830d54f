"""What the rules of a pack do together: rules that never fire, rules that add nothing, rules that disagree.

Each check is a function that yields problems; what it looks for stands in its docstring.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage.check.derivable import Answers, Derivable, Undecided
from triage.check.overview import Overview
from triage.errors import Problem
from triage.model import URGENCY, Rule, Statement
from triage.pack.parts import Placed

MOST_TRIES = 30


def unreachable(overview: Overview) -> Iterator[Problem]:
    """A rule that no combination of answers can fire. Answers are to what is asked, one value for each concept. A
    premise that is neither asked nor concluded is for `unaskable`, and taken to be given here."""
    derivable = _derivable(overview)
    known = overview.whole and not overview.lacks("rules", "then")
    for placed in overview.rules if known else ():
        try:
            premises = _declared(placed.record, overview)
            if derivable.answers_for(premises) is None:
                message, hint = _why_not(premises, derivable)
                yield placed.problem(("if",), "unreachable", message, hint)
        except Undecided:
            continue


def _why_not(premises: Sequence[Statement], derivable: Derivable) -> tuple[str, str]:
    never = [premise for premise in premises if _never(premise, derivable)]
    if never:
        return f"no answers lead to '{never[0]}', so this rule never fires", "look at the rules that conclude it"
    both = "' and '".join(map(str, premises))
    message = f"no answers lead to '{both}' together, so this rule never fires"
    if len({premise.concept for premise in premises}) < len(premises):
        return message, "a concept has one value at a time"
    return message, "take one of them out, or look at the rules that lead to each: what brings one rules out the other"


def _never(premise: Statement, derivable: Derivable) -> bool:
    try:
        return derivable.answers_for((premise,)) is None
    except Undecided:
        return False


def needless(overview: Overview) -> Iterator[Problem]:
    """`duplicate`: a rule with the premises and the conclusion of another, and no stronger. `subsumed`: the same with
    more premises than the other, so that whenever it fires the other has said as much."""
    for rules in overview.concluded.values():
        alike = [(frozenset(placed.record.premises), placed) for placed in rules]
        for number, (premises, placed) in enumerate(alike):
            as_strong = [(others, other) for others, other in alike if other.record.strength >= placed.record.strength]
            same = [one for others, one in as_strong if others == premises]
            before = [one for one in same if one.record.strength > placed.record.strength or one in rules[:number]]
            if before:
                yield _needless(placed, before[0], "duplicate", "the same premises")
            elif fewer := [one for others, one in as_strong if others < premises]:
                yield _needless(placed, fewer[0], "subsumed", "fewer premises")


def _needless(placed: Placed[Rule], other: Placed[Rule], code: str, premises: str) -> Problem:
    surely = "more" if other.record.strength > placed.record.strength else "as"
    message = f"the rule '{other.record.id}' concludes '{other.record.conclusion}' {surely} strongly from {premises}"
    return placed.problem(("id",), code, message, f"see {other.where}; take one of them out")


def contradiction(overview: Overview) -> Iterator[Problem]:
    """Two rules with the same premises and different urgency; and two rules that conclude different values of a concept
    under the same answers. It is told at the later rule, with the answers and the first rule it disagrees with. Nothing
    doubtful is taken to be answered here: who reads on finds the conflict once the rest is mended."""
    yield from different_urgency(overview)

    def answered(statement: Statement) -> bool:
        return overview.is_answered(statement) and statement.concept not in overview.doubtful

    derivable = Derivable(tuple(placed.record for placed in overview.rules), answered)
    by_concept: dict[str, list[Placed[Rule]]] = {}
    for placed in overview.rules if overview.whole else ():
        conclusion = placed.record.conclusion
        if conclusion.concept == URGENCY or conclusion.concept in overview.doubtful:
            continue
        before = by_concept.setdefault(conclusion.concept, [])
        others = [other for other in before if other.record.conclusion != conclusion][:MOST_TRIES]
        for other in others:
            answers = _both(derivable, placed.record, other.record)
            if answers is not None:
                given = ", ".join(f"'{concept} is {value}'" for concept, value in answers.items())
                message = f"given {given}, this and the rule '{other.record.id}' conclude both '{conclusion}' and"
                message = f"{message} '{other.record.conclusion}'"
                hint = f"see {other.where}; a premise more in one of them may tell them apart"
                yield placed.problem(("then",), "contradiction", message, hint)
                break
        before.append(placed)


def different_urgency(overview: Overview) -> Iterator[Problem]:
    """Two rules with the same premises and different urgency."""
    first: dict[frozenset[Statement], Placed[Rule]] = {}
    for placed in overview.rules:
        if placed.record.conclusion.concept == URGENCY:
            other = first.setdefault(frozenset(placed.record.premises), placed)
            if other.record.conclusion != placed.record.conclusion:
                message = f"the rule '{other.record.id}' concludes '{other.record.conclusion}' from the same premises"
                yield placed.problem(("then",), "contradiction", message, f"see {other.where}; keep one level")


def _both(derivable: Derivable, one: Rule, other: Rule) -> Answers | None:
    """Return answers under which both rules conclude what they do, if such are found."""
    try:
        return derivable.answers_for((*one.premises, *other.premises), frozenset({one.conclusion.concept}))
    except Undecided:
        return None


def _derivable(overview: Overview) -> Derivable:
    """Return what can be derived in the pack; what no question and no rule has a say in is taken to be given, and so is
    what a rule concludes from nothing but names that are not there."""
    rules, free = [], set()
    for placed in overview.rules:
        premises = _declared(placed.record, overview)
        if premises == placed.record.premises:
            rules.append(placed.record)
        elif premises:
            rules.append(placed.record.model_copy(update={"premises": premises}))
        else:
            free.add(placed.record.conclusion)

    def given(statement: Statement) -> bool:
        nobody = statement not in overview.concluded and statement.concept != URGENCY
        return nobody or statement in free or overview.may_be_answered(statement)

    return Derivable(rules, given)


def _declared(rule: Rule, overview: Overview) -> tuple[Statement, ...]:
    """Return the premises of `rule` without those about something that is not there."""
    return tuple(filter(overview.declared, rule.premises))
