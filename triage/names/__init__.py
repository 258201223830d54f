"""The words in which people name the concepts, values, statements and rules of a pack, and what they stand for.

How words are written is compared in `forms`, what they say beside a name in `described`, and slips of the finger in
`slips`; `known` holds the names of a pack, `find` looks for one, and `offered` says which come close where it is none.
"""

from triage.names.find import (
    NO_WORDS,
    OPEN_WORDS,
    UNKNOWN_WORDS,
    YES_NO,
    YES_WORDS,
    find_concept,
    find_rule,
    find_spoken,
    find_stated,
    find_statement,
    find_value,
    in_words,
    is_narrower,
)

__all__ = [
    "NO_WORDS",
    "OPEN_WORDS",
    "UNKNOWN_WORDS",
    "YES_NO",
    "YES_WORDS",
    "find_concept",
    "find_rule",
    "find_spoken",
    "find_stated",
    "find_statement",
    "find_value",
    "in_words",
    "is_narrower",
]
