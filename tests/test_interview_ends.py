"""How far an interview goes: what is still to come, what is announced, what `more` adds, what is left out and named."""

from __future__ import annotations

import re
from itertools import pairwise
from random import Random

import pytest
from effort import examples, sample
from scripted import talk
from shipped import shipped
from tiers_pack import tiers_pack

from triage.interview.beginning import begin
from triage.interview.reply import Reply
from triage.interview.session import Session
from triage.model import MADE_UP, UNKNOWN, RulePack
from triage.output import Page
from triage.result.candidates import candidates
from triage.trace import Trace

WIDE = Page(200)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> RulePack:
    return tiers_pack(tmp_path_factory.mktemp("tiers"))


def announced(shown: str) -> list[tuple[int, int]]:
    """Return the number of each question that was shown, and how many more were announced at most."""
    found = re.findall(r"^Question (\d+), (?:at most (\d+) more|the last one) ", shown, re.MULTILINE)
    return [(int(number), int(more or 0)) for number, more in found]


def test_whoever_is_not_covered_is_announced_the_danger_signs_and_nothing_else(pack: RulePack) -> None:
    """A real child is asked for danger signs only, so no more than those are announced."""
    _, script = talk(pack, "real", "1", "none", "none", "quit", page=WIDE)
    assert announced(script.transcript)[2:] == [(3, 1), (4, 0)]


def test_whoever_is_not_covered_can_take_that_back_with_a_true_number(pack: RulePack) -> None:
    """`change` of the scope opens all questions again, so it announces them all."""
    _, script = talk(pack, "real", "1", "none", "change 2", "none", "none", "none", "none", "none", page=WIDE)
    numbers = announced(script.transcript)
    assert numbers[4] == (2, 4)
    assert [number for number, _ in numbers[5:]] == [4, 5, 6, 7]


@pytest.mark.parametrize("typed", [("real", "none", "none", "1"), ("real", "1", "none", "none")])
def test_going_on_past_a_stop_says_how_many_questions_that_is(pack: RulePack, typed: tuple[str, ...]) -> None:
    """`more` adds questions because somebody asks for them; it says how many, and that is not exceeded either."""
    _, script = talk(pack, *typed, "more", "none", "none", "none", "none", "none", page=WIDE)
    said = script.after(5)
    promised = re.search(r"Going on, for learning only, with at most (\d+) questions", said)
    assert promised, said
    numbers = announced(script.transcript.split("Going on")[1])
    assert len(numbers) <= int(promised[1])
    for (number, more), (later, then) in pairwise(numbers):
        assert later == number + 1
        assert then < more
    assert numbers[-1][1] == 0


def test_more_past_a_stop_never_breaks_what_was_announced(pack: RulePack) -> None:
    """After an emergency the questions go on as they were announced before it: the lesson comes by a second `more`."""
    lines = ["real", "none", "none", "1", "more", *["none"] * 4, "more", "no", "quit"]
    _, script = talk(pack, *lines, page=WIDE)
    before, after, lesson = re.split(r"^Going on.*$", script.transcript, flags=re.MULTILINE)
    (last, most), shown = announced(before)[-1], announced(after)
    assert shown[-1][0] <= last + most
    assert "healthy muscle?" not in after
    assert "Suppose a healthy muscle?" in lesson


def test_more_at_the_end_does_not_say_that_the_result_is_about_nobody(pack: RulePack) -> None:
    """A lesson after a whole interview of a real person changes nothing that the result says of them."""
    _, script = talk(pack, "real", *["none"] * 6, "more", "no", page=WIDE)
    assert "about anybody" not in script.after(8)
    assert (
        "what is kept for learning: 1 question; no answer can change the urgency, or what is known of"
        in script.after(8)
    )


def test_past_a_stop_what_was_said_about_the_urgency_still_counts(pack: RulePack) -> None:
    """Whoever has a reason to call does not lose it by wanting to learn."""
    _, script = talk(pack, "real", "none", "none", "1", "more", page=WIDE)
    assert "the causes will not be about anybody; what was said about the urgency stays." in script.after(5)


