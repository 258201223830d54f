"""Defects to plant in the files of the small pack, each alone. Its name begins with the code under which the loader
reports it."""

from __future__ import annotations

from dataclasses import dataclass

from small_pack import FILES

CAUSES_FILE, FINDINGS_FILE = "rules/10-causes.yaml", "rules/20-findings.yaml"


@dataclass(frozen=True)
class Defect:
    """`old` in `file` is replaced by `new`; the problem is where `at` (else `new`) ends and `says` and hints this."""

    file: str
    old: str
    new: str
    at: str = ""
    hint: str = ""
    says: str = ""


def added(file: str, text: str, at: str = "", hint: str = "") -> Defect:
    """Return the defect of `text` at the end of `file`."""
    last = FILES[file].splitlines(keepends=True)[-1]
    return Defect(file, last, last + text, at or text, hint)


NO_ABOUT = "label: tingling\n  role: finding\n  values: [present, absent]\n  about:"
SPASM = "- muscle-spasm is present"
TWICE = f"{SPASM}\n    - tingling is present", f"{SPASM}\n    {SPASM}"
ROUTINE = (
    '  - {level: routine, label: Routine, symbol: "!", colour: green, do: Book a visit., come-back: In two weeks.}\n'
)

DEFECTS = {
    # document
    "yaml: two colons": Defect(CAUSES_FILE, "strength: possible", "strength: possible: yes"),
    "yaml: second document": added(FINDINGS_FILE, "---\n- id: more\n", "---"),
    "yaml: alias": Defect(CAUSES_FILE, "mechanism: It guards the gates of sodium.", "mechanism: *gates"),
    "yaml: alias for what is required": Defect(CAUSES_FILE, "because: Calcium keeps nerves calm.", "because: *x"),
    "yaml: anchor": Defect(CAUSES_FILE, "because: Calcium", "because: &x Calcium"),
    "yaml: tag": Defect(CAUSES_FILE, "because: Calcium", "because: !!str Calcium"),
    "yaml: deep": Defect(CAUSES_FILE, "wording: can lower", f"wording: {'[' * 30}can{']' * 30}"),
    "yaml: list as key": Defect(CAUSES_FILE, "wording: can lower", "[wording]: can lower"),
    "duplicate-key": Defect(CAUSES_FILE, "wording: can lower", "wording: can lower\n  wording: can"),
    # shape
    "schema: missing key": Defect(
        CAUSES_FILE,
        "  because: Vitamin D helps the gut take up calcium.\n",
        "",
        "- id: vitamin-d-lowers-calcium",
        says="'because' is missing",
    ),
    "schema: misspelt key": Defect(CAUSES_FILE, "mechanism:", "mechansim:", hint="did you mean 'mechanism"),
    "schema: misspelt key in a part": Defect(
        "concepts.yaml", "teaches: B-1-1", "teaches: B-1-1\n      teach: B-1-1", hint="did you mean 'teaches'?"
    ),
    "schema: id": Defect("questions.yaml", "- id: findings", "- id: Find_ings", hint="lower-case letters"),
    "schema: role": Defect("concepts.yaml", "role: mechanism", "role: machanism", hint="'mechanism'"),
    "schema: statement": Defect(CAUSES_FILE, "then: calcium is low", "then: calcium low", hint="CONCEPT is VALUE"),
    "schema: premise": Defect(FINDINGS_FILE, "- tingling is present", "- tingling", hint="tingling is VALUE"),
    "schema: strength": Defect(CAUSES_FILE, "strength: possible", "strength: probable", says="certain, likely"),
    "schema: two citations in one text": Defect(
        CAUSES_FILE, "source: article A-1", "source: article A-1, guide", hint="write a list: [article A-1, guide]"
    ),
    "schema: two links in one text": Defect(
        CAUSES_FILE, "teaches: [A-2-1]", "teaches: A-2-1, A-2-2", hint="write a list: [A-2-1, A-2-2]"
    ),
    "no-citation: nothing": Defect(
        CAUSES_FILE, "source: article A-1", "source:", "[N1]\n  source:", hint="SOURCE PLACE"
    ),
    "schema: an empty premise": Defect(
        CAUSES_FILE, "if: vitamin-d is low", "if:", "lowers-calcium\n  if:", hint="CONCEPT is VALUE"
    ),
    "schema: two conclusions": Defect(
        CAUSES_FILE, "then: calcium is low", "then: [calcium is low, vitamin-d is low]", hint="write two rules"
    ),
    "schema: an empty text that has to be there": Defect(
        CAUSES_FILE, "because: Calcium keeps nerves calm.", 'because: ""', hint="write one text"
    ),
    "unknown-value: a term": Defect(
        CAUSES_FILE, "if: [calcium is low]", "if: [calcium is hypocalcemia]", hint="did you mean 'low'?"
    ),
    "schema: citation": Defect(CAUSES_FILE, "source: article A-1", "source: article A-1 B-1"),
    "schema: no premise": Defect(CAUSES_FILE, "if: [calcium is low]", "if: []", says="too little"),
    "schema: one value": Defect("concepts.yaml", "[increased, normal]", "[increased]", says="too little"),
    "schema: empty text": Defect("concepts.yaml", "about: Pins and needles.", "about: ' '", says="too little"),
    "schema: nothing": Defect("concepts.yaml", "about: Pins and needles.", "about:", NO_ABOUT, says="nothing"),
    "schema: list for text": Defect("concepts.yaml", "about: Pins and needles.", "about: [a, b]", says="a list"),
    "schema: text for a group": Defect("concepts.yaml", "values: [increased, normal]", "values: increased"),
    "schema: a word for a record": added(CAUSES_FILE, "- just a word\n"),
    "schema: number": Defect(FINDINGS_FILE, "salience: 10", "salience: ten", says="'ten' is not a whole number"),
    "schema: half a number": Defect(FINDINGS_FILE, "salience: 10", "salience: 1.5", says="whole number"),
    "schema: number of links": Defect("sources.yaml", "A-3: 1", "A-3: one", says="'one' is not a whole number"),
    "schema: negative number of links": Defect("sources.yaml", "A-3: 1", "A-3: 1\n    C-1: -1"),
    "schema: huge number of links": Defect("sources.yaml", "A-3: 1", "A-3: 1\n    C-1: 50000"),
    "schema: yes and no": Defect("concepts.yaml", "[increased, normal]", "[yes, no]", says="use present, absent"),
    "schema: a list for keys": Defect(
        "concepts.yaml",
        "    low: hypocalcemia\n    high: hypercalcemia\n",
        "    - hypocalcemia\n",
        "  terms:",
        hint="'KEY: VALUE'",
    ),
    "schema: hedges": Defect("pack.yaml", "  likely: [often]\n", "", "hedges:", says="'likely' is missing"),
    "schema: level": Defect("pack.yaml", "level: routine", "level: rutine"),
    "schema: misspelt key of a level": Defect(
        "pack.yaml", "come-back: At once.", "come-back: At once., colr: red", hint="did you mean 'colour'?"
    ),
    "schema: a comma in braces": Defect(
        "pack.yaml", "come-back: At once.", "come-back: At once, please.", hint="has to stand in quotes"
    ),
    "schema: a comma before a word": Defect(
        "pack.yaml", "come-back: At once.", "come-back: At once, quickly", hint="come-back; a text with a comma"
    ),
    "schema: values": Defect("concepts.yaml", "[increased, normal]", "[increased, normal, normal]"),
    "schema: value unknown": Defect("concepts.yaml", "[increased, normal]", "[increased, normal, unknown]"),
    "schema: a word for unknown": Defect("concepts.yaml", "[increased, normal]", "[increased, normal, not-sure]"),
    "schema: choice of two": Defect("questions.yaml", "form: checklist", "form: choice", "[muscle-spasm, tingling]"),
    "schema: checklist": added(
        "questions.yaml",
        "- {id: x, form: checklist, text: What, why: it may, concepts: nerve-excitability}\n",
    ),
    # resolve
    "duplicate-id: concept": added(
        "concepts.yaml", "- {id: tingling, label: prickling, role: finding, values: [present, absent], about: x}\n"
    ),
    "duplicate-id: urgency": added(
        "concepts.yaml", "- {id: urgency, label: haste, role: finding, values: [a, b], about: x}\n"
    ),
    "duplicate-id: source": added("sources.yaml", "- {id: guide, title: Another, kind: supplement}\n"),
    "duplicate-id: nuance": added("nuances.yaml", "- {id: N1, text: Another., source: guide}\n"),
    "duplicate-id: question": added(
        "questions.yaml",
        "- {id: calcium, form: choice, text: How, why: it may, concepts: nerve-excitability}\n",
    ),
    "duplicate-id: rule in another file": Defect(FINDINGS_FILE, "id: nerves-cause-spasm", "id: calcium-excites-nerves"),
    "duplicate-name: alias": Defect(
        "concepts.yaml",
        "about: Pins and needles.",
        "about: Pins and needles.\n  aliases: Serum-Calcium",
        "  aliases: Serum-Calcium",
        says="names both 'calcium' and 'tingling'",
    ),
    "duplicate-name: term": Defect(
        "concepts.yaml", "aliases: charley horse", "aliases: Hypocalcemia", "  aliases: Hypocalcemia"
    ),
    "duplicate-name: kind": Defect(
        "concepts.yaml",
        "about: Pins and needles.",
        "about: Pins and needles.\n  narrower: [prickling toes, Serum-Calcium]",
        "narrower: [prickling toes, Serum-Calcium]",
        says="names both 'calcium' and 'tingling'",
    ),
    "duplicate-name: a kind that is the whole": Defect(
        "concepts.yaml",
        "aliases: charley horse",
        "aliases: charley horse\n  narrower: [calf spasm, Charley-Horse]",
        "narrower: [calf spasm, Charley-Horse]",
        hint="leave it out of one",
        says="names all of 'muscle-spasm' and only a kind of it",
    ),
    "schema: narrower names of a level": Defect(
        "concepts.yaml",
        "aliases: [Ca, serum calcium]",
        "aliases: [Ca, serum calcium]\n  narrower: ionised calcium",
        "narrower: ionised calcium",
        hint="put it under 'aliases'",
        says="only what is present or absent has narrower names",
    ),
    "duplicate-name: urgency": Defect("concepts.yaml", "label: tingling", "label: Urgency"),
    "duplicate-name: one term for two values": Defect(
        "concepts.yaml", "high: hypercalcemia", "high: Hypocalcemia", "high: Hypocalcemia"
    ),
    "unknown-value: term": Defect("concepts.yaml", "    high: hyper", "    hihg: hyper", hint="did you mean 'high'?"),
    "unknown-value: candidate": Defect(
        "concepts.yaml",
        "candidate: low\n  about: A mineral",
        "candidate: lo\n  about: A mineral",
        "candidate: lo\n",
        hint="did you mean 'low'?",
    ),
    "unknown-value: premise": Defect(CAUSES_FILE, "vitamin-d is low", "vitamin-d is hihg", hint="did you mean 'high'?"),
    "unknown-value: conclusion": Defect(
        FINDINGS_FILE, "then: muscle-spasm is present", "then: muscle-spasm is presnt", hint="'present'?"
    ),
    "unknown-value: nothing near": Defect(
        CAUSES_FILE, "vitamin-d is low", "vitamin-d is 42", hint="its values are low, normal, high"
    ),
    "unknown-value: urgency": Defect(FINDINGS_FILE, "urgency is same-day", "urgency is sameday", hint="same-day"),
    "unknown-value: suppose": Defect("questions.yaml", "suppose: [low]", "suppose: [lo]", hint="did you mean 'low'?"),
    "schema: suppose in a checklist": Defect(
        "questions.yaml",
        "concepts: [muscle-spasm, tingling]",
        "concepts: [muscle-spasm, tingling]\n  suppose: present",
        "suppose: present",
        hint="leave 'suppose' out",
        says="nothing can be supposed in a checklist",
    ),
    "duplicate: a place of two sources": Defect(
        "sources.yaml",
        "tier: A",
        "tier: A\n- id: more\n  title: More\n  kind: supplement\n  tier: A\n  places: {A-1: 1}",
        "places: {A-1",
        hint="give it a name of its own",
        says="links are known by their place",
    ),
    "schema: words for none of a choice": Defect(
        "questions.yaml",
        "suppose: [low]",
        "none: [no tests]",
        hint="leave 'none' out",
        says="only a checklist can be denied as a whole",
    ),
    "schema: words for none that name something": Defect(
        "questions.yaml",
        "concepts: [muscle-spasm, tingling]",
        "concepts: [muscle-spasm, tingling]\n  none: [no complaints, Tingling]",
        "none: [no complaints",
        hint="name nothing on the list",
        says="'Tingling' would deny the whole list",
    ),
    "duplicate: words for none": Defect(
        "questions.yaml",
        "concepts: [muscle-spasm, tingling]",
        "concepts: [muscle-spasm, tingling]\n  none: [no complaints, no complaints]",
        "none: [no complaints",
        says="'no complaints' stands twice",
    ),
    "unknown-concept: premise": Defect(
        CAUSES_FILE, "if: vitamin-d is low", "if: vitamn-d is low", hint="did you mean 'vitamin-d'?"
    ),
    "unknown-concept: conclusion": Defect(
        FINDINGS_FILE,
        "then: muscle-spasm is present",
        "then: muscle-spam is present",
        hint="did you mean 'muscle-spasm'?",
    ),
    "unknown-concept: nothing near": Defect(
        CAUSES_FILE, "if: vitamin-d is low", "if: zzz is low", hint="declare it in concepts.yaml"
    ),
    "unknown-concept: question": Defect("questions.yaml", "tingling]", "tinglin]", hint="did you mean 'tingling'?"),
    "unknown-concept: the id of a source": Defect(CAUSES_FILE, "if: vitamin-d is low", "if: article is low"),
    "unknown-concept: the id of a rule": Defect(
        CAUSES_FILE, "if: vitamin-d is low", "if: spasm-with-tingling is present"
    ),
    "unknown-concept: question about a source": Defect("questions.yaml", "tingling]", "guide]"),
    "unknown-source: rule": Defect(
        CAUSES_FILE, "source: article A-1", "source: artikle A-1", hint="did you mean 'article'?"
    ),
    "unknown-source: nuance": Defect("nuances.yaml", "source: guide", "source: giude", hint="did you mean 'guide'?"),
    "unknown-source: background": Defect(
        "concepts.yaml", "source: article B-1", "source: artikle B-1", hint="did you mean 'article'?"
    ),
    "unknown-source: the id of a concept": Defect(CAUSES_FILE, "source: article A-1", "source: calcium A-1"),
    "unknown-nuance: of a concept": Defect(
        "concepts.yaml",
        "  candidate: low\n  about: A mineral",
        "  candidate: low\n  nuance: N9\n  about: A mineral",
        at="nuance: N9",
    ),
    "unknown-nuance": Defect(CAUSES_FILE, "[N1]", "[N11]", hint="did you mean 'N1'?"),
    "unknown-nuance: the id of a concept": Defect(CAUSES_FILE, "[N1]", "[calcium]"),
    "bad-citation: one link more than there are": Defect(
        CAUSES_FILE, "[A-2-1]", "[A-2-1, A-2-3]", hint="'A-2' declares 2 links; if there is one more, raise the number"
    ),
    "bad-citation: place": Defect(CAUSES_FILE, "source: article A-1", "source: article A-11", hint="did you mean 'A-1"),
    "bad-citation: no place": Defect(
        FINDINGS_FILE, "source: article A-3", "source: article", hint="its places are A-1, "
    ),
    "bad-citation: kind": Defect(FINDINGS_FILE, "kind: supplement\n", "kind: article\n", "source: guide"),
    "bad-citation: link of a rule": Defect(CAUSES_FILE, "[A-2-1]", "[A-2-1, A-2-9]", hint="A-2-1"),
    "bad-citation: link of a background": Defect(
        "concepts.yaml", "teaches: B-1-1", "teaches: [B-1-1, B-7-1]", hint="B-1-1"
    ),
    "bad-citation: link left out": added("coverage.yaml", "- {link: A-7-1, where: out, reason: None.}\n", hint="A-2-1"),
    "duplicate: taught and left out": added(
        "coverage.yaml", "- {link: A-2-1, where: out, reason: None.}\n", hint="out of the 'teaches' there"
    ),
    "wrong-role: a candidate that is no cause": Defect(
        "concepts.yaml",
        "about: Pins and needles.",
        "about: Pins and needles.\n  candidate: present",
        hint="make it a cause",
    ),
    "wrong-role: the urgency as a premise": Defect(
        CAUSES_FILE, "if: [calcium is low]", "if: [calcium is low, urgency is routine]", says="nothing follows from it"
    ),
    "duplicate: premise": Defect(FINDINGS_FILE, *TWICE),
    "duplicate: question": added(
        "questions.yaml", "- {id: x, form: checklist, text: What, why: it may, concepts: tingling}\n"
    ),
    "no-safety-net: missing": Defect(
        "pack.yaml",
        ROUTINE,
        "",
        "urgency:",
        says="'routine'",
    ),
    "no-safety-net: twice": added(
        "pack.yaml",
        "  - {level: learn, label: L, symbol: l, colour: blue, do: Read., come-back: Soon.}\n",
        "label: L, symbol: l",
        hint="each level stands once",
    ),
    "over-strong: no hedge": Defect(CAUSES_FILE, "wording: can lower", "wording: might lower", hint="quote"),
    "over-strong: strength": Defect(
        CAUSES_FILE, "strength: likely", "strength: certain", hint="say 'strength: likely'"
    ),
    "over-strong: weakest hedge": Defect(
        CAUSES_FILE, "wording: often makes", "wording: can often make", "strength: likely", hint="possible"
    ),
    "uncovered: background": Defect("concepts.yaml", "      teaches: B-1-1\n", ""),
    "uncovered: place": Defect("sources.yaml", "A-2: 2", "A-2: 3", says="'A-2-3'"),
}
