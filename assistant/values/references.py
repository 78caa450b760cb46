"""What sends the reader elsewhere: articles and texts of law, codes, forms, telephone numbers, addresses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.values.flat import blank
from index.words import surfaces

Sort = Literal["article", "part", "text", "code", "form", "phone", "address", "label"]


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference; two spellings of it have the same `key`."""

    start: int
    end: int
    sort: Sort
    key: str


_ADDRESS = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)[^\s<>»)]+"
    r"|(?<![\w@.])(?:[\w-]+\.)+(?:fr|com|org|eu|net|example)(?![\w.]\w|\w)(?:/[^\s<>»)]*)?"
)
_PHONE = re.compile(
    r"(?<![\d,.])(?:(?:\+|00)33\s?(?:\(0\)\s?)?|0)[1-9](?:[ .-]?\d\d){4}(?!\d)"
    r"|(?<![\d,.])0[ .]?8\d\d(?:[ .]?\d{3}){2}(?!\d)|(?<![\d,.])(?<!\d )3\d[ .]\d\d(?![ .]?\d|,\d)"
)
_FORM = re.compile(r"(?<!\d)(\d{4,5})\s?\*\s?(\d{1,2})(?!\d)|cerfa\s(?:n°?\s?|numero\s)?(\d{4,5})(?!\d)")

_NUMBER = r"\d+(?:[-.]\d+)*(?:\s?er(?![a-z]))?(?:\s(?:bis|ter|quater|quinquies|sexies|septies|octies))?(?:-\d+)*(?:\s[a-z](?![a-z'.\s]|\s(?:et|ou|du|de)))?"
_LETTER = r"[lrda](?:\s?\.|\s?\*)*\s?\*?"
_ELEMENT = re.compile(rf"(?:{_LETTER}\s?)?{_NUMBER}")
_ANCHOR = re.compile(rf"(?<![a-z])(?:articles?|art\.?)\s(?:n°\s?)?(?={_LETTER}\s?\d|\d)")
_NEXT = re.compile(r"\s?(?:,|et|ou|a|au|aux|-|;)\s?(?:(?:aux?|de|des|l'|les)\s?)?(?:articles?\s|art\.?\s)?")
_CODED = re.compile(
    rf"(?<![a-z0-9'])[lrda](?:\s?\.\s?\*?|\s?\*)?\s?\d+(?:-\d+)+(?![\w])|(?<![a-z0-9'])[lrd]\s?\.\s?\*?\s?\d+(?![\w,])"
)
_TEXT = re.compile(
    r"(?<![a-z])(loi|ordonnance|decret|arrete|reglement|directive|circulaire|deliberation|decision)s?(?![a-z])"
    r"[^\d,;.:#]{0,40}?(?:n°\s?|no\s)?(?<![\d])(\d{2,4}[-/]\d{1,5})(?:/[a-z]{2,3})?(?![\d/])"
)
_NUMBERED = re.compile(r"(?<=n°)\s?(\d{2,4}-\d{1,5})(?!\d)")
_CODE_NAMES = (
    "action administration aide assurances aviation brevet cinema civil civile collectivites commande commerce communes "
    "consommation construction defense deontologie domaine douanes education electoral electorale energie entree "
    "environnement etrangers expropriation famille fonction forestier general ges impots instruments "
    "juridictions justice minier monetaire mutualite nationalite organisation patrimoine pensions penal "
    "penale postes procedure procedures propriete recherche relations route rural sante securite sport "
    "tourisme transports travail urbanisme voirie"
).split()
_CODE = re.compile(
    rf"(?<![a-z])code\s(?:de\sla\s|de\sl'|des?\s|du\s|d'|general\sde\sla\s|general\sdes?\s|general\s)?(?:{'|'.join(_CODE_NAMES)})(?![a-z])"
    r"(?:\s(?:sociale?|publique|civile|penale|administrative|interieure|intellectuelle|routiere|monumentale))?"
)


