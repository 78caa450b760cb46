"""The entries that a person saved at the page Rédaction, each beside the one that the register has under its name.

They stay out of the figures: a register counts what is published.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.record.schema import Schema
from assistant.record.standing import is_there
from assistant.record.types import Record
from assistant.record.working.reread import whole
from assistant.record.working.store import Kept
from assistant.register.rows import Row, row
from index.fold import fold

State = Literal["draft", "draft_of_published", "reread", "published"]
"""Nothing of that name is published; something is, that this one may change; a person has reread the whole; or this one
is as it was published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """An entry that was saved. `saved` is an ISO day; `published` is the entry of the register that bears its name."""

    row: Row
    state: State
    saved: str
    published: Row | None


def saved_entries(kept: Iterable[Kept], register: Sequence[Row], schema: Schema) -> tuple[Saved, ...]:
    """Return what a person saved, in the order given, each beside the entry of the register of the same name."""
    by_name = {fold(one.name): one for one in register}
    return tuple(_saved(one, by_name, schema) for one in kept)


def _saved(kept: Kept, by_name: Mapping[str, Row], schema: Schema) -> Saved:
    record = kept.session.record
    published = by_name.get(fold(record.name))
    return Saved(row=row(record, schema), state=_state(record, published), saved=kept.saved[:10], published=published)


def _state(record: Record, published: Row | None) -> State:
    filled = [value for value in record.fields.values() if is_there(value)]
    if filled and all(value.status == "published" for value in filled):
        return "published"
    if whole(record):
        return "reread"
    return "draft_of_published" if published else "draft"
