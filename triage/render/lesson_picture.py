"""The pictures of a lesson: for each step the chain that leads to it, drawn for a wall, and the whole run as a map.

A trace comes in, Pictures go out. A picture for a wall has few words, each as large as the text beside it: its size is
in `em`. What is left out of it (rules, notes, the pack) stands beside it on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from triage import phrases
from triage.errors import UsageError
from triage.explain.sentences import concluded
from triage.model import Statement
from triage.render.dot import CENTRED, FONT, LOOK, TEXT, arrowhead, label, quoted, render_dot, stroke
from triage.render.html import trusted
from triage.render.svg import laid_out
from triage.report.graph import AND, Edge, Graph, Node, step_graph, trace_graph
from triage.trace import Firing, Trace

MOST_DRAWN = 120  # a map of more firings than this is no map, and the page would grow large
LETTER = 16  # the size of the letters in a picture, in its own units
SMALLEST = 9  # and of the smallest ones on the map
COLUMNS = 26
END = quoted("this step")  # the name of the newest statement in a picture, and of no other


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
        count = phrases.counted(len(trace.firings), "firing")
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
    newest = firing.rule.conclusion
    end = next(node for node in graph.nodes if node.statement == newest)
    if end.holds:  # it may be known more surely than this rule tells it
        end = replace(end, text=phrases.said(trace.pack, newest, firing.strength))
    inside = {edge.conclusion for edge in graph.edges}
    begins = (node.statement for node in graph.nodes if node.statement not in inside)
    since = {one: trace.asserting[one].cycle for one in begins if one in trace.asserting}
    dot = "\n".join(_lines(graph, number, end, since)) + "\n"
    text = {node.statement: node.text for node in graph.nodes}
    told = [f"{text[one]}: from step {cycle}." for one, cycle in since.items()]
    told += [f"Step {number[one.rule]} leads to {text[one.conclusion]}." for one in graph.edges[:-1]]
    what = "is overruled:" if firing.effect == "overruled" else "leads to"
    told.append(f"Step {firing.cycle} {what} {concluded(trace, firing)}.")
    return _sized(laid_out(dot, graph.title, f"{graph.describes} {' '.join(told)}", f"of-step-{firing.cycle}"), LETTER)


def _sized(svg: str, letter: int) -> str:
    """Return an SVG whose letters of size `letter` are as large as those of the text around it."""

    def in_ems(size: re.Match[str]) -> str:
        return f'{size[1]}="{float(size[2]) / letter:.2f}em"'

    return trusted(re.sub(r'(width|height)="([\d.]+)pt"', in_ems, svg, count=2))


def _lines(graph: Graph, number: dict[str, int], end: Node, since: Mapping[Statement, int]) -> Iterator[str]:
    """Yield the picture as DOT text; `since` has the steps that lead to where it begins, and are left out of it."""
    yield "digraph triage {"
    yield "  graph [rankdir=TB, ranksep=0.2, nodesep=0.25]"
    yield f'  node [fontname={FONT}, fontsize={LETTER}, fontcolor="{TEXT}", color="{TEXT}", margin="0.12,0.05"]'
    yield f'  edge [fontname={FONT}, fontsize={LETTER}, fontcolor="{TEXT}"]'
    begun_with = {premise for edge in graph.edges for premise in edge.premises}
    for node in graph.nodes:  # rules in a circle lead back to what they began with, which then stands there twice
        if node.statement != end.statement or node.statement in begun_with:
            begun = f"(from step {since[node.statement]})" if node.statement in since else ""
            yield f"  {quoted(node.statement)} [{_look(node, begun, newest=False)}]"
    yield f"  {END} [{_look(end, newest=True)}]"
    for edge in graph.edges:
        to = END if edge.conclusion == end.statement else quoted(edge.conclusion)
        yield from _arrow(edge, number[edge.rule], to)
    yield "}"


def _look(node: Node, begun: str = "", *, newest: bool) -> str:
    look = LOOK[node.role]
    style = ",".join(part for part in ("filled", look.get("style", ""), "" if node.holds else "dashed") if part)
    marks = (*([] if node.holds else ["(not so)"]), *([begun] if begun else []))
    words = label((node.text, *marks), COLUMNS if len(node.text) < 4 * COLUMNS else 2 * COLUMNS, CENTRED)
    return (
        f'shape={look["shape"]}, style="{style}", fillcolor="{look["fillcolor"]}", '
        f"{'class=newest, penwidth=4' if newest else 'penwidth=1.5'}, label={words}"
    )


def _arrow(edge: Edge, number: int, to: str) -> Iterator[str]:
    marks = [f"step {number}"]
    if edge.effect in ("supports", "overruled"):
        marks.append(phrases.EFFECT[edge.effect])
    if edge.kind == "supplement":
        marks.append(edge.kind)
    # A blank before each line of the label keeps the words off the arrow.
    beside = label(marks, COLUMNS, CENTRED).replace('"', '" ', 1).replace(CENTRED, f"{CENTRED} ")
    look = ", ".join(f"{key}={value}" for key, value in stroke(edge))
    last = f"{look}, arrowhead={arrowhead(edge)}, label={beside}"
    start = quoted(edge.premises[0])
    if len(edge.premises) > 1:
        start = quoted(edge.rule)
        yield f"  {start} [shape=circle, style=solid, width=0.55, fixedsize=true, label={AND}, {look}]"
        yield from (f"  {quoted(one)} -> {start} [{look}, arrowhead=none]" for one in edge.premises)
    yield f"  {start} -> {to} [{last}]"
