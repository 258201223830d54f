"""Whether everything in a pack serves something: nothing unused, no premise that nobody asks for, no unit in which
nothing can be read, no dead end.

Each check is a function that yields problems; what it looks for stands in its docstring.
"""

from __future__ import annotations

from collections.abc import Iterator

from triage.answers.measurement import NotAMeasurement, read_measurement
from triage.check.overview import Overview
from triage.errors import Problem
from triage.model import ABSENT, URGENCY, Concept, Statement
from triage.names import UNKNOWN_WORDS
from triage.names.forms import plain
from triage.names.slips import near
from triage.pack.citations import cited_in, taught_in

ENDS = ("finding", "cause")
NEUTRAL = ("normal", ABSENT)


def unused(overview: Overview) -> Iterator[Problem]:
    """A concept, value, question, source or nuance that nothing uses: what it says could be left out of every run."""
    if overview.whole and not overview.lacks("rules", "if", "then"):
        yield from unused_concepts(overview)
        yield from unused_values(overview)
        yield from unused_questions(overview)
    if overview.whole:
        yield from unused_sources(overview)
        yield from unused_nuances(overview)


def unused_concepts(overview: Overview) -> Iterator[Problem]:
    """A concept that stands in no rule, tells of no danger, is told by nothing, sets no scope and bears on no cause
    outside the pack. A danger sign is for `red_flag_depth`; what a question asks for that asks for nothing used is for
    `unused_questions`."""
    served = _served(overview)
    idle = (one.record for one in overview.parts.questions if not served & {*one.record.concepts})
    alone = {name for question in idle for name in question.concepts}
    for name, placed in overview.concepts.items():
        if name not in served | alone and placed.record.role != "danger":
            message = f"nothing uses the concept '{name}'"
            if name in overview.asked:
                message += ", so its answer changes nothing"
            yield placed.problem(("id",), "unused", message, "write a rule with it, or take it out")


def unused_values(overview: Overview) -> Iterator[Problem]:
    """A value that no rule names. One value of a concept may be such: the one that says that all is as it should be.
    That is `normal` or `absent` if it has one of these, either of two values, or one that lies between others. What is
    measured has all levels, whatever the rules name."""
    named = {*overview.used, *overview.concluded}
    for name, placed in overview.concepts.items():
        concept = placed.record
        idle = [value for value in concept.values if Statement(name, value) not in named]
        excused = next((value for value in idle if _neutral(concept, value)), None)
        wrong = {value for value in idle if plain(value) in UNKNOWN_WORDS or concept.values.count(value) > 1}
        skipped = len(idle) == len(concept.values) or concept.units or name in overview.doubtful
        for value in () if skipped else idle:
            if value != excused and value not in wrong:
                number = concept.values.index(value)
                message = f"no rule names the value '{value}' of '{name}'"
                hint = "write a rule with it, or take it out"
                yield placed.problem(("values", number), "unused", message, hint)


def _neutral(concept: Concept, value: str) -> bool:
    known = next((word for word in NEUTRAL if word in concept.values), None)
    if len(concept.values) == 2:
        return True
    return value == known if known else value in concept.values[1:-1]


def unused_questions(overview: Overview) -> Iterator[Problem]:
    """A question whose answers no rule, scope, danger sign or cause outside the pack takes up."""
    served = _served(overview) | set(filter(overview.is_danger, overview.concepts))
    for placed in overview.parts.questions:
        if not served & {*placed.record.concepts}:
            message = f"nothing uses the answers to the question '{placed.record.id}'"
            yield placed.problem(("id",), "unused", message, "write a rule that uses them, or take it out")


