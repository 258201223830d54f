"""The text of a case file: what an interview has gathered, in the form that `case` reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from triage.model import RulePack
from triage.trace import OWN_WORDS


def case_text(
    pack: RulePack,
    title: str,
    answers: Mapping[str, str],
    supposed: Mapping[str, str],
    measured: Mapping[str, str],
    person: str,
    typed: Mapping[str, tuple[str, ...]] = OWN_WORDS,
    also: tuple[str, ...] = (),
) -> str:
    """Return a case file that gives these answers again when it is read. What was judged from a test result is written
    as that result, what was `typed` in other words than the pack's own in those words, and what was reported `also`
    though the pack has no name for it, as it was."""
    plain = {**answers, **{concept: _quoted(result) for concept, result in measured.items() if concept in answers}}
    said = {concept: _in_words(typed[concept], plain[concept]) for concept in plain if typed.get(concept)}
    given = {concept: said.get(concept) or [f"{concept}: {word}"] for concept, word in plain.items()}
    suppose = {concept: [f"{concept}: {value}"] for concept, value in supposed.items()}
    unnamed = [f"  - {_quoted(words)}" for words in also]
    return "\n".join((*_lines(pack, title, given, suppose, person), *(["also:", *unnamed] if unnamed else []))) + "\n"


def _in_words(typed: tuple[str, ...], word: str) -> list[str]:
    """Return the lines that were typed about a concept: a name alone stands for a line that gives it `word`."""
    named = (words.rpartition(": ") for words in typed)
    return [f"{_quoted(name)}: {_quoted(said)}" if name else f"{_quoted(said)}: {word}" for name, _, said in named]


def _lines(
    pack: RulePack, title: str, answers: Mapping[str, list[str]], supposed: Mapping[str, list[str]], person: str
) -> Iterator[str]:
    yield f"pack: {pack.id}"
    yield f"title: {_quoted(title)}"
    if person:
        yield f"person: {person}"
    for key, given in (("answers", answers), ("suppose", supposed)):
        if given or key == "answers":
            yield f"{key}:" if given else f"{key}: {{}}"
        yield from (f"  {line}" for concept in pack.concept if concept in given for line in given[concept])


def _quoted(text: str) -> str:
    """Return `text` as a double-quoted YAML scalar, whatever it holds."""
    escaped = "".join(char if char.isprintable() and char not in '"\\' else f"\\U{ord(char):08X}" for char in text)
    return f'"{escaped}"'
