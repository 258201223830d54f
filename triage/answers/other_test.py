"""A test of which a pack knows no levels, only a finding that its result is: `iron: low`, where 'low iron' is a name.

A name and a word in, the name of the finding and `present`, `absent` or `unknown` out.
"""

from __future__ import annotations

from contextlib import suppress

from triage.answers.laboratory import FAR_OUT
from triage.answers.measurement import judge, level_on_a_test, looks_measured, read_measurement, widths_beyond
from triage.errors import UnknownName
from triage.model import ABSENT, PRESENT, UNKNOWN, RulePack
from triage.names import find_concept, find_stated, find_value

EXTREME = 20  # from so many widths of its range on a number is more than very high, where a pack has a name for that


def as_a_finding(pack: RulePack, name: str, word: str) -> tuple[str, str] | None:
    """Return what `word` says of the test `name`: `low iron` and `present` for 'low' or for a number below the range
    of its report, `low iron` and `absent` for 'normal'. None where the pack has a concept of that name, or no finding
    for that level. Raises NotAMeasurement, and MissingRange for a number without its range."""
    if _is_name(pack, name):
        return None
    findings = {level: f"{level} {name}" for level in results_known(pack, name)}
    if not findings:
        return None
    level, said = _level(word)
    if level in findings:  # 'very low iron' may be a name as well
        graver = (f"{words} {name}" for words in said if _is_name(pack, f"{words} {name}"))
        return next(graver, findings[level]), PRESENT
    known = {"normal": ABSENT, UNKNOWN: UNKNOWN}.get(level)
    return (next(iter(findings.values())), known) if known and len(findings) == 1 else None


def results_known(pack: RulePack, name: str) -> tuple[str, ...]:
    """Return which results of a test are names of the pack: `low` where `low iron` is one."""
    return tuple(level for level in ("low", "high") if _is_name(pack, f"{level} {name}"))


def _level(word: str) -> tuple[str, tuple[str, ...]]:
    """Return the level that a test gave, by a word or by a number, and the words that may say more of it: a number far
    beyond its range is very low or very high, or extremely so. '' for another word. Raises NotAMeasurement."""
    tested = level_on_a_test(word)
    if looks_measured(word) and not tested:
        result = read_measurement(word, ())
        level = judge(result)
        beyond = widths_beyond(result)
        said = (("extremely", EXTREME), ("very", FAR_OUT))
        return level, tuple(f"{how} {level}" for how, widths in said if beyond >= widths)
    with suppress(UnknownName):
        return find_value(("low", "normal", "high"), tested or word), (word, tested)
    return "", ()


def _is_name(pack: RulePack, name: str) -> bool:
    with suppress(UnknownName):
        return bool(find_concept(pack, name))
    return find_stated(pack, name) is not None
