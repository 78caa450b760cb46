"""Packs trained weights for the repository: 8-bit matrices with one scale a row, and the calibration of each head.

    python -m evals.training.pack --model FOLDER --weights trained.safetensors --support FILE --answers FILE \
        --says FILE --out index/weights/HEAD.safetensors

Platt scaling (Platt, 1999): a logistic regression of the label on the score, fitted on pairs that training did not see.
"""

import argparse
import json
import math
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file
from torch import Tensor

from evals.lines import read_lines
from evals.training.train import KEYS
from index.bert import pack
from index.read_pairs import HEADS, Head, PairReader


def packed(trained: Path, out: Path, calibration: dict[str, tuple[float, float]]) -> None:
    """Write the packed weights; their name holds the first digits of the sha256 of what was trained."""
    tensors: dict[str, Tensor] = {}
    for name, tensor in load_file(trained).items():
        whole = name.startswith("heads.")
        tensors |= {name: tensor} if whole else {f"{name}{end}": part for end, part in pack(tensor).items()}
    about = {
        "name": f"glose-pairs-{sha256(trained.read_bytes()).hexdigest()[:8]}",
        "calibration": json.dumps(calibration),
    }
    out.parent.mkdir(exist_ok=True)
    save_file(tensors, out, metadata=about)


def fitted(scores: NDArray[np.float64], labels: NDArray[np.float64]) -> tuple[float, float]:
    """Return slope and bias that make the labels most likely, by Newton's method, with Platt's softened labels."""
    positives = float(labels.sum())
    negatives = len(labels) - positives
    soft = np.where(labels > 0.5, (positives + 1) / (positives + 2), 1 / (negatives + 2))
    design = np.column_stack((scores, np.ones_like(scores)))
    # From a slope of zero: from far, Newton's first step leaves the region where the curve is one.
    weights = np.array([0.0, math.log((positives + 1) / (negatives + 1))])
    for _ in range(50):
        probability = 1 / (1 + np.exp(-design @ weights))
        gradient = design.T @ (probability - soft)
        curvature = design.T @ (design * (probability * (1 - probability))[:, None]) + 1e-9 * np.eye(2)
        weights = weights - np.linalg.solve(curvature, gradient)
    return float(weights[0]), float(weights[1])


def calibration_of(reader: PairReader, head: Head, path: Path) -> tuple[float, float]:
    """Fit one head on its pairs in a file: `text` or `evidence`, one of `KEYS`, `label` or `supported`."""
    key = next(key for key in KEYS if KEYS[key] == head)
    pairs = [pair for _, pair in read_lines(path) if key in pair]
    labels = np.array([float(pair["label"] if "label" in pair else pair["supported"]) for pair in pairs])
    return fitted(reader.logits(head, [(pair.get("text") or pair["evidence"], pair[key]) for pair in pairs]), labels)


def main() -> None:
    """Pack, then calibrate, then pack again with the calibration."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--support", type=Path, required=True)
    parser.add_argument("--answers", type=Path, required=True)
    parser.add_argument("--says", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    packed(options.weights, options.out, dict.fromkeys(HEADS, (1.0, 0.0)))
    reader = PairReader(options.model, options.out)
    calibration = {
        "support": calibration_of(reader, "support", options.support),
        "answers": calibration_of(reader, "answers", options.answers),
        "says": calibration_of(reader, "says", options.says),
    }
    packed(options.weights, options.out, calibration)
    print(calibration)


if __name__ == "__main__":
    main()
