"""What an interview says by itself as it goes on: its opening, each question, which rules an answer set off.

A session comes in, lines go out. Longer explanations are the matter of `verbs`.
"""

from __future__ import annotations

from collections.abc import Iterator

from triage import phrases
from triage.interview import Session
from triage.model import URGENCY_LEVELS, Question, RulePack, Strength
from triage.outcome import outcome
from triage.output import Styled
from triage.replied import answered
from triage.reply import MADE_UP, options
from triage.report import fired, identity
from triage.trace import Effect, Firing, Trace

SHOWN = 12  # so many rules of one answer have a line of their own: what one screen holds beside the next question


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
    replied = [reply.question for reply in session.replies]
    more = len([waiting for waiting in session.waiting if waiting != question])
    number = replied.index(question) + 1 if question in replied else len(replied) + 1
    after = f"at most {more} more" if more else "the last one"
    yield f"Question {number}, {after} ({question.why})"
    yield question.text
    if before := session.suggestion(question):
        words = answered(session, before).removesuffix(f": {question.text}")
        yield f"Before: {words}  ('keep' answers the same)"
    choices = options(session.pack, question)
    if question.form == "panel":
        yield from (f"  {number:>2}  {choice.words}" for number, choice in enumerate(choices, start=1))
        yield "Type numbers with their levels (1 low, 4 normal), or 'none' if nothing was tested."
        yield "A test result may stand there with its unit and the range of its report: 2 1.9 mmol/L (2.15-2.55)."
        if question.suppose:
            yield f"To see what would follow, suppose something: 1 suppose {question.suppose[0].replace('-', ' ')}."
        yield "Those that you leave out count as not tested."
        return
    if question.form == "choice":
        yield "  " + "   ".join(f"{number} {choice.words}" for number, choice in enumerate(choices, start=1))
        return
    yield from (f"  {number:>2}  {choice.words}" for number, choice in enumerate(choices, start=1))
    yield "Type the numbers (1 4), with ? after one you are not sure of (4?), or 'none', or 'not sure'."
    yield "Those that you leave out count as no."


def spared(before: Session, after: Session) -> Iterator[str]:
    """Yield which replies an answer made idle: they stay, and can no longer change the result."""
    idle = [reply for reply in after.spare if reply not in before.spare]
    for number, reply in enumerate(after.replies, start=1):
        if reply in idle:
            yield f"  Answer {number} no longer matters to the result, and stays: {answered(after, reply)}"


def difference(before: Trace, after: Trace) -> Iterator[str | Styled]:
    """Yield which rules fire now and did not before, no longer fire, or whose firing now comes to something else:
    another strength or effect, or resting on a supposition or no longer.

    A rule that says something new has a line of its own, but for the last of very many; those that only give one more
    reason share one, and so do those that one answer overrules, and those that fire no longer.
    """
    old = {firing.rule.id: firing for firing in before.firings}
    new = {firing.rule.id: firing for firing in after.firings}
    shared: dict[str, list[Firing]] = {}
    more: list[str] = []
    lines = 0
    for firing in after.firings:
        earlier = old.get(firing.rule.id)
        if earlier is not None and _outcome(before, earlier) == _outcome(after, firing):
            continue
        lead = "+" if earlier is None else "~ now:"
        if earlier is None and firing.effect != "asserted":
            shared.setdefault(_shared(after, firing), []).append(firing)
        elif lines < SHOWN:
            lines += 1
            yield _fired(after, firing, lead)
        else:
            more.append(firing.rule.id)
    if more:
        yield f"  + and {len(more)} more, told by 'rules': {', '.join(more)}"
    for what, firings in shared.items():
        alone = len(firings) == 1 and firings[0].effect == "overruled"
        ids = ", ".join(firing.rule.id for firing in firings)
        yield _fired(after, firings[0]) if alone else f"  + {what}: {ids}"
    if gone := [firing.rule.id for firing in before.firings if firing.rule.id not in new]:
        yield f"  - no longer fires: {', '.join(gone)}"


def alerts(before: Session, after: Session) -> Iterator[str | Styled]:
    """Yield what an answer means for the urgency, where it raises it, and whom the pack does not cover. An emergency
    that ends the questions is left to the result."""
    old, new = outcome(before.trace), outcome(after.trace)
    if after.stop == "emergency":
        return
    if URGENCY_LEVELS.index(new.level.level) < URGENCY_LEVELS.index(old.level.level):
        lead = "In a real person this would mean" if after.person == MADE_UP else "Urgency now"
        yield Styled(f"{lead}: {new.level.symbol} {new.level.label}", new.level.colour)
        yield f"  {new.level.do}"
    if not after.stop:
        yield from (scope.says for scope in new.scopes if scope not in old.scopes)


def _shared(trace: Trace, firing: Firing) -> str:
    """Return what is said of all rules whose firing came to the same as this one, which told nothing new."""
    mark = f", which {phrases.SUPPOSED}" if trace.rests_on_supposition(firing) else ""
    if firing.effect == "supports":
        return f"one more reason for what is known{mark}"
    given = trace.overruling(firing)
    words = phrases.brief(trace.pack, given.statement, given.strength)
    return f"overruled by what was {given.origin}, {words}{mark}"


def _outcome(trace: Trace, firing: Firing) -> tuple[Strength, Effect, bool]:
    return firing.strength, firing.effect, trace.rests_on_supposition(firing)


def _fired(trace: Trace, firing: Firing, lead: str = "+") -> Styled:
    style = "supplement" if firing.rule.kind == "supplement" else "fired"
    return Styled(f"  {lead} {fired(trace, firing)}  {firing.rule.id}", style)
