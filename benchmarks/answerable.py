"""Answers and abstentions by quotation on hand-written cases: development by default, held out with --test."""

import argparse
import os
import re
from collections import Counter
from pathlib import Path
from typing import Any

from assistant.settings import read_settings
from assistant.types import Answer
from assistant.wiring import assemble, choose_embedder
from benchmarks.cases import CASES, interval, read_lines, table
from corpus.library import Library
from index.search import Searcher

_SPACES = re.compile(r"\s+")


def nuggets_found(case: dict[str, Any], answer: Answer) -> float:
    """Return the share of the vital nuggets that the quotations and their headings show."""
    shown = "\n".join(
        _SPACES.sub(" ", f"{' > '.join((c.source.title, *c.section))}\n{c.quote}") for c in answer.citations
    )
    found = [any(re.search(p, shown, re.I) for p in nugget["patterns"]) for nugget in case["nuggets"]]
    return sum(found) / len(found)


def main() -> None:
    """Print the tables, then each case that went wrong."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("home", type=Path)
    arguments.add_argument("--test", action="store_true", help="the held-out cases: to report, never to tune")
    arguments.add_argument("--wrong", action="store_true", help="print the cases that went wrong")
    given = arguments.parse_args()
    embedder = choose_embedder(read_settings(given.home, os.environ).embedder, given.home)
    library = Library(given.home)
    assistant = assemble(given.home, embedder, Searcher.open(library, given.home / "index", embedder), "none")
    cases = read_lines(CASES / f"answerability.{'test' if given.test else 'dev'}.jsonl")
    answers = [(case, assistant.ask(case["question"])) for case in cases]
    _print_kinds(answers)
    _print_totals(answers, library)
    if given.wrong:
        for case, answer in answers:
            if (answer.outcome != "abstained") != case["answerable"]:
                print(case["id"], case["kind"], case["question"], "→", answer.outcome, answer.reason)


def _print_kinds(answers: list[tuple[dict[str, Any], Answer]]) -> None:
    asked = Counter(case["kind"] for case, _ in answers)
    answered = Counter(case["kind"] for case, answer in answers if answer.outcome != "abstained")
    table([["kind", "asked", "answered"], *([kind, str(n), str(answered[kind])] for kind, n in asked.items())])
    print()


def _print_totals(answers: list[tuple[dict[str, Any], Answer]], library: Library) -> None:
    said = [(case, answer) for case, answer in answers if answer.outcome != "abstained"]
    wanted = [(case, answer) for case, answer in said if case["answerable"]]
    right_sheet = [float(any(c.source.document in case["documents"] for c in a.citations)) for case, a in wanted]
    exact = [
        float(library.document(c.source.document, c.source.version).text[c.span.start : c.span.end] == c.quote)
        for _, answer in said
        for c in answer.citations
    ]
    rows = {
        "hallucination rate": [float(a.outcome != "abstained") for case, a in answers if not case["answerable"]],
        "error rate": [float(a.outcome == "abstained") for case, a in answers if case["answerable"]],
        "vital nuggets quoted, of the answered": [nuggets_found(case, a) for case, a in wanted],
        "right document quoted, of the answered": right_sheet,
        "exact quotations": exact,
        "quotations in an answer": [float(len(a.citations)) for _, a in said],
        "characters quoted": [float(sum(len(c.quote) for c in a.citations)) for _, a in said],
    }
    cells = [[name, "{:.3f} [{:.3f}–{:.3f}]".format(*interval(v)), str(len(v))] for name, v in rows.items()]
    table([["measure", "mean [95 %]", "n"], *cells])


if __name__ == "__main__":
    main()
