"""A rule pack and answers in, a trace out: `infer`. The forward chaining itself is experta's.

The rules of a pack become one experta engine, built once and kept. Its right-hand sides only record and declare: what a
firing means is said in `_Recorder.conclude`, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from inspect import signature
from threading import Lock
from typing import Any, Literal

from triage.engine.experta_import import KnowledgeEngine, ReteMatcher
from triage.engine.experta_import import Rule as ExpertaRule
from triage.engine.matching import IndexedMatcher, Known, TotalOrder
from triage.model import UNKNOWN, Kind, Rule, RulePack, Statement, Strength
from triage.trace import NOTHING, Effect, Fact, Firing, Origin, Trace

Matching = Literal["indexed", "rete"]

_one_run_at_a_time = Lock()


def infer(
    pack: RulePack,
    answers: Mapping[str, str],
    supposed: Mapping[str, str] = NOTHING,
    matching: Matching = "indexed",
    overruling: Mapping[str, str] = NOTHING,
) -> Trace:
    """Run the rules of `pack` over `answers` and `supposed` (concept to value) and return what happened.

    A pure function: the same arguments give an equal trace, in whatever order the answers come. `unknown` answers make
    no fact. `matching` chooses experta's stock Rete instead of the indexed matcher; the trace is the same.
    `overruling` are answers that overrule what rules conclude, as all do, and make no fact themselves. Raises
    ValueError for a concept or value that the pack does not have, or a concept that is both answered and supposed.
    """
    answers, supposed = _ordered(pack, answers), _ordered(pack, supposed)
    if both := answers.keys() & supposed.keys():
        raise ValueError(f"both answered and supposed: {', '.join(sorted(both))}")
    with _one_run_at_a_time:
        engine = _engine(pack, matching)
        engine.reset()
        for given, origin in ((answers, "answered"), (supposed, "supposed")):
            for concept, value in given.items():
                if value != UNKNOWN:
                    engine.give(Statement(concept, value), origin)
        engine.given = {**_ordered(pack, overruling), **engine.given}
        engine.run()
        return Trace(pack, answers, supposed, tuple(engine.known), tuple(engine.firings))


def _ordered(pack: RulePack, given: Mapping[str, str]) -> Mapping[str, str]:
    """Return what was given in the pack's own order. Raises ValueError for a statement that the pack does not have."""
    for concept, value in given.items():
        if concept not in pack.concept or value not in (*pack.values(concept), UNKNOWN):
            raise ValueError(f"the pack '{pack.id}' has no statement '{concept} is {value}'")
    return pack.in_order(given)


_SIGNATURE = signature(lambda engine: None)  # of every rule's function


@lru_cache(maxsize=8)
def _engine(pack: RulePack, matching: Matching) -> Any:
    """Return the experta engine of a pack. Rules are class attributes there, so each pack has a class of its own; their
    names are prefixed, because a rule called `run` would replace the method."""
    named = {f"rule_{number}": (number, rule) for number, rule in enumerate(pack.rules)}
    strategy = type("PackOrder", (TotalOrder,), {"rules": named})
    body: dict[str, Any] = {name: _experta_rule(name, rule) for name, (_, rule) in named.items()}
    body["__strategy__"] = strategy
    body["__matcher__"] = ReteMatcher if matching == "rete" else IndexedMatcher
    return type("PackEngine", (_Recorder,), body)()


def _experta_rule(name: str, rule: Rule) -> Any:
    """Return `rule` as a rule of experta, with a function of its own: rules that share one are one rule to experta."""

    def fire(engine: _Recorder) -> None:
        engine.conclude(rule, name)

    fire.__name__ = name
    fire.__signature__ = _SIGNATURE  # type: ignore[attr-defined]  # else experta works it out anew for each rule, twice
    patterns = (Known(concept=premise.concept, value=premise.value) for premise in rule.premises)
    return ExpertaRule(*patterns, salience=rule.salience)(fire)


class _Recorder(KnowledgeEngine):  # type: ignore[misc]  # experta has no type hints
    """An experta engine that records what it does. No properties here: experta walks over all attributes."""

    deffacts: Any = None

    def get_deffacts(self) -> Any:
        """Return experta's initial facts, looked for once and not at every run among all rules."""
        if self.deffacts is None:
            self.deffacts = super().get_deffacts()
        return self.deffacts

    def reset(self) -> None:
        self.known: list[Fact] = []
        self.statements: set[Statement] = set()
        self.given: dict[str, str] = {}
        self.firings: list[Firing] = []
        self.strategy.reset()
        super().reset()

    def give(self, statement: Statement, origin: Origin) -> None:
        """Put an answer, or something supposed, into working memory. It is certain."""
        self.given[statement.concept] = statement.value
        self._know(statement, Strength.CERTAIN, origin, "answer")

    def conclude(self, rule: Rule, name: str) -> None:
        """Fire `rule`, which experta calls `name`: assert its conclusion, support it if it is known already, or be
        overruled by an answer that gives the concept another value."""
        strength = self.strategy.strength[name]
        answer = self.given.get(rule.conclusion.concept, rule.conclusion.value)
        effect: Effect = "asserted"
        if answer != rule.conclusion.value:
            effect = "overruled"
        elif rule.conclusion in self.statements:
            effect = "supports"
        self.strategy.fired += 1
        self.firings.append(Firing(self.strategy.fired, rule, strength, effect, self.strategy.entered[name]))
        if effect == "asserted":
            self._know(rule.conclusion, strength, "derived", rule.kind)

    def _know(self, statement: Statement, strength: Strength, origin: Origin, kind: Kind | Literal["answer"]) -> None:
        self.known.append(Fact(statement, strength, origin, kind))
        self.statements.add(statement)
        self.declare(Known(concept=statement.concept, value=statement.value, strength=strength))
