"""The dialogue at a terminal: a line that can be edited, completed and recalled. The only module that imports
prompt_toolkit. Lines are only ever added, so that a screen reader and a scroll-back see everything, but for a lesson,
each step of which begins a fresh screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from prompt_toolkit import PromptSession, print_formatted_text
from prompt_toolkit.application import get_app
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.output import ColorDepth, Output
from prompt_toolkit.styles import Style

from triage.dialogue import NO_KEYS, PROMPT, Word
from triage.output import COLOURS, Page, standard_output

WAIT = 0.5  # seconds after a key that enters a word but may begin another one
STYLE = Style.from_dict(
    {
        "question": "bold",
        "fired": COLOURS["green"],
        "supplement": COLOURS["cyan"],
        "notice": "italic",
        **{name: f"bold {colour}" for name, colour in COLOURS.items()},
    }
)


class Words(Completer):
    """Completes the last item of the line from those that may be typed now; an item may hold commas itself."""

    def __init__(self) -> None:
        self.words: Sequence[Word] = ()

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        line = document.text_before_cursor
        for start in re.finditer(r"^\s*:?\s*|[,;]\s*", line):
            typed = line[start.end() :]
            fitting = [one for one in self.words if one[0].casefold().startswith(typed.casefold())]
            yield from (Completion(word, start_position=-len(typed), display_meta=says) for word, says in fitting)
            if fitting:
                return


class TerminalDialogue:
    """A dialogue on prompt_toolkit; `input` and `output` are the real terminal unless a test gives others. `clicker`
    gives keys that enter a word at once."""

    def __init__(
        self,
        input: Input | None = None,
        output: Output | None = None,
        page: Page | None = None,
        clicker: Mapping[str, str] = NO_KEYS,
    ):
        self.fixed_page = page
        self.completer = Words()
        self.output = output
        self.colours = None if self.page.colour else ColorDepth.DEPTH_1_BIT
        self.prompt: PromptSession[str] = PromptSession(
            completer=self.completer,
            complete_while_typing=False,
            key_bindings=_keys(clicker, self.completer),
            color_depth=self.colours,
            enable_suspend=True,
            input=input,
            output=output,
        )
        self.prompt.app.timeoutlen = WAIT

    @property
    def page(self) -> Page:
        """The terminal as it is now: its window may have been made narrower."""
        return self.fixed_page or standard_output()

    def read(self, words: Sequence[Word]) -> str:
        self.completer.words = words
        return self.prompt.prompt(PROMPT).strip()

    def write(self, text: str, style: str = "") -> None:
        fragments = FormattedText([(f"class:{style}" if style else "", text)])
        print_formatted_text(fragments, style=STYLE, output=self.output, color_depth=self.colours)

    def fresh(self) -> None:
        self.prompt.output.erase_screen()
        self.prompt.output.cursor_goto(0, 0)
        self.prompt.output.flush()


def _keys(clicker: Mapping[str, str], offered: Words) -> KeyBindings:
    """Ctrl-C empties a line that has something on it, and interrupts on an empty one. Each key of `clicker` enters its
    word, as long as nothing has been typed; a letter only where no word that is `offered` begins with it and with the
    key that comes right behind it."""
    keys = KeyBindings()
    for key, word in clicker.items():
        keys.add(key, filter=Condition(_nothing_typed))(partial(_enter, word))
        if len(key) == 1:
            keys.add(key, Keys.Any, filter=Condition(partial(_begins, offered, key)))(partial(_go_on, offered, word))

    @keys.add("c-c")
    def interrupt(event: KeyPressEvent) -> None:
        if event.current_buffer.text:
            event.current_buffer.reset()
        else:
            event.app.exit(exception=KeyboardInterrupt, style="class:aborting")

    return keys


def _nothing_typed() -> bool:
    return not get_app().current_buffer.text


def _begins(offered: Words, letters: str) -> bool:
    return _nothing_typed() and any(word.startswith(letters) for word, _ in offered.words)


def _go_on(offered: Words, word: str, event: KeyPressEvent) -> None:
    """Take a letter and the key that came right behind it, before the letter alone entered its `word`."""
    letter, other = event.key_sequence
    if other.key == Keys.CPRResponse:  # not typed: the terminal says where the cursor is
        event.key_processor.feed_multiple([other, letter], first=True)
    elif _begins(offered, letter.data + other.data):
        event.current_buffer.insert_text(letter.data + other.data)
    else:
        if other.key not in (Keys.ControlM, Keys.ControlJ):  # Enter belongs to the letter, else it is for the next line
            event.key_processor.feed(other, first=True)
        _enter(word, event)


def _enter(word: str, event: KeyPressEvent) -> None:
    event.current_buffer.text = word
    event.current_buffer.validate_and_handle()
