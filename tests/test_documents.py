"""One YAML file in: text, lists and groups of keys come out, and whatever else a file is or holds is one problem."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from select import select

import pytest
import ruamel.yaml.main

from triage.pack.document import Document
from triage.pack.events import MAX_DEPTH
from triage.pack.reading import MAX_BYTES, read_document, read_stream

LAUGHS = b'a: &a ["ha", "ha"]\n' + b"".join(
    b"%c: &%c [%s]\n" % (name, name, b", ".join([b"*%c" % (name - 1)] * 9)) for name in range(ord("b"), ord("k"))
)

# What stands in the file, the line to report, a part of the message.
REFUSED = {
    "empty": (b"", 0, "is empty"),
    "only blanks": (b"\n  \n\n", 0, "is empty"),
    "only comments": (b"# nothing\n# here\n", 0, "nothing but comments"),
    "only a null": (b"~\n", 0, "nothing but comments"),
    "binary": (b"a: b\n\x00\x01\x02", 2, "control characters"),
    "terminal escape": (b"a: b\nb: \x1b[31mred\n", 2, "control characters"),
    "delete": (b"a: \x7f\n", 1, "control characters"),
    "utf-16": ("a: b\nc: d\n".encode("utf-16"), 1, "not text in UTF-8"),
    "utf-16 without its mark": ("a: b\nc: d\n".encode("utf-16-le"), 1, "control characters"),
    "latin-1": (b"a: b\nb: caf\xe9\n", 2, "not text in UTF-8"),
    "surrogate bytes": (b"a: b\nb: \xed\xa0\x80\n", 2, "not text in UTF-8"),
    "a C1 control character": ("a: b\nb: c\nc: \x9b31m\n".encode(), 3, ""),
    "a non-character": ("a: b\nb: \ufffe\n".encode(), 2, ""),
    "half a character": (b'a: b\nb: "\\ud83d"\n', 2, ""),
    "unclosed quote": (b'a: b\nb: "c\n', 2, "a quote that begins here is not closed"),
    "unclosed quote above another": (b"a: b\nb: 'c\nd: e\nf: it's\n", 2, "a quote that begins here is not closed"),
    "two colons": (b"a: b\nb: c: d\n", 2, "this is not YAML"),
    "tab as indentation": (b"a:\n\tb: c\n", 2, "a tab stands before"),
    "tab further down": (b"a:\n  b: c\n\td: e\n", 3, "a tab stands before"),
    "unclosed list": (b"a: b\nb: [c\n", 2, "is not closed"),
    "unclosed group": (b"a: b\nb: {c: d\ne: f\n", 2, "is not closed"),
    "no dash": (b"- id: a\n  b: c\nid: d\n  b: e\n", 3, "this is not YAML"),
    "no first dash": (b"  id: a\n  b: c\n- id: d\n", 3, "this is not YAML"),
    "no dash before an id": (b"- id: a\n  b: c\n\n  id: d\n  b: e\n  f: g\n", 4, "'id' is given twice"),
    "other YAML": (b"%YAML 3.1\n---\na: b\n", 1, "this is not YAML"),
    "tag": (b"a: b\nb: !!int 1\n", 2, "tags"),
    "python tag": (b"a: !!python/object/apply:os.system ['true']\n", 1, "tags"),
    "tag on a key": (b"a: b\n!x b: c\n", 2, "tags"),
    "anchor": (b"a: b\nb: &x c\n", 2, "anchors"),
    "alias": (b"a: b\nb: *x\n", 2, "aliases"),
    "two documents": (b"a: b\n---\nc: d\n", 2, "second document"),
    "duplicate key": (b"a: b\nc: d\na: e\n", 3, "'a' is given twice"),
    "duplicate key in a group": (b"a:\n  - b: 1\n    c: 2\n    b: 3\n", 4, "'b' is given twice"),
    "duplicate key with quotes": (b"a: b\n'a': c\n", 2, "'a' is given twice"),
    "list as a key": (b"a: b\n? [c]\n: d\n", 2, "a key has to be a word"),
    "deep flow lists": (b"a: " + b"[" * 300_000, 1, f"more than {MAX_DEPTH} deep"),
    "deep lists": (b"- " * 300_000, 1, f"more than {MAX_DEPTH} deep"),
    "deep groups": (b"{a: " * 200_000, 1, f"more than {MAX_DEPTH} deep"),
    "fifty megabytes": (b"# padding\n" * 5_000_000, 0, f"larger than {MAX_BYTES:,} bytes"),
    "one byte too many": (b"a" * (MAX_BYTES + 1), 0, f"larger than {MAX_BYTES:,} bytes"),
}


@pytest.fixture(params=["C parser", "Python parser"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers of ruamel.yaml: the Python one is what is left where its C library has no wheel."""
    if request.param == "Python parser":
        monkeypatch.setattr(ruamel.yaml.main, "CParser", None)
    elif ruamel.yaml.main.CParser is None:
        pytest.skip("ruamel.yaml.clib is not installed")


