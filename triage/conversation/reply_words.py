"""A reply in words: what was ticked, chosen, measured or supposed, and what was left out."""

from __future__ import annotations

from collections.abc import Sequence

from triage import phrases
from triage.errors import echoed
from triage.interview.reply import PEOPLE, PERSON, Reply
from triage.interview.session import Session
from triage.model import ABSENT, UNKNOWN, Statement


def answered(session: Session, reply: Reply, asking: bool = True) -> str:
    """Return one reply in words. What no words of its own tell, as that a list was skipped, goes with the text of its
    question; without `asking` it does not, for where that stands beside it."""
    question = f": {reply.question.text}" if asking else ""
    if reply.skipped and reply.question.id == PERSON.id:
        return f"{PERSON.text} skipped"
    if reply.skipped:
        return f"skipped{question}"
    if reply.person:
        return PEOPLE[reply.person]
    if reply.question.form == "checklist":
        return _ticked(session, reply, question)
    given = {name: reply.answers[name] for name in reply.question.concepts if name in reply.answers}
    unknown = [name for name, value in given.items() if value == UNKNOWN and name not in reply.measured]
    counted = len(unknown) if reply.question.form == "panel" and len(unknown) > 1 else 0
    words = [
        f"{valued(session, concept, value)}{_result(session, reply, concept)}"
        for concept, value in given.items()  # without the danger signs that a test result is: they follow from it
        if not (counted and concept in unknown)
    ]
    words += [f"{valued(session, concept, value)}  [supposed]" for concept, value in reply.supposed.items()]
    if counted == len(reply.question.concepts):
        return f"not known, all {counted}{question}"
    return "; ".join([*words, f"the other {counted} of the list: not known"] if counted else words)


def _ticked(session: Session, reply: Reply, question: str) -> str:
    """Return the reply to a checklist in words; what was left out, and so denied, is counted rather than told, with its
    `question` where nothing else is told."""
    words = [_told(session, reply, concept) for concept, value in reply.answers.items() if value != ABSENT]
    denied = denials(reply)
    if len(denied) > 1 and not words:
        return f"none of the {len(denied)}{question}"
    if len(denied) > 1:
        return "; ".join((*words, f"the other {len(denied)} of the list are absent"))
    return "; ".join((*words, *(valued(session, name, ABSENT) for name in denied)))


def _told(session: Session, reply: Reply, concept: str) -> str:
    """Return what a reply to a checklist says of something that it does not deny."""
    if beside := session.pack.left_open(reply.answers).get(concept):
        return f"{phrases.label(session.pack, concept)}: left open beside {phrases.labels(session.pack, beside)}"
    return valued(session, concept, reply.answers[concept])


def _result(session: Session, reply: Reply, concept: str) -> str:
    measured = reply.measured.get(concept)
    return f"  [{phrases.judged_from(session.pack, concept, measured)}]" if measured else ""


def denials(reply: Reply) -> list[str]:
    """Return what a reply to a checklist left out, and so denied."""
    return [concept for concept, value in reply.answers.items() if value == ABSENT]


def valued(session: Session, concept: str, value: str) -> str:
    """Return an answer in words."""
    if value == UNKNOWN:
        return phrases.not_known(session.pack, concept)
    return phrases.said(session.pack, Statement(concept, value))


def left_out(results: Sequence[str]) -> str:
    """Return the sentence that test results, as typed, were not taken, since nobody knows their ranges."""
    names = " and ".join(map(echoed, results))
    one = len(results) == 1
    word = "'change' takes the word that the report has for it, such as very low."
    left = f"{names} {'is' if one else 'are'} left out: the range of {'its' if one else 'each'} report is not known."
    return f"{left} {word}"
