"""What may still come to be known: what was answered, what may still be answered, and what follows from these.

A pack and answers come in, rules go out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from triage.model import PRESENT, UNKNOWN, Rule, RulePack, Statement, level_of

SAID = ("finding", "danger", "risk", "cause")  # of these a person may speak, whether a question asks for them or not


def possible_rules(pack: RulePack, given: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rules that can fire after more answers beside what is `given`, concept to value, in the pack's order:
    each premise was given, may still be answered, may follow, or may be told by other answers even if it was denied."""
    reached = _within_reach(pack, given)
    return tuple(rule for rule in pack.rules if reached.issuperset(rule.premises))


def may_hold(given: Mapping[str, str], premises: Iterable[Statement]) -> bool:
    """Return whether nothing that is `given`, concept to value, speaks against any of these."""
    return all(given.get(premise.concept, UNKNOWN) in (UNKNOWN, premise.value) for premise in premises)


def _within_reach(pack: RulePack, given: Mapping[str, str]) -> set[Statement]:
    """Return every statement that may come to be known. What was answered with 'not known' is asked no more, and may
    only follow."""
    reached = {Statement(*one) for one in given.items()}
    for concept in pack.concepts:
        if concept.id not in given and (concept.id in pack.asked or concept.role in SAID):
            reached |= {Statement(concept.id, value) for value in concept.values}
    ways = [(rule.conclusion, rule.premises) for rule in pack.rules if may_hold(given, [rule.conclusion])]
    ways += [(Statement(name, PRESENT), parts) for name, lists in pack.told_by.items() for parts in lists]
    for one in pack.concepts:
        if one.id not in given:  # a test of it may still be a danger sign by itself
            ways += [
                (Statement(sign, PRESENT), (Statement(one.id, level_of(value)),)) for value, sign in one.results.items()
            ]
            ways += [(Statement(one.critical.danger, PRESENT), (Statement(one.id, "low"),))] if one.critical else []
    grown = True
    while grown:
        new = {to for to, parts in ways if to not in reached and reached.issuperset(parts)}
        reached |= new
        grown = bool(new)
    return reached
