"""The interview as a value: what a typed reply means, and sessions that grow, go back and change."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripted import pack_of_sessions

from triage.conversation.progress import asked
from triage.engine.inference import infer
from triage.interview.beginning import begin
from triage.interview.reply import NotAnAnswer, Reply, options
from triage.interview.session import Session
from triage.interview.typed import understand
from triage.model import UNKNOWN, Question

PACK = pack_of_sessions()
QUESTION = {question.id: question for question in PACK.questions}
NOTICED = ("muscle-spasm", "muscle-pain", "tingling", "back-pain")


def chosen(question: str, typed: str) -> tuple[str, bool]:
    """Return the value that `typed` gives at a choice, and whether it is only supposed."""
    reply = understand(PACK, QUESTION[question], typed)
    assert not (reply.answers and reply.supposed)
    ((concept, value),) = (reply.answers or reply.supposed).items()
    assert (concept,) == QUESTION[question].concepts
    return value, bool(reply.supposed)


def ticked(typed: str) -> dict[str, str]:
    """Return what `typed` says at the checklist about the findings that are not simply absent."""
    reply = understand(PACK, QUESTION["noticed"], typed)
    assert tuple(reply.answers) == NOTICED
    assert not reply.supposed
    return {name: value for name, value in reply.answers.items() if value != "absent"}


def refusal(question: str, typed: str) -> str:
    with pytest.raises(NotAnAnswer) as refused:
        understand(PACK, QUESTION[question], typed)
    return str(refused.value)


# A choice


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1", "low"),
        ("low", "low"),
        ("LOW", "low"),
        ("  low  ", "low"),
        ("l", "low"),
        ("2", "normal"),
        ("nor", "normal"),
        ("3", "high"),
        ("h", "high"),
        ("03", "high"),
        ("4", UNKNOWN),
        ("not sure", UNKNOWN),
        ("Not-Sure", UNKNOWN),
        ("not   sure", UNKNOWN),
        ("not", UNKNOWN),
        ("unsure", UNKNOWN),
        ("unknown", UNKNOWN),
        ("?", UNKNOWN),
    ],
)
def test_a_choice_takes_a_number_a_word_or_its_beginning(typed: str, value: str) -> None:
    """Whoever types the number, the word or enough of the word gives that answer, whatever the case and blanks."""
    assert chosen("vitamin-d-level", typed) == (value, False)


@pytest.mark.parametrize("typed", ["5", "suppose it is low", "suppose", "s", "SUPPOSE IT"])
def test_supposing_is_told_apart_from_answering(typed: str) -> None:
    """A supposition never becomes an answer, however it was typed."""
    assert chosen("vitamin-d-level", typed) == ("low", True)


@pytest.mark.parametrize(
    ("typed", "value"), [("yes", "present"), ("y", "present"), ("1", "present"), ("no", "absent"), ("not", UNKNOWN)]
)
def test_present_and_absent_are_asked_as_yes_and_no(typed: str, value: str) -> None:
    """A question that is answered by yes or no takes these words; the whole word 'no' is never 'not sure'."""
    assert chosen("exercise", typed) == (value, False)


@pytest.mark.parametrize(
    ("question", "typed", "either"),
    [
        ("vitamin-d-level", "n", ("normal", "not sure")),
        ("vitamin-d-level", "no", ("normal", "not sure")),
        ("exercise", "n", ("no", "not sure")),
        ("calcium-level", "suppose", ("suppose it is low", "suppose it is high")),
    ],
)
def test_a_beginning_of_two_answers_is_neither(question: str, typed: str, either: tuple[str, ...]) -> None:
    """An ambiguous beginning is not decided for the person: the answers that it could be are named."""
    message = refusal(question, typed)
    assert all(words in message for words in either)


@pytest.mark.parametrize("typed", ["", " ", "0", "6", "99", "1.5", "1 2", "1-2", "low high", "\u00b2", "1,"])
def test_nonsense_at_a_choice_is_no_answer(typed: str) -> None:
    """What is no answer is refused with a word about what is wrong, and never taken for the nearest answer."""
    assert refusal("vitamin-d-level", typed)


def test_a_negative_number_is_no_answer() -> None:
    """Nobody who types -1 means the first answer."""
    assert refusal("vitamin-d-level", "-1")


def test_a_misspelt_answer_is_not_taken_but_the_right_one_is_named() -> None:
    """A slip of the finger gets 'did you mean', so that nobody has to guess the words."""
    assert "did you mean 'normal'?" in refusal("vitamin-d-level", "noraml")


def test_a_number_out_of_range_says_which_numbers_there_are() -> None:
    """A wrong number is answered with the numbers that would do."""
    assert "from 1 to 5" in refusal("vitamin-d-level", "9")


@pytest.mark.parametrize("typed", ["dont know", "don't know", "i don't know"])
def test_not_knowing_may_be_said_in_plain_words(typed: str) -> None:
    """'don't know' is the commonest way to say it, and a case file takes it."""
    assert chosen("vitamin-d-level", typed) == (UNKNOWN, False)


