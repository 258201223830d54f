"""Packs in compiled form, kept in a cache folder, so that each is read from its YAML and checked only once.

What is kept is believed only for the very files that it was made from, by the very program that made it, and when not
a letter of it has changed since; otherwise, and wherever nothing can be kept, the pack is read as if there were none.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import fields
from hashlib import sha256
from pathlib import Path

from triage import __version__
from triage.errors import UsageError
from triage.files import write_file
from triage.model import RulePack
from triage.pack.compiled import compiled, restored
from triage.pack.folder import files_of, strays
from triage.pack.loading import load_pack
from triage.pack.reading import MAX_BYTES

PLACE = "TRIAGE_CACHE"
KEPT = 8


def cache_folder() -> Path | None:
    """Return where compiled packs are kept: the folder that TRIAGE_CACHE names, None if it is empty, and without it the
    place that the system has for such files."""
    place = os.environ.get(PLACE)
    if place is not None:
        return Path(place) if place else None
    from platformdirs import user_cache_path  # late: nobody needs it who has said where

    return user_cache_path("triage", appauthor=False)


def cached_pack(folder: Path, cache: Path | None) -> RulePack:
    """Return the pack in `folder`, from what is kept of it in `cache` if that fits; else read it, and keep it there.

    Raises PackError with all its problems; of such a pack nothing is kept.
    """
    key = _key(folder) if cache else None
    if cache is None or key is None:
        return load_pack(folder)
    pack = _kept(cache, key)
    if pack is None:
        pack = load_pack(folder)
        if _key(folder) == key:  # else it was changed while it was read
            _keep(cache, key, pack)
    return pack


def _key(folder: Path) -> str | None:
    """Return the hash of everything that a pack depends on: its files with their names, and this program. None for
    what can be no pack, so that `load_pack` says why."""
    if any(strays(folder)):
        return None
    hashed = sha256(__version__.encode())
    try:
        for name, files in {"program": _program(), **files_of(folder)}.items():
            hashed.update(f"\n{name} {len(files)}".encode())
            for path in files:
                with path.open("rb") as stream:
                    content = stream.read(MAX_BYTES + 1)
                if len(content) > MAX_BYTES:
                    return None
                hashed.update(b"\n%b\n%d\n%b" % (os.fsencode(path.name), len(content), content))
    except (OSError, ValueError):
        return None
    return hashed.hexdigest()


def _program() -> tuple[Path, ...]:
    """Return the modules that have a say in how a pack is read: a version alone would miss what is changed between two
    of them. They are this package and what it imports of the rest."""
    triage = Path(__file__).parent.parent
    packages = (path for name in ("pack", "model", "names") for path in sorted((triage / name).glob("*.py")))
    return (*packages, triage / "errors.py", triage / "files.py")


def _digest(key: str, body: str) -> str:
    return sha256(f"{key}\n{body}".encode()).hexdigest()


def _kept(cache: Path, key: str) -> RulePack | None:
    with suppress(OSError, ValueError):
        digest, _, body = (cache / f"{key}.json").read_text("utf-8").partition("\n")
        if digest == _digest(key, body):
            return restored(body)
    return None


def _keep(cache: Path, key: str, pack: RulePack) -> None:
    """Keep `pack` if it can be had back just as it is, and only the newest few of all that are kept."""
    body = compiled(pack)
    again = restored(body)
    if any(getattr(again, field.name) != getattr(pack, field.name) for field in fields(pack)):
        return
    with suppress(OSError, UsageError):
        cache.mkdir(parents=True, exist_ok=True)
        write_file(cache / f"{key}.json", f"{_digest(key, body)}\n{body}")
        newest = sorted(cache.glob("*.json"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for path in newest[KEPT:]:
            path.unlink(missing_ok=True)
