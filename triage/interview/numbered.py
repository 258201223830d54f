"""Numbers of a list with what people put around them that says nothing more: '2.', 'only 2', '2 since last week'.

A typed line comes in, and goes out without that. What the numbers mean is the matter of `typed`.
"""

from __future__ import annotations

import re

_NUMBER = r"(?:numbers?\s+)?[(#]?\d"
_BEFORE = re.compile(
    r"^\s*(?:(?:yes|yeah|yep|yup|only|just|both|mostly|i think|i guess|i have|i've got|ive got|it is|it's|its|that is"
    rf"|that's)[\s:]+)+(?:to\s+)?(?={_NUMBER})|\bnumbers?\s+(?=\d)",
    re.IGNORECASE,
)
_NONE_BUT = re.compile(
    r"^\s*(?:none|nothing|no|not any)(?: of (?:these|them|those|the above))?,?\s+"
    rf"(?:(?:except|apart from|besides|other than)(?: for)?\s+|but(?: for)?\s+(?={_NUMBER}))",
    re.IGNORECASE,
)
_MARKED = re.compile(r"#(?=\d)|(?<=\d)[.)](?=\s|$|[,;])|\((?=\d{1,2}\)?(?:[\s,;]|$))")
_BETWEEN = re.compile(r"(?<!\d)(\d{1,2})\s*[/+]\s*(?=\d{1,2}(?!\d))(?!10\b)")  # a pain of '8/10' is no two numbers
_SINCE = (
    r"since (?:yesterday|today|this morning|last (?:night|week|month|year)|\w+day|(?:a few )?(?:day|week|month|year)s)"
)
_WHEN = r"when (?:i (?:am )?)?(?:walk|ly|lie|sit|sitt|stand|run|runn|sleep|exercis|breath)\w*(?: (?:down|in|up))?"
_AT = (
    r"at (?:night|times|rest)|in the (?:morning|evening|night)|last night|yesterday|today|tonight|(?:right )?now"
    r"|this (?:morning|evening|week)|all (?:day|night|week)|sometimes|often|on and off|now and then|a bit|a little"
)
# Behind the last number, and nothing else behind it: that it fits, when it is so, or how often.
_BEHIND = re.compile(
    rf"(?<=\d)\s+(?:(?:fits?|appl(?:y|ies))(?:\s+best)?|(?:(?:but )?(?:only|just|mostly) )?(?:{_SINCE}|{_WHEN}|{_AT}))"
    r"(?=\s*[.!]?\s*$)",
    re.IGNORECASE,
)


def without_lead(typed: str) -> str:
    """Return a line without what says nothing before its numbers."""
    return _BEFORE.sub("", typed)


def bare(typed: str) -> str:
    """Return a line of numbers that have nothing to say but which things are there, without what says nothing beside
    them."""
    typed = without_lead(_NONE_BUT.sub("", typed.rstrip(" .!")))
    return _MARKED.sub("", _BETWEEN.sub(r"\1, ", _BEHIND.sub("", typed)))
