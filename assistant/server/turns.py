"""Who waits for the model that writes: first come, first served, and one request for each session.

A place is left by closing its context; nobody has to be told, whoever waits looks at the line.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition


class Place:
    """A place in the line, taken by the first `wait`. Made by `Turns.place` alone."""

    def __init__(self, turns: "Turns", session: str) -> None:
        self._turns = turns
        self.session = session
        self.cancelled = False

    @property
    def ahead(self) -> int:
        """How many requests must end before this one starts."""
        return self._turns.ahead(self)

    def wait(self, timeout: float) -> bool:
        """Wait for one's turn, `timeout` seconds at most; return whether it has come. Once cancelled it never does."""
        return self._turns.wait(self, timeout)


class Turns:
    """A line in front of a model that serves `at_once` requests together. Safe to share between threads."""

    def __init__(self, at_once: int = 1) -> None:
        self._at_once = at_once
        self._changed = Condition()
        self._sessions: dict[str, Place] = {}
        self._line: list[Place] = []

    @contextmanager
    def place(self, session: str) -> Iterator[Place]:
        """Open the place of a session; the one that it had before is cancelled, and must stop by itself."""
        place = Place(self, session)
        with self._changed:
            self._cancel(session)
            self._sessions[session] = place
        try:
            yield place
        finally:
            with self._changed:
                self._leave(place)

    def cancel(self, session: str) -> None:
        """Cancel what a session asked for, if it did."""
        with self._changed:
            self._cancel(session)

    def ahead(self, place: Place) -> int:
        """How many requests must end before this one starts."""
        with self._changed:
            return self._ahead(place)

    def wait(self, place: Place, timeout: float) -> bool:
        """Wait for a place to be served; see `Place.wait`."""
        with self._changed:
            if place not in self._line and not place.cancelled:
                self._line.append(place)
            self._changed.wait_for(lambda: place.cancelled or not self._ahead(place), timeout)
            return not place.cancelled and not self._ahead(place)

    def _ahead(self, place: Place) -> int:
        before = self._line.index(place) if place in self._line else len(self._line)
        return max(0, before - self._at_once + 1)

    def _cancel(self, session: str) -> None:
        if place := self._sessions.pop(session, None):
            place.cancelled = True
            self._changed.notify_all()

    def _leave(self, place: Place) -> None:
        if place in self._line:
            self._line.remove(place)
        if self._sessions.get(place.session) is place:
            del self._sessions[place.session]
        self._changed.notify_all()
