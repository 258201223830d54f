"""The words of an explanation are what the run has: nothing denied or unknown is shown as a fact, nothing sounds surer
than its weakest step, every rule has its source, and a shorter level says how much it leaves out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from effort import examples, sample
from hypothesis import given
from random_packs import Situation, concept, pack_of, random_situation, situations, written
from scripted import SMALL, talk
from shipped import shipped_pack
from small_pack import CASE, write_pack

from triage import phrases
from triage.answers.case import read_case
from triage.cli import run
from triage.engine.given import Given, given_in
from triage.errors import TriageError
from triage.explain import removal
from triage.explain.explanation import DETAILS, VERBS, Asked, Explanation, Line, Verb, shortened
from triage.explain.proof_tree import independent_reasons
from triage.explain.sufficient import needed
from triage.explain.verbs.asking import explanation
from triage.model import URGENCY, RulePack, Statement, Strength
from triage.output import Page
from triage.pack.loading import DEFAULT_PACK, load_pack
from triage.render.html import render_html
from triage.render.json import trace_object
from triage.render.markdown import render_markdown
from triage.render.mermaid import render_mermaid
from triage.render.outline import outline_dot, outline_mermaid
from triage.render.text import render_explanation, render_text
from triage.report.graph import trace_graph
from triage.report.report import report

PACK = load_pack(SMALL)
SHIPPED = shipped_pack(DEFAULT_PACK)
CASES = sorted((SHIPPED / "cases").glob("*.yaml"))
ANY: tuple[Verb, ...] = ("how", "why-not", "needed", "undo")


@pytest.fixture(scope="module")
def shipped() -> RulePack:
    return load_pack(SHIPPED)


def statements(pack: RulePack) -> Iterator[Statement]:
    for one in pack.concepts:
        yield from (Statement(one.id, value) for value in one.values)


def every(lines: tuple[Line, ...]) -> Iterator[Line]:
    for line in lines:
        yield line
        yield from every(line.below)


def asked(situation: Given, verb: Verb, statement: Statement) -> Explanation:
    return explanation(situation, Asked(verb, str(statement)))


# What the words say


@given(situations())
def test_what_a_proof_shows_is_known_and_no_surer_than_it_is(situation: Situation) -> None:
    """Each statement in a proof is a fact; its words are those of a strength that the fact has, or less; a leaf is an
    answer or a supposition and says so."""
    run_ = Given(*situation)
    for statement in run_.trace.fact:
        for line in every(asked(run_, "how", statement).lines):
            if line.about is None or line.means == "rule" or line.means == "proof":
                continue
            fact = run_.trace.fact[line.about]
            assert line.strength is not None
            assert line.strength <= fact.strength
            assert line.text == phrases.said(run_.pack, line.about, line.strength)
            if line.means in ("answered", "supposed"):
                assert fact.origin == line.means
                assert phrases.ORIGIN[fact.origin] in line.note
                assert not line.below


@given(situations())
def test_a_step_is_as_sure_as_its_weakest_part(situation: Situation) -> None:
    """Where a rule stands with all its premises below it, its strength is the least of theirs and its own."""
    run_ = Given(*situation)
    for statement in run_.trace.fact:
        for line in every(asked(run_, "how", statement).lines):
            if line.means == "rule":
                rule = run_.pack.rule[line.rule]
                below = [one for one in line.below if one.about]
                assert [one.about for one in below] == list(rule.premises)
                assert line.strength == min(rule.strength, *(one.strength or Strength.CERTAIN for one in below))
                assert line.strength.word in line.came


@given(situations())
def test_why_not_shows_each_missing_premise_with_its_lack(situation: Situation) -> None:
    """Every rule that could conclude it stands there, and below it every premise, as one that holds or with what it
    lacks; none that is missing is worded as a fact."""
    run_ = Given(*situation)
    for statement in statements(situation.pack):
        if statement in run_.trace.fact:
            assert asked(run_, "why-not", statement).answer.startswith("But it did come about")
            continue
        whole = asked(run_, "why-not", statement)
        rules = [line for line in whole.lines if line.rule]
        wanted = {rule.id for rule in situation.pack.rules if rule.conclusion == statement}
        assert {line.rule for line in rules} == wanted
        for line in rules:
            rule = situation.pack.rule[line.rule]
            assert {below.about for below in line.below} == set(rule.premises)
            for below in line.below:
                assert below.about is not None
                holds = below.about in run_.trace.fact
                assert (below.means == "holds") == holds
                supposed = below.means.replace("answered", "supposed")
                assert below.text.startswith((f"{below.means}: ", f"{supposed}: "))


@given(situations())
def test_a_shorter_level_agrees_and_says_what_it_hides(situation: Situation) -> None:
    """The answer is the same at every level, what a shorter one shows is part of the longer, and the lines add up."""
    run_ = Given(*situation)
    for statement in statements(situation.pack):
        for verb in ANY:
            whole = asked(run_, verb, statement)
            levels = [shortened(whole, detail) for detail in DETAILS]
            counts = [len(list(every(one.lines))) for one in levels]
            assert {one.answer for one in levels} == {whole.answer}
            assert [one.hidden for one in levels] == [counts[-1] - count for count in counts]
            assert levels[-1].lines == whole.lines
            for shorter, longer in pairwise(levels):
                held = {line.text for line in every(longer.lines)}
                assert {line.text for line in every(shorter.lines)} <= held


@pytest.mark.parametrize("path", sample(CASES, 12), ids=lambda path: path.stem)
def test_every_rule_that_is_named_carries_a_source_that_resolves(path: Path, shipped: RulePack) -> None:
    """Whatever is explained of a shipped case, each rule line cites a source of the pack, and `may` stays `may`."""
    case = read_case(str(path), lambda _: shipped)
    run_ = Given(shipped, case.said, case.supposed, case.measured)
    sources = {source.id for source in shipped.sources}
    for statement in sample(tuple(run_.trace.concluding), 6):
        for verb in ("how", "why-not", "undo"):
            for line in every(asked(run_, verb, statement).lines):
                if line.rule:
                    assert sources.intersection(re.split(r"[ ;:,]+", line.note)), line
                if line.strength == Strength.POSSIBLE and line.means == "derived":
                    assert " may be " in line.text


# One tree, every format


def test_every_format_says_what_the_tree_says(tmp_path: Path) -> None:
    """Text, Markdown, HTML, Mermaid, DOT and JSON hold every line of every explanation."""
    pack = load_pack(write_pack(tmp_path / "pack"))
    run_ = Given(pack, {"vitamin-d": "low", "tingling": "unknown"})
    words: dict[Verb, str] = {
        "how": "muscle spasm is present",
        "why-not": "tingling is present",
        "needed": "tingling is present",
        "what-if": "vitamin-d=normal",
        "undo": "muscle spasm is present",
        "contrast": "calcium; vitamin D",
    }
    assert set(words) == set(VERBS)
    for verb, typed in words.items():
        whole = explanation(run_, Asked(verb, typed))
        shown = report(run_.trace, "T", explanations=(whole,))
        pages = [render_text(shown), render_markdown(shown), render_html([shown]), render_explanation(whole)]
        pages += [outline_mermaid(whole, "p"), outline_dot(whole, "p")]
        pages.append(json.dumps(trace_object(run_.trace, "T", explanations=(whole,)), ensure_ascii=False))
        for page in pages:
            letters = letters_of(page)
            for line in (whole, *every(whole.lines)):
                text = line.answer if isinstance(line, Explanation) else line.text
                assert letters_of(text) in letters, f"{verb}: {text}\n{page}"


def letters_of(text: str) -> str:
    """Return the letters and digits of a page, so that words are whole however it breaks and escapes them."""
    return re.sub(r"\W", "", re.sub(r"&#39;|#\d+;|\\n|\\l|<br>|[│├└─|`+]", "", text))


@pytest.mark.parametrize("format_", ["text", "markdown", "html", "json", "mermaid", "dot"])
def test_the_command_answers_each_question_in_each_format(
    format_: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Several questions about one case are answered in one go."""
    write_pack(tmp_path / "pack")
    (tmp_path / "case.yaml").write_text(CASE, "utf-8")
    monkeypatch.chdir(tmp_path)
    start = ["explain", "case.yaml", "--pack", "pack", "--format", format_]
    questions = ["--how", "calcium is low", "--why-not", "tingling is present", "--needed", "tingling is present"]
    questions += ["--what-if", "vitamin-d=high", "--undo", "urgency", "--contrast", "calcium", "vitamin-d"]
    assert run([*start, *questions]) == 0
    printed = capsys.readouterr().out
    if format_ == "json":
        found = json.loads(printed)["explanations"]
        assert [one["verb"] for one in found] == list(VERBS)
    else:
        assert "Why not: tingling" in printed.replace("#58;", ":")
    assert run([*start, *questions, "--detail", "brief"]) == 0


