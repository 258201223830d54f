"""The end of an interview: how urgent it is and why, what would explain the findings, what follows, what is open.

A session comes in, lines go out. The words of the result itself are those of `report.result`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from triage import phrases
from triage.conversation.open_points import idle_points, open_points
from triage.errors import echoed
from triage.explain.proof_tree import by_ground, conclusions
from triage.explain.sentences import stated
from triage.interview.session import Session
from triage.model import MADE_UP, PRESENT, URGENCY_LEVELS, RulePack
from triage.output import TOGETHER, Styled
from triage.report.causes import BY_RULES, OPEN, Cause
from triage.report.report import cautions
from triage.report.result import Result, not_ruled_out, result
from triage.result.candidates import Candidate, candidates
from triage.result.urgency import SOON, danger_signs, level_by, outcome
from triage.trace import Trace

CHAINS = 3  # so many causes that explain something are shown with a chain
SHOWN = 4  # so many of what is open of a cause, which 'candidates' shows in full, and of danger signs


def closing(session: Session) -> Iterator[str | Styled]:
    """Yield the result: urgency first, and at the end once more, since a screen may not hold what is between. After an
    emergency that ended the questions there is nothing else to say, and whoever is not covered is told nothing by these
    rules."""
    yield "The result"
    if not session.answers and not session.supposed:
        yield from _nothing(session)
        return
    ranked = candidates(session.trace)
    found = result(session.trace, whole=False, ranked=ranked, in_full="'print'")
    if session.supposed:
        names = phrases.labels(session.pack, session.supposed)
        yield f"You supposed something about {names}: whatever rests on it is marked, and is not about you."
    yield from _urgency(session, found)
    if session.stop:
        ends = ": this comes before all of them." if session.stop == "emergency" else "."
        yield f"The questions end here{ends} Only to learn how the rules work, type 'more'."
    if session.stop or session.is_outside:  # who leaves before the stop is not covered either
        yield phrases.NOTICE
        yield from _once_more(session, found)
        yield from _if_open(session)
        return
    yield from _causes(session.pack, found, ranked)
    yield "What follows from the answers ('how 1' shows why):"
    yield from _follows(session.trace)
    yield from open_points(session)
    if count := len(cautions(session.trace, found)):
        yield f"{phrases.counted(count, 'caution')} about these rules: type 'cautions'."
    if session.idle:
        yield from idle_points(session)
    if excluded := session.not_asked_for:
        yield f"{phrases.RULED_OUT}: {phrases.labels(session.pack, excluded)}."
    yield from _once_more(session, found) if session.is_emergency else _level(session, found)
    yield from _if_open(session)
    yield phrases.NOTICE


def _follows(trace: Trace) -> Iterator[str]:
    """Yield the numbered conclusions, a line each; those that rest on risks share one."""
    shown, from_risks = by_ground(trace)
    numbered = [f"{number:>2}  {stated(trace, one)}" for number, one in enumerate((*shown, *from_risks), start=1)]
    yield from (f"  {line}" for line in numbered[: len(shown)])
    if from_risks:
        yield f"  {phrases.FROM_RISKS}: {phrases.listed(' '.join(line.split()) for line in numbered[len(shown) :])}"
    elif not shown:
        yield f"  {phrases.NOTHING_MORE}"


def unchanged(session: Session) -> Iterator[str | Styled]:
    """Yield what is said instead of a result that was shown already: how urgent it is, once more, and what to do."""
    yield "The result is as before."
    if session.answers or session.supposed:
        yield from _once_more(session, result(session.trace))


def _once_more(session: Session, found: Result) -> Iterator[str | Styled]:
    yield from _level(session, found)
    yield f"  {found.do}"


def next_words(session: Session) -> str:
    """Return which words go on from the result, as far as there is something for them."""
    words = []
    if conclusions(session.trace):
        words.append("'how 1'")
    if session.trace.firings:
        words.append("'trace'")
    if session.replies:
        words += ["'review'", f"'change {min(2, len(session.replies))}'", "'save FILE'"]
    words.append("'restart' or 'quit'")
    return f"Type {', '.join(words)}."


def urgent_so_far(session: Session) -> Iterator[Styled]:
    """Yield how urgent it is so far, where a real person should not wait, and how urgent it would be if a danger sign
    that was left open is there: what was said of it may have gone up the screen."""
    if session.person == MADE_UP:
        return
    so_far, pack = session.trace.urgency, session.pack
    if so_far in SOON:
        yield Styled(f"So far: {pack.level[so_far].symbol} {pack.level[so_far].label}", pack.level[so_far].colour)
    yield from _if_open(session)


def _if_open(session: Session) -> Iterator[Styled]:
    """Yield how urgent it would be for a real person if a danger sign that was left open is there, where that is
    graver."""
    pack, so_far = session.pack, URGENCY_LEVELS.index(session.trace.urgency)
    open_ = {level_by(pack, {name: PRESENT}) for name in outcome(session.trace).unknown}
    graver = [pack.level[level] for level in SOON if level in open_ and URGENCY_LEVELS.index(level) < so_far]
    if graver and session.person != MADE_UP:
        yield Styled(f"If what you left open is there now: {graver[0].symbol} {graver[0].label}", graver[0].colour)


def _nothing(session: Session) -> Iterator[str]:
    but = " but who it is about" if session.person else ""
    yield f"Nothing was answered{but}, so the rules had nothing to go on."
    if dangers := danger_signs(session.pack):
        yield phrases.unanswered(len(dangers))
    yield from _named_only(session)
    yield phrases.NOTICE


def _named_only(session: Session) -> Iterator[str]:
    """Yield what was typed and counts for nothing: names without an answer, results without a range."""
    if left := session.still_unjudged:
        results = phrases.listed(f"{phrases.label(session.pack, name)} ({echoed(typed)})" for name, typed in left)
        yield f"Not judged, since the range of the report is not known, though it may matter: {results}."
    if named := session.named_only:
        yield f"Named but not answered, and so not counted: {phrases.labels(session.pack, named)}."
    if named := session.named_after_no:
        yield f"Named after a no that still counts: {phrases.labels(session.pack, named)}."


def _level(session: Session, found: Result) -> Iterator[Styled]:
    yield Styled(f"{phrases.urgency_of(session.person)}: {found.level.replace(' ', TOGETHER, 1)}", found.colour)


def _urgency(session: Session, found: Result) -> Iterator[str | Styled]:
    yield from _level(session, found)
    yield f"  {found.do}"
    yield f"  {found.come_back}"
    unknown = outcome(session.trace).unknown
    counted = session.stop == "emergency"  # nothing that can wait stands between what to do and the prompt
    many = len(unknown) > SHOWN
    for ground in found.grounds:
        if not (many and ground == found.unknown):  # these stand below, a line each
            yield f"  {ground}"
    if many:
        yield f"  Of {len(unknown)} danger signs it is not known whether they are there:"
        yield from (f"  - {phrases.label(session.pack, name)}" for name in unknown)
    if whom := not_ruled_out(session.trace, session.person):
        yield f"  {whom}"
    yield from (f"  {line}" for line in _named_only(session))
    if found.unanswered:
        named = " 'print' names them." if counted else ""
        yield f"  {phrases.unanswered(len(found.unanswered))}{named}"
        yield from () if counted else (f"  - {text}" for text in _by_list(session, outcome(session.trace).unasked))


def _by_list(session: Session, left: Collection[str]) -> Iterator[str]:
    """Yield the danger signs that are `left`; those of a whole list by its question."""
    for question in session.pack.questions:
        signs = [name for name in question.concepts if name in left]
        if len(signs) == len(question.concepts) > 1:
            yield f"all {len(signs)} of the list '{question.text}'"
        else:
            yield from (phrases.label(session.pack, name) for name in signs)


def _causes(pack: RulePack, found: Result, ranked: Sequence[Candidate]) -> Iterator[str]:
    if found.causes:
        yield "Causes that these rules know, and what each would explain ('candidates' shows how):"
        chained = [one for one in ranked if one.explained][:CHAINS]
        for number, (cause, one) in enumerate(zip(found.causes, ranked, strict=False), start=1):  # the first are shown
            yield from _cause(number, cause)
            if one in chained:
                yield f"     {_chain(pack, one)}"
        if found.rank:
            yield f"  {found.rank}"
    yield from (f"  - {one.text}" if one.item else one.text for one in found.beyond)


def _chain(pack: RulePack, one: Candidate) -> str:
    """Return the chain from a cause to the finding that it explains most surely: its statements where each leads to
    the next, else its rules."""
    surest = max(one.explained, key=lambda each: each.strength)
    statements = [one.statement, *(firing.rule.conclusion for firing in surest.chain)]
    steps = zip(statements, surest.chain, strict=False)
    if all(statement in firing.rule.premises for statement, firing in steps):
        first = phrases.brief(pack, one.statement)
        then = (phrases.brief(pack, firing.rule.conclusion, firing.strength) for firing in surest.chain)
        return f"chain: if {first} -> {' -> '.join(then)}"
    return f"chain, by rules: {', '.join(firing.rule.id for firing in surest.chain)}"


def _cause(number: int, cause: Cause) -> Iterator[str]:
    yield f"  {number}. {cause.name}  [{cause.evidence}]"
    for heading, parts, _ in cause.reasons:
        if heading == OPEN and len(parts) > SHOWN:
            parts = (*parts[:SHOWN], f"and {len(parts) - SHOWN} more")
        if heading != BY_RULES:
            yield f"     {heading}: {phrases.listed(parts)}"
