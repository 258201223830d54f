"""What nobody may be told, and what nothing may outvote: danger signs, the words of every text, what unknown may do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from effort import ONCE, some
from hypothesis import given
from hypothesis import strategies as st
from shipped import shipped, shipped_pack

from triage.answers.case import read_case
from triage.answers.told import with_told
from triage.conversation.lesson_screen import screen
from triage.engine.given import Given, given_in
from triage.engine.inference import infer
from triage.explain.explanation import Detail
from triage.interview.standings import results
from triage.lesson.lesson import lesson
from triage.model import UNKNOWN, URGENCY, URGENCY_LEVELS, Rule, Statement
from triage.model.record import Record
from triage.output import Page
from triage.phrases import NOT_RULED_OUT, NOTICE
from triage.render.html import render_html
from triage.render.json import render_json
from triage.render.lesson_json import render_lesson
from triage.render.lesson_page import render_page
from triage.render.markdown import render_markdown
from triage.render.text import render_text
from triage.report.report import report

pytestmark = ONCE

FOLDER = shipped_pack("muscle-spasms")
PACK = shipped()
CASES = sorted((FOLDER / "cases").glob("*.yaml"))
ASKED = {name for question in PACK.questions for name in question.concepts}
URGENT = [rule for rule in PACK.rules if rule.conclusion.concept == URGENCY]

FORBIDDEN = {
    "a diagnosis": r"diagnos",
    "a dose": r"\bdos(e|es|age|ing)\b|\b\d+\s*(mg|mcg|micrograms?|milligrams?|IU|units)\s+(a|per|every|twice|daily)",
    "what to take or stop": r"\b(take(?! up\b)|taking|start|begin|stop|quit|increase|reduce|raise|lower|double|halve"
    r"|skip|avoid|try|swallow)\s+(\w+\s+){0,3}(supplements?|tablets?|pills?|medicines?|medication|vitamins?|minerals?)\b",
}
ALLOWED = re.compile(r"not (to )?(start|stop|begin)", re.IGNORECASE)


def answers() -> st.SearchStrategy[dict[str, str]]:
    """Return answers to some concepts of the pack, `unknown` among them."""
    one = st.sampled_from(PACK.concepts).flatmap(
        lambda concept: st.tuples(st.just(concept.id), st.sampled_from((*concept.values, UNKNOWN)))
    )
    return st.lists(one, max_size=40).map(dict)


# Danger signs


@pytest.mark.parametrize("rule", URGENT, ids=lambda rule: rule.id)
def test_every_danger_sign_gives_its_level_in_one_step(rule: Rule) -> None:
    """Nothing stands between what was noticed and what to do: one certain firing from the answers alone."""
    trace = infer(PACK, {premise.concept: premise.value for premise in rule.premises})
    firing = next(firing for firing in trace.firings if firing.rule.id == rule.id)
    assert firing.strength.word == "certain"
    assert all(trace.fact[premise].origin == "answered" for premise in rule.premises)
    assert URGENCY_LEVELS.index(trace.urgency) <= URGENCY_LEVELS.index(rule.conclusion.value)


@given(st.sampled_from(URGENT), answers())
def test_nothing_outvotes_a_danger_sign(rule: Rule, others: dict[str, str]) -> None:
    """Whatever else is answered, the level is never below that of a danger sign that is there."""
    trace = infer(PACK, {**others, **{premise.concept: premise.value for premise in rule.premises}})
    assert URGENCY_LEVELS.index(trace.urgency) <= URGENCY_LEVELS.index(rule.conclusion.value)


def test_no_rule_concludes_a_danger_sign_or_a_scope() -> None:
    """They are asked, never guessed: so no supposition and no chain can raise the urgency by itself."""
    asked = {concept.id for concept in PACK.concepts if concept.role in ("danger", "scope")}
    assert not [rule.id for rule in PACK.rules if rule.conclusion.concept in asked]


CAUSES = [one for one in PACK.concepts if one.candidate]


@given(answers(), st.dictionaries(st.sampled_from([one.id for one in CAUSES]), st.just("low"), max_size=4))
def test_what_is_supposed_never_raises_the_urgency(given_: dict[str, str], supposed: dict[str, str]) -> None:
    """Only answers tell of danger in parts: to suppose a low level, or several, is a lesson and no alarm."""
    causes = {one.id: one.candidate for one in CAUSES}
    supposed = {name: causes[name] or "" for name in supposed if name not in given_}
    case = Given(PACK, given_)
    assert replace(case, supposed=supposed).trace.urgency == case.trace.urgency


@pytest.mark.parametrize("mineral", ["magnesium", "calcium", "potassium", "sodium"])
def test_a_mineral_that_a_test_found_low_is_for_an_appointment(mineral: str) -> None:
    """The contract's example: a low calcium on a report is not for learning only, and a plain spasm adds nothing."""
    low, normal = (f"{value} {PACK.concept[mineral].units[0]} (200-300)" for value in (180, 250))
    for reported in ({}, {"muscle-spasm": "present"}):
        assert Given(PACK, {mineral: "low", **reported}, measured={mineral: low}).trace.urgency == "routine"
    within = Given(PACK, {mineral: "normal", "muscle-spasm": "present"}, measured={mineral: normal})
    assert within.trace.urgency == "learn"


