"""Marks the sentences of a passage by which it answers, as a reader sees each of them alone.

    python -m evals.training.mark --model FOLDER --weights PACKED --data PAIRS.jsonl --out FOLDER

Questions were written by hand for whole passages. Which of its sentences answers is an earlier reader's judgement, the
best of them for certain: a passage that answers has one. Pairs that are no question, or not answered, are left alone.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.lines import read_lines, rewrite
from evals.training.passage import alone
from index.read_pairs import PairReader

_SEEN = 0.2
"""Probability below which the best sentence is not believed: the answer is in several, or was not seen."""

_AT_ONCE = 512


def marked(pairs: Sequence[dict[str, Any]], reader: PairReader) -> Iterator[dict[str, Any]]:
    """Yield each pair, those that answer with `sentences`: what each sentence is worth beside the best."""
    for at in range(0, len(pairs), _AT_ONCE):
        some = pairs[at : at + _AT_ONCE]
        texts_of = [alone(pair) if _is_asked(pair) else [] for pair in some]
        read = [(text, pair["question"]) for pair, texts in zip(some, texts_of, strict=True) for text in texts]
        worth = iter([float(p) for p in reader.read("answers", read)])
        for pair, texts in zip(some, texts_of, strict=True):
            own = [next(worth) for _ in texts]
            best = max(own, default=0.0)
            yield {**pair, "sentences": [round(p / best, 2) for p in own]} if best >= _SEEN else pair


def _is_asked(pair: Mapping[str, Any]) -> bool:
    return "question" in pair and pair["label"] == 1 and "sentences" not in pair


def main() -> None:
    """Read pairs, write them marked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True, help="packed weights of the reader that judges")
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True, help="folder")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    reader = PairReader(options.model, options.weights)
    for path in options.data:
        pairs = [pair for _, pair in read_lines(path)]
        rewrite(options.out / path.name, marked(pairs, reader))
        print(f"{path.stem}: {len(pairs)} pairs", flush=True)


if __name__ == "__main__":
    main()
