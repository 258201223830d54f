"""What a printed explanation cites, and what it lists under its sources, in every format, at every level of detail."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import pytest
from effort import ONCE, examples
from shipped import shipped, shipped_pack

from triage.answers.case import read_case
from triage.engine.given import Given, given_in
from triage.engine.inference import infer
from triage.explain.explanation import DETAILS, Asked, Detail, Explanation, Verb
from triage.explain.proof_tree import by_ground
from triage.explain.verbs.asking import explanation
from triage.model import Statement
from triage.output import Page
from triage.pack.loading import DEFAULT_PACK
from triage.render.formats import reported
from triage.render.text import render_text
from triage.report.report import report
from triage.result.urgency import danger_signs

pytestmark = ONCE

PACK = shipped()
CASES = sorted((shipped_pack(DEFAULT_PACK) / "cases").glob("*.yaml"))
SAMPLE = CASES[:: max(1, 32 // examples(1))]  # all of them from an effort of 32 on
IDS = {source.id for source in PACK.sources} - {"article", "supplement", "further"}  # these are words as well


def text_of(printed: str, format: str) -> str:
    """Return what was printed as one line of words."""
    words = html.unescape(re.sub(r"<[^>]+>", " ", printed)) if format == "html" else printed
    return " ".join(words.split())


def cited(words: str) -> set[str]:
    """Return the sources that a text names; the article is cited with a place and otherwise only spoken of."""
    found = {word for word in re.split(r"[^A-Za-z0-9-]+", words) if word in IDS}
    return found | ({"article"} if re.search(r"article [A-Z]+-?\d", words) else set())


def parts(printed: str, format: str) -> tuple[str, str]:
    """Return a printed explanation as what comes before its sources, and these."""
    heading = {"text": "\nSources\n", "markdown": "\n## Sources\n", "html": "<h2>Sources</h2>"}[format]
    body, _, sources = printed.partition(heading)
    return text_of(body, format), sources


def listed(sources: str, format: str) -> Iterable[str]:
    pattern = {"text": r"(?m)^  (\S+): ", "markdown": r"(?m)^- \*\*(\S+)\*\*", "html": r"<strong>(\S+?)</strong>"}
    return re.findall(pattern[format], sources)


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
@pytest.mark.parametrize("detail", DETAILS)
def test_what_is_cited_is_listed_and_nothing_else(format: str, detail: Detail) -> None:
    """Whoever looks up a source finds what it stands for, and every citation can be looked up."""
    for path in SAMPLE:
        case = read_case(str(path), lambda _: PACK)
        trace = given_in(case).trace
        body, sources = parts(reported([report(trace, case.title, detail)], format, Page(width=9999)), format)
        assert cited(body) == {*listed(sources, format)}, (path.name, detail)


@pytest.mark.parametrize("verb", ["how", "why-not"])
@pytest.mark.parametrize("detail", DETAILS)
def test_an_answer_to_a_question_lists_what_it_cites(verb: Verb, detail: Detail) -> None:
    """E15: the same for what is printed of `--how` and `--why-not`."""
    for path in SAMPLE:
        given, answer = explained(path, verb)
        printed = reported([report(given.trace, path.stem, detail, [answer])], "text", Page(width=9999))
        body, sources = parts(printed, "text")
        assert cited(body) == {*listed(sources, "text")}, (path.name, detail)


@cache
def explained(path: Path, verb: Verb) -> tuple[Given, Explanation]:
    given = given_in(read_case(str(path), lambda _: PACK))
    return given, explanation(given, Asked(verb, "muscle-spasm is present"))


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_the_order_of_the_causes_says_what_it_goes_by(format: str) -> None:
    """A rank has its reason in words wherever causes are ranked, and only there."""
    for path in SAMPLE[::4]:
        case = read_case(str(path), lambda _: PACK)
        shown = report(given_in(case).trace, case.title, "chain")
        printed = text_of(reported([shown], format, Page(width=80)), format)
        assert ("Rank: evidence for the cause itself" in printed) == (len(shown.result.causes) > 1)


def printed_case(
    answers: Mapping[str, str], format: str, detail: Detail = "full", *asked: Asked, person: str = ""
) -> str:
    """Return what is printed of answers to the shipped pack as one line of words."""
    given = Given(PACK, answers)
    found = report(given.trace, "A case", detail, [explanation(given, one) for one in asked], person)
    return text_of(reported([found], format, Page(width=9999)), format)


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_what_to_do_comes_first_and_says_whose_it_is(format: str) -> None:
    """Whoever prints an emergency reads what to do before anything else; of somebody made up nothing is asked of the
    reader."""
    answers = {"seizure": "present"}
    real = printed_case(answers, format)
    do = next(one.do for one in PACK.urgency if one.level == "emergency-now")
    assert real.index(do) < real.index("What was given")
    assert "in this made-up case" not in real
    assert "Urgency in this made-up case" in printed_case(answers, format, person="made-up")


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
@pytest.mark.parametrize("detail", DETAILS)
def test_what_the_pack_says_of_its_limits_is_printed(format: str, detail: Detail) -> None:
    """That most cramps come from something else is read wherever causes are read."""
    assert text_of(PACK.notice, "text") in printed_case({"muscle-cramp": "present"}, format, detail)


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_an_answer_to_a_question_has_no_section_without_content(format: str) -> None:
    """Where causes are not shown, neither is what their order goes by."""
    asked = Asked("why-not", "tetany")
    assert "Rank:" in printed_case({"muscle-spasm": "present"}, format)
    assert "Rank:" not in printed_case({"muscle-spasm": "present"}, format, "full", asked)


def test_a_shorter_level_counts_what_it_leaves_out() -> None:
    """E8: also the names of danger signs, what is open of each cause, and the rules by which it explains."""
    brief = printed_case({"muscle-cramp": "present"}, "text", "brief")
    signs = len(danger_signs(PACK))
    assert f"{signs} names of danger signs, " in brief
    assert "lists of what is open" in brief
    explaining = printed_case({"muscle-cramp": "present"}, "text").count(" by the rules ")
    assert explaining > 1
    assert f"{explaining} lists of rules by which causes explain" in brief


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_what_rests_on_risks_alone_is_counted_where_it_would_bury_the_rest(format: str) -> None:
    """In brief, and in an emergency at every level of detail: twenty things that may be there for somebody of age."""
    old = {"older-age": "present"}
    urgent = {**old, "chest-pain": "present"}
    assert infer(PACK, urgent).urgency == "emergency-now"
    count = len(by_ground(infer(PACK, old))[1])
    for answers, details in ((old, ["brief"]), (urgent, DETAILS)):
        for detail in details:
            follows = under("What follows", printed_case(answers, format, detail))
            assert f"{count} conclusions only because of risk factors" in follows
            assert "may be present" not in follows
    assert "may be present" in under("What follows", printed_case(old, format, "full"))


def test_in_brief_only_what_was_said_is_given() -> None:
    """Signs that answers tell together bury what somebody said; those that count are named beside the urgency, and the
    longer levels show them all."""
    trace = Given(PACK, {"fever": "present", "stiff-neck": "present", "leg-weakness": "present"}).trace
    brief, whole = (report(trace, "T", detail) for detail in ("brief", "full"))
    sign = PACK.concept["fever-with-stiff-neck"].label
    assert sign in " ".join(brief.result.grounds)
    assert sign not in " ".join(text for text, _ in brief.given)
    assert "signs that answers tell" in brief.hidden
    assert sign in " ".join(text for text, _ in whole.given)
    assert "muscle weakness is present" in [text for text, _ in brief.given]  # what a finding says as well is no sign


def test_what_would_be_missing_without_the_risks_rests_on_them() -> None:
    """Low sodium excites nerves without any risk, and a water tablet may lower calcium: tetany takes both, and so would
    not be there without the tablet."""
    both = {"sodium": "low", "water-tablets": "present"}
    trace = infer(PACK, both)
    several, from_risks = by_ground(trace)
    alone = infer(PACK, {"sodium": "low"}).fact
    assert Statement("tetany", "present") in from_risks
    assert {one for one in several if trace.fact[one].origin == "derived" and one.concept != "urgency"} <= set(alone)
    assert not set(from_risks) & set(alone)


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_a_level_that_is_not_ranked_is_told_before_the_causes(format: str) -> None:
    """Whoever has too much of something is told first that what is listed is short supply, and where the rest is."""
    high = printed_case({"calcium": "high", "muscle-cramp": "present"}, format, "brief")
    causes = under("Causes, and what each would explain", high)
    told = (
        "Not ranked: calcium is high (hypercalcemia). Of it only another level is ranked as a cause: calcium is low. "
        "More under 'What is left'."
    )
    assert causes.replace("\\", "").index(told) < causes.index("evidence for it")
    assert "calcium is high" in under("What is left ", high)
    for answers in ({"calcium": "low"}, {"calcium": "normal"}, {"calcium": "unknown"}, {}):
        assert "Not ranked" not in printed_case({**answers, "muscle-cramp": "present"}, format, "brief")


def under(heading: str, printed: str) -> str:
    """Return what stands under a heading of an explanation that was printed as one line of words."""
    headings = ("Not shown here", "Causes, and what each", "What is left ", "What these rules cannot")
    return re.split("|".join(headings), printed.partition(heading)[2], maxsplit=1)[0]


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_a_no_to_one_kind_of_a_danger_sign_is_not_told_as_nothing(format: str, tmp_path: Path) -> None:
    """Whoever wrote 'confusion: absent' reads that it was taken, and what it leaves open; a doubt stays a doubt."""
    file = tmp_path / "case.yaml"
    lines = {"delirium": "absent", "stridor": "no", "choking": "no", "seizure": "not sure"}
    file.write_text(f"pack: muscle-spasms\nanswers: {lines}\n", "utf-8")
    case = read_case(str(file), lambda _: PACK)
    printed = text_of(reported([report(given_in(case).trace, "A case")], format, Page(width=9999)), format)
    flat = printed.replace("\\", "")
    confusion, breathing, seizure = (
        PACK.concept[n].label for n in ("sudden-confusion", "trouble-breathing", "seizure")
    )
    assert (
        f"The no to 'delirium' covers no more than that; the rest of this danger sign was not answered: {confusion}."
        in flat
    )
    assert "The no to 'choking' and 'stridor' covers no more than that; the rest of this danger sign was" in flat
    assert f"not answered: {breathing}." in flat
    assert f"A danger sign of which it is not known whether it is there: {seizure}." in flat


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_what_is_absent_does_not_stand_between_what_is_there_and_what_follows(format: str) -> None:
    """After a whole interview a hundred things are: they are counted first, and all named after what matters, each with
    the question that asked for it."""
    names = [one.id for one in PACK.concepts if one.yes_or_no and one.id in PACK.asked][:40]
    (unasked, *_) = (one.id for one in PACK.concepts if one.yes_or_no and one.id not in PACK.asked)
    trace = Given(PACK, {**dict.fromkeys((*names, unasked), "absent"), names[0]: "present"}).trace
    absent = [PACK.concept[name].label for name in (*names, unasked) if trace.answers[name] == "absent"]
    printed = text_of(reported([report(trace, "A case")], format, Page(width=9999)), format).replace("\\", "")
    before, after = printed.split("What follows")
    assert f"{len(absent)} points are absent" in before
    named = after.split("The points that are absent")[1].split("Cautions")[0]
    for question in PACK.questions:
        if there := [PACK.concept[name].label for name in question.concepts if trace.answers.get(name) == "absent"]:
            assert f"{question.text} No: {'; '.join(there)}" in named
    assert f"Not asked for by any question: {absent[-1]}" in named
    shorter = text_of(reported([report(trace, "A case", "brief")], format, Page(width=9999)), format)
    assert re.search(r"\d lists of what is absent", shorter)
    assert absent[-1] not in shorter


def test_what_was_given_begins_with_what_is_there() -> None:
    """A printed interview does not bury what was noticed under fifty things that were not."""
    answers = {"chest-pain": "absent", "muscle-cramp": "present", "seizure": "absent", "tingling": "unknown"}
    given = [one.text for one in report(Given(PACK, answers).trace, "A case").given]
    assert given == [
        "muscle cramp is present",
        f"absent: {PACK.concept['seizure'].label}; {PACK.concept['chest-pain'].label}",
        "tingling: not known",
    ]


@pytest.mark.parametrize("width", [40, 80])
def test_a_proof_fits_the_page_however_deep_it_is(width: int) -> None:
    """On a narrow terminal, or a screen that is enlarged for a class, no line of a tree is broken by the terminal."""
    given = Given(shipped(), {"vitamin-d": "low", "tetany": "unknown"})
    printed = report(given.trace, "A winter", "full", [explanation(given, Asked("how", "tetany is present"))])
    lines = render_text(printed, Page(width)).splitlines()
    assert [line for line in lines if len(line) > width and "http" not in line] == []


@pytest.mark.parametrize("detail", DETAILS)
@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_many_danger_signs_that_are_not_known_are_a_list_and_no_sentence(format: str, detail: Detail) -> None:
    """Each is named at every level of detail; and what is said first can be read at a glance."""
    signs = danger_signs(PACK)
    printed = printed_case(dict.fromkeys(signs, "unknown"), format, detail)
    told, listed = printed.split("Danger signs that are not known", 1)
    assert f"Of {len(signs)} danger signs it is not known whether they are there" in told
    assert all(PACK.concept[name].label in listed for name in signs)
