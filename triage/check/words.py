"""What no text of a pack may say: a diagnosis, an amount, an order to start, stop or change a medicine or supplement.

The texts of a pack, or titles of cases, go in; problems come out. Words are all that is looked at, so the patterns know
the common ways of putting it and those sentences that only sound like it: who takes a medicine, what a body does with a
vitamin, a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from triage.check.overview import Overview
from triage.errors import Problem
from triage.pack.document import Document, Place

TREATMENT = (
    r"(?:(?:supplement|tablet|pill|capsule|medicine|medication|drug|injection|antibiotic|diuretic|painkiller"
    r"|antacid|aspirin|paracetamol|ibuprofen|multivitamin|remedy|inhaler|insulin|statin|antidepressant|antipsychotic"
    r"|beta[- ]?blocker|sedative)s?|remedies)"
)
NUTRIENT = r"(?:vitamin|mineral)s?"
# Verbs by which somebody is told what to do with a treatment, in all their forms.
CHANGING = (
    r"tak(?:e|es|ing)|took|taken|start(?:s|ed|ing)?|begin(?:s|ning)?|began|stop(?:s|ped|ping)?|quit(?:s|ting)?"
    r"|ceas(?:e|es|ed|ing)|discontinu(?:e|es|ed|ing)|continu(?:e|es|ed|ing)|resum(?:e|es|ed|ing)|reduc(?:e|es|ed|ing)"
    r"|increas(?:e|es|ed|ing)|rais(?:e|es|ed|ing)|lower(?:s|ed|ing)?|doubl(?:e|es|ed|ing)|halv(?:e|es|ed|ing)"
    r"|chang(?:e|es|ed|ing)|switch(?:es|ed|ing)?(?: to)?|adjust(?:s|ed|ing)?|replac(?:e|es|ed|ing)|skip(?:s|ped|ping)?"
    r"|avoid(?:s|ed|ing)?|try|tries|tried|trying|swallow(?:s|ed|ing)?|add(?:s|ed|ing)?|us(?:e|es|ed|ing)"
    r"|cut(?:s|ting)?(?: down)?(?: on)?|com(?:e|es|ing) off|came off|go(?:es|ing)? (?:off|on|without)|went off"
    r"|swap(?:s|ped|ping)?"
    r"|taper(?:s|ed|ing)?|withdr(?:aw|aws|ew|awn|awing)|withh(?:old|olds|eld|olding)|wean(?:s|ed|ing)?(?: off)?"
    r"|leav(?:e|es|ing) (?:out|off)|buy|need(?:s|ed)?|recommend(?:s|ed|ing)?|consider(?:s|ed|ing)?"
    r"|giv(?:e|es|ing) up|gave up|given up|paus(?:e|es|ed|ing)|drop(?:s|ped|ping)?|chew(?:s|ed|ing)?|stick to"
)
TAKING = (
    r"take|come off|try|start|begin|use|add|buy|stop|avoid|double|increase|reduce|change|skip|swallow|top up with|up"
    r"|supplement|get|be on|go on|go for|put yourself on|stick to|treat (?:it|this|them) with|give up|pause|drop"
)
# What may stand between the verb and what is taken. After "to" or "in" follows something else that somebody does.
BETWEEN = r"(?:\s+(?!to\b|in\b|up\b|of\b|part\b|levels?\b|lack\b|needs?\b|into\b)[\w'-]+){0,3}?"
LITTLE = r"(?:\s+(?:a|an|any|some|more|less|extra|the|your|on|with|taking|of|daily|\d+|mg))*"
# Where a sentence, or a part of one, tells somebody what to do.
ORDER = (
    r"(?:^|[.;:!,(]\s*|\b(?:you|should|must|please|ought to|have to|need to|has to|needs to|try to|and|or|then|not"
    r"|never|always|also|just|simply)\s+)"
)
NOT_INTO = r"(?!(?:\s+[\w-]+){0,2}\s+into\b)"
DONE = (
    r"(?:started|begun|stopped|changed|reduced|increased|raised|lowered|doubled|halved|adjusted|replaced|switched"
    r"|skipped|avoided|taken|added|used|tried|continued|discontinued|resumed|withdrawn|withheld|tapered|swapped|cut)"
)
TOO_MUCH = "how much to take is for a professional to say"
DECIDED = "what to take is for a professional and the person to decide"
FOUND = "what somebody has is for a professional to say"

# What only sounds like an order: that this is no reason to do it, that somebody does it, to ask before it is done.
NO_ORDER = re.compile(
    rf"\b(?:reason|is|are|does|will|before(?: you)?|whether|nobody|no one)(?:\s+(?:not|never|nor|to|for|tell|tells"
    rf"|anybody|anyone|you|somebody))*\s+(?:{CHANGING})(?:\s*,\s*(?:{CHANGING}))*(?:\s*,?\s*(?:or|nor|and)\s+(?:{CHANGING}))?\b"
    rf"|\b(?:who|whoever|while|that|which)\s+(?:(?:is|are|was|were|has|have|had|also|often)\s+)*(?:{CHANGING})\b"
    r"|\buse of\b",
    re.IGNORECASE,
)
QUESTION = re.compile(
    r"(?:^|(?<=[.!?:]))\s*(?:do|does|did|are|is|was|were|have|has|had|which|what|who|whose|when|where|how|why)\b"
    r"[^.!?]*\?",
    re.IGNORECASE,
)

# What is no sentence of the pack's own: names, and the words of a source.
UNSPOKEN = frozenset(
    ("id", "url", "wording", "source", "mechanism-source", "teaches", "if", "then", "hedges", "places", "link", "unit")
)


def banned_words(overview: Overview) -> Iterator[Problem]:
    """A text that speaks of diagnosing, dosing or prescribing, or tells somebody to start, stop or change a medicine or
    supplement. What stands in coverage.yaml is shown to nobody, and the title of a source is another's."""
    parts = overview.parts
    records = (parts.concepts, parts.nuances, parts.questions, parts.rules, parts.scopes, parts.not_covered)
    documents = {placed.document.path: placed.document for found in records for placed in found}
    causes = frozenset(
        re.sub(r"^(the|use of( an?)?) ", "", placed.record.label)
        for placed in overview.concepts.values()
        if placed.record.role == "cause"
    )
    for document in (parts.pack_file, *documents.values()):
        for place, text in _texts(document):
            yield from _banned(document, place, text, causes)


