"""What answers rule out: a plant that stands indoors has no damage by hail, and a result of 130 is not below 125.

A pack says which statements rule a sign out. That is no answer: nobody said no to it. But it is not asked for, nor
counted among what was not answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from triage.answers.laboratory import is_uncritical
from triage.model import RulePack, Statement
from triage.trace import NOTHING


def ruled_out(
    pack: RulePack, answers: Mapping[str, str], measured: Mapping[str, str] = NOTHING
) -> Mapping[str, Statement]:
    """Return the concepts that `answers` rule out, also such as were answered themselves, in the order of the pack,
    each with the answer that does; `measured` holds the test results, as typed, from which answers were judged."""
    found: dict[str, Statement] = {}
    for concept in pack.concepts:
        for one in concept.ruled_out_by:
            if answers.get(one.concept) == one.value:
                found.setdefault(concept.id, one)
        if concept.critical and concept.id in measured and is_uncritical(concept, measured[concept.id]):
            found.setdefault(concept.critical.danger, Statement(concept.id, answers[concept.id]))
    return MappingProxyType(found)
