"""Whom to ask: what the sources themselves say ("Où s'adresser"), and failing that who publishes them."""

import re
from collections.abc import Iterable

from assistant.addresses import PHONE
from assistant.types import Contact
from corpus.types import Block, Document, Passage
from index.words import words

_LIMIT = 3

_PHONE = re.compile(PHONE)
_BODIES = frozenset(words("ville commune mairie"))
"""A town is called by its town hall."""

BETWEEN_LINES = " ; "
"""What parts the lines of a contact, which a document may give over several."""


def contacts_of(documents: Iterable[tuple[Document, tuple[str, ...]]]) -> tuple[Contact, ...]:
    """Return what documents say of whom to ask, or who publishes the first; the nearest first, each once.

    Each document is given with the section that matters in it. Those that are only the nearest, and not on the
    subject, would send people to the wrong desk: of them, ask `publisher_of`.
    """
    given = list(documents)
    found: dict[str, Contact] = {}
    for document, section in given:
        for block in _nearest_first(document.blocks, section):
            name = BETWEEN_LINES.join(document.text[block.start : block.end].splitlines())
            found.setdefault(name, Contact(name=name, url=block.url, document=document.id))
    return tuple(found.values())[:_LIMIT] or publisher_of(document for document, _ in given[:1])


def publisher_of(documents: Iterable[Document]) -> tuple[Contact, ...]:
    """Return who publishes each document, where it is known."""
    # Without the address of the document: it is a page on one subject, and not the door of who publishes it.
    return tuple(
        Contact(name=publisher, url="", document=document.id)
        for document in documents
        if (publisher := document.provenance.publisher)
    )


def desk_of(publisher: str, documents: Iterable[tuple[Document, Passage]]) -> tuple[Contact, ...]:
    """Return the first of these passages that names a publisher beside a telephone number: its own desk."""
    named = frozenset(words(publisher)) - _BODIES
    for document, passage in documents:
        for block in document.blocks:
            said = document.text[block.start : block.end]
            if passage.start <= block.start < passage.end and _PHONE.search(said) and named <= {*words(said)}:
                return (Contact(name=BETWEEN_LINES.join(said.splitlines()), url=block.url, document=document.id),)
    return ()


def _nearest_first(blocks: Iterable[Block], section: tuple[str, ...]) -> list[Block]:
    """Contacts of the same case before those of the whole page; those of another case do not apply."""
    contacts = (block for block in blocks if block.role == "contact")
    applying = (block for block in contacts if _common(block.section, section) >= len(block.section) - 1)
    return sorted(applying, key=lambda block: -_common(block.section, section))


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    length = 0
    while length < min(len(one), len(other)) and one[length] == other[length]:
        length += 1
    return length
