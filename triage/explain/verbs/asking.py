"""The questions that may be asked about a run, as they are typed, and the explanation that answers each.

What is given and the words of a question come in, an Explanation goes out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import MappingProxyType

from triage.answers.case_line import CaseLine, WrongLine, read_line
from triage.answers.measurement import gravely, looks_measured, on_a_test
from triage.engine.given import Given
from triage.errors import UnknownName, UsageError, did_you_mean, echoed
from triage.explain.explanation import Asked, Explanation, Verb
from triage.explain.verbs.contrast import versus
from triage.explain.verbs.how import how, meant
from triage.explain.verbs.needed import needs
from triage.explain.verbs.undo import undo
from triage.explain.verbs.what_if import what_if
from triage.explain.verbs.why_not import why_not
from triage.model import ABSENT, UNKNOWN, URGENCY, Concept, RulePack, Statement
from triage.names import find_concept, find_stated, find_statement, find_value, in_words, is_narrower
from triage.names.forms import parted, plain
from triage.trace import NOTHING


def explanation(given: Given, asked: Asked) -> Explanation:
    """Return the answer to a question. Raises UnknownName for a name that the pack does not have, and UsageError for a
    question that is not complete."""
    return _ANSWER[asked.verb](given, asked.words)


def changes_in(pack: RulePack, words: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the answers that `words` give, concept to value, and the test results among them: `soil=dry`, `soil is
    dry`, `soil=8 % (20-40)`, several with commas or semicolons between them; `soil=unknown` takes an answer away.
    Raises UnknownName and UsageError."""
    if "=" not in words:
        try:
            stated = find_statement(pack, words)
            level = pack.concept.get(stated.concept)
            if level and level.units and gravely(words):
                return _answers([stated]), {stated.concept: on_a_test(f"very {stated.value}")}
            return _answers([stated]), NOTHING
        except UnknownName:
            if not (words := _with_sign(pack, words)):
                raise
    answers = re.split(r"[,;](?=[^=]*=)", words)  # only before another '=': a test result may hold a comma too
    parts = [part.partition("=") for part in answers if part.strip()]
    lines = [_change(pack, name, value.strip()) for name, _, value in parts]
    measured = {line.concept: line.measured for line in lines if line.measured}
    return _answers([Statement(line.concept, line.value) for line in lines]), measured


def _with_sign(pack: RulePack, words: str) -> str:
    """Return `soil=3 %` for `soil 3 %`, and `soil=dry` for `soil dry`; '' for what does not begin with a name."""
    for name, said in parted(words.strip()):
        with suppress(UnknownName):
            concept = find_concept(pack, name)
            if not (concept.units and looks_measured(said)):
                find_value(concept.values, said)
            return f"{name}={said}"
    return ""


def _change(pack: RulePack, name: str, value: str) -> CaseLine:
    """Return one answer, with the test result that it was judged from."""
    if plain(name) == URGENCY:
        return CaseLine(URGENCY, name, value)
    if not plain(name):
        raise UsageError(f"type what {echoed(f'{name}={value}')} is about, such as NAME={value or 'VALUE'}")
    if value and find_stated(pack, name):
        return _as_in_a_case(pack, name.strip(), value)
    concept = find_concept(pack, name)
    if not value:
        raise UsageError(f"{concept.label} lacks a value, which may be {_values(concept)}")
    if concept.units:
        return _as_in_a_case(pack, name.strip(), value)
    found = _value(concept, value)
    if found == ABSENT and is_narrower(pack, name):
        raise _open(name, concept.id, value)
    return CaseLine(concept.id, name, found)


def _as_in_a_case(pack: RulePack, name: str, value: str) -> CaseLine:
    """Return the answer that a case file would give in these words: a level, a test result, or a yes to a name that
    says a value itself, such as `drought`."""
    try:
        line = read_line(pack, name, value)
    except WrongLine as error:
        raise UsageError(str(error)) from None
    if line.of_a_kind:
        raise _open(name, line.concept, ABSENT)
    return line


def _open(name: str, concept: str, value: str) -> UsageError:
    return UsageError(f"a no to {echoed(name.strip())} leaves open what else there is; write '{concept}={value}'")


def _value(concept: Concept, word: str) -> str:
    try:
        return find_value(concept.values, word)
    except UnknownName as error:
        hint = did_you_mean(error.near, before="; ")
        raise UsageError(
            f"{echoed(word)} is no value of {concept.label}, which may be {_values(concept)}{hint}"
        ) from None


def _values(concept: Concept) -> str:
    return " or ".join((*map(in_words, concept.values), UNKNOWN))


def _answers(statements: list[Statement]) -> Mapping[str, str]:
    if any(statement.concept == URGENCY for statement in statements):
        raise UsageError("the urgency is concluded by rules; what can be changed is an answer")
    changes = {statement.concept: statement.value for statement in statements}
    if len(changes) < len(statements):
        raise UsageError("one concept is given two values")
    return MappingProxyType(changes)


def candidate_in(pack: RulePack, words: str) -> Statement:
    """Return the candidate that `words` name, by its concept or by the statement. Raises UnknownName and UsageError."""
    named = [one for one in pack.concepts if plain(words) in (plain(one.id), plain(one.label))]
    statement = Statement(named[0].id, named[0].candidate or "") if named else find_statement(pack, words)
    if statement not in pack.causes:
        raise UsageError(f"{echoed(words.strip())} is no cause that these rules know: 'candidates' shows which are")
    return statement


def two_in(words: str) -> tuple[str, str]:
    """Return the two names in `A, B`, `A; B`, `A and B` or `A with B`. Raises UsageError."""
    parts = [part.strip() for part in re.split(r"[,;]|\band\b|\bwith\b", words) if part.strip()]
    if len(parts) != 2:
        raise UsageError("two causes are compared: type one, a comma, and the other")
    return parts[0], parts[1]


def _how(given: Given, words: str) -> Explanation:
    return how(given.trace, meant(given.trace, words))


def _why_not(given: Given, words: str) -> Explanation:
    return why_not(given, find_statement(given.pack, words))


def _needed(given: Given, words: str) -> Explanation:
    return needs(given, find_statement(given.pack, words))


def _what_if(given: Given, words: str) -> Explanation:
    return what_if(given, *changes_in(given.pack, words))


def _undo(given: Given, words: str) -> Explanation:
    if plain(words) in ("", URGENCY):
        return undo(given, Statement(URGENCY, given.trace.urgency))
    return undo(given, find_statement(given.pack, words))


def _contrast(given: Given, words: str) -> Explanation:
    one, other = (candidate_in(given.pack, name) for name in two_in(words))
    if one == other:
        raise UsageError("a cause is compared with another one, not with itself")
    return versus(given.trace, one, other)


_ANSWER: Mapping[Verb, Callable[[Given, str], Explanation]] = {
    "how": _how,
    "why-not": _why_not,
    "needed": _needed,
    "what-if": _what_if,
    "undo": _undo,
    "contrast": _contrast,
}
