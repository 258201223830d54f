"""A rule pack and answers in, a Trace out. experta does the chaining; nothing here explains."""

from triage.engine.inference import infer

__all__ = ["infer"]
