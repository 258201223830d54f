"""One step of a lesson as the lines of one screen: large and calm, the same with colours and without.

A lesson and the number of a step come in, styled lines go out. Before a reveal nothing on the screen gives it away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from triage import phrases
from triage.lesson.lesson import Lesson, parting
from triage.output import Page, Styled, folded

FEW = 4  # so many rules of the agenda, and new facts, stand on a screen; words show all of them
PROMPT_ROWS = 1
OTHER = ("none", "not sure")
KEYS = "next: Enter or ->   back: <-   go: '12 g'   reveal: r   'help' lists all words"


def screen(lesson: Lesson, number: int, page: Page, total: bool = True) -> Iterator[Styled]:
    """Yield the screen of step `number`: 0 is what was given, the last one the result. Where `page` has too few rows
    for all of it, fewer rules wait on it, or fewer conclusions stand there; where that is not enough, below it stands
    once more which step it is, and at the end how urgent it is and what to do. Without `total` it does not say how many
    steps there are."""
    drawn = _start if number == 0 else _scene if number < lesson.last else _end
    shown = FEW
    while shown and not fits(drawn(lesson, number, shown, total), page):
        shown -= 1
    yield from drawn(lesson, number, shown, total)
    if not fits(drawn(lesson, number, shown, total), page):
        yield from _again(lesson, number, total)


def fits(lines: Iterable[Styled], page: Page) -> bool:
    """Return whether lines are all to be seen above the keys and the prompt; where there is no screen to be filled,
    nothing shows that they are not."""
    return not page.height or rows((*lines, Styled(KEYS)), page.width) + PROMPT_ROWS <= page.height


def rows(lines: Iterable[Styled], width: int) -> int:
    """Return how many rows of a screen lines take."""
    return sum(folded(line.text, width).count("\n") + 1 for line in lines)


def heading(lesson: Lesson, number: int, total: bool) -> Iterator[Styled]:
    """Yield which lesson it is and how far it has come."""
    yield Styled(f"{lesson.title}   {_place(lesson, number, total)}", "question")
    yield Styled("")


def _again(lesson: Lesson, number: int, total: bool) -> Iterator[Styled]:
    """Yield what must not be lost above the upper edge."""
    yield Styled("")
    yield Styled(_place(lesson, number, total).capitalize(), "question")
    if number == lesson.last:
        yield from _urgency(lesson)


def _place(lesson: Lesson, number: int, total: bool) -> str:
    return f"step {number} of {lesson.last}" if total else f"step {number}"


def _urgency(lesson: Lesson) -> Iterator[Styled]:
    yield Styled(f"  Urgency in this case: {lesson.result.level}", lesson.result.colour)
    yield Styled(f"  {lesson.result.do}")


def _start(lesson: Lesson, number: int, few: int, total: bool) -> Iterator[Styled]:
    """Yield what was given: all of it, however `few` are asked for."""
    yield from heading(lesson, number, total)
    yield Styled("This is given:", "question")
    yield from (Styled(f"  - {text}") for text in lesson.given or ("nothing",))
    yield Styled("")
    first = phrases.counted(len(lesson.scenes[0].agenda), "rule") if lesson.scenes else "no rule"
    follow = f" {phrases.counted(len(lesson.scenes), 'firing')} will follow." if total else ""
    yield Styled(f"{first} could fire now.{follow}")
    yield Styled(phrases.NOTICE, "notice")
    yield Styled(f"Rule pack: {lesson.pack}")


def _end(lesson: Lesson, number: int, few: int, total: bool) -> Iterator[Styled]:
    """Yield the result with `few` of the statements that came out of it."""
    yield from heading(lesson, number, total)
    yield Styled("No rule is left that could fire. The result:", "question")
    yield from _urgency(lesson)
    yield Styled(f"  {lesson.result.come_back}")
    yield from (Styled(f"  {ground}") for ground in lesson.result.grounds)
    yield Styled("")
    yield from _conclusions(lesson.conclusions, few)
    yield Styled(phrases.NOTICE, "notice")


def _conclusions(all_: Sequence[str], few: int) -> Iterator[Styled]:
    """Yield how many statements came out of a run, and the last `few` of them."""
    shown = all_[max(0, len(all_) - few) :]
    count = phrases.counted(len(all_), "statement") if all_ else "Nothing"
    if len(shown) == len(all_):
        yield Styled(f"{count} came out of it{':' if shown else ' beyond what was given.'}")
    elif shown:
        last = "the last" if len(shown) == 1 else f"the last {len(shown)}"
        yield Styled(f"{count} came out of it ('facts' shows all); {last}:")
    else:
        yield Styled(f"{count} came out of it ('facts' shows all).")
    yield from (Styled(f"  - {text}") for text in shown)


def _scene(lesson: Lesson, number: int, few: int, total: bool) -> Iterator[Styled]:
    """Yield a step with `few` of the rules that wait behind it."""
    scene = lesson.scenes[number - 1]
    fired = scene.fired
    yield from heading(lesson, number, total)
    style = "supplement" if fired.kind == "supplement" else "fired"
    kind = f"  [{phrases.SUPPLEMENT}]" if fired.kind == "supplement" else ""
    yield Styled(f"Rule {fired.rule} fires{kind}", style)
    yield from (Styled(f"  [x] {text}  [{whence}]") for text, whence in fired.premises)
    mark = "NEW " if scene.new else ""
    yield Styled(f"  ==> {mark}{fired.conclusion}  ({fired.strength}; {fired.effect})", "question")
    yield Styled("")
    yield Styled(f"Because: {fired.because}")
    yield Styled(f"Source: {fired.cited}")
    if scene.cautions:
        plural = "s" if len(scene.cautions) > 1 else ""
        yield Styled(f"Caution{plural} {', '.join(id for id, _ in scene.cautions)}: 'why' tells.")
    yield Styled("")
    yield Styled(f"It came first: {scene.reason}.")
    waiting = scene.agenda[1:]
    count = phrases.counted(len(lesson.facts(number)), "fact")
    if waiting and few:
        yield Styled("Waiting behind it:")
        yield from (Styled(f"  {one.rule}") for one in waiting[:few])
        if len(waiting) > few:
            yield Styled(f"  and {len(waiting) - few} more ('agenda')")
        yield Styled(f"{count} known by now ('facts').")
    else:
        behind = f"{phrases.counted(len(waiting), 'rule')} behind it ('agenda')" if waiting else "Nothing behind it"
        yield Styled(f"{behind}; {count} known by now ('facts').")


def predicting(lesson: Lesson, number: int, page: Page) -> Iterator[Styled]:
    """Yield the screen that asks which rule fires at step `number`: those that could, in no telling order. How many
    steps there are it does not say: else the class knew when it is none."""
    guesses = (*choices(lesson, number), *OTHER)
    count = phrases.counted(len(lesson.facts(number - 1)), "fact")
    lines = (
        *heading(lesson, number, total=False),
        Styled("Which rule fires next?", "question"),
        *(Styled(f"  {place:>2}  {rule}") for place, rule in enumerate(guesses, start=1)),
        Styled("Type a number; r, or Enter, reveals."),
        Styled(f"{count} known so far ('facts')."),
    )
    yield from lines
    if not fits(lines, page):
        yield Styled(f"Step {number}: which rule fires next?", "question")


def choices(lesson: Lesson, number: int) -> tuple[str, ...]:
    """Return the rules that a class chooses from at step `number`."""
    scene = lesson.scene(number)
    return scene.choices if scene else lesson.unfired


def guessed(lesson: Lesson, number: int, guess: str) -> Styled:
    """Return what is said to a guess, once the step is revealed."""
    scene = lesson.scene(number)
    right = scene.fired.rule if scene else "none"
    if guess == "not sure":
        return Styled(f"It was {right}.")
    if guess == right:
        return Styled(f"Right: {right}.", "fired")
    return Styled(f"Not {guess}: it was {right}.", "notice")


def agenda(lesson: Lesson, number: int) -> Iterator[Styled]:
    """Yield the whole agenda of a step, in order, with the reason for each place."""
    scene = lesson.scene(number)
    if scene is None:
        yield Styled("The agenda is empty." if number else "The agenda is shown from step 1 on.")
        return
    yield Styled("The agenda, in the order in which the rules would fire:", "question")
    for place, one in enumerate(scene.agenda, start=1):
        yield Styled(f"  {place:>2}  {one.rule} ({one.strength}): {one.conclusion}")
        if one.reason:
            yield Styled(f"        before the next: {one.reason}")


def graph(lesson: Lesson, number: int) -> Iterator[Styled]:
    """Yield the graph so far as a tree: how the conclusion of a step came about, down to what was given."""
    scene = lesson.scene(number)
    if scene is None:
        yield Styled("There is no rule at this step: 'facts' shows what is known.")
        return
    yield Styled(f"How step {number} came about:", "question")
    for branch in scene.graph:
        lead = f"{'    ' * branch.depth}{'<- ' if branch.depth else ''}"
        yield Styled(f"  {lead}{branch.text}  [{branch.note}]", "" if branch.depth else "fired")


def facts(lesson: Lesson, number: int) -> Iterator[Styled]:
    """Yield what is known after a step; what came with it is marked."""
    yield Styled(f"Known after step {number}:", "question")
    for one in lesson.facts(number):
        new = one.since == number and number > 0
        yield Styled(f"  {'NEW' if new else ' - '} {one.text}", "fired" if new else "")


def why(lesson: Lesson, number: int) -> Iterator[Styled]:
    """Yield the deeper level of a step: mechanism, cautions, and why this rule came first."""
    scene = lesson.scene(number)
    if scene is None:
        yield Styled("There is no rule at this step.")
        return
    yield Styled(scene.spoken)
    yield Styled(f"It came first: {scene.reason}.")
    if scene.fired.mechanism:
        yield Styled(f"More: {scene.fired.mechanism}")
    yield from (Styled(f"Caution {id}: {text}") for id, text in scene.cautions)


def compared(one: Lesson, other: Lesson) -> Iterator[Styled]:
    """Yield two lessons side by side, one under the other, at the first step where they differ."""
    number = parting(one, other)
    yield Styled(f"The two runs part at step {number}." if number else f"{phrases.SAME_RUN}.", "question")
    for each in (one, other):
        yield Styled(f"{each.title}", "question")
        only = [text for text in each.given if text not in (other if each is one else one).given]
        yield Styled(f"  only here given: {phrases.listed(only) or 'nothing'}")
        if scene := each.scene(number):
            yield Styled(f"  step {number}: {scene.said}")
        elif number:
            yield Styled(f"  step {number}: no rule is left. {each.result.level}")
