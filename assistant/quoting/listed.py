"""What each algorithm is for, one quotation an entry, where a question asks which ones there are.

The rule: an entry is listed where its organisation, name, service, purpose or public hold every word that the question
says of them. Entries are those of registers, and the sections of a page on algorithms that each say what they are for:
some organisations publish their register so. What is quoted is the first sentence of the purpose; the name stands over
it, as the title of the entry or its heading. Where the question asks where they are, the sentence that gives the
address of a register comes first.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice

from assistant.addresses import URL
from assistant.asked.listing import Listing, body_of
from assistant.asked.matters import MATTERS, PURPOSE, SERVICE, Matter
from assistant.orders import gives_orders
from assistant.quoting.headed import is_named, standing_under
from assistant.quoting.needed import completed
from assistant.quoting.quote import MAX_QUOTATIONS, Quotation
from corpus.counting import count
from corpus.cut import body
from corpus.types import Block, Document, Kind, Passage, Span
from index.fold import fold
from index.search import Searcher
from index.types import Hit
from index.words import words

_ABOUT = frozenset((2, 7, 14))
"""Fields of the French inventory that say what an entry is about: service, purpose, public."""

_NAME = Matter(re.compile("(?!)"), frozenset((5,)), re.compile("(?!)"), "")
"""What is quoted of an entry that does not say its purpose: it counts as one."""

_FEWEST = 2
"""Sections of a page that each say what they are for, below which it is no register."""

_LABEL = 40
"""Characters of the words that begin a paragraph as its label: "À quoi ça sert." """

_REGISTER = re.compile(
    rf"(?=.*\b(?:registre|inventaire|liste)\b.*\balgorithmes?\b)(?=.*{URL})", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Entries that a question asks for: what is quoted of the first, and the sentence that says what is not shown."""

    quotations: Sequence[Quotation]
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """An entry: the place that says its purpose, and what names it.

    `whose` names its organisation and service; `body` is the kind of that organisation; `about` says what it is about.
    """

    quotation: Quotation
    publisher: str
    body: int | None
    whose: str
    about: str


def listed(asked: Listing, hits: Sequence[Hit], searcher: Searcher, kinds: Collection[Kind] = ()) -> Listed:
    """Return the entries asked for, in the order of the library; no quotation where there is none."""
    entries = _asked_for(asked, list(_entries(searcher, kinds)), searcher)
    if not entries:
        return Listed(quotations=(), message="")
    own = {one.publisher for one in entries} - {""}
    first = list(islice(_addresses(hits, own, searcher), 1)) if asked.place else []
    shown = entries[: MAX_QUOTATIONS - len(first)]
    return Listed(quotations=(*first, *(one.quotation for one in shown)), message=_message(entries, len(shown)))


def _addresses(hits: Sequence[Hit], publishers: Collection[str], searcher: Searcher) -> Iterator[Quotation]:
    """Yield the sentences found by which one of these publishers gives the address of its register of algorithms."""
    for hit in hits:
        document = searcher.document(hit.passage.document, hit.version)
        for sentence in hit.passage.sentences if document.provenance.publisher in publishers else ():
            said = document.text[sentence.start : sentence.end]
            if _REGISTER.match(said) and not gives_orders(said):
                yield Quotation(hit=hit, span=Span(sentence.start, sentence.end))


def _message(entries: Sequence[_Entry], shown: int) -> str:
    """Say how many there are and where the others are, where not all of them are shown."""
    if shown == len(entries):
        return ""
    hits = [one.quotation.hit for one in entries[shown:]]
    places = ["la page Registre"] if any(hit.kind == "register" for hit in hits) else []
    places += dict.fromkeys(f"«\u202f{hit.title}\u202f»" for hit in hits if hit.kind != "register")
    found = count(len(entries), "algorithme correspond", "algorithmes correspondent")
    return (
        f"{found} à cette question dans les documents dont je dispose\u00a0; en voici {shown}. "
        f"Pour voir les autres\u00a0: {', '.join(places)}."
    )


