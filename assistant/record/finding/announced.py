"""What a sentence that ends with ":" announces, and must be quoted with: its list, or the short paragraphs after it."""

from dataclasses import replace

from assistant.quoting.quote import Candidate
from corpus.types import Document, Sentence

_LONGEST = 700
"""Characters that a paragraph ending with ":" may bring with it."""

_SHORT = 160
"""Characters of a line that goes on with a list written as paragraphs."""


def with_list(document: Document, sentence: Sentence) -> Sentence:
    """Give a sentence that ends with ":" what it announces, where that is short: its list, or the paragraphs after."""
    if document.text[sentence.end - 1] != ":":
        return sentence
    own = (sentence.start, sentence.end)
    ends = [block.end for block in document.blocks if own in block.lead and block.role != "row"]
    end = max(ends, default=0) or _announced(document, sentence)
    return replace(sentence, end=end) if end - sentence.start <= _LONGEST else sentence


def _announced(document: Document, sentence: Sentence) -> int:
    """Return the end of the short paragraphs that follow a sentence in its section."""
    section = next((block.section for block in document.blocks if block.start <= sentence.start < block.end), ())
    end = sentence.end
    for block in document.blocks:
        if block.start < sentence.end:
            continue
        said = document.text[block.start : block.end]
        short = len(said) <= _SHORT and block.end - sentence.start <= _LONGEST
        if block.section != section or block.role == "row" or said.endswith(":") or not short:
            break
        end = block.end
    return end


def says_itself(candidate: Candidate) -> bool:
    """Whether a sentence says something without what follows: what only announces a table does not."""
    announced = candidate.sentence.end - candidate.sentence.start > len(candidate.hit.text)
    return announced or not candidate.hit.text.endswith(":")
