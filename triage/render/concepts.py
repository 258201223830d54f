"""The concepts of a pack as text, for whoever writes a case file: all of them in a line each, or a few with everything
that they may be called; and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal

from triage import phrases
from triage.model import UNKNOWN, Concept, Role, RulePack
from triage.output import Page, visible, wrapped

FORMAT = "triage-concepts/1"
HANG = " " * 6
Part = Role | Literal["together"]
TOGETHER: Final = "together"
HEADINGS: Mapping[Part, str] = {
    "scope": "Whom the pack does not cover",
    "danger": "Danger signs",
    "finding": "What is noticed or found",
    "risk": "Circumstances that point to a cause",
    "cause": "Causes",
    "mechanism": "What lies between",
    TOGETHER: "Danger signs that other answers tell when they are taken together",
}


def concepts_text(pack: RulePack, concepts: Sequence[Concept], whole: bool, page: Page) -> str:
    """Return a line for each concept, by the part that it plays; `whole` with its values and all that it may be
    called."""
    lines: list[str] = []
    for part, heading in HEADINGS.items():
        of_part = [one for one in concepts if _part(pack, one) == part]
        if of_part:
            lines += [*([""] if lines else []), f"{heading} ({len(of_part)})"]
        for one in of_part:
            lines += [row for text in _lines(one, whole) for row in wrapped(text, page.width, "  ", HANG)]
    count = f"{pack.id} {pack.version}: {phrases.counted(len(concepts), 'concept')}"
    of_all = f" of {len(pack.concepts)}" if len(concepts) < len(pack.concepts) else ""
    return page.holding("".join(f"{visible(line)}\n" for line in (f"{count}{of_all}", "", *lines)))


def concepts_json(pack: RulePack, concepts: Sequence[Concept]) -> str:
    """Return the concepts as one JSON object on one line."""
    listed = [
        {
            "id": one.id,
            "label": one.label,
            "role": one.role,
            "kind": one.kind,
            "values": [*one.values, UNKNOWN],
            "units": one.units,
            "terms": dict(one.terms),
            "aliases": one.aliases,
            "narrower": one.narrower,
            "about": one.about,
        }
        for one in concepts
    ]
    return json.dumps({"format": FORMAT, "pack": {"id": pack.id, "version": pack.version}, "concepts": listed}) + "\n"


def _part(pack: RulePack, concept: Concept) -> Part:
    return TOGETHER if concept.told_by and concept.id not in pack.asked else concept.role


def _lines(concept: Concept, whole: bool) -> Iterator[str]:
    """Yield what is said of a concept."""
    supplement = "  [supplement]" if concept.kind == "supplement" else ""
    yield f"{concept.id}: {concept.label}{supplement}"
    if not whole:
        return
    yield f"    {concept.about}"
    yield f"    may be: {', '.join((*concept.values, UNKNOWN))}{_result(concept)}"
    if concept.terms:
        yield f"    in one word: {'; '.join(f'{term} ({value})' for value, term in concept.terms.items())}"
    if concept.aliases:
        yield f"    also called: {', '.join(concept.aliases)}"
    if concept.narrower:
        yield f"    counts as it when there: {', '.join(concept.narrower)}"


def _result(concept: Concept) -> str:
    return f", or a test result as on its report: 'NUMBER {concept.units[0]} (LOW-HIGH)'" if concept.units else ""
