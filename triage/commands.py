"""The commands: what is asked for is read, done and written to standard output, or to the file that was named."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, get_args

import click

from triage import __version__, phrases
from triage.case import Case, read_case
from triage.engine import Matching, infer
from triage.errors import CaseError, DocumentError, Problem, UsageError
from triage.model import Kind, RulePack
from triage.names import find_statement
from triage.output import Page, capable_terminal, standard_output, write_file
from triage.pack import DEFAULT_PACK, find_pack, shipped_pack
from triage.pack_cache import cache_folder, cached_pack
from triage.printed import FORMATS, MERMAID_LIMIT, PICTURES, drawn, explained
from triage.tree import VERBS, Asked, Detail

if TYPE_CHECKING:
    from triage.dialogue import Dialogue
    from triage.render.handout_page import Audience

CHECK_FORMATS = ("text", "json")
NO_KEYS: Mapping[str, str] = MappingProxyType({})
CLICKER: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("right", "pagedown", "space", "n"), "next"),
        **dict.fromkeys(("left", "pageup", "p"), "back"),
        "home": "start",
        "end": "end",
        "r": "reveal",
    }
)


class _Commands(click.Group):
    """Commands of which `ask` is the one that is meant when none is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0].startswith("-") and args[0] not in ("-h", "--help", "--version")):
            args = ["ask", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="triage")
def commands() -> None:
    """A rule-based educational triage assistant: it asks, lets rules fire, and shows which fired and why.

    For learning, not medical advice. Without a command it starts the interview: the same as 'triage ask'.
    """


@commands.command()
@click.option("--pack", default=DEFAULT_PACK, show_default=True, help="A rule pack: its id or its folder.")
@click.option("--answers", metavar="FILE", help="A case file whose answers are taken up; the rest is asked.")
@click.option("--save", type=click.Path(path_type=Path), help="Keep the answers in this case file, after each one.")
@click.option("--plain", is_flag=True, help="Ask over plain lines, as through a pipe.")
def ask(pack: str, answers: str | None, save: Path | None, plain: bool) -> None:
    """Ask questions at the terminal and show which rules fire and why."""
    from triage.conversation import converse
    from triage.interview import begin

    if save and save.is_file() and save.stat().st_size and (not answers or save.resolve() != Path(answers).resolve()):
        raise UsageError(f"'{save}' is there already: go on with it by '--answers {save}', or name another file")
    rules = _pack(pack)
    start = begin(rules)
    if answers:
        case = read_case(answers, _finder(pack))
        if case.pack != rules:
            raise UsageError(f"'{answers}' holds answers for the pack '{case.pack.id}', not for '{rules.id}'")
        start = begin(rules, case.said, case.supposed, case.measured, case.person)
    command = "triage ask" if pack == DEFAULT_PACK else f"triage ask --pack {shlex.quote(pack)}"
    click.get_current_context().exit(converse(start, _dialogue(plain), save, command))


def _dialogue(plain: bool, clicker: Mapping[str, str] = NO_KEYS) -> Dialogue:
    """Return the dialogue that fits where the program runs. prompt_toolkit is imported only for a real terminal."""
    if plain or not capable_terminal():
        from triage.plain import PlainDialogue

        return PlainDialogue()
    from triage.terminal import TerminalDialogue

    return TerminalDialogue(clicker=clicker)


