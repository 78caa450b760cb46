"""A passage of the training data: its sentences cut as the library cuts a document, and their marks in the tokens."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from assistant.given import document_of
from corpus.cut import cut, short_heading
from corpus.types import Document, Passage, Sentence
from index.tokens import Tokens

_START, _END = 0, 2
_MAX_SAID, _MAX_HEADING, _MAX_PASSAGE = 96, 128, 384


class Text(NamedTuple):
    """A passage as it is read: what stands above it, and its sentences in order."""

    heading: str
    sentences: Sequence[str]


def text_of(document: Document, passage: Passage) -> Text:
    """Return a passage under its title, its last heading, and the lead-ins of its sentences that it does not hold."""
    text = document.text
    outside = dict.fromkeys(span for one in passage.sentences for span in one.lead if span.end <= passage.start)
    before = [text[span.start : span.end] for span in outside]
    heading = "\n".join((short_heading(document.title, passage.section), *before))
    return Text(heading, [text[sentence.start : sentence.end] for sentence in passage.sentences])


def passage_of(pair: Mapping[str, Any]) -> Text:
    """Return the passage of a pair: `heading` and `parts`, or `text`, whose first line is above it."""
    if "parts" in pair:
        return Text(pair["heading"], pair["parts"])
    heading, _, body = pair["text"].partition("\n")
    return Text(heading, _parts(body))


@lru_cache(maxsize=100_000)
def _parts(body: str) -> tuple[str, ...]:
    document, sentences = _sentences(body)
    return tuple(document.text[one.start : one.end] for one in sentences)


def alone(pair: Mapping[str, Any]) -> list[str]:
    """Return each sentence of a passage by itself, under the heading and after its lead-in, as Glose weighs it."""
    heading, _, body = pair["text"].partition("\n")
    document, sentences = _sentences(body)
    text = document.text
    runs = [[*(text[span.start : span.end] for span in one.lead), text[one.start : one.end]] for one in sentences]
    return [f"{heading}\n{' '.join(run)}" for run in runs]


def _sentences(body: str) -> tuple[Document, list[Sentence]]:
    document = document_of("", "", body)
    return document, [sentence for passage in cut(document) for sentence in passage.sentences]


def with_marks(text: Text, said: str, tokens: Tokens) -> tuple[list[int], list[int]]:
    """Return the tokens of a passage and of what is said, and the places of its marks.

    One mark opens the whole, and one each sentence (Liu, 2019, "Fine-tune BERT for extractive summarization"). All
    together they are cut at 384 tokens; sentences beyond have no mark.
    """
    asked, head, *parts = [ids[1:-1] for ids in tokens.of_texts([said, text.heading, *text.sentences])]
    ids = [_START, *asked[:_MAX_SAID], _END, _END, *head[-_MAX_HEADING:]]
    marks = [0]
    for part in parts:
        if len(ids) < _MAX_PASSAGE:
            marks.append(len(ids))
            ids += [_START, *part[: _MAX_PASSAGE - len(ids) - 1]]
    return [*ids, _END], marks
