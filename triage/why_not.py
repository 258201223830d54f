"""`why-not` and `needed` in words: why a statement did not come about, and which answers would bring it about.

What is given comes in, an Explanation goes out. It tells how the rules work and advises nobody to answer anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from triage import phrases
from triage.absence import Lack, Miss, Missing, absence
from triage.given import Given, value_of
from triage.model import UNKNOWN, Statement
from triage.needed import Needed, Way, needed
from triage.report import missing, stated
from triage.trace import Fact
from triage.tree import Detail, Explanation, Line

NO_ADVICE = "This tells how the rules work; it is no reason to answer otherwise."
WHY: dict[Lack, str] = {
    "answered otherwise": "{instead} says otherwise",
    "answered unknown": "it was answered as not known",
    "not asked": "it was not answered, and no rule concludes it",
    "not derived": "no rule that concludes it has all its premises",
    "overruled": "rules conclude it, and {instead} overrules them",
}


def why_not(given: Given, statement: Statement) -> Explanation:
    """Return why `statement` is no fact of the run, rule by rule and premise by premise, the nearest miss first."""
    trace = given.trace
    about = phrases.said(given.pack, statement)
    if statement in trace.fact:
        return Explanation("why-not", about, f"But it did come about: {stated(trace, statement)}.")
    found = absence(trace, statement)
    because = WHY[found.lack].format(instead=_instead(given, found.instead))
    parts = [f"{phrases.not_concluded(given.pack, statement)}: {because}."]
    if found.misses:
        rules = phrases.counted(len(found.misses), "rule concludes", "rules conclude")
        parts.append(f"{rules} it{', the nearest first' * (len(found.misses) > 1)}.")
    lines = [_miss(given, miss, "brief" if place == 0 else "chain") for place, miss in enumerate(found.misses)]
    ways = needed(given, statement).ways
    if ways and not found.instead:
        lines += [_way(given, statement, way) for way in ways[:1]]
    return Explanation("why-not", about, " ".join(parts), tuple(lines))


def _instead(given: Given, fact: Fact | None) -> str:
    if fact is None:
        return ""
    source = "the supposition" if fact.origin == "supposed" else "the answer"
    return f"{source} '{phrases.said(given.pack, fact.statement)}'"


def _miss(given: Given, miss: Miss, detail: Detail) -> Line:
    rule = miss.rule
    lacks = f"lacks {len(miss.missing)} of {phrases.counted(len(rule.premises), 'premise')}"
    came = lacks if miss.missing else "fired, overruled"
    return Line(
        rule.because,
        phrases.sourced(rule),
        f"{rule.id} ({rule.strength.word}; {came})",
        below=(
            *(_missing(given, one, detail) for one in miss.missing),
            *(_held(given, fact, detail) for fact in miss.held),
        ),
        kind=rule.kind,
        means="lacking" if miss.missing else "overruled",
        about=rule.conclusion,
        strength=rule.strength,
        detail=detail,
    )


def _held(given: Given, fact: Fact, detail: Detail) -> Line:
    text = f"holds: {phrases.said(given.pack, fact.statement, fact.strength)}"
    note = phrases.whence(given.trace, fact)
    return Line(text, note, means="holds", about=fact.statement, strength=fact.strength, detail=detail)


def _missing(given: Given, one: Missing, detail: Detail) -> Line:
    note = ""
    if one.instead:
        note = f"{phrases.ORIGIN[one.instead.origin]}: {phrases.said(given.pack, one.instead.statement)}"
    return Line(
        f"{one.lack}: {phrases.said(given.pack, one.statement)}",
        note,
        below=tuple(_miss(given, miss, "full") for miss in one.misses) or _elsewhere(one),
        means=one.lack,
        about=one.statement,
        detail=detail,
    )


def _elsewhere(one: Missing) -> tuple[Line, ...]:
    """Return where the rules are told that would conclude it, if there are any and not here."""
    told = {"above": "its rules are shown above", "deeper": "its rules lie too deep to be shown here", "": ""}
    text = told[one.elsewhere]
    return (Line(text, means="elsewhere", detail="full"),) if text else ()


def needs(given: Given, statement: Statement) -> Explanation:
    """Return which smallest sets of answers would bring `statement` about."""
    about = phrases.said(given.pack, statement)
    if statement in given.trace.fact:
        return Explanation("needed", about, f"Nothing more: {stated(given.trace, statement)}.")
    found = needed(given, statement)
    lines = [_way(given, statement, way) for way in found.ways]
    if found.direct:
        lines.append(Line("A question asks for it, so it may also be answered itself.", means="direct"))
    if found.ways:
        lines.append(Line(NO_ADVICE, means="notice"))
    answer = f"{missing(given.trace, statement)}. {' '.join(_counted(given, found))}"
    return Explanation("needed", about, answer, tuple(lines))


def _counted(given: Given, found: Needed) -> Iterator[str]:
    if not found.complete:
        yield "More answers would have to be tried than can be: whether any bring it about by the rules is not known."
        return
    if not found.ways:
        yield "No answers bring it about by the rules."
        return
    size = len(found.ways[0].answers)
    ways = f" There are {len(found.ways)} ways." if len(found.ways) > 1 else ""
    fewer = ", and no fewer" if size > 1 else ""
    answers = phrases.counted(size, "answer", "answers together")
    if found.changing:
        named = [concept for way in found.ways for concept in way.answers]
        changed_only = all(value_of(given.trace, concept) != UNKNOWN for concept in named)
        how = f"changing {size} of the given answers" if changed_only else f"{answers}, with given ones changed,"
        yield f"No open answer would bring it about, but {how} would{fewer}.{ways}"
    else:
        yield f"{answers} would bring it about{fewer}.{ways}"
    if found.unasked:
        yield "No question asks for all of them."


def _way(given: Given, statement: Statement, way: Way) -> Line:
    then = phrases.said(given.pack, statement, way.strength)
    return Line(
        f"enough: {changed(given, way.answers)}",
        f"then {then}",
        means="way",
        about=statement,
        strength=way.strength,
    )


def changed(given: Given, answers: Mapping[str, str]) -> str:
    """Return answers (concept to value) in words, each with the answer in whose place it would come."""
    return phrases.listed(_changed(given, concept, value) for concept, value in answers.items())


def _changed(given: Given, concept: str, value: str) -> str:
    known = value != UNKNOWN
    words = phrases.said(given.pack, Statement(concept, value)) if known else phrases.not_known(given.pack, concept)
    now = value_of(given.trace, concept)
    return words if now == UNKNOWN else f"{words} (instead of {now.replace('-', ' ')})"
