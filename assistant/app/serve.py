"""The server: `glose serve`."""

import argparse
import errno
import os
import socket
import warnings
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import gradio as gr
import uvicorn
from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import FileResponse

from assistant.app.pages import FILES, build, head, theme
from assistant.app.security import Secured, client
from assistant.app.state import App
from assistant.audit import Audit
from assistant.errors import BadSetting, LimitReached
from assistant.server.access import Access
from assistant.server.in_use import AssistantInUse
from assistant.server.turns import Turns
from assistant.settings import read_settings
from assistant.terminal import show
from assistant.wiring import choose_embedder
from corpus.disk import refusal
from corpus.library import Library
from index.errors import IndexProblem

_THREADS = 200
"""Who waits for the model that writes holds one; none must be missing for whoever asks for quotations."""

_SERVED_TOGETHER = 8
"""Requests that a server of models takes at once; a model in this process takes one."""

_LAST_PORT = 65535

_FIRST = "À qui s'adresser ?"
"""Asked before anyone does: what is read from the disk at a first question takes seconds."""


def serve(arguments: argparse.Namespace) -> int:
    """Serve the pages until interrupted."""
    # Read by torch when it loads. Several people ask: two questions, each on its processor, end sooner than in turn.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    library = Library(arguments.home)
    try:
        app = _app(arguments.home, library, arguments.generator)
        _check_open(arguments.host, app.access)
        _check_free(arguments.host, arguments.port)
        _load(app)
        show(f"Glose est prête : http://{arguments.host}:{arguments.port} (Ctrl+C pour arrêter)")
        uvicorn.run(
            Secured(server(app)),
            host=arguments.host,
            port=arguments.port,
            log_level="warning",
            # The address of whoever connects is what says whether it is the proxy: no header may replace it.
            proxy_headers=False,
            timeout_graceful_shutdown=3,
        )
    finally:
        library.close()
    return 0


def server(app: App) -> FastAPI:
    """Build the web application."""
    # What a person drops in stays with what Glose keeps, and not in a folder that every program may read.
    os.environ["GRADIO_TEMP_DIR"] = str(app.home / "uploads")
    blocks = build(app)
    blocks.max_threads = _THREADS
    web = FastAPI(openapi_url=None)
    for file in FILES:
        web.get(f"/{file.name}")(_giving(file))
    with warnings.catch_warnings():
        # That several pages cannot be rendered by Node: nobody asked for it.
        warnings.filterwarnings("ignore", "SSR mode")
        gr.mount_gradio_app(
            web,
            blocks,
            path="/",
            theme=theme(),
            head=head(),
            footer_links=[],
            run_history=False,
            show_error=False,
            enable_monitoring=False,
            max_file_size=app.limits.file,
            ssr_mode=False,
            pwa=False,
            **_identified(app.access),
        )
    return web


def _identified(access: Access) -> dict[str, Any]:
    """Return how Gradio learns who is there."""
    if access.by_proxy:

        def announced(request: Request) -> str | None:
            return access.announced(request.headers, request.client.host if request.client else None)

        return {"auth_dependency": announced}
    if access.by_password:
        return {"auth": lambda name, password: _signed_in(access, name, password)}
    return {}


def _signed_in(access: Access, name: str, password: str) -> bool:
    """Whether that is somebody's password; whoever has to wait is told how long, and not that it is wrong."""
    try:
        return access.sign_in(name, password, client.get())
    except LimitReached as limit:
        said = f"{limit.problem} {limit.fix[:1].upper()}{limit.fix[1:]}."
        raise HTTPException(status_code=429, detail=said) from limit


def _check_open(host: str, access: Access) -> None:
    """Refuse to be open to others without knowing who they are."""
    if not _is_this_machine(host) and not access.by_proxy and not access.by_password:
        raise BadSetting(
            f"L'adresse {host} ouvre Glose à d'autres machines, et il n'y a aucun compte.",
            fix="créez des comptes avec « glose users add », réglez « proxy_address », ou gardez 127.0.0.1",
        )


def _check_free(host: str, port: int) -> None:
    """Refuse an address that cannot be listened to before the models are loaded, and in French."""
    if not 1 <= port <= _LAST_PORT:
        raise BadSetting(
            f"--port {port} : ce n'est pas un port.", fix=f"donnez un nombre de 1 à {_LAST_PORT}, par exemple 7860"
        )
    try:
        family = socket.getaddrinfo(host, port)[0][0]
        with socket.socket(family) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind((host, port))
    except OSError as error:
        first = "arrêtez cet autre programme" if error.errno == errno.EADDRINUSE else "corrigez --host"
        raise BadSetting(
            f"Impossible d'écouter {host}, port {port} : {refusal(error)}.",
            fix=f"{first}, ou choisissez un autre port avec --port",
        ) from error


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _load(app: App) -> None:
    """Load the models now, and not at the first question; without an index, the page says what to do."""
    try:
        next(app.assistant().stream(_FIRST))
    except IndexProblem as problem:
        show(str(problem))


def _giving(file: Path) -> Callable[[], FileResponse]:
    def give() -> FileResponse:
        # Asked for again each time, and sent only if it changed: a new version of Glose must show at once.
        return FileResponse(file, headers={"cache-control": "no-cache"})

    return give


def _app(home: Path, library: Library, generator: str | None) -> App:
    settings = read_settings(home, os.environ)
    writes = generator or settings.generator
    return App(
        home=home,
        settings=settings,
        assistant=AssistantInUse(home, library, choose_embedder(settings.embedder, home), writes),
        library=library,
        access=Access(home, settings),
        audit=Audit(home / "audit", keep_questions=settings.keep_questions, days=settings.audit_days),
        turns=Turns(_SERVED_TOGETHER if writes.startswith(("http://", "https://")) else 1),
    )
