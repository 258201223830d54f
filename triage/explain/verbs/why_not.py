"""`why-not` in words: why a statement did not come about, rule by rule.

What is given comes in, an Explanation goes out.
"""

from __future__ import annotations

from triage import phrases
from triage.engine.given import Given
from triage.explain.absence import Lack, Miss, Missing, absence
from triage.explain.explanation import Detail, Explanation, Line, rule_line
from triage.explain.sentences import missing, stated
from triage.explain.sufficient import needed
from triage.explain.verbs.changes import way_line
from triage.model import URGENCY, Statement
from triage.trace import Fact, Trace

NEAREST = 8  # so many rules are shown where not everything is
WHY: dict[Lack, str] = {
    "answered otherwise": "{instead} says otherwise",
    "answered unknown": "it was answered as not known",
    "left open": "it was left open, and not counted as no",
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
    if statement == Statement(URGENCY, trace.urgency):  # the lowest, that no rule has to conclude
        return Explanation("why-not", about, f"But so it is: {missing(trace, statement)}.")
    found = absence(trace, statement)
    because = WHY[found.lack].format(instead=phrases.given(given.pack, found.instead) if found.instead else "")
    if found.lack == "not asked" and (untold := _untold(trace, statement)):
        because = f"{because}; {untold}"
    parts = [f"{phrases.not_concluded(given.pack, statement)}: {because}."]
    if found.misses:
        rules = phrases.counted(len(found.misses), "rule concludes", "rules conclude")
        parts.append(f"{rules} it{', the nearest first' if len(found.misses) > 1 else ''}.")
    lines = [_miss(given, miss, _detail(place)) for place, miss in enumerate(found.misses)]
    ways = needed(given, statement).ways
    if ways and not found.instead:
        lines += [way_line(given, statement, way) for way in ways[:1]]
    return Explanation("why-not", about, " ".join(parts), tuple(lines))


def _detail(place: int) -> Detail:
    """Return the least detail that shows a rule: hundreds may conclude a level of urgency."""
    return "brief" if place == 0 else "chain" if place < NEAREST else "full"


def _miss(given: Given, miss: Miss, detail: Detail) -> Line:
    rule = miss.rule
    lacks = f"lacks {len(miss.missing)} of {phrases.counted(len(rule.premises), 'premise')}"
    came = lacks if miss.missing else "fired, overruled"
    lacking = (_missing(given, one, detail) for one in miss.missing)
    held = (_held(given, fact, detail) for fact in miss.held)
    means = "lacking" if miss.missing else "overruled"
    return rule_line(rule, f"{rule.strength.word}; {came}", means, rule.strength, detail, below=(*lacking, *held))


def _held(given: Given, fact: Fact, detail: Detail) -> Line:
    text = f"holds: {phrases.said(given.pack, fact.statement, fact.strength)}"
    note = phrases.whence(given.trace, fact)
    return Line(text, note, means="holds", about=fact.statement, strength=fact.strength, detail=detail)


def _missing(given: Given, one: Missing, detail: Detail) -> Line:
    note, lack = _untold(given.trace, one.statement) if one.lack == "not asked" else "", str(one.lack)
    if one.instead and one.instead.origin == "supposed":
        lack = lack.replace("answered", "supposed")
    if one.instead:
        note = f"{phrases.ORIGIN[one.instead.origin]}: {phrases.said(given.pack, one.instead.statement)}"
    return Line(
        f"{lack}: {phrases.said(given.pack, one.statement)}",
        note,
        below=tuple(_miss(given, miss, "full") for miss in one.misses) or _elsewhere(one),
        means=one.lack,
        about=one.statement,
        detail=detail,
    )


def _untold(trace: Trace, statement: Statement) -> str:
    """Return which answers keep others from telling what was not asked; '' where they still could."""
    lists = trace.pack.told_by.get(statement.concept, ())
    against = [next((fact for part in parts if (fact := _otherwise(trace, part))), None) for parts in lists]
    denied = [phrases.said(trace.pack, fact.statement) for fact in dict.fromkeys(against) if fact]
    return f"not told by its parts either, as {phrases.listed(denied)}" if denied and all(against) else ""


def _otherwise(trace: Trace, part: Statement) -> Fact | None:
    fact = trace.given(part.concept)
    return fact if fact and fact.statement != part else None


def _elsewhere(one: Missing) -> tuple[Line, ...]:
    """Return where the rules are told that would conclude it, if there are any and not here."""
    told = {"above": "its rules are shown above", "deeper": "its rules lie too deep to be shown here", "": ""}
    text = told[one.elsewhere]
    return (Line(text, means="elsewhere", detail="full"),) if text else ()
