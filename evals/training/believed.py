"""Adds to each question asked of a passage the sentence of it that an earlier reader believes most, read alone.

    python -m evals.training.believed --model FOLDER --weights PACKED --data PAIRS.jsonl --out FOLDER

Questions were written by hand for whole passages. Where the passage answers, its best sentence does, as far as that
reader can tell; where it does not, no sentence of it does, and the one believed most is the mistake to unlearn.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from evals.lines import read_lines, rewrite
from evals.training.documents import Pair
from evals.training.passage import sentences_of
from index.read_pairs import PairReader

_SEEN = 0.2
"""Probability below which the best sentence of an answer is not believed: it is in several, or was not seen."""

_AT_ONCE = 512


def with_believed(pairs: Sequence[Pair], reader: PairReader) -> Iterator[Pair]:
    """Yield every pair, a question followed by its sentence; a passage of one sentence has no other."""
    for at in range(0, len(pairs), _AT_ONCE):
        some = pairs[at : at + _AT_ONCE]
        texts_of = [sentences_of(pair["text"]) if "question" in pair else [] for pair in some]
        read = [(text, pair["question"]) for pair, texts in zip(some, texts_of, strict=True) for text in texts]
        worth = iter([float(p) for p in reader.read("answers", read)])
        for pair, texts in zip(some, texts_of, strict=True):
            own = [(next(worth), text) for text in texts]
            yield pair
            if len(own) > 1 and (max(own)[0] >= _SEEN or not pair["label"]):
                yield {**pair, "text": max(own)[1]}


def main() -> None:
    """Read pairs, write them with the sentences believed."""
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
        rewrite(options.out / path.name, with_believed(pairs, reader))
        print(f"{path.stem}: {len(pairs)} pairs", flush=True)


if __name__ == "__main__":
    main()
