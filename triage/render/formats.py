"""What is printed of cases and of graphs, in each format. A format is imported only when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from triage.explain.explanation import Explanation
from triage.explain.sentences import identity
from triage.model import RulePack
from triage.output import Page
from triage.phrases import NOTICE
from triage.report.report import Report

if TYPE_CHECKING:
    from triage.report.graph import Graph

PICTURES = ("mermaid", "dot", "svg")
FORMATS = ("text", "markdown", "html", "json", *PICTURES)


def reported(reports: Sequence[Report], format: str, page: Page) -> str:
    """Return reports in one of the formats `text`, `markdown` and `html`."""
    if format == "html":
        from triage.render.html import render_html

        return render_html(reports)
    if format == "markdown":
        from triage.render.markdown import render_markdown

        return "\n".join(map(render_markdown, reports))
    from triage.render.text import render_text

    return "\n".join(render_text(one, page) for one in reports)


def outlined(whole: Explanation, pack: RulePack, format: str) -> str:
    """Return an explanation in one of the formats of PICTURES. Raises UsageError as `drawn`."""
    from triage.render.outline import outline_dot, outline_mermaid

    if format == "mermaid":
        return outline_mermaid(whole, identity(pack))
    dot = outline_dot(whole, identity(pack))
    if format == "dot":
        return dot
    from triage.render.svg import laid_out

    return laid_out(dot, whole.heading, f"{NOTICE} Rule pack: {identity(pack)}. {whole.answer}")


def drawn(graph: Graph, format: str) -> str:
    """Return a graph in one of the formats of PICTURES. Raises UsageError when an SVG cannot be laid out here."""
    if format == "svg":
        from triage.render.svg import render_svg

        return render_svg(graph)
    if format == "dot":
        from triage.render.dot import render_dot

        return render_dot(graph)
    from triage.render.mermaid import render_mermaid

    return render_mermaid(graph)