@commands.command()
@click.argument("cases", nargs=-1, required=True, metavar="CASE...")
@click.option("--pack", help="Use this rule pack (a folder or an id) for cases that name its id.")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Short for --format json.")
@click.option("--how", multiple=True, metavar="STATEMENT", help="Only how this came about: every proof.")
@click.option("--why-not", multiple=True, metavar="STATEMENT", help="Only why this did not come about.")
@click.option("--needed", multiple=True, metavar="STATEMENT", help="Only which answers would bring this about.")
@click.option("--what-if", multiple=True, metavar="C=V", help="Only what another answer would change.")
@click.option("--undo", multiple=True, metavar="STATEMENT", help="Only which other answers would undo this.")
@click.option("--contrast", nargs=2, multiple=True, metavar="A B", help="Only why cause A stands before B, or after.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the result to this file.")
@click.option(
    "--detail", type=click.Choice(get_args(Detail)), default="full", show_default=True, help="How much to say."
)
@click.option("--matching", type=click.Choice(["indexed", "rete"]), default="indexed", help="Which matcher to run.")
def explain(
    cases: tuple[str, ...],
    pack: str | None,
    format_: str,
    as_json: bool,
    contrast: tuple[tuple[str, str], ...],
    out: Path | None,
    detail: Detail,
    matching: Matching,
    **verbs: tuple[str, ...],
) -> None:
    """Run CASE files without questions and show what fired and why. `-` reads a case from standard input.

    --how, --why-not, --needed, --what-if, --undo and --contrast show the answers to these questions alone; each may be
    repeated.
    """
    page = Page() if out else standard_output()
    if pack:
        find_pack(pack)  # a wrong name on the command line is told as such, not as a mistake in the case
    format_ = "json" if as_json else format_
    questions = [Asked(verb, words) for verb in VERBS for words in verbs.get(verb.replace("-", "_"), ())]
    questions += [Asked("contrast", f"{one}; {other}") for one, other in contrast]
    text = explained(_cases(cases, pack), format_, questions, detail, matching, page)
    _hand_over(text, out)


def _hand_over(text: str, out: Path | None) -> None:
    if out:
        write_file(out, text)
    else:
        click.echo(text, nl=False)


@commands.command()
@click.argument("case_name", metavar="CASE")
@click.option("--pack", help="Use this rule pack (a folder or an id) if the case names its id.")
@click.option("--compare", metavar="CASE", help="A second case, to be seen beside the first where they part.")
@click.option("--predict", is_flag=True, help="Ask the class before each step.")
@click.option("--plain", is_flag=True, help="Over plain lines, as through a pipe.")
@click.option("--html", type=click.Path(path_type=Path), help="Write the lesson as one offline page instead.")
@click.option(
    "--handout",
    nargs=2,
    type=(click.Choice(["pupil", "teacher", "rules"]), click.Path(path_type=Path)),
    multiple=True,
    metavar="SHEET FILE",
    help="Write a sheet to print: pupil, teacher or rules. May be repeated.",
)
@click.option("--json", "json_", type=click.Path(path_type=Path), help="Write the recorded steps as JSON instead.")
def teach(
    case_name: str,
    pack: str | None,
    compare: str | None,
    predict: bool,
    plain: bool,
    html: Path | None,
    json_: Path | None,
    handout: tuple[tuple[Audience, Path], ...],
) -> None:
    """Step through a run of CASE in front of a class: forward, back, with predictions, or as a page."""
    from triage.lesson import lesson

    cases = _cases([case_name, *([compare] if compare else [])], pack)
    runs = [infer(case.pack, case.answers, case.supposed, measured=case.measured) for case in cases]
    first, *others = (lesson(run, case.title) for run, case in zip(runs, cases, strict=True))
    other = others[0] if others else None
    if html:
        from triage.graph import trace_graph
        from triage.render.lesson_page import render_page

        write_file(html, render_page(first, trace_graph(runs[0], first.title), other))
    if json_:
        from triage.render.lesson_json import render_lesson

        write_file(json_, render_lesson(first))
    for audience, path in handout:
        from triage.handout import handout as sheets
        from triage.render.handout_page import render_handout

        write_file(path, render_handout(sheets(runs[0], first.title), audience))
    if not html and not json_ and not handout:
        from triage.teaching import teach as held

        click.get_current_context().exit(held(first, _dialogue(plain, CLICKER), other, predict))


@commands.command()
@click.argument("pack", default=DEFAULT_PACK)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="The same seed, the same quiz.")
@click.option("--questions", type=click.IntRange(1, 100), default=8, show_default=True, help="How many.")
@click.option("--plain", is_flag=True, help="Over plain lines, as through a pipe.")
@click.option("--html", type=click.Path(path_type=Path), help="Write the quiz as one offline page instead.")
def quiz(pack: str, seed: int, questions: int, plain: bool, html: Path | None) -> None:
    """Ask a quiz from the rules of PACK (an id or a folder); each answer is met with the true explanation."""
    from triage.quiz import quiz as made
    from triage.report import identity

    rules = _pack(pack)
    items = made(rules, seed, questions)
    if html:
        from triage.render.quiz_page import render_quiz

        write_file(html, render_quiz(items, rules.title, identity(rules), seed))
        return
    from triage.quizzing import ask as asked

    heading = (f"Quiz: {rules.title}", f"Rule pack: {identity(rules)}, seed {seed}", phrases.NOTICE)
    click.get_current_context().exit(asked(items, _dialogue(plain), heading))


