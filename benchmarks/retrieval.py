"""Retrieval of documents: words only, vectors only, fused, on the two sets of questions."""

import argparse
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from assistant.settings import read_settings
from assistant.wiring import choose_embedder
from benchmarks.cases import retrieval_set, table
from corpus.library import Library
from evals.measures.intervals import paired
from evals.measures.retrieval import retrieval_measured
from evals.types import Interval, Measured
from index.search import Searcher

_TOP = 100


def measures(searcher: Searcher, name: str) -> dict[str, Measured]:
    """Return each measure of a search on a set of questions."""
    questions = retrieval_set(name)
    gold = {str(number): documents for number, (_, documents) in enumerate(questions)}
    found = {
        str(number): [(hit.passage.document, hit.score) for hit in searcher.search(question, top=_TOP)]
        for number, (question, _) in enumerate(questions)
    }
    return retrieval_measured(gold, found)


def main() -> None:
    """Print the tables."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("home", type=Path)
    home = arguments.parse_args().home
    embedder = choose_embedder(read_settings(home, os.environ).embedder, home)
    fused = Searcher.open(Library(home), home / "index", embedder)
    systems = {"words": replace(fused, share=1.0), "vectors": replace(fused, share=0.0), "fused": fused}
    for name in ("paraphrased", "sheets"):
        table(_rows(name, {system: measures(searcher, name) for system, searcher in systems.items()}))
        print()


def _rows(name: str, results: Mapping[str, Mapping[str, Measured]]) -> list[list[str]]:
    rows = [[name, *results["fused"]]]
    for system, found in results.items():
        rows.append([system, *(_cell(one.interval, "{:.3f} [{:.3f}–{:.3f}]") for one in found.values())])
    for other in ("words", "vectors"):
        gains = [paired(one.values, results[other][key].values) for key, one in results["fused"].items()]
        rows.append([f"fused − {other}", *(_cell(gain, "{:+.3f} [{:+.3f}–{:+.3f}]") for gain in gains)])
    return rows


def _cell(interval: Interval | None, form: str) -> str:
    return form.format(interval.mean, interval.low, interval.high) if interval else "–"


if __name__ == "__main__":
    main()
