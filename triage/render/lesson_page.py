"""A lesson as one page that makes no request: for a projector, a keyboard, a finger and a screen reader.

The page is whole without its script, as a numbered list of steps; the script shows one step at a time. So nothing is
embedded but text that the template has escaped, and the script knows only what stands on the page.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from markupsafe import Markup

from triage.errors import UsageError
from triage.graph import Graph
from triage.lesson import FEW, Lesson, parting
from triage.phrases import SUPPLEMENT, counted
from triage.render.dot import node_id
from triage.render.html import template

MOST_DRAWN = 120  # a picture of more firings than this is no picture, and the page would grow large


def render_page(lesson: Lesson, graph: Graph | None = None, other: Lesson | None = None) -> str:
    """Return the page of a lesson; with `graph`, its causal graph, which grows with the steps; with `other`, also where
    the two lessons part. Whatever comes from a pack or a case shows as the text it is."""
    script = files("triage.render").joinpath("templates/lesson.js").read_text("utf-8")
    return template("lesson.html.j2").render(
        lesson=lesson,
        other=other,
        part=parting(lesson, other) if other else 0,
        picture=_picture(graph) if graph and len(lesson.scenes) <= MOST_DRAWN else "",
        few=FEW,
        node_id=node_id,
        supplement=SUPPLEMENT,
        counted=counted,
        script=Markup(script),
        policy=b64encode(sha256(script.encode()).digest()).decode(),
    )


def _picture(graph: Graph) -> Markup:
    """Return the graph as an image within the page; nothing where it cannot be laid out here."""
    from triage.render.svg import render_svg

    try:
        return Markup(render_svg(graph))
    except UsageError:
        return Markup("")
