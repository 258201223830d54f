"""The small pack with what makes an interview a triage: scope, danger signs, critical values, causes outside it."""

from __future__ import annotations

from pathlib import Path

from small_pack import broken, write_pack

from triage.model import RulePack
from triage.pack.loading import load_pack

MORE_CONCEPTS = """\
- {id: child, label: an age under 18, role: scope, values: [present, absent], about: Not an adult.}
- {id: chest-pain, label: chest pain, role: danger, values: [present, absent], about: Pain in the chest.}
- {id: fainting, label: fainting, role: danger, values: [present, absent], about: Passing out.}
- {id: long-cramp, label: a long cramp, role: danger, values: [present, absent], about: A cramp that stays.}
- {id: calcium-critical, label: a calcium below 1.6, role: danger, values: [present, absent], about: Far too low.}
- id: double-sign
  label: a double sign
  role: danger
  values: [present, absent]
  about: Told in parts only.
  told-by: [[hiccups is present, muscle-spasm is present]]
- {id: hiccups, label: hiccups, role: finding, values: [present, absent], about: Nothing here explains them.}
- {id: lesson, label: a healthy muscle, role: mechanism, values: [present, absent], about: For learning only.}
"""

MORE_QUESTIONS = """\
- {id: lesson, form: choice, text: "Suppose a healthy muscle?", why: to learn, concepts: lesson, tier: learning}
- {id: today, form: checklist, text: "Any of these today?", why: same day, concepts: [long-cramp], tier: danger}
- id: now
  form: checklist
  text: Any of these now?
  why: first of all
  concepts: [chest-pain, fainting, calcium-critical]
  tier: danger
- {id: who, form: checklist, text: "Does this apply?", why: not covered, concepts: [child], tier: scope}
- {id: hiccups, form: checklist, text: "Hiccups?", why: to compare, concepts: [hiccups], tier: report}
"""

QUESTIONS = """\
- id: findings
  form: checklist
  text: What is there?
  why: it says what to explain
  concepts: [muscle-spasm, tingling]
  tier: report
- id: levels
  form: panel
  text: What was tested?
  why: a test says most
  concepts: [vitamin-d, calcium]
  suppose: low
"""

MORE_RULES = """\
- {id: chest-pain-is-now, if: chest-pain is present, then: urgency is emergency-now, strength: certain,
   wording: is an emergency, because: The heart comes first., source: guide, kind: supplement}
- {id: fainting-is-now, if: fainting is present, then: urgency is emergency-now, strength: certain,
   wording: is an emergency, because: The brain got too little blood., source: guide, kind: supplement, basis: inferred}
- {id: critical-is-now, if: calcium-critical is present, then: urgency is emergency-now, strength: certain,
   wording: is an emergency, because: Far too low in any laboratory., source: guide, kind: supplement}
- {id: double-sign-is-today, if: double-sign is present, then: urgency is same-day, strength: certain,
   wording: is a reason to call, because: Both at once are rare., source: guide, kind: supplement, basis: inferred}
- {id: long-cramp-is-today, if: long-cramp is present, then: urgency is same-day, strength: certain,
   wording: is a reason to call, because: An ordinary cramp is short., source: guide, kind: supplement}
- {id: child-is-routine, if: child is present, then: urgency is routine, strength: certain,
   wording: is a reason to ask, because: These rules are about adults., source: guide, kind: supplement}
"""

ALIASES = "  aliases: [Ca, serum calcium]\n"
CRITICAL = """\
  units: [mmol/L, mg/dL]
  critical: {below: "1.6", unit: mmol/L, danger: calcium-critical, source: guide}
"""


def tiers_pack(folder: Path) -> RulePack:
    """Return the pack, written to `folder` and read from there."""
    write_pack(
        folder,
        {
            "concepts.yaml": broken("concepts.yaml", ALIASES, ALIASES + CRITICAL),
            "concepts-more.yaml": MORE_CONCEPTS,
            "questions.yaml": QUESTIONS,
            "questions-more.yaml": MORE_QUESTIONS,
            "rules/30-more.yaml": MORE_RULES,
            "scope.yaml": "- {concept: child, says: This is not for children. Ask an adult.}\n",
            "not-covered.yaml": "- {id: diaphragm, label: an irritated diaphragm, about: It twitches., source: guide, "
            "findings: [hiccups]}\n",
        },
    )
    return load_pack(folder)
