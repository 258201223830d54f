"""Files from strangers: how long it takes to read or refuse four times as much of something, for each part of it.

Whatever stands in a file, the time should grow with its size and not with the square of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from timing import medians, verdict

from triage.answers.case import read_case
from triage.engine.inference import infer
from triage.errors import DocumentError
from triage.pack.loading import load_pack
from triage.pack.reading import read_stream
from triage.render.text import render_text
from triage.report.report import report

FOUR, REPETITIONS, TARGET = 4, 5, 1.5

PACK = """\
id: made
version: "1"
title: A made-up pack
about: For measuring.
notice: For measuring.
hedges: {certain: [is], likely: [often], possible: [may]}
urgency:
  - {level: emergency-now, label: Now, symbol: "!!!", colour: red, do: Call., come-back: At once.}
  - {level: same-day, label: Today, symbol: "!!", colour: yellow, do: Call., come-back: Soon.}
  - {level: routine, label: Routine, symbol: "!", colour: green, do: Book., come-back: Later.}
  - {level: learn, label: Learning, symbol: i, colour: blue, do: Read., come-back: Any time.}
"""
KINDS = "role: mechanism, values: [present, absent], about: x"
MORE = "strength: likely, wording: often, because: x, source: book, kind: supplement"


def pack(folder: Path, names: list[str], links: list[tuple[str, str]]) -> Path:
    """Write a pack with these concepts, and a rule for each pair of a premise and a conclusion."""
    (folder / "rules").mkdir(parents=True)
    (folder / "pack.yaml").write_text(PACK)
    (folder / "sources.yaml").write_text("- {id: book, title: A book, kind: supplement}\n")
    (folder / "concepts.yaml").write_text("".join(f"- {{id: {name}, label: the {name}, {KINDS}}}\n" for name in names))
    (folder / "rules" / "all.yaml").write_text(
        "".join(
            f"- {{id: r{number}, if: {one} is present, then: {other} is present, {MORE}}}\n"
            for number, (one, other) in enumerate(links)
        )
    )
    return folder


def document(part: bytes) -> Callable[[Path, int], Callable[[], object]]:
    """Return what reads a file that holds `part` again and again."""
    return lambda folder, size: lambda: read_stream(BytesIO(b"[" + part * size if part == b"a," else part * size), "x")


def unknown_names(folder: Path, size: int) -> Callable[[], object]:
    """Return what refuses a pack of so many concepts, fifty of which are misspelt by rules."""
    names = [f"concept-{number}" for number in range(size)]
    made = pack(folder, names, [(name.replace("c", "k", 1), names[0]) for name in names[:50]])

    def refused() -> None:
        with suppress(DocumentError):
            load_pack(made)

    return refused


def misspelt_answers(folder: Path, size: int) -> Callable[[], object]:
    """Return what refuses a case with so many answers that no concept has the name of."""
    made = load_pack(pack(folder, [f"concept-{number}" for number in range(100)], [("concept-0", "concept-1")]))
    case = folder / "case.yaml"
    case.write_text("pack: made\nanswers:\n" + "".join(f"  koncept-{number}: present\n" for number in range(size)))

    def refused() -> None:
        with suppress(DocumentError):
            read_case(str(case), lambda _: made)

    return refused


def long_chain(folder: Path, size: int) -> Callable[[], object]:
    """Return what explains the end of a chain of so many rules."""
    names = [f"concept-{number}" for number in range(size)]
    made = load_pack(pack(folder, names, list(pairwise(names))))
    return lambda: render_text(report(infer(made, {names[0]: "present"}), "T"))


WORK: Mapping[str, tuple[int, Callable[[Path, int], Callable[[], object]]]] = {
    "a long list": (25_000, document(b"a,")),
    "one key again and again": (10_000, document(b"a: b\n")),
    "lists in lists": (50_000, document(b"- ")),
    "unknown names in a pack": (400, unknown_names),
    "misspelt answers in a case": (500, misspelt_answers),
    "a long chain, explained": (100, long_chain),
}


def main() -> None:
    with TemporaryDirectory() as place:
        for name, (size, work) in WORK.items():
            folders = Path(place) / name / "few", Path(place) / name / "many"
            sides = {"few": work(folders[0], size), "many": work(folders[1], size * FOUR)}
            taken = medians(sides, REPETITIONS)
            print(f"{name}: {taken['many'] * 1000:.0f} ms for {size * FOUR:,}")
            ratio = taken["many"] / taken["few"] / FOUR
            print(verdict(f"{name}: one among {size * FOUR:,} / among {size:,}", ratio, TARGET))


if __name__ == "__main__":
    main()
