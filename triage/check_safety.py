"""What no pack may get wrong: a danger sign says at once how urgent it is, and no text interferes with a treatment.

Each check is a function that yields problems; what it looks for stands in its docstring.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.document import Document, Place
from triage.errors import Problem
from triage.model import URGENCY, URGENCY_LEVELS
from triage.overview import Overview

SOMETHING_TAKEN = (
    r"(supplement|tablet|pill|capsule|medicine|medication|drug|vitamin|mineral|injection|statin|antibiotic)s?"
)
CHANGING = (
    r"take(?! up\b)|taking|start|starting|begin|beginning|stop|stopping|quit|cease|discontinue|continue|resume|reduce"
    r"|increase|raise|lower|double|halve|change|switch|adjust|replace|skip|avoid|try|swallow"
)
BANNED = {
    "what somebody has is for a professional to say": r"\bdiagnos\w*",
    "how much to take is for a professional to say": (
        r"\b(over|under)?dos(e|es|ed|age|ages|ing)\b"
        r"|\b\d+\s*(mg|mcg|micrograms?|milligrams?|IU|units)\s+(a|per|every|twice|daily)\b"
    ),
    "what to take is for a professional to say": r"\bprescri(be|bes|bed|bing|ption|ptions)\b",
    "what to take is for a professional and the person to decide": (
        rf"\b({CHANGING})\s+(\w+\s+){{0,3}}{SOMETHING_TAKEN}\b"
    ),
}
# A sentence may say that the program does none of this: "nothing here is a reason not to start ...".
ALLOWED = re.compile(r"\b(not|never|nor)\s+(to\s+)?(start|stop|begin|change|take)\b", re.IGNORECASE)
# What is no sentence of the pack's own: names, and the words of a source.
UNSPOKEN = frozenset(
    ("id", "url", "wording", "source", "mechanism-source", "teaches", "if", "then", "hedges", "places", "link", "unit")
)


def red_flag_depth(overview: Overview) -> Iterator[Problem]:
    """A concept of role danger without a rule that goes from it alone to an urgency above `learn`; one that no question
    of tier danger asks for, unless a critical value or several answers together tell of it."""
    first = {name for one in overview.parts.questions if one.record.tier == "danger" for name in one.record.concepts}
    in_one_step = {
        placed.record.premises[0].concept
        for placed in overview.rules
        if placed.record.conclusion.concept == URGENCY
        and placed.record.conclusion.value != URGENCY_LEVELS[-1]
        and len(set(placed.record.premises)) == 1
    }
    for name, placed in overview.concepts.items():
        if placed.record.role != "danger" or name in overview.doubtful or not overview.whole:
            continue
        if name not in in_one_step:
            message = f"no rule goes from the danger sign '{name}' alone to an urgency above {URGENCY_LEVELS[-1]}"
            hint = f"write a rule 'if: {name} is present', 'then: urgency is ...'"
            yield placed.problem(("id",), "red-flag-depth", message, hint)
        told = name in overview.told and name not in overview.asked
        if overview.parts.questions and name not in first and not told:
            message = f"no question of tier danger asks for the danger sign '{name}'"
            yield placed.problem(("id",), "red-flag-depth", message, "ask for it in a question with 'tier: danger'")


def banned_words(overview: Overview) -> Iterator[Problem]:
    """A text that speaks of diagnosing, dosing or prescribing, or tells somebody to start, stop or change a medicine or
    supplement. What stands in coverage.yaml is shown to nobody, and the title of a source is another's."""
    parts = overview.parts
    records = (parts.concepts, parts.nuances, parts.questions, parts.rules, parts.scopes, parts.not_covered)
    documents = {placed.document.path: placed.document for found in records for placed in found}
    for document in (parts.pack_file, *documents.values()):
        for place, text in _texts(document):
            for why, pattern in BANNED.items():
                if found := re.search(pattern, ALLOWED.sub("", text), re.IGNORECASE):
                    message = f"'{' '.join(found[0].split())}' is not said here: {why}"
                    about = _record_id(document, place)
                    line = document.line(place)
                    yield Problem(document.path, line, "banned-words", message, "say it in another way", about)


def _texts(document: Document) -> Iterator[tuple[Place, str]]:
    """Yield every text of a document that a reader may be shown, with its place."""
    waiting: list[tuple[Place, object]] = [((), document.data)]
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, str):
            yield place, value
        elif isinstance(value, dict):
            waiting.extend(((*place, key), part) for key, part in value.items() if key not in UNSPOKEN)
        elif isinstance(value, list):
            waiting.extend(((*place, number), part) for number, part in enumerate(value))


def _record_id(document: Document, place: Place) -> str:
    record = document.data
    if isinstance(record, list) and place and isinstance(place[0], int):
        record = record[place[0]]
    id = record.get("id") or record.get("concept") if isinstance(record, dict) else ""
    return id if isinstance(id, str) else ""
