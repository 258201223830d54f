"""A graph in the DOT language, for Graphviz and whatever else reads it; the SVG is drawn from this text.

Nothing is told by colour alone: the role of a statement is its shape and a word, the strength of a rule its width and a
word, whether it fired its line, its arrowhead and words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from triage.model import Statement, Strength
from triage.output import one_line, wrapped
from triage.phrases import NOTICE, SUPPLEMENT
from triage.report.graph import AND, Edge, Graph, Node, Part

LOOK: dict[Part, dict[str, str]] = {
    "risk": {"shape": "hexagon", "fillcolor": "#f6edd9"},
    "cause": {"shape": "box", "fillcolor": "#dcebf7"},
    "mechanism": {"shape": "box", "style": "rounded", "fillcolor": "#eeeeee"},
    "finding": {"shape": "ellipse", "fillcolor": "#e3f1de"},
    "danger": {"shape": "octagon", "fillcolor": "#fbe3dd"},
    "scope": {"shape": "house", "fillcolor": "#ece4f3"},
    "urgency": {"shape": "doubleoctagon", "fillcolor": "#fff3bf"},
}
WIDTH = {Strength.POSSIBLE: "1", Strength.LIKELY: "2.2", Strength.CERTAIN: "3.6"}
HEAD = {"overruled": "tee", "not fired": "odot"}
LINE = {"overruled": "dotted", "not fired": "dashed"}
TEXT, FAINT, ARTICLE, ADDED, PLAIN = "#1a1a1a", "#595959", "#1f4e79", "#8a4500", "#ffffff"
FONT = "Verdana"  # the widest of those that Graphviz knows, so that whatever stands in for it fits too
NODE_COLUMNS, LONG, EDGE_COLUMNS, HEAD_COLUMNS = 24, 72, 60, 100
CENTRED, LEFT = r"\n", r"\l"


def render_dot(graph: Graph) -> str:
    """Return the graph as DOT text. Whatever comes from a pack or a case shows as the text it is."""
    return "\n".join(_lines(graph)) + "\n"


def _lines(graph: Graph) -> Iterator[str]:
    heading = label((graph.title, NOTICE, f"Rule pack: {graph.pack}", *_key(graph)), HEAD_COLUMNS, LEFT)
    yield "digraph triage {"
    yield f"  graph [rankdir=LR, ranksep=0.4, nodesep=0.15, labelloc=t, labeljust=l, label={heading}]"
    yield f'  graph [fontname={FONT}, fontsize=12, fontcolor="{TEXT}"]'
    yield f'  node [fontname={FONT}, fontsize=11, fontcolor="{TEXT}", margin="0.09,0.05", height=0.3]'
    yield f'  edge [fontname={FONT}, fontsize=9, fontcolor="{TEXT}"]'
    for role, nodes in groupby(graph.nodes, key=lambda node: node.role):
        yield f"  subgraph {role}s {{"
        if role == "urgency":
            yield "    rank=max"
        yield from (f"    {quoted(node.statement)} {_attributes(_node(node))}" for node in nodes)
        yield "  }"
    for edge in graph.edges:
        yield from _edge(edge)
    if graph.unused:
        words = label((f"Given, and used by no rule here: {'; '.join(graph.unused)}",), HEAD_COLUMNS, LEFT)
        yield f"  unused [shape=note, label={words}]"
    yield "}"


def _key(graph: Graph) -> Iterator[str]:
    yield "A wider line is a surer rule: certain, likely, possible."
    if any(edge.kind == "supplement" for edge in graph.edges):
        yield f"Brown, with an empty arrowhead and the word 'supplement': {SUPPLEMENT}."
    if any(edge.effect == "not fired" for edge in graph.edges):
        yield "Grey and dashed, with a ring at the end: did not fire, or is not known."
    if any(edge.effect == "overruled" for edge in graph.edges):
        yield "Dotted, with a bar at the end: overruled by what was given."


def _node(node: Node) -> Iterator[tuple[str, str]]:
    look = LOOK[node.role]
    styles = ["filled", *([look["style"]] if "style" in look else []), *(["dashed"] if node.holds is False else [])]
    yield "id", quoted(node_id(node.statement))
    yield "shape", look["shape"]
    yield "style", quoted(",".join(styles))
    yield "fillcolor", quoted(PLAIN if node.holds is False else look["fillcolor"])
    if node.holds is not None:
        yield "color", quoted(TEXT if node.holds else FAINT)
        yield "penwidth", "2" if node.holds else "1"
    columns = NODE_COLUMNS if len(node.text) < LONG else 2 * NODE_COLUMNS
    yield "label", label((node.text, f"[{'; '.join(filter(None, (node.role, node.note)))}]"), columns, CENTRED)


def _edge(edge: Edge) -> Iterator[str]:
    """Yield the arrow of a rule; several premises meet in a joint that bears the rule's name."""
    line = tuple(stroke(edge))
    words = ("label", label((edge.rule, *edge.notes), EDGE_COLUMNS, CENTRED))
    part = ("class", quoted(f"of-{edge.rule}"))
    end = (("arrowhead", arrowhead(edge)), ("id", quoted(f"rule-{edge.rule}")), part, words)
    conclusion = quoted(edge.conclusion)
    if len(edge.premises) == 1:
        yield f"  {quoted(edge.premises[0])} -> {conclusion} {_attributes((*line, *end))}"
        return
    joint = quoted(edge.rule)
    look = (
        part,
        ("shape", "circle"),
        ("width", "0.35"),
        ("fixedsize", "true"),
        ("label", quoted(AND)),
        ("fontsize", "9"),
    )
    yield f"  {joint} {_attributes((*look, *line))}"
    for premise in edge.premises:
        yield f"  {quoted(premise)} -> {joint} {_attributes((*line, part, ('arrowhead', 'none')))}"
    yield f"  {joint} -> {conclusion} {_attributes((*line, *end))}"


def stroke(edge: Edge) -> Iterator[tuple[str, str]]:
    """Yield how the line of a rule looks: its width, its colour, and whether it is broken."""
    yield "penwidth", WIDTH[edge.strength]
    yield "color", quoted(FAINT if edge.fired is False else ARTICLE if edge.kind == "article" else ADDED)
    if edge.effect in LINE:
        yield "style", LINE[edge.effect]


def arrowhead(edge: Edge) -> str:
    """Return how the line of a rule ends."""
    return HEAD.get(edge.effect, "normal" if edge.kind == "article" else "onormal")


def _attributes(pairs: Iterable[tuple[str, str]]) -> str:
    return "[" + ", ".join(f"{name}={value}" for name, value in pairs) + "]"


def node_id(statement: Statement) -> str:
    """Return by what a page finds the node of a statement in the picture."""
    return f"is-{statement.concept}--{statement.value}"


def quoted(text: object) -> str:
    """Return the name of a node, or an attribute: ids hold nothing that has to be escaped, and labels are."""
    return f'"{text}"'


def label(parts: Iterable[str], columns: int, end: str) -> str:
    """Return a label, each part folded on lines of its own; nothing in it is read as markup or as an escape."""
    lines = [line for part in parts for line in wrapped(one_line(part), columns)]
    safe = (line.replace("\\", r"\\").replace('"', r"\"").replace("&", "&amp;") for line in lines)
    return quoted(end.join(safe) + (end if end == LEFT else ""))
