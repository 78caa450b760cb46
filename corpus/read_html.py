"""Web pages saved as HTML."""

from collections.abc import Mapping, Sequence

from corpus.compose import Composer, complete
from corpus.dates import iso_day
from corpus.errors import UnreadableFile
from corpus.metadata import readable_name
from corpus.pieces import take_title, write
from corpus.types import About, Document, Provenance, Source
from corpus.unseen import note_on

_DATES = (
    "article:published_time",
    "dcterms.date",
    "dc.date",
    "date",
    "dcterms.modified",
    "article:modified_time",
    "time",
)
_PUBLISHERS = ("dcterms.publisher", "dc.publisher", "publisher", "og:site_name", "author", "dcterms.creator")


class HtmlReader:
    """Reads a page as one document whose id is its path, without its menus and footers."""

    name = "html"

    def accepts(self, source: Source, /) -> bool:
        """Whether it is HTML by its name, or begins like a page (a page saved as ".php", or without extension)."""
        begins = source.head.lstrip("\ufeff \t\r\n").lower().startswith(("<!doctype html", "<html"))
        return begins or source.suffix in (".html", ".htm", ".xhtml")

    def read(self, source: Source, about: About, /) -> Sequence[Document]:
        """Return the one document, or say that the page holds no text."""
        from corpus.html import read_page

        content = read_page(source.text)
        title, body = take_title(content.pieces)
        page = Composer(title or content.title or readable_name(source))
        write(body, page)
        if not page.blocks:
            raise UnreadableFile(
                f"{source.path} : aucun texte dans cette page (un script le construit peut-être dans le navigateur).",
                fix="ouvrez la page dans un navigateur, enregistrez-la en PDF et ajoutez ce PDF",
            )
        page.notes.extend(note_on(content.hidden))
        provenance = complete(_provenance(content.meta), about)
        return [page.finish(id=source.path, kind="guide", provenance=provenance)]


def _provenance(meta: Mapping[str, str]) -> Provenance:
    def first(*names: str) -> str:
        return next((meta[name] for name in names if meta.get(name)), "")

    return Provenance(
        publisher=first(*_PUBLISHERS),
        licence=first("dcterms.license", "dc.rights", "license"),
        url=first("canonical", "og:url"),
        published=iso_day(first(*_DATES)),
    )
