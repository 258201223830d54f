"""What an interview says by itself as it goes on: its opening, what it takes up, and each question.

A session comes in, lines go out. What an answer sets off is the matter of `set_off`, longer explanations of `words`.
"""

from __future__ import annotations

from collections.abc import Iterator

from triage import phrases
from triage.conversation.reply_words import answered
from triage.explain.sentences import identity
from triage.interview.reply import options
from triage.interview.session import Session
from triage.model import Question, RulePack
from triage.names import in_words


def opening(pack: RulePack) -> Iterator[str]:
    """Yield the first screen: what this is and is not, and how to answer; the first question fits below it."""
    yield from (pack.title, phrases.NOTICE, pack.notice)
    yield f"Rule pack: {identity(pack)}"
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


def asked(session: Session, question: Question) -> Iterator[str]:
    """Yield a question with its number, its reason and its answers."""
    replied = [reply.question for reply in session.replies]
    more = session.most_after(question)
    number = replied.index(question) + 1 if question in replied else len(replied) + 1
    after = f"at most {more} more" if more else "the last one"
    yield f"Question {number}, {after} ({question.why})"
    yield question.text
    if before := session.suggestion(question):
        words = answered(session, before, asking=False)
        counts = session.reply_to(question) == before
        said, keeps = ("Your answer", "leaves it as it is") if counts else ("Before", "answers the same")
        yield f"{said}: {words}  ('keep' {keeps})"
    choices = options(session.pack, question)
    if question.form == "panel":
        yield from (f"  {number:>2}  {choice.words}" for number, choice in enumerate(choices, start=1))
        yield "Numbers with levels (1 low, 4 normal), or 'none'. The rest count as not tested."
        yield "A test result can be given with its unit and the range on its report: 2 1.9 mmol/L (2.15-2.55)."
        if question.suppose:
            yield f"To see what would follow, suppose something: 1 suppose {in_words(question.suppose[0])}."
        return
    if question.form == "choice":
        yield "  " + "   ".join(f"{number} {choice.words}" for number, choice in enumerate(choices, start=1))
        return
    yield from (f"  {number:>2}  {choice.words}" for number, choice in enumerate(choices, start=1))
    some_open = any(session.pack.concept[name].leaves_open for name in question.concepts)
    but = ", but for what goes without saying" if some_open else ""
    yield f"Numbers (1 4); 4? = not sure; 'none'; 'not sure'. The rest count as no{but}."
