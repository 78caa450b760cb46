"""Is the document that answers found, and how high? By ids, without a model as judge; through ir_measures."""

from collections.abc import Mapping, Sequence

from evals.measures.intervals import averaged
from evals.types import Measured

_NAMES = {"hit@1": "Success@1", "recall@5": "R@5", "recall@100": "R@100", "mrr@10": "RR@10", "ndcg@10": "nDCG@10"}
"""As the report and as ir_measures write them."""


def retrieval_measured(
    gold: Mapping[str, set[str]], found: Mapping[str, Sequence[tuple[str, float]]]
) -> dict[str, Measured]:
    """Return hit@1, recall@5, recall@100, MRR@10 and nDCG@10, by question; relevance is binary.

    `gold` are the documents that answer, `found` those of a search with their scores: a document found twice counts
    once, at its best; ties keep their order. With g = |gold|, and r(i) = 1 if the i-th document is gold, else 0:

    - hit@1 = r(1);
    - recall@k = (r(1) + … + r(k)) / g;
    - MRR@10: the mean of 1 / (least i ≤ 10 of which r(i) = 1), 0 where there is none;
    - nDCG@10 = Σ r(i) / log2(i + 1), i ≤ 10, over the same sum with gold first (Järvelin and Kekäläinen, 2002).

    A question of which `found` says nothing was not searched, and is a failure; an empty list is a search that found
    nothing, and scores 0. A question that no document answers is left out.
    """
    gold = {question: documents for question, documents in gold.items() if documents}
    searched = {question: documents for question, documents in gold.items() if question in found}
    values = _values(searched, found) if searched else {}
    failed = len(gold) - len(searched)
    return {name: averaged(name, values.get(name, {}), failed=failed) for name in _NAMES}


def _values(
    gold: Mapping[str, set[str]], found: Mapping[str, Sequence[tuple[str, float]]]
) -> dict[str, dict[str, float]]:
    """Return the value of each measure for each question."""
    import ir_measures

    judged = {question: dict.fromkeys(documents, 1) for question, documents in gold.items()}
    run = {question: _ranked(found[question]) for question in gold}
    measures = {ir_measures.parse_measure(theirs): ours for ours, theirs in _NAMES.items()}
    values: dict[str, dict[str, float]] = {name: dict.fromkeys(gold, 0.0) for name in _NAMES}
    for one in ir_measures.iter_calc(list(measures), judged, run):
        values[measures[one.measure]][one.query_id] = float(one.value)
    return values


def _ranked(hits: Sequence[tuple[str, float]]) -> dict[str, float]:
    """Return scores that say the order alone: the library rounds them, and would order ties by id."""
    best_first = dict.fromkeys(document for document, _ in sorted(hits, key=lambda hit: -hit[1]))
    return {document: float(-rank) for rank, document in enumerate(best_first)}
