"""Files from strangers: whatever stands in them, reading ends with a value or with problems, and shows as text."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any, TypeVar

import pytest
from chain_pack import chain_pack
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from small_pack import CASE, FILES, write_pack

from triage.answers.case import read_case
from triage.check.check import check
from triage.engine.inference import infer
from triage.errors import DocumentError, Problem, UsageError
from triage.explain.verbs.how import how
from triage.model import RulePack, Statement
from triage.output import Page, visible
from triage.pack.loading import load_pack
from triage.pack.reading import read_stream
from triage.render.check_result import checked_json, checked_text
from triage.render.json import render_json
from triage.render.markdown import render_markdown
from triage.render.text import render_explanation, render_steps, render_text
from triage.report.report import report

T = TypeVar("T")


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> RulePack:
    return load_pack(write_pack(tmp_path_factory.mktemp("pack")))


def sound(problems: tuple[Problem, ...]) -> bool:
    """Return whether every problem names a file, a code and a matter, and no line before the first."""
    return bool(problems) and all(one.path and one.code and one.message and one.line >= 0 for one in problems)


def sound_or_read(reading: Callable[[], T]) -> T | None:
    """Return what `reading` returns, None with sound problems if it reports any."""
    try:
        return reading()
    except DocumentError as error:
        problems = error.problems
    assert sound(problems)
    return None


def load(changed: Mapping[str, str | bytes | None]) -> RulePack | None:
    """Load and check the small pack with these files changed; None if it is no pack any more. What the loader refuses,
    the check reports."""
    with TemporaryDirectory() as folder:
        write_pack(Path(folder), changed)
        loaded = sound_or_read(lambda: load_pack(Path(folder)))
        found = check(Path(folder))
        assert found.problems == () or sound(found.problems)
        assert loaded is not None or found.problems
        assert checked_text([found], Page()).endswith("\n")
        assert json.loads(checked_json([found]))["packs"][0]["pack"] == found.name
        return loaded


def read(pack: RulePack, content: bytes) -> None:
    """Read `content` as a case, and explain it in every format if it is one."""

    def named(name: str) -> RulePack:
        if name != pack.id:
            raise UsageError(f"there is no rule pack '{name}'")
        return pack

    def explained() -> tuple[str, str, str]:
        case = read_case(str(path), named)
        return explain(pack, case.answers, case.supposed, case.title)

    with TemporaryDirectory() as folder:
        path = Path(folder) / "case.yaml"
        path.write_bytes(content)
        sound_or_read(explained)


def explain(
    pack: RulePack, answers: Mapping[str, str], supposed: Mapping[str, str] = MappingProxyType({}), title: str = "T"
) -> tuple[str, str, str]:
    """Return the run as text, Markdown and JSON."""
    trace = infer(pack, answers, supposed)
    shown = report(trace, title)
    return render_text(shown), render_markdown(shown), render_json(trace, title)


def everything(pack: RulePack) -> dict[str, str]:
    """Return answers that let every chain of a pack run: the first value of each concept that no rule concludes."""
    concluded = {rule.conclusion.concept for rule in pack.rules}
    return {concept.id: concept.values[0] for concept in pack.concepts if concept.id not in concluded}


# Random bytes, random edits, random documents

WORDS = [
    "id",
    "if",
    "then",
    "calcium",
    "calcium is low",
    "tingling",
    "present",
    "urgency",
    "urgency is learn",
    "unknown",
    "small",
    "pack",
    "answers",
    "expect",
    "suppose",
    "article A-1",
    "certain",
    "likely",
    "no",
    "~",
    "",
    " ",
    "-",
    "1",
    "-1",
    "1e9",
    "é",
    "\u202e",
]
FRAGMENTS = [
    "\n",
    "\t",
    " ",
    "  ",
    "- ",
    ": ",
    "#",
    "'",
    '"',
    "[",
    "]",
    "{",
    "}",
    "&a ",
    "*a",
    "!t ",
    "|\n",
    ">\n",
    "? ",
    "---\n",
    "...\n",
    "%",
    "@",
    "`",
    ",",
    "\\",
    "\x00",
    "\x1b[2J",
    "\x85",
    "\u2028",
    "\ufeff",
    "\ud7ff",
    "🙂",
    "is",
    "=",
    "<<: ",
    "~",
    "- id: x\n",
    "\r",
    "\r\n",
    "9" * 400,
    "a" * 3000,
    "[" * 40,
    "é",
]

scalars = st.sampled_from(WORDS) | st.text(max_size=12)
trees = st.recursive(
    scalars | st.none() | st.integers(-2, 99999) | st.booleans(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(scalars, inner, max_size=5),
    max_leaves=30,
)


def edited(text: str, random: Random) -> bytes:
    """Return `text` after a few slips of the hand: pieces cut, doubled, moved, put in, lines shifted, bytes changed."""
    for _ in range(random.randint(1, 4)):
        at, length = random.randrange(len(text) + 1), random.choice((1, 1, 2, 5, 20, 200))
        piece = text[at : at + length]
        kind = random.randrange(6)
        if kind == 0:
            text = text[:at] + text[at + length :]
        elif kind == 1:
            text = text[:at] + piece + text[at:]
        elif kind == 2:
            text = text[:at] + random.choice(FRAGMENTS) + text[at:]
        elif kind == 3:
            text = text[:at] + random.choice(WORDS) + text[at + length :]
        elif kind == 4:
            there = random.randrange(len(text) + 1)
            rest = text[:at] + text[at + length :]
            text = rest[:there] + piece + rest[there:]
        else:
            lines = text.split("\n")
            number = random.randrange(len(lines))
            lines[number] = random.choice((" ", "  ", "\t", "- ", "# ")) + lines[number]
            text = "\n".join(lines)
    content = bytearray(text.encode("utf-8", "surrogatepass"))
    if content and random.random() < 0.1:
        content[random.randrange(len(content))] = random.randrange(256)
    return bytes(content)


@given(content=st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_any_bytes_are_a_document_or_problems(content: bytes) -> None:
    """Reading never raises: bytes are plain data, or problems at lines that the file has, its end included."""
    document = read_stream(BytesIO(content), "x")
    lines = len(re.findall(rb"\r\n|[\r\n]|\xc2\x85|\xe2\x80[\xa8\xa9]", content)) + 1
    assert all(problem.line <= lines + 1 for problem in document.problems)
    assert document.problems or plain_data(document.data)


def plain_data(data: object) -> bool:
    if isinstance(data, dict):
        return all(isinstance(key, str) and plain_data(value) for key, value in data.items())
    if isinstance(data, list):
        return all(map(plain_data, data))
    return data is None or isinstance(data, str)


@given(content=st.binary(max_size=200), name=st.sampled_from(sorted(FILES)))
@example(content=b"?", name="cases/winter.yaml")
@example(content=b"- ?", name="concepts.yaml")
def test_random_bytes_are_no_pack_and_no_case(pack: RulePack, content: bytes, name: str) -> None:
    """Random bytes in place of any file are problems, never an error of the program."""
    load({name: content})
    read(pack, content)


@given(random=st.randoms(use_true_random=False), name=st.sampled_from(sorted(FILES)))
def test_a_slip_in_a_pack_is_a_pack_or_problems(random: Random, name: str) -> None:
    """A pack with random slips loads or is told what is wrong; if it loads, every case of it can be explained."""
    changed = load({name: edited(FILES[name], random)})
    if changed is not None:
        explain(changed, everything(changed))


@given(random=st.randoms(use_true_random=False))
def test_a_slip_in_a_case_is_a_case_or_problems(pack: RulePack, random: Random) -> None:
    """A case with random slips is read and explained, or is told what is wrong."""
    read(pack, edited(CASE, random))


@given(tree=trees, name=st.sampled_from(sorted(FILES)))
def test_any_document_is_a_pack_or_problems(pack: RulePack, tree: Any, name: str) -> None:
    """A file of a pack, or a case, may hold any tree of lists, keys and words: JSON is YAML."""
    content = json.dumps(tree, ensure_ascii=False).encode("utf-8", "replace")
    load({name: content})
    read(pack, content)


ANSWERS = trees | st.dictionaries(st.sampled_from(["calcium", "Ca", "tingling", "x"]), scalars)
OTHER = {
    "suppose": trees,
    "title": trees,
    "expect": trees
    | st.fixed_dictionaries(
        {}, optional=dict.fromkeys(("conclude", "not-conclude", "urgency", "fires", "before", "candidates"), trees)
    ),
}


@given(case=st.fixed_dictionaries({"pack": st.just("small"), "answers": ANSWERS}, optional=OTHER))
def test_any_tree_under_the_keys_of_a_case_is_a_case_or_problems(pack: RulePack, case: dict[str, Any]) -> None:
    """Whatever stands under the right keys of a case is read and explained, or told."""
    read(pack, json.dumps(case, ensure_ascii=False).encode("utf-8", "replace"))


@given(tree=trees | st.just([]), random=st.randoms(use_true_random=False))
def test_any_waivers_are_waivers_or_problems(tree: Any, random: Random) -> None:
    """The file of waivers may hold anything: the pack loads all the same, and the check says what is wrong with it."""
    content = json.dumps(tree, ensure_ascii=False).encode("utf-8", "replace")
    waivers = "- code: cycle\n  about: [calcium, tingling is present]\n  reason: They are seen together.\n"
    for text in (content, edited(waivers, random)):
        assert load({"waivers.yaml": text}) is not None


RECORDS = {
    "concepts.yaml": ("id", "label", "role", "values", "about", "candidate", "terms", "aliases", "background", "kind"),
    "rules/20-findings.yaml": (
        "id",
        "if",
        "then",
        "strength",
        "wording",
        "because",
        "source",
        "teaches",
        "nuance",
        "salience",
    ),
    "questions.yaml": ("id", "form", "text", "why", "concepts", "suppose"),
    "sources.yaml": ("id", "title", "kind", "url", "tier", "places"),
    "nuances.yaml": ("id", "text", "source"),
    "coverage.yaml": ("link", "where", "reason"),
}


@given(data=st.data(), name=st.sampled_from(sorted(RECORDS)))
def test_any_tree_under_the_keys_of_a_record_is_a_pack_or_problems(data: st.DataObject, name: str) -> None:
    """Whatever stands under the right keys of a record is part of the pack, or told."""
    record = data.draw(st.fixed_dictionaries({}, optional=dict.fromkeys(RECORDS[name], trees)))
    item = json.dumps(record, ensure_ascii=False).encode("utf-8", "replace")
    load({name: FILES[name].encode() + b"- " + item + b"\n"})


# Hostile content

HOSTILE = [
    "<script>alert(1)</script>",
    "]]><img src=x onerror=alert(1)>",
    "\"quotes\" and 'quotes' and `ticks`",
    "**bold** _it_ ~~gone~~ [link](javascript:alert(1)) ![i](http://x/i.png)",
    "# heading",
    "- item",
    "1. item",
    "+ item",
    "=====",
    "---",
    "> quote",
    "| a | b |",
    "    code",
    "```",
    "&lt;b&gt; &copy; &#60;",
    "<https://example.org/x> and https://example.org/y",
    "back\\slash \\* \\",
    "[[brackets]] [red]markup[/red] :smile:",
    "red\x1b[31m \x1b]0;title\x07 \x9b2J \x08\x08",
    "left\u202eright\u202c \u2066isolated\u2069 \u200emark\u200f \u061c",
    "w" * 5000,
    "\U0001f642 e\u0301 \u5b57 \u0635",
    "%s {0} {{ x }} ${y}",
]


@cache
def hostile_pack(sign: str) -> RulePack:
    """Return the small pack with `sign` in every text that a reader is shown."""
    quoted = json.dumps(sign, ensure_ascii=True).replace("\\ud83d\\ude42", "\U0001f642")
    changed = {
        "pack.yaml": FILES["pack.yaml"]
        .replace("label: Today", f"label: {quoted}")
        .replace("Call today.", quoted)
        .replace("If it gets worse.", quoted),
        "concepts.yaml": FILES["concepts.yaml"]
        .replace("label: vitamin D", f"label: {quoted}")
        .replace("low: hypocalcemia", f"low: {json.dumps('x')[:-1]}{quoted[1:]}"),
        "sources.yaml": FILES["sources.yaml"].replace("An article", quoted),
        "nuances.yaml": FILES["nuances.yaml"].replace("Most people with little vitamin D never notice it.", quoted),
        "rules/10-causes.yaml": FILES["rules/10-causes.yaml"]
        .replace("Vitamin D helps the gut take up calcium.", quoted)
        .replace("It guards the gates of sodium.", quoted),
    }
    loaded = load(changed)
    assert loaded is not None
    return loaded


def steering(text: str) -> set[str]:
    """Return the characters in `text` that steer a terminal or turn the direction of writing."""
    return {
        char
        for char in text
        if (unicodedata.category(char) == "Cc" and char != "\n") or unicodedata.bidirectional(char) in MARKS
    }


MARKS = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")


def flat(tokens: list[Token]) -> str:
    """Return the words that a reader of rendered Markdown sees, blanks left out."""
    words = []
    for token in tokens:
        if token.children is not None:
            words.append(flat(token.children))
        elif token.type in ("text", "code_inline", "text_special"):
            words.append(token.content)
    return "".join("".join(words).split())


def structure(tokens: list[Token]) -> list[str]:
    """Return what rendered Markdown is made of, the text left out."""
    return [
        one.type
        for token in tokens
        for one in (token, *(token.children or ()))
        if not one.type.startswith("text") and one.type != "softbreak"
    ]


CASE_ANSWERS = {"vitamin-d": "low", "tingling": "present", "muscle-spasm": "unknown"}


@pytest.mark.parametrize("sign", HOSTILE, ids=range(len(HOSTILE)))
def test_text_does_not_steer_the_terminal(sign: str) -> None:
    """No pack and no case can move the cursor, colour the screen or turn the writing round; its words are all there."""
    trace = infer(hostile_pack(sign), CASE_ANSWERS)
    for colour in (False, True):
        text = render_text(report(trace, sign), Page(colour=colour))
        if colour:
            text = re.sub(r"\x1b\[[0-9;]*m", "", text)
        assert not steering(text)
        assert not {"\u200e", "\u200f", "\u061c"} & set(text)
        letters = "".join(re.findall(r"\w", visible(sign)))
        assert letters in "".join(re.findall(r"\w", text))
    assert max(map(len, render_text(report(trace, sign)).splitlines())) <= 80


@pytest.mark.parametrize("sign", HOSTILE, ids=range(len(HOSTILE)))
def test_markdown_shows_signs_as_the_text_they_are(sign: str) -> None:
    """In Markdown nothing from a pack or case becomes HTML, a link, a heading, a list, code or emphasis."""
    pack = hostile_pack(sign)
    printed = explain(pack, CASE_ANSWERS, title=sign)[1]
    tame = explain(hostile_pack("tame"), CASE_ANSWERS, title="tame")[1]
    assert not re.search(r"(?<!\\)<script", printed)
    assert not steering(printed)
    parsed, expected = (MarkdownIt("commonmark").parse(text) for text in (printed, tame))
    assert structure(parsed) == structure(expected)
    assert flat(parsed).count("".join(visible(sign).split())) >= 8


@pytest.mark.parametrize(
    "url",
    [
        "script",
        "img/src=x/onerror=alert(1)",
        "javascript:alert(1)",
        "data:text/html,x",
        "a> <script>alert(1)</script>",
        "//evil.example/x",
        "https://example.org/ <b>",
        "\x1b[31m",
    ],
)
def test_a_hostile_address_is_no_link_and_no_html(url: str) -> None:
    """What a pack gives as the address of a source is refused, or is a link to a page of the web, or plain text."""
    changed = FILES["sources.yaml"].replace("https://example.org/guide", json.dumps(url))
    pack = load({"sources.yaml": changed})
    if pack is None:
        return
    text, markdown, _ = explain(pack, CASE_ANSWERS)
    assert not steering(text + markdown)
    tokens = [child for token in MarkdownIt("commonmark").parse(markdown) for child in token.children or ()]
    assert not [token for token in tokens if token.type == "html_inline"]
    links = [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]
    assert all(link.startswith(("http://", "https://")) for link in links)


@pytest.mark.parametrize("sign", HOSTILE, ids=range(len(HOSTILE)))
def test_json_gives_every_sign_back(sign: str) -> None:
    """JSON is for programs: it holds exactly what the pack and the case hold, on one line."""
    pack = hostile_pack(sign)
    printed = explain(pack, CASE_ANSWERS, title=sign)[2]
    assert printed.count("\n") == 1
    trace = json.loads(printed)
    assert trace["title"] == sign
    assert trace["firings"][0]["because"] == pack.rules[0].because == sign.strip()


@given(title=st.text(max_size=60))
def test_any_title_shows_as_text(pack: RulePack, title: str) -> None:
    """Whatever a case is called, no output is steered by it, Markdown shows its words, and JSON gives it back."""
    text, markdown, printed = explain(pack, CASE_ANSWERS, title=title)
    assert not steering(text)
    assert not steering(markdown)
    heading = flat(MarkdownIt("commonmark").parse(markdown)[:2])
    assert heading == "".join(visible(title).replace("\0", "\ufffd").split())
    assert json.loads(printed)["title"] == title


def unfolded(text: str) -> str:
    """Return `text` without blanks and the lines of trees, so that words are whole wherever they were broken."""
    return re.sub(r"[\s│├└─]", "", text)


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
@pytest.mark.parametrize(("steps", "width"), [(4, 40), (8, 80), (8, 40), (12, 80), (25, 80), (4, 10)])
def test_a_proof_is_whole_however_deep_and_narrow(tmp_path: Path, steps: int, width: int, encoding: str) -> None:
    """A proof that does not fit beside its own tree still shows each of its rules, down to the answer it rests on."""
    trace = infer(chain_pack(tmp_path, steps), {"vitamin-d": "low"})
    printed = render_explanation(how(trace, Statement("tingling", "present")), Page(width, encoding=encoding))
    letters = re.sub(r"[|`+-]", "", unfolded(printed))
    assert [number for number in range(steps) if f"rulelink{number}(" not in letters] == []
    assert letters.endswith("vitaminDislow[youanswered]")


@pytest.mark.parametrize("width", [1, 10, 40, 100])
def test_a_narrow_page_loses_no_word(pack: RulePack, width: int) -> None:
    """However narrow the page, the whole of each rule that fired is on it."""
    letters = unfolded(render_steps(report(infer(pack, CASE_ANSWERS), "T").steps, Page(width)))
    for rule in pack.rules:
        assert unfolded(rule.because) in letters or width < 20
    assert letters


@pytest.mark.parametrize("steps", [30, 400])
def test_a_long_chain_is_explained(tmp_path: Path, steps: int) -> None:
    """A finding at the end of a chain of hundreds of steps is explained in every format."""
    pack = chain_pack(tmp_path, steps)
    for printed in explain(pack, {"vitamin-d": "low"}):
        assert f"link-{steps - 1}" in printed
