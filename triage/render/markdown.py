"""A report as Markdown, to be printed or put into a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from triage import phrases
from triage.explain.explanation import Explanation, Line
from triage.output import one_line, visible
from triage.phrases import SUPPLEMENT
from triage.report.causes import Cause
from triage.report.report import Report
from triage.report.steps import Step


def render_markdown(report: Report) -> str:
    """Return the report as CommonMark. Whatever comes from a pack or a case shows as the text it is."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"# {_safe(report.title)}"
    yield from ("", f"*{_safe(phrases.NOTICE)}*", "", f"Rule pack: {_safe(report.pack)}")
    result = report.result
    grounds = (line for ground in result.grounds for line in ("", _safe(ground)))
    urgency = (f"**{_safe(result.level)}**", "", _safe(result.do), "", _safe(result.come_back), *grounds)
    yield from _section(report.urgency, urgency)
    given = (f"- {_safe(text)} ({_safe(whence)})" for text, whence in report.given)
    yield from _section("What was given", given, "nothing")
    yield from _section("What follows", (f"- {_safe(line)}" for line in report.follows))
    if report.hidden:
        yield from ("", _safe(report.hidden))
    causes = [line for cause in result.causes for line in _cause(cause)]
    first = (_safe(result.not_ranked), "") if result.not_ranked else ()
    rank = ("", _safe(result.rank)) if result.rank else ()
    yield from _section(phrases.CAUSES, (*first, *causes, *rank))
    yield from _section(phrases.LEFT, (f"{'  ' if one.item else ''}- {_safe(one.text)}" for one in result.beyond))
    yield from _section(phrases.LIMITS, (_safe(report.limits),) if report.limits else ())
    yield from _section("The rules that fired, in order", (line for step in report.steps for line in _step(step)))
    for explanation in report.explanations:
        yield from _section(_safe(explanation.heading), _explained(explanation))
    yield from _section("Why", (line for proof in report.proofs for line in _tree(proof, 0)))
    yield from _section(phrases.DANGERS_NOT_KNOWN, (f"- {_safe(sign)}" for sign in report.not_known))
    yield from _section(phrases.UNANSWERED, (f"- {_safe(sign)}" for sign in report.unanswered))
    yield from _section(phrases.POINTS_ABSENT, (f"- {_safe(line)}" for line in report.absent))
    cautions = (f"- **{_safe(one.id)}** {_safe(one.text)} ({_safe(one.cited)})" for one in report.cautions)
    yield from _section("Cautions", cautions)
    yield from _section("Sources", (_source(*source) for source in report.sources))


def _explained(whole: Explanation) -> Iterator[str]:
    yield _safe(whole.answer)
    if whole.lines:
        yield ""
    yield from (row for line in whole.lines for row in _tree(line, 0))
    if whole.hidden:
        yield from ("", _safe(phrases.hidden((whole.hidden, "line", "lines"))))


def _section(heading: str, lines: Iterable[str], otherwise: str = "") -> Iterator[str]:
    """Yield a section; one without lines says `otherwise`, or is left out."""
    body = tuple(lines)
    if body or otherwise:
        yield from ("", f"## {heading}", "", *(body or (otherwise,)))


def _source(id: str, title: str, url: str) -> str:
    return f"- **{_safe(id)}** {_safe(title)}" + (f" {_address(url)}" if url else "")


def _cause(cause: Cause) -> Iterator[str]:
    yield f"1. **{_safe(cause.name)}** ({_safe(cause.evidence)})"
    yield from (f"   - {heading}: {_safe(phrases.listed(parts))}" for heading, parts, _ in cause.reasons)


def _step(step: Step) -> Iterator[str]:
    kind = f" ({SUPPLEMENT})" if step.kind == "supplement" else ""
    yield f"- step {step.number}: **{_safe(step.conclusion)}** ({step.strength}; {_safe(step.effect)})"
    premises = "; ".join(f"{_safe(text)} ({_safe(whence)})" for text, whence in step.premises)
    yield f"  - rule: `{step.rule}`{kind}"
    yield f"  - because: {_safe(step.because)}"
    yield f"  - from: {premises}"
    yield f"  - source: {_safe(step.cited)}"
    if step.mechanism:
        yield f"  - more: {_safe(step.mechanism)}"
    if step.cautions:
        yield f"  - caution: {_safe(', '.join(step.cautions))}"


def _tree(line: Line, depth: int) -> Iterator[str]:
    note = f" ({_safe(line.note)})" if line.note else ""
    text = f"rule {_safe(line.named)}: {_safe(line.text)}" if line.rule else f"**{_safe(line.text)}**"
    yield f"{'  ' * depth}- {text}{note}"
    for below in line.below:
        yield from _tree(below, depth + 1)


def _address(url: str) -> str:
    """Return the address of a page as a link; anything else as the text it is."""
    if not url.startswith(("http://", "https://")):
        return _safe(url)
    return "<" + quote(visible(url), safe=":/?#[]@!$&'()*+,;=%~-._") + ">"


def _safe(text: str) -> str:
    """Return `text` on one line, with whatever Markdown or HTML would read as a sign made plain."""
    escaped = re.sub(r"([\\`*_\[\]<>#|~&!])", r"\\\1", one_line(text))
    return re.sub(r"^(\d*)([-+=.)])", r"\1\\\2", escaped)  # else a list, a heading or a line would begin here
