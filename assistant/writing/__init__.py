"""Quotations in plain French: what writes, and what becomes of each sentence before anyone sees it."""
