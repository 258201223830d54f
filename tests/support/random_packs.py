"""Random rule packs built in memory, with answers and suppositions: a hypothesis strategy, and a seeded builder.

Circles of rules are allowed, values may contradict each other, and some ids mean something to experta.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import NamedTuple

from hypothesis import strategies as st

from triage.model import (
    URGENCY,
    URGENCY_LEVELS,
    Concept,
    Hedges,
    Rule,
    RulePack,
    Source,
    Statement,
    Strength,
    UrgencyLevel,
)

VALUES = ("low", "normal", "high")
ROLES = ("cause", "mechanism", "finding")
AWKWARD = ("run", "facts", "agenda", "reset", "rule-1", "declare", "strength", "concept", "value", "matcher")
HEDGES = Hedges(certain=("is",), likely=("often",), possible=("may",))
SOURCE = Source(id="article", title="A made-up article", kind="article")
LEVELS = tuple(
    UrgencyLevel(level=level, label=level, symbol="!", colour="blue", do="Read on.", come_back="Ask again.")
    for level in URGENCY_LEVELS
)


class Situation(NamedTuple):
    """A pack, and what is given to a run over it: the three arguments of `infer`."""

    pack: RulePack
    answers: dict[str, str]
    supposed: dict[str, str]

    def __repr__(self) -> str:
        """Return what differs from one made-up pack to another, short enough for a failure to be read."""
        concepts = [f"{one.id} ({one.role}: {', '.join(one.values)})" for one in self.pack.concepts]
        rules = [
            f"{one.id}: {one.strength.word} {one.salience}: {', '.join(map(str, one.premises))} -> {one.conclusion}"
            for one in self.pack.rules
        ]
        return "\n  ".join(["", *concepts, *rules, f"answers {self.answers}", f"supposed {self.supposed}"])


def concept(name: str, role: str = "finding", values: Sequence[str] = ("present", "absent")) -> Concept:
    """Return a concept; a cause is a candidate by its first value."""
    candidate = values[0] if role == "cause" else None
    return Concept(id=name, label=f"the {name}", role=role, values=values, about="Made up.", candidate=candidate)


def rule(
    name: str, premises: Sequence[Statement], conclusion: Statement, strength: Strength, salience: int = 0
) -> Rule:
    """Return a rule whose wording carries its strength."""
    return Rule(
        id=name,
        premises=tuple(premises),
        conclusion=conclusion,
        strength=strength,
        salience=salience,
        wording=getattr(HEDGES, strength.word)[0],
        because=f"Because of {name}.",
        source=("article",),
    )


def pack_of(concepts: Sequence[Concept], rules: Sequence[Rule], name: str = "made-up") -> RulePack:
    """Return a pack that holds these concepts and rules, and the least of everything else."""
    return RulePack(
        id=name,
        version="1",
        title="Made up",
        about="Made up.",
        notice="Made up.",
        hedges=HEDGES,
        urgency=LEVELS,
        sources=(SOURCE,),
        concepts=tuple(concepts),
        rules=tuple(rules),
    )


def said(text: str) -> Statement:
    """Return the statement written `calcium is low`."""
    return Statement(*text.split(" is "))


def written(rules: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return rules written as `name: 'likely: a is low, b is low -> c is present'`."""
    made = []
    for name, text in rules.items():
        strength, _, clause = text.partition(": ")
        premises, _, conclusion = clause.partition(" -> ")
        made.append(
            rule(name, [said(part) for part in premises.split(", ")], said(conclusion), Strength[strength.upper()])
        )
    return tuple(made)


@st.composite
def packs(draw: st.DrawFn, most_concepts: int = 7, most_rules: int = 14) -> RulePack:
    """Draw a pack: up to three values for each concept, up to three premises for each rule."""
    names = draw(st.permutations([*AWKWARD[:5], *"abcde"]))[: draw(st.integers(2, most_concepts))]
    concepts = [concept(name, draw(st.sampled_from(ROLES)), VALUES[: draw(st.integers(2, 3))]) for name in names]
    premises = [Statement(one.id, value) for one in concepts for value in one.values]
    conclusions = [*premises, *(Statement(URGENCY, level) for level in URGENCY_LEVELS[:2])]
    count = draw(st.integers(1, most_rules))
    ids = draw(st.permutations([*AWKWARD, *(f"r{n}" for n in range(most_rules))]))[:count]
    rules = [
        rule(
            name,
            draw(st.lists(st.sampled_from(premises), min_size=1, max_size=3, unique=True)),
            draw(st.sampled_from(conclusions)),
            draw(st.sampled_from(Strength)),
            draw(st.integers(-1, 1)),
        )
        for name in ids
    ]
    return pack_of(concepts, rules)


@st.composite
def situations(draw: st.DrawFn, suppose: bool = True, most_concepts: int = 7, most_rules: int = 14) -> Situation:
    """Draw a pack with answers to some of its concepts, `unknown` included, and suppositions for some of the others."""
    pack = draw(packs(most_concepts, most_rules))
    answers, supposed = {}, {}
    for one in draw(st.permutations(pack.concepts)):
        way = draw(st.sampled_from(["left", "answered", "unknown", "supposed" if suppose else "answered"]))
        if way in ("answered", "unknown"):
            answers[one.id] = "unknown" if way == "unknown" else draw(st.sampled_from(one.values))
        elif way == "supposed":
            supposed[one.id] = draw(st.sampled_from(one.values))
    return Situation(pack, answers, supposed)


def random_situation(seed: int, concepts: int = 12, rules: int = 30, given: float = 0.4) -> Situation:
    """Build the pack and the answers of `seed`, the same ones on every Python."""
    dice = Random(seed)
    made = [concept(f"c{number}", ROLES[number % 3], VALUES[: dice.randint(2, 3)]) for number in range(concepts)]
    statements = [Statement(one.id, value) for one in made for value in one.values]
    levels = [Statement(URGENCY, level) for level in URGENCY_LEVELS]
    pack = pack_of(
        made,
        [
            rule(
                f"r{number}",
                dice.sample(statements, dice.choice((1, 1, 2, 2, 3))),
                dice.choice(levels if dice.random() < 0.1 else statements),
                dice.choice(list(Strength)),
                dice.randint(-1, 1),
            )
            for number in range(rules)
        ],
    )
    answers, supposed = {}, {}
    for one in made:
        chance = dice.random()
        if chance < given:
            answers[one.id] = dice.choice((*one.values, "unknown"))
        elif chance < given * 1.3:
            supposed[one.id] = dice.choice(one.values)
    return Situation(pack, answers, supposed)
