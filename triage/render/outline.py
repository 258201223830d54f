"""An explanation drawn as what it is: the answer, and lines that hang below it. As Mermaid or DOT text.

Nothing is told by colour alone: each line says in words what it is. Whatever comes from a pack shows as the text it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from triage.explain.explanation import Explanation, Line
from triage.output import one_line
from triage.phrases import NOTICE
from triage.render.dot import ADDED, ARTICLE, FONT, HEAD_COLUMNS, LEFT, TEXT, label
from triage.render.mermaid import safe

COLUMNS = 40


def outline_dot(whole: Explanation, pack: str) -> str:
    """Return an explanation as DOT text; `pack` says which rules it rests on."""
    heading = label((whole.heading, NOTICE, f"Rule pack: {pack}"), HEAD_COLUMNS, LEFT)
    nodes = [f'  n0 [style=filled, fillcolor="#fff3bf", label={label((whole.answer,), COLUMNS, LEFT)}]']
    links = []
    for name, above, line in _placed(whole):
        look = f'color="{ADDED if line.kind == "supplement" else ARTICLE}"'
        shape = "box" if line.rule else "ellipse" if line.about and not line.below else "box, style=rounded"
        nodes.append(f"  n{name} [shape={shape}, {look}, label={label((_words(line),), COLUMNS, LEFT)}]")
        links.append(f"  n{above} -> n{name}")
    graph = f"  graph [rankdir=LR, labelloc=t, labeljust=l, fontname={FONT}, fontsize=12, label={heading}]"
    look = f'  node [shape=box, fontname={FONT}, fontsize=11, fontcolor="{TEXT}"]'
    return "\n".join(("digraph triage {", graph, look, *nodes, *links, "}")) + "\n"


def outline_mermaid(whole: Explanation, pack: str) -> str:
    """Return an explanation as the text of a Mermaid flowchart; `pack` says which rules it rests on."""
    rows = [
        "flowchart LR",
        f"accTitle: {safe(whole.heading)}",
        f"accDescr: {safe(f'{NOTICE} Rule pack: {pack}. {whole.answer}')}",
        f'about["{safe(whole.heading)}<br>{safe(NOTICE)}<br>Rule pack: {safe(pack)}"]',
        f'n0["{safe(whole.answer)}"]',
    ]
    for name, above, line in _placed(whole):
        left, right = ("[", "]") if line.rule else ("(", ")")
        rows += [f'n{name}{left}"{safe(_words(line))}"{right}', f"n{above} --> n{name}"]
    return "\n".join(rows) + "\n"


def _placed(whole: Explanation) -> Iterator[tuple[int, int, Line]]:
    """Yield each line with its number and that of the line above it; the answer is number 0."""
    numbers = count(1)
    waiting = [(0, line) for line in reversed(whole.lines)]
    while waiting:
        above, line = waiting.pop()
        number = next(numbers)
        yield number, above, line
        waiting.extend((number, below) for below in reversed(line.below))


def _words(line: Line) -> str:
    return one_line(f"{line.sentence} [{line.note}]" if line.note else line.sentence)
