"""The pack that comes with the program, read from its files once for all tests of a run."""

from __future__ import annotations

from functools import cache

from triage.model import RulePack
from triage.pack.loading import DEFAULT_PACK, load_pack, shipped_pack


@cache
def shipped() -> RulePack:
    return load_pack(shipped_pack(DEFAULT_PACK))
