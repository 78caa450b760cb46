"""Which sentences are quoted, and what each is quoted with: its list, its case, its row, what contradicts it."""
