"""The reader of pairs: what it was trained for, and that packing keeps it."""

from pathlib import Path

import numpy as np
import pytest

from assistant.wiring import find_reader
from evals.measures.binary import balanced, ranked
from evals.training.pack import fitted

TEXT = "Transport scolaire > Carte\nEn cas de perte de la carte de transport, un duplicata est délivré contre 8 €."


@pytest.mark.needs_model
@pytest.mark.slow
def test_it_reads_both_texts_together(tmp_path: Path) -> None:
    reader = find_reader(tmp_path, "support")
    assert reader
    pairs = [
        (TEXT, "Si vous perdez votre carte, on vous en refait une pour huit euros."),
        (TEXT, "La carte de transport est valable sur toutes les lignes du département."),
    ]
    right, wrong = reader.read("support", pairs)
    assert 0 <= wrong < right <= 1
    of_questions = find_reader(tmp_path, "answers")
    assert of_questions
    answered, absent = of_questions.read("answers", [(TEXT, "C'est combien pour refaire ma carte de bus perdue ?"),
                                               (TEXT, "Quelle est la capitale de l'Australie ?")])  # fmt: skip
    assert absent < 0.1 < answered


@pytest.mark.needs_model
@pytest.mark.slow
def test_a_pair_reads_the_same_alone_and_among_others(tmp_path: Path) -> None:
    reader = find_reader(tmp_path, "support")
    assert reader
    pairs = [(TEXT, "Le duplicata coûte 8 €."), (TEXT * 4, "Le duplicata est gratuit."), ("", "Rien."), (TEXT, "")]
    together = reader.logits("support", pairs)
    alone = np.concatenate([reader.logits("support", [pair]) for pair in pairs])
    assert np.abs(together - alone).max() < 0.2  # bfloat16
    assert reader.read("support", []).shape == (0,)


def test_a_calibration_gives_back_the_probabilities_that_made_the_labels() -> None:
    rng = np.random.default_rng(0)
    scores = rng.normal(0, 3, 20_000)
    labels = (rng.random(20_000) < 1 / (1 + np.exp(-(0.5 * scores - 1)))).astype(float)
    slope, bias = fitted(scores, labels)
    assert slope == pytest.approx(0.5, abs=0.03)
    assert bias == pytest.approx(-1, abs=0.08)


def test_balanced_accuracy_weighs_both_classes_alike() -> None:
    assert balanced([True, False, False, False], [True, True, True, False]) == pytest.approx((1 + 1 / 3) / 2)


def test_the_area_under_the_curve_counts_ties_as_halves() -> None:
    assert ranked([True, False, True, False], [0.9, 0.1, 0.4, 0.4]) == pytest.approx(3.5 / 4)
    assert np.isnan(ranked([True], [1.0]))
