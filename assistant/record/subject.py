"""What a request names, and what names it in a document: its words, without those of any request."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from index.fold import fold
from index.words import stem, words

_ANY_REQUEST = frozenset(
    words(
        """rédige rédiger rédaction prépare préparer écris écrire fais faire établis établir remplis remplir complète
        brouillon fiche fiches registre inventaire algorithme algorithmes algorithmique traitement traitements décision
        décisions calcul calculer calcule attribution attribuer montant aide aides demande demandes document documents
        règlement article articles section public publics publique administration commune ville service services dossier
        personne personnes prestation dispositif publication publier présentation explique expliquer mention entrée page
        condition conditions modalité modalités voudrais besoin merci nouveau nouvelle france"""
    )
)
"""Stems that say nothing of which algorithm is meant."""

_OPENING = re.compile(
    r"^\W*(?:(?:merci de |peux-tu |pouvez-vous |je (?:veux|voudrais) |il (?:me )?faut )?"
    r"(?:r[ée]dige[rz]?|pr[ée]pare[rz]?|[ée]cri(?:re|s|vez)|fai(?:s|re|tes)|[ée]tabli(?:s|r|ssez)|rempli(?:s|r|ssez)|"
    r"cr[ée]e[rz]?)?(?:-(?:moi|nous))?\s*)?(?:(?:une?|la|le)\s+)?(?:fiche|entr[ée]e|brouillon|notice|page)"
    r"(?: (?:d'inventaire|d’inventaire|du registre|de registre|d'algorithme|d’algorithme))*"
    r"\s+(?:pour|sur|de|du|des|d'|d’|concernant|relative? (?:à|au|aux))\s*",
    re.IGNORECASE,
)
_DETERMINER = re.compile(
    r"^(?:l'algorithme (?:de|du|des|d')|l’algorithme (?:de|du|des|d’)|les?|la|l'|l’)\s*", re.IGNORECASE
)
_PLACE = re.compile(r"\W*(\d+(?:\.\d+)+)")
_QUOTED = re.compile(r"«\s*([^«»]+?)\s*»|\"([^\"]+)\"|“([^“”]+)”")
_PROPER = re.compile(r"(?<=\w\s)[A-ZÉÈÀ][\w-]+|^[A-ZÉÈÀ][\w-]+(?=\s[A-ZÉÈÀ]|$)|\b\w*[a-z][A-Z]\w*\b")
_NUMBER = re.compile(
    r"^\W*(?:(?:article|annexe|chapitre|titre|section|partie)\s+)?"
    r"(?:\d+(?:\s?\.\s?\d+)+\s?[./):°-]*|(?:\d+|[IVX]+|[a-zA-Z])\s?[./):°-]+)?\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a request is about.

    `name` is how it calls it; `stems` tell it from other subjects; `proper` are those of its proper names. A request
    that names nothing has no stems: everything is about it.
    """

    name: str
    stems: frozenset[str]
    proper: frozenset[str]

    def share(self, text: str) -> float:
        """Return the share of the stems that a text holds; 1 when there are none."""
        return len(self.stems & set(words(text))) / len(self.stems) if self.stems else 1.0

    def named_by(self, heading: str) -> frozenset[str]:
        """Return the stems of a heading or a cell that is a name of the subject, or nothing when it names another.

        "Paris Logement Familles" is no name of Paris Logement, and "Logement" alone is none either.
        """
        own = telling(words(without_number(heading)))
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


def telling(found: Iterable[str]) -> frozenset[str]:
    """Keep the stems that tell one subject from another."""
    return frozenset(word for word in found if word not in _ANY_REQUEST and not word.isdigit())


def without_number(heading: str) -> str:
    """Return a heading without what numbers it: "2.1 PARIS LOGEMENT", "Article 43. Participation", "a/ NATURE"."""
    return _NUMBER.sub("", heading).strip(" .:-–")


def number_of(heading: str) -> str:
    """Return what numbers a heading: "2.1"; empty when nothing does, or one figure alone."""
    found = _PLACE.match(heading)
    return found[1] if found else ""
