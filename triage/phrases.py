"""How statements, their strength and their origin are put into words: the same in every view.

ASCII throughout, so that no terminal or file has to make do. A statement's strength is in its words: "is", "is likely",
"may be".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from triage.answers.case_lines import told_and_denied
from triage.answers.laboratory import judged, told_by_results
from triage.answers.measurement import level_on_a_test
from triage.model import MADE_UP, PRESENT, URGENCY, Citation, Rule, RulePack, Statement, Strength
from triage.names import in_words
from triage.trace import Effect, Fact, Origin, Trace

NOTICE = (
    "This is for learning, not medical advice. It cannot examine anyone and does not replace a health professional."
)
BUG = "This is a mistake in triage, not in what you did. Please report it, with the command you ran"

VERB = {Strength.CERTAIN: "is", Strength.LIKELY: "is likely", Strength.POSSIBLE: "may be"}

ORIGIN: dict[Origin, str] = {"answered": "you answered", "supposed": "supposed", "derived": "concluded"}
NO_NAME = "reported; this pack has no name for it"
EFFECT: dict[Effect, str] = {
    "asserted": "new",
    "supports": "one more reason",
    "overruled": "overruled",
}
CAME: dict[Effect | Literal["not fired"], str] = {
    "asserted": "fired",
    "supports": "fired, one more reason",
    "overruled": "fired, overruled",
    "not fired": "did not fire",
}
SUPPOSED = "rests on a supposition"
SHOWN = {"above": "shown above", "below": "shown below"}
CONTINUES = "continued from above"
RANK = "Rank: evidence for the cause itself, then how many reported findings, then less against, then the pack's order."
CAUSES = "Causes, and what each would explain"
EXPLAINS_NONE = "by these rules, none of the findings that were reported"
EXPLAINS_NO_FINDING = f"{EXPLAINS_NONE} (whether it is behind a danger sign is not worked out here)"
LEFT = "What is left"
LIMITS = "What these rules cannot tell"
DANGERS_NOT_KNOWN = "Danger signs that are not known"
UNANSWERED = "Danger signs that were not answered"
POINTS_ABSENT = "The points that are absent"
NOT_RULED_OUT = "Whoever cannot rule out what is not known may talk to a health line or a doctor about it today."
RULED_OUT = "Not asked, since another answer rules it out"
FROM_RISKS = "only because of risk factors, each a reason to ask that shows nothing by itself"
NOTHING_MORE = "no sign and no urgency beyond what was given"
SAME_RUN = "The two runs are the same, step for step"
CONTRADICTED = "contradicted by an answer"
OVERRULED_EVIDENCE = "evidence for it: overruled by an answer"
SUPPLEMENT = "supplement, not from the article"
INFERRED = "inferred, not stated by the source"
TIER_OF_SOURCE = {"A": "", "B": " [tier B: a copy or an abstract]", "C": " [tier C: a general-audience page]", None: ""}


def label(pack: RulePack, concept: str) -> str:
    """Return what a concept is called in a sentence."""
    return URGENCY if concept == URGENCY else pack.concept[concept].label


def listed(parts: Iterable[str]) -> str:
    """Return labels, or other parts that may hold commas themselves, as one list."""
    return "; ".join(parts)


def quoted(words: Iterable[str]) -> str:
    """Return the words in which something was answered, as one list."""
    return listed(f"'{one}'" for one in words)


def labels(pack: RulePack, concepts: Iterable[str]) -> str:
    """Return what concepts are called in a sentence, as one list."""
    return listed(label(pack, concept) for concept in concepts)


def counted(count: int, one: str, many: str = "") -> str:
    """Return a number and a noun: '1 rule', '2 rules'."""
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def term(pack: RulePack, statement: Statement) -> str:
    """Return the field's name for a statement, '' when it has none."""
    return "" if statement.concept == URGENCY else pack.concept[statement.concept].terms.get(statement.value, "")


def said(pack: RulePack, statement: Statement, strength: Strength = Strength.CERTAIN) -> str:
    """Return a statement as a sentence that is as sure as `strength`: 'soil may be dry (drought)'."""
    name = term(pack, statement)
    sentence = brief(pack, statement, strength)
    return f"{sentence} ({name})" if name else sentence


def brief(pack: RulePack, statement: Statement, strength: Strength = Strength.CERTAIN) -> str:
    """Return a statement as a sentence without the field's name for it: for lists with a line for each."""
    return f"{label(pack, statement.concept)} {VERB[strength]} {in_words(statement.value)}"


def reported(pack: RulePack, statement: Statement) -> str:
    """Return what was answered: by its name alone where it is simply there, with its value where it is not."""
    return label(pack, statement.concept) if statement.value == PRESENT else brief(pack, statement)


def whence(trace: Trace, fact: Fact) -> str:
    """Return where a fact came from: answered, judged or told by a test result, supposed, concluded, or told by several
    answers together."""
    if fact.origin != "answered":
        return ORIGIN[fact.origin]
    concept = fact.statement.concept
    if concept in trace.measured:
        measured = trace.measured[concept]
        number = level_on_a_test(measured) and re.search(r"\d", " ".join(trace.typed.get(concept, ())))
        alone = ", whose number says no more without its range" if number else ""
        return f"{answered(trace, concept)}, {judged_from(trace.pack, concept, measured)}{alone}"
    if names := [name for danger, name in told_by_results(trace.pack, trace.measured) if danger == concept]:
        typed = {name: level_on_a_test(trace.measured[name]) or trace.measured[name] for name in names}
        results = listed(f"{label(trace.pack, name)} {words}" for name, words in typed.items())
        return f"told by the test result{'s' if len(names) > 1 else ''} {results}{_outweighed(trace, concept)}"
    if parts := trace.told.get(concept):
        return f"told by: {listed(said(trace.pack, part) for part in parts)}{_outweighed(trace, concept)}"
    return answered(trace, concept)


