"""What a person says: test results, danger signs told in parts, and the case files that hold answers."""
