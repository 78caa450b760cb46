"""Whom to ask: what the sources themselves say ("Où s'adresser"), and failing that who publishes them."""

import re
from collections.abc import Callable, Iterable, Sequence

from assistant.addresses import PHONE
from assistant.quoting.headed import by_document
from assistant.types import Contact
from corpus.types import Block, Document, Passage
from index.search import Searcher
from index.types import Hit
from index.words import words

_LIMIT = 3

_TITLED = 0.4
"""Share of a question's words, weighed by rarity, from which the title of a document says that it is on the subject."""

_PHONE = re.compile(PHONE)
_BODIES = frozenset(words("ville commune mairie"))
"""A town is called by its town hall."""

BETWEEN_LINES = " ; "
"""What parts the lines of a contact, which a document may give over several."""


def to_call(
    hits: Sequence[Hit],
    nearest: Sequence[Hit],
    on_subject: Sequence[Hit],
    searcher: Searcher,
    overlap: Callable[[str], float],
) -> tuple[Contact, ...]:
    """Return whom documents on the subject name, as read or as their titles say; else the desk of the publisher.

    Those that are only the nearest would send people to the wrong desk.
    """

    def document(hit: Hit) -> Document:
        return searcher.document(hit.passage.document, hit.version)

    titled = [hit for hit in nearest if overlap(hit.title) >= _TITLED]
    asked = by_document(on_subject or titled)
    if found := contacts_of((document(hit), hit.passage.section) for hit in asked):
        return found
    publisher = publisher_of(document(hit) for hit in hits[:1])
    if not publisher:
        return ()
    desks = searcher.search(f"{publisher[0].name} mairie accueil téléphone", top=_LIMIT)
    return desk_of(publisher[0].name, ((document(hit), hit.passage) for hit in desks)) or publisher


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
