"""A part of a page that is written in HTML."""

from typing import Any

import gradio as gr


def part(value: str = "", **options: Any) -> gr.HTML:
    """Lay out a part that `style.css` dresses, and not Gradio's own style of texts."""
    return gr.HTML(value, apply_default_css=False, padding=False, elem_classes="glose", **options)
