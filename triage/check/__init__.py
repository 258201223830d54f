"""Everything that is wrong with a rule pack, found in one pass."""
