"""What the names on a command line stand for: packs, cases, and a dialogue that fits where the program runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from triage.case import Case, read_case
from triage.errors import CaseError, DocumentError, Problem
from triage.model import RulePack
from triage.output import capable_terminal
from triage.pack import find_pack, shipped_pack
from triage.pack_cache import cache_folder, cached_pack

if TYPE_CHECKING:
    from triage.dialogue import Dialogue

NO_KEYS: Mapping[str, str] = MappingProxyType({})


def dialogue_for(plain: bool, clicker: Mapping[str, str] = NO_KEYS) -> Dialogue:
    """Return the dialogue that fits where the program runs. prompt_toolkit is imported only for a real terminal."""
    if plain or not capable_terminal():
        from triage.plain import PlainDialogue

        return PlainDialogue()
    from triage.terminal import TerminalDialogue

    return TerminalDialogue(clicker=clicker)


def cases_named(names: Sequence[str], pack: str | None) -> list[Case]:
    """Return every case, or raise the problems of all of them together."""
    cases, problems = list[Case](), list[Problem]()
    pack_of = finder(pack)
    for name in names:
        try:
            cases.append(read_case(name, pack_of))
        except DocumentError as error:
            problems.extend(error.problems)
    if problems:
        raise CaseError(problems)
    return cases


def finder(given: str | None) -> Callable[[str], RulePack]:
    """Return what finds the pack a case names: the one given on the command line if its id fits, or a shipped one."""

    def find(name: str) -> RulePack:
        if given and pack_named(given).id == name:
            return pack_named(given)
        return _shipped(name)

    return find


@lru_cache
def pack_named(name: str) -> RulePack:
    return cached_pack(find_pack(name), cache_folder())


@lru_cache
def _shipped(name: str) -> RulePack:
    return cached_pack(shipped_pack(name), cache_folder())
