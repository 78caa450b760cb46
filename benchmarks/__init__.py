"""Measures of speed and quality, run by hand; see README.md."""
