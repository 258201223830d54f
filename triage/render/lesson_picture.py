"""The pictures of a lesson: for each step the chain that leads to it, drawn for a wall, and the whole run as a map.

A trace comes in, Pictures go out. A picture for a wall has few words, each as large as the text beside it: its size is
in `em`. What is left out of it (rules, notes, the pack) stands beside it on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from triage.errors import UsageError
from triage.model import Statement
from triage.phrases import EFFECT, counted
from triage.render.dot import CENTRED, FONT, LOOK, TEXT, arrowhead, label, quoted, render_dot, stroke
from triage.render.html import trusted
from triage.render.svg import laid_out
from triage.report.graph import AND, Edge, Graph, Node, step_graph, trace_graph
from triage.trace import Firing, Trace

MOST_DRAWN = 120  # a map of more firings than this is no map, and the page would grow large
LETTER = 16  # the size of the letters in a picture, in its own units
SMALLEST = 9  # and of the smallest ones on the map
COLUMNS = 26


@dataclass(frozen=True)
class Pictures:
    """`steps` has a picture for each firing, `whole` is the map of the run; both are empty where none can be drawn, and
    then `missing` says why."""

    steps: tuple[str, ...] = ()
    whole: str = ""
    missing: str = ""


def pictures(trace: Trace, title: str) -> Pictures:
    """Return the pictures of a lesson, or why there are none."""
    if len(trace.firings) > MOST_DRAWN:
        count = counted(len(trace.firings), "firing")
        return Pictures(missing=f"a run of {count} is too long to be drawn; up to {MOST_DRAWN} are")
    try:
        steps = tuple(_step(trace, firing) for firing in trace.firings)
        whole = trace_graph(trace, title)
        return Pictures(steps, _sized(laid_out(render_dot(whole), title, whole.describes, "map"), SMALLEST))
    except UsageError as error:
        return Pictures(missing=str(error))


def _step(trace: Trace, firing: Firing) -> str:
    graph = step_graph(trace, firing)
    number = {one.rule.id: one.cycle for one in trace.firings}
    dot = "\n".join(_lines(graph, number, firing.rule.conclusion)) + "\n"
    told = "; ".join(f"step {number[edge.rule]} leads to {_said(graph, edge.conclusion)}" for edge in graph.edges)
    return _sized(laid_out(dot, graph.title, f"{graph.describes} {told}.", f"of-step-{firing.cycle}"), LETTER)


def _said(graph: Graph, statement: Statement) -> str:
    return next(node.text for node in graph.nodes if node.statement == statement)


def _sized(svg: str, letter: int) -> str:
    """Return an SVG whose letters of size `letter` are as large as those of the text around it."""

    def in_ems(size: re.Match[str]) -> str:
        return f'{size[1]}="{float(size[2]) / letter:.2f}em"'

    return trusted(re.sub(r'(width|height)="([\d.]+)pt"', in_ems, svg, count=2))


def _lines(graph: Graph, number: dict[str, int], newest: Statement) -> Iterator[str]:
    yield "digraph triage {"
    yield "  graph [rankdir=TB, ranksep=0.2, nodesep=0.25]"
    yield f'  node [fontname={FONT}, fontsize={LETTER}, fontcolor="{TEXT}", color="{TEXT}", margin="0.12,0.05"]'
    yield f'  edge [fontname={FONT}, fontsize={LETTER}, fontcolor="{TEXT}"]'
    for node in graph.nodes:
        yield f"  {quoted(node.statement)} [{_look(node, node.statement == newest)}]"
    for edge in graph.edges:
        yield from _arrow(edge, number[edge.rule])
    yield "}"


def _look(node: Node, newest: bool) -> str:
    look = LOOK[node.role]
    style = ",".join(part for part in ("filled", look.get("style", ""), "" if node.holds else "dashed") if part)
    marks = () if node.holds else ("(not so)",)
    words = label((node.text, *marks), COLUMNS if len(node.text) < 4 * COLUMNS else 2 * COLUMNS, CENTRED)
    return (
        f'shape={look["shape"]}, style="{style}", fillcolor="{look["fillcolor"]}", '
        f"{'class=newest, penwidth=4' if newest else 'penwidth=1.5'}, label={words}"
    )


def _arrow(edge: Edge, number: int) -> Iterator[str]:
    marks = [f"step {number}"]
    if edge.effect in ("supports", "overruled"):
        marks.append(EFFECT[edge.effect])
    if edge.kind == "supplement":
        marks.append(edge.kind)
    # A blank before each line of the label keeps the words off the arrow.
    beside = label(marks, COLUMNS, CENTRED).replace('"', '" ', 1).replace(CENTRED, f"{CENTRED} ")
    look = ", ".join(f"{key}={value}" for key, value in stroke(edge))
    end = f"{look}, arrowhead={arrowhead(edge)}, label={beside}"
    start = quoted(edge.premises[0])
    if len(edge.premises) > 1:
        start = quoted(edge.rule)
        yield f"  {start} [shape=circle, style=solid, width=0.55, fixedsize=true, label={AND}, {look}]"
        yield from (f"  {quoted(one)} -> {start} [{look}, arrowhead=none]" for one in edge.premises)
    yield f"  {start} -> {quoted(edge.conclusion)} [{end}]"
