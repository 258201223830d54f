"""The documentation is true: what it shows is what the program prints, what it names exists, and what it gives works.

In README.md and docs/, a fenced block whose first line is `# NAME.yaml` is a file, and a `console` block is a session:
a line after `$ ` is a command, one after `> ` is typed, and the rest is printed, `...` standing for any lines. The
blocks of a page are written and run in their order, in one empty folder.
"""

from __future__ import annotations

import ast
import re
import runpy
import shlex
import sys
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import click
import pytest
from effort import ONCE
from shipped import shipped, shipped_pack

from triage import cli
from triage.answers.case import read_case
from triage.answers.case_file import CaseFile, Expected
from triage.check.waivers import Waiver
from triage.commands import arguments as arguments_of_commands
from triage.engine.inference import infer
from triage.errors import Problem
from triage.model import (
    Background,
    Concept,
    Covered,
    Critical,
    Hedges,
    NotCovered,
    Nuance,
    Question,
    Rule,
    Scope,
    Source,
    Strength,
    UrgencyLevel,
)
from triage.model.record import Record
from triage.names import find_statement
from triage.pack.loading import Header, load_pack
from triage.pack.reading import read_document
from triage.pack.records import records

pytestmark = ONCE

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = tuple(sorted((ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.rglob("*.md"))))
SHOWING = tuple(page for page in PAGES if "```console" in page.read_text("utf-8"))
AUTHORS = (DOCS / "writing-rules.md").read_text("utf-8")
REFERENCE = (DOCS / "pack-format.md").read_text("utf-8")

INSTALL = "python -m pip install . && python -m triage"
TEST = 'python -m pip install ".[test]" && python -m pytest -n auto'

GLOSSARY = """rule pack, concept, statement, term, answer, fact, rule, strength, firing, agenda, trace, urgency,
candidate, why, how, why not, what if, needed, undo, contrast, support, danger sign, told, ruled out,
narrower, scope, panel, tier, critical value, mutant, role, background, nuance, coverage, wording,
source, place, reply, world, result, standing, matter, prospect, waiver"""

KEYED = (
    Header,
    Hedges,
    UrgencyLevel,
    Concept,
    Background,
    Critical,
    Rule,
    Source,
    Nuance,
    Question,
    Covered,
    Scope,
    NotCovered,
    CaseFile,
    Expected,
    Waiver,
)


class Block(NamedTuple):
    """A fenced block: what stands after the fence, and its lines."""

    info: str
    lines: tuple[str, ...]

    @property
    def file(self) -> str:
        """The name of the file that the block is, '' if it is none."""
        named = re.fullmatch(r"# (\S+\.yaml)", self.lines[0])
        return named[1] if named else ""

    @property
    def text(self) -> str:
        return "".join(f"{line}\n" for line in self.lines)


class Shown(NamedTuple):
    """A command, what is typed into it, what it prints, and the code with which it ends."""

    command: str
    printed: tuple[str, ...]
    code: int

    @property
    def typed(self) -> str:
        return "".join(f"{line[2:]}\n" for line in self.printed if line.startswith("> "))


