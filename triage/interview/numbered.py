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
    rf"(?:except|but|apart from|besides|other than)(?: for)?\s+(?={_NUMBER})",
    re.IGNORECASE,
)
_MARKED = re.compile(r"#(?=\d)|(?<=\d)[.)](?=\s|$|[,;])|\((?=\d{1,2}\)?(?:[\s,;]|$))")
_BETWEEN = re.compile(r"(?<!\d)(\d{1,2})\s*[/+]\s*(?=\d{1,2}(?!\d))")
# Behind the last number: that it fits, when it is so, or how often. A doubt, a no or another number says more.
_BEHIND = re.compile(
    r"(?<=\d)\s+(?:(?:fits?|appl(?:y|ies))(?:\s+best)?"
    r"|(?!.*(?:\d|\b(?:sure|maybe|perhaps|possibly|not|no|ago|or)\b))"
    r"(?:(?:but\s+)?(?:only|just|mostly)|since|when|while|during|in the|at|last night|yesterday|today|tonight|now"
    r"|right now|this|all day|sometimes|often|on and off|now and then|a bit|a little)\b[^,;]*)(?=\s*[.!]?\s*$)",
    re.IGNORECASE,
)


def without_lead(typed: str) -> str:
    """Return a line without what says nothing before its numbers."""
    return _BEFORE.sub("", typed)


def bare(typed: str) -> str:
    """Return a line of numbers that have nothing to say but which things are there, without what says nothing beside
    them."""
    typed = without_lead(_NONE_BUT.sub("", typed))
    return _BEHIND.sub("", _BETWEEN.sub(r"\1, ", _MARKED.sub("", typed)))
