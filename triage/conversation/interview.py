"""A whole interview: it asks, says after each answer which rules fired, obeys the words of `help`, and ends with the
result. What is typed and shown goes through the dialogue alone, so that sessions are tested without a terminal.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from triage.conversation import moves
from triage.conversation.calls import calls_for_help
from triage.conversation.elsewhere import Heard, asked_elsewhere, no_answer, no_word
from triage.conversation.ending import closing, next_words, unchanged
from triage.conversation.files import SAVED_TITLE, Files
from triage.conversation.help import ALONE, offered
from triage.conversation.leaving import Left, stays
from triage.conversation.moves import Move
from triage.conversation.progress import asked_again, opening, taken_up
from triage.conversation.questions import Led, lines_for
from triage.conversation.reply_words import left_out
from triage.conversation.screen import Screen
from triage.conversation.set_off import set_off
from triage.conversation.twice import SETTLES, THERE, UNSURE
from triage.dialogue import FINISHED, INTERRUPTED, QUIT, Dialogue
from triage.errors import echoed
from triage.interview.beginning import begin
from triage.interview.ranges import understood
from triage.interview.reply import NotAnAnswer, Reply
from triage.interview.session import Session
from triage.model import Question


class _Moved(Exception):
    """A word led away from the open question while the range of a test result was asked for."""


def converse(session: Session, dialogue: Dialogue, files: Files | None = None) -> int:
    """Hold the interview and return the exit code: 0 when it ended, 130 when it was interrupted.

    Where `files` keeps the answers, each is on disk before the next question.
    """
    return _Conversation(session, dialogue, files or Files()).hold()


class _Conversation:
    """Keeps the current session while it goes on, what was shown of it and where words have led; all else about an
    interview is a value, but for its screen and its files."""

    def __init__(self, session: Session, dialogue: Dialogue, files: Files):
        self.session = session
        self.dialogue = dialogue
        self.screen = Screen(dialogue)
        self.show = self.screen.show
        self.files = files
        self.ended = False  # whether the result was shown since the last question
        self.shown: Session | None = None  # what the last result was shown of
        self.twice = self.screen.twice
        self.led = Led()
        self.yes: tuple[str, ...] = ()  # what a yes to the last line takes as there
        self.wanted = ""  # what is asked for besides the open question
        self.asked: object = None  # what the question that is open was shown of; None where it is to be shown anew
        self.does: dict[str, Callable[[str], object]] = {
            "back": lambda _: self.move(moves.back(self.session)),
            "change": self.change,
            "again": lambda _: self.screen.question(self.session),
            "keep": lambda _: self.move(moves.keep(self.session)),
            "skip": lambda _: self.move(moves.skip(self.session)),
            "more": lambda _: self.move(moves.more(self.session)),
            "save": self.save_to,
            "print": self.print,
            "restart": lambda _: self.restart(),
        }

    def hold(self) -> int:
        """Hold the interview and return the exit code."""
        self.show(opening(self.session.pack), "notice")
        try:
            self.show(taken_up(self.session), "fired")
            while True:
                self.interview()
                self.end()
                typed = self.read()
                if not self.obey(typed):
                    self.heard(no_word(self.session, typed))
        except EOFError:
            self.end(leaving=True)
            return FINISHED
        except Left as left:
            return left.code

    def interview(self) -> None:
        """Ask until no question is open."""
        self.asked, refused = None, False
        while question := self.session.question:
            self.ended, self.wanted = False, ""
            state = (question, self.session.replies, len(self.session.waiting))
            if self.asked != state:
                self.dialogue.write("")
                self.screen.question(self.session)
            elif refused:
                self.show(asked_again(self.session, question), "question")
            self.asked, refused = state, False
            typed = self.read()
            if self.obey(typed):
                continue
            try:
                self.take(self.understood(question, typed))
            except _Moved:
                if self.session.replies:  # not after a restart, which drops more than this line
                    self.show([f"{echoed(typed)} was not taken: a range in it is missing."])
            except NotAnAnswer as error:
                self.session = self.session.leaving_out(error.left_out)
                heard = no_answer(self.session, typed, error)
                refused = self.heard(heard) and not self.yes
                if heard.taken:
                    self.take(self.understood(question, heard.taken))

    def understood(self, question: Question, typed: str) -> Reply:
        """Return the reply that `typed` stands for, after asking for the range of each report that lacks one. Raises
        NotAnAnswer, _Moved where a word leads away."""

        def ask(say: str) -> str:
            self.show([say], "question")
            self.wanted = say
            return self.read()

        def obey(typed: str) -> bool:
            obeyed = self.obey(typed)
            if self.asked is None:
                raise _Moved
            return obeyed or self.heard(asked_elsewhere(self.session, typed))

        reply, without = understood(self.session.pack, question, typed, ask, obey)
        if without:
            self.session = self.session.leaving_out(without)
            self.show([left_out(tuple(without))])
        return reply

    def heard(self, heard: Heard) -> bool:
        """Say what is said to a line that is no answer, if anything, and return whether it is."""
        self.session, self.yes = heard.session, heard.yes
        self.twice.warned = THERE if heard.yes else heard.number
        self.show([heard.says])
        return bool(heard.says)

    def take(self, reply: Reply) -> None:
        """Take in a reply, say which rules it set off, and keep it if answers are kept."""
        before, self.session = self.session, self.session.reply(reply)
        self.led = Led()
        self.show(set_off(before, self.session, reply))
        if self.files.save:
            self.screen.kept(self.files.write(self.session, self.files.save))

    def end(self, leaving: bool = False) -> None:
        """Show the result, once; where it was shown before and nothing has changed since, only how urgent it is."""
        same = self.shown is not None and self.shown.comes_to(self.session)
        if not self.ended or (leaving and not same):
            self.dialogue.write("")
            self.show(unchanged(self.session) if same else closing(self.session))
            if not leaving:
                self.show([next_words(self.session)])
            self.ended, self.shown = True, self.session

    def obey(self, typed: str) -> bool:
        """Do what a word asks for; return False when `typed` begins with none. An empty line only says how to go on."""
        if self.twice.sure == THERE and typed in SETTLES:
            self.asked, self.ended = None, False
            for name in self.yes:
                self.take(moves.there(self.session, name, SETTLES[typed]))
            self.show(["That is left open now, and the result names it."] if typed == UNSURE else [])
            return True
        word, _, argument = (part.strip() for part in typed.strip().removeprefix(":").partition(" "))
        if not word:
            self.show(["Type an answer, or 'help' for the words that work here; Enter alone answers nothing."])
            return True
        if argument and word.casefold() in ALONE and not typed.lstrip().startswith(":"):
            return False  # an answer that begins with a word, such as 'back muscles'
        word = word.casefold()
        if word in QUIT:
            self.end(leaving=True)
            raise Left(FINISHED)
        if calls_for_help(self.session, word, argument):
            return False
        if word not in self.does:
            return self.tell(word, argument)
        self.does[word](argument)
        return True

    def tell(self, word: str, argument: str) -> bool:
        """Show what a word answers; return False when it is none."""
        page = replace(self.dialogue.page, colour=False)
        found = lines_for(self.session, word, argument, page, self.led)
        if found is None:
            return False
        lines, self.led = found
        self.screen.answer(self.session, lines)
        return True

    def move(self, move: Move) -> None:
        """Say what a word comes to, and go on from there."""
        self.show([move.says])
        if move.reply or move.session is not self.session:
            self.asked = None
        if move.reply:
            self.take(move.reply)
        else:
            self.session = move.session

    def change(self, argument: str) -> None:
        """Ask the answer with this number or about this name again; without one, show the answers with theirs."""
        if move := moves.change(self.session, argument):
            self.move(move)
        else:
            unknown = f"{echoed(argument)} is nothing that was asked so far. " if argument else ""
            self.show([f"{unknown}Change which? Type 'change' and the number of the answer, or a name:"])
            self.tell("review", "")

    def save_to(self, argument: str) -> bool:
        """Write the answers to the file that is named, and return whether that worked."""
        return self.screen.kept(self.files.save_to(self.session, argument, self.twice.sure))

    def print(self, argument: str) -> None:
        """Show the whole explanation, or write it to a file."""
        if argument:
            self.screen.kept(self.files.print_to(self.session, argument, self.twice.sure))
        else:
            page = replace(self.dialogue.page, colour=False)
            self.screen.answer(self.session, self.files.printed(self.session, page).splitlines())

    def restart(self) -> None:
        """Begin anew, once that has been asked for twice."""
        given = self.session.replies or self.session.trace.also
        if given and self.twice.sure != moves.RESTART:
            self.twice.warned = moves.RESTART
            self.show([moves.dropped(self.session, self.files.save)])
            return
        self.session, self.ended, self.shown, self.led = begin(self.session.pack), False, None, Led()
        self.asked, self.files.title = None, SAVED_TITLE
        self.show(opening(self.session.pack), "notice")

    def read(self) -> str:
        """Return the next line; an interrupt offers to save, leave or stay, and a second one leaves. Raises Left."""
        while True:
            try:
                if (typed := self.screen.read(offered(self.session))) is not None:
                    return typed
            except KeyboardInterrupt:
                if not stays(self.screen, self.save_to):
                    raise Left(INTERRUPTED) from None
            self.screen.still_asked(self.session, self.wanted)
