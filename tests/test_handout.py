"""The sheets for a class: a worksheet that tells none of its answers in any form, a key that does, and the rules."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path
from typing import Literal

import pytest
from effort import examples, sample
from hostile_pack import SHOWN, hostile_case, hostile_pack
from random_packs import random_situation
from shipped import shipped, shipped_pack
from small_pack import broken, write_pack

from triage.answers.case import read_case
from triage.cli import run
from triage.engine.given import Given
from triage.engine.inference import infer
from triage.lesson.gaps import akin
from triage.lesson.handout import ALIKE, MOST, Blank, Handout, handout
from triage.pack.loading import DEFAULT_PACK, load_pack
from triage.phrases import NOTICE
from triage.render.handout_page import leak, render_handout
from triage.result.candidates import candidates

PACK = shipped()
CASES = sorted((shipped_pack(DEFAULT_PACK) / "cases").glob("*.yaml"))
SMALL = load_pack(shipped_pack("muscle-contraction"))
SMALL_CASES = sorted((shipped_pack("muscle-contraction") / "cases").glob("*.yaml"))
SAYING_NOTHING = re.findall(
    r"\w+",
    """
    a an and any are as at be by can far few for from had has have in into is it its likely may more not now of on one
    or out that the their to too was when which with
    """,
)
WINTER = handout(infer(PACK, {"vitamin-d": "low", "muscle-spasm": "present"}), "A winter indoors")


def letters(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def forms(page: str) -> list[str]:
    """Return a page as it may be read: as it is, its entities resolved, and whatever looks like base64 decoded."""
    found = [page, unescape(page), unescape(unescape(page))]
    for run_ in re.findall(r"[A-Za-z0-9+/]{12,}", page):
        for shift in range(4):
            part = run_[shift:]
            decoded = b64decode(part[: len(part) // 4 * 4], validate=False)
            found.append(decoded.decode("utf-8", "replace"))
    return [letters(one) for one in found]


@cache
def worksheet(path: Path) -> tuple[Handout, str]:
    """Return the sheets for a case, and the page of the pupils' one."""
    case = read_case(str(path), lambda name: PACK if name == PACK.id else SMALL)
    sheets = handout(infer(case.pack, case.answers, case.supposed), case.title)
    return sheets, render_handout(sheets, "pupil")


@pytest.mark.parametrize("path", sample(CASES, 40), ids=lambda path: path.stem)
def test_the_worksheet_tells_no_answer_in_any_form(path: Path) -> None:
    """Neither the sentence of an answer, nor its term, nor the id of its rule or statement, however it is encoded."""
    sheets, page = worksheet(path)
    read = forms(page)
    given = letters(" ".join(sheets.given))
    for blank in sheets.blanks:
        for text in (blank.answer.partition(" (")[0], blank.step.rule):
            told = letters(text)
            assert told in given or not any(f" {told} " in f" {form} " for form in read), text


@pytest.mark.parametrize("path", sample(CASES, 40), ids=lambda path: path.stem)
def test_the_worksheet_holds_no_other_name_of_an_answer(path: Path) -> None:
    """`pins and needles` tells tingling as well. Below the last line stands the name of the pack, whatever it is."""
    sheets, page = worksheet(path)
    read, given = letters(unescape(page).partition("<footer")[0]), letters(" ".join(sheets.given))
    for blank in sheets.blanks:
        concept = PACK.concept.get(PACK.rule[blank.step.rule].conclusion.concept)
        for name in (*concept.aliases, *concept.narrower) if concept else ():
            told = letters(name)
            assert len(told) < 4 or told in given or f" {told} " not in f" {read} ", name


@pytest.mark.parametrize("path", sample(CASES, 40), ids=lambda path: path.stem)
def test_no_hint_tells_its_answer_by_a_word_of_the_same_family(path: Path) -> None:
    """Neither `tingle` for tingling nor `weak` for weakness: a gap stands there, also where the word is given."""
    sheets, page = worksheet(path)
    parts = re.split(r'<li value="\d+">', unescape(page))[1:]
    for blank, part in zip(sheets.blanks, parts, strict=True):
        hint = letters(part.partition("Hint:")[2].partition("<")[0]).split()
        assert hint
        for word in letters(blank.answer).split():
            if len(word) > 4 and word not in ("likely", "their"):
                assert not [one for one in hint if len(one) > 3 and (one[:5] == word[:5] or word.startswith(one))], word


