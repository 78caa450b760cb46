"""Writes with a server that speaks the chat interface of OpenAI: llama-server, vLLM, the State's Albert, and the like.

The standard library is enough: one request, one stream of lines. The proxy and the certificates of the system are used,
except that nothing of this machine goes through a proxy. A redirection is refused: the key is for the server named.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPException, HTTPResponse
from ssl import SSLError
from time import sleep
from typing import IO, Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from assistant.errors import GeneratorProblem
from assistant.types import Message
from corpus.disk import refusal

_WORTH_ANOTHER_TRY = {408, 429, 500, 502, 503, 504}
_NOT_UNDERSTOOD = {400, 422}
_LONGEST_LINE = 1 << 20
_LOCAL = {"localhost", "127.0.0.1", "::1"}
_QUOTES_REMAIN = "les citations restent exactes sans lui ; "


class OpenAIGenerator:
    """A model behind an address.

    `url` is what stands before `/chat/completions`; `key` may be empty; `waits` are the seconds before the second try
    and those after it; `timeout` is how long the server may say nothing.
    """

    def __init__(
        self, url: str, model: str, *, key: str = "", timeout: float = 60.0, waits: Sequence[float] = (0.5, 2.0)
    ) -> None:
        if not (key.isascii() and key.isprintable()):
            raise GeneratorProblem(
                "La clé donnée dans GLOSE_API_KEY contient des caractères qu'aucune clé ne contient.",
                fix="copiez-la de nouveau, sans espace ni retour à la ligne",
            )
        self.name = f"{model} ({urlsplit(url).netloc.rpartition('@')[2]})"
        self._url = _completions(url)
        self._model = model
        self._headers = {"Content-Type": "application/json", "Accept": "text/event-stream"}
        if key:
            self._headers["Authorization"] = f"Bearer {key}"
        self._timeout, self._waits = timeout, waits
        self._opener = _opener(url)
        self._takes_grammar = True

    def write(self, messages: Sequence[Message], /, *, grammar: str, limit: int) -> Iterator[str]:
        """Yield the text as it arrives; closing the iterator closes the connection, and so stops the server."""
        with self._problems(), self._answer(messages, grammar, limit) as response:
            # A piece is at least one token: a server that does not keep to the limit is held to it.
            for _, piece in zip(range(limit), _pieces(response), strict=False):
                yield piece

    def _answer(self, messages: Sequence[Message], grammar: str, limit: int) -> HTTPResponse:
        """Ask, without the grammar if the server does not know what that is."""
        body: dict[str, Any] = {
            "model": self._model,
            "messages": [{"role": message.role, "content": message.text} for message in messages],
            "max_tokens": limit,
            "temperature": 0,
            "seed": 0,
            "stream": True,
        }
        if grammar and self._takes_grammar:
            # The first is read by llama-server, the second by vLLM; each passes over the other's.
            held = body | {"grammar": grammar, "structured_outputs": {"grammar": grammar}}
            try:
                return self._ask(held)
            except HTTPError as error:
                if error.code not in _NOT_UNDERSTOOD:
                    raise
            response = self._ask(body)
            self._takes_grammar = False
            return response
        return self._ask(body)

    def _ask(self, body: dict[str, Any]) -> HTTPResponse:
        """Send a request, and again when it may pass the next time."""
        request = Request(self._url, json.dumps(body).encode(), self._headers, method="POST")
        for wait in self._waits:
            try:
                return self._open(request)
            except HTTPError as error:
                if error.code not in _WORTH_ANOTHER_TRY:
                    raise
                error.close()
            except (OSError, HTTPException) as error:
                if isinstance(getattr(error, "reason", error), TimeoutError):
                    raise
            sleep(wait)
        return self._open(request)

    def _open(self, request: Request) -> HTTPResponse:
        response: HTTPResponse = self._opener.open(request, timeout=self._timeout)
        return response

    @contextmanager
    def _problems(self) -> Iterator[None]:
        """Say in our own words what a server or a network did; the key is never shown."""
        try:
            yield
        except HTTPError as error:
            raise self._refusal(error) from error
        except TimeoutError as error:
            raise self._late() from error
        except _Malformed as error:
            raise GeneratorProblem(
                f"{self.name} : la réponse n'a pas la forme attendue ({error}).",
                fix=f"{_QUOTES_REMAIN}vérifiez que l'adresse {self._url} est bien celle d'un serveur compatible OpenAI",
            ) from error
        except (OSError, HTTPException) as error:
            reason = getattr(error, "reason", error)
            if isinstance(reason, TimeoutError):
                raise self._late() from error
            raise GeneratorProblem(
                f"{self.name} : pas de réponse, ou connexion coupée ({_why(reason)}).",
                fix=f"{_QUOTES_REMAIN}vérifiez que le serveur tourne, et l'adresse {self._url}",
            ) from error

    def _late(self) -> GeneratorProblem:
        return GeneratorProblem(
            f"{self.name} : rien reçu depuis {self._timeout:g} secondes.",
            fix=f"{_QUOTES_REMAIN}le serveur est peut-être surchargé : reposez la question plus tard",
        )

    def _refusal(self, error: HTTPError) -> GeneratorProblem:
        with error:
            code, said = error.code, _said(error)
        if code in (401, 403):
            # What the server says is left out: some repeat a part of the key.
            return GeneratorProblem(
                f"{self.name} : clé absente ou refusée ({code}).",
                fix=f"{_QUOTES_REMAIN}donnez la clé de ce serveur dans la variable GLOSE_API_KEY",
            )
        if code == 404 or 300 <= code < 400:
            fix = f"vérifiez l'adresse {self._url} et le nom du modèle dans le réglage « generator »"
        elif code in _WORTH_ANOTHER_TRY:
            fix = "le serveur est en panne ou surchargé : reposez la question plus tard"
        else:
            fix = "le serveur n'accepte pas cette demande : son administrateur en saura plus"
        return GeneratorProblem(f"{self.name} : erreur {code}{said}.", fix=_QUOTES_REMAIN + fix)


class _Malformed(Exception):
    """What was received is not a chat."""


class _NoRedirection(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow nothing: urllib then raises the code as an error."""


