"""Folding: what remains of a text once case, accents and typography no longer tell words apart."""

import re
import unicodedata

_ACCENTS = re.compile(r"[\u0300-\u036f]+")
_SIGNS = str.maketrans({"œ": "oe", "æ": "ae", "’": "'", "‘": "'", "ʼ": "'", "′": "'", "`": "'"})


def fold(text: str) -> str:
    """Lower case, without accents, œ as oe, æ as ae, one apostrophe; "m²" is "m2", no-break spaces are spaces.

    Length changes, so offsets in a folded text mean nothing in the text.
    """
    text = text.lower()
    if text.isascii():
        return text.replace("`", "'")
    # Lower again: what NFKD takes apart may be a capital ("𝕊", "Ⅳ").
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).lower().translate(_SIGNS)