@pytest.mark.parametrize(
    ("option", "typed", "says"),
    [
        ("--why-not", "tinglin", "tingling"),
        ("--needed", "nothing of the kind", "nothing here is called"),
        ("--what-if", "calcium=soft", "'soft'"),
        ("--what-if", "calcium", "calcium is low"),
        ("--what-if", "calcium=low, calcium=high", "two values"),
        ("--what-if", "urgency is same-day", "concluded by rules"),
        ("--what-if", "", "''"),
        ("--undo", "calciun is low", "calcium"),
    ],
)
def test_a_question_that_cannot_be_read_is_told_in_a_sentence(
    option: str, typed: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """A wrong name is told with what comes near; exit code 2."""
    write_pack(tmp_path / "pack")
    (tmp_path / "case.yaml").write_text(CASE, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["explain", "case.yaml", "--pack", "pack", option, typed]) == 2
    assert says in capsys.readouterr().err


def test_no_cause_and_the_same_cause_are_not_contrasted() -> None:
    """Only two different causes have something that sets them apart."""
    run_ = Given(PACK, {})
    for words in ("calcium; calcium", "calcium", "calcium; muscle spasm", "calcium; vitamin D; magnesium"):
        with pytest.raises(TriageError):
            explanation(run_, Asked("contrast", words))


# At the prompt


@given(situations())
def test_every_rule_that_concludes_a_fact_without_it_is_shown(situation: Situation) -> None:
    """Beside the proofs from the fewest answers, `how` shows each other rule that gave the same statement from what
    holds without it; each of them ends in what was given, and is as sure as its weakest part."""
    trace = Given(*situation).trace
    for statement in trace.concluding:
        whole = explanation(Given(*situation), Asked("how", str(statement)))
        roots = [below for line in whole.lines if line.means in ("proof", "also") for below in line.below if below.rule]
        shown = {root.rule for root in roots if root.about == statement}
        assert shown == {firing.rule.id for firing in independent_reasons(trace, statement)}
        for root in roots:
            rule = trace.pack.rule[root.rule]
            parts = [line for line in root.below if line.about in rule.premises]
            assert {line.about for line in parts} == {*rule.premises}
            assert root.strength == min(rule.strength, *(line.strength or 0 for line in parts))


def test_how_shows_all_chains_that_the_article_tells_from_one_answer() -> None:
    """Low magnesium leads to spasms by several roads at once; the shortest is not passed off as the only one."""
    given_ = Given(load_pack(SHIPPED), {"magnesium": "low"})
    whole = explanation(given_, Asked("how", "muscle-spasm is present"))
    for id in ("magnesium-lets-calcium-into-nerves", "calcium-inflow-overstimulates-nerves"):
        assert id in whole.rules
    assert whole.answer.startswith("muscle spasm is likely present. 1 proof. ")


ANSWERS = ("1 2", "low", "not sure", "yes")


def test_a_walk_goes_down_by_numbers_and_back_up() -> None:
    """`how 2`, `how 2.1` and so on lead to an answer; `up` takes each step back, and ends at the list."""
    back = ("up",) * 5
    _, script = talk(PACK, *ANSWERS, "how 2", "how 2.1", "how 2.1.1", "how 2.1.1.1", *back)
    shown = [script.shown[5 + step].splitlines()[0] for step in range(9)]
    assert shown[0].startswith("muscle spasm")
    assert shown[1].startswith("nerve excitability may be increased")
    assert shown[2].startswith("calcium may be low")
    assert shown[3] == "vitamin D is low: you answered."
    assert shown[4:7] == [shown[2], shown[1], shown[0]]
    assert shown[7].startswith("How what?")
    assert shown[8].startswith("You are at the top")


@pytest.mark.parametrize("number", ["0", "9", "1.9", "1.1.1.1.1", "....", "1" * 400, "-1", "1..1"])
def test_a_number_that_leads_nowhere_is_told(number: str) -> None:
    """No number ends the interview; a wrong one says where the right ones stand."""
    code, script = talk(PACK, *ANSWERS, f"how {number}", "quit")
    assert code == 0
    assert script.after(5)


def test_how_urgency_is_of_the_level_that_counts(shipped: RulePack) -> None:
    """Where rules called for several, nobody has to know which the result shows."""
    given = Given(shipped, {"double-vision": "present", "frequent-cramps": "present"})
    assert {one.value for one in given.trace.fact if one.concept == "urgency"} == {"same-day", "routine"}
    bare, said = (explanation(given, Asked("how", words)) for words in ("urgency", "urgency is same-day"))
    assert bare == said


@pytest.mark.parametrize("verb", ["how", "why-not", "needed"])
def test_the_lowest_urgency_needs_no_rule(verb: str, shipped: RulePack) -> None:
    """It is what the result says, so no question about it is answered as if it were not."""
    answer = explanation(Given(shipped, {"muscle-spasm": "present"}), Asked(verb, "urgency is learn")).answer
    assert "no rule calls for more, so the urgency is 'For learning', the lowest that there is" in answer
    assert "not concluded" not in answer


def test_how_all_shows_the_whole_of_where_one_is() -> None:
    """At the end of a walk, or after `how` and a name, `all` adds mechanisms and cautions and hides nothing."""
    _, script = talk(PACK, *ANSWERS, "how tetany", "how all")
    assert "'how all' shows everything" in script.after(5)
    assert "caution" in script.after(6)
    assert "not shown" not in script.after(6)


def test_a_new_answer_begins_the_walk_anew() -> None:
    """Numbers belong to what was concluded when they were shown."""
    _, script = talk(PACK, "1 2", "low", "how 1", "not sure", "up")
    assert script.after(5).startswith("You are at the top")


def test_why_again_climbs_to_the_goal() -> None:
    """Each `why` goes one step further along the rules, and the last says that none leads on; any answer ends it."""
    _, script = talk(PACK, "why", "why", "1", "why", "why", "why", "why", "why", "why", page=Page(100))
    climbs = [script.after(number) for number in range(4, 10)]
    assert climbs[0] != climbs[1]
    assert "goals, " in "".join(climbs)
    assert climbs[-1].startswith(("That is what the question is for", "No rule leads further"))


def test_why_of_one_name_lists_its_rules() -> None:
    """Where many rules wait, those of one concept can be asked for."""
    _, script = talk(PACK, "1", "why calcium", "why nobody knows what")
    assert "rule calcium-excites-nerves" in script.after(2)
    assert "Nothing here is called" in script.after(3)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("whynot magnesium is low", "not concluded: magnesium is low"),
        (":whynot magnesium is low", "not concluded: magnesium is low"),
        ("why-not magnesium is low", "not concluded: magnesium is low"),
        ("needed magnesium is low", "not concluded: magnesium is low"),
        ("whatif vitamin D = normal", "facts that go"),
        ("whatif vitamin D is normal", "facts that go"),
        ("whatif vitamin-d=unknown", "facts that go"),
        ("undo tetany", "if vitamin D"),
        ("undo", "The urgency"),
        ("contrast calcium, vitamin D", "stands before"),
        ("contrast calcium and vitamin D", "stands before"),
        ("whatif", "Type 'whatif NAME=VALUE'."),
        ("whynot", "Type 'whynot STATEMENT'."),
        ("contrast calcium", "Two causes are compared"),
        ("whatif vitamin D = soft", "soft"),
    ],
)
def test_questions_about_the_run_are_answered_at_the_prompt(typed: str, says: str) -> None:
    """In words, during the interview; no answer changes by asking."""
    _, script = talk(PACK, *ANSWERS, "review", typed, "review")
    assert says.casefold() in " ".join(script.after(6).split()).casefold()
    assert script.after(7) == script.after(5)


