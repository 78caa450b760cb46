"""Time of answers by quotation, models loaded, over 100 questions of the sheets' set."""

import argparse
import os
from pathlib import Path
from random import Random
from time import perf_counter

import numpy as np

from assistant.settings import read_settings
from assistant.wiring import assemble, choose_embedder
from benchmarks.cases import retrieval_set, table
from corpus.library import Library
from index.search import Searcher

_QUESTIONS = 100


def main() -> None:
    """Print the table; the first question, which opens the index, is timed apart."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("home", type=Path)
    home = arguments.parse_args().home
    since = perf_counter()
    embedder = choose_embedder(read_settings(home, os.environ).embedder, home)
    assistant = assemble(home, embedder, Searcher.open(Library(home), home / "index", embedder), "none")
    questions = [question for question, _ in retrieval_set("paraphrased") + retrieval_set("sheets")]
    chosen = Random(0).sample(questions, _QUESTIONS + 1)
    assistant.ask(chosen[0])
    print(f"start, with the first answer: {perf_counter() - since:.2f} s")
    answers = [assistant.ask(question) for question in chosen[1:]]
    rows = [["ms", "p50", "p95", "max"]]
    for name in ("search", "first_sentence", "total"):
        times = [answer.timings[name] for answer in answers]
        rows.append([name, *(f"{value:.0f}" for value in np.percentile(times, [50, 95, 100]))])
    table(rows)
    print(f"{sum(answer.outcome != 'abstained' for answer in answers)} answered of {len(answers)}")


if __name__ == "__main__":
    main()
