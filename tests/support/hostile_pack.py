"""The small pack with names that would be markup, commands or steering marks, were they not shown as text."""

from __future__ import annotations

from pathlib import Path

from small_pack import CASE, FILES, broken, write_pack

from triage.model import RulePack
from triage.pack.loading import load_pack

LABELS = (
    "\"]; style A fill:red %%{init: {'theme': 'dark'}}%%",
    "]]></svg><script>alert(1)</script>",
    "</style><img src=x onerror=alert(2)> & &lt;b&gt; #quot; #35;",
    "back\\nslash \\l \\N `code` {{ 7 * 7 }} {% raw %} -- >",
    "\u202edesrever\u200f \x1b[31mred\ufffe",
)
SHOWN = (*LABELS[:4], "<U+202E>desrever<U+200F> <U+001B>[31mred<U+FFFE>")
ADDRESS = "javascript:alert(3)"


def hostile_pack(folder: Path) -> RulePack:
    """Return the small pack, each concept named by one of LABELS, its guide at ADDRESS; write its files to `folder`."""
    return load_pack(write_pack(folder, {"concepts.yaml": _concepts(), "sources.yaml": _sources(), **_rules()}))


def _concepts() -> str:
    text = FILES["concepts.yaml"]
    names = ("vitamin D", "calcium", "the excitability of nerves", "muscle spasm", "tingling")
    for name, label in zip(names, LABELS, strict=True):
        assert text.count(f"  label: {name}\n") == 1
        text = text.replace(f"  label: {name}\n", f"  label: {quoted(label)}\n")
    return text


def _sources() -> str:
    return broken("sources.yaml", "https://example.org/guide", ADDRESS)


def _rules() -> dict[str, str]:
    told = "because: Calcium keeps nerves calm."
    return {"rules/10-causes.yaml": broken("rules/10-causes.yaml", told, f"because: {quoted(LABELS[1])}")}


def hostile_case() -> str:
    """Return the text of a case with a hostile title."""
    return CASE.replace("title: A winter indoors", f"title: {quoted(LABELS[2])}")


def quoted(text: str) -> str:
    """Return `text` as a double-quoted YAML scalar."""
    return '"' + "".join(f"\\U{ord(char):08X}" if not char.isalnum() else char for char in text) + '"'
