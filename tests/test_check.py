"""`triage check`: every defect is told at its file and line under its code, all in one pass, and nothing else is.

tests/bad_packs/base is a valid pack. Each folder beside it, named by a code and perhaps a variant, is laid over it and
plants one defect, on the line that ends in `# here`.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from triage.check import Checked, check

BAD_PACKS = Path(__file__).parent / "bad_packs"
BASE = BAD_PACKS / "base"
DEFECTS = sorted(path.name for path in BAD_PACKS.iterdir() if path.is_dir() and path != BASE)

CODES = set(
    "schema duplicate-id duplicate-key unknown-concept unknown-value unknown-source unused unaskable unreachable "
    "dead-end cycle duplicate subsumed contradiction over-strong no-citation bad-citation uncovered red-flag-depth "
    "no-safety-net banned-words untested case".split()
)


def laid_over(folder: Path, defects: Iterable[str] = (), changed: Mapping[str, str] = {}) -> Path:
    """Return `folder` with the base pack in it, the defects laid over it in their order, and these files changed."""
    for name in ("base", *defects):
        shutil.copytree(BAD_PACKS / name, folder, dirs_exist_ok=True)
    for name, text in changed.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def places(found: Checked, folder: Path) -> list[tuple[str, int, str]]:
    return [(str(Path(one.path).relative_to(folder)), one.line, one.code) for one in found.problems]


def planted(name: str) -> tuple[str, int, str]:
    """Return the file and line of the planted defect `name`, and its code."""
    marked = [
        (str(path.relative_to(BAD_PACKS / name)), number, name.partition("--")[0])
        for path in sorted((BAD_PACKS / name).rglob("*.yaml"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if line.endswith("# here")
    ]
    (place,) = marked
    return place


def test_the_base_is_sound(tmp_path: Path) -> None:
    """The pack in which defects are planted has none of its own, not even a waived one."""
    found = check(laid_over(tmp_path))
    assert (found.problems, found.waived, found.failed) == ((), (), ())
    assert (found.name, found.version, dict(found.counts)) == ("lamp", "1", {"rule": 5, "concept": 5, "case": 4})


def test_every_code_has_a_bad_pack() -> None:
    """No code is without a pack that shows it."""
    assert {name.partition("--")[0] for name in DEFECTS} == CODES


@pytest.mark.parametrize("name", DEFECTS)
def test_one_planted_defect_is_exactly_one_problem(name: str, tmp_path: Path) -> None:
    """An author who made one mistake is told that one, at its line, with what to do about it."""
    found = check(laid_over(tmp_path, [name]))
    assert places(found, tmp_path) == [planted(name)], "\n".join(map(str, found.problems))
    assert all(problem.hint or problem.code in ("schema", "no-citation", "no-safety-net") for problem in found.problems)
