"""Retrieval of documents: words only, vectors only, fused, on the two sets of questions."""

import argparse
import os
from dataclasses import replace
from pathlib import Path

import ir_measures
from ir_measures import RR, R, Success, nDCG

from assistant.settings import read_settings
from assistant.wiring import choose_embedder
from benchmarks.cases import difference, interval, retrieval_set, table
from corpus.library import Library
from index.search import Searcher

MEASURES = (Success @ 1, R @ 5, RR @ 10, nDCG @ 10)


def per_question(searcher: Searcher, name: str) -> dict[str, list[float]]:
    """Return each measure for each question, in the order of the set."""
    questions = retrieval_set(name)
    qrels, run = [], []
    for number, (question, documents) in enumerate(questions):
        qrels += [ir_measures.Qrel(str(number), document, 1) for document in documents]
        hits = searcher.search(question, top=10)
        run += [ir_measures.ScoredDoc(str(number), hit.passage.document, hit.score) for hit in hits]
    found: dict[str, dict[str, float]] = {str(measure): {} for measure in MEASURES}
    for value in ir_measures.iter_calc(MEASURES, qrels, run):
        found[str(value.measure)][value.query_id] = value.value
    return {name: [values.get(str(n), 0.0) for n in range(len(questions))] for name, values in found.items()}


def main() -> None:
    """Print the tables."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("home", type=Path)
    home = arguments.parse_args().home
    library = Library(home)
    embedder = choose_embedder(read_settings(home, os.environ).embedder, home)
    fused = Searcher.open(library, home / "index", embedder)
    systems = {"words": replace(fused, share=1.0), "vectors": replace(fused, share=0.0), "fused": fused}
    for name in ("paraphrased", "sheets"):
        results = {system: per_question(searcher, name) for system, searcher in systems.items()}
        rows = [[name, *map(str, MEASURES)]]
        for system, measures in results.items():
            cells = ["{:.3f} [{:.3f}–{:.3f}]".format(*interval(values)) for values in measures.values()]
            rows.append([system, *cells])
        for other in ("words", "vectors"):
            pairs = zip(results["fused"].values(), results[other].values(), strict=True)
            rows.append(
                [f"fused − {other}", *("{:+.3f} [{:+.3f}–{:+.3f}]".format(*difference(a, b)) for a, b in pairs)]
            )
        table(rows)
        print()


if __name__ == "__main__":
    main()
