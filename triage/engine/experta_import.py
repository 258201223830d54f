"""experta, imported so that it works and leaves nothing behind. The only module that imports it.

experta 1.9.4 pins frozendict 1.2, which still asks `collections` for `Mapping`; its package swallows the failed import
and stays empty; and it calls `logging.basicConfig()`. See docs/decisions/0002-experta.md.
"""

from __future__ import annotations

import collections
import collections.abc
import logging
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _healed() -> Iterator[None]:
    """Lend `collections` the name that frozendict needs, and put the root logger's handlers back afterwards."""
    lent = not hasattr(collections, "Mapping")
    handlers = list(logging.root.handlers)
    if lent:
        collections.Mapping = collections.abc.Mapping  # type: ignore[attr-defined]  # gone since Python 3.10
    try:
        yield
    finally:
        if lent:
            del collections.Mapping  # type: ignore[attr-defined]  # lent above
        for handler in set(logging.root.handlers) - set(handlers):
            logging.root.removeHandler(handler)


with _healed():
    import experta

    if not hasattr(experta, "KnowledgeEngine"):
        raise ImportError("experta was imported without its engine: one of its dependencies is missing or too new")
    from experta import Fact, KnowledgeEngine, Rule
    from experta.abstract import Matcher, Strategy
    from experta.activation import Activation
    from experta.agenda import Agenda
    from experta.matchers import ReteMatcher

__all__ = ["Activation", "Agenda", "Fact", "KnowledgeEngine", "Matcher", "ReteMatcher", "Rule", "Strategy"]