def hints(path: Path) -> Iterator[tuple[Blank, list[str]]]:
    """Yield each blank of a worksheet with the words of its hint."""
    sheets, page = worksheet(path)
    parts = re.split(r'<li value="\d+">', unescape(page))[1:]
    for blank, part in zip(sheets.blanks, parts, strict=True):
        yield blank, letters(part.partition("Hint:")[2].partition("<")[0]).split()


@pytest.mark.parametrize("path", [*sample(CASES, 40), *SMALL_CASES], ids=lambda path: path.stem)
def test_nor_by_a_short_word_of_it(path: Path) -> None:
    """Neither `ATP` nor `hips` for pain of the hip; words such as `of` and `too` tell nothing."""
    for blank, hint in hints(path):
        for word in set(letters(blank.answer).split()).difference(SAYING_NOTHING):
            assert len(word) == 1 or not {word, f"{word}s"}.intersection(hint), word


@pytest.mark.parametrize("path", [*sample(CASES, 40), *SMALL_CASES], ids=lambda path: path.stem)
def test_no_hint_holds_a_telling_word_of_an_answer_that_it_leans_on(path: Path) -> None:
    """Where it says "from what you wrote in 1", and 1 is ATP, no `ATP` stands below it."""
    answers = {blank.number: letters(blank.answer).split() for blank, _ in hints(path)}
    for blank, hint in hints(path):
        for number in re.findall(r"what you wrote in (\d+)", " ".join(blank.premises)):
            for word in set(answers[int(number)]).difference(SAYING_NOTHING):
                assert len(word) == 1 or not {word, f"{word}s"}.intersection(hint), word
                assert len(word) < 5 or word[:5] not in {one[:5] for one in hint}, word


@pytest.mark.parametrize("name", ["breastfeeding-with-a-headache", "danger-seizure"])
def test_no_hint_tells_how_urgent_it_is_by_what_the_level_is_called(name: str) -> None:
    """Who has to find 'same day' is not told 'for today' beside it."""
    path = next(path for path in CASES if path.stem == name)
    for blank in worksheet(path)[0].blanks:
        if blank.answer.startswith("urgency is"):
            level = {"urgency is same day": "today", "urgency is emergency now": "emergency"}[blank.answer]
            assert level not in blank.hint.casefold()


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("bound", "binding"),
        ("took", "taking"),
        ("loss", "losing"),
        ("moves", "moving"),
        ("fired", "fire"),
        ("feet", "foot"),
        ("bled", "bleeding"),
        ("drier", "dry"),
        ("carries", "carry"),
        ("cutting", "cut"),
        ("strength", "strong"),
        ("nervous", "nerve"),
    ],
)
def test_irregular_and_inflected_forms_are_one_family(word: str, other: str) -> None:
    """Whichever of them is asked for and whichever stands in the hint."""
    assert akin(word, [other])
    assert akin(other, [word])


@pytest.mark.parametrize("word", ["muscle", "signal", "calcium", "hand", "rest"])
def test_other_words_are_not(word: str) -> None:
    """Else nothing were left of a hint."""
    assert not akin(word, ["binding", "take", "weakness", "hip", "ATP", "nerve", "store", "complete"])


@pytest.mark.parametrize("path", [*sample(CASES, 40), *SMALL_CASES], ids=lambda path: path.stem)
def test_no_hint_tells_another_answer_by_two_of_its_words(path: Path) -> None:
    """Neither `fingers` and `toes` for what is asked above, nor `signals` that `nerves` give off for nerve signalling;
    what is given stands there anyway."""
    sheets, _ = worksheet(path)
    given = letters(" ".join(sheets.given)).split()
    pack = SMALL if path in SMALL_CASES else PACK
    for blank, hint in hints(path):
        for other in sheets.blanks:
            concept = pack.concept.get(pack.rule[other.step.rule].conclusion.concept)
            about = [word for word in letters(concept.label if concept else "").split() if len(word) > 4]
            told = {word for word in about for one in hint if one[:5] == word[:5]}
            assert len({word for word in told if word[:5] not in {one[:5] for one in given}}) < 2 or other == blank


