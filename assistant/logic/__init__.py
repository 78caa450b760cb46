"""The logic of a rule, read without a parser: what it permits, to whom, when, and who acts."""
