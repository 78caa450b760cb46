"""The parts of the page Rédaction that a handler may change, and each made again from the desk of a person."""

from collections.abc import Callable
from typing import Any

import gradio as gr

from assistant.app.state import App
from assistant.record.schema import Schema
from assistant.server.desk import Desk
from assistant.view import desk_html, outputs_html, record_html

PARTS = ("desk", "status", "files", "chat", "head", "name", "view", "source", "kept", "papers")
"""What a handler may change, in the order in which it is returned."""

ENTRY = "Fiche"


class Screen:
    """Makes the parts of the page again."""

    def __init__(self, app: App, schema: Schema) -> None:
        self._app, self._schema = app, schema

    def show(self, desk: Desk, name: str) -> str:
        """Show what was chosen of the entry."""
        if desk.record is None:
            return record_html.EMPTY
        if name in outputs_html.VIEWS:
            return outputs_html.VIEWS[name](desk, desk.record, self._schema)
        return record_html.fields(desk, self._schema)

    def only(self, desk: Desk, shown: str, *names: str, **changed: Any) -> list[Any]:
        """Return what a handler returns: the desk, the parts named, made again, and those given."""
        access = self._app.access
        made: dict[str, Callable[[], str]] = {
            "files": lambda: desk_html.received(desk.received),
            "chat": lambda: desk_html.conversation(desk),
            "head": lambda: record_html.head(desk, self._schema, by_account=access.by_proxy or access.by_password),
            "view": lambda: self.show(desk, shown),
        }
        return only(desk=desk, **{key: made[key]() for key in names}, **changed)


def only(**changed: Any) -> list[Any]:
    """Return the parts that change, and the others left alone."""
    return [changed.get(name, gr.skip()) for name in PARTS]
