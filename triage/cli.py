"""The command line: it runs a command, tells what went wrong, and exits. Whatever error ends a command is caught here.

Standard output carries only the result; messages go to standard error. Exit codes: 0 finished, 1 a bug, 2 wrong usage,
3 a pack or case cannot be used or has a problem, 4 answers are missing where none may be asked, 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from traceback import extract_tb

import click

from triage import __version__, phrases
from triage.answers.case_line import MISSING_RANGE
from triage.commands.classroom import quiz, teach
from triage.commands.main import commands
from triage.commands.packs import check, concepts, graph
from triage.errors import DocumentError, TriageError
from triage.output import visible

for _command in (graph, check, concepts, teach, quiz):
    commands.add_command(_command)


def main() -> None:
    """Run the command line and exit with its code."""
    gc.freeze()  # what is imported by now stays to the end; to look through it for garbage there takes 80 ms
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code. Whatever goes wrong is told on standard error, never as a traceback."""
    _prepare_streams()
    try:
        code = commands.main(list(arguments), prog_name="triage", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except SystemExit:  # click's way of saying that nobody reads on, as in `triage explain CASE | head`
        return 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        return _tell("\ninterrupted", 130)
    except DocumentError as error:
        missing = all(problem.code == MISSING_RANGE for problem in error.problems)
        return _tell(str(error), 4 if missing else 3)
    except TriageError as error:
        return _tell(f"triage: {error}", 2)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python tries to write the rest at the end
        return _tell(f"triage: cannot go on: {error.strerror or error}", 2)
    except Exception as error:  # the last line of defence: a bug is reported as one
        at = extract_tb(error.__traceback__)[-1]
        where = f"{Path(at.filename).name}:{at.lineno}"
        return _tell(f"triage: {phrases.BUG} (triage {__version__}, {where}: {type(error).__name__}: {error})", 1)


def _prepare_streams() -> None:
    """Make the standard streams such that a closed one, or a character it cannot hold, does not end the program."""
    for name in ("stdin", "stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: SIM115
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _tell(message: str, code: int) -> int:
    print(visible(message), file=sys.stderr)
    return code
