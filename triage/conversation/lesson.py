"""A lesson in front of a class, over any dialogue: one step a screen, forward and back, with a prediction before each
reveal if the teacher wants one. It only reads the recording.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from time import sleep
from types import MappingProxyType

from triage.conversation import lesson_screen as showing
from triage.dialogue import FINISHED, INTERRUPTED, QUIT, Dialogue, show
from triage.errors import did_you_mean
from triage.lesson.lesson import Lesson, parting
from triage.names.slips import near
from triage.output import Styled

FIRST = "First predict, or reveal."
AT_THE_END = "This is the end: 'back' or 'start' goes back, 'quit' ends."

WORDS: Mapping[str, str] = {
    "next": "the next step (also Enter, right, space, n, PageDown)",
    "back": "the step before (also left, p, PageUp)",
    "start": "what was given (also Home)",
    "end": "the result (also End)",
    "go N": "step N (also 'N g')",
    "play": "the steps one after another; Ctrl-C stops",
    "predict": "ask the class before each step; again, no longer",
    "reveal": "show the step that was asked about (also r)",
    "why": "the mechanism, the cautions, and why this rule came first",
    "agenda": "every rule that could have fired, in order, with the reason",
    "graph": "the graph so far: how this step came about, down to what was given",
    "facts": "everything known after this step",
    "compare": "the other case beside this one, at the first step where they differ",
    "quit": "end the lesson (also Ctrl-C on an empty line)",
}
# What the keys of a clicker mean, by their names.
CLICKER: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("right", "pagedown", "space", "n"), "next"),
        **dict.fromkeys(("left", "pageup", "p"), "back"),
        "home": "start",
        "end": "end",
        "r": "reveal",
    }
)
# What may be typed instead of a word; where only lines are read, also the names of the keys.
SHORT: Mapping[str, str] = MappingProxyType(
    {**CLICKER, "": "next", "->": "next", "<-": "back", "previous": "back", "?": "help"}
)


def teach(
    lesson: Lesson, dialogue: Dialogue, other: Lesson | None = None, predict: bool = False, seconds: float = 3
) -> int:
    """Hold the lesson and return the exit code: 0, or 130 when it was interrupted. `seconds` is the time between the
    steps that `play` shows."""
    teaching = _Teaching(lesson, dialogue, other, predict, seconds)
    try:
        return teaching.hold()
    except EOFError:
        return FINISHED
    except KeyboardInterrupt:
        return INTERRUPTED


class _Teaching:
    """Keeps the step that is shown; everything else is in the recording."""

    def __init__(self, lesson: Lesson, dialogue: Dialogue, other: Lesson | None, predict: bool, seconds: float):
        self.lesson = lesson
        self.dialogue = dialogue
        self.other = other
        self.predict = predict
        self.seconds = seconds
        self.number = 0
        self.hidden = False  # whether the step is asked about and not yet revealed
        self.seen = 0
        self.moves: dict[str, Callable[[], None]] = {
            "next": self.forward,
            "back": lambda: self.go(self.number - 1),
            "start": lambda: self.go(0),
            "end": lambda: self.go(self.lesson.last),
            "play": self.play,
            "predict": self.toggle,
            "reveal": self.reveal,
            "why": lambda: self.shown_only(showing.why(self.lesson, self.number)),
            "agenda": lambda: self.shown_only(showing.agenda(self.lesson, self.number)),
            "graph": lambda: self.shown_only(showing.graph(self.lesson, self.number)),
            "facts": self.facts,
            "compare": self.compare,
            "help": self.help,
        }

    def hold(self) -> int:
        self.draw()
        while True:
            typed = self.dialogue.read([*WORDS.items(), *((guess, "a guess") for guess in self.guesses)]).strip()
            word = typed.removeprefix(":").casefold()
            if word in QUIT:
                return FINISHED
            word = SHORT.get(word, word)
            if word in self.moves:
                self.moves[word]()
            elif number := _number(word):
                self.go(int(number))
            elif word in ("go", "g"):
                self.show([Styled("Which step? Type its number and g: '12 g'.")])
            elif not self.guess(word):
                hint = did_you_mean(near(word, [each.split()[0] for each in WORDS]), before=" ")
                self.show([Styled(f"'{typed}' is not one of the words here.{hint} 'help' lists them.")])

    def forward(self) -> None:
        if self.hidden:
            self.reveal()
        elif self.number == self.lesson.last:
            self.show([Styled(AT_THE_END)])
        else:
            self.go(self.number + 1)

    def go(self, number: int) -> None:
        """Show a step; one that was not seen yet is asked about first, if the class predicts."""
        self.number = max(0, min(number, self.lesson.last))
        self.hidden = self.predict and self.number > self.seen
        self.seen = max(self.seen, self.number if not self.hidden else self.number - 1)
        self.draw()

    def draw(self) -> None:
        self.dialogue.fresh()
        if self.hidden:
            self.show(showing.predicting(self.lesson, self.number, self.dialogue.page))
        else:
            total = not self.predict or self.seen == self.lesson.last  # else the class knew when it is none
            self.show(showing.screen(self.lesson, self.number, self.dialogue.page, total))
        self.show([Styled(showing.KEYS, "notice")])

    @property
    def guesses(self) -> tuple[str, ...]:
        """What the class may guess now."""
        return (*showing.choices(self.lesson, self.number), *showing.OTHER) if self.hidden else ()

    def guess(self, word: str) -> bool:
        """Take a guess, and reveal; return False when `word` is none."""
        choices = self.guesses
        if word.isdecimal() and len(word) < 5 and 1 <= int(word) <= len(choices):
            word = choices[int(word) - 1]
        if word not in choices:
            return False
        self.reveal(showing.guessed(self.lesson, self.number, word))
        return True

    def reveal(self, said: Styled | None = None) -> None:
        self.hidden, self.seen = False, max(self.seen, self.number)
        self.draw()
        self.show([said] if said else [])

    def toggle(self) -> None:
        self.predict = not self.predict
        self.seen = self.number - self.hidden
        state = "The class predicts each step from here on." if self.predict else "No more predictions."
        self.show([Styled(state)])

    def play(self) -> None:
        """Show what is asked about, and step after step; an interrupt stops."""
        if self.hidden:
            self.reveal()
        elif self.number == self.lesson.last:
            self.show([Styled(AT_THE_END)])
        with suppress(KeyboardInterrupt):
            while self.number < self.lesson.last:
                self.go(self.number + 1)
                self.reveal()
                sleep(self.seconds)

    def facts(self) -> None:
        self.show(showing.facts(self.lesson, self.number - 1 if self.hidden else self.number))

    def shown_only(self, lines: Iterable[Styled]) -> None:
        """Show lines, unless they would give the answer away."""
        self.show([Styled(FIRST)] if self.hidden else lines)

    def compare(self) -> None:
        if self.other is None:
            self.show([Styled("There is no other case: name one with --compare.")])
        elif self.predict and self.seen < min(parting(self.lesson, self.other), self.lesson.last):
            self.show([Styled(FIRST)])  # it tells which rule fires there
        else:
            self.show(showing.compared(self.lesson, self.other))

    def help(self) -> None:
        width = max(map(len, WORDS))
        self.show(Styled(f"  {word:<{width}}  {says}") for word, says in WORDS.items())

    def show(self, lines: Iterable[Styled]) -> None:
        show(self.dialogue, lines)


def _number(word: str) -> str:
    """Return the number in `12 g`, `12g`, `go 12` or `g 12`, '' if it is none of these."""
    digits = word.removeprefix("go").removeprefix("g").removesuffix("g").strip()
    return digits[:6] if digits.isdecimal() and digits != word else ""  # no lesson is so long
