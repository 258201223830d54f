"""A lesson is the run: every step with its facts, its agenda and the true reason for its order, in every view."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from chain_pack import chain_pack
from effort import examples, sample
from hypothesis import given
from random_packs import Situation, concept, pack_of, random_situation, situations, written
from replay import faults
from scripted import Script
from shipped import shipped, shipped_pack

from triage.answers.case import read_case
from triage.cli import run
from triage.conversation import lesson_screen as showing
from triage.conversation.lesson import teach
from triage.engine.given import given_in
from triage.engine.inference import infer
from triage.explain.chain import behind, chain
from triage.lesson.handout import handout
from triage.lesson.lesson import Lesson, lesson, parting
from triage.output import Page, Styled, folded, visible
from triage.pack.loading import DEFAULT_PACK
from triage.render.json import trace_object
from triage.render.lesson_json import lesson_object
from triage.render.lesson_page import render_page
from triage.render.lesson_picture import Pictures, pictures
from triage.report.report import report
from triage.result.urgency import danger_signs

CASES = sorted((shipped_pack(DEFAULT_PACK) / "cases").glob("*.yaml"))
PACK = shipped()
WINTER = infer(PACK, {"vitamin-d": "low", "muscle-spasm": "present"})
LESSON = lesson(WINTER, "A winter indoors")


def words(text: str) -> str:
    return " ".join(text.split())


# The recording


@given(situations())
def test_each_step_is_a_firing_with_the_facts_of_that_moment(situation: Situation) -> None:
    """After a step everything is known that was given or concluded by then, and what came with it is marked."""
    trace = infer(*situation)
    recorded = lesson(trace, "T")
    assert [scene.fired.rule for scene in recorded.scenes] == [firing.rule.id for firing in trace.firings]
    known = {fact.statement for fact in trace.facts if fact.origin != "derived"}
    assert {one.statement for one in recorded.facts(0)} == known
    for firing, scene in zip(trace.firings, recorded.scenes, strict=True):
        assert scene.new == (firing.effect == "asserted")
        if firing.effect == "asserted":
            known.add(firing.rule.conclusion)
        assert {one.statement for one in recorded.facts(scene.number)} == known


@given(situations())
def test_the_reason_for_the_order_is_the_first_thing_in_which_two_rules_differ(situation: Situation) -> None:
    """Strength, then salience, then the newest premise, then the place in the pack; counted out independently."""
    trace = infer(*situation)
    arrival = {fact.statement: number for number, fact in enumerate(trace.facts)}
    firing = {one.rule.id: one for one in trace.firings}
    place = {rule.id: number for number, rule in enumerate(situation.pack.rules)}
    for scene in lesson(trace, "T").scenes:
        assert [one.rule for one in scene.agenda] == [rule.id for rule in trace.agenda(scene.number)]
        assert scene.agenda[-1].criterion == ""
        for here, there in zip(scene.agenda, scene.agenda[1:], strict=False):
            measures = [
                (
                    one.strength,
                    one.rule.salience,
                    max(arrival[premise] for premise in one.rule.premises),
                    -place[one.rule.id],
                )
                for one in (firing[here.rule], firing[there.rule])
            ]
            names = ("strength", "salience", "recency", "place")
            first = next(name for name, a, b in zip(names, *measures, strict=True) if a != b)
            assert here.criterion == first
            if first == "recency":  # what was given came all at once
                newest = max(firing[here.rule].rule.premises, key=arrival.__getitem__)
                assert ("in what was given" in here.reason) == (newest not in trace.asserting)
            assert measures[0] > measures[1]


def test_two_lessons_part_where_they_first_differ() -> None:
    """The same run parts nowhere; another case parts at the first rule or conclusion that is another."""
    assert parting(LESSON, LESSON) == 0
    other = lesson(infer(PACK, {"vitamin-d": "low", "muscle-spasm": "present", "calcium": "normal"}), "B")
    number = parting(LESSON, other)
    assert [one.fired.rule for one in LESSON.scenes[: number - 1]] == [
        one.fired.rule for one in other.scenes[: number - 1]
    ]
    here, there = LESSON.scenes[number - 1].fired, other.scenes[number - 1].fired
    assert (here.rule, here.conclusion, here.effect) != (there.rule, there.conclusion, there.effect)


# The same in every view


def sections(page: str) -> dict[int, str]:
    """Return the text of each step on a page, without its marks."""
    found = re.split(r'<li id="step-(\d+)"', page)
    parts = dict(zip(map(int, found[1::2]), found[2::2], strict=True))
    return {number: words(re.sub(r"<[^>]*>", " ", unescape(part))) for number, part in parts.items()}


def unescape(text: str) -> str:
    from html import unescape as plain

    return plain(text)


def check_views(recorded: Lesson) -> None:
    """The terminal, the page and the JSON name the same rule, premises, conclusion and reason at every step."""
    page = sections(render_page(recorded))
    data = lesson_object(recorded)["steps"]
    assert set(page) == set(range(recorded.last + 1))
    assert [one["number"] for one in data] == list(range(1, recorded.last))
    for one in data:
        number = one["number"]
        screen = words(" ".join(line.text for line in showing.screen(recorded, number, Page())))
        for text in (one["rule"], one["conclusion"], one["reason"], *(each["text"] for each in one["premises"])):
            assert words(text) in screen
            assert words(text) in page[number]


@pytest.mark.parametrize("seed", range(examples(15)))
def test_page_terminal_and_json_say_the_same_of_random_runs(seed: int) -> None:
    """Of every step of random cases."""
    check_views(lesson(infer(*random_situation(seed)), f"Case {seed}"))


@pytest.mark.parametrize("path", sample(CASES, 6), ids=lambda path: path.stem)
def test_page_terminal_and_json_say_the_same_of_shipped_cases(path: Path) -> None:
    """And of the cases of the first pack; the trace itself holds under its replay."""
    case = read_case(str(path), lambda _: PACK)
    trace = given_in(case).trace
    check_views(lesson(trace, case.title))


def test_the_recording_agrees_with_the_trace_that_is_replayed() -> None:
    """The lesson's JSON and the trace's JSON tell one story, which an independent replay accepts."""
    trace, recorded = trace_object(WINTER, "T"), lesson_object(LESSON)
    assert [one["rule"] for one in trace["firings"]] == [one["rule"] for one in recorded["steps"]]
    assert [one["agenda"] for one in trace["firings"]] == [
        [each["rule"] for each in one["agenda"]] for one in recorded["steps"]
    ]
    assert faults is not None


def test_a_page_of_five_hundred_firings_is_small(tmp_path: Path) -> None:
    """Under a megabyte, so that it opens at once from a stick or a mail."""
    trace = infer(chain_pack(tmp_path, 500), {"vitamin-d": "low"})
    assert len(trace.firings) >= 500
    assert len(render_page(lesson(trace, "T")).encode()) < 1_000_000


def test_so_is_one_on_which_hundreds_of_rules_wait_at_each_step() -> None:
    """A wide run has a long agenda at every step, of which the page shows what a class can look at."""
    rules = {f"r{number}": f"likely: c{number // 6} is present -> c{number + 1} is present" for number in range(500)}
    pack = pack_of([concept(f"c{number}") for number in range(501)], written(rules))
    trace = infer(pack, {"c0": "present"})
    assert len(trace.firings) == 500
    assert len(render_page(lesson(trace, "T")).encode()) < 1_000_000


# In front of a class


def taught(*typed: str, other: Lesson | None = None, predict: bool = False) -> Script:
    script = Script(*typed, "quit")
    assert teach(LESSON, script, other, predict, seconds=0) == 0
    return script


def test_back_is_as_easy_as_forward() -> None:
    """Every screen is the same whichever way it was reached; the ends say that they are ends."""
    script = taught("next", "next", "back", "end", "next", "start", "back", "2 g", "go 2", "")
    assert script.shown[1] == script.shown[3]
    assert "This is the end" in script.after(5)
    assert script.shown[0] == script.shown[6] == script.shown[7]
    assert script.shown[2] == script.shown[8] == script.shown[9]
    assert "step 3 of" in script.after(10)


def test_before_the_reveal_nothing_on_the_screen_tells_which_rule_it_is() -> None:
    """The rules that could fire stand in an order that has nothing to do with the agenda, without reasons or results;
    what was not yet concluded is not known."""
    for number in range(1, LESSON.last):
        lines = [line.text for line in showing.predicting(LESSON, number, Page())]
        scene = LESSON.scenes[number - 1]
        listed = [line.split()[-1] for line in lines if re.match(r"\s+\d+ ", line)]
        assert listed[:-2] == sorted(one.rule for one in scene.agenda[:6])
        flat = " ".join(lines)
        assert scene.reason not in flat
        if scene.new:
            assert scene.fired.conclusion not in flat


@pytest.mark.parametrize("word", ["why", "agenda"])
def test_no_word_gives_the_answer_away(word: str) -> None:
    """While the class predicts, the words that would tell say so instead; facts are those from before."""
    script = taught("next", word, "facts", predict=True)
    assert "First predict, or reveal." in script.after(2)
    assert LESSON.scenes[0].fired.conclusion not in script.after(3)


def test_nor_does_a_comparison() -> None:
    """While a class predicts, two cases are compared once it has seen the step at which they part."""
    other = lesson(infer(PACK, {"vitamin-d": "low", "muscle-spasm": "present", "calcium": "normal"}), "B")
    part = parting(LESSON, other)
    script = taught(*["next", "compare", "reveal"] * part, "compare", other=other, predict=True)
    for number in range(1, part + 1):
        assert script.after(3 * number - 1) == "First predict, or reveal."
    assert f"part at step {part}" in script.after(3 * part + 1)
    ahead = taught(*["next", "reveal"] * (part - 1), "next", "predict", "predict", "compare", other=other, predict=True)
    assert ahead.after(2 * part + 2) == "First predict, or reveal."


def test_how_many_steps_follow_is_not_told_before_the_last_is_predicted() -> None:
    """Else the class knew when it is none: while it predicts, no screen says where the lesson ends until it is seen."""
    script = taught(*["next", "reveal"] * LESSON.last, "back", predict=True)
    total = re.compile(rf"step \d+ of|of {LESSON.last}\b|\b{LESSON.last - 1}\b.*will follow")
    assert "Which rule fires next?" in script.after(2 * LESSON.last - 1)
    for number in range(2 * LESSON.last):
        assert not total.search(script.after(number))
    assert f"step {LESSON.last} of {LESSON.last}" in script.after(2 * LESSON.last)
    assert f"step {LESSON.last - 1} of {LESSON.last}" in script.after(2 * LESSON.last + 1)
    assert f"{LESSON.last - 1} firings will follow" in taught("quit").after(0)


def test_at_the_end_there_is_something_to_choose_from() -> None:
    """Where no rule is left, rules that nearly fired are offered beside `none`, which is right."""
    script = taught("end", "1", predict=True)
    assert all(rule in script.after(1) for rule in LESSON.unfired)
    assert len(LESSON.unfired) > 1
    assert not {scene.fired.rule for scene in LESSON.scenes}.intersection(LESSON.unfired)
    assert f"Not {LESSON.unfired[0]}: it was none." in script.after(2)


@given(situations())
def test_the_graph_of_a_step_is_what_led_to_it(situation: Situation) -> None:
    """From the conclusion down, each statement that a rule told hangs above the premises of that rule; nothing in it
    came later than the step, and what is not explained says where it is."""
    trace = infer(*situation)
    for firing, scene in zip(trace.firings, lesson(trace, "T").scenes, strict=True):
        assert scene.graph[0].step == firing.cycle
        assert scene.graph[0].text == scene.fired.conclusion
        for place, branch in enumerate(scene.graph):
            below = []
            for one in scene.graph[place + 1 :]:
                if one.depth <= branch.depth:
                    break
                below += [one.step] if one.depth == branch.depth + 1 else []
            if branch.step == 0 or "shown above" in branch.note or "go to step" in branch.note:
                assert not below
            else:
                rule = trace.firings[branch.step - 1].rule
                assert rule.id in branch.note
                assert len(below) == len(rule.premises)
                assert all(step < branch.step for step in below)


@pytest.mark.parametrize("seed", range(examples(6)))
def test_the_picture_of_a_step_claims_what_the_step_concludes(seed: int) -> None:
    """No more and no less, in its title, its description and its last box: also where the statement is known more
    surely from elsewhere, or overruled."""
    trace = infer(*random_situation(seed))
    check_pictures(lesson(trace, "T"), pictures(trace, "T"))


def test_so_does_the_picture_of_one_more_reason_for_what_was_answered() -> None:
    """`muscle spasm may be present` is what the rule tells, though it was answered that it is there."""
    assert [scene for scene in LESSON.scenes if not scene.new]
    check_pictures(LESSON, pictures(WINTER, "T"))


def test_a_circle_leads_back_to_what_it_began_with() -> None:
    """What was given stands at the beginning of the picture as it was given, and at its end as the rule tells it."""
    rules = {"on": "possible: c0 is present -> c1 is present", "back": "possible: c1 is present -> c0 is present"}
    trace = infer(pack_of([concept("c0"), concept("c1")], written(rules)), {"c0": "present"})
    drawn = boxes(pictures(trace, "T").steps[-1])
    assert sorted(drawn) == ["the c0 is present", "the c0 may be present", "the c1 may be present"]


def boxes(picture: str) -> list[str]:
    """Return what stands in each box of a picture."""
    nodes = re.findall(r'<g [^>]*class="node[^"]*"[^>]*>(.*?)</g>', picture, re.DOTALL)
    return [words(unescape(" ".join(re.findall(r"<text[^>]*>([^<]*)", node)))) for node in nodes]


def check_pictures(recorded: Lesson, drawn: Pictures) -> None:
    assert len(drawn.steps) == len(recorded.scenes)
    for scene, picture in zip(recorded.scenes, drawn.steps, strict=True):
        title, description = (re.search(rf"<{name}[^>]*>([^<]*)", picture) for name in ("title", "desc"))
        assert title
        assert description
        assert unescape(title[1]) == f"Step {scene.number}: {scene.fired.conclusion}"
        assert unescape(description[1]).endswith(f" {scene.fired.conclusion}.")
        newest = re.search(r'class="node newest".*?</g>', picture, re.DOTALL)
        assert newest
        if "overruled" not in scene.fired.effect:
            assert scene.fired.conclusion in boxes(f"<g {newest[0]}")


def test_the_terminal_shows_the_graph_so_far() -> None:
    """`graph` is a tree down to what was given; before a reveal it says nothing."""
    shown = taught("12 g", "graph").after(2)
    assert "How step 12 came about" in shown
    assert f"{LESSON.scenes[11].fired.conclusion} [step 12" in shown
    assert "vitamin D is low (vitamin D deficiency) [you answered]" in shown
    assert "First predict, or reveal." in taught("next", "graph", predict=True).after(2)


@pytest.mark.parametrize("more", [{}, {"chest-pain": "unknown"}], ids=["not answered", "not known"])
def test_the_end_says_which_danger_signs_are_open(more: dict[str, str]) -> None:
    """In every view, as `explain` does: what was not answered is not counted as no."""
    trace = infer(PACK, {"muscle-spasm": "present", **more})
    recorded = lesson(trace, "T")
    screen = words(" ".join(line.text for line in showing.screen(recorded, recorded.last, Page())))
    grounds = report(trace, "T").result.grounds
    assert any("That is not counted as no." in ground for ground in grounds)
    assert lesson_object(recorded)["urgency"]["grounds"] == [*grounds]
    for ground in grounds:
        assert words(ground) in screen
        assert words(ground) in words(unescape(render_page(recorded)))


def test_what_is_not_known_was_given_too() -> None:
    """On the screen, on the page, in the JSON and on the sheets, as `explain` lists it; but it is no fact."""
    trace = infer(PACK, {"muscle-spasm": "present", "chest-pain": "unknown"})
    recorded = lesson(trace, "T")
    line = next(text for text, _ in report(trace, "T").given if text.endswith(": not known"))
    assert line in words(" ".join(one.text for one in showing.screen(recorded, 0, Page())))
    assert line in sections(render_page(recorded))[0]
    assert line in lesson_object(recorded)["not-known"][0]
    assert line in handout(trace, "T").given
    assert not [one for one in recorded.known if "not known" in one.text]


def test_many_danger_signs_that_are_not_known_are_counted_at_the_end_and_named_at_the_beginning() -> None:
    """Nobody reads forty of them in a sentence, least of all from the last row of a class."""
    signs = danger_signs(PACK)
    recorded = lesson(infer(PACK, dict.fromkeys(signs, "unknown")), "T", "made-up")
    counted = f"Of {len(signs)} danger signs it is not known whether they are there; step 0 names them."
    assert counted in recorded.result.grounds
    page = sections(render_page(recorded))
    for name in signs:
        label = PACK.concept[name].label
        assert label in page[0]
        assert label not in page[recorded.last]


def test_what_was_answered_did_not_come_out_of_it() -> None:
    """Also where rules give one more reason for it: it was given."""
    assert len(LESSON.conclusions) > 4
    assert not set(LESSON.conclusions) & set(LESSON.given)
    assert not [text for text in LESSON.conclusions if "[you answered" in text]


@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 15), (80, 30), (100, 80)])
@pytest.mark.parametrize("answers", [{}, {"vitamin-d": "low"}, {"muscle-spasm": "present"}])
def test_the_end_says_of_how_many_it_shows_how_many(answers: dict[str, str], width: int, height: int) -> None:
    """What stands below a colon is as much as was announced; where nothing stands there, there is no colon."""
    recorded = lesson(infer(PACK, answers), "T")
    lines = [line.text for line in showing.screen(recorded, recorded.last, Page(width, height=height))]
    listed = [line.removeprefix("  - ") for line in lines if line.startswith("  - ")]
    said = next(line for line in lines if "came out of it" in line)
    count = len(recorded.conclusions)
    assert listed == list(recorded.conclusions[count - len(listed) :])
    assert said.endswith(":") == bool(listed)
    assert ("'facts' shows all" in said) == (len(listed) < count)
    assert ("the last" in said) == (0 < len(listed) < count)
    assert said.startswith("Nothing" if not count else f"{count} statement")
    assert f"the last {len(listed)}" in said or len(listed) in (0, 1, count)


def test_every_caution_of_a_step_is_named() -> None:
    """The screen names all of them; `why` tells them."""
    for scene in LESSON.scenes:
        flat = words(" ".join(line.text for line in showing.screen(LESSON, scene.number, Page())))
        assert all(id in flat for id, _ in scene.cautions)


def test_a_guess_is_answered_with_the_truth() -> None:
    """A number stands for a rule, none or not sure; the reveal names the rule and why it came first."""
    rules = [*showing.choices(LESSON, 1), "none", "not sure"]
    right = LESSON.scenes[0].fired.rule
    for number, rule in enumerate(rules, start=1):
        script = taught("next", str(number), predict=True)
        assert f"Rule {right} fires" in script.after(2)
        assert LESSON.scenes[0].reason in script.after(2)
        said = {"not sure": f"It was {right}.", right: f"Right: {right}."}.get(rule, f"Not {rule}: it was {right}.")
        assert said in script.after(2)


def test_what_was_seen_is_not_asked_again() -> None:
    """Going back and on again shows the steps; only what is new is predicted."""
    script = taught("next", "reveal", "back", "next", "next", predict=True)
    assert "Which rule fires next?" in script.after(1)
    assert "fires" in script.after(4)
    assert "Which rule fires next?" not in script.after(4)
    assert "Which rule fires next?" in script.after(5)


def test_play_shows_every_step_to_the_end() -> None:
    """And leaves the class at the result, with what to do and the notice."""
    script = taught("play")
    for number in range(1, LESSON.last + 1):
        assert f"step {number} of {LESSON.last}" in script.after(1)
    assert words(LESSON.result.do) in script.after(1)


def test_play_at_the_end_says_that_this_is_the_end() -> None:
    """Whoever asks for more of it is not left without a word; and a result that is asked about is revealed."""
    assert "This is the end" in taught("end", "play").after(2)
    script = taught("end", "play", predict=True)
    assert "Which rule fires next?" in script.after(1)
    assert words(LESSON.result.do) in script.after(2)


def test_two_cases_are_compared_where_they_part() -> None:
    """Both titles, what only one was given, and what each does at that step."""
    other = lesson(infer(PACK, {"potassium": "low"}), "Low potassium")
    shown = taught("compare", other=other).after(1)
    assert "part at step 1" in shown
    assert "potassium is low" in shown
    assert "There is no other case" in taught("compare").after(1)


@pytest.mark.parametrize("answers", [{}, {"chest-pain": "unknown"}, {"chest-pain": "absent"}])
def test_two_cases_that_part_nowhere_are_said_to_be_the_same(answers: dict[str, str]) -> None:
    """Step for step, whatever only one of them was given; no step is named at which they part."""
    other = lesson(infer(PACK, {"vitamin-d": "low", "muscle-spasm": "present", **answers}), "B")
    shown = taught("compare", other=other).after(1)
    page = words(re.sub(r"<[^>]*>", " ", unescape(render_page(LESSON, other=other))))
    for view in (shown, page):
        assert "The two runs are the same, step for step" in view
        assert not re.search("part at step|where they part", view)
        assert not answers or "chest pain" in view.partition("The two runs are the same")[2]
    assert "No rule is left" not in page.partition("The two runs are the same")[2]


@pytest.mark.parametrize(
    "options",
    [
        ("--predict", "--handout", "pupil", "out"),
        ("--predict", "--json", "out"),
        ("--compare", "low-vitamin-b12-and-an-unsteady-walk", "--json", "out"),
        ("--compare", "low-vitamin-b12-and-an-unsteady-walk", "--handout", "pupil", "out"),
        ("--compare", "healthy"),
    ],
)
def test_what_a_lesson_cannot_do_is_refused(
    options: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An option that would change nothing, and a case whose rules are others."""
    monkeypatch.chdir(tmp_path)
    assert run(["teach", "winter-indoors", "--plain", *options]) == 2
    told = words(capsys.readouterr().err)
    assert "with --html, on a page" in told or "'healthy' holds answers for the pack 'muscle-contraction'" in told
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("typed", ["nonsense", "-3 g", "1 2 g", "\x1b[2J"])
def test_a_slip_is_named_and_the_lesson_stays_where_it_is(typed: str) -> None:
    """Nothing that is typed breaks it, and the next step is still the next."""
    script = taught("next", typed, "next")
    assert f"'{visible(typed)}' is not one of the words here." in script.after(2)
    assert f"step 2 of {LESSON.last}" in script.after(3)


