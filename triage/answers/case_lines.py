"""What several lines of a case file about one concept say together, and which kinds of it they deny.

A no to a kind, as to "drought" of what is called "drought or flood", leaves the rest of it open.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from itertools import permutations

from triage.answers.case_line import CaseLine, WrongLine, read_line
from triage.answers.laboratory import gravity
from triage.errors import UnknownName
from triage.model import ABSENT, PRESENT, UNKNOWN, Concept, RulePack
from triage.names import find_concept, is_narrower


def together(pack: RulePack, one: CaseLine, other: CaseLine) -> CaseLine | None:
    """Return what two lines about one concept say together, None if they contradict each other. A finding with several
    names is there if it is under one of them, and denied only if it is under all that name the whole of it, or under
    the names of all its kinds. Of two test results that agree both are kept in words, and the graver counts; the order
    of the lines leaves no trace."""
    concept = pack.concept[one.concept]
    typed = tuple(sorted({*one.typed, *other.typed}))
    if concept.yes_or_no:
        if one.value != other.value:
            typed = tuple(sorted({*(one.typed or _plainly(one)), *(other.typed or _plainly(other))}))
        if one.of_a_kind and other.of_a_kind and _are_all_kinds(pack, concept, typed):
            return replace(one, value=ABSENT, typed=typed, of_a_kind=False)
        counts = min(one, other, key=lambda line: (line.of_a_kind, (PRESENT, UNKNOWN, ABSENT).index(line.value)))
        return replace(counts, typed=typed)
    if one.value != other.value:
        return None
    if one.measured and other.measured and one.measured != other.measured:
        whole = {f"{line.name}: {line.measured}" for line in (one, other)}
        counts = max(one, other, key=lambda line: (gravity(concept, line.danger), line.measured))
        return replace(counts, typed=tuple(sorted(whole | ({*typed} - {one.name, other.name}))))
    return replace(one if one.measured else other, typed=typed)


def _are_all_kinds(pack: RulePack, concept: Concept, typed: tuple[str, ...]) -> bool:
    """Return whether two of the denied kinds are all that there is, as 'drought' and 'flood' are of what the pack calls
    'drought or flood'."""
    names = (words.rpartition(": ")[0] for words in typed)
    for one, other in permutations(names, 2):
        for both in (f"{one} or {other}", f"{one} and {other}"):
            with suppress(UnknownName):
                if find_concept(pack, both).id == concept.id and not is_narrower(pack, both):
                    return True
    return False


def _plainly(line: CaseLine) -> tuple[str, ...]:
    return (f"{line.name}: {line.value}",)


def kinds_denied(pack: RulePack, typed: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the kinds that were denied, where `typed`, the words of the lines about a concept, says no
    more than that."""
    told, denied = told_and_denied(pack, typed)
    return () if told else denied


def told_in(pack: RulePack, typed: Iterable[str]) -> tuple[str, ...]:
    """Return those of the words in `typed` that say that the concept is there, or which value it has: what was denied
    or left open beside them told nothing."""
    return tuple(words for words, line in _lines_of(pack, typed) if line is None or line.value not in (ABSENT, UNKNOWN))


def told_and_denied(pack: RulePack, typed: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what `typed`, the words of the lines about a concept, says, and the names of the kinds that it denies."""
    lines = _lines_of(pack, typed)
    told = tuple(words for words, line in lines if line is None or not line.of_a_kind)
    return told, tuple(line.name for _, line in lines if line and line.of_a_kind)


def _lines_of(pack: RulePack, typed: Iterable[str]) -> list[tuple[str, CaseLine | None]]:
    """Return the words in `typed`, line by line, with what each says; None for a name alone, which says that it is
    there."""
    lines = list[tuple[str, CaseLine | None]]()
    for words in typed:
        name, _, word = words.rpartition(": ")
        line = None
        with suppress(WrongLine):
            line = read_line(pack, name, word)
        lines.append((words, line))
    return lines
