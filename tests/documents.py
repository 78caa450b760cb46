"""What a test asks of a document that was read: its blocks as words, one of them, and what introduces it."""

from corpus.types import Block, Document


def said(document: Document) -> list[str]:
    """The words of each block, in order."""
    return [document.text[block.start : block.end] for block in document.blocks]


def block(document: Document, start: str) -> Block:
    """The one block that begins so."""
    (found,) = [b for b in document.blocks if document.text[b.start : b.end].startswith(start)]
    return found


def leads(document: Document, start: str) -> list[str]:
    """What introduces the block that begins so, outermost first."""
    return [document.text[span.start : span.end] for span in block(document, start).lead]
