"""The embedded model, multilingual-e5-small, run by torch alone; the only file that knows torch.

`embed_sentence.py` runs the same folder through sentence-transformers and is what a test compares this with. This file
exists because a person is waiting: it starts in a second and a half instead of five, and embeds sorted, nearly unpadded
batches in bfloat16 where the processor multiplies it natively (figures in docs/decisions/0004-embedder.md).
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from safetensors import safe_open
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from index.types import Progress, Vectors

_HEADS = 12
_LAYERS = 12
_EPSILON = 1e-12
_MAX_TOKENS = 512
_BATCH_TOKENS = 2048
"""Tokens of a batch, padding included: twice as many cost 650 MiB more and gained nothing that could be measured."""


class E5Embedder:
    """The embedder of a fresh installation. Texts beyond 512 tokens are cut, as the model was trained."""

    dimensions = 384
    scale = (0.75, 0.95)

    def __init__(self, folder: Path, *, name: str) -> None:
        self.name = name
        self._dtype = torch.bfloat16 if _fast_bfloat16() else torch.float32
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_MAX_TOKENS)
        with safe_open(folder / "model.safetensors", framework="pt") as weights:
            self._embeddings = {key: weights.get_tensor(f"embeddings.{key}") for key in _EMBEDDINGS}
            self._layers = [_Layer.load(weights, number, self._dtype) for number in range(_LAYERS)]
        self._embeddings[_WORDS] = _mapped(folder / "model.safetensors", f"embeddings.{_WORDS}")

    def embed_passages(self, texts: Sequence[str], /, progress: Progress | None = None) -> Vectors:
        """Return one row per text, in the order given."""
        return self._embed([f"passage: {text}" for text in texts], progress)

    def embed_question(self, text: str, /) -> Vectors:
        """Return one row."""
        return self._embed([f"query: {text}"], None)

    def _embed(self, texts: Sequence[str], progress: Progress | None) -> Vectors:
        # A space at the end would be a token of its own, and move a short question further than a wrong word does.
        tokens = [encoding.ids for encoding in self._tokenizer.encode_batch([text.rstrip() for text in texts])]
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        done = 0
        for batch in _batches([len(ids) for ids in tokens]):
            vectors[batch] = self._forward([tokens[i] for i in batch])
            done += len(batch)
            if progress:
                progress(done, len(texts))
        return vectors

    def _forward(self, batch: Sequence[Sequence[int]]) -> Vectors:
        longest = max(len(ids) for ids in batch)
        ids = torch.ones((len(batch), longest), dtype=torch.long)
        mask = torch.zeros((len(batch), longest), dtype=torch.bool)
        for row, tokens in enumerate(batch):
            ids[row, : len(tokens)] = torch.tensor(tokens)
            mask[row, : len(tokens)] = True
        with torch.inference_mode():
            states = self._embedding_layer(ids).to(self._dtype)
            # A batch of equal lengths needs no mask, and attention without one is faster.
            attention = None if bool(mask.all()) else mask[:, None, None, :]
            for layer in self._layers:
                states = layer(states, attention)
            weight = mask[..., None].to(torch.float32)
            mean = (states.to(torch.float32) * weight).sum(1) / weight.sum(1)
            return F.normalize(mean, dim=1).numpy()

    def _embedding_layer(self, ids: Tensor) -> Tensor:
        table = self._embeddings
        states = F.embedding(ids, table[_WORDS])
        states = states + table["position_embeddings.weight"][: ids.shape[1]] + table["token_type_embeddings.weight"][0]
        return F.layer_norm(states, states.shape[-1:], table["LayerNorm.weight"], table["LayerNorm.bias"], _EPSILON)


_WORDS = "word_embeddings.weight"
_EMBEDDINGS = (
    "position_embeddings.weight",
    "token_type_embeddings.weight",
    "LayerNorm.weight",
    "LayerNorm.bias",
)


def _mapped(path: Path, name: str) -> Tensor:
    """Return a float32 tensor of a safetensors file, left on disk: of 250,000 words a library uses a fifth.

    The file is an eight-byte length, a JSON header with the place of each tensor, and the tensors.
    """
    with path.open("rb") as file:
        size = int.from_bytes(file.read(8), "little")
        entry = json.loads(file.read(size))[name]
    place = 8 + size + entry["data_offsets"][0]
    # Copy on write: torch wants memory that it may write to, and never does.
    return torch.from_numpy(np.memmap(path, np.float32, mode="c", offset=place, shape=tuple(entry["shape"])))


class _Layer:
    """One transformer layer of BERT (Devlin et al., 2019), with query, key and value in one multiplication."""

    def __init__(self, tensors: dict[str, Tensor]) -> None:
        self._t = tensors

    @classmethod
    def load(cls, weights: safe_open, number: int, dtype: torch.dtype) -> "_Layer":
        def get(name: str, part: str) -> Tensor:
            found: Tensor = weights.get_tensor(  # type: ignore[no-untyped-call]
                f"encoder.layer.{number}.{name}.{part}"
            )
            return found.to(dtype)

        tensors = {}
        for part in ("weight", "bias"):
            tensors[f"qkv.{part}"] = torch.cat(
                [get(f"attention.self.{name}", part) for name in ("query", "key", "value")]
            )
            tensors[f"attended.{part}"] = get("attention.output.dense", part)
            tensors[f"attended_norm.{part}"] = get("attention.output.LayerNorm", part)
            tensors[f"wide.{part}"] = get("intermediate.dense", part)
            tensors[f"narrow.{part}"] = get("output.dense", part)
            tensors[f"narrow_norm.{part}"] = get("output.LayerNorm", part)
        return cls(tensors)

    def __call__(self, states: Tensor, mask: Tensor | None) -> Tensor:
        rows, length, width = states.shape
        qkv = self._linear("qkv", states).view(rows, length, 3, _HEADS, width // _HEADS)
        query, key, value = qkv.permute(2, 0, 3, 1, 4)
        attended = F.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        attended = attended.transpose(1, 2).reshape(rows, length, width)
        states = self._norm("attended_norm", states + self._linear("attended", attended))
        inner = F.gelu(self._linear("wide", states))
        return self._norm("narrow_norm", states + self._linear("narrow", inner))

    def _linear(self, name: str, states: Tensor) -> Tensor:
        return F.linear(states, self._t[f"{name}.weight"], self._t[f"{name}.bias"])

    def _norm(self, name: str, states: Tensor) -> Tensor:
        return F.layer_norm(states, states.shape[-1:], self._t[f"{name}.weight"], self._t[f"{name}.bias"], _EPSILON)


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Group texts of like length, longest first, so that the wait is told honestly and padding stays small."""
    order = sorted(range(len(lengths)), key=lambda i: -lengths[i])
    at = 0
    while at < len(order):
        size = max(1, _BATCH_TOKENS // lengths[order[at]])
        yield order[at : at + size]
        at += size


def _fast_bfloat16() -> bool:
    """Whether this processor multiplies bfloat16 itself; elsewhere float32 is faster."""
    return bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())
