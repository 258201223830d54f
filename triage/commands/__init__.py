"""The commands: what is asked for is read, done and written."""