def read(content: bytes | str) -> Document:
    return read_stream(BytesIO(content.encode() if isinstance(content, str) else content), "file.yaml")


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_file_is_one_problem_with_its_line(name: str) -> None:
    """Whatever is wrong with a file, its author gets one message that names the file and the line."""
    content, line, part = REFUSED[name]
    document = read(content)
    (problem,) = document.problems
    assert (problem.path, problem.line) == ("file.yaml", line)
    assert part in problem.message
    assert problem.code == "duplicate-key" if "twice" in part else problem.code in ("unreadable", "yaml")


ITEM = "- id: a\n  if: b is c\n  because: It is so.\n  source: d\n- id: e\n"
GROUP = "- {level: learn, label: Learn, do: Read on., come-back: Soon.}\n"

# What is changed in a sound text, the line to report, what the message or the hint says.
SLIPS = {
    "a blank too many": (ITEM, "  source", "   source", 4, "this line begins with more blanks than the key above"),
    "a blank too few": (ITEM, "  source", " source", 4, "does not begin with as many blanks as the keys"),
    "no blank": (ITEM, "  source", "source", 4, "or set it in as the keys of the item above"),
    "another blank": (ITEM, "  source", "\u00a0\u00a0source", 4, "a no-break space (U+00A0) stands before the words"),
    "another blank above": (
        "a:\n  b: c\n  d: e\n",
        "  b",
        "\u00a0\u00a0b",
        2,
        "a no-break space (U+00A0) stands before",
    ),
    "a text that goes on": (ITEM, "It is", "It\n  is", 4, "where it goes on with the text above, set it in further"),
    "no colon": (ITEM, "source: d", "source d", 4, "write it as 'KEY: VALUE'"),
    "no blank behind a dash": (ITEM, "- id: e", "-id: e", 5, "a blank is missing behind the '-'"),
    "a dash too far in": (ITEM, "- id: e", " - id: e", 5, "does not stand below those of the items above"),
    "a dash of a printer": (ITEM, "- id: e", "\u2013 id: e", 5, "begins with '\u2013'"),
    "an item among keys": ("a:\n  b: c\n  d: e\n", "  d", "  - d", 3, "begins with '- ', and those above are keys"),
    "a star": (ITEM, "It is", "*It* is", 3, "a text that begins with '*' has to stand in quotes"),
    "an at sign": (ITEM, "It is", "@it is", 3, "a text that begins with '@' has to stand in quotes"),
    "a percent sign": (ITEM, "It is", "%it is", 3, "a text that begins with '%' has to stand in quotes"),
    "a backquote": (ITEM, "It is", "`It` is", 3, "a text that begins with '`' has to stand in quotes"),
    "a quoted beginning": (ITEM, "It is", '"It" is', 3, "put the whole text in single quotes"),
    "an apostrophe": (ITEM, "It is", "'It' is", 3, "an apostrophe ends this text before its end"),
    "a bracketed beginning": (ITEM, "It is", "[It] is", 3, "something stands behind a ']'"),
    "a dash in front": (ITEM, "It is", "- it is", 3, "a text that begins with '-' has to stand in quotes"),
    "a tag that is none": (
        GROUP,
        "label: Learn",
        "label: !!!",
        1,
        "a text that begins with '!' has to stand in quotes",
    ),
    "a colon": (GROUP, "Read on.", "Why: read.", 1, "a text between brackets that holds ': ' has to stand in quotes"),
    "a quoted beginning in a group": (GROUP, "Read on.", '"Read" on.', 1, "a quote ends this text before its end"),
    "a number sign": (ITEM, "It is", "It is #1 that is", 3, "what stands behind ' #' is a comment, and cut off"),
    "a number sign in a long text": (ITEM, "It is", "It\n    is #1", 4, "is a comment, and cut off"),
    "curly quotes": (ITEM, "source: d", "source: \u201cd\u201d", 4, "write straight ones"),
    "curly quotes around a colon": (ITEM, "It is", "\u201cIt: is\u201d", 3, "write straight ones"),
    "curly quotes within": (ITEM, "It is", "Note: \u201cit\u201d", 3, "a text that holds ': ' has to stand in quotes"),
    "a dash for one key alone": (
        "a:\n  b: c\n  d: e\n",
        "  b",
        "  - b",
        2,
        "this line begins with '- ', and the key below does not",
    ),
    "a bracket at the end": (ITEM, "- id: e", "- [", 6, "is not closed here, or above"),
}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_in_the_writing_is_told_with_what_mends_it(name: str) -> None:
    """Once, and in the words of somebody who writes rules: the parser's would send an author elsewhere."""
    text, old, new, line, told = SLIPS[name]
    assert read(text).problems == ()
    (problem,) = read(text.replace(old, new)).problems
    assert problem.line == line
    assert told in f"{problem.message}; {problem.hint}"


