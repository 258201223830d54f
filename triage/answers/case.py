"""A case file in, a Case out: who is asked about, as answers by concept, and what a teacher expects of the run.

Concepts may be named by id, label, term or alias; every name is resolved here, so that the rest sees ids only.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from triage.answers.case_file import CaseFile, Expected, without_unknown_keys
from triage.answers.case_line import CONCEPTS, MISSING_RANGE, CaseLine, WrongLine, in_a_file, of_a_test, read_line
from triage.answers.case_lines import together
from triage.answers.told import with_told
from triage.errors import CaseError, OneKindDenied, Problem, UnknownName, UsageError, did_you_mean
from triage.model import MADE_UP, PRESENT, URGENCY, URGENCY_LEVELS, RulePack, Statement
from triage.names import find_concept, find_statement
from triage.names.slips import near, near_id
from triage.pack.document import Document, Place
from triage.pack.reading import read_document, read_stream
from triage.pack.records import record

STANDARD_INPUT = "-"
UNTITLED = "A case without a title"


@dataclass(frozen=True)
class Expectation:
    """What should come of a run, every name resolved."""

    conclude: tuple[Statement, ...]
    not_conclude: tuple[Statement, ...]
    urgency: str | None
    fires: tuple[str, ...]
    not_fires: tuple[str, ...]
    before: tuple[tuple[str, str], ...]
    candidates: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """One case: answers (concept to value, `unknown` included), what is supposed, and what is expected.

    `answers` holds what the file says, in `said`, and what that tells besides: a test result that is a danger sign by
    itself, or several answers that are one together. `measured` holds the test results that answers were judged from,
    `typed` the words that the file has for an answer, where these are not the pack's own. `partly` are the concepts of
    which the file says no more than that one kind is not there.
    `person` is who it is about, if the file says so.
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

    @property
    def expects(self) -> bool:
        """Whether the file says anything of what should come of it."""
        return any(vars(self.expectation).values())

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
    """Read the case file `name` as `read_case` does, but leave open each test result without the range of its report:
    who goes on with the case is asked for that. Return the case, and the ids of what was left open so."""
    case, problems = resolved(_document(name), pack_named)
    lacking = tuple(problem.about for problem in problems if problem.code == MISSING_RANGE)
    if case is None or len(lacking) < len(problems):
        raise CaseError(problems)
    return case, lacking


def _document(name: str) -> Document:
    from_pipe = name == STANDARD_INPUT
    return read_stream(sys.stdin.buffer, "standard input") if from_pipe else read_document(Path(name))


def resolved(document: Document, pack_named: Callable[[str], RulePack]) -> tuple[Case | None, tuple[Problem, ...]]:
    """Return the case in `document`, and everything that is wrong with it. A case with wrong names in it is without
    them; there is none if its shape is wrong, or there is no such pack. Raises whatever `pack_named` raises, but for
    UsageError."""
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
        return Case(
            name=self.document.path,
            pack=self.pack,
            title=file.title or UNTITLED,
            answers=answers,
            said=MappingProxyType(said),
            supposed=MappingProxyType({concept: line.value for concept, line in supposed.items()}),
            measured=MappingProxyType({concept: line.measured for concept, line in given.items() if line.measured}),
            typed=MappingProxyType({concept: line.typed for concept, line in given.items() if line.typed}),
            expectation=self.expectation(file.expect),
            person=file.person or "",
            partly=frozenset(concept for concept, line in given.items() if line.of_a_kind),
        )

    def given(self, key: str, given: Mapping[str, Any]) -> dict[str, CaseLine]:
        """Return what the lines under `key` say, by concept id. One concept may stand there under several names."""
        lines: dict[str, CaseLine] = {}
        for name, word in given.items():
            try:
                line = read_line(self.pack, name, word)
            except WrongLine as wrong:
                self.problem((key, name), wrong.code, wrong.message, wrong.hint, self.named(name) or name)
                continue
            earlier = lines.setdefault(line.concept, line)
            both = together(self.pack, earlier, line)
            if both is None:
                message = f"'{name}' and '{earlier.name}' are the same concept, '{line.concept}', and differ"
                self.problem((key, name), "duplicate-key", message, "keep one of them", line.concept)
            else:
                lines[line.concept] = both
        return lines

    def named(self, name: str) -> str | None:
        with suppress(UnknownName):
            return find_concept(self.pack, name).id
        return None

    def expectation(self, expected: Expected) -> Expectation:
        if expected.urgency is not None and expected.urgency not in URGENCY_LEVELS:
            hint = f"the levels are {', '.join(URGENCY_LEVELS)}"
            message = f"'{expected.urgency}' is no level of urgency"
            self.problem(("expect", "urgency"), "unknown-value", message, hint, URGENCY)
        places: list[tuple[Place, str]] = [(("fires", number), rule) for number, rule in enumerate(expected.fires)]
        places += [(("not-fires", number), rule) for number, rule in enumerate(expected.not_fires)]
        places += [(("before", number), rule) for number, two in enumerate(expected.before) for rule in two]
        for place, rule in places:
            if rule not in self.pack.rule:
                hint = did_you_mean(near(rule, self.pack.rule)) or "the rules stand in the folder rules of the pack"
                self.problem(("expect", *place), "unknown-rule", f"no rule is called '{rule}'", hint, rule)
        return Expectation(
            conclude=tuple(self.statements("conclude", expected.conclude)),
            not_conclude=tuple(self.statements("not-conclude", expected.not_conclude)),
            urgency=expected.urgency,
            fires=expected.fires,
            not_fires=expected.not_fires,
            before=expected.before,
            candidates=tuple(self.candidates(expected.candidates)),
        )

    def statements(self, key: str, texts: tuple[str, ...]) -> Iterator[Statement]:
        for number, text in enumerate(texts):
            try:
                yield find_statement(self.pack, text)
            except UnknownName as error:
                place: Place = ("expect", key, number)
                concept, value = self.parts(text)
                if isinstance(error, OneKindDenied):
                    self.problem(place, "unknown-value", str(error), "", concept or text)
                elif concept:
                    hint = did_you_mean(error.near) or f"its values are {', '.join(self.pack.values(concept))}"
                    self.problem(place, "unknown-value", f"'{concept}' has no value '{value}'", hint, concept)
                else:
                    meant = in_a_file(self.pack, error.near) or near_id(
                        text.partition(" is ")[0].strip(), self.pack.concept
                    )
                    otherwise = CONCEPTS if " is " in text else "write it as 'CONCEPT is VALUE'"
                    hint = did_you_mean(meant) or otherwise
                    self.problem(place, "unknown-concept", f"'{text}' is no statement of the pack", hint, text)

    def parts(self, text: str) -> tuple[str | None, str]:
        """Return the concept and the value that 'CONCEPT is VALUE' speaks of; None if there is no such concept."""
        name, _, value = text.partition(" is ")
        if not value:
            return None, ""
        return (URGENCY if name.strip() == URGENCY else self.named(name)), value.strip()

    def candidates(self, names: tuple[str, ...]) -> Iterator[str]:
        for number, name in enumerate(names):
            try:
                yield find_concept(self.pack, name).id
            except UnknownName as error:
                place: Place = ("expect", "candidates", number)
                meant = in_a_file(self.pack, error.near) or near_id(name, self.pack.concept)
                hint = did_you_mean(meant) or CONCEPTS
                self.problem(place, "unknown-concept", f"no concept is called '{name}'", hint, name)

    def problem(self, place: Place, code: str, message: str, hint: str = "", about: str = "") -> None:
        self.problems.append(replace(self.document.problem(place, code, message, hint), about=about))
