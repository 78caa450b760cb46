"""A stored document as HTML, with the quotation marked at its exact place.

Every character shown comes from the stored text, in its order: what is read beside an answer is what was searched.
"""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.cite import source_of
from assistant.pdf_page.image import PageImage
from assistant.quoting.cells import cells
from assistant.types import Citation, Near
from assistant.view import source_html
from assistant.view.quoted_html import quoted
from assistant.view.tags import Html, join, tag
from corpus.types import Block, Document, Span

_AROUND = 20_000
"""Characters shown before and after a quotation of a long document: some fifteen pages."""

_PAGED = "Texte extrait du fichier, page par page ; la mise en page et les images de l'original ne sont pas montrées."
_BACK = {"Document": "Revenir à la liste"}
_NEAR = "Passage le plus proche, surligné ; il ne répond peut-être pas à la question."
_BELOW = "Texte extrait du fichier, page par page."


def source_panel(
    document: Document, citation: Citation, today: date, image: PageImage | None = None, doubtful: str = "", of: int = 1
) -> Html:
    """Return the panel of a source: what it is, its page as it was printed if there is one, then its text.

    `doubtful` is the place of a sentence to be checked ("appeals.1"), which no number of the entry names. `of` is how
    many citations there are to go through.
    """
    card = source_html.card(citation.source, citation.section, citation.page, today)
    card = join((_steps(citation.number, of), card))
    number, label = panel_name(citation, doubtful)
    return _panel(document, number, label, card, citation.span, image)


def panel_name(citation: Citation, doubtful: str = "") -> tuple[str, str]:
    """Return what finds the button that opened a panel, and the label of the panel."""
    return (doubtful, "Phrase à vérifier") if doubtful else (f"{citation.number}", f"Source {citation.number}")


def near_panel(document: Document, number: str, near: Near, today: date) -> Html:
    """Return the panel of a source that comes near and answers nothing: its text, at the passage that came near."""
    card = source_html.card(near.source, near.section, near.page, today)
    warned = join((card, tag("p", _NEAR, class_="note proche"))) if near.span.end else card
    return _panel(document, number, "Source proche", warned, near.span)


def document_panel(document: Document, number: str, today: date) -> Html:
    """Return the panel of a document of the library: its text, from the start."""
    card = source_html.card(source_of(document), (), None, today)
    return _panel(document, number, "Document", card, Span(0, 0))


def _steps(number: int, of: int) -> Html:
    """Return what leads from a citation to the one before and the next."""
    if of < 2:
        return Html("")
    before = tag("button", "Citation précédente", type="button", data_action="precedente", disabled=number == 1)
    after = tag("button", "Citation suivante", type="button", data_action="suivante", disabled=number == of)
    return tag("p", before, " ", tag("span", f"{number} sur {of}"), " ", after, class_="parcours")


def _panel(
    document: Document, number: str, label: str, card: Html, marked: Span, image: PageImage | None = None
) -> Html:
    paged = any(block.page for block in document.blocks)
    region = "Texte de la source, passage surligné" if marked.end else "Texte de la source"
    return tag(
        "article",
        tag("h2", tag("span", label, class_="numero"), " ", document.title, tabindex=-1),
        card,
        _printed(document, image) if image else "",
        tag("p", _BELOW if image else _PAGED, class_="note") if paged else "",
        tag("div", body(document, marked), class_="texte", tabindex=0, role="region", aria_label=region),
        tag("button", _BACK.get(label, "Revenir à la réponse"), type="button", data_action="revenir"),
        class_="document",
        data_numero=number,
    )


def body(document: Document, marked: Span) -> Html:
    """Return the text of a document around a quotation, block by block, under its headings."""
    blocks = [b for b in document.blocks if b.end > marked.start - _AROUND and b.start < marked.end + _AROUND]
    if not blocks:
        return tag("p", _marked(document.text, Span(0, len(document.text)), marked))
    from_start, to_end = blocks[0] is document.blocks[0], blocks[-1] is document.blocks[-1]
    pieces = [] if from_start else [tag("p", "Le début du document n'est pas montré ici.", class_="coupe")]
    pieces += _pieces(document, blocks, marked, 0 if from_start else blocks[0].start)
    if to_end:
        pieces += _between(document.text, Span(blocks[-1].end, len(document.text)), (), marked)
    else:
        pieces.append(tag("p", "La suite du document n'est pas montrée ici.", class_="coupe"))
    return join(pieces)


def _printed(document: Document, image: PageImage) -> Html:
    """Return the page as an image; what it says is in the text below it."""
    shown = f"La page {image.page} du fichier d'origine"
    if image.whole:
        seen, caption = "la citation y est surlignée", f"{shown}, citation surlignée."
    elif image.marked:
        seen, caption = (
            "une partie de la citation y est surlignée",
            f"{shown} : une partie de la citation y est surlignée.",
        )
    else:
        seen, caption = (
            "la citation n'y est pas surlignée",
            f"{shown}. La citation n'a pas pu y être repérée : elle est surlignée dans le texte ci-dessous.",
        )
    picture = tag(
        "img",
        src=f"data:image/png;base64,{b64encode(image.png).decode()}",
        width=image.width,
        height=image.height,
        alt=f"Page {image.page} de « {document.title} », {seen} ; son texte est ci-dessous.",
        data_at=f"{image.at:.3f}",
    )
    view = tag("div", picture, class_="vue", tabindex=0, role="region", aria_label=f"Page {image.page} en image")
    return tag("figure", tag("figcaption", caption), view, class_="imprimee")


def _pieces(document: Document, blocks: Sequence[Block], marked: Span, start: int) -> Iterator[Html]:
    page, place = None, start
    for block in blocks:
        if block.page != page:
            page = block.page
            yield tag("p", f"Page {page}", class_="page")
        yield from _between(document.text, Span(place, block.start), block.section, marked)
        yield tag("p", *_lines(document.text, block, marked), class_=block.role)
        place = max(place, block.end)


def _between(stored: str, span: Span, section: tuple[str, ...], marked: Span) -> Iterator[Html]:
    """Yield the lines that stand before a block: its headings, and what no block took, the marks of lists excepted."""
    place = span.start
    for line in stored[span.start : span.end].splitlines(keepends=True):
        words = line.strip()
        if words.strip("-–•* "):
            start = place + line.index(words)
            name = f"h{min(3 + section.index(words), 6)}" if words in section else "p"
            yield tag(name, _marked(stored, Span(start, start + len(words)), marked))
        place += len(line)


def _lines(stored: str, block: Block, marked: Span) -> Iterator[Html]:
    """Yield a block, or the cells of a row, which are read one by one."""
    found = cells(stored[block.start : block.end]) if block.role == "row" else []
    if not found:
        yield _marked(stored, Span(block.start, block.end), marked)
    for cell in found:
        shown = Span(block.start + cell.start, block.start + cell.end)
        yield tag("span", _marked(stored, shown, marked), class_="cellule")


def _marked(stored: str, shown: Span, marked: Span) -> Html:
    """Return a run of the stored text, with what it has of the quotation between marks."""
    start, end = max(shown.start, marked.start), min(shown.end, marked.end)
    if start >= end:
        return quoted(stored[shown.start : shown.end])
    mark = tag("mark", quoted(stored[start:end]))
    return join((quoted(stored[shown.start : start]), mark, quoted(stored[end : shown.end])))
