"""Statements that support each other in a circle: each tangle of them is one problem, at the rule to look at first.

An overview of a pack goes in, problems come out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

from triage.check.overview import Overview
from triage.errors import Problem
from triage.model import URGENCY, Rule, Statement
from triage.pack.parts import Placed

MOST_TRIES = 30
MOST_NAMED = 8

# The conclusions that follow from each statement, each with the rule that draws it.
Onward = Mapping[Statement, Sequence[tuple[Statement, Placed[Rule]]]]


def cycle(overview: Overview) -> Iterator[Problem]:
    """Statements that support each other in a circle, those that hang together as one problem. It is told at the rule
    without which there would be no circle among them, the last one if there are several; where each single rule leaves
    some circle, at the last rule of the pack that belongs to one."""
    rules = [placed for placed in overview.rules if not any(one.concept == URGENCY for one in placed.record.premises)]
    for tangle in tangles(onward(rules)):  # that nothing follows from the urgency, is told already
        inside = [placed for placed in rules if _belongs(placed.record, tangle)]
        around = _circle(onward(inside, tangle))
        chosen = next(_breaking(inside, tangle, around), inside[-1])
        circle = _circle(onward(inside, tangle), chosen)
        named = ", ".join(f"'{placed.record.id}' ({placed.where})" for placed in circle[:MOST_NAMED])
        more = f" and {len(circle) - MOST_NAMED} more" if len(circle) > MOST_NAMED else ""
        message = f"'{chosen.record.conclusion}' supports itself in a circle, by the rules {named}{more}"
        yield chosen.problem(("then",), "cycle", message, "take out one of the rules that make the circle")


def onward(rules: Iterable[Placed[Rule]], among: frozenset[Statement] | None = None) -> Onward:
    """Return what follows from each statement in one step, by `rules`, as far as both are `among` these."""
    found: dict[Statement, list[tuple[Statement, Placed[Rule]]]] = {}
    for placed in rules:
        conclusion = placed.record.conclusion
        for premise in placed.record.premises if among is None or conclusion in among else ():
            if among is None or premise in among:
                found.setdefault(premise, []).append((conclusion, placed))
    return found


def tangles(following: Onward) -> Iterator[frozenset[Statement]]:
    """Yield each largest set of statements that all lead to each other (Tarjan's strongly connected components, without
    recursion), if there is a circle in it."""
    number: dict[Statement, int] = {}
    low: dict[Statement, int] = {}
    path: list[Statement] = []
    waiting: set[Statement] = set()
    for start in following:
        work = [(start, iter(following[start]))] if start not in number else []
        while work:
            here, ways = work[-1]
            if here not in number:
                number[here] = low[here] = len(number)
                path.append(here)
                waiting.add(here)
            there = next((one for one, _ in ways if one not in number or one in waiting), None)
            if there is not None and there not in number:
                work.append((there, iter(following.get(there, ()))))
                continue
            if there is not None:
                low[here] = min(low[here], number[there])
                continue
            work.pop()
            if work:
                low[work[-1][0]] = min(low[work[-1][0]], low[here])
            if low[here] == number[here]:
                found = frozenset(_taken(path, here))
                waiting -= found
                if len(found) > 1 or any(one == here for one, _ in following.get(here, ())):
                    yield found


def _taken(path: list[Statement], last: Statement) -> Iterator[Statement]:
    """Take statements from the end of `path`, down to `last`, and yield them."""
    while (one := path.pop()) != last:
        yield one
    yield last


def _belongs(rule: Rule, tangle: frozenset[Statement]) -> bool:
    return rule.conclusion in tangle and not tangle.isdisjoint(rule.premises)


def _breaking(
    inside: Sequence[Placed[Rule]], tangle: frozenset[Statement], around: Sequence[Placed[Rule]]
) -> Iterator[Placed[Rule]]:
    """Yield the rules without which no circle is left, the last first. Such a rule is a part of every circle, so also
    of the one that leads `around`."""
    tried = [placed for placed in reversed(inside) if any(one is placed for one in around)]
    for placed in tried[:MOST_TRIES]:
        others = [other for other in inside if other is not placed]
        if not any(True for _ in tangles(onward(others, tangle))):
            yield placed


def _circle(following: Onward, through: Placed[Rule] | None = None) -> tuple[Placed[Rule], ...]:
    """Return the rules of a shortest circle that begins with the rule `through`, with any if there is none named."""
    start = through.record.conclusion if through else next(iter(following))
    goals = frozenset(through.record.premises) if through else frozenset({start})
    came: dict[Statement, tuple[Statement, Placed[Rule]]] = {}
    if through and start in goals:
        return (through,)
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for there, placed in following.get(here, ()):
            if there in goals:
                way = [placed]
                while here != start:
                    here, placed = came[here]
                    way.append(placed)
                return (*((through,) if through else ()), *reversed(way))
            if there not in came and there != start:
                came[there] = (here, placed)
                queue.append(there)
    return ()
