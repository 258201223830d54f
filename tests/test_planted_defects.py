"""Single defects, planted by program all over two packs: each is told once, under its code, at its file and line.

The packs are written anew with one key a line, so that it is known where everything stands. Then each record loses each
of its keys, each key and each name is misspelt, each id and each item of a list is given twice, and so on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from effort import sample
from shipped import shipped_pack

from triage.answers.case_file import CaseFile, Expected
from triage.check.check import check
from triage.model.record import Record
from triage.pack.loading import Header
from triage.pack.parts import LISTS, keys_of
from triage.pack.reading import read_document
from triage.pack.starter import STARTER

PACKS = {"contraction": shipped_pack("muscle-contraction"), "starter": STARTER}
FEW = 80  # of each pack, in a short run

SPEAKING = ("label", "about", "text", "why", "because", "mechanism", "says", "title", "notice")
GRAVE = {"source": "no-citation", "do": "no-safety-net", "come-back": "no-safety-net"}
STATEMENTS = ("if", "then", "conclude", "not-conclude")


@dataclass(frozen=True)
class Written:
    """A file of a pack as keys and values: the records of a list, or the one group of keys that the file holds."""

    name: str
    records: tuple[Mapping[str, Any], ...]
    is_list: bool

    def text(self) -> str:
        return "".join(f"{line}\n" for line in self._lines())

    def _lines(self) -> Iterator[str]:
        for record in self.records:
            for number, (key, value) in enumerate(record.items()):
                yield ("" if not self.is_list else "  " if number else "- ") + f"{key.strip()}: {_flow(value)}"

    def line(self, number: int, key: str) -> int:
        """Return the line of `key` in the record `number`."""
        return sum(len(record) for record in self.records[:number]) + [*self.records[number]].index(key) + 1

    def having(self, number: int, record: Mapping[str, Any]) -> Written:
        return replace(self, records=(*self.records[:number], record, *self.records[number + 1 :]))


@dataclass(frozen=True)
class Planted:
    """A file with one defect, and what should be said of it."""

    what: str
    file: Written
    line: int
    code: str


def _flow(value: object) -> str:
    if isinstance(value, Mapping) and "level" not in value and value and all(isinstance(one, str) for one in value):
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)


def files_of(folder: Path) -> tuple[Written, ...]:
    found = []
    for path in sorted(folder.rglob("*.yaml")):
        data = read_document(path).data
        name = str(path.relative_to(folder))
        found.append(Written(name, tuple(data) if isinstance(data, list) else (data,), isinstance(data, list)))
    return tuple(found)


def model_of(file: Written) -> type[Record]:
    name = file.name.split("/")[0]
    if name in ("cases", "pack.yaml"):
        return CaseFile if name == "cases" else Header
    return LISTS[name][1]


def misspelt(name: str) -> str:
    return f"{name}{name[-1]}"


def keys(file: Written, number: int) -> Iterator[Planted]:
    """Yield a defect of each kind for each key: left out, misspelt, given twice, empty; and one that there is not."""
    record, model = file.records[number], model_of(file)
    required = {field.alias or name for name, field in model.model_fields.items() if field.is_required()}
    for key, value in record.items():
        line = file.line(number, key)
        without = file.having(number, {other: one for other, one in record.items() if other != key})
        start = file.line(number, next(iter(record))) if file.is_list else 1
        if key in required and len(record) > 1:
            yield Planted(f"no {key}", without, start, GRAVE.get(key, "schema"))
        renamed = {(misspelt(key) if other == key else other): one for other, one in record.items()}
        yield Planted(f"{misspelt(key)}", file.having(number, renamed), line, "schema")
        twice = {}
        for other, one in record.items():
            twice[other] = one
            if other == key:
                twice[f"{key} "] = one
        yield Planted(f"{key} twice", file.having(number, twice), line + 1, "duplicate-key")
        if key in required and isinstance(value, str):
            code = "no-citation" if key == "source" else "schema"
            yield Planted(f"{key} empty", file.having(number, {**record, key: ""}), line, code)
    stray = file.having(number, {**record, "zzz": "x"})
    yield Planted("zzz", stray, stray.line(number, "zzz"), "schema")


def texts(file: Written, number: int) -> Iterator[Planted]:
    """Yield each text with an order in it."""
    record = file.records[number]
    for key in SPEAKING:
        if isinstance(record.get(key), str) and "sources" not in file.name:
            changed = {**record, key: f"{record[key]} Stop your tablets."}
            yield Planted(f"order in {key}", file.having(number, changed), file.line(number, key), "banned-words")


def names(file: Written, number: int) -> Iterator[Planted]:
    """Yield each name of something else misspelt, and each item of a list given twice."""
    record = file.records[number]
    for key, value in record.items():
        line = file.line(number, key)
        for at, one in enumerate(value if isinstance(value, list) else [value]):
            for code, wrong in wrong_names(file, key, one):
                changed = [*value[:at], wrong, *value[at + 1 :]] if isinstance(value, list) else wrong
                yield Planted(f"{key}: {wrong}", file.having(number, {**record, key: changed}), line, code)
            if key in ("if", "nuance", "source", "teaches", "concepts") and isinstance(one, str):
                both = [*value, one] if isinstance(value, list) else [one, one]
                yield Planted(f"{key}: {both}", file.having(number, {**record, key: both}), line, "duplicate")
    if file.name.startswith("cases"):
        yield from names_in_case(file)


def wrong_names(file: Written, key: str, name: object) -> Iterator[tuple[str, str]]:
    """Yield each way of misspelling `name`, which stands under `key`, and the code for it."""
    if not isinstance(name, str) or file.name in ("pack.yaml",) or file.name.startswith("cases"):
        return
    if key in STATEMENTS:
        concept, _, value = name.partition(" is ")
        if concept != "urgency":
            yield "unknown-concept", f"{misspelt(concept)} is {value}"
        yield "unknown-value", f"{concept} is {misspelt(value)}"
    if key == "concepts":
        yield "unknown-concept", misspelt(name)
    if key == "nuance":
        yield "unknown-nuance", misspelt(name)
    if key == "source":
        source, _, place = name.partition(" ")
        yield "unknown-source", f"{misspelt(source)} {place}".strip()
        yield "bad-citation", f"{source} {misspelt(place or 'p9')}"
    if key in ("teaches", "link"):
        yield "bad-citation", misspelt(name)


def names_in_case(file: Written) -> Iterator[Planted]:
    """Yield each name in a case misspelt. Everything under one key stands on one line."""
    (case,) = file.records
    for concept, value in case["answers"].items():
        given = {(misspelt(one) if one == concept else one): word for one, word in case["answers"].items()}
        changed = file.having(0, {**case, "answers": given})
        yield Planted(f"answer {concept}", changed, file.line(0, "answers"), "unknown-concept")
        changed = file.having(0, {**case, "answers": {**case["answers"], concept: misspelt(value)}})
        yield Planted(f"answer {concept}: {value}", changed, file.line(0, "answers"), "unknown-value")
    for key, wanted in case.get("expect", {}).items():
        for at, one in enumerate(wanted if isinstance(wanted, list) else [wanted]):
            for code, wrong in wrong_expectations(key, one):
                changed_list = [*wanted[:at], wrong, *wanted[at + 1 :]] if isinstance(wanted, list) else wrong
                changed = file.having(0, {**case, "expect": {**case["expect"], key: changed_list}})
                yield Planted(f"{key}: {wrong}", changed, file.line(0, "expect"), code)
    assert {*case.get("expect", {})} <= {*keys_of(Expected)}


def wrong_expectations(key: str, one: Any) -> Iterator[tuple[str, Any]]:
    if key in STATEMENTS:
        concept, _, value = one.partition(" is ")
        yield "unknown-concept", f"{misspelt(concept)} is {value}"
        yield "unknown-value", f"{concept} is {misspelt(value)}"
    elif key == "urgency":
        yield "unknown-value", misspelt(one)
    elif key == "before":
        yield "unknown-rule", [misspelt(one[0]), one[1]]
    else:
        yield "unknown-concept" if key == "candidates" else "unknown-rule", misspelt(one)


def records_twice(file: Written) -> Iterator[Planted]:
    """Yield each record of a list once more at the end."""
    for record in file.records if file.is_list else ():
        twice = replace(file, records=(*file.records, record))
        key = "id" if "id" in record else "link"
        yield Planted(f"{record[key]} again", twice, twice.line(len(file.records), key), CODE_OF_TWICE[key])


CODE_OF_TWICE = {"id": "duplicate-id", "link": "duplicate"}


def strengths(file: Written, number: int) -> Iterator[Planted]:
    """Yield each rule that may be only possible or likely, made certain."""
    record = file.records[number]
    if record.get("strength") in ("possible", "likely"):
        changed = file.having(number, {**record, "strength": "certain"})
        yield Planted("certain", changed, file.line(number, "strength"), "over-strong")


def planted(files: Sequence[Written]) -> Iterator[Planted]:
    for file in files:
        yield from records_twice(file)
        for number in range(len(file.records)):
            for plant in (keys, texts, names, strengths):
                yield from plant(file, number)


@pytest.mark.parametrize("pack", PACKS)
def test_one_defect_anywhere_is_one_problem_at_its_place(pack: str, tmp_path: Path) -> None:
    """Whatever single slip an author makes, exactly that one is told, at its line, with what to do about it."""
    files = files_of(PACKS[pack])
    for file in files:
        (tmp_path / file.name).parent.mkdir(exist_ok=True)
        (tmp_path / file.name).write_text(file.text(), "utf-8")
    assert check(tmp_path).problems == ()
    defects = [*planted(files)]
    assert len(defects) > 400
    wrong = []
    for defect in sample(defects, FEW):
        path = tmp_path / defect.file.name
        sound = path.read_text("utf-8")
        path.write_text(defect.file.text(), "utf-8")
        found = check(tmp_path).problems
        path.write_text(sound, "utf-8")
        told = [(one.path, one.line, one.code, bool(one.hint)) for one in found]
        if told != [(str(path), defect.line, defect.code, True)]:
            wanted = f"{defect.file.name}:{defect.line}: {defect.code}  [{defect.what}]"
            wrong.append("\n  ".join([wanted, *map(str, found)]))
    assert wrong == [], f"{len(wrong)} of {len(defects)}:\n" + "\n".join(wrong)