@pytest.mark.parametrize(
    ("mineral", "result"), [("potassium", "2.6 mmol/L (3.5-5.0)"), ("sodium", "126 mmol/L (135-145)")]
)
def test_a_mineral_that_is_well_below_its_range_is_for_today(mineral: str, result: str) -> None:
    """Between an appointment and an emergency there is a level, also for numbers."""
    assert Given(PACK, {mineral: "low"}, measured={mineral: result}).trace.urgency == "same-day"


def test_every_danger_sign_and_scope_is_asked_for_before_all_else() -> None:
    """A sign that is an emergency or for today stands in a checklist of danger signs, at most three of them, or what
    tells it by itself does, unless its parts or the test result that tells it are asked for."""
    grave = {
        premise.concept
        for rule in URGENT
        if rule.conclusion.value in URGENCY_LEVELS[:2] and len(rule.premises) == 1
        for premise in rule.premises
    }
    checklists = [question for question in PACK.questions if question.tier == "danger"]
    by_result = {danger for concept in PACK.concepts for danger in concept.results.values()}
    only_told = {name for name in grave if (PACK.concept[name].told_by or name in by_result) and name not in ASKED}
    telling = {parts[0].concept for name in grave for parts in PACK.concept[name].told_by if len(parts) == 1}
    asked_first = {name for question in checklists for name in question.concepts}
    assert grave - only_told <= asked_first <= grave | telling
    assert len(checklists) <= 3
    outside = {scope.concept for scope in PACK.scopes}
    assert outside == {name for question in PACK.questions if question.tier == "scope" for name in question.concepts}


def test_no_urgency_rests_on_a_general_page_alone() -> None:
    """A page of tier C is for readers; what to do today needs a better source."""
    tiers = {source.id: source.tier for source in PACK.sources}
    for rule in URGENT:
        assert {tiers[citation.source] for citation in rule.source} != {"C"}, rule.id


@given(answers(), st.data())
def test_what_becomes_unknown_never_makes_a_claim_stronger(given_: dict[str, str], data: st.DataObject) -> None:
    """Taking a yes back to not sure can only make the rest less sure."""
    said_yes = [concept for concept, value in given_.items() if value in ("present", "low")]
    if not said_yes:
        return
    concept = data.draw(st.sampled_from(said_yes))
    before = infer(PACK, given_)
    after = infer(PACK, {**given_, concept: UNKNOWN})
    for fact in after.facts:
        assert fact.strength <= before.fact[fact.statement].strength, str(fact.statement)


# Words


def texts(record: Record) -> Iterator[str]:
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, str) and name not in ("id", "url", "wording"):
            yield value
        for part in value if isinstance(value, tuple) else ():
            if isinstance(part, Record):
                yield from texts(part)
            elif isinstance(part, str) and not isinstance(part, Statement) and name not in ("source", "teaches"):
                yield part


