"""Errors that a user can cause and a user can fix, in French.

UserError
├── UnreadableFile   corpus      the file is damaged, locked, empty, or of a kind that Glose does not read
├── LibraryProblem   corpus      the library cannot be written or does not hold what is asked
├── IndexProblem     index       no index yet, or one built by other means
├── ModelProblem     assistant   a model is missing, damaged or cannot be fetched
├── BadSetting       assistant   an option, a setting or a line of a batch has a value that means nothing
├── StoreProblem     assistant   the log, the accounts or the feedback cannot be read or written
└── LimitReached     assistant   more is asked at once than the server grants
"""


class UserError(Exception):
    """Shown without a traceback. Anything else that escapes is a bug of ours."""

    def __init__(self, problem: str, *, fix: str) -> None:
        super().__init__(f"{problem}\n  → {fix}")
        self.problem = problem
        self.fix = fix


class UnreadableFile(UserError):
    """A file gives nothing that can be quoted; `problem` names the file."""


class LibraryProblem(UserError):
    """The stored documents cannot be written, or do not hold what is asked."""
