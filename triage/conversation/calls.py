"""Whether a line is a call for help, though it may begin with a word that works here: 'help i cannot breathe'."""

from __future__ import annotations

import re
from contextlib import suppress

from triage.conversation.at_once import told_at_once
from triage.conversation.named import named
from triage.errors import UnknownName
from triage.interview.session import Session
from triage.names import find_concept, find_statement
from triage.names.forms import plain

CALLS = frozenset(("emergency", "ambulance", "dying", "sos", "911", "112", "999"))  # for help, whatever is behind them
_HELP_ME = re.compile(r"(?:(?:please|somebody|someone|i need) )?help(?: (?:me|us|now|please))*")
_ABOUT_A_THING = ("help", "how", "why", "whatif", "what-if", "change", "needed", "undo")
# A file may be called like anything, but by 'save me' none is meant.
_A_CALL = {"save": ("me ", "us ", "him ", "her "), "what": ("if ",)}
_WHAT_TO_DO = re.compile(
    r"(?:and |so |but )?(?:what|where|whom?|when|should|can|must|shall)\b"
    r".*\b(?:do|wait|waiting|call|ring|go|now|next)\b"
)
_SOMEBODYS = re.compile(r"(?:my|i|i'm|he|she|his|her|we|somebody|someone)\b", re.IGNORECASE)  # 'help my chest hurts'


def calls_for_help(session: Session, word: str, argument: str) -> bool:
    """Return whether a line that begins with a word which asks about a thing by its name is another line: it names no
    one thing, and holds a danger sign of which a real person is told at once, as 'help i cannot breathe' does, or is
    nothing but such a call."""
    if word not in (*_ABOUT_A_THING, *_A_CALL):
        return False
    if word in _A_CALL and not argument.startswith(_A_CALL[word]):
        return False
    if word == "help" and argument and _HELP_ME.fullmatch(plain(f"{word} {argument}").strip(" .!")):
        return True
    for find in (find_concept, find_statement) if not _SOMEBODYS.match(argument) else ():
        with suppress(UnknownName):
            find(session.pack, argument)
            return False
    return any(told_at_once(session, concept) for _, concept in named(session, argument).names)


def is_a_call(typed: str) -> bool:
    """Return whether a line is nothing but a call, or holds a word that is one whatever else it says."""
    words = plain(typed).strip(" .!")
    return bool(CALLS.intersection(words.split()) or _HELP_ME.fullmatch(words))


def asks_what_to_do(typed: str) -> bool:
    """Return whether a line asks what to do, as 'what do I do while I wait' does."""
    return _WHAT_TO_DO.match(plain(typed)) is not None
