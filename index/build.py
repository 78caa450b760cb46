"""Makes the library searchable: what did not change is taken from the snapshot in use, the rest is cut and embedded."""

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from time import perf_counter

import numpy as np

from corpus.cut import body, cut, heading
from corpus.library import Library
from corpus.types import Document, Kind
from index.lexical import Counts, count
from index.pending import embed_resumable, forget
from index.snapshot import (
    Content,
    DocumentRow,
    Snapshot,
    disk_problem,
    dump_passage,
    open_snapshot,
    previous_snapshot,
    write_snapshot,
)
from index.types import Embedder, Progress, Vectors
from index.words import stem, surfaces


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What one indexing did; `seconds` are those spent embedding."""

    documents: int
    passages: int
    embedded: int
    seconds: float
    name: str


@dataclass(slots=True)
class _Fresh:
    """Passages of documents that are new or changed, before they are numbered; `rows` gives each document's share."""

    rows: dict[str, tuple[Kind, str, int, int]] = field(default_factory=dict)
    lines: list[bytes] = field(default_factory=list)
    words: list[tuple[list[str], list[str]]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    surfaces: Counter[str] = field(default_factory=Counter)

    def add(self, document: Document) -> None:
        first = len(self.lines)
        for passage in cut(document):
            head, text = heading(document.title, passage), body(document.text, passage)
            head_words, body_words = surfaces(head), surfaces(text)
            self.lines.append(dump_passage(passage))
            self.words.append(([stem(word) for word in head_words], [stem(word) for word in body_words]))
            self.texts.append(f"{head}\n{text}")
            self.surfaces.update({*head_words, *body_words})
        self.rows[document.id] = (document.kind, document.title, first, len(self.lines))


def build(library: Library, folder: Path, embedder: Embedder, progress: Progress | None = None) -> Built:
    """Bring the index in `folder` up to date with the library. Safe to interrupt: the index in use still answers.

    The result does not depend on what was indexed before, the numbering of words excepted.
    """
    wanted = library.versions()
    before = previous_snapshot(folder, embedder.name)
    known = {(row.id, row.stamp): row for row in before.documents} if before else {}
    name = "s-" + sha256(repr((wanted, embedder.name)).encode()).hexdigest()[:12]
    fresh = _Fresh()
    seconds = 0.0
    if before is None or before.name != name:
        for id, version, stamp in wanted:
            if (id, stamp) not in known:
                fresh.add(library.document(id, version))
        since = perf_counter()
        vectors = _embed(embedder, fresh.texts, folder, progress)
        seconds = perf_counter() - since
        write_snapshot(folder, _join(name, wanted, before, known, fresh, vectors), embedder.name)
        forget(folder / "pending.db")
    passages = int(open_snapshot(folder).manifest["passages"])
    return Built(documents=len(wanted), passages=passages, embedded=len(fresh.texts), seconds=seconds, name=name)


def content_of(documents: Sequence[Document], embedder: Embedder) -> Content:
    """Return what is searched for a few documents, without any disk: they keep their order."""
    fresh = _Fresh()
    for document in documents:
        fresh.add(document)
    wanted = [(document.id, document.version, "") for document in documents]
    return _join("memory", wanted, None, {}, fresh, embedder.embed_passages(fresh.texts))


def _embed(embedder: Embedder, texts: Sequence[str], folder: Path, progress: Progress | None) -> Vectors:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return embed_resumable(embedder, texts, folder / "pending.db", progress)
    except (OSError, sqlite3.Error) as error:
        raise disk_problem(folder, error) from error


def _join(
    name: str,
    wanted: Sequence[tuple[str, str, str]],
    before: Snapshot | None,
    known: Mapping[tuple[str, str], DocumentRow],
    fresh: _Fresh,
    vectors: Vectors,
) -> Content:
    """Put kept and fresh passages in the order of the wanted documents."""
    old = before.content if before else None
    vocabulary = dict(old.vocabulary) if old else {}
    counts = count(fresh.words, vocabulary)
    lines: Sequence[bytes] = fresh.lines
    seen = fresh.surfaces
    kept = 0
    if old:
        kept = len(old.lines)
        lines = [*old.lines, *fresh.lines]
        counts = Counts.join([old.counts, counts])
        vectors = np.concatenate([old.vectors, vectors])
        seen = Counter(old.surfaces) + fresh.surfaces
    documents: list[DocumentRow] = []
    order: list[int] = []
    for id, version, stamp in wanted:
        row = known.get((id, stamp))
        kind, title, first, last = row[3:] if row else fresh.rows[id]
        shift = 0 if row else kept
        documents.append(DocumentRow(id, version, stamp, kind, title, len(order), len(order) + last - first))
        order += range(first + shift, last + shift)
    chosen = np.array(order, dtype=np.int64)
    return Content(
        name=name,
        documents=documents,
        lines=[lines[i] for i in order],
        counts=counts.select(chosen),
        vocabulary=vocabulary,
        surfaces=dict(seen),
        vectors=np.ascontiguousarray(vectors[chosen]),
    )
