"""The folder of a pack: which files the pack is read from, in which order, and what has no business there.

pack.yaml, concepts.yaml and sources.yaml are required; the other lists may be missing. A list may go on in a second
file (concepts-more.yaml after concepts.yaml). Rules stand in rules/*.yaml. Files are read in the order of their
names. Nothing outside the folder is read, whatever a link in it says.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from errno import ELOOP
from pathlib import Path

from triage.errors import Problem, did_you_mean
from triage.names.slips import near
from triage.pack.parts import LISTS

REQUIRED = ("pack.yaml", "concepts.yaml", "sources.yaml")
WAIVERS = "waivers.yaml"  # for `check` alone: nothing that is concluded or shown hangs on it
FOLDERS = ("rules", "cases")
FOLDER_PATHS = tuple((name,) for name in FOLDERS)
FILES = ("pack.yaml", *(name for name in LISTS if name.endswith(".yaml")), WAIVERS)


def files_of(folder: Path) -> dict[str, tuple[Path, ...]]:
    """Return the files that a pack is read from, for pack.yaml and for each list, in the order in which they are read.

    A required file is among them whether it is there or not.
    """
    return {name: tuple(_files(folder, name)) for name in ("pack.yaml", *LISTS)}


def _files(folder: Path, name: str) -> Iterator[Path]:
    """Yield the file `name` and those that continue it, concepts.yaml before concepts-more.yaml; or the files of
    the folder `name`. Each in the order of the file names."""
    if not name.endswith(".yaml"):
        yield from sorted((folder / name).glob("*.yaml"))
        return
    if name in REQUIRED or os.path.exists(folder / name):
        yield folder / name
    if name in LISTS:
        yield from sorted(folder.glob(f"{Path(name).stem}-*.yaml"))


def _belongs(name: str) -> bool:
    """Return whether a file at the top of a pack may have this name: a known one, or one that continues a list."""
    continued = (known.removesuffix(".yaml") for known in LISTS if known.endswith(".yaml"))
    return name in FILES or (name.endswith(".yaml") and any(name.startswith(f"{stem}-") for stem in continued))


def is_of_a_pack(path: Path) -> bool:
    """Return whether `path` is a YAML file that is there and lies in the folder of a rule pack."""
    folders = path.parents if path.suffix == ".yaml" and os.path.isfile(path) else ()
    return any(os.path.isfile(folder / "pack.yaml") for folder in folders)


def looks_like_a_pack(folder: Path) -> bool:
    """Return whether one of the files that every pack has is there: the others may have been forgotten."""
    return any(os.path.isfile(folder / name) for name in REQUIRED)


def strays(folder: Path) -> Iterator[Problem]:
    """Yield a problem for whatever has no business in a pack: links that lead out, odd files, misspelt names; and for
    each folder in it that may not be read, which would else pass for an empty one."""
    try:
        os.lstat(folder / "pack.yaml")
    except PermissionError:
        yield _shut(str(folder))
        return
    except OSError:
        yield from _header_misnamed(folder)
        return  # another folder: what else lies in it is nobody's business
    home = folder.resolve()
    shut = list[str]()
    for root, folders, files in os.walk(folder, onerror=lambda error: shut.append(error.filename)):
        if not os.path.exists(os.path.join(root, os.curdir)):  # its names may be listed, and no file of it opened
            shut.append(root)
            folders.clear()
            continue
        inside = Path(root).relative_to(folder).parts
        for name in sorted((*folders, *files)):
            path = os.path.join(root, name)  # text: a Path for each of a hundred cases takes longer than all else here
            wrong = _misplaced(name, inside) or (_misnamed_folder(name) if name in folders and not inside else None)
            if os.path.islink(path) and not _leads_into(Path(path), home):
                wrong = (f"this link leads {_where(path)}", "put the file itself here")
            elif name in files and not os.path.isfile(path):
                wrong = ("this is not an ordinary file", "take it out of the pack")
            if wrong:
                yield Problem(str(Path(path)), 0, "stray", *wrong)
    yield from map(_shut, shut)


def _shut(folder: str) -> Problem:
    return Problem(str(Path(folder)), 0, "unreadable", "may not be read", "ask its owner for permission to read it")


def _header_misnamed(folder: Path) -> Iterator[Problem]:
    """Yield a problem for what may be meant for pack.yaml, which is not there."""
    with suppress(OSError):
        for name in sorted(os.listdir(folder)):
            if _as_yaml(name.casefold()) == "pack.yaml":
                yield Problem(str(folder / name), 0, "stray", "no file of a pack has this name", "call it pack.yaml")


def _as_yaml(name: str) -> str:
    """Return the name that a file of a pack should have: editors add a .txt, and .yml is another way to write .yaml.
    '' if it is no name of such a file."""
    stem, suffix = os.path.splitext(name)
    if suffix.lower() == ".txt":
        stem, suffix = os.path.splitext(stem)
    return f"{stem}.yaml" if suffix.lower() in (".yaml", ".yml") else ""


def _misnamed_folder(name: str) -> tuple[str, str] | None:
    """Return what is wrong with the name of a folder at the top of a pack that looks like one of the pack's own."""
    meant = next((known for known in FOLDERS if name.casefold() in (known, known.removesuffix("s"))), name)
    return ("nothing in this folder is read", f"what belongs to the pack goes into {meant}/") if meant != name else None


def _misplaced(name: str, inside: tuple[str, ...]) -> tuple[str, str] | None:
    """Return what is wrong with a name in this folder inside a pack, and the remedy; None if nothing is."""
    meant = _as_yaml(name)
    if not meant:
        return None
    if meant != name and name.lower().endswith(".txt"):
        ours = inside[:1] in FOLDER_PATHS or (not inside and _belongs(meant))
        return ("what ends in .txt is not read", f"call it {meant}, or take it out") if ours else None
    if not inside and not _belongs(name):
        hint = did_you_mean(near(name, FILES)) or "rules belong in rules/, cases in cases/"
        return "no file of a pack has this name", hint
    if inside[:1] == ("rules",) and len(inside) > 1:
        return "rule files stand in rules/ itself", "move it up"
    if inside[:1] in FOLDER_PATHS and meant != name:
        return f"the files in {inside[0]}/ end in .yaml", f"call it {meant}"
    return None


def _where(link: str) -> str:
    """Return where a link that leads into no file of the pack leads."""
    try:
        os.stat(link)
    except OSError as error:
        return "back to itself" if error.errno == ELOOP else "to nothing that can be read"
    return "out of the pack"


def _leads_into(link: Path, home: Path) -> bool:
    with suppress(OSError, RuntimeError):  # a link to itself, or to nothing
        return link.resolve(strict=True).is_relative_to(home)
    return False
