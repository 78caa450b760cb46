"""A record set out for reading, before it becomes a file: the few parts that Word, ODF, Markdown and HTML all have."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.addresses import URL

Style = Literal["", "strong", "emphasis"]

Role = Literal["text", "lead", "item", "open", "warning", "copy", "notice"]
"""What a paragraph is: `lead` before the items of a list, `item` of one; `open` what the service still has to say;
`warning` sources that differ; `copy` text to paste in a letter; `notice` how the whole was made."""

_NARROWEST, _WIDEST = 12, 40

_UNIT = r"(?:euros?|points?|ans?|mois|jours?|heures?|h|km|m²)(?!\w)"
_TIED = re.compile(
    r" (?=[?!:;»])|(?<=«) |(?<=\b[LRD]\.) (?=\d)|(?<=n°) (?=\d)|(?<=\d) (?=[€%]|\d{3}(?!\d))|" + rf"(?<=\d) (?={_UNIT})"
)
"""Spaces at which French does not break a line."""

_URL = re.compile(URL)


def tied(text: str) -> str:
    """Return words of our own with no-break spaces where French wants them."""
    return _TIED.sub("\u00a0", text)


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one style, and the numbers of the notes that follow them. `url` is http or https, or empty.

    Spaces around French punctuation become no-break ones, but in what is `verbatim` that of a source.
    """

    text: str
    style: Style = ""
    notes: tuple[int, ...] = ()
    url: str = ""
    verbatim: bool = False

    def __post_init__(self) -> None:
        if not self.verbatim:
            object.__setattr__(self, "text", tied(self.text))


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A title in our words; level 1 is a part of the publication, whose own title is above it."""

    level: Literal[1, 2, 3]
    text: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", tied(self.text))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that follow each other; line ends inside a run are meant."""

    runs: Runs
    role: Role = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table with its title above it; every row has as many cells as `header`.

    `shares` say how wide each column is beside the others.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]
    shares: tuple[int, ...]
    title: Runs = ()


Part = Heading | Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Note:
    """A source at the foot of the page; `number` counts from 1 in the order of first mention."""

    number: int
    runs: Runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The whole, in reading order. `notes` are all mentioned by some run; a note may be mentioned again further on.

    `notice` opens it, `reminder` stands at the foot of each page.
    """

    title: str
    subtitle: str
    language: str
    notice: str
    reminder: str
    made_on: str
    parts: tuple[Part, ...]
    notes: tuple[Note, ...]


def shares_of(rows: Iterable[Sequence[str]]) -> tuple[int, ...]:
    """Give each column a share after its longest cell, so that none starves and none takes it all."""
    return tuple(min(max(_NARROWEST, *map(len, column)), _WIDEST) for column in zip(*rows, strict=True))


def linked(text: str, *, style: Style = "", notes: tuple[int, ...] = (), verbatim: bool = False) -> Runs:
    """Split a text at its web addresses, which become links; the notes follow the last of it."""
    runs = list(_split(text, style, verbatim)) or [Run("", style)]
    runs[-1] = replace(runs[-1], notes=notes)
    return tuple(runs)


def _split(text: str, style: Style, verbatim: bool) -> Iterator[Run]:
    at = 0
    for found in _URL.finditer(text):
        if found.start() > at:
            yield Run(text[at : found.start()], style, verbatim=verbatim)
        yield Run(found[0], style, url=found[0])
        at = found.end()
    if at < len(text):
        yield Run(text[at:], style, verbatim=verbatim)
