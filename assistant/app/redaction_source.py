"""The source of a sentence, opened at the page Rédaction: its document at its place, a page of a PDF as an image."""

from contextlib import suppress
from functools import partial
from typing import Any

import gradio as gr

from assistant.app.redaction_screen import only
from assistant.app.state import App
from assistant.pdf_page.image import cited_page
from assistant.server.desk import Desk
from assistant.server.desk_sources import cited, number_in
from assistant.types import Citation
from assistant.view import record_html
from assistant.view.document_html import source_panel
from assistant.view.tags import join, tag
from corpus.errors import LibraryProblem
from corpus.types import Document

_CLOSE = tag("button", "Fermer la source", type="button", data_what="shut", class_="fermer")
_Request = gr.Request


class SourceActs:
    """Opens sources, from the documents dropped in or from the library."""

    def __init__(self, app: App) -> None:
        self._app = app

    def open_source(self, desk: Desk, name: str, key: str, text: str, request: _Request) -> list[Any]:
        """Open what a number leads to, beside the conversation."""
        citation = cited(desk, key, turn := number_in(text))
        if citation is None:
            return only()
        doubtful = key if "." in key and turn is None else ""
        document, today = self._document(desk, citation), self._app.today()
        if document is None:
            return only(source=join((_CLOSE, record_html.quote_panel(citation, today, doubtful))))
        image = cited_page(partial(self._original, desk), document, citation)
        return only(source=join((_CLOSE, source_panel(document, citation, today, image, doubtful))))

    def _document(self, desk: Desk, citation: Citation) -> Document | None:
        """Return the version cited: one dropped in, else one of the library."""
        for document in desk.documents:
            if document.version == citation.source.version:
                return document
        with suppress(LibraryProblem):
            return self._app.library.document(citation.source.document, citation.source.version)
        return None

    def _original(self, desk: Desk, id: str, version: str) -> bytes | None:
        """Return the file of a version: one dropped in, else one of the library."""
        if dropped := desk.original(version):
            return dropped
        with suppress(LibraryProblem):
            return self._app.library.original(id, version)
        return None
