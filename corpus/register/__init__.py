"""Entries of algorithm registers: the parts of `read_register.py`."""
