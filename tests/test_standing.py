"""The results of many answer sets at once: each as `infer` and `candidates` have it."""

from __future__ import annotations

import pytest
from effort import examples
from hypothesis import given
from hypothesis import strategies as st
from random_packs import concept, pack_of, packs, random_situation, said, written
from weighed import weighed

from triage.interview.standings import Standing, results
from triage.model import UNKNOWN, RulePack, Strength

Answers = dict[str, str]


@st.composite
def replied(draw: st.DrawFn) -> tuple[RulePack, Answers, list[Answers]]:
    """Draw a pack, answers, and replies in addition, some of which replace an answer."""
    pack = draw(packs())
    sets = []
    for _ in range(draw(st.integers(1, 6))):
        ways = {one.id: draw(st.sampled_from([None, UNKNOWN, *one.values])) for one in pack.concepts}
        sets.append({name: value for name, value in ways.items() if value is not None})
    return pack, sets[0], sets[1:]


@given(replied())
def test_every_result_is_as_infer_and_candidates_have_it(drawn: tuple[RulePack, Answers, list[Answers]]) -> None:
    """The level of urgency, and of each candidate the contradiction or else the evidence, what it explains and what
    speaks against it, are those of a run of its own for each reply."""
    pack, answers, replies = drawn
    assert results(pack, answers, replies) == tuple(weighed(pack, {**answers, **reply}) for reply in replies)
    assert results(pack, answers) == (weighed(pack, answers),)


@pytest.mark.parametrize("block", [range(start, start + 50) for start in range(0, examples(100), 50)], ids=str)
def test_results_over_denser_packs(block: range) -> None:
    """The same over packs of thirty rules, where causes meet: each reply takes one answer back or gives another."""
    for seed in block:
        pack, answers, _ = random_situation(seed)
        replies = [{}, *({one.id: value} for one in pack.concepts[:6] for value in (UNKNOWN, *one.values))]
        assert results(pack, answers, replies) == tuple(weighed(pack, {**answers, **reply}) for reply in replies)


def test_no_other_cause_lends_its_chain() -> None:
    """What another cause brings only together with this one is not explained by either: each is supposed alone."""
    pack = pack_of(
        [concept("iron", "cause", ("low", "normal")), concept("zinc", "cause", ("low", "normal")), concept("weak")],
        written({"both": "likely: iron is low, zinc is low -> weak is present"}),
    )
    (result,) = results(pack, {"iron": "low", "zinc": "low", "weak": "present"})
    assert [one.explained for one in result.standings] == [frozenset(), frozenset()]


PACK = pack_of(
    [concept("iron", "cause", ("low", "normal", "high")), concept("weak"), concept("pale")],
    written(
        {
            "iron-weak": "likely: iron is low -> weak is present",
            "iron-pale": "possible: iron is low -> pale is present",
            "weak-urgent": "likely: weak is present -> urgency is same-day",
        }
    ),
)


def test_a_standing_says_what_was_reported_and_what_was_denied() -> None:
    """A denied finding counts only where it would be likely; a contradicted cause is out, whatever it would explain."""
    replies = ({"weak": "present"}, {"weak": "absent", "pale": "absent"}, {"iron": "high", "weak": "present"}, {})
    reported, denied, contradicted, nothing = results(PACK, {}, replies)
    iron = said("iron is low")
    assert reported == ("same-day", (Standing(iron, False, explained=frozenset({said("weak is present")})),))
    assert denied == ("learn", (Standing(iron, False, against=frozenset({said("weak is absent")})),))
    assert contradicted == ("same-day", (Standing(iron, True),))
    assert nothing == ("learn", (Standing(iron, False),))
    assert results(PACK, {"iron": "low"})[0].standings[0].evidence == Strength.CERTAIN


def test_no_replies_and_no_candidates() -> None:
    """Without replies there is no result; without causes a result is the level of urgency."""
    assert results(PACK, {}, ()) == ()
    pack = pack_of([concept("weak")], written({"urgent": "likely: weak is present -> urgency is routine"}))
    assert results(pack, {"weak": "present"}) == (("routine", ()),)
