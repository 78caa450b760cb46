"""Progress on the terminal: bars for what lasts, nothing at all when the output is not read by a person."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

_SHOWN_AFTER = 2.0
"""Seconds before a bar appears: what is shorter needs none."""


class Bar:
    """A bar that appears only when the work lasts."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._since = monotonic()
        self._progress: Progress | None = None

    def update(self, done: int, total: int | None, detail: str = "") -> None:
        """Say how far the work is; without a total, only how many are done."""
        if self._progress is None:
            if not sys.stderr.isatty() or monotonic() - self._since < _SHOWN_AFTER:
                return
            self._progress = _rich_progress()
            self._progress.start()
            self._task = self._progress.add_task(self._label, total=total)
        self._progress.update(self._task, completed=done, total=total, detail=detail[-50:])

    def count(self, done: int, detail: str) -> None:
        """Say how many are done when nobody knows how many there are."""
        self.update(done, None, detail)

    def close(self) -> None:
        """Remove the bar."""
        if self._progress:
            self._progress.stop()


@contextmanager
def bar(label: str) -> Iterator[Bar]:
    """Show a bar on the terminal's error stream while the work lasts."""
    shown = Bar(label)
    try:
        yield shown
    finally:
        shown.close()


@contextmanager
def bars() -> Iterator[Callable[[str, int, int], None]]:
    """Show one bar after the other; what is given is told what is being done, how many are done, how many there are."""
    shown = _Bars()
    try:
        yield shown.tell
    finally:
        shown.close()


class _Bars:
    def __init__(self) -> None:
        self._label = ""
        self._bar = Bar("")

    def tell(self, label: str, done: int, total: int) -> None:
        if label != self._label:
            self.close()
            self._label, self._bar = label, Bar(label)
        self._bar.update(done, total)

    def close(self) -> None:
        self._bar.close()


def _rich_progress() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[detail]}"),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True, refresh_per_second=4)
