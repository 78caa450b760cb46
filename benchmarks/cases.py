"""Questions to measure with, and intervals on what is measured."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from evals.measures.intervals import bootstrap

ROOT = Path(__file__).parents[1]
CASES = ROOT / "evals" / "cases"
SHEET_QUESTIONS = ROOT.parent / "shared" / "evalsets" / "procedures-questions.jsonl"


def read_lines(path: Path) -> list[dict]:  # type: ignore[type-arg]
    """Read a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def retrieval_set(name: str) -> list[tuple[str, set[str]]]:
    """Return (question, documents that answer) of "sheets" (506 questions near the titles) or "paraphrased" (60)."""
    if name == "sheets":
        return [(case["question"], {case["document"]}) for case in read_lines(SHEET_QUESTIONS)]
    return [(case["question"], set(case["documents"])) for case in read_lines(CASES / "paraphrased.jsonl")]


def interval(values: Sequence[float]) -> tuple[float, float, float]:
    """Return the mean and its 95 % bootstrap interval over questions, as the evaluations do."""
    found = bootstrap(values)
    return found.mean, found.low, found.high


def table(rows: Sequence[Sequence[str]], show: Callable[[str], None] = print) -> None:
    """Print rows as a Markdown table, the first being its header."""
    for number, row in enumerate(rows):
        show("| " + " | ".join(row) + " |")
        if number == 0:
            show("|" + "---|" * len(row))
