"""Lexical search; the only file that knows bm25s.

The weights of words are BM25F's (Robertson, Zaragoza and Taylor, 2004): a word of the title or of the heading path
counts `HEAD_WEIGHT` times in one field with the body, so that a passage is found by what it is about as well as by what
it says. The counts are kept, so that a changed document costs its own words and one pass of arithmetic.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

HEAD_WEIGHT = 2.0
K1 = 1.2
B = 0.75
"""How much the length of a passage counts: 0.75 suits sheets and frequent questions."""

Scores = NDArray[np.float32]
"""One score a passage."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each word stands in each passage, passages in order.

    `words[starts[i]:starts[i + 1]]` are the word numbers of passage i, and `times` their weighted counts.
    """

    starts: NDArray[np.int64]
    words: NDArray[np.int32]
    times: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def select(self, passages: NDArray[np.int64]) -> "Counts":
        """Return the counts of some passages, in the order given."""
        lengths = np.diff(self.starts)[passages]
        starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        places = np.repeat(self.starts[passages] - starts[:-1], lengths) + np.arange(starts[-1])
        return Counts(starts, self.words[places], self.times[places])

    @staticmethod
    def join(parts: Sequence["Counts"]) -> "Counts":
        """Put passages after passages."""
        ends = np.cumsum([0, *(part.starts[-1] for part in parts)])
        starts = [part.starts[:-1] + end for part, end in zip(parts, ends[:-1], strict=True)]
        return Counts(
            np.concatenate([*starts, ends[-1:]]).astype(np.int64),
            np.concatenate([part.words for part in parts]),
            np.concatenate([part.times for part in parts]),
        )

    def save(self, path: Path) -> None:
        """Write to one file."""
        with path.open("wb") as file:
            np.savez(file, starts=self.starts, words=self.words, times=self.times)

    @staticmethod
    def load(path: Path) -> "Counts":
        """Read what `save` wrote."""
        with path.open("rb") as file, np.load(file) as stored:
            return Counts(stored["starts"], stored["words"], stored["times"])


class Tally:
    """Counts passages one after the other; words that `vocabulary` lacks are numbered and added to it."""

    def __init__(self, vocabulary: dict[str, int]) -> None:
        self.vocabulary = vocabulary
        self._starts = array("q", [0])
        self._numbers = array("i")
        self._times = array("f")

    def add(self, head: Iterable[str], body: Iterable[str]) -> None:
        """Count the words of a passage's headings and of its body."""
        counted: defaultdict[str, float] = defaultdict(float)
        for word in head:
            counted[word] += HEAD_WEIGHT
        for word in body:
            counted[word] += 1
        self._numbers.extend(self.vocabulary.setdefault(word, len(self.vocabulary)) for word in counted)
        self._times.extend(counted.values())
        self._starts.append(len(self._numbers))

    def counts(self) -> Counts:
        """Return the counts of all passages so far."""
        return Counts(
            np.array(self._starts, dtype=np.int64),
            np.array(self._numbers, dtype=np.int32),
            np.array(self._times, dtype=np.float32),
        )


class LexicalIndex:
    """Scores every passage for the words of a question."""

    def __init__(self, counts: Counts, vocabulary: dict[str, int]) -> None:
        self.vocabulary = vocabulary
        self._length = len(counts)
        self._empty = not len(counts.words)
        self._bm25 = _Bm25(method="lucene", k1=K1, b=B)
        if not self._empty:
            self._bm25.index((counts, vocabulary), create_empty_token=False, show_progress=False)

    def scores(self, weighted: dict[str, float]) -> Scores:
        """Return the score of each passage for words with their weights; unknown words count for nothing."""
        total = np.zeros(self._length, dtype=np.float32)
        for weight in sorted(set(weighted.values())):
            numbers = [
                self.vocabulary[word] for word, own in weighted.items() if own == weight and word in self.vocabulary
            ]
            if numbers and weight and not self._empty:
                total += weight * self._bm25.get_scores_from_ids(numbers)
        return total

    def rarity(self, word: str) -> float:
        """Return the idf of a word; one that no passage holds is as rare as can be."""
        number = self.vocabulary.get(word)
        found = 0 if number is None or self._empty else int(self._bm25.found[number])
        return float(np.log(1 + (self._length - found + 0.5) / (found + 0.5)))


class _Bm25(bm25s.BM25):  # type: ignore[misc]
    """bm25s built from counts instead of lists of words, in one pass over arrays: seconds saved at each change.

    `build_index_from_ids` is the method that bm25s offers for building otherwise; the formula is its "lucene" one, and
    a test compares the scores with those of bm25s itself.
    """

    found: NDArray[np.int64]
    """How many passages hold each word."""

    def _infer_corpus_object(self, corpus: object) -> str:
        return "tuple"

    def build_index_from_ids(
        self, unique_token_ids: list[int], corpus_token_ids: Counts, **_: object
    ) -> dict[str, object]:
        counts, passages, size = corpus_token_ids, len(corpus_token_ids), len(unique_token_ids)
        lengths = np.add.reduceat(np.append(counts.times, 0), counts.starts[:-1])
        lengths[np.diff(counts.starts) == 0] = 0
        rows = np.repeat(np.arange(passages, dtype=np.int32), np.diff(counts.starts))
        self.found = np.bincount(counts.words, minlength=size)
        idf = np.log(1 + (passages - self.found + 0.5) / (self.found + 0.5))
        share = counts.times / (K1 * (1 - B + B * lengths[rows] / lengths.mean()) + counts.times)
        self.nonoccurrence_array = None
        by_word = np.argsort(counts.words, kind="stable")
        return {
            "data": (idf[counts.words] * share)[by_word].astype(np.float32),
            "indices": rows[by_word],
            "indptr": np.concatenate([[0], np.cumsum(self.found)]).astype(np.int64),
            "num_docs": passages,
        }
