"""`triage explain` as a whole process against a process that only imports what triage depends on, and ends.

An argument names another folder of the pack that the case asks for, to time a pack that is still being written.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from timing import medians, verdict

ROOT = Path(__file__).resolve().parent.parent
CASE = ROOT / "rules" / "muscle-spasms" / "cases" / "winter-indoors.yaml"
REPETITIONS = 15
TARGET = 1.5

# experta as `engine.experta_import` has it: it needs a name that `collections` lost, and is silent if that is missing.
IMPORTS = """
import collections, collections.abc
collections.Mapping = collections.abc.Mapping
import experta
experta.KnowledgeEngine
del collections.Mapping
import click, pydantic, rich, ruamel.yaml
"""

# The parts that triage names: the packages pydantic and rich load most of themselves only when they are asked for.
MODELS = f"""{IMPORTS}
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
"""
PARTS = f"""{MODELS}
from rich.color import ColorSystem
from rich.style import Style
"""


def process(compiled: str, *arguments: str, cache: str = "") -> Callable[[], object]:
    """Return what starts a Python with these arguments in the checkout and waits for its end. Modules are compiled
    once, into the folder `compiled`, as they are where a program is installed; packs are kept in `cache`, if given."""
    command = [sys.executable, *arguments]
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "PYTHONPYCACHEPREFIX": compiled, "TRIAGE_CACHE": cache}
    return lambda: subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, env=environment)


def main() -> None:
    explain = ("-m", "triage", "explain", str(CASE), *(part for name in sys.argv[1:] for part in ("--pack", name)))
    with TemporaryDirectory() as compiled, TemporaryDirectory() as cache:
        taken = medians(
            {
                "a bare Python": process(compiled, "-c", "pass"),
                "imports only": process(compiled, "-c", IMPORTS),
                "imports of parts": process(compiled, "-c", PARTS),
                "imports without rich": process(compiled, "-c", MODELS),
                "explain": process(compiled, *explain, cache=cache),
                "explain --json": process(compiled, *explain, "--json", cache=cache),
                "explain, nothing kept": process(compiled, *explain),
            },
            REPETITIONS,
            time.perf_counter,
        )
    for name, seconds in taken.items():
        print(f"{name}: {seconds * 1000:.0f} ms")
    for name in ("explain", "explain --json"):
        for imports in ("imports only", "imports without rich", "imports of parts"):
            print(verdict(f"{name} / {imports}", taken[name] / taken[imports], TARGET))


if __name__ == "__main__":
    main()
