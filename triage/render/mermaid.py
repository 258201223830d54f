"""A graph as a Mermaid flowchart, to be put into Markdown or a page.

Nothing is told by colour alone: the role of a statement is its shape, whether a rule fired its line, its end and words.
Mermaid takes no more than 50,000 characters and 500 arrows, so names are short, the shortest those that are used most,
styles are given once for many, and what a shape or a thick line means stands in the note instead of at each of them.
Where that is not enough, the rules that lead from one statement straight to an urgency are listed in its box, without
what their names may all end in, which is told once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import count
from string import ascii_uppercase

from triage.model import Kind, Statement, Strength
from triage.output import one_line
from triage.phrases import CAME, NOTICE
from triage.render.dot import ADDED, ARTICLE, FAINT, LOOK, PLAIN, TEXT
from triage.report.graph import AND, INFERRED, NOT_KNOWN, PARTS, Edge, Graph, Node, Part

MOST_CHARACTERS = 50_000  # Mermaid takes no more, of these and of arrows, unless the page around it says otherwise
MOST_ARROWS = 500
SHAPE: dict[Part, tuple[str, str]] = {
    "risk": ("{{", "}}"),
    "cause": ("[", "]"),
    "mechanism": ("(", ")"),
    "finding": ("([", "])"),
    "danger": ("[[", "]]"),
    "scope": ("[/", "/]"),
    "urgency": (">", "]"),
}
UNKNOWN = f"fill:{PLAIN},color:{TEXT},stroke:{FAINT},stroke-dasharray:4"
LEGEND = (
    "hexagon: risk; box: cause; rounded: mechanism; round ends: finding; double sides: danger sign; slanted: scope; "
    "flag: urgency; dashed: not known; dotted line: did not fire; thick line: certain; no strength named: possible; "
    "star: urgency inferred"
)
# What the legend says instead of each arrow: of so many, the letters would be too many for Mermaid.
BY_LEGEND = (Strength.CERTAIN.word, Strength.POSSIBLE.word, CAME["not fired"])
STAR = "*"
LISTED = "Each of these rules sets it by one statement, which is not drawn here{}:"
NOT_SET = "None of these rules fired; each would set it by one statement, which is not drawn here{}:"
ENDING = "; '{}' is left off these names"
WHOLE = "And these, by their whole names:"
# Words that every Mermaid from 9 on reads without quotes: with no sign that it takes for the end of a line or a shape,
# and without the words at which version 9 stumbles.
BARE = re.compile(r"(?!.*(?:call|click|href|interpolate))\w(?:(?:[\w .,:*]|-(?!-)|<br>)*[\w.*])?", re.ASCII)
WIDTH = {Strength.POSSIBLE: "1px", Strength.LIKELY: "2px", Strength.CERTAIN: "3.5px"}
NOT_FIRED = f"stroke:{FAINT}"  # its dots come with the arrow
LINE: dict[Kind, str] = {"article": f"stroke:{ARTICLE}", "supplement": f"stroke:{ADDED}"}


def render_mermaid(graph: Graph) -> str:
    """Return the graph as the text of one flowchart. Whatever comes from a pack or a case shows as the text it is."""
    return _fitted(graph)[0]


def too_much(graph: Graph) -> str:
    """Return what the flowchart of a graph has more of than Mermaid takes, in words; '' where Mermaid takes it."""
    text, arrows = _fitted(graph)
    if len(text) > MOST_CHARACTERS:
        return f"{MOST_CHARACTERS} characters and this picture has {len(text)}"
    return f"{MOST_ARROWS} arrows and this picture has {arrows}" if arrows > MOST_ARROWS else ""


def _fitted(graph: Graph) -> tuple[str, int]:
    """Return the flowchart, and how many arrows it has: with rules of urgency listed, if it would be too much else."""
    whole, arrows = "\n".join(_lines(graph, ())) + "\n", sum(map(_arrows, graph.edges))
    if len(whole) <= MOST_CHARACTERS and arrows <= MOST_ARROWS:
        return whole, arrows
    listed = frozenset(_listable(graph))
    return "\n".join(_lines(graph, listed)) + "\n", sum(_arrows(edge) for edge in graph.edges if edge not in listed)


def _listable(graph: Graph) -> Iterator[Edge]:
    """Yield the rules that can stand as lines in the box of an urgency: what fired keeps its arrow, and so does what
    leads from a statement that is drawn in any case."""
    urgencies = {node.statement for node in graph.nodes if node.role == "urgency"}
    may_be = [
        edge for edge in graph.edges if edge.conclusion in urgencies and len(edge.premises) == 1 and not edge.fired
    ]
    others = (edge for edge in graph.edges if edge not in may_be)
    drawn = {statement for edge in others for statement in (*edge.premises, edge.conclusion)}
    yield from (edge for edge in may_be if edge.premises[0] not in drawn)


def _arrows(edge: Edge) -> int:
    return len(edge.premises) + (len(edge.premises) > 1)


def _lines(graph: Graph, listed: Container[Edge]) -> Iterator[str]:
    """Yield the lines of the flowchart; the rules that are `listed` stand in the box of what they conclude, without
    what only they lead from."""
    edges = [edge for edge in graph.edges if edge not in listed]
    uses = Counter(one for edge in edges for one in (*edge.premises, edge.conclusion))
    only_listed = {edge.premises[0] for edge in graph.edges if edge in listed}
    nodes = [node for node in graph.nodes if node.statement not in only_listed]
    most_used_first = sorted((node.statement for node in nodes), key=lambda one: -uses[one])
    name = {statement: _letters(number) for number, statement in enumerate(most_used_first)}
    yield "flowchart LR"
    yield f"accTitle: {safe(graph.title)}"
    yield f"accDescr: {safe(graph.describes)}"
    yield f'about["{safe(graph.title)}<br>{safe(NOTICE)}<br>Rule pack: {safe(graph.pack)}<br>{LEGEND}"]'
    if graph.unused:
        yield f'unused["Given, and used by no rule here: {safe("; ".join(graph.unused))}"]'
    for node in nodes:
        rules = [edge for edge in graph.edges if edge in listed and edge.conclusion == node.statement]
        yield _node(name[node.statement], node, rules)
    yield from _looks(nodes, name)
    drawn: dict[str, list[str]] = {}
    numbers, joints = count(), count()
    for edge in edges:
        yield from _edge(edge, name, joints)
        look = NOT_FIRED if edge.fired is False else f"{LINE[edge.kind]},stroke-width:{WIDTH[edge.strength]}"
        drawn.setdefault(look, []).extend(str(next(numbers)) for _ in range(_arrows(edge)))
    # The look of most lines is given once for all; of thick ones not every Mermaid takes a default.
    plain = [look for look in drawn if not look.endswith(WIDTH[Strength.CERTAIN])]
    most = max(plain, key=lambda look: len(drawn[look]), default="")
    for look, lines in drawn.items():
        yield f"linkStyle default fill:none,{look}" if look == most else f"linkStyle {','.join(lines)} {look}"


def _letters(number: int) -> str:
    """Return a name for the node with that number: A to Z, then AA and on. Small letters would not do: an o or x behind
    a line is read as its end."""
    before, last = divmod(number, len(ascii_uppercase))
    return (_letters(before - 1) if before else "") + ascii_uppercase[last]


def _node(name: str, node: Node, rules: Sequence[Edge]) -> str:
    """Return a box, with the `rules` that have no arrow to it as lines of it."""
    left, right = SHAPE[node.role]
    note = "" if node.note == NOT_KNOWN else node.note  # its dashes tell it
    words = [safe(part) for part in (node.text, note) if part]
    return f"{name}{left}{_quoted('<br>'.join((*words, *_listed(node, rules))))}{right}"


def _listed(node: Node, rules: Sequence[Edge]) -> Iterator[str]:
    """Yield the lines of `rules` in the box of what they conclude: first those whose names end in it, without that."""
    if not rules:
        return
    ending = f"-is-{node.statement.value}"
    alike = [edge for edge in rules if edge.rule.endswith(ending)]
    if len(alike) < 2:
        alike = []
    told = LISTED if rules[0].fired is None else NOT_SET
    yield safe(told.format(ENDING.format(ending) if alike else ""))
    for edge in alike:
        yield _line(edge, edge.rule.removesuffix(ending))
    others = [edge for edge in rules if edge not in alike]
    if alike and others:
        yield safe(WHOLE)
    for edge in others:
        yield _line(edge, edge.rule)


def _line(edge: Edge, name: str) -> str:
    notes = [_note(note) for note in edge.notes if note not in BY_LEGEND]
    return f"{safe(name)} ({', '.join(notes)})" if notes else safe(name)


def _looks(nodes: Sequence[Node], name: Mapping[Statement, str]) -> Iterator[str]:
    """Yield the colours of each role, and the dashes of what is not known."""
    for role in PARTS:
        alike = [name[node.statement] for node in nodes if node.role == role and node.holds is not False]
        if alike:
            yield f"classDef {role} fill:{LOOK[role]['fillcolor']},color:{TEXT},stroke:{TEXT}"
            yield f"class {','.join(alike)} {role}"
    unknown = [name[node.statement] for node in nodes if node.holds is False]
    if unknown:
        yield f"classDef unknown {UNKNOWN}"
        yield f"class {','.join(unknown)} unknown"


def _edge(edge: Edge, name: Mapping[Statement, str], joints: Iterator[int]) -> Iterator[str]:
    """Yield the arrow of a rule; several premises meet in the next of the `joints`."""
    words = "<br>".join((safe(edge.rule), *(_note(note) for note in edge.notes if note not in BY_LEGEND)))
    line, end = _arrow(edge)
    start = name[edge.premises[0]]
    if len(edge.premises) > 1:
        start = f"{' & '.join(name[premise] for premise in edge.premises)}{line}r{next(joints)}(({AND}))"
    yield f"{start}{end}|{_quoted(words)}|{name[edge.conclusion]}"


def _quoted(words: str) -> str:
    """Return words in quotes where a Mermaid needs them."""
    return words if BARE.fullmatch(words) else f'"{words}"'


def _note(note: str) -> str:
    stated = note.removesuffix(f"; {INFERRED}")
    return safe(stated.replace(": ", " ").replace(";", ",")) + STAR * (stated != note)


def _arrow(edge: Edge) -> tuple[str, str]:
    """Return the line from a premise to a joint, and the arrow to a conclusion."""
    if edge.effect == "not fired":
        return "-.-", "-.->"
    line, arrow = ("===", "==>") if edge.strength == Strength.CERTAIN else ("---", "-->")
    return line, f"{arrow[:-1]}x" if edge.effect == "overruled" else arrow


def safe(text: str) -> str:
    """Return `text` on one line, every sign that Mermaid or HTML could read as its own given by its number."""
    return re.sub(r"[^\w .,:;()'/-]", lambda sign: f"#{ord(sign[0])};", one_line(text))