def _outweighed(trace: Trace, concept: str) -> str:
    return "; the answer to it by itself, absent, counts less" if concept in trace.outweighed else ""


def answered(trace: Trace, concept: str) -> str:
    """Return that something was answered, in the words of whoever answered where these are not the pack's own."""
    words = trace.typed.get(concept, ())
    typed = quoted(words)
    told, denied = told_and_denied(trace.pack, words)
    if told and denied:
        no = no_to_kinds(denied)
        typed = f"{quoted(told)}; {no[0].lower()}{no[1:]}"
    return f"{ORIGIN['answered']}: {typed}" if typed else ORIGIN["answered"]


def judged_from(pack: RulePack, concept: str, typed: str) -> str:
    """Return which test result an answer was judged from, and whether its range can be right and tells enough."""
    if level := level_on_a_test(typed):
        return typed if level.startswith("very") else "counted as a test result"
    result = judged(pack.concept[concept], typed)
    odd = ", which is a danger sign all the same: is the range right?" if result.odd else ""
    vague = "; one limit does not tell how far out it lies" if result.vague else ""
    return f"judged from {typed}{odd}{vague}"


def overruled(pack: RulePack, given: Statement, origin: Origin, concluded: Statement, strength: Strength) -> str:
    """Return what stands instead of a conclusion that an answer overruled; the denied value is never said as a fact."""
    said_instead = f"{VERB[strength]} {in_words(concluded.value)}".removeprefix("is ")
    return f"{brief(pack, given)}, as {origin}; the rule says '{said_instead}'"


def given(pack: RulePack, fact: Fact) -> str:
    """Return an answer or a supposition, named as what it is: "the answer 'soil is dry'"."""
    return f"the {'supposition' if fact.origin == 'supposed' else 'answer'} '{said(pack, fact.statement)}'"


def not_known(pack: RulePack, concept: str) -> str:
    """Return that an answer was 'not known'."""
    return f"{label(pack, concept)}: not known"


def no_to_kinds(kinds: Iterable[str]) -> str:
    """Return what a no covers that was said of kinds of a sign, and not of the whole of it."""
    quoted = " and ".join(f"'{name}'" for name in kinds)
    return f"The no to {quoted} covers no more than that"


def not_concluded(pack: RulePack, statement: Statement) -> str:
    """Return that nothing concluded a statement."""
    return f"not concluded: {said(pack, statement)}"


def urgency_of(person: str) -> str:
    """Return whose urgency it is: nobody's if the person is `made-up`."""
    return "Urgency in this made-up case" if person == MADE_UP else "Urgency"


def cited(citations: Iterable[Citation]) -> str:
    """Return citations for a reader, the places of one source together: `article VD-2.1, VD-2.2; HAN`."""
    places: dict[str, list[str]] = {}
    for citation in citations:
        places.setdefault(citation.source, []).append(citation.place)
    return "; ".join(f"{source} {', '.join(found)}".strip() for source, found in places.items())


def open_of(pack: RulePack, names: Iterable[str]) -> list[str]:
    """Return the labels of those of `names` that the pack asks about."""
    return [label(pack, name) for name in names if name in pack.asked]


def sourced(rule: Rule, inferred: str = INFERRED) -> str:
    """Return where a rule is from: that it is the supplement's, its sources, and, in the words of `inferred`, whether
    its level is its authors' inference."""
    kind = f"{rule.kind}: " if rule.kind == "supplement" else ""
    return f"{kind}{cited(rule.source)}{f'; {inferred}' if rule.basis == 'inferred' else ''}"


def mechanism(rule: Rule) -> str:
    """Return the deeper level of a rule, with its own sources where it has some; '' where there is none."""
    if rule.mechanism and rule.mechanism_source:
        return f"{rule.mechanism} [{cited(rule.mechanism_source)}]"
    return rule.mechanism or ""


def named(rule: Rule) -> str:
    """Return a rule by its id, and where it is from."""
    return f"{rule.id} [{sourced(rule)}]"


def hidden(*left_out: tuple[int, str, str]) -> str:
    """Return what a shorter explanation leaves out, each kind with its number, noun and plural, and how to see it."""
    parts = [counted(*kind) for kind in left_out if kind[0]]
    return f"Not shown here: {', '.join(parts)} ('--detail full' shows everything)." if parts else ""


def from_risks(count: int, shown_below: bool) -> str:
    """Return how many conclusions follow only because of risk factors, and where they are told."""
    where = "last under 'Why'" if shown_below else "'--detail full' shows all"
    return f"{counted(count, 'conclusion')} {FROM_RISKS} ({where})"


def too_much_for_mermaid(over: str) -> str:
    """Return what a picture has `over` what Mermaid takes, and what to do."""
    return f"triage: Mermaid takes {over}: draw a part of it with '--about'"


def no_change(supposed: bool) -> str:
    """Return what no answer to a point that is left out can change; what is `supposed` is no answer."""
    aside = ", leaving aside what is supposed" if supposed else ""
    return (
        "no answer can change the urgency, or what is known of a cause that no answer contradicts (its evidence, what "
        f"it explains, what speaks against it){aside}"
    )


def unanswered(count: int) -> str:
    """Return how many danger signs were not answered."""
    signs = "1 danger sign was" if count == 1 else f"{count} danger signs were"
    return f"{signs} not answered. That is not counted as no."
