"""The group of all commands, and those two that hold an interview and explain a case: what is asked for is read, done
and written to standard output, or to the file that was named.
"""

from __future__ import annotations

import shlex
from functools import reduce
from pathlib import Path
from typing import get_args

import click

from triage import __version__
from triage.answers.case import STANDARD_INPUT, UNTITLED, read_to_go_on
from triage.commands.arguments import (
    NAME,
    NEW_FILE,
    OUT,
    cases_named,
    dialogue_for,
    finder,
    fitting,
    hand_over,
    one_format,
    own_pack,
    pack_named,
    spared,
)
from triage.commands.explained import explained
from triage.engine.inference import Matching
from triage.errors import UsageError
from triage.explain.explanation import VERBS, Asked, Detail
from triage.files import may_be_written
from triage.output import Page, standard_output
from triage.pack.loading import DEFAULT_PACK, find_pack
from triage.render.formats import FORMATS

SUMMARY = 300  # so many characters of what a command does stand in the list of commands: a sentence


class _Commands(click.Group):
    """Commands of which `ask` is the one that is meant when none is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        unnamed = not args or (args[0].startswith("-") and args[0] not in ("-h", "--help", "--version"))
        if unnamed and not ctx.resilient_parsing:  # while a shell completes the line, the command is still to be typed
            args = ["ask", *args]
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each command with its whole first sentence: click cuts it to what fits into a line."""
        commands = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        with formatter.section("Commands"):
            formatter.write_dl([(name, one.get_short_help_str(SUMMARY)) for name, one in commands if one])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="triage")
def commands() -> None:
    """A rule-based educational triage assistant: it asks, lets rules fire, and shows which fired and why.

    For learning, not medical advice. Without a command it starts the interview: the same as 'triage ask'.
    'triage COMMAND --help' tells more about one.
    """


@commands.command()
@click.option(
    "--pack", type=NAME, help=f"A rule pack: its id or its folder.  [default: that of FILE, or {DEFAULT_PACK}]"
)
@click.option("--answers", type=NAME, metavar="FILE", help="A case file whose answers are taken up; the rest is asked.")
@click.option("--save", type=NEW_FILE, help="Keep the answers in this case file, after each one.")
@click.option("--plain", is_flag=True, help="Ask over plain lines, as through a pipe.")
def ask(pack: str | None, answers: str | None, save: Path | None, plain: bool) -> None:
    """Ask questions at the terminal and show which rules fire and why.

    \b
    Examples:
      triage ask --save mine.yaml
      triage ask --answers mine.yaml
    """
    from triage.conversation.files import SAVED_TITLE, Files
    from triage.conversation.interview import converse
    from triage.interview.beginning import begin
    from triage.interview.session import Session

    taken = save if save and save.is_file() and save.stat().st_size else None
    if taken and (not answers or taken.resolve() != Path(answers).resolve()):
        raise UsageError(f"'{save}' is there already: name another file, or, if it holds answers, '--answers {save}'")
    wanted = pack_named(pack) if pack or not answers else None  # without one, that of the answers
    if save:
        may_be_written(save)
    title = SAVED_TITLE
    if answers:
        case, lacking = read_to_go_on(answers, finder(pack, answers))
        case = fitting(wanted or case.pack, case, answers)
        lost = "a test result without its range" if lacking else case.not_kept
        if taken and lost:
            raise UsageError(f"'{save}' holds {lost}, which would be lost there: keep the answers in another file")
        start = begin(case.pack, case.settled, case.supposed, case.measured, case.person, case.typed, case.also)
        start = reduce(Session.note, lacking, start)
        pack = pack or own_pack(case.pack.id, answers)
        title = title if case.title == UNTITLED else case.title
    else:
        start = begin(pack_named(pack))
    command = f"triage ask --pack {shlex.quote(pack)}" if pack else "triage ask"
    click.get_current_context().exit(converse(start, dialogue_for(plain), Files(save, command, title)))


@commands.command()
@click.argument("cases", type=NAME, nargs=-1, required=True, metavar="CASE...")
@click.option("--pack", type=NAME, help="Use this rule pack (a folder or an id) for cases that name its id.")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Short for --format json.")
@click.option("--how", multiple=True, metavar="STATEMENT", help="Only how this came about: every proof.")
@click.option("--why-not", multiple=True, metavar="STATEMENT", help="Only why this did not come about.")
@click.option("--needed", multiple=True, metavar="STATEMENT", help="Only which answers would bring this about.")
@click.option("--what-if", multiple=True, metavar="C=V", help="Only what another answer would change.")
@click.option("--undo", multiple=True, metavar="STATEMENT", help="Only which other answers would undo this.")
@click.option("--contrast", nargs=2, multiple=True, metavar="A B", help="Only why cause A stands before B, or after.")
@click.option("--out", type=OUT, help="Write the result to this file; `-` is the standard output.")
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

    \b
    Examples:
      triage explain mine.yaml --detail brief
      triage explain mine.yaml --how "NAME is VALUE"
      triage explain mine.yaml --format html --out page.html
    """
    format_ = one_format(format_, as_json)
    if cases.count(STANDARD_INPUT) > 1:
        raise UsageError("standard input can be read only once: name '-' once")
    spared([out] if out else [], cases)
    page = Page() if out else standard_output()
    if pack:
        find_pack(pack)  # a wrong name on the command line is told as such, not as a mistake in the case
    questions = [Asked(verb, words) for verb in VERBS for words in verbs.get(verb.replace("-", "_"), ())]
    questions += [Asked("contrast", f"{one}; {other}") for one, other in contrast]
    text = explained(cases_named(cases, pack), format_, questions, detail, matching, page)
    hand_over(text, out)
