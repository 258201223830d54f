"""A report as plain or coloured text for a terminal or a file. Trees and colours are rich's."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from io import BytesIO, TextIOWrapper

from rich.console import Console, RenderableType
from rich.text import Text
from rich.tree import Tree

from triage.phrases import SUPPLEMENT, visible
from triage.report import Caution, Line, Report, Step
from triage.result import Cause

INDENT = "  "
TREE_INDENT = 4
LEAST_ROOM = 12  # a deep tree is wider than a narrow page rather than without its words


def render_text(report: Report, width: int = 80, colour: bool = False, encoding: str = "utf-8") -> str:
    """Return the report as text at most `width` columns wide (addresses stay whole), with colours if asked for.

    An `encoding` other than UTF gets trees drawn in ASCII and `?` for what it cannot hold.
    """
    return _printed(_parts(report, width), width, colour, encoding)


def render_proofs(report: Report, width: int = 80, colour: bool = False, encoding: str = "utf-8") -> str:
    """Return the proofs of a report alone, as trees."""
    return _printed((_tree(line) for line in report.proofs), width, colour, encoding)


def render_steps(report: Report, width: int = 80, colour: bool = False, encoding: str = "utf-8") -> str:
    """Return the numbered firings of a report alone."""
    return _printed((part for step in report.steps for part in _step(step, width)), width, colour, encoding)


def _printed(parts: Iterable[RenderableType], width: int, colour: bool, encoding: str) -> str:
    """Return what rich makes of `parts`, one under the other, without blanks at the ends of lines."""
    paper = TextIOWrapper(BytesIO(), encoding=encoding, errors="replace", newline="\n")
    console = Console(
        file=paper,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    for part in parts:
        if isinstance(part, Text) and not colour:  # folded already, and nothing to colour
            paper.write(f"{part.plain}\n")
        else:
            room = LEAST_ROOM + _depth(part) * TREE_INDENT if isinstance(part, Tree) else 0
            console.width = max(width, room)
            console.print(part, soft_wrap=isinstance(part, Text))
    paper.seek(0)
    return "".join(f"{line.rstrip()}\n" for line in paper.read().split("\n")[:-1])


def _parts(report: Report, width: int) -> Iterator[RenderableType]:
    yield _folded(report.title, width, style="bold")
    yield _folded(report.pack, width, style="dim")
    yield _folded(report.notice, width, style="italic")
    yield from _section("What was given")
    given = [f"{text}  [{whence}]" for text, whence in report.given]
    yield from (_folded(line, width, INDENT) for line in given or ["nothing"])
    yield from _section("What follows")
    conclusions = report.conclusions or ("nothing: no rule has all its premises",)
    yield from (_folded(conclusion, width, INDENT) for conclusion in conclusions)
    if report.hidden:
        yield _folded(report.hidden, width, INDENT, "dim")
    if report.steps:
        yield from _section("The rules that fired, in order")
        yield from (part for step in report.steps for part in _step(step, width))
    if report.proofs:
        yield from _section("Why")
        yield from (_tree(line) for line in report.proofs)
    yield from _section("Urgency")
    result = report.result
    urgency = (result.level, result.do, result.come_back, *result.grounds)
    yield from (_folded(line, width, INDENT) for line in urgency)
    if result.causes:
        yield from _section("What would explain the findings")
        yield from (part for number, cause in enumerate(result.causes, 1) for part in _cause(number, cause, width))
    if result.beyond:
        yield from _section("What is left")
        yield from (_folded(line, width, INDENT) for line in result.beyond)
    if report.cautions:
        yield from _section("Cautions")
        yield from (_caution(caution, width) for caution in report.cautions)
    if report.sources:
        yield from _section("Sources")
        for id, title, url in report.sources:
            yield _folded(f"{id}: {title}", width, INDENT)
            if url:
                yield Text(f"{INDENT * 2}{visible(url)}")


def _section(heading: str) -> Iterator[Text]:
    yield Text()
    yield Text(heading, "bold")


def _step(step: Step, width: int) -> Iterator[Text]:
    kind = f" [{SUPPLEMENT}]" if step.kind == "supplement" else ""
    lead = f"{step.number:>3} "
    yield _folded(f"{step.conclusion}  ({step.strength}; {step.effect})", width, lead, "bold")
    premises = "; ".join(f"{text} [{whence}]" for text, whence in step.premises)
    for word, text in (
        ("rule", f"{step.rule}{kind}"),
        ("because", step.because),
        ("more", step.mechanism),
        ("from", premises),
        ("source", step.cited),
        ("caution", ", ".join(step.cautions)),
    ):
        if text:
            yield _folded(text, width, f"{' ' * len(lead)}{word:<8}")


def _cause(number: int, cause: Cause, width: int) -> Iterator[Text]:
    yield _folded(f"{cause.name}  ({cause.evidence})", width, f"{number:>3} ", "bold")
    yield from (_folded(text, width, f"    {heading:<13}") for heading, text in cause.reasons)


def _caution(caution: Caution, width: int) -> Text:
    return _folded(f"{caution.text} [{caution.cited}]", width, f"{INDENT}{visible(caution.id)} ")


def _tree(line: Line) -> Tree:
    """Return a proof as a tree of rich."""
    tree = Tree(_node(line))
    waiting = [(tree, line)]
    while waiting:
        branch, above = waiting.pop()
        waiting.extend((branch.add(_node(below)), below) for below in above.below)
    return tree


def _depth(tree: Tree) -> int:
    return 1 + max((_depth(below) for below in tree.children), default=0)


def _node(line: Line) -> Text:
    if line.rule:
        return Text(visible(f"rule {line.rule}: {line.text} [{line.note}]"), "dim", overflow="fold")
    return Text(visible(f"{line.text}  [{line.note}]" if line.note else line.text), overflow="fold")


def _folded(text: str, width: int, lead: str = "", style: str = "") -> Text:
    """Return `text` folded to `width` columns, `lead` before its first line and as many blanks before the others."""
    hang = " " * len(lead)
    lines = textwrap.wrap(visible(text), width, initial_indent=lead, subsequent_indent=hang, break_on_hyphens=False)
    return Text("\n".join(lines), style)
