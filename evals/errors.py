"""Errors of the evaluations; the tree is drawn in corpus/errors.py."""

from corpus.errors import UserError


class BadCases(UserError):
    """A file of cases or pairs has a line that means nothing; `problem` names the file and the line."""


class BadFloors(UserError):
    """A file of floors has a key or a value that means nothing; `problem` names the file and the key."""


class BadResults(UserError):
    """Stored answers do not go with the cases that they are judged on."""


class DamagedFile(UserError):
    """Answers or words that were kept cannot be read or written; `problem` names the file and where in it."""


class NoGenerator(UserError):
    """A system that needs a model that writes was asked for, and none writes."""