def blocks(page: str) -> Iterator[Block]:
    for fenced in re.finditer(r"^```([^\n`]+)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        yield Block(fenced[1], tuple(fenced[2].splitlines()))


def shown(block: Block) -> Iterator[Shown]:
    code = int(block.info.partition("exit ")[2] or 0)
    starts = [number for number, line in enumerate(block.lines) if line.startswith("$ ")]
    for start, end in zip(starts, (*starts[1:], len(block.lines)), strict=True):
        yield Shown(block.lines[start][2:], block.lines[start + 1 : end], code)


def run(command: str, typed: str, folder: Path) -> tuple[int, str]:
    """Run a `triage` command line in `folder` and return its exit code and all that it printed. (In this process: that
    the program does the same in one of its own is tested in test_cli and test_pseudo_terminal.)"""
    program, *arguments = shlex.split(command)
    assert program == "triage", command
    printed = TextIOWrapper(BytesIO(), "utf-8", newline="\n", write_through=True)
    arguments_of_commands.pack_named.cache_clear()  # the pages change the pack as they go on
    with chdir(folder), redirect_stdout(printed), redirect_stderr(printed), pytest.MonkeyPatch.context() as patched:
        patched.setattr(sys, "stdin", TextIOWrapper(BytesIO(typed.encode()), "utf-8"))
        code = cli.run(arguments)
    printed.flush()
    return code, printed.buffer.getvalue().decode()


def missing(expected: Sequence[str], printed: Sequence[str]) -> list[str]:
    """Return the first run of `expected` lines that `printed` does not have in its turn; nothing if all are there."""
    at, free = 0, False
    for dots, group in groupby(expected, key=lambda line: line == "..."):
        lines = list(group)
        if dots:
            free = True
            continue
        places = range(at, len(printed) - len(lines) + 1) if free else (at,)
        found = next((place for place in places if list(printed[place : place + len(lines)]) == lines), None)
        if found is None:
            return lines
        at, free = found + len(lines), False
    return [] if free or at == len(printed) else [f"the end, not: {printed[at]}"]


def write(block: Block, folder: Path) -> None:
    path = folder / block.file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(block.text, "utf-8")


def plainly(name: str) -> str:
    """Return a project's name as pip compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@pytest.mark.parametrize("page", SHOWING, ids=lambda page: page.name)
def test_what_a_page_shows_is_what_the_program_prints(page: Path, tmp_path: Path) -> None:
    """Every command runs in the order of the page, with the files the page gives, and prints what stands there."""
    for block in blocks(page.read_text("utf-8")):
        if block.file:
            write(block, tmp_path)
        for one in shown(block) if block.info.startswith("console") else ():
            code, printed = run(one.command, one.typed, tmp_path)
            assert code == one.code, f"{one.command}\n{printed}"
            if one.printed:
                assert missing(one.printed, printed.splitlines()) == [], f"{one.command}\n{printed}"


def test_the_gallery_is_what_the_program_prints_now() -> None:
    """Whoever changes an explanation writes the gallery anew, `python docs/gallery/write.py`, and reads it."""
    writer = runpy.run_path(str(DOCS / "gallery" / "write.py"))
    assert (DOCS / "gallery" / "gallery.md").read_text("utf-8") == writer["text"]()
    for picture in re.findall(r"\]\((\w+\.png)\)", writer["PICTURES"]):
        assert (DOCS / "gallery" / picture).read_bytes().startswith(b"\x89PNG")


def test_the_readme_shows_a_why_and_a_how() -> None:
    """The first screen holds what the program is not, and its transcript asks why and how."""
    readme = (ROOT / "README.md").read_text("utf-8")
    session = next(block for block in blocks(readme) if block.info == "console")
    assert "> why" in session.lines
    assert any(line.startswith("> how ") for line in session.lines)
    assert readme.index("not medical advice") < readme.index("```")


@pytest.mark.parametrize("command", [INSTALL, TEST])
def test_the_readme_gives_both_commands_on_lines_of_their_own(command: str) -> None:
    """What a newcomer copies, and what continuous integration takes from the README, is exactly this line."""
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [line for block in blocks(readme) for line in block.lines].count(command) == 1
    assert readme.splitlines().count(command) == 1


def test_the_rule_in_the_readme_is_one_of_the_shipped_rules(tmp_path: Path) -> None:
    """The rule that the README shows says what the pack says."""
    readme = (ROOT / "README.md").read_text("utf-8")
    text = next(block.text for block in blocks(readme) if block.info == "yaml")
    (tmp_path / "rule.yaml").write_text(text, "utf-8")
    problems: list[Problem] = []
    (placed,) = records(Rule, read_document(tmp_path / "rule.yaml"), problems)
    assert problems == []
    packs = (shipped(), load_pack(shipped_pack("muscle-contraction")))
    rules = {rule.id: rule for pack in packs for rule in pack.rules}
    assert placed.record == rules[placed.record.id]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_a_page_names_exists(page: Path) -> None:
    """No text names a command or an option that the program does not have."""
    text = page.read_text("utf-8")
    spans = re.findall(r"`(triage [^`\n]+)`", text)
    lines = [line.removeprefix("$ ") for block in blocks(text) for line in block.lines]
    for line in (*spans, *(line for line in lines if line.startswith("triage "))):
        name, *words = shlex.split(line.partition(" | ")[0])[1:]
        command = cli.commands if name.startswith("-") else cli.commands.commands.get(name)
        assert isinstance(command, click.Command), line
        known = {option for parameter in command.params for option in parameter.opts} | {"-h", "--help"}
        assert {word for word in (name, *words) if word.startswith("--")} <= known, line


def test_the_example_pack_loads_and_its_case_concludes_what_the_text_says(tmp_path: Path) -> None:
    """The pack that authors start from has no problem; its case gives what it expects, and only as a possibility."""
    first = {block.file: block for block in reversed([*blocks(AUTHORS)]) if block.file}
    for block in first.values():
        write(block, tmp_path)
    pack = load_pack(tmp_path / "thirsty-plant")
    case = read_case(str(tmp_path / "thirsty-plant/cases/holidays.yaml"), lambda _: pack)
    trace = infer(pack, case.answers)
    fired = [firing.rule.id for firing in trace.firings]
    assert case.expectation.conclude == (find_statement(pack, "limp-leaves is present"),)
    assert [trace.fact[statement].strength for statement in case.expectation.conclude] == [Strength.POSSIBLE]
    assert case.expectation.before == (tuple(fired),)


def test_no_model_of_a_file_is_forgotten() -> None:
    """Whoever adds a kind of record is told to describe its keys."""
    assert {model for model in Record.__subclasses__() if model.__module__.startswith("triage.")} == {*KEYED}


@pytest.mark.parametrize("model", KEYED, ids=lambda model: model.__name__)
def test_every_key_of_a_pack_or_case_is_described_for_authors(model: type[Record]) -> None:
    """No key can be written in a file that pack-format.md does not describe."""
    keys = {field.alias or name for name, field in model.model_fields.items()}
    tables = {"questions", "sources", "nuances", "concepts", "rules", "coverage"} if model is Header else set()
    assert {key for key in keys - tables if f"`{key}`" not in REFERENCE} == set()


def test_every_code_in_the_table_is_one_that_the_program_gives() -> None:
    """The table of codes holds none that nothing produces."""
    table = REFERENCE.split("| code | what it means |")[1].split("\n\n")[0]
    codes = {code for row in table.splitlines() for code in re.findall(r"`([a-z-]+)`", row.partition(" | ")[0])}
    source = "".join(path.read_text("utf-8") for path in (ROOT / "triage").rglob("*.py"))
    assert len(codes) > 10
    assert {code for code in codes if f'"{code}"' not in source} == set()


def test_every_code_that_a_bad_pack_shows_is_explained_to_authors() -> None:
    """Whatever `triage check` can report stands in one of the two tables of codes."""
    rows = re.findall(r"^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \|", REFERENCE, re.MULTILINE)
    explained = {code for row in rows for code in re.findall(r"`([a-z-]+)`", row)}
    shown_codes = {path.name.partition("--")[0] for path in (ROOT / "tests" / "bad_packs").iterdir()} - {"base"}
    assert shown_codes - explained == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    """A relative link resolves inside the project, and what stands after # is a heading there."""
    for target, heading in re.findall(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", page.read_text("utf-8")):
        path = (page.parent / target).resolve() if target else page
        assert path.is_file(), target
        assert path.is_relative_to(ROOT)
        headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE) if heading else []
        assert not heading or heading in {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}


def test_the_code_refers_only_to_pages_that_exist() -> None:
    """A docstring that sends its reader to docs/ sends them to a page that is there."""
    named = {
        name
        for path in (*(ROOT / "triage").rglob("*.py"), ROOT / "pyproject.toml")
        for name in re.findall(r"docs/[\w/.-]*\w\.md", path.read_text("utf-8"))
    }
    assert {name for name in named if not (ROOT / name).is_file()} == set()


def test_the_glossary_holds_exactly_the_words_of_the_project() -> None:
    """Each word stands in the glossary once, and no other word does."""
    words = re.findall(r"^\| \*\*(.+?)\*\* \|", (DOCS / "glossary.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(words) == sorted(word.strip() for word in GLOSSARY.split(","))


def test_the_architecture_lists_the_layers_of_the_contract() -> None:
    """The layers in architecture.md are those in pyproject.toml, in that order, and each has its line, and so has each
    module of a package, and nothing else. The decision counts as many."""
    text = (DOCS / "architecture.md").read_text("utf-8")
    contracts = project()["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract.get("containers") == ["triage"])
    assert list(next(block.lines for block in blocks(text) if block.info == "layers")) == layers
    (decision,) = (DOCS / "decisions").glob("0009-*.md")
    assert f"{len(layers)} layers" in decision.read_text("utf-8")
    at_the_top = [name for layer in layers for name in layer.split(" | ")]
    described = re.findall(r"^\| `([\w.]+)/?` \|", text, re.MULTILINE)
    assert described[: len(at_the_top)] == at_the_top
    parts = (path.relative_to(ROOT / "triage").with_suffix("").parts for path in (ROOT / "triage").rglob("*.py"))
    modules = [".".join(part) for part in parts if len(part) > 1 and part[-1] != "__init__"]
    assert sorted(described[len(at_the_top) :]) == sorted(modules)


def test_every_dependency_has_its_reason() -> None:
    """Each dependency in pyproject.toml is named in a decision record, and the tables name no other."""
    text = "".join(path.read_text("utf-8") for path in sorted((DOCS / "decisions").glob("*.md")))
    (record,) = (DOCS / "decisions").glob("0007-*.md")
    tabled = re.findall(r"^\| ([\w.-]+) \|", record.read_text("utf-8"), re.MULTILINE)
    wanted = project()["project"]
    used = [*wanted["dependencies"], *(one for extra in wanted["optional-dependencies"].values() for one in extra)]
    names = {plainly(re.match(r"[\w.-]+", requirement)[0]) for requirement in used}
    assert {plainly(name) for name in tabled} == names
    assert {name for name in project()["build-system"]["requires"] if name not in text} == set()


BROUGHT = {"markupsafe": "jinja2", "pydantic_core": "pydantic"}  # parts of what brings them, under names of their own


def test_each_dependency_is_imported_behind_its_wall() -> None:
    """The modules that the table names for a package are those that import it, and no package is without a row."""
    (record,) = (DOCS / "decisions").glob("0007-*.md")
    rows = re.findall(r"^\| ([\w.-]+) \| .* \| .* \| (.*`.*) \|$", record.read_text("utf-8"), re.MULTILINE)
    walls = {name.partition(".")[0].replace("-", "_"): set(re.findall(r"`([a-z_.]+)`", wall)) for name, wall in rows}
    del walls["graphviz_pure"]  # a program, which is run
    importing: dict[str, set[str]] = {}
    for path in (ROOT / "triage").rglob("*.py"):
        for name in imported(path) - sys.stdlib_module_names - {"triage"}:
            module = ".".join(path.relative_to(ROOT / "triage").with_suffix("").parts)
            importing.setdefault(BROUGHT.get(name, name), set()).add(module)
    assert importing == walls


def imported(path: Path) -> set[str]:
    """Return the packages that a module imports, early or late."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(one.name.partition(".")[0] for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_claims_to_know_what_somebody_has(page: Path) -> None:
    """The one thing that is ever said of diagnosing is that the program does not do it."""
    text = " ".join(page.read_text("utf-8").lower().split())
    assert text.count("diagnos") == text.count("it does not diagnose")


def test_the_comparison_can_fail() -> None:
    """`...` stands for any lines, and for nothing else: order, wording, the beginning and the end all count."""
    printed = ["one", "two", "three", "two"]
    assert missing(["one", "...", "three", "two"], printed) == []
    assert missing(["...", "two", "..."], printed) == []
    for wrong in (
        ["two", "..."],
        ["one", "..", "..."],
        ["...", "three"],
        ["...", "three", "...", "one"],
        ["one", "two"],
    ):
        assert missing(wrong, printed) != []
