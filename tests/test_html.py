"""The page of an explanation: it says what the report says, stands alone, reads well aloud, on screens and on paper,
and shows every name as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from html.parser import HTMLParser
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from contrast import contrast
from effort import ONCE
from hostile_pack import ADDRESS, SHOWN, hostile_case, hostile_pack
from shipped import shipped_pack
from small_pack import CASE, write_pack

from triage.answers.case import read_case
from triage.cli import run
from triage.engine.given import given_in
from triage.model import RulePack
from triage.pack.loading import DEFAULT_PACK, load_pack
from triage.phrases import NOTICE, SUPPLEMENT
from triage.render.html import render_html
from triage.render.markdown import render_markdown
from triage.report.report import Line, Report, report

VOID = {"meta", "link", "img", "br", "hr", "input"}
ELEMENTS = {"html", "head", "meta", "title", "style", "body", "main", "article", "header", "section", "h1", "h2", "h3"}
ELEMENTS |= {"p", "ul", "ol", "li", "dl", "dt", "dd", "div", "span", "strong", "code", "a", "details", "summary"}
BROWSER = which("chromium") or which("chromium-browser") or which("google-chrome")
WINTER = shipped_pack(DEFAULT_PACK) / "cases" / "winter-indoors.yaml"


class Read(HTMLParser):
    """A page as a parser reads it: its elements in order with their attributes, its words, and the depth of details."""

    def __init__(self, page: str):
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.data: list[str] = []
        self.under: dict[str, list[str]] = {}
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
            self.under.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.data.append(data)
        for tag in self.open:
            self.under[tag][-1] += data

    @property
    def words(self) -> str:
        return folded("".join(self.data))


def folded(text: str) -> str:
    return " ".join(text.split())


def reported(pack: RulePack, case: Path) -> Report:
    found = read_case(str(case), lambda _: pack)
    return report(given_in(found).trace, found.title)


@pytest.fixture(scope="module")
def shipped() -> RulePack:
    return load_pack(shipped_pack(DEFAULT_PACK))


@pytest.fixture(scope="module")
def winter(shipped: RulePack) -> Report:
    return reported(shipped, WINTER)


@pytest.fixture(scope="module")
def page(winter: Report) -> str:
    return render_html([winter])


@pytest.fixture
def hostile(tmp_path: Path) -> str:
    pack = hostile_pack(tmp_path / "pack")
    (tmp_path / "case.yaml").write_text(hostile_case())
    return render_html([reported(pack, tmp_path / "case.yaml")])


# What it says


def test_the_page_says_all_that_the_report_says(winter: Report, page: str) -> None:
    """Every string of the report stands on the page, whatever part of it holds it."""
    words = Read(page).words
    assert [text for text in strings(winter) if folded(text) not in words] == []


def test_no_list_is_shown_as_python_writes_it(page: str) -> None:
    """What speaks for a cause is a list of words, without the quotes and brackets of the program."""
    data = " ".join(Read(page).data)
    assert "muscle spasm (possible)" in data
    assert [mark for mark in ("('", "')", "',)") if mark in data] == []


def strings(part: Any) -> Iterator[str]:
    """Yield every text in a part of a report, but for kinds, colours and the rules themselves."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from strings(one)
    elif is_dataclass(part):
        for field in fields(part):
            if field.name not in ("kind", "colour", "rules", "means", "detail", "about", "strength", "verb"):
                yield from strings(getattr(part, field.name))


def test_its_parts_come_in_the_order_of_every_printed_explanation(winter: Report, page: str) -> None:
    """Whoever reads it as text on one day and as a page on another finds each thing in its place."""
    markdown = re.findall(r"^## (.+)$", render_markdown(winter), re.MULTILINE)
    assert Read(page).under["h2"] == markdown


def test_the_firings_stand_in_their_order(winter: Report, page: str) -> None:
    """One heading for each firing, numbered as in the trace."""
    numbers = [int(heading.split(".")[0]) for heading in Read(page).under["h3"]]
    assert numbers == [step.number for step in winter.steps] == list(range(1, len(numbers) + 1))


def test_proofs_are_open_and_nested_as_they_are(winter: Report, page: str) -> None:
    """Each line with something under it is a part that can be closed, open at first and so printed in full."""
    read = Read(page)
    opened = [attributes for tag, attributes in read.elements if tag == "details"]
    assert all("open" in attributes for attributes in opened)
    assert len(opened) == sum(bool(line.below) for line in lines(winter.proofs)) > 20


def lines(proofs: Sequence[Line]) -> Iterator[Line]:
    for line in proofs:
        yield line
        yield from lines(line.below)


