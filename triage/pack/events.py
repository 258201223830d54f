"""The text of one YAML 1.2 file in, a document out.

The only module that imports ruamel.yaml. It takes the events of the safe loader and builds the data itself, because a
file may come from a stranger: tags, anchors, aliases and great size or depth are refused, every scalar stays the text
that was written (`no` is a word, `1.10` keeps its nought), and a key given twice is a problem.
"""

from __future__ import annotations

import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from triage.errors import Problem
from triage.pack.document import Document, Place, words_in
from triage.pack.not_yaml import BREAK, CURLY, NO_DASH, STRAIGHT, Ended, not_yaml

MAX_DEPTH = 20
MAX_PARTS = 40_000  # about a thousand rules
QUOTED = "a text that begins with '{}' has to stand in quotes"
NULLS = ("", "~", "null")
_CUT = re.compile(r"\s+#\S")  # a comment has a blank behind its sign; 'No #1' is no comment
_BETWEEN_CURLY = re.compile("[\u201c\u201d\u201e][^\u201c\u201d\u201e]*[\u201c\u201d]")  # else words in it are quoted
LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


def built(text: str, shown: str) -> Document:
    """Return what `text` holds, as the document that is `shown` by that name. Never raises for what the text is."""
    return _Builder(shown).build(text)


