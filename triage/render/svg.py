"""A graph as SVG: laid out by graphviz-pure, a Graphviz that pip installs, from the DOT text of the same graph.

Only here is it run, and only when a picture is asked for. What it draws gets a title and a description for those who
cannot see it, and nothing that a reader would fetch.
"""

from __future__ import annotations

import re
import subprocess
from importlib.metadata import PackageNotFoundError, distribution
from xml.etree import ElementTree

from triage.errors import UsageError
from triage.output import one_line
from triage.phrases import NOTICE
from triage.render.dot import FONT, render_dot
from triage.report.graph import Graph

LAYOUT = "graphviz-pure"
FAMILIES = f"{FONT}, 'DejaVu Sans', Arial, Helvetica, sans-serif"
SVG = "http://www.w3.org/2000/svg"
ON_PAPER = "@media print {{ :root {{ max-width: 100%; height: auto; max-height: 100vh }} }} @page {{ size: {} }}"
_NUMBERED = re.compile(r"(?:graph|node|edge|clust)\d+")
HALO = {"stroke": "#ffffff", "stroke-width": "2", "paint-order": "stroke"}  # a line under a word leaves it readable
MISSING = f"an SVG needs {LAYOUT}, which is not installed: 'python -m pip install {LAYOUT}'; DOT and Mermaid do without"


def render_svg(graph: Graph) -> str:
    """Return the graph as one SVG image that stands alone. Raises UsageError when it cannot be laid out here."""
    return laid_out(render_dot(graph), graph.title, f"{NOTICE} Rule pack: {graph.pack}. {graph.describes}")


def laid_out(dot: str, title: str, description: str, prefix: str = "") -> str:
    """Return the SVG image of DOT text, with a title and a description, whose ids begin with `prefix` where several
    images share a page. Raises UsageError as `render_svg`."""
    ElementTree.register_namespace("", SVG)
    image = ElementTree.fromstring(_drawn(dot))
    for text in image.iter(f"{{{SVG}}}text"):
        text.attrib.update({"font-family": FAMILIES, **HALO})
    for drawing in image.findall(f"{{{SVG}}}g"):  # the layout's own title would be shown wherever the pointer is
        for child in drawing.findall(f"{{{SVG}}}title"):
            drawing.remove(child)
    for part in image.iter():  # the layout numbers the parts of every image alike
        if prefix and _NUMBERED.fullmatch(part.get("id", "")):
            del part.attrib["id"]
    names = {name: f"{prefix}-{name}".lstrip("-") for name in ("title", "desc")}
    for place, (name, words) in enumerate((("title", title), ("desc", description))):
        element = ElementTree.Element(f"{{{SVG}}}{name}", {"id": names[name]})
        element.text = one_line(words)
        image.insert(place, element)
    if not prefix:  # an image that stands alone is as large as its letters ask for, but on paper no larger than a sheet
        wide, high = (float(image.attrib[side].removesuffix("pt")) for side in ("width", "height"))
        sheet = "landscape" if wide > high else "portrait"
        ElementTree.SubElement(image, f"{{{SVG}}}style").text = ON_PAPER.format(sheet)
    image.attrib.update(
        {"style": "color-scheme: only light", "role": "img", "aria-labelledby": " ".join(names.values()), "lang": "en"}
    )
    return ElementTree.tostring(image, encoding="unicode") + "\n"


def _drawn(dot: str) -> bytes:
    """Return what the layout program makes of DOT text."""
    try:
        files = distribution(LAYOUT).files or ()
        program = next(file.locate() for file in files if file.stem == LAYOUT)
        done = subprocess.run([str(program), "-Tsvg"], input=dot.encode(), capture_output=True, check=True)
    except (PackageNotFoundError, StopIteration):
        raise UsageError(MISSING) from None
    except (OSError, subprocess.CalledProcessError) as error:
        raise UsageError(f"{LAYOUT} could not lay out the picture ({error}); take 'dot' or 'mermaid'") from None
    return done.stdout