def all_texts() -> list[str]:
    """Return every sentence of the pack, and the titles of its sources: these are other people's, but are printed."""
    records = (
        *PACK.concepts,
        *PACK.sources,
        *PACK.rules,
        *PACK.questions,
        *PACK.nuances,
        *PACK.urgency,
        *PACK.scopes,
        *PACK.not_covered,
    )
    return [PACK.about, PACK.notice, *(text for record in records for text in texts(record))]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_text_of_the_pack_gives(what: str) -> None:
    """The pack teaches links; it names no disease as somebody's, gives no amount, and touches nobody's medicine."""
    found = [text for text in all_texts() if re.search(FORBIDDEN[what], ALLOWED.sub("", text), re.IGNORECASE)]
    assert not found


@pytest.mark.parametrize("path", some(CASES, 40), ids=lambda path: path.stem)
def test_every_format_carries_the_notice_and_gives_no_orders(path: object) -> None:
    """Whatever is printed, mailed or projected says that it is for learning, and no title of a source says else; only
    an address is what it is. Forty cases in a short run, else all."""
    case = read_case(str(path), lambda _: PACK)
    trace = given_in(case).trace
    printed = report(trace, case.title)
    page = re.sub(r"<(style|script)\b.*?</\1>|<[^>]*>", " ", render_html([printed]), flags=re.DOTALL)
    for rendered in (render_text(printed), render_markdown(printed), page, render_json(trace, case.title)):
        flat = " ".join(rendered.replace("\\", "").split())
        assert NOTICE in flat
        sentences = ALLOWED.sub("", re.sub(r"https?://\S+", "", flat))
        for what, pattern in FORBIDDEN.items():
            assert not re.search(pattern, sentences, re.IGNORECASE), what


@pytest.mark.parametrize(
    ("person", "more", "said"),
    [
        ("real", {}, True),
        ("", {}, True),
        ("made-up", {}, False),
        ("real", {"pain-in-one-calf": "present"}, True),
        ("real", {"seizure": "present"}, False),
        ("real", {"chest-pain": "absent"}, False),
    ],
    ids=["real", "not said", "made up", "today", "emergency", "known"],
)
@pytest.mark.parametrize("detail", ["full", "chain", "brief"])
def test_a_real_person_reads_in_every_format_whom_to_ask_about_a_danger_sign_that_is_not_known(
    person: str, more: dict[str, str], said: bool, detail: Detail
) -> None:
    """As at the end of an interview, and of a lesson; an emergency asks for more than a call today, and a story for
    nothing. Whoever is not said to be made up counts as real."""
    trace = infer(PACK, {"chest-pain": "unknown", **more})
    printed = report(trace, "", detail, person=person)
    recorded = lesson(trace, "", person)
    renderings = (
        render_text(printed),
        render_markdown(printed),
        render_html([printed]),
        render_json(trace, "", person=person),
        render_page(recorded),
        render_lesson(recorded),
        " ".join(line.text for line in screen(recorded, recorded.last, Page())),
    )
    for rendered in renderings:
        assert (NOT_RULED_OUT in " ".join(rendered.split())) == said


@pytest.mark.parametrize("sign", [one.id for one in PACK.concepts if one.holds])
def test_a_sign_is_never_less_urgent_than_what_its_words_hold(sign: str) -> None:
    """Whoever says it more exactly, cramps at night and not just cramps, is not sent home for it, whatever else is
    there."""
    plain = {part.concept: part.value for part in PACK.concept[sign].holds}
    others = [{one.id: value} for one in PACK.concepts for value in one.values if one.id not in (sign, *plain)]
    exact, loose = (
        results(PACK, {}, [with_told(PACK, {**said, **other}) for other in others])
        for said in ({sign: "present"}, plain)
    )
    for other, one, another in zip(others, exact, loose, strict=True):
        assert URGENCY_LEVELS.index(one.urgency) <= URGENCY_LEVELS.index(another.urgency), other