def _ended(error: YAMLError, last: Event | None) -> Ended:
    """Return where the parser ended, and in what. `last` was the last event before that: a quote that closes only where
    the next one opens is what it was in."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Ended(-1, 0, None, "", str(error))
    mark, began = error.problem_mark, error.context_mark.line if error.context_mark else None
    if (
        isinstance(last, ScalarEvent)
        and last.style in ("'", '"')
        and last.start_mark.line < last.end_mark.line == mark.line
    ):
        return Ended(mark.line, mark.column, last.start_mark.line, "a quoted scalar", error.problem or "")
    return Ended(mark.line, mark.column, began, error.context or "", error.problem or "")


class _Builder:
    """Builds the data of one document from YAML events, without recursion, and notes the line of each part."""

    def __init__(self, shown: str):
        self.shown = shown
        self.lines: dict[Place, int] = {}
        self.problems: list[Problem] = []
        self.open: list[tuple[Any, Place]] = []
        self.key: list[str | None] = []
        self.root: Any = None
        self.documents = 0
        self.refused = False
        self.rows: list[str] = []

    def build(self, text: str) -> Document:
        self.rows = BREAK.split(text)
        event: Event | None = None
        try:
            for parts, event in enumerate(YAML(typ="safe").parse(text)):
                if parts == MAX_PARTS:
                    self._problem(
                        0, "unreadable", f"holds more than {MAX_PARTS:,} parts", "split it into several files"
                    )
                if parts == MAX_PARTS or not self._take(event):
                    return Document(self.shown, None, self.lines, tuple(self.problems), words_in(text))
        except YAMLError as error:
            found = not_yaml(text, _ended(error, event))
            if found.line not in [problem.line for problem in self.problems if self.refused]:  # else it follows from it
                self._refuse(found.line, f"this is not YAML: {found.message}", found.hint)
        except (ValueError, RecursionError) as error:
            self._refuse(0, f"this is not YAML: {error}", "check the indentation and the quotes")
        if self.refused:
            self.root = None
        nothing = self.root is None and not self.problems
        if nothing:
            self._problem(0, "unreadable", "holds nothing but comments", "write something into it, or take it out")
        words = words_in(text) if self.root is None and not nothing else None
        return Document(self.shown, self.root, self.lines, tuple(self.problems), words)

    def _problem(self, line: int, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(self.shown, line, code, message, hint))

    def _take(self, event: Event) -> bool:
        """Take in one event; return False when reading on would be useless or unsafe."""
        line = event.start_mark.line + 1
        match event:
            case DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self._problem(line, "yaml", "a second document starts here", "one file holds one document")
                    return False
            case AliasEvent():
                self._refuse(line, "aliases (*name) are not used here", f"write the value out; {QUOTED.format('*')}")
                self._scalar("*", False, line)
            case ScalarEvent():
                self._refuse_extras(event, line)
                self._scalar(self._meant(event, line), bool(event.implicit[0]), line)
            case MappingStartEvent() | SequenceStartEvent():
                self._refuse_extras(event, line)
                return self._start({} if isinstance(event, MappingStartEvent) else [], line)
            case MappingEndEvent() | SequenceEndEvent():
                self.open.pop()
                self.key.pop()
        return True

    def _meant(self, event: ScalarEvent, line: int) -> str:
        """Return the text of a scalar as its writer meant it. Note where that is another one than stands there, without
        quotes: cut off where a comment seems to begin, or between quotes that are none."""
        value: str = event.value
        if event.style:
            return value
        if _CUT.match(self._behind(event)):
            hint = "put the text in quotes; or leave a blank behind the '#' of a comment"
            self._problem(event.end_mark.line + 1, "yaml", "what stands behind ' #' is a comment, and cut off", hint)
        if _BETWEEN_CURLY.fullmatch(value):
            self._problem(line, "yaml", CURLY, STRAIGHT)
            return value[1:-1]
        return value

    def _behind(self, event: ScalarEvent) -> str:
        """Return what stands behind a scalar on its last line. A key that was only begun ends below the last one."""
        rows = self.rows[event.end_mark.line : event.end_mark.line + 1]
        return rows[0][event.end_mark.column :] if rows else ""

    def _refuse_extras(self, event: ScalarEvent | CollectionStartEvent, line: int) -> None:
        if event.anchor is not None:
            self._refuse(line, "anchors (&name) are not used here", f"take it out; {QUOTED.format('&')}")
        if event.tag is not None:
            self._refuse(line, "tags (!name) are not used here", f"take it out; {QUOTED.format('!')}")

    def _refuse(self, line: int, message: str, hint: str) -> None:
        """Note what is no YAML, or not used in packs; what else the file holds cannot be judged then."""
        self._problem(line, "yaml", message, hint)
        self.refused = True

    def _scalar(self, value: str, plain: bool, line: int) -> None:
        if LONE_SURROGATE.search(value):
            self._problem(line, "yaml", "half a character (a lone surrogate) stands here", "write the character itself")
        container, place = self.open[-1] if self.open else (None, ())
        if isinstance(container, dict) and self.key[-1] is None:
            if value == "id" and self._is_next_item(container):
                hint = NO_DASH.format("this id")
                self._problem(line, "duplicate-key", "'id' is given twice in one item", hint)
                self.open.pop()
                container = {}
                place = self._put(container, line)
                self.open.append((container, place))
            elif value in container:
                self._problem(line, "duplicate-key", f"'{value}' is given twice", "keep one of them")
            self.key[-1] = value
            self.lines.setdefault((*place, value), line)
        else:
            self._put(None if plain and value in NULLS else value, line)

    def _is_next_item(self, container: dict[str, Any]) -> bool:
        """Return whether a second `id` in an item of a file that is a list begins another item."""
        return isinstance(self.root, list) and len(self.open) == 2 and "id" in container and len(container) > 1

    def _start(self, container: Any, line: int) -> bool:
        if len(self.open) >= MAX_DEPTH:
            hint = "look for brackets or braces that are not closed"
            self._problem(line, "yaml", f"lists and keys are nested more than {MAX_DEPTH} deep", hint)
            return False
        if self.open and isinstance(self.open[-1][0], dict) and self.key[-1] is None:
            hint = "put quotes around a text that begins with '[' or '{'"
            self._problem(line, "yaml", "a key has to be a word, not a list or a group of keys", hint)
            return False
        self.open.append((container, self._put(container, line)))
        self.key.append(None)
        return True

    def _put(self, value: Any, line: int) -> Place:
        """Store `value` where the reading stands, and return its place."""
        if not self.open:
            self.root = value
            self.lines.setdefault((), line)
            return ()
        container, place = self.open[-1]
        if isinstance(container, list):
            container.append(value)
            place = (*place, len(container) - 1)
        else:
            key = self.key[-1] or ""
            container.setdefault(key, value)
            place = (*place, key)
            self.key[-1] = None
        self.lines.setdefault(place, line)
        return place
