"""The pages as a server gives them, without a browser: frame, headers, handlers, and what happens when one leaves."""

import asyncio
import http.client
import json
import re
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.app.state import App
from assistant.errors import BadSetting
from assistant.server.accounts import Accounts
from assistant.server.counter import Exchange
from assistant.types import Answer
from corpus.library import Library, StoredSource
from tests.apps import app_over
from tests.test_counter import CHEAP, STORED, Writer, quoted

pytest.importorskip("gradio")

PARTS = 8
"""What a handler of the page Guichet returns."""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with closing(Library(tmp_path)) as library:
        with library.transaction():
            library.keep(StoredSource(root="r", path="p", fingerprint="f", reason=""), [("test", STORED)])
        yield library


def page(app: App) -> Any:
    from assistant.app.guichet import _Page

    return _Page(app)


def request(session: str = "s", user: str | None = None) -> Any:
    return SimpleNamespace(session_hash=session, username=user)


def event(**data: object) -> Any:
    return SimpleNamespace(**data)


def changed(parts: list[Any]) -> dict[str, Any]:
    """The parts that a handler changes, by name."""
    from assistant.app.guichet import _PARTS

    assert len(parts) == len(_PARTS) == PARTS
    return {name: value for name, value in zip(_PARTS, parts, strict=True) if not isinstance(value, dict)}


def last(steps: Iterator[list[Any]]) -> dict[str, Any]:
    """The parts that the last step changes."""
    *_, step = steps
    return changed(step)


def test_an_answer_empties_the_box_and_opens_its_first_source_once(library: Library) -> None:
    steps = [changed(step) for step in page(app_over(library, Writer())).ask("Qui décide ?", Exchange(), request())]
    assert steps[0]["box"] == "" and "cherche" in steps[0]["status"]
    assert "<mark>La commission décide.</mark>" in steps[1]["source"]
    assert all("source" not in step for step in steps[2:]) and all("box" not in step for step in steps[1:])
    assert "Deux." in steps[-1]["said"] and 'data-reason="wrong"' in steps[-1]["tools"]


def test_what_goes_wrong_is_said_and_keeps_the_question_in_the_box(library: Library) -> None:
    shown = last(page(app_over(library, Writer())).ask("   ", Exchange(), request()))
    assert 'role="alert"' in shown["status"] and "vide" in shown["status"]
    assert set(shown) == {"box", "status"}, "the answer before stays under its question"
    assert shown["box"] == "   "


def test_a_new_person_finds_nothing_of_the_one_before(library: Library) -> None:
    shown = changed(page(app_over(library, Writer())).clear(request()))
    assert len(shown) == PARTS
    assert shown["exchange"] == Exchange() and not (shown["said"] or shown["rest"] or shown["tools"])


def on_page_one(question: str) -> Answer:
    """An answer whose source has pages."""
    answer = quoted(question)
    return replace(answer, citations=tuple(replace(citation, page=1) for citation in answer.citations))


