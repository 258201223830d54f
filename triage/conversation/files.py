"""The files of an interview: where its answers are kept, and where its explanation is printed to.

It remembers which files are the interview's own: any other that is there already is replaced only for who is sure.
"""

from __future__ import annotations

import shlex
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from triage.answers.case_text import case_text
from triage.errors import TriageError, UsageError
from triage.files import place_of, write_file
from triage.interview.session import Session
from triage.model import UNKNOWN
from triage.output import Page
from triage.pack.folder import is_of_a_pack
from triage.render.formats import reported
from triage.report.report import report

SAVED_TITLE = "An interview"
NAMED = "interview.yaml"  # how a file may be called, where only a folder was named
SUFFIXES = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html"}
OF_ANOTHER_KIND = {".pdf", ".doc", ".docx", ".odt", ".rtf", ".png", ".jpg", ".jpeg", ".svg", ".json", ".ps"}


@dataclass(frozen=True)
class Kept:
    """Whether a file was written, what to say of it, the command that takes the interview up again, and the line that
    would write it if it came once more."""

    done: bool
    line: str = ""
    resume: str = ""
    again: str = ""


class Files:
    """The files of one interview. `save` is written after each answer, unless something else has written it since;
    `command` resumes it, but for the file, and `title` is what each is called."""

    def __init__(self, save: Path | None = None, command: str = "triage ask", title: str = SAVED_TITLE):
        self.save = save
        self.command = command
        self.title = title
        self.own = {save} if save else set[Path]()
        self.saved = {_place(save)} if save else set[Path]()  # of these those that hold answers
        self.last = _content(save) if save else None  # what `save` held when this interview last looked

    def save_to(self, session: Session, name: str, sure: str) -> Kept:
        """Write the answers to the file `name`; over one that is there already if `sure` is the line that was warned of
        it."""
        if not name:
            return Kept(False, "Save to which file? Type 'save FILE'.")
        path, wait = self._path(name, "save", sure)
        if is_of_a_pack(path) and path.parent.name != "cases":
            return Kept(False, f"Not saved: {path} is a file of a rule pack. 'save' and another name saves there.")
        return wait or self.write(session, path)

    def write(self, session: Session, path: Path) -> Kept:
        """Write the answers to `path`."""
        given = session.given
        named = (name for name in session.named_only if session.pack.concept[name].yes_or_no)
        said = {**given.said, **dict.fromkeys(named, UNKNOWN)}  # named but not answered: nothing is lost
        text = case_text(
            given.pack, self.title, said, given.supposed, given.measured, session.person, given.typed, given.also
        )
        if path == self.save and _content(path) not in (None, self.last):
            other = f"Not saved: something else has written {path} meanwhile, perhaps this program in another window."
            return Kept(False, f"{other} 'save' and another name keeps these answers.")
        if failed := self._written(path, text, "saved"):
            return failed
        self.saved.add(_place(path))
        if path == self.save:
            self.last = text
            return Kept(True)
        resume = f"Resume with: {self.command} --answers {shlex.quote(str(path))}"
        return Kept(True, f"Saved to {path}.", resume)

    def print_to(self, session: Session, name: str, sure: str) -> Kept:
        """Write the printed explanation to the file `name`, as its ending tells: .md, .html, or text; over one that is
        there already if `sure` is the line that was warned of it."""
        path, wait = self._path(name, "print", sure)
        if path.suffix.lower() in OF_ANOTHER_KIND:
            page = f"'print {path.with_suffix('.html')}' writes a page that a browser shows and prints, also as a PDF."
            return Kept(False, f"Not printed: it would be no {path.suffix[1:].upper()} file but plain text. {page}")
        if _place(path) in self.saved or is_of_a_pack(path):
            holds = "is a file of a rule pack" if is_of_a_pack(path) else "holds your answers"
            return Kept(False, f"Not printed: {path} {holds}. 'print' and another name prints there.")
        return (
            wait
            or self._written(path, self.printed(session, Page(), path.suffix), "printed")
            or Kept(True, f"Printed to {path}.")
        )

    def printed(self, session: Session, page: Page, suffix: str = "") -> str:
        """Return the explanation of the interview so far, as a file with this ending holds it."""
        shown = report(session.trace, self.title, person=session.person)
        return reported([shown], SUFFIXES.get(suffix.lower(), "text"), page)

    def _path(self, name: str, word: str, sure: str) -> tuple[Path, Kept | None]:
        path = Path(name)
        with suppress(OSError, ValueError, RuntimeError):  # a name that no file could have is told when it is written
            path = path.expanduser()
            if path.is_dir():
                return path, Kept(False, f"{path} is a folder: name a file in it, '{word} {path / NAMED}'.")
            again = f"{word} {path}"
            if path.exists() and path not in self.own and sure != again:
                ask = f"Type '{again}' once more, or 'yes', to replace it, or 'no' to leave it."
                return path, Kept(False, f"{path} is there already. {ask}", again=again)
        return path, None

    def _written(self, path: Path, text: str, done: str) -> Kept | None:
        """Write `text`; return what to say where that failed: that it was not `done`."""
        try:
            write_file(path, text)
        except TriageError as error:
            return Kept(False, f"Not {done}: {str(error).removesuffix('.')}.")
        self.own.add(path)
        return None


def _place(path: Path) -> Path:
    """Return where a path leads, or the path itself where no file can be: that is told when it is written."""
    with suppress(UsageError):
        return place_of(path)
    return path


def _content(path: Path) -> str | None:
    """Return what stands in an ordinary file; None if there is none, or it cannot be read."""
    with suppress(OSError, ValueError):
        return path.read_text(encoding="utf-8") if path.is_file() else None
    return None