def test_nobody_is_told_to_answer_otherwise() -> None:
    """What would lower the urgency or bring something about is about the rules, and says so."""
    for answers, typed in ((("none", "none"), "needed tetany"), (ANSWERS, "undo tetany")):
        _, script = talk(PACK, *answers, typed)
        assert "no reason to answer otherwise" in " ".join(script.after(len(answers) + 1).split()), typed


def test_the_urgency_is_no_answer(shipped: RulePack) -> None:
    """`what-if` changes answers; the urgency follows from them."""
    with pytest.raises(TriageError):
        explanation(Given(shipped, {}), Asked("what-if", f"{URGENCY}=same-day"))


def test_undoing_speaks_of_the_level_that_counts() -> None:
    """Nothing is lower than the lowest level; and a lower level beside a higher one is a statement like any other."""
    lowest = Given(PACK, {})
    assert "lowest" in explanation(lowest, Asked("undo", "")).answer
    assert "lowest" in explanation(lowest, Asked("undo", "urgency is learn")).answer
    both = Given(load_pack(SHIPPED), {"chest-pain": "present", "frequent-cramps": "present"})
    assert both.trace.urgency == "emergency-now"
    lower = explanation(both, Asked("undo", "urgency is routine"))
    assert {one.concept for line in lower.lines for one in line.answers} == {"frequent-cramps"}