# A checklist


@pytest.mark.parametrize(
    ("typed", "present"),
    [
        ("1", ["muscle-spasm"]),
        ("1 4", ["muscle-spasm", "back-pain"]),
        ("4 1", ["muscle-spasm", "back-pain"]),
        ("1,4", ["muscle-spasm", "back-pain"]),
        ("1, 4,", ["muscle-spasm", "back-pain"]),
        ("1;4", ["muscle-spasm", "back-pain"]),
        ("1 2, 3 4", list(NOTICED)),
        ("1 1", ["muscle-spasm"]),
        ("muscle spasm", ["muscle-spasm"]),
        ("Muscle-Spasm", ["muscle-spasm"]),
        ("charley horse", ["muscle-spasm"]),
        ("paresthesia", ["tingling"]),
        ("ting", ["tingling"]),
        ("ting, 2, charley horse", ["muscle-spasm", "muscle-pain", "tingling"]),
        ("back pain", ["back-pain"]),
    ],
)
def test_a_checklist_takes_numbers_names_and_beginnings(typed: str, present: list[str]) -> None:
    """Several findings are ticked in one line, by number, label, alias, term or beginning, in any order."""
    assert ticked(typed) == dict.fromkeys(present, "present")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("4?", {"back-pain": UNKNOWN}),
        ("4 ?", {"back-pain": UNKNOWN}),
        ("1 4?", {"muscle-spasm": "present", "back-pain": UNKNOWN}),
        ("1? 4", {"muscle-spasm": UNKNOWN, "back-pain": "present"}),
        ("tingling?", {"tingling": UNKNOWN}),
        ("1, tingling ?", {"muscle-spasm": "present", "tingling": UNKNOWN}),
    ],
)
def test_a_question_mark_says_not_sure_of_one_finding(typed: str, expected: dict[str, str]) -> None:
    """One finding of a list can be left open while others are given."""
    assert ticked(typed) == expected


@pytest.mark.parametrize("typed", ["none", "NONE", "no", "none of these"])
def test_none_says_that_nothing_on_the_list_is_there(typed: str) -> None:
    """'none' is an answer: each finding on the list is absent."""
    assert ticked(typed) == {}


@pytest.mark.parametrize("typed", ["not sure", "Not Sure", "unknown", "?"])
def test_not_sure_of_a_whole_list_is_never_a_no(typed: str) -> None:
    """Unknown is never absent: not one finding of the list is denied."""
    assert ticked(typed) == dict.fromkeys(NOTICED, UNKNOWN)


@pytest.mark.parametrize("typed", ["1 perhaps", "1 not sure", "1?"])
def test_an_item_may_be_left_open(typed: str) -> None:
    """A doubt behind one item is about that item: it is neither there nor denied."""
    assert ticked(typed) == {NOTICED[0]: UNKNOWN}


@pytest.mark.parametrize(
    "typed",
    [
        *("0", "5", "1 9", "-1", "1-9", "3-1", "1 much", "none, 1", "1 none"),
        *("1 1?", "1? 1", "muscle spasm, charley horse?"),
    ],
)
def test_nonsense_at_a_checklist_is_no_answer(typed: str) -> None:
    """One item that is not understood, or is given in two ways, refuses the line: the rest is not taken as if it were
    all, and of 'there' and 'not sure' neither is."""
    assert refusal("noticed", typed)


