"""Errors of the evaluations; the tree is drawn in corpus/errors.py."""

from corpus.errors import UserError


class BadCases(UserError):
    """A file of cases or pairs has a line that means nothing; `problem` names the file and the line."""


class BadResults(UserError):
    """Stored answers do not go with the cases that they are judged on."""
