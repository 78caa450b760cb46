"""Turns the documents written by hand, with their labels, into pairs for the three heads.

    python -m evals.training.documents --out FOLDER

`written/documents.jsonl` holds passages of invented documents about public algorithms, and of each: questions that it
answers and others, sentences that it supports and others; and of each document, what a request would call its decision,
and the sentences that say each field of the register. What is not marked does not say the field: the sentences nearest
to it by their words are its negatives, and so is a sentence that says it, for the decision of another document.
`written/twins.jsonl` holds two sentences of one document that say a field, one of its decision, one of something else.
"""

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.record.schema import Field, load_schema
from corpus.cut import short_heading
from corpus.sentences import leads, split
from evals.training.written import WRITTEN
from index.words import words

DOCUMENTS = WRITTEN / "documents.jsonl"
TWINS = WRITTEN / "twins.jsonl"
_HELD = 8
"""One document of so many is never trained on."""

_NEAREST = 4
"""Sentences that share most words with a field, in each document, and do not say it."""

_FOREIGN = 0.3
"""Share of the sentences that say a field which are also read for the decision of another document."""

_BARE = 0.1
"""Share of the pairs that name no decision: a request may name none."""

_OTHERS = 2
"""Fields drawn at random for each sentence that says one, and sentences for each field: that it does not say."""

Pair = dict[str, Any]


@dataclass(slots=True)
class Paper:
    """A document and all that was written about it."""

    passages: list[Pair] = field(default_factory=list)
    asked: list[Pair] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    subjects: list[str] = field(default_factory=list)


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
        else:
            paper.asked.append(row)
    return found


def read_pairs(paper: Paper, rng: random.Random) -> Iterator[Pair]:
    """Yield the questions and claims of a document; half of the questions are also asked of a passage beside."""
    texts = {passage["p"]: f"{_heading(passage)}\n{passage['text']}" for passage in paper.passages}
    for row in paper.asked:
        text = texts[row["p"]]
        if "claim" in row:
            yield {"text": text, "claim": row["claim"], "label": int(row["supported"])}
            continue
        yield {"text": text, "question": row["question"], "label": int(row["answers"])}
        beside = [other for id, other in texts.items() if id != row["p"]]
        if row["answers"] and beside and rng.random() < 0.5:
            yield {"text": rng.choice(beside), "question": row["question"], "label": 0}


def field_pairs(paper: Paper, fields: Sequence[Field], others: Sequence[Paper], rng: random.Random) -> Iterator[Pair]:
    """Yield sentences, under their headings, with the question of a field that they say or do not say."""
    sentences = [(text, said) for passage in paper.passages for text, said in _sentences(passage)]
    foreign = [subject for other in others if other is not paper for subject in other.subjects]
    for asked in fields:
        marked = paper.fields.get(asked.key, [])
        says = [_is_marked(said, marked) for _, said in sentences]
        unsaid = [text for (text, _), label in zip(sentences, says, strict=True) if not label]
        for (text, _), label in zip(sentences, says, strict=True):
            if label:
                yield _said(text, asked, paper.subjects, 1, rng)
                if foreign and rng.random() < _FOREIGN:
                    yield {"text": text, "field": asked.asked_of(rng.choice(foreign)), "label": 0}
        own = set(words(" ".join((asked.label, asked.question, *asked.queries))))
        near = sorted(unsaid, key=lambda text: -len(own & set(words(text))))[:_NEAREST]
        far = rng.sample(unsaid, min(_OTHERS, len(unsaid)))
        yield from (_said(text, asked, paper.subjects, 0, rng) for text in dict.fromkeys((*near, *far)))
    for text, said in sentences:
        silent = [asked for asked in fields if not _is_marked(said, paper.fields.get(asked.key, []))]
        if len(silent) < len(fields):
            drawn = rng.sample(silent, min(_OTHERS, len(silent)))
            yield from (_said(text, asked, paper.subjects, 0, rng) for asked in drawn)


def _is_marked(said: str, marked: Sequence[str]) -> bool:
    return any(said in whole or whole in said for whole in marked)


def twin_pairs(row: Mapping[str, str], asked: Field) -> Iterator[Pair]:
    """Yield the sentence that says a field of the decision, and the one that says it of something else.

    Both are asked of the decision by its name: without it, the second would say the field too.
    """
    for key, label in (("says", 1), ("not", 0)):
        yield {"text": f"{_heading(row)}\n{row[key]}", "field": asked.asked_of(row["subject"]), "label": label}


def _said(text: str, asked: Field, subjects: Sequence[str], label: int, rng: random.Random) -> Pair:
    bare = not subjects or rng.random() < _BARE
    return {"text": text, "field": asked.asked_of("" if bare else rng.choice(subjects)), "label": label}


def _heading(passage: Mapping[str, Any]) -> str:
    return short_heading(passage["title"], (passage["section"],))


def _sentences(passage: Pair) -> Iterator[tuple[str, str]]:
    """Yield each sentence of a passage as it is understood on its page, and by itself."""
    text = passage["text"]
    spans = split(text)
    for span, before in zip(spans, leads(text, spans), strict=True):
        said = text[span.start : span.end]
        yield f"{_heading(passage)}\n{' '.join((*(text[a:b] for a, b in before), said))}", said


def main() -> None:
    """Write the pairs to train on, and those held out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(7)
    fields = [asked for asked in load_schema().fields if asked.queries]
    by_key = {asked.key: asked for asked in fields}
    found: dict[str, list[Pair]] = defaultdict(list)
    known = papers(DOCUMENTS)
    for number, paper in enumerate(known.values()):
        end = "held" if number % _HELD == 0 else "train"
        found[f"documents.{end}"] += read_pairs(paper, rng)
        if paper.fields:
            found[f"fields.{end}"] += field_pairs(paper, fields, list(known.values()), rng)
    twins = [json.loads(line) for line in TWINS.read_text("utf-8").splitlines()]
    numbers = {id: number for number, id in enumerate(dict.fromkeys(row["d"] for row in twins))}
    for row in twins:
        end = "held" if numbers[row["d"]] % _HELD == 0 else "train"
        found[f"twins.{end}"] += twin_pairs(row, by_key[row["field"]])
    for name, pairs in found.items():
        lines = [json.dumps(pair, ensure_ascii=False) for pair in pairs]
        (options.out / f"{name}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
        print(f"{name}: {len(pairs)} pairs, {sum(pair['label'] for pair in pairs)} of label 1")


if __name__ == "__main__":
    main()
