"""Where the documents of a draft take a side that other sources contradict, or follow a guide that has changed."""

import re
from collections.abc import Iterator, Sequence

from assistant.record.schema import Schema
from corpus.types import Document
from index.fold import fold


def known_contradictions(documents: Sequence[Document], schema: Schema) -> Iterator[str]:
    """Tell, in French, each thing that the schema knows to be disputed or out of date in a document."""
    for document in documents:
        if document.kind == "law":
            continue
        title = document.title or document.id
        blocks = [fold(document.text[block.start : block.end]) for block in document.blocks]
        for known in schema.contradictions:
            if _met(known.sign, blocks):
                yield (
                    f"« {title} » touche à une contradiction connue entre les sources ({known.about}). "
                    f"{known.one}. {known.other}. Ce que dit le droit : {known.law}"
                )
        for change in schema.changes:
            if _met(change.sign, blocks):
                yield (
                    f"« {title} » suit un guide qui a changé ({change.topic}). "
                    f"Avant : {change.before}. Maintenant : {change.after}."
                )


def _met(sign: str, blocks: Sequence[str]) -> bool:
    return bool(sign) and any(re.search(sign, block) for block in blocks)
