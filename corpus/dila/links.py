"""What a service-public.fr sheet points at: services, forms, offices, laws, other sheets; each as a line or a card."""

from collections.abc import Iterator
from typing import NamedTuple

from corpus.dila.tree import Element
from corpus.dila.words import words
from corpus.types import Role

_FOLDERS = {
    "Particuliers": "particuliers",
    "Professionnels": "professionnels-entreprises",
    "Associations": "associations",
}


class Link(NamedTuple):
    """What the page shows of a link, and where it goes."""

    text: str
    role: Role
    url: str


def sheet_url(audience: str, id: str) -> str:
    """Address of a sheet, in the form of those that the sheets give themselves."""
    return f"https://www.service-public.fr/{_FOLDERS.get(audience, 'particuliers')}/vosdroits/{id}"


def link(element: Element, audience: str) -> Link:
    """Return what an element points at; `audience` is that of the sheet, for the links that do not say theirs."""
    match element.name:
        case "OuSAdresser":
            return Link(_card(element), "contact", _url(element.first("RessourceWeb")))
        case "ServiceEnLigne":
            kind = element.get("type").partition(" personnalis")[0]  # "Téléservice personnalisé sur SP"
            return Link(_service(element, kind or "Service en ligne"), "link", _url(element))
        case "ServiceEnLigneAnnexe":
            kind = f"{element.get('type') or 'Document'} annexe"
            return Link(_service(element, kind), "link", _url(element.first("LienWeb")))
        case "NoticeLiee":
            return Link(_notice(element), "link", _url(element))
        case "Reference" | "PourEnSavoirPlus" as name:
            role: Role = "reference" if name == "Reference" else "link"
            return Link(_line(element, "Titre", "Complement", "Source"), role, _url(element))
        case "LienExterneCommente":
            return Link(_line(element, "LienExterne", "Source"), "link", _url(element.first("LienExterne")))
        case "LienInterne":
            id = element.get("LienPublication")
            text = words(element) or f"Voir la fiche {id}"  # the choices of a guided search lead there at once
            return Link(text, "link", sheet_url(element.get("audience") or audience, id))
        case _:
            return Link(_sheet(element), "link", sheet_url(element.get("audience") or audience, element.get("ID")))


def _url(element: Element | None) -> str:
    return element.get("URL") if element else ""


def _line(element: Element, *names: str) -> str:
    return " – ".join(filter(None, (words(element.first(name)) for name in names)))


def _service(element: Element, kind: str) -> str:
    title = words(element.first("Titre"))
    named = title if title.startswith(kind) else f"{kind} : {title}"
    return " – ".join(filter(None, (named + _numbers(element), words(element.first("Source")))))


def _notice(element: Element) -> str:
    text = words(element) + _numbers(element)
    return text if text.casefold().startswith("notice") else f"Notice : {text}"


def _numbers(element: Element) -> str:
    """What to ask for at a counter: " (cerfa n°12345*01, autre numéro : 6707-SD)"."""
    cerfa, other = element.get("numerocerfa"), element.get("autrenumero")
    said = [f"cerfa n°{cerfa}"] * bool(cerfa) + [f"autre numéro : {other}"] * bool(other)
    return f" ({', '.join(said)})" if said else ""


def _sheet(element: Element) -> str:
    theme = element.first("Theme")
    title = words(element.first("Titre") or element)
    return f"{title} – {words(theme)}" if theme else title


def _card(contact: Element) -> str:
    """An office and how to reach it, one line for each thing; what a colon announces stays on its line."""
    card = _line(contact, "Titre", "Complement", "Source")
    for line in _card_lines(contact.elements("Texte")):
        card += (" " if card.endswith(":") else "\n") + line
    return card


def _card_lines(elements: Iterator[Element]) -> Iterator[str]:
    for element in elements:
        if element.name == "Titre":
            yield words(element).rstrip(" :") + " :"
        elif element.name in ("Paragraphe", "Item") or element.has_text:
            yield words(element)
        else:
            yield from _card_lines(element.elements())
