"""A quiz over any dialogue: one item at a time, and each answer is met with the true explanation.

Lines are only added, so that an explanation stays to be read while the next item is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from triage import phrases
from triage.dialogue import FINISHED, INTERRUPTED, QUIT, Dialogue, show
from triage.lesson.quiz import Item
from triage.output import Styled

WORDS = {"skip": "show the answer and go on", "quit": "end the quiz"}


def ask(items: Sequence[Item], dialogue: Dialogue, heading: Iterable[str]) -> int:
    """Ask the items and return the exit code: 0, or 130 when it was interrupted."""
    right = asked = 0
    show(dialogue, (Styled(line, "notice") for line in heading))
    try:
        for number, item in enumerate(items, start=1):
            dialogue.write("")
            show(dialogue, _item(number, len(items), item))
            chosen = _choice(item, dialogue)
            if chosen < 0:
                break
            asked += 1
            right += chosen == item.key
            show(dialogue, _answered(item, chosen))
    except EOFError:
        pass
    except KeyboardInterrupt:
        return INTERRUPTED
    score = f"{right} of {phrases.counted(asked, 'answer')} right." if asked else "No question was answered."
    show(dialogue, [Styled(score, "question")])
    return FINISHED


def _item(number: int, count: int, item: Item) -> Iterable[Styled]:
    yield Styled(f"{number} of {count}: {item.kind}", "notice")
    yield Styled(item.text, "question")
    yield from (Styled(f"  {place}  {one.text}") for place, one in enumerate(item.choices, start=1))


def _choice(item: Item, dialogue: Dialogue) -> int:
    """Return the number that is typed, 0 for a skip, -1 to end; ask again for anything else."""
    offered = [(str(place), one.text) for place, one in enumerate(item.choices, start=1)]
    while True:
        typed = dialogue.read([*offered, *WORDS.items()]).strip().removeprefix(":").casefold()
        if typed in QUIT:
            return -1
        if typed == "skip":
            return 0
        if typed in dict(offered):
            return int(typed)
        show(dialogue, [Styled(f"Type a number from 1 to {len(offered)}, 'skip' or 'quit'.")])


def _answered(item: Item, chosen: int) -> Iterable[Styled]:
    key = item.choices[item.key - 1]
    if not chosen:
        yield Styled(f"It is '{key.text}': {key.because}")
        return
    taken = item.choices[chosen - 1]
    yield Styled(taken.verdict, "fired" if taken.right else "notice")
    yield Styled(taken.because)
