"""The words people use find the concept, value, statement or rule they mean, and a near miss says what comes close."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_packs import concept as a_concept
from random_packs import pack_of
from shipped import shipped
from small_pack import write_pack

from triage.errors import OneKindDenied, UnknownName
from triage.model import RulePack, Statement
from triage.names import find_concept, find_rule, find_spoken, find_stated, find_statement, find_value
from triage.names.forms import plain
from triage.names.slips import near
from triage.pack.loading import load_pack

LEVELS = ("low", "normal", "high")
PRESENCE = ("present", "absent")


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> RulePack:
    return load_pack(write_pack(tmp_path_factory.mktemp("pack")))


def missed(find: Callable[..., object], *given: object) -> UnknownName:
    with pytest.raises(UnknownName) as caught:
        find(*given)
    return caught.value


@pytest.mark.parametrize(
    ("word", "concept"),
    [
        ("calcium", "calcium"),
        ("Calcium", "calcium"),
        ("CA", "calcium"),
        ("serum-calcium", "calcium"),
        (" Serum   calcium ", "calcium"),
        ("hypocalcemia", "calcium"),
        ("HyperCalcemia", "calcium"),
        ("vitamin-d", "vitamin-d"),
        ("vitamin D", "vitamin-d"),
        ("vitamin_d", "vitamin-d"),
        ("VITAMIN\tD", "vitamin-d"),
        ("the excitability of nerves", "nerve-excitability"),
        ("Nerve Excitability", "nerve-excitability"),
        ("Charley-Horse", "muscle-spasm"),
    ],
)
def test_a_concept_has_many_names(pack: RulePack, word: str, concept: str) -> None:
    """A concept is found by id, label, alias and term, whatever the case, the hyphens and the blanks."""
    assert find_concept(pack, word).id == concept


@pytest.mark.parametrize(
    ("word", "comes_close"),
    [
        ("calcum", "calcium"),
        ("vitamin-e", "vitamin D"),
        ("hypocalcaemia", "hypocalcemia"),
        ("charly horse", "charley horse"),
    ],
)
def test_a_near_miss_says_what_comes_close(pack: RulePack, word: str, comes_close: str) -> None:
    """Whoever misspells a concept is shown the name that was meant, first."""
    error = missed(find_concept, pack, word)
    assert error.near[0] == comes_close
    assert f"'{word}'; did you mean '{comes_close}" in str(error)


@pytest.mark.parametrize("word", ["", " ", "-", "zzzz", "\x1b[31m", "💊", "calcium is low", "c" * 100_000])
def test_a_far_miss_suggests_nothing_silly(pack: RulePack, word: str) -> None:
    """What resembles no name is told as unknown, without a guess that would mislead, and at once."""
    error = missed(find_concept, pack, word)
    assert error.word == word
    assert len(error.near) <= 3


@pytest.mark.parametrize(
    ("values", "word", "value"),
    [
        (LEVELS, "low", "low"),
        (LEVELS, " LOW ", "low"),
        (PRESENCE, "yes", "present"),
        (PRESENCE, "Y", "present"),
        (PRESENCE, "true", "present"),
        (PRESENCE, "No", "absent"),
        (PRESENCE, "n", "absent"),
        (PRESENCE, "absent", "absent"),
        (("absent", "present"), "yes", "present"),
        (("very-low", "normal"), "Very low", "very-low"),
        (("yes", "no"), "no", "no"),
        (LEVELS, "unknown", "unknown"),
        (PRESENCE, "Not sure", "unknown"),
        (PRESENCE, "not-sure", "unknown"),
        (PRESENCE, "don't know", "unknown"),
        (PRESENCE, "dont know", "unknown"),
        (PRESENCE, "DON'T KNOW", "unknown"),
        (PRESENCE, "?", "unknown"),
        (PRESENCE, "positive", "present"),
        (PRESENCE, "Negative", "absent"),
        (PRESENCE, "denied", "absent"),
        (PRESENCE, "none", "absent"),
        (PRESENCE, "not present", "absent"),
        (PRESENCE, "n/a", "unknown"),
        (PRESENCE, "not tested", "unknown"),
        (LEVELS, "N/A", "unknown"),
        (LEVELS, "not tested", "unknown"),
        (LEVELS, "not measured", "unknown"),
        (LEVELS, "reduced", "low"),
        (LEVELS, "Decreased", "low"),
        (LEVELS, "deficient", "low"),
        (LEVELS, "elevated", "high"),
        (LEVELS, "raised", "high"),
        (LEVELS, "severely low", "low"),
        (LEVELS, "Mildly deficient", "low"),
        (LEVELS, "undetectable", "low"),
        (LEVELS, "below range", "low"),
        (LEVELS, "very high", "high"),
        (LEVELS, "within normal limits", "normal"),
        (LEVELS, "WNL", "normal"),
        (LEVELS, "pending", "unknown"),
        (PRESENCE, "nil", "absent"),
        (PRESENCE, "Denies", "absent"),
        (PRESENCE, "never", "absent"),
        (PRESENCE, "maybe", "unknown"),
        (PRESENCE, "suspected", "unknown"),
        (("possible", "certain"), "possible", "possible"),
        (("increased", "normal"), "increased", "increased"),
        (("negative", "positive"), "negative", "negative"),
    ],
)
def test_a_value_has_many_words(values: tuple[str, ...], word: str, value: str) -> None:
    """Values are taken in any case; yes and no stand for present and absent; several words say 'unknown'."""
    assert find_value(values, word) == value


def test_yes_is_no_level() -> None:
    """Yes and no answer only what is present or absent: `calcium: yes` is a mistake, not a guess at `high`."""
    for word in ("yes", "no", "true", "positive", "negative", "none", "lw", ""):
        error = missed(find_value, LEVELS, word)
        assert set(error.near) <= {*LEVELS, "unknown"}
    assert missed(find_value, LEVELS, "lw").near == ("low",)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("calcium is low", Statement("calcium", "low")),
        ("Calcium IS low", Statement("calcium", "low")),
        ("  serum calcium   is   Low ", Statement("calcium", "low")),
        ("calcium=low", Statement("calcium", "low")),
        ("Ca = LOW", Statement("calcium", "low")),
        ("hypocalcemia", Statement("calcium", "low")),
        ("Hypercalcemia", Statement("calcium", "high")),
        ("tingling", Statement("tingling", "present")),
        ("charley horse", Statement("muscle-spasm", "present")),
        ("tingling is absent", Statement("tingling", "absent")),
        ("tingling=no", Statement("tingling", "absent")),
        ("tingling is yes", Statement("tingling", "present")),
        ("the excitability of nerves is increased", Statement("nerve-excitability", "increased")),
        ("urgency is same-day", Statement("urgency", "same-day")),
        ("urgency=Same day", Statement("urgency", "same-day")),
    ],
)
def test_a_statement_has_many_forms(pack: RulePack, text: str, statement: Statement) -> None:
    """`CONCEPT is VALUE`, `CONCEPT=VALUE`, a term, and the bare name of a finding are statements."""
    assert find_statement(pack, text) == statement


@pytest.mark.parametrize(
    ("name", "statement"),
    [
        ("hypocalcemia", Statement("calcium", "low")),
        ("hypercalcemia", Statement("calcium", "high")),
        ("low calcium", Statement("calcium", "low")),
        ("Low serum-calcium", Statement("calcium", "low")),
        ("reduced calcium", Statement("calcium", "low")),
        ("normal vitamin D", Statement("vitamin-d", "normal")),
        ("high Ca", Statement("calcium", "high")),
        ("increased nerve excitability", Statement("nerve-excitability", "increased")),
        ("calcium deficiency", Statement("calcium", "low")),
        ("deficiency of vitamin D", Statement("vitamin-d", "low")),
        ("lack of calcium", Statement("calcium", "low")),
    ],
)
def test_a_name_may_be_a_statement(pack: RulePack, name: str, statement: Statement) -> None:
    """A term in either spelling, a value before a name and a deficiency each say what the level is."""
    assert find_stated(pack, name) == statement
    assert find_statement(pack, name) == statement


@pytest.mark.parametrize(
    "name", ["calcium", "tingling", "low", "low tingling", "no tingling", "unknown calcium", "x y", ""]
)
def test_a_bare_name_states_nothing(pack: RulePack, name: str) -> None:
    """What names a concept only, or nothing, leaves its value open."""
    assert find_stated(pack, name) is None


@pytest.mark.parametrize("name", ["low serum magnesium level", "magnesium level is low", "reduced plasma magnesium"])
def test_a_statement_may_have_the_words_of_a_laboratory_in_it(name: str) -> None:
    """What is measured is found with what a report puts around its name, also behind or before a value."""
    assert find_statement(shipped(), name) == Statement("magnesium", "low")


def test_every_statement_of_a_pack_can_be_written(pack: RulePack) -> None:
    """Whatever the program writes as a statement it also reads, in both forms."""
    for concept in pack.concepts:
        for value in concept.values:
            statement = Statement(concept.id, value)
            assert find_statement(pack, str(statement)) == statement
            assert find_statement(pack, f"{concept.label.upper()}={value}") == statement


@pytest.mark.parametrize(
    ("text", "comes_close"),
    [
        ("calcum is low", "calcium"),
        ("calcium is lw", "low"),
        ("hypocalcaemia", "hypocalcemia"),
        ("tinglig", "tingling"),
        ("urgency is sameday", "same-day"),
        ("calcium", "calcium is low"),
        ("nerve excitability", "nerve-excitability is increased"),
        ("calcium is unknown", "calcium is low"),
        ("urgency", "urgency is emergency-now"),
        ("urgency is unknown", "urgency is emergency-now"),
    ],
)
def test_a_statement_that_is_none_says_what_could_be_meant(pack: RulePack, text: str, comes_close: str) -> None:
    """A misspelt part, a missing value and `unknown`, which states nothing, each get a 'did you mean'."""
    error = missed(find_statement, pack, text)
    assert comes_close in error.near
    assert error.word


WORDS = (
    "calcium",
    "tingling",
    "muscle",
    "spasm",
    "hypocalcemia",
    "urgency",
    "is",
    "=",
    "low",
    "present",
    "not",
    "severe",
    "x",
)


@given(
    text=st.text(max_size=40)
    | st.text("cailumsn =-?'yo", max_size=20)
    | st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
)
def test_any_text_is_a_statement_of_the_pack_or_unknown(pack: RulePack, text: str) -> None:
    """No text, however odd, yields a statement that the pack does not have, or an error other than UnknownName."""
    try:
        statement = find_statement(pack, text)
    except UnknownName:
        return
    assert statement.value in pack.values(statement.concept)


def test_a_rule_is_named_by_its_id(pack: RulePack) -> None:
    """A rule has one name; a misspelt one gets a 'did you mean'."""
    assert find_rule(pack, "nerves-cause-spasm").id == "nerves-cause-spasm"
    assert missed(find_rule, pack, "nerve-cause-spasm").near == ("nerves-cause-spasm",)


@given(words=st.lists(st.text("abc-", max_size=6)), word=st.text("abc-", max_size=6))
def test_what_comes_close_does_not_hang_on_order(words: list[str], word: str) -> None:
    """The same names in another order give the same suggestions, at most three of them."""
    assert near(word, words) == near(word, reversed(words))
    assert len(near(word, words)) <= 3


@given(st.text())
def test_the_plain_form_is_plain(word: str) -> None:
    """Names are compared in a form that stays what it is when it is taken again, with single blanks only."""
    form = plain(word)
    assert plain(form) == form
    assert "-" not in form
    assert "  " not in form


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("can't pee", "can't move"),
        ("can't pee", "can't breathe"),
        ("iron infusion", "confusion"),
        ("oedema", "coma"),
        ("dizziness", "drowsiness"),
        ("claw hand", "lap band"),
        ("chills", "child"),
        ("hyperthyroidism", "hypothyroidism"),
        ("hypertension", "hypotension"),
        ("hypercalcmia", "hypocalcemia"),
        ("severe hyperkalaemia", "severe hypokalaemia"),
        ("cocaine", "codeine"),
        ("fasting", "fainting"),
        ("smoking", "shaking"),
        ("salt craving", "cramping"),
        ("perineal numbness", "perioral numbness"),
        ("pica", "ica"),
    ],
)
def test_another_word_that_ends_alike_is_not_suggested(word: str, name: str) -> None:
    """A suggestion shares a word with what was typed, or is a slip of a few letters: a wrong one frightens."""
    assert near(word, [name]) == ()


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("wyh", "why"),
        ("lwo", "low"),
        ("otassium", "potassium"),
        ("muscle crams", "muscle cramp"),
        ("surgeries", "surgery"),
        ("one swollen leg", "swollen leg"),
        ("hypercalcmia", "hypercalcemia"),
        ("fantness", "faintness"),
        ("paraesthesea", "paraesthesia"),
        ("heart beat", "heartbeat"),
        ("periorl numbnes", "perioral numbness"),
    ],
)
def test_a_slip_and_a_shared_word_are_suggested(word: str, name: str) -> None:
    """A letter too many, too few or in another place, and the same words in another order."""
    assert near(word, [name]) == (name,)


@pytest.mark.parametrize(
    "said",
    ["my muscles are tense", "I have tense muscles", "im Tense-Muscles", "she's got tense muscles"],
)
def test_a_name_is_found_as_people_say_it(said: str) -> None:
    """Nobody at a prompt writes labels only."""
    assert find_spoken(shipped(), said).id == "muscle-tension"


@pytest.mark.parametrize("said", ["cant breathe", "I can't breathe", "can\u2019t breathe", "my heart was racing"])
def test_a_name_is_found_without_its_apostrophe_and_as_a_sentence(said: str) -> None:
    """Somebody in need does not look for the apostrophe."""
    assert find_spoken(shipped(), said).role == "danger"


def test_a_letter_and_its_accent_are_one_sign_however_they_are_kept() -> None:
    """Some systems keep them apart, and nobody sees it."""
    pain = a_concept("pain").model_copy(update={"label": "Kr\u00e4mpfe"})
    assert find_concept(pack_of([pain], []), "kra\u0308mpfe").id == "pain"


@pytest.mark.parametrize("said", ["no chest pain", "my dog is barking", "I have", "the", "a", "", "is", " is ", "i"])
def test_what_names_nothing_is_not_found_either(said: str) -> None:
    """Least of all a denial."""
    with pytest.raises(UnknownName):
        find_spoken(shipped(), said)


@pytest.mark.parametrize("said", ["charley", "my charley", "I have a charley"])
def test_what_comes_close_is_told_however_it_was_said(pack: RulePack, said: str) -> None:
    """A 'my' before half a name takes no hint away."""
    assert missed(find_spoken, pack, said).near == ("charley horse",)


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("horse", "did you mean 'charley horse', which says more?"),
        ("my horse", "did you mean 'charley horse', which says more?"),
        ("serum", "did you mean 'serum calcium', which says more?"),
        ("charly horse", "did you mean 'charley horse'?"),
        ("charley horses today", "did you mean 'charley horse'?"),
    ],
)
def test_an_offer_that_says_more_than_was_typed_says_so(pack: RulePack, said: str, hint: str) -> None:
    """Nobody takes a narrower thing for what they meant because nothing else was offered."""
    assert str(missed(find_spoken, pack, said)).endswith(f"; {hint}")


@pytest.mark.parametrize("typed", ["tight calf", "night calf"])
def test_a_word_with_another_beginning_is_no_slip_in_a_longer_name(typed: str) -> None:
    """Who types two words and means two of four does not begin one of them with another letter."""
    assert near(typed, ["pain in the right calf"]) == ()


@pytest.mark.parametrize("text", ["choking is absent", "stridor=absent"])
def test_a_no_to_one_kind_states_nothing(text: str) -> None:
    """It is known, so nobody is told that there is no such thing; but only the whole can be denied."""
    with pytest.raises(OneKindDenied) as caught:
        find_statement(shipped(), text)
    assert "leaves open what else there is; did you mean 'trouble-breathing is absent'?" in str(caught.value)
