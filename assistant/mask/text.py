"""Personal data out of what a person types, before anything of it is stored.

Rules over how things are written, no model: what they miss stays, and that is why what is stored is kept for a while
only. Where a number, a word or a place may be somebody's or everybody's, somebody's it is: a stored question that reads
less well costs less than a name that leaks. Laws, amounts, forms and the numbers of public services stay, or the log
would say nothing.
"""

import re
import unicodedata

from assistant.mask.names import mask_names
from assistant.mask.numbers import mask_numbers
from assistant.mask.places import mask_births, mask_places

_UNSEEN = re.compile(r"[^\S\n]|[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


def is_personal(text: str) -> bool:
    """Whether something of a text is masked."""
    return masked(text).count("[") > text.count("[")


def masked(text: str) -> str:
    """Return a text with what may say who speaks replaced by its kind: "[nom]", "[téléphone]".

    Accents are composed, signs that cannot be seen are taken out, and every space is a plain one, before and after.
    """
    text = unicodedata.normalize("NFC", text)
    text = _UNSEEN.sub(lambda sign: " " if sign[0].isspace() else "", text)
    for mask in (mask_numbers, mask_births, mask_places, mask_names):
        text = mask(text)
    return text
