"""The box that explains a word, for the pages where people read or write."""

from collections.abc import Callable
from typing import Any, NamedTuple

import gradio as gr

from assistant.app.part import QUIET, part, told
from assistant.app.state import App
from assistant.define import define
from assistant.server.turns import Turns
from assistant.view import define_html as view
from assistant.view.tags import problem, status
from corpus.errors import UserError

_SELECTED = "(term) => [String(window.getSelection()).trim() || term]"
"""What is selected on the page wins over what is typed."""


class WordBox(NamedTuple):
    """The box once it is laid out: its parts, and the handler that empties them."""

    parts: list[gr.Blocks | gr.components.Component]
    forget: Callable[[gr.Request], tuple[dict[str, Any], str, str]]


def lay_out_word(app: App) -> WordBox:
    """Lay the box out inside the current `Blocks`."""
    words = Words(app)
    with gr.Accordion("Expliquer un mot", open=False, elem_classes="explication") as box:
        with gr.Row(elem_classes="filtres"):
            term = gr.Textbox(
                label="Mot ou sigle", placeholder="quotient familial, Cada…", max_length=200, max_lines=1, scale=3
            )
            ask = gr.Button("Expliquer", scale=1, min_width=120)
        shown = told()
        part("<p>Vous pouvez aussi sélectionner un mot sur la page, puis appuyer sur « Expliquer ».</p>")
    # Taken in the browser alone: a journey to the server is a moment when whoever asks may be gone.
    ask.click(None, term, term, js=_SELECTED).then(words.explain, term, shown, **QUIET)
    term.submit(words.explain, term, shown, **QUIET)
    return WordBox([box, term, shown], words.forget)


class Words:
    """The handlers: the last word that a person asked for is explained, and none once they have left."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._turns = Turns()

    def explain(self, term: str, request: gr.Request) -> Any:
        """Say what a word means; change nothing if nobody waits for it any more."""
        with self._turns.place(str(request.session_hash)) as place:
            explained = self._explained(term, request)
            return gr.skip() if place.cancelled else explained

    def forget(self, request: gr.Request) -> tuple[dict[str, Any], str, str]:
        """Close the box, with nothing left of what somebody asked, nor anything still to come."""
        self._turns.cancel(str(request.session_hash))
        return gr.update(open=False), "", ""

    def _explained(self, term: str, request: gr.Request) -> str:
        try:
            self._app.access.require(request.username, "counter")
            searcher = self._app.assistant().searcher
            return status(view.definition(term, define(term, searcher) if searcher else None))
        except UserError as error:
            return problem(error)