@pytest.mark.parametrize("path", [*sample(CASES, 40), *SMALL_CASES], ids=lambda path: path.stem)
def test_the_worksheet_says_what_is_to_be_looked_up(path: Path) -> None:
    """Each source that a blank names stands below with its title, and no other does."""
    sheets, page = worksheet(path)
    asked, _, listed = unescape(page).partition("Where to look it up")
    named = set(re.findall(r"[^\s;:]+", " ".join(re.findall(r"To look up: (?:supplement: )?([^<]*)", asked))))
    titles = dict(re.findall(r"<li><strong>(.*?)</strong>: (.*?)</li>", listed))
    known = {one.id for one in (SMALL if path in SMALL_CASES else PACK).sources}
    assert set(titles) == named & known
    assert all(titles.values())
    assert bool(titles) == any(blank.cited for blank in sheets.blanks)


@pytest.mark.parametrize("path", sample(CASES, 40), ids=lambda path: path.stem)
def test_at_most_two_blanks_ask_the_same(path: Path) -> None:
    """But for their hints: a row of questions in the same words teaches little, and its hints would do alone."""
    asked = Counter((frozenset(blank.premises), blank.kind, blank.verb) for blank in worksheet(path)[0].blanks)
    assert max(asked.values(), default=0) <= ALIKE


@pytest.mark.parametrize("path", sample(CASES, 40), ids=lambda path: path.stem)
def test_no_two_blanks_read_the_same(path: Path) -> None:
    """So that each can be filled in one way, and corrected by the key."""
    parts = re.split(r'<li value="\d+">', unescape(worksheet(path)[1]))[1:]
    blanks = [letters(part.partition("</li>")[0]) for part in parts]
    assert len(set(blanks)) == len(blanks)


@pytest.mark.parametrize("seed", range(examples(20)))
def test_nor_does_it_on_random_packs(seed: int) -> None:
    """Whatever the rules are, what is to be written stands nowhere on the sheet, and the key has it all."""
    situation = random_situation(seed)
    trace = infer(*situation)
    sheets = handout(trace, f"Case {seed}")
    page, key = render_handout(sheets, "pupil"), unescape(render_handout(sheets, "teacher"))
    assert leak(page, sheets) == ""
    assert len(sheets.blanks) <= MOST
    for blank in sheets.blanks:
        assert blank.answer in key
        assert letters(blank.answer) not in letters(unescape(page))


def test_the_search_for_answers_can_fail() -> None:
    """A sheet with an answer on it, plain, in entities or in base64, is found out."""
    page = render_handout(WINTER, "pupil")
    answer = WINTER.secrets[0]
    entities = "".join(f"&#{ord(sign)};" for sign in answer)
    encoded = [b64encode(f"{'x' * shift}{answer} and more".encode()).decode() for shift in range(3)]
    assert leak(page, WINTER) == ""
    for told in (answer, answer.upper(), entities, *encoded):
        assert leak(page.replace("</main>", f"<p>{told}</p></main>"), WINTER) == answer


@pytest.mark.parametrize("word", ["health professional", "worksheet", "what follows", "a root cause", "small"])
def test_a_name_that_stands_on_every_sheet_is_no_leak(word: str, tmp_path: Path) -> None:
    """A pack whose words are also those of the notice, of a heading, or its own id, gets its sheets all the same."""
    named = broken("concepts.yaml", "label: the excitability of nerves", f"label: {word}")
    pack = load_pack(write_pack(tmp_path / "pack", {"concepts.yaml": named}))
    sheets = handout(infer(pack, {"calcium": "low"}), "A case")
    assert word in sheets.secrets
    assert "Worksheet: A case" in render_handout(sheets, "pupil")


def test_the_urgency_and_the_cause_that_ranks_first_are_asked_for() -> None:
    """A sheet on confusion, heavy drinking and odd eyes asks for vitamin B1, though more follows from magnesium."""
    drinking = dict.fromkeys(("sudden-confusion", "alcohol-high", "odd-eye-movements"), "present")
    trace = Given(PACK, drinking).trace
    first = next(one for one in candidates(trace) if one.evidence)
    answers = [blank.step.rule for blank in handout(trace, "Eyes that jerk").blanks]
    assert first.statement == ("vitamin-b1", "low")
    assert PACK.rule[answers[0]].conclusion.concept == "urgency"
    assert PACK.rule[answers[1]].conclusion == first.statement


def test_blanks_lead_on_from_what_was_written_before() -> None:
    """A premise that is itself a blank is referred to by its number, and that number comes before."""
    for blank in WINTER.blanks:
        for number in re.findall(r"what you wrote in (\d+)", " ".join(blank.premises)):
            assert int(number) < blank.number
    assert [blank.number for blank in WINTER.blanks] == list(range(1, len(WINTER.blanks) + 1))
    assert any("what you wrote" in premise for blank in WINTER.blanks for premise in blank.premises)


