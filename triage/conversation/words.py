"""What the words at a prompt answer: `facts`, `rules`, `trace`, `candidates`, `cautions`, `review`, `help`.

Each takes the session, what stood after the word, and the page, and returns the lines to show; nothing here reads,
writes or changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from triage import phrases
from triage.conversation.reply_words import answered, denials, valued
from triage.dialogue import QUIT, Word
from triage.errors import UnknownName, did_you_mean, echoed
from triage.explain.sentences import fired, identity, stated
from triage.interview.reply import NONE, NOT_SURE, options
from triage.interview.session import Session
from triage.model import ABSENT, PRESENT, UNKNOWN, Concept, Question, Rule, Statement
from triage.names import find_concept, find_rule
from triage.names.forms import plain
from triage.names.slips import near
from triage.output import Page, wrapped
from triage.render.text import render_steps
from triage.report.causes import BY_WAY_OF, by_way_of, doubts, evidence
from triage.report.report import cautions as cautions_of
from triage.report.result import result
from triage.report.steps import step
from triage.result.candidates import candidates as ranked
from triage.trace import Fact, Firing, Trace

Lines = tuple[str, ...]


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


def facts(session: Session, _argument: str, _page: Page) -> Lines:
    """Return every fact, with its strength and where it came from, and what was answered as not known. What a list
    leaves out, and so denies, is counted rather than told."""
    trace, denied = session.trace, _denied(session)
    counted = {name for _, names in denied for name in names}
    lines = [_known(trace, fact) for fact in trace.facts if fact.statement.concept not in counted]
    lines += [
        f"  {phrases.not_known(trace.pack, concept)}  [{phrases.ORIGIN['answered']}]"
        for concept, value in trace.answers.items()
        if value == UNKNOWN
    ]
    for question, names in denied:
        left = "all" if len(names) == len(question.concepts) else "the other"
        lines.append(f"  {left} {len(names)} of this list are absent: {question.text}  [{phrases.ORIGIN['answered']}]")
    return tuple(lines) or ("Nothing is known yet.",)


def _denied(session: Session) -> list[tuple[Question, list[str]]]:
    """Return what the reply to each list left out, and so denied, where that is more than one thing."""
    absent = {name for name, value in session.trace.answers.items() if value == ABSENT}
    lists = (reply for reply in session.replies if reply.question.form == "checklist")
    each = [(reply.question, [name for name in denials(reply) if name in absent]) for reply in lists]
    return [(question, names) for question, names in each if len(names) > 1]


def _known(trace: Trace, fact: Fact) -> str:
    whence = phrases.whence(trace, fact)
    if fact.origin == "derived":
        whence = f"{whence} in step {trace.asserting[fact.statement].cycle}"
        if fact.statement in trace.resting_on_supposition:
            whence = f"{whence}, {phrases.SUPPOSED}"
    return f"  {phrases.said(trace.pack, fact.statement, fact.strength)}  [{whence}]"


def cautions(session: Session, _argument: str, _page: Page) -> Lines:
    """Return where the rules that fired, or that a cause rests on, are simplified or disputed."""
    found = cautions_of(session.trace, result(session.trace))
    lines = tuple(f"  {caution.id}  {caution.text} [{caution.cited}]" for caution in found)
    return lines or ("No rule that fired, or that a cause rests on, carries a caution.",)


def rules(session: Session, argument: str, _page: Page) -> Lines:
    """Return the rules that fired, a line each, or one rule whole."""
    if argument:
        try:
            return _rule(session, find_rule(session.pack, argument))
        except UnknownName as error:
            return (f"No rule is called {echoed(argument)}{did_you_mean(error.near, before='; ') or '.'}",)
    trace = session.trace
    lines = tuple(f"  {firing.cycle:>3}  {fired(trace, firing)}  {firing.rule.id}" for firing in trace.firings)
    return lines or ("No rule has fired yet.",)


def candidates(session: Session, _argument: str, _page: Page) -> Lines:
    """Return, for each candidate, what points to it and the chain by which it explains each reported finding."""
    lines = []
    causes = ranked(session.trace)
    if causes and not any(one.pointers or one.explained or one.against or one.overruled for one in causes):
        many = phrases.counted(len(causes), "cause")
        return (
            f"So far nothing was answered that speaks for or against one of the {many}, or that one would explain.",
        )
    for number, one in enumerate(causes, start=1):
        lines.append(f"{number}. {phrases.said(session.pack, one.statement)}  [{evidence(session.trace, one)}]")
        lines += [f"  rule {phrases.named(by.rule)} points to it{_mark(session.trace, by)}" for by in one.pointers]
        for explained in one.explained:
            lines.append(f"  explains: {phrases.said(session.pack, explained.finding, explained.strength)}")
            lines += [f"    rule {phrases.named(by.rule)}: {by.rule.because}" for by in explained.chain]
        lines += [f"  against: {phrases.said(session.pack, answer)}" for answer in one.against]
        lines += [f"  {BY_WAY_OF}: {way}" for way in by_way_of(session.pack, one, causes)]
        lines += [f"  rule {phrases.named(by.rule)} points to it all the same, overruled" for by in one.overruled]
        lines += [f"  caution: {phrases.listed(ids)}" for ids in [doubts(session.pack, one)] if ids]
        lines += [f"  open: {phrases.listed(left)}" for left in [phrases.open_of(session.pack, one.open)] if left]
    return (*lines, phrases.RANK) if lines else ("This pack knows no root causes.",)


def _mark(trace: Trace, firing: Firing) -> str:
    return f"  [{phrases.SUPPOSED}]" if trace.rests_on_supposition(firing) else ""


def _rule(session: Session, rule: Rule) -> Lines:
    pack = session.pack
    lines = [f"rule {rule.id} ({rule.kind}, {rule.strength.word})"]
    lines += [f"  if   {phrases.said(pack, premise)}" for premise in rule.premises]
    lines += [f"  then {phrases.said(pack, rule.conclusion, rule.strength)}", f"  because {rule.because}"]
    if more := phrases.mechanism(rule):
        lines.append(f"  more: {more}")
    lines += [f"  caution {id}: {pack.nuance[id].text}" for id in rule.nuance]
    return (*lines, f"  source: {phrases.sourced(rule)} ('{rule.wording}')")


def trace(session: Session, _argument: str, page: Page) -> Lines:
    """Return every firing so far, whole."""
    if not session.trace.firings:
        return ("No rule has fired yet.",)
    steps = (step(session.trace, firing) for firing in session.trace.firings)
    return tuple(render_steps(steps, page).splitlines())


def review(session: Session, _argument: str, _page: Page) -> Lines:
    """Return the answers with the numbers by which they can be changed, and at the end what was not asked."""
    lines = []
    for number, reply in enumerate(session.replies, start=1):
        noes = "".join(_outweighed(session, name) for name in denials(reply))
        lines.append(f"  {number:>2}  {answered(session, reply)}{noes}")
    for concept, value in session.file.said.items():
        lines.append(f"   -  {valued(session, concept, value)}  [from the file]{_outweighed(session, concept)}")
    for concept, value in session.file.supposed.items():
        lines.append(f"   -  {valued(session, concept, value)}  [supposed, from the file]")
    if lines and not session.waiting and not session.stop and session.idle:
        names = phrases.labels(session.pack, session.idle)
        lines.append(f"   -  not asked, since {phrases.no_change(bool(session.supposed))}: {names}")
    return tuple(lines) or ("Nothing has been answered yet.",)


def _outweighed(session: Session, concept: str) -> str:
    """Return that a no counts less than what tells the opposite, '' where it does not."""
    trace, there = session.trace, Statement(concept, PRESENT)
    return f"; but {stated(trace, there)}" if concept in trace.outweighed else ""


def help_(session: Session, argument: str, page: Page) -> Lines:
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


def _concept(session: Session, concept: Concept) -> Lines:
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
