"""Guides written in Markdown: Etalab's, data.gouv.fr's on GitBook, a README, the rules of a crèche."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.compose import Composer, complete
from corpus.dates import iso_day
from corpus.errors import UnreadableFile
from corpus.metadata import readable_name, web_address
from corpus.pieces import take_title, write
from corpus.types import About, Document, Provenance, Source

if TYPE_CHECKING:
    from corpus.front_matter import FrontMatter

_TABLE_OF_CONTENTS = frozenset(("[[_toc_]]", "[[toc]]", "[toc]"))


class GuideReader:
    """Reads a Markdown file as one document whose id is its path."""

    name = "markdown"

    def accepts(self, source: Source, /) -> bool:
        """Whether it is Markdown by its name; a code of law is asked of its own reader first."""
        return source.suffix in (".md", ".markdown")

    def read(self, source: Source, about: About, /) -> Sequence[Document]:
        """Return the one document, or say that the file holds no text."""
        from corpus.front_matter import split_front_matter
        from corpus.html import read_fragment
        from corpus.markdown import to_html

        front = split_front_matter(source)
        provenance = complete(_provenance(front, about), about)
        pieces = read_fragment(to_html(front.body), base=provenance.url)
        title, body = take_title([p for p in pieces if p.text.lower() not in _TABLE_OF_CONTENTS])
        page = Composer(title or front.first("title", "titre") or readable_name(source))
        page.add(front.first("description"))
        write(body, page)
        if not page.blocks:
            raise UnreadableFile(
                f"{source.path} : aucun texte dans ce fichier, seulement des titres ou des images.",
                fix="complétez-le, ou retirez-le du dossier",
            )
        page.notes.extend(filter(None, [front.note]))
        return [page.finish(id=source.path, kind="guide", provenance=provenance)]


def _provenance(front: "FrontMatter", about: About) -> Provenance:
    return Provenance(
        publisher=front.first("publisher", "editeur", "éditeur", "author", "auteur"),
        licence=front.first("licence", "license"),
        url=web_address(about.url, front.first("url", "source", "permalink", "canonical")),
        published=iso_day(front.first("date", "published", "publication_date", "last_updated")),
    )
