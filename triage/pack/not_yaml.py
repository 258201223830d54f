"""What is wrong with a text that is no YAML, for whoever wrote it: the parser's words are for programmers, and a quote
or a bracket that is not closed is wrong where it begins, though the parser ends later.

The text and where the parser ended come in, a line with words goes out. Either parser of ruamel.yaml may have spoken.
"""

from __future__ import annotations

import re
from typing import NamedTuple

NO_DASH = "a '- ' is missing before {}: each item of a list begins with one"
HINT = "check the indentation and the quotes near this line"
_ABOVE = re.compile(r":\s+>=?\s*\d")  # a test result that is given as a limit, which YAML takes for a folded text
_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")


class Fault(NamedTuple):
    """The 1-based line (0 is the whole file), what is wrong there, and what has mostly happened then."""

    line: int
    message: str
    hint: str


def not_yaml(text: str, line: int | None, began: int | None, context: str, complaint: str) -> Fault:
    """Return what is wrong with `text`, of which a parser says that it ended in a 0-based line with a `complaint`, in a
    `context` that began in another one."""
    if line is None:
        return Fault(0, complaint, "check the indentation and the quotes")
    here = [*_BREAK.split(text), ""][line : line + 1]
    if "\t" in "".join(one[: len(one) - len(one.lstrip())] for one in here):
        return Fault(line + 1, "a tab stands before the words of this line", "use blanks, never tabs")
    if any(_ABOVE.search(one) for one in here):
        message = "what begins with '>' has to stand in quotes"
        return Fault(line + 1, message, "write it like '\">8.0 mmol/L (3.5-5.0)\"'")
    if began is not None and "quoted scalar" in context:
        hint = "close it; a text with an apostrophe in it stands between double quotes"
        return Fault(began + 1, "a quote that begins here is not closed", hint)
    if began is not None and "flow" in context:
        opening, closing = "[]" if "sequence" in context else "{}"
        message = f"a '{opening}' that begins here is not closed, or lacks a comma"
        return Fault(began + 1, message, f"end it with '{closing}', with a comma between two items")
    if "block collection" in context or "document start>" in complaint:
        return Fault(line + 1, complaint, NO_DASH.format("this line, or above"))
    if began is not None and "expected ':'" in complaint:
        hint = "write it as 'KEY: VALUE', with a blank behind the colon"
        return Fault(began + 1, "a ':' with a blank behind it is missing in this line", hint)
    if "mapping values" in complaint:
        return Fault(line + 1, complaint, "a text that holds ': ' has to stand in quotes")
    return Fault(line + 1, complaint or "it cannot be parsed", HINT)
