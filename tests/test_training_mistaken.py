"""What a reader wrongly believes of a marked document is kept, to be unlearned."""

import random
from collections.abc import Iterable, Sequence
from typing import cast

from assistant.record.schema import load_schema
from evals.training.fields import Labelled, Marked, Part
from evals.training.mistaken import mistaken
from index.read_pairs import Head, PairReader

APPEALS = next(field for field in load_schema().fields if field.key == "appeals")
NEVER = random.Random()
NEVER.random = lambda: 1.0  # type: ignore[method-assign]


class Believer:
    """Believes whatever speaks of a judge."""

    def read(self, head: Head, pairs: Sequence[tuple[str, str]]) -> Iterable[float]:
        assert head == "says"
        return [0.9 if "juge" in text else 0.0 for text, _ in pairs]


def passage(*said: tuple[str, bool]) -> Labelled:
    parts = [Part(text, text, frozenset({"appeals"} if says else ())) for text, says in said]
    return Labelled(" ".join(part.text for part in parts), parts)


def test_what_is_believed_wrongly_is_kept_and_what_nobody_believes_is_not() -> None:
    marked = Marked(
        ["cette aide"],
        [
            passage(("Écrivez au maire.", True), ("Il pleut.", False)),
            passage(("Le juge fixe l'amende.", False), ("Elle est due.", False)),
            passage(("Le parc est fermé.", False)),
        ],
    )
    reader = cast("PairReader", Believer())
    found = [(pair["text"], pair["label"]) for pair in mistaken(marked, [APPEALS], reader, NEVER)]
    assert found == [
        ("Écrivez au maire. Il pleut.", 1),
        ("Le juge fixe l'amende. Elle est due.", 0),
        ("Écrivez au maire.", 1),
        ("Le juge fixe l'amende.", 0),
    ]
