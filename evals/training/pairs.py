"""Writes the training pairs made by rule: `python -m evals.training.pairs --home HOME --out FOLDER`.

The same library and the same seed give the same files. Beside them, `rules.json` says what they were made from, and
how many pairs of each kind they hold.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import numpy as np

from evals.lines import rewrite
from evals.training.answers import Answered, answers_of
from evals.training.balance import balanced
from evals.training.source import Corpus, Excerpt, documents_of, passages_of
from evals.training.support import Pair, pairs_of
from index.snapshot import DocumentRow
from index.types import Vectors

SEED = 20261122
SUPPORT = 60_000
PER_DOCUMENT = 25
"""Excerpts taken of one document for `support`: a book of law would drown the sheets."""

SIBLINGS = 5
NEAR = 6
_CASES = Path(__file__).parent.parent / "cases"


def support(corpus: Corpus, rng: Random) -> list[Pair]:
    """Make the pairs of a text and a claim; near excerpts are those of the document, and of those of a near title."""
    pairs: list[Pair] = []
    for sheet, siblings in families(corpus, corpus.documents):
        chosen = rng.sample(sheet, min(len(sheet), PER_DOCUMENT))
        others = [*sheet, *(excerpt for sibling in siblings[:2] for excerpt in sibling)]
        for excerpt, near in zip(chosen, nearest(vectors_of(corpus, chosen), vectors_of(corpus, others)), strict=True):
            pairs += pairs_of(excerpt, [others[place] for place in near if others[place] is not excerpt], rng)
    return balanced(pairs, SUPPORT, rng)


def answers(corpus: Corpus, rng: Random) -> list[Answered]:
    """Make the pairs of a text and a question, from the sheets of procedure."""
    pairs: list[Answered] = []
    strange: Sequence[Excerpt] = ()
    for sheet, siblings in families(corpus, [row for row in corpus.documents if row.kind == "procedure"]):
        near = [excerpt for sibling in siblings for excerpt in sibling]
        pairs += answers_of(sheet, near, strange or near, rng)
        strange = sheet if rng.random() < 0.2 else strange
    return rng.sample(pairs, len(pairs))


def families(
    corpus: Corpus, rows: Sequence[DocumentRow]
) -> Iterator[tuple[Sequence[Excerpt], Sequence[Sequence[Excerpt]]]]:
    """Yield the excerpts of each document that has some, and those of the documents with the nearest titles."""
    place_of = {row.id: place for place, row in enumerate(corpus.content.documents)}
    sheets = [(place_of[row.id], sheet) for row in rows if (sheet := corpus.excerpts(row))]
    titles = np.asarray(corpus.content.titles[[place for place, _ in sheets]], dtype=np.float32)
    for number, near in enumerate(nearest(titles, titles)):
        yield sheets[number][1], [sheets[place][1] for place in near if place != number][:SIBLINGS]


def vectors_of(corpus: Corpus, excerpts: Sequence[Excerpt]) -> Vectors:
    """Return one vector an excerpt."""
    return np.asarray(corpus.content.vectors[[one.row for one in excerpts]], dtype=np.float32)


def nearest(vectors: Vectors, others: Vectors) -> list[list[int]]:
    """Return for each vector the places of the others nearest to it, itself among them, nearest first."""
    return [list(row) for row in np.argsort(-(vectors @ others.T), axis=1)[:, : NEAR + 1].tolist()]


def write(pairs: Sequence[Pair | Answered], file: Path) -> dict[str, int]:
    """Write one JSON line a pair; return how many there are of each kind."""
    rewrite(file, (pair._asdict() for pair in pairs))
    return dict(Counter(f"{pair.label} {pair.kind}" for pair in pairs).most_common())


def main() -> None:
    """Write both files and what they were made from."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="library, with its index in `index`")
    parser.add_argument("--out", type=Path, required=True, help="folder to write into")
    parser.add_argument("--apart", type=Path, nargs="*", default=[], help="JSONL of passages kept for pairs by hand")
    options = parser.parse_args()
    corpus = Corpus(options.home, documents_of(_CASES), passages_of(options.apart))
    options.out.mkdir(parents=True, exist_ok=True)
    counts = {
        "answers": write(answers(corpus, Random(SEED)), options.out / "answers.rules.jsonl"),
        "support": write(support(corpus, Random(SEED)), options.out / "support.rules.jsonl"),
    }
    made = {"seed": SEED, "index": corpus.content.name, "counts": counts}
    (options.out / "rules.json").write_text(json.dumps(made, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
