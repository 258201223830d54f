"""`triage check`: every defect is told at its file and line under its code, all in one pass, and nothing else is.

tests/bad_packs/base is a valid pack. Each folder beside it, named by a code and perhaps a variant, is laid over it and
plants one defect, on the line that ends in `# here`.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import combinations, product
from pathlib import Path
from typing import TypeVar

import pytest
from effort import ONCE
from hypothesis import given
from hypothesis import strategies as st
from random_packs import pack_of, packs
from shipped import shipped_pack
from side_by_side import World, side_by_side
from small_pack import FILES, write_pack

from triage.check.check import Checked, check
from triage.check.circles import cycle
from triage.check.logic import contradiction, needless, unreachable
from triage.check.overview import Overview
from triage.engine.inference import infer
from triage.model import Question, Rule, RulePack, Statement
from triage.model.record import Record
from triage.pack.document import Document
from triage.pack.loading import load_pack
from triage.pack.parts import Parts, Placed

pytestmark = ONCE

R = TypeVar("R", bound=Record)

BAD_PACKS = Path(__file__).parent / "bad_packs"
BASE = BAD_PACKS / "base"
DEFECTS = sorted(path.name for path in BAD_PACKS.iterdir() if path.is_dir() and path != BASE)

CODES = """schema, duplicate-id, duplicate-key, unknown-concept, unknown-value, unknown-source, unused, unaskable,
unreachable, dead-end, cycle, duplicate, subsumed, contradiction, over-strong, no-citation, bad-citation, uncovered,
red-flag-depth, no-safety-net, banned-words, untested, case, duplicate-name, unknown-nuance, unknown-rule, yaml"""


def laid_over(folder: Path, defects: Iterable[str] = (), changed: Mapping[str, str] = {}) -> Path:
    """Return `folder` with the base pack in it, the defects laid over it in their order, and these files changed."""
    for name in ("base", *defects):
        shutil.copytree(BAD_PACKS / name, folder, dirs_exist_ok=True)
    for name, text in changed.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def places(found: Checked, folder: Path) -> list[tuple[str, int, str]]:
    return [(str(Path(one.path).relative_to(folder)), one.line, one.code) for one in found.problems]


def planted(name: str) -> tuple[str, int, str]:
    """Return the file and line of the planted defect `name`, and its code."""
    marked = [
        (str(path.relative_to(BAD_PACKS / name)), number, name.partition("--")[0])
        for path in sorted((BAD_PACKS / name).rglob("*.yaml"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if line.endswith("# here")
    ]
    (place,) = marked
    return place


def test_the_base_is_sound(tmp_path: Path) -> None:
    """The pack in which defects are planted has none of its own, not even a waived one."""
    found = check(laid_over(tmp_path))
    assert (found.problems, found.waived, found.failed) == ((), (), ())
    assert (found.name, found.version, dict(found.counts)) == ("lamp", "1", {"rule": 5, "concept": 5, "case": 4})


def test_every_code_has_a_bad_pack() -> None:
    """No code is without a pack that shows it."""
    assert {name.partition("--")[0] for name in DEFECTS} == {code.strip() for code in CODES.split(",")}


@pytest.mark.parametrize("name", DEFECTS)
def test_one_planted_defect_is_exactly_one_problem(name: str, tmp_path: Path) -> None:
    """An author who made one mistake is told that one, at its line, with what to do about it."""
    found = check(laid_over(tmp_path, [name]))
    assert places(found, tmp_path) == [planted(name)], "\n".join(map(str, found.problems))
    assert all(problem.hint for problem in found.problems)


def test_defects_of_every_kind_are_found_in_one_pass(tmp_path: Path) -> None:
    """Whoever broke many things at once is told all of them at once: what the loader refuses hides nothing else."""
    together = [
        "schema",
        "duplicate-id",
        "unknown-concept",
        "unknown-value",
        "unused",
        "unused--source",
        "unaskable",
        "unreachable",
        "cycle",
        "duplicate",
        "subsumed",
        "over-strong",
        "no-safety-net",
        "banned-words",
        "uncovered",
        "case",
    ]
    places_of = {}
    laid_over(tmp_path)
    for number, name in enumerate(together):  # files that a defect adds get names of their own, so that all stand
        for path in sorted((BAD_PACKS / name).rglob("*.yaml")):
            to = tmp_path / path.relative_to(BAD_PACKS / name)
            if "planted" in to.name:
                to = to.with_name(to.name.replace("planted", f"planted-{number:02}"))
            to.write_text(path.read_text("utf-8"), "utf-8")
            if "# here" in path.read_text("utf-8"):
                _, line, code = planted(name)
                places_of[name] = (str(to.relative_to(tmp_path)), line, code)
    found = places(check(tmp_path), tmp_path)
    lost = {name: place for name, place in places_of.items() if place not in found}
    assert lost == {}
    assert len(places_of) == len(together)


REFUSED = ("schema", "unknown-concept", "over-strong", "no-citation", "no-safety-net", "bad-citation", "duplicate-id")


@pytest.mark.parametrize("one", REFUSED)
@pytest.mark.parametrize("other", ["unused", "unaskable", "unreachable", "cycle", "banned-words", "untested", "case"])
def test_what_the_loader_refuses_hides_nothing(one: str, other: str, tmp_path: Path) -> None:
    """Beside a defect that stops the pack from loading, a defect of sense is told as if it stood alone."""
    laid_over(tmp_path, [one])
    for path in sorted((BAD_PACKS / other).rglob("*.yaml")):
        to = tmp_path / path.relative_to(BAD_PACKS / other)
        clash = to.exists() and (BAD_PACKS / one / path.relative_to(BAD_PACKS / other)).exists()
        to = to.with_name(f"{to.stem}-other.yaml") if clash and "planted" in to.name else to
        if clash and "planted" not in to.name:
            pytest.skip("both defects stand in one file")
        to.write_text(path.read_text("utf-8"), "utf-8")
    codes = sorted(problem.code for problem in check(tmp_path).problems)
    assert codes == sorted([one, other])


def test_the_shipped_pack_is_clean() -> None:
    """What the program brings along passes its own check; what is waived has a reason."""
    found = check(shipped_pack("muscle-spasms"))
    assert list(map(str, found.problems)) == []
    assert all(len(reason) > 40 for _, reason in found.waived)


def test_waivers_change_nothing_but_what_is_told(tmp_path: Path) -> None:
    """A waived problem is listed with its reason and is no problem; the pack that is loaded is the same."""
    waiver = "- {code: cycle, about: [no-light-no-power], reason: Both are seen together.}\n"
    bare = laid_over(tmp_path / "bare", ["cycle"])
    waived = laid_over(tmp_path / "waived", ["cycle"], {"waivers.yaml": waiver})
    found = check(waived)
    assert found.problems == ()
    assert [(problem.code, problem.line, reason) for problem, reason in found.waived] == [
        ("cycle", planted("cycle")[1], "Both are seen together.")
    ]
    assert load_pack(waived) == load_pack(bare)


def test_a_slip_elsewhere_leaves_the_order_of_firing_as_it_is(tmp_path: Path) -> None:
    """A name given twice is that one problem: no case that expects one rule before another fails for it."""
    folder = tmp_path / "spasms"
    shutil.copytree(shipped_pack("muscle-spasms"), folder)
    concepts = folder / "concepts.yaml"
    concepts.write_text(concepts.read_text("utf-8").replace("aliases: [K, ", "aliases: [K, Mg, ", 1), "utf-8")
    assert [problem.code for problem in check(folder).problems] == ["duplicate-name"]


def test_a_case_is_held_to_the_urgency_that_a_waived_sign_gives(tmp_path: Path) -> None:
    """Asking for a sign a little later leaves in no doubt what it means: a case that expects too little of it fails."""
    changed = {
        "waivers.yaml": "- {code: red-flag-depth, about: burning, reason: Everybody reads to the end of this list.}\n",
        "cases/burning.yaml": "pack: lamp\ntitle: Burnt\nanswers: {burning: present}\nexpect:\n  urgency: routine\n",
    }
    found = check(laid_over(tmp_path, ["red-flag-depth"], changed))
    assert ("cases/burning.yaml", 5, "case") in places(found, tmp_path)


@pytest.mark.parametrize(
    ("waiver", "line", "code"),
    [
        ("- code: cycle\n  about: no-light-no-power\n", 1, "schema"),
        ("- code: cycle\n  about: no-light-no-power\n  reason: ' '\n", 3, "schema"),
        ("- code: over-strong\n  about: no-light-no-power\n  reason: Why.\n", 2, "unused"),
        ("- code: cycle\n  about:\n    - no-light-no-power\n    - nothing\n  reason: Why.\n", 4, "unused"),
        ("code: cycle\n", 1, "schema"),
        ("- [\n", 2, "yaml"),
    ],
)
def test_a_waiver_needs_a_reason_and_something_to_waive(waiver: str, line: int, code: str, tmp_path: Path) -> None:
    """A waiver without a reason, or for what is not there (any more), is a problem at its own line."""
    found = check(laid_over(tmp_path, ["cycle"], {"waivers.yaml": waiver}))
    assert ("waivers.yaml", line, code) in places(found, tmp_path)


def test_what_the_loader_refuses_cannot_be_waived(tmp_path: Path) -> None:
    """A pack that would not load is not made clean by a reason."""
    waiver = "- {code: over-strong, about: burning-is-emergency-now, reason: We are sure.}\n"
    found = check(laid_over(tmp_path, ["over-strong"], {"waivers.yaml": waiver}))
    assert places(found, tmp_path) == [planted("over-strong")]
    assert found.waived == ()


EXPECTATIONS = {
    "conclude": "conclude: [power is on]",
    "not-conclude": "not-conclude: [power is off]",
    "urgency": "urgency: learn",
    "fires": "fires: [broken-bulb-no-light]",
    "before": "before: [[no-power-no-light, blown-fuse-cuts-the-power]]",
    "before one that does not fire": "before: [[no-power-no-light, broken-bulb-no-light]]",
    "candidates": "candidates: [bulb]",
}


@pytest.mark.parametrize("name", EXPECTATIONS)
def test_every_kind_of_expectation_can_fail(name: str, tmp_path: Path) -> None:
    """Whatever a case expects, and does not come, is told at its line, and the run of that case is kept to be shown."""
    case = f"pack: lamp\nanswers: {{fuse: blown}}\nexpect:\n  {EXPECTATIONS[name]}\n"
    found = check(laid_over(tmp_path, changed={"cases/wrong.yaml": case}))
    assert places(found, tmp_path) == [("cases/wrong.yaml", 4, "case")]
    assert [one.document.path for one in found.failed] == [str(tmp_path / "cases/wrong.yaml")]


def test_a_case_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """A misspelt name in a case is told as it is by `explain`; a case of another pack has no business here."""
    wrong = {"cases/a.yaml": "pack: lamp\nanswers: {fuze: blown}\n", "cases/b.yaml": "pack: bulb\nanswers: {}\n"}
    found = check(laid_over(tmp_path, changed=wrong))
    assert places(found, tmp_path) == [("cases/a.yaml", 2, "unknown-concept"), ("cases/b.yaml", 1, "unknown-pack")]


@pytest.mark.parametrize("name", ["bulb", "lam", "l", "lamp-2", "amp"])
def test_a_case_names_its_pack_by_the_whole_id(name: str, tmp_path: Path) -> None:
    """A part of the id is another id: `explain` would not find the pack by it."""
    found = check(laid_over(tmp_path, changed={"cases/b.yaml": f"pack: {name}\nanswers: {{}}\n"}))
    assert places(found, tmp_path) == [("cases/b.yaml", 1, "unknown-pack")]


def test_a_pack_that_all_its_cases_call_otherwise_is_told_once(tmp_path: Path) -> None:
    """The slip is in its id, and not in each of them."""
    text = (BAD_PACKS / "base/pack.yaml").read_text("utf-8")
    (problem,) = check(laid_over(tmp_path, changed={"pack.yaml": text.replace("id: lamp", "id: lamps", 1)})).problems
    assert (Path(problem.path).name, problem.code) == ("pack.yaml", "unknown-pack")
    assert "name the pack 'lamp'" in problem.message


def test_what_is_called_otherwise_in_a_rule_is_offered_by_its_id(tmp_path: Path) -> None:
    """An alias or a term is a name for people, and a rule names a concept by its id."""
    concepts = (
        (BAD_PACKS / "base/concepts.yaml").read_text("utf-8").replace("about: A wire", "aliases: wire, about: A wire")
    )
    rules = (BAD_PACKS / "base/rules/light.yaml").read_text("utf-8").replace("if: fuse is blown", "if: wire is blown")
    (problem,) = check(laid_over(tmp_path, changed={"concepts.yaml": concepts, "rules/light.yaml": rules})).problems
    assert (problem.code, problem.hint) == ("unknown-concept", "did you mean 'fuse'?")


@pytest.mark.parametrize("called", ["My Lamp", "", "[lamp]"])
def test_cases_that_name_no_pack_are_told_one_by_one(called: str, tmp_path: Path) -> None:
    """What none of them may be called is no name that the pack could have."""
    texts = {path.name: path.read_text("utf-8") for path in (BASE / "cases").iterdir()}
    wrong = {f"cases/{name}": text.replace("pack: lamp", f"pack: {called}") for name, text in texts.items()}
    found = check(laid_over(tmp_path, changed=wrong))
    assert [one[0] for one in places(found, tmp_path)] == sorted(wrong)


def test_the_urgency_as_a_premise_is_one_problem(tmp_path: Path) -> None:
    """No case fails for what does not follow from it."""
    text = (
        (BASE / "rules/light.yaml")
        .read_text("utf-8")
        .replace("if: power is off", "if: [power is off, urgency is routine]")
    )
    found = check(laid_over(tmp_path, changed={"rules/light.yaml": text}))
    assert [one.code for one in found.problems] == ["wrong-role"]


def test_a_unit_in_which_no_result_can_be_read_is_told(tmp_path: Path) -> None:
    """Whoever had such a result could not give it."""
    text = FILES["concepts.yaml"].replace(
        "  aliases: [Ca, serum calcium]", '  units: [mmol/L, "%", \u00b0dH, g/m\u00b2, mEq/L]\n  aliases: Ca'
    )
    found = [one for one in check(write_pack(tmp_path, {"concepts.yaml": text})).problems if one.code == "measurement"]
    assert {one.message.split()[-1] for one in found} == {"'\u00b0dH'", "'g/m\u00b2'"}


def test_a_choice_with_a_second_concept_is_one_problem(tmp_path: Path) -> None:
    """Neither that another question asks for it, nor that it lacks the values to suppose, is told besides."""
    text = (BAD_PACKS / "base/questions.yaml").read_text("utf-8")
    changed = text.replace("concepts: fuse}", "concepts: [fuse, bulb], suppose: blown}")
    assert changed != text
    found = check(laid_over(tmp_path, changed={"questions.yaml": changed}))
    assert [(one.code, one.message) for one in found.problems] == [("schema", "a choice asks for one concept")]


@pytest.mark.parametrize("written", ["no light is present", "NO-LIGHT is present", "no-ligth is present"])
def test_a_conclusion_that_is_written_amiss_is_one_problem(written: str, tmp_path: Path) -> None:
    """No case fails for it: what was meant is known."""
    text = (BAD_PACKS / "base/rules/light.yaml").read_text("utf-8")
    changed = text.replace("then: no-light is present", f"then: {written}", 1)
    assert changed != text
    found = check(laid_over(tmp_path, changed={"rules/light.yaml": changed}))
    assert len(found.problems) == 1, found.problems


def test_a_pack_without_cases_is_told_once(tmp_path: Path) -> None:
    """Where there is no case at all, that is one problem, not one for each rule."""
    laid_over(tmp_path)
    shutil.rmtree(tmp_path / "cases")
    assert places(check(tmp_path), tmp_path) == [("cases", 0, "untested")]


def test_a_pack_without_questions_is_asked_by_cases(tmp_path: Path) -> None:
    """Without questions any concept may be answered, so nothing is unaskable and no danger sign waits to be asked."""
    laid_over(tmp_path)
    (tmp_path / "questions.yaml").unlink()
    assert check(tmp_path).problems == ()


# Random packs


def firing(pack: RulePack, answerable: Mapping[str, Iterable[str]]) -> Mapping[str, int]:
    """Return for each rule a number with a bit for each combination of answers under which it fires; `answerable` are
    the values that may be answered, by concept."""
    choices = product(*((*values, None) for values in answerable.values()))
    answers = ({c: v for c, v in zip(answerable, choice, strict=True) if v} for choice in choices)
    worlds = [World(one) for one in answers]
    known = side_by_side(pack, worlds)
    fires = {}
    for rule in pack.rules:
        mask = (1 << len(worlds)) - 1
        for premise in rule.premises:
            mask &= known.known(premise)
        fires[rule.id] = mask
    return fires


def overview_of(pack: RulePack, asked: Sequence[str]) -> Overview:
    """Return the overview of a pack made in memory, in which one question asks for `asked`."""
    document = Document("made-up.yaml", [], {})

    def placed(records: Sequence[R]) -> tuple[Placed[R], ...]:
        return tuple(Placed(record, document, (number,)) for number, record in enumerate(records))

    asks = Question(id="q", form="panel", text="T", why="W", concepts=tuple(asked) or ("nothing",))
    none: dict[str, tuple[()]] = dict.fromkeys(("nuances", "coverage", "scopes", "not_covered"), ())
    parts = Parts(
        hedges=pack.hedges,
        urgency=placed(pack.urgency),
        concepts=placed(pack.concepts),
        sources=placed(pack.sources),
        questions=placed([asks]),
        rules=placed(pack.rules),
        pack_file=document,
        concept_ids=frozenset(pack.concept),
        source_ids=frozenset(source.id for source in pack.sources),
        nuance_ids=frozenset(),
        doubtful=frozenset(),
        concluding=frozenset(),
        left_out=frozenset(),
        **none,
    )
    return Overview(parts)


@given(pack=packs(most_concepts=5, most_rules=10), data=st.data())
def test_unreachable_rules_are_those_that_no_answers_fire(pack: RulePack, data: st.DataObject) -> None:
    """Of a random pack exactly those rules are called unreachable that fire under no combination of answers, once what
    is neither asked nor concluded is taken to be given."""
    names = [concept.id for concept in pack.concepts]
    asked = data.draw(st.lists(st.sampled_from(names), unique=True, max_size=len(names)))
    overview = overview_of(pack, asked)
    told = {problem.about for problem in unreachable(overview)}
    concluded = {rule.conclusion for rule in pack.rules}
    answerable = {
        one.id: [value for value in one.values if one.id in asked or Statement(one.id, value) not in concluded]
        for one in pack.concepts
    }
    assert told == {name for name, under in firing(pack, answerable).items() if not under}


@given(pack=packs(most_concepts=3, most_rules=20))  # so dense that many rules disagree with one
def test_contradictions_are_real(pack: RulePack) -> None:
    """The answers that a contradiction names do lead to both values, and no rule that can disagree with an earlier one
    is passed over: every combination of answers is tried."""
    names = [concept.id for concept in pack.concepts]
    told = set()
    for problem in contradiction(overview_of(pack, names)):
        if problem.message.startswith("given "):
            told.add(problem.about)
            given_, _, both = problem.message.removeprefix("given ").partition(", this and the rule")
            answers = dict(one.strip("'").split(" is ") for one in given_.split(", "))
            values = re.findall(r"'([\w-]+) is ([\w-]+)'", both)
            facts = {tuple(fact.statement) for fact in infer(pack, answers).facts}
            assert len(values) == 2
            assert set(values) <= facts
    disagreeing = set()
    for name in names:
        fires = firing(pack, {other.id: other.values for other in pack.concepts if other.id != name})
        rules = [rule for rule in pack.rules if rule.conclusion.concept == name]
        pairs = combinations(rules, 2)
        disagreeing |= {
            two.id for one, two in pairs if one.conclusion != two.conclusion and fires[one.id] & fires[two.id]
        }
    assert told == disagreeing


@given(pack=packs(most_concepts=5, most_rules=10), data=st.data())
def test_a_needless_rule_is_found_in_any_pack(pack: RulePack, data: st.DataObject) -> None:
    """A rule that repeats another, or has a premise more and no more to say, is found wherever it stands."""
    victim = data.draw(st.sampled_from(pack.rules))
    at = data.draw(st.integers(0, len(pack.rules)))
    others = [s for s in (Statement(c.id, v) for c in pack.concepts for v in c.values) if s not in victim.premises]
    more = data.draw(st.lists(st.sampled_from(others), max_size=1))
    planted_rule = victim.model_copy(update={"id": "planted", "premises": (*victim.premises, *more)})
    made = [*pack.rules[:at], planted_rule, *pack.rules[at:]]
    overview = overview_of(pack_of(pack.concepts, made), [])
    found = {(problem.code, problem.about) for problem in needless(overview)}
    if more:
        assert ("subsumed", "planted") in found or ("duplicate", "planted") in found or duplicated(made, planted_rule)
    else:
        assert {("duplicate", "planted"), ("duplicate", victim.id)} & found


def duplicated(rules: Sequence[Rule], one: Rule) -> bool:
    """Return whether another rule has the same premises and conclusion, so that of the two that one is told."""
    same = [rule for rule in rules if rule.conclusion == one.conclusion and {*rule.premises} == {*one.premises}]
    return len(same) > 1


@given(pack=packs(most_concepts=5, most_rules=10))
def test_each_tangle_of_circles_is_one_problem(pack: RulePack) -> None:
    """Statements that all lead to each other are told once, at a rule among them; if one rule makes all their circles,
    at such a rule. A pack without circles has none."""
    told = [problem.about for problem in cycle(overview_of(pack, []))]
    tangles = tangled(pack.rules)
    inside = [{rule.id for rule in pack.rules if rule.conclusion in one and one & {*rule.premises}} for one in tangles]
    assert sorted(len(ids & {*told}) for ids in inside) == [1] * len(told)
    for ids, name in ((ids, name) for ids in inside for name in told if name in ids):
        breaking = [one for one in ids if not circles([rule for rule in pack.rules if rule.id in ids - {one}])]
        assert not breaking or name in breaking


def tangled(rules: Sequence[Rule]) -> set[frozenset[Statement]]:
    """Return the sets of statements that all lead to each other, by following every way."""
    onward: dict[Statement, set[Statement]] = {}
    for rule in rules:
        for premise in rule.premises:
            onward.setdefault(premise, set()).add(rule.conclusion)
    reached: dict[Statement, set[Statement]] = {}
    for start in onward:
        waiting, found = [start], set[Statement]()
        while waiting:
            more = onward.get(waiting.pop(), set()) - found
            found |= more
            waiting.extend(more)
        reached[start] = found
    return {
        frozenset(other for other in found if one in reached.get(other, ()))
        for one, found in reached.items()
        if one in found
    }


def circles(rules: Sequence[Rule]) -> bool:
    graph: dict[Statement, set[Statement]] = {}
    for rule in rules:
        graph.setdefault(rule.conclusion, set()).update(rule.premises)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError:
        return True
    return False


def test_a_conclusion_reached_in_many_ways_hides_no_conflict(tmp_path: Path) -> None:
    """Two values of one concept as premises are found impossible however many rules conclude one of them."""
    concepts = "".join(
        f"- {{id: way-{n}, label: way {n}, role: risk, values: [present, absent], about: x}}\n" for n in range(300)
    )
    more = "strength: possible, wording: may, because: x, source: leaflet, kind: supplement"
    rules = "".join(f"- {{id: way-{n}, if: way-{n} is present, then: fuse is blown, {more}}}\n" for n in range(300))
    rules += f"- {{id: never, if: [fuse is blown, fuse is fine], then: no-light is present, {more}}}\n"
    asked = ", ".join(f"way-{n}" for n in range(300))
    question = f"- {{id: ways, form: checklist, text: x, why: y, concepts: [{asked}]}}\n"
    changed = {"concepts-ways.yaml": concepts, "rules/ways.yaml": rules, "questions-ways.yaml": question}
    found = check(laid_over(tmp_path, changed=changed))
    assert [problem.about for problem in found.problems if problem.code == "unreachable"] == ["never"]


def test_a_rule_whose_id_is_taken_still_uses_what_it_names(tmp_path: Path) -> None:
    """One wrong id is one problem: what only that rule uses is not called unused, nor what it concludes untested."""
    rules = (BASE / "rules/light.yaml").read_text("utf-8").replace("id: no-power-no-light", "id: broken-bulb-no-light")
    found = check(laid_over(tmp_path, changed={"rules/light.yaml": rules}))
    assert places(found, tmp_path) == [("rules/light.yaml", 18, "duplicate-id")]


def test_cases_in_folders_of_their_own_are_run(tmp_path: Path) -> None:
    """No case is passed over because it stands one folder deeper."""
    (tmp_path / "cases/more").mkdir(parents=True)
    case = "pack: lamp\nanswers: {}\nexpect: {conclude: [power is off]}\n"
    found = check(laid_over(tmp_path, changed={"cases/more/wrong.yaml": case}))
    assert places(found, tmp_path) == [("cases/more/wrong.yaml", 3, "case")]
