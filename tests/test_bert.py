"""Texts laid end to end are read as each would be alone, in batches that leave none out."""

import pytest
import torch

from index.bert import Bert, Layer, batches

WIDTH = 24
TEXTS = [[5, 6, 7], [8], [9, 10, 11], [12, 13, 14], [15, 16]]
"""Texts of one length both beside each other and apart."""


def encoder(layers: int = 3) -> Bert:
    made = torch.Generator().manual_seed(1)

    def some(*shape: int) -> torch.Tensor:
        return torch.randn(*shape, generator=made) * 0.5

    sizes = {
        "qkv": (3 * WIDTH, WIDTH),
        "attended": (WIDTH, WIDTH),
        "wide": (2 * WIDTH, WIDTH),
        "narrow": (WIDTH, 2 * WIDTH),
    }
    norms = ("attended_norm", "narrow_norm")

    def layer() -> Layer:
        weights = {f"{name}.weight": some(*size) for name, size in sizes.items()}
        biases = {f"{name}.bias": some(size[0]) for name, size in sizes.items()}
        ones = {f"{name}.{part}": some(WIDTH) for name in norms for part in ("weight", "bias")}
        return Layer(weights | biases | ones)

    embeddings = {
        "word_embeddings.weight": some(20, WIDTH),
        "position_embeddings.weight": some(80, WIDTH),
        "token_type_embeddings.weight": some(2, WIDTH),
        "LayerNorm.weight": some(WIDTH),
        "LayerNorm.bias": some(WIDTH),
    }
    return Bert(embeddings, [layer() for _ in range(layers)])


def test_a_text_reads_the_same_alone_and_among_others() -> None:
    bert = encoder()
    for read in (bert.means, bert.firsts):
        together = torch.from_numpy(read(TEXTS))
        alone = torch.cat([torch.from_numpy(read([text])) for text in TEXTS])
        assert together.shape == (len(TEXTS), WIDTH)
        assert torch.allclose(together, alone, atol=1e-5)


def test_the_first_states_are_those_that_all_the_states_begin_with() -> None:
    bert = encoder()
    whole = bert.states(TEXTS)
    starts = [0, 3, 4, 7, 10]
    assert torch.allclose(bert.states(TEXTS, only_firsts=True), whole[starts], atol=1e-5)


def test_texts_take_nothing_from_each_other_and_something_from_their_own_words() -> None:
    bert = encoder()
    before = torch.from_numpy(bert.firsts(TEXTS))
    after = torch.from_numpy(bert.firsts([*TEXTS[:-1], [15, 17]]))
    assert torch.allclose(before[:-1], after[:-1], atol=1e-6)
    assert not torch.allclose(before[-1], after[-1], atol=1e-3)


@pytest.mark.parametrize("lengths", [[], [512] * 9, [3000], [1, 2047, 1, 300, 300]])
def test_batches_hold_every_text_once_the_longest_first(lengths: list[int]) -> None:
    found = list(batches(lengths))
    order = [lengths[i] for batch in found for i in batch]
    assert sorted(i for batch in found for i in batch) == list(range(len(lengths)))
    assert order == sorted(lengths, reverse=True)
    assert all(len(batch) == 1 or sum(lengths[i] for i in batch) <= 2048 for batch in found)
