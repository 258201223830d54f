"""What an interview says by itself as it goes on: its opening, each question, which rules an answer set off.

A session comes in, lines go out. Longer explanations are the matter of `words`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from triage import phrases
from triage.conversation.reply_words import answered
from triage.explain.difference import Difference
from triage.explain.sentences import fired, identity
from triage.interview.reply import MADE_UP, options
from triage.interview.session import Session
from triage.model import URGENCY_LEVELS, Question, RulePack
from triage.output import Styled
from triage.result.urgency import outcome
from triage.trace import Firing, Trace

NAMED = 6  # so many rules that share a line are named there; of more, their number
LINES = 3  # so many of these lines
SHOWN = 12  # so many rules of one answer have a line of their own: what one screen holds beside the next question


def opening(pack: RulePack) -> Iterator[str]:
    """Yield the first screen: what this is and is not, and how to answer; the first question fits below it."""
    yield from (pack.title, phrases.NOTICE, pack.notice)
    yield f"Rule pack: {identity(pack)}"
    yield (
        "Answer with a number, a word or its beginning. 'help' lists the words that always work, 'help pack' tells "
        "what these rules are about, 'quit' ends."
    )


def taken_up(session: Session) -> Iterator[str]:
    """Yield what an interview begins with when it resumes."""
    counts = ((len(session.answers), "answer"), (len(session.supposed), "supposition"))
    given = [phrases.counted(count, noun) for count, noun in counts if count]
    if given:
        rules = phrases.counted(len(session.trace.firings), "rule")
        yield f"Taken up from the file: {' and '.join(given)}, which set off {rules} ('review', 'rules' show them)."


def asked(session: Session, question: Question) -> Iterator[str]:
    """Yield a question with its number, its reason and its answers."""
    replied = [reply.question for reply in session.replies]
    more = session.most_after(question)
    number = replied.index(question) + 1 if question in replied else len(replied) + 1
    after = f"at most {more} more" if more else "the last one"
    yield f"Question {number}, {after} ({question.why})"
    yield question.text
    if before := session.suggestion(question):
        words = answered(session, before).removesuffix(f": {question.text}")
        counts = session.reply_to(question) == before
        said, keeps = ("Your answer", "leaves it as it is") if counts else ("Before", "answers the same")
        yield f"{said}: {words}  ('keep' {keeps})"
    choices = options(session.pack, question)
    if question.form == "panel":
        yield from (f"  {number:>2}  {choice.words}" for number, choice in enumerate(choices, start=1))
        yield "Numbers with levels (1 low, 4 normal), or 'none'. The rest count as not tested."
        yield "A test result can be given with its unit and the range on its report: 2 1.9 mmol/L (2.15-2.55)."
        if question.suppose:
            yield f"To see what would follow, suppose something: 1 suppose {question.suppose[0].replace('-', ' ')}."
        return
    if question.form == "choice":
        yield "  " + "   ".join(f"{number} {choice.words}" for number, choice in enumerate(choices, start=1))
        return
    yield from (f"  {number:>2}  {choice.words}" for number, choice in enumerate(choices, start=1))
    yield "Numbers (1 4); 4? = not sure; 'none'; 'not sure'. The rest count as no."


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
    reason share one, and so do those that one answer overrules, and those that fire no longer. Where these are many
    they are counted, not named.
    """
    found = Difference(before, after)
    shared: dict[str, list[Firing]] = {}
    more: list[str] = []
    lines = 0
    for earlier, firing in found.firings:
        lead = "+" if earlier is None else "~ now:"
        if earlier is None and firing.effect != "asserted":
            shared.setdefault(_shared(after, firing), []).append(firing)
        elif lines < SHOWN:
            lines += 1
            yield _fired(after, firing, lead)
        else:
            more.append(firing.rule.id)
    yield from _together(after, more, shared)
    if gone := [firing.rule.id for firing in found.stopped]:
        left = f" and {len(gone) - NAMED} more" if len(gone) > NAMED else ""
        yield f"  - no longer fires: {', '.join(gone[:NAMED])}{left}"


def _together(trace: Trace, more: list[str], shared: Mapping[str, list[Firing]]) -> Iterator[str | Styled]:
    """Yield the rules that share a line: named where they are few; of the others one line says how many they are."""
    named = [what for what, firings in shared.items() if len(firings) <= NAMED][:LINES]
    left = [firing for what, firings in shared.items() if what not in named for firing in firings]
    supporting = sum(firing.effect == "supports" for firing in left)
    if more and len(more) <= NAMED:
        yield f"  + and {len(more)} more: {', '.join(more)}"
    for what in named:
        if len(shared[what]) == 1 and shared[what][0].effect == "overruled":
            yield _fired(trace, shared[what][0])
        else:
            yield f"  + {what}: {', '.join(firing.rule.id for firing in shared[what])}"
    counts = (
        (len(more) if len(more) > NAMED else 0, "more that say something new"),
        (supporting, "that give one more reason"),
        (len(left) - supporting, "that an answer overrules"),
    )
    if counted := [f"{count} {what}" for count, what in counts if count]:
        yield f"  + and {', '.join(counted)}: 'rules' lists them."


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


def _fired(trace: Trace, firing: Firing, lead: str = "+") -> Styled:
    style = "supplement" if firing.rule.kind == "supplement" else "fired"
    return Styled(f"  {lead} {fired(trace, firing)}  {firing.rule.id}", style)
