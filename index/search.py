"""Finds the passages nearest to a question, in words and in meaning."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.cut import body
from corpus.library import Library
from corpus.types import Document, Kind, Passage
from index.errors import IndexProblem
from index.fuse import WORDS, Scores, fuse, likeness
from index.lexical import LexicalIndex
from index.lexicon import reworded, stems_told
from index.nearest_faiss import FaissIndex
from index.query import Query, Speller, analyse
from index.snapshot import Content, DocumentRow, open_snapshot
from index.types import Embedder, Hit, Vectors
from index.words import stem, words

_CANDIDATES = 200
"""Best passages that each side proposes."""

_TITLES = 20
"""Documents nearest by their titles, all of whose passages are candidates."""

_TWINS = 0.9
"""Share of common words (Jaccard) from which two passages say the same."""


class _Ranked(NamedTuple):
    row: int
    score: float
    meaning: float
    words: float


@dataclass(frozen=True)
class Searcher:
    """Search over one content, opened once and asked many times. Safe to share between threads.

    `texts` gives the stored text of a document by its id and version.
    """

    texts: Callable[[str, str], Document]
    content: Content
    embedder: Embedder
    share: float = WORDS

    @staticmethod
    def open(library: Library, folder: Path, embedder: Embedder) -> "Searcher":
        """Open the index in use; none, or one built with another embedder, is an `IndexProblem`."""
        snapshot = open_snapshot(folder)
        if snapshot.manifest["embedder"] != embedder.name:
            raise IndexProblem(
                f"L'index a été fait avec l'encodeur {snapshot.manifest['embedder']}, et non {embedder.name}.",
                fix="lancez glose index pour le refaire, ou rétablissez le réglage « embedder »",
            )
        return Searcher(library.document, snapshot.content, embedder)

    def query(self, question: str) -> Query:
        """Read a question as this library's words allow."""
        return analyse(question, self._speller)

    def reworded(self, question: str) -> str:
        """Return a question in the administration's words, where the library never writes the everyday ones."""
        return reworded(question, self.content.vocabulary.__contains__)

    def search(self, question: str, *, top: int = 10, kinds: Collection[Kind] = (), per_document: int = 1) -> list[Hit]:
        """Return the best passages, at most `per_document` of each document; passages that say the same count once."""
        if not self.content.lines:
            return []
        return self._choose(self._rank(self.query(question), kinds), top, per_document)

    def document(self, id: str, version: str) -> Document:
        """Return a document of the index, in the version that was indexed."""
        return self._documents(id, version)

    def passages(self, id: str) -> list[Passage]:
        """Return all passages of a document of the index, in order."""
        row = self._rows[id]
        return [self.content.passage(number) for number in range(row.first, row.last)]

    def overlap(self, query: Query, text: str) -> float:
        """Return the share of the question's own words that a text holds, each weighed by its rarity."""
        held = set(words(text))
        weights = {word: self._lexical.rarity(word) for word in query.own}
        return sum(weight for word, weight in weights.items() if word in held) / (sum(weights.values()) or 1.0)

    def _rank(self, query: Query, kinds: Collection[Kind]) -> list[_Ranked]:
        content = self.content
        shares = self._words(query)
        vector = self.embedder.embed_question(query.text)
        titles = likeness(content.titles @ vector[0], self.embedder.scale)
        rows = self._candidates(shares, vector, titles, kinds)
        near = likeness(np.asarray(content.vectors[rows] @ vector[0], dtype=np.float32), self.embedder.scale)
        scores = fuse(shares[rows], near, titles[content.document_of[rows]], content.asides[rows], self.share)
        order = np.argsort(-scores, kind="stable")
        return [_Ranked(int(rows[i]), float(scores[i]), float(near[i]), float(shares[rows[i]])) for i in order]

    def _candidates(
        self, shares: Scores, vector: Vectors, titles: Scores, kinds: Collection[Kind]
    ) -> NDArray[np.int64]:
        """Return the rows that words, meaning or titles propose, of the kinds wanted if any are."""
        wanted = np.array([not kinds or row.kind in kinds for row in self.content.documents])
        allowed = wanted[self.content.document_of]
        words = np.where(allowed, shares, -1)
        by_words = np.argpartition(-words, min(_CANDIDATES, len(words) - 1))[:_CANDIDATES]
        by_meaning, _ = self._nearest.nearest(vector, _CANDIDATES, allowed if kinds else None)
        best = np.argsort(np.where(wanted, -titles, 2), kind="stable")[:_TITLES]
        by_title = [np.arange(row.first, row.last) for row in (self.content.documents[int(n)] for n in best)]
        proposed = np.unique(np.concatenate([by_words, by_meaning, *by_title]))
        rows: NDArray[np.int64] = proposed[allowed[proposed]]
        return rows

    def _words(self, query: Query) -> Scores:
        """Lexical scores as a share of what a passage made of the question's own words would have."""
        best = sum(query.weights[word] * self._lexical.rarity(word) for word in query.own)
        shares: Scores = np.minimum(self._lexical.scores(dict(query.weights)) / (best or 1.0), 1.0)
        return shares

    def _choose(self, ranked: Iterable[_Ranked], top: int, per_document: int) -> list[Hit]:
        chosen: list[Hit] = []
        bags: list[frozenset[int]] = []
        taken: dict[str, int] = {}
        for candidate in ranked:
            document = self.content.documents[int(self.content.document_of[candidate.row])]
            if taken.get(document.id, 0) >= per_document:
                continue
            bag = self._bag(candidate.row)
            twin = next((i for i, other in enumerate(bags) if _alike(bag, other)), None)
            if twin is not None:
                if document.id not in (chosen[twin].passage.document, *chosen[twin].twins):
                    chosen[twin] = replace(chosen[twin], twins=(*chosen[twin].twins, document.id))
                continue
            if len(chosen) == top:
                break
            taken[document.id] = taken.get(document.id, 0) + 1
            bags.append(bag)
            chosen.append(self._hit(candidate))
        return chosen

    def _hit(self, candidate: _Ranked) -> Hit:
        row = self.content.documents[int(self.content.document_of[candidate.row])]
        passage = self.content.passage(candidate.row)
        text = self.document(row.id, row.version).text
        return Hit(
            passage=passage,
            version=row.version,
            kind=row.kind,
            title=row.title,
            text=body(text, passage),
            score=candidate.score,
            meaning=candidate.meaning,
            words=candidate.words,
        )

    def _bag(self, row: int) -> frozenset[int]:
        counts = self.content.counts
        return frozenset(counts.words[counts.starts[row] : counts.starts[row + 1]].tolist())

    @cached_property
    def _documents(self) -> Callable[[str, str], Document]:
        return lru_cache(maxsize=256)(self.texts)

    @cached_property
    def _rows(self) -> Mapping[str, DocumentRow]:
        return {row.id: row for row in self.content.documents}

    @cached_property
    def _lexical(self) -> LexicalIndex:
        return LexicalIndex(self.content.counts, self.content.vocabulary)

    @cached_property
    def _nearest(self) -> FaissIndex:
        return FaissIndex(self.content.vectors)

    @cached_property
    def _speller(self) -> Speller:
        return Speller(self.content.surfaces, self._is_word)

    def _is_word(self, word: str) -> bool:
        """Tell whether a word that the library does not write so is one: its stem, the tables or the model know it."""
        root = stem(word)
        return root in self.content.vocabulary or root in stems_told() or word in self.embedder.words


def _alike(one: frozenset[int], other: frozenset[int]) -> bool:
    common = len(one & other)
    return common >= _TWINS * (len(one) + len(other) - common) and common > 0
