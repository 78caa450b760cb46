"""The page Guichet."""

import gradio as gr

from assistant.app.state import App


def lay_out(app: App) -> None:
    """Lay the page out inside the current `Blocks`."""
    gr.HTML("<h1>Guichet</h1>")
