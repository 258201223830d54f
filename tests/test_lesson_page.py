"""The page of a lesson in a real browser: walked by keyboard, at every size, without script, and by a checker of
accessibility. Skipped, with the reason, where there is no Chromium."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from chain_pack import chain_pack
from effort import ONCE
from hostile_pack import hostile_case, hostile_pack
from shipped import shipped

from triage.answers.case import read_case
from triage.engine.inference import infer
from triage.lesson.lesson import lesson
from triage.render.lesson_page import MARK, render_page
from triage.render.lesson_picture import pictures

pytestmark = ONCE  # what scripts do in a browser; what is in the page, other tests try
BROWSER = which("chromium") or which("chromium-browser") or which("google-chrome")
TRACE = infer(shipped(), {"vitamin-d": "low", "calcium": "normal"})
OTHER = infer(shipped(), {"sodium": "low"})
LESSON = lesson(TRACE, "Overruled")
LONG_TRACE = infer(shipped(), {"vitamin-d": "low", "muscle-spasm": "present"})
LONG = lesson(LONG_TRACE, "A winter indoors")

if BROWSER is None:
    pytest.skip("no Chromium is installed here", allow_module_level=True)
if find_spec("playwright") is None:
    pytest.skip("playwright is not installed here", allow_module_level=True)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play, play.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"]) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _closed(browser: Any) -> Iterator[None]:
    """No view works on in the background of the tests after it."""
    yield
    for context in browser.contexts:
        context.close()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "lesson.html"
    file.write_text(render_page(LESSON, pictures(TRACE, "T"), lesson(OTHER, "Low sodium")), "utf-8")
    return file


@pytest.fixture(scope="module")
def long_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "long.html"
    file.write_text(render_page(LONG, pictures(LONG_TRACE, "T"), lesson(TRACE, "Overruled")), "utf-8")
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
    return list(
        view.eval_on_selector_all("ol.steps > li", "all => all.filter(one => one.checkVisibility()).map(one => one.id)")
    )


def test_it_is_walked_to_the_end_and_back_by_keyboard_alone(browser: Any, path: Path) -> None:
    """One step at a time, each the recording's; no request but the page itself, no complaint."""
    watched = Watched(browser)
    view = watched.view
    view.goto(path.as_uri())
    for number in range(LESSON.last + 1):
        assert shown(view) == [f"step-{number}"]
        assert view.inner_text("#where") == f"Step {number} of {LESSON.last}"
        known = view.locator(".known li:visible").count()
        assert known == (len(LESSON.facts(number)) if number else 0)  # what is given is the step itself
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


def test_a_page_may_predict_from_the_beginning(browser: Any, tmp_path: Path) -> None:
    """With the button pressed, which can be released; what is given is shown, and the first step asked."""
    file = tmp_path / "predict.html"
    file.write_text(render_page(LESSON, pictures(TRACE, "T"), predict=True), "utf-8")
    view = Watched(browser).view
    view.goto(file.as_uri())
    assert shown(view) == ["step-0"]
    assert "will follow" not in view.inner_text("body")
    assert view.get_attribute('[data-do="predict"]', "aria-pressed") == "true"
    view.keyboard.press("n")
    assert shown(view) == []
    assert view.locator("#guess").is_visible()
    view.keyboard.press("r")
    view.click('[data-do="predict"]')
    view.keyboard.press("n")
    assert shown(view) == ["step-2"]


def test_the_file_of_such_a_page_holds_no_answer() -> None:
    """E18: whoever looks into it finds neither what fires, nor what comes out of it; nor does a page without script."""
    page = render_page(LESSON, pictures(TRACE, "T"), predict=True).casefold()
    assert "needs no script" in page
    for scene in LESSON.scenes:
        assert scene.fired.rule not in page
        assert scene.fired.conclusion.casefold() not in page


def test_a_class_that_predicts_is_not_told_where_the_end_is(browser: Any, path: Path) -> None:
    """Neither beside the buttons, nor at the beginning, nor by the room on the map, until the last step is revealed."""
    view = Watched(browser).view
    view.goto(path.as_uri())
    assert "will follow" in view.inner_text("body")
    view.click('[data-do="predict"]')
    assert "will follow" not in view.inner_text("body")
    for number in range(LESSON.last):
        assert view.inner_text("#where") == f"Step {number}"
        assert view.inner_text("#spoken").strip()
        assert "follow" not in view.inner_text("#spoken")
        assert not view.locator("#map").is_visible()
        view.keyboard.press("n")
        assert view.inner_text("#where") == f"Step {number + 1}"
        view.keyboard.press("r")
    assert view.inner_text("#where") == f"Step {LESSON.last} of {LESSON.last}"


