"""An entry being worked on, what an order needs and gives back, and how an order finds the field that it is on."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.record.schema import Field, Schema
from assistant.record.texts.filled import quote
from assistant.record.types import Record
from assistant.record.working.define import LookUp
from assistant.record.working.find_field import find_fields
from assistant.record.working.read_order import Order, OrderKind
from assistant.record.working.reread import keep_marks
from assistant.record.working.tell import excerpt
from assistant.types import Citation
from corpus.types import Document
from index.fold import fold

_WHOLE = frozenset(
    ("", "tout", "fiche", "la fiche", "toute la fiche", "texte", "page", "entree", "l'entree", "brouillon")
)
"""How an agent names the whole entry, folded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """An entry being worked on. `past` are the entries before it, the last one last; `undone`, those after it.

    `about` is the key of the field that the last order was on, empty for the whole. `reader` is the name under which
    somebody marked something as reread here: it serves again, and is not kept.
    """

    record: Record
    past: tuple[Record, ...] = ()
    undone: tuple[Record, ...] = ()
    about: str = ""
    reader: str = ""

    def changed(self, record: Record, about: str = "") -> "Session":
        """Go on with another entry; what was undone can no longer be redone, and words that change lose their mark."""
        marked = keep_marks(self.record, record)
        return replace(self, record=marked, past=(*self.past, self.record), undone=(), about=about)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What orders need: the schema and, where there are some, the documents, the library, and a place to save.

    `texts` and `look_up` define words; `save` returns the name of what it wrote. `account` is who is signed in, empty
    where nobody signs in: it signs what is reread.
    """

    schema: Schema
    texts: Sequence[Document] = ()
    look_up: LookUp | None = None
    save: Callable[[Session], str] | None = None
    account: str = ""
    today: Callable[[], date] = date.today


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What an order is answered; `kind` is `None` when it was not understood, and nothing has changed then.

    `citations` are those that the text quotes, `changed` the keys of the fields that are not what they were, `choices`
    the orders to choose from when one could mean several things.
    """

    text: str
    kind: OrderKind | None
    citations: tuple[Citation, ...] = ()
    changed: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


Outcome = tuple[Session, Reply]


def is_whole(said: str) -> bool:
    """Whether these words name the whole entry."""
    return fold(said).strip() in _WHOLE


def which(asked: Order, again: str, schema: Schema) -> Field | Reply | None:
    """Return the field that an order is on, `None` for the whole, or the question to ask."""
    return None if is_whole(asked.about) else one_field(asked, again, schema)


def one_field(asked: Order, again: str, schema: Schema) -> Field | Reply:
    """Return the field that an order is on, or ask which; `again` is the order, with "{}" where the field goes."""
    fields = find_fields(asked.about, schema)
    return fields[0] if len(fields) == 1 else ask_which(asked, fields, again, schema)


def ask_which(asked: Order, fields: Sequence[Field], again: str, schema: Schema) -> Reply:
    """Ask which field is meant, of several or of all."""
    why = (
        f"{quote(excerpt(asked.about))} peut désigner plusieurs rubriques."
        if fields
        else "Il faut nommer une rubrique."
    )
    labels = [field.label for field in fields or schema.fields]
    return Reply(
        text="\n".join([f"{why} Rien n'a changé. Laquelle ?", *(f"- {label}" for label in labels)]),
        kind=asked.kind,
        choices=tuple(again.replace("{}", label) for label in labels),
    )


def changed(session: Session, record: Record, asked: Order, lines: Iterable[str], keys: tuple[str, ...]) -> Outcome:
    """Go on with another entry, and say what was done to which fields."""
    about = keys[0] if len(keys) == 1 else ""
    return session.changed(record, about), Reply(text="\n".join(lines), kind=asked.kind, changed=keys)
