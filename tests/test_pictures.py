"""Pictures of packs, runs and proofs: they show each statement and rule once, what fired as fired and nothing else so,
and every name as text, in each of the three languages."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Any, NamedTuple, get_args
from xml.etree import ElementTree

import pytest
from effort import ONCE, examples
from hostile_pack import SHOWN, hostile_case, hostile_pack
from hypothesis import given, settings
from hypothesis import strategies as st
from random_packs import Situation, random_situation
from shipped import shipped_pack
from small_pack import CASE, write_pack
from termaid.parser import parse_flowchart

import triage.render.svg
from triage import phrases
from triage.cli import run
from triage.engine.given import Given
from triage.engine.inference import infer
from triage.explain.proof_tree import firings_in, proofs_of
from triage.lesson.handout import NOUN
from triage.model import URGENCY, Role, RulePack, Statement
from triage.names import in_words
from triage.pack.loading import DEFAULT_PACK, load_pack
from triage.phrases import NOTICE, brief
from triage.render import mermaid
from triage.render.concepts import HEADINGS, TOGETHER
from triage.render.dot import LOOK, render_dot
from triage.render.mermaid import BARE, SHAPE, render_mermaid
from triage.render.svg import ON_PAPER, render_svg
from triage.report.graph import PARTS, Graph, pack_graph, trace_graph
from triage.trace import Trace

ROOT = Path(triage.render.svg.__file__).parent.parent.parent
SVG = "{http://www.w3.org/2000/svg}"
MERMAID_TAKES = 50_000, 500  # characters and arrows; more are refused unless Mermaid is told otherwise


class Drawn(NamedTuple):
    """A picture as a program that shares no code with triage read it: words by name, and arrows with their words."""

    nodes: Mapping[str, str]
    arrows: tuple[tuple[str, str, str], ...]

    @property
    def words(self) -> list[str]:
        return [*self.nodes.values(), *(words for _, _, words in self.arrows if words)]


def read_mermaid(text: str) -> Drawn:
    chart = parse_flowchart("\n".join(line for line in text.splitlines() if not line.startswith("acc")))
    nodes = {name: node.label.replace("<br>", " ") for name, node in chart.nodes.items()}
    arrows = ((edge.source, edge.target, numbered(edge.label.replace("<br>", " "))) for edge in chart.edges)
    return Drawn(nodes, tuple(arrows))


def numbered(words: str) -> str:
    """Return words with the signs that stand in them by number; of arrows the reader leaves these as they are."""
    return re.sub(r"#(\d+);", lambda sign: chr(int(sign[1])), words)


def read_dot(text: str) -> Drawn:
    program = str(next(file.locate() for file in distribution("graphviz-pure").files or () if not file.suffix))
    done = subprocess.run([program, "-Tjson"], input=text.encode(), capture_output=True, check=True)
    assert done.stderr == b""
    picture: dict[str, Any] = json.loads(done.stdout)
    objects = [one for one in picture["objects"] if "nodes" not in one]
    names = {one["_gvid"]: one["name"] for one in objects}
    arrows = (
        (names[edge["tail"]], names[edge["head"]], unfolded(edge.get("label", ""))) for edge in picture.get("edges", ())
    )
    return Drawn({one["name"]: unfolded(one["label"]) for one in objects}, tuple(arrows))


def unfolded(label: str) -> str:
    lines = re.sub(r"\\([nlr\\])", lambda sign: "\\" if sign[1] == "\\" else "\n", label)
    return " ".join(html.unescape(lines).split())


def letters(words: str) -> str:
    """Return words without blanks: a long one may be folded anywhere."""
    return "".join(words.split())


def svg_words(text: str) -> str:
    """Return the words of an SVG, in which every letter is text of an element."""
    return " ".join(" ".join(one.text or "" for one in ElementTree.fromstring(text).iter()).split())


READERS: Mapping[str, Callable[[Graph], Drawn]] = {
    "mermaid": lambda graph: read_mermaid(render_mermaid(graph)),
    "dot": lambda graph: read_dot(render_dot(graph)),
}


def test_every_role_has_its_place_its_shapes_and_its_words() -> None:
    """Whoever adds a role is told where pictures and sheets want something for it: the types do not say so."""
    roles = {*get_args(Role), URGENCY}
    assert [set(of) for of in (PARTS, LOOK, SHAPE, NOUN)] == [roles] * 4
    assert {*HEADINGS} == {*get_args(Role), TOGETHER}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> RulePack:
    return load_pack(write_pack(tmp_path_factory.mktemp("pictures")))


@pytest.fixture(scope="module")
def shipped() -> RulePack:
    return load_pack(shipped_pack(DEFAULT_PACK))


def ran(situation: Situation) -> Trace:
    return infer(*situation)


# What a picture shows


def test_a_pack_is_drawn_with_every_statement_and_every_rule_once(shipped: RulePack) -> None:
    """Another program finds in the picture of the whole shipped pack what its files hold, no more and no less."""
    drawn = read_dot(render_dot(pack_graph(shipped)))
    statements = {one for rule in shipped.rules for one in (*rule.premises, rule.conclusion)}
    joints = sum(len(rule.premises) > 1 for rule in shipped.rules)
    assert sorted(words.split()[0] for _, _, words in drawn.arrows if words) == sorted(
        rule.id for rule in shipped.rules
    )
    assert len(drawn.nodes) == len(statements) + joints
    assert len(drawn.arrows) == sum(len(rule.premises) + (len(rule.premises) > 1) for rule in shipped.rules)


def test_where_mermaid_takes_no_more_the_rules_of_an_urgency_are_listed_in_its_box(shipped: RulePack) -> None:
    """Each rule of the shipped pack is there once, as an arrow or as a line in the box of the level that it sets."""
    drawn = read_mermaid(render_mermaid(pack_graph(shipped)))
    arrows = [words.split()[0] for _, _, words in drawn.arrows if words]
    boxes = {
        words.split(" Each of these rules")[0]: words for words in drawn.nodes.values() if "Each of these" in words
    }
    listed = {
        rule.id: f"urgency is {in_words(rule.conclusion.value)}" for rule in shipped.rules if rule.id not in arrows
    }
    assert sorted((*arrows, *listed)) == sorted(rule.id for rule in shipped.rules)
    for rule, level in listed.items():
        ending = f"-is-{shipped.rule[rule].conclusion.value}"
        shortened, _, whole = boxes[level].partition(" And these, by their whole names:")
        if rule.endswith(ending) and f"'{ending}' is left off these names:" in shortened:
            assert f" {rule.removesuffix(ending)} (" in shortened, rule
        else:
            assert f" {rule} (" in (whole or shortened), rule
    assert any("is left off these names" in words for words in boxes.values())
    assert set(boxes) == {*listed.values()}
    premises = {phrases.label(shipped, rule.premises[0].concept) for rule in shipped.rules if rule.id in listed}
    assert premises & {*drawn.nodes.values()} == set()  # as the box says
    over_a_case = render_mermaid(pack_graph(shipped, infer(shipped, {"muscle-spasm": "present"})))
    assert "None of these rules fired" in over_a_case
    assert "Each of these rules sets it" not in over_a_case


@pytest.mark.parametrize(("limit", "told"), [("MOST_CHARACTERS", "characters"), ("MOST_ARROWS", "arrows")])
def test_a_picture_that_is_too_much_for_mermaid_all_the_same_is_said_to_be(
    small: RulePack, limit: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever it has too much of; one that fits is not."""
    assert mermaid.too_much(pack_graph(small)) == ""
    monkeypatch.setattr(mermaid, limit, 3)
    assert re.fullmatch(rf"3 {told} and this picture has \d+", mermaid.too_much(pack_graph(small)))


