"""A folder of YAML files in, a RulePack out; or every problem of the pack at once, each with file, line and hint.

Which files these are is the matter of `folder`, what is wrong with what they hold that of `doubles`, `references` and
`citations`. cases/ belongs to `answers.case`.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from triage.errors import PackError, Problem, UsageError, did_you_mean
from triage.model import Hedges, RulePack, UrgencyLevel
from triage.model.record import Id, Record, Text
from triage.names.slips import near
from triage.pack.citations import unsourced
from triage.pack.document import Document, Place
from triage.pack.doubles import repeated
from triage.pack.folder import files_of, looks_like_a_pack, strays
from triage.pack.parts import LISTS, Parts, Placed, keys_of
from triage.pack.reading import read_document
from triage.pack.records import record, records
from triage.pack.references import unresolved
from triage.pack.unreadable import concluding, doubtful, given_under, left_out
from triage.pack.unstated import as_id, called

R = TypeVar("R", bound=Record)

DEFAULT_PACK = "muscle-spasms"
PACKS = "rules"  # the folder in which packs stand together, each in one that is called as its id


class Header(Record):
    """The file pack.yaml: what the pack is called and the tables that belong to all of it."""

    id: Id
    version: Text
    title: Text
    about: Text
    notice: Text
    hedges: Hedges
    urgency: tuple[UrgencyLevel, ...]


def packs_folder() -> Path:
    """Return the folder of the packs that came with the program: inside the installed package, or in the checkout."""
    here = Path(__file__).resolve().parent.parent
    installed = here / PACKS
    return installed if installed.is_dir() else here.parent / PACKS


def default_pack() -> Path:
    """Return the folder of the pack that is meant where none is named: the one that came with the program, whatever
    lies in the working folder."""
    return packs_folder() / DEFAULT_PACK


def find_pack(name: str) -> Path:
    """Return the folder of the pack that `name` stands for: a folder, the id of a pack that came with the program, or
    the name of one in the folder `rules` of the working folder. Raises UsageError when there is none."""
    with suppress(OSError, ValueError):  # a name that no file could have
        if name and Path(name).is_dir():
            return Path(name)
    packs = {**packs_in(Path(PACKS)), **shipped_packs()}
    if name in packs:
        return packs[name]
    hint = did_you_mean(near(name, packs)) or f"there are {', '.join(sorted(packs))}, or give a folder"
    raise UsageError(f"there is no rule pack '{name}'", hint)


def shipped_packs() -> Mapping[str, Path]:
    """Return the folders of the packs that came with the program, by the ids of the packs."""
    return packs_in(packs_folder())


def packs_in(folder: Path) -> Mapping[str, Path]:
    """Return the folders in `folder` that look like a pack, by their names, which are the ids of the packs."""
    with suppress(OSError):
        return {path.name: path for path in sorted(folder.iterdir()) if looks_like_a_pack(path)}
    return {}


@dataclass(frozen=True)
class Reading:
    """What the files of a pack hold: the parts with their places, everything that is wrong with them, and the header if
    it has the right shape."""

    parts: Parts
    problems: tuple[Problem, ...]
    header: Header | None

    def pack(self, **chosen: Sequence[Record]) -> RulePack:
        """Return the parts as a pack, with the lists that are `chosen` in place of those that were read. Where the
        header is wrong its texts are empty."""
        empty: dict[str, Any] = dict.fromkeys(Header.model_fields, "")
        empty |= {"hedges": Hedges(certain=(), likely=(), possible=()), "urgency": ()}
        content = {name: getattr(self.header, name, empty[name]) for name in Header.model_fields}
        content |= {key: tuple(placed.record for placed in getattr(self.parts, key)) for key, _ in LISTS.values()}
        return RulePack(**content | {key: tuple(records) for key, records in chosen.items()})


def load_pack(folder: Path) -> RulePack:
    """Read the pack in `folder`. Raises PackError with all its problems."""
    if found := tuple(strays(folder)):
        raise PackError(found)
    reading = read_pack(folder)
    if reading.problems or reading.header is None:
        raise PackError(reading.problems)
    return reading.pack()


def read_pack(folder: Path) -> Reading:
    """Read the files of the pack in `folder`, in which nothing strays, and find what is wrong with them. Never raises
    for what they hold."""
    documents = {name: tuple(map(read_document, files)) for name, files in files_of(folder).items()}
    problems = [problem for files in documents.values() for document in files for problem in document.problems]
    if not documents["rules"]:
        problems.append(Problem(str(folder / "rules"), 0, "unreadable", "there are no rules", "write rules/NAME.yaml"))

    header_file = documents["pack.yaml"][0]
    header = record(Header, header_file, (), problems) if header_file.data is not None else None
    names = called(documents["concepts.yaml"])
    lists: dict[str, tuple[Placed[Any], ...]] = {
        key: tuple(chain.from_iterable(records(model, document, problems, names) for document in documents[name]))
        for name, (key, model) in LISTS.items()
    }
    missing = left_out(documents, lists)
    parts = Parts(
        **lists,
        hedges=header.record.hedges if header else _part(Hedges, header_file, ("hedges",)),
        urgency=tuple(_levels(header_file)),
        pack_file=header_file,
        concept_ids=_ids("concepts.yaml", documents, missing),
        source_ids=_ids("sources.yaml", documents, missing),
        nuance_ids=_ids("nuances.yaml", documents, missing),
        doubtful=doubtful(documents, lists, header is not None, names),
        concluding=concluding(documents["rules"], lists["rules"], names),
        left_out=missing,
    )
    problems.extend((*repeated(parts), *unresolved(parts), *unsourced(parts)))
    return Reading(parts, tuple(problems), header.record if header else None)


def _part(model: type[R], document: Document, place: Place) -> R | None:
    """Return what stands at `place` as a `model`, None if it is none: what is wrong with it is told elsewhere."""
    try:
        placed = record(model, document, place, [])
    except (LookupError, TypeError):
        return None
    return placed.record if placed else None


def _levels(header_file: Document) -> Iterator[Placed[UrgencyLevel]]:
    """Yield each level of urgency that can be read, also where another part of the header cannot."""
    levels = header_file.data.get("urgency") if isinstance(header_file.data, dict) else None
    for number in range(len(levels) if isinstance(levels, list) else 0):
        if level := _part(UrgencyLevel, header_file, ("urgency", number)):
            yield Placed(level, header_file, ("urgency", number))


def _ids(
    name: str, documents: Mapping[str, Sequence[Document]], missing: frozenset[tuple[str, str]]
) -> frozenset[str] | None:
    """Return every id that the files of the list `name` mention, also as it should be written, so that a record with
    another fault is not reported as missing too; None when one could not be read or leaves an id out, so that nothing
    is reported as missing from it."""
    items: list[object] = []
    if (name, "id") in missing:
        return None
    for document in documents[name]:
        if not isinstance(document.data, list):
            return None
        items.extend(document.data)
    keys = keys_of(LISTS[name][1])
    ids = (id for item in items if isinstance(item, dict) for id in given_under(item, "id", keys))
    return frozenset(spelt for id in ids if isinstance(id, str) for spelt in (id, as_id(id)))
