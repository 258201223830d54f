"""What the checks of a pack look at: the parts that could be read, seen as a net of statements and rules.

A pack that cannot be loaded may still be looked at. What may stand in the files that could not be read is doubtful: the
checks take it for asked, concluded and used, so that one mistake is not told as many.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from triage.model import PRESENT, URGENCY, URGENCY_LEVELS, Concept, Rule, Statement
from triage.pack.parts import Parts, Placed, by_id
from triage.pack.roles import meant

MOST_STRANGE = 50  # of more names that nothing declares none is looked for: any concept may be meant


@dataclass(frozen=True)
class Overview:
    """The parts of a pack, with who asks, concludes and uses what. Of records with one id only the first counts."""

    parts: Parts

    @cached_property
    def concepts(self) -> Mapping[str, Placed[Concept]]:
        """The concepts by id."""
        return by_id(self.parts.concepts)

    @cached_property
    def _declared(self) -> Mapping[str, Concept]:
        return {id: placed.record for id, placed in self.concepts.items()}

    @cached_property
    def rules(self) -> Sequence[Placed[Rule]]:
        """The rules in the pack's order."""
        return tuple(by_id(self.parts.rules).values())

    @cached_property
    def repeated(self) -> Sequence[Rule]:
        """The rules whose id another one had before them: which of the two is meant cannot be said."""
        counted = {id(placed) for placed in self.rules}
        return tuple(placed.record for placed in self.parts.rules if id(placed) not in counted)

    @cached_property
    def whole(self) -> bool:
        """Whether the words of all that could not be read are known, so that it can be said what is missing."""
        return self.parts.doubtful is not None

    def lacks(self, name: str, *keys: str) -> bool:
        """Return whether some record in the file `name`, or part of a concept called so, leaves out one of `keys`, so
        that anything may be meant."""
        return any((name, key) in self.parts.left_out for key in keys)

    @property
    def lacks_source(self) -> bool:
        """Return whether some record leaves out its source, so that it may rest on any."""
        return any(key == "source" for _, key in self.parts.left_out)

    @cached_property
    def doubtful(self) -> frozenset[str]:
        """The concepts of which it cannot be said what is asked, concluded or used: they stand in a record that could
        not be read, a name or value that nothing declares looks like theirs, or a rule that names them has the id of
        another."""
        words = set(self.parts.doubtful or ())
        named = set(self._named())
        strange = {statement.concept for statement in named} | self.asked
        strange -= {*self.concepts, URGENCY}
        if len(strange) > MOST_STRANGE:
            return frozenset({*words, *strange, *self.concepts})
        for name in strange:
            words |= {name, *meant(name, self._declared)}
        for concept, value in named:
            if concept in self.concepts and value not in self.concepts[concept].record.values:
                words.add(concept)
        for rule in self.repeated:
            words |= {statement.concept for statement in (*rule.premises, rule.conclusion)}
        return frozenset(words)

    def _named(self) -> Iterator[Statement]:
        for placed in self.parts.rules:
            yield from (*placed.record.premises, placed.record.conclusion)
        for concept in self.parts.concepts:
            for told in (*concept.record.told_by, concept.record.holds):
                yield from told

    @cached_property
    def shaky(self) -> frozenset[str]:
        """The concepts of which it cannot be said what a run concludes: the rule that does could not be read, or names
        something unknown; and all that follows from them."""
        shaky = {*self.parts.concluding, *(rule.conclusion.concept for rule in self.repeated)}
        strange: set[str] = set()
        for placed in self.rules:
            rule = placed.record
            if not self.names_known(rule):
                shaky.add(rule.conclusion.concept)
                strange.add(rule.conclusion.concept)
        strange -= {*self.concepts, URGENCY}
        if self.lacks("rules", "then") or len(strange) > MOST_STRANGE:
            return frozenset({URGENCY, *shaky, *self.concepts})
        for name in strange:
            shaky.update(meant(name, self._declared))
        return self.with_what_follows(shaky)

    def with_what_follows(self, concepts: Iterable[str]) -> frozenset[str]:
        """Return `concepts` and all those about which rules conclude something from them, in any number of steps."""
        shaky = {*concepts}
        waiting = deque(shaky)
        while waiting:
            concept = waiting.popleft()
            for placed in self._onward.get(concept, ()):
                follows = placed.record.conclusion.concept
                if follows not in shaky:
                    shaky.add(follows)
                    waiting.append(follows)
        return frozenset(shaky)

    @cached_property
    def _onward(self) -> Mapping[str, Sequence[Placed[Rule]]]:
        """The rules with a premise about each concept."""
        found: dict[str, list[Placed[Rule]]] = {}
        for placed in self.rules:
            for premise in placed.record.premises:
                found.setdefault(premise.concept, []).append(placed)
        return found

    def declared(self, statement: Statement) -> bool:
        """Return whether the pack has this concept, as far as it could be read, with this value."""
        if statement.concept == URGENCY:
            return statement.value in URGENCY_LEVELS
        placed = self.concepts.get(statement.concept)
        return placed is not None and statement.value in placed.record.values

    def is_danger(self, concept: str) -> bool:
        """Return whether a concept is a danger sign, as far as the pack could be read."""
        return concept in self.concepts and self.concepts[concept].record.role == "danger"

    def names_known(self, rule: Rule) -> bool:
        """Return whether the pack has every statement of a rule, as far as it could be read."""
        return all(map(self.declared, (*rule.premises, rule.conclusion)))

    @cached_property
    def asked(self) -> frozenset[str]:
        """The concepts that a question asks for."""
        return frozenset(name for question in self.parts.questions for name in question.record.concepts)

    @cached_property
    def told(self) -> frozenset[str]:
        """What need not be asked: a test result, or other answers, tell of it."""
        concepts = [placed.record for placed in self.concepts.values()]
        by_parts = (one.id for one in concepts if one.told_by)
        critical = (one.critical.danger for one in concepts if one.critical)
        held = (part.concept for one in concepts for part in one.holds)
        results = (danger for one in concepts for danger in one.results.values())
        return frozenset((*by_parts, *held, *critical, *results))

    @cached_property
    def concluded(self) -> Mapping[Statement, Sequence[Placed[Rule]]]:
        """The rules that conclude each statement."""
        found: dict[Statement, list[Placed[Rule]]] = {}
        for placed in self.rules:
            found.setdefault(placed.record.conclusion, []).append(placed)
        return found

    @cached_property
    def used(self) -> frozenset[Statement]:
        """The statements that are a premise, or tell something else, alone or together."""
        premises = (premise for placed in self.rules for premise in placed.record.premises)
        parts = (part for one in self.concepts.values() for told in one.record.told_by for part in told)
        holding = (Statement(one.record.id, PRESENT) for one in self.concepts.values() if one.record.holds)
        return frozenset((*premises, *parts, *holding))

    def is_answered(self, statement: Statement) -> bool:
        """Return whether somebody can say so, by what could be read: a question asks for the concept, or other answers
        tell of it. In a pack without questions cases give the answers, to any concept."""
        concept = statement.concept
        if concept == URGENCY:
            return False
        told = concept in self.told and statement.value == PRESENT
        return told or concept in self.asked or not self.parts.questions

    def may_be_answered(self, statement: Statement) -> bool:
        """Return whether somebody may say so: what could not be read may ask for it too."""
        doubtful = statement.concept in self.doubtful or self.lacks("questions.yaml", "concepts")
        return self.is_answered(statement) or (doubtful and statement.concept != URGENCY)
