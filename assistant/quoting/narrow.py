"""The headings that narrow what stands below them, and how a sentence is told under them.

"Le permis coûte 90 €" stands under "1er véhicule du foyer": told alone, it misleads whoever asks about the third. A
heading announces ("Tarif", "Qui peut en bénéficier ?") or narrows; what is told without the words of one that narrows
is told after it, as the document writes it. So a heading taken for narrowing costs a few words, and is never false.
"""

import re
from collections.abc import Sequence
from functools import cache, reduce
from pathlib import Path

from assistant.logic.words import meaning
from index.fold import fold
from index.words import stem, surfaces

ANNOUNCING = Path(__file__).with_name("announce.fr.txt")

_LIMIT = 120
"""Characters up to which headings may stand before a sentence; with more, nobody would hear the sentence."""

_NUMBERING = re.compile(
    r"^(?:(?:titre|chapitre|section|sous-section|article|annexe|partie|livre)\b(?:\s+(?:[IVXL]+|\d+)(?:er|re|ère|e)?\b)?"
    r"|[IVX]+|\d+(?:\.\d+)*|[A-Z])\s*[.:)–—-]\s+|^\d+(?:\.\d+)+\s+",
    re.IGNORECASE,
)
_OF = " — "
_GENRE = re.compile(r"^(?:délibération|arrêté|décision n|note|compte rendu|guide|décret|circulaire)\b", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^)]*\)")
_NO_TOPIC = re.compile(
    r"^(?:article|règlement|code|loi|annuaire|glossaire|lexique|mémo|foire aux questions|faq|registre)\b", re.IGNORECASE
)
"""Titles of collections, which say nothing of what one sentence is about."""

_NAMED = 2
"""Words of a title, or half of them, from which a question or a sentence names what it is about."""

_PART = re.compile(r"^(?:titre|chapitre|section|sous-section|partie|livre)\s+[IVXL\d]", re.IGNORECASE)
_DASH = " – "
_ASKS = re.compile(
    r"^(?:qui|que|qu['’]|quoi|quel(?:le)?s?|quand|comment|combien|pourquoi|où|ce (?:que|qui|qu['’]|dont)|est-ce|à qui"
    r"|peut-on|faut-il|doit-on)\b|\?\s*»?$",
    re.IGNORECASE,
)
_SUPPOSES = re.compile(
    r"^(?:et|(?:que|comment) faire|que se passe-t-il|à qui s['’]adresser)\s+((?:si |s['’]il|en cas d).+?)\s*\?$",
    re.IGNORECASE,
)
"""A question that supposes something: "Et si la mairie ne répond pas ?"."""

_YOU = re.compile(r"^vous\b(?! (?:pouvez|devez|avez le droit))", re.IGNORECASE)
_ADVERBIAL = re.compile(
    r"^(?:(?:si|en|à|au|aux|pour|par|sur|avant|après|pendant|hors|dans|sans|chez|auprès|avec|depuis|lors|selon)\b"
    r"|(?:s|jusqu)['’])",
    re.IGNORECASE,
)
_GENERAL = re.compile(
    r"^(?:(?:dans le )?cas général|en (?:général|france|métropole)|autres? (?:cas|situations?)|pour en savoir)\b",
    re.IGNORECASE,
)
_SMALL = re.compile(
    r"^(?:(?:l|d|s|n|c|qu|lorsqu|jusqu)['’]|(?:les?|la|une?|des?|du|vous|votre|vos|si|ils?|elles?|on|cet?|cette|ces|pour"
    r"|chaque|aucune?|en|à|au|aux|dans|sans|par|sur|avec|selon|quand|lorsque|tout|toute|tous|toutes|ne|son|sa|ses|leurs?"
    r"|après|avant|pendant|depuis|hors|sauf|seuls?|seules?|certaine?s|plusieurs|que|auprès|chez|lors)(?![\w-]))",
    re.IGNORECASE,
)
"""The words that are written small after a colon or a comma; any other may be a name."""

_TELLS = re.compile(r"^[^\W\d]{3,}ez\b")
"""What to do: "appelez le", "écrivez à"."""

_DENIES = re.compile(r"\b(?:ne|pas|sans|non|hors|aucune?|sauf)\b|\bn'")
_COUNTS = re.compile(r"\d")