def _opener(url: str) -> OpenerDirector:
    proxies = [ProxyHandler({})] if urlsplit(url).hostname in _LOCAL else []
    return build_opener(_NoRedirection, *proxies)


def _completions(url: str) -> str:
    """Return the address of the chat; an address without a path is taken for a server that keeps to the custom, /v1."""
    base = url.rstrip("/")
    return f"{base}/chat/completions" if urlsplit(base).path else f"{base}/v1/chat/completions"


def _pieces(stream: IO[bytes]) -> Iterator[str]:
    """Read server-sent events. A stream that stops before it says so is malformed: half a sentence may lie."""
    while line := stream.readline(_LONGEST_LINE):
        data = line.removeprefix(b"data:").strip()
        if data == b"[DONE]":
            return
        if line.startswith(b"data:"):
            yield from _text(data)
    raise _Malformed("elle s'arrête au milieu")


def _text(data: bytes) -> Iterator[str]:
    try:
        event = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _Malformed("ce n'est pas du JSON") from error
    match event:
        case {"error": _}:
            raise _Malformed(_message(event))
        case {"choices": [{"delta": {"content": str(text)}}, *_]} if text:
            yield text


def _why(reason: object) -> str:
    """Say what the network refused: in French where the system numbers it, else in the words of the library."""
    if isinstance(reason, OSError) and reason.errno and not isinstance(reason, SSLError):
        return refusal(reason)
    return str(reason) or type(reason).__name__


def _said(error: HTTPError) -> str:
    """What the server says of its refusal, where it says something that can be read."""
    try:
        return f" : {_message(json.loads(error.read(_LONGEST_LINE)))}"
    except (OSError, ValueError, RecursionError, HTTPException):
        return ""


def _message(event: Any) -> str:
    """The message of an error, wherever servers put it, on one printable line."""
    inner = event.get("error", event) if isinstance(event, dict) else event
    said = str(inner.get("message", inner) if isinstance(inner, dict) else inner)
    return "".join(letter for letter in " ".join(said.split()) if letter.isprintable())[:200].rstrip(".")
