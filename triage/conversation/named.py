"""Which concepts of a pack a line names, that is no answer where it stands: a name, a short sentence, a level or a test
result.

A session and a line come in; names as they were typed go out, each with its concept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace

from triage.answers.laboratory import judged, wants_unit
from triage.answers.measurement import NotAMeasurement, gravely, looks_measured
from triage.conversation.at_once import told_at_once
from triage.conversation.line import Line
from triage.errors import UnknownName
from triage.interview.session import Session
from triage.model import PRESENT, Concept
from triage.names import find_concept, find_spoken, find_stated, find_value
from triage.names.described import is_description
from triage.names.forms import NAME_AND_VALUE, form, parted, plain
from triage.names.known import names_of
from triage.result.urgency import danger_signs

_LOOSE = re.compile(r"^(?:[\s,;]|\b(?:and|but)\b)+|[\s,;]+$", re.IGNORECASE)  # left over around a result


@dataclass(frozen=True)
class Named:
    """What a line names: names as they were typed, each with its concept; whether something in it was said of
    another person, of which nothing is taken; how old it says that somebody is, in years; which parts of it name
    nothing; and what of it is said to be so, names and all."""

    names: tuple[tuple[str, Concept], ...]
    anothers: bool = False
    age: int | None = None
    left: tuple[str, ...] = ()
    said: str = ""


def named(session: Session, typed: str) -> Named:
    """Return what `typed` names: the test results and danger signs in it and whatever else is there or not; without
    either the one thing that it names as a whole, if it does. What is said not to be there is not meant."""
    results, rest = _results_in(session, typed)
    if results and re.search(r"\w", rest):
        beside = named(session, _LOOSE.sub("", rest))
        return replace(beside, names=(*results, *beside.names), said=typed)
    if len(results) > 1:
        return Named(tuple(results), said=typed)
    line = Line(typed)
    apart = line.anothers or line.age is not None
    if not apart and (whole := _as_a_whole(session, typed)):
        return Named(tuple(whole), said=typed)
    pack = session.pack
    signs = [pack.concept[name] for name in danger_signs(pack)]
    others = [one for one in pack.concepts if one.yes_or_no and one.role != "mechanism" and one not in signs]
    found = _names(line, signs)
    if not found and not apart and (whole := _one_thing(session, typed)):
        return Named(tuple(whole), said=typed)
    return Named((*found, *_names(line, others)), line.anothers, line.age, line.left, line.said)


def _results_in(session: Session, typed: str) -> tuple[list[tuple[str, Concept]], str]:
    """Return the test results in a line, a number with a unit behind a name, each as it was typed with what was tested
    or the danger sign that it is by itself; and the line without them."""
    found: list[tuple[str, Concept]] = []
    for concept in session.pack.concepts:
        if not concept.units:
            continue
        names = "|".join(re.escape(name) for name in sorted(names_of(concept), key=len, reverse=True))
        units = "|".join(re.escape(unit) for unit in concept.units)
        behind = r"(?:\s+(?:level|is|was|of|at)|\s*[:=])*\s+"
        result = rf"([<>]?\s*\d+(?:[.,]\d+)?\s*(?:{units})(?![\w/])(?:\s*[(\[][^)\]]*[)\]])?)"
        for one in re.finditer(rf"(?<![\w-])({names}){behind}{result}", typed, re.IGNORECASE):
            danger = ""
            with suppress(NotAMeasurement):
                danger = judged(concept, one[2]).danger
            found += _tested(session, one[0], (one[1], concept), danger)
            typed = typed.replace(one[0], " , ", 1)
    return found, typed


def _as_a_whole(session: Session, typed: str) -> Iterable[tuple[str, Concept]]:
    for name, word in parted(typed.strip(), r"\s*[:=]\s*|\s+"):  # `pain: severe` is what `severe pain` is
        if is_description(plain(word)):
            with suppress(UnknownName):
                return [(typed.strip(), find_spoken(session.pack, f"{word} {name}"))]
    return ()


def _one_thing(session: Session, typed: str) -> Iterable[tuple[str, Concept]]:
    """Return the one thing that a line without a danger sign in it names, be it with a level or a test result."""
    name = typed.strip().rstrip("?").strip()
    if gravely(name) and (result := _with_level(session, name)):
        return result
    with suppress(UnknownName):
        return [(name, find_spoken(session.pack, name))]
    return _with_level(session, name)


def _names(line: Line, concepts: Iterable[Concept]) -> list[tuple[str, Concept]]:
    """Take the names of `concepts` out of the line, longest first, and return those that are not denied: for each
    concept the first."""
    names = {plain(name): (plain(name), one) for one in concepts for name in names_of(one)}
    formed = {form(name): called for name, called in names.items()}
    found: dict[str, tuple[str, Concept]] = {}
    for words, (name, concept) in sorted({**formed, **names}.items(), key=lambda one: -len(one[0])):
        if line.take(words.replace("'", "")):
            found.setdefault(concept.id, (name, concept))
    return list(found.values())


def _with_level(session: Session, typed: str) -> list[tuple[str, Concept]]:
    """Return what a line gives a level or a test result, `soil dry` or `soil 3 %`, if anything."""
    pack = session.pack
    if stated := find_stated(pack, typed):
        concept = pack.concept[stated.concept]
        danger = concept.results.get(stated.value, "")
        if concept.units and gravely(typed):
            danger = judged(concept, f"very {stated.value}").danger
        return _tested(session, typed, (typed, concept), danger)
    for name, said in parted(typed, NAME_AND_VALUE):
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


def units_wanted(session: Session, typed: str) -> tuple[str, ...]:
    """Return the units of which a line that gives something tested a number lacks one: of `soil 3` '%'."""
    for name, said in parted(typed.strip(), NAME_AND_VALUE):
        with suppress(UnknownName):
            concept = find_concept(session.pack, name)
            if looks_measured(said) and wants_unit(concept, said):
                return concept.units
    return ()


def _tested(session: Session, typed: str, tested: tuple[str, Concept], danger: str) -> list[tuple[str, Concept]]:
    """Return what was tested, by its name; in its stead the danger sign that the result `typed` is by itself, if a real
    person is told that at once."""
    sign = session.pack.concept.get(danger)
    return [tested] if sign is None or not told_at_once(session, sign) else [(typed, sign)]