def narrowing(section: Sequence[str]) -> tuple[str, ...]:
    """Return the headings of a section that narrow what stands below them, as they are told, outermost first.

    Of the numbered parts of a text of law, or of a book, the last alone.
    """
    numbered = [heading for heading in section if _PART.match(heading)]
    kept = [heading for heading in section if heading not in numbered[:-1]]
    return tuple(told for heading in kept if (told := _as_told(heading)))


def untold(section: Sequence[str], text: str) -> str:
    """Return the headings that a text must be told after, in one; nothing where it says all that they say.

    "Loyers impayés" for "L'aide peut atteindre 900 €", and nothing for "Pour des loyers impayés, l'aide…".
    """
    said, lacking = text, list[str]()
    for heading in reversed(narrowing(section)):
        if not _says(said, heading):
            lacking.insert(0, heading)
            said = f"{heading} {said}"
    return reduce(_joined, lacking) if lacking else ""


def under(headings: str, text: str) -> str:
    """Tell a text after its headings: "Loyers impayés : l'aide peut…", "Si vous avez un bac, la part fixe…"."""
    if not headings:
        return text
    last = headings.rpartition(", ")[2].rpartition(_DASH)[2]
    said = f"{text[:1].lower()}{text[1:]}" if _TELLS.match(text) else _small(text)
    colon = _DASH if ": " in headings + text else "\u00a0: "
    return f"{headings}{', ' if _ADVERBIAL.match(last) else colon}{said}"


def topic_untold(question: str, title: str, text: str) -> str:
    """Return what a document is about, where neither the question nor a text names it; nothing where one does.

    Who asks about "le détail du calcul" and is told "la décision arrive dans les 15 jours" must hear: of nurseries.
    """
    topic = topic_of(title)
    about = _telling(topic)
    if not about or _COUNTS.search(topic):
        return ""
    held = {sense for word in surfaces(f"{question} {text}") for sense in _senses(word)}
    named = [word for word in about if held & _senses(word)]
    initials = any(word in surfaces(question) for aside in _ASIDE.findall(title) for word in surfaces(aside))
    return "" if initials or len(named) >= min(_NAMED, len(about) / 2) or _names(text, question) else topic


def _names(text: str, question: str) -> bool:
    """Tell whether a text begins with whom the question names: "Service Petite enfance : appelez le…"."""
    head, colon, _ = text.partition("\u00a0: ")
    return bool(colon) and set(surfaces(head)) <= set(surfaces(question))


def _telling(text: str) -> list[str]:
    return [word for word in surfaces(text) if word not in _announcing()]


def topic_of(title: str) -> str:
    """Return what the title of a document says it is about: "Délibération n° 4 : barème", "Cantine : le prix"."""
    name, colon, after = title.partition(_OF)[0].partition(" : ")
    if _NO_TOPIC.match(name):
        return ""
    said = _ASIDE.sub("", after if colon and _GENRE.match(name) else name)
    return said[:1].upper() + said[1:].rstrip(" ?.")


def is_too_long(headings: str) -> bool:
    """Tell whether headings are too long to be told before a sentence."""
    return len(headings) > _LIMIT


def _as_told(heading: str) -> str:
    """Return a heading as it is told before a sentence; nothing where it only announces."""
    said = _NUMBERING.sub("", heading.strip()).rstrip(" .:…")
    if supposed := _SUPPOSES.match(said):
        said = supposed[1]
    elif _ASKS.search(said) or _GENERAL.match(said) or _announcing().issuperset(surfaces(said)):
        return ""
    said = _YOU.sub("si vous", said)
    return said[:1].upper() + said[1:]


def _joined(outer: str, inner: str) -> str:
    small = _small(inner)
    return f"{outer}, {small}" if small != inner or inner[:1].isdigit() else f"{outer}{_DASH}{inner}"


def _says(text: str, heading: str) -> bool:
    """Tell whether a text holds all that a heading says; what counts, as it is written there."""
    flat, told = fold(text), fold(heading)
    if _COUNTS.search(told):
        return told in flat
    if _DENIES.search(told) and not _DENIES.search(flat):
        return False
    held = {sense for word in surfaces(text) for sense in _senses(word)}
    return all(held & _senses(word) for word in surfaces(heading) if word not in _announcing())


def _senses(word: str) -> set[str]:
    return {meaning(word).name, stem(word), word.removesuffix("s")}


def _small(text: str) -> str:
    return text[:1].lower() + text[1:] if _SMALL.match(text) else text


@cache
def _announcing() -> frozenset[str]:
    return frozenset(ANNOUNCING.read_text("utf-8").split())
