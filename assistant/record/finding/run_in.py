"""Reads the labels that open the paragraphs of an entry: "Finalité. Proposer un ordre…", "But : composer…".

A register written by hand has no heading for each matter: the first words of a paragraph are one. Three of them that
name matters of the inventory make a section an entry; fewer may be sentences like others.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.record.finding.headed import KEYS, opens
from corpus.types import Block, Document
from index.fold import fold

_FEWEST = 3
"""Matters that the labels of one section name, from which it is an entry."""

_LONGEST = 6
"""Words of a label."""

_OPENING = re.compile(r"^(?P<label>[^\W\d_][^.:;!?\n]{1,60}?) ?[.:?](?=\s|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True, order=True)
class Label:
    """The first words of a paragraph, from `start` to `end`; without `text`, a paragraph that no label reaches."""

    start: int
    end: int
    text: str = ""

    def names(self, key: str) -> bool:
        """Whether it is the name of what a field asks."""
        return bool(self.text) and opens(self.text, key)


class Labels:
    """The labels of one document, and the sections that they make entries of."""

    def __init__(self, document: Document) -> None:
        sections: dict[tuple[str, ...], list[Block]] = {}
        for block in document.blocks:
            sections.setdefault(block.section, []).append(block)
        found = {section: list(_labels(document.text, blocks)) for section, blocks in sections.items()}
        kept = {section: labels for section, labels in found.items() if len(_matters(labels)) >= _FEWEST}
        self.entries = frozenset(kept)
        self._labels = sorted(label for labels in kept.values() for label in labels)
        self._starts = [label.start for label in self._labels]
        self._sections: Mapping[int, tuple[str, ...]] = {
            label.start: section for section, labels in kept.items() for label in labels
        }

    def over(self, start: int, section: tuple[str, ...]) -> Label | None:
        """Return the label that reaches a place of a section."""
        at = bisect_right(self._starts, start) - 1
        label = self._labels[at] if at >= 0 else None
        return label if label and label.text and self._sections[label.start] == section else None


def _labels(text: str, blocks: list[Block]) -> Iterator[Label]:
    """Yield the labels of a section in order.

    One reaches the rows and the items after its paragraph; the paragraphs after it too where it is a line of its own,
    or tells how it works, which a table often cuts in two.
    """
    last, alone = Label(0, 0), False
    for block in blocks:
        own = list(_of_block(text, block))
        goes_on = block.role != "text" or alone or last.names("operations")
        if not own and not goes_on:
            own = [Label(block.start, block.start)]
        yield from own
        last = own[-1] if own else last
        alone = last.end == block.end if own else alone


def _of_block(text: str, block: Block) -> Iterator[Label]:
    """Yield what opens the lines of a block as a label does; an item, only where it names a matter."""
    if block.role not in ("text", "item"):
        return
    said = text[block.start : block.end]
    for found in _OPENING.finditer(said):
        label = Label(block.start + found.start(), block.start + found.end(), fold(found["label"]))
        known = any(label.names(key) for key in KEYS)
        if known or (block.role == "text" and not found.start() and len(label.text.split()) <= _LONGEST):
            yield label


def _matters(labels: list[Label]) -> set[str]:
    return {key for key in KEYS if any(label.names(key) for label in labels)}
