"""Which words work at a prompt and what each does; and `help`, which tells that, and what the pack says of a concept or
itself.

A session comes in, words and lines go out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from triage import phrases
from triage.dialogue import QUIT, Word
from triage.errors import UnknownName, did_you_mean, echoed
from triage.explain.sentences import identity
from triage.interview.reply import NONE, NOT_SURE, options
from triage.interview.session import Session
from triage.model import Concept, Statement
from triage.names import find_concept
from triage.names.forms import plain
from triage.names.slips import near
from triage.output import Page, wrapped


@dataclass(frozen=True)
class Usage:
    """A word that works at any prompt: how it is written with its argument, and what it does in one line."""

    usage: str
    says: str


# These take nothing after them: an answer may begin with one, as "back muscles" does.
ALONE = (
    *(*QUIT, "back", "again", "skip", "up", "keep", "restart", "more"),
    *("facts", "trace", "candidates", "cautions", "review"),
)
WORDS: Mapping[str, Usage] = {
    "how": Usage("how [NUMBER or STATEMENT]", "how something was concluded: alone, the list; by number, step by step"),
    "up": Usage("up", "back from where 'how' and a number led"),
    "why": Usage("why [NAME]", "why this question is asked, which rules wait for it; again, where they lead"),
    "whynot": Usage("whynot STATEMENT", "why something was not concluded, and what is nearest"),
    "needed": Usage("needed STATEMENT", "the fewest answers that would bring it about"),
    "whatif": Usage("whatif NAME=VALUE", "what another answer would change"),
    "undo": Usage("undo [STATEMENT]", "the fewest other answers that would undo it; alone, lower the urgency"),
    "contrast": Usage("contrast CAUSE, CAUSE", "why one cause stands before another"),
    "facts": Usage("facts", "everything known so far and where it came from"),
    "rules": Usage("rules [RULE]", "the rules that fired so far, or one rule whole"),
    "trace": Usage("trace", "every firing so far, in order and in full"),
    "candidates": Usage("candidates", "the causes that would explain what was reported, and by which rules"),
    "cautions": Usage("cautions", "where the rules that fired, or that a cause rests on, are simplified or disputed"),
    "back": Usage("back", "ask the question before again; your answer counts until you give another"),
    "again": Usage("again", "show the open question once more"),
    "keep": Usage("keep", "leave your answer as it is, where a question is asked again"),
    "change": Usage("change NUMBER or NAME", "answer an earlier question differently"),
    "skip": Usage("skip", "leave this question unanswered; where it is asked again, take the answer back"),
    "more": Usage("more", "go on for learning only: past a stop, or at the end with what is kept for learning"),
    "review": Usage("review", "your answers with their numbers"),
    "save": Usage("save FILE", "write the answers to a file that can be resumed"),
    "print": Usage("print [FILE]", "the whole explanation, here or into a file (.md, .html or text)"),
    "restart": Usage("restart", "begin anew"),
    "help": Usage("help [WORD]", "these words, or what is known about a concept; 'help pack' about the rules"),
    "quit": Usage("quit", "finish with what there is"),
}


def offered(session: Session) -> Sequence[Word]:
    """Return what may be typed now, each word with its meaning."""
    question = session.question
    answers = [choice.words for choice in options(session.pack, question)] if question else []
    if question and question.form in ("checklist", "panel"):
        answers += [NONE, NOT_SURE]
    return [*((words, "answer") for words in answers), *((word, usage.says) for word, usage in WORDS.items())]


def help_(session: Session, argument: str, page: Page) -> tuple[str, ...]:
    """Return the words that work at any prompt, what one of them does, or what the pack says about a concept or
    itself."""
    if not argument:
        usual = "Answer with a number, a word or its beginning. These words work at any prompt:"
        return (usual, *(line for one in WORDS.values() for line in _beside(one, page.width)))
    if one := WORDS.get(argument.casefold()):
        return (f"{one.usage}: {one.says}",)
    try:
        return _concept(session, find_concept(session.pack, argument))
    except UnknownName as error:
        if plain(argument) == "pack":
            pack = session.pack
            return f"{pack.title} (rule pack {identity(pack)})", pack.about, pack.notice
        names = error.near or near(argument, WORDS)
        return (f"Nothing here is called {echoed(argument)}{did_you_mean(names, before='; ') or '.'}",)


def _beside(one: Usage, width: int) -> list[str]:
    """Return a word and, beside it, what it does; on a narrow page below it."""
    column = max(len(one.usage) for one in WORDS.values()) + 4
    if width < 2 * column:
        return [f"  {one.usage}", *wrapped(one.says, width, lead=" " * 6, hang=" " * 6)]
    return wrapped(one.says, width, lead=f"  {one.usage}".ljust(column), hang=" " * column)


def _concept(session: Session, concept: Concept) -> tuple[str, ...]:
    kind = "  [supplement]" if concept.kind == "supplement" else ""
    lines = [f"{concept.label}: {concept.about}{kind}"]
    lines += [f"  {phrases.said(session.pack, Statement(concept.id, value))}" for value in concept.terms]
    if concept.aliases:
        lines.append(f"  also called {phrases.listed(concept.aliases)}")
    if concept.narrower:
        lines.append(f"  counted as it when there: {phrases.listed(concept.narrower)}")
    for background in concept.background:
        lines.append(f"  {background.text} [{phrases.cited(background.source)}]")
    return tuple(lines)
