"""The JSON Schemas in docs/schema: editors that follow them accept what the loader accepts, and refuse what it refuses
for its shape."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import pytest
from closure import read_yaml
from defects import DEFECTS
from effort import ONCE
from jsonschema import Draft7Validator
from small_pack import FILES, broken, write_pack

from triage.answers.case import read_case
from triage.answers.case_file import CaseFile
from triage.errors import CaseError, Problem
from triage.model import Concept, Question, Rule, Source
from triage.model.record import Record
from triage.pack.document import Document
from triage.pack.loading import load_pack
from triage.pack.reading import read_document
from triage.pack.records import records

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "schema"
WRITER = runpy.run_path(str(FOLDER / "write.py"))
KINDS = {path.stem: Draft7Validator(json.loads(path.read_text("utf-8"))) for path in FOLDER.glob("*.json")}
SHIPPED = sorted((ROOT / "rules").rglob("*.yaml"))

# What makes a shape wrong and needs more than one key to see: left to the loader.
BEYOND_A_SCHEMA = {
    "schema: values",
    "schema: yes and no",
    "schema: value unknown",
    "schema: a word for unknown",
    "schema: choice of two",
    "schema: narrower names of a level",
    "schema: checklist",
    "schema: suppose in a checklist",
    "schema: words for none of a choice",
    "schema: words for none that name something",
}
BROKEN = [name for name in DEFECTS if name.startswith("schema: ") and name not in BEYOND_A_SCHEMA]


def kind_of(path: str) -> str:
    """Return the name of the schema for a file of a pack: `concepts` for concepts.yaml and concepts-more.yaml."""
    folder, _, name = path.rpartition("/")
    if folder:
        return folder.rpartition("/")[2]
    return next(kind for kind in KINDS if name == f"{kind}.yaml" or name.startswith(f"{kind}-"))


def mistakes(kind: str, data: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in KINDS[kind].iter_errors(data)]


def read_as_text(text: str, folder: Path) -> tuple[Any, Any]:
    """Return the data of YAML text as an editor reads it, with numbers, and as the loader does, all text."""
    path = folder / "file.yaml"
    path.write_text(text, "utf-8")
    return read_yaml(path), read_document(path).data


def test_the_schemas_are_those_that_the_models_give() -> None:
    """Whoever changes a model or a table of keys writes them anew: `PYTHONPATH=. python docs/schema/write.py`."""
    assert {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.json")} == WRITER["schemas"]()


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one_and_says_something_of_every_key(kind: str) -> None:
    """Each schema keeps to draft 7, and an editor has a line to show beside each key."""
    schema = KINDS[kind].schema
    Draft7Validator.check_schema(schema)
    groups = [part for part in (schema, *schema.get("$defs", {}).values()) if "properties" in part]
    assert groups
    assert [key for group in groups for key, part in group["properties"].items() if not part.get("description")] == []


@ONCE
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: "/".join(path.relative_to(ROOT / "rules").parts))
def test_every_file_that_is_shipped_is_accepted(path: Path) -> None:
    """No editor marks anything in the packs that come with the program, however it reads numbers."""
    kind = kind_of("/".join(path.relative_to(ROOT / "rules").parts[1:]))
    assert mistakes(kind, read_yaml(path)) == []
    assert mistakes(kind, read_document(path).data) == []


@pytest.mark.parametrize("name", BROKEN)
def test_what_the_loader_refuses_for_its_shape_the_schema_refuses(name: str, tmp_path: Path) -> None:
    """A key that is unknown or missing, a value of the wrong kind: marked while it is typed. The loader's half of this
    promise is in test_pack."""
    defect = DEFECTS[name]
    whole, _ = read_as_text(FILES[defect.file], tmp_path)
    assert mistakes(kind_of(defect.file), whole) == []
    data, _ = read_as_text(broken(defect.file, defect.old, defect.new), tmp_path)
    assert mistakes(kind_of(defect.file), data) != []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("answers:", "answer:"),
        ("pack: small", "pack: Small Pack"),
        ("title:", "person: somebody\ntitle:"),
        ("expect:", "expect:\n  concludes: [tingling is present]"),
        ("fires: [vitamin-d-lowers-calcium]", "fires: {a: b}"),
        ("before: [[vitamin-d-lowers-calcium, calcium-excites-nerves]]", "before: [[vitamin-d-lowers-calcium]]"),
    ],
)
def test_a_case_that_the_loader_refuses_the_schema_refuses(old: str, new: str, tmp_path: Path) -> None:
    """The same for case files."""
    pack = load_pack(write_pack(tmp_path / "pack"))
    name = "cases/winter.yaml"
    path = tmp_path / "pack" / name
    assert mistakes("cases", read_yaml(path)) == []
    path.write_text(broken(name, old, new), "utf-8")
    assert mistakes("cases", read_yaml(path)) != []
    with pytest.raises(CaseError):
        read_case(str(path), lambda _: pack)


WAYS: dict[str, tuple[str, type[Record], str]] = {
    "one item without brackets": (
        "rules",
        Rule,
        "[{id: a-b, if: a is low, then: b is low, strength: likely, wording: may, because: x, source: s 1,"
        " teaches: s-1, nuance: N1}]",
    ),
    "items in brackets": (
        "rules",
        Rule,
        "[{id: a-b, if: [a is low, c is low], then: b is low, strength: certain, wording: may, because: x,"
        " source: [s A-1.2, t], teaches: [s-1], salience: -10}]",
    ),
    "numbers for names and texts": (
        "concepts",
        Concept,
        "[{id: 12, label: 3.50, role: cause, values: [1, 2], about: true, candidate: 1, terms: {1: one}}]",
    ),
    "numbers in quotes, and bare": ("sources", Source, "[{id: s, title: T, kind: article, places: {A: '2', B: 1}}]"),
    "a key with nothing after it": (
        "concepts",
        Concept,
        "[{id: a, label: A, role: finding, values: [present, absent], about: x, candidate: , critical: }]",
    ),
    "a question about one concept": (
        "questions",
        Question,
        "[{id: q, form: choice, text: What, why: so, concepts: a, suppose: low, tier: learning}]",
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_each_way_to_write_a_thing_is_accepted(way: str, tmp_path: Path) -> None:
    """What the loader lets an author write in several ways, an editor lets them write in the same ways."""
    kind, model, text = WAYS[way]
    problems: list[Problem] = []
    read, plain = read_as_text(text, tmp_path)
    assert len(records(model, Document("file.yaml", plain, {}), problems)) == 1, problems
    assert mistakes(kind, read) == mistakes(kind, plain) == []


def test_every_key_of_a_case_stands_in_its_schema() -> None:
    """Completion offers a key by the name that stands in files: not-conclude, not not_conclude."""
    schema = KINDS["cases"].schema
    assert set(schema["properties"]) == set(CaseFile.model_fields)
    assert "not-conclude" in schema["$defs"]["Expected"]["properties"]
