"""What the server changes in every response: nothing foreign can be loaded, framed or run, and pages are French."""

import re
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from contextvars import ContextVar
from typing import Any

from assistant.app.french import BROWSER
from assistant.app.sign_in import is_sign_in, sign_in

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Server = Callable[[Scope, Receive, Send], Awaitable[None]]

_POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:;"
    " object-src 'none'; frame-src 'none'; frame-ancestors 'none'; form-action 'self'; base-uri 'self'"
)
"""Gradio builds its templates with `Function`, hence 'unsafe-eval'. What is written into a page never runs: only the
scripts that bear the number of this response do."""

_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)


client: ContextVar[str] = ContextVar("client", default="")
"""The address that made the request being answered: Gradio gives a name and a password to check, and nothing else."""


class Secured:
    """A server behind which every response has these headers, and every page is said to be in French."""

    def __init__(self, server: Server) -> None:
        self._server = server

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._server(scope, receive, send)
            return
        client.set(scope["client"][0] if scope.get("client") else "")
        if b"text/html" in dict(scope["headers"]).get(b"accept", b""):
            # A page must come as text, to be marked.
            scope["headers"] = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
        await self._server(scope, receive, _Response(send))


class _Response:
    def __init__(self, send: Send) -> None:
        self._send = send
        self._nonce = secrets.token_urlsafe(16)
        self._start: MutableMapping[str, Any] | None = None
        self._page = b""

    async def __call__(self, message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = [*message["headers"], *_HEADERS]
            headers.append((b"content-security-policy", _POLICY.format(nonce=self._nonce).encode()))
            message["headers"] = headers
            plain = dict(headers)
            if plain.get(b"content-type", b"").startswith(b"text/html") and b"content-encoding" not in plain:
                self._start = message
                return
        elif self._start is not None:
            await self._mark(self._start, message)
            return
        await self._send(message)

    async def _mark(self, start: MutableMapping[str, Any], message: MutableMapping[str, Any]) -> None:
        """Hold a page back until it is whole, then send it marked."""
        self._page += message.get("body", b"")
        if message.get("more_body"):
            return
        page = sign_in().encode() if is_sign_in(self._page) else _in_french(self._page)
        page = re.sub(rb"<script\b", f'<script nonce="{self._nonce}"'.encode(), page)
        headers = [pair for pair in start["headers"] if pair[0] != b"content-length"]
        start["headers"] = [*headers, (b"content-length", str(len(page)).encode())]
        await self._send(start)
        await self._send({"type": "http.response.body", "body": page})


def _in_french(page: bytes) -> bytes:
    return page.replace(b'lang="en"', b'lang="fr"', 1).replace(b"<head>", f"<head>{BROWSER}".encode(), 1)