@pytest.mark.usefixtures("parser")
def test_words_between_curly_quotes_may_stand_at_both_ends_of_a_text() -> None:
    """Only around the whole of it are they meant as the quotes of YAML."""
    document = read("a: \u201clow\u201d is not \u201cvery low\u201d\n")
    assert document.problems == ()
    assert document.data == {"a": "\u201clow\u201d is not \u201cvery low\u201d"}


@pytest.mark.usefixtures("parser")
def test_a_question_between_brackets_is_told_or_taken() -> None:
    """One of the parsers takes it for a text, and the other ends there."""
    document = read(GROUP.replace("Read on.", "Why? Read."))
    for problem in document.problems:
        assert "a text between brackets that holds '? ' has to stand in quotes" in problem.message
    assert document.problems or document.data[0]["do"] == "Why? Read."


@pytest.mark.usefixtures("parser")
def test_a_billion_laughs_stay_small() -> None:
    """Aliases are refused, not followed: nine levels of nine cost nothing."""
    document = read(LAUGHS)
    assert {problem.code for problem in document.problems} == {"yaml"}
    assert len(str(document.data)) < 10_000


def test_a_file_is_read_no_further_than_the_limit() -> None:
    """However large a file is, no more of it is taken into memory than shows that it is too large."""
    stream = BytesIO(b"# padding\n" * 5_000_000)
    read_stream(stream, "file.yaml")
    assert stream.tell() <= MAX_BYTES + 1


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    "word",
    [
        "yes",
        "no",
        "on",
        "off",
        "Yes",
        "NO",
        "true",
        "false",
        "y",
        "n",
        "1.10",
        "012",
        "0x1F",
        "1_000",
        "2024-01-01",
        "1e3",
        ".inf",
        ".nan",
        "nil",
        "=",
        "<<",
    ],
)
def test_words_stay_words(word: str) -> None:
    """Nothing is guessed from how a word looks: `no` is a word and 1.10 keeps its nought, as value, item and key."""
    assert read(f"a: {word}\nb: [{word}]\n").data == {"a": word, "b": [word]}
    assert read(f"{word}: a\n").data == {word: "a"}