@pytest.mark.parametrize(("typed", "label"), [("tetany", "tetany"), ("hypocalcemia", "calcium")])
def test_what_is_known_but_not_on_the_list_is_told_so(typed: str, label: str) -> None:
    """A finding that the pack knows but that is not asked here is refused by name, not silently dropped."""
    assert label in refusal("noticed", typed)
    assert "not on this list" in refusal("noticed", typed)


@given(st.text(alphabet=",; \t\u3000", max_size=4))
def test_a_line_that_names_nothing_never_denies_the_whole_list(typed: str) -> None:
    """A stray comma is no 'none': nothing is denied unless it was said."""
    assert refusal("noticed", typed)


def test_an_ambiguous_beginning_on_a_list_names_the_findings_it_could_be() -> None:
    """As at a choice: the person sees which findings begin so, instead of reading that none does."""
    message = refusal("noticed", "musc")
    assert "muscle spasm" in message
    assert "muscle pain" in message


def test_only_what_is_on_the_list_is_suggested() -> None:
    """'Did you mean' never leads to another refusal."""
    assert "calcium" not in refusal("noticed", "calcum")


@pytest.mark.parametrize("typed", ["1 and 4", "1 & 4"])
def test_numbers_may_be_joined_by_and(typed: str) -> None:
    """'1 and 4' is how people write a short list."""
    assert ticked(typed) == {"muscle-spasm": "present", "back-pain": "present"}


# Either


@pytest.mark.parametrize("question", QUESTION.values(), ids=QUESTION)
def test_every_answer_on_the_screen_can_be_given_by_its_number_and_by_its_words(question: Question) -> None:
    """What a question offers, it takes: by the number in front of it and by the words themselves."""
    for number, option in enumerate(options(PACK, question), start=1):
        for typed in (str(number), option.words, option.words.upper()):
            reply = understand(PACK, question, typed)
            assert (reply.supposed if option.supposed else reply.answers)[option.concept] == option.value


PIECES = ("1", "2", "4", "?", ",", "and", "none", "low", "yes", "not sure", "suppose it is low", "muscle spasm", "x")


@given(
    st.sampled_from(PACK.questions),
    st.text(alphabet="0123456789 ,;?lownrmahigtusepcf'-", max_size=12)
    | st.text()
    | st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map(" ".join),
)
def test_whatever_is_typed_is_a_whole_answer_or_refused_in_words(question: Question, typed: str) -> None:
    """No line of any kind breaks the interview or answers about something else than was asked."""
    reply, refused = None, ""
    try:
        reply = understand(PACK, question, typed)
    except NotAnAnswer as error:
        refused = str(error)
    assert reply or refused
    if reply:
        given_ = {**reply.answers, **reply.supposed}
        assert set(given_) == set(question.concepts)
        assert all(value in (*PACK.concept[name].values, UNKNOWN) for name, value in given_.items())


@pytest.mark.parametrize("question", ["noticed", "vitamin-d-level"])
def test_a_cat_on_the_keyboard_is_refused_like_any_nonsense(question: str) -> None:
    """Even thousands of digits are only no answer."""
    assert refusal(question, "1" * 5000)


# A session


def answered(session: Session, *lines: str) -> Session:
    for typed in lines:
        assert session.question
        session = session.reply(understand(PACK, session.question, typed))
    return session


def test_a_reply_makes_a_new_session_and_leaves_the_old_one_alone() -> None:
    """A session is a value: going back to an earlier one is always possible."""
    first = begin(PACK)
    second = answered(first, "1")
    assert dict(first.answers) == {}
    assert second.answers["muscle-spasm"] == "present"
    assert first.question == QUESTION["noticed"]


def test_unknown_is_an_answer_and_never_absent() -> None:
    """What somebody is not sure of makes no fact, neither that it is there nor that it is not."""
    session = answered(begin(PACK), "1 3?")
    assert session.answers["tingling"] == UNKNOWN
    assert all(fact.statement.concept != "tingling" for fact in session.trace.facts)


