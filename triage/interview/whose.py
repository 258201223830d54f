"""Of whom a typed line speaks, and whether it says that something is so now: patterns for plain words."""

from __future__ import annotations

import re

KIN = (
    *("mother", "mum", "mom", "father", "dad", "parents", "brother", "sister", "son", "daughter", "child"),
    *("grandmother", "grandfather", "grandma", "grandpa", "aunt", "uncle", "cousin", "husband", "wife", "partner"),
    *("friend", "neighbour"),
)
# A person, and no case that was made up: 'it's me', 'my mother', but no 'fictional patient'.
SOMEBODY = re.compile(
    r"(?:(?:it'?s|it is|this is|about|for) )?"
    rf"(?:me|myself|(?:a|my|our) (?:(?:old|young|own) )?(?:{'|'.join(KIN)}|patient))"
)
WHO = r"(?:i|we|he|she|they)"
WHO_IS_ASKED = tuple(
    re.compile(rf"^{WHO}(?:'m|'s|'re| am| is| are)?{does} ") for does in ("", " (?:takes?|has|have|uses?)")
)
# What was so, what is asked, and what somebody has who is not meant: none of them says that it is so now.
NOT_NOW = re.compile(
    rf"{WHO} (?:was|were|had been|used to) .+|(?:is|are|am|was|were|does|do|did|has|have) {WHO} .+"
    rf"|{WHO}(?:'ve| have| has| had)?(?: got)? (?:an? |two |three |\d )?(?:\w+ )?"
    rf"(?:{'|'.join(KIN)}|kid|baby|toddler|teenager)s?"
)
# Who asks has not said that it is so: 'is it frost', 'do I have roots'.
ASKS = re.compile(
    r"(?:is|are|am|was|were|do|does|did|could|can|might|may|would|should) "
    r"(?:i|we|he|she|they|it|this|that|there|[\w ]+ (?:low|high|there|normal))\b"
)
