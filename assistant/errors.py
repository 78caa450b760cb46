"""Errors of the application itself; the tree is drawn in corpus/errors.py."""

from corpus.errors import UserError


class ModelProblem(UserError):
    """A model is missing, damaged, or cannot be fetched."""


class BadSetting(UserError):
    """An option, a setting or a line of a batch means nothing to Glose."""


class GeneratorProblem(UserError):
    """The model that writes cannot answer: not installed, unreachable, refused, or too slow."""
