"""Cuts a document into passages, and passages into sentences that can be quoted."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from corpus.sentences import leads, split
from corpus.types import Block, Document, Passage, Sentence, Span

MAX_CHARACTERS = 500
"""Of a passage, unless one sentence is longer; chosen by measuring (evals/LOG.md)."""

ASIDES = frozenset(("contact", "link", "reference", "definition"))
"""Roles of what stands beside the text of a page: it seldom answers, and its few words look like any question."""

_WHOLE = frozenset(("row", "contact", "link", "reference", "definition"))
"""Roles that lose their sense when they are cut into sentences, up to `_WHOLE_LIMIT` characters."""
_WHOLE_LIMIT = 600


def cut(document: Document) -> list[Passage]:
    """Return the passages of a document in order. A passage never crosses a section, nor a page.

    Lists of links alone ("Voir aussi") are left out, unless the document holds nothing else: they repeat the titles of
    other pages and would be found in their place.
    """
    passages = []
    for (section, page), blocks in groupby(document.blocks, key=lambda block: (block.section, block.page)):
        sentences = [sentence for block in blocks for sentence in _sentences(document.text, block)]
        passages += [
            Passage(document=document.id, section=section, sentences=tuple(group), page=page)
            for group in _groups(sentences)
        ]
    telling = [passage for passage in passages if any(sentence.role != "link" for sentence in passage.sentences)]
    return telling or passages


def heading(document_title: str, passage: Passage) -> str:
    """Return what a passage is about: the title and the heading path, as search and embedder read it."""
    return " > ".join((document_title, *passage.section))


def short_heading(document_title: str, section: Sequence[str]) -> str:
    """Return the line under which evidence is weighed and pairs are trained on: the title, and the last heading."""
    return " > ".join((document_title, *section[-1:]))


def under_heading(document_title: str, section: Sequence[str], said: str) -> str:
    """Return what is said under that line, as the reader of pairs reads it."""
    return f"{short_heading(document_title, section)}\n{said}"


def body(text: str, passage: Passage) -> str:
    """Return what a passage says, after the lead-in of its first sentence where that stands before it."""
    before = [text[span.start : span.end] for span in passage.sentences[0].lead if span.end <= passage.start]
    return "\n".join((*before, text[passage.start : passage.end]))


def _sentences(text: str, block: Block) -> Iterator[Sentence]:
    own = text[block.start : block.end]
    whole = block.role in _WHOLE and len(own) <= _WHOLE_LIMIT
    spans = [Span(0, len(own))] if whole else split(own)
    for span, before in zip(spans, leads(own, spans), strict=True):
        inside = (_moved(lead, block.start) for lead in before)
        start, end = _moved(span, block.start)
        yield Sentence(start=start, end=end, role=block.role, lead=(*block.lead, *inside))


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _groups(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """Fill passages up to the limit; a lead-in that would close one goes with what it introduces."""
    group: list[Sentence] = []
    for sentence in sentences:
        if group and sentence.end - group[0].start > MAX_CHARACTERS:
            introduces = len(group) > 1 and (group[-1].start, group[-1].end) in sentence.lead
            carried = [group.pop()] if introduces else []
            yield group
            group = carried
        group.append(sentence)
    if group:
        yield group
