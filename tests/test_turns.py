"""The line before the model that writes."""

from threading import Event, Thread
from time import monotonic

from assistant.server.turns import Turns


def test_the_first_is_served_at_once_and_the_others_see_how_many_come_first() -> None:
    turns = Turns()
    with turns.place("a") as first, turns.place("b") as second, turns.place("c") as third:
        assert first.wait(0)
        assert not second.wait(0)
        assert not third.wait(0)
        assert (first.ahead, second.ahead, third.ahead) == (0, 1, 2)


def test_leaving_lets_the_next_one_in() -> None:
    turns = Turns()
    with turns.place("b") as second:
        with turns.place("a") as first:
            assert first.wait(0)
            assert not second.wait(0)
        assert second.wait(0)


def test_whoever_waits_is_woken_and_does_not_look_again_and_again() -> None:
    turns, served = Turns(), Event()

    def next_one() -> None:
        with turns.place("b") as place:
            assert place.wait(10)
            served.set()

    with turns.place("a") as first:
        assert first.wait(0)
        thread = Thread(target=next_one)
        thread.start()
        assert not served.wait(0.05)
    since = monotonic()
    thread.join(5)
    assert served.is_set() and monotonic() - since < 2


def test_a_place_counts_from_the_first_wait_on() -> None:
    turns = Turns()
    with turns.place("still searching"), turns.place("b") as ready:
        assert ready.wait(0)


def test_several_are_served_together_where_the_model_can() -> None:
    turns = Turns(at_once=2)
    with turns.place("a") as first, turns.place("b") as second, turns.place("c") as third:
        assert first.wait(0) and second.wait(0)
        assert not third.wait(0)
        assert third.ahead == 1


def test_asking_anew_cancels_what_the_session_asked_before() -> None:
    turns = Turns()
    with turns.place("a") as before:
        assert before.wait(0)
        with turns.place("a") as after:
            assert before.cancelled and not before.wait(0)
            assert not after.wait(0), "the model still writes what was asked before"
        assert before.cancelled


def test_cancelling_wakes_whoever_waits() -> None:
    turns = Turns()
    with turns.place("a") as first, turns.place("b") as second:
        assert first.wait(0)
        answers: list[bool] = []
        thread = Thread(target=lambda: answers.append(second.wait(10)))
        thread.start()
        turns.cancel("b")
        thread.join(2)
        assert answers == [False]


def test_cancelling_nobody_does_nothing() -> None:
    Turns().cancel("nobody")
