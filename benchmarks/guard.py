"""What the guard is worth: the same questions answered by quotations, by the model under guard, and by the model alone.

    python -m benchmarks.guard HOME_DIR --cases evals/cases/counter.dev.jsonl

"Unguarded" is the embedded model over the same chosen sentences, without the decision to abstain and without
verification: a switch of this file, which nothing that people use can reach.
"""

import argparse
import json
import os
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from assistant.as_json import answer_as_json
from assistant.ask import Assistant
from assistant.settings import read_settings
from assistant.types import Verdict
from assistant.wiring import assemble, choose_embedder
from benchmarks.cases import CASES, interval, read_lines, table
from corpus.library import Library
from index.search import Searcher

MODES = ("quotes", "guarded", "unguarded")


class _Yes:
    """A verifier that lets everything pass."""

    name = "none"

    def verify(self, pairs: Sequence[tuple[str, str]], /) -> list[Verdict]:
        return [Verdict(support=1.0) for _ in pairs]


class _AlwaysAnswers:
    """A relevance that never abstains."""

    def __init__(self, relevance: Any) -> None:
        self.name, self.weigh = relevance.name, relevance.weigh
        self.threshold = self.near = self.foreign = 0.0


def build(home: Path, mode: str) -> Assistant:
    """Return the assistant of a mode, over the index of a home."""
    embedder = choose_embedder(read_settings(home, os.environ).embedder, home)
    searcher = Searcher.open(Library(home), home / "index", embedder)
    assistant = assemble(home, embedder, searcher, "none" if mode == "quotes" else "embedded")
    if mode == "unguarded":
        return replace(assistant, guard=_Yes(), relevance=_AlwaysAnswers(assistant.relevance))
    return assistant


def run(assistant: Assistant, cases: Sequence[dict[str, Any]], out: Path) -> list[dict[str, Any]]:
    """Answer each case; what stands in `out` already is not asked again."""
    known = {answer["id"]: answer for answer in read_lines(out)} if out.exists() else {}
    with out.open("a", encoding="utf-8") as file:
        for number, case in enumerate(cases, start=1):
            if case["id"] not in known:
                known[case["id"]] = answer_as_json(assistant.ask(case["question"]), case["id"])
                file.write(json.dumps(known[case["id"]], ensure_ascii=False) + "\n")
                file.flush()
                print(f"{number} of {len(cases)}", flush=True)
    return [known[case["id"]] for case in cases]


def shown(answer: dict[str, Any], mode: str) -> str:
    """Return the text that a reader takes for the answer: without the guard, the model's words alone."""
    kept = [s["text"] for s in answer["sentences"] if mode != "unguarded" or s["origin"] == "written"]
    return " ".join(" ".join(kept).split())


def measures(cases: Sequence[dict[str, Any]], answers: Sequence[dict[str, Any]], mode: str) -> dict[str, list[float]]:
    """Return the values of each measure, one a case, a sentence or an answer."""
    both = list(zip(cases, answers, strict=True))
    answered = [(c, a) for c, a in both if a["outcome"] != "abstained" and shown(a, mode)]
    wanted = [(c, a) for c, a in answered if c["answerable"] and c["nuggets"]]
    written = [sum(s["origin"] == "written" for s in a["sentences"]) for _, a in answered]
    return {
        "hallucination rate": [float((c, a) in answered) for c, a in both if not c["answerable"]],
        "error rate": [float((c, a) not in answered) for c, a in both if c["answerable"]],
        "vital nuggets, of the answered": [_found(c["nuggets"], shown(a, mode)) for c, a in wanted],
        "right document cited": [_cites(c, a) for c, a in wanted],
        "forbidden said": [_matches(c.get("forbidden", ()), shown(a, mode)) for c, a in answered],
        "with a wording": [float(w > 0) for w in written],
        "wording passed whole": [
            float(w > 0 and not a["dropped"]) for (_, a), w in zip(answered, written, strict=True)
        ],
        "sentences written": [float(w + len(a["dropped"])) for (_, a), w in zip(answered, written, strict=True)],
        "seconds to the first quotation": [a["timings_ms"]["first_sentence"] / 1000 for _, a in answered],
        "seconds in all": [a["timings_ms"]["total"] / 1000 for _, a in answered],
    }


def _found(nuggets: Sequence[dict[str, Any]], text: str) -> float:
    return float(np.mean([_matches(nugget["patterns"], text) for nugget in nuggets]))


def _matches(patterns: Sequence[str], text: str) -> float:
    return float(any(re.search(pattern, text, re.IGNORECASE) for pattern in patterns))


def _cites(case: dict[str, Any], answer: dict[str, Any]) -> float:
    return float(any(citation["document"] in case["documents"] for citation in answer["citations"]))


def main() -> None:
    """Run the modes asked for, and print one table with a column a mode."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=Path)
    parser.add_argument("--cases", type=Path, default=CASES / "counter.dev.jsonl")
    parser.add_argument("--modes", nargs="+", choices=MODES, default=MODES)
    parser.add_argument("--limit", type=int, default=1000, help="cases, from the first")
    parser.add_argument("--out", type=Path, required=True, help="folder of the answers; those there are kept")
    parser.add_argument("--wrong", action="store_true", help="print the cases that went wrong")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    cases = read_lines(given.cases)[: given.limit]
    columns = {}
    for mode in given.modes:
        answers = run(build(given.home, mode), cases, given.out / f"{given.cases.stem}.{mode}.jsonl")
        columns[mode] = measures(cases, answers, mode)
        dropped = Counter(d["failure"] for a in answers for d in a["dropped"])
        print(mode, "dropped:", dict(dropped.most_common()))
        if given.wrong:
            _print_wrong(cases, answers)
    rows = [["measure", *columns]]
    for name in columns[given.modes[0]]:
        rows.append([name, *(_cell(column[name]) for column in columns.values())])
    table(rows)


def _cell(values: Sequence[float]) -> str:
    return "{:.3f} [{:.3f}–{:.3f}] n {}".format(*interval(values), len(values)) if values else "–"


def _print_wrong(cases: Sequence[dict[str, Any]], answers: Sequence[dict[str, Any]]) -> None:
    for case, answer in zip(cases, answers, strict=True):
        if (answer["outcome"] != "abstained") != case["answerable"]:
            print(case["id"], case["kind"], case["question"], "→", answer["outcome"], answer["reason"])


if __name__ == "__main__":
    main()
