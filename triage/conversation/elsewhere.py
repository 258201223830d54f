"""What is said to a line that is no answer here: where it is asked, or which words work. Above all a danger sign is
never brushed off: a real person is told at once what to do if it is there.

A session and a line come in; words go out, and the session that has noted what the line names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from triage.answers.laboratory import judged
from triage.answers.measurement import NotAMeasurement, looks_measured
from triage.answers.told import with_told
from triage.conversation.words import WORDS
from triage.engine.inference import infer
from triage.errors import UnknownName, did_you_mean, echoed, sentence
from triage.forms import plain, readings
from triage.interview.reply import MADE_UP, HalfAnAnswer, NotAnAnswer
from triage.interview.session import Session
from triage.interview.tiers import FIRST
from triage.known import names_of
from triage.model import PRESENT, UNKNOWN, URGENCY_LEVELS, Concept, Statement
from triage.names import find_concept, find_spoken, find_stated, find_value
from triage.result.urgency import danger_signs
from triage.slips import near

HELP = "Type 'help' for the words that work here."
SOON = URGENCY_LEVELS[:2]  # levels that cannot wait until their question comes
NOT_THERE = ("no", "not", "without")
ENDS = "{names}: the questions end after the danger signs, since these rules do not cover you."


@dataclass(frozen=True)
class Heard:
    """What is said to a line, '' for nothing, and the session that goes on from there."""

    says: str
    session: Session


def asked_elsewhere(session: Session, typed: str, only: bool = False) -> Heard:
    """Return where the thing that `typed` names, or the danger signs that it holds, can be answered, and for a real
    person what to do if a danger sign is there. What comes in a later question is noted, so that it does come. With
    `only`, what stands on the open list is passed over."""
    said: dict[tuple[str, str], list[str]] = {}
    for name, concept in _named(session, typed):
        here = session.question is not None and concept.id in session.question.concepts
        if here and only:
            continue
        grave = "" if here else _grave(session, concept)
        where, session = _where(session, concept, bool(grave), only)
        if grave or where:
            said.setdefault((grave, where), []).append(f"'{name}'")
    return Heard(" ".join(_worded(grave, where, names) for (grave, where), names in said.items()), session)


def no_answer(session: Session, typed: str, error: NotAnAnswer) -> Heard:
    """Return what is said to a line that is no answer to the open question: where it is asked, or why it is none, and
    what may be meant."""
    half = isinstance(error, HalfAnAnswer)
    # What these say of the open list is all that there is to say of it.
    heard = asked_elsewhere(session, typed, only=half or error.on_the_list)
    if heard.says:
        return Heard(f"{sentence(error)} {heard.says}", heard.session) if error.on_the_list else heard
    if half:
        return Heard(sentence(error), session)
    names = _asked_names_near(session, error.unknown) if error.unknown else ()
    meant = did_you_mean(names or near(typed.casefold(), WORDS), before="" if names else "Or ")
    return Heard(f"{sentence(error)} {meant[:1].upper()}{meant[1:] or HELP}", session)


def no_word(session: Session, typed: str) -> Heard:
    """Return what is said, where no question is open, to a line that begins with no word that works there."""
    heard = asked_elsewhere(session, typed)
    if heard.says:
        return heard
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


def _asked_names_near(session: Session, name: str) -> tuple[str, ...]:
    """Return names that come close to `name`, of things that are asked for; the label in place of an id."""
    try:
        find_concept(session.pack, name)
    except UnknownName as error:
        found = {one: find_concept(session.pack, one) for one in error.near}
        return tuple(
            concept.label if one == plain(concept.id) else one
            for one, concept in found.items()
            if concept.id in session.pack.asked
        )
    return ()


def _named(session: Session, typed: str) -> list[tuple[str, Concept]]:
    """Return what `typed` names: the danger signs in it and whatever else is there or not; without a danger sign the
    one thing that it names as a whole, if it does. What is said not to be there is not meant."""
    pack, line = session.pack, _Line(typed)
    signs = [pack.concept[name] for name in danger_signs(pack)]
    others = [one for one in pack.concepts if one.yes_or_no and one.role != "mechanism" and one not in signs]
    if found := line.names(signs):
        return [*found, *line.names(others)]
    name = typed.strip().rstrip("?").strip()
    with suppress(UnknownName):
        return [(name, find_spoken(pack, name))]
    return _with_level(session, name) or line.names(others)


class _Line:
    """What is left of a line in which names are looked for, as it may be read."""

    def __init__(self, typed: str):
        self.left = [f" {words} " for words in readings(re.sub(r"[^\w\s'\u2019-]", " ", typed))]  # without full stops

    def names(self, concepts: Iterable[Concept]) -> list[tuple[str, Concept]]:
        """Take the names of `concepts` out of the line, longest first, and return those that are not denied: for each
        concept the first."""
        names = sorted(((plain(name), one) for one in concepts for name in names_of(one)), key=lambda one: -len(one[0]))
        found: dict[str, tuple[str, Concept]] = {}
        for name, concept in names:
            bare = name.replace("'", "")
            for no in NOT_THERE:
                self.take(f"{no} {bare}")
            if self.take(bare):
                found.setdefault(concept.id, (name, concept))
        return list(found.values())

    def take(self, words: str) -> bool:
        """Take these words out of the line, and return whether they stood in it."""
        stood = any(f" {words} " in left for left in self.left)
        if stood:
            self.left = [left.replace(f" {words} ", " | ") for left in self.left]
        return stood


def _with_level(session: Session, typed: str) -> list[tuple[str, Concept]]:
    """Return what a line gives a level or a test result, `soil dry` or `soil 3 %`, if anything."""
    pack = session.pack
    if stated := find_stated(pack, typed):
        concept = pack.concept[stated.concept]
        return _tested(session, typed, (typed, concept), concept.results.get(stated.value, ""))
    for blank in re.finditer(r"\s*[:=]\s*|\s+is\s+|\s+", typed):
        name, said = typed[: blank.start()], typed[blank.end() :]
        with suppress(UnknownName):
            concept = find_concept(pack, name)
            if concept.units and looks_measured(said):
                danger = ""
                with suppress(NotAMeasurement):
                    danger = judged(concept, said).danger
                return _tested(session, typed, (name, concept), danger)
            if PRESENT not in concept.values and (value := find_value(concept.values, said)):
                return _tested(session, typed, (name, concept), concept.results.get(value, ""))
    return []


def _tested(session: Session, typed: str, tested: tuple[str, Concept], danger: str) -> list[tuple[str, Concept]]:
    """Return what was tested, by its name. What a real person is told at once comes first: the danger sign that the
    result `typed` is by itself; where a question asks for the sign, that is enough."""
    sign = session.pack.concept.get(danger)
    if sign is None or not _grave(session, sign):
        return [tested]
    return [(typed, sign)] if danger in session.pack.asked else [(typed, sign), tested]


def _grave(session: Session, concept: Concept) -> str:
    """Return what a real person is told at once: that `concept` is a danger sign, alone or with what was answered, and
    what to do if it is there; '' for anything that can wait."""
    if PRESENT not in concept.values or session.person == MADE_UP or session.answers.get(concept.id) == PRESENT:
        return ""
    level, means = _level(session, {concept.id: PRESENT}), "{are_signs}"
    if level not in SOON:
        level, means = _level(session, {**session.answers, concept.id: PRESENT}), "{are_signs} with what you answered"
        rises = URGENCY_LEVELS.index(level) < URGENCY_LEVELS.index(session.trace.urgency)
        if level not in SOON or not rises:
            return ""
    return f"{{names}} {means}. If {{it_is}} there now: {_literal(session.pack.level[level].do)}"


def _level(session: Session, answers: Mapping[str, str]) -> str:
    return infer(session.pack, with_told(session.pack, answers)).urgency


def _literal(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _where(session: Session, concept: Concept, grave: bool, only: bool) -> tuple[str, Session]:
    """Return the sentence that says where `concept` is asked for, '' for nowhere, and the session that will ask for
    it. Somebody whom the pack does not cover is asked for nothing more, but for what is grave."""
    question, noted = session.question, session.note(concept.id)
    if question and concept.id in question.concepts:
        number = question.concepts.index(concept.id) + 1
        return (f"{{who}} {{stand}} on this list: type {number}." if question.form == "checklist" else ""), session
    for number, reply in enumerate(session.replies, start=1):
        if concept.id in reply.question.concepts:
            return f"{{who}} {{were}} asked in question {number}: 'change {number}' answers that.", session
    if concept.id not in session.pack.asked:
        return _on_its_own(session, concept, grave, only)
    waiting = {name for one in session.waiting for name in one.concepts}
    asks = waiting if session.stop == "emergency" or not grave else {*waiting, concept.id}
    for number, later in enumerate(noted.waiting, start=len(session.replies) + 1):
        if concept.id in later.concepts and concept.id in asks:
            text = _literal(later.text)
            if not grave:
                return f"{{names}}: this comes in a later question, '{text}'", noted
            place = f"Question {number}" if later.tier in FIRST else "A later question"
            return f"{place} asks for {{it}}: '{text}'", noted
    if session.is_outside and not session.stop:
        return ENDS, session
    if concept.id in session.idle and not session.is_outside:
        return "{names}: no answer about that could change the result any more, so it is not asked.", session
    return "", session


def _on_its_own(session: Session, concept: Concept, grave: bool, only: bool) -> tuple[str, Session]:
    """Return the sentence that says that `concept`, which no question of the pack asks for, is asked, and the session
    that asks for it; '' where it is not."""
    if session.answers.get(concept.id) == PRESENT:
        return "{who} {count} as there already.", session
    if not concept.yes_or_no or session.stop == "emergency":
        return "", session
    if session.is_outside and not grave:
        return "" if session.stop else ENDS, session
    part = _part_of(session, concept, only)
    return f"No list asks for {{names}}, so {{it_is}} asked on {{its}} own{part}.", session.note(concept.id)


def _part_of(session: Session, concept: Concept, only: bool) -> str:
    """Return the words that name a danger sign that `concept` is a part of and that is still asked for, '' if there is
    none. A sign of which another part was denied is passed over, and so is, with `only`, what stands on the open
    list."""
    signs = [
        sign.id
        for sign in session.pack.concepts
        if any(any(part.concept == concept.id for part in parts) and _open(session, parts) for parts in sign.told_by)
    ]
    for question in session.waiting:
        here = question == session.question
        for sign in signs:
            if sign in question.concepts and not (here and only):
                place = f"number {question.concepts.index(sign) + 1} is" if here else "a later question asks for"
                return f"; {place} '{_literal(session.pack.concept[sign].label)}'"
    return ""


def _open(session: Session, parts: Iterable[Statement]) -> bool:
    return all(session.answers.get(part.concept, UNKNOWN) in (UNKNOWN, part.value) for part in parts)
