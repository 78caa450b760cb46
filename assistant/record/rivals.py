"""Sees what a document that speaks of the subject of a request says of something else: another aid, another item."""

import re
from collections.abc import Iterator, Mapping

from assistant.record.subject import Subject, telling, without_number
from corpus.types import Document
from index.fold import fold
from index.words import words

_LONGEST = 80
"""Characters of a line that may be a heading."""

_NUMBERED = re.compile(r"\W*(?:\d+(?:\.\d+)*|[IVX]+|[A-Za-z])\s?[.)°/-]+\s+\S[^.;:!?]*$")
_OTHER_AID = re.compile(
    r"(?:l'|la |le |les |des? |une? )?(?:aides?|primes?|bourses?|allocations?|subventions?|indemnites?|abonnements?|"
    r"prets?|cheques?|assistants?) (?:a l'|a la |a |aux? |d'|de |des |du |pour |\w+)"
)
_BODY = r"(?:[Vv]ille|[Cc]ommune|[Rr]éseau|[Mm]étropole|[Aa]gglomération|[Dd]épartement|[Rr]égion)"
_OF_SUPPLIER = re.compile(
    r"\b(?:second|deuxieme|troisieme|autres?) (?:produit|module|logiciel|outil|programme|application)s?\b|"
    r"\b(?:nos|ses|leurs|tous les|autres) (?:autres )?client(?:e|s|es)\b"
)
"""What a supplier says of the rest of its trade: another product, the figures of all its clients."""

_AMONG_OTHERS = re.compile(
    r"\b(?:dans|pour|chez) d'autres (?:villes|communes|reseaux|departements|regions|collectivites|etablissements)\b"
)
_ELSEWHERE = re.compile(rf"\b[Ll][ea] {_BODY} (?:de la |de l['’]|de |du |d['’])(?P<place>[A-ZÉÈ][\w'’-]+)")
_MINUTES = re.compile(r"\b(?:compte[- ]rendu|proces[- ]verbal|releve de decisions|seance|reunion|ordre du jour)\b")


class Rivals:
    """The headings of one document that name something else than the subject, and the names that they give it."""

    def __init__(self, document: Document, subject: Subject, *, titled: bool) -> None:
        self._subject = subject
        self.headings = _headings(document)
        known = {heading for path in self.headings.values() for heading in path}
        others = {heading for heading in known if self._is_other_aid(heading)}
        self._minutes = not titled and bool(_MINUTES.search(fold(document.title)))
        if self._minutes:
            others |= self._other_items(known)
        self._headings = frozenset(others)
        self._names = {telling(words(without_number(heading))) for heading in others if self._is_other_aid(heading)}

    @property
    def of_minutes(self) -> bool:
        """Whether they are the other items of one meeting."""
        return self._minutes

    def __bool__(self) -> bool:
        return bool(self._headings)

    def under(self, path: tuple[str, ...]) -> bool:
        """Whether a heading path leads to something else than the subject."""
        return not self._headings.isdisjoint(path)

    def named_in(self, text: str) -> bool:
        """Whether a sentence is about something else, by its name."""
        said = set(words(text))
        return not said & self._subject.stems and any(name and name <= said for name in self._names)

    def elsewhere(self, text: str) -> bool:
        """Whether a sentence is about the same thing in another territory, of all clients, or of another product."""
        folded = fold(text)
        if _AMONG_OTHERS.search(folded) or _OF_SUPPLIER.search(folded):
            return True
        place = self._subject.place
        return bool(place) and any(not place & set(words(found["place"])) for found in _ELSEWHERE.finditer(text))

    def _is_other_aid(self, heading: str) -> bool:
        own = telling(words(without_number(heading)))
        return bool(own) and not own & self._subject.stems and bool(_OTHER_AID.match(fold(without_number(heading))))

    def _other_items(self, headings: set[str]) -> set[str]:
        """Return the items of minutes that hold no word of the subject, where another does."""
        own = {heading for heading in headings if self._subject.stems & set(words(heading))}
        return headings - own if own else set()


def _headings(document: Document) -> Mapping[int, tuple[str, ...]]:
    """Return the heading path of each block by its start, with the numbered line above it that no reader saw as one."""
    return dict(_walk(document))


def _walk(document: Document) -> Iterator[tuple[int, tuple[str, ...]]]:
    heading, section = "", tuple[str, ...]()
    following = [*document.blocks[1:], None]
    for block, after in zip(document.blocks, following, strict=True):
        said = document.text[block.start : block.end]
        if block.section != section:
            heading, section = "", block.section
        followed = after is not None and after.role == "text" and after.section == section
        if followed and len(said) <= _LONGEST and _NUMBERED.match(said):
            heading = said
        yield block.start, (*section, heading) if heading else section
