"""Pieces of a document that is one file (DOCX, ODT, text) into a `Document`."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.compose import Composer, complete
from corpus.errors import UnreadableFile
from corpus.metadata import publisher_in, readable_name, title_in
from corpus.pieces import Piece, write
from corpus.types import About, Document, Provenance, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the file says of itself; an empty string is "not said". `day` is ISO."""

    title: str = ""
    author: str = ""
    day: str = ""


def assemble(
    source: Source, about: About, pieces: Sequence[Piece], facts: Facts, notes: Sequence[str] = ()
) -> list[Document]:
    """Return the one document, or say that nothing of the file can be quoted.

    The title is the one written on the page, else the file's own, else its name.
    """
    title, body = _take_title(pieces)
    page = Composer(title or title_in(facts.title) or readable_name(source))
    write(body, page)
    if not page.blocks:
        raise UnreadableFile(
            f"{source.path} : aucun texte dans ce document, seulement des titres ou des images.",
            fix="s'il contient des pages numérisées, passez-les à la reconnaissance de caractères (OCR)",
        )
    page.notes.extend(notes)
    provenance = complete(Provenance(publisher=publisher_in(facts.author), published=facts.day), about)
    return [page.finish(id=source.path, kind="document", provenance=provenance)]


def _take_title(pieces: Sequence[Piece]) -> tuple[str, list[Piece]]:
    """Take out the title: what is styled so (level 1), or the one heading of the highest level if it opens the page."""
    levels = [piece.heading for piece in pieces if piece.heading]
    top = min(levels, default=0)
    first = next((number for number, piece in enumerate(pieces) if piece.heading and piece.heading == top), None)
    if first is None or (top > 1 and (first > 0 or levels.count(top) > 1)):
        return "", list(pieces)
    after = first + 1
    while after < len(pieces) and pieces[after].heading == top:
        after += 1
    title = " ".join(piece.text for piece in pieces[first:after])
    return title, [*pieces[:first], *pieces[after:]]
