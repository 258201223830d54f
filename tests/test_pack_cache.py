"""A pack from the cache is the pack from its YAML, and whatever does not fit to the letter is not believed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from shipped import shipped
from small_pack import FILES, broken, write_pack

from triage.errors import PackError
from triage.model import RulePack
from triage.model.record import Record
from triage.pack import cache as pack_cache
from triage.pack.cache import KEPT, cache_folder, cached_pack
from triage.pack.compiled import compiled, restored
from triage.pack.loading import DEFAULT_PACK, load_pack

ROOT = Path(__file__).resolve().parent.parent

FULL: Mapping[str, str] = {
    "concepts.yaml": FILES["concepts.yaml"]
    + """\
- id: calcium-crisis
  label: far too little calcium
  role: danger
  values: [present, absent]
  about: So little that it is dangerous.
- id: child
  label: a child
  role: scope
  values: [present, absent]
  about: Somebody under 16.
- id: potassium
  label: potassium
  role: cause
  values: [low, normal, high]
  about: A mineral.
  kind: supplement
  units: [mmol/L, mEq/L]
  critical: {below: "2.50", unit: mmol/L, danger: calcium-crisis, source: guide}
  terms: {low: hypokalemia, high: hyperkalemia}
""",
    "scope.yaml": "- {concept: child, says: Ask a pediatrician.}\n",
    "not-covered.yaml": "- {id: cold, label: cold, about: x, source: [guide, article A-1], findings: tingling}\n",
}


def shape(value: Any) -> Any:
    """Return a value with the type of every part of it, in their order."""
    if isinstance(value, Record):
        return type(value), [(name, shape(part)) for name, part in vars(value).items()]
    if isinstance(value, Mapping):
        return type(value), [(name, shape(part)) for name, part in value.items()]
    if isinstance(value, tuple):
        return type(value), [shape(part) for part in value]
    return type(value), value


def parts(pack: RulePack) -> dict[str, Any]:
    return {field.name: shape(getattr(pack, field.name)) for field in fields(pack)}


def entries(cache: Path) -> list[Path]:
    return sorted(cache.iterdir()) if cache.exists() else []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "pack", FULL)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def from_yaml(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were read from their YAML, as they are."""
    read: list[Path] = []

    def noted(folder: Path) -> RulePack:
        read.append(folder)
        return load_pack(folder)

    monkeypatch.setattr(pack_cache, "load_pack", noted)
    return read


def test_a_pack_comes_back_as_it_was(folder: Path) -> None:
    """Every value of every record has its type and its place, and the pack has its hash, worked out or kept."""
    for pack in (load_pack(folder), shipped()):
        again = restored(compiled(pack))
        assert parts(again) == parts(pack)
        assert again.sha256 == pack.sha256
        del vars(again)["sha256"]
        assert again.sha256 == pack.sha256


def test_the_full_pack_holds_every_kind_of_value(folder: Path) -> None:
    """What is compared above is no pack that leaves the rarer parts out."""
    pack = load_pack(folder)
    critical = pack.concept["potassium"].critical
    assert critical
    assert isinstance(critical.below, Decimal)
    assert all(getattr(pack, field.name) for field in fields(pack))
    assert pack.rules[1].mechanism
    assert any(concept.background for concept in pack.concepts)


def test_the_second_reading_takes_what_the_first_kept(folder: Path, cache: Path, from_yaml: list[Path]) -> None:
    """The YAML is read once, and the pack is the same to every part."""
    first, second = cached_pack(folder, cache), cached_pack(folder, cache)
    assert parts(first) == parts(second)
    assert from_yaml == [folder]
    assert len(entries(cache)) == 1


def test_without_a_cache_every_reading_is_from_the_files(folder: Path, from_yaml: list[Path]) -> None:
    """Nothing is kept anywhere else behind the back of whoever turned the cache off."""
    cached_pack(folder, None)
    cached_pack(folder, None)
    assert len(from_yaml) == 2


