"""Sheets of service-public.fr: the parts of `read_procedure.py`."""
