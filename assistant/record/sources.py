"""Reads the documents of a draft: the same readers as the library's, and no library."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from corpus.archive import Skipped
from corpus.errors import UnreadableFile
from corpus.read import read
from corpus.types import About, Document, Source
from corpus.walk import walk


def read_documents(paths: Sequence[Path]) -> tuple[list[Document], list[str]]:
    """Return the documents that can be quoted, and notes in French on all that could not be, or not wholly.

    A path that does not exist is an `UnreadableFile`, and so are paths of which nothing at all can be quoted.
    """
    documents: dict[str, Document] = {}
    notes: list[str] = []
    advice = ""
    for path in paths:
        for item in walk(path):
            found, fix = _read(item, notes) if isinstance(item, Source) else (_skip(item, notes), "")
            advice = fix or advice
            for document in found:
                named = _named(document, path, documents)
                documents[named.id] = named
    if not documents:
        raise UnreadableFile(
            "Aucun de ces documents ne peut être cité : " + " ; ".join(notes or ["le dossier est vide"]),
            fix=advice or "donnez au moins un document dont le texte peut être copié",
        )
    return list(documents.values()), notes


def titles_of(documents: Sequence[Document]) -> dict[str, str]:
    """Return the title of each document by its id; two versions that bear one title are told apart by their files."""
    borne = Counter(document.title for document in documents)
    return {one.id: f"{one.title} ({one.id})" if borne[one.title] > 1 else one.title for one in documents}


def _read(source: Source, notes: list[str]) -> tuple[Sequence[Document], str]:
    """Read one file; what keeps it from being quoted goes to the notes, and the advice to whoever has nothing else."""
    try:
        _, documents = read(source, About())
    except UnreadableFile as error:
        notes.append(error.problem.rstrip("."))
        return (), error.fix
    notes += [f"{document.id} : {note}" for document in documents for note in document.notes]
    return documents, ""


def _skip(item: Skipped, notes: list[str]) -> Sequence[Document]:
    notes.append(f"{item.path} : {item.reason}")
    return ()


def _named(document: Document, path: Path, known: dict[str, Document]) -> Document:
    """Give a document whose id is taken by another text the name of its folder too."""
    other = known.get(document.id)
    if other is None or other.version == document.version:
        return document
    parent = path.resolve() if path.is_dir() else path.resolve().parent
    return replace(document, id=f"{parent.name}/{document.id}")
