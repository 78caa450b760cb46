"""Errors of search; the tree is drawn in corpus/errors.py."""

from corpus.errors import UserError


class IndexProblem(UserError):
    """There is no index yet, it was built by other means, or it cannot be written."""
