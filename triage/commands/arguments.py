"""What the words on a command line stand for: packs, cases, formats, files that are written, and a dialogue that fits
where the program runs.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource
from click.types import StringParamType

from triage.answers.case import STANDARD_INPUT, Case, read_case
from triage.dialogue import NO_KEYS, Dialogue
from triage.errors import CaseError, DocumentError, Problem, UsageError, did_you_mean
from triage.files import place_of, write_file
from triage.model import RulePack
from triage.model.record import ID
from triage.names.slips import near
from triage.output import capable_terminal
from triage.pack.cache import cache_folder, cached_pack
from triage.pack.folder import is_of_a_pack, looks_like_a_pack
from triage.pack.loading import PACKS, default_pack, find_pack, packs_folder, packs_in, shipped_packs
from triage.pack.reading import read_document

STANDARD_OUTPUT = "-"
BY_OPTION = "--pack FOLDER"
EMPTY = "it is empty, and has to name something."


class _Name(StringParamType):
    """A name: any text but none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return super().convert(value, param, ctx) if value else self.fail(EMPTY, param, ctx)


class _NewFile(click.Path):
    """A file to be written. Where `or_output`, `-` is none: what would stand in it goes to the standard output."""

    def __init__(self, or_output: bool = False):
        super().__init__(path_type=Path)
        self.or_output = or_output

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not str(value):
            self.fail(EMPTY, param, ctx)
        if str(value) == STANDARD_OUTPUT:
            return None if self.or_output else self.fail(f"a file of that name is written './{value}'.", param, ctx)
        return super().convert(value, param, ctx)


NAME = _Name()
NEW_FILE = _NewFile()
OUT = _NewFile(or_output=True)


def dialogue_for(plain: bool, clicker: Mapping[str, str] = NO_KEYS) -> Dialogue:
    """Return the dialogue that fits where the program runs. prompt_toolkit is imported only for a real terminal."""
    if plain or not capable_terminal():
        from triage.plain import PlainDialogue

        return PlainDialogue()
    from triage.terminal import TerminalDialogue

    return TerminalDialogue(clicker=clicker)


def cases_named(names: Sequence[str], pack: str | None, where: str = BY_OPTION) -> list[Case]:
    """Return every case. A name that is no file may be that of a case in the pack that was given, or in one that came
    with the program; `where` says how a pack is given. Raises CaseError with the problems of all of them together."""
    cases, problems = list[Case](), list[Problem]()
    for name in names:
        try:
            file = _case_file(name, pack)
            cases.append(read_case(file, finder(pack, file, where)))
        except DocumentError as error:
            problems.extend(error.problems)
    if problems:
        raise CaseError(problems)
    return cases


def _case_file(name: str, pack: str | None) -> str:
    """Return the file that `name` stands for. Raises CaseError for a bare word that is neither a file nor a case, and
    PackError for a pack in which none can be looked for."""
    if not re.fullmatch(ID, name) or Path(name).exists():
        return name
    packs = [find_pack(pack)] if pack else sorted(packs_folder().iterdir())
    cases = {path.stem: path for folder in packs for path in sorted(folder.glob("cases/*.yaml"))}
    if name in cases:
        return str(cases[name])
    if pack:
        pack_named(pack)  # where it may not be read, no case of it is found
    hint = did_you_mean(near(name, cases)) or "name a file, or a case of a pack by its name without '.yaml'"
    raise CaseError([Problem(name, 0, "unreadable", "there is no such file, and no case of that name", hint)])


def spared(outputs: Sequence[Path], cases: Sequence[str]) -> None:
    """Raise UsageError where a file that is to be written is one of the cases, another one that is to be written, or a
    file of a rule pack: what its author wrote would be gone."""
    places = [place_of(out) for out in outputs]
    read = {Path(os.path.realpath(case)) for case in cases}
    for number, (out, place) in enumerate(zip(outputs, places, strict=True)):
        if place in read:
            raise UsageError(f"'{out}' is one of the cases: name another file for the result")
        if place in places[:number] and (place.is_file() or not place.exists()):  # /dev/null holds both
            raise UsageError(f"'{out}' is named twice: name a file of its own for each result")
        if is_of_a_pack(place):
            raise UsageError(f"'{out}' is a file of a rule pack: name another file for the result")


