"""Fits the weights of `assistant/answerable.py` on development cases.

Positive: a question one of whose chosen sentences is of a right document. Negative: the hard unanswerable cases, and
each answerable question again with its right documents taken out of what search found: same topic, answer absent.
Cross-validated by question; the regression has an L2 penalty of 3 on standardised measures.
"""

import argparse
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.answerable import FEATURES, features
from assistant.question import understand
from assistant.quote import choose, weigh
from assistant.settings import read_settings
from assistant.wiring import choose_embedder
from benchmarks.cases import CASES, read_lines, table
from corpus.library import Library
from index.search import Searcher
from index.types import Hit

_PENALTY = 3.0
_FOLDS = 5


@dataclass(frozen=True, slots=True)
class Example:
    """One question over one set of hits."""

    question: str
    measures: tuple[float, ...]
    answers: bool


def examples(searcher: Searcher) -> list[Example]:
    """Return the examples of the development cases and of the paraphrased questions."""
    indexed = {row.id for row in searcher.content.documents}
    found = []
    for case in read_lines(CASES / "answerability.dev.jsonl") + read_lines(CASES / "paraphrased.jsonl"):
        right = set(case["documents"]) & indexed if case.get("answerable", True) else set()
        if case.get("answerable", True) and not right:
            continue
        hits = searcher.search(case["question"], top=30, per_document=3)
        found += _example(searcher, case["question"], hits[:8], right)
        if right:
            others = [h for h in hits if not right & {h.passage.document, *h.twins}]
            found += _example(searcher, case["question"], others[:8], set())
    return found


def _example(searcher: Searcher, question: str, hits: list[Hit], right: set[str]) -> list[Example]:
    query = searcher.query(question)
    candidates = weigh(
        understand(question),
        hits,
        lambda hit: searcher.document(hit.passage.document, hit.version),
        searcher.embedder,
        lambda text: searcher.overlap(query, text),
    )
    chosen = choose(candidates)
    if not chosen:
        return []
    measures = features(chosen)
    return [Example(question, measures, any(c.hit.passage.document in right for c in chosen))]


def fit(measures: NDArray[np.float64], labels: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    """Return weights and bias of a penalised logistic regression, on the scale of the measures."""
    mean, spread = measures.mean(axis=0), measures.std(axis=0) + 1e-9
    scaled = (measures - mean) / spread
    weights, bias = np.zeros(scaled.shape[1]), 0.0
    for _ in range(4000):
        error = 1 / (1 + np.exp(-(scaled @ weights + bias))) - labels
        weights -= 0.5 * (scaled.T @ error + _PENALTY * weights) / len(labels)
        bias -= 0.5 * error.mean()
    return weights / spread, float(bias - (weights * mean / spread).sum())


def auc(scores: NDArray[np.float64], labels: NDArray[np.float64]) -> float:
    """Return the probability that a positive scores above a negative (Mann and Whitney)."""
    above = scores[labels == 1][:, None] - scores[labels == 0][None]
    return float((above > 0).mean() + (above == 0).mean() / 2)


def main() -> None:
    """Print the weights and, for each threshold, the share of positives and of negatives that would be answered."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("home", type=Path)
    home = arguments.parse_args().home
    embedder = choose_embedder(read_settings(home, os.environ).embedder, home)
    given = examples(Searcher.open(Library(home), home / "index", embedder))
    measures = np.array([example.measures for example in given])
    labels = np.array([float(example.answers) for example in given])
    names = sorted({example.question for example in given})
    group = np.array([names.index(example.question) for example in given])
    fold = np.random.default_rng(0).integers(0, _FOLDS, len(names))[group]
    judged = np.zeros(len(given))
    for number in range(_FOLDS):
        weights, bias = fit(measures[fold != number], labels[fold != number])
        judged[fold == number] = 1 / (1 + np.exp(-(measures[fold == number] @ weights + bias)))
    weights, bias = fit(measures, labels)
    print(f"{len(given)} examples, {labels.mean():.2f} positive, cross-validated AUC {auc(judged, labels):.3f}")
    print("weights", dict(zip(FEATURES, weights.round(2).tolist(), strict=True)), "bias", round(bias, 2))
    rows = [["threshold", "positives answered", "negatives answered"]]
    for threshold in (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5):
        said = judged >= threshold
        rows.append([str(threshold), f"{said[labels == 1].mean():.2f}", f"{said[labels == 0].mean():.2f}"])
    table(rows)


if __name__ == "__main__":
    main()