def test_without_script_it_is_a_numbered_list_of_all_steps(browser: Any, path: Path) -> None:
    """Nothing is lost where scripts do not run."""
    view = Watched(browser, java_script_enabled=False).view
    view.goto(path.as_uri())
    assert len(shown(view)) == LESSON.last + 1
    assert not view.locator("nav").is_visible()


SIZES = """() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const one = walk.currentNode.parentElement;
    if (!walk.currentNode.textContent.trim() || one.closest("script, .once, title, desc")) { continue; }
    if (!one.checkVisibility()) { continue; }
    const size = parseFloat(getComputedStyle(one).fontSize);
    found.push([one instanceof SVGElement ? size * one.getScreenCTM().a : size, one.textContent.slice(0, 60)]);
  }
  return found;
}"""


@pytest.mark.parametrize(("width", "height"), [(390, 844), (800, 600), (1920, 1080)])
def test_it_fits_and_is_large(browser: Any, long_path: Path, width: int, height: int) -> None:
    """Nothing is wider than the window, and no text is smaller than 24 pixels, not even in a picture in full size: on
    the first and the last step of a long lesson, where the pictures are largest, and on some between."""
    view = Watched(browser, viewport={"width": width, "height": height}).view
    view.goto(long_path.as_uri())
    for number in (0, 1, 2, *range(9, LONG.last, 9), LONG.last):
        view.keyboard.type(f"{number}g")
        assert shown(view) == [f"step-{number}"]
        assert view.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        view.evaluate("for (const one of document.querySelectorAll('figure')) { one.classList.add('full'); }")
        assert view.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert [text for size, text in view.evaluate(SIZES) if size < 23.99] == []
    small = view.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    view.keyboard.press("t")
    assert view.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") > small


LETTERS = """(which) => Math.min(...Array.from(document.querySelectorAll(which + " svg text"),
  (one) => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a))"""


@pytest.mark.parametrize(("width", "height"), [(390, 844), (800, 600), (1280, 720), (1920, 1080)])
def test_larger_makes_nothing_smaller(browser: Any, long_path: Path, width: int, height: int) -> None:
    """Neither the words in a picture nor the room for the step below the buttons, which stay as they are."""
    view = Watched(browser, viewport={"width": width, "height": height}).view
    view.goto(long_path.as_uri())
    for number in range(1, LONG.last, 5):
        view.keyboard.type(f"{number}g")
        here, found = f"#step-{number} figure", []
        for _ in range(2):
            found.append((view.evaluate(LETTERS, here), view.locator("nav").bounding_box()["height"]))
            view.keyboard.press("t")
        (small, low), (large, high) = found
        assert large >= small - 0.01, number
        assert high <= low + 1


def test_on_a_narrow_screen_a_picture_stands_before_the_agenda(browser: Any, long_path: Path) -> None:
    """Right below what the step concludes and why, and not a screen further down."""
    view = Watched(browser, viewport={"width": 800, "height": 600}).view
    for number in range(1, LONG.last, 5):
        view.goto("about:blank")
        view.goto(f"{long_path.as_uri()}#step={number}")
        card, figure, why = (
            view.locator(f"#step-{number} {name}").bounding_box() for name in (".fired", "figure", ".first")
        )
        assert card["y"] + card["height"] < figure["y"] < figure["y"] + figure["height"] <= why["y"]


def test_a_step_without_a_picture_has_the_whole_width(browser: Any, tmp_path: Path) -> None:
    """No half of the wall stays empty for a picture that there is not."""
    file = tmp_path / "plain.html"
    file.write_text(render_page(LESSON), "utf-8")
    view = Watched(browser, viewport={"width": 1280, "height": 720}).view
    view.goto(f"{file.as_uri()}#step=1")
    assert view.locator("#step-1 .fired").bounding_box()["width"] > 1100


def test_at_the_end_each_statement_stands_once(browser: Any, long_path: Path) -> None:
    """In one list, with the step at which it came."""
    view = Watched(browser, viewport={"width": 1280, "height": 720}).view
    view.goto(f"{long_path.as_uri()}#step={LONG.last}")
    listed = view.locator("main li li:visible, #facts li:visible").all_inner_texts()
    plain = [re.sub(r" \[step \d+\]$", "", " ".join(text.split())) for text in listed]
    assert sorted(plain) == sorted(" ".join(one.text.split()) for one in LONG.known)


