"""What an answer sets off: what it means for the urgency, and which rules fire now, otherwise, or no longer.

The sessions before and after it come in, lines go out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from triage import phrases
from triage.answers.laboratory import judged
from triage.answers.measurement import ABOVE, BELOW
from triage.conversation.reply_words import answered, denials
from triage.explain.difference import Difference
from triage.explain.sentences import fired, stated
from triage.interview.reply import Reply
from triage.interview.session import Session
from triage.model import ABSENT, MADE_UP, PRESENT, UNKNOWN, URGENCY_LEVELS, Statement
from triage.output import TOGETHER, Styled
from triage.result.urgency import SOON, level_by, outcome
from triage.trace import Firing, Trace

NAMED = 6  # so many rules that share a line are named there; of more, their number
LINES = 3  # so many of these lines
FEW = 3  # so many danger signs that are left open are named
SHOWN = 12  # so many rules of one answer have a line of their own: what one screen holds beside the next question


class _Shared(NamedTuple):
    """What is said of all rules whose firing came to the same: '+' for rules that fire now, '~' for those that come to
    something else now."""

    lead: str
    what: str


def set_off(before: Session, after: Session, reply: Reply) -> Iterator[Styled]:
    """Yield what `reply` sets off, given the sessions before and after it. Of an emergency that ends the questions the
    result says it, and of somebody whom the pack does not cover no rule is told unasked."""
    for line in (*_doubts(after, reply), *_left_open(before, reply), *_named_and_denied(before, after, reply)):
        yield Styled(line, "notice")
    yield from (Styled(line, "notice") for line in _dangers_in_doubt(after, reply))
    if after.stop == "emergency":
        return
    yield from (line if isinstance(line, Styled) else Styled(line, "notice") for line in _alerts(before, after))
    if after.is_outside:
        return
    lines = [*_outweighed(before.trace, after.trace), *difference(before.trace, after.trace)]
    if not lines and not reply.person and not reply.skipped:
        earlier = before.reply_to(reply.question)
        same = "  Nothing changes." if earlier == reply else "  Nothing changes in what follows."
        lines = [same if earlier else "  No rule fires on this."]
    yield from (line if isinstance(line, Styled) else Styled(line, "fired") for line in lines)
    if before.changing:
        yield from (Styled(line) for line in _spared(before, after))
    elif (more := len(after.waiting) - before.most_after(reply.question)) > 0:  # only by what no list asks for
        yield Styled(f"  With that, {phrases.counted(more, 'more question')} can change the result.")


def _doubts(session: Session, reply: Reply) -> Iterator[str]:
    """Yield the test results whose number and range cannot both be right, and those that may be graver than they count,
    with what would tell: only both limits show how far out a result lies."""
    number = session.replies.index(reply) + 1
    for name, typed in reply.measured.items():
        result, label = judged(session.pack.concept[name], typed), phrases.label(session.pack, name)
        if result.odd:
            yield f"  {label}: {phrases.judged_from(session.pack, name, typed)}"
        if result.vague:
            known = "gives the number itself" if typed.lstrip()[:1] in (*ABOVE, *BELOW) else "prints both limits"
            yield (
                f"  {label}: one limit does not tell how far out {typed} lies, so it may be graver than it counts. If "
                f"the report {known}, 'change {number}' takes it so."
            )


def _left_open(session: Session, reply: Reply) -> Iterator[str]:
    """Yield what is open beside something on a list, also where it was left out, since it may go without saying."""
    there = [name for name, value in reply.answers.items() if value == PRESENT]
    for name in there if reply.question.form == "checklist" else ():
        leaves = [one for one in session.pack.concept[name].leaves_open if reply.answers.get(one) == UNKNOWN]
        if leaves:
            has, these = phrases.label(session.pack, name), phrases.labels(session.pack, leaves)
            yield f"  Beside {has} this is left open, and not counted as no: {these}."


def _dangers_in_doubt(session: Session, reply: Reply) -> Iterator[str]:
    """Yield what a real person should do if danger signs that are left open are there after all, the gravest first:
    not to know is no reason to wait."""
    if session.person == MADE_UP or session.stop == "emergency" or reply.question.tier != "danger":
        return
    found: dict[str, list[str]] = {}
    for name in (name for name, value in reply.answers.items() if value == UNKNOWN):
        found.setdefault(level_by(session.pack, {name: PRESENT}), []).append(name)
    for level in (level for level in SOON if level in found):
        names = found[level]
        those = phrases.labels(session.pack, names) if len(names) <= FEW else f"{len(names)} danger signs"
        them = "it is" if len(names) == 1 else "one of them is"
        yield f"  Left open, and not counted as no: {those}. If {them} there now: {session.pack.level[level].do}"


def _named_and_denied(before: Session, after: Session, reply: Reply) -> Iterator[str]:
    """Yield what was named before, and is now denied with the rest of a list and told by nothing else."""
    denied = [name for name in denials(reply) if name in before.noted and after.answers[name] == ABSENT]
    denied = [name for name in denied if before.answers.get(name) != ABSENT]
    if denied and len(reply.question.concepts) > 1:
        counts, is_that = ("count", "they are there") if len(denied) > 1 else ("counts", "it is there")
        them = "they" if len(denied) > 1 else "it"
        names = phrases.labels(before.pack, denied)
        yield f"  You named this before: {names}. Now {them} {counts} as no: 'back' asks again if {is_that}."


def _outweighed(before: Trace, after: Trace) -> Iterator[Styled]:
    """Yield what was answered with no and counts as there from now on."""
    for name in after.pack.concept:
        if name in after.outweighed - before.outweighed:
            yield Styled(f"  {stated(after, Statement(name, PRESENT))}", "notice")


def _spared(before: Session, after: Session) -> Iterator[str]:
    """Yield which replies an answer made idle: they stay, and can no longer change the result."""
    idle = [reply for reply in after.spare if reply not in before.spare]
    for number, reply in enumerate(after.replies, start=1):
        if reply in idle:
            yield f"  Answer {number} no longer matters to the result, and stays: {answered(after, reply)}"


def _alerts(before: Session, after: Session) -> Iterator[str | Styled]:
    """Yield what an answer means for the urgency, where it raises or lowers it, and whom the pack does not cover."""
    old, new = outcome(before.trace), outcome(after.trace)
    rises = URGENCY_LEVELS.index(old.level.level) - URGENCY_LEVELS.index(new.level.level)
    if rises:
        lead = "In a real person this would mean" if after.person == MADE_UP else "Urgency now"
        was = f" (before: {old.level.label})" if rises < 0 else ""
        yield Styled(f"{lead}: {new.level.symbol}{TOGETHER}{new.level.label}{was}", new.level.colour)
    if rises > 0:
        yield f"  {new.level.do}"
    if not after.stop:
        yield from (scope.says for scope in new.scopes if scope not in old.scopes)


def difference(before: Trace, after: Trace) -> Iterator[str | Styled]:
    """Yield which rules fire now and did not before, no longer fire, or whose firing now comes to something else:
    another strength or effect, or resting on a supposition or no longer.

    A rule that says something new has a line of its own, but for the last of very many; those that only give one more
    reason share one, and so do those that one answer overrules, those that now tell first what was known, and those
    that fire no longer. Where these are many they are counted, not named.
    """
    found = Difference(before, after)
    shared: dict[_Shared, list[Firing]] = {}
    more: list[str] = []
    lines = 0
    for earlier, firing in found.firings:
        lead = "+" if earlier is None else "~ now:"
        if what := _told_with_others(before, after, earlier, firing):
            shared.setdefault(_Shared(lead, what), []).append(firing)
        elif lines < SHOWN:
            lines += 1
            yield _fired(after, firing, lead)
        else:
            more.append(firing.rule.id)
    yield from _together(after, more, shared)
    if gone := [firing.rule.id for firing in found.stopped]:
        left = f" and {len(gone) - NAMED} more" if len(gone) > NAMED else ""
        yield f"  - no longer fires: {', '.join(gone[:NAMED])}{left}"


def _together(trace: Trace, more: list[str], shared: Mapping[_Shared, list[Firing]]) -> Iterator[str | Styled]:
    """Yield the rules that share a line: named where they are few; of the others one line says how many they are."""
    named = [what for what, firings in shared.items() if len(firings) <= NAMED][:LINES]
    left = [firing for what, firings in shared.items() if what not in named for firing in firings]
    if more and len(more) <= NAMED:
        yield f"  + and {len(more)} more: {', '.join(more)}"
    for each in named:
        if len(shared[each]) == 1 and shared[each][0].effect == "overruled":
            yield _fired(trace, shared[each][0], each.lead)
        else:
            yield f"  {each.lead} {each.what}: {', '.join(firing.rule.id for firing in shared[each])}"
    counts = (
        (len(more) if len(more) > NAMED else 0, "more that says something new", "more that say something new"),
        (_count(left, "supports"), "that gives one more reason", "that give one more reason"),
        (_count(left, "overruled"), "that an answer overrules", "that an answer overrules"),
        (_count(left, "asserted"), "that now tells what was known", "that now tell what was known"),
    )
    if counted := [phrases.counted(*each) for each in counts if each[0]]:
        them = "it" if sum(count for count, *_ in counts) == 1 else "them"
        yield f"  + and {', '.join(counted)}: 'rules' lists {them}."


def _count(firings: Iterable[Firing], effect: str) -> int:
    return sum(firing.effect == effect for firing in firings)


def _told_with_others(before: Trace, after: Trace, earlier: Firing | None, firing: Firing) -> str:
    """Return what is said of all rules whose firing came to the same as this one and is nothing new; else ''."""
    mark = f", which {phrases.SUPPOSED}" if after.rests_on_supposition(firing) else ""
    if firing.effect == "overruled":
        given = after.overruling(firing)
        words = phrases.brief(after.pack, given.statement, given.strength)
        return f"overruled by what was {given.origin}, {words}{mark}"
    if earlier is None:
        return f"one more reason for what is known{mark}" if firing.effect == "supports" else ""
    known = before.fact.get(firing.rule.conclusion)
    if known and known.strength == after.fact[firing.rule.conclusion].strength and earlier.strength == firing.strength:
        supposed = before.rests_on_supposition(earlier), after.rests_on_supposition(firing)
        return f"{_STILL[firing.effect]}{mark}" if supposed[0] == supposed[1] else ""
    return ""


_STILL = {"asserted": "the first reason for what was known before", "supports": "one more reason for what is known"}


def _fired(trace: Trace, firing: Firing, lead: str) -> Styled:
    style = "supplement" if firing.rule.kind == "supplement" else "fired"
    return Styled(f"  {lead} {fired(trace, firing)}  {firing.rule.id}", style)