def test_the_json_holds_the_sets_that_are_offered_as_data(shipped: RulePack) -> None:
    """So that another program can run them: each set of `needed` and `undo` works when it is answered."""
    given_ = Given(shipped, {"vitamin-d": "low"})
    for verb, words, comes in (("needed", "potassium is low", True), ("undo", "tetany is present", False)):
        statement = Statement(*words.split(" is "))
        whole = trace_object(given_.trace, "", [explanation(given_, Asked(verb, words))])
        sets = [line["answers"] for line in whole["explanations"][0]["lines"] if "answers" in line]
        assert sets
        for answers in sets:
            changed = given_.but({one["concept"]: one["value"] for one in answers})
            assert (statement in changed.trace.fact) == comes


def test_many_ways_to_undo_are_told_in_few_lines(shipped: RulePack) -> None:
    """Ways that differ only in how each answer would be otherwise are one way to a reader; the data holds them all."""
    signs = ("chest-pain", "trouble-breathing", "seizure", "collapse")
    whole = explanation(Given(shipped, dict.fromkeys(signs, "present")), Asked("undo", ""))
    assert "There are 16 ways." in whole.answer
    told, notice = shortened(whole, "chain").lines
    assert all(
        f"{shipped.concept[sign].label}: absent or not known (instead of present)" in told.text for sign in signs
    )
    assert notice.means == "notice"
    assert len({line.answers for line in whole.lines if line.answers}) == 16


