"""What is printed of cases and of graphs, in each format. A format is imported only when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from triage.case import Case
from triage.engine import Matching, infer
from triage.errors import UsageError
from triage.model import RulePack
from triage.output import Page
from triage.phrases import NOTICE
from triage.report import Report, identity, report
from triage.trace import Trace
from triage.tree import Asked, Detail, Explanation, shortened

if TYPE_CHECKING:
    from triage.graph import Graph

PICTURES = ("mermaid", "dot", "svg")
FORMATS = ("text", "markdown", "html", "json", *PICTURES)
MERMAID_LIMIT = 50_000  # characters that Mermaid takes unless the page around it says otherwise


def explained(
    cases: Sequence[Case], format: str, questions: Sequence[Asked], detail: Detail, matching: Matching, page: Page
) -> str:
    """Return what came of cases, one after another; with `questions`, only the answers to these.

    Raises UnknownName for a name that a pack does not know, and UsageError for a question that is not complete, and
    where the format cannot hold all cases.
    """
    pictures = len({one if one.verb != "how" else "" for one in questions}) or 1
    if format == "svg" and len(cases) * pictures > 1:
        raise UsageError("an SVG shows one case: name one, or take 'html', 'mermaid' or 'dot' for several")
    runs = [
        (case, infer(case.pack, case.answers, case.supposed, matching, case.measured), _answers(case, questions))
        for case in cases
    ]
    if format in PICTURES:
        return "\n".join(text for run in runs for text in _pictures(*run, detail, format))
    if format == "json":
        from triage.render.json import render_json

        return "".join(render_json(trace, case.title, answers) for case, trace, answers in runs)
    return reported([report(trace, case.title, detail, answers) for case, trace, answers in runs], format, page)


def _answers(case: Case, questions: Sequence[Asked]) -> tuple[Explanation, ...]:
    if not questions:
        return ()
    from triage.explanations import explanation  # late: most runs are asked nothing
    from triage.given import Given

    given = Given(case.pack, case.said, case.supposed, case.measured)
    return tuple(explanation(given, one) for one in questions)


def reported(reports: Sequence[Report], format: str, page: Page) -> str:
    """Return reports in one of the formats `text`, `markdown` and `html`."""
    if format == "html":
        from triage.render.html import render_html

        return render_html(reports)
    if format == "markdown":
        from triage.render.markdown import render_markdown

        return "\n".join(map(render_markdown, reports))
    from triage.render.text import render_text

    return "\n".join(render_text(one, page.width, page.colour, page.encoding) for one in reports)


def _pictures(case: Case, trace: Trace, answers: Sequence[Explanation], detail: Detail, format: str) -> Iterator[str]:
    """Yield the picture of a run; or, of answers to questions, the proofs of all that is asked `how` in one, and each
    other one as the tree it is."""
    from triage.graph import trace_graph

    asked_how = [one.statement for one in answers if one.verb == "how" and one.statement]
    if asked_how or not answers:
        yield drawn(trace_graph(trace, case.title, asked_how), format)
    yield from (outlined(shortened(one, detail), case.pack, format) for one in answers if one.verb != "how")


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
