"""A part of a page that is written in HTML."""

from typing import Any

import gradio as gr

QUIET: dict[str, Any] = {"show_progress": "hidden", "concurrency_limit": None, "api_visibility": "private"}
"""How the pages connect their handlers: we say what happens, nobody waits for another, and no program may call them."""


def part(value: str = "", **options: Any) -> gr.HTML:
    """Lay out a part that `style.css` dresses, and not Gradio's own style of texts."""
    return gr.HTML(value, apply_default_css=False, padding=False, elem_classes="glose", **options)


def told(value: str = "", **options: Any) -> gr.HTML:
    """Lay out a part that says what happens: `page.js` makes it a live region, which stays while its words change.

    A region that comes with its words is often not read: screen readers hear of what changes in one they know.
    """
    return gr.HTML(value, apply_default_css=False, padding=False, elem_classes=["glose", "vive"], **options)
