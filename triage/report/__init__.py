"""What is shown of a run, in words and in order, before any layout."""
