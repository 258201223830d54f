"""What a case reports in words for which the pack has no name: kept and shown, and looked at by no rule.

A text in, the same text out; what the pack has a name for is told, as there it would be lost.
"""

from __future__ import annotations

from triage.answers.case_line import UNNAMED, WrongLine, in_a_file, read_line
from triage.errors import UnknownName, did_you_mean
from triage.model import PRESENT, RulePack
from triage.names import find_concept
from triage.names.forms import plain
from triage.names.slips import near

KNOWN = "known-name"


def besides(pack: RulePack, words: str) -> str:
    """Return `words`, such as `asthma` or `itching: at night`, with single spaces. Raises WrongLine where the pack has
    a name for them, or for what they may be with slips of the finger."""
    name, _, word = (part.strip() for part in words.partition(":"))
    try:
        line = read_line(pack, name, word or PRESENT)
    except WrongLine as wrong:
        if wrong.code != UNNAMED:
            raise
    else:
        message = f"'{words}' is a name of the pack, and under 'also' no rule would look at it"
        raise WrongLine(KNOWN, message, f"write it under 'answers', as '{line.name}: {line.value}'")
    if meant := _meant(pack, name):
        message = f"'{words}' may be a name of the pack, and under 'also' no rule would look at it"
        raise WrongLine(KNOWN, message, did_you_mean(in_a_file(pack, meant)))
    return " ".join(words.split())


def _meant(pack: RulePack, name: str) -> tuple[str, ...]:
    """Return the names of the pack that `name` may be with slips of the finger, which leave as many words."""
    try:
        find_concept(pack, name)
    except UnknownName as error:
        return near(name, (one for one in error.near if len(plain(one).split()) == len(plain(name).split())))
    return ()
