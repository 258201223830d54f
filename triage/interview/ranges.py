"""A typed line as a reply, once each test result in it has the range of its report: the person is asked for those.

Pure but for the two functions that it is given, which ask and obey.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from triage.answers.measurement import NoRange, NotAMeasurement, read_range
from triage.errors import echoed, sentence
from triage.interview.reply import NONE, NotAnAnswer, RangeWanted, Reply
from triage.interview.typed import understand
from triage.model import Question, RulePack
from triage.names import UNKNOWN_WORDS, plain

LEAVING = ("back", "change", "keep", "skip", "more", "restart")  # these leave a question, and so the range for it


def understood(
    pack: RulePack, question: Question, typed: str, ask: Callable[[str], str], obey: Callable[[str], bool]
) -> Reply:
    """Return the reply that `typed` stands for.

    `ask` shows a sentence and returns what is typed then; `obey` does what a word asks for, and returns whether it was
    one. Raises NotAnAnswer, also where somebody does not know a range.
    """
    while True:
        try:
            return understand(pack, question, typed)
        except RangeWanted as wanted:
            typed = typed.replace(wanted.item, f"{wanted.item} ({_range(wanted, ask, obey)})", 1)


def _range(wanted: RangeWanted, ask: Callable[[str], str], obey: Callable[[str], bool]) -> str:
    """Ask for the range of a report until one that can be read is typed. Raises NotAnAnswer when there is none."""
    say = wants = f"{sentence(wanted)} Type it, like 2.15-2.55, or 'not sure':"
    while True:
        typed = ask(say)
        word = plain(typed.strip().removeprefix(":"))
        if word in (*UNKNOWN_WORDS, "no", NONE, *LEAVING):
            raise NotAnAnswer(f"without the range of its report {echoed(wanted.item)} cannot be judged: leave it out")
        if obey(typed):
            continue
        try:
            return _read(wanted.item, typed)
        except NoRange as error:
            say = f"{sentence(error)} {wants}"
        except NotAMeasurement as error:
            say = f"{sentence(error)} Type it again, like 2.15-2.55, or 'not sure':"


def _read(item: str, typed: str) -> str:
    """Return the range in `typed`, before which the test result `item` may be said once more. Raises
    NotAMeasurement."""
    words = typed.split()
    for start in range(1, len(words)):
        if f" {plain(' '.join(words[:start]))} " in f" {plain(item)} ":
            with suppress(NoRange):
                read_range(range_ := " ".join(words[start:]))
                return range_.strip("()[]")
    read_range(typed)
    return typed.strip().strip("()[]")