def fitting(pack: RulePack, case: Case, name: str) -> Case:
    """Return the case that was called `name` on the command line. Raises UsageError if it is one of another pack."""
    if case.pack != pack:
        raise UsageError(f"'{name}' holds answers for the pack '{case.pack.id}', not for '{pack.id}'")
    return case


def finder(given: str | None, file: str, where: str = BY_OPTION) -> Callable[[str], RulePack]:
    """Return what finds the pack that the case in `file` names: the one given on the command line, or the one in whose
    folder the case stands, if its id fits; else a shipped one, else one in a folder `rules` that is near. Where the
    folder around the case does not tell its id, that is told. `where` says how a pack is given."""

    def find(name: str) -> RulePack:
        if given and pack_named(given).id == name:
            return pack_named(given)
        if folder := _folder_meant(name, file):
            return pack_named(str(folder))
        around = _folder_around(Path(file)) if file != STANDARD_INPUT else None
        beside, shipped, near_by = _id_of(around) if around else "", shipped_packs(), _in_rules(file)
        if other := pack_named(given).id if given else beside:
            hint = f"write 'pack: {other}' if that is meant; else say where the pack is: {where}"
            raise UsageError(f"this case is of the pack '{name}', not of '{other}'", hint)
        raise UsageError(
            f"there is no rule pack '{name}'",
            did_you_mean(near(name, {**near_by, **shipped})) or f"say where it is: {where}",
        )

    return find


def _folder_meant(name: str, file: str) -> Path | None:
    """Return the folder of the pack `name` that the case in `file` is of where none is given: the one around it, if its
    id fits or cannot be told; else a shipped one, else one in a folder `rules` that is near; None if there is none."""
    around = _folder_around(Path(file)) if file != STANDARD_INPUT else None
    if around and _id_of(around) in ("", name):
        return around
    if shipped := shipped_packs().get(name):
        return shipped
    near_by = _in_rules(file).get(name)
    return near_by if near_by and _id_of(near_by) in ("", name) else None


def own_pack(name: str, file: str) -> str | None:
    """Return the folder of the pack `name` that the case in `file` is of; None where another file finds it by its id,
    since it came with the program."""
    folder = _folder_meant(name, file)
    return str(folder) if folder and folder.parent != packs_folder() else None


def _folder_around(file: Path) -> Path | None:
    """Return the folder of the pack among whose cases, or beside whose files, a file stands; None if there is none or
    it is a shipped one."""
    around = file.absolute().parents
    folders = (around[0], *(folder.parent for folder in around if folder.name == "cases"))
    return next((one for one in folders if looks_like_a_pack(one) and one.parent != packs_folder()), None)


def _in_rules(file: str) -> Mapping[str, Path]:
    """Return the folders of the packs in the folder `rules` of the working folder, and of each in which the case in
    `file` lies, by their names; of two that are called alike the nearer one."""
    around = Path(file).absolute().parents if file != STANDARD_INPUT else ()
    found: dict[str, Path] = {}
    for folder in (*reversed(around), Path()):
        found.update(packs_in(folder / PACKS))
    return found


def _id_of(folder: Path) -> str:
    """Return the id of the pack in `folder`; '' if its header does not tell one."""
    header = read_document(folder / "pack.yaml").data
    id = header.get("id") if isinstance(header, dict) else None
    return id if isinstance(id, str) and re.match(ID, id) else ""


@lru_cache
def pack_named(name: str | None) -> RulePack:
    """Return the pack that is named on the command line, a folder or an id; without a name the default one. Raises
    UsageError and PackError."""
    return cached_pack(find_pack(name) if name else default_pack(), cache_folder())


def one_format(format_: str, as_json: bool) -> str:
    """Return the format that is asked for. Raises UsageError where two are."""
    said = click.get_current_context().get_parameter_source("format_") is ParameterSource.COMMANDLINE
    if as_json and said and format_ != "json":
        raise UsageError(f"--json and --format {format_} ask for two formats: leave one of them out")
    return "json" if as_json else format_


def hand_over(text: str, out: Path | None) -> None:
    """Write `text` to the file `out`, or to standard output."""
    if out:
        write_file(out, text)
    else:
        click.echo(text, nl=False)
