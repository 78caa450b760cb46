"""Turns what a search found for a question, and a person judged, into pairs.

    python -m evals.training.found HOME --out FOLDER

`written/found.jsonl` names passages of `HOME` that an earlier reader believed to answer, and the sentences by which
they do, if any: mostly they do not. Passages that nobody wrote a question for are what a question really meets.
"""

import random
from collections.abc import Iterator, Mapping
from typing import Any

from corpus.cut import cut
from corpus.types import Document
from evals.lines import read_lines
from evals.training.documents import Pair, hold_out
from evals.training.passage import text_of
from evals.training.written import WRITTEN, library_and_folder

FOUND = WRITTEN / "found.jsonl"

_SILENT = 2
"""Sentences, drawn at random, of a passage that does not answer."""


def pairs_of(row: Mapping[str, Any], document: Document, rng: random.Random) -> Iterator[Pair]:
    """Yield the passage, the sentences that answer, or some of those that do not.

    Beside a sentence that answers, another may answer in part: it is left out.
    """
    place = row["start"], row["end"]
    passage = next(one for one in cut(document) if (one.start, one.end) == place)
    text = text_of(document, passage)
    alone = {(one.start, one.end): said for one, said in zip(passage.sentences, text.sentences, strict=True)}
    saying = [alone[start, end] for start, end in row["answers"]]  # a KeyError: the document is another version
    label = int(bool(saying))
    asked = {"question": row["question"], "label": label}
    yield {"text": text.whole, **asked}
    if len(alone) > 1:
        for said in saying or rng.sample(text.sentences, min(_SILENT, len(alone))):
            yield {"text": said, **asked}


def main() -> None:
    """Write the pairs to train on, and those of the questions held out."""
    library, folder = library_and_folder(__doc__)
    rng = random.Random(7)
    made = ((row["question"], pairs_of(row, library.document(row["document"]), rng)) for _, row in read_lines(FOUND))
    hold_out("found", made, folder)


if __name__ == "__main__":
    main()
