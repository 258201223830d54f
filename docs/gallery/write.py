"""Write the gallery anew: `python docs/gallery/write.py`. The text of gallery.md is what the commands print; pictures
of the page of a lesson are taken where Chromium and playwright are installed, and left as they are elsewhere."""

import os
import shlex
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

FOLDER = Path(__file__).resolve().parent
PAGE = FOLDER / "gallery.md"
ROOT = FOLDER.parent.parent

CASE = """\
# winter.yaml
pack: muscle-spasms
title: A winter indoors
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

![A step of the lesson: the rule that fires with its premises, and the agenda](lesson.png)

The class predicts the next step:

![The rules that could fire next, each a button that counts hands](predict.png)
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
    """Take pictures of two steps of the page of a lesson."""
    browser = which("chromium")
    if browser is None or find_spec("playwright") is None:
        sys.stderr.write("no Chromium or no playwright here: the pictures stay as they are\n")
        return
    from playwright.sync_api import sync_playwright

    with TemporaryDirectory() as folder, sync_playwright() as play:
        (Path(folder) / "winter.yaml").write_text(CASE, "utf-8")
        run("triage teach winter.yaml --html lesson.html", folder)
        opened = play.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        view = opened.new_page(viewport={"width": 1280, "height": 720})
        view.goto(f"{(Path(folder) / 'lesson.html').as_uri()}#step=9")
        view.screenshot(path=str(FOLDER / "lesson.png"))
        view.click('[data-do="predict"]')
        view.keyboard.press("n")
        view.screenshot(path=str(FOLDER / "predict.png"))
        opened.close()


if __name__ == "__main__":
    PAGE.write_text(text(), "utf-8")
    pictures()
