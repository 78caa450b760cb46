"""Reads plain text: paragraphs between blank lines, lists by their signs, headings only where there is no doubt."""

import re
from collections.abc import Iterator, Sequence

from corpus.assemble import Facts, assemble
from corpus.marks import begins, is_numbered, split_mark
from corpus.outline import Typed, is_heading
from corpus.pieces import Piece
from corpus.types import About, Document, Source

_UNDERLINE = re.compile(r"(=|-|_|~|\*)\1{3,}$")
_STARRED = re.compile(r"\*\*([^*]+)\*\*$")
_WIDEST = 130
"""Characters beyond which the lines of a file are paragraphs, and were not cut to fit a width."""
_LONGEST_HEADING = 90
_LEVELS = {"=": 1, "~": 3, "*": 3}
"""Of the characters that underline a heading; level 2 for the others."""


class TextReader:
    """A text file as one document whose id is its path."""

    name = "text"

    def accepts(self, source: Source, /) -> bool:
        """By its extension alone: anything may be text."""
        return source.suffix in (".txt", ".text")

    def read(self, source: Source, about: About, /) -> Sequence[Document]:
        """Return the one document, or say why there is none."""
        return assemble(source, about, list(_pieces(source.text)), Facts())


def _pieces(text: str) -> Iterator[Piece]:
    text = re.sub(r"\A\s*\n", "", text)
    blocks = [block.rstrip().split("\n") for block in re.split(r"\n[^\S\n]*(?:\n[^\S\n]*)+", text) if block.strip()]
    width = max((len(line) for block in blocks for line in block), default=0)
    typed = Typed()
    for number, block in enumerate(blocks):
        heading, rest = _heading(block, blocks[number + 1] if number + 1 < len(blocks) else [], first=number == 0)
        if heading:
            yield heading
        for paragraph in _paragraphs(rest, width):
            yield from typed.pieces(paragraph)


def _heading(block: list[str], following: list[str], *, first: bool) -> tuple[Piece | None, list[str]]:
    """The heading that begins a block, and its other lines.

    It is underlined, starred, in capitals, or alone and short before a longer paragraph that begins at its margin.
    """
    line = block[0].strip()
    if underlined := _UNDERLINE.match(block[1].strip()) if len(block) > 1 else None:
        return Piece(text=line.rstrip(" :"), heading=_LEVELS.get(underlined[1], 2)), block[2:]
    if starred := _STARRED.match(line):
        return Piece(text=starred[1], heading=3), block[1:]
    if split_mark(line)[0] or not is_heading(line):
        return None, block
    if line.isupper():
        return Piece(text=line, heading=1 if first else 2), block[1:]
    alone = len(block) == 1 and len(line) <= _LONGEST_HEADING and not is_numbered(line) and begins(line)
    beside = bool(following) and _margin(following[0]) == _margin(block[0]) and not split_mark(following[0])[0]
    if alone and beside and sum(map(len, following)) > len(line):
        return Piece(text=line, heading=3), []
    return None, block


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip())


def _paragraphs(lines: Sequence[str], width: int) -> Iterator[str]:
    """Put together the lines cut to fit the width of the file; one that ends sooner was ended by its author."""
    text = before = ""
    for line in lines:
        word = line.split(maxsplit=1)[0] if line.strip() else ""
        fits = len(before.rstrip()) + 1 + len(word) <= width
        new = split_mark(line.strip())[0] or is_numbered(line.strip()) or width > _WIDEST
        if text and (new or (fits and (begins(line.strip()) or text.endswith((":", ";"))))):
            yield text
            text = ""
        text = f"{text} {line.strip()}".strip()
        before = line
    if text:
        yield text
