"""How an address is written in a text, on the web or of a mailbox, for whatever finds one or makes a link of it."""

import re
from urllib.parse import urlsplit

URL = r"https?://[^\s<>\"«»]*[^\s<>\"'«».,;:!?)\]]"
"""Pattern of a web address: neither what ends a sentence nor what closes a quotation or brackets is its last sign."""

MAIL = r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+"
"""Pattern of a mail address; it begins where a run of letters does, or long runs would be read over and over."""

PHONE = r"(?<!\d)0[1-9](?:[ .]?\d\d){4}(?!\d)|(?<!\d)3\d(?: ?\d\d)(?!\d)"
"""Pattern of a French telephone number, of ten figures or of four."""

_STREET = r"rue|avenue|place|boulevard|bd|allée|chemin|quai|cours|impasse|square|route|esplanade|CS|BP"
_TOWN = r"[A-ZÀ-Ü][\w’'-]*(?:[ -][A-ZÀ-Ü][\w’'-]*)*"
POST = rf"(?:\d+(?: (?:bis|ter))?,? )?(?i:\b(?:{_STREET})\b)[^.;:()«»\n]{{2,70}}?\b\d{{5}} {_TOWN}"
"""Pattern of a postal address, from its street to its town."""

_LETTER = re.compile(rf"{MAIL}|{URL}|{POST}")
_WRITTEN = re.compile(rf"{_LETTER.pattern}|{PHONE}")


def takes_letters(text: str) -> bool:
    """Whether a text holds an address that one can write to: a mailbox, a form on the web, a street and its town."""
    return bool(_LETTER.search(text))


def written_at(text: str) -> list[str]:
    """Return the addresses and numbers of a sentence; the whole of it where there is none, without its full stop."""
    found = [match[0] for match in _WRITTEN.finditer(text)]
    return found or [text.rstrip(".")]


def is_web(url: str) -> bool:
    """Whether an address is one that a page may link to: with http or https, and a host."""
    try:
        parts = urlsplit(url.strip())
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
