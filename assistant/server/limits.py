"""What one person may ask for at once: how often, and how much. A refusal says when to come back, or what to send."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from threading import Lock
from time import monotonic

from assistant.errors import LimitReached
from corpus.counting import count, figure

_REMEMBERED = 10_000
"""People whose last requests are remembered; the one who has been away longest is forgotten first."""

_MEGABYTE = 10**6


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Sizes: characters of a question, bytes of a file, files of a draft, bytes of them together."""

    question: int = 2_000
    file: int = 50 * _MEGABYTE
    files: int = 20
    together: int = 150 * _MEGABYTE

    def check_question(self, text: str) -> None:
        """Refuse a question that is too long to be one."""
        if len(text) > self.question:
            raise LimitReached(
                f"Votre question a {count(len(text), 'caractère')} ; la limite est de {figure(self.question)}.",
                fix="posez une question plus courte ; un texte plus long peut être déposé comme document",
            )

    def check_files(self, files: Sequence[tuple[str, int]]) -> None:
        """Refuse files, given as (name, bytes), that are too many or too large."""
        if len(files) > self.files:
            raise LimitReached(
                f"Vous déposez {count(len(files), 'fichier')}, et la limite est de {self.files}.",
                fix="déposez-les en plusieurs fois, ou seulement ceux qui décrivent l'algorithme",
            )
        for name, size in files:
            if size > self.file:
                raise LimitReached(
                    f"{name} pèse {_size(size)}, et la limite est de {_size(self.file)}.",
                    fix="coupez ce document, ou enlevez ses images",
                )
        if (total := sum(size for _, size in files)) > self.together:
            raise LimitReached(
                f"Ces fichiers pèsent {_size(total)} ensemble, et la limite est de {_size(self.together)}.",
                fix="déposez-les en plusieurs fois",
            )


@dataclass(slots=True)
class _Bucket:
    left: float
    since: float


class Rate:
    """So many requests at once, then so many a minute, for each key: a session, or a user. Safe between threads."""

    def __init__(self, *, at_once: int, a_minute: float, now: Callable[[], float] = monotonic) -> None:
        self._full = float(at_once)
        self._a_second = a_minute / 60
        self._now = now
        self._lock = Lock()
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def take(self, key: str) -> None:
        """Count a request; one too many is a `LimitReached` that says how long to wait."""
        with self._lock:
            now = self._now()
            bucket = self._buckets.pop(key, None) or _Bucket(self._full, now)
            bucket.left = min(self._full, bucket.left + (now - bucket.since) * self._a_second)
            bucket.since = now
            self._buckets[key] = bucket
            if len(self._buckets) > _REMEMBERED:
                self._buckets.popitem(last=False)
            if bucket.left < 1:
                raise LimitReached(
                    "Vous avez fait beaucoup de demandes en peu de temps.",
                    fix=f"réessayez dans {french_delay((1 - bucket.left) / self._a_second)}",
                )
            bucket.left -= 1


@dataclass(slots=True)
class _Failures:
    number: int
    until: float


class Attempts:
    """Makes whoever fails several times in a row wait, each time longer. Safe between threads."""

    def __init__(
        self, *, free: int = 5, wait: float = 30, longest: float = 900, now: Callable[[], float] = monotonic
    ) -> None:
        self._free = free
        self._wait = wait
        self._longest = longest
        self._now = now
        self._lock = Lock()
        self._failed: OrderedDict[str, _Failures] = OrderedDict()

    def check(self, key: str) -> None:
        """Refuse whoever has to wait, with a `LimitReached` that says how long."""
        with self._lock:
            failures = self._failed.get(key)
            left = failures.until - self._now() if failures else 0
        if left > 0:
            raise LimitReached("Trop d'essais ont échoué.", fix=f"réessayez dans {french_delay(left)}")

    def failed(self, key: str) -> None:
        """Count a failure."""
        with self._lock:
            number = self._failed.pop(key).number + 1 if key in self._failed else 1
            over = number - self._free
            wait = min(self._longest, self._wait * 2.0 ** min(over, 20)) if over >= 0 else 0
            self._failed[key] = _Failures(number, self._now() + wait)
            if len(self._failed) > _REMEMBERED:
                self._failed.popitem(last=False)

    def succeeded(self, key: str) -> None:
        """Forget the failures of a key."""
        with self._lock:
            self._failed.pop(key, None)


def french_delay(seconds: float) -> str:
    """Return "12 secondes", "2 minutes": never less than what is left."""
    whole = max(1, ceil(seconds))
    return count(whole, "seconde") if whole < 60 else count(ceil(whole / 60), "minute")


def _size(size: int) -> str:
    return f"{ceil(size / _MEGABYTE)} Mo"
