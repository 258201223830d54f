"""What is wrong with a text that is no YAML, for whoever wrote it: the parser's words are for programmers, and a quote
or a bracket that is not closed is wrong where it begins, though the parser ends later.

The text and where the parser ended come in, a line with words goes out. Either parser of ruamel.yaml may have spoken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import name

NO_DASH = "a '- ' is missing before {}: each item of a list begins with one"
CURLY = "curly quotes are no quotes in YAML, but signs like any other"
STRAIGHT = 'write straight ones: "..."'
_CURLY = re.compile("^ *(?:- +)*(?:[\\w-]+: +)?[\\[{]? *[\u201c\u201d\u201e]")  # where a text begins
HINT = "check the indentation and the quotes near this line"
_ABOVE = re.compile(r":\s+>=?\s*\d")  # a test result that is given as a limit, which YAML takes for a folded text
BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_KEY = re.compile(r"( *)[\w-]+:(?: |$)")
_BEGIN = re.compile(r"^ *(?:- +)*|: +|[\[{,] *")  # behind each of these a text may begin
_SIGNS = "*&!@%`|>?-"  # no text begins with one of these
_PAIRS = {'"': '"', "'": "'", "[": "]", "{": "}"}  # nothing follows behind such a pair


class Fault(NamedTuple):
    """The 1-based line (0 is the whole file), what is wrong there, and what has mostly happened then."""

    line: int
    message: str
    hint: str


class Ended(NamedTuple):
    """Where a parser ended (0-based; -1 where it does not say), in which line what it was in began, what that was, and
    what the parser complains of."""

    line: int
    column: int
    began: int | None
    context: str
    complaint: str


def not_yaml(text: str, ended: Ended) -> Fault:
    """Return what is wrong with `text`, in which a parser ended so."""
    if ended.line < 0:
        return Fault(0, ended.complaint, "check the indentation and the quotes")
    lines = [*BREAK.split(text), "", ""]
    here = lines[ended.line]
    found = (
        _odd_blank(lines, ended)
        or _no_dash(here, ended)
        or _text_begun(here, ended)
        or _not_closed(here, ended)
        or _too_deep(lines, ended)
        or _no_item(lines, ended)
        or _no_key(lines, ended)
        or _no_colon(lines, ended)
    )
    if not found and "mapping values" in ended.complaint and _CURLY.search(here):
        found = Fault(ended.line + 1, CURLY, STRAIGHT)
    if not found and "mapping values" in ended.complaint:
        found = Fault(ended.line + 1, ended.complaint, "a text that holds ': ' has to stand in quotes")
    return found or Fault(ended.line + 1, ended.complaint or "it cannot be parsed", HINT)


def _odd_blank(lines: Sequence[str], ended: Ended) -> Fault | None:
    """A tab, or something else that only looks like a blank, where a line is set in; the parser may end at the next."""
    for line in (ended.line, max(ended.line - 1, 0)):
        odd = lines[line][: len(lines[line]) - len(lines[line].lstrip())].replace(" ", "")
        if odd[:1] == "\t" and line == ended.line:
            return Fault(line + 1, "a tab stands before the words of this line", "use blanks, never tabs")
        if odd[:1] not in ("", "\t"):
            called = f"{name(odd[0], 'strange blank').lower()} (U+{ord(odd[0]):04X})"
            return Fault(line + 1, f"a {called} stands before the words of this line", "use blanks")
    return None


def _text_begun(here: str, ended: Ended) -> Fault | None:
    """A text that begins with a sign of YAML's own, or goes on behind a quote or a bracket that is closed."""
    if _ABOVE.search(here):
        message = "what begins with '>' has to stand in quotes"
        return Fault(ended.line + 1, message, "write it like '\">8.0 mmol/L (3.5-5.0)\"'")
    for begin in reversed([match.end() for match in _BEGIN.finditer(here)]):
        first, read = here[begin : begin + 1], here[begin : ended.column].rstrip()
        if begin > ended.column or not first or re.match(r" *-\S", here):
            continue
        closed = first in _PAIRS and len(read) > 1 and read[-1] == _PAIRS[first] and here[ended.column :].strip(" ,]}")
        if closed and first in "[{":
            hint = f"take it out; or put a text that begins with '{first}' in double quotes"
            return Fault(ended.line + 1, f"something stands behind a '{read[-1]}'", hint)
        if closed:
            sign = "an apostrophe" if first == "'" else "a quote"
            hint = "use double quotes" if first == "'" else "put the whole text in single quotes, with '' for ' in it"
            return Fault(ended.line + 1, f"{sign} ends this text before its end", hint)
        if first in _SIGNS and " " not in read and "," not in read:
            message = f"a text that begins with '{first}' has to stand in quotes"
            return Fault(ended.line + 1, message, "use double quotes")
    return None


