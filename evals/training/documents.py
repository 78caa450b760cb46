"""Turns the documents written by hand, with their questions and sentences, into pairs.

    python -m evals.training.documents --out FOLDER

`written/documents.jsonl` holds passages of invented documents about public algorithms, and of each: questions that it
answers and others, sentences that it supports and others; and of each document, what a request would call its decision,
and the sentences that say each field of the register, which `fields.py` reads. `written/apart.jsonl` holds others, to
judge weights on, with questions as people speak (`spoken.py`): their pairs are written as they stand, to two files.
"""

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.cut import short_heading
from evals.lines import rewrite
from evals.training.written import WRITTEN

DOCUMENTS = WRITTEN / "documents.jsonl"
APART = WRITTEN / "apart.jsonl"
"""Documents that nothing is ever trained on."""

_HELD = 8
"""One document of so many is never trained on."""

Pair = dict[str, Any]


@dataclass(slots=True)
class Paper:
    """A document and all that was written about it."""

    passages: list[Pair] = field(default_factory=list)
    asked: list[Pair] = field(default_factory=list)
    spoken: list[Pair] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    subjects: list[str] = field(default_factory=list)

    @property
    def texts(self) -> dict[str, str]:
        """The passages as the run-time reads them, by identifier."""
        return {passage["p"]: f"{heading_of(passage)}\n{passage['text']}" for passage in self.passages}


def papers(path: Path) -> dict[str, Paper]:
    """Read the documents by identifier."""
    found: dict[str, Paper] = defaultdict(Paper)
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        paper = found[row["d"] if "d" in row else row["p"].rpartition("-")[0]]
        if "text" in row:
            paper.passages.append(row)
        elif "fields" in row:
            paper.fields = row["fields"]
            paper.subjects = row["subjects"]
        elif "answered_by" in row:
            paper.spoken.append(row)
        else:
            paper.asked.append(row)
    return found


def read_pairs(paper: Paper, rng: random.Random | None = None) -> Iterator[Pair]:
    """Yield the questions and claims of a document; with `rng`, half of the questions also of a passage beside."""
    texts = paper.texts
    for row in paper.asked:
        text = texts[row["p"]]
        if "claim" in row:
            yield {"text": text, "claim": row["claim"], "label": int(row["supported"])}
            continue
        yield {"text": text, "question": row["question"], "label": int(row["answers"])}
        beside = [other for id, other in texts.items() if id != row["p"]]
        if rng and row["answers"] and beside and rng.random() < 0.5:
            yield {"text": rng.choice(beside), "question": row["question"], "label": 0}


def spoken_pairs(row: Mapping[str, Any], texts: Mapping[str, str]) -> Iterator[Pair]:
    """Yield a question with each passage of its document: those that answer it are named, each alone."""
    for id, text in texts.items():
        yield {"text": text, "question": row["question"], "label": int(id in row["answered_by"])}


def heading_of(passage: Mapping[str, Any]) -> str:
    """Return the line that a passage stands under."""
    return short_heading(passage["title"], passage["section"].split(" > "))


def hold_out(name: str, made: Iterable[tuple[str, Iterable[Pair]]], folder: Path) -> None:
    """Write the pairs of one document (or question) of eight to `NAME.held`, and those of the others to `NAME.train`.

    They are counted in order, those of which nothing is made too: the same are held out whatever is made of them.
    """
    ends: dict[str, str] = {}
    found: dict[str, list[Pair]] = defaultdict(list)
    for id, pairs in made:
        found[ends.setdefault(id, "train" if len(ends) % _HELD else "held")] += pairs
    for end, pairs in found.items():
        write(f"{name}.{end}", pairs, folder)


def write(name: str, pairs: Sequence[Pair], folder: Path) -> None:
    """Write a file, and say how many pairs it holds."""
    rewrite(folder / f"{name}.jsonl", pairs)
    print(f"{name}: {len(pairs)} pairs, {sum(pair['label'] for pair in pairs)} of label 1")


def folder_given(about: str | None, argv: Sequence[str] | None) -> Path:
    """Read the command line of what writes pairs and reads nothing else: the folder to write in."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    folder: Path = parser.parse_args(argv).out
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def main(argv: Sequence[str] | None = None) -> None:
    """Write the pairs to train on, those held out, and those of the documents kept apart."""
    folder = folder_given(__doc__, argv)
    rng = random.Random(7)
    hold_out("documents", ((id, read_pairs(paper, rng)) for id, paper in papers(DOCUMENTS).items()), folder)
    apart = papers(APART).values()
    write("apart", [pair for paper in apart for pair in read_pairs(paper)], folder)
    spoken = [pair for paper in apart for row in paper.spoken for pair in spoken_pairs(row, paper.texts)]
    write("apart.spoken", spoken, folder)


if __name__ == "__main__":
    main()
