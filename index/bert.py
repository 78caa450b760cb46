"""The transformer inside the embedded models, run by torch alone; the only file of the run-time that knows torch.

`embed_e5.py` reads a text with it, `read_pairs.py` two texts together. It exists because a person is waiting: it starts
in a second and a half where sentence-transformers takes five, and reads texts laid end to end, none padded, in bfloat16
where the processor multiplies it natively (figures in docs/decisions/0004-embedder.md).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, chain, groupby
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
"""Tokens of a batch: from 500 on a matrix is multiplied at full speed, and more takes memory."""

_STEP = 64
"""A batch is filled up to a multiple of this: torch makes its kernels anew for each shape that it meets."""

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

    def states(self, batch: Sequence[Sequence[int]], *, only_firsts: bool = False) -> Tensor:
        """Return the last states of texts of token ids, laid end to end: (tokens, 384), and what fills up the batch.

        With `only_firsts` they are those of each text's first token, (texts, 384): the last layer need not compute the
        others.
        """
        lengths = [len(ids) for ids in batch]
        filling = -sum(lengths) % _STEP
        ids = torch.tensor([*chain.from_iterable(batch), *[1] * filling])
        places = torch.cat([torch.arange(length) for length in (*lengths, filling)])
        states = self._embedding_layer(ids, places).to(self.layers[0].dtype)
        for layer in self.layers[:-1]:
            states = layer(states, lengths)
        return self.layers[-1](states, lengths, only_firsts=only_firsts)

    def means(self, batch: Sequence[Sequence[int]]) -> Vectors:
        """Return the mean state of each text, one normalised row a text."""
        with torch.inference_mode():
            lengths = [len(ids) for ids in batch]
            parts = torch.split(self.states(batch)[: sum(lengths)].to(torch.float32), lengths)
            return F.normalize(torch.stack([part.mean(0) for part in parts]), dim=1).numpy()

    def firsts(self, batch: Sequence[Sequence[int]]) -> Vectors:
        """Return the state of the first token of each text, one row a text."""
        with torch.inference_mode():
            return self.states(batch, only_firsts=True).to(torch.float32).numpy()

    def _embedding_layer(self, ids: Tensor, places: Tensor) -> Tensor:
        table = self._embeddings
        states = F.embedding(ids, table[_WORDS])
        states = states + table["position_embeddings.weight"][places] + table["token_type_embeddings.weight"][0]
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

    def __call__(self, states: Tensor, lengths: Sequence[int], *, only_firsts: bool = False) -> Tensor:
        """Return the states after this layer, all or each text's first, of texts of these lengths laid end to end."""
        attended = self._attended(states, lengths, only_firsts=only_firsts)
        if only_firsts:
            states = states[[0, *accumulate(lengths[:-1])]]
        states = self._norm("attended_norm", states + self._linear("attended", attended))
        inner = F.gelu(self._linear("wide", states))
        return self._norm("narrow_norm", states + self._linear("narrow", inner))

    def _attended(self, states: Tensor, lengths: Sequence[int], *, only_firsts: bool) -> Tensor:
        """Return what the tokens of each text take from each other; the filling takes nothing.

        Texts of one length that follow each other are one multiplication, as all those of an index are.
        """
        size, width = states.shape
        qkv = self._linear("qkv", states)
        found, start = [], 0
        for length, alike in groupby(lengths):
            rows = len(list(alike))
            part = qkv[start : start + rows * length].view(rows, length, 3, _HEADS, width // _HEADS)
            query, key, value = part.permute(2, 0, 3, 1, 4)
            query = query[:, :, :1] if only_firsts else query
            attended = F.scaled_dot_product_attention(query, key, value)
            found.append(attended.transpose(1, 2).reshape(-1, width))
            start += rows * length
        if not only_firsts:
            found.append(states.new_zeros(size - start, width))
        return torch.cat(found)

    def _linear(self, name: str, states: Tensor) -> Tensor:
        return F.linear(states, self.tensors[f"{name}.weight"], self.tensors[f"{name}.bias"])

    def _norm(self, name: str, states: Tensor) -> Tensor:
        return F.layer_norm(
            states, states.shape[-1:], self.tensors[f"{name}.weight"], self.tensors[f"{name}.bias"], _EPSILON
        )


def batches(lengths: Sequence[int], tokens: int = _BATCH_TOKENS) -> Iterator[list[int]]:
    """Group texts up to the tokens of a batch, longest first, so that the wait is told honestly."""
    batch: list[int] = []
    filled = 0
    for i in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        if batch and filled + lengths[i] > tokens:
            yield batch
            batch, filled = [], 0
        batch.append(i)
        filled += lengths[i]
    if batch:
        yield batch


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
