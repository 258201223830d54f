"""What an interview says by itself as it goes on: its opening, what it takes up, and each question.

A session comes in, lines go out. What an answer sets off is the matter of `set_off`, longer explanations of `words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from triage import phrases
from triage.answers.measurement import example
from triage.conversation.reply_words import answered
from triage.explain.sentences import identity
from triage.interview.listed import one_of, several
from triage.interview.reply import NotAnAnswer, options
from triage.interview.session import Session
from triage.interview.typed import understand
from triage.model import Question, RulePack
from triage.names import in_words


def opening(pack: RulePack) -> Iterator[str]:
    """Yield the first screen: what this is and is not, and how to answer; the first question fits below it."""
    yield from (pack.title, phrases.NOTICE, pack.notice)
    yield f"Rule pack: {identity(pack)}"
    if not pack.questions:
        yield "This pack has no questions, so there is nothing to ask: 'triage explain CASE' runs its cases."
    yield (
        "Answer with a number, a word or its beginning. 'help' lists the words that always work, 'help pack' tells "
        "what these rules are about, 'quit' ends."
    )


def taken_up(session: Session) -> Iterator[str]:
    """Yield what an interview begins with when it resumes."""
    counts = ((len(session.answers), "answer"), (len(session.supposed), "supposition"))
    given = [phrases.counted(count, noun) for count, noun in counts if count]
    if given:
        rules = phrases.counted(len(session.trace.firings), "rule")
        yield f"Taken up from the file: {' and '.join(given)}, which set off {rules} ('review', 'rules' show them)."
    if also := session.trace.also:
        yield f"The file also reports what these rules have no name for: {phrases.listed(also)}."
    if lacking := [session.pack.concept[name].label for name in session.pack.concept if name in session.noted]:
        what = "a test result without its range" if len(lacking) == 1 else "test results without their ranges"
        yield f"Left open until it is asked for, since the file gives {what}: {phrases.listed(lacking)}."


def asked(session: Session, question: Question) -> Iterator[str]:
    """Yield a question with its number, its reason and its answers."""
    more = session.most_after(question)
    after = f"at most {more} more" if more else "the last one"
    yield f"Question {_number(session, question)}, {after} ({question.why})"
    yield question.text
    if before := session.suggestion(question):
        words = answered(session, before, asking=False)
        counts = session.reply_to(question) == before
        said, keeps = ("Your answer", "leaves it as it is") if counts else ("Before", "answers the same")
        yield f"{said}: {words}  ('keep' {keeps})"
    yield from _things(session.pack, question)
    yield from _how_to_answer(session.pack, question)


def asked_above(session: Session, question: Question) -> str:
    """Return which question stands above, and the first sentence of it: for a screen that does not hold it whole."""
    return f"Question {_number(session, question)} (begins further up): {re.sub(r'(?<=[?]).*', '', question.text)}"


def _number(session: Session, question: Question) -> int:
    """Return the number of a question among those that were asked."""
    replied = [reply.question for reply in session.replies]
    return replied.index(question) + 1 if question in replied else len(replied) + 1


def asked_again(session: Session, question: Question) -> Iterator[str]:
    """Yield what is asked, and what may be typed, without the things on a long list: below a line that is no answer."""
    yield question.text
    if len(question.concepts) == 1:
        yield from _things(session.pack, question)
    yield from _how_to_answer(session.pack, question)


def _things(pack: RulePack, question: Question) -> Iterator[str]:
    """Yield the things on a list, with their numbers."""
    if question.form != "choice":
        choices = enumerate(options(pack, question), start=1)
        yield from (f"  {number:>2}  {choice.words}" for number, choice in choices)


def _how_to_answer(pack: RulePack, question: Question) -> Iterator[str]:
    """Yield what may be typed: the answers to a choice, or how those to a list are given."""
    if question.form == "panel":
        yield from _how_to_give_levels(pack, question)
        return
    if question.form == "choice":
        choices = enumerate(options(pack, question), start=1)
        yield "  " + "   ".join(f"{number} {choice.words}" for number, choice in choices)
        return
    if len(question.concepts) == 1:
        yield "1 if that is so; 1? = not sure; 'none'."
        return
    some_open = any(pack.concept[name].leaves_open for name in question.concepts)
    but = ", but for what goes without saying" if some_open else ""
    numbers = f"Numbers ({several(question)}); {one_of(question)}? = not sure"
    yield f"{numbers}; 'none'; 'not sure'. The rest count as no{but}."


def _how_to_give_levels(pack: RulePack, question: Question) -> Iterator[str]:
    """Yield how a panel is answered, with examples that are answers to it. The numbers of a test result are made up,
    and that is said, so that nobody takes the range for a true one."""
    concepts = [pack.concept[name] for name in question.concepts]
    number = int(one_of(question))
    levels = f"1 {in_words(concepts[0].values[0])}"
    if number > 1:
        levels += f", {number} {in_words(concepts[number - 1].values[1])}"
    rest = " The rest count as not tested." if number > 1 else ""
    yield f"{'Numbers with levels' if number > 1 else 'The number with its level'} ({levels}), or 'none'.{rest}"
    numbered = enumerate(concepts, start=1)
    results = (f"{number} {example(unit)}" for number, one in numbered for unit in one.units)
    if result := next((each for each in results if _is_answer(pack, question, each)), ""):
        yield f"A test result can be given with its unit and the range on its report: {result}, in made-up numbers."
    if question.suppose:
        yield f"To see what would follow, suppose something: 1 suppose {in_words(question.suppose[0])}."


def _is_answer(pack: RulePack, question: Question, typed: str) -> bool:
    """Return whether `typed` answers the question and no other: a number may be a danger sign by itself."""
    with suppress(NotAnAnswer):
        return understand(pack, question, typed).answers.keys() <= set(question.concepts)
    return False
