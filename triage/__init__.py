"""triage: a rule-based educational triage assistant. It teaches; it does not diagnose."""

__version__ = "0.1.0"
