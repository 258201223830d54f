"""A report as plain or coloured text for a terminal or a file. Only colours are rich's, imported when asked for.

Everything is folded here into rows, so that a page is the same with and without colours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from triage import phrases
from triage.explain.explanation import Explanation, Line
from triage.output import COLOURS, Page, visible, wrapped
from triage.phrases import SUPPLEMENT
from triage.report.causes import Cause
from triage.report.outside import Remark
from triage.report.report import Caution, Report
from triage.report.steps import Step

INDENT = "  "
SUPPLEMENT_STYLE = "cyan"
PLAIN = Page()
LEAST_ROOM = 12  # a deep tree is wider than a narrow page rather than without its words


class Row(NamedTuple):
    """A line of the page: a style for `text`, none for the lines of the tree that it hangs on."""

    text: str = ""
    style: str = ""
    guide: str = ""


class Guides(NamedTuple):
    """What a tree is drawn with, all equally wide: before a branch, before the last one, and before what lies under
    these."""

    branch: str
    last: str
    on: str
    none: str


LINES = Guides("├── ", "└── ", "│   ", "    ")
ASCII_LINES = Guides("+-- ", "`-- ", "|   ", "    ")
NARROW = {LINES: Guides("├ ", "└ ", "│ ", "  "), ASCII_LINES: Guides("+ ", "` ", "| ", "  ")}  # for a narrow page


def render_text(report: Report, page: Page = PLAIN) -> str:
    """Return the report as text for `page`: at most as wide (addresses stay whole), with colours if it wants them. An
    encoding other than UTF gets trees drawn in ASCII and `?` for what it cannot hold."""
    return _printed(_parts(report, page.width, _guides(page)), page)


def render_explanation(whole: Explanation, page: Page = PLAIN) -> str:
    """Return one explanation alone: the sentence that answers, and its lines as trees."""
    return _printed(_explained(whole, page.width, _guides(page)), page)


def render_steps(steps: Iterable[Step], page: Page) -> str:
    """Return numbered firings alone."""
    return _printed((row for step in steps for row in _step(step, page.width)), page)


def _guides(page: Page) -> Guides:
    return LINES if page.encoding.lower().startswith("utf") else ASCII_LINES


def _printed(rows: Iterable[Row], page: Page) -> str:
    """Return the rows one under the other, without blanks at their ends."""
    if page.colour:
        text = "".join(f"{row.guide}{_coloured(row)}\n" for row in rows)
    else:
        text = "".join(f"{row.guide}{row.text}".rstrip() + "\n" for row in rows)
    return page.holding(text)


def _coloured(row: Row) -> str:
    from rich.color import ColorSystem  # late: most pages are plain
    from rich.style import Style

    style = " ".join(COLOURS.get(word, word) for word in row.style.split())
    return Style.parse(style).render(row.text, color_system=ColorSystem.EIGHT_BIT)


def _parts(report: Report, width: int, guides: Guides) -> Iterator[Row]:
    result = report.result
    yield from _folded(report.title, width, style="bold")
    yield from _folded(report.pack, width, style="dim")
    yield from _folded(phrases.NOTICE, width, style="italic")
    level = _folded(result.level, width, INDENT, f"bold {result.colour}")
    urgency = (result.do, result.come_back, *result.grounds)
    yield from _section(report.urgency, (*level, *(row for line in urgency for row in _folded(line, width, INDENT))))
    given = [f"{text}  [{whence}]" for text, whence in report.given]
    yield from _section("What was given", _items(given or ["nothing"], width))
    yield from _section("What follows", _items(report.follows, width))
    yield from _section("", _folded(report.hidden, width, INDENT, "dim"))
    causes = (row for number, cause in enumerate(result.causes, 1) for row in _cause(number, cause, width))
    rank = _folded(result.rank, width, INDENT, "dim")
    first = _folded(result.not_ranked, width, INDENT)
    yield from _section(phrases.CAUSES, (*first, *causes, *rank))
    yield from _section(phrases.LEFT, (row for one in result.beyond for row in _remark(one, width)))
    yield from _section(phrases.LIMITS, _folded(report.limits, width, INDENT))
    yield from _section("The rules that fired, in order", (row for step in report.steps for row in _step(step, width)))
    for explanation in report.explanations:
        hidden = _folded(phrases.hidden((explanation.hidden, "line", "lines")), width, style="dim")
        yield from _section(explanation.heading, (*_explained(explanation, width, guides), *hidden))
    yield from _section("Why", (row for line in report.proofs for row in _tree(line, width, guides)))
    yield from _section(phrases.DANGERS_NOT_KNOWN, _items(report.not_known, width))
    yield from _section(phrases.UNANSWERED, _items(report.unanswered, width))
    yield from _section(phrases.POINTS_ABSENT, _items(report.absent, width))
    yield from _section("Cautions", (row for caution in report.cautions for row in _caution(caution, width)))
    yield from _section("Sources", (row for source in report.sources for row in _source(*source, width)))


def _section(heading: str, rows: Iterable[Row]) -> Iterator[Row]:
    """Yield a section under its heading; one without rows is left out."""
    body = tuple(rows)
    if body:
        yield Row()
        if heading:
            yield Row(heading, "bold")
        yield from body


def _items(lines: Iterable[str], width: int) -> Iterator[Row]:
    return (row for line in lines for row in _folded(line, width, f"{INDENT}- "))


def _remark(remark: Remark, width: int) -> Iterator[Row]:
    return _folded(remark.text, width, f"{INDENT}- " if remark.item else INDENT)


def _source(id: str, title: str, url: str, width: int) -> Iterator[Row]:
    yield from _folded(f"{id}: {title}", width, INDENT)
    if url:
        yield Row(f"{INDENT * 2}{visible(url)}")


def _explained(whole: Explanation, width: int, guides: Guides) -> Iterator[Row]:
    yield from _folded(whole.answer, width)
    for line in whole.lines:
        yield from _tree(line, width, guides) if line.below else _folded(_words(line), width, "- ")


def _words(line: Line) -> str:
    if not line.note:
        return line.sentence
    return f"{line.sentence}{' ' if line.rule else '  '}[{line.note}]"


def _step(step: Step, width: int) -> Iterator[Row]:
    kind = f" [{SUPPLEMENT}]" if step.kind == "supplement" else ""
    lead = f"{step.number:>3} "
    yield from _folded(f"{step.conclusion}  ({step.strength}; {step.effect})", width, lead, "bold")
    premises = "; ".join(f"{text} [{whence}]" for text, whence in step.premises)
    for word, text in (
        ("rule", f"{step.rule}{kind}"),
        ("because", step.because),
        ("more", step.mechanism),
        ("from", premises),
        ("source", step.cited),
        ("caution", ", ".join(step.cautions)),
    ):
        style = SUPPLEMENT_STYLE if step.kind == "supplement" and word == "rule" else ""
        yield from _folded(text, width, f"{' ' * len(lead)}{word:<8}", style)


def _cause(number: int, cause: Cause, width: int) -> Iterator[Row]:
    yield from _folded(f"{cause.name}  ({cause.evidence})", width, f"{number:>3} ", "bold")
    for heading, parts, _ in cause.reasons:
        yield from _folded(phrases.listed(parts), width, f"    {heading:<13}")


def _caution(caution: Caution, width: int) -> Iterator[Row]:
    return _folded(f"{caution.text} [{caution.cited}]", width, f"{INDENT}{visible(caution.id)} ")


def _tree(proof: Line, width: int, guides: Guides) -> Iterator[Row]:
    """Yield a proof as a tree, each line folded beside the lines of the tree."""
    if LEAST_ROOM + _depth(proof) * len(guides.none) > width:
        guides = NARROW[guides]
    width = max(width, LEAST_ROOM + _depth(proof) * len(guides.none))
    waiting = [(proof, "", "")]  # a line with the guides of its first row and of the others; the next one last
    while waiting:
        line, guide, under = waiting.pop()
        for row in wrapped(visible(_words(line)), width - len(guide)) or [""]:
            yield Row(row, _style(line), guide)
            guide = under
        branches = [(below, under + guides.branch, under + guides.on) for below in line.below]
        branches[-1:] = [(below, under + guides.last, under + guides.none) for below in line.below[-1:]]
        waiting.extend(reversed(branches))


def _style(line: Line) -> str:
    if line.kind == "supplement":
        return SUPPLEMENT_STYLE
    return "dim" if line.rule else ""


def _depth(line: Line) -> int:
    return 1 + max((_depth(below) for below in line.below), default=0)


def _folded(text: str, width: int, lead: str = "", style: str = "") -> Iterator[Row]:
    """Yield `text` folded to `width` columns, `lead` before its first line and as many blanks before the others;
    nothing where there is no text."""
    return (Row(row, style) for row in wrapped(visible(text), width, lead, " " * len(lead)))
