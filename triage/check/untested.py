"""Whether the cases of a pack, taken together, test every rule and every conclusion.

The cases, tried, go in; problems come out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage.answers.case import Case
from triage.check.cases import Tried, Unjudged
from triage.check.overview import Overview
from triage.errors import Problem
from triage.model import URGENCY, URGENCY_LEVELS, Rule, Statement
from triage.names.forms import plain
from triage.names.known import names_of
from triage.names.slips import near
from triage.pack.parts import Placed


def untested(overview: Overview, cases: Sequence[Tried], folder: str, without: Unjudged) -> Iterator[Problem]:
    """A rule that fires in no case, or in every one; a conclusion that no case expects, or of which no case expects
    that it does not come about. Of the urgency, a case that expects one level expects none of the others. What
    hangs on a name that a case misspells is not judged."""
    runs = [(one.case, one.trace) for one in cases if one.case and one.trace]
    unsure = _misspelt(overview, cases)
    if not overview.whole or len(runs) < len(cases) or unsure is None:
        return
    if not cases:
        yield Problem(folder, 0, "untested", "there are no cases, so no rule is tested", "write cases/NAME.yaml")
        return
    fired = [{firing.rule.id for firing in trace.firings} for _, trace in runs]
    expected, denied = _expected(overview, [case for case, _ in runs])
    told: set[Statement] = set()
    shaky = without.shaky | unsure
    for placed in overview.rules:
        rule = placed.record
        count = sum(rule.id in ids for ids in fired)
        about = {premise.concept for premise in rule.premises}
        if about & (shaky | without.flags):
            continue
        if count in (0, len(cases)) and overview.names_known(rule) and rule.id not in without.dead:
            yield _never_or_always(placed, count)
        if count and rule.conclusion not in told and rule.conclusion.concept not in shaky:
            told.add(rule.conclusion)
            yield from _unexpected(placed, rule.conclusion in expected, rule.conclusion in denied)


def _misspelt(overview: Overview, cases: Sequence[Tried]) -> frozenset[str] | None:
    """Return the concepts that wrong names in cases may mean, with what follows from them; None where any may be."""
    wrong = [problem.about for one in cases for problem in one.problems if one.case]
    if not wrong:
        return frozenset()
    names = {plain(name): placed.record.id for placed in overview.concepts.values() for name in names_of(placed.record)}
    names |= {plain(placed.record.id): placed.record.conclusion.concept for placed in overview.rules}
    names[URGENCY] = URGENCY
    meant: set[str] = set()
    for text in wrong:
        word = plain(text.partition(" is ")[0])
        alike = (word,) if word in names else near(word, names)
        if not alike:
            return None
        meant.update(names[one] for one in alike)
    return overview.with_what_follows(meant)


def _never_or_always(placed: Placed[Rule], count: int) -> Problem:
    cases, hint = ("every case", "in which it does not") if count else ("no case", "with its premises")
    message = f"the rule '{placed.record.id}' fires in {cases}"
    return placed.problem(("id",), "untested", message, f"write a case {hint}")


def _unexpected(placed: Placed[Rule], expected: bool, denied: bool) -> Iterator[Problem]:
    """Yield what no case says of the conclusion of a rule: that it comes about, and that it does not."""
    about = str(placed.record.conclusion)
    for found, message, key in (
        (expected, f"no case expects '{about}'", "conclude"),
        (denied, f"no case expects that '{about}' does not follow", "not-conclude"),
    ):
        if not found:
            hint = f"name it under '{key}' in the 'expect' of a case"
            yield placed.problem(("then",), "untested", message, hint, about)


def _expected(overview: Overview, cases: Sequence[Case]) -> tuple[frozenset[Statement], frozenset[Statement]]:
    """Return the statements that some case expects to come about, and those that some case expects not to."""
    expected: set[Statement] = set()
    denied: set[Statement] = set()
    conclusions = {placed.record.id: placed.record.conclusion for placed in overview.rules}
    for case in cases:
        wanted = case.expectation
        expected.update(wanted.conclude)
        rules = (*wanted.fires, *(rule for two in wanted.before for rule in two))
        expected.update(conclusions[rule] for rule in rules if rule in conclusions)
        denied.update(wanted.not_conclude)
        if wanted.urgency:
            expected.add(Statement(URGENCY, wanted.urgency))
            denied.update(Statement(URGENCY, level) for level in URGENCY_LEVELS if level != wanted.urgency)
    return frozenset(expected), frozenset(denied)
