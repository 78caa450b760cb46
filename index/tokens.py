"""Texts cut into the tokens that the embedded models read; the only file of the run-time that knows tokenizers."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from tokenizers import Tokenizer

from index.fold import fold

_MAX_TEXT = 512
_MAX_PAIR = 320
_MAX_SAID = 96
_WORD_OPENS = "▁"
"""What sentencepiece writes for the space before a word."""
_START, _END = 0, 2
"""Of a text, in the tokens of XLM-RoBERTa, which the models' are."""


class Tokens:
    """The tokenizer of an assembled folder."""

    def __init__(self, folder: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    @cached_property
    def whole_words(self) -> frozenset[str]:
        """The words of four letters or more that are one token, folded: a typing error is most often in pieces."""
        opening = (token[1:] for token in self._tokenizer.get_vocab() if token.startswith(_WORD_OPENS))
        return frozenset(word for word in map(fold, opening) if len(word) > 3 and word.isascii() and word.isalpha())

    def of_texts(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the tokens of each text; beyond 512 they are cut, as the model was trained."""
        found = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        return [ids if len(ids) <= _MAX_TEXT else [*ids[: _MAX_TEXT - 1], _END] for ids in found]

    def of_pair(self, text: str, said: str) -> list[int]:
        """Return the tokens of two texts, what is said first, so that a long text is what is cut."""
        first = self._tokenizer.encode(said, add_special_tokens=False).ids[:_MAX_SAID]
        second = self._tokenizer.encode(text, add_special_tokens=False).ids[: _MAX_PAIR - len(first)]
        return [_START, *first, _END, _END, *second, _END]
