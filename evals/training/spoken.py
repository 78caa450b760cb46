"""Turns the questions written as people speak into pairs with the passages of their document.

    python -m evals.training.spoken --out FOLDER

`written/spoken.jsonl` holds stories, slang and hurried typing asked of the documents of `documents.jsonl`: `d` is the
document, `answered_by` its passages that state what is asked, each alone, and no other does. Half are answered by none:
as a search would, the reader then meets the whole document, near facts included.
"""

import json
import random
from collections.abc import Iterator, Mapping, Sequence

from evals.training.documents import DOCUMENTS, Pair, folder_given, papers, spoken_pairs, write
from evals.training.written import WRITTEN

SPOKEN = WRITTEN / "spoken.jsonl"
_OTHERS = 3
"""Passages beside those that answer; where none does, all are read."""

_TIMES = 2
"""A passage that answers stands so often, against the many that do not."""


def pairs(row: Pair, texts: Mapping[str, Mapping[str, str]], rng: random.Random) -> Iterator[Pair]:
    """Yield the question with what answers it, some of what does not, and a passage of another document.

    `texts` are the passages of each document.
    """
    read = list(spoken_pairs(row, texts[row["d"]]))
    right = [pair for pair in read if pair["label"]]
    wrong = [pair for pair in read if not pair["label"]]
    yield from right * _TIMES
    yield from rng.sample(wrong, min(_OTHERS, len(wrong))) if right else wrong
    foreign = texts[rng.choice([id for id in texts if id != row["d"]])]
    yield {"text": rng.choice(list(foreign.values())), "question": row["question"], "label": 0}


def main(argv: Sequence[str] | None = None) -> None:
    """Write the pairs."""
    folder = folder_given(__doc__, argv)
    rng = random.Random(5)
    texts = {id: paper.texts for id, paper in papers(DOCUMENTS).items()}
    rows = map(json.loads, SPOKEN.read_text("utf-8").splitlines())
    write("spoken", [pair for row in rows for pair in pairs(row, texts, rng)], folder)


if __name__ == "__main__":
    main()
