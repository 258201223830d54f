"""What is shown for a word that asks about the interview so far. Such a word changes no answer; only a walk through the
proofs, or a `why` that is asked again, goes on from where the last one led.

The session, the word and where words have led so far come in; lines and where it leads now go out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from triage import phrases
from triage.conversation import words
from triage.conversation.help import WORDS, help_
from triage.conversation.waiting import waiting
from triage.conversation.walk import TOP, Shown, Spot, up, walk
from triage.conversation.why_asked import why
from triage.conversation.words import Lines
from triage.errors import TriageError, UnknownName, sentence
from triage.explain.explanation import Asked, Explanation, Verb, shortened
from triage.explain.verbs.asking import candidate_in, explanation
from triage.interview.session import Session
from triage.model import URGENCY, URGENCY_LEVELS, Question, RulePack
from triage.names import find_concept, in_words
from triage.names.forms import plain
from triage.output import Page
from triage.render.text import render_explanation

QUESTIONS: Mapping[str, Verb] = {
    "whynot": "why-not",
    "needed": "needed",
    "whatif": "what-if",
    "undo": "undo",
    "contrast": "contrast",
}
ALL = "all"  # before what is asked: with every line
LEVELLED = ("how", "whynot", "needed", "undo")  # words that take a level of urgency by its name alone
APART = {"why": "not", "what": "if"}  # words that may be written as two
_MEANING = re.compile(  # how people ask what a word means, which `help` tells
    r"(?:what(?:'?s| is| are| does)|define|explain) (?:an? |the )?(?P<name>.+?)(?: means?)?\??", re.IGNORECASE
)


# What is asked of the open question, or of all that was concluded, in a sentence: 'why do you ask that?'.
_ITSELF: Mapping[str, frozenset[str]] = {
    "why": frozenset(("do", "you", "ask", "are", "asking", "is", "it", "asked", "this", "that", "the", "question")),
    "how": frozenset(("do", "did", "you", "know", "conclude", "come", "get", "to", "that", "this", "it", "so")),
}


@dataclass(frozen=True)
class Led:
    """Where words have led: the spot in the walk of `how`, and the question that `why` was asked of last, with how far
    it has climbed."""

    spot: Spot = TOP
    asked: Question | None = None
    climbed: int = 0


def lines_for(session: Session, word: str, argument: str, page: Page, led: Led) -> tuple[Lines, Led] | None:
    """Return the lines that answer `word` with its argument, and where that leads; None when it is no such word."""
    word = (word.rstrip("?") or word).replace("-", "")  # 'why?' asks the same
    if asked := _MEANING.fullmatch(f"{word} {argument}".replace("\u2019", "'")):
        with suppress(UnknownName):  # what names no one thing may hold a danger sign, and is read as any line
            find_concept(session.pack, _on_the_list(session, asked["name"]))
            word, argument = "help", asked["name"]
    if word in ("help", "?", "why"):
        argument = _on_the_list(session, argument)
    if _ITSELF.get(word, frozenset()).issuperset(plain(argument).strip("?!. ").split()):
        argument = ""
    first, _, rest = argument.partition(" ")
    if first.casefold() == APART.get(word):
        word, argument = f"{word}{first.casefold()}", rest.strip()
    argument = _as_level(session.pack, argument) if word in LEVELLED else argument
    if word in ("how", "up"):
        shown = walk(session.trace, led.spot, argument) if word == "how" else up(session.trace, led.spot)
        return _walked(shown, page), Led(shown.spot)
    if word == "why":
        return _why(session, argument, led)
    if word in QUESTIONS:
        return _question(session, word, argument, page), Led(led.spot)
    if word in _SIMPLE:
        return _SIMPLE[word](session, argument, page), led
    return None


_SIMPLE: Mapping[str, Callable[[Session, str, Page], Lines]] = {
    "facts": words.facts,
    "rules": words.rules,
    "rule": words.rules,
    "trace": words.trace,
    "candidates": words.candidates,
    "cautions": words.cautions,
    "review": words.review,
    "help": help_,
    "?": help_,
}


def _on_the_list(session: Session, name: str) -> str:
    """Return the id of the concept that a number of the open list stands for; any other name as it is."""
    number = name.casefold().removeprefix("number ").strip()
    listed = session.question if session.question and session.question.form in ("checklist", "panel") else None
    if listed and number.isdecimal() and 0 < int(number[:6]) <= len(listed.concepts):
        return listed.concepts[int(number) - 1]
    return name


def _as_level(pack: RulePack, typed: str) -> str:
    """Return a level of urgency, typed alone or by its first word, as a statement: 'emergency' as 'urgency is emergency
    now', behind 'all' too; whatever names a thing, or no level, as it is."""
    first, _, rest = typed.partition(" ")
    if first.casefold() == ALL and rest:
        return f"{first} {_as_level(pack, rest.strip())}"
    with suppress(UnknownName):
        find_concept(pack, typed)
        return typed
    levels = [in_words(level) for level in URGENCY_LEVELS]
    meant = [level for level in levels if f"{level} ".startswith(f"{plain(typed)} ")]
    return f"{URGENCY} is {meant[0]}" if typed and meant else typed


def _walked(shown: Shown, page: Page) -> Lines:
    return shown.lines if shown.whole is None else _shown(shown.whole, page, "how all")


def _shown(whole: Explanation, page: Page, in_full: str) -> Lines:
    """Return an explanation, and how many of its lines are not shown, with the words that show them."""
    lines = render_explanation(whole, page).splitlines()
    if whole.hidden:
        what = " on mechanisms and cautions" if whole.verb == "how" else ""
        lines.append(f"{phrases.counted(whole.hidden, 'line')}{what} not shown: '{in_full}' shows everything.")
    return tuple(lines)


def _why(session: Session, argument: str, led: Led) -> tuple[Lines, Led]:
    question = session.question
    if argument and argument != "again":
        try:
            concept = find_concept(session.pack, argument)
        except UnknownName as error:
            return (sentence(error),), led
        return waiting(session.without(question) if question else session, concept.id), led
    climbed = led.climbed + 1 if question and led.asked == question else 0
    return why(session, question, climbed), replace(led, asked=question, climbed=climbed)


def _question(session: Session, word: str, argument: str, page: Page) -> Lines:
    if not argument and word != "undo":
        return (f"Type '{WORDS[word].usage}'.",)
    in_full = f"{word} all {argument}".strip()
    first, _, rest = argument.partition(" ")
    try:
        try:
            return _shown(shortened(_explained(session, word, argument), "chain"), page, in_full)
        except TriageError:
            if first.casefold() != ALL:
                raise
            return _shown(_explained(session, word, rest.strip()), page, in_full)
    except TriageError as error:
        return (sentence(error),)


def _explained(session: Session, word: str, typed: str) -> Explanation:
    """Return the answer to a question. Raises UnknownName and UsageError."""
    asked = two_causes(session.pack, typed) if word == "contrast" else typed
    return explanation(session.given, Asked(QUESTIONS[word], asked))


def two_causes(pack: RulePack, typed: str) -> str:
    """Return the names of two causes with a semicolon between them, where they were typed with a blank alone."""
    parts = typed.split()
    for cut in range(1, len(parts)):
        one, other = " ".join(parts[:cut]), " ".join(parts[cut:])
        with suppress(TriageError):
            candidate_in(pack, one), candidate_in(pack, other)
            return f"{one}; {other}"
    return typed
