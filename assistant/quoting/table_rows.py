"""The rows of a table that an answer must show together.

"Combien coûte la cantine ?" is answered by the seven prices, not by the two that a model likes best: whoever reads two
rows takes them for all. "Le prix en tranche B ?" is answered by one, whichever the model likes.
"""

import re
from bisect import bisect_right

from assistant.asked.question import Question
from corpus.types import Block, Document, Passage, Sentence, Span
from index.words import words

_LETTER = re.compile(r"(?<=\s)[A-Z]\b")
_LIMIT = 1200
"""Characters up to which a table is shown whole."""


def rows_to_show(question: Question, document: Document, passage: Passage, sentence: Sentence) -> tuple[Span, ...]:
    """Return the rows to show for a row of a passage: those of its table that the question tells from others, or all.

    A row is left out where another holds the same words of the question, and more; those of the title and of the
    headings tell nothing. None where the sentence is no row, or where the rows are too long to be shown.
    """
    if sentence.role != "row":
        return ()
    asked = _names(question.spelled) - _names(" ".join((document.title, *passage.section)))
    shared = {row: asked & _names(document.text[row.start : row.end]) for row in _table(document, sentence)}
    rows = tuple(row for row, own in shared.items() if not any(own < other for other in shared.values()))
    return rows if sum(row.end - row.start for row in rows) <= _LIMIT else ()


def _names(text: str) -> frozenset[str]:
    """Return the words of a text, and the letters that name rows ("tranche A"), which search takes for grammar."""
    return frozenset((*words(text), *_LETTER.findall(text)))


def _table(document: Document, sentence: Sentence) -> tuple[Span, ...]:
    """Return the run of rows that a sentence stands in."""
    blocks = document.blocks
    first = last = bisect_right(blocks, sentence.start, key=lambda block: block.start) - 1
    head = _head(document, blocks[first])
    while first > 0 and _head(document, blocks[first - 1]) == head:
        first -= 1
    while last + 1 < len(blocks) and _head(document, blocks[last + 1]) == head:
        last += 1
    return tuple(Span(block.start, block.end) for block in blocks[first : last + 1])


def _head(document: Document, block: Block) -> tuple[object, ...]:
    """Return what the rows of one table share: their heading, and the name of their first column."""
    return block.role, block.section, document.text[block.start : block.end].partition(" : ")[0]
