"""Averages two trainings, tensor by tensor: it keeps what the older knew and the newer was not shown again.

    python -m evals.training.average OLDER NEWER --share 0.4 --out MEAN

Wortsman et al., 2022, "Model soups". A head that the older has not is the newer's; one
that the newer has not is left.
"""

import argparse
from pathlib import Path

from safetensors.torch import load_file, save_file
from torch import Tensor


def averaged(older: dict[str, Tensor], newer: dict[str, Tensor], share: float) -> dict[str, Tensor]:
    """Return `share` of the older and the rest of the newer, row by row; the rows are those of the newer."""
    mean = {}
    for name, tensor in newer.items():
        mean[name] = tensor.clone()
        if (old := older.get(name)) is not None:
            kept = min(len(old), len(tensor))
            mean[name][:kept] = share * old[:kept] + (1 - share) * tensor[:kept]
    return mean


def main() -> None:
    """Read two files of weights, write a third."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("older", type=Path)
    parser.add_argument("newer", type=Path)
    parser.add_argument("--share", type=float, required=True, help="of the older")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    save_file(averaged(load_file(options.older), load_file(options.newer), options.share), options.out)


if __name__ == "__main__":
    main()
