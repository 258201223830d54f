"""A small, valid rule pack for tests, as the text of its files, and ways to write it to a folder and to break it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

PACK = """\
id: small
version: "1.10"
title: A small pack
about: Four rules about one chain.
notice: For learning.
hedges:
  certain: [are, is]
  likely: [often]
  possible: [can, may]
urgency:
  - {level: emergency-now, label: Emergency, symbol: "!!!", colour: red, do: Call now., come-back: At once.}
  - {level: same-day, label: Today, symbol: "!!", colour: yellow, do: Call today., come-back: If it gets worse.}
  - {level: routine, label: Routine, symbol: "!", colour: green, do: Book a visit., come-back: In two weeks.}
  - {level: learn, label: Learning, symbol: i, colour: blue, do: Read on., come-back: If anything changes.}
"""

CONCEPTS = """\
- id: vitamin-d
  label: vitamin D
  role: cause
  values: [low, normal, high]
  candidate: low
  about: A vitamin that the skin makes in sunlight.
- id: calcium
  label: calcium
  role: cause
  values: [low, normal, high]
  candidate: low
  about: A mineral in bones and blood.
  terms:
    low: hypocalcemia
    high: hypercalcemia
  aliases: [Ca, serum calcium]
  background:
    - text: Calcium steadies nerves.
      source: article B-1
      teaches: B-1-1
- id: nerve-excitability
  label: the excitability of nerves
  role: mechanism
  values: [increased, normal]
  about: How readily a nerve fires.
- id: muscle-spasm
  label: muscle spasm
  role: finding
  values: [present, absent]
  about: A muscle that tightens by itself.
  aliases: charley horse
- id: tingling
  label: tingling
  role: finding
  values: [present, absent]
  about: Pins and needles.
"""

SOURCES = """\
- id: article
  title: An article
  kind: article
  places:
    A-1: 1
    A-2: 2
    A-3: 1
    B-1: 1
- id: guide
  title: A guide
  kind: supplement
  url: https://example.org/guide
  tier: A
"""

NUANCES = """\
- id: N1
  text: Most people with little vitamin D never notice it.
  source: guide
"""

QUESTIONS = """\
- id: findings
  form: checklist
  text: What is there?
  why: it says what to explain
  concepts: [muscle-spasm, tingling]
- id: vitamin-d
  form: choice
  text: Is vitamin D known?
  why: it starts a chain
  concepts: vitamin-d
  suppose: low
- id: calcium
  form: choice
  text: Is calcium known?
  why: it starts a chain
  concepts: [calcium]
  suppose: [low]
"""

COVERAGE = """\
- link: A-2-2
  where: left out
  reason: It says the same again.
"""

CAUSES = """\
- id: vitamin-d-lowers-calcium
  if: vitamin-d is low
  then: calcium is low
  strength: possible
  wording: can lower
  because: Vitamin D helps the gut take up calcium.
  nuance: [N1]
  source: article A-1
  teaches: A-1-1
- id: calcium-excites-nerves
  if: [calcium is low]
  then: nerve-excitability is increased
  strength: likely
  wording: often makes
  because: Calcium keeps nerves calm.
  mechanism: It guards the gates of sodium.
  source: article A-2
  teaches: [A-2-1]
"""

FINDINGS = """\
- id: nerves-cause-spasm
  if: nerve-excitability is increased
  then: muscle-spasm is present
  strength: certain
  wording: are the reason
  because: A nerve that fires by itself tightens its muscle.
  source: article A-3
  teaches: A-3-1
- id: spasm-with-tingling
  kind: supplement
  if:
    - muscle-spasm is present
    - tingling is present
  then: urgency is same-day
  strength: certain
  wording: is a reason to call
  because: Together they may mean that calcium is very low.
  source: guide
  salience: 10
"""

CASE = """\
pack: small
title: A winter indoors
answers:
  vitamin-d: low
  tingling: present
  muscle-spasm: unknown
expect:
  conclude:
    - hypocalcemia
  not-conclude: [calcium is high]
  urgency: same-day
  fires: [vitamin-d-lowers-calcium]
  before: [[vitamin-d-lowers-calcium, calcium-excites-nerves]]
  candidates: [vitamin-d, calcium]
"""

FILES: Mapping[str, str] = {
    "pack.yaml": PACK,
    "concepts.yaml": CONCEPTS,
    "sources.yaml": SOURCES,
    "nuances.yaml": NUANCES,
    "questions.yaml": QUESTIONS,
    "coverage.yaml": COVERAGE,
    "rules/10-causes.yaml": CAUSES,
    "rules/20-findings.yaml": FINDINGS,
    "cases/winter.yaml": CASE,
}


def write_pack(folder: Path, changed: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Write the small pack into `folder` and return it; `changed` replaces whole files, None leaves one out."""
    for name, content in {**FILES, **(changed or {})}.items():
        if content is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def broken(name: str, old: str, new: str) -> str:
    """Return the text of the file `name` with `old`, which stands in it exactly once, replaced by `new`."""
    text = FILES[name]
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    return text.replace(old, new)


def line_of(text: str, part: str) -> int:
    """Return the 1-based line on which the last line of `part` stands in `text`."""
    assert text.count(part) == 1, f"{part!r} stands {text.count(part)} times"
    return text[: text.index(part) + len(part.rstrip("\n"))].count("\n") + 1
