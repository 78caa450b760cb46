"""References to the law: articles and their parts, texts by their number, codes by their name."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.values.flat import blank
from index.words import surfaces

Sort = Literal["article", "part", "text", "norm", "code", "form", "phone", "address", "label"]


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference, to the law or to anything else that has a number; two spellings of it have the same `key`."""

    start: int
    end: int
    sort: Sort
    key: str


Reader = Callable[[str], Iterable[Reference]]
"""Finds references of one sort in a flat text."""

_LETTER = r"[lrda](?:\s?[.*])*\s?"
_LATIN = r"(?:bis|ter|quater|quinquies|sexies|septies|octies)"
_NUMBER = rf"\d+(?:[-.]\d+)*(?:\s?er(?![a-z]))?(?:\s{_LATIN})?(?:-\d+)*(?:\s[a-h](?=[,.;:)]|$|\s(?:du|de|et|ou)\s))?"
_ELEMENT = re.compile(rf"(?:{_LETTER})?{_NUMBER}")
_ANCHOR = re.compile(rf"(?<![a-z])(?:article|art)(?P<several>s)?\.?\s(?:n°\s?)?(?=(?:{_LETTER})?\d)")
_LAST = re.compile(r"(.*?)(\d{1,4})")
_LONGEST_RUN = 200
_NEXT = re.compile(r"\s?(?:,|;|et|ou|a|aux?|-)\s?(?:(?:aux?|des?|l'|les)\s?)?(?:(?:articles?|art\.?)\s)?")
_CODED = re.compile(r"(?<![a-z0-9'])(?:[lrda](?:\s?[.*])*\s?\d+(?:-\d+)+(?!\w)|[lrd]\s?\.(?:\s?\*)?\s?\d+(?![\w,]))")
_PART = re.compile(
    r"(?<![a-z])(livre|titre|chapitre|sous-section|section|annexe|partie|alinea|paragraphe|tome)s?\s(?:n°\s?)?(?=[\divxl])"
)
_RANK = re.compile(
    r"(?:(\d{1,2})(?![\d,])|([ivxl]+)(?=er|[^a-z']|$))(?:er(?![a-z]))?(?:(?:,\s|\set\s)(?=\d|[ivxl]+(?:er)?[^a-z']))?"
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_MARK = re.compile(r"(?<![\d,.])\d{1,2}°(?!\s?c(?![a-z]))")
_TEXT = re.compile(
    r"(?<![a-z])(loi|ordonnance|decret|arrete|reglement|directive|circulaire|deliberation|decision)s?(?![a-z])"
    r"(?:(?!(?<![a-z])art(?:icles?)?[\s.])[^\d,;.:#]){0,40}?(?<![lrd\d])(\d{2,4}[-/]\d{1,5})(?:/[a-z]{2,3})?(?![\d/])"
)
_NORM = re.compile(r"(?<![a-z])(?:(?:un|une|par|cet|simple)\s|[ld]')(arrete|decret|circulaire|ordonnance)s?(?![a-z])")
_CODES = (
    "action|administration|aide|assurances|aviation|brevet|cinema|civile?|collectivites|commande|commerce|communes"
    "|consommation|construction|defense|deontologie|domaine|douanes|education|electorale?|energie|entree|environnement"
    "|expropriation|famille|fonction|forestier|impots|juridictions|justice|minier|monetaire|mutualite|nationalite"
    "|organisation|patrimoine|pensions|penale?|postes|procedures?|propriete|recherche|relations|route|rural|sante"
    "|securite|sport|tourisme|transports|travail|urbanisme|voirie"
)
_CODE = re.compile(
    rf"(?<![a-z])code\s(?:general\s)?(?:de\sla\s|de\sl'|des?\s|du\s)?(?:{_CODES})(?![a-z])"
    r"(?:\s(?:sociale?|publique|civile|penale|administrative|interieure|intellectuelle|routiere|territoriales))?"
)


def legal(text: str) -> list[Reference]:
    """Return the references of a flat text to the law, in order."""
    return in_turn(text, _READERS)


def in_turn(text: str, readers: Iterable[Reader]) -> list[Reference]:
    """Return what each finds in what the ones before have left of a flat text, in the order of the text."""
    found: list[Reference] = []
    for reader in readers:
        read = list(reader(text))
        found += read
        text = blank(text, read)
    return sorted(found, key=lambda reference: reference.start)


def _texts(text: str) -> Iterator[Reference]:
    for match in _TEXT.finditer(text):
        yield Reference(match.start(), match.end(2), "text", f"{match[1]} {match[2].replace('/', '-')}")


def _norms(text: str) -> Iterator[Reference]:
    for match in _NORM.finditer(text):
        yield Reference(match.start(1), match.end(), "norm", match[1])


def _announced(text: str) -> Iterator[Reference]:
    end = 0
    for anchor in _ANCHOR.finditer(text):
        for article in _run(text, anchor) if anchor.start() >= end else ():
            yield article
            end = article.end


def _run(text: str, anchor: re.Match[str]) -> Iterator[Reference]:
    """Yield each article of "articles L. 311-1 à L. 311-3 et R. 42", those between the first two too."""
    start, element = anchor.start(), _ELEMENT.match(text, anchor.end())
    while element:
        article = _article(element, start)
        yield article
        link = _NEXT.match(text, element.end())
        element = _ELEMENT.match(text, link.end()) if link else None
        if link is None or element is None or (element[0][0].isdigit() and not anchor["several"]):
            return
        start = element.start()
        if link[0].split()[:1] == ["a"]:
            yield from _between(article, _article(element, start))


def _between(first: Reference, last: Reference) -> Iterator[Reference]:
    """Yield the articles that "L. 221-4 à L. 221-6" names without writing them."""
    one, other = _LAST.fullmatch(first.key), _LAST.fullmatch(last.key)
    if one and other and one[1] == other[1] and int(other[2]) - int(one[2]) <= _LONGEST_RUN:
        for number in range(int(one[2]) + 1, int(other[2])):
            yield Reference(last.start, last.end, "article", f"{one[1]}{number}")


def _coded(text: str) -> Iterator[Reference]:
    for match in _CODED.finditer(text):
        yield _article(match, match.start())


def _article(match: re.Match[str], start: int) -> Reference:
    key = re.sub(r"[\s.*]", "", re.sub(r"(?<=\d)\s?er$", "", match[0]))
    return Reference(start, match.end(), "article", key)


def _parts(text: str) -> Iterator[Reference]:
    for match in _PART.finditer(text):
        start, rank = match.start(), _RANK.match(text, match.end())
        while rank:
            number = int(rank[1]) if rank[1] else _roman(rank[2])
            yield Reference(start, rank.end(), "part", f"{match[1]} {number}")
            start = rank.end()
            rank = _RANK.match(text, start) if rank[0][-1] == " " else None
    for match in _MARK.finditer(text):
        yield Reference(match.start(), match.end(), "part", match[0])


def _roman(letters: str) -> int:
    values = [_ROMAN[letter] for letter in letters]
    return sum(-one if one < other else one for one, other in zip(values, [*values[1:], 0], strict=True))


def _codes(text: str) -> Iterator[Reference]:
    for match in _CODE.finditer(text):
        key = " ".join(word for word in surfaces(match[0]) if word not in ("code", "general"))
        yield Reference(match.start(), match.end(), "code", key)


_READERS: tuple[Reader, ...] = (_texts, _norms, _announced, _coded, _parts, _codes)
