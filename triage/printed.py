"""What is printed of cases and of graphs, in each format. A format is imported only when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from triage.case import Case
from triage.engine import Matching, infer
from triage.errors import UsageError
from triage.model import RulePack, Statement
from triage.names import find_statement
from triage.output import Page
from triage.report import Detail, Report, report
from triage.trace import Trace

if TYPE_CHECKING:
    from triage.graph import Graph

PICTURES = ("mermaid", "dot", "svg")
FORMATS = ("text", "markdown", "html", "json", *PICTURES)
MERMAID_LIMIT = 50_000  # characters that Mermaid takes unless the page around it says otherwise


def explained(
    cases: Sequence[Case], format: str, about: Sequence[str], detail: Detail, matching: Matching, page: Page
) -> str:
    """Return what came of cases, one after another; with `about`, only how these statements came about.

    Raises UnknownName for a statement that a pack does not know, and UsageError where the format cannot hold all cases.
    """
    if format == "svg" and len(cases) > 1:
        raise UsageError("an SVG shows one case: name one, or take 'html', 'mermaid' or 'dot' for several")
    runs = [
        (case, infer(case.pack, case.answers, case.supposed, matching), _statements(case.pack, about)) for case in cases
    ]
    if format in PICTURES:
        from triage.graph import trace_graph

        return "\n".join(drawn(trace_graph(trace, case.title, wanted), format) for case, trace, wanted in runs)
    if format == "json":
        from triage.render.json import render_json

        return "".join(render_json(trace, case.title, wanted, case.measured) for case, trace, wanted in runs)
    return _reported([_report(*run, detail) for run in runs], format, page)


def _reported(reports: Sequence[Report], format: str, page: Page) -> str:
    if format == "html":
        from triage.render.html import render_html

        return render_html(reports)
    if format == "markdown":
        from triage.render.markdown import render_markdown

        return "\n".join(map(render_markdown, reports))
    from triage.render.text import render_text

    return "\n".join(render_text(one, page.width, page.colour, page.encoding) for one in reports)


def _report(case: Case, trace: Trace, wanted: tuple[Statement, ...], detail: Detail) -> Report:
    return report(trace, case.title, wanted or None, detail, case.measured)


def _statements(pack: RulePack, about: Sequence[str]) -> tuple[Statement, ...]:
    return tuple(find_statement(pack, text) for text in about)


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
