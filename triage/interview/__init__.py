"""The interview as a value: which question is next and why, and what a typed line answers."""
