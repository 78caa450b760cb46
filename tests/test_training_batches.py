"""A training reads every pair once a round, in batches of like length and in another order each time."""

import random

from evals.training.train import Example, batches


def test_a_round_holds_every_pair_once_and_fills_its_batches() -> None:
    examples = [Example([number] * (1 + number % 500), 0, 1.0) for number in range(300)]
    found = list(batches(examples, random.Random(1)))
    assert sorted(one.ids[0] for batch in found for one in batch) == list(range(300))
    tokens = [sum(len(one.ids) for one in batch) for batch in found]
    assert max(tokens) <= 4096 and sum(size > 3000 for size in tokens) >= len(tokens) - 1
    assert list(batches(examples, random.Random(2))) != found
