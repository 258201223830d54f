"""What is said to an age that was typed: whether a pack covers it, and that it is read for nothing else.

A session, the open question and an age come in; words go out.
"""

from __future__ import annotations

from triage import phrases
from triage.interview.reply import PERSON
from triage.interview.session import Session
from triage.model import ABSENT, PRESENT, Question
from triage.names.forms import plain


def aged(session: Session, question: Question | None, age: int) -> str:
    """Return what somebody of that age, in years, may answer: to what the pack does not cover, and to what else on the
    open list speaks of an age."""
    listed = question.concepts if question and question != PERSON else ()
    by_age = [(one.concept, one.age_below) for one in session.pack.scopes if one.age_below is not None]
    says = [_covered(session, listed, concept, age, below) for concept, below in by_age]
    if not says:
        says.append("Ages are not read.")
    decided = {concept for concept, _ in by_age}
    for number, name in enumerate(listed, 1):
        label = session.pack.concept[name].label
        if name not in decided and "age" in plain(label).split():
            says.append(f"Number {number} is '{label}': type {number} if that is so.")
    return " ".join(says)


def _covered(session: Session, listed: tuple[str, ...], concept: str, age: int, below: int) -> str:
    is_so = age < below
    says = f"At {age} '{phrases.label(session.pack, concept)}' {'applies' if is_so else 'does not apply'}"
    if concept in listed:
        number = listed.index(concept) + 1
        return f"{says}: type {number}." if is_so else f"{says}: leave out number {number}."
    answer = session.answers.get(concept)
    number_of = session.number_of(concept)
    if answer == (ABSENT if is_so else PRESENT) and number_of:
        return f"{says}, and was answered otherwise: 'change {number_of}' answers that anew."
    return f"{says}; no other age is read." if answer else f"{says}: a question asks for that."
