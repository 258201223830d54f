"""The commands about a rule pack: a picture of its rules, what a case may name, and all that is wrong with it."""

from __future__ import annotations

import os
import shlex
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import get_args

import click

from triage import phrases
from triage.answers.case_line import WrongLine, read_line
from triage.commands.arguments import (
    NAME,
    NEW_FILE,
    OUT,
    cases_named,
    finder,
    fitting,
    hand_over,
    one_format,
    pack_named,
    spared,
)
from triage.engine.given import given_in
from triage.errors import UnknownName, UsageError, did_you_mean, echoed
from triage.model import PRESENT, Concept, Kind, RulePack
from triage.names import find_concept, find_statement
from triage.output import standard_output, wrapped
from triage.pack.folder import WAIVERS, files_of, is_of_a_pack, looks_like_a_pack
from triage.pack.loading import DEFAULT_PACK, default_pack, find_pack, packs_in
from triage.render.formats import PICTURES, drawn

TEXT_FORMATS = ("text", "json")


@click.command()
@click.argument("pack", type=NAME, required=False)
@click.option("--format", "format_", type=click.Choice(PICTURES), default="mermaid", show_default=True)
@click.option("--about", metavar="STATEMENT", help="Only what leads to or from this.")
@click.option("--kind", type=click.Choice(get_args(Kind)), help="Only the rules of the article, or of the supplement.")
@click.option(
    "--case", "case_", type=NAME, metavar="CASE", help="Show which rules fire in this case, and which do not."
)
@click.option("--fired", is_flag=True, help="Of a case, only the rules that fire.")
@click.option("--out", type=OUT, help="Write the picture to this file; `-` is the standard output.")
def graph(
    pack: str | None,
    format_: str,
    about: str | None,
    kind: Kind | None,
    case_: str | None,
    fired: bool,
    out: Path | None,
) -> None:
    """Draw the rules of PACK (an id or a folder), from causes to urgency. Without one it is that of CASE, or
    muscle-spasms.

    \b
    Examples:
      triage graph --about "NAME is VALUE"
      triage graph --case mine.yaml --fired --format svg --out picture.svg
    """
    from triage.render.mermaid import too_much
    from triage.report.graph import pack_graph

    if fired and not case_:
        raise UsageError("--fired draws what fires in a case: name one with --case")
    spared([out] if out else [], [case_] if case_ else [])
    trace, shown = None, ""
    if case_:
        (case,) = cases_named([case_], pack, "FOLDER, as in 'triage graph FOLDER --case CASE'")
        rules = pack_named(pack) if pack else case.pack
        trace, shown = given_in(fitting(rules, case, case_)).trace, f", in the case '{case.title}'"
    else:
        rules = pack_named(pack)
    picture = pack_graph(rules, trace, find_statement(rules, about) if about else None, kind, fired)
    picture = replace(picture, title=f"{picture.title}{shown}")
    text = drawn(picture, format_)
    if format_ == "mermaid" and (over := too_much(picture)):
        click.echo(phrases.too_much_for_mermaid(over), err=True)
    hand_over(text, out)


