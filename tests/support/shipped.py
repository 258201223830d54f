"""The packs that come with the program: where they lie, the first of them, read from its files once for all tests of a
run, and what it says to a name that it lacks."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from triage.errors import UnknownName
from triage.model import RulePack
from triage.names import find_concept
from triage.pack.loading import DEFAULT_PACK, load_pack, shipped_packs


def shipped_pack(name: str) -> Path:
    """Return the folder of the pack that came with the program under the id `name`."""
    return shipped_packs()[name]


@cache
def shipped() -> RulePack:
    return load_pack(shipped_pack(DEFAULT_PACK))


def refused(words: str) -> UnknownName:
    """Return how the pack refuses `words`, which name none of its concepts."""
    with pytest.raises(UnknownName) as caught:
        find_concept(shipped(), words)
    return caught.value
