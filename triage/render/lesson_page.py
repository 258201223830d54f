"""A lesson as one page that makes no request: for a projector, a keyboard, a finger and a screen reader.

The page is whole without its script, as a numbered list of steps, unless the class is asked from the beginning; the
script shows one step at a time. So nothing of a pack or a case is embedded but text that the template, or the picture
that holds it, has escaped, and the script knows only what stands on the page.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from triage.lesson.lesson import FEW, Lesson, parting
from triage.render.dot import node_id
from triage.render.html import template, trusted
from triage.render.lesson_picture import Pictures

MOST = 60  # so many rules of an agenda stand on the page at most,
IN_ALL = 3000  # and about so many over all steps: with hundreds at each it would grow too large
MARK = 'document.documentElement.classList.add("js")'  # runs first, so that no step is laid out only to be hidden
NONE = Pictures()


def render_page(lesson: Lesson, pictures: Pictures = NONE, other: Lesson | None = None, predict: bool = False) -> str:
    """Return the page of a lesson with its `pictures`; with `other`, also where the two lessons part. With `predict`
    the page asks before each step from the beginning, and no answer can be read in its file: the steps stand there in
    Base64, which the script undoes. Whatever comes from a pack or a case shows as the text it is."""
    script = files("triage.render").joinpath("templates/lesson.js").read_text("utf-8")
    return template("lesson.html.j2").render(
        lesson=lesson,
        other=other,
        part=parting(lesson, other) if other else 0,
        pictures=pictures,
        predict=predict,
        sealed=lambda shown: b64encode(str(shown).encode()).decode(),
        few=FEW,
        most=max(FEW, min(MOST, IN_ALL // max(1, len(lesson.scenes)))),
        node_id=node_id,
        mark=trusted(MARK),
        script=trusted(script),
        policy=[b64encode(sha256(each.encode()).digest()).decode() for each in (MARK, script)],
    )