@settings(max_examples=examples(40), deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_no_rule_is_lost_where_some_are_listed(seed: int, over_a_case: bool) -> None:
    """Of random packs, each small enough to be drawn whole: what fired keeps its arrow, the rest is somewhere."""
    trace = ran(random_situation(seed))
    graph = pack_graph(trace.pack, trace if over_a_case else None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mermaid, "MOST_ARROWS", 0)
        text = render_mermaid(graph)
    arrows = re.findall(r'\|"?([\w-]+)(?=<br>|"?\|)', text)
    boxes = [
        rule
        for line in text.splitlines()
        if "|" not in line
        for rule in re.findall(r"<br>(r\d+)(?= \(|<br>|\W*$)", line)
    ]
    assert sorted((*arrows, *boxes)) == sorted(edge.rule for edge in graph.edges)
    assert {edge.rule for edge in graph.edges if edge.fired or edge.conclusion.concept != URGENCY} <= {*arrows}


@pytest.mark.parametrize("language", READERS)
def test_arrows_lead_from_the_premises_to_the_conclusion(small: RulePack, language: str) -> None:
    """A rule with one premise is an arrow; the premises of any other meet in a joint, from which one arrow goes on."""
    drawn = READERS[language](pack_graph(small))
    found = {}
    for start, end, words in drawn.arrows:
        if words:
            before = [one for one, joint, _ in drawn.arrows if joint == start and drawn.nodes[start] == "and"] or [
                start
            ]
            found[words.split()[0]] = ({told(drawn.nodes[one]) for one in before}, told(drawn.nodes[end]))
    assert found == {
        "vitamin-d-lowers-calcium": ({"vitamin D is low"}, "calcium is low"),
        "calcium-excites-nerves": ({"calcium is low"}, "the excitability of nerves is increased"),
        "nerves-cause-spasm": ({"the excitability of nerves is increased"}, "muscle spasm"),
        "spasm-with-tingling": ({"muscle spasm", "tingling"}, "urgency is same day"),
    }


def told(words: str) -> str:
    return re.split(r" \(| \[| (?:cause|mechanism|finding|urgency)$", words)[0]


@settings(max_examples=examples(60), deadline=None)
@given(st.integers(0, 10_000))
def test_the_picture_of_a_run_shows_what_fired_and_nothing_else_as_fired(seed: int) -> None:
    """Every firing is there once, by its step; over the whole pack the arrow of each other rule is dotted, which the
    legend explains."""
    trace = ran(random_situation(seed))
    fired = {firing.rule.id: firing.cycle for firing in trace.firings}
    alone = trace_graph(trace, "A case")
    assert [edge.rule for edge in alone.edges] == list(fired)
    whole = pack_graph(trace.pack, trace)
    assert {edge.rule: bool(edge.fired) for edge in whole.edges} == {
        rule.id: rule.id in fired for rule in trace.pack.rules
    }
    for graph in (alone, whole):
        text = render_mermaid(graph)
        assert "dotted line: did not fire" in text
        dotted = set(re.findall(r'-\.->\|"?([\w-]+)', text))
        for words in (words for _, _, words in read_mermaid(text).arrows if words):
            step = fired.get(words.split()[0])
            assert (f"step {step}, fired" in words) is (step is not None)
            assert (words.split()[0] in dotted) is (step is None)


@settings(max_examples=examples(60), deadline=None)
@given(st.integers(0, 10_000))
def test_a_statement_is_shown_to_hold_exactly_if_it_is_a_fact(seed: int) -> None:
    """No more is known in a picture than in the run, and every fact is there: drawn, denying another, or unused."""
    trace = ran(random_situation(seed))
    graph = trace_graph(trace, "A case")
    assert {node.statement for node in graph.nodes if node.holds} <= {fact.statement for fact in trace.facts}
    assert all(node.holds is (node.statement in trace.fact) for node in graph.nodes)
    known = {node.statement for node in graph.nodes if node.holds}
    denied = " ".join(node.note for node in graph.nodes if node.holds is False)
    for fact in trace.facts:
        words = brief(trace.pack, fact.statement, fact.strength)
        drawn = fact.statement in known or f"not so: {words}, as" in denied
        assert drawn is (words not in graph.unused)


@settings(max_examples=examples(40), deadline=None)
@given(st.integers(0, 10_000))
def test_the_picture_of_a_proof_holds_the_rules_of_the_proof(seed: int) -> None:
    """`--how` draws what the proof in words says, and nothing besides."""
    trace = ran(random_situation(seed))
    for statement in [fact.statement for fact in trace.facts][-2:]:
        rules = [firing.rule.id for firing in firings_in(proofs_of(trace, [statement]))]
        graph = trace_graph(trace, "A case", [statement])
        assert [edge.rule for edge in graph.edges] == rules
        assert statement in {node.statement for node in graph.nodes}


def test_an_overruled_rule_is_drawn_to_what_is_not_so(small: RulePack) -> None:
    """Where an answer overrules a rule, its conclusion is marked as not so, with what was answered."""
    trace = infer(small, {"vitamin-d": "low", "calcium": "normal"})
    graph = trace_graph(trace, "A case")
    (edge,) = graph.edges
    (node,) = (node for node in graph.nodes if node.statement == Statement("calcium", "low"))
    assert (edge.effect, node.holds) == ("overruled", False)
    assert "not so: calcium is normal" in node.note
    assert "overruled" in read_dot(render_dot(graph)).arrows[0][2]


def test_what_rests_on_a_supposition_says_so(small: RulePack) -> None:
    """A supposition is never drawn as if it were known."""
    graph = trace_graph(infer(small, {}, {"calcium": "low"}), "A case")
    notes = {node.statement: node.note for node in graph.nodes}
    assert "supposed" in notes[Statement("calcium", "low")]
    assert "rests on a supposition" in notes[Statement("muscle-spasm", "present")]


@pytest.mark.parametrize(
    ("statement", "rules"),
    [
        (Statement("calcium", "low"), 4),
        (Statement("tingling", "present"), 1),
        (Statement("muscle-spasm", "present"), 4),
        (Statement("calcium", "high"), 0),
    ],
)
def test_about_draws_only_what_leads_to_or_from_a_statement(small: RulePack, statement: Statement, rules: int) -> None:
    """The statement itself is always drawn, also where no rule has to do with it."""
    graph = pack_graph(small, about=statement)
    assert len(graph.edges) == rules
    assert statement in {node.statement for node in graph.nodes}


def test_one_kind_of_rule_can_be_drawn_alone(small: RulePack) -> None:
    """The article without its supplement, and the other way round."""
    assert [edge.rule for edge in pack_graph(small, kind="supplement").edges] == ["spasm-with-tingling"]
    assert len(pack_graph(small, kind="article").edges) == 3


def test_of_a_case_only_what_fires_can_be_drawn(small: RulePack) -> None:
    """Every rule that fired and no other; also of what leads to a statement."""
    trace = infer(small, {"calcium": "low"})
    drawn = pack_graph(small, trace, fired=True)
    assert {edge.rule for edge in drawn.edges} == {firing.rule.id for firing in trace.firings}
    assert len(drawn.edges) < len(pack_graph(small, trace).edges)


def test_without_a_case_nothing_fires(capsys: pytest.CaptureFixture[str]) -> None:
    """`--fired` alone is wrong usage, and says what is missing."""
    assert run(["graph", "--fired"]) == 2
    assert "--case" in capsys.readouterr().err


# How it is told


def test_nothing_is_told_by_colour_alone(small: RulePack) -> None:
    """Without colours, what fired, the kind and the strength still differ in line, arrowhead and words."""
    trace = infer(small, {"calcium": "low"})
    text = re.sub(r'(?:fillcolor|fontcolor|color)="#\w+"(?:, )?', "", render_dot(pack_graph(small, trace)))
    assert "#" not in text
    look = {
        rule: dict(re.findall(r"(style|arrowhead|penwidth)=([\w.]+)", line))
        for line in text.splitlines()
        for rule in re.findall(r'id="rule-([\w-]+)"', line)
    }
    assert look["vitamin-d-lowers-calcium"] == {"style": "dashed", "arrowhead": "odot", "penwidth": "1"}
    assert look["calcium-excites-nerves"] == {"arrowhead": "normal", "penwidth": "2.2"}
    fully = render_dot(pack_graph(small, infer(small, {"muscle-spasm": "present", "tingling": "present"})))
    assert 'arrowhead=onormal, id="rule-spasm-with-tingling"' in fully
    assert "supplement: guide" in fully


@pytest.mark.parametrize("language", READERS)
def test_every_name_shows_as_the_text_it_is(tmp_path: Path, language: str) -> None:
    """Quotes, markup, directives, escapes and steering marks in a pack reach the reader as letters."""
    pack = hostile_pack(tmp_path)
    drawn = READERS[language](pack_graph(pack))
    assert [name for name in SHOWN if not any(letters(name) in letters(words) for words in drawn.words)] == []
    assert len(drawn.arrows) == 6


def test_an_svg_shows_every_name_as_text_and_fetches_nothing(tmp_path: Path) -> None:
    """The image is well-formed, has no script, link or document type, and spells hostile names out; its style is for
    paper, the same whatever is drawn."""
    text = render_svg(pack_graph(hostile_pack(tmp_path)))
    image = ElementTree.fromstring(text)
    allowed = {"svg", "title", "desc", "g", "polygon", "path", "ellipse", "text", "polyline", "style"}
    assert {one.tag.removeprefix(SVG) for one in image.iter()} <= allowed
    assert not {name for one in image.iter() for name in one.attrib if "href" in name or name.startswith("on")}
    assert "<!DOCTYPE" not in text
    assert [one.text for one in image.iter(f"{SVG}style")] == [ON_PAPER.format("landscape")]
    assert [name for name in SHOWN if letters(name) not in letters(svg_words(text))] == []


def test_an_svg_says_what_it_is(small: RulePack) -> None:
    """Title, description, the educational notice, pack, version and hash are there to be seen and to be heard."""
    image = ElementTree.fromstring(render_svg(pack_graph(small)))
    assert (image.findtext(f"{SVG}title"), image.get("role")) == ("A small pack", "img")
    described = image.findtext(f"{SVG}desc") or ""
    drawn = " ".join(one.text or "" for one in image.iter(f"{SVG}text"))
    for words in (NOTICE, f"small 1.10 (sha256 {small.sha256[:12]})"):
        assert words in described
        assert words in drawn


@ONCE
def test_an_svg_is_printed_whole(shipped: RulePack, tmp_path: Path) -> None:
    """A picture wider than a sheet is on paper as wide as it, and on a screen as large as its letters ask for."""
    browser_path = which("chromium") or which("chromium-browser") or which("google-chrome")
    if browser_path is None or find_spec("playwright") is None:
        pytest.skip("no Chromium is installed here, or no playwright")
    from playwright.sync_api import sync_playwright

    file = tmp_path / "picture.svg"
    file.write_text(render_svg(pack_graph(shipped)), "utf-8")
    right = "Math.max(...Array.from(document.querySelectorAll('text'), (one) => one.getBoundingClientRect().right))"
    with (
        sync_playwright() as play,
        play.chromium.launch(executable_path=browser_path, args=["--no-sandbox"]) as browser,
    ):
        view = browser.new_page(viewport={"width": 1000, "height": 700})
        view.goto(file.as_uri())
        assert view.evaluate(right) > 1000
        view.emulate_media(media="print")
        assert view.evaluate(right) <= 1000
        assert view.pdf(format="A4").count(b"/Type /Page\n") == 1


def test_an_svg_is_layered_from_causes_to_urgency(small: RulePack, shipped: RulePack) -> None:
    """Each statement of a chain stands to the right of the one before, and no statement to the right of urgency."""
    place = across(render_svg(pack_graph(small)))
    chain = ("vitamin-d is low", "calcium is low", "nerve-excitability is increased", "muscle-spasm is present")
    steps = [place[one] for one in (*chain, "urgency is same-day")]
    assert steps == sorted(set(steps))
    place = across(render_svg(pack_graph(shipped)))
    levels = {name: x for name, x in place.items() if name.startswith("urgency is ")}
    assert len(levels) > 1
    assert len(set(levels.values())) == 1
    assert max(place.values()) in levels.values()


def across(text: str) -> Mapping[str, float]:
    """Return how far to the right the words of each node stand."""
    nodes = (group for group in ElementTree.fromstring(text).iter(f"{SVG}g") if group.get("class") == "node")
    return {str(node.findtext(f"{SVG}title")): float(node.findall(f"{SVG}text")[0].attrib["x"]) for node in nodes}


def test_the_whole_shipped_pack_stays_within_what_mermaid_takes(shipped: RulePack) -> None:
    """The largest picture that is shipped can be put into a page as it is, with a case over it too."""
    case = infer(shipped, {"vitamin-d": "low", "muscle-spasm": "present"})
    for graph in (pack_graph(shipped), pack_graph(shipped, case)):
        text = render_mermaid(graph)
        assert len(text) <= MERMAID_TAKES[0]
        assert len(read_mermaid(text).arrows) <= MERMAID_TAKES[1]


@pytest.mark.skipif(which("dot") is None, reason="Graphviz's own 'dot' is not installed here")
def test_graphviz_itself_takes_the_dot_text(shipped: RulePack, tmp_path: Path) -> None:
    """The original program accepts every picture without a word, hostile names included."""
    for graph in (pack_graph(shipped), pack_graph(hostile_pack(tmp_path))):
        done = subprocess.run(["dot", "-Tcanon"], input=render_dot(graph).encode(), capture_output=True, check=True)
        assert done.stderr == b""


# The commands


@pytest.fixture
def here(tmp_path: Path) -> Path:
    write_pack(tmp_path / "pack")
    (tmp_path / "case.yaml").write_text(CASE)
    return tmp_path


def test_the_same_case_gives_the_same_bytes_under_each_hash_seed(here: Path) -> None:
    """No picture and no page depends on the order of a set, in any process."""
    (here / "hostile.yaml").write_text(hostile_case())
    script = (
        "from triage.cli import run\n"
        "for form in ('html', 'mermaid', 'dot', 'svg'):\n"
        "    assert run(['explain', 'hostile.yaml', '--pack', 'pack', '--format', form]) == 0\n"
        "assert run(['graph', 'pack', '--format', 'svg', '--about', 'calcium is low', '--case', 'case.yaml']) == 0\n"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=here,
            env={"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8", "TRIAGE_CACHE": ""},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "77")
    }
    assert len(printed) == 1
    assert len(printed.pop()) > 10_000


