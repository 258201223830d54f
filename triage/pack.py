"""A folder of YAML files in, a RulePack out; or every problem of the pack at once, each with file, line and hint.

pack.yaml, concepts.yaml and sources.yaml are required; questions.yaml, nuances.yaml and coverage.yaml may be missing;
rules stand in rules/*.yaml and are read in the order of the file names. cases/ belongs to `case`. Nothing outside the
folder is read, whatever a link in it says.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import TypeVar

from triage.document import Document, read_document
from triage.errors import PackError, Problem, UsageError, did_you_mean
from triage.model import (
    Concept,
    Covered,
    Hedges,
    Id,
    Nuance,
    Question,
    Record,
    Rule,
    RulePack,
    Source,
    Text,
    UrgencyLevel,
)
from triage.names import near
from triage.resolve import Parts, Placed, problems_in
from triage.shape import record, records

R = TypeVar("R", bound=Record)

DEFAULT_PACK = "muscle-spasms"
REQUIRED = ("pack.yaml", "concepts.yaml", "sources.yaml")
OPTIONAL = ("questions.yaml", "nuances.yaml", "coverage.yaml")


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
    here = Path(__file__).resolve().parent
    installed = here / "rules"
    return installed if installed.is_dir() else here.parent / "rules"


def find_pack(name: str) -> Path:
    """Return the folder of the pack that `name` stands for: a folder, or the id of a pack that came with the program.

    Raises UsageError when there is neither.
    """
    with suppress(OSError, ValueError):  # a name that no file could have
        if Path(name).is_dir():
            return Path(name)
    return shipped_pack(name)


def shipped_pack(name: str) -> Path:
    """Return the folder of the pack that came with the program under the id `name`. Raises UsageError."""
    shipped = {path.name: path for path in packs_folder().iterdir() if (path / "pack.yaml").is_file()}
    if name in shipped:
        return shipped[name]
    hint = did_you_mean(near(name, shipped)) or f"there are {', '.join(sorted(shipped))}, or give a folder"
    raise UsageError(f"there is no rule pack '{name}': {hint}")


def load_pack(folder: Path) -> RulePack:
    """Read the pack in `folder`. Raises PackError with all its problems."""
    strays = tuple(_strays(folder))
    if strays:
        raise PackError(strays)
    documents = {name: read_document(folder / name) for name in REQUIRED}
    documents |= {name: read_document(folder / name) for name in OPTIONAL if os.path.exists(folder / name)}
    rule_files = [read_document(path) for path in sorted((folder / "rules").glob("*.yaml"))]
    every = (*documents.values(), *rule_files)
    problems = list(chain.from_iterable(document.problems for document in every))
    if not rule_files:
        problems.append(Problem(str(folder / "rules"), 0, "unreadable", "there are no rules", "write rules/NAME.yaml"))

    header_file = documents["pack.yaml"]
    header = record(Header, header_file, (), problems) if header_file.data is not None else None

    def items(model: type[R], name: str) -> tuple[Placed[R], ...]:
        return records(model, documents[name], problems) if name in documents else ()

    levels = header.record.urgency if header else ()
    parts = Parts(
        hedges=header.record.hedges if header else None,
        urgency=tuple(Placed(level, header_file, ("urgency", number)) for number, level in enumerate(levels)),
        concepts=items(Concept, "concepts.yaml"),
        sources=items(Source, "sources.yaml"),
        nuances=items(Nuance, "nuances.yaml"),
        questions=items(Question, "questions.yaml"),
        rules=tuple(chain.from_iterable(records(Rule, document, problems) for document in rule_files)),
        coverage=items(Covered, "coverage.yaml"),
        pack_file=header_file,
        concept_ids=_ids(documents["concepts.yaml"]),
        source_ids=_ids(documents["sources.yaml"]),
        nuance_ids=_ids(documents.get("nuances.yaml")),
        whole=not problems,
    )
    problems.extend(problems_in(parts))
    if problems or header is None:
        raise PackError(problems)
    return RulePack(
        **{name: getattr(header.record, name) for name in Header.model_fields},
        concepts=tuple(placed.record for placed in parts.concepts),
        sources=tuple(placed.record for placed in parts.sources),
        nuances=tuple(placed.record for placed in parts.nuances),
        questions=tuple(placed.record for placed in parts.questions),
        rules=tuple(placed.record for placed in parts.rules),
        coverage=tuple(placed.record for placed in parts.coverage),
    )


def _ids(document: Document | None) -> frozenset[str] | None:
    """Return every id that a file mentions, so that a record with another fault is not reported as missing too; None
    when the file could not be read, so that nothing is reported as missing from it."""
    if document is None:
        return frozenset()
    if not isinstance(document.data, list):
        return None
    ids = (item.get("id") for item in document.data if isinstance(item, dict))
    return frozenset(id for id in ids if isinstance(id, str))


def _strays(folder: Path) -> Iterator[Problem]:
    """Yield a problem for whatever has no business in a pack: links that lead out, odd files, misspelt names."""
    if not os.path.exists(folder / "pack.yaml"):
        return  # another folder: what else lies in it is nobody's business
    home = folder.resolve()
    for root, folders, files in os.walk(folder):
        for name in sorted((*folders, *files)):
            path = Path(root) / name
            inside = path.relative_to(folder).parts
            yaml = path.suffix.lower() in (".yaml", ".yml")
            if path.is_symlink() and not _leads_into(path, home):
                yield Problem(str(path), 0, "stray", "this link leads out of the pack", "put the file itself here")
            elif name in files and not path.is_file():
                yield Problem(str(path), 0, "stray", "this is not an ordinary file", "take it out of the pack")
            elif yaml and len(inside) == 1 and name not in (*REQUIRED, *OPTIONAL):
                hint = did_you_mean(near(name, (*REQUIRED, *OPTIONAL))) or "rules belong in rules/, cases in cases/"
                yield Problem(str(path), 0, "stray", "no file of a pack has this name", hint)
            elif yaml and inside[0] == "rules" and len(inside) > 2:
                yield Problem(str(path), 0, "stray", "rule files stand in rules/ itself", "move it up")
            elif yaml and inside[0] == "rules" and path.suffix != ".yaml":
                yield Problem(str(path), 0, "stray", "rule files end in .yaml", f"call it {path.stem}.yaml")


def _leads_into(link: Path, home: Path) -> bool:
    with suppress(OSError, RuntimeError):  # a link to itself
        return link.resolve().is_relative_to(home)
    return False
