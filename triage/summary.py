"""What an interview says by itself: its opening, each question, which rules an answer set off, and the result.

A session comes in, lines go out. Longer explanations are the matter of `verbs`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from triage import phrases
from triage.candidates import Candidate, candidates
from triage.explain import conclusions
from triage.interview import Session, options
from triage.model import UNKNOWN, URGENCY, Question, RulePack, Statement, Strength
from triage.report import fired, identity, report, stated
from triage.trace import Effect, Firing, Trace


def opening(pack: RulePack) -> Iterator[str]:
    """Yield the first screen: what this is, what it is not, and how to answer."""
    yield from (pack.title, "", pack.about, pack.notice)
    yield f"Rule pack: {identity(pack)}"
    yield from ("", phrases.NOTICE)
    yield "Answer with a number, a word or its beginning. 'help' lists the words that always work; 'quit' ends."


def taken_up(session: Session) -> Iterator[str]:
    """Yield what an interview begins with when it resumes."""
    counts = ((len(session.answers), "answer"), (len(session.supposed), "supposition"))
    given = [f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts if count]
    if given:
        fired = len(session.trace.firings)
        rules = f"{fired} rule{'' if fired == 1 else 's'}"
        yield f"Taken up from the file: {' and '.join(given)}, which set off {rules} ('review', 'rules' show them)."


def asked(session: Session, question: Question) -> Iterator[str]:
    """Yield a question with its number, its reason and its answers."""
    replied = [reply.question.id for reply in session.replies]
    more = len([waiting for waiting in session.waiting() if waiting.id != question.id])
    number = replied.index(question.id) + 1 if question.id in replied else len(replied) + 1
    after = f"at most {more} more" if more else "the last one"
    yield f"Question {number}, {after} ({question.why})"
    yield question.text
    choices = options(session.pack, question)
    if question.form == "choice":
        yield "  " + "   ".join(f"{number} {choice.words}" for number, choice in enumerate(choices, start=1))
        return
    yield from (f"  {number:>2}  {choice.words}" for number, choice in enumerate(choices, start=1))
    yield "Type the numbers (1 4), with ? after one you are not sure of (4?), or 'none', or 'not sure'."
    yield "Those that you leave out count as no."


def difference(before: Trace, after: Trace) -> Iterator[str]:
    """Yield a line for each rule that fires now and did not before, no longer fires, or whose firing now comes to
    something else: another strength or effect, or resting on a supposition or no longer."""
    old = {firing.rule.id: firing for firing in before.firings}
    new = {firing.rule.id: firing for firing in after.firings}
    for firing in after.firings:
        earlier = old.get(firing.rule.id)
        if earlier is None:
            yield f"  + {_fired(after, firing)}"
        elif _outcome(before, earlier) != _outcome(after, firing):
            yield f"  ~ now: {_fired(after, firing)}"
    for firing in before.firings:
        if firing.rule.id not in new:
            yield f"  - no longer fires: {firing.rule.id}"


def _outcome(trace: Trace, firing: Firing) -> tuple[Strength, Effect, bool]:
    return firing.strength, firing.effect, trace.rests_on_supposition(firing)


def _fired(trace: Trace, firing: Firing) -> str:
    return f"{fired(trace, firing)}  {firing.rule.id}"


def closing(session: Session) -> Iterator[str]:
    """Yield the result: what follows, the urgency, what would explain the findings, what is open, and the cautions."""
    trace = session.trace
    pack = trace.pack
    yield "The result"
    if trace.supposed:
        names = ", ".join(phrases.label(pack, concept) for concept in trace.supposed)
        yield f"You supposed something about {names}: whatever rests on it is marked, and is not about you."
    yield "What follows from the answers ('how 1' shows why):"
    yield from _numbered(stated(trace, statement) for statement in conclusions(trace)) or (
        "  nothing: no rule has led to a finding",
    )
    supposed = Statement(URGENCY, trace.urgency) in trace.resting_on_supposition
    mark = f"  [{phrases.SUPPOSED}]" if supposed else ""
    yield f"Urgency: {pack.level[trace.urgency].symbol} {pack.level[trace.urgency].label}{mark}"
    yield f"  {pack.level[trace.urgency].do}"
    yield f"  {pack.level[trace.urgency].come_back}"
    if trace.urgency_rules:
        yield f"  Set by: {', '.join(trace.urgency_rules)}."
    ranked = candidates(trace)
    explaining = [one for one in ranked if one.explained]
    if explaining:
        yield "What would explain it, among the causes that these rules know ('candidates' shows how):"
        for number, candidate in enumerate(explaining, start=1):
            yield from _candidate(trace, number, candidate)
    yield from _unexplained(trace, explaining)
    given = [one for one in ranked if one.evidence and not one.explained]
    if given:
        words = (phrases.said(pack, one.statement, one.evidence or Strength.CERTAIN) for one in given)
        yield f"Known or concluded, but explaining nothing that was reported: {'; '.join(words)}."
    yield from _open(session)
    cautions = report(trace, "").cautions
    if cautions:
        yield "Cautions about these rules:"
        yield from (f"  {caution.id}  {caution.text} [{caution.cited}]" for caution in cautions)
    yield phrases.NOTICE


def _numbered(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"  {number:>2}  {line}" for number, line in enumerate(lines, start=1))


def _candidate(trace: Trace, number: int, one: Candidate) -> Iterator[str]:
    pack = trace.pack
    evidence = one.evidence.word if one.evidence else "none"
    yield f"  {number}. {phrases.said(pack, one.statement)}  [evidence for it: {evidence}]"
    if one.explained:
        words = (f"{phrases.label(pack, each.finding.concept)} ({each.strength.word})" for each in one.explained)
        yield f"     explains: {', '.join(words)}"
    if one.against:
        yield f"     against: {'; '.join(phrases.brief(pack, answer, Strength.CERTAIN) for answer in one.against)}"
    asked = {name for question in pack.questions for name in question.concepts}
    if left := [phrases.label(pack, name) for name in one.open if name in asked]:
        yield f"     open: {', '.join(left)}"


def _unexplained(trace: Trace, found: Iterable[Candidate]) -> Iterator[str]:
    explained = {one.finding.concept for candidate in found for one in candidate.explained}
    left = [
        phrases.label(trace.pack, concept.id)
        for concept in trace.pack.concepts
        if concept.role == "finding" and trace.answers.get(concept.id) == "present" and concept.id not in explained
    ]
    if left:
        yield f"None of these causes explains: {', '.join(left)}."


def _open(session: Session) -> Iterator[str]:
    """Yield what was not asked, skipped, or answered as not known: never taken for a no."""
    pack = session.pack
    not_known = [concept for concept, value in session.answers.items() if value == UNKNOWN]
    given = {*session.answers, *session.supposed}
    missing = [name for question in pack.questions for name in question.concepts if name not in given]
    for heading, names in (("Not known:", not_known), ("Not answered:", missing)):
        if names:
            yield f"{heading} {', '.join(phrases.label(pack, name) for name in names)}."
