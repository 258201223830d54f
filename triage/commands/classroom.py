"""The commands for a classroom: a lesson, its page and sheets, and a quiz."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from triage import phrases
from triage.commands.arguments import NAME, NEW_FILE, cases_named, dialogue_for, fitting, pack_named, spared
from triage.engine.given import given_in
from triage.errors import UsageError
from triage.files import write_file

if TYPE_CHECKING:
    from triage.lesson.lesson import Lesson
    from triage.render.handout_page import Audience
    from triage.trace import Trace


@click.command()
@click.argument("case_name", type=NAME, metavar="CASE")
@click.option("--pack", type=NAME, help="Use this rule pack (a folder or an id) if the case names its id.")
@click.option(
    "--compare", type=NAME, metavar="CASE", help="A second case, to be seen beside the first where they part."
)
@click.option("--predict", is_flag=True, help="Ask the class before each step, at the terminal or on the page.")
@click.option("--plain", is_flag=True, help="Over plain lines, as through a pipe.")
@click.option("--html", type=NEW_FILE, help="Write the lesson as one offline page instead.")
@click.option(
    "--handout",
    nargs=2,
    type=(click.Choice(["pupil", "teacher", "rules"]), NEW_FILE),
    multiple=True,
    metavar="SHEET FILE",
    help="Write a sheet to print: pupil, teacher or rules. May be repeated.",
)
@click.option("--json", "json_", type=NEW_FILE, help="Write the recorded steps as JSON instead.")
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
    from triage.lesson.lesson import lesson

    if (json_ or handout) and not html:
        for option, is_there in (("--predict", predict), ("--compare", compare)):
            if is_there:
                raise UsageError(f"{option} is for a lesson at the terminal or, with --html, on a page")
    names = [case_name, *([compare] if compare else [])]
    spared([one for one in (html, json_, *(path for _, path in handout)) if one], names)
    read = cases_named(names, pack)
    cases = [fitting(read[0].pack, case, name) for case, name in zip(read, names, strict=True)]
    runs = [given_in(case).trace for case in cases]
    first, *others = (lesson(run, case.title, case.person) for run, case in zip(runs, cases, strict=True))
    other = others[0] if others else None
    if html:
        _write_page(html, runs[0], first, other, predict)
    if json_:
        from triage.render.lesson_json import render_lesson

        write_file(json_, render_lesson(first))
    for audience, path in handout:
        from triage.lesson.handout import handout as sheets
        from triage.render.handout_page import render_handout

        write_file(path, render_handout(sheets(runs[0], first.title), audience))
    if not html and not json_ and not handout:
        from triage.conversation.lesson import CLICKER
        from triage.conversation.lesson import teach as held

        click.get_current_context().exit(held(first, dialogue_for(plain, CLICKER), other, predict))


def _write_page(path: Path, run: Trace, first: Lesson, other: Lesson | None, predict: bool) -> None:
    """Write a lesson about `run` as a page, and say where it could have no pictures."""
    from triage.render.lesson_page import render_page
    from triage.render.lesson_picture import pictures

    drawn = pictures(run, first.title)
    write_file(path, render_page(first, drawn, other, predict))
    if drawn.missing:
        click.echo(f"triage: the page has no pictures: {drawn.missing}", err=True)


@click.command()
@click.argument("pack", type=NAME, required=False)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="The same seed, the same quiz.")
@click.option("--questions", type=click.IntRange(1, 100), default=8, show_default=True, help="How many.")
@click.option("--plain", is_flag=True, help="Over plain lines, as through a pipe.")
@click.option("--html", type=NEW_FILE, help="Write the quiz as one offline page instead.")
def quiz(pack: str | None, seed: int, questions: int, plain: bool, html: Path | None) -> None:
    """Ask a quiz from the rules of PACK (an id or a folder), without one of muscle-spasms; each answer is met with the
    true explanation."""
    from triage.explain.sentences import identity
    from triage.lesson.quiz import RULES_ALONE
    from triage.lesson.quiz import quiz as made

    spared([html] if html else [], [])
    rules = pack_named(pack)
    items = made(rules, seed, questions)
    if not items:
        raise UsageError(
            f"the rules of '{rules.id}' yield no question of a quiz",
            "it takes rules that lead on from one another, and enough of them to choose wrong answers from",
        )
    if html:
        from triage.render.quiz_page import render_quiz

        write_file(html, render_quiz(items, rules.title, identity(rules), seed))
        return
    from triage.conversation.quiz import ask as asked

    heading = (f"Quiz: {rules.title}", f"Rule pack: {identity(rules)}, seed {seed}", phrases.NOTICE, RULES_ALONE)
    click.get_current_context().exit(asked(items, dialogue_for(plain), heading))
