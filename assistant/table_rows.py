"""The rows of a table that an answer must show together.

"Combien coûte la cantine ?" is answered by the seven prices, not by the two that a model likes best: whoever reads two
rows takes them for all. A row is shown alone where a word of the question stands in it and in no other.
"""

from assistant.question import Question
from corpus.types import Document, Sentence, Span
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
    """Return the run of rows, under one heading and with the same first column, that a sentence stands in."""
    found: list[Span] = []
    last = None
    for block in document.blocks:
        if block.start > sentence.start and block.role != "row":
            break
        name = (block.section, document.text[block.start : block.end].partition(" : ")[0])
        if block.role != "row" or name != last:
            if found and found[-1].end > sentence.start:
                break
            found, last = [], name if block.role == "row" else None
        if block.role == "row":
            found.append(Span(block.start, block.end))
    return tuple(found)
