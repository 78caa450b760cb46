"""Articles of law: the parts of `read_law.py`."""