@click.command()
@click.argument("words", nargs=-1, metavar="[WORD]...")
@click.option("--pack", type=NAME, help=f"A rule pack: its id or its folder.  [default: {DEFAULT_PACK}]")
@click.option("--format", "format_", type=click.Choice(TEXT_FORMATS), default="text", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Short for --format json.")
def concepts(words: tuple[str, ...], pack: str | None, format_: str, as_json: bool) -> None:
    """List the concepts that a case file may name; with WORD those that have it in a name, and all their names.

    Several words have to stand in one name. A name may be the id, the label or any other that is listed.

    \b
    Examples:
      triage concepts
      triage concepts calf pain
    """
    from triage.names.looked_up import having
    from triage.render.concepts import concepts_json, concepts_text

    format_ = one_format(format_, as_json)
    rules = pack_named(pack)
    found = having(rules, words) or _called(rules, " ".join(words))
    text = (
        concepts_json(rules, found)
        if format_ == "json"
        else concepts_text(rules, found, bool(words), standard_output())
    )
    click.echo(text, nl=False)


@click.command()
@click.argument("packs", type=NAME, nargs=-1, metavar="[PACK]...")
@click.option("--format", "format_", type=click.Choice(TEXT_FORMATS), default="text", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Short for --format json.")
@click.option("--pack", type=NAME, help="Where a case is named: the rule pack (a folder or an id) that it is for.")
@click.option("--new", metavar="FOLDER", type=NEW_FILE, help="Write a small pack to start from.")
def check(packs: tuple[str, ...], pack: str | None, format_: str, as_json: bool, new: Path | None) -> None:
    """Verify each PACK, an id or a folder, and run its cases: every problem with file, line and a hint.

    Without a PACK it is muscle-spasms. The file of a case may be named too, and is held to what it expects. Exit code 3
    if anything is found.

    \b
    Examples:
      triage check --new garden
      triage check garden
      triage check mine.yaml
    """
    format_ = one_format(format_, as_json)
    if new:
        from triage.pack.starter import write_starter

        if packs:
            raise UsageError("--new writes a pack and checks none: leave the PACK out")
        written = write_starter(new)
        page = standard_output()
        click.echo("\n".join(wrapped(f"A small pack is in {new}: {', '.join(written)}.", page.width)))
        click.echo(f"Check it: triage check {shlex.quote(str(new))}")
        return
    from triage.check.check import check as checked
    from triage.check.check import check_case
    from triage.render.check_result import checked_json, checked_text

    for name in packs:
        _refuse_part(name)
    found = [
        check_case(name, finder(pack, name)) if _is_case(name) else checked(_shown(find_pack(name))) for name in packs
    ] or [checked(_shown(default_pack()))]
    click.echo(checked_json(found) if format_ == "json" else checked_text(found, standard_output()), nl=False)
    click.get_current_context().exit(3 if any(one.problems for one in found) else 0)


def _called(pack: RulePack, words: str) -> tuple[Concept, ...]:
    """Return the concept that these words stand for in a case file. Raises UsageError where they stand for none."""
    with suppress(WrongLine):
        return (pack.concept[read_line(pack, words, PRESENT).concept],)
    try:
        return (find_concept(pack, words),)
    except UnknownName as error:
        meant = did_you_mean(error.near, "; ", error.more)
        raise UsageError(f"no concept of {pack.id} has {echoed(words)} in a name{meant}") from None


def _refuse_part(name: str) -> None:
    """Raise UsageError for a file that is a part of a pack and no case, and for a folder in which packs stand."""
    path = Path(name)
    if is_of_a_pack(path.absolute()):
        folder = next(one for one in path.absolute().parents if os.path.isfile(one / "pack.yaml"))
        parts = (folder / WAIVERS, *(one for files in files_of(folder).values() for one in files))
        if path.absolute() in parts:
            hint = f"check all of it: triage check {shlex.quote(str(_shown(folder)))}"
            raise UsageError(f"'{name}' is a part of a rule pack", hint)
    if path.is_dir() and not looks_like_a_pack(path) and (packs := packs_in(path)):
        each = " ".join(shlex.quote(str(one)) for one in packs.values())
        raise UsageError(f"'{name}' is no rule pack, and packs stand in it", f"check them: triage check {each}")


def _is_case(name: str) -> bool:
    """Return whether a name means the file of a case: one that is there, or is called like one."""
    return os.path.isfile(name) or (name.endswith((".yaml", ".yml")) and not os.path.isdir(name))


def _shown(folder: Path) -> Path:
    """Return the folder as seen from here if it lies below, so that its files are told in few words."""
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_absolute() and folder.is_relative_to(here) else folder
