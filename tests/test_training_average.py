"""Two trainings make one: a part of each, and what only the newer has."""

import pytest

torch = pytest.importorskip("torch")


def test_it_is_a_share_of_the_older_and_the_rest_of_the_newer() -> None:
    from evals.training.average import averaged

    older = {"layer": torch.zeros(2, 2), "heads": torch.zeros(2, 3)}
    newer = {"layer": torch.ones(2, 2), "heads": torch.ones(3, 3), "new": torch.ones(1)}
    mean = averaged(older, newer, 0.4)
    assert mean["layer"].eq(torch.tensor(0.6)).all()
    assert mean["heads"].tolist() == [[pytest.approx(0.6)] * 3] * 2 + [[1.0] * 3], "the head that the older has not"
    assert mean["new"].tolist() == [1.0] and newer["layer"].eq(1).all()
