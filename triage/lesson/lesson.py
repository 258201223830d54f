"""A run as a class sees it: what was given, then one step for each firing, then the result. A trace comes in, a Lesson
goes out: a recording, so that going back is as easy as going on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Literal

from triage import phrases
from triage.explain.chain import Link, chain, links
from triage.explain.sentences import concluded, identity, stated
from triage.model import Statement
from triage.report.given import given_as_unknown
from triage.report.report import many_unknown, with_danger_signs, with_unknown_counted
from triage.report.result import Result, result
from triage.report.steps import Step, step
from triage.trace import Firing, Trace

FEW = 6  # so many rules of an agenda are offered to a class, and stand on a page

Criterion = Literal["strength", "salience", "recency", "place"]


@dataclass(frozen=True)
class LessonFact:
    """A fact, in words too, and the number of the step at which it came: 0 if it was given."""

    statement: Statement
    text: str
    since: int


@dataclass(frozen=True)
class Waiting:
    """A rule on the agenda: its id, what it would conclude and how surely, and why it stands before the next one, which
    `criterion` says in a word and `reason` in a clause. The last one has neither."""

    rule: str
    conclusion: str
    strength: str
    criterion: Criterion | Literal[""] = ""
    reason: str = ""


@dataclass(frozen=True)
class Branch:
    """A line of the graph so far, which is a tree of `depth`: a statement in words, the step at which a rule concluded
    it (0 if it was given), and a note of which rule, or from where."""

    depth: int
    text: str
    step: int
    note: str


@dataclass(frozen=True)
class Scene:
    """One step of a lesson: the agenda before it, whose first rule fires, that rule in words, and what it concluded.

    `graph` is how its conclusion came about, from the conclusion down to what was given. `cautions` are the ids and
    texts of the nuances; `new` is whether it asserted a fact; `said` is the step in a sentence or two.
    """

    number: int
    agenda: tuple[Waiting, ...]
    fired: Step
    graph: tuple[Branch, ...]
    cautions: tuple[tuple[str, str], ...]
    new: bool
    said: str

    @property
    def spoken(self) -> str:
        """The step as it is read out, with its number."""
        return f"Step {self.number}. {self.said}"

    @property
    def choices(self) -> tuple[str, ...]:
        """The rules that a class chooses from: the next few of the agenda, in an order that tells nothing."""
        return tuple(sorted(one.rule for one in self.agenda[:FEW]))

    @property
    def reason(self) -> str:
        """Why this rule fired and not the next on the agenda."""
        return self.agenda[0].reason or "no other rule could fire"


@dataclass(frozen=True)
class Lesson:
    """A recorded run: `known` are all facts in the order in which they came, `unknown` says in words what was given as
    not known or in words for which the pack has no name, `scenes` are the firings, `result` is the end.
    `unfired` are a few rules that came nearest to firing and did not: what a class may take for the next one."""

    title: str
    pack: str
    sha256: str
    known: tuple[LessonFact, ...]
    unknown: tuple[str, ...]
    scenes: tuple[Scene, ...]
    result: Result
    conclusions: tuple[str, ...]
    unfired: tuple[str, ...]

    @property
    def last(self) -> int:
        """The number of the last step, which is the result; 0 is what was given."""
        return len(self.scenes) + 1

    def scene(self, number: int) -> Scene | None:
        """Return the firing at step `number`, None for what was given and for the result."""
        return self.scenes[number - 1] if 1 <= number < self.last else None

    def facts(self, number: int) -> tuple[LessonFact, ...]:
        """Return what is known after step `number`."""
        return tuple(one for one in self.known if one.since <= number)

    @cached_property
    def given(self) -> tuple[str, ...]:
        """What was given, in words."""
        return (*(one.text for one in self.known if one.since == 0), *self.unknown)


def lesson(trace: Trace, title: str, person: str = "") -> Lesson:
    """Return the lesson of a run; `person` is who it is about, `made-up` or `real`, if that is known."""
    known = [
        LessonFact(one, stated(trace, one), trace.asserting[one].cycle if one in trace.asserting else 0)
        for one in (fact.statement for fact in trace.facts)
    ]
    place = {fact.statement: place for place, fact in enumerate(trace.facts)}
    firing = {one.rule.id: one for one in trace.firings}
    scenes = []
    for one in trace.firings:
        agenda = [firing[rule.id] for rule in trace.agenda(one.cycle)]
        pairs = zip(agenda, (*agenda[1:], None), strict=True)
        scenes.append(_scene(trace, one, tuple(_waiting(trace, here, next_, place) for here, next_ in pairs)))
    return Lesson(
        title=title,
        pack=identity(trace.pack),
        sha256=trace.pack.sha256,
        known=tuple(known),
        unknown=tuple(f"{text}  [{whence}]" for text, whence in given_as_unknown(trace)),
        scenes=tuple(scenes),
        result=with_unknown_counted(
            with_danger_signs(trace, result(trace, whole=False), person), many_unknown(trace), "step 0 names them"
        ),
        conclusions=tuple(stated(trace, one) for one in trace.concluding if trace.fact[one].origin == "derived"),
        unfired=_nearest(trace),
    )


def _nearest(trace: Trace) -> tuple[str, ...]:
    """Return rules that did not fire: first those of which some premise holds, of these those that lack the fewest; in
    an order that tells nothing."""
    fired = {firing.rule.id for firing in trace.firings}
    idle = [rule for rule in trace.pack.rules if rule.id not in fired]
    idle.sort(
        key=lambda rule: (
            not any(one in trace.fact for one in rule.premises),
            sum(one not in trace.fact for one in rule.premises),
        )
    )
    return tuple(sorted(rule.id for rule in idle[:FEW]))


def _scene(trace: Trace, firing: Firing, agenda: tuple[Waiting, ...]) -> Scene:
    words = step(trace, firing)
    told = {"asserted": "So", "supports": "One more reason:", "overruled": "Overruled:"}[firing.effect]
    premises = " and ".join(text for text, _ in words.premises)
    return Scene(
        number=firing.cycle,
        agenda=agenda,
        fired=words,
        graph=tuple(_branch(trace, firing, depth, link) for depth, link in links(chain(trace, firing))),
        cautions=tuple((id, trace.pack.nuance[id].text) for id in firing.rule.nuance),
        new=firing.effect == "asserted",
        said=f"Because {premises}, rule {firing.rule.id} fires. {told} {words.conclusion}.",
    )


def _branch(trace: Trace, last: Firing, depth: int, link: Link) -> Branch:
    firing = link.firing
    if firing is None:
        fact = trace.fact[link.statement]
        return Branch(depth, phrases.said(trace.pack, link.statement), 0, phrases.whence(trace, fact))
    words = phrases.said(trace.pack, link.statement, firing.strength)
    marks = [] if firing.effect == "asserted" else [phrases.EFFECT[firing.effect]]
    if trace.rests_on_supposition(firing):
        marks.append(phrases.SUPPOSED)
    if link.elsewhere:
        marks.append(phrases.SHOWN["above"] if link.elsewhere == "above" else f"go to step {firing.cycle} for more")
    note = "; ".join((f"step {firing.cycle}, rule {firing.rule.id}", *marks))
    return Branch(depth, concluded(trace, last) if depth == 0 else words, firing.cycle, note)


def _waiting(trace: Trace, here: Firing, following: Firing | None, place: dict[Statement, int]) -> Waiting:
    words = concluded(trace, here)
    if following is None:
        return Waiting(here.rule.id, words, here.strength.word)
    criterion, reason = _before(trace, here, following, place)
    return Waiting(here.rule.id, words, here.strength.word, criterion, reason)


def _before(trace: Trace, here: Firing, following: Firing, place: dict[Statement, int]) -> tuple[Criterion, str]:
    """Return by what one firing comes before another, as `engine.matching.Turn` orders them; `place` is that of each
    fact in working memory."""
    if here.strength != following.strength:
        return "strength", f"its result is {here.strength.word}, and the next one's {following.strength.word}"
    if here.rule.salience != following.rule.salience:
        return "salience", f"its salience is {here.rule.salience}, and the next one's {following.rule.salience}"
    newest = [max(one.rule.premises, key=place.__getitem__) for one in (here, following)]
    if newest[0] != newest[1]:
        if newest[0] in trace.asserting:
            return "recency", "its newest premise came later than the next one's"
        return "recency", "its newest premise stands after the next one's in what was given"
    return "place", "it stands earlier in the pack than the next one"


def parting(one: Lesson, other: Lesson) -> int:
    """Return the number of the first step at which two lessons differ: whose rule, conclusion or effect is another, or
    where only one of them goes on; 0 if they are the same, step for step."""
    came = attrgetter("rule", "conclusion", "effect")
    for here, there in zip(one.scenes, other.scenes, strict=False):
        if came(here.fired) != came(there.fired):
            return here.number
    return 0 if one.last == other.last else min(one.last, other.last)
