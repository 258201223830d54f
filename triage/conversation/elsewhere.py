"""What is said to a line that is no answer here: where it is asked, or which words work. Above all a danger sign is
never brushed off: a real person is told at once what to do if it is there.

A session and a line come in; words go out, and the session that has noted what the line names.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from triage import phrases
from triage.conversation.age import aged
from triage.conversation.at_once import gravity, literal, told_at_once, told_together
from triage.conversation.calls import asks_what_to_do, is_a_call
from triage.conversation.help import WORDS
from triage.conversation.named import named, units_wanted
from triage.conversation.parts import in_a_later_question, on_the_open_list
from triage.conversation.ticks import left_of, on_the_list, the_one_danger, the_one_meant
from triage.errors import UnknownName, did_you_mean, echoed, sentence
from triage.interview.listed import of_all
from triage.interview.reply import HalfAnAnswer, NotAnAnswer
from triage.interview.session import Session
from triage.interview.tiers import FIRST, asks_for_dangers
from triage.model import MADE_UP, PRESENT, URGENCY_LEVELS, Concept, Question, RulePack
from triage.names import find_concept, find_spoken
from triage.names.described import is_description
from triage.names.forms import plain
from triage.names.slips import near
from triage.result.urgency import SOON

HELP = "Type 'help' for the words that work here."
NOT_KNOWN_HERE = "What these rules do not know may be urgent all the same."
ANOTHERS = "This is about one person: what somebody else had is not taken. If it is about them, say only what."
ENDS = "{names}: the questions end after the danger signs, since these rules do not cover you."
NOTED = "Nothing more is asked; the result on leaving, and a file that 'save' writes, name {it} as not answered."
TAKES = "Type 'yes' now to take {} as there, or 'no' to leave the answer as it is."


@dataclass(frozen=True)
class Heard:
    """What is said to a line, '' for nothing, and the session that goes on from there; which concepts a yes right after
    that takes as there, or which number of the open list it stands for. `taken` are numbers of that list in the line,
    which count though something else in it is asked elsewhere."""

    says: str
    session: Session
    yes: tuple[str, ...] = ()
    number: str = ""
    taken: str = ""


def asked_elsewhere(session: Session, typed: str, only: bool = False) -> Heard:
    """Return where the thing that `typed` names, or the danger signs that it holds, can be answered, and for a real
    person what to do if a danger sign is there. What comes in a later question is noted, so that it does come. With
    `only`, what stands on the open list is passed over."""
    said: dict[tuple[str, str], list[str]] = {}
    yes: dict[str, str] = {}
    asking, promised = session.question, _to_come(session)  # what is named may open a question before this one
    heard, asked_of = named(session, typed), session
    for name, concept in sorted(heard.names, key=lambda one: gravity(session, one[1])):  # the gravest is told first
        here = session.question is not None and concept.id in session.question.concepts
        grave = told_at_once(session, concept)
        if here and only and not grave:
            continue
        where, session = _where(session, asking, _asked_as(session.pack, concept), bool(grave), only)
        if grave or where:
            said.setdefault((grave, where), []).append(f"'{name}'")
        if grave and session.number_of(concept.id):
            yes[concept.id] = f"'{name}'"
    says = [_worded(grave, where, names) for (grave, where), names in said.items()]
    graver, tells = told_together(asked_of, [concept for _, concept in heard.names])
    if tells:
        both = " and ".join(f"'{name}'" for name, concept in heard.names if concept in graver)
        says.insert(0, tells.format(names=both))
    if says and not only:
        meant = on_the_open_list(session, asking, heard)
        says += [meant] if meant else []
    if says and (more := _to_come(session) - promised) > 0:
        says.append(f"That is {phrases.counted(more, 'question')} more than was promised.")
    if says and (units := units_wanted(session, typed)):
        says.append(f"Type {echoed(typed)} with its unit, {' or '.join(units)}, as on the report.")
    says += [ANOTHERS] if heard.anothers else []
    says += [aged(session, asking, heard.age)] if heard.age is not None else []
    listed = on_the_list(session, asking, [concept for _, concept in heard.names])
    sure = not (yes or listed or heard.anothers)
    of_the_rest, numbers, taken = left_of(session, asking, typed, heard.left, listed, sure) if says else ([], "", "")
    says += of_the_rest
    if session.question != asking:  # then a yes is said to what is asked now
        yes = {}
    says += [TAKES.format(" and ".join(yes.values()))] if yes else []
    number = "" if yes or only or numbers else the_one_danger(session, asking, [concept for _, concept in heard.names])
    says += [f"'yes' now does the same as {number}."] if number else []
    return Heard(" ".join(says), session, tuple(yes), number, taken)


def _to_come(session: Session) -> int:
    """Return how many questions there may be at most from the open one on."""
    return session.most_after(session.question) + 1 if session.question else 0


def no_answer(session: Session, typed: str, error: NotAnAnswer) -> Heard:
    """Return what is said to a line that is no answer to the open question: where it is asked, or why it is none, and
    what may be meant."""
    half = isinstance(error, HalfAnAnswer)
    if half and of_all(typed):
        return Heard(sentence(error), session)
    # What these say of the open list is all that there is to say of it.
    heard = asked_elsewhere(session, typed, only=half or error.on_the_list)
    if heard.says:
        return replace(heard, says=f"{sentence(error)} {heard.says}") if error.on_the_list or half else heard
    if half:
        return Heard(sentence(error), session)
    meant = _asked_names_near(session, error.unknown) if error.unknown else ""
    meant = meant or did_you_mean(near(typed.casefold(), WORDS), before="Or " if "did you mean" in str(error) else "")
    acts = session.person != MADE_UP and asks_for_dangers(session.pack)
    if acts and is_a_call(typed):
        return Heard(f"If this is an emergency: {session.pack.level[URGENCY_LEVELS[0]].do}", session)
    if told := _what_to_do(session, typed):
        return Heard(told, session)
    if session.question and (number := the_one_meant(session.pack, session.question, typed)):
        return Heard(f"{sentence(error)} 'yes' now does the same as {number}.", session, number=number)
    several = len(error.unknown.split()) > 1 and acts and not is_description(plain(error.unknown))
    otherwise = f"{NOT_KNOWN_HERE} {HELP}" if several else HELP
    return Heard(f"{sentence(error)} {meant[:1].upper()}{meant[1:] or otherwise}", session)


def _what_to_do(session: Session, typed: str) -> str:
    """Return what a real person should do, where a line asks that and it cannot wait; else ''."""
    if session.person == MADE_UP or session.trace.urgency not in SOON or not asks_what_to_do(typed):
        return ""
    level = session.pack.level[session.trace.urgency]
    return f"{level.do} {level.come_back}"


def no_word(session: Session, typed: str) -> Heard:
    """Return what is said, where no question is open, to a line that begins with no word that works there."""
    heard = asked_elsewhere(session, typed)
    if heard.says:
        return heard
    if session.person != MADE_UP and asks_for_dangers(session.pack) and is_a_call(typed):
        return Heard(f"If this is an emergency: {session.pack.level[URGENCY_LEVELS[0]].do}", session)
    if told := _what_to_do(session, typed):
        return Heard(told, session)
    hint = did_you_mean(near(typed.split()[0].casefold(), WORDS), before="; ")
    ended = "The questions have ended" if session.stop else "No question is open"
    more = " 'change N' answers one anew." if session.replies else ""
    says = f"{ended}, and {echoed(typed)} is not one of the words that work here{hint or '.'}{more} {HELP}"
    return Heard(says, session)


def _worded(grave: str, where: str, names: list[str]) -> str:
    """Return both sentences about these names, the second one with a pronoun where it follows the first."""
    one, listed = len(names) == 1, " and ".join(names)
    words = {
        "names": listed,
        "who": ("It" if one else "They") if grave else listed,
        "it": "it" if one else "them",
        "it_is": "it is" if one else "they are",
        "its": "its" if one else "their",
        "count": "counts" if one else "count",
        "are_signs": "is a danger sign" if one else "are danger signs",
        "were": "was" if one else "were",
        "stand": "stands" if one else "stand",
    }
    return " ".join(part.format(**words) for part in (grave, where) if part)


def _asked_names_near(session: Session, name: str) -> str:
    """Return whether names that come close to `name` were meant, of things that are asked for, or asked on their own
    when they are named, with the label in place of an id; '' if there are none."""
    try:
        find_spoken(session.pack, name)
    except UnknownName as error:
        found = {one: find_concept(session.pack, one) for one in error.near}
        names = tuple(
            concept.label if one == plain(concept.id) else one
            for one, concept in found.items()
            if concept.id in session.pack.asked or (concept.yes_or_no and concept.role != "mechanism")
        )
        return did_you_mean(names, more=error.more)
    return ""


def _asked_as(pack: RulePack, concept: Concept) -> Concept:
    """Return the concept by which `concept` is asked for: for a sign that the result of one test is by itself, and that
    no question asks for, what was tested."""
    tested = [one for one in pack.concepts if concept.id in one.results.values()]
    return tested[0] if len(tested) == 1 and concept.id not in pack.asked else concept


def _where(
    session: Session, question: Question | None, concept: Concept, grave: bool, only: bool
) -> tuple[str, Session]:
    """Return the sentence that says where `concept` is asked for, '' for nowhere, and the session that will ask for
    it, while `question` is open. Somebody whom the pack does not cover is asked for nothing more, but for what is
    grave."""
    noted = session.note(concept.id)
    earlier = session.number_of(concept.id)
    if earlier and session.answers.get(concept.id) == PRESENT:
        return f"{{who}} {{count}} as there already: 'change {earlier}' answers that anew.", noted
    if question and concept.id in question.concepts:
        number = question.concepts.index(concept.id) + 1
        so = "" if grave else " if that is so"  # it may have been denied
        says = f"{{who}} {{stand}} on this list: type {number}{so}."
        return (says if question.form == "checklist" else ""), noted
    if earlier:
        return f"{{who}} {{were}} asked in question {earlier}: 'change {earlier}' answers that.", noted
    if concept.id not in session.pack.asked:
        return _on_its_own(session, question, concept, grave, only)
    waiting = {name for one in session.waiting for name in one.concepts}
    asks = waiting if session.stop == "emergency" or (session.is_outside and not grave) else {*waiting, concept.id}
    for number, later in enumerate(noted.waiting, start=len(session.replies) + 1):
        if concept.id in later.concepts and concept.id in asks:
            text = literal(later.text)
            if not grave:
                more = "this comes in a later question" if concept.id in waiting else "one more question asks for that"
                return f"{{names}}: {more}, '{text}'", noted
            place = f"Question {number}" if later.tier in FIRST else "A later question"
            return f"{place} asks for {{it}}: '{text}'", noted
    if session.is_outside and not session.stop:
        return ENDS, session
    return (NOTED, noted) if session.stop == "emergency" and concept.yes_or_no else ("", session)


def _on_its_own(
    session: Session, question: Question | None, concept: Concept, grave: bool, only: bool
) -> tuple[str, Session]:
    """Return the sentence that says that `concept`, which no question of the pack asks for, is asked, and the session
    that asks for it; '' where it is not."""
    if session.answers.get(concept.id) == PRESENT:
        return "{who} {count} as there already.", session
    if not concept.yes_or_no:
        return "", session
    if session.stop == "emergency":
        return NOTED, session.note(concept.id)
    if session.is_outside and not grave:
        return "" if session.stop else ENDS, session
    part = "" if only else in_a_later_question(session, question, concept)
    return f"No list asks for {{names}}, so {{it_is}} asked on {{its}} own{part}.", session.note(concept.id)
