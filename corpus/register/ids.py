"""Ids of the entries of a register: their own where they have one, and the same whatever their order in the file."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import urlsplit

_LONGEST_SLUG = 80


class Marks(NamedTuple):
    """What tells an entry from the others; `content` is all that it says."""

    id: str
    url: str
    name: str
    publisher: str
    content: str


def own_ids(entries: Sequence[Marks]) -> list[str]:
    """Return one id an entry: its own, else the end of its address, else its name.

    Entries of the same id all take a suffix, the administration or else a hash of their content: a suffix by rank would
    give the id of one to another as soon as the file is sorted otherwise.
    """
    tails = Counter(_tail(entry.url) for entry in entries)
    ids = bases = [_base(entry, tails) for entry in entries]
    for suffixes in ([slug(entry.publisher) for entry in entries], [_hash(entry) for entry in entries]):
        taken = Counter(ids)
        ids = [
            own if taken[own] == 1 else f"{base}-{suffix}".rstrip("-")
            for own, base, suffix in zip(ids, bases, suffixes, strict=True)
        ]
    return ids


def slug(text: str) -> str:
    """Reduce a text to lower-case ASCII words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST_SLUG].strip("-")


def _base(entry: Marks, tails: Counter[str]) -> str:
    if entry.id:
        return re.sub(r"[\s:]+", "-", entry.id[:_LONGEST_SLUG]).strip("-")
    tail = _tail(entry.url)
    if tail and tails[tail] == 1:
        return tail
    return slug(entry.name) or _hash(entry)


def _hash(entry: Marks) -> str:
    return sha256(entry.content.encode()).hexdigest()[:8]


def _tail(url: str) -> str:
    """Last part of the path of an address, if it has one."""
    try:
        return slug(urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1].removesuffix(".html"))
    except ValueError:
        return ""
