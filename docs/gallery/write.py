"""Write the gallery anew: `python docs/gallery/write.py`. The text of gallery.md is what the commands print; pictures
of lessons, sheets and proofs are taken where Chromium, playwright, pexpect and pyte are installed, and left as they are
elsewhere."""

import os
import shlex
import subprocess
import sys
from html import escape
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import Any

FOLDER = Path(__file__).resolve().parent
PAGE = FOLDER / "gallery.md"
ROOT = FOLDER.parent.parent
STEP = 12

CASE = """\
# winter.yaml
pack: muscle-spasms
title: A winter indoors
person: made-up
answers: {vitamin-d: low, muscle-spasm: present, tingling: unknown}
"""
HEAD = """\
# Gallery

What printed explanations look like. All of it is about this case; what comes before and after, such as the notice and
the sources, is left out. `python docs/gallery/write.py` writes this page anew, and a test compares it with what the
program prints.

```yaml
{case}```
"""
SHOWN = (
    ("How something came about", "--detail chain", '--how "tetany is present"', "How"),
    ("The same in full", "--detail full", '--how "nerve-excitability is increased"', "How"),
    ("Why something did not come about", "--detail chain", '--why-not "muscle cramp is present"', "Why not"),
    ("What would bring it about", "", '--needed "prolonged-contraction is present"', "Needed"),
    ("What another answer would change", "--detail brief", "--what-if calcium=normal", "What if"),
    ("Which other answers would undo it", "", '--undo "tetany is present"', "Undo"),
    ("Why one cause stands before another", "--detail chain", '--contrast "vitamin D" calcium', "Contrast"),
)
PICTURES = """\
## A lesson on the wall

One step of `triage teach winter.yaml --html lesson.html`, on a projector:

![A step of the lesson: the rule that fires with its premises, and beside it the picture of what led to it](lesson.png)

The class predicts the next step:

![The rules that could fire next, each a button that counts hands, beside what is known](predict.png)

## A lesson at the terminal

The same step of `triage teach winter.yaml`, in a window of 80 columns and 24 rows, and what `graph` says to it:

![The step as lines: the rule, its premises, its conclusion, its reason, and what waits behind it](terminal.png)

![The same step as a tree, from its conclusion down to what was given](tree.png)

## On paper

`triage teach winter.yaml --handout pupil sheet.html`:

![The pupil's sheet: what is given, and blanks with hints in which gaps stand for what would tell](sheet.png)

## A picture of a proof

`triage explain winter.yaml --how "tetany is present" --format svg`:

![The chain of four rules from a lack of vitamin D to tetany](graph.png)
"""


def text() -> str:
    """Return the page."""
    parts = [HEAD.format(case=CASE)]
    with TemporaryDirectory() as folder:
        (Path(folder) / "winter.yaml").write_text(CASE, "utf-8")
        for title, detail, question, heading in SHOWN:
            command = " ".join(part for part in ("triage explain winter.yaml", detail, question) if part)
            printed = run(command, folder)
            body = printed[printed.index(f"\n{heading}: ") + 1 :]
            for end in ("The rules that fired, in order", "Cautions", "Sources"):
                body = body.partition(f"\n{end}\n")[0].rstrip()
            parts.append(f"## {title}\n\n```console\n$ {command}\n...\n{body}\n...\n```\n")
    return "\n".join((*parts, PICTURES))


def run(command: str, folder: str) -> str:
    """Return what a command of the program prints."""
    words = [sys.executable, "-m", "triage", *shlex.split(command)[1:]]
    done = subprocess.run(words, cwd=folder, env=environment(), capture_output=True, text=True, check=True)
    return done.stdout


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "COLUMNS": "80"}


def pictures() -> None:
    """Take pictures of the page of a lesson, of the terminal, of a sheet and of a proof."""
    browser = which("chromium")
    if browser is None or not all(map(find_spec, ("playwright", "pexpect", "pyte"))):
        sys.stderr.write("Chromium, playwright, pexpect or pyte is not here: the pictures stay as they are\n")
        return
    from playwright.sync_api import sync_playwright

    with TemporaryDirectory() as folder, sync_playwright() as play:
        (Path(folder) / "winter.yaml").write_text(CASE, "utf-8")
        run("triage teach winter.yaml --html lesson.html --handout pupil sheet.html", folder)
        run('triage explain winter.yaml --how "tetany is present" --format svg --out graph.svg', folder)
        opened = play.chromium.launch(executable_path=browser, args=["--no-sandbox"])

        view = opened.new_page(viewport={"width": 1920, "height": 1080})
        view.goto(f"{(Path(folder) / 'lesson.html').as_uri()}#step={STEP}")
        view.screenshot(path=str(FOLDER / "lesson.png"))
        view.click('[data-do="predict"]')
        view.keyboard.press("n")
        view.screenshot(path=str(FOLDER / "predict.png"))

        view = opened.new_page(viewport={"width": 900, "height": 1100})
        view.goto((Path(folder) / "sheet.html").as_uri())
        view.emulate_media(media="print")
        view.screenshot(path=str(FOLDER / "sheet.png"))

        view = opened.new_page(viewport={"width": 2000, "height": 600})
        view.goto((Path(folder) / "graph.svg").as_uri())
        view.locator("svg").screenshot(path=str(FOLDER / "graph.png"))

        view = opened.new_page()
        step, tree = (f"{STEP} g", f"step {STEP} of"), ("graph", f"How step {STEP} came about")
        for name, typed in (("terminal", [step]), ("tree", [step, tree])):
            view.set_content(f"<pre>{terminal(folder, typed)}</pre>")
            view.add_style_tag(content="pre { font: 20px/1.25 monospace; padding: 1em; width: max-content }")
            view.locator("pre").screenshot(path=str(FOLDER / f"{name}.png"))
        opened.close()


def terminal(folder: str, typed: list[tuple[str, str]]) -> str:
    """Return what a terminal of 80 columns and 24 rows shows of a lesson once some lines were typed, as HTML. With each
    goes what it leads to."""
    import pexpect
    import pyte

    screen = pyte.Screen(80, 24)
    stream = pyte.Stream(screen)
    words = ["-m", "triage", "teach", "winter.yaml"]
    surroundings = {**environment(), "TERM": "xterm-256color"}
    child = pexpect.spawn(
        sys.executable, words, cwd=folder, env=surroundings, dimensions=(24, 80), encoding="utf-8", echo=False
    )
    screen.write_process_input = child.send
    for line, then in [("", "step 0 of"), *typed]:
        if line:
            child.send(f"{line}\r")
        while then not in "".join(screen.display) or screen.display[screen.cursor.y].rstrip() != ">":
            stream.feed(child.read_nonblocking(4096, 60))
    child.close(force=True)
    return "\n".join("".join(map(shown, (row[column] for column in range(80)))) for row in screen.buffer.values())


def shown(sign: Any) -> str:
    """Return a sign of a terminal as HTML: bold where it is, in its colour."""
    colour = "" if sign.fg == "default" else f"color:{sign.fg};"
    weight = "font-weight:bold;" if sign.bold else ""
    return f'<span style="{colour}{weight}">{escape(sign.data)}</span>' if colour or weight else escape(sign.data)


if __name__ == "__main__":
    PAGE.write_text(text(), "utf-8")
    pictures()