def unused_sources(overview: Overview) -> Iterator[Problem]:
    """A source that nothing cites and none of whose links is taught or explained away."""
    doubtful = overview.parts.doubtful or frozenset()
    parts = overview.parts
    cited = {citation.source for _, _, citations in cited_in(parts) for citation in citations}
    taught = {link for _, _, link in taught_in(parts)}
    known = {placed.record.id for placed in parts.sources}
    strange = cited - known
    if overview.lacks_source or not all(near(name, known) for name in strange):
        return  # any source may be meant
    meant = {name for one in strange for name in near(one, known)}
    for placed in parts.sources:
        if placed.record.id not in cited | meant | doubtful and taught.isdisjoint(placed.record.links()):
            message = f"nothing cites the source '{placed.record.id}'"
            yield placed.problem(("id",), "unused", message, "cite it where it belongs, or take it out")


def unused_nuances(overview: Overview) -> Iterator[Problem]:
    """A nuance that no rule and no concept carries."""
    carried = {nuance for rule in overview.parts.rules for nuance in rule.record.nuance}
    carried |= {nuance for concept in overview.parts.concepts for nuance in concept.record.nuance}
    known = {placed.record.id for placed in overview.parts.nuances}
    if not all(near(name, known) for name in carried - known):
        return  # any nuance may be meant
    meant = {name for strange in carried - known for name in near(strange, known)}
    for placed in overview.parts.nuances:
        if placed.record.id not in carried | meant | (overview.parts.doubtful or frozenset()):
            message = f"no rule carries the nuance '{placed.record.id}'"
            yield placed.problem(("id",), "unused", message, "name it in the `nuance` of a rule, or take it out")


def unreadable_units(overview: Overview) -> Iterator[Problem]:
    """`measurement`: a unit in which no test result can be read, so that nobody can give one."""
    for placed in overview.concepts.values():
        for number, unit in enumerate(placed.record.units):
            try:
                read_measurement(f"1 {unit} (2-3)", (unit,))
            except NotAMeasurement:
                message = f"no test result can be read in the unit '{unit}'"
                hint = "begin it with a letter or '%'; letters, digits and '/' may follow, as in 'mg/L'"
                yield placed.problem(("units", number), "measurement", message, hint)


def unaskable(overview: Overview) -> Iterator[Problem]:
    """A premise that no question asks for and no rule concludes: the rule waits for what never comes. A danger sign
    that is not asked is for `red_flag_depth`."""
    known = overview.whole and not overview.lacks("rules", "then")
    for placed in overview.rules if known else ():
        for number, premise in enumerate(placed.record.premises):
            if premise in overview.concluded or overview.may_be_answered(premise) or premise.concept == URGENCY:
                continue
            if overview.is_danger(premise.concept):
                continue
            message = f"no question asks for '{premise.concept}', and no rule concludes '{premise}'"
            yield placed.problem(("if", number), "unaskable", message, "ask for it in questions.yaml, or write a rule")


def dead_end(overview: Overview) -> Iterator[Problem]:
    """A conclusion that is no finding, no cause, no urgency, and feeds no rule: nobody sees it, it leads nowhere."""
    known = overview.whole and not overview.lacks("rules", "if")
    for placed in overview.rules if known else ():
        conclusion = placed.record.conclusion
        concept = overview.concepts.get(conclusion.concept)
        if concept is None or conclusion in overview.used or conclusion.concept in overview.doubtful:
            continue
        if concept.record.role not in ENDS:
            message = f"'{conclusion}' is no finding and no cause, and no rule goes on from it"
            yield placed.problem(("then",), "dead-end", message, "write the rule that goes on, or take this one out")


def _served(overview: Overview) -> frozenset[str]:
    """Return the concepts that something but a question takes up."""
    statements = {statement.concept for statement in (*overview.used, *overview.concluded)}
    parts = overview.parts
    scopes = {placed.record.concept for placed in parts.scopes}
    if overview.lacks("scope.yaml", "concept"):
        scopes |= {name for name, placed in overview.concepts.items() if placed.record.role == "scope"}
    beyond = {
        name
        for placed in parts.not_covered
        for name in (
            *placed.record.findings,
            *(one.concept for listed in placed.record.circumstances.values() for one in listed),
        )
    }
    return frozenset(statements | overview.told | scopes | beyond | overview.doubtful)