def test_the_buttons_leave_a_small_screen_to_the_step(browser: Any, long_path: Path) -> None:
    """Two rows of buttons at most on a telephone, also where a class predicts, and each with its name."""
    view = Watched(browser, viewport={"width": 375, "height": 667}).view
    view.goto(f"{long_path.as_uri()}#step={LONG.last - 1}")
    names = ["Start", "Back", "Next", "End", "Predict", "Larger", "Contrast"]
    for _ in range(2):
        boxes = [view.get_by_role("button", name=name).bounding_box() for name in names]
        assert len({round(box["y"]) for box in boxes}) <= 2
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= 375 for box in boxes)
        assert view.locator("nav").bounding_box()["height"] < 667 * 0.2
        view.click('[data-do="predict"]')
        view.keyboard.press("c")


def test_where_two_cases_part_is_told_at_the_top_and_a_click_away(browser: Any, path: Path) -> None:
    """At the beginning, where no comparison is to be seen yet, and at every later step."""
    view = Watched(browser, viewport={"width": 1280, "height": 720}).view
    for step in (0, 1, LESSON.last - 1):
        view.goto("about:blank")
        view.goto(f"{path.as_uri()}#step={step}")
        link = view.get_by_role("link", name="part at step")
        assert link.bounding_box()["y"] < 200
        link.click()
        assert 0 <= view.locator("#compare h2").bounding_box()["y"] < 500
    view.goto("about:blank")
    view.goto(f"{path.as_uri()}#step=0")
    view.click('[data-do="predict"]')
    assert not view.get_by_role("link", name="part at step").is_visible()  # it may be the end of one of them


def test_the_step_and_its_picture_are_seen_together(browser: Any, path: Path) -> None:
    """On a projector the picture stands beside the step and not below it; its newest statement is in sight."""
    view = Watched(browser, viewport={"width": 1920, "height": 1080}).view
    view.goto(path.as_uri())
    for number in range(1, LESSON.last):
        view.keyboard.press("n")
        card, figure = (view.locator(f"#step-{number} {name}").bounding_box() for name in (".fired", "figure"))
        assert card["x"] + card["width"] <= figure["x"]
        assert abs(card["y"] - figure["y"]) < 50
        assert figure["y"] + figure["height"] <= 1080
        newest = view.locator(f"#step-{number} figure .newest").bounding_box()
        assert figure["y"] <= newest["y"] < newest["y"] + newest["height"] <= 1080


SCROLLS = """(which) => {
  const one = document.querySelector(which);
  return one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight;
}"""


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 720)])
def test_a_picture_is_seen_whole_and_at_a_click_in_full_size(
    browser: Any, long_path: Path, width: int, height: int
) -> None:
    """Nothing of it is cut, nor of the map; a click, or Enter, shows it as large as the text, and again whole."""
    view = Watched(browser, viewport={"width": width, "height": height}).view
    view.goto(long_path.as_uri())
    for number in range(1, LONG.last):
        view.keyboard.press("n")
        assert not view.evaluate(SCROLLS, f"#step-{number} figure")
    view.click("#map summary")
    map_ = view.locator("#map figure")
    whole, box = view.locator("#map svg").bounding_box(), map_.bounding_box()
    assert box["y"] <= whole["y"] < whole["y"] + whole["height"] <= min(height, box["y"] + box["height"])
    known = view.locator("#map #is-muscle-spasm--present")
    known.click()
    assert view.evaluate(SCROLLS, "#map figure")
    seen, box = known.bounding_box(), map_.bounding_box()
    assert abs(seen["x"] + seen["width"] / 2 - box["x"] - box["width"] / 2) < seen["width"]
    map_.press("Enter")
    assert not view.evaluate(SCROLLS, "#map figure")


def test_an_open_map_hides_neither_what_was_given_nor_the_result(browser: Any, long_path: Path) -> None:
    """In between it is gone to at each step; at the first and the last one the text is what counts."""
    view = Watched(browser, viewport={"width": 1280, "height": 720}).view
    view.goto(long_path.as_uri())
    view.keyboard.press("n")
    view.click("#map summary")
    assert view.evaluate("scrollY") > 0
    for key in ("End", "Home"):
        view.keyboard.press(key)
        assert view.evaluate("scrollY") == 0


