"""What a request names, and what names it in a document: its words, without those of any request."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from corpus.types import Document
from index.fold import fold
from index.words import stem, words

CAPITAL = "[A-ZÀÂÇÉÈÊËÎÏÔÙÛÜŒ]"
"""What a proper name begins with."""

_ANY_REQUEST = frozenset(
    words(
        """rédige rédiger rédaction prépare préparer écris écrire fais faire établis établir remplis remplir complète
        brouillon fiche fiches registre inventaire algorithme algorithmes algorithmique traitement traitements décision
        décisions calcul calculer calcule attribution attribuer montant aide aides demande demandes document documents
        règlement article articles section public publics publique administration commune ville service services dossier
        outil outils logiciel application programme module personne personnes prestation dispositif
        publication publier présentation explique expliquer mention entrée page
        condition conditions modalité modalités allocation allocations voudrais besoin merci nouveau nouvelle france"""
    )
)
"""Stems that say nothing of which algorithm is meant."""

_OPENING = re.compile(
    r"^\W*(?:(?:merci de |peux-tu |pouvez-vous |je (?:veux|voudrais) |il (?:me )?faut )?"
    r"(?:r[ée]dige[rz]?|pr[ée]pare[rz]?|[ée]cri(?:re|s|vez)|fai(?:s|re|tes)|[ée]tabli(?:s|r|ssez)|rempli(?:s|r|ssez)|"
    r"cr[ée]e[rz]?)?(?:-(?:moi|nous))?\s*)?(?:(?:une?|la|le)\s+)?(?:fiche|entr[ée]e|brouillon|notice|page)"
    r"(?: (?:d'inventaire|d’inventaire|du registre|de registre|d'algorithme|d’algorithme))*"
    r"\s+(?:(?:pour|sur|de|du|des|concernant|relative? (?:à|au|aux))\s+|d['’]\s*)",
    re.IGNORECASE,
)
_DETERMINER = re.compile(r"^(?:l['’]algorithme (?:(?:de|du|des)\s+|d['’]\s*)|(?:les?|la)\s+|l['’]\s*)", re.IGNORECASE)
_NUMBERED = re.compile(r"\W*(\d+(?:\.\d+)+)")
_OF_A_PLACE = re.compile(
    r"\s(?:(?:de|à|par|dans) la |(?:de|par|à) l['’]|(?:par|dans) le |du |des |de |d['’]|à |au |aux )"
    r"(?:(?:[Vv]ille|[Cc]ommune|[Mm][ée]tropole|[Rr][ée]gion|[Cc]ommunaut[ée] \w+|[Dd][ée]partement|[Ss]yndicat \w+)"
    r"(?: de la | de l['’]| du | des | de | d['’]| ))?"
    rf"(?P<place>{CAPITAL}[\w'’]*[a-zà-ÿ][\w'’-]*(?: (?:{CAPITAL}[\w'’-]*|sur|lès|en|sous|le|la|les))*)\s*$"
)
_TERRITORY = (
    r"\b(?:ville|commune|mairie|conseil municipal|metropole|departement|region|communaute|syndicat|agglomeration)"
    r"(?: (?:mixte|urbaine|intercommunal|des? \w+|d'agglomeration|de la \w+|du \w+)){0,2} (?:de la |de l'|du |des |"
    r"de |d')?"
)
_QUOTED = re.compile(r"«\s*([^«»]+?)\s*»|\"([^\"]+)\"|“([^“”]+)”")
_PROPER = re.compile(rf"(?<=\w\s){CAPITAL}[\w-]+|^{CAPITAL}[\w-]+(?=\s{CAPITAL}|$)|\b\w*[a-z][A-Z]\w*\b")
_NUMBER = re.compile(
    r"^\W*(?:(?:article|annexe|chapitre|titre|section|partie|volet|fiche|livre)\s+)?"
    r"(?:\d+(?:\s?\.\s?\d+)+\s?[./):°-]*|(?:(?:\d+|[IVX]+)(?:er|[èe]re|\s?bis|\s?ter)?|[a-zA-Z])\s?[./):°–—-]+)?\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a request is about.

    `name` is how it calls it; `stems` tell it from other subjects; `proper` are those of its proper names, `place`
    those of the territory where it is: they tell nothing, all documents of a town name it. A request that names nothing
    has no stems: everything is about it.
    """

    name: str
    stems: frozenset[str]
    proper: frozenset[str]
    place: frozenset[str] = frozenset()

    def share(self, text: str) -> float:
        """Return the share of the stems that a text holds; 1 when there are none."""
        return len(self.stems & set(words(text))) / len(self.stems) if self.stems else 1.0

    def named_by(self, heading: str) -> frozenset[str]:
        """Return the stems of a heading or a cell that is a name of the subject, or nothing when it names another.

        "Paris Logement Familles" is no name of Paris Logement, and "Logement" alone is none either.
        """
        own = stems_of(heading)
        if not own or not own <= self.stems:
            return frozenset()
        return own if len(own) > 1 or own in (self.stems, self.proper) else frozenset()


def read_subject(request: str) -> Subject:
    """Read a request: "Rédige la fiche de l'aide Paris Logement" is about Paris Logement."""
    quoted = _QUOTED.search(request)
    name = next(filter(None, quoted.groups())) if quoted else _OPENING.sub("", request.strip())
    name = _DETERMINER.sub("", name).strip(" .:;,!?")
    stems = telling(words(name))
    proper = {stem(fold(word)) for word in _PROPER.findall(name)} & stems
    return Subject(name=name, stems=stems, proper=frozenset(proper))


def located(subject: Subject, documents: Iterable[Document]) -> Subject:
    """Tell the subject from the territory where it is, if a document says that its last name is one."""
    found = _OF_A_PLACE.search(subject.name)
    place = telling(words(found["place"])) - telling(words(subject.name[: found.start()])) if found else frozenset()
    if not found or not place or not subject.stems - place:
        return subject
    territory = re.compile(_TERRITORY + r"\W+".join(map(re.escape, re.findall(r"\w+", fold(found["place"])))))
    if not any(territory.search(fold(document.text)) for document in documents):
        return subject
    return replace(subject, stems=subject.stems - place, proper=subject.proper - place, place=place)


def telling(found: Iterable[str]) -> frozenset[str]:
    """Keep the stems that tell one subject from another."""
    return frozenset(word for word in found if word not in _ANY_REQUEST and not word.isdigit())


def stems_of(heading: str) -> frozenset[str]:
    """Return the stems of a heading that tell it from others, its number left out."""
    return telling(words(without_number(heading)))


def without_number(heading: str) -> str:
    """Return a heading without what numbers it: "2.1 PARIS LOGEMENT", "Article 43. Participation", "a/ NATURE"."""
    return _NUMBER.sub("", heading).strip(" .:-–")


def number_of(heading: str) -> str:
    """Return what numbers a heading: "2.1"; empty when nothing does, or one figure alone."""
    found = _NUMBERED.match(heading)
    return found[1] if found else ""