def _asked_for(asked: Listing, entries: Sequence[_Entry], searcher: Searcher) -> list[_Entry]:
    """Keep the entries of the organisation that is asked, and on the subject if there is one."""
    whose, about = (set(searcher.query(said).own) if words(said) else set() for said in (asked.whose, asked.about))
    return [
        one
        for one in _of_body(asked.body, entries)
        if whose <= set(words(one.whose)) and about <= set(words(f"{one.whose} {one.about}"))
    ]


def _of_body(wanted: int | None, entries: Sequence[_Entry]) -> Sequence[_Entry]:
    """Keep those of the kind of organisation that is asked; without any, those that do not say theirs."""
    if wanted is None:
        return entries
    of_it = [one for one in entries if one.body == wanted]
    return of_it or [one for one in entries if one.body is None]


def _entries(searcher: Searcher, kinds: Collection[Kind]) -> Iterator[_Entry]:
    """Yield the entries of the library that say what they are for."""
    for row in searcher.content.documents:
        if (kinds and row.kind not in kinds) or not (row.kind == "register" or "algorithm" in fold(row.title)):
            continue
        document = searcher.document(row.id, row.version)
        passages = searcher.passages(row.id)
        read = [_of_register(document, passages)] if row.kind == "register" else _of_page(document, passages)
        yield from (one for one in read if not _orders(document, one.quotation))


def _of_register(document: Document, passages: Sequence[Passage]) -> _Entry:
    """Return the one entry of a document of a register."""
    under = partial(standing_under, document=document, passages=passages)
    place = next(chain(under(PURPOSE), under(_NAME)), passages[0])
    spans = completed(document, place, place.sentences[0])
    said = {matter: _said(document, under(matter)) for matter in MATTERS if matter.fields & _ABOUT}
    publisher = document.provenance.publisher
    return _Entry(
        quotation=Quotation(hit=_hit(document, place), span=Span(spans[0].start, spans[-1].end)),
        publisher=publisher,
        body=body_of(publisher),
        whose=f"{publisher} {said[SERVICE]}",
        about=" ".join((document.title.removesuffix(publisher), *said.values())),
    )


def _said(document: Document, passages: Iterable[Passage]) -> str:
    return " ".join(document.text[one.start : one.end] for passage in passages for one in passage.sentences)


def _of_page(document: Document, passages: Sequence[Passage]) -> list[_Entry]:
    """Return an entry for each section that says what it is for, none where too few do."""
    found: dict[str, _Entry] = {}
    for passage in passages:
        for block in document.blocks if passage.section else ():
            if passage.start <= block.start < passage.end and (label := _purpose_label(document, block)):
                ends = [one.end for one in passage.sentences if label < one.end <= block.end]
                if ends:
                    purpose = Span(block.start, ends[0])
                    found.setdefault(passage.section[0], _section(document, passage, purpose))
    return list(found.values()) if len(found) >= _FEWEST else []


def _section(document: Document, passage: Passage, purpose: Span) -> _Entry:
    """Return a section as an entry: the title of its page may be all that says whose it is."""
    publisher = document.provenance.publisher
    return _Entry(
        quotation=Quotation(hit=_hit(document, passage), span=purpose),
        publisher=publisher,
        body=body_of(publisher or document.title),
        whose=f"{publisher} {document.title}",
        about=f"{passage.section[0]} {document.text[purpose.start : purpose.end]}",
    )


def _purpose_label(document: Document, block: Block) -> int:
    """Return where the label of a paragraph ends that names the purpose ("Finalité.", "But :"), 0 without any."""
    start = document.text[block.start : min(block.end, block.start + _LABEL)]
    at = min((at for sign in ".:" if (at := start.find(sign)) > 0), default=0)
    return block.start + at + 1 if at and is_named(start[:at].strip(), document, PURPOSE) else 0


def _orders(document: Document, quotation: Quotation) -> bool:
    return gives_orders(document.text[quotation.span.start : quotation.span.end])


def _hit(document: Document, passage: Passage) -> Hit:
    """Return a passage that its place brings, and no search."""
    return Hit(
        passage=passage,
        version=document.version,
        kind=document.kind,
        title=document.title,
        text=body(document.text, passage),
        score=1.0,
        meaning=1.0,
        words=1.0,
    )