def test_arrows_move_a_picture_that_is_larger_than_its_frame(browser: Any, long_path: Path) -> None:
    """The page stays where it is; once the picture is whole again, they turn it."""
    view = Watched(browser, viewport={"width": 1280, "height": 720}).view
    view.goto(f"{long_path.as_uri()}#step=12")
    view.click("#step-12 figure")
    figure = view.locator("#step-12 figure")
    figure.focus()
    for key in ("ArrowRight", "ArrowLeft"):
        view.keyboard.press(key)
        assert shown(view) == ["step-12"]
    view.keyboard.press("Enter")
    view.keyboard.press("ArrowRight")
    assert shown(view) == ["step-13"]


def test_the_pictures_grow_with_the_steps(browser: Any, path: Path) -> None:
    """The picture of a step shows each statement of its graph, what it concluded among them, and nothing later."""
    view = Watched(browser).view
    view.goto(path.as_uri())
    for scene in LESSON.scenes:
        drawn = view.locator(f"#step-{scene.number} figure").text_content()
        flat = " ".join(drawn.split("</desc>")[-1].split())
        steps = {int(number) for number in re.findall(r"step (\d+)", flat)}
        assert steps == {one.step for one in scene.graph if one.step and "go to step" not in one.note}
        assert max(steps) == scene.number


def test_keys_work_as_they_are_typed(browser: Any, path: Path) -> None:
    """With a blank between a number and its g, and with the shift key held."""
    view = Watched(browser).view
    for keys, wanted in (("12g", 12), ("12 g", 12), ("12G", 12), ("N", 3), ("P", 1), ("3 n", 3)):
        view.goto(f"{path.as_uri()}#step=2")
        assert shown(view) == ["step-2"]
        for key in keys:
            view.keyboard.press(key)
        assert shown(view) == [f"step-{wanted}"], keys


def test_after_a_click_space_goes_on(browser: Any, path: Path) -> None:
    """A button that was clicked with a mouse is not pressed again by the key for the next step."""
    view = Watched(browser).view
    view.goto(path.as_uri())
    view.click('[data-do="predict"]')
    view.keyboard.press("n")
    view.click("#guess li button")
    view.keyboard.press(" ")
    assert shown(view) == ["step-1"]
    assert view.get_attribute('[data-do="predict"]', "aria-pressed") == "true"


def test_hands_are_still_told_after_the_reveal(browser: Any, path: Path) -> None:
    """The tally stands beside the step; whoever revealed with the keyboard goes on there."""
    view = Watched(browser).view
    view.goto(path.as_uri())
    view.click('[data-do="predict"]')
    view.keyboard.press("n")
    right = LESSON.scenes[0].fired.rule
    view.locator("#guess li button", has_text=right).click()
    view.locator("#guess > button").focus()
    view.keyboard.press("Enter")
    assert f"{right} 1" in view.inner_text("#hands")
    assert view.evaluate("document.activeElement.textContent").startswith("Step 1")


def test_each_step_begins_at_its_top(browser: Any, path: Path) -> None:
    """Whoever scrolled down sees the next step from its beginning."""
    view = Watched(browser, viewport={"width": 800, "height": 600}).view
    view.goto(f"{path.as_uri()}#step=12")
    view.mouse.wheel(0, 2000)
    view.wait_for_function("window.scrollY > 300")
    view.keyboard.press("n")
    assert view.evaluate("window.scrollY") == 0


SWIPE = """([across, down, fingers, where]) => {
  const target = document.querySelector(where);
  const touch = (x, y, id) => new Touch({ identifier: id, target, clientX: x, clientY: y });
  const all = Array.from({ length: fingers }, (_, id) => touch(400, 300, id));
  target.dispatchEvent(new TouchEvent("touchstart", { bubbles: true, touches: all, changedTouches: all }));
  const lifted = [touch(400 + across, 300 + down, 0)];
  target.dispatchEvent(new TouchEvent("touchend", { bubbles: true, changedTouches: lifted }));
}"""


def test_only_a_sideways_finger_turns_the_page(browser: Any, path: Path) -> None:
    """Scrolling, pinching and moving a picture about leave the step where it is."""
    view = Watched(browser, has_touch=True).view
    for across, down, fingers, where, wanted in (
        (-150, 20, 1, "main", 6),
        (150, -20, 1, "main", 4),
        (-100, 300, 1, "main", 5),
        (-150, 0, 2, "main", 5),
        (-150, 0, 1, "#step-5 figure", 5),
    ):
        view.goto(f"{path.as_uri()}#step=5")
        assert shown(view) == ["step-5"]
        view.evaluate(SWIPE, [across, down, fingers, where])
        assert shown(view) == [f"step-{wanted}"], (across, down, fingers, where)


