"""The box that explains a word, for the pages where people read or write."""

import gradio as gr

from assistant.app.state import App
from assistant.define import define
from assistant.view import define_html as view
from assistant.view.tags import problem
from corpus.errors import UserError

_SELECTED = "(term) => [String(window.getSelection()).trim() || term]"
"""What is selected on the page wins over what is typed."""


def lay_out_word(app: App) -> None:
    """Lay the box out inside the current `Blocks`."""

    def explain(term: str) -> str:
        try:
            searcher = app.assistant().searcher
            return view.definition(term, define(term, searcher) if searcher else None)
        except UserError as error:
            return problem(error)

    with gr.Accordion("Expliquer un mot", open=False, elem_classes="mot"):
        with gr.Row():
            term = gr.Textbox(
                label="Mot ou sigle", placeholder="quotient familial, Cada…", max_length=200, max_lines=1, scale=3
            )
            ask = gr.Button("Expliquer", scale=1, min_width=120)
        shown = gr.HTML(elem_classes="explication", html_template='<div aria-live="polite">${value}</div>')
        gr.HTML("<p>Vous pouvez aussi sélectionner un mot sur la page, puis appuyer sur « Expliquer ».</p>")
    ask.click(lambda term: term, term, term, js=_SELECTED, show_progress="hidden").then(
        explain, term, shown, show_progress="hidden"
    )
    term.submit(explain, term, shown, show_progress="hidden")
