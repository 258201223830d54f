"""What a run comes to: how urgent it is, and which causes would explain what was reported."""
