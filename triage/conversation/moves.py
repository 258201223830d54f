"""What a word does that moves an interview: `back`, `change`, `keep`, `skip`, `more`; and what `restart` drops.

A session comes in; where it goes on from, and what is said of it, goes out. Nothing here is read or shown.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from triage import phrases
from triage.conversation.reply_words import answered
from triage.errors import UnknownName, sentence
from triage.interview.reply import PERSON, NotAnAnswer, Reply
from triage.interview.session import Session
from triage.model import ABSENT, PRESENT, UNKNOWN
from triage.names import find_spoken

RESTART = "restart"
_COUNTED = re.compile(r"^(?:(?:my |the )?(?:question|answer|number|no\.?|nr\.?)\s+|#\s*)(?=\d+$)", re.IGNORECASE)


@dataclass(frozen=True)
class Move:
    """What is said, the session from which the interview goes on, and the reply that it then takes in, if any."""

    session: Session
    says: str = ""
    reply: Reply | None = None


def back(session: Session) -> Move:
    """Return the move by which the answer before this question is asked again; it counts until another one is given."""
    moved = session.back()
    if moved != session:
        return Move(moved)
    keeps = " 'keep' leaves the answer as it is." if session.changing else ""
    return Move(session, f"There is nothing to go back to: this is the first question.{keeps}")


def change(session: Session, which: str) -> Move | None:
    """Return the move by which an answer is asked again: the one with that number, or about what that name means; None
    where it is neither."""
    which = _COUNTED.sub("", which)
    number = int(which) if which.isdecimal() and len(which) <= 6 else _number_of(session, which)
    if number is None:
        return None
    try:
        return Move(session.change(number))
    except NotAnAnswer as error:
        return Move(session, sentence(error))


def _number_of(session: Session, name: str) -> int | None:
    """Return the number of the reply to the question that asked for what is called so, if there is one."""
    with suppress(UnknownName):
        return session.number_of(find_spoken(session.pack, name).id)
    return None


def keep(session: Session) -> Move:
    """Return the move by which the open question is answered as before."""
    before = session.suggestion(session.question) if session.question else None
    if before is None:
        return Move(session, "There is no answer from before to keep.")
    return Move(session, reply=before)


def skip(session: Session) -> Move:
    """Return the move by which the open question stays without an answer, and one that it had no longer counts."""
    question = session.question
    if question is None:
        return Move(session, "There is no question to skip.")
    before = session.reply_to(question)
    gone = ""
    if before and not before.skipped:
        gone = f": your answer '{answered(session, before, asking=False)}' no longer counts"
    real = " Danger signs now count as for a real person." if question == PERSON else ""
    if question != PERSON and session.pack.asked.isdisjoint(question.concepts):  # what somebody named is not forgotten
        return Move(
            session, f"  Skipped{gone}, and kept as not known.", Reply(question, {question.concepts[0]: UNKNOWN})
        )
    return Move(session, f"  Skipped{gone}.{real}", Reply(question))


def there(session: Session, name: str, value: str) -> Reply:
    """Return the reply to the question that asked for a concept, with the concept there, or not known."""
    before = next(reply for reply in session.replies if name in reply.question.concepts)
    leaves = session.pack.concept[name].leaves_open if value == PRESENT else ()
    left_open = (one for one in leaves if before.answers.get(one) == ABSENT)
    answers = {**before.answers, **dict.fromkeys(left_open, UNKNOWN), name: value}
    same = {one: words for one, words in before.typed.items() if answers[one] == before.answers.get(one)}
    return replace(before, answers=MappingProxyType(answers), typed=MappingProxyType(same))


def more(session: Session) -> Move:
    """Return the move by which the interview goes on for learning only: past a stop, or at the end with the questions
    that are kept for learning."""
    further = session.go_on()
    if further.question == session.question:
        first = "This question comes first; 'skip' leaves it out."
        return Move(session, first if session.question else "There is nothing more to ask.")
    count = phrases.counted(len(further.waiting), "question")
    if session.stop:
        says = f"Going on, for learning only, with at most {count}: the causes will not be about anybody"
        return Move(further, f"{says}; what was said about the urgency stays.")
    asked = {name for question in further.waiting for name in question.concepts}
    changes = "" if asked.intersection(session.worth_asking) else f"; {phrases.no_change(bool(session.supposed))}"
    return Move(further, f"Going on with what is kept for learning: {count}{changes}.")


def dropped(session: Session, save: Path | None) -> str:
    """Return what a restart drops, also in the file `save` where answers are kept, and how to go on."""
    file = f", also in {save} from the next answer on" if save else ""
    anew = f"Type '{RESTART}' once more, or 'yes', to begin anew, or 'no' to go on"
    drops = phrases.counted(len(session.replies), "answer")
    if session.trace.also:
        drops += f", and what the file reports besides: {phrases.listed(session.trace.also)}"
    return f"That drops {drops}{file}. {anew}; 'save FILE' keeps them."
