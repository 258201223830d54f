"""A case file in, a Case out: who is asked about, as answers by concept, and what a teacher expects of the run.

Concepts may be named by id, label, term or alias; every name is resolved here, so that the rest sees ids only.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from triage.answers.case_file import CaseFile, without_unknown_keys
from triage.answers.case_line import MISSING_RANGE, CaseLine, WrongLine, concepts_of, of_a_test, read_line
from triage.answers.case_lines import together
from triage.answers.expectation import Expectation, called, expectation
from triage.answers.told import with_told
from triage.answers.unnamed import KNOWN, MOST, unnamed, without_doubles
from triage.errors import CaseError, Problem, UsageError
from triage.model import MADE_UP, PRESENT, RulePack
from triage.pack.document import Document, Place
from triage.pack.reading import read_document, read_stream
from triage.pack.records import record

STANDARD_INPUT = "-"
UNTITLED = "A case without a title"


@dataclass(frozen=True)
class Case:
    """One case: answers (concept to value, `unknown` included), what is supposed, and what is expected.

    `answers` holds what the file says, in `said`, and what that tells besides: a test result that is a danger sign by
    itself, or several answers that are one together. `measured` holds the test results that answers were judged from,
    `typed` the words that the file has for an answer, where these are not the pack's own. `partly` are the concepts of
    which the file says no more than that one kind is not there. `also` is what it reports in words for which the pack
    has no name. `person` is who it is about, if the file says so.
    """

    name: str
    pack: RulePack
    title: str
    answers: Mapping[str, str]
    said: Mapping[str, str]
    supposed: Mapping[str, str]
    measured: Mapping[str, str]
    typed: Mapping[str, tuple[str, ...]]
    expectation: Expectation
    person: str
    partly: frozenset[str]
    also: tuple[str, ...]

    @property
    def not_kept(self) -> str:
        """What the file holds that the answers alone do not tell, '' if nothing."""
        if self.partly:
            return "a no to one kind of a thing"
        return "what is expected" if any(vars(self.expectation).values()) else ""

    @property
    def levels_tested(self) -> bool:
        """Whether a level counts as a test result, as nobody feels one: it does but in a case that is made up."""
        return self.person != MADE_UP

    @property
    def settled(self) -> Mapping[str, str]:
        """What the file says of whole concepts: nobody needs to be asked for these."""
        return MappingProxyType({name: value for name, value in self.said.items() if name not in self.partly})


def read_case(name: str, pack_named: Callable[[str], RulePack]) -> Case:
    """Read the case file `name`; `-` is standard input. `pack_named` returns the pack for the id in the file.

    Raises CaseError with all its problems, and whatever `pack_named` raises.
    """
    case, problems = resolved(_document(name), pack_named)
    if problems or case is None:
        raise CaseError(problems)
    return case


def read_to_go_on(name: str, pack_named: Callable[[str], RulePack]) -> tuple[Case, tuple[str, ...]]:
    """Read the case file `name` as `read_case` does, but leave open each test result without the range of its report,
    where nothing else in the file says that level: who goes on with the case is asked for it. Return the case, and the
    ids of what was left open so. Raises CaseError with all other problems, and whatever `pack_named` raises."""
    case, problems = resolved(_document(name), pack_named)
    lacking = tuple(problem.about for problem in problems if problem.code == MISSING_RANGE)
    open_so = case is not None and {*lacking} <= case.pack.concept.keys() - case.said.keys() - case.supposed.keys()
    if case is None or not open_so or len(lacking) < len(problems):
        raise CaseError(problems)
    return case, lacking


def _document(name: str) -> Document:
    from_pipe = name == STANDARD_INPUT
    return read_stream(sys.stdin.buffer, "standard input") if from_pipe else read_document(Path(name))


def resolved(document: Document, pack_named: Callable[[str], RulePack]) -> tuple[Case | None, tuple[Problem, ...]]:
    """Return the case in `document`, and everything that is wrong with it. A case with wrong names in it is without
    them, and without what is supposed though it is answered; there is none if its shape is wrong, or there is no such
    pack. Raises whatever `pack_named` raises, but for UsageError."""
    problems = list(document.problems)
    if document.data is not None and not isinstance(document.data, dict):
        hint = "begin with 'pack: ' and the id of a rule pack"
        problems.append(document.problem((), "schema", "a case is a group of keys", hint))
    placed = record(CaseFile, document, (), problems) if isinstance(document.data, dict) else None
    told = placed or without_unknown_keys(document)
    if told is None:
        return None, tuple(problems)
    try:
        pack = pack_named(told.record.pack)
    except UsageError as error:
        return None, (*problems, told.problem(("pack",), "unknown-pack", error.message, error.hint))
    case = _Resolver(pack, document, problems).case(told.record)
    return case if placed else None, tuple(problems)


class _Resolver:
    """Turns the names in one case file into ids of the pack, and notes each one that cannot be."""

    def __init__(self, pack: RulePack, document: Document, problems: list[Problem]):
        self.pack = pack
        self.document = document
        self.problems = problems

    def case(self, file: CaseFile) -> Case:
        given, supposed = self.given("answers", file.answers), self.given("suppose", file.suppose)
        if file.person != MADE_UP:
            given = {concept: of_a_test(line, self.pack.concept[concept]) for concept, line in given.items()}
        said = {concept: line.value for concept, line in given.items()}
        dangers = {line.danger: PRESENT for line in given.values() if line.danger}
        answers = with_told(self.pack, {**said, **dangers})
        for concept in answers.keys() & supposed.keys():
            message, hint = f"'{concept}' is both answered and supposed", "keep one of them"
            if concept not in said:
                message, hint = f"'{concept}' is supposed, and other answers tell it", "leave the supposition out"
            self.problem(("suppose", supposed[concept].name), "duplicate-key", message, hint, concept)
        supposed = {concept: line for concept, line in supposed.items() if concept not in answers}
        return Case(
            name=self.document.path,
            pack=self.pack,
            title=file.title or UNTITLED,
            answers=answers,
            said=MappingProxyType(said),
            supposed=MappingProxyType({concept: line.value for concept, line in supposed.items()}),
            measured=MappingProxyType({concept: line.measured for concept, line in given.items() if line.measured}),
            typed=MappingProxyType({concept: line.typed for concept, line in given.items() if line.typed}),
            expectation=expectation(self.pack, file.expect, self.problem),
            person=file.person or "",
            partly=frozenset(concept for concept, line in given.items() if line.of_a_kind),
            also=without_doubles(self.unnamed(file.also)),
        )

    def unnamed(self, also: tuple[str, ...]) -> Iterator[str]:
        """Yield what is reported in words for which the pack has no name."""
        if len(also) > MOST:
            self.problem(("also",), KNOWN, f"more than {MOST} things stand here", "keep those that matter")
        for place, words in enumerate(also[:MOST]):
            try:
                yield unnamed(self.pack, words)
            except WrongLine as wrong:
                self.problem(("also", place), wrong.code, wrong.message, wrong.hint, words)

    def given(self, key: str, given: Mapping[str, Any]) -> dict[str, CaseLine]:
        """Return what the lines under `key` say, by concept id. One concept may stand there under several names."""
        lines: dict[str, CaseLine] = {}
        for name, word in given.items():
            try:
                line = read_line(self.pack, name, word)
            except WrongLine as wrong:
                elsewhere = key == "answers" and wrong.hint == concepts_of(self.pack)
                hint = f"{wrong.hint}; what has no name there may stand under 'also'" if elsewhere else wrong.hint
                self.problem((key, name), wrong.code, wrong.message, hint, called(self.pack, name) or name)
                continue
            earlier = lines.setdefault(line.concept, line)
            both = together(self.pack, earlier, line)
            if both is None:
                message = f"'{name}' and '{earlier.name}' are the same concept, '{line.concept}', and differ"
                self.problem((key, name), "duplicate-key", message, "keep one of them", line.concept)
            else:
                lines[line.concept] = both
        return lines

    def problem(self, place: Place, code: str, message: str, hint: str = "", about: str = "") -> None:
        self.problems.append(replace(self.document.problem(place, code, message, hint), about=about))
