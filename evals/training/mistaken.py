"""Adds to what says a field, in invented documents, what an earlier reader wrongly believes to say it.

    python -m evals.training.mistaken --model FOLDER --weights PACKED --documents y --out FOLDER

Every sentence of these documents is marked, so that what is believed and not marked is a mistake: nobody need judge it.
Of whole passages all that say the field are kept, those believed, and a few others; of their sentences the same.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.record.schema import Field, load_schema
from evals.training.documents import DOCUMENTS, Pair, hold_out, papers
from evals.training.fields import Marked, of_paper
from index.read_pairs import PairReader

_BELIEVED = 0.1
"""Probability from which a passage or a sentence is worth unlearning."""

_OTHERS = 0.05
"""Share of the passages that are read though nobody would believe them."""


def mistaken(marked: Marked, fields: Sequence[Field], reader: PairReader, rng: random.Random) -> Iterator[Pair]:
    """Yield passages, then sentences of those that say a field or are believed to, with the question of the field."""
    asked = {field.key: field.asked_of(rng.choice(marked.subjects)) for field in fields}
    pairs = [(passage, key) for key in asked for passage in marked.passages]
    believed = reader.read("says", [(passage.whole, asked[key]) for passage, key in pairs])
    sentences: list[Pair] = []
    for (passage, key), worth in zip(pairs, believed, strict=True):
        label = int(any(key in part.says for part in passage.parts))
        read = label or worth >= _BELIEVED
        if read or rng.random() < _OTHERS:
            yield {"text": passage.whole, "field": asked[key], "label": label}
        if read and len(passage.parts) > 1:
            sentences += [
                {"text": part.alone, "field": asked[key], "label": int(key in part.says)} for part in passage.parts
            ]
    worths = reader.read("says", [(pair["text"], pair["field"]) for pair in sentences])
    yield from (pair for pair, worth in zip(sentences, worths, strict=True) if pair["label"] or worth >= _BELIEVED)


def main() -> None:
    """Write the pairs to train on, and those of the documents held out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True, help="packed weights of the reader that is mistaken")
    parser.add_argument("--documents", default="", help="what their identifiers begin with")
    parser.add_argument("--out", type=Path, required=True, help="folder")
    options = parser.parse_args()
    reader, rng = PairReader(options.model, options.weights), random.Random(9)
    fields = [field for field in load_schema().fields if field.queries]
    invented = papers(DOCUMENTS)
    read = {id for id, paper in invented.items() if paper.fields and id.startswith(options.documents)}
    made = (
        (id, mistaken(of_paper(paper), fields, reader, rng) if id in read else ()) for id, paper in invented.items()
    )
    hold_out("mistaken", made, options.out)


if __name__ == "__main__":
    main()
