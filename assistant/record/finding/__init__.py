"""Which sentences of the documents say a field of the entry that is asked for, and of no other thing."""