def test_a_skipped_question_says_nothing_and_is_not_asked_again() -> None:
    """Skipping answers nothing, not even 'not sure', and the interview goes on."""
    session = begin(PACK).reply(Reply(QUESTION["noticed"]))
    assert dict(session.answers) == {}
    assert session.question == QUESTION["vitamin-d-level"]


def test_back_asks_the_last_question_again_and_its_answer_counts_until_another_is_given() -> None:
    """Whoever looks back and leaves has taken nothing back."""
    session = answered(begin(PACK), "1", "low")
    again = session.back()
    assert again.question == QUESTION["vitamin-d-level"]
    assert again.answers == session.answers
    assert again.trace == session.trace
    assert "vitamin-d" not in {**answered(again, "suppose").answers}
    assert answered(again, "normal").answers["vitamin-d"] == "normal"


def test_back_twice_asks_the_question_before_that() -> None:
    """Each `back` goes one answer further, and gives none up; from a change as well."""
    session = answered(begin(PACK), "1", "low", "not sure")
    assert session.back().back().question == QUESTION["vitamin-d-level"]
    assert session.change(2).back().question == QUESTION["noticed"]
    assert session.back().back().back().back() == session.change(1)


def test_an_answer_that_is_skipped_later_stays_as_a_suggestion() -> None:
    """Skipping takes an answer back, and it can be given again with one word."""
    session = answered(begin(PACK), "1", "low")
    skipped = session.back().reply(Reply(QUESTION["vitamin-d-level"]))
    assert "vitamin-d" not in skipped.answers
    assert skipped.suggestion(QUESTION["vitamin-d-level"]) == session.replies[1]


def test_back_at_the_first_question_stays_there() -> None:
    """There is nothing before the beginning."""
    assert begin(PACK).back() == begin(PACK)


def test_change_asks_one_question_again_and_keeps_the_others() -> None:
    """An early answer is corrected without giving the later ones again, and the interview goes on where it was."""
    session = answered(begin(PACK), "1", "low", "not sure")
    changing = session.change(2)
    assert changing.question == QUESTION["vitamin-d-level"]
    changed = answered(changing, "high")
    assert changed.answers["vitamin-d"] == "high"
    assert changed.answers["calcium"] == UNKNOWN
    assert changed.answers["muscle-spasm"] == "present"
    assert changed.question == QUESTION["exercise"]


def test_a_supposition_gives_way_to_an_answer_and_the_other_way_round() -> None:
    """Changing a supposed level to a known one leaves no trace of the supposition."""
    supposing = answered(begin(PACK), "none", "suppose")
    assert dict(supposing.supposed) == {"vitamin-d": "low"}
    known = answered(supposing.change(2), "normal")
    assert dict(known.supposed) == {}
    assert known.answers["vitamin-d"] == "normal"
    assert not known.trace.supposed
    again = answered(known.change(2), "suppose")
    assert "vitamin-d" not in again.answers


@pytest.mark.parametrize("number", [-1, 0, 3, 99])
def test_there_is_no_changing_what_was_not_answered(number: int) -> None:
    """A wrong number is refused, and says where the right ones are."""
    session = answered(begin(PACK), "1", "low")
    with pytest.raises(NotAnAnswer, match="review"):
        session.change(number)


def test_a_resumed_session_asks_only_what_is_missing() -> None:
    """Answers from a file are not asked for again; of a list only the rest is."""
    session = begin(PACK, {"muscle-spasm": "present", "calcium": UNKNOWN, "magnesium": "low"}, {"vitamin-d": "low"})
    assert session.question is not None
    assert session.question.concepts == ("muscle-pain", "tingling", "back-pain")
    assert [question.id for question in session.waiting] == ["noticed", "exercise"]
    assert session.answers["magnesium"] == "low"
    assert dict(session.supposed) == {"vitamin-d": "low"}


def test_back_in_a_resumed_session_goes_to_the_answers_of_the_file() -> None:
    """`back` asks for what the file said, and it counts as long as nothing else is said."""
    session = answered(begin(PACK, {"calcium": "low"}), "1").back().back()
    assert session.question == QUESTION["calcium-level"]
    assert session.answers["calcium"] == "low"


