"""Answers, hits and the state of the library as text for a terminal: pure functions, compared with golden files.

Marks between square brackets are rich's; what comes from documents is escaped, so that none of it can pass for one.
"""

from collections.abc import Iterable, Mapping, Sequence

from rich.markup import escape

from assistant.cite import headings
from assistant.cite import part as place_in_it
from assistant.types import Answer, Citation, Contact, Dropped, FailureKind, Near, Source
from corpus.dates import french_day
from index.types import Hit

KINDS = {
    "procedure": "démarche",
    "law": "texte de loi",
    "guide": "guide",
    "register": "registre d'algorithmes",
    "document": "document",
}
SEVERAL = {
    "procedure": "démarches",
    "law": "textes de loi",
    "guide": "guides",
    "register": "entrées de registre",
    "document": "documents",
}
"""The same of several; a register is several entries."""


FAILURES: Mapping[FailureKind, str] = {
    "quote_not_in_source": "citation absente de la source",
    "number_not_in_source": "nombre absent de la source",
    "date_not_in_source": "date absente de la source",
    "name_not_in_source": "nom absent de la source",
    "legal_reference_not_in_source": "référence juridique absente de la source",
    "polarity_differs": "dit le contraire de la source",
    "modality_differs": "dit plus, ou moins, que la source",
    "not_supported": "la source ne le dit pas assez clairement",
    "no_citation": "aucune source",
}


def as_text(answer: Answer, *, asked: str = "", why: bool = False) -> str:
    """Return what a person reads: the message, the wording, the quotations by source, whom to ask.

    `asked` is the question as it was typed: how it was understood is shown where that differs. `why` adds what was
    dropped.
    """
    parts = (
        [f"[dim]Question comprise ainsi : {escape(answer.question)}[/dim]"]
        if asked not in ("", answer.question)
        else []
    )
    parts += [f"[bold]{escape(line)}[/bold]" for line in (answer.message, answer.notice) if line]
    if answer.wording:
        parts.append("\n".join(f"{escape(s.text)} {_numbers(s.citations)}" for s in answer.wording))
    parts += [_quotations(group) for group in _by_document(answer.citations)]
    if why and answer.dropped:
        parts.append("Phrases écartées :\n" + "\n".join(f"  • {_dropped(dropped)}" for dropped in answer.dropped))
    if answer.contacts:
        parts.append("Où s'adresser :\n" + "\n".join(f"  • {_contact(contact)}" for contact in answer.contacts))
    if answer.nearest:
        parts.append("Sources les plus proches :\n" + "\n".join(f"  • {_near(near)}" for near in answer.nearest))
    return "\n\n".join(parts)


def _numbers(citations: Sequence[int]) -> str:
    return "".join(f"[cyan]\\[{number}][/cyan]" for number in citations)


def _dropped(dropped: Dropped) -> str:
    detail = "" if dropped.failure.detail in ("", dropped.text) else f" ({escape(dropped.failure.detail)})"
    return f"{escape(dropped.text)}\n    [dim]{FAILURES[dropped.failure.kind]}{detail}[/dim]"


def hits_as_text(hits: Sequence[Hit]) -> str:
    """Return search results, one block each."""
    if not hits:
        return "Aucun passage trouvé."
    return "\n\n".join(_hit(number, hit) for number, hit in enumerate(hits, start=1))


def megabytes(size: int) -> str:
    """Return a number of bytes as "1,4 Mo"."""
    return f"{size / 10**6:.1f} Mo".replace(".", ",")


def _by_document(citations: Sequence[Citation]) -> Iterable[list[Citation]]:
    groups: dict[str, list[Citation]] = {}
    for citation in citations:
        groups.setdefault(citation.source.document, []).append(citation)
    return groups.values()


def _quotations(citations: Sequence[Citation]) -> str:
    lines = []
    section: tuple[str, ...] | None = None
    for citation in citations:
        if citation.section != section:
            section = citation.section
            if section:
                lines.append(f"  [dim]{escape(headings(section))}[/dim]")
        quote = escape(citation.quote).replace("\n", "\n      ")
        page = f" [dim](page {citation.page})[/dim]" if citation.page else ""
        lines.append(f"  [cyan]\\[{citation.number}][/cyan] «\u202f{quote}\u202f»{page}")
    return "\n".join([*lines, f"  [dim]— {_source(citations[0].source)}[/dim]"])


def _source(source: Source) -> str:
    details = [KINDS[source.kind], escape(source.publisher), escape(source.licence)]
    if source.published:
        details.append(f"publié ou mis à jour le {french_day(source.published)}")
    lines = f"{escape(source.title)} ({escape(source.document)}) : {', '.join(filter(None, details))}"
    return f"{lines}\n    {escape(source.url)}" if source.url else lines


def _near(near: Near) -> str:
    where = place_in_it(near.section, near.page)
    return f"{_source(near.source)}\n    {escape(where)}" if where else _source(near.source)


def _contact(contact: Contact) -> str:
    return escape(contact.name) + (f" : {escape(contact.url)}" if contact.url else "")


def _hit(number: int, hit: Hit) -> str:
    where = headings((hit.title, *hit.passage.section))
    page = f", page {hit.passage.page}" if hit.passage.page else ""
    twins = f"\n   [dim]même texte dans : {escape(', '.join(hit.twins))}[/dim]" if hit.twins else ""
    text = escape(hit.text).replace("\n", "\n   ")
    about = f"{escape(hit.passage.document)}{page} ; {KINDS[hit.kind]} ; score {hit.score:.2f}"
    return f"[cyan]{number}.[/cyan] [bold]{escape(where)}[/bold]\n   [dim]{about}[/dim]\n   {text}{twins}"
