"""What answers the open list in a line that is no answer, since something else in it is asked elsewhere: what is taken.

A session, the open question and what was heard of a line come in; numbers and sentences go out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress

from triage.conversation.at_once import told_at_once
from triage.errors import echoed
from triage.interview.items import DOUBTED, panel_items
from triage.interview.listed import all_names, listed
from triage.interview.panel import levels
from triage.interview.reply import NotAnAnswer
from triage.interview.session import Session
from triage.model import Concept, Question, RulePack


def on_the_list(session: Session, asking: Question | None, concepts: Iterable[Concept]) -> list[str]:
    """Return the numbers of those of `concepts` that stand on the open list."""
    if asking is None or asking.form != "checklist" or session.question != asking:
        return []
    return [str(asking.concepts.index(one.id) + 1) for one in concepts if one.id in asking.concepts]


def left_of(
    session: Session, asking: Question | None, typed: str, left: Sequence[str], listed: Sequence[str], sure: bool
) -> tuple[list[str], str, str]:
    """Return what is said of the parts that are `left` of a line, the numbers of the open list among them, and those
    that are taken: all, as long as all else was heard, nothing is doubted, and it is `sure` what comes next. What is
    `listed` stands on that list too, and would count as no if the numbers were taken without it."""
    if asking and asking.form == "panel" and session.question == asking:
        return _levels_of(session, asking, typed, left, sure)
    last = len(asking.concepts) if asking and asking.form == "checklist" and session.question == asking else 0
    numbers = [one for one in left if one.isdecimal() and len(one) < 4 and 1 <= int(one) <= last]
    others = [one for one in dict.fromkeys(left) if one not in numbers]
    says = [f"Not understood: {' and '.join(map(echoed, others))}."] if others else []
    if not numbers:
        return says, "", ""
    if others or not sure or DOUBTED.search(typed) or "?" in typed:
        alone = " ".join(dict.fromkeys((*numbers, *listed)))
        return [*says, f"Nothing of this line counts yet: type '{alone}' alone."], alone, ""
    taken = " ".join(numbers)
    return [f"Taken: {taken}."], taken, taken


def _levels_of(
    session: Session, asking: Question, typed: str, left: Sequence[str], sure: bool
) -> tuple[list[str], str, str]:
    """Return the same of a panel: of the items of the line those that answer it by themselves."""
    pack = session.pack
    items = []
    for item in panel_items(all_names(pack, asking), typed):
        with suppress(NotAnAnswer):
            levels(pack, asking, item)
            items.append(item)
    taken = [" ".join(re.findall(r"\w+", item)) for item in items]  # as a line has its parts
    others = [one for one in dict.fromkeys(left) if not any(one in item for item in taken)]
    says = [f"Not understood: {' and '.join(map(echoed, others))}."] if others else []
    if not items:
        return says, "", ""
    alone = "; ".join(items)
    if others or not sure or DOUBTED.search(typed):
        return [*says, f"Nothing of this line counts yet: type '{alone}' alone."], alone, ""
    return [f"Taken: {alone}."], alone, alone


def the_one_danger(session: Session, asking: Question | None, concepts: Iterable[Concept]) -> str:
    """Return the number on the open list of the one danger sign that was named there, '' for none or several."""
    here = on_the_list(session, asking, [one for one in concepts if told_at_once(session, one)])
    return here[0] if len(here) == 1 else ""


def the_one_meant(pack: RulePack, question: Question, typed: str) -> str:
    """Return the number on a checklist of the one thing that a line, which is no name on it, comes close to as a whole,
    '' where it comes close to none or to several."""
    if question.form == "checklist":
        try:
            listed(pack, question, typed.strip())
        except NotAnAnswer as error:
            return error.meant
    return ""
