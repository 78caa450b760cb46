"""Where the time of a verified wording goes: search, quotations, reading the prompt, writing, verifying.

    python -m benchmarks.steps HOME_DIR

The first answered questions of the development cases, with the embedded model; medians. The machine must be at rest.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter

from assistant.types import Generator, Message, Verdict, Verifier
from assistant.wiring import assemble, choose_embedder, choose_generator
from benchmarks.cases import CASES, read_lines, table
from corpus.library import Library
from index.search import Searcher

_QUESTIONS = 30


class _Clock:
    """Seconds spent in each step of the question in hand."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    def add(self, step: str, since: float) -> None:
        self.spent[step] = self.spent.get(step, 0.0) + perf_counter() - since


class _TimedGenerator:
    """Tells reading the prompt (until the first piece) from writing."""

    def __init__(self, generator: Generator, clock: _Clock) -> None:
        self.name, self._generator, self._clock = generator.name, generator, clock

    def write(self, messages: Sequence[Message], /, *, grammar: str, limit: int) -> Iterator[str]:
        step, since = "reading the prompt", perf_counter()
        for piece in self._generator.write(messages, grammar=grammar, limit=limit):
            self._clock.add(step, since)
            yield piece
            step, since = "writing", perf_counter()
        self._clock.add(step, since)


class _TimedGuard:
    def __init__(self, guard: Verifier, clock: _Clock) -> None:
        self.name, self._guard, self._clock = guard.name, guard, clock

    def verify(self, pairs: Sequence[tuple[str, str]], /) -> list[Verdict]:
        since = perf_counter()
        verdicts = self._guard.verify(pairs)
        self._clock.add("verifying", since)
        return verdicts


def main() -> None:
    """Print the table: medians over the questions that end with a wording."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("home", type=Path)
    home = arguments.parse_args().home
    embedder, clock = choose_embedder("e5", home), _Clock()
    assistant = assemble(home, embedder, Searcher.open(Library(home), home / "index", embedder), "embedded")
    generator = choose_generator("embedded", home)
    assert generator is not None
    timed = _TimedGenerator(generator, clock)
    assistant = replace(assistant, generator=lambda: timed, guard=_TimedGuard(assistant.guard, clock))
    steps: dict[str, list[float]] = {}
    for case in read_lines(CASES / "counter.dev.jsonl"):
        clock.spent = {}
        answer = assistant.ask(case["question"])
        if "writing" not in clock.spent:
            continue
        told = {name: answer.timings[name] / 1000 for name in ("search", "first_sentence", "total")}
        first = {"search": told["search"], "choosing the quotations": told["first_sentence"] - told["search"]}
        for step, seconds in (first | clock.spent | {"whole verified wording": told["total"]}).items():
            steps.setdefault(step, []).append(seconds)
        if len(steps["search"]) == _QUESTIONS:
            break
    table([["step", "median, s", "n"], *([step, f"{median(s):.2f}", str(len(s))] for step, s in steps.items())])


if __name__ == "__main__":
    main()
