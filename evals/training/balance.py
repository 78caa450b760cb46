"""Keeps of many pairs those that neither word overlap nor the kind of claim can tell apart."""

from collections.abc import Callable, Hashable, Sequence
from random import Random

from evals.training.support import Pair, containment

_BINS = 12
_UNEVEN = 1.8
"""How many times as many pairs of one label as of the other are kept where the overlap is the same."""

_UNEVEN_KIND = 1.2
_LARGEST = 0.12
"""Share of all the pairs of a label that one kind may hold: common kinds would drown the rare ones."""


def balanced(pairs: Sequence[Pair], size: int, rng: Random) -> list[Pair]:
    """Return at most `size` pairs, as many true as false, of each overlap and of each kind as far as it goes."""
    mixed = rng.sample(pairs, len(pairs))
    alike = _evened(mixed, lambda pair: round(containment(pair.claim, pair.text) * _BINS), _UNEVEN, size)
    most = int(size / 2 * _LARGEST)
    strange = [pair for pair in alike if pair.kind == "neighbour"]
    twins = _evened([pair for pair in alike if pair.kind != "neighbour"], _kind, _UNEVEN_KIND, most)
    halves = [[pair for pair in (*twins, *strange[:most]) if pair.label == label] for label in (0, 1)]
    least = min(size // 2, *map(len, halves))
    return rng.sample([pair for half in halves for pair in rng.sample(half, least)], 2 * least)


def _kind(pair: Pair) -> str:
    """Return the alteration that a pair comes from, on whichever side of it the claim stands."""
    return pair.kind.rpartition(":")[2]


def _evened(pairs: Sequence[Pair], key: Callable[[Pair], Hashable], uneven: float, most: int) -> list[Pair]:
    """Keep of each group about as many pairs of one label as of the other, and no more than `most`."""
    groups: dict[Hashable, tuple[list[Pair], list[Pair]]] = {}
    for pair in pairs:
        groups.setdefault(key(pair), ([], []))[pair.label].append(pair)
    kept: list[Pair] = []
    for halves in groups.values():
        limit = min(most, int(uneven * min(map(len, halves))))
        kept += [pair for half in halves for pair in half[:limit]]
    return kept
