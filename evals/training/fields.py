"""Turns documents whose sentences were marked by hand with the fields that they say into pairs to train on.

    python -m evals.training.fields HOME --out FOLDER

Three makes: the invented documents of `written/documents.jsonl`; real sheets, whose sentences `written/sheets.jsonl`
names by their offsets (`HOME` holds them); and `written/twins.jsonl`, two sentences of one document, one that says a
field of its decision and one that does not, for it speaks of something else, or says another field. What is not marked
does not say the field. Passages that do not say it are read for it too, the nearest by their words and one at random;
and one that does, for another document's decision.
"""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from assistant.asked.given import document_of
from assistant.record.schema import Field, load_schema
from corpus.cut import cut
from corpus.types import Document, Passage
from evals.lines import read_lines
from evals.training.documents import DOCUMENTS, Pair, Paper, heading_of, hold_out, papers
from evals.training.passage import text_of
from evals.training.written import WRITTEN, library_and_folder
from index.words import words

SHEETS = WRITTEN / "sheets.jsonl"
TWINS = WRITTEN / "twins.jsonl"

_NEAREST = 2
"""Passages that share most words with a field, in each document, and do not say it."""

_FAR = 1
"""Passages drawn at random among the others, for each field."""

_SILENT = 2
"""Sentences, drawn at random, of a passage that do not say the field it is read for."""

_FOREIGN = 0.2
"""Share of the passages that say a field which are also read for the decision of another document."""

_BARE = 0.1
"""Share of the pairs that name no decision: a request may name none."""


class Part(NamedTuple):
    """A sentence of a passage, as it is cut and as it is read alone, and the fields that it says."""

    text: str
    alone: str
    says: frozenset[str]


class Labelled(NamedTuple):
    """A passage as the reader reads it, and its sentences."""

    whole: str
    parts: Sequence[Part]


@dataclass(frozen=True, slots=True)
class Marked:
    """A document cut into passages, and what a request would call its decision."""

    subjects: Sequence[str]
    passages: Sequence[Labelled]


def of_paper(paper: Paper) -> Marked:
    """Cut an invented document as the library cuts real ones; of one that is not marked nothing is known."""
    passages = paper.passages if paper.fields else ()
    return Marked(paper.subjects, [one for passage in passages for one in _cut(passage, paper.fields)])


def _cut(paper: Pair, marked: Mapping[str, Sequence[str]]) -> Iterator[Labelled]:
    document = document_of("", heading_of(paper), paper["text"])
    for passage in cut(document):
        said = [document.text[one.start : one.end] for one in passage.sentences]
        says = [frozenset(key for key in marked if _is_in(one, marked[key])) for one in said]
        yield _labelled(document, passage, says)


def _labelled(document: Document, passage: Passage, says: Sequence[frozenset[str]]) -> Labelled:
    text = text_of(document, passage)
    own = [document.text[one.start : one.end] for one in passage.sentences]
    return Labelled(text.whole, [Part(*part) for part in zip(own, text.sentences, says, strict=True)])


def _is_in(said: str, marked: Sequence[str]) -> bool:
    return any(_holds(whole, said) or _holds(said, whole) for whole in marked)


def _holds(whole: str, part: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(part)}(?!\w)", whole) is not None


def of_sheet(row: Mapping[str, Any], document: Document) -> Marked:
    """Cut a sheet as the library does, with what `written/sheets.jsonl` says of its sentences."""
    passages = cut(document)
    says: dict[tuple[int, int], set[str]] = {(one.start, one.end): set() for p in passages for one in p.sentences}
    for key, places in row["fields"].items():
        for start, end in places:
            says[start, end].add(key)  # a KeyError: the sheet is another version, or is cut otherwise
    marks = [[frozenset(says[one.start, one.end]) for one in passage.sentences] for passage in passages]
    found = [_labelled(document, passage, own) for passage, own in zip(passages, marks, strict=True)]
    return Marked(row["subjects"], found)


def pairs_of(marked: Marked, fields: Sequence[Field], foreign: Sequence[str], rng: random.Random) -> Iterator[Pair]:
    """Yield passages and sentences with the question of each field, and whether they say it."""
    for asked in fields:
        saying = [one for one in marked.passages if any(asked.key in part.says for part in one.parts)]
        for passage in saying:
            yield from _pairs(passage, asked, asked.key, _named(marked.subjects, rng), rng)
            if foreign and rng.random() < _FOREIGN:
                yield from _pairs(passage, asked, "", rng.choice(foreign), rng)
        silent = [one for one in marked.passages if one not in saying]
        own = set(words(" ".join((asked.label, asked.question, *asked.queries))))
        near = sorted(silent, key=lambda one: -len(own & set(words(" ".join(part.text for part in one.parts)))))
        far = near[_NEAREST:]
        for passage in (*near[:_NEAREST], *rng.sample(far, min(_FAR, len(far)))):
            yield from _pairs(passage, asked, asked.key, _named(marked.subjects, rng), rng)


def _pairs(passage: Labelled, asked: Field, key: str, subject: str, rng: random.Random) -> Iterator[Pair]:
    """Yield a passage whole, its sentences that say the field `key`, and some of those that do not."""
    field = asked.asked_of(subject)
    saying = [part.alone for part in passage.parts if key in part.says]
    silent = [part.alone for part in passage.parts if key not in part.says]
    yield {"text": passage.whole, "field": field, "label": int(bool(saying))}
    if len(passage.parts) > 1:
        for said in saying:
            yield {"text": said, "field": field, "label": 1}
        for said in rng.sample(silent, min(_SILENT, len(silent))):
            yield {"text": said, "field": field, "label": 0}


def _named(subjects: Sequence[str], rng: random.Random) -> str:
    return "" if not subjects or rng.random() < _BARE else rng.choice(subjects)


def twin_pairs(row: Mapping[str, str], fields: Mapping[str, Field]) -> Iterator[Pair]:
    """Yield the sentence that says a field of the decision, the one that does not, and the field that it says, if any.

    All are asked of the decision by its name: without it, the second may say the field too.
    """
    asked = [("says", row["field"], 1), ("not", row["field"], 0)]
    if "instead" in row:
        asked.append(("not", row["instead"], 1))
    for key, field, label in asked:
        text = f"{heading_of(row)}\n{row[key]}"
        yield {"text": text, "field": fields[field].asked_of(row["subject"]), "label": label}


def main() -> None:
    """Write the pairs to train on, and those held out."""
    library, folder = library_and_folder(__doc__)
    rng = random.Random(7)
    fields = [asked for asked in load_schema().fields if asked.queries]
    makes = {
        "fields": {id: of_paper(paper) for id, paper in papers(DOCUMENTS).items()},
        "sheets": {row["document"]: of_sheet(row, library.document(row["document"])) for _, row in read_lines(SHEETS)},
    }
    for name, documents in makes.items():
        subjects = {subject for marked in documents.values() for subject in marked.subjects}
        foreign = {id: sorted(subjects - set(marked.subjects)) for id, marked in documents.items()}
        made = ((id, pairs_of(marked, fields, foreign[id], rng)) for id, marked in documents.items())
        hold_out(name, made, folder)
    known = {asked.key: asked for asked in fields}
    hold_out("twins", ((row["d"], twin_pairs(row, known)) for _, row in read_lines(TWINS)), folder)


if __name__ == "__main__":
    main()
