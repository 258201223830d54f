"""The questions that may be asked about a run, one module for each: how, why-not, needed, what-if, undo, contrast."""
