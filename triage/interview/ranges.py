"""A typed line as a reply, once each test result in it has the range of its report: the person is asked for those.

Pure but for the two functions that it is given, which ask and obey.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from triage.answers.measurement import NoRange, NotAMeasurement, read_range
from triage.errors import echoed, sentence
from triage.interview.items import is_range
from triage.interview.reply import NONE, NOTHING_LEFT_OUT, NotAnAnswer, RangeWanted, Reply
from triage.interview.typed import understand
from triage.model import Concept, Question, RulePack
from triage.names import UNKNOWN_WORDS
from triage.names.forms import plain

_NOT_KNOWN = (*UNKNOWN_WORDS, "no", NONE)
# How the range of one report is asked for, how it is once more, and what may be typed; and how those of several are.
_ONE = ("it", "it again", "like 11.1-33.3, or 'not sure'")
_SEVERAL = (
    "them in this order with ';' between",
    "all of them again with ';' between",
    "like 11.1-33.3; 44-55, with 'not sure' in place of one that you do not know",
)
_BETWEEN = r";|,(?!\d)|(?<!\d),|\sand\s"  # ranges; a comma between digits is a decimal one


def understood(
    pack: RulePack, question: Question, typed: str, ask: Callable[[str], str], obey: Callable[[str], bool]
) -> tuple[Reply, Mapping[str, Concept]]:
    """Return the reply that `typed` stands for, and the test results in it that are left out, since nobody knows their
    ranges, each with what was tested.

    `ask` shows a sentence and returns what is typed then; `obey` does what a word asks for, and returns whether it was
    one. Raises NotAnAnswer, also where nothing but results without a range was typed.
    """
    try:
        return understand(pack, question, typed), NOTHING_LEFT_OUT
    except RangeWanted as error:
        wanted = error
    what, anew, like = _ONE if len(wanted.lacking) == 1 else _SEVERAL
    say = wants = f"{sentence(wanted)} Type {what}, {like}:"
    while True:
        typed = ask(say)
        unknown = plain(typed.strip().removeprefix(":")) in _NOT_KNOWN
        if not unknown and obey(typed):
            say = wants
            continue
        try:
            ranges = dict.fromkeys(wanted.lacking, "") if unknown else _dealt(tuple(wanted.lacking), typed)
            left_out = {item: wanted.lacking[item] for item, range_ in ranges.items() if not range_}
            line = _with_ranges(wanted.line, ranges)
            if line:
                return understand(pack, question, "; ".join(line)), left_out
            break
        except NoRange as error:
            say = f"{sentence(error)} {wants}"
        except (NotAMeasurement, NotAnAnswer) as error:  # also a range in which its result cannot be judged
            say = f"{sentence(error)} Type {anew}, {like}:"
    its, it = ("its report", "it") if len(left_out) == 1 else ("their reports", "them")
    results = " and ".join(map(echoed, left_out))
    words = "or give the word for it: low, normal or high, very low or very high"
    unjudged = NotAnAnswer(f"without the range of {its} {results} cannot be judged: leave {it} out, {words}")
    unjudged.left_out = left_out
    raise unjudged


def _with_ranges(line: Sequence[str], ranges: Mapping[str, str]) -> list[str]:
    """Return the items of a line, each that lacked a range with its own, but for those of which it is not known."""
    return [f"{item} ({ranges[item]})" if item in ranges else item for item in line if ranges.get(item) != ""]


def _dealt(items: Sequence[str], typed: str) -> Mapping[str, str]:
    """Return the range in `typed` for each test result, '' for one that is not known. Raises NotAMeasurement, NoRange
    where something in it is no range or there are not as many as results."""
    if len(items) == 1:
        return {items[0]: _read(items[0], typed)}
    parts = [part for part in re.split(_BETWEEN, typed) if part.strip()]
    for part in parts:
        if "," in part and all(map(is_range, part.split(","))):
            raise NoRange(f"{echoed(part.strip())} are several ranges: put ';' between them")
    if len(parts) != len(items):
        raise NoRange(f"{len(items)} results lack a range, and what was typed is {len(parts)}")
    pairs = zip(items, parts, strict=True)
    return {item: "" if plain(part) in _NOT_KNOWN else _read(item, part) for item, part in pairs}


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
