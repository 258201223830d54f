"""What is shown for a word that asks about the interview so far. Such a word changes no answer; only a walk through the
proofs, or a `why` that is asked again, goes on from where the last one led.

The session, the word and where words have led so far come in; lines and where it leads now go out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from triage import phrases, verbs
from triage.errors import TriageError, UnknownName, sentence
from triage.explanations import explanation
from triage.given import Given
from triage.interview import Session
from triage.model import Question
from triage.names import find_concept
from triage.output import Page
from triage.render.text import render_explanation
from triage.tree import Asked, Explanation, Verb, shortened
from triage.walk import TOP, Place, Step, up, walk
from triage.why import waiting, why

Lines = tuple[str, ...]

QUESTIONS: Mapping[str, Verb] = {
    "whynot": "why-not",
    "needed": "needed",
    "whatif": "what-if",
    "undo": "undo",
    "contrast": "contrast",
}


@dataclass(frozen=True)
class Led:
    """Where words have led: the place in the walk of `how`, and the question that `why` was asked of last, with how far
    it has climbed."""

    place: Place = TOP
    asked: Question | None = None
    climbed: int = 0


def told(session: Session, word: str, argument: str, page: Page, led: Led) -> tuple[Lines, Led] | None:
    """Return the lines that answer `word` with its argument, and where that leads; None when it is no such word."""
    word = word.replace("-", "")
    if word in ("how", "up"):
        step = walk(session.trace, led.place, argument) if word == "how" else up(session.trace, led.place)
        return _walked(step, page), Led(step.place)
    if word == "why":
        return _why(session, argument, led)
    if word in QUESTIONS:
        return _question(session, word, argument, page), Led(led.place)
    if word in _SIMPLE:
        return tuple(_SIMPLE[word](session, argument, page).splitlines()), led
    return None


_SIMPLE: Mapping[str, Callable[[Session, str, Page], str]] = {
    "facts": lambda session, _, __: verbs.facts(session),
    "rules": lambda session, argument, _: verbs.rules(session, argument),
    "rule": lambda session, argument, _: verbs.rules(session, argument),
    "trace": lambda session, _, page: verbs.trace(session, page),
    "candidates": lambda session, _, __: verbs.candidates(session),
    "review": lambda session, _, __: verbs.review(session),
    "help": lambda session, argument, _: verbs.help_(session, argument),
    "?": lambda session, argument, _: verbs.help_(session, argument),
}


def _walked(step: Step, page: Page) -> Lines:
    return step.lines if step.whole is None else _shown(step.whole, page)


def _shown(whole: Explanation, page: Page) -> Lines:
    lines = render_explanation(whole, page.width, page.encoding).splitlines()
    if whole.hidden and whole.verb == "how":
        hidden = phrases.counted(whole.hidden, "line")
        lines.append(f"{hidden} on mechanisms and cautions not shown: 'how all' shows them.")
    return tuple(lines)


def _why(session: Session, argument: str, led: Led) -> tuple[Lines, Led]:
    question = session.question
    if argument:
        try:
            concept = find_concept(session.pack, argument)
        except UnknownName as error:
            return (sentence(error),), led
        return waiting(session.without(question) if question else session, concept.id), led
    climbed = led.climbed + 1 if question and led.asked == question else 0
    return why(session, question, climbed), replace(led, asked=question, climbed=climbed)


def _question(session: Session, word: str, argument: str, page: Page) -> Lines:
    if not argument and word != "undo":
        return (f"Type '{verbs.VERBS[word].usage}'.",)
    given = Given(session.pack, session.said, session.supposed, session.measured)
    try:
        return _shown(shortened(explanation(given, Asked(QUESTIONS[word], argument)), "chain"), page)
    except TriageError as error:
        return (sentence(error),)
