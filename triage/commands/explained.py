"""What `triage explain` prints: cases are run, questions about them answered, and all of it rendered in one format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage.answers.case import Case
from triage.engine.given import Given, given_in
from triage.engine.inference import Matching
from triage.errors import UsageError
from triage.explain.explanation import Asked, Detail, Explanation, shortened
from triage.output import Page
from triage.render.formats import PICTURES, drawn, outlined, reported
from triage.report.report import report
from triage.trace import Trace


def explained(
    cases: Sequence[Case], format: str, questions: Sequence[Asked], detail: Detail, matching: Matching, page: Page
) -> str:
    """Return what came of cases, one after another; with `questions`, only the answers to these.

    Raises UnknownName for a name that a pack does not know, and UsageError for a question that is not complete, and
    where the format cannot hold all cases.
    """
    trees = sum(one.verb != "how" for one in questions)  # all that is asked `how` stands in one picture
    pictures = trees + any(one.verb == "how" for one in questions) or 1
    if format == "svg" and len(cases) * pictures > 1:
        raise UsageError("an SVG shows one case: name one, or take 'html', 'mermaid' or 'dot' for several")
    runs = []
    for case in cases:
        given = given_in(case)
        trace = given.trace if matching == "indexed" else given.run(matching)  # the first is kept for the answers
        runs.append((case, trace, _answers(given, questions)))
    if format in PICTURES:
        return "\n".join(text for run in runs for text in _pictures(*run, detail, format))
    if format == "json":
        from triage.render.json import render_json

        return "".join(render_json(trace, case.title, answers, case.person) for case, trace, answers in runs)
    return reported(
        [report(trace, case.title, detail, answers, case.person) for case, trace, answers in runs], format, page
    )


def _answers(given: Given, questions: Sequence[Asked]) -> tuple[Explanation, ...]:
    if not questions:
        return ()
    from triage.explain.verbs.asking import explanation  # late: most runs are asked nothing

    return tuple(explanation(given, one) for one in questions)


def _pictures(case: Case, trace: Trace, answers: Sequence[Explanation], detail: Detail, format: str) -> Iterator[str]:
    """Yield the picture of a run; or, of answers to questions, the proofs of all that is asked `how` in one, and each
    other one as the tree it is."""
    from triage.report.graph import trace_graph

    asked_how = [one.statement for one in answers if one.verb == "how" and one.statement]
    if asked_how or not answers:
        yield drawn(trace_graph(trace, case.title, asked_how), format)
    yield from (outlined(shortened(one, detail), case.pack, format) for one in answers if one.verb != "how")