@pytest.mark.parametrize("audience", ["pupil", "teacher"])
def test_what_is_asked_reads_as_a_sentence(audience: Literal["pupil", "teacher"]) -> None:
    """From what, what kind of thing follows, and how sure it is."""
    page = render_handout(WINTER, audience)
    asked = re.findall(r"<li value=\"\d+\">\s*(.*)", page)
    assert len(asked) == len(WINTER.blanks)
    for line in asked:
        assert re.fullmatch(r"From <strong>.*</strong> follows .*\. What <em>.*</em> so\?", line)


@pytest.mark.parametrize("audience", ["pupil", "teacher", "rules"])
def test_each_sheet_carries_pack_version_hash_and_notice(audience: str) -> None:
    """So that a copy can be traced, and nobody takes it for advice."""
    page = unescape(render_handout(WINTER, audience))
    assert f"muscle-spasms {PACK.version}" in page
    assert PACK.sha256 in page
    assert NOTICE in page


def test_the_sheet_of_rules_cites_every_rule_that_fired() -> None:
    """Each rule with its premises, its reason and its source, and the sources with their addresses."""
    page = unescape(render_handout(WINTER, "rules"))
    for step in WINTER.rules.steps:
        assert step.rule in page
        assert step.cited in page
    for _, title, url in WINTER.rules.sources:
        assert title in page
        assert url in page


def test_hostile_names_show_as_text(tmp_path: Path) -> None:
    """Labels that are markup or control marks are read, not obeyed, on every sheet."""
    pack = hostile_pack(tmp_path / "pack")
    (tmp_path / "case.yaml").write_text(hostile_case(), "utf-8")
    case = read_case(str(tmp_path / "case.yaml"), lambda _: pack)
    sheets = handout(infer(pack, case.answers, case.supposed), case.title)
    for audience in ("pupil", "teacher", "rules"):
        page = render_handout(sheets, audience)
        assert "<script" not in page
        assert "\x1b" not in page
    assert SHOWN


def test_the_command_writes_the_sheets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Several in one go, without a lesson; an unknown sheet is told."""
    case = str(shipped_pack(DEFAULT_PACK) / "cases" / "winter-indoors.yaml")
    pupil, key = tmp_path / "p.html", tmp_path / "k.html"
    assert run(["teach", case, "--handout", "pupil", str(pupil), "--handout", "teacher", str(key)]) == 0
    assert capsys.readouterr().out == ""
    assert "Worksheet" in pupil.read_text("utf-8")
    assert "Key" in key.read_text("utf-8")
    assert run(["teach", case, "--handout", "parents", str(pupil)]) == 2


@pytest.mark.parametrize("audience", ["teacher", "rules"])
@pytest.mark.parametrize("path", [*sample(CASES, 30), *SMALL_CASES], ids=lambda path: path.stem)
def test_a_sheet_lists_the_cautions_and_sources_of_its_rules(path: Path, audience: Literal["teacher", "rules"]) -> None:
    """Those and no others, also where the key asks for a part of the run only, and none where no rule fired."""
    sheets, _ = worksheet(path)
    above, *listed = re.split("<h2>(?:Cautions|Sources)</h2>", unescape(render_handout(sheets, audience)))
    pack = SMALL if path in SMALL_CASES else PACK
    rules = [pack.rule[id] for id in re.findall("<code>(.*?)</code>", above)]
    cautions = {id for rule in rules for id in rule.nuance}
    cited = [one for rule in rules for one in (*rule.source, *(rule.mechanism_source or ()))]
    cited += [one for id in cautions for one in pack.nuance[id].source]
    assert set(re.findall("<li><strong>(.*?)</strong>", "".join(listed))) == cautions | {one.source for one in cited}
    assert ("No rule fired." in above) == (audience == "rules" and not rules)


def test_only_what_was_answered_stands_as_given() -> None:
    """A sign that answers tell together was given by nobody; its name would tell what the sheet asks for, and what
    follows from it cannot be asked."""
    given = Given(PACK, {"calcium": "low", "hand-foot-spasm": "present"})
    sheet = handout(given.trace, "Cramped hands")
    assert [text.split(" (")[0] for text in sheet.given] == [
        "calcium is low",
        "cramping of the hands, or of feet that draw together is present",
    ]
    told = {PACK.concept[name].label for name in given.trace.told}
    assert told
    assert not [blank for blank in sheet.blanks if any(label in text for text in blank.premises for label in told)]