def test_to_ask_for_more_does_not_change_the_result(pack: RulePack) -> None:
    """Whoever asks for the lesson and leaves instead of answering has seen the result already."""
    _, script = talk(pack, "real", *["none"] * 6, "more", "quit", page=WIDE)
    assert script.flat.count("What follows from the answers") == 1
    assert "The result is as before." in script.after(9)


def test_danger_signs_that_can_raise_nothing_any_more_are_not_asked() -> None:
    """In a made-up case that is an emergency already, a list of reasons for an appointment would change nothing, once
    the cramps that it speaks of are reported; what has been noticed is still asked, since it is what the causes would
    explain."""
    pack = shipped()
    appointments = "Which of these fits what has been noticed?"
    _, script = talk(pack, "made-up", "none", "chest pain", "none", "none", "2", *["none"] * 9, page=WIDE)
    assert appointments not in script.transcript.split("The result")[0]
    assert "Which of these has been noticed? (A cramp" in script.transcript
    _, script = talk(pack, "made-up", *["none"] * 14, page=WIDE)
    assert appointments in script.transcript


def test_what_was_not_asked_is_named() -> None:
    """What the interview left out is told with its reason: by list where it is much, and by name on `review`."""
    pack = shipped()
    _, script = talk(pack, "real", *["none"] * 6, "all normal", *["none"] * 4, "review", "quit", page=WIDE)
    ended = next(shown for shown in script.shown if "The result" in shown)
    lead, listed = re.split(r"not asked, since no answer can change [^:]*:\n", ended)
    count = int(lead.split()[-4])
    lines = [line for line in listed.splitlines() if line.startswith("  - ")]
    assert any(line.endswith("Which of these is true of medicines?") for line in lines)
    assert "'review' names them all." in listed
    review = next(shown for shown in script.shown if "   1  real person" in shown)
    named = " ".join(review.split()).split("what speaks against it): ")[1].split(" - Not asked")[0]
    assert len(named.split("; ")) == count
    assert "metformin" in named


def test_what_names_the_causes_outside_that_are_only_counted_can_be_typed() -> None:
    """Above a prompt stands a word of the prompt, and no command: it names them all."""
    _, script = talk(shipped(), "made-up", *["none"] * 4, "1 2", *["none"] * 9, "print", page=WIDE)
    ended, printed = script.transcript.split("> print\n")
    (count,) = re.findall(r"- and (\d+) more, which come after these; 'print' names them\.", ended)
    outside = printed.split("not ranked here and may be worth a thought:\n")[1].split("less likely here")[0]
    shown = ended.split("not ranked here and may be worth a thought:\n")[1].split("less likely here")[0]
    assert outside.count("\n  - ") == shown.count("\n  - ") - 1 + int(count)


def finished(seed: int) -> Session:
    """Return an interview about the shipped pack, held to its end: much is absent or not known, a little supposed."""
    dice, session = Random(seed), begin(shipped())
    while question := session.question:
        concepts = [session.pack.concept[name] for name in question.concepts if name in session.pack.concept]
        said = {one.id: dice.choice((one.values[0], *(one.values[1:] * 4), UNKNOWN)) for one in concepts}
        supposed = {name: question.suppose[0] for name in said if question.suppose and dice.random() < 0.1}
        answers = {name: value for name, value in said.items() if name not in supposed}
        session = session.reply(Reply(question, answers, supposed, person="" if concepts else MADE_UP))
    return session


def standings(trace: Trace) -> list[object]:
    """Return how each cause stands that no answer contradicts, in rank order."""
    ranked = (one for one in candidates(trace) if not one.contradiction)
    return [(one.statement, one.evidence, {each.finding for each in one.explained}, set(one.denied)) for one in ranked]


@pytest.mark.parametrize("seed", range(examples(6)))
def test_what_if_finds_no_answer_that_could_have_changed_what_the_result_says(seed: int) -> None:
    """What was not asked changes neither the urgency nor how a cause stands that no answer contradicts, alone and all
    together: by the runs that `what if` compares."""
    session, dice = finished(seed), Random(seed)
    assert session.idle
    every = {name: dice.choice(session.pack.values(name)) for name in session.idle}
    for changes in (every, *sample([{name: value} for name, value in every.items()], 8)):
        after = session.given.but(changes).trace
        assert after.urgency == session.trace.urgency, changes
        assert standings(after) == standings(session.trace), changes
