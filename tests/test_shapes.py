"""Questions whose answer is told by its shape."""

import pytest

from assistant.asked.shapes import shape_share, shapes_of
from index.fold import fold


@pytest.mark.parametrize(
    ("question", "heading", "answer", "other"),
    [
        ("Qui peut toucher l'aide ?", "Qui peut en bénéficier ?", "Vous devez avoir 18 ans.", "Elle atteint 300 €."),
        ("Quelles conditions ?", "Qui est concerné ?", "Elle est réservée aux locataires.", "Elle dure un an."),
        ("Comment faire pour la demander ?", "Démarche", "Vous déposez le dossier en ligne.", "Elle atteint 300 €."),
        ("Quels papiers faut-il ?", "Pièces", "Vous devez fournir un justificatif de domicile.", "Elle dure un an."),
    ],
)  # fmt: skip
def test_a_heading_and_a_sentence_of_the_shape_are_preferred(
    question: str, heading: str, answer: str, other: str
) -> None:
    shapes = shapes_of(fold(question))
    assert shape_share(shapes, heading, answer) == 1.0
    assert shape_share(shapes, "", answer) == 0.5
    assert shape_share(shapes, "", other) == 0.0


def test_a_question_of_an_amount_has_no_shape() -> None:
    assert shapes_of(fold("Combien coûte la cantine ?")) == ()
