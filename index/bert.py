"""The transformer inside the embedded models, run by torch alone; the only file of the run-time that knows torch.

`embed_e5.py` reads a text with it, `read_pairs.py` two texts together. It exists because a person is waiting: it starts
in a second and a half where sentence-transformers takes five, and reads sorted, nearly unpadded batches in bfloat16
where the processor multiplies it natively (figures in docs/decisions/0004-embedder.md).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from safetensors import safe_open
from torch import Tensor
from torch.nn import functional as F

from index.types import Vectors

LAYERS = 12
_HEADS = 12
_EPSILON = 1e-12
_BATCH_TOKENS = 2048
"""Tokens of a batch, padding included: twice as many cost 650 MiB more and gained nothing that could be measured."""

_ALIKE = 0.85
"""Share of a batch's longest text that its shortest has at least: a question reads eighteen pairs, of 30 to 300 tokens,
and a third of the tokens were padding."""

_STEP = 16

_WORDS = "word_embeddings.weight"
_EMBEDDINGS = (
    "position_embeddings.weight",
    "token_type_embeddings.weight",
    "LayerNorm.weight",
    "LayerNorm.bias",
)


class Bert:
    """The encoder of multilingual-e5-small: 12 layers of 384, over 250,037 tokens. Safe to share between threads."""

    def __init__(self, embeddings: dict[str, Tensor], layers: "list[Layer]") -> None:
        self.layers = layers
        self._embeddings = embeddings

    @classmethod
    def load(cls, folder: Path) -> "Bert":
        """Read the weights of an assembled folder."""
        dtype = torch.bfloat16 if fast_bfloat16() else torch.float32
        with safe_open(folder / "model.safetensors", framework="pt") as weights:
            embeddings = {key: weights.get_tensor(f"embeddings.{key}") for key in _EMBEDDINGS}
            layers = [Layer.load(weights, number, dtype) for number in range(LAYERS)]
        embeddings[_WORDS] = _mapped(folder / "model.safetensors", f"embeddings.{_WORDS}")
        return cls(embeddings, layers)

    def changed(self, path: Path) -> "tuple[Bert, tuple[Vectors, Vectors], dict[str, str]]":
        """Return this encoder with the layers of a file of changes, the heads of that file, and what it says of itself.

        Its matrices are whole numbers of 8 bits with one scale a row; the layers it does not hold are shared.
        """
        with safe_open(path, framework="pt") as weights:
            about: dict[str, str] = weights.metadata() or {}
            found = {name: weights.get_tensor(name) for name in weights.keys()}  # noqa: SIM118, not a mapping
        heads = (found["heads.weight"].to(torch.float32).numpy(), found["heads.bias"].to(torch.float32).numpy())
        layers = [layer.changed(_unpacked(found, f"{number}.")) for number, layer in enumerate(self.layers)]
        return Bert(self._embeddings, layers), heads, about

    def states(
        self, batch: Sequence[Sequence[int]], step: int = _STEP, *, only_firsts: bool = False
    ) -> tuple[Tensor, Tensor]:
        """Return the last states (texts, tokens, 384) of a batch of token ids, and which of them are tokens.

        Lengths are padded to a multiple of `step`: torch makes its kernels anew for each shape that it meets. With
        `only_firsts` the states are those of each text's first token: the last layer need not compute the others.
        """
        longest = -(-max(len(ids) for ids in batch) // step) * step
        ids = torch.ones((len(batch), longest), dtype=torch.long)
        mask = torch.zeros((len(batch), longest), dtype=torch.bool)
        for row, tokens in enumerate(batch):
            ids[row, : len(tokens)] = torch.tensor(tokens)
            mask[row, : len(tokens)] = True
        states = self._embedding_layer(ids).to(self.layers[0].dtype)
        # A batch of equal lengths needs no mask, and attention without one is faster.
        attention = None if bool(mask.all()) else mask[:, None, None, :]
        for layer in self.layers[:-1]:
            states = layer(states, attention)
        return self.layers[-1](states, attention, only_firsts=only_firsts), mask

    def means(self, batch: Sequence[Sequence[int]]) -> Vectors:
        """Return the mean state of each text, one normalised row a text."""
        with torch.inference_mode():
            states, mask = self.states(batch)
            weight = mask[..., None].to(torch.float32)
            mean = (states.to(torch.float32) * weight).sum(1) / weight.sum(1)
            return F.normalize(mean, dim=1).numpy()

    def firsts(self, batch: Sequence[Sequence[int]]) -> Vectors:
        """Return the state of the first token of each text, one row a text."""
        with torch.inference_mode():
            states, _ = self.states(batch, only_firsts=True)
            return states[:, 0].to(torch.float32).numpy()

    def _embedding_layer(self, ids: Tensor) -> Tensor:
        table = self._embeddings
        states = F.embedding(ids, table[_WORDS])
        states = states + table["position_embeddings.weight"][: ids.shape[1]] + table["token_type_embeddings.weight"][0]
        return F.layer_norm(states, states.shape[-1:], table["LayerNorm.weight"], table["LayerNorm.bias"], _EPSILON)


class Layer:
    """One transformer layer (Devlin et al., 2019), with query, key and value in one multiplication."""

    def __init__(self, tensors: dict[str, Tensor]) -> None:
        self.tensors = tensors

    @property
    def dtype(self) -> torch.dtype:
        """The type that it multiplies in."""
        return self.tensors["qkv.weight"].dtype

    @classmethod
    def load(cls, weights: safe_open, number: int, dtype: torch.dtype) -> "Layer":
        """Read the layer `number` of a checkpoint of transformers' BertModel."""

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

    def changed(self, tensors: Mapping[str, Tensor]) -> "Layer":
        """Return this layer with some of its tensors replaced."""
        return Layer(self.tensors | {name: tensor.to(self.dtype) for name, tensor in tensors.items()})

    def __call__(self, states: Tensor, mask: Tensor | None, *, only_firsts: bool = False) -> Tensor:
        """Return the states after this layer, all or each text's first; `mask` is true where there is a token."""
        rows, length, width = states.shape
        qkv = self._linear("qkv", states).view(rows, length, 3, _HEADS, width // _HEADS)
        query, key, value = qkv.permute(2, 0, 3, 1, 4)
        if only_firsts:
            query, states, length = query[:, :, :1], states[:, :1], 1
        attended = F.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        attended = attended.transpose(1, 2).reshape(rows, length, width)
        states = self._norm("attended_norm", states + self._linear("attended", attended))
        inner = F.gelu(self._linear("wide", states))
        return self._norm("narrow_norm", states + self._linear("narrow", inner))

    def _linear(self, name: str, states: Tensor) -> Tensor:
        return F.linear(states, self.tensors[f"{name}.weight"], self.tensors[f"{name}.bias"])

    def _norm(self, name: str, states: Tensor) -> Tensor:
        return F.layer_norm(
            states, states.shape[-1:], self.tensors[f"{name}.weight"], self.tensors[f"{name}.bias"], _EPSILON
        )


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Group texts of like length, longest first, so that the wait is told honestly and padding stays small."""
    order = sorted(range(len(lengths)), key=lambda i: -lengths[i])
    at = 0
    while at < len(order):
        longest = lengths[order[at]]
        alike = [i for i in order[at : at + max(1, _BATCH_TOKENS // longest)] if lengths[i] >= _ALIKE * longest]
        yield alike
        at += len(alike)


def fast_bfloat16() -> bool:
    """Whether this processor multiplies bfloat16 itself; elsewhere float32 is faster."""
    return bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())


def pack(tensor: Tensor) -> dict[str, Tensor]:
    """Return a matrix as whole numbers of 8 bits and one scale a row, what is not a matrix in 16 bits."""
    if tensor.ndim < 2:
        return {"": tensor.to(torch.float16)}
    scale = tensor.abs().amax(dim=1).clamp_min(1e-8) / 127
    return {"": (tensor / scale[:, None]).round().to(torch.int8), ".scale": scale.to(torch.float32)}


def _unpacked(found: Mapping[str, Tensor], prefix: str) -> dict[str, Tensor]:
    """Return the tensors whose names begin with `prefix`, without it; the contrary of `pack`."""
    tensors = {}
    for name, tensor in found.items():
        if name.startswith(prefix) and not name.endswith(".scale"):
            scale = found.get(f"{name}.scale")
            whole = tensor.to(torch.float32)
            tensors[name.removeprefix(prefix)] = whole if scale is None else whole * scale[:, None]
    return tensors


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
