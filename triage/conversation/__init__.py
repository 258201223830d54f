"""An interview, a lesson or a quiz held with a person over any Dialogue."""