@pytest.mark.parametrize("key", ["->", "right", "space", "PageDown", "n", ""])
def test_a_key_that_the_screen_names_may_be_typed_where_only_lines_are_read(key: str) -> None:
    """Through a pipe nobody can press it."""
    assert f"step 1 of {LESSON.last}" in taught(key).after(1)


@pytest.mark.parametrize("key", ["<-", "left", "PageUp", "p"])
def test_so_may_a_key_that_goes_back(key: str) -> None:
    """As above."""
    assert f"step 0 of {LESSON.last}" in taught("next", key).after(2)


@pytest.mark.parametrize("typed", ["g", "go"])
def test_go_without_a_number_asks_for_it(typed: str) -> None:
    """What lacks is only the number, so it is that which is asked for."""
    assert "Which step? Type its number and g: '12 g'." in taught("next", typed).after(2)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("0 g", 0), ("12g", 12), (":go 12", 12), ("999 g", LESSON.last), ("9" * 5000 + "g", LESSON.last)],
)
def test_a_number_is_a_step_and_one_beyond_the_end_is_the_end(typed: str, number: int) -> None:
    """However it is typed, and however long it is."""
    assert f"step {number} of {LESSON.last}" in taught(typed).after(1)


@pytest.mark.parametrize(("width", "height"), [(80, 24), (200, 60)])
def test_a_step_fits_on_a_screen(width: int, height: int) -> None:
    """A step fits with its keys and its prompt: where there is little room, fewer rules wait on the screen."""
    for number in range(LESSON.last + 1):
        lines = (*showing.screen(LESSON, number, Page(width, height=height)), showing.Styled(showing.KEYS, ""))
        rows = sum(folded(line.text, width).count("\n") + 1 for line in lines)
        assert rows < height, number


