"""Writing with a server: each way it can answer or fail, played by a small server of our own on 127.0.0.1."""

import json
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

import pytest

from assistant.errors import GeneratorProblem
from assistant.types import Message
from assistant.writing.generate_openai import OpenAIGenerator

MESSAGES = [Message("system", "Répondez."), Message("user", "Qui décide ?")]
GRAMMAR = 'root ::= "oui"'
PIECES = ("La ", "commission ", "décide.")

Play = Callable[["Handler", dict[str, Any]], None]


class Handler(BaseHTTPRequestHandler):
    """Answers by the next play of its server, and keeps what it was asked."""

    server: "Server"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append({**body, "path": self.path, "key": self.headers["Authorization"]})
        plays = self.server.plays
        (plays.pop(0) if len(plays) > 1 else plays[0])(self, body)

    def begin(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()

    def event(self, data: str) -> None:
        self.wfile.write(f"data: {data}\n\n".encode())
        self.wfile.flush()

    def piece(self, text: str | None) -> None:
        self.event(json.dumps({"choices": [{"delta": {"content": text}}]}))

    def log_message(self, *_: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.plays: list[Play] = []
        self.asked: list[dict[str, Any]] = []
        self.left = Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def writes(handler: Handler, _: dict[str, Any]) -> None:
    handler.begin()
    handler.wfile.write(b": a comment that keeps the connection open\n\n")
    handler.event('{"choices": [{"delta": {"role": "assistant"}}]}')
    for piece in PIECES:
        handler.piece(piece)
    handler.event('{"choices": [{"delta": {}, "finish_reason": "stop"}]}')
    handler.event('{"choices": [], "usage": {"total_tokens": 12}}')
    handler.event("[DONE]")


def refuses(code: int, body: str = "") -> Play:
    def play(handler: Handler, _: dict[str, Any]) -> None:
        handler.send_response(code)
        handler.send_header("Location", "/ailleurs")
        handler.end_headers()
        handler.wfile.write(body.encode())

    return play


def without_grammar(handler: Handler, body: dict[str, Any]) -> None:
    if "grammar" in body:
        refuses(400, '{"error": {"message": "unknown field: grammar"}}')(handler, body)
    else:
        writes(handler, body)


def sends(*lines: bytes) -> Play:
    def play(handler: Handler, _: dict[str, Any]) -> None:
        handler.begin()
        handler.piece("La ")
        handler.wfile.write(b"\n".join(lines) + b"\n")

    return play


def falls_silent(handler: Handler, _: dict[str, Any]) -> None:
    handler.begin()
    handler.piece("La ")
    time.sleep(0.6)


def never_stops(handler: Handler, _: dict[str, Any]) -> None:
    handler.begin()
    try:
        while True:
            handler.piece("et ")
            time.sleep(0.001)
    except OSError:
        handler.server.left.set()


def generator(server: Server, **settings: Any) -> OpenAIGenerator:
    return OpenAIGenerator(server.url, "albert", **{"waits": (0.0, 0.0), "timeout": 5.0, **settings})


def written(generator: OpenAIGenerator, *, limit: int = 50) -> list[str]:
    return list(generator.write(MESSAGES, grammar=GRAMMAR, limit=limit))


def test_the_text_comes_in_pieces(server: Server) -> None:
    server.plays = [writes]
    writer = generator(server, key="secret")
    assert tuple(written(writer)) == PIECES
    assert writer.name == f"albert (127.0.0.1:{server.server_port})"
    (asked,) = server.asked
    assert asked["messages"] == [
        {"role": "system", "content": "Répondez."},
        {"role": "user", "content": "Qui décide ?"},
    ]
    assert asked["grammar"] == asked["structured_outputs"]["grammar"] == GRAMMAR
    assert (asked["temperature"], asked["max_tokens"], asked["stream"]) == (0, 50, True)
    assert (asked["path"], asked["key"], asked["model"]) == ("/v1/chat/completions", "Bearer secret", "albert")


def test_an_address_with_a_path_is_kept_and_no_key_is_no_header(server: Server) -> None:
    server.plays = [writes]
    assert tuple(OpenAIGenerator(f"{server.url}/api/v2/", "albert").write(MESSAGES, grammar="", limit=9)) == PIECES
    (asked,) = server.asked
    assert (asked["path"], asked["key"]) == ("/api/v2/chat/completions", None)
    assert "grammar" not in asked


def test_a_server_without_grammars_is_asked_without(server: Server) -> None:
    server.plays = [without_grammar]
    writer = generator(server)
    assert tuple(written(writer)) == PIECES
    assert tuple(written(writer)) == PIECES
    assert ["grammar" in asked for asked in server.asked] == [True, False, False]


def test_a_request_refused_in_both_forms_does_not_cost_the_grammar(server: Server) -> None:
    too_long = refuses(400, '{"error": {"message": "Too \\u001b[31mlong\\nby far."}}')
    server.plays = [too_long, too_long, writes]
    writer = generator(server)
    with pytest.raises(GeneratorProblem, match=r"erreur 400 : Too \[31mlong by far\.\n"):
        written(writer)
    assert tuple(written(writer)) == PIECES
    assert ["grammar" in asked for asked in server.asked] == [True, False, True]


@pytest.mark.parametrize("code", [429, 500, 503])
def test_a_passing_trouble_is_tried_again(server: Server, code: int) -> None:
    server.plays = [refuses(code), refuses(code), writes]
    assert tuple(written(generator(server))) == PIECES


@pytest.mark.parametrize(
    ("code", "body", "said", "tries"),
    [
        (401, '{"error": {"message": "bad key sec***"}}', "clé absente ou refusée.*\n.*GLOSE_API_KEY", 1),
        (403, "", "clé absente ou refusée", 1),
        (404, '{"detail": "no such model"}', "erreur 404 : .*no such model.*\n.*nom du modèle", 1),
        (302, "", "erreur 302.*\n.*vérifiez l'adresse", 1),
        (500, "<html>", r"erreur 500\.\n.*en panne ou surchargé", 3),
        (429, '{"message": "slow down"}', "erreur 429 : slow down", 3),
    ],
)
def test_a_refusal_is_said_with_what_to_do(server: Server, code: int, body: str, said: str, tries: int) -> None:
    server.plays = [refuses(code, body)]
    with pytest.raises(GeneratorProblem, match=said) as problem:
        written(generator(server, key="secret"))
    assert len(server.asked) == tries
    assert "sec" not in problem.value.problem.replace("secondes", "")
    assert problem.value.fix.startswith("les citations restent exactes")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((), "s'arrête au milieu"),
        ((b"data: {cut",), "pas du JSON"),
        ((b"data: " + b"[" * 100_000,), "pas du JSON"),
        ((b"data: \xff\xfe",), "pas du JSON"),
        ((b'data: {"error": {"message": "out of memory"}}',), "out of memory"),
        ((b"<html>", b"<p>not a chat</p>"), "s'arrête au milieu"),
    ],
)
def test_a_malformed_stream_is_said(server: Server, lines: tuple[bytes, ...], said: str) -> None:
    server.plays = [sends(*lines)]
    with pytest.raises(GeneratorProblem, match=f"n'a pas la forme attendue.*{said}"):
        written(generator(server))


