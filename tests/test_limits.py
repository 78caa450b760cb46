"""Rates, sizes and waits, on a clock of our own."""

import pytest

from assistant.errors import LimitReached
from assistant.server.limits import Attempts, Limits, Rate, french_delay


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.time = 1_000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_so_many_at_once_then_so_many_a_minute(clock: Clock) -> None:
    rate = Rate(at_once=3, a_minute=6, now=clock)
    for _ in range(3):
        rate.take("marie")
    with pytest.raises(LimitReached, match="réessayez dans 10 secondes"):
        rate.take("marie")
    clock.time += 9
    with pytest.raises(LimitReached, match=r"réessayez dans 1 seconde$"):
        rate.take("marie")
    clock.time += 1
    rate.take("marie")
    with pytest.raises(LimitReached):
        rate.take("marie")


def test_one_person_does_not_use_up_what_another_may_ask(clock: Clock) -> None:
    rate = Rate(at_once=1, a_minute=1, now=clock)
    rate.take("marie")
    rate.take("paul")
    with pytest.raises(LimitReached):
        rate.take("marie")


def test_a_long_absence_saves_nothing_up(clock: Clock) -> None:
    rate = Rate(at_once=2, a_minute=60, now=clock)
    rate.take("marie")
    clock.time += 86_400
    rate.take("marie")
    rate.take("marie")
    with pytest.raises(LimitReached):
        rate.take("marie")


def test_memory_is_bounded(clock: Clock) -> None:
    rate = Rate(at_once=1, a_minute=1, now=clock)
    attempts = Attempts(now=clock)
    for number in range(10_050):
        rate.take(str(number))
        attempts.failed(str(number))
    assert len(rate._buckets) == len(attempts._failed) == 10_000


def test_each_failure_after_the_fifth_makes_wait_longer(clock: Clock) -> None:
    attempts = Attempts(now=clock)
    for _ in range(4):
        attempts.failed("marie")
        attempts.check("marie")
    for delay in ("30 secondes", "1 minute", "2 minutes", "4 minutes", "8 minutes", "15 minutes", "15 minutes"):
        attempts.failed("marie")
        with pytest.raises(LimitReached, match=f"réessayez dans {delay}"):
            attempts.check("marie")
        attempts.check("paul")
    clock.time += 900
    attempts.check("marie")
    attempts.succeeded("marie")
    attempts.failed("marie")
    attempts.check("marie")


def test_delays_are_never_less_than_what_is_left() -> None:
    assert [french_delay(seconds) for seconds in (0.1, 1, 59.5, 60, 61)] == [
        "1 seconde",
        "1 seconde",
        "1 minute",
        "1 minute",
        "2 minutes",
    ]


def test_a_question_has_a_length() -> None:
    Limits().check_question("x" * 2_000)
    with pytest.raises(LimitReached, match="a 2\u202f001 caractères ; la limite est de 2\u202f000"):
        Limits().check_question("x" * 2_001)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([("a.pdf", 1)] * 21, "Vous déposez 21 fichiers, et la limite est de 20"),
        ([("a.pdf", 1), ("gros.pdf", 50_000_001)], "gros.pdf pèse 51 Mo, et la limite est de 50 Mo"),
        ([("a.pdf", 50_000_000)] * 4, "pèsent 200 Mo ensemble, et la limite est de 150 Mo"),
    ],
)
def test_files_have_a_size_and_a_number(files: list[tuple[str, int]], said: str) -> None:
    with pytest.raises(LimitReached, match=said):
        Limits().check_files(files)
    Limits().check_files([("a.pdf", 50_000_000)] * 3)
