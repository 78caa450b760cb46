"""Trains the reader of pairs: the embedder's own layers, taught to read two texts together.

Three questions, one head each, on the state of the first token: does this text support this sentence, does it answer
this question, and does it say what this field of a register asks. The words' table stays the embedder's; so do the
lowest layers. Data: pairs made by rule from the sheets (`pairs.py`), then pairs written by hand (`written/`), with
RTE3-FR dev (README.md).

    python -m evals.training.train --model FOLDER --data rules.jsonl --out reader.safetensors --minutes 60

An hour on two cores that multiply bfloat16 reads some 100,000 pairs; an existing `--start` goes on from its weights.
"""

import argparse
import json
import math
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.nn import functional as F

from assistant.asked.spelling import spelled_out
from evals.measures.binary import balanced, ranked
from index import bert
from index.bert import Bert
from index.read_pairs import HEADS, Head
from index.tokens import Tokens

_BATCH_TOKENS = 4096

_WARM_UP = 0.06
"""Share of the training in which the rate rises."""


KEYS: Mapping[str, Head] = {"claim": "support", "question": "answers", "field": "says"}
"""What is read beside the text, and the head that it is for."""


class Example(NamedTuple):
    """A pair as tokens, the number of its head, and what that should say: 0 or 1."""

    ids: Sequence[int]
    head: int
    label: float


def read(path: Path, tokens: Tokens, rng: random.Random, share: float = 1.0) -> list[Example]:
    """Read JSON lines with `text`, one of `KEYS`, and `label`; `share` of them, drawn at random."""
    found = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if share < 1 and rng.random() > share:
                continue
            found.append(_example(json.loads(line), tokens))
    return found


def _example(pair: Mapping[str, Any], tokens: Tokens) -> Example:
    key = next(key for key in KEYS if key in pair)
    # A question is read as the run-time reads it.
    said = spelled_out(pair[key]) if key == "question" else pair[key]
    return Example(tokens.of_pair(pair["text"], said), HEADS.index(KEYS[key]), float(pair["label"]))


def batches(examples: Sequence[Example], rng: random.Random) -> Iterator[list[Example]]:
    """Yield batches of like length in random order: texts of one length are one multiplication."""
    drawn = rng.sample(examples, len(examples))
    groups = list(bert.batches([len(example.ids) for example in drawn], _BATCH_TOKENS))
    rng.shuffle(groups)
    for group in groups:
        yield [drawn[i] for i in group]


class Training:
    """The weights in float32, of which the encoder multiplies rounded copies."""

    def __init__(self, encoder: Bert, frozen: int) -> None:
        self._bert = encoder
        self._frozen = frozen
        self.weights = {
            f"{number}.{name}": tensor.detach().to(torch.float32).clone().requires_grad_(True)
            for number, layer in enumerate(encoder.layers)
            for name, tensor in layer.tensors.items()
            if number >= frozen
        }
        # Small and fixed: heads that start at zero give their first gradients to themselves alone.
        generator = torch.Generator().manual_seed(7)
        first = torch.randn(len(HEADS), 384, generator=generator) * 0.02
        self.weights["heads.weight"] = first.requires_grad_(True)
        self.weights["heads.bias"] = torch.zeros(len(HEADS)).requires_grad_(True)

    def start_from(self, path: Path) -> None:
        """Take the weights of an earlier training; heads that it has more of are left."""
        with torch.no_grad():
            for name, tensor in load_file(path).items():
                self.weights[name].copy_(tensor[: len(self.weights[name])])

    def logits(self, examples: Sequence[Example]) -> Tensor:
        """Return the logit of each example under its own head."""
        for number, layer in enumerate(self._bert.layers):
            if number >= self._frozen:
                for name in layer.tensors:
                    layer.tensors[name] = self.weights[f"{number}.{name}"].to(torch.bfloat16)
        states = self._bert.states([example.ids for example in examples], only_firsts=True)
        heads = torch.tensor([example.head for example in examples])
        weight, bias = self.weights["heads.weight"][heads], self.weights["heads.bias"][heads]
        return (states.to(torch.float32) * weight).sum(-1) + bias

    def save(self, path: Path) -> None:
        """Write the weights that changed."""
        save_file({name: tensor.detach() for name, tensor in self.weights.items()}, path)


