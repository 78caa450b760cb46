"""The box that explains a word, for the pages where people read or write."""

from typing import Any

import gradio as gr

from assistant.app.part import part
from assistant.app.state import App
from assistant.define import define
from assistant.view import define_html as view
from assistant.view.tags import problem, status
from corpus.errors import UserError

_SELECTED = "(term) => [String(window.getSelection()).trim() || term]"
"""What is selected on the page wins over what is typed."""


def lay_out_word(app: App) -> list[gr.Blocks | gr.components.Component]:
    """Lay the box out inside the current `Blocks`, and return what `forget` empties."""

    def explain(term: str, request: gr.Request) -> str:
        try:
            app.access.require(request.username, "counter")
            searcher = app.assistant().searcher
            return status(view.definition(term, define(term, searcher) if searcher else None))
        except UserError as error:
            return problem(error)

    with gr.Accordion("Expliquer un mot", open=False, elem_classes="explication") as box:
        with gr.Row(elem_classes="filtres"):
            term = gr.Textbox(
                label="Mot ou sigle", placeholder="quotient familial, Cada…", max_length=200, max_lines=1, scale=3
            )
            ask = gr.Button("Expliquer", scale=1, min_width=120)
        shown = part()
        part("<p>Vous pouvez aussi sélectionner un mot sur la page, puis appuyer sur « Expliquer ».</p>")
    quiet: dict[str, Any] = {"show_progress": "hidden", "concurrency_limit": None, "api_visibility": "private"}
    ask.click(lambda term: term, term, term, js=_SELECTED, **quiet).then(explain, term, shown, **quiet)
    term.submit(explain, term, shown, **quiet)
    return [box, term, shown]


def forget() -> tuple[dict[str, Any], str, str]:
    """Close the box, with nothing left of what somebody asked."""
    return gr.update(open=False), "", ""