def test_of_many_ways_to_undo_that_are_unlike_the_first_are_shown() -> None:
    """Nobody reads on for a screen; how many lines there are more is said, and the full detail has them."""
    names = [f"sign-{letter}" for letter in "abcdefghijkl"]
    pack = pack_of(
        [*map(concept, names), concept("effect")],
        written({"all-of-them": f"certain: {', '.join(f'{name} is present' for name in names)} -> effect is present"}),
    )
    whole = explanation(Given(pack, dict.fromkeys(names, "present")), Asked("undo", "effect is present"))
    assert "There are 24 ways." in whole.answer
    short = shortened(whole, "chain")
    assert [line.means for line in short.lines] == [*["undoing"] * 8, "notice"]
    assert short.hidden == 16


def test_a_search_that_gave_up_does_not_say_that_nothing_helps(
    shipped: RulePack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That not every way was tried is no finding."""
    monkeypatch.setattr(removal, "LIMIT", 10)
    signs = ("chest-pain", "trouble-breathing", "seizure", "collapse")
    answer = explanation(Given(shipped, dict.fromkeys(signs, "present")), Asked("undo", "")).answer
    assert "too many answers bring it about for every way out to be tried" in answer


def test_fewer_changes_than_undo_names_undo_nothing_but_its_own_answer(shipped: RulePack) -> None:
    """Whoever says that the muscle does not hurt undoes it with one answer, and reads so."""
    given_ = Given(shipped, {"vitamin-d": "low", "muscle-spasm": "present"})
    told = explanation(given_, Asked("undo", "muscle-pain is present"))
    assert "'muscle pain is present (myalgia)' would not follow at all with 2 different answers" in told.answer
    assert "and not with fewer of these." in told.answer
    assert "direct" in [line.means for line in told.lines]
    assert Statement("muscle-pain", "present") not in given_.but({"muscle-pain": "absent"}).trace.fact
    only_concluded = Given(shipped, {"vitamin-d": "low"})
    unasked = next(one for one in only_concluded.trace.facts if one.statement.concept not in shipped.asked).statement
    lines = explanation(only_concluded, Asked("undo", str(unasked))).lines
    assert not [line for line in lines if line.means == "direct"]


@pytest.mark.parametrize("seed", range(examples(20)))
def test_a_step_that_is_shown_by_its_number_came_about_so(seed: int) -> None:
    """E1: what stands below a step of the run is an answer or came before it, and makes it as sure as it was. The packs
    are dense: in a small one seldom a proof is weaker than the run, or in another order."""
    situation = random_situation(seed)
    run = Given(*situation).trace
    strength = {firing.cycle: firing.strength for firing in run.firings}
    for fact in run.facts:
        for line in every(explanation(Given(*situation), Asked("how", str(fact.statement))).lines):
            if line.means != "rule" or not (step := re.match(r"step (\d+), (\w+)", line.came)):
                continue
            assert strength[int(step[1])].word == step[2]
            below = [re.match(r"step (\d+)", one.came) for part in line.below for one in part.below]
            assert all(int(one[1]) < int(step[1]) for one in below if one)


def test_what_rules_give_for_an_answer_that_is_taken_back_is_not_what_was_asked(shipped: RulePack) -> None:
    """E16: asked was that it is not known; that it may be low comes from a rule, and is only possible."""
    given_ = Given(shipped, {"vitamin-d": "low", "calcium": "normal"})
    shown = [line.text for line in every(explanation(given_, Asked("what-if", "calcium=unknown")).lines)]
    assert "calcium may be low (hypocalcemia)" in shown
    assert not [text for text in shown if "as asked here" in text]


def test_what_if_takes_a_test_result(shipped: RulePack) -> None:
    """It is judged by its own range as a case file has it; without one, or for the urgency, a sentence says so."""
    given_ = Given(shipped, {"vitamin-d": "low"})
    whole = explanation(given_, Asked("what-if", "calcium=1,9 mmol/L (2,15-2,55)"))
    assert "instead of 'For learning'" in whole.answer
    assert whole.about == "calcium is low (hypocalcemia), judged from 1,9 mmol/L (2,15-2,55)"
    assert "The urgency would stay" in explanation(given_, Asked("what-if", "calcium=2.3 mmol/L (2.15-2.55)")).answer
    word, number = (explanation(given_, Asked("what-if", f"calcium={said}")) for said in ("low", "low (1.9 mmol/L)"))
    assert word.answer == number.answer
    for words, says in (("calcium=1.9 mmol/L", "range"), ("urgency=learn", "concluded by rules")):
        with pytest.raises(TriageError, match=says):
            explanation(given_, Asked("what-if", words))


@pytest.mark.parametrize("person", ["", "person: real\n", "person: made-up\n"])
def test_what_if_reads_a_level_as_the_case_would(shipped: RulePack, person: str, tmp_path: Path) -> None:
    """'What if potassium were high?' has the urgency that the file has with that line in it, and 'needed' finds it."""
    file = tmp_path / "case.yaml"

    def read(answers: str) -> Given:
        file.write_text(f"pack: muscle-spasms\n{person}answers: {{{answers}}}\n", "utf-8")
        return given_in(read_case(str(file), lambda _: shipped))

    before = read("muscle-cramp: present")
    levels = [(one.id, value) for one in shipped.concepts for value in one.values if value in one.results]
    assert levels
    raised = set()
    for name, value in levels:
        answered = read(f"muscle-cramp: present, {name}: {value}").trace
        assert before.but({name: value}).trace.urgency == answered.urgency, (name, value)
        if answered.urgency != before.trace.urgency:
            raised.add((answered.urgency, (name, value)))
    for urgency, level in raised:
        ways = needed(before, Statement(URGENCY, urgency)).ways
        assert dict([level]) in [dict(way.answers) for way in ways]


def test_what_if_takes_a_name_that_says_its_own_value(shipped: RulePack) -> None:
    """`hypocalcemia=present` is what it is in a case file; a no that leaves two other values open is told."""
    given_ = Given(shipped, {"vitamin-d": "low"})
    tested = "1.9 mmol/L (2.15-2.55)"
    for words, value in (
        ("hypocalcemia", "present"),
        ("hypocalcemia ", " yes"),
        ("low calcium", "low"),
        ("hypocalcemia", tested),
    ):
        plainly = f"calcium={tested if value == tested else 'low'}"
        whole = explanation(given_, Asked("what-if", f"{words}={value}"))
        assert whole == explanation(given_, Asked("what-if", plainly))
    with pytest.raises(TriageError, match="leaves open what calcium is"):
        explanation(given_, Asked("what-if", "hypocalcemia=no"))


def test_what_is_supposed_is_not_called_an_answer(shipped: RulePack) -> None:
    """Neither where it stands in the way of a statement, nor where another one would undo something."""
    given_ = Given(shipped, {"vitamin-d": "low"}, {"calcium": "normal"})
    lines = every(explanation(Given(shipped, {}, given_.supposed), Asked("why-not", "tetany is present")).lines)
    assert any(line.text.startswith("supposed otherwise: calcium is low") for line in lines)
    assert "answer or supposition" in explanation(given_, Asked("undo", "muscle-pain is present")).answer
    for verb in ("how", "undo", "needed"):
        told = str(explanation(given_, Asked(verb, "calcium is low")))
        assert "the supposition 'calcium is normal' overrules vitamin-d-lowers-calcium" in told
        assert "the answer 'calcium" not in told
    _, script = talk(shipped, "review", answers=given_.said, supposed={"nerve-excitability": "increased"})
    assert re.search(r"nerve excitability is increased.*\[supposed, from the file\]", script.after(1))
    assert "Answers" not in render_mermaid(trace_graph(given_.but({"calcium": "unknown"}).trace, "A case"))
