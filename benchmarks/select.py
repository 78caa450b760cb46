"""Which sentences answer: chosen without a language model, as Glose does, or by the embedded one, under a grammar.

    python -m benchmarks.select HOME_DIR --limit 60

Both choose among the same ten sentences, weighed alike. A case is won when a sentence chosen holds a vital nugget.
"""

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from assistant.answerable import judge, shows_what_is_asked
from assistant.ask import Asking
from assistant.quoting.quote import Candidate, choose, likeliest, sentences, weigh
from assistant.types import Generator, Message
from assistant.wiring import assemble, choose_embedder, choose_generator
from benchmarks.cases import CASES, interval, read_lines, table
from corpus.library import Library
from index.search import Searcher
from prompts.load import load

_CHOSEN = 5


def chosen_by(generator: Generator, question: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return what the model chooses, best first; nothing when it says that none answers."""
    numbers = " | ".join(f'"{number}"' for number in range(1, len(candidates) + 1))
    more = ' ("," n)?' * (_CHOSEN - 1)
    grammar = f'root ::= "aucune" | n{more}\nn ::= {numbers}'
    sentences = "\n".join(f"[{n}] {' '.join(c.text.split())}" for n, c in enumerate(candidates, start=1))
    turns = load("select.v1").filled(question=question, sentences=sentences)
    said = "".join(generator.write([Message(r, t) for r, t in turns], grammar=grammar, limit=16))  # type: ignore[arg-type]
    return [candidates[int(n) - 1] for n in dict.fromkeys(re.findall(r"\d+", said))]


def _holds(case: dict[str, Any], chosen: Sequence[Candidate]) -> float:
    text = " ".join(" ".join(c.text.split()) for c in chosen)
    found = [any(re.search(p, text, re.IGNORECASE) for p in nugget["patterns"]) for nugget in case["nuggets"]]
    return sum(found) / len(found)


def main() -> None:
    """Print one row for each way of choosing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=Path)
    parser.add_argument("--limit", type=int, default=1000, help="cases, from the first")
    given = parser.parse_args()
    embedder = choose_embedder("e5", given.home)
    searcher = Searcher.open(Library(given.home), given.home / "index", embedder)
    assistant = assemble(given.home, embedder, searcher, "none")
    generator = choose_generator("embedded", given.home)
    assert generator
    rows: dict[str, dict[str, list[float]]] = {name: {} for name in ("without a model", "by the model")}
    for case in read_lines(CASES / "counter.dev.jsonl")[: given.limit]:
        asking = Asking(assistant, searcher, case["question"])
        hits = asking._search(())
        found = sentences(asking._question, hits, asking._document, asking._overlap)
        if not found:
            continue
        judgement = judge(asking._question, found, hits, assistant.relevance)
        candidates = weigh(asking._question, likeliest(found, judgement.passages), assistant.relevance)
        plain = [] if judgement.reason else choose(candidates)
        if not shows_what_is_asked(asking._question, plain):
            plain = []
        _note(rows["without a model"], case, plain, 0.0)
        since = perf_counter()
        _note(rows["by the model"], case, chosen_by(generator, case["question"], candidates), perf_counter() - since)
    header = ["", *rows["by the model"]]
    table([header, *([name, *(_cell(values) for values in row.values())] for name, row in rows.items())])


def _note(row: dict[str, list[float]], case: dict[str, Any], chosen: Sequence[Candidate], seconds: float) -> None:
    if case["answerable"]:
        row.setdefault("refused, answerable", []).append(float(not chosen))
        if chosen and case["nuggets"]:
            row.setdefault("nuggets, of the answered", []).append(_holds(case, chosen))
            row.setdefault("sentences", []).append(float(len(chosen)))
    else:
        row.setdefault("answered, unanswerable", []).append(float(bool(chosen)))
    row.setdefault("seconds", []).append(seconds)


def _cell(values: Sequence[float]) -> str:
    return "{:.3f} [{:.3f}–{:.3f}] n {}".format(*interval(values), len(values))


if __name__ == "__main__":
    main()
