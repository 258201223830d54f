"""A report as plain or coloured text for a terminal or a file, laid out by rich."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO, TextIOWrapper

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from triage.phrases import SUPPLEMENT, visible
from triage.report import Caution, Line, Report, Step


def render_text(report: Report, width: int = 80, colour: bool = False, encoding: str = "utf-8") -> str:
    """Return the report as text at most `width` columns wide, with colours if asked for.

    An `encoding` other than UTF gets trees drawn in ASCII and `?` for what it cannot hold.
    """
    return lay_out(_parts(report), width, colour, encoding)


def render_proofs(report: Report, width: int = 80, colour: bool = False, encoding: str = "utf-8") -> str:
    """Return the proofs of a report alone, as trees."""
    return lay_out((_tree(line) for line in report.proofs), width, colour, encoding)


def render_steps(report: Report, width: int = 80, colour: bool = False, encoding: str = "utf-8") -> str:
    """Return the numbered firings of a report alone."""
    return lay_out(_steps(report), width, colour, encoding)


def lay_out(parts: Iterable[RenderableType], width: int, colour: bool, encoding: str) -> str:
    """Return what rich makes of `parts`, one under the other, without blanks at the ends of lines; a plain string stays
    on one line, however long."""
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
        console.out(part, highlight=False) if isinstance(part, str) else console.print(part)
    paper.seek(0)
    return "".join(f"{line.rstrip()}\n" for line in paper.read().split("\n")[:-1])


def _parts(report: Report) -> Iterator[RenderableType]:
    yield _text(report.title, "bold")
    yield _text(report.pack, "dim")
    yield _text(report.notice, "italic")
    yield from _section("What was given")
    yield from (_indented(_text(f"{text}  [{whence}]")) for text, whence in report.given)
    if not report.given:
        yield _indented(_text("nothing"))
    yield from _section("What follows")
    yield from (_indented(_text(conclusion)) for conclusion in report.conclusions)
    if not report.conclusions:
        yield _indented(_text("nothing: no rule has all its premises"))
    if report.hidden:
        yield _indented(_text(report.hidden, "dim"))
    if report.steps:
        yield from _section("The rules that fired, in order")
        yield from _steps(report)
    if report.proofs:
        yield from _section("Why")
        yield from (_indented(_tree(line)) for line in report.proofs)
    yield from _section("Urgency")
    yield from (_indented(_text(line)) for line in report.urgency)
    if report.cautions:
        yield from _section("Cautions")
        yield from (_caution(caution) for caution in report.cautions)
    if report.sources:
        yield from _section("Sources")
        for source in report.sources:
            yield from _source(*source)


def _steps(report: Report) -> Iterator[RenderableType]:
    yield from (_step(step) for step in report.steps)
    if not report.steps:
        yield _indented(_text("none: no rule has all its premises"))


def _section(heading: str) -> Iterator[RenderableType]:
    yield Text()
    yield _text(heading, "bold")


def _step(step: Step) -> RenderableType:
    kind = f" [{SUPPLEMENT}]" if step.kind == "supplement" else ""
    body = Table.grid(padding=(0, 1))
    body.add_column(min_width=7)
    body.add_column(overflow="fold")
    body.add_row(_text("rule", "dim"), _text(f"{step.rule}{kind}"))
    body.add_row(_text("because", "dim"), _text(step.because))
    body.add_row(_text("from", "dim"), _text("; ".join(f"{text} [{whence}]" for text, whence in step.premises)))
    body.add_row(_text("source", "dim"), _text(step.cited))
    if step.mechanism:
        body.add_row(_text("more", "dim"), _text(step.mechanism))
    if step.cautions:
        body.add_row(_text("caution", "dim"), _text(", ".join(step.cautions)))
    block = Table.grid()
    block.add_column()
    block.add_row(_text(f"{step.conclusion}  ({step.strength}; {step.effect})", "bold"))
    block.add_row(body)
    return _hanging(f"{step.number:>3}", block)


def _tree(line: Line) -> Tree:
    tree = Tree(_node(line))
    for below in line.below:
        _grow(tree, below)
    return tree


def _grow(tree: Tree, line: Line) -> None:
    branch = tree.add(_node(line))
    for below in line.below:
        _grow(branch, below)


def _node(line: Line) -> Text:
    if line.rule:
        return _text(f"rule {line.rule}: {line.text} [{line.note}]", "dim")
    return _text(f"{line.text}  [{line.note}]" if line.note else line.text)


def _caution(caution: Caution) -> RenderableType:
    return _indented(_hanging(caution.id, _text(f"{caution.text} [{caution.cited}]")))


def _source(id: str, title: str, url: str) -> Iterator[RenderableType]:
    """Yield a source, with its address whole on a line of its own, so that it can be opened from the terminal."""
    yield _indented(_text(f"{id}: {title}"))
    if url:
        yield f"    {visible(url)}"


def _hanging(mark: str, body: RenderableType) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row(_text(mark), body)
    return table


def _indented(part: RenderableType) -> RenderableType:
    return Padding(part, (0, 0, 0, 2))


def _text(text: str, style: str = "") -> Text:
    return Text(visible(text), style=style, overflow="fold")
