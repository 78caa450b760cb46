"""Errors of the application itself; the tree is drawn in corpus/errors.py."""

from corpus.errors import UserError


class ModelProblem(UserError):
    """A model is missing, damaged, or cannot be fetched."""


class BadSetting(UserError):
    """An option, a setting or a line of a batch means nothing to Glose."""


class GeneratorProblem(UserError):
    """The model that writes cannot answer: not installed, unreachable, refused, or too slow."""


class StoreProblem(UserError):
    """What the server keeps for itself (log, accounts, feedback) cannot be read or written, or does not hold it."""


class LimitReached(UserError):
    """Somebody asks for more than the server grants at once; `fix` says when to try again, or what to send instead."""
