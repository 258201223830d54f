"""Answers under which given statements all hold, found backwards from the statements; or that there are none.

Answers have to agree: a concept has one value for each person, and what is answered cannot be concluded otherwise. Most
statements come about in the first way that is tried; where not, every way is tried, up to a number of steps for each
search and for all of them together, so that no pack takes long.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from triage.model import Rule, Statement

Answers: TypeAlias = Mapping[str, str]
# What is still to be shown, innermost first: a statement with those it is needed for, or None once it is shown.
Agenda: TypeAlias = "tuple[Statement, frozenset[Statement] | None, Agenda] | None"

MOST_STEPS = 200
MOST_STEPS_OF_ALL = 20_000


class Undecided(Exception):
    """The search was given up: there may be such answers or not."""


@dataclass
class Derivable:
    """Rules, and which statements may be answered; `steps_left` counts down over all searches."""

    rules: Sequence[Rule]
    may_be_answered: Callable[[Statement], bool]
    steps_left: int = MOST_STEPS_OF_ALL

    @cached_property
    def concluding(self) -> Mapping[Statement, Sequence[Sequence[Statement]]]:
        """The ways in which each statement may be concluded: the premises of each rule, those that come about in the
        fewest ways first, because they settle most. Rules that never fire are left out."""
        counts = Counter(rule.conclusion for rule in self.rules)
        found: dict[Statement, list[Sequence[Statement]]] = {}
        for rule in self.rules:
            if all(premise in self.first for premise in rule.premises):
                premises = sorted(rule.premises, key=lambda premise: counts[premise])
                found.setdefault(rule.conclusion, []).append(premises)
        return found

    @cached_property
    def first(self) -> Mapping[Statement, Rule | None]:
        """For each statement that could hold if answers need not agree, the rule by which it first does; None where it
        may be answered."""
        waiting: dict[Statement, list[int]] = {}
        missing = []
        for number, rule in enumerate(self.rules):
            premises = set(rule.premises)
            missing.append(len(premises))
            for premise in premises:
                waiting.setdefault(premise, []).append(number)
        found: dict[Statement, Rule | None] = dict.fromkeys(filter(self.may_be_answered, waiting))
        queue = deque(found)
        while queue:
            for number in waiting.get(queue.popleft(), ()):
                missing[number] -= 1
                conclusion = self.rules[number].conclusion
                if missing[number] == 0 and conclusion not in found:
                    found[conclusion] = self.rules[number]
                    queue.append(conclusion)
        return found

    def answers_for(self, goals: Sequence[Statement], unanswered: frozenset[str] = frozenset()) -> Answers | None:
        """Return answers under which all of `goals` hold, none of them about a concept in `unanswered`; None if there
        are no such answers. Raises Undecided."""
        if any(goal not in self.first and not self.may_be_answered(goal) for goal in goals):
            return None
        return self._at_first(goals, unanswered) or _Search(self, unanswered).answers(goals)

    def _at_first(self, goals: Sequence[Statement], unanswered: frozenset[str]) -> Answers | None:
        """Return the answers by which each goal holds first, if they agree."""
        answers: dict[str, str] = {}
        concluded: set[Statement] = set()
        waiting = list(goals)
        while waiting:
            goal = waiting.pop()
            rule = self.first.get(goal)
            if rule is None and answers.setdefault(goal.concept, goal.value) != goal.value:
                return None
            if rule is not None and goal not in concluded:
                concluded.add(goal)
                waiting.extend(rule.premises)
        agree = all(answers.get(concept, value) == value for concept, value in concluded)
        return answers if agree and not unanswered & answers.keys() else None


class _Search:
    """One search with its count of steps."""

    def __init__(self, derivable: Derivable, unanswered: frozenset[str]):
        self.derivable = derivable
        self.unanswered = unanswered
        self.steps = 0

    def answers(self, goals: Sequence[Statement]) -> Answers | None:
        fewest_ways = sorted(goals, key=lambda goal: len(self.derivable.concluding.get(goal, ())))
        return self.solve(_entered(fewest_ways, frozenset(), None), {}, frozenset())

    def solve(self, agenda: Agenda, answers: Answers, concluded: frozenset[Statement]) -> Answers | None:
        """Return `answers` with those added that the whole agenda needs; None if there are none."""
        self.steps += 1
        self.derivable.steps_left -= 1
        if self.steps > MOST_STEPS or self.derivable.steps_left < 0:
            raise Undecided
        if agenda is None:
            return answers
        goal, needed_for, rest = agenda
        if needed_for is None:  # its premises hold; but they may need an answer that overrules it
            overruled = answers.get(goal.concept, goal.value) != goal.value
            return None if overruled else self.solve(rest, answers, concluded | {goal})
        if answers.get(goal.concept) == goal.value or goal in concluded:
            return self.solve(rest, answers, concluded)
        if goal.concept in answers or goal in needed_for:
            return None
        return self._in_some_way((goal, needed_for, rest), answers, concluded)

    def _in_some_way(
        self, agenda: tuple[Statement, frozenset[Statement], Agenda], answers: Answers, concluded: frozenset[Statement]
    ) -> Answers | None:
        """Return what `solve` does, with the first statement of the agenda answered, or else concluded by some rule."""
        goal, needed_for, rest = agenda
        elsewhere = any(one.concept == goal.concept for one in concluded)
        if self.derivable.may_be_answered(goal) and goal.concept not in self.unanswered and not elsewhere:
            found = self.solve(rest, {**answers, goal.concept: goal.value}, concluded)
            if found is not None:
                return found
        needed_for = needed_for | {goal}
        for premises in self.derivable.concluding.get(goal, ()):
            found = self.solve(_entered(premises, needed_for, (goal, None, rest)), answers, concluded)
            if found is not None:
                return found
        return None


def _entered(goals: Sequence[Statement], needed_for: frozenset[Statement], rest: Agenda) -> Agenda:
    """Return the agenda `rest` with `goals` before it, in their order."""
    for goal in reversed(goals):
        rest = (goal, needed_for, rest)
    return rest
