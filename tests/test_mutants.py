"""Every rule matters: whatever is changed in one, a case, a check or the record of the evidence notices.

`PYTHONPATH=. python tests/support/mutants.py` counts out all mutants; here is a sample of them, and of those of rules
that say how urgent it is a large one, which in a thorough run is all.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from effort import ONCE, sample, some
from mutants import Court, against_evidence, mutants, weaker_than_its_source
from shipped import shipped_pack

from triage.model import URGENCY

pytestmark = ONCE

SURVIVORS = json.loads((Path(__file__).parent / "surviving_mutants.json").read_text("utf-8"))
PACKS = ("muscle-spasms", "muscle-contraction")


@pytest.fixture(scope="module", params=PACKS)
def court(request: pytest.FixtureRequest) -> Court:
    return Court(shipped_pack(request.param))


def test_the_packs_as_they_are_agree_with_the_evidence(court: Court) -> None:
    """No rule cites a source that its rows do not name, is about another nutrient, is less urgent than they say, or
    less sure than the wording it quotes."""
    assert {rule.id: why for rule in court.pack.rules if (why := against_evidence(rule, court.pack))} == {}
    assert [rule.id for rule in court.pack.rules if weaker_than_its_source(court.pack, rule)] == []


def test_every_mutant_of_a_rule_that_says_how_urgent_it_is_dies(court: Court) -> None:
    """Deleted, with a premise less, with a lower level, surer or less sure, or with another source; two hundred of
    them in a short run, else all."""
    rules = [rule for rule in court.pack.rules if rule.conclusion.concept == URGENCY]
    tried = [one for rule in rules for one in mutants(court.pack, rule)]
    assert [str(one) for one in some(tried, 200) if not court.verdict(one)] == []


def test_the_survivors_are_those_that_are_listed_with_a_reason(court: Court) -> None:
    """No mutant of the other rules lives that is not known, and none that is known dies; a sample in a short run."""
    listed = {name for group in SURVIVORS for name in group["mutants"]}
    rules = [rule for rule in court.pack.rules if rule.conclusion.concept != URGENCY]
    tried = [one for rule in rules for one in mutants(court.pack, rule)]
    for mutant in sample(tried, 60):
        assert (court.verdict(mutant) == "") == (str(mutant) in listed), mutant


def test_the_page_on_truth_counts_the_mutants_there_are(court: Court) -> None:
    """How many mutants of each pack there are, and how many of them are caught."""
    tried = {str(mutant) for rule in court.pack.rules for mutant in mutants(court.pack, rule)}
    count = sum(len([*mutants(court.pack, rule)]) for rule in court.pack.rules)
    survivors = len(tried & {name for group in SURVIVORS for name in group["mutants"]})
    page = (Path(__file__).parents[1] / "docs" / "truth.md").read_text("utf-8")
    assert f"| `{court.pack.id}` | {count} | {count - survivors} |" in page


def test_each_group_of_survivors_has_its_reason() -> None:
    """Why it is no loss that nothing notices."""
    assert all(group["reason"] and group["mutants"] for group in SURVIVORS)
