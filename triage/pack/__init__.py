"""YAML files in, a RulePack out; or every problem of the pack at once, each with file, line and hint."""

from triage.pack.loading import find_pack, load_pack

__all__ = ["find_pack", "load_pack"]
