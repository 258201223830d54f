"""A rule pack in CLIPS, through clipspy: the same facts and strengths must come out of an engine of other people.

A statement stands in CLIPS once for each strength up to its own: a rule carries a level on when all its premises have
that level and its own strength reaches it. The strength of a fact is then its highest level.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import clips
from closure import Plain, Said

TEMPLATES = (
    "(deftemplate statement (slot concept) (slot value) (slot level))",
    "(deftemplate given (slot concept) (slot value))",
)


def clips_rule(number: int, rule: Plain) -> str:
    """Return a rule as CLIPS source. It does not fire where its conclusion was given another value."""
    premises = " ".join(
        f'(statement (concept "{concept}") (value "{value}") (level ?level{"" if place else bound(rule)}))'
        for place, (concept, value) in enumerate(rule.premises)
    )
    concept, value = rule.conclusion
    return (
        f"(defrule rule-{number} (declare (salience {rule.salience})) {premises} "
        f'(not (given (concept "{concept}") (value ~"{value}"))) => '
        f'(assert (statement (concept "{concept}") (value "{value}") (level ?level))))'
    )


def bound(rule: Plain) -> str:
    """Return the condition that keeps a level at or under the rule's own strength."""
    return f"&:(<= ?level {rule.strength})"


def clips_closure(rules: Iterable[Plain], given: Mapping[str, str]) -> dict[Said, int]:
    """Return every fact with its strength, as CLIPS finds them."""
    environment = clips.Environment()
    for construct in (*TEMPLATES, *(clips_rule(number, rule) for number, rule in enumerate(rules))):
        environment.build(construct)
    environment.reset()
    for concept, value in given.items():
        if value != "unknown":
            environment.assert_string(f'(given (concept "{concept}") (value "{value}"))')
            for level in (1, 2, 3):
                environment.assert_string(f'(statement (concept "{concept}") (value "{value}") (level {level}))')
    environment.run()
    known: dict[Said, int] = {}
    for fact in environment.facts():
        if fact.template.name == "statement":
            statement = (str(fact["concept"]), str(fact["value"]))
            known[statement] = max(known.get(statement, 0), int(fact["level"]))
    return known
