"""The server: `glose serve`."""

import argparse
import os
import warnings
from pathlib import Path

import gradio as gr
import uvicorn
from fastapi import FastAPI
from fastapi.responses import FileResponse

from assistant.app.pages import SCRIPT, STYLE, build, theme
from assistant.app.security import Secured
from assistant.app.state import App
from assistant.in_use import AssistantInUse
from assistant.settings import read_settings
from assistant.turns import Turns
from assistant.wiring import choose_embedder
from corpus.library import Library

_THREADS = 200
"""Who waits for the model that writes holds one; none must be missing for whoever asks for quotations."""

_UPLOAD = "50mb"


def serve(arguments: argparse.Namespace) -> int:
    """Serve the pages until interrupted."""
    library = Library(arguments.home)
    try:
        app = _app(arguments, library)
        app.assistant()
        uvicorn.run(Secured(server(app)), host=arguments.host, port=arguments.port, log_level="warning")
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

    @web.get("/page.js", include_in_schema=False)
    def script() -> FileResponse:
        return FileResponse(SCRIPT, media_type="text/javascript")

    with warnings.catch_warnings():
        # That several pages cannot be rendered by Node: nobody asked for it.
        warnings.filterwarnings("ignore", "SSR mode")
        gr.mount_gradio_app(
            web,
            blocks,
            path="/",
            theme=theme(),
            css_paths=[STYLE],
            head='<script src="./page.js" defer></script>',
            footer_links=[],
            run_history=False,
            show_error=False,
            enable_monitoring=False,
            max_file_size=_UPLOAD,
            ssr_mode=False,
            pwa=False,
        )
    return web


def _app(arguments: argparse.Namespace, library: Library) -> App:
    home: Path = arguments.home
    settings = read_settings(home, os.environ)
    generator = arguments.generator or settings.generator
    return App(
        home=home,
        assistant=AssistantInUse(home, library, choose_embedder(settings.embedder, home), generator),
        library=library,
        turns=Turns(),
        log=_NoLog(),
    )


class _NoLog:
    def answered(self, answer: object, page: str, user: str) -> str:
        return "x"

    def feedback(self, id: str, reason: str, text: str, user: str) -> None:
        return None
