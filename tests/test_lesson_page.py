"""The page of a lesson in a real browser: walked by keyboard, at every size, without script, and by a checker of
accessibility. Skipped, with the reason, where there is no Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from hostile_pack import hostile_case, hostile_pack
from shipped import shipped

from triage.case import read_case
from triage.engine import infer
from triage.graph import trace_graph
from triage.lesson import lesson
from triage.render.lesson_page import render_page

BROWSER = which("chromium") or which("chromium-browser") or which("google-chrome")
TRACE = infer(shipped(), {"vitamin-d": "low", "muscle-spasm": "present"})
OTHER = infer(shipped(), {"potassium": "low"})
LESSON = lesson(TRACE, "A winter indoors")

if BROWSER is None:
    pytest.skip("no Chromium is installed here", allow_module_level=True)
if find_spec("playwright") is None:
    pytest.skip("playwright is not installed here", allow_module_level=True)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play, play.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"]) as opened:
        yield opened


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "lesson.html"
    file.write_text(render_page(LESSON, trace_graph(TRACE, "T"), lesson(OTHER, "Low potassium")), "utf-8")
    return file


class Watched:
    """A view with everything that it asked for and complained of."""

    def __init__(self, browser: Any, **options: Any):
        self.view = browser.new_page(**options)
        self.asked: list[str] = []
        self.said: list[str] = []
        self.view.on("request", lambda request: self.asked.append(request.url))
        self.view.on("console", lambda message: self.said.append(message.text))
        self.view.on("pageerror", lambda error: self.said.append(str(error)))
        self.view.on("dialog", lambda dialog: (self.said.append(dialog.message), dialog.dismiss()))


def shown(view: Any) -> list[str]:
    return [one.get_attribute("id") for one in view.locator("ol.steps > li:visible").all()]


def test_it_is_walked_to_the_end_and_back_by_keyboard_alone(browser: Any, path: Path) -> None:
    """One step at a time, each the recording's; no request but the page itself, no complaint."""
    watched = Watched(browser)
    view = watched.view
    view.goto(path.as_uri())
    for number in range(LESSON.last + 1):
        assert shown(view) == [f"step-{number}"]
        assert view.inner_text("#where") == f"Step {number} of {LESSON.last}"
        known = view.locator(".known li:visible").count()
        assert known == len(LESSON.facts(number))
        view.keyboard.press(("ArrowRight", "n", "PageDown", " ")[number % 4])
    for number in reversed(range(LESSON.last)):
        view.keyboard.press(("ArrowLeft", "p", "PageUp")[number % 3])
        assert shown(view) == [f"step-{number}"]
    view.keyboard.press("End")
    assert shown(view) == [f"step-{LESSON.last}"]
    view.keyboard.press("Home")
    view.keyboard.type("12g")
    assert shown(view) == ["step-12"]
    assert {url.rpartition("/")[2].partition("#")[0] for url in watched.asked} == {"lesson.html"}
    assert watched.said == []


def test_a_link_leads_to_a_step(browser: Any, path: Path) -> None:
    """`#step=7` is that step, also when it is loaded again, and a number beyond the end is the end."""
    watched = Watched(browser)
    for link, wanted in (("#step=7", 7), ("#step=99999", LESSON.last), ("#step=x", 0)):
        watched.view.goto("about:blank")
        watched.view.goto(f"{path.as_uri()}{link}")
        assert shown(watched.view) == [f"step-{wanted}"]
    watched.view.goto(f"{path.as_uri()}#step=7")
    watched.view.reload()
    assert shown(watched.view) == ["step-7"]


def test_a_prediction_hides_the_step_until_it_is_revealed(browser: Any, path: Path) -> None:
    """The rules that could fire are buttons that count hands; the step, its new fact and its arrow come with R."""
    view = Watched(browser).view
    view.goto(path.as_uri())
    view.click('[data-do="predict"]')
    view.keyboard.press("n")
    assert shown(view) == []
    assert view.locator("#guess").is_visible()
    assert LESSON.scenes[0].fired.conclusion not in view.inner_text("body")
    first = view.locator("#guess li button").first
    first.click()
    first.click()
    assert first.inner_text().endswith("2 hands")
    view.keyboard.press("r")
    assert shown(view) == ["step-1"]
    assert LESSON.scenes[0].fired.conclusion in view.inner_text("body")


def test_without_script_it_is_a_numbered_list_of_all_steps(browser: Any, path: Path) -> None:
    """Nothing is lost where scripts do not run."""
    view = Watched(browser, java_script_enabled=False).view
    view.goto(path.as_uri())
    assert len(shown(view)) == LESSON.last + 1
    assert not view.locator("nav").is_visible()


@pytest.mark.parametrize(("width", "height"), [(800, 600), (1920, 1080)])
def test_it_fits_and_is_large(browser: Any, path: Path, width: int, height: int) -> None:
    """Nothing is wider than the window, and no text of a step is smaller than 24 pixels."""
    view = Watched(browser, viewport={"width": width, "height": height}).view
    view.goto(f"{path.as_uri()}#step=12")
    assert view.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    sizes = view.evaluate(
        "Array.from(document.querySelectorAll('ol.steps > li:not([hidden]) *, nav *, .known *'),"
        " one => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= 24
    small = view.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    view.keyboard.press("t")
    assert view.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") > small


def test_it_prints_every_step(browser: Any, path: Path) -> None:
    """On paper stands the whole lesson, whatever step was on the screen."""
    view = Watched(browser).view
    view.goto(f"{path.as_uri()}#step=3")
    view.emulate_media(media="print")
    assert len(shown(view)) == LESSON.last + 1
    for paper in ("A4", "Letter"):
        assert view.pdf(format=paper).startswith(b"%PDF")


@pytest.mark.parametrize("contrast", [False, True])
def test_a_checker_of_accessibility_finds_nothing(browser: Any, path: Path, contrast: bool) -> None:
    """axe, on the start, on a step, on a prediction and on the end; also with the contrast raised."""
    if find_spec("axe_playwright_python") is None:
        pytest.skip("axe-playwright-python is not installed here")
    from axe_playwright_python.sync_playwright import Axe

    view = Watched(browser, bypass_csp=True).view
    view.goto(path.as_uri())
    if contrast:
        view.keyboard.press("c")
    for keys in ("Home", "n", "End"):
        view.keyboard.press(keys)
        found = Axe().run(view).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]][:2]) for one in found] == []


def test_hostile_names_show_as_text(browser: Any, tmp_path: Path) -> None:
    """Labels that are markup, script or control marks are read, not obeyed."""
    pack = hostile_pack(tmp_path / "pack")
    (tmp_path / "case.yaml").write_text(hostile_case(), "utf-8")
    case = read_case(str(tmp_path / "case.yaml"), lambda _: pack)
    trace = infer(pack, case.answers, case.supposed)
    file = tmp_path / "hostile.html"
    file.write_text(render_page(lesson(trace, case.title), trace_graph(trace, case.title)), "utf-8")
    watched = Watched(browser)
    watched.view.goto(file.as_uri())
    for _ in range(len(trace.firings) + 1):
        watched.view.keyboard.press("n")
    assert watched.said == []
    assert [url for url in watched.asked if "hostile.html" not in url] == []
