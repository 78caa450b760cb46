"""What the pages do, without a page: who is there, what each has at work, and whose turn it is."""
