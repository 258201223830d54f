"""What the words at a prompt answer: `facts`, `rules`, `trace`, `candidates`, `cautions`, `review`.

Each takes the session, what stood after the word, and the page, and returns the lines to show; nothing here reads,
writes or changes.
"""

from __future__ import annotations

from triage import phrases
from triage.conversation.reply_words import answered, denials, valued
from triage.errors import UnknownName, did_you_mean, echoed
from triage.explain.sentences import fired, stated
from triage.interview.session import Session
from triage.model import ABSENT, PRESENT, Question, Rule, Statement
from triage.names import find_rule
from triage.output import Page
from triage.render.text import render_steps
from triage.report.causes import BY_WAY_OF, by_way_of, doubts, evidence
from triage.report.given import given_as_unknown
from triage.report.report import cautions as cautions_of
from triage.report.result import result
from triage.report.steps import step
from triage.result.candidates import candidates as ranked
from triage.trace import Fact, Firing, Trace

Lines = tuple[str, ...]


def facts(session: Session, _argument: str, _page: Page) -> Lines:
    """Return every fact, with its strength and where it came from, and what was answered as not known. What a list
    leaves out, and so denies, is counted rather than told."""
    trace, denied = session.trace, _denied(session)
    counted = {name for _, names in denied for name in names}
    lines = [_known(trace, fact) for fact in trace.facts if fact.statement.concept not in counted]
    lines += [f"  {text}  [{whence}]" for text, whence in given_as_unknown(trace)]
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
    if causes and not any(
        one.evidence or one.pointers or one.explained or one.against or one.overruled for one in causes
    ):
        which = "the cause" if len(causes) == 1 else f"one of the {len(causes)} causes"
        return (f"So far nothing was answered that speaks for or against {which}, or that it would explain.",)
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
        said = answered(session, reply)
        lines.append(f"  {number:>2}  {said.removesuffix('.') if noes else said}{noes}")
    for concept, value in session.file.said.items():
        lines.append(f"   -  {valued(session, concept, value)}  [from the file]{_outweighed(session, concept)}")
    for concept, value in session.file.supposed.items():
        lines.append(f"   -  {valued(session, concept, value)}  [supposed, from the file]")
    if lines and not session.waiting and not session.stop and session.idle:
        names = phrases.labels(session.pack, session.idle)
        lines.append(f"   -  not asked, since {phrases.no_change(bool(session.supposed))}: {names}")
    if lines and (excluded := session.not_asked_for):
        lines.append(f"   -  {phrases.RULED_OUT}: {phrases.labels(session.pack, excluded)}")
    return tuple(lines) or ("Nothing has been answered yet.",)


def _outweighed(session: Session, concept: str) -> str:
    """Return that a no counts less than what tells the opposite, '' where it does not."""
    trace, there = session.trace, Statement(concept, PRESENT)
    return f"; but {stated(trace, there)}" if concept in trace.outweighed else ""