def test_a_page_drawn_too_late_is_shown_to_nobody(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    guichet = page(app_over(library, Writer(writes=False, answer=on_page_one)))
    steps = [changed(step) for step in guichet.ask("Qui décide ?", Exchange(), request())]
    assert [set(step) for step in steps if "source" in step][1:] == [{"source"}], "drawn once what is said is shown"
    exchange = steps[-1]["exchange"]
    monkeypatch.setattr("assistant.app.guichet.cited_page", lambda *_: guichet.clear(request()) and None)
    steps = [changed(step) for step in guichet.ask("Qui décide ?", Exchange(), request())]
    assert [set(step) for step in steps if "source" in step][1:] == []
    assert isinstance(guichet.open_source(exchange, event(number="1"), request()), dict), "the panel is left alone"
    assert "<mark>" in guichet.open_source(exchange, event(number="1"), request("another"))


def test_a_word_is_not_explained_to_the_person_who_comes_next(library: Library) -> None:
    from assistant.app.word import Words

    class Leaving:
        """An assistant whose person leaves, as often as they are told to, while it searches."""

        times = 1

        @property
        def searcher(self) -> None:
            if self.times:
                self.times -= 1
                words.forget(request())

    words = Words(app_over(library, Leaving()))
    assert isinstance(words.explain("quotient", request()), dict), "the box is left empty"
    assert "quotient" in words.explain("quotient", request())


@pytest.mark.parametrize("number", ["1", "9", "v1", "", "<script>", None, 1])
def test_a_reference_opens_its_source_and_anything_else_nothing(library: Library, number: object) -> None:
    guichet = page(app_over(library, Writer(writes=False)))
    exchange = last(guichet.ask("Qui décide ?", Exchange(), request()))["exchange"]
    panel = guichet.open_source(exchange, event(number=number), request())
    assert ("<mark>" in panel) is (number == "1")
    assert "<script" not in panel


def test_feedback_is_kept_and_an_unknown_reason_is_not(library: Library) -> None:
    guichet = page(app_over(library, Writer(writes=False)))
    exchange = last(guichet.ask("Qui décide ?", Exchange(), request()))["exchange"]
    assert "Merci" not in guichet.feedback(exchange, event(reason="rm -rf", words=""), request())
    assert "Merci" in guichet.feedback(exchange, event(reason="wrong", words="x" * 999), request())
    (kept,) = (library.path.parent / "feedback.jsonl").read_text("utf-8").splitlines()
    assert "x" * 300 in kept and "x" * 301 not in kept


def test_whoever_has_lost_their_role_leaves_no_feedback(library: Library) -> None:
    guichet = page(app_over(library, Writer()))
    exchange = last(guichet.ask("Qui décide ?", Exchange(), request()))["exchange"]
    Accounts().add(library.path.parent / "users.jsonl", "lea", ["drafter"], "une phrase assez longue", cost=CHEAP)
    shown = guichet.feedback(exchange, event(reason="wrong", words=""), request(user="lea"))
    assert "ne permet pas" in shown and "Merci" not in shown
    assert not (library.path.parent / "feedback.jsonl").exists()


def test_feedback_that_cannot_be_kept_is_not_thanked_for(library: Library) -> None:
    guichet = page(app_over(library, Writer(writes=False)))
    exchange = last(guichet.ask("Qui décide ?", Exchange(), request()))["exchange"]
    (library.path.parent / "feedback.jsonl").mkdir()
    shown = guichet.feedback(exchange, event(reason="wrong", words=""), request())
    assert "Merci" not in shown and 'role="alert"' in shown and 'data-reason="wrong"' in shown


def test_whoever_has_no_role_is_not_answered(library: Library) -> None:
    Accounts().add(library.path.parent / "users.jsonl", "lea", [], "une phrase assez longue", cost=CHEAP)
    writer = Writer()
    shown = last(page(app_over(library, writer)).ask("Qui décide ?", Exchange(), request(user="lea")))
    assert "ne permet pas" in shown["status"]
    assert not writer.asked


@contextmanager
def served(app: App) -> Iterator[tuple[str, int]]:
    """A server as `glose serve` runs it."""
    import uvicorn

    from assistant.app.security import Secured
    from assistant.app.serve import server

    running: list[uvicorn.Server] = []

    async def run() -> None:
        # Built here: where no event loop runs, Gradio makes some that it never closes.
        built = Secured(server(app))
        config = uvicorn.Config(built, host="127.0.0.1", port=0, log_level="error", proxy_headers=False)
        running.append(uvicorn.Server(config))
        await running[0].serve()

    thread = threading.Thread(target=lambda: asyncio.run(run()))
    thread.start()
    while not (running and running[0].started):
        assert thread.is_alive()
        time.sleep(0.01)
    try:
        yield running[0].servers[0].sockets[0].getsockname()
    finally:
        running[0].should_exit = True
        thread.join(20)


def get(address: tuple[str, int], path: str, **headers: str) -> tuple[http.client.HTTPResponse, str]:
    with closing(http.client.HTTPConnection(*address, timeout=20)) as connection:
        connection.request("GET", path, headers={"accept": "text/html", **headers})
        response = connection.getresponse()
        return response, response.read().decode()


def test_every_page_is_french_and_runs_no_script_but_its_own(library: Library) -> None:
    with served(app_over(library, Writer())) as address:
        for path in ("/", "/redaction", "/registre", "/sources"):
            response, text = get(address, path)
            policy = response.headers["content-security-policy"]
            nonce = re.search(r"'nonce-([^']+)'", policy)
            assert response.status == 200 and 'lang="fr"' in text
            assert "unsafe-inline" not in policy.split("style-src")[0]
            assert nonce and all(f'nonce="{nonce[1]}"' in tag for tag in re.findall(r"<script\b[^>]*>", text))
            assert response.headers["x-frame-options"] == "DENY"
        again, _ = get(address, "/")
        assert again.headers["content-security-policy"] != policy, "a number serves once"


def test_what_a_page_loads_comes_from_here(library: Library) -> None:
    with served(app_over(library, Writer())) as address:
        _, text = get(address, "/")
        loaded = re.findall(r"<(?:script|link)\b[^>]*?(?:src|href)=\"([^\"]+)\"", text)
        assert loaded and all(not re.match(r"(?:https?:)?//", path) for path in loaded)
        for path in ("/page.js", "/style.css", "/theme.css"):
            response, content = get(address, path)
            assert response.status == 200
            assert not re.search(r"url\([\"']?(?:https?:)?//|@import", content)


def sign_in(address: tuple[str, int], password: str, origin: str = "127.0.0.1") -> http.client.HTTPResponse:
    """Send a password as a browser at the address `origin` does."""
    with closing(http.client.HTTPConnection(*address, timeout=20, source_address=(origin, 0))) as connection:
        form = {"content-type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/login", f"username=lea&password={password}", form)
        return connection.getresponse()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have one address of their own")
def test_wrong_passwords_from_one_machine_lock_nobody_out_of_another(library: Library) -> None:
    Accounts().add(library.path.parent / "users.jsonl", "lea", ["counter"], "une phrase assez longue", cost=CHEAP)
    with served(app_over(library, Writer())) as address:
        for _ in range(5):
            assert sign_in(address, "faux", "127.0.0.66").status == 400
        assert sign_in(address, "une+phrase+assez+longue", "127.0.0.66").status == 429, "it is not wrong: one must wait"
        assert sign_in(address, "une+phrase+assez+longue", "127.0.0.7").status == 200


def test_pages_that_an_account_may_not_use_are_not_offered(library: Library) -> None:
    from assistant.app.pages import PAGES, _header

    everyone = app_over(library, Writer())
    assert all(page.name in _header(PAGES[0], everyone, None) for page in PAGES)
    Accounts().add(library.path.parent / "users.jsonl", "lea", ["counter"], "une phrase assez longue", cost=CHEAP)
    menu = _header(PAGES[0], app_over(library, Writer()), "lea")
    assert "Rédaction" not in menu and "Guichet" in menu and "Sources" in menu


def test_nothing_is_shown_before_signing_in(library: Library) -> None:
    Accounts().add(library.path.parent / "users.jsonl", "lea", ["counter"], "une phrase assez longue", cost=CHEAP)
    with served(app_over(library, Writer())) as address:
        assert get(address, "/config")[0].status == 401
        assert "Votre question" not in get(address, "/")[1]
        answered = sign_in(address, "une+phrase+assez+longue")
        cookies = [value.split(";")[0] for value in answered.headers.get_all("set-cookie", [])]
        response, config = get(address, "/config", Cookie="; ".join(cookies))
        assert response.status == 200 and "Se déconnecter" in config


def test_behind_a_proxy_nobody_comes_without_a_name(library: Library) -> None:
    with served(app_over(library, Writer(), proxy_address="127.0.0.1")) as address:
        assert get(address, "/config")[0].status == 401
        assert get(address, "/config", **{"Remote-User": "lea"})[0].status == 200
    with served(app_over(library, Writer(), proxy_address="10.0.0.9")) as address:
        forwarded = {"Remote-User": "lea", "X-Forwarded-For": "10.0.0.9"}
        assert get(address, "/config", **forwarded)[0].status == 401, "the address of a header is nobody's"


def asked(address: tuple[str, int], app_fn: int, session: str, question: str) -> http.client.HTTPConnection:
    """Ask as a browser does, and return the connection on which the answer comes."""
    with closing(http.client.HTTPConnection(*address, timeout=20)) as connection:
        body = {"data": [question, None], "fn_index": app_fn, "session_hash": session}
        connection.request("POST", "/gradio_api/queue/join", json.dumps(body), {"content-type": "application/json"})
        assert connection.getresponse().status == 200
    listening = http.client.HTTPConnection(*address, timeout=20)
    listening.request("GET", f"/gradio_api/queue/data?session_hash={session}")
    return listening


def function(address: tuple[str, int], name: str) -> int:
    """The number of a handler of the page Guichet."""
    _, config = get(address, "/config")
    return next(one["id"] for one in json.loads(config)["dependencies"] if one["api_name"] == name)


def wait_for(what: Any, seconds: float = 15) -> bool:
    until = time.monotonic() + seconds
    while not what() and time.monotonic() < until:
        time.sleep(0.02)
    return bool(what())


def test_closing_a_page_stops_the_model_and_lets_the_next_one_in(library: Library) -> None:
    writer = Writer(words=tuple(f"Phrase {number}." for number in range(200)), before_each=lambda: time.sleep(0.05))
    app_ = app_over(library, writer)
    with served(app_) as address:
        number = function(address, "ask")
        listening = asked(address, number, "one", "Qui décide ?")
        response = listening.getresponse()
        while b"Phrase 3." not in response.readline():
            pass
        # As a browser does when its page is closed.
        response.close()
        listening.close()
        assert wait_for(lambda: writer.closed), "the model still writes for nobody"
        with app_.turns.place("two") as place:
            assert place.wait(1)


def test_two_people_are_kept_apart(library: Library) -> None:
    writer = Writer(writes=False)
    with served(app_over(library, writer)) as address:
        number = function(address, "ask")
        for session in ("one", "two"):
            with closing(asked(address, number, session, f"Question de {session} ?")) as listening:
                text = listening.getresponse().read().decode()
                other = "two" if session == "one" else "one"
                assert f"Question de {session}" in text and f"Question de {other}" not in text
    assert [previous for _, previous in writer.asked] == ["", ""], "nobody's question leans on another person's"


def test_others_are_not_let_in_without_accounts(library: Library) -> None:
    from assistant.app.serve import _check_open

    _check_open("127.0.0.1", app_over(library, Writer()).access)
    _check_open("localhost", app_over(library, Writer()).access)
    with pytest.raises(BadSetting, match="aucun compte"):
        _check_open("0.0.0.0", app_over(library, Writer()).access)
    _check_open("0.0.0.0", app_over(library, Writer(), proxy_address="10.0.0.9").access)


def test_a_port_in_use_is_said_in_french() -> None:
    import socket

    from assistant.app.serve import _check_free

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(BadSetting, match=r"Impossible d'écouter.*un autre programme s'en sert déjà"):
            _check_free("127.0.0.1", taken.getsockname()[1])
    with pytest.raises(BadSetting, match="ce n'est pas un port"):
        _check_free("127.0.0.1", 99_999)
    with pytest.raises(BadSetting, match="cette adresse n'est pas celle de cette machine"):
        _check_free("192.0.2.1", 7860)