@commands.command()
@click.argument("pack", default=DEFAULT_PACK)
@click.option("--format", "format_", type=click.Choice(PICTURES), default="mermaid", show_default=True)
@click.option("--about", metavar="STATEMENT", help="Only what leads to or from this.")
@click.option("--kind", type=click.Choice(get_args(Kind)), help="Only the rules of the article, or of the supplement.")
@click.option("--case", "case_", metavar="CASE", help="Show which rules fire in this case, and which do not.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the picture to this file.")
def graph(pack: str, format_: str, about: str | None, kind: Kind | None, case_: str | None, out: Path | None) -> None:
    """Draw the rules of PACK (an id or a folder), from causes to findings."""
    from triage.graph import pack_graph

    rules, trace = _pack(pack), None
    if case_:
        (case,) = _cases([case_], pack)
        if case.pack != rules:
            raise UsageError(f"'{case_}' holds answers for the pack '{case.pack.id}', not for '{rules.id}'")
        trace = infer(case.pack, case.answers, case.supposed, measured=case.measured)
    picture = pack_graph(rules, trace, find_statement(rules, about) if about else None, kind)
    text = drawn(picture, format_)
    if format_ == "mermaid" and len(text) > MERMAID_LIMIT:
        click.echo(phrases.too_much_for_mermaid(len(text), MERMAID_LIMIT), err=True)
    _hand_over(text, out)


@commands.command()
@click.argument("packs", nargs=-1, metavar="[PACK]...")
@click.option("--format", "format_", type=click.Choice(CHECK_FORMATS), default="text", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Short for --format json.")
@click.option("--new", metavar="FOLDER", type=click.Path(path_type=Path), help="Write a small pack to start from.")
def check(packs: tuple[str, ...], format_: str, as_json: bool, new: Path | None) -> None:
    """Verify each PACK, an id or a folder, and run its cases: every problem with file, line and a hint.

    Without a PACK it is the one that came with the program. Exit code 3 if anything is found.
    """
    if new:
        from triage.starter import write_starter

        if packs:
            raise UsageError("--new writes a pack and checks none: leave the PACK out")
        written = write_starter(new)
        click.echo(f"A small pack is in {new}: {', '.join(written)}.\nCheck it: triage check {shlex.quote(str(new))}")
        return
    from triage.check import check as checked
    from triage.render.checked import checked_json, checked_text

    found = [checked(_shown(find_pack(name))) for name in packs or (DEFAULT_PACK,)]
    json = as_json or format_ == "json"
    click.echo(checked_json(found) if json else checked_text(found, standard_output()), nl=False)
    click.get_current_context().exit(3 if any(one.problems for one in found) else 0)


def _shown(folder: Path) -> Path:
    """Return the folder as seen from here if it lies below, so that its files are told in few words."""
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_absolute() and folder.is_relative_to(here) else folder


def _cases(names: Sequence[str], pack: str | None) -> list[Case]:
    """Return every case, or raise the problems of all of them together."""
    cases, problems = list[Case](), list[Problem]()
    finder = _finder(pack)
    for name in names:
        try:
            cases.append(read_case(name, finder))
        except DocumentError as error:
            problems.extend(error.problems)
    if problems:
        raise CaseError(problems)
    return cases


def _finder(given: str | None) -> Callable[[str], RulePack]:
    """Return what finds the pack a case names: the one given on the command line if its id fits, or a shipped one."""

    def find(name: str) -> RulePack:
        if given and _pack(given).id == name:
            return _pack(given)
        return _shipped(name)

    return find


@lru_cache
def _pack(name: str) -> RulePack:
    return cached_pack(find_pack(name), cache_folder())


@lru_cache
def _shipped(name: str) -> RulePack:
    return cached_pack(shipped_pack(name), cache_folder())
