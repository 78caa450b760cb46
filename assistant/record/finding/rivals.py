"""Sees what a document that speaks of the subject of a request says of something else: another aid, another item."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Literal

from assistant.record.finding.run_in import Labels
from assistant.record.finding.subject import CAPITAL, Subject, stems_of, telling, without_number
from corpus.types import Document
from index.fold import fold
from index.words import words

Gender = Literal["feminine", "masculine"]
"""Of the pronoun that may stand for what a sentence is about."""

_EITHER = frozenset[Gender](("feminine", "masculine"))

_HALF = 0.5
_LONGEST = 80
"""Characters of a line that may be a heading."""

_AFTERWARDS = re.compile(r"\s?:\s|\s[–—-]\s")
"""After the name in a heading: "Coup de pouce : contrôles"."""

_NUMBERED = re.compile(r"\W*(?:\d+(?:\.\d+)*|[IVX]+|[A-Za-z])\s?[.)°/-]+\s+\S[^.;:!?]*$")
"""A line that may be a heading which no reader saw: stricter than what may number one that is known for a heading."""

_OTHER_AID = re.compile(
    r"(?:l'|la |le |les |des? |une? )?(?:aides?|primes?|bourses?|allocations?|subventions?|indemnites?|abonnements?|"
    r"prets?|cheques?|assistants?) (?:a l'|a la |a |aux? |d'|de |des |du |pour |\w+)"
)
_OF_SUPPLIER = re.compile(
    r"\b(?:second|deuxieme|troisieme|autres?) (?:produit|module|logiciel|outil|programme|application)s?\b|"
    r"\b(?:nos|ses|leurs|tous les|autres) (?:autres )?client(?:e|s|es)\b"
)
"""What a supplier says of the rest of its trade: another product, the figures of all its clients."""

_AMONG_OTHERS = re.compile(
    r"\b(?:dans|pour|chez) d'autres (?:villes|communes|reseaux|departements|regions|collectivites|etablissements)\b"
)
_OF = r"(?:de la |de l['’]|(?<!éseau )des |de |du |d['’])"
_NAME = rf"{CAPITAL}[\w'’-]+(?: (?:{_OF}|sur |lès |en |sous |et |la |les? )?{CAPITAL}[\w'’-]+)*"
_ADJECTIVE = r"\w+(?:able|ible|ique|enne|ale|elle|ive|aire|euse|ée)(?![\w-])"
_ELSEWHERE = re.compile(
    r"\b(?:[Ll][ea] |[Ll]['’])(?:"
    r"(?:(?P<feminine>[Vv]ille|[Cc]ommune|[Mm]étropole|[Aa]gglomération|[Rr]égion|[Uu]niversité|"
    r"[Cc]ommunauté (?:d['’]agglomération|de communes|urbaine))|"
    rf"[Rr]éseau|[Dd]épartement|[Ss]yndicat|[Cc]entre hospitalier) {_OF}(?P<place>{_NAME})|"
    rf"(?:[Rr]égion|[Mm]étropole) (?!{_ADJECTIVE})(?P<alone>{_NAME})(?![\w'’-]| d[eu'’]| {CAPITAL}))"
)
"""A body with its whole name: "l'université de Montpellier Paul-Valéry", "la Région Île-de-France".

Without preposition, a department is a part of an administration as often as a territory, "le Département Solidarités",
and an adjective names none: "la Région Académique".
"""

_MINUTES = re.compile(r"\b(?:compte[- ]rendu|proces[- ]verbal|releve de decisions|seance|reunion|ordre du jour)\b")


class Rivals:
    """The headings of one document that name something else than the subject, and the names that they give it."""

    def __init__(self, document: Document, subject: Subject, *, titled: bool) -> None:
        self._subject = subject
        self.headings = _headings(document)
        self.labels = Labels(document)
        known = {heading for path in self.headings.values() for heading in path}
        aids = {heading for heading in known if self._is_other_aid(heading)}
        alike = set(self._namesakes())
        others = aids | {heading for heading, _ in alike} | self._other_entries()
        self._minutes = not titled and bool(_MINUTES.search(fold(document.title)))
        if self._minutes:
            others |= self._other_items(known)
        self._headings = frozenset(others)
        self._names = {stems_of(heading) for heading in aids}
        self._beside = {(frozenset(_telling(heading)), own) for heading, own in alike}

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
        if any(name <= said and not own <= said for name, own in self._beside):
            return True
        return not said & self._subject.stems and any(name <= said for name in self._names)

    def elsewhere(self, text: str) -> frozenset[Gender]:
        """Tell whether a sentence is about the same thing in another territory, of all clients, or of another product.

        Return the genders of what it speaks of: none when it is about nothing else.
        """
        folded = fold(text)
        if _AMONG_OTHERS.search(folded) or _OF_SUPPLIER.search(folded):
            return _EITHER
        found = _ELSEWHERE.finditer(text) if self._subject.place else ()
        return frozenset(_gender(body) for body in found if self._is_away(body))

    def _is_away(self, body: re.Match[str]) -> bool:
        """Whether nothing in the name of a body is of the place of the subject."""
        return not self._subject.place & set(words(body["place"] or body["alone"]))

    def _is_other_aid(self, heading: str) -> bool:
        own = stems_of(heading)
        return bool(own) and not own & self._subject.stems and _names_an_aid(heading)

    def _namesakes(self) -> Iterator[tuple[str, frozenset[str]]]:
        """Yield the headings that begin as one that names the subject, at its depth, and end otherwise, with that name.

        "Coup de pouce Stage" beside "Coup de pouce Club"; of one word in common, only what is an aid: "Tarif réduit"
        beside "Tarif de la cantine" is a part of it.
        """
        paths = {path[: at + 1] for path in self.headings.values() for at in range(len(path))}
        names = {(len(path), tuple(_telling(path[-1]))) for path in paths if self._subject.named_by(path[-1])}
        for path in paths:
            said = _telling(path[-1])
            enough = 1 if _names_an_aid(path[-1]) else 2
            for depth, name in names:
                alike = enough <= _begun_alike(name, said) < len(name)
                if alike and depth == len(path) and not self._subject.stems.issuperset(said):
                    yield path[-1], frozenset(name)

    def _other_entries(self) -> set[str]:
        """Return the headings of the entries that name the subject less than another of the register does."""
        shares = {section: self._subject.share(" ".join(section)) for section in self.labels.entries if section}
        best = max(shares.values(), default=0.0) if self._subject.stems else 0.0
        return {section[-1] for section, share in shares.items() if _HALF < best > share}

    def _other_items(self, headings: set[str]) -> set[str]:
        """Return the items of minutes that hold no word of the subject, where another does."""
        own = {heading for heading in headings if self._subject.stems & set(words(heading))}
        return headings - own if own else set()


def _names_an_aid(heading: str) -> bool:
    return bool(_OTHER_AID.match(fold(without_number(heading))))


def _begun_alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words two names have in common before they part."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _telling(heading: str) -> list[str]:
    """Return the stems of a heading that tell it from others, in order, up to what it says of it."""
    said = words(_AFTERWARDS.split(without_number(heading))[0])
    kept = telling(said)
    return [word for word in said if word in kept]


def _gender(body: re.Match[str]) -> Gender:
    return "feminine" if body["feminine"] or body["alone"] else "masculine"


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
