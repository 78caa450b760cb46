"""The rows of a table that an answer must show together.

"Combien coûte la cantine ?" is answered by the seven prices, not by the two that a model likes best: whoever reads two
rows takes them for all. A row is shown alone where a word of the question stands in it and in no other.
"""

from bisect import bisect_right

from assistant.question import Question
from corpus.types import Block, Document, Sentence, Span
from index.words import words

_LIMIT = 1200
"""Characters up to which a table is shown whole."""


def rows_beside(question: Question, document: Document, sentence: Sentence) -> tuple[Span, ...]:
    """Return the rows to show with a row, itself included; none where it is no row, or the question tells it apart."""
    if sentence.role != "row":
        return ()
    table = _table(document, sentence)
    if len(table) < 2 or table[-1].end - table[0].start > _LIMIT:
        return ()
    asked = frozenset(words(question.spelled))
    shared = {row: asked.intersection(words(document.text[row.start : row.end])) for row in table}
    own = next(shared[row] for row in table if row.start <= sentence.start < row.end)
    return table if all(own <= other for other in shared.values()) else ()


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