def banned_in_titles(documents: Iterable[Document]) -> Iterator[Problem]:
    """The same in the title of a case, which is shown with its run."""
    for document in documents:
        title = document.data.get("title") if isinstance(document.data, dict) else None
        if isinstance(title, str):
            yield from _banned(document, ("title",), title)


def _banned(document: Document, place: Place, text: str, causes: frozenset[str] = frozenset()) -> Iterator[Problem]:
    for words, why in banned(text, causes):
        message = f"'{words}' is not said here: {why}"
        about = _record_id(document, place)
        yield Problem(document.path, document.line(place), "banned-words", message, "say it in another way", about)


def banned(text: str, causes: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Return all words in `text` that no pack may say, each with why. `causes` are names of what the pack is about,
    which nobody is told to take or leave either."""
    said = " ".join(text.replace("\xad", "").split())
    found, left = _found(said, _always())
    orders = (
        *((pattern, DECIDED) for pattern in _orders(causes)),
        *((pattern, FOUND) for pattern in _verdicts(causes)),
    )
    more, _ = _found(NO_ORDER.sub(" ... ", QUESTION.sub(" ... ", left)), orders)
    return (*found, *more)


def _found(text: str, patterns: Iterable[tuple[re.Pattern[str], str]]) -> tuple[list[tuple[str, str]], str]:
    """Return what the patterns find, each word once, with why; and the text without that."""
    words = []
    for pattern, why in patterns:
        while found := pattern.search(text):
            words.append((found[0].strip(" ,.;:!("), why))
            text = f"{text[: found.start()]} / {text[found.end() :]}"
    return words, text


@lru_cache(maxsize=1)
def _always() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What is not said in any sentence."""
    weight = r"mg|mcg|µg|g|micrograms?|milligrams?|grams?|IU|units"
    amount = rf"\d+\s*(?:{weight}|ml|millilit(?:er|re)s?|drops?|(?:tea|table)?spoon(?:ful)?s?|puffs?)\b"
    often = r"(?:of|a|per|every|each|once|twice|daily)\b"
    every = r"(?:once|twice|\w+\s+times)?\s*(?:a|per|each|every)\s+(?:day|night|week|morning|evening)|daily"
    patterns = (
        (r"\w*diagnos\w*", FOUND),
        (r"\b[\w-]*dos(?:e|es|ed|age|ages|ing)\b", TOO_MUCH),
        (rf"\b{amount}\s+{often}", TOO_MUCH),
        (rf"\b(?:take|takes|taking|swallow|give|gives|giving|drink|inject)\s+(?:\w+\s+)?{amount}", TOO_MUCH),
        (rf"\b(?:tablet|pill|capsule)s?\s+(?:{every})\b", TOO_MUCH),
        (
            rf"\b{TREATMENT}\s+(?:\w+\s+)?(?:should|must|ought to|needs? to|ha(?:s|ve) to)\s+(?:\w+\s+)?be\s+"
            rf"(?:\w+\s+)?{DONE}\b|\b{TREATMENT}\s+(?:is|are)\s+recommended\b",
            DECIDED,
        ),
        (r"\w*prescri\w*", "what to take is for a professional to say"),
    )
    return tuple((re.compile(pattern, re.IGNORECASE), why) for pattern, why in patterns)


@lru_cache(maxsize=16)
def _orders(causes: frozenset[str]) -> tuple[re.Pattern[str], ...]:
    """What tells somebody what to do with a treatment, or with what the pack is about."""
    named = "|".join(re.escape(cause) for cause in sorted(causes)) or r"(?!)"
    patterns = (
        rf"(?<![\w-])(?:{CHANGING}){BETWEEN}\s+{TREATMENT}\b{NOT_INTO}",
        rf"(?<![\w-])(?:{CHANGING}){BETWEEN}\s+your\s+(?:\w+\s+)?{NUTRIENT}\b",
        r"\b(?:start|stop|begin|keep|quit|resum|avoid|continu)\w*\s+(?:taking|using)\b",
        rf"{ORDER}(?:{TAKING}){LITTLE}\s+(?:{NUTRIENT}|{named})\b{NOT_INTO}",
        rf"\b(?:{named})\s+(?:should|must|ought to|needs? to|has to)\s+(?:\w+\s+)?be\s+(?:\w+\s+)?{DONE}\b(?!\s+up\b)",
        rf"\btake\s+\w+\s+of\s+(?:your|the|these)\s+{TREATMENT}\b",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


@lru_cache(maxsize=16)
def _verdicts(causes: frozenset[str]) -> tuple[re.Pattern[str], ...]:
    """What tells somebody that it is a cause that the pack is about."""
    if not causes:
        return ()
    named = "|".join(re.escape(cause) for cause in sorted(causes))
    surely = r"(?:(?:probably|certainly|surely|clearly|likely|just|also)\s+)?"
    has = r"(?:have|lack|suffer from|are (?:suffering from|low in|short of|lacking))"
    lacking = r"(?:\s+(?:a|an|the|low|little|too|lack|shortage|deficiency|of|in))*"
    patterns = (
        rf"(?<!if )(?<!that )(?<!whether )\byou\s+{surely}{has}{lacking}\s+(?:{named})\b",
        rf"\byour\s+[\w' -]{{1,40}}?\bcomes?\s+from{lacking}\s+(?:{named})\b",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def _texts(document: Document) -> Iterator[tuple[Place, str]]:
    """Yield every text of a document that a reader may be shown, with its place."""
    waiting: list[tuple[Place, object]] = [((), document.data)]
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, str):
            yield place, value
        elif isinstance(value, dict):
            waiting.extend(((*place, key), part) for key, part in value.items() if key not in UNSPOKEN)
        elif isinstance(value, list):
            waiting.extend(((*place, number), part) for number, part in enumerate(value))


def _record_id(document: Document, place: Place) -> str:
    record = document.data
    if isinstance(record, list) and place and isinstance(place[0], int):
        record = record[place[0]]
    id = record.get("id") or record.get("concept") if isinstance(record, dict) else ""
    return id if isinstance(id, str) else ""