def test_what_has_no_text_is_passed_over(server: Server) -> None:
    odd = (b'data: {"choices": [{"delta": {"content": null}}]}', b"data: 3", b'data: {"choices": 3}', b"data: [DONE]")
    server.plays = [sends(*odd)]
    assert written(generator(server)) == ["La "]


def test_silence_is_said_and_not_tried_again(server: Server) -> None:
    server.plays = [falls_silent]
    with pytest.raises(GeneratorProblem, match=r"rien reçu depuis 0\.2 secondes"):
        written(generator(server, timeout=0.2))
    assert len(server.asked) == 1


def test_a_server_that_does_not_even_begin_is_said(server: Server) -> None:
    server.plays = [lambda *_: time.sleep(0.6)]
    with pytest.raises(GeneratorProblem, match=r"rien reçu depuis 0\.2 secondes"):
        written(generator(server, timeout=0.2))
    assert len(server.asked) == 1


def test_a_server_that_is_down_is_said() -> None:
    down = OpenAIGenerator("http://127.0.0.1:9", "albert", waits=(0.0,))
    with pytest.raises(
        GeneratorProblem, match=r"pas de réponse.*personne ne répond.*\n.*vérifiez que le serveur tourne"
    ):
        written(down)


def test_closing_the_iterator_stops_the_server(server: Server) -> None:
    server.plays = [never_stops]
    pieces = generator(server).write(MESSAGES, grammar="", limit=10**6)
    assert next(pieces) == "et "
    pieces.close()  # type: ignore[attr-defined]
    assert server.left.wait(timeout=5)


def test_a_server_is_held_to_the_limit(server: Server) -> None:
    server.plays = [never_stops]
    assert written(generator(server), limit=3) == ["et "] * 3
    assert server.left.wait(timeout=5)


def test_a_key_that_cannot_be_sent_is_said_without_being_shown() -> None:
    with pytest.raises(GeneratorProblem, match="GLOSE_API_KEY") as problem:
        OpenAIGenerator("http://127.0.0.1:9", "albert", key="sec\nret")
    assert "ret" not in str(problem.value).replace("retour", "")
