"""A small, valid rule pack with comments, written into a new folder for an author to start from. The pack itself is the
folder `starter_pack` beside this module: it is read, checked and tested like any other."""

from __future__ import annotations

from pathlib import Path

from triage.errors import UsageError
from triage.output import write_file

STARTER = Path(__file__).parent / "starter_pack"


def write_starter(folder: Path) -> tuple[str, ...]:
    """Write the pack into `folder` and return the names of its files. Raises UsageError if something is there already,
    or it cannot be written."""
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UsageError(f"'{folder}' is there already, and nothing is written over it: name a new folder")
        names = tuple(sorted(path.relative_to(STARTER).as_posix() for path in STARTER.rglob("*.yaml")))
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            write_file(folder / name, (STARTER / name).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot write '{folder}': {getattr(error, 'strerror', None) or error}") from None
    return names
