"""Turns the sentences with which a draft would have filled its fields, and a person judged, into pairs to train on.

    python -m evals.training.filled HOME --out FOLDER

`written/filled.jsonl` names sentences of real sheets of `HOME` that show the sign of a field, or stand near its words,
and that an earlier reader believed to say it (0.2, or 0.05 where the sign is sure): three in five did not.
"""

import random
from collections.abc import Iterator, Mapping
from typing import Any

from assistant.record.schema import Field, load_schema
from corpus.cut import cut
from corpus.types import Document
from evals.lines import read_lines
from evals.training.documents import Pair, hold_out
from evals.training.passage import text_of
from evals.training.written import WRITTEN, library_and_folder

FILLED = WRITTEN / "filled.jsonl"

_BARE = 0.1
"""Share of the fields that are asked of no decision: a request may name none."""


def pairs_of(row: Mapping[str, Any], document: Document, field: Field, rng: random.Random) -> Iterator[Pair]:
    """Yield the sentences that were judged, and their passages.

    A passage says the field if one of its sentences does; one that holds a doubtful sentence, and none that says it, is
    left out.
    """
    asked = field.asked_of("" if rng.random() < _BARE else row["subject"])
    judged = {start: label for label, key in ((1, "says"), (0, "not"), (None, "doubtful")) for start in row[key]}
    for passage in cut(document):
        text = text_of(document, passage)
        own = [
            (judged.pop(one.start), alone)
            for one, alone in zip(passage.sentences, text.sentences, strict=True)
            if one.start in judged
        ]
        labels = {label for label, _ in own}
        if 1 in labels or labels == {0}:
            yield {"text": text.whole, "field": asked, "label": int(1 in labels)}
        if len(passage.sentences) > 1:
            yield from ({"text": alone, "field": asked, "label": label} for label, alone in own if label is not None)
    if judged:
        raise KeyError(f"{document.id} is another version: no sentence begins at {sorted(judged)}")


def main() -> None:
    """Write the pairs to train on, and those of the sheets held out."""
    library, folder = library_and_folder(__doc__)
    rng = random.Random(7)
    fields = {field.key: field for field in load_schema().fields}
    made = (
        (row["document"], pairs_of(row, library.document(row["document"]), fields[row["field"]], rng))
        for _, row in read_lines(FILLED)
    )
    hold_out("filled", made, folder)


if __name__ == "__main__":
    main()
