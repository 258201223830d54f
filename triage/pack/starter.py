"""A small, valid rule pack with comments, written into a new folder for an author to start from. The pack itself is the
folder `starter_pack` beside this module: it is read, checked and tested like any other. Written, it is called as its
new folder is, if that can be the name of a pack."""

from __future__ import annotations

import re
from pathlib import Path

from triage.errors import UsageError
from triage.files import write_file
from triage.model.record import ID

STARTER = Path(__file__).parent / "starter_pack"
NAME = "wilting-plant"


def write_starter(folder: Path) -> tuple[str, ...]:
    """Write the pack into `folder` and return the names of its files. Raises UsageError if something is there already,
    or it cannot be written."""
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UsageError(f"'{folder}' is there already, and nothing is written over it: name a new folder")
        names = tuple(sorted(path.relative_to(STARTER).as_posix() for path in STARTER.rglob("*.yaml")))
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            write_file(folder / name, _called((STARTER / name).read_text("utf-8"), folder.resolve().name))
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot write '{folder}': {getattr(error, 'strerror', None) or error}") from None
    return names


def _called(text: str, name: str) -> str:
    """Return the text of a file with another name of the pack, where that can be one."""
    return re.sub(rf"^(id|pack): {NAME}$", rf"\1: {name}", text, flags=re.MULTILINE) if re.match(ID, name) else text
