"""Which danger signs a thing that was named is a part of, so that whoever names the part sees the whole.

A session and concepts come in; words that name the signs go out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from decimal import Decimal

from triage.conversation.at_once import literal
from triage.conversation.named import Named
from triage.interview.session import Session
from triage.interview.within_reach import may_hold
from triage.model import Concept, Question, Statement

_SMALL = frozenset(("with", "that", "have", "from", "after", "while", "this", "been", "does", "going", "some", "take"))
FEW = 4  # so many signs of a list are told by number; what is a part of more says too little


def in_a_later_question(session: Session, asking: Question | None, concept: Concept) -> str:
    """Return the words that name a danger sign that `concept` is a part of and that is still asked for, but not in the
    question that is `asking`; '' if there is none. A sign of which another part was denied is passed over."""
    signs = [sign for sign in session.pack.concepts if any(concept.id in _of(parts) for parts in _ways(session, sign))]
    if asking and any(sign.id in asking.concepts for sign in signs):
        return ""
    for question in session.waiting:
        for sign in signs:
            if sign.id in question.concepts:
                return f"; a later question asks for '{literal(sign.label)}'"
    return ""


def on_the_open_list(session: Session, asking: Question | None, heard: Named) -> str:
    """Return the sentence that tells which signs on the list that is `asking` may be meant by what was `heard`, those
    of which it holds most parts, or words; '' for none. A level may be any, and tells none but by a critical number."""
    if asking is None or asking.form != "checklist":
        return ""
    named = {concept.id for _, concept in heard.names}
    levels = {concept.id for _, concept in heard.names if concept.units}
    parts = (named - set(asking.concepts) - levels) | _critical(heard)  # of what stands there itself it is said
    signs = ((number, name) for number, name in enumerate(asking.concepts, start=1) if parts and name not in named)
    fits = {number: _fit(session, session.pack.concept[name], heard.said, parts) for number, name in signs}
    best = max(fits.values(), default=(False, 0))
    numbers = [number for number, fit in fits.items() if fit == best and fit[1]]
    if not numbers or len(numbers) > FEW:
        return ""
    if session.question != asking:  # what was named is asked first, and has numbers of its own
        if len(numbers) > 1:
            return f"The list comes again after that; look at its numbers {_listed(numbers)}."
        return f"The list comes again after that; its number {numbers[0]} is '{_label(session, asking, numbers[0])}'."
    if len(numbers) > 1:
        return f"Numbers {_listed(numbers)} of this list may be meant: type what is so."
    label = _label(session, asking, numbers[0])
    return f"Number {numbers[0]} of this list may be meant, '{label}': type {numbers[0]} if that is so."


def _fit(session: Session, sign: Concept, said: str, named: Collection[str]) -> tuple[bool, int]:
    """Return whether `named` and the answers hold a whole way to tell a sign, and how much of it is there: parts that
    are `named`, or words of its label that are `said`."""
    shared = len(_stems(said) & _stems(sign.label))
    found = [(False, shared if shared > 1 else 0)]
    for parts in _ways(session, sign):
        hits = _of(parts) & set(named)
        whole = all(part.concept in hits or session.answers.get(part.concept) == part.value for part in parts)
        found.append((whole and bool(hits), len(hits)))
    if sign.id in named or _of(sign.holds) & set(named):
        found.append((False, 1))
    return max(found)


def _critical(heard: Named) -> set[str]:
    """Return the danger signs that a number without its unit would be, if a test of what was named gave it."""
    number = re.search(r"\d+(?:[.,]\d+)?", heard.said)
    limits = (concept.critical for _, concept in heard.names if concept.critical)
    return {one.danger for one in limits if number and Decimal(number[0].replace(",", ".")) < one.below}


def _stems(text: str) -> set[str]:
    """Return the beginnings of the words of a text, so that 'climbs' is what 'climbing' is."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return {word[:4] for word in words if len(word) >= 4 and word not in _SMALL}


def _ways(session: Session, sign: Concept) -> Iterable[tuple[Statement, ...]]:
    """Return the lists of parts that may still tell a sign: no other part of it was denied."""
    return [parts for parts in sign.told_by if may_hold(session.answers, parts)]


def _of(parts: Iterable[Statement]) -> set[str]:
    return {part.concept for part in parts}


def _listed(numbers: list[int]) -> str:
    return f"{', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"


def _label(session: Session, question: Question, number: int) -> str:
    return session.pack.concept[question.concepts[number - 1]].label
