"""Whom to ask: what the sources themselves say ("Où s'adresser"), and failing that who publishes them."""

from collections.abc import Iterable, Sequence

from assistant.types import Contact
from corpus.types import Block, Document

_LIMIT = 3

BETWEEN_LINES = " ; "
"""What parts the lines of a contact, which a document may give over several."""


def contacts_of(
    documents: Sequence[tuple[Document, tuple[str, ...]]], *, on_subject: bool = True
) -> tuple[Contact, ...]:
    """Return the contacts of documents given with the section that matters in each, the nearest first, each once.

    Documents that are only the nearest, and not `on_subject`, would send people to the wrong desk: of those, only who
    publishes the first is named.
    """
    found: dict[str, Contact] = {}
    for document, section in documents if on_subject else ():
        for block in _nearest_first(document.blocks, section):
            name = BETWEEN_LINES.join(document.text[block.start : block.end].splitlines())
            found.setdefault(name, Contact(name=name, url=block.url, document=document.id))
    if not found:
        for document, _ in documents[:1]:
            if publisher := document.provenance.publisher:
                found[publisher] = Contact(name=publisher, url=document.provenance.url, document=document.id)
    return tuple(found.values())[:_LIMIT]


def _nearest_first(blocks: Iterable[Block], section: tuple[str, ...]) -> list[Block]:
    """Contacts of the same case before those of the whole page; those of another case do not apply."""
    contacts = [block for block in blocks if block.role == "contact"]
    applying = [block for block in contacts if _common(block.section, section) >= len(block.section) - 1]
    return sorted(applying or contacts, key=lambda block: -_common(block.section, section))


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    length = 0
    while length < min(len(one), len(other)) and one[length] == other[length]:
        length += 1
    return length
