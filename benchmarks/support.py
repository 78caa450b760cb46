"""What the verifier is worth: balanced accuracy and AUC on labelled French pairs, beside shared words and rules alone.

    python -m benchmarks.support            # the calibration pairs, and RTE3-FR test, GQNLI-FR, DACCORD where they are
    python -m benchmarks.support --test     # the held-out pairs too: to report, never to tune

DACCORD labels contradiction or compatible, not support: its figure says how contradictions rank below the rest.
"""

import argparse
import csv
import math
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import numpy as np

from assistant.guard.meaning import SharedWords
from assistant.guard.verify import THRESHOLD, Guard
from assistant.wiring import choose_guard
from benchmarks.cases import CASES, ROOT, interval, read_lines, table
from evals.measures.binary import balanced, ranked

NLI = ROOT.parent / "shared" / "evalsets" / "nli"
_SUPPORTED = {"entailment", "compatibles"}

Pair = tuple[str, str, bool, str]
"""Cited text, sentence, whether it is supported, kind of failure."""


def domain(name: str) -> list[Pair]:
    """Return the hand-written pairs of the domain."""
    lines = read_lines(CASES / f"support.{name}.jsonl")
    return [(p["evidence"], p["claim"], p["supported"], p["failure"] or "supported") for p in lines]


def public(name: str) -> list[Pair]:
    """Return a set of pairs that others made; empty where it is not."""
    path = NLI / f"{name}.tsv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [(r["premise"], r["hypothesis"], r["label_text"] in _SUPPORTED, r["label_text"]) for r in rows]


def main() -> None:
    """Print a row for each set, then the kinds of failure of the domain pairs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, default=Path(".glose"))
    parser.add_argument("--test", action="store_true")
    given = parser.parse_args()
    guard = choose_guard(given.home, to_show=False)
    assert isinstance(guard, Guard)
    sets = {"calibration": domain("calibration")} | ({"test": domain("test")} if given.test else {})
    sets |= {name: public(name) for name in ("rte3-fr-test", "gqnli-fr", "daccord")}
    rows = [["set", "n", "shared words", "rules alone", "reader AUC", "reader", "guard", "ms a pair"]]
    kinds = []
    for name, pairs in sets.items():
        if pairs:
            row, passed = _row(guard, pairs)
            rows.append([name, str(len(pairs)), *row])
            kinds += _kinds(name, pairs, passed) if name in ("calibration", "test") else []
    table(rows)
    print()
    table([["set", "kind", "n", "said supported"], *kinds])


def _row(guard: Guard, pairs: Sequence[Pair]) -> tuple[list[str], list[bool]]:
    labels = [supported for _, _, supported, _ in pairs]
    since = perf_counter()
    verdicts = guard.verify([(text, sentence) for text, sentence, _, _ in pairs])
    milliseconds = (perf_counter() - since) * 1000 / len(pairs)
    supports = [verdict.support for verdict in verdicts]
    by_rule = [
        all(f.kind == "not_supported" and f.detail == p[1] for f in v.failures)
        for v, p in zip(verdicts, pairs, strict=True)
    ]
    words = SharedWords().support([(text, sentence) for text, sentence, _, _ in pairs])
    figures = [
        _balanced(labels, [share >= float(np.median(words)) for share in words]),
        _balanced(labels, by_rule),
        f"{ranked(labels, supports):.3f}",
        _balanced(labels, [support >= THRESHOLD for support in supports]),
        _balanced(labels, [verdict.supported for verdict in verdicts]),
        f"{milliseconds:.1f}",
    ]
    return figures, [verdict.supported for verdict in verdicts]


def _balanced(labels: Sequence[bool], said: Sequence[bool]) -> str:
    """Return balanced accuracy, with its bootstrap interval from the two classes' own."""
    right = [float(s) for y, s in zip(labels, said, strict=True) if y]
    wrong = [float(not s) for y, s in zip(labels, said, strict=True) if not y]
    halves = [interval(right), interval(wrong)]
    width = math.hypot(*((high - low) / 2 for _, low, high in halves)) / 2
    return f"{balanced(labels, said):.3f} ±{width:.3f}"


def _kinds(name: str, pairs: Sequence[Pair], passed: Sequence[bool]) -> list[list[str]]:
    found: dict[str, list[bool]] = defaultdict(list)
    for (_, _, _, kind), said in zip(pairs, passed, strict=True):
        found[kind].append(said)
    return [[name, kind, str(len(said)), f"{np.mean(said):.2f}"] for kind, said in sorted(found.items())]


if __name__ == "__main__":
    main()
