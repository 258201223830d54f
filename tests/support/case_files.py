"""Case files for tests: how one is read, and what is said of it."""

from __future__ import annotations

from pathlib import Path

from shipped import shipped

from triage.answers.case import Case, read_case
from triage.answers.case_line import WrongLine, read_line
from triage.engine.given import given_in
from triage.errors import UsageError
from triage.model import RulePack
from triage.report.report import report


def read(pack: RulePack, folder: Path, text: str | bytes) -> Case:
    """Read `text` as a case file of `pack`, the only pack there is."""

    def named(name: str) -> RulePack:
        if name != pack.id:
            raise UsageError(f"there is no rule pack '{name}'")
        return pack

    path = folder / "case.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_case(str(path), named)


def answers(*lines: str) -> str:
    """Return a case file with these lines under its answers, the first of them on line 3."""
    return "".join((f"pack: small\nanswers:{'' if lines else ' {}'}\n", *(f"  {line}\n" for line in lines)))


def told(name: str, word: str) -> str:
    """Return the answer that a line gives the shipped pack, or the code of what is wrong with it."""
    try:
        line = read_line(shipped(), name, word)
    except WrongLine as wrong:
        return wrong.code
    return f"{line.value}{', measured' if line.measured else ''}{', dangerous' if line.danger else ''}"


def given_words(tmp_path: Path, *lines: str) -> dict[str, str]:
    """Return where each answer came from, as the printed explanation of the shipped pack says it."""
    case = read(shipped(), tmp_path, "pack: muscle-spasms\nanswers:\n" + "".join(f"  {line}\n" for line in lines))
    return dict(report(given_in(case).trace, "").given)