@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 15)])
@pytest.mark.parametrize("answers", [{"vitamin-d": "low", "muscle-spasm": "present"}, {"chest-pain": "present"}])
def test_what_a_small_screen_has_no_room_for_is_not_the_step_and_what_to_do(
    answers: dict[str, str], width: int, height: int
) -> None:
    """Which step it is stands in the rows that are seen above the prompt, and at the end how urgent it is and what to
    do; also while a class predicts."""
    page = Page(width, height=height)
    recorded = lesson(infer(PACK, answers), "A case with a title that takes more than a line")
    for number in range(recorded.last + 1):
        seen = rows_seen(showing.screen(recorded, number, page), page)
        assert f"step {number} of {recorded.last}" in seen.casefold()
        if number:
            assert f"step {number}" in rows_seen(showing.predicting(recorded, number, page), page).casefold()
    assert f"Urgency in this case: {recorded.result.level}" in seen
    assert words(recorded.result.do) in seen


def rows_seen(lines: Iterable[Styled], page: Page) -> str:
    """Return what a screen still shows of lines above the keys and the prompt."""
    rows = "\n".join(folded(line.text, page.width) for line in (*lines, Styled(showing.KEYS))).split("\n")
    return words(" ".join(rows[-page.height + 1 :]))


def test_the_command_writes_page_and_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--html` and `--json` write files and hold no lesson."""
    page, data = tmp_path / "l.html", tmp_path / "l.json"
    case = str(shipped_pack(DEFAULT_PACK) / "cases" / "winter-indoors.yaml")
    assert run(["teach", case, "--html", str(page), "--json", str(data), "--compare", case]) == 0
    assert capsys.readouterr().out == ""
    assert json.loads(data.read_text("utf-8"))["format"] == "triage-lesson/1"
    assert "they part nowhere" in page.read_text("utf-8")


def test_a_page_without_pictures_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where pip has left the layout program out, one line says what to install; the page says it too."""
    monkeypatch.setattr("triage.render.svg.LAYOUT", "no-such-layout")
    page = tmp_path / "l.html"
    case = str(shipped_pack(DEFAULT_PACK) / "cases" / "winter-indoors.yaml")
    assert run(["teach", case, "--html", str(page)]) == 0
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("triage: the page has no pictures: ")
    assert "python -m pip install" in line
    assert "This page has no pictures" in page.read_text("utf-8")


def test_a_run_without_any_firing_is_a_lesson_of_two_steps() -> None:
    """What was given, which is nothing, and the result."""
    recorded = lesson(infer(PACK, {}), "Nothing")
    assert recorded.last == 1
    assert "no rule could fire" in " ".join(line.text for line in showing.screen(recorded, 0, Page()))
    assert render_page(recorded)


def test_a_picture_that_begins_in_the_middle_says_from_which_step() -> None:
    """A long chain is drawn from its last rules on: nobody takes what they began with for what was given."""
    case = read_case(str(shipped_pack(DEFAULT_PACK) / "cases" / "on-dialysis.yaml"), lambda _: PACK)
    trace = given_in(case).trace
    begun = 0
    for firing, drawn in zip(trace.firings, pictures(trace, "T").steps, strict=True):
        shown = behind(chain(trace, firing))
        inside = {one.rule.conclusion for one in shown}
        for premise in {premise for one in shown for premise in one.rule.premises} - inside:
            if premise in trace.asserting:
                begun += 1
                assert f"(from step {trace.asserting[premise].cycle})" in drawn
    assert begun