TURNS = st.lists(
    st.one_of(
        st.tuples(st.just("reply"), st.integers(0, 20)),
        st.tuples(st.just("skip"), st.just(0)),
        st.tuples(st.just("back"), st.just(0)),
        st.tuples(st.just("change"), st.integers(1, 4)),
    ),
    max_size=12,
)
LINES = {"noticed": ["none", "not sure", "1", "1 3?", "2 4", "1 2 3 4"]}


def reply_to(question: Question, number: int) -> Reply:
    lines = LINES.get(question.id) or [str(one) for one in range(1, len(options(PACK, question)) + 1)]
    return understand(PACK, question, lines[number % len(lines)])


class Notes:
    """What a careful listener would write down: for each question its last reply, in the order of asking."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply] = {}

    def take(self, reply: Reply) -> None:
        self.replies[reply.question.id] = reply

    def said(self, kind: str) -> dict[str, str]:
        return {name: value for reply in self.replies.values() for name, value in getattr(reply, kind).items()}


@given(TURNS)
def test_however_it_went_the_session_is_the_last_reply_to_each_question(turns: list[tuple[str, int]]) -> None:
    """After any replies, skips, backs and changes the answers are the last ones given, and the trace is exactly what
    these answers would have given straight away: nothing of what was taken back lingers."""
    session, notes = begin(PACK), Notes()
    for turn, number in turns:
        question = session.question
        if turn == "back":
            session = session.back()
        elif turn == "change" and number <= len(session.replies):
            session = session.change(number)
        elif turn in ("reply", "skip") and question:
            reply = Reply(question) if turn == "skip" else reply_to(question, number)
            session = session.reply(reply)
            notes.take(reply)
        assert dict(session.answers) == notes.said("answers")
        assert dict(session.supposed) == notes.said("supposed")
        assert session.trace == infer(PACK, notes.said("answers"), notes.said("supposed"))


GIVEN = st.fixed_dictionaries(
    {},
    optional={concept.id: st.sampled_from((*concept.values, UNKNOWN)) for concept in PACK.concepts},
)


@given(GIVEN, TURNS, st.integers(0, 20))
def test_never_more_questions_than_were_announced(given_: dict[str, str], turns: list[tuple[str, int]], n: int) -> None:
    """'At most 3 more' is a promise: after any beginning, file or going back, whoever answers on is asked no more."""
    session = begin(PACK, given_)
    for turn, number in turns:
        if turn == "back":
            session = session.back()
        elif turn == "change" and number <= len(session.replies):
            session = session.change(number)
        elif session.question:
            session = session.reply(reply_to_any(session.question, number))
    left = None
    while question := session.question:
        heading = next(iter(asked(session, question)))
        match = re.match(r"Question \d+, (?:at most (\d+) more|the last one) ", heading)
        assert match, heading
        more = int(match[1] or 0)
        assert left is None or more < left
        left = more
        session = session.reply(reply_to_any(question, n))
    assert not left


def reply_to_any(question: Question, number: int) -> Reply:
    """Answer a question that may hold only a part of its list."""
    if question.form == "checklist":
        return understand(PACK, question, ("none", "not sure", "1", "1?")[number % 4])
    return reply_to(question, number)


@given(GIVEN, TURNS)
def test_what_was_answered_can_be_taken_up_again(given_: dict[str, str], turns: list[tuple[str, int]]) -> None:
    """A session that is kept as answers and suppositions, and begun again from them, knows the same and asks for what
    was left out."""
    session = begin(PACK, given_)
    for turn, number in turns:
        if question := session.question:
            skipped = turn == "skip"
            session = session.reply(Reply(question) if skipped else reply_to_any(question, number))
    again = begin(PACK, session.answers, session.supposed)
    assert again.answers == session.answers
    assert again.supposed == session.supposed
    assert again.trace == session.trace
    unanswered = {name for question in PACK.questions for name in question.concepts} - {
        *session.answers,
        *session.supposed,
    }
    assert {name for question in again.waiting for name in question.concepts} == unanswered
