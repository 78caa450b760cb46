"""The texts that training shows the reader are those Glose reads: a passage whole, and each of its sentences alone."""

from collections.abc import Sequence
from typing import NamedTuple

from assistant.asked.given import document_of
from assistant.quoting.quote import in_context
from corpus.cut import body, cut, under_heading
from corpus.types import Document, Passage


class Text(NamedTuple):
    """A passage under its heading, and each of its sentences alone, under the same heading and after its lead-in."""

    whole: str
    sentences: Sequence[str]


def text_of(document: Document, passage: Passage) -> Text:
    """Return the texts of a passage of a document."""
    return Text(
        under_heading(document.title, passage.section, body(document.text, passage)),
        [in_context(document, passage, sentence) for sentence in passage.sentences],
    )


def sentences_of(text: str) -> list[str]:
    """Return each sentence, alone, of a text whose first line is its heading."""
    heading, _, said = text.partition("\n")
    document = document_of("", heading, said)
    return [alone for passage in cut(document) for alone in text_of(document, passage).sentences]
