"""Web and e-mail addresses cut at the end of a line: put together again where it is sure, and only there.

What the document says elsewhere settles most cases: the address that a link of the page leads to, or the same address
written whole. A wrong address sends a person elsewhere: a doubtful cut keeps its blank.
"""

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator

_ADDRESS = re.compile(r"[(<«\[\"']*(?:https?:|www\.|(?:[\w-]+\.)+[a-z]{2,}/)|[^@]+@", re.IGNORECASE)
_AROUND = "()<>«»[]\"'.,;:"
_SCHEME = re.compile(r"^(?:https?://|mailto:)", re.IGNORECASE)
_HYPHENS = ("-", "\u2010")
_GOES_ON = tuple("_=&?%#@")
"""What an address never ends with, and a sentence never begins with."""

_TOP = r"(?:fr|com|org|net|eu|info|gouv\.fr)(?![\w-])"
_DOMAIN_OPEN = re.compile(r"(?:^|[/@.(])www\.$|@(?:[\w-]+\.)+$|//(?:[\w-]+\.)+$|www\.(?:[\w-]+\.)+$", re.IGNORECASE)
_DOMAIN_DONE = re.compile(rf"\.{_TOP}\.?$", re.IGNORECASE)
_PATH = re.compile(r"[a-z][\w-]*(?:[/_=?%&#]|\.\w|-\w+-)", re.IGNORECASE | re.ASCII)
"""A piece of a path that is no word: "aides/logement", "index.html", "demande-de-place"."""

_LAST = re.compile(r"[^\W_]+$")
_FIRST = re.compile(r"[^\W_]+")


def is_cut(text: str, following: str) -> bool:
    """Whether a line ends inside an address, or may do so."""
    token, head = _ends(text, following)
    return bool(_ADDRESS.match(token)) or bool(re.match(r"@[\w-]+\.\w", head) and _LAST.search(token))


def join(text: str, following: str, known: Container[str], words: Container[str]) -> str:
    """Put a line after the address that ends the text: tight, without its hyphen, or after a blank.

    `known` are the addresses of the document as `bare` writes them, `words` its words in lower case, as written and as
    `plain` writes them.
    """
    token, head = _ends(text, following)
    for kept in (text, text[:-1]) if text.endswith(_HYPHENS) else (text,):
        whole = bare(_ends(kept, following)[0] + head)
        if whole in known:
            return kept + following
    if bare(token) in known and not text.endswith(_HYPHENS):
        return text + following if head.startswith((*_GOES_ON, "/")) else f"{text} {following}"
    if text.endswith(_HYPHENS) and head[:1].isalnum():
        return (text[:-1] if _is_a_word(token, head, words) else text) + following
    return text + following if _goes_on(token, head) else f"{text} {following}"


def whole_addresses(lines: Iterable[str]) -> Iterator[str]:
    """Give the addresses that stand before the end of a line, as `bare` writes them."""
    for line in lines:
        yield from (bare(token) for token in line.split()[:-1] if _ADDRESS.match(token))


def bare(address: str) -> str:
    """Write an address without its scheme, what is around it, and its last slash, in lower case."""
    return _SCHEME.sub("", address.strip(_AROUND)).rstrip("/").lower()


def plain(word: str) -> str:
    """Write a word as addresses do: "comité" without its accent."""
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


def _ends(text: str, following: str) -> tuple[str, str]:
    """Return the last word of a text and the first of the line that follows."""
    return "".join(text.rsplit(maxsplit=1)[-1:]), "".join(following.split(maxsplit=1)[:1])


def _is_a_word(token: str, head: str, words: Container[str]) -> bool:
    """Whether the two sides of a hyphen are one word of the document, which it writes nowhere with that hyphen."""
    first, second = _LAST.search(token[:-1]), _FIRST.match(head)
    if not first or not second:
        return False
    one, other = first[0].lower(), second[0].lower()
    return one + other in words and f"{one}-{other}" not in words


def _goes_on(token: str, head: str) -> bool:
    """Whether an address surely goes on after the end of its line."""
    if token.endswith(_GOES_ON) or head.startswith((*_GOES_ON, "/")):
        return True
    if token.endswith("://") or re.search(r"(?:^|[/(])www\.$", token):
        return True
    if token.endswith("/"):
        return bool(_PATH.match(head))
    if _DOMAIN_OPEN.search(token):
        return not _DOMAIN_DONE.search(token) and bool(re.match(_TOP, head))
    return bool(re.match(rf"\.{_TOP}", head)) and not _DOMAIN_DONE.search(token)
