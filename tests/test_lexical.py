"""Lexical search: the same scores as bm25s, and counts that can be continued."""

import bm25s
import numpy as np

from index.lexical import K1, B, Counts, LexicalIndex, Tally

TEXTS = [
    ["carte", "resident", "prix", "carte"],
    ["creche", "place", "commission"],
    [],
    ["carte", "creche", "prix", "prix", "prix"],
    ["logement"],
]


def numbered(texts: list[list[str]], vocabulary: dict[str, int], heads: list[list[str]] | None = None) -> Counts:
    tally = Tally(vocabulary)
    for head, text in zip(heads or [[] for _ in texts], texts, strict=True):
        tally.add(head, text)
    return tally.counts()


def test_scores_are_those_of_bm25s() -> None:
    vocabulary: dict[str, int] = {}
    ours = LexicalIndex(numbered(TEXTS, vocabulary), vocabulary)
    theirs = bm25s.BM25(method="lucene", k1=K1, b=B)
    theirs.index([text or [""] for text in TEXTS], show_progress=False)
    theirs_without_empty = bm25s.BM25(method="lucene", k1=K1, b=B)
    full = [text for text in TEXTS if text]
    theirs_without_empty.index(full, show_progress=False)
    again: dict[str, int] = {}
    mine = LexicalIndex(numbered(full, again), again)
    for question in (["carte"], ["creche", "prix"], ["logement", "carte"]):
        expected = theirs_without_empty.get_scores(question)
        assert np.allclose(mine.scores(dict.fromkeys(question, 1.0)), expected, atol=1e-6)
        assert ours.scores(dict.fromkeys(question, 1.0))[2] == 0


def test_a_word_of_the_heading_counts_more_than_one_of_the_body() -> None:
    vocabulary: dict[str, int] = {}
    counts = numbered([["place", "mairie"], ["place", "creche"]], vocabulary, [["creche"], ["mairie"]])
    scores = LexicalIndex(counts, vocabulary).scores({"creche": 1.0})
    assert scores[0] > scores[1] > 0


def test_weights_scale_and_unknown_words_count_for_nothing() -> None:
    vocabulary: dict[str, int] = {}
    index = LexicalIndex(numbered(TEXTS, vocabulary), vocabulary)
    assert np.allclose(index.scores({"carte": 0.5, "inconnu": 1.0}), 0.5 * index.scores({"carte": 1.0}))
    assert index.rarity("inconnu") > index.rarity("creche") > 0


def test_counts_continued_are_counts_made_at_once() -> None:
    vocabulary: dict[str, int] = {}
    first, second = numbered(TEXTS[:2], vocabulary), numbered(TEXTS[2:], vocabulary)
    whole = numbered(TEXTS, dict(vocabulary))
    joined = Counts.join([first, second])
    order = np.array([4, 0, 3], dtype=np.int64)
    for one, other in ((joined, whole), (joined.select(order), numbered([TEXTS[i] for i in order], dict(vocabulary)))):
        assert one.starts.tolist() == other.starts.tolist()
        assert one.words.tolist() == other.words.tolist()
        assert one.times.tolist() == other.times.tolist()