@pytest.mark.usefixtures("parser")
def test_an_old_version_mark_brings_no_old_meaning() -> None:
    """A file that calls itself YAML 1.1, where `no` was false and 12:30:00 a number, is read like any other."""
    assert read("%YAML 1.1\n---\na: no\nb: 12:30:00\nc: 012\n").data == {"a": "no", "b": "12:30:00", "c": "012"}


@pytest.mark.usefixtures("parser")
def test_only_an_unquoted_null_is_nothing() -> None:
    """A key without a value holds nothing; a word in quotes is always that word."""
    document = read("a:\nb: ~\nc: null\nd: ''\ne: 'null'\nf: \"~\"\ng: Null\n")
    assert document.data == {"a": None, "b": None, "c": None, "d": "", "e": "null", "f": "~", "g": "Null"}
    assert document.problems == ()


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfa: b\nc: [d,\n  e]\n",
        b"a: b\r\nc: [d,\r\n  e]\r\n",
        b"---\na: b\nc: [d,\n  e]\n...\n",
        b"a: b\nc: [d,\n  e]",
    ],
    ids=["byte order mark", "CRLF", "document marks", "no last newline"],
)
def test_what_editors_add_changes_nothing(content: bytes) -> None:
    """A byte order mark, Windows line ends, document marks and a missing last newline are no fault and no content."""
    document = read(content)
    assert document.problems == ()
    assert document.data == {"a": "b", "c": ["d", "e"]}
    shift = content.startswith(b"---")
    assert [document.line(place) for place in (("a",), ("c",), ("c", 0), ("c", 1))] == [
        line + shift for line in (1, 2, 2, 3)
    ]


@pytest.mark.usefixtures("parser")
def test_the_line_of_every_part_is_known() -> None:
    """A message about a part of a file can always point at its line, or at the nearest part around it."""
    document = read("# first\n- id: a\n  if:\n    - b\n    - c\n- id: >\n    d\n")
    assert document.line((0,)) == 2
    assert document.line((0, "id")) == 2
    assert document.line((0, "if", 1)) == 5
    assert document.line((1, "id")) == 6
    assert document.line((0, "if", 1, "beyond")) == 5
    assert document.line((0, "missing")) == 2


@pytest.mark.usefixtures("parser")
def test_every_problem_of_a_file_is_found_in_one_pass() -> None:
    """Tags, anchors, aliases and doubled keys in one file are all reported at once, each at its own line."""
    document = read("a: !t x\nb: &n y\nc: *n\na: z\n")
    assert [(problem.line, problem.code) for problem in document.problems] == [
        (1, "yaml"),
        (2, "yaml"),
        (3, "yaml"),
        (4, "duplicate-key"),
    ]


@pytest.mark.usefixtures("parser")
def test_an_item_whose_dash_is_missing_is_read_as_the_item_it_is() -> None:
    """So that nothing else is told about it: neither its other keys, nor what names it."""
    document = read("- id: a\n  b: c\n\n  id: d\n  b: e\n- id: f\n")
    assert document.data == [{"id": "a", "b": "c"}, {"id": "d", "b": "e"}, {"id": "f"}]
    assert [document.line((1, key)) for key in ("id", "b")] == [4, 5]
    assert document.line((2,)) == 6
    assert len(document.problems) == 1


@pytest.mark.usefixtures("parser")
def test_an_alias_as_a_key_is_one_problem() -> None:
    """What follows a refused key is still read as what it is, so that no second, false problem is reported."""
    document = read("? *a\n: 1\nx: {y: 1}\n")
    assert [(problem.line, problem.code) for problem in document.problems] == [(1, "yaml")]