def test_what_is_pressed_is_marked_by_more_than_colour(browser: Any, path: Path) -> None:
    """A button that is on has a check mark, and the focus can be seen on black as on white."""
    view = Watched(browser).view
    view.goto(path.as_uri())
    mark = """() => getComputedStyle(document.querySelector('[data-do="contrast"]'), "::before").content"""
    assert view.evaluate(mark) == "none"
    view.keyboard.press("c")
    assert "\u2713" in view.evaluate(mark)
    view.keyboard.press("Tab")
    ring = view.evaluate("getComputedStyle(document.activeElement).outlineColor")
    assert ring == "rgb(255, 212, 0)"


def test_it_prints_the_same_whatever_is_on_the_screen(browser: Any, path: Path) -> None:
    """On paper stands the whole lesson with its notice, its pack and the comparison, dark on white and small, from
    whatever step, as large and in whatever contrast it was shown."""
    look = """() => ["notice", "quiet"].map((name) => document.querySelector("#head ." + name).checkVisibility())
      .concat([document.querySelector("#compare").checkVisibility(), getComputedStyle(document.body).fontSize,
      getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector(".quiet")).color])"""
    seen = []
    for step, keys in ((0, ""), (3, "tc")):
        view = Watched(browser).view
        view.goto(f"{path.as_uri()}#step={step}")
        for key in keys:
            view.keyboard.press(key)
        view.emulate_media(media="print")
        pages = [view.pdf(format=paper).count(b"/Type /Page\n") for paper in ("A4", "Letter")]
        seen.append((view.evaluate(look), len(shown(view)), pages))
    assert seen[0] == seen[1]
    in_sight, steps, pages = seen[0]
    assert in_sight[:3] == [True, True, True]
    assert steps == LESSON.last + 1
    assert min(pages) > 1


def test_on_paper_steps_share_a_sheet_and_nothing_is_left_to_be_opened(browser: Any, long_path: Path) -> None:
    """A printed lesson has two steps and more on a sheet, and holds no "and 18 more" that no finger can open."""
    view = Watched(browser).view
    view.goto(long_path.as_uri())
    view.emulate_media(media="print")
    for paper in ("A4", "Letter"):
        assert view.pdf(format=paper).count(b"/Type /Page\n") < LONG.last / 2
    assert view.locator("summary:visible, button:visible").count() == 0
    assert view.locator("ol.steps .first:visible").count() == LONG.last - 1


def test_a_long_run_is_not_laid_out_to_be_hidden(browser: Any, tmp_path: Path) -> None:
    """Of five hundred steps one is on the screen, from the moment on that the page is read; that there are no pictures
    is said."""
    trace = infer(chain_pack(tmp_path, 500), {"vitamin-d": "low"})
    page = render_page(lesson(trace, "T"), pictures(trace, "T"))
    assert page.index(MARK) < page.index("<li")
    file = tmp_path / "long.html"
    file.write_text(page.rpartition("<script>")[0], "utf-8")  # as it is before the last script has run
    view = Watched(browser).view
    view.goto(file.as_uri())
    assert shown(view) == []
    file.write_text(page, "utf-8")
    view.goto(file.as_uri())
    assert shown(view) == ["step-0"]
    assert "no pictures: a run of" in view.inner_text("main")


def test_a_checker_of_accessibility_finds_nothing(browser: Any, path: Path) -> None:
    """axe, on the start, on a step, on the end, and there with the contrast raised."""
    if find_spec("axe_playwright_python") is None:
        pytest.skip("axe-playwright-python is not installed here")
    from axe_playwright_python.sync_playwright import Axe

    view = Watched(browser, bypass_csp=True).view
    view.goto(path.as_uri())
    for keys in ("Home", "n", "End", "c"):
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
    file.write_text(render_page(lesson(trace, case.title), pictures(trace, case.title)), "utf-8")
    watched = Watched(browser)
    watched.view.goto(file.as_uri())
    for _ in range(len(trace.firings) + 1):
        watched.view.keyboard.press("n")
    assert watched.said == []
    assert [url for url in watched.asked if "hostile.html" not in url] == []


def test_no_id_stands_twice_on_a_page(path: Path) -> None:
    """Each picture numbers its parts alike, and a link or a reader of the page would not know which is meant."""
    ids = re.findall(r'\sid="([^"]+)"', path.read_text("utf-8"))
    assert len(ids) == len({*ids})
