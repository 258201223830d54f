"""Random rules of any number, dense enough that half or more of them fire. A number and a seed give the same pack."""

from __future__ import annotations

from random import Random

from triage.model import URGENCY_LEVELS, Concept, Hedges, Rule, RulePack, Source, Statement, Strength, UrgencyLevel

VALUES = ("low", "normal")


def random_pack(rules: int, seed: int) -> tuple[RulePack, dict[str, str]]:
    """Return a pack with this many rules of one to three premises, and answers to a quarter of its concepts."""
    dice = Random(f"{rules} {seed}")
    names = [f"c{number}" for number in range(max(6, rules // 6))]
    statements = [Statement(name, value) for name in names for value in VALUES]
    pack = RulePack(
        id="random",
        version=str(seed),
        title="Random rules",
        about="For measuring.",
        notice="For measuring.",
        hedges=Hedges(certain=("is",), likely=("often",), possible=("may",)),
        urgency=tuple(
            UrgencyLevel(level=level, label=level, symbol="!", colour="blue", do="Read.", come_back="Ask.")
            for level in URGENCY_LEVELS
        ),
        sources=(Source(id="dice", title="Dice", kind="article"),),
        concepts=tuple(
            Concept(id=name, label=f"the {name}", role="mechanism", values=VALUES, about="For measuring.")
            for name in names
        ),
        rules=tuple(
            Rule(
                id=f"r{number}",
                premises=tuple(dice.sample(statements, dice.choice((1, 1, 2, 2, 3)))),
                conclusion=dice.choice(statements),
                strength=dice.choice(list(Strength)),
                wording="may",
                because="The dice said so.",
                source=("dice",),
                salience=dice.randint(-1, 1),
            )
            for number in range(rules)
        ),
    )
    return pack, {name: dice.choice(VALUES) for name in names[::4]}
