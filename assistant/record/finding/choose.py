"""Chooses which of the sentences that say a field are quoted: the best ones, and never the same thing twice."""

import re
from collections.abc import Container, Sequence

from assistant.quoting.quote import Candidate
from index.fold import fold
from index.words import words

_NUMBER = re.compile(r"\d+(?:,\d+)?")
_DENIAL = re.compile(r"\bn(?:e\b|')|\b(?:aucune?|sans)\b")

_DROP = 1.0
"""Sentences further than this below the best of their field are left out."""

_ALIKE = 0.7
"""Share of common words (Jaccard) from which two sentences say the same: one is quoted."""


def without(examples: Container[tuple[str, int]], candidates: list[Candidate]) -> list[Candidate]:
    """Leave the made-up cases out where there is something else."""
    rules = [one for one in candidates if (one.hit.passage.document, one.sentence.start) not in examples]
    return rules or candidates


def choose(candidates: Sequence[Candidate], limit: int) -> list[Candidate]:
    """Keep the best sentences, no two of which say the same."""
    chosen: list[Candidate] = []
    ranked = sorted(candidates, key=lambda candidate: -candidate.score)
    for candidate in ranked:
        if len(chosen) == limit or candidate.score < ranked[0].score - _DROP:
            break
        if not any(_same(candidate, other) for other in chosen):
            chosen.append(candidate)
    return chosen


def _same(one: Candidate, other: Candidate) -> bool:
    """Whether two sentences say the same; another number or a denial makes them differ, and perhaps contradict."""
    said = [candidate.text.split("\n", 1)[1] for candidate in (one, other)]
    first, second = (set(words(text)) for text in said)
    if len(first & second) < _ALIKE * len(first | second):
        return False
    return len({(tuple(sorted(_NUMBER.findall(text))), bool(_DENIAL.search(fold(text)))) for text in said}) == 1