def _not_closed(here: str, ended: Ended) -> Fault | None:
    """A quote or a bracket that is not closed, or a text between brackets that lacks its quotes."""
    if ended.began is None:
        return None
    if "quoted scalar" in ended.context:
        hint = "close it; a text with an apostrophe in it stands between double quotes"
        return Fault(ended.began + 1, "a quote that begins here is not closed", hint)
    if "flow" not in ended.context:
        return None
    sign = here[ended.column : ended.column + 1]
    if ended.began == ended.line and sign in ("?", ":"):
        message = f"a text between brackets that holds '{sign} ' has to stand in quotes"
        return Fault(ended.line + 1, message, "put it in quotes; or a comma is missing before it")
    if "node" in ended.context:
        return Fault(ended.began + 1, "a '[' or '{' is not closed here, or above", "end it with ']' or '}'")
    opening, closing = "[]" if "sequence" in ended.context else "{}"
    message = f"a '{opening}' that begins here is not closed, or lacks a comma"
    return Fault(ended.began + 1, message, f"end it with '{closing}', with a comma between two items")


def _too_deep(lines: Sequence[str], ended: Ended) -> Fault | None:
    """A key that is set in further than the one above, whose text it seems to go on with."""
    key = _KEY.match(lines[ended.line])
    above = _above(lines, ended)
    if not key or "mapping values" not in ended.complaint or key.end() < ended.column or _deep(above) >= len(key[1]):
        return None
    hint = "set it in as the keys above; if it goes on with the text above, that text has to stand in quotes"
    return Fault(ended.line + 1, "this line begins with more blanks than the key above", hint)


def _no_dash(here: str, ended: Ended) -> Fault | None:
    """A line that begins with a dot or star instead of a dash, as items do elsewhere."""
    if not re.match(r"[*+\u2022\u2013\u2014] ", here):
        return None
    return Fault(ended.line + 1, f"this line begins with '{here[0]}'", "begin each item of a list with '- '")


def _no_item(lines: Sequence[str], ended: Ended) -> Fault | None:
    """A line that begins no item where one has to begin, and belongs to none."""
    if "block collection" not in ended.context and "document start>" not in ended.complaint:
        return None
    number, here = ended.line + 1, lines[ended.line]
    if re.match(r" *-\S", here):
        return Fault(number, "a blank is missing behind the '-'", "begin the item with '- '")
    if here.startswith(" "):
        if here.lstrip().startswith("- "):
            return Fault(number, "this '- ' does not stand below those of the items above", "set it in as they are")
        return _too_few(lines, number)
    hint = NO_DASH.format("this line, or above")
    if _above(lines, ended) and not here.startswith("-"):
        hint += "; or set it in as the keys of the item above"
    return Fault(number, ended.complaint, hint)


def _no_key(lines: Sequence[str], ended: Ended) -> Fault | None:
    """A line among keys that is an item, or stands below none of them."""
    here = lines[ended.line]
    if "block mapping" not in ended.context:
        return None
    if here.lstrip().startswith("- "):
        hint = "take the '- ' away, or set the lines above in the same way"
        return Fault(ended.line + 1, "this line begins with '- ', and those above are keys", hint)
    return _too_few(lines, ended.line + 1) if here.startswith(" ") and _KEY.match(here) else None


def _above(lines: Sequence[str], ended: Ended) -> str:
    """Return the line above that says something, '' for none."""
    before = reversed(lines[: ended.line])
    return next((one for one in before if one.strip() and not one.lstrip().startswith("#")), "")


def _too_few(lines: Sequence[str], number: int) -> Fault:
    """Return what is wrong with a key that stands below none of those that it belongs to; the line above may begin with
    a dash too many."""
    before, here = lines[number - 2] if number > 1 else "", lines[number - 1]
    if re.match(rf" {{{len(here) - len(here.lstrip())}}}- ", before) and _KEY.match(here):
        hint = "take the '- ' away; or set the lines below in further, if they belong to this item"
        return Fault(number - 1, "this line begins with '- ', and the key below does not", hint)
    message = "this line does not begin with as many blanks as the keys that it belongs to"
    return Fault(number, message, "set it in as they are")


def _deep(line: str) -> int:
    """Return how far the words of a line are set in, behind a dash if it has one."""
    return len(line) - len(line.lstrip(" -"))


def _no_colon(lines: Sequence[str], ended: Ended) -> Fault | None:
    """A line without the colon of a key, which may also go on with the text above it."""
    if ended.began is None or "expected ':'" not in ended.complaint:
        return None
    hint = "write it as 'KEY: VALUE', with a blank behind the colon"
    if not re.search(r"\w:\S", lines[ended.began]):
        hint += "; or, where it goes on with the text above, set it in further than the key of that text"
    return Fault(ended.began + 1, "a ':' with a blank behind it is missing in this line", hint)
