"""What the page Rédaction does to one field, or to the whole entry, without an order: each click gives another desk."""

from dataclasses import replace
from typing import Any

import gradio as gr

from assistant.app.redaction_screen import Screen, only
from assistant.record.schema import Schema
from assistant.server.desk import Desk, Office
from assistant.server.desk_fields import discard, edit, reread, take, unread
from assistant.server.desk_sources import number_in
from assistant.view.tags import status

_Request = gr.Request


class FieldActs:
    """The handlers of fields; `key` is that of a field, empty for the whole entry where that can be."""

    def __init__(self, screen: Screen, schema: Schema, office: Office) -> None:
        self._screen, self._schema, self._office = screen, schema, office

    def edit(self, desk: Desk, name: str, key: str, text: str, request: _Request) -> list[Any]:
        """Write a person's words."""
        return self._changed(desk, edit(desk, key, text, self._schema), name, "Rubrique enregistrée.")

    def take(self, desk: Desk, name: str, key: str, text: str, request: _Request) -> list[Any]:
        """Take over a doubtful sentence, or settle a choice."""
        said = "Valeur retenue." if text.startswith("=") else "Phrase reprise."
        return self._changed(desk, take(desk, key, text, self._schema), name, said)

    def drop(self, desk: Desk, name: str, key: str, text: str, request: _Request) -> list[Any]:
        """Take a sentence out."""
        now = discard(desk, key, number_in(text) or 0, self._schema)
        return self._changed(desk, now, name, "Phrase écartée.")

    def reread(self, desk: Desk, name: str, key: str, text: str, request: _Request) -> list[Any]:
        """Mark as reread, under the account or the name typed."""
        now = reread(desk, key, text, replace(self._office, account=request.username or ""))
        return self._changed(desk, now, name, "Rubrique marquée comme relue." if key else "Fiche marquée comme relue.")

    def unread(self, desk: Desk, name: str, key: str, text: str, request: _Request) -> list[Any]:
        """Take a mark away."""
        return self._changed(desk, unread(desk, key, self._schema), name, "Relecture retirée.")

    def _changed(self, before: Desk, now: Desk, name: str, said: str) -> list[Any]:
        if now is before:
            return only()
        return self._screen.only(now, name, "head", "view", "chat", status=status(said))
