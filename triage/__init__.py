"""triage: a rule-based educational triage assistant. It teaches; it does not diagnose."""

import os

# pydantic would look through every installed package for plugins: a good part of the time that a short run takes, and
# no other package has a say in how a rule pack is read.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

__version__ = "0.1.0"
