"""Reports as one page of HTML that stands alone: no script, nothing fetched; for a screen, a projector and paper.

The words and their order are the report's; templates/blocks.html.j2 lays out its parts, for this page and for others.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from triage.output import visible
from triage.phrases import CAUSES, LIMITS, SUPPLEMENT, UNANSWERED, lines_hidden
from triage.report.report import Report


def render_html(reports: Sequence[Report]) -> str:
    """Return the reports as one page, one after another. Whatever comes from a pack or a case shows as the text it is;
    of its addresses only those of web pages become links."""
    return template("report.html.j2").render(
        reports=reports,
        supplement=SUPPLEMENT,
        causes=CAUSES,
        unanswered=UNANSWERED,
        limits=LIMITS,
        hidden=lines_hidden,
    )


@lru_cache
def template(name: str) -> Template:
    """Return a template of this folder, which escapes whatever comes from a pack or a case."""
    environment = Environment(
        autoescape=True,
        finalize=_plain,
        loader=PackageLoader("triage.render"),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    environment.tests["web"] = lambda url: url.startswith(("http://", "https://"))
    return environment.get_template(name)


def trusted(text: str) -> str:
    """Return text that a page takes as it is: a script or a picture of the program's own."""
    return Markup(text)


def _plain(value: object) -> object:
    """Return text with its control and direction marks spelt out; what a macro made is left as it is. Raises TypeError
    for a list: no page shows how Python writes one."""
    if isinstance(value, tuple | list):
        raise TypeError(f"a page holds text, and not {value!r}")
    return visible(value) if type(value) is str else value
