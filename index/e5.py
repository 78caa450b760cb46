"""The embedder's folder, opened once for all who read with it: the embedder and both readers of pairs.

Its tokenizer alone takes 0.8 s and 280 MiB (docs/decisions/0004-embedder.md). What is opened here is shared, so nobody
may change it: the training, which does, reads its own with `Bert.load`.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from index.bert import Bert
from index.tokens import Tokens


class E5(NamedTuple):
    """What cuts a text into tokens, and what reads them. Safe to share between threads."""

    tokens: Tokens
    bert: Bert


def open_e5(folder: Path) -> E5:
    """Return what stands in an assembled folder, read the first time only: under its name a model never changes."""
    return _opened(folder.resolve())


@cache
def _opened(folder: Path) -> E5:
    return E5(Tokens(folder), Bert.load(folder))