_PART = re.compile(
    r"(?<![a-z])(livre|titre|chapitre|section|sous-section|annexe|partie|alinea|paragraphe|tome)\s(?:n°\s?)?(\d{1,2}(?![\d,])|[ivxl]+(?=er)|[ivxl]+(?![a-z']))(?:er)?(?![a-z'])"
)
_LABEL = re.compile(r"(?<![a-z0-9#])(?:[a-z]+-?\d+[a-z0-9]*|\d+[a-z]+\d*)(?![a-z0-9])")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


def references(text: str) -> list[Reference]:
    """Return the references of a flat text, in order."""
    found: list[Reference] = []
    for reader in (_addresses, _texts, _articles, _parts, _forms, _phones, _codes):
        read = list(reader(text))
        found += read
        text = blank(text, read)
    return sorted(found, key=lambda reference: reference.start)


def _addresses(text: str) -> Iterator[Reference]:
    for match in _ADDRESS.finditer(text):
        written = match[0].rstrip(".,;:!?/")
        key = re.sub(r"^https?://|^www\.", "", written).removeprefix("www.")
        yield Reference(match.start(), match.start() + len(written), "address", key)


def _texts(text: str) -> Iterator[Reference]:
    for match in _TEXT.finditer(text):
        yield Reference(match.start(), match.end(2), "text", f"{match[1]} {match[2].replace('/', '-')}")


def _articles(text: str) -> Iterator[Reference]:
    for anchor in _ANCHOR.finditer(text):
        yield from _run(text, anchor)
    for match in _CODED.finditer(text):
        yield _article(match)


def _run(text: str, anchor: re.Match[str]) -> Iterator[Reference]:
    """Yield each article of "articles L. 311-1 à L. 311-3 et R. 42"."""
    element = _ELEMENT.match(text, anchor.end())
    start: int | None = anchor.start()
    while element:
        yield _article(element, start)
        link = _NEXT.match(text, element.end())
        start = None
        several = anchor[0].startswith("articles")
        element = _ELEMENT.match(text, link.end()) if link else None
        if element and not several and element[0][0].isdigit():
            return


def _article(match: re.Match[str], start: int | None = None) -> Reference:
    key = re.sub(r"[\s.*]", "", re.sub(r"(?<=\d)\s?er$", "", match[0]))
    return Reference(match.start() if start is None else start, match.end(), "article", key)


def _parts(text: str) -> Iterator[Reference]:
    for match in _PART.finditer(text):
        number = int(match[2]) if match[2].isdigit() else _roman(match[2])
        yield Reference(match.start(), match.end(), "part", f"{match[1]} {number}")


def _roman(letters: str) -> int:
    values = [_ROMAN[letter] for letter in letters]
    return sum(-one if one < other else one for one, other in zip(values, [*values[1:], 0], strict=True))


def labels(text: str) -> Iterator[Reference]:
    """Yield the marks that mix letters and digits ("n-3", "2042C") of a flat text, all other values taken out."""
    for match in _LABEL.finditer(text):
        yield Reference(match.start(), match.end(), "label", match[0].replace("-", ""))


def _forms(text: str) -> Iterator[Reference]:
    for match in _FORM.finditer(text):
        version = f"*{int(match[2]):02d}" if match[2] else ""
        yield Reference(match.start(), match.end(), "form", (match[1] or match[3]) + version)


def _phones(text: str) -> Iterator[Reference]:
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0].replace("(0)", ""))
        key = "0" + re.sub(r"^(?:00)?33", "", digits) if match[0][0] == "+" or digits.startswith("0033") else digits
        yield Reference(match.start(), match.end(), "phone", key)


def _codes(text: str) -> Iterator[Reference]:
    for match in _CODE.finditer(text):
        yield Reference(match.start(), match.end(), "code", " ".join(surfaces(match[0])[1:]))
