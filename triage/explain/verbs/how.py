"""`how` in words: every minimal proof of a fact, the shortest first, each of them enough by itself; then whatever other
rules conclude it as well.

A trace comes in, an Explanation goes out. What was shown in one proof is referred to in the next.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace

from triage import phrases
from triage.errors import ValueWanted
from triage.explain.explanation import DEEPEST, Detail, Explanation, Line, rule_line
from triage.explain.sentences import missing, stated
from triage.explain.supports import Support, Supports, derivations, supports
from triage.model import URGENCY, Rule, Statement, Strength
from triage.names import find_statement
from triage.trace import Firing, Trace


def meant(trace: Trace, words: str) -> Statement:
    """Return the statement that `words` ask about: of a concept alone the one of its values that is known, of the
    urgency the level that counts. Raises UnknownName, and ValueWanted where no value or several are known."""
    try:
        return find_statement(trace.pack, words)
    except ValueWanted as error:
        level = Statement(URGENCY, trace.urgency)
        known = [level] if str(level) in error.near else [one for one in trace.fact if str(one) in error.near]
        if len(known) != 1:
            raise
        return known[0]


def how(trace: Trace, statement: Statement) -> Explanation:
    """Return how `statement` came about in `trace`, or that it did not."""
    about = phrases.said(trace.pack, statement)
    if statement not in trace.fact:
        return Explanation("how", about, f"{missing(trace, statement)}.", statement=statement)
    found = supports(trace, statement)
    every = (*found.whole, *found.weaker)
    shown: dict[object, int] = {}
    lines = [_Telling(trace, number, support, shown).line(statement) for number, support in enumerate(every, start=1)]
    ways = _other_ways(trace, statement, every)
    if ways:
        below = tuple(_Telling(trace, 0, way, shown).root(statement) for way in ways)
        lines.append(Line("Also concluded by:", below=below, means="also", detail="chain"))
    answer = " ".join((f"{stated(trace, statement)}.", *_counted(found, len(ways))))
    return Explanation("how", about, answer, tuple(lines), statement=statement)


def _counted(found: Supports, ways: int) -> Iterator[str]:
    """Yield how many proofs there are, and how many more `ways` to conclude it."""
    count = len(found.whole) + len(found.weaker)
    yield f"{phrases.counted(count, 'proof')}{', each enough by itself' if count > 1 else ''}."
    if found.weaker:
        yield f"{phrases.counted(len(found.weaker), 'of them shows', 'of them show')} it only less surely."
    if ways:
        rules = phrases.counted(ways, "more rule concludes", "more rules conclude")
        yield f"{rules} it as well, from the same answers or further ones."
    if not found.complete:
        yield "There may be more than these."


def _other_ways(trace: Trace, statement: Statement, told: Sequence[Support]) -> list[Support]:
    """Return a way from all that was given through each rule that concludes `statement` and ends none of the proofs
    `told`: these rest on the fewest answers, and the same answers may lead there by other rules too."""
    last = {support.chain[-1] for support in told if support.chain}
    by = derivations(trace, statement)
    given = tuple(one for one, firing in by.items() if firing is None)
    steps = tuple(firing for firing in by.values() if firing)
    return [
        Support(given, firing.strength, (*steps, firing))
        for firing in trace.concluding.get(statement, ())
        if firing not in last and all(premise in by for premise in firing.rule.premises)
    ]


class _Telling:
    """Tells one proof, or (number 0) one more way: who concluded what in it, and how sure that is by it alone. `shown`
    is in which proof something was shown that is not shown again."""

    def __init__(self, trace: Trace, number: int, support: Support, shown: dict[object, int]):
        self.trace = trace
        self.number = number
        self.support = support
        self.shown = shown
        self.by: dict[Statement, Firing] = {}
        self.strength: dict[Statement, Strength] = dict.fromkeys(support.given, Strength.CERTAIN)
        self.part: dict[Statement, frozenset[int]] = dict.fromkeys(support.given, frozenset())
        self.supposed = {one for one in support.given if trace.fact[one].origin == "supposed"}
        for firing in support.chain:
            rule = firing.rule
            self.by[rule.conclusion] = firing
            self.strength[rule.conclusion] = min(rule.strength, *(self.strength[one] for one in rule.premises))
            self.part[rule.conclusion] = frozenset({firing.cycle}).union(*(self.part[one] for one in rule.premises))
            if self.supposed.intersection(rule.premises):
                self.supposed.add(rule.conclusion)

    def line(self, statement: Statement) -> Line:
        """Return the proof of `statement` as one line, with its tree below it."""
        given = phrases.listed(phrases.said(self.trace.pack, one) for one in self.support.given)
        if statement in self.support.given:
            origin = phrases.whence(self.trace, self.trace.fact[statement])
            return self._fact(statement, f"Proof {self.number}: {origin}", "proof", (), "brief")
        steps = phrases.counted(len(self.support.chain), "rule")
        text = f"Proof {self.number} ({self.support.strength.word}, {steps}): from {given}"
        waiting = deque[Statement]()
        lines = [self._rule(statement, waiting, 0)]
        lines += self._continued(waiting)
        return self._fact(statement, text, "proof", tuple(lines), "brief")

    def root(self, statement: Statement) -> Line:
        """Return the rule that concludes `statement` here, with the tree of its premises below it."""
        waiting = deque[Statement]()
        rule = self._rule(statement, waiting, 0)
        return replace(rule, below=(*rule.below, *self._continued(waiting)))

    def _continued(self, waiting: deque[Statement]) -> Iterator[Line]:
        """Yield what was too deep to be told where it belongs."""
        while waiting:
            one = waiting.popleft()
            yield self._fact(one, note=phrases.CONTINUES, below=(self._rule(one, waiting, 0),))

    def _fact(
        self,
        statement: Statement,
        text: str = "",
        means: str = "derived",
        below: tuple[Line, ...] = (),
        detail: Detail = "chain",
        note: str = "",
    ) -> Line:
        strength = self.strength[statement]
        mark = phrases.SUPPOSED if statement in self.supposed and statement in self.by else ""
        return Line(
            text or phrases.said(self.trace.pack, statement, strength),
            ", ".join(part for part in (mark, note) if part),
            below=below,
            means=means,
            about=statement,
            strength=strength,
            detail=detail,
        )

    def _rule(self, statement: Statement, waiting: deque[Statement], depth: int) -> Line:
        """Return the rule that concludes `statement` in this proof, its premises below it. What lies too deep is put
        into `waiting`, to be told after."""
        firing = self.by[statement]
        strength = self.strength[statement]
        details = tuple(self._details(firing.rule))
        premises = (self._premise(premise, waiting, depth + 1) for premise in firing.rule.premises)
        came = f"step {firing.cycle}, {strength.word}"
        before = all(self.by[one].cycle < firing.cycle for one in firing.rule.premises if one in self.by)
        if not before or strength != firing.strength:
            came = f"{strength.word} this way; in the run at step {firing.cycle}"
        return rule_line(firing.rule, came, "rule", strength, below=(*details, *premises))

    def _details(self, rule: Rule) -> Iterator[Line]:
        """Yield the mechanism and the cautions of a rule, if they were not shown before."""
        if rule.mechanism and ("mechanism", rule.id) not in self.shown:
            self.shown["mechanism", rule.id] = self.number
            note = phrases.cited(rule.mechanism_source or rule.source)
            yield Line(f"more: {rule.mechanism}", note, kind=rule.kind, means="mechanism", detail="full")
        for id in rule.nuance:
            if id not in self.shown:
                self.shown[id] = self.number
                nuance = self.trace.pack.nuance[id]
                yield Line(f"caution {id}: {nuance.text}", phrases.cited(nuance.source), means="caution", detail="full")

    def _premise(self, statement: Statement, waiting: deque[Statement], depth: int) -> Line:
        if statement in self.support.given:
            fact = self.trace.fact[statement]
            return self._fact(statement, means=fact.origin, note=phrases.whence(self.trace, fact))
        part = statement, self.part[statement]
        if part in self.shown:
            where = f", in proof {self.shown[part]}" if self.shown[part] else ""
            return self._fact(statement, note=f"{phrases.SHOWN['above']}{where}")
        self.shown[part] = self.number
        if depth == DEEPEST:
            waiting.append(statement)
            return self._fact(statement, note=phrases.SHOWN["below"])
        return self._fact(statement, below=(self._rule(statement, waiting, depth),))
