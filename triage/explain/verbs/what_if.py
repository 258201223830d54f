"""`what-if` in words: what another answer would change.

What is given and the changed answers come in, an Explanation goes out: how two runs differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from triage import phrases
from triage.engine.given import Given
from triage.explain.difference import Difference, Moved
from triage.explain.explanation import Explanation, Line, rule_line
from triage.explain.sentences import concluded, stated
from triage.explain.verbs.changes import changed, urgency_in_words
from triage.model import UNKNOWN, Statement
from triage.result.urgency import outcome
from triage.trace import NOTHING, Fact, Firing, Trace


def what_if(given: Given, changes: Mapping[str, str], measured: Mapping[str, str]) -> Explanation:
    """Return the exact difference between the run as it is and the run with `changes`, concept to value, of which
    `measured` holds the test results that some were judged from. Raises ValueError for a statement that the pack does
    not have."""
    found = Difference(given.trace, given.but(changes, measured).trace)
    about = changed(given, changes, measured)
    if found.nothing and all(given.answers.get(name, UNKNOWN) == value for name, value in changes.items()):
        so = phrases.listed(stated(given.trace, Statement(*one)) for one in changes.items() if one[1] != UNKNOWN)
        return Explanation("what-if", about, f"That is so already{': ' if so else ''}{so}.")
    if found.nothing:
        return Explanation("what-if", about, "Nothing would change: no fact, no firing, no cause and not the urgency.")
    lines = tuple(line for line in _parts(found, changes) if line.below)
    facts = len(found.gained) + len(found.lost) + len(found.strengthened) + len(found.weakened) + len(found.elsewhere)
    answer = f"{_urgency(found)} {_count(facts, 'fact').capitalize()} would be different, and {_rules(found)}."
    return Explanation("what-if", about, answer, lines)


def _rules(found: Difference) -> str:
    return _count(len(found.firings) + len(found.stopped), "firing")


def _count(count: int, one: str) -> str:
    return phrases.counted(count, one) if count else f"no {one}"


def _urgency(found: Difference) -> str:
    before, after = urgency_in_words(found.before), urgency_in_words(found.after)
    return (
        f"The urgency would stay '{before}'." if before == after else f"The urgency: '{after}' instead of '{before}'."
    )


def _parts(found: Difference, changes: Mapping[str, str]) -> Iterator[Line]:
    before, after = found.before, found.after
    if outcome(before).rules != outcome(after).rules:
        heading = "the rules that set the urgency"
        setting = _part(heading, "urgency", _setting(after))
        yield setting if outcome(after).rules else replace(setting, text=f"{heading}: none")
    yield _part("facts that come", "gained", (_fact(after, fact, "gained", changes) for fact in found.gained))
    yield _part("facts that go", "lost", (_fact(before, fact, "lost") for fact in found.lost))
    yield _part("facts that are surer", "strengthened", (_became(found, *pair, changes) for pair in found.strengthened))
    yield _part("facts that are less sure", "weakened", (_became(found, *pair) for pair in found.weakened))
    yield _part(
        "facts that come from elsewhere", "elsewhere", (_became(found, *pair, changes) for pair in found.elsewhere)
    )
    starting = [firing for earlier, firing in found.firings if earlier is None]
    other = [(earlier, firing) for earlier, firing in found.firings if earlier is not None]
    yield _part("rules that fire only then", "starts", (_firing(after, firing, "starts") for firing in starting))
    yield _part("rules that no longer fire", "stops", (_firing(before, firing, "stops") for firing in found.stopped))
    yield _part("rules that fire to another end", "changes", (_otherwise(found, *pair) for pair in other))
    yield _part("causes whose standing changes", "candidates", (_moved(found, one) for one in found.moved))


def _part(heading: str, means: str, lines: Iterator[Line]) -> Line:
    below = tuple(lines)
    return Line(f"{heading}: {len(below)}", means=means, below=below)


def _setting(trace: Trace) -> Iterator[Line]:
    rules = outcome(trace).rules
    if not rules:
        yield Line("no rule calls for a higher urgency than the lowest", means="urgency", detail="chain")
    for rule in rules:
        yield rule_line(rule, "", "urgency", trace.fact[rule.conclusion].strength)


def _fact(trace: Trace, fact: Fact, means: str, changes: Mapping[str, str] = NOTHING) -> Line:
    asked = changes.get(fact.statement.concept) == fact.statement.value  # not yet answered so: that is the question
    text = f"{phrases.said(trace.pack, fact.statement)}  [as asked here]" if asked else stated(trace, fact.statement)
    return Line(text, means=means, about=fact.statement, strength=fact.strength, detail="chain")


def _became(found: Difference, old: Fact, new: Fact, changes: Mapping[str, str] = NOTHING) -> Line:
    before, after = stated(found.before, old.statement), _fact(found.after, new, "strength", changes)
    return replace(after, text=f"{after.text}; instead of: {before}")


def _firing(trace: Trace, firing: Firing, means: str) -> Line:
    return rule_line(firing.rule, firing.strength.word, means, firing.strength, text=concluded(trace, firing))


def _otherwise(found: Difference, earlier: Firing, firing: Firing) -> Line:
    was = f"{earlier.strength.word}, {phrases.EFFECT[earlier.effect]}"
    then = f"{firing.strength.word}, {phrases.EFFECT[firing.effect]}"
    if found.before.rests_on_supposition(earlier) != found.after.rests_on_supposition(firing):
        if found.before.rests_on_supposition(earlier):
            was += f", {phrases.SUPPOSED}"
        else:
            then += f", {phrases.SUPPOSED}"
    words = f"{concluded(found.after, firing)}; instead of: {was}"
    return rule_line(firing.rule, then, "changes", firing.strength, text=words)


def _moved(found: Difference, moved: Moved) -> Line:
    pack, (old, new) = found.before.pack, moved.places
    pairs = (
        ("evidence for it", moved.before.evidence_word, moved.after.evidence_word),
        ("findings explained", len(moved.before.explained), len(moved.after.explained)),
        ("reasons against", len(moved.before.against), len(moved.after.against)),
    )
    stands = [f"{heading}: {after} instead of {before}" for heading, before, after in pairs if before != after]
    place = [f"place {new} instead of {old}"] if old != new else []
    statement = moved.after.statement
    return Line(
        f"{phrases.said(pack, statement)}: {'; '.join((*place, *stands)) or 'by other rules or more surely'}",
        means="candidate",
        about=statement,
        detail="chain" if stands else "full",
    )