@pytest.mark.parametrize("name", sorted(name for name in FILES if not name.startswith("cases/")))
def test_a_changed_file_is_noticed(folder: Path, cache: Path, from_yaml: list[Path], name: str) -> None:
    """One letter in any file of a pack makes it another, even in a comment, with the times of the file put back."""
    cached_pack(folder, cache)
    before = (folder / name).stat()
    (folder / name).write_text((folder / name).read_text("utf-8") + "# .\n", "utf-8")
    os.utime(folder / name, ns=(before.st_atime_ns, before.st_mtime_ns))
    cached_pack(folder, cache)
    assert len(from_yaml) == 2


def test_a_renamed_or_added_file_is_noticed(folder: Path, cache: Path, from_yaml: list[Path]) -> None:
    """The names of the rule files order the rules, so they count too."""
    assert cached_pack(folder, cache).rules[0].id == "vitamin-d-lowers-calcium"
    (folder / "rules/10-causes.yaml").rename(folder / "rules/30-causes.yaml")
    assert cached_pack(folder, cache).rules[0].id == "nerves-cause-spasm"
    (folder / "nuances-more.yaml").write_text("- {id: N2, text: More., source: guide}\n", "utf-8")
    assert len(cached_pack(folder, cache).nuances) == 2
    assert len(from_yaml) == 3


