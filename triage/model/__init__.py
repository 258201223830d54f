"""What a rule pack is, as frozen values, and nothing else. Files become these values in `pack`.

The words are those of docs/glossary.md. What every module speaks of is imported from here; what a record is made of,
from `model.record`.
"""

from triage.model.contents import (
    Background,
    Concept,
    Covered,
    Critical,
    Hedges,
    NotCovered,
    Nuance,
    Question,
    Rule,
    Scope,
    Source,
    UrgencyLevel,
)
from triage.model.rule_pack import RulePack
from triage.model.vocabulary import (
    ABSENT,
    FAR,
    PRESENT,
    UNKNOWN,
    URGENCY,
    URGENCY_LEVELS,
    VERY,
    Citation,
    Kind,
    Role,
    Statement,
    Strength,
    Tier,
    level_of,
)

__all__ = [
    "ABSENT",
    "FAR",
    "PRESENT",
    "UNKNOWN",
    "URGENCY",
    "URGENCY_LEVELS",
    "VERY",
    "Background",
    "Citation",
    "Concept",
    "Covered",
    "Critical",
    "Hedges",
    "Kind",
    "NotCovered",
    "Nuance",
    "Question",
    "Role",
    "Rule",
    "RulePack",
    "Scope",
    "Source",
    "Statement",
    "Strength",
    "Tier",
    "UrgencyLevel",
    "level_of",
]
