"""The text of a case file: what an interview has gathered, in the form that `case` reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from triage.model import RulePack


def case_text(
    pack: RulePack,
    title: str,
    answers: Mapping[str, str],
    supposed: Mapping[str, str],
    measured: Mapping[str, str],
    person: str,
) -> str:
    """Return a case file that gives these answers again when it is read. What was judged from a test result is written
    as that result."""
    given = {**answers, **{concept: _quoted(result) for concept, result in measured.items() if concept in answers}}
    return "\n".join(_lines(pack, title, given, supposed, person)) + "\n"


def _lines(
    pack: RulePack, title: str, answers: Mapping[str, str], supposed: Mapping[str, str], person: str
) -> Iterator[str]:
    yield f"pack: {pack.id}"
    yield f"title: {_quoted(title)}"
    if person:
        yield f"person: {person}"
    for key, given in (("answers", answers), ("suppose", supposed)):
        if given or key == "answers":
            yield f"{key}:" if given else f"{key}: {{}}"
        yield from (f"  {concept}: {given[concept]}" for concept in pack.concept if concept in given)


def _quoted(text: str) -> str:
    """Return `text` as a double-quoted YAML scalar, whatever it holds."""
    escaped = "".join(char if char.isprintable() and char not in '"\\' else f"\\U{ord(char):08X}" for char in text)
    return f'"{escaped}"'
