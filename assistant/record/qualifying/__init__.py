"""Whether the law on public algorithms applies, and what is then owed."""
