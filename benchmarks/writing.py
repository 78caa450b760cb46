"""How fast the embedded model reads and writes, what each of our tricks gains, how near it is to the memory's speed.

    python -m benchmarks.writing HOME_DIR

The prompts are those that `glose ask` sends for development cases. The machine must be at rest: a program beside it
takes more than its share, for the threads wait for each other.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from threading import Thread
from time import perf_counter

import numpy as np

from assistant.installing.models import GENERATOR, find, model_places
from assistant.types import Message
from assistant.wiring import assemble, choose_embedder
from assistant.writing import generate_llama
from assistant.writing.generate_llama import LlamaGenerator
from assistant.writing.write import LIMIT, grammar, messages
from benchmarks.cases import CASES, read_lines, table
from corpus.library import Library
from index.search import Searcher

_QUESTIONS = 12
_GIGABYTE = 10**9


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is sent for a question."""

    messages: Sequence[Message]
    grammar: str


def prompts(home: Path, cases: Path) -> list[Prompt]:
    """Return the prompts for the first quotation of the first questions that Glose answers."""
    embedder = choose_embedder("e5", home)
    assistant = assemble(home, embedder, Searcher.open(Library(home), home / "index", embedder), "none")
    found: list[Prompt] = []
    for case in read_lines(cases):
        if citations := assistant.ask(case["question"]).citations:
            found.append(Prompt(messages(citations[0]), grammar(citations[0].number)))
        if len(found) == _QUESTIONS:
            break
    return found


def read(generator: LlamaGenerator, prompt: Prompt, *, kept: bool) -> tuple[int, float]:
    """Return the tokens computed and the seconds to the first word, with or without the kept state."""
    if not kept:
        generator._kept.clear()
    since = perf_counter()
    list(generator.write(prompt.messages, grammar=prompt.grammar, limit=1))
    return generator.evaluated, perf_counter() - since


def written(generator: LlamaGenerator, prompt: Prompt, *, guesses: int) -> float:
    """Return the tokens a second after the first, guessing so many at a time."""
    generate_llama._GUESSES = guesses
    pieces = generator.write(prompt.messages, grammar=prompt.grammar, limit=LIMIT)
    next(pieces)
    since = perf_counter()
    return sum(1 for _ in pieces) / (perf_counter() - since)


def bandwidth(threads: int) -> float:
    """Return the bytes a second that these threads read from memory: a word takes a reading of all the weights.

    The best of many readings: what a virtual machine is given varies from one second to the next.
    """
    shares = [np.ones(_GIGABYTE // 4 // threads, np.float32) for _ in range(threads)]
    best = 0.0
    for _ in range(20):
        readers = [Thread(target=share.dot, args=(share,)) for share in shares]
        since = perf_counter()
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        best = max(best, sum(share.nbytes for share in shares) / (perf_counter() - since))
    return best


def main() -> None:
    """Print the table: medians over the questions."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("home", type=Path)
    arguments.add_argument("--cases", type=Path, default=CASES / "counter.dev.jsonl")
    given = arguments.parse_args()
    sent = prompts(given.home, given.cases)
    folder = find(GENERATOR, model_places(given.home))
    if folder is None:
        raise SystemExit(f"{GENERATOR} is not prepared: glose models prepare")
    file, since, default = folder / "model.gguf", perf_counter(), generate_llama._GUESSES
    generator = LlamaGenerator(file, name=GENERATOR)
    rows = [["", "median"], ["load, s", f"{perf_counter() - since:.1f}"]]
    for label, kept in (("whole prompt", False), ("constant turns kept", True)):
        counts, seconds = zip(*(read(generator, prompt, kept=kept) for prompt in sent), strict=True)
        speed = median(count / second for count, second in zip(counts, seconds, strict=True))
        rows.append([f"{label}: tokens computed", f"{median(counts):.0f}"])
        rows.append([f"{label}: seconds to the first word", f"{median(seconds):.2f}"])
        rows.append([f"{label}: tokens read a second", f"{speed:.0f}"])
    plain, guessing = (median(written(generator, prompt, guesses=g) for prompt in sent) for g in (0, default))
    rows.append(["tokens written a second, one at a time", f"{plain:.1f}"])
    rows.append([f"tokens written a second, {default} guessed", f"{guessing:.1f}"])
    bound = bandwidth(generate_llama._processors())
    rows.append(["memory read, GB/s", f"{bound / _GIGABYTE:.1f}"])
    rows.append(["share of the memory's speed, one at a time", f"{plain * file.stat().st_size / bound:.0%}"])
    table(rows)


if __name__ == "__main__":
    main()
