"""Entries as files, ours and those of other registers, out and in, with what is lost on the way."""
