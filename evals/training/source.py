"""The French passages that pairs are made from, less those that cases and hand-made pairs are about."""

import json
import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from corpus.cut import short_heading
from corpus.library import Library
from corpus.types import Passage
from index.snapshot import Content, DocumentRow, open_snapshot

_FRENCH = re.compile(r"\b(?:le|la|les|des|du|une|est|sont|dans|pour|vous|au|aux|par|avec|ou)\b|\b[ldn]'", re.I)
_FOREIGN = re.compile(r"\b(?:het|een|van|voor|wordt|zijn|niet|met|deze|the|of|and|is|for|der|und|che|para|los)\b", re.I)

_LONG_WORD = re.compile(r"\w{5,}")


@dataclass(frozen=True, eq=False)
class Excerpt:
    """A passage with its text; `row` is its place in the index, `text` that of the whole document."""

    row: int
    document: DocumentRow
    passage: Passage
    text: str

    @property
    def section(self) -> tuple[str, ...]:
        """The headings that it stands under."""
        return self.passage.section

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """Its sentences, as the document writes them."""
        return tuple(self.text[sentence.start : sentence.end] for sentence in self.passage.sentences)

    @property
    def heading(self) -> str:
        """The line that Glose puts before evidence: the title, and the last heading."""
        return short_heading(self.document.title, self.section)

    def lead(self, number: int) -> str:
        """Return what introduces a sentence, on one line; empty where nothing does."""
        return " ".join(self.text[span.start : span.end] for span in self.passage.sentences[number].lead)

    @cached_property
    def whole(self) -> str:
        """All that it says, after the lead-in that its first sentence needs."""
        return self.window(0, len(self.sentences))

    @cached_property
    def long_words(self) -> frozenset[str]:
        """The words of some length that it says, in lower case."""
        return frozenset(long_words(self.whole))

    def window(self, first: int, last: int) -> str:
        """Return sentences `first` to `last`, excluded, after the lead-in that the first needs."""
        sentences = self.passage.sentences[first:last]
        before = [self.text[span.start : span.end] for span in sentences[0].lead if span.end <= sentences[0].start]
        return "\n".join((*before, self.text[sentences[0].start : sentences[-1].end]))


def long_words(text: str) -> set[str]:
    """Return the words of five letters or more, in lower case: those that a text is about."""
    return set(_LONG_WORD.findall(text.lower()))


class Corpus:
    """A library and its index, less the documents and the passages kept apart for evaluation."""

    def __init__(self, home: Path, documents_apart: Set[str], passages_apart: Set[tuple[str, int]]) -> None:
        self._library = Library(home)
        self._apart = passages_apart
        self.content: Content = open_snapshot(home / "index").content
        self.documents = [row for row in self.content.documents if row.id not in documents_apart]

    def excerpts(self, document: DocumentRow) -> list[Excerpt]:
        """Return the French passages of a document, less contacts and links."""
        text = self._library.document(document.id, document.version).text
        rows = [row for row in range(document.first, document.last) if not self.content.asides[row]]
        found = [Excerpt(row, document, self.content.passage(row), text) for row in rows]
        kept = (one for one in found if (document.id, one.passage.start) not in self._apart)
        return [one for one in kept if _tells(one) and _is_french(one)]


def _tells(excerpt: Excerpt) -> bool:
    """Whether it is more than a bare list: those are menus, of the titles of other pages."""
    return any(sentence.role != "item" or sentence.lead for sentence in excerpt.passage.sentences)


def _is_french(excerpt: Excerpt) -> bool:
    words = " ".join(excerpt.sentences)
    return len(_FRENCH.findall(words)) > 3 * len(_FOREIGN.findall(words)) + len(words) / 120


def documents_of(cases: Path) -> set[str]:
    """Return the documents that evaluation cases are about."""
    lines = [line for file in sorted(cases.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines() if line]
    return {document for line in lines for document in json.loads(line).get("documents", ())}


def passages_of(files: Sequence[Path]) -> set[tuple[str, int]]:
    """Return the passages (document and start) that pairs are written by hand from."""
    lines = [line for file in files for line in file.read_text("utf-8").splitlines() if line]
    return {(row["document"], row["start"]) for row in map(json.loads, lines)}
