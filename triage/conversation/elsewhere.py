"""What is said to a line that is no answer here: where it is asked, or which words work. Above all a danger sign is
never brushed off.

A session and a line come in, words go out.
"""

from __future__ import annotations

import re

from triage.conversation.words import WORDS
from triage.errors import UnknownName, did_you_mean, echoed
from triage.interview.session import Session
from triage.model import Concept
from triage.names import find_concept, names_of, near, plain
from triage.result.urgency import danger_signs

HELP = "Type 'help' for the words that work here."


def asked_elsewhere(session: Session, typed: str) -> str:
    """Return where the thing that `typed` names, or the danger signs that it holds, can be answered; '' if it names
    nothing that is asked for."""
    places: dict[str, list[str]] = {}
    for name, concept in _named(session, typed):
        if where := _where(session, concept):
            places.setdefault(where, []).append(f"'{name}'")
    return " ".join(
        where.format(names=" and ".join(names), were="was" if len(names) == 1 else "were")
        for where, names in places.items()
    )


def no_answer(session: Session, typed: str, why: str) -> str:
    """Return what is said to a line that is no answer to the open question: where it is asked, or `why` it is none."""
    meant = did_you_mean(near(typed.casefold(), WORDS), before="Or ")
    return asked_elsewhere(session, typed) or f"{why} {meant or HELP}"


def no_word(session: Session, typed: str) -> str:
    """Return what is said, where no question is open, to a line that begins with no word that works there."""
    if where := asked_elsewhere(session, typed):
        return where
    hint = did_you_mean(near(typed.split()[0].casefold(), WORDS), before="; ")
    ended = "The questions have ended" if session.stop else "No question is open"
    more = " 'change N' answers one anew." if session.replies else ""
    return f"{ended}, and {echoed(typed)} is not one of the words that work here{hint or '.'}{more} {HELP}"


def _named(session: Session, typed: str) -> list[tuple[str, Concept]]:
    """Return the names of danger signs in `typed`, longest first and none inside another; without any, the one name
    that it is as a whole."""
    words = plain(re.sub(r"[^\w\s'-]", " ", typed))  # without full stops and the like
    left = f" {words} "
    signs = [session.pack.concept[name] for name in danger_signs(session.pack)]
    names = sorted(((plain(name), sign) for sign in signs for name in names_of(sign)), key=lambda one: -len(one[0]))
    found = []
    for name, sign in names:
        if f" {name} " in left:
            left = left.replace(f" {name} ", " | ")
            found.append((name, sign))
    if found:
        return found
    try:
        return [(typed.strip(), find_concept(session.pack, typed))]
    except UnknownName:
        return []


def _where(session: Session, concept: Concept) -> str:
    """Return the sentence that says where `concept` is asked for, with room for what was typed; '' for nowhere."""
    question = session.question
    if question and concept.id in question.concepts:
        number = question.concepts.index(concept.id) + 1
        return f"{{names}} stands on this list: type {number}." if question.form == "checklist" else ""
    for number, reply in enumerate(session.replies, start=1):
        if concept.id in reply.question.concepts:
            return f"{{names}} {{were}} asked in question {number}: 'change {number}' answers that."
    for waiting in session.waiting:
        if concept.id in waiting.concepts:
            return f"{{names}}: this comes in a later question, '{waiting.text.replace('{', '{{').replace('}', '}}')}'"
    return ""