def test_graph_takes_the_pack_of_the_case(capsys: pytest.CaptureFixture[str]) -> None:
    """As `explain` does: whoever names a case has said which rules are meant."""
    assert run(["graph", "--case", "healthy", "--fired"]) == 0
    assert "Rule pack: muscle-contraction" in capsys.readouterr().out
    assert run(["graph", "muscle-spasms", "--case", "healthy"]) == 3


def test_graph_draws_the_default_pack_and_a_folder(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a name it is the pack that comes with the program; `--about` takes any name of a statement."""
    assert run(["graph"]) == 0
    assert "magnesium is low" in capsys.readouterr().out
    assert run(["graph", str(here / "pack"), "--format", "dot", "--about", "hypocalcemia"]) == 0
    assert "vitamin-d-lowers-calcium" in capsys.readouterr().out
    assert run(["graph", str(here / "pack"), "--about", "calcum is low"]) == 2
    assert "did you mean" in capsys.readouterr().err


def test_a_picture_goes_to_the_file_that_is_named(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--out` writes the same that would have been printed."""
    for form in ("mermaid", "dot", "svg"):
        assert run(["graph", str(here / "pack"), "--format", form]) == 0
        printed = capsys.readouterr().out
        assert run(["graph", str(here / "pack"), "--format", form, "--out", str(here / "picture")]) == 0
        assert (here / "picture").read_text("utf-8") == printed


def test_an_svg_of_several_cases_is_refused(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One image shows one case; the text forms give one picture after another."""
    cases = ["explain", *[str(here / "case.yaml")] * 2, "--pack", str(here / "pack"), "--format"]
    assert run([*cases, "svg"]) == 2
    assert "one case" in capsys.readouterr().err
    assert run([*cases, "mermaid"]) == 0
    assert capsys.readouterr().out.count("flowchart LR") == 2
    twice = ["--why-not", "tetany is present"] * 2
    assert run([*cases[:2], *cases[3:], "svg", *twice, "--out", str(here / "two.svg")]) == 2
    assert not (here / "two.svg").exists()


@pytest.mark.parametrize("form", ["mermaid", "dot", "svg"])
def test_the_picture_of_a_pack_in_a_case_names_the_case(
    here: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """So that of two printed ones each can be told."""
    graph = ["graph", str(here / "pack"), "--format", form]
    assert run([*graph, "--case", str(here / "case.yaml")]) == 0
    assert ", in the case 'A winter indoors'" in html.unescape(numbered(capsys.readouterr().out))
    assert run(graph) == 0
    assert "in the case" not in capsys.readouterr().out


def test_a_case_for_another_pack_is_refused(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A case is never drawn over rules that it was not written for."""
    winter = shipped_pack(DEFAULT_PACK) / "cases" / "winter-indoors.yaml"
    assert run(["graph", str(here / "pack"), "--case", str(winter)]) == 2
    assert "not for 'small'" in capsys.readouterr().err


def test_without_the_layout_program_the_message_says_what_to_install(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other forms need nothing of the kind."""
    monkeypatch.setattr(triage.render.svg, "LAYOUT", "graphviz-that-nobody-installed")
    assert run(["graph", str(here / "pack"), "--format", "svg"]) == 2
    told = capsys.readouterr()
    assert "pip install graphviz-pure" in told.err
    assert told.out == ""
    assert run(["graph", str(here / "pack"), "--format", "dot"]) == 0


@pytest.mark.parametrize("words", ["- b", "b -", "-b", "call me", "a click", "href", "interpolate", "a--b", "a; b"])
def test_words_at_which_a_mermaid_stumbles_stand_in_quotes(words: str) -> None:
    """Mermaid 9.4 reads no plain 'call', 'click' or 'href' in a label, and none reads a dash at its edge, as trials
    with 9.4, 10.9 and 11.4 showed."""
    assert not BARE.fullmatch(words)


def test_what_tells_a_sign_that_is_drawn_is_not_said_to_be_unused(shipped: RulePack) -> None:
    """A bite and a cramp together are the sign from which the emergency follows; so neither is left over."""
    given_ = Given(shipped, {"spider-bite": "present", "muscle-cramp": "present"})
    unused = " ".join(trace_graph(given_.trace, "A case").unused)
    assert "bite" not in unused
    assert "cramp" not in unused
