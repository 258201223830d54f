"""A picture as a value: statements and the rules between them, of a pack, of a run or of proofs.

A pack, and perhaps a trace, comes in; a Graph goes out, whose words need only a layout.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from triage import phrases
from triage.explain.chain import behind, chain
from triage.explain.proof_tree import firings_in, proofs_of
from triage.explain.sentences import concluded, identity
from triage.model import PRESENT, Kind, Role, Rule, RulePack, Statement, Strength
from triage.trace import Effect, Firing, Trace

Part = Role | Literal["urgency"]
Came = Effect | Literal["not fired", ""]

PARTS: tuple[Part, ...] = ("risk", "cause", "mechanism", "finding", "danger", "scope", "urgency")
INFERRED = "inferred"  # at an arrow, of an urgency that its source does not state
AND = "and"  # the joint at which the premises of one rule meet
NOT_KNOWN = "not known"


@dataclass(frozen=True)
class Node:
    """A statement in words. `holds` says whether the run knows it, None where there is no run; `note` says where it
    came from, or why it is not so, '' where there is no run."""

    statement: Statement
    text: str
    role: Part
    holds: bool | None
    note: str


@dataclass(frozen=True)
class Edge:
    """A rule in words, from its premises to its conclusion. `effect` is what came of it in the run, '' where there is
    none; `notes` are the words that stand beside its id."""

    rule: str
    premises: tuple[Statement, ...]
    conclusion: Statement
    kind: Kind
    strength: Strength
    effect: Came
    notes: tuple[str, ...]

    @property
    def fired(self) -> bool | None:
        """Whether the rule fired, None where there is no run."""
        return self.effect != "not fired" if self.effect else None


@dataclass(frozen=True)
class Graph:
    """A picture: nodes from causes to urgency, each once, and edges, each rule once. `unused` is what was given that no
    drawn rule has to do with."""

    title: str
    pack: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    unused: tuple[str, ...]

    @property
    def describes(self) -> str:
        """The picture in a sentence, for whoever cannot see it."""
        count = f"{phrases.counted(len(self.nodes), 'statement')} and {phrases.counted(len(self.edges), 'rule')}"
        states = [edge.fired for edge in self.edges if edge.fired is not None]
        return f"{count}, {sum(states)} of them fired." if states else f"{count}."


def pack_graph(
    pack: RulePack,
    trace: Trace | None = None,
    about: Statement | None = None,
    kind: Kind | None = None,
    fired: bool = False,
) -> Graph:
    """Return the causal graph of a pack; with `trace`, what fired in that run and what did not. `about` keeps only what
    leads to or from a statement, `kind` only the rules of one kind, `fired` only those that fired in the run."""
    rules = [rule for rule in pack.rules if kind in (None, rule.kind)]
    if fired and trace:
        rules = [rule for rule in rules if rule.id in {firing.rule.id for firing in trace.firings}]
    title = pack.title
    if about is not None:
        rules = _leading_to_or_from(rules, about)
        title = f"{title}: what leads to and from '{phrases.said(pack, about)}'"
    return _graph(title, pack, rules, trace, () if about is None else (about,))


def trace_graph(trace: Trace, title: str, about: Sequence[Statement] = ()) -> Graph:
    """Return what fired in a run and what is known by it; with `about`, only the proofs of these statements."""
    firings = firings_in(proofs_of(trace, (one for one in about if one in trace.fact))) if about else trace.firings
    return _graph(title, trace.pack, [firing.rule for firing in firings], trace, about)


def step_graph(trace: Trace, firing: Firing) -> Graph:
    """Return what led to one firing: the chain of rules that a class has seen on the way to it."""
    title = f"Step {firing.cycle}: {concluded(trace, firing)}"
    rules = [one.rule for one in behind(chain(trace, firing))]
    return _graph(title, trace.pack, rules, trace, (firing.rule.conclusion,))


def _graph(title: str, pack: RulePack, rules: Sequence[Rule], trace: Trace | None, about: Sequence[Statement]) -> Graph:
    drawn = {statement for rule in rules for statement in (*rule.premises, rule.conclusion)}.union(about)
    place = {concept.id: number for number, concept in enumerate(pack.concepts)}

    def order(statement: Statement) -> tuple[int, int, int]:
        values = pack.values(statement.concept)
        return PARTS.index(pack.role(statement.concept)), place.get(statement.concept, 0), values.index(statement.value)

    return Graph(
        title=title,
        pack=identity(pack),
        nodes=tuple(_node(pack, statement, trace) for statement in sorted(drawn, key=order)),
        edges=tuple(_edge(rule, trace) for rule in rules),
        unused=() if trace is None or about else tuple(_unused(trace, drawn)),
    )


def _node(pack: RulePack, statement: Statement, trace: Trace | None) -> Node:
    role = pack.role(statement.concept)
    fact = trace.fact.get(statement) if trace else None
    if fact is None or trace is None:  # it is said of nobody, so what is there or not goes by its name
        text = phrases.label(pack, statement.concept) if statement.value == PRESENT else phrases.said(pack, statement)
        note = _missing(trace, statement) if trace else ""
        return Node(statement, text, role, False if trace else None, note)
    note = phrases.whence(trace, fact)
    if fact.origin == "derived" and statement in trace.resting_on_supposition:
        note = f"{note}; {phrases.SUPPOSED}"
    return Node(statement, phrases.said(pack, statement, fact.strength), role, True, note)


def _missing(trace: Trace, statement: Statement) -> str:
    """Return why a statement is not known: another value was given, or nothing concluded it."""
    fact = trace.given(statement.concept)
    if fact is None:
        return NOT_KNOWN
    return f"not so: {phrases.brief(trace.pack, fact.statement, fact.strength)}, as {fact.origin}"


def _edge(rule: Rule, trace: Trace | None) -> Edge:
    firing = next((firing for firing in trace.firings if firing.rule == rule), None) if trace else None
    effect: Came = firing.effect if firing else "not fired" if trace else ""
    strength = firing.strength if firing else rule.strength
    came = f"step {firing.cycle}, " if firing else ""
    words = [f"{came}{phrases.CAME[effect]}"] if effect else []
    if effect != "not fired":  # what fired is to stand out: of the rest its name is enough
        words.append(strength.word)
    if trace and firing and trace.rests_on_supposition(firing):
        words.append(phrases.SUPPOSED)
    supplement = rule.kind if rule.kind == "supplement" else ""
    source = supplement if effect == "not fired" else phrases.sourced(rule, INFERRED)
    notes = ("; ".join(words), source)
    return Edge(
        rule.id, rule.premises, rule.conclusion, rule.kind, strength, effect, tuple(note for note in notes if note)
    )


def _unused(trace: Trace, drawn: Collection[Statement]) -> Iterator[str]:
    """Yield what was given but not drawn, unless it tells a statement that is drawn, or this says that it is not so
    because of it."""
    told = {statement.concept for statement in drawn}
    waiting = [*told]
    while waiting:
        parts = {part.concept for part in trace.told.get(waiting.pop(), ())} - told
        told |= parts
        waiting.extend(parts)
    for fact in trace.facts:
        if fact.origin != "derived" and fact.statement.concept not in told:
            yield phrases.brief(trace.pack, fact.statement, fact.strength)


def _leading_to_or_from(rules: Sequence[Rule], about: Statement) -> list[Rule]:
    """Return the rules of every chain that ends or begins at a statement, in their order."""
    back, on = {about}, {about}
    before = 0
    while before < len(back) + len(on):
        before = len(back) + len(on)
        back.update(premise for rule in rules if rule.conclusion in back for premise in rule.premises)
        on.update(rule.conclusion for rule in rules if on.intersection(rule.premises))
    return [rule for rule in rules if rule.conclusion in back or on.intersection(rule.premises)]
