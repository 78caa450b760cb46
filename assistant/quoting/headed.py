"""What stands under a heading that is wholly the name of what is asked, in a document on what it is asked about.

A model that reads a question with a passage makes little of "Données traitées" for "quelles données…": nearly half of
the plainest questions on an entry were refused (evals/LOG.md). Where title and heading say between them all that the
question says, the place answers, and no model is asked.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from assistant.asked.matters import Matter, distinct, matters_of
from assistant.asked.question import Question
from assistant.quoting.quote import Candidate, sentences
from assistant.record.finding.headed import announces
from assistant.record.finding.subject import without_number
from corpus.register.fields import vocabularies
from corpus.types import Document, Passage, Sentence
from index.fold import fold
from index.search import Searcher
from index.types import Hit
from index.words import words

_TITLED = 0.5
"""Share of the words asked about, weighed by rarity, that the title must hold; text and headings must hold the rest."""

_ABOUT = 0.5
"""Share of its own words that the title of a sheet must have from the question, where another is titled with all that
is asked about: "contester une amende" asks of no one of the sheets on fines. An entry is titled at length."""

_ALL = 1 - 1e-6
_DOCUMENTS = 2
"""Where more of them are as near, the question names no one thing."""

_PASSAGES = 3
"""Passages that are shown whole, or not at all."""

_SHORT = 700
"""Characters of a part of a sheet that is read at a glance; from a longer one, a model that reads chooses."""

Share = Callable[[str], float]
"""How much a text holds of the words that a matter is asked about, weighed by rarity."""


class _Place(NamedTuple):
    """Passages of one document that say a matter by where they stand, each with only the sentences that do.

    `name` is what they are about: the title, and the headings over theirs.
    """

    hit: Hit
    passages: Sequence[Passage]
    name: str


def by_place(question: Question, hits: Sequence[Hit], searcher: Searcher) -> list[Candidate]:
    """Return the sentences that answer by their place, in the order of the search.

    A place is quoted whole: a sentence taken out of it may lose what it speaks of, and one row says not what others do.
    None unless every matter that the question asks for is found so.
    """
    documents = by_document(hits)
    chosen: list[Candidate] = []
    for matter, about in matters_of(question.spelled):
        query = searcher.query(about)
        share = partial(searcher.overlap, query)
        places = [place for hit in documents for place in _places(matter, hit, searcher)]
        kept = _nearest([place for place in places if _holds_all(place, searcher, share)], share)
        alone = sum(share(hit.title) > _ALL for hit in documents) < _DOCUMENTS
        named = [place for place in kept if place.hit.kind == "register" or alone or _is_about(place, question)]
        if not (query.own and 0 < len(named) <= _DOCUMENTS):
            return []
        chosen += (candidate for place in named for candidate in _candidates(question, place, searcher))
    return list(_once(chosen))


def _places(matter: Matter, hit: Hit, searcher: Searcher) -> Iterator[_Place]:
    """Yield what says a matter in a document: all of an entry is about one thing, of a page what one heading holds."""
    document = searcher.document(hit.passage.document, hit.version)
    entry = document.kind == "register"
    groups: dict[tuple[str, ...], list[Passage]] = {}
    for passage in standing_under(matter, document, searcher.passages(document.id)):
        groups.setdefault(() if entry else passage.section[:-1], []).append(passage)
    # An entry is titled with its publisher, whose name says nothing of it: "action sociale" is no social housing.
    title = hit.title.removesuffix(document.provenance.publisher)
    for path, passages in groups.items():
        short = entry or sum(one.end - one.start for one in passages) <= _SHORT
        if short and len(passages) <= _PASSAGES:
            yield _Place(hit, passages, " ".join((title, *path)))


def _holds_all(place: _Place, searcher: Searcher, share: Share) -> bool:
    """Tell whether a place is named by most of what is asked about, and it and its text hold all of it."""
    document = searcher.document(place.hit.passage.document, place.hit.version)
    return share(place.name) >= _TITLED and share(" ".join(_words(document, place.passages))) > _ALL


def _nearest(places: Sequence[_Place], share: Share) -> list[_Place]:
    """Keep those whose names hold the most: "logement" alone is in many."""
    best = max((share(place.name) for place in places), default=0.0)
    return [place for place in places if share(place.name) > best * _ALL]


def _is_about(place: _Place, question: Question) -> bool:
    """Tell whether the name of a place says little else than the question."""
    asked = set(words(question.spelled))
    own = set(words(distinct(fold(place.name))))
    return bool(own) and sum(word in asked for word in own) >= _ABOUT * len(own)


def by_document(hits: Iterable[Hit]) -> list[Hit]:
    """Return the best hit of each document, best first."""
    best: dict[str, Hit] = {}
    for hit in hits:
        best.setdefault(hit.passage.document, hit)
    return list(best.values())


def standing_under(matter: Matter, document: Document, passages: Iterable[Passage]) -> Iterator[Passage]:
    """Yield the passages whose last heading is the name of a matter, and the fields whose label is, cut to these."""
    for passage in passages:
        if passage.section and is_named(passage.section[-1], document, matter):
            yield passage
            continue
        fields = tuple(one for one in passage.sentences if _is_field(document, one, matter))
        if fields:
            yield replace(passage, sentences=fields)


def is_named(heading: str, document: Document, matter: Matter) -> bool:
    """Tell whether a heading, or the label of a field, is wholly the name of a matter: "Objet" is one in an entry."""
    if document.kind == "register" and any(one.rank[1] in matter.fields for one in vocabularies()[0].find(heading)):
        return True
    return bool(matter.headings.fullmatch(fold(without_number(heading)))) or announces(heading, matter.key)


def _is_field(document: Document, sentence: Sentence, matter: Matter) -> bool:
    label, colon, _ = document.text[sentence.start : sentence.end].partition(" :")
    return bool(colon) and sentence.role in ("field", "contact", "reference") and is_named(label, document, matter)


def _words(document: Document, standing: Iterable[Passage]) -> Iterator[str]:
    """Yield the texts that may name what is asked about: an entry is all about one thing, other documents are not."""
    yield document.title
    if document.kind == "register":
        yield document.text
    for passage in standing:
        yield from passage.section
        yield document.text[passage.start : passage.end]


def _candidates(question: Question, place: _Place, searcher: Searcher) -> list[Candidate]:
    """Return the sentences of a place as candidates that mean all that is asked, in the order of the page."""
    hits = [replace(place.hit, passage=passage) for passage in place.passages]
    found = sentences(question, hits, lambda hit: searcher.document(hit.passage.document, hit.version), lambda _: 1.0)
    return sorted((replace(one, meaning=1.0) for one in found), key=lambda one: one.sentence.start)


def _once(chosen: Iterable[Candidate]) -> Iterator[Candidate]:
    seen = set()
    for one in chosen:
        place = (one.hit.passage.document, one.sentence.start)
        if place not in seen:
            seen.add(place)
            yield one
