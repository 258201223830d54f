"""The commands as a person or a script meets them: exit codes, what goes where, and what happens in trouble."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from small_pack import CASE, FILES, broken, write_pack

import triage.commands.arguments
import triage.commands.main
from triage.cli import run

CHECKOUT = Path(triage.__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
BUG = "This is a mistake in triage"
NOBODY = 65534


def command(*arguments: str | Path) -> Sequence[str]:
    return (sys.executable, "-m", "triage", *map(str, arguments))


def environment(**more: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT", "TRIAGE_CACHE") if name in os.environ}
    return {**kept, "PYTHONPATH": str(CHECKOUT), "PYTHONIOENCODING": "utf-8", **more}


def call(
    *arguments: str | Path, cwd: Path, given: bytes = b"", env: dict[str, str] | None = None, **how: Any
) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own in `cwd`, with `given` on its standard input."""
    done = subprocess.run(
        command(*arguments), input=given, capture_output=True, timeout=60, cwd=cwd, env=env or environment(), **how
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the small pack in it, and next to that a good case and two bad ones."""
    folder = tmp_path_factory.mktemp("cli")
    write_pack(folder / "pack")
    (folder / "case.yaml").write_text(CASE)
    (folder / "bad.yaml").write_text("pack: small\nanswers:\n  calcum: low\n  tingling: rather\n")
    (folder / "worse.yaml").write_text("pack: small\nanswrs: {}\n")
    return folder


def explained(here: Path, *arguments: str | Path) -> int:
    """Run `explain` in this process with the small pack."""
    return run(["explain", "--pack", str(here / "pack"), *map(str, arguments)])


# Exit codes and streams


def test_the_result_goes_to_standard_output_alone(here: Path) -> None:
    """A run that finished is exit code 0, prints its result and says nothing else."""
    done = call("explain", "case.yaml", "--pack", "pack", cwd=here)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("A winter indoors\n")
    assert done.stdout.endswith("\n")


def test_the_program_says_what_it_is(capfd: pytest.CaptureFixture[str]) -> None:
    """Help and version are results: standard output, exit code 0; each command has help."""
    for arguments in (["--help"], ["-h"], ["--version"], ["ask", "--help"], ["explain", "-h"]):
        assert run(arguments) == 0
        out, err = capfd.readouterr()
        assert "triage" in out
        assert err == ""


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["explian"], "Did you mean 'explain'?"),
        (["explain"], "Missing argument 'CASE...'"),
        (["explain", "case.yaml", "--jsn"], "Did you mean '--json'?"),
        (["explain", "case.yaml", "--format", "jsn"], "'jsn' is not one of"),
        (["explain", "case.yaml", "--json", "--format", "svg"], "two formats"),
        (["explain", "case.yaml", "--json", "--format", "text"], "two formats"),
        (["check", "pack", "--json", "--format", "text"], "two formats"),
        (["explain", ""], "'CASE...': it is empty"),
        (["explain", "case.yaml", ""], "'CASE...': it is empty"),
        (["explain", "case.yaml", "--out", ""], "'--out': it is empty"),
        (["explain", "case.yaml", "--pack", ""], "'--pack': it is empty"),
        (
            ["explain", "case.yaml", "--pack", "pack", "--out", "no/where/x"],
            "there is no folder 'no/where': make it first",
        ),
        (["explain", "case.yaml", "--pack", "pack", "--what-if", "calcium="], "calcium lacks a value"),
        (["explain", "case.yaml", "--pack", "pack", "--what-if", "=low"], "what '=low' is about"),
        (["ask", "--pack", ""], "'--pack': it is empty"),
        (["ask", "--answers", ""], "'--answers': it is empty"),
        (["ask", "--save", ""], "'--save': it is empty"),
        (["ask", "--save", "-"], "'./-'"),
        (["graph", ""], "it is empty"),
        (["graph", "pack", "--case", ""], "'--case': it is empty"),
        (["check", ""], "it is empty"),
        (["check", "--new", ""], "'--new': it is empty"),
        (["teach", ""], "'CASE': it is empty"),
        (["teach", "case.yaml", "--html", ""], "'--html': it is empty"),
        (["teach", "case.yaml", "--handout", "pupil", ""], "it is empty"),
        (["quiz", "--html", "-"], "'./-'"),
        (["explain", "-", "-"], "only once"),
        (["explain", "case.yaml", "--out", "case.yaml"], "is one of the cases"),
        (["explain", "case.yaml", "--pack", "pack", "--out", "pack/pack.yaml"], "is a file of a rule pack"),
        (["graph", "pack", "--case", "case.yaml", "--out", "case.yaml"], "is one of the cases"),
        (["graph", "pack", "--out", "pack/pack.yaml"], "is a file of a rule pack"),
        (["teach", "case.yaml", "--html", "case.yaml"], "is one of the cases"),
        (["teach", "case.yaml", "--json", "./case.yaml"], "is one of the cases"),
        (["teach", "case.yaml", "--handout", "pupil", "case.yaml"], "is one of the cases"),
        (["teach", "case.yaml", "--html", "a.html", "--handout", "pupil", "a.html"], "'a.html' is named twice"),
        (["quiz", "pack", "--html", "pack/pack.yaml"], "is a file of a rule pack"),
        (["graph", "pack", "--out", "~nobody-of-that-name/a.mmd"], "a.mmd"),
        (["explain", "case.yaml", "--pack", "pakc"], "there is no rule pack 'pakc'"),
        (["explain", "case.yaml", "--pack", "muscle-spasm"], "did you mean 'muscle-spasms'?"),
        (["explain", "case.yaml", "--pack", "pack", "--how", "calcum is low"], "did you mean 'calcium"),
        (["explain", "case.yaml", "--pack", "pack", "--why-not", "calcium"], "calcium is low"),
        (["explain", "case.yaml", "--pack", "pack", "--how", ""], "''"),
        (["explain", "case.yaml", "--pack", "pack", "--how", "urgency is unknown"], "urgency is unknown"),
        (["explain", "case.yaml", "--pack", "x" * 300], "there is no rule pack"),
        (["ask", "--pack", "x" * 5000], "there is no rule pack"),
        (["ask", "--pack", "pack", "too", "much"], "unexpected extra arguments"),
    ],
)
def test_wrong_usage_is_told_with_what_was_meant(
    arguments: list[str], says: str, here: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A misspelt command, option, pack or statement is exit code 2, nothing on standard output, and a suggestion."""
    monkeypatch.chdir(here)
    code = run(["pack" if one == "pack" else one for one in arguments])
    out, err = capfd.readouterr()
    assert (code, out) == (2, "")
    assert says in err
    assert BUG not in err


def test_a_dash_is_standard_output(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """`--out -` is the same as no `--out`, for what is explained and for what is drawn; no file gets that name."""
    for arguments in (
        ["explain", str(here / "case.yaml"), "--pack", str(here / "pack")],
        ["graph", str(here / "pack")],
    ):
        assert run(arguments) == 0
        printed = capfd.readouterr()
        assert run([*arguments, "--out", "-"]) == 0
        assert capfd.readouterr() == printed
    assert not Path("-").exists()


@pytest.mark.parametrize("file", ["missing/mine.yaml", ".", "case.yaml/mine.yaml"])
def test_a_file_for_answers_that_cannot_be_written_is_told_before_a_question_is_asked(file: str, here: Path) -> None:
    """An interview that is to be kept and cannot be is not begun: exit code 2, told once and on standard error."""
    done = call("ask", "--pack", "pack", "--save", file, cwd=here, given=b"none\nlow\nquit\n")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"triage: cannot write '{file}': ")
    assert len(done.stderr.splitlines()) == 1


def test_a_file_for_answers_that_can_be_written_is_not_made_before_there_is_one(here: Path) -> None:
    """Whether it can be written is found out without a trace."""
    before = sorted(here.iterdir())
    done = call("ask", "--pack", "pack", "--save", "fresh.yaml", cwd=here, given=b"quit\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(here.iterdir()) == before
    done = call("ask", "--pack", "pack", "--save", "/dev/null", cwd=here, given=b"none\nquit\n")
    assert (done.returncode, done.stderr) == (0, "")
    os.mkfifo(here / "pipe")
    done = call("ask", "--pack", "pack", "--save", "pipe", cwd=here, given=b"quit\n")  # nobody reads the pipe
    (here / "pipe").unlink()
    assert (done.returncode, done.stderr) == (0, "")


def test_a_shell_completes_commands_and_options(here: Path) -> None:
    """What is meant without a command does not stand in the way of typing one."""
    for typed, word in (("triage ex", "explain"), ("triage explain --wh", "--why-not"), ("triage ", "teach")):
        words = typed.split(" ")
        asked = {"_TRIAGE_COMPLETE": "bash_complete", "COMP_WORDS": typed, "COMP_CWORD": str(len(words) - 1)}
        code = "import sys; from triage.cli import run; sys.exit(run([]))"
        done = subprocess.run([sys.executable, "-c", code], env=environment(**asked), capture_output=True, cwd=here)
        assert f"plain,{word}\n".encode() in done.stdout.replace(b"\r", b"")


def test_the_list_of_commands_cuts_no_sentence(capfd: pytest.CaptureFixture[str]) -> None:
    """Each command says in a whole sentence what it does, and its own help gives an example."""
    run(["--help"])
    assert "..." not in capfd.readouterr().out.split("Commands:")[1]
    for name in ("ask", "explain", "graph", "check"):
        run([name, "--help"])
        assert f"  triage {name} " in capfd.readouterr().out.split("Examples:")[1]


def test_a_statement_without_its_value_is_told_with_its_values(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The concept is known, so nobody is told that it is not."""
    assert explained(here, here / "case.yaml", "--why-not", "calcium") == 2
    assert "which one: calcium is low, normal or high?" in capfd.readouterr().err


def test_bad_cases_are_all_told_at_once(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """One call with several bad cases is exit code 3, names every mistake in every file, and prints no result."""
    code = explained(here, here / "bad.yaml", here / "case.yaml", here / "worse.yaml", here / "nowhere.yaml")
    out, err = capfd.readouterr()
    assert (code, out) == (3, "")
    for place in ("bad.yaml:3: unknown-concept", "bad.yaml:4: unknown-value", "worse.yaml:2: schema", "nowhere.yaml: "):
        assert place in err


def test_a_bad_pack_is_told_once(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The problems of a pack are exit code 3, named by file and line, and not again for every case."""
    text = broken("rules/10-causes.yaml", "if: vitamin-d is low", "if: vitamn-d is low")
    write_pack(tmp_path, {"rules/10-causes.yaml": text})
    case = tmp_path / "cases" / "winter.yaml"
    code = run(["explain", "--pack", str(tmp_path), str(case), str(case)])
    out, err = capfd.readouterr()
    assert (code, out) == (3, "")
    assert err == (
        f"{tmp_path}/rules/10-causes.yaml:2: unknown-concept no concept is called 'vitamn-d'\n"
        "    did you mean 'vitamin-d'?\n"
    )


def test_a_case_of_another_pack_is_told(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A case that names a pack that is neither the one given nor a shipped one is at fault at that line."""
    (here / "other.yaml").write_text("title: T\npack: smal\nanswers: {}\n")
    assert explained(here, here / "other.yaml") == 3
    assert "other.yaml:2: unknown-pack this case is of the pack 'smal', not of 'small'" in capfd.readouterr().err


def test_standard_input_is_a_case(here: Path) -> None:
    """`-` reads the case from a pipe; what is wrong with it is told under that name."""
    done = call("explain", "-", "--pack", "pack", "--json", cwd=here, given=CASE.encode())
    assert (done.returncode, json.loads(done.stdout)["title"]) == (0, "A winter indoors")
    done = call("explain", "-", "--pack", "pack", cwd=here, given=b"pack: small\nanswers: {calcum: low}\n")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("standard input:2: unknown-concept")


def test_an_echo_cannot_steer_a_terminal(here: Path) -> None:
    """What comes through a pipe is shown beside the prompt as visible text, never as a control character."""
    done = call("ask", "--plain", "--pack", "pack", cwd=here, given=b"\x1b[31mred\x00\x9b\nquit\n")
    assert "<U+001B>[31mred<U+0000>" in done.stdout
    assert not {"\x1b", "\x00"} & {*done.stdout}


def test_a_line_without_an_end_is_read_in_pieces(here: Path) -> None:
    """What comes through a pipe may have no end of a line at all; each piece is answered like a line."""
    done = call("ask", "--plain", "--pack", "pack", cwd=here, given=b"0" * 25_000)
    assert done.returncode == 0
    assert done.stdout.count("0" * 5_000) == 5


def test_an_interruption_is_no_traceback(here: Path) -> None:
    """Ctrl-C while `explain -` waits for its case is exit code 130 and one quiet word."""
    child = subprocess.Popen(
        command("explain", "-", "--pack", "pack"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=here,
        env=environment(),
    )
    with child:
        assert child.stdin is not None
        child.stdin.write(b"# waiting\n" * 50_000)  # more than a pipe holds: it returns only once the child reads
        child.stdin.flush()
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=60)
    assert (child.returncode, out) == (130, b"")
    assert err.decode().strip() == "interrupted"


IMPORTING = """
import os, signal, sys
from importlib.abc import MetaPathFinder

class Interrupting(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "triage.commands.main":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupting())
from triage.__main__ import main
main()
"""


def test_an_interruption_while_the_program_starts_is_no_traceback() -> None:
    """Ctrl-C may come before there is anything to interrupt: while the modules are imported."""
    done = subprocess.run([sys.executable, "-c", IMPORTING], capture_output=True, env=environment(), timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


@pytest.mark.parametrize("failing", [KeyError("x"), RecursionError(), ValueError("a\x1b[31mb"), AssertionError()])
def test_a_bug_is_reported_as_one(
    failing: Exception, here: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever breaks inside is exit code 1 with a request to report it, on one line, without a traceback."""

    def fails(*_: object) -> None:
        raise failing

    monkeypatch.setattr("triage.engine.given.infer", fails)
    assert explained(here, here / "case.yaml") == 1
    out, err = capfd.readouterr()
    assert out == ""
    assert BUG in err
    assert "report" in err
    assert type(failing).__name__ in err
    assert "Traceback" not in err
    assert "\x1b" not in err


# Formats


def test_several_cases_are_one_json_object_a_line(here: Path) -> None:
    """With several cases `--json` is JSON Lines: one whole object a line, in the order given."""
    (here / "second.yaml").write_text("pack: small\ntitle: Zweiter Fall 🙂\nanswers: {}\n")
    done = call("explain", "case.yaml", "second.yaml", "case.yaml", "--pack", "pack", "--json", cwd=here)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["title"] for line in lines] == ["A winter indoors", "Zweiter Fall 🙂", "A winter indoors"]
    assert {line["format"] for line in lines} == {"triage-trace/1"}
    assert lines[0] == lines[2]


def test_json_is_short_for_format_json(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Both spellings print the same bytes."""
    assert explained(here, here / "case.yaml", "--json") == 0
    short = capfd.readouterr().out
    assert explained(here, here / "case.yaml", "--format", "json") == 0
    assert capfd.readouterr().out == short


def shown(format_: str, printed: str) -> str:
    """Return what was printed as it stands in a golden file: the hash, which changes with the model, left out."""
    if format_ != "json":
        first, _, rest = printed.partition("(sha256 ")
        return f"{first}(sha256 ...{rest[12:]}"
    trace = json.loads(printed)
    assert len(trace["pack"]["sha256"]) == 64
    trace["pack"]["sha256"] = "..."
    return json.dumps(trace, indent=1) + "\n"


@pytest.mark.parametrize(("format_", "ending"), [("text", "txt"), ("markdown", "md"), ("json", "json")])
def test_the_whole_output_is_as_it_was_checked(
    format_: str, ending: str, here: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The output for the case of the small pack is, line by line, what was checked by hand against its four rules."""
    # To change the files on purpose: TRIAGE_GOLDEN=write python -m pytest tests/test_cli.py -k whole_output
    # Then read every changed line against tests/support/small_pack.py before it is committed.
    assert explained(here, here / "case.yaml", "--format", format_) == 0
    printed = shown(format_, capfd.readouterr().out)
    golden = GOLDEN / f"winter.{ending}"
    if os.environ.get("TRIAGE_GOLDEN") == "write":
        golden.write_text(printed, encoding="utf-8", newline="\n")
    assert printed == golden.read_text(encoding="utf-8")


def test_how_of_what_was_not_concluded_is_an_answer(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Whoever asks how something came about that did not is told so; it is neither wrong usage nor a bug."""
    for format_ in ("text", "markdown"):
        assert explained(here, here / "case.yaml", "--how", "calcium is high", "--format", format_) == 0
        out, err = capfd.readouterr()
        assert "calcium is high" in out
        assert "not concluded" in out
        assert err == ""
    assert explained(here, here / "case.yaml", "--how", "calcium is high", "--json") == 0
    assert json.loads(capfd.readouterr().out)["firings"]


# Files that are written


def test_out_writes_the_whole_result_and_nothing_else(here: Path, tmp_path: Path) -> None:
    """`--out` leaves exactly one file, with what would have been printed, and prints nothing."""
    printed = call("explain", "case.yaml", "--pack", "pack", cwd=here).stdout
    done = call("explain", "case.yaml", "--pack", "pack", "--out", tmp_path / "result.txt", cwd=here)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "result.txt").read_text(encoding="utf-8") == printed
    assert [path.name for path in tmp_path.iterdir()] == ["result.txt"]


def test_out_replaces_a_file_and_keeps_its_permissions(here: Path, tmp_path: Path) -> None:
    """A file that was private stays private; a new one is as the user's umask has it."""
    old = tmp_path / "old.md"
    old.write_text("x" * 100_000)
    old.chmod(0o600)
    assert explained(here, here / "case.yaml", "--format", "markdown", "--out", old) == 0
    assert old.read_text().startswith("# A winter indoors\n")
    assert old.stat().st_mode & 0o777 == 0o600
    assert explained(here, here / "case.yaml", "--out", tmp_path / "new.txt") == 0
    mask = os.umask(0)
    os.umask(mask)
    assert (tmp_path / "new.txt").stat().st_mode & 0o777 == 0o666 & ~mask


@pytest.mark.parametrize("name", ["no/such/folder.txt", ".", "case.yaml/x.txt", "x" * 300])
def test_a_place_that_cannot_be_written_is_told(name: str, here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A folder that is not there, a folder for a file and an impossible name are wrong usage with the name in it."""
    before = sorted(path.name for path in here.iterdir())
    assert explained(here, here / "case.yaml", "--out", here / name) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith(f"triage: cannot write '{here / name}': ")
    assert sorted(path.name for path in here.iterdir()) == before


def test_out_through_a_link_writes_the_file_it_leads_to(here: Path, tmp_path: Path) -> None:
    """Whoever keeps the result behind a link finds it there, and the link is still a link."""
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    assert explained(here, here / "case.yaml", "--out", tmp_path / "link.txt") == 0
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text().startswith("A winter indoors")


def test_out_does_not_replace_what_is_no_file(here: Path, tmp_path: Path) -> None:
    """A pipe or a device (`--out /dev/null` as root) is written to or refused, never replaced by a file."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        explained(here, here / "case.yaml", "--out", pipe)
        assert pipe.is_fifo()
    finally:
        os.close(reading)


# Where it runs


def test_a_reader_that_stops_reading_is_no_error(here: Path) -> None:
    """`triage explain ... | head -1` ends quietly: no traceback and no report of a bug."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(
            command("explain", *["case.yaml"] * 3, "--pack", "pack"),
            stdout=closed,
            stderr=subprocess.PIPE,
            cwd=here,
            env=environment(),
            timeout=60,
        )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_is_told_and_is_no_bug(here: Path) -> None:
    """When the result cannot be written, that is said in a line; it is not a mistake in the program."""
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            command("explain", "case.yaml", "--pack", "pack"),
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=here,
            env=environment(),
            timeout=60,
        )
    assert done.returncode not in (0, 1)
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr
    assert BUG.encode() not in done.stderr


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_a_closed_stream_is_no_bug(closed: str, here: Path) -> None:
    """Started by a service without standard input, output or error, the program does what is left to do."""
    line = f'exec "{sys.executable}" -m triage explain - --pack pack {closed}'
    done = subprocess.run(["sh", "-c", line], capture_output=True, cwd=here, env=environment(), timeout=60, input=b"a")
    assert done.returncode in (0, 2, 3)
    assert BUG.encode() not in done.stderr
    assert done.stdout == b""


@pytest.mark.parametrize(
    "variables",
    [
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp437"},
        {"PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-16"},
    ],
    ids=["C locale", "ascii", "cp437", "utf-16"],
)
def test_no_encoding_of_the_terminal_ends_the_program(variables: dict[str, str], here: Path) -> None:
    """What a terminal cannot show is replaced in text, and escaped in JSON, which loses nothing."""
    (here / "signs.yaml").write_text("pack: small\ntitle: Ä 🙂 → ў\nanswers: {vitamin-d: low}\n", encoding="utf-8")
    encoding = variables["PYTHONIOENCODING"].replace("ascii", "") or "utf-8"  # click takes ASCII for a mistake
    env = environment(**variables)
    for format_ in ("text", "json"):
        done = subprocess.run(
            command("explain", "signs.yaml", "--pack", "pack", "--format", format_),
            capture_output=True,
            cwd=here,
            env=env,
            timeout=60,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        out = done.stdout.decode(encoding)
        if format_ == "json":
            assert json.loads(out)["title"] == "Ä 🙂 → ў"
        else:
            assert "vitamin D is low" in out


def test_a_message_survives_a_poor_terminal(here: Path) -> None:
    """An error about signs that the terminal does not have is still told."""
    (here / "signs-bad.yaml").write_text("pack: small\nanswers: {кальций: low}\n", encoding="utf-8")
    done = call("explain", "signs-bad.yaml", "--pack", "pack", cwd=here, env=environment(PYTHONIOENCODING="ascii"))
    assert done.returncode == 3
    assert "signs-bad.yaml:2: unknown-concept" in done.stderr


def on_a_terminal(here: Path, env: dict[str, str]) -> str:
    """Return what the program prints when its standard output is a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(command("explain", "case.yaml", "--pack", "pack"), stdout=theirs, cwd=here, env=env) as child:
        os.close(theirs)
        said = b""
        while True:
            try:
                more = os.read(ours, 4096)
            except OSError:  # the terminal is gone once the child is
                break
            if not more:
                break
            said += more
        os.close(ours)
    assert child.returncode == 0
    return said.decode()


def test_colours_are_for_terminals_that_want_them(here: Path) -> None:
    """There are colours on a capable terminal, none with NO_COLOR, on a dumb terminal or in a pipe."""
    assert "\x1b[" in on_a_terminal(here, environment(TERM="xterm-256color"))
    for variables in ({"TERM": "xterm-256color", "NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert "\x1b" not in on_a_terminal(here, environment(**variables))
    piped = call("explain", "case.yaml", "--pack", "pack", cwd=here, env=environment(FORCE_COLOR="1", TERM="xterm"))
    assert "\x1b" not in piped.stdout


# Permissions


@contextmanager
def nobody() -> Iterator[None]:
    """Without the powers of root inside, if it was root outside."""
    if os.geteuid() != 0:
        yield
        return
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that anybody may enter, which pytest's own is not."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.parametrize("locked", ["case.yaml", "pack/concepts.yaml", "pack/rules", "pack", "."])
def test_what_may_not_be_read_is_told(locked: str, open_folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A file or folder without permission is told as that: exit code 3 or 2, no bug, and nothing printed."""
    write_pack(open_folder / "pack")
    (open_folder / "case.yaml").write_text(CASE)
    arguments = ["explain", "--pack", str(open_folder / "pack"), str(open_folder / "case.yaml")]
    assert run(arguments) == 0  # everything that is imported late is there now
    triage.commands.arguments.pack_named.cache_clear()
    capfd.readouterr()
    mode = (open_folder / locked).stat().st_mode
    (open_folder / locked).chmod(0)
    with nobody():
        code = run(arguments)
    (open_folder / locked).chmod(mode)
    out, err = capfd.readouterr()
    assert code in (2, 3)
    assert out == ""
    assert BUG not in err


@pytest.mark.parametrize("mode", [0o000, 0o444])
@pytest.mark.parametrize("locked", ["rules", "cases", "."])
@pytest.mark.parametrize(
    "words", [["explain", "case.yaml", "--pack"], ["explain", "winter", "--pack"], ["check"]], ids=" ".join
)
def test_a_folder_that_may_not_be_read_is_not_an_empty_one(
    words: list[str], locked: str, mode: int, open_folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """What stands in a folder without permission is not told as missing: the folder is, and nothing else is wrong."""
    write_pack(open_folder / "pack")
    (open_folder / "case.yaml").write_text(CASE)
    arguments = [word.replace("case.yaml", str(open_folder / "case.yaml")) for word in words]
    arguments.append(str(open_folder / "pack"))
    run(arguments)  # everything that is imported late is there now
    triage.commands.arguments.pack_named.cache_clear()
    capfd.readouterr()
    folder = open_folder / "pack" / locked
    folder.chmod(mode)
    with nobody():
        code = run(arguments)
    folder.chmod(0o755)
    out, err = capfd.readouterr()
    assert code == 3
    told = [line for line in (out + err).splitlines() if line.startswith(str(open_folder)) and "1 problem" not in line]
    assert len(told) == 1
    assert told[0].startswith(str(folder))
    assert told[0].endswith(": unreadable may not be read")


def test_a_folder_that_may_not_be_written_is_told(open_folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """`--out` into somebody else's folder is wrong usage, told with the name."""
    write_pack(open_folder / "pack")
    (open_folder / "locked").mkdir(mode=0o555)
    with nobody():
        code = run(
            [
                "explain",
                "--pack",
                str(open_folder / "pack"),
                str(open_folder / "pack/cases/winter.yaml"),
                "--out",
                str(open_folder / "locked" / "x.txt"),
            ]
        )
    out, err = capfd.readouterr()
    assert (code, out) == (2, "")
    assert "x.txt': Permission denied" in err


def test_a_wrong_folder_is_told_at_once(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """`--pack` with a folder that is no pack, such as the home folder, names what is missing, not all that is there."""
    (tmp_path / "case.yaml").write_text(CASE)
    for number in range(50):
        (tmp_path / f"{number}.yaml").write_text("x: y\n")
    assert run(["explain", "--pack", str(tmp_path), str(tmp_path / "case.yaml")]) in (2, 3)
    err = capfd.readouterr().err
    assert "pack.yaml" in err
    assert len(err.splitlines()) < 20


def test_no_file_of_the_pack_is_changed(here: Path) -> None:
    """Explaining reads; it never writes into the pack or beside the case."""
    write_pack(here / "pack")
    before = {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}
    assert explained(here, here / "case.yaml") == 0
    assert {path: path.read_bytes() for path in here.rglob("*") if path.is_file()} == before
    assert len(FILES) <= len(before)


def test_a_case_of_a_pack_may_be_named_without_its_folder(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From any folder, a case that came with a pack is found by its name; a slip gets a suggestion."""
    assert run(["explain", "winter-indoors", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["pack"]["id"] == "muscle-spasms"
    assert explained(here, "winter", "--json") == 0
    assert json.loads(capsys.readouterr().out)["pack"]["id"] == "small"
    assert run(["explain", "winter-indoor"]) == 3
    assert "did you mean 'winter-indoors" in capsys.readouterr().err
