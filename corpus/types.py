"""The nouns of a library: what a reader takes, what it gives, what search and quotations are made of.

Every offset in this project counts characters in `Document.text`, the text as Glose stores it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any, Literal, NamedTuple, Protocol, get_args

Kind = Literal["procedure", "law", "guide", "register", "document"]
KINDS: tuple[Kind, ...] = get_args(Kind)

Role = Literal["text", "item", "row", "field", "note", "contact", "link", "reference", "definition"]
"""What a block is on its page.

`text` a paragraph; `item` of a list; `row` of a table with its headers; `field` of a record; `note` set apart by the
author ("À savoir"); `contact` whom to ask; `link` to an online service or a form; `reference` the legal basis;
`definition` of a word or an acronym.
"""


class Span(NamedTuple):
    """A run of the stored text: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a document comes from; an empty string is "not said". Dates are ISO 8601 days."""

    publisher: str = ""
    licence: str = ""
    url: str = ""
    published: str = ""
    retrieved: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The smallest thing that the author of a page set apart: a paragraph, an item, a row, a field.

    `section` is the heading path without the document's title; situations and cases are part of it.
    `lead` are the spans that introduce the block and that it needs to be understood, outermost first:
    "Vous devez fournir :" before its items. `page` counts from 1.
    """

    start: int
    end: int
    section: tuple[str, ...] = ()
    role: Role = "text"
    lead: tuple[Span, ...] = ()
    page: int | None = None
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One publication, article, record or file, as it will be quoted.

    `notes` say, in French, what a person should know of how it was read ("3 pages sans texte").
    """

    id: str
    kind: Kind
    title: str
    text: str
    blocks: tuple[Block, ...]
    provenance: Provenance = Provenance()
    notes: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        """Hash of the stored text alone, so that anyone can recompute it."""
        return "sha256:" + sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A span that can be quoted alone, `lead` excepted: what must be read before it, outermost first."""

    start: int
    end: int
    role: Role = "text"
    lead: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Sentences that follow each other under one heading path: small enough to find, large enough to understand."""

    document: str
    section: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    page: int | None = None

    @property
    def start(self) -> int:
        """Offset of its first character."""
        return self.sentences[0].start

    @property
    def end(self) -> int:
        """Offset after its last character."""
        return self.sentences[-1].end


@dataclass(frozen=True, kw_only=True)
class Source:
    """A file, on disk or inside an archive, with its bytes.

    `path` is relative to the folder or the archive that was added, with "/" on every system.
    """

    path: str
    data: bytes

    @property
    def name(self) -> str:
        """Last part of the path."""
        return self.path.rsplit("/", 1)[-1]

    @property
    def stem(self) -> str:
        """Name without its last extension."""
        return self.name.rsplit(".", 1)[0]

    @property
    def suffix(self) -> str:
        """Extension in lower case with its dot, or an empty string."""
        return "." + self.name.rsplit(".", 1)[1].lower() if "." in self.name else ""

    @cached_property
    def head(self) -> str:
        """First 4,096 bytes as text, whatever the encoding: to recognise a format by."""
        return self.data[:4096].decode("utf-8", errors="replace")

    @cached_property
    def text(self) -> str:
        """The whole as text: UTF-8 or UTF-16 with or without mark, else Windows-1252; line ends are LF."""
        from corpus.encoding import decode

        return decode(self)

    @cached_property
    def json(self) -> Any:
        """The whole as JSON; a damaged file is an `UnreadableFile` that gives the line."""
        from corpus.encoding import parse_json

        return parse_json(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the person who adds a file says of it, to complete what the file does not say. Empty: not said."""

    kind: Kind | None = None
    publisher: str = ""
    licence: str = ""
    url: str = ""
    code: str = ""
    retrieved: str = ""


class Reader(Protocol):
    """Reads one family of formats."""

    @property
    def name(self) -> str:
        """Shown in `glose status` and kept with each document."""
        ...

    def accepts(self, source: Source, /) -> bool:
        """Whether this is a file for this reader, from its name and its `head` alone: must be quick."""
        ...

    def read(self, source: Source, about: About, /) -> Sequence[Document]:
        """Return its documents, in the order of the file; `UnreadableFile` if nothing of it can be quoted."""
        ...


def dump_blocks(blocks: Sequence[Block]) -> str:
    """Write blocks as JSON, short enough to store one row a document."""
    return json.dumps(
        [[b.start, b.end, b.section, b.role, b.lead, b.page, b.url] for b in blocks],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def load_blocks(stored: str) -> tuple[Block, ...]:
    """Read what `dump_blocks` wrote."""
    return tuple(
        Block(
            start=start,
            end=end,
            section=tuple(section),
            role=role,
            lead=tuple(Span(*s) for s in lead),
            page=page,
            url=url,
        )
        for start, end, section, role, lead, page, url in json.loads(stored)
    )


def dump_passage(passage: Passage) -> bytes:
    """Write a passage as one JSON line, the id of its document left out."""
    sentences = [[s.start, s.end, s.role, s.lead] for s in passage.sentences]
    return json.dumps([passage.section, passage.page, sentences], ensure_ascii=False, separators=(",", ":")).encode()


def load_passage(line: bytes, document: str) -> Passage:
    """Read what `dump_passage` wrote."""
    section, page, sentences = json.loads(line)
    return Passage(
        document=document,
        section=tuple(section),
        page=page,
        sentences=tuple(
            Sentence(start=start, end=end, role=role, lead=tuple(Span(*span) for span in lead))
            for start, end, role, lead in sentences
        ),
    )
