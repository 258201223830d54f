"""What a real person is told at once about a danger sign that a line names, wherever it stands.

A session and a concept come in; what to do goes out, as a pattern for the names that were typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from triage.interview.session import Session
from triage.model import MADE_UP, PRESENT, URGENCY_LEVELS, Concept
from triage.result.urgency import SOON, level_by


def told_at_once(session: Session, concept: Concept) -> str:
    """Return what a real person is told at once: that `concept` is a danger sign, alone or with what was answered, and
    what to do if it is there; '' for anything that can wait."""
    if PRESENT not in concept.values or session.person == MADE_UP or session.answers.get(concept.id) == PRESENT:
        return ""
    pack = session.pack
    level, means = level_by(pack, {concept.id: PRESENT}), "{are_signs}"
    if level not in SOON:
        level, means = level_by(pack, {**session.answers, concept.id: PRESENT}), "{are_signs} with what you answered"
        rises = URGENCY_LEVELS.index(level) < URGENCY_LEVELS.index(session.trace.urgency)
        if level not in SOON or not rises:
            return ""
    return f"{{names}} {means}. If {{it_is}} there now: {literal(pack.level[level].do)}"


def told_together(session: Session, concepts: Sequence[Concept]) -> tuple[tuple[Concept, ...], str]:
    """Return the things that one line names which, together, are graver than any of them, without those that make no
    difference, and what a real person is told of them, as a pattern for the names that were typed; nothing where they
    are not, or can wait."""
    there = {one.id: one for one in concepts if PRESENT in one.values}
    if len(there) < 2 or session.person == MADE_UP:
        return (), ""
    pack = session.pack

    def level(names: Iterable[str], answers: Mapping[str, str] = session.answers) -> str:
        return level_by(pack, {**answers, **dict.fromkeys(names, PRESENT)})

    found = level(there)
    by_one = min(URGENCY_LEVELS.index(level([name])) for name in there)
    if found not in SOON or URGENCY_LEVELS.index(found) >= by_one:
        return (), ""
    for name in tuple(there):
        if level(there.keys() - {name}) == found:
            del there[name]
    beside = "" if level(there, {}) == found else " with what you answered"
    says = f"{{names}} together are danger signs{beside}. If they are there now: {literal(pack.level[found].do)}"
    return tuple(there.values()), says


def gravity(session: Session, concept: Concept) -> int:
    """Return the place of the level that `concept` gives by itself, 0 for an emergency."""
    there = {concept.id: PRESENT} if PRESENT in concept.values else {}
    return URGENCY_LEVELS.index(level_by(session.pack, there))


def literal(text: str) -> str:
    """Return a text so that it stays as it is where a pattern with it is filled in."""
    return text.replace("{", "{{").replace("}", "}}")
