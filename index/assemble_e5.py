"""Turns the quantised file of multilingual-e5-small into a sentence-transformers folder.

The file (magic `E5S1`, little-endian) holds a header, a tokenizer that we do not use, a directory of tensors, and the
tensors: matrices as Q4_0 blocks of 32 weights (a float16 scale, then 16 bytes whose low nibbles are weights 0 to 15 and
high nibbles weights 16 to 31, each minus 8), everything else float32. Nothing is trained or rounded here: the weights
are those of the file, written as the BERT checkpoint they came from.
"""

import json
import struct
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

MAGIC = b"E5S1"
_BLOCK = 32
_BLOCK_BYTES = 2 + _BLOCK // 2
_HEADER = "<Iiiiiiiifi"
"""Version, width, layers, heads, intermediate, tokens, positions, token types, epsilon, block size."""

_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_LAYER_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


class _Shape(NamedTuple):
    width: int
    layers: int
    heads: int
    intermediate: int
    tokens: int
    positions: int
    types: int


class _Entry(NamedTuple):
    quantised: bool
    length: int
    offset: int


def assemble(weights: Path, tokenizer: Path, folder: Path) -> None:
    """Write `folder` from the quantised file and the model's `tokenizer.json`; `folder` must exist and be empty.

    Raises `ValueError` when the file is not of this format: its sha256 is checked before, so that would be our bug.
    """
    from safetensors.numpy import save_file

    data = memoryview(weights.read_bytes())
    shape, entries = _directory(data)
    save_file(_checkpoint(data, shape, entries), folder / "model.safetensors", metadata={"format": "pt"})
    (folder / "tokenizer.json").write_bytes(tokenizer.read_bytes())
    for name, content in _configuration(shape).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def _directory(data: memoryview) -> tuple[_Shape, dict[str, _Entry]]:
    if bytes(data[:4]) != MAGIC:
        raise ValueError("not an E5S1 file")
    shape = _Shape(*struct.unpack_from(_HEADER, data, 4)[1:8])
    at = 4 + struct.calcsize(_HEADER)
    at = _skip_tokenizer(data, at)
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    entries = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = bytes(data[at + 2 : at + 2 + length]).decode("ascii")
        at += 2 + length
        kind, size, offset, _bytes = struct.unpack_from("<BIQQ", data, at)
        at += struct.calcsize("<BIQQ")
        entries[name] = _Entry(quantised=bool(kind), length=size, offset=offset)
    return shape, entries


def _skip_tokenizer(data: memoryview, at: int) -> int:
    pieces, _bos, _eos, _pad, _unknown, blob = struct.unpack_from("<iiiiiQ", data, at)
    at += struct.calcsize("<iiiiiQ") + 4 * (pieces + 1) + 4 * pieces + blob
    _count, size = struct.unpack_from("<iI", data, at)
    return int(at + 8 + size)


def _checkpoint(data: memoryview, shape: _Shape, entries: dict[str, _Entry]) -> dict[str, NDArray[np.float32]]:
    def tensor(name: str, *dimensions: int) -> NDArray[np.float32]:
        return _read(data, entries[name], dimensions)

    width, inner = shape.width, shape.intermediate
    found = {
        "embeddings.word_embeddings.weight": tensor("emb.word", shape.tokens, width),
        "embeddings.position_embeddings.weight": tensor("emb.pos", shape.positions, width),
        "embeddings.token_type_embeddings.weight": tensor("emb.type", shape.types, width),
        "embeddings.LayerNorm.weight": tensor("emb.ln.w", width),
        "embeddings.LayerNorm.bias": tensor("emb.ln.b", width),
    }
    for layer in range(shape.layers):
        for short, long in _LAYER.items():
            rows, columns = {"fi": (inner, width), "fo": (width, inner)}.get(short, (width, width))
            found[f"encoder.layer.{layer}.{long}.weight"] = tensor(f"l{layer}.{short}.w", rows, columns)
            found[f"encoder.layer.{layer}.{long}.bias"] = tensor(f"l{layer}.{short}.b", rows)
        for short, long in _LAYER_NORMS.items():
            found[f"encoder.layer.{layer}.{long}.weight"] = tensor(f"l{layer}.{short}.w", width)
            found[f"encoder.layer.{layer}.{long}.bias"] = tensor(f"l{layer}.{short}.b", width)
    return found


def _read(data: memoryview, entry: _Entry, dimensions: tuple[int, ...]) -> NDArray[np.float32]:
    count = int(np.prod(dimensions))
    if not entry.quantised:
        return np.frombuffer(data, dtype="<f4", count=count, offset=entry.offset).reshape(dimensions).copy()
    blocks = count // _BLOCK
    raw = np.frombuffer(data, dtype=np.uint8, count=blocks * _BLOCK_BYTES, offset=entry.offset)
    raw = raw.reshape(blocks, _BLOCK_BYTES)
    scales = raw[:, :2].copy().view("<f2").astype(np.float32)
    packed = raw[:, 2:]
    weights = np.concatenate([packed & 0x0F, packed >> 4], axis=1).astype(np.float32) - 8
    return (weights * scales).reshape(dimensions)


def _configuration(shape: _Shape) -> dict[str, object]:
    """Return the JSON files of a sentence-transformers folder; pooling and normalisation are e5's own."""
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": shape.width,
            "num_hidden_layers": shape.layers,
            "num_attention_heads": shape.heads,
            "intermediate_size": shape.intermediate,
            "vocab_size": shape.tokens,
            "max_position_embeddings": shape.positions,
            "type_vocab_size": shape.types,
            "layer_norm_eps": 1e-12,
            "hidden_act": "gelu",
            "pad_token_id": 1,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "XLMRobertaTokenizerFast",
            "model_max_length": 512,
            "bos_token": "<s>",
            "eos_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
            "cls_token": "<s>",
            "sep_token": "</s>",
            "mask_token": "<mask>",
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
        ],
        "sentence_bert_config.json": {"max_seq_length": 512, "do_lower_case": False},
        "1_Pooling/config.json": {
            "word_embedding_dimension": shape.width,
            "pooling_mode_cls_token": False,
            "pooling_mode_mean_tokens": True,
            "pooling_mode_max_tokens": False,
            "pooling_mode_mean_sqrt_len_tokens": False,
        },
        "config_sentence_transformers.json": {"prompts": {"query": "query: ", "passage": "passage: "}},
    }