def test_what_is_no_file_is_one_problem_about_the_whole(tmp_path: Path) -> None:
    """A folder, a missing file, a broken link, a link to itself and an impossible name are each told, never raised."""
    (tmp_path / "broken").symlink_to(tmp_path / "nowhere")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    for name, part in (
        (".", "is a folder"),
        ("missing.yaml", "no such file"),
        ("no/such/folder.yaml", "no such file"),
        ("broken", "no such file"),
        ("circle", ""),
        ("x" * 5000, ""),
        ("nul\0byte", ""),
    ):
        (problem,) = read_document(tmp_path / name).problems
        assert (problem.path, problem.line, problem.code) == (str(tmp_path / name), 0, "unreadable")
        assert part in problem.message


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything; test_cli drops to another user instead")
def test_a_file_without_permission_is_one_problem(tmp_path: Path) -> None:
    """A file that may not be read is told as that, with a remedy."""
    (tmp_path / "secret.yaml").write_text("a: b\n")
    (tmp_path / "secret.yaml").chmod(0)
    (problem,) = read_document(tmp_path / "secret.yaml").problems
    assert (problem.line, problem.code, problem.message) == (0, "unreadable", "may not be read")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no /dev/zero here")
def test_an_endless_file_is_read_no_further_than_the_limit() -> None:
    """A device that never ends is refused like any file that is too large."""
    (problem,) = read_document(Path("/dev/zero")).problems
    assert "larger than" in problem.message


def test_a_pipe_that_nobody_writes_to_is_empty(tmp_path: Path) -> None:
    """Reading never waits for a writer that does not come."""
    os.mkfifo(tmp_path / "pipe")
    (problem,) = read_document(tmp_path / "pipe").problems
    assert "is empty" in problem.message


def test_a_pipe_with_a_slow_writer_is_read_whole() -> None:
    """What a process writes bit by bit is waited for, as with the <(...) of a shell."""
    reading, writing = os.pipe()
    writer = os.fork()
    if writer == 0:
        os.close(reading)
        for part in (b"a: b\n", b"c: d\n"):
            select([], [], [], 0.05)
            os.write(writing, part)
        os._exit(0)
    os.close(writing)
    assert read_document(Path(f"/dev/fd/{reading}")).data == {"a": "b", "c": "d"}
    os.waitpid(writer, 0)
    os.close(reading)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (b"- id: a\n  text: it fell: then it broke\n", "a text that holds ': ' has to stand in quotes"),
        (b"[" * (MAX_DEPTH + 5), "not closed"),
        (b"- {[a]: b}\n", "quotes"),
        (b"a:\n\tb: c\n", "use blanks, never tabs"),
        (b"- id: a\n  b: c\nid: d\n  b: e\n", "a '- ' is missing"),
        (b"  id: a\n  b: c\n- id: d\n", "a '- ' is missing"),
        (b"- id: a\n  b: c\n  id: d\n", "a '- ' is missing before this id"),
        (b"- id: a\n  id: d\n", "keep one of them"),
        (b"id: a\nb: c\nid: d\n", "keep one of them"),
    ],
)
@pytest.mark.usefixtures("parser")
def test_what_mostly_happened_is_the_hint(text: bytes, hint: str) -> None:
    """The parser's words are for programmers; the hint is what to do."""
    document = read_stream(BytesIO(text), "x.yaml")
    assert hint in document.problems[0].hint


@pytest.mark.parametrize(
    "text", ["- id: a\n  then soil is low\n  x: 1\n", "- id: a\n  label x\n", "a: b\nx:absent\nc: d\n"]
)
def test_a_colon_that_is_missing_is_missing_in_its_own_line(text: str) -> None:
    """The parser ends a line later; the author wants the line to mend."""
    (problem,) = read_stream(BytesIO(text.encode()), "x").problems
    assert (problem.line, "':'" in problem.message, "KEY: VALUE" in problem.hint) == (2, True, True)