def test_another_program_is_noticed(
    folder: Path, cache: Path, from_yaml: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another version, or an edited module, found to be without problems is read again."""
    cached_pack(folder, cache)
    monkeypatch.setattr(pack_cache, "__version__", "0.0.0")
    cached_pack(folder, cache)
    monkeypatch.setattr(pack_cache, "_program", lambda: (Path(__file__),))
    cached_pack(folder, cache)
    assert len(from_yaml) == 3


def test_every_module_that_has_a_say_in_reading_a_pack_is_looked_at() -> None:
    """What the package imports of the rest of the program is looked at too, and what that imports."""
    looked_at = pack_cache._program()
    for path in looked_at:
        for name in re.findall(r"^from triage\.([\w.]+) import", path.read_text("utf-8"), re.MULTILINE):
            imported = ROOT / "triage" / name.replace(".", "/")
            assert {imported.with_suffix(".py"), imported / "__init__.py"} & {*looked_at}, path


@pytest.mark.parametrize("damage", ["cut", "empty", "edited", "digest", "other entry", "binary", "folder", "list"])
def test_a_damaged_entry_is_not_believed(folder: Path, cache: Path, from_yaml: list[Path], damage: str) -> None:
    """The YAML is read instead, and the entry is put right where it can be."""
    pack = cached_pack(folder, cache)
    (entry,) = entries(cache)
    content = entry.read_bytes()
    digest, body = content.split(b"\n", 1)
    if damage == "folder":
        entry.unlink()
        entry.mkdir()
    else:
        entry.write_bytes(
            {
                "cut": content[:-1],
                "empty": b"",
                "edited": content.replace(b"Most people", b"Some people"),
                "digest": digest[:-1] + b"x\n" + body,
                "other entry": pack_cache._digest("another", body.decode()).encode() + b"\n" + body,
                "binary": b"\xff\xfe\x00",
                "list": pack_cache._digest(entry.stem, "[1, 2]").encode() + b"\n[1, 2]",
            }[damage]
        )
    assert parts(cached_pack(folder, cache)) == parts(pack)
    assert len(from_yaml) == 2
    if damage != "folder":
        assert entry.read_bytes() == content


@pytest.mark.parametrize("body", ["", "{}", "1", "[]", "[1]", '["x", 1]', "[" * 100_000, '"' + "x" * 16 + '"'])
def test_what_is_no_compiled_pack_is_a_value_error(body: str) -> None:
    """Whatever stands in the cache is refused in one way, so that the files can be read instead."""
    with pytest.raises(ValueError, match="no compiled pack"):
        restored(body)


def test_nothing_is_kept_of_a_pack_with_problems(folder: Path, cache: Path) -> None:
    """Its author sees the problems at every run, not only at the first."""
    write_pack(folder, {"rules/10-causes.yaml": broken("rules/10-causes.yaml", "[calcium is low]", "[iron is low]")})
    for _ in range(2):
        with pytest.raises(PackError, match="unknown-concept"):
            cached_pack(folder, cache)
    assert entries(cache) == []


def test_nothing_is_kept_of_a_pack_that_changes_while_it_is_read(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read belongs to neither state of the files, so it is kept for neither."""

    def changing(folder: Path) -> RulePack:
        pack = load_pack(folder)
        (folder / "nuances.yaml").write_text(FILES["nuances.yaml"].replace("little", "much"), "utf-8")
        return pack

    monkeypatch.setattr(pack_cache, "load_pack", changing)
    cached_pack(folder, cache)
    assert entries(cache) == []


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize("name", ["coverage.yaml", "rules/20-findings.yaml", "cases/link.yaml"])
def test_a_link_that_leads_out_is_refused_though_the_pack_is_kept(
    folder: Path, cache: Path, tmp_path: Path, name: str
) -> None:
    """The same content behind a link is not the same pack."""
    cached_pack(folder, cache)
    outside = tmp_path / "outside.yaml"
    outside.write_text((folder / name).read_text("utf-8") if (folder / name).exists() else "pack: small\n", "utf-8")
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to(outside)
    with pytest.raises(PackError, match="stray"):
        cached_pack(folder, cache)


def test_a_stray_file_is_refused_though_the_pack_is_kept(folder: Path, cache: Path) -> None:
    """A misspelt file is told of, though the files that are read have not changed."""
    cached_pack(folder, cache)
    (folder / "concept.yaml").write_text("- x\n", "utf-8")
    with pytest.raises(PackError, match="did you mean 'concepts"):
        cached_pack(folder, cache)


def test_where_nothing_can_be_written_nothing_is_kept(folder: Path, tmp_path: Path) -> None:
    """A file stands where the folder should be: the pack is read all the same."""
    (tmp_path / "file").write_text("x", "utf-8")
    assert cached_pack(folder, tmp_path / "file" / "cache") == load_pack(folder)
    assert cached_pack(folder, tmp_path / "file") == load_pack(folder)


def test_old_entries_go(folder: Path, cache: Path) -> None:
    """Only the newest few are kept, and nothing else in the folder is touched."""
    cache.mkdir()
    (cache / "notes.txt").write_text("mine", "utf-8")
    for number in range(KEPT + 3):
        write_pack(folder, {**FULL, "nuances.yaml": f"{FILES['nuances.yaml']}# {number}\n"})
        cached_pack(folder, cache)
    assert len(entries(cache)) == KEPT + 1
    assert (cache / "notes.txt").exists()


def test_the_place_is_the_users_own_or_the_one_that_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """TRIAGE_CACHE names the folder, or turns the cache off where it is empty."""
    monkeypatch.setenv("TRIAGE_CACHE", "")
    assert cache_folder() is None
    monkeypatch.setenv("TRIAGE_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.delenv("TRIAGE_CACHE")
    place = cache_folder()
    assert place
    assert "triage" in place.parts


def test_what_is_printed_does_not_depend_on_the_cache(tmp_path: Path) -> None:
    """The first run, the second and one without a cache print the same."""
    case = ROOT / "rules" / DEFAULT_PACK / "cases" / "winter-indoors.yaml"
    command = [sys.executable, "-m", "triage", "explain", str(case), "--json"]
    printed = [
        subprocess.run(command, env={**os.environ, "TRIAGE_CACHE": place}, cwd=ROOT, capture_output=True, check=True)
        for place in (str(tmp_path / "cache"), str(tmp_path / "cache"), "")
    ]
    assert len(entries(tmp_path / "cache")) == 1
    assert printed[0].stdout == printed[1].stdout == printed[2].stdout
    assert not any(done.stderr for done in printed)