def evaluate(training: Training, name: str, examples: Sequence[Example]) -> None:
    """Print balanced accuracy at 0.5 and AUC, per head."""
    order = sorted(examples, key=lambda example: len(example.ids))
    found: dict[int, list[tuple[bool, float]]] = defaultdict(list)
    with torch.inference_mode():
        for at in range(0, len(order), 32):
            some = order[at : at + 32]
            for example, z in zip(some, training.logits(some).tolist(), strict=True):
                found[example.head].append((example.label > 0.5, z))
    for head, pairs in sorted(found.items()):
        labels, scores = [y for y, _ in pairs], [z for _, z in pairs]
        print(
            f"  {name} {HEADS[head]}: n {len(pairs)}, balanced {balanced(labels, [z > 0 for z in scores]):.3f}, "
            f"AUC {ranked(labels, scores):.3f}",
            flush=True,
        )


def train(
    training: Training, examples: list[Example], options: argparse.Namespace, check: dict[str, list[Example]]
) -> None:
    """Train for the minutes given, the rate falling to zero at their end."""
    rng = random.Random(options.seed)
    decayed = [tensor for tensor in training.weights.values() if tensor.ndim > 1]
    others = [tensor for tensor in training.weights.values() if tensor.ndim == 1]
    optimiser = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": 0.01}, {"params": others, "weight_decay": 0.0}], lr=options.rate
    )
    since, told, loss_sum, steps, seen = monotonic(), monotonic(), 0.0, 0, 0
    next_check = options.check_every
    while True:
        for batch in batches(examples, rng):
            minutes = (monotonic() - since) / 60
            done = max(minutes / options.minutes, seen / (options.epochs * len(examples)))
            if done >= 1:
                return
            for group in optimiser.param_groups:
                group["lr"] = options.rate * min(1.0, done / _WARM_UP, (1 - done) / (1 - _WARM_UP))
            labels = torch.tensor([example.label for example in batch])
            loss = F.binary_cross_entropy_with_logits(training.logits(batch), labels)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(training.weights.values(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            loss_sum, steps, seen = loss_sum + loss.item(), steps + 1, seen + len(batch)
            if monotonic() - told > 60:
                print(f"{minutes:.1f} min, {seen} pairs, loss {loss_sum / steps:.4f}", flush=True)
                told, loss_sum, steps = monotonic(), 0.0, 0
            if minutes > next_check:
                next_check += options.check_every
                for name, held in check.items():
                    evaluate(training, name, held)
                training.save(options.out)


def faster_backward() -> None:
    """Replace fused attention, whose backward pass takes half of a step on these processors, by its plain formula."""

    def attention(query: Tensor, key: Tensor, value: Tensor) -> Tensor:
        weights = query @ key.transpose(-1, -2) / math.sqrt(query.shape[-1])
        return torch.softmax(weights, dim=-1) @ value

    F.scaled_dot_product_attention = attention  # type: ignore[assignment]


def main() -> None:
    """Read the options, train, report, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="folder of the embedder")
    parser.add_argument("--data", nargs="+", required=True, help="JSON lines; FILE=SHARE reads a part, above 1 repeats")
    parser.add_argument("--check", nargs="*", default=[], type=Path, help="held-out JSON lines")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--epochs", type=float, default=1.0)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--frozen", type=int, default=3, help="lowest layers left as they are")
    parser.add_argument("--check-every", type=float, default=10.0, help="minutes")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    faster_backward()
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    tokens = Tokens(options.model)
    examples: list[Example] = []
    for item in options.data:
        path, _, share = item.partition("=")
        times = float(share or 1)
        for _ in range(math.ceil(times)):
            examples += read(Path(path), tokens, rng, min(1.0, times))
    check = {path.stem: read(path, tokens, rng) for path in options.check}
    training = Training(Bert.load(options.model), options.frozen)
    if options.start:
        training.start_from(options.start)
    print(f"{len(examples)} pairs, {sum(len(e.ids) for e in examples)} tokens", flush=True)
    train(training, examples, options, check)
    for name, held in check.items():
        evaluate(training, name, held)
    training.save(options.out)


if __name__ == "__main__":
    main()
