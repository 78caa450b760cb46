"""What has a number of its own: the law, forms, telephones, addresses, marks that mix letters and digits."""

import re
from collections.abc import Iterator

from assistant.addresses import MAIL
from assistant.values.law import Reader, Reference, in_turn, legal

_ADDRESS = re.compile(
    rf"{MAIL}|(?:https?://|www\.)[^\s<>»)]+"
    r"|(?<![\w@.-])(?:[\w-]+\.)+(?:fr|com|org|eu|net|example)(?![\w.]\w|\w)(?:/[^\s<>»)]*)?"
)
_SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?")
_PHONE = re.compile(
    r"(?<![\d,.])(?:(?:(?:\+|00)33\s?(?:\(0\)\s?)?|0)[1-9](?:[ .-]?\d\d){4}(?!\d)"
    r"|0[ .]?8\d\d(?:[ .]?\d{2,3}){2,3}(?!\d)|(?<!\d )3\d[ .]\d\d(?![ .]?\d|,\d))"
)
_ABROAD = re.compile(r"(?<!\d)(?:\+|00)33\s?(?:\(0\))?\s?")
_FORM = re.compile(r"(?<!\d)(\d{4,5})\s?[*#]\s?(\d{1,2})(?!\d)|cerfa\s(?:n°?\s?|numero\s)?(\d{4,5})(?!\d)")
_LABEL = re.compile(r"(?<![a-z0-9#])(?:[a-z]+(?:[-_]|\s?\+\s?)?\d+[a-z0-9]*|\d+[a-z]+\d*)(?![a-z0-9])")


def references(text: str) -> list[Reference]:
    """Return the references of a flat text, in order."""
    return in_turn(text, _READERS)


def labels(text: str) -> Iterator[Reference]:
    """Yield the marks that mix letters and digits ("n-3", "2042C") in a flat text, all other values taken out."""
    for match in _LABEL.finditer(text):
        yield Reference(match.start(), match.end(), "label", re.sub(r"[-+_\s]", "", match[0]))


def dialled(text: str) -> str:
    """Return a flat text with its telephone numbers as they are dialled from France, without spaces or dots."""
    return re.sub(r"[\s.-]", "", _ABROAD.sub("0", text))


def _addresses(text: str) -> Iterator[Reference]:
    for match in _ADDRESS.finditer(text):
        written = match[0].rstrip(".,;:!?/")
        yield Reference(match.start(), match.start() + len(written), "address", _SCHEME.sub("", written))


def _forms(text: str) -> Iterator[Reference]:
    for match in _FORM.finditer(text):
        version = f"*{int(match[2]):02d}" if match[2] else ""
        yield Reference(match.start(), match.end(), "form", (match[1] or match[3]) + version)


def _phones(text: str) -> Iterator[Reference]:
    for match in _PHONE.finditer(text):
        yield Reference(match.start(), match.end(), "phone", dialled(match[0]))


_READERS: tuple[Reader, ...] = (_addresses, legal, _forms, _phones)
