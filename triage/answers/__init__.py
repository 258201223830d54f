"""What a person says: test results, what answers tell besides, and the case files that hold answers."""
