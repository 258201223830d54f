"""A run for a class: recorded steps, a quiz from the rules, sheets to print."""