def test_the_supplement_is_told_apart_in_words(winter: Report, page: str) -> None:
    """Each rule of the supplement says so where it is named, among the firings and in the proofs."""
    steps = sum(step.kind == "supplement" for step in winter.steps)
    assert page.count(f'<strong class="supplement">[{SUPPLEMENT}]</strong>') == steps > 0
    proved = sum(line.kind == "supplement" for line in lines(winter.proofs))
    assert page.count('<span class="supplement">[supplement: ') == proved > 0


def test_several_cases_are_several_articles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One page holds them one after another, each with its own notice."""
    write_pack(tmp_path / "pack")
    (tmp_path / "case.yaml").write_text(CASE)
    one = ["explain", "--pack", str(tmp_path / "pack"), "--format", "html", str(tmp_path / "case.yaml")]
    assert run([*one, one[-1]]) == 0
    read = Read(capsys.readouterr().out)
    assert [tag for tag, _ in read.elements].count("article") == 2
    assert read.words.count(NOTICE) == 2
    assert run([*one, "--detail", "brief", "--how", "calcium is low"]) == 0
    assert "--detail full" in capsys.readouterr().out


# That it stands alone, and hurts nobody


def test_the_page_asks_for_nothing_from_elsewhere(page: str) -> None:
    """No script, image, frame, font or style sheet; addresses of sources are links that a reader may follow."""
    read = Read(page)
    assert {tag for tag, _ in read.elements} <= ELEMENTS
    names = {name for _, attributes in read.elements for name in attributes}
    assert names.isdisjoint({"src", "srcset", "style", "background", "poster"})
    assert not [name for name in names if name.startswith("on")]
    assert {tag for tag, attributes in read.elements if "href" in attributes} == {"a"}
    (style,) = read.under["style"]
    assert "url(" not in style
    assert "@import" not in style
    policy = next(one["content"] for tag, one in read.elements if one.get("http-equiv") == "Content-Security-Policy")
    assert "default-src 'none'" in str(policy)


def test_every_name_shows_as_the_text_it_is(hostile: str) -> None:
    """Markup, templates and steering marks in a pack or a case reach the reader as letters; no address runs code."""
    read = Read(hostile)
    assert {tag for tag, _ in read.elements} <= ELEMENTS
    assert [name for name in SHOWN if folded(name) not in read.words] == []
    assert {str(attributes.get("href", "https:")).split(":")[0] for _, attributes in read.elements} == {"https"}
    assert ADDRESS in read.words
    assert not re.search(r"[\x00-\x08\x0b-\x1f\u200e\u200f\u202a-\u202e\ufffe]", hostile)


# That everybody can read it


def test_the_page_is_made_to_be_read_aloud(page: str) -> None:
    """Language, title, one main part, and headings that leave out no level; the notice comes before all else."""
    read = Read(page)
    assert next(attributes for tag, attributes in read.elements if tag == "html") == {"lang": "en"}
    assert read.under["title"] == read.under["h1"]
    levels = [int(tag[1]) for tag, _ in read.elements if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [tag for tag, _ in read.elements].count("main") == 1
    assert folded(read.under["header"][0]).startswith(folded(f"{read.under['h1'][0]} {NOTICE}"))


def test_letters_stand_out_from_what_is_behind_them(page: str) -> None:
    """Every colour of text has a contrast of at least 7 to every ground that the page uses."""
    (style,) = Read(page).under["style"]
    texts = set(re.findall(r"[{;\s]color: (#\w+)", style))
    grounds = set(re.findall(r"background: (#\w+)", style))
    assert len(texts) > 2
    assert min(contrast(text, ground) for text in texts for ground in grounds) >= 7


@ONCE
def test_a_browser_shows_it_at_every_width_and_asks_for_nothing(page: str, hostile: str, tmp_path: Path) -> None:
    """From a phone to a projector nothing is wider than the window; no request, no complaint, no script."""
    if BROWSER is None:
        pytest.skip("no Chromium is installed here")
    if find_spec("playwright") is None:
        pytest.skip("playwright is not installed here")
    from playwright.sync_api import sync_playwright

    asked: list[str] = []
    said: list[str] = []
    with sync_playwright() as play, play.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"]) as browser:
        view = browser.new_page()
        view.on("request", lambda request: asked.append(request.url))
        view.on("console", lambda message: said.append(message.text))
        view.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
        for name, text in (("page.html", page), ("hostile.html", hostile)):
            (tmp_path / name).write_text(text, "utf-8")
            for width, height in ((320, 568), (800, 600), (1920, 1080)):
                view.set_viewport_size({"width": width, "height": height})
                view.goto((tmp_path / name).as_uri())
                assert view.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
                assert view.locator("details:not([open])").count() == 0
        assert view.pdf(format="A4").startswith(b"%PDF")
    assert {url.rpartition("/")[2] for url in asked} == {"page.html", "hostile.html"}
    assert said == []
