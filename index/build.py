"""Makes the library searchable: what did not change is taken from the snapshot in use, the rest is cut and embedded."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from pathlib import Path
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from corpus.cut import ASIDES, body, cut, heading
from corpus.errors import LibraryProblem
from corpus.library import Library
from corpus.lock import open_lock, taken
from corpus.types import Document, Kind, dump_passage
from index.errors import IndexProblem
from index.lexical import Counts, Tally
from index.pending import embed_resumable, forget
from index.snapshot import (
    FORMAT,
    PENDING,
    Content,
    DocumentRow,
    disk_problem,
    previous_snapshot,
    write_snapshot,
)
from index.types import Embedder, Progress, Vectors
from index.words import stem, surfaces


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What one indexing did; `removed` documents are in the index no more, `seconds` are those spent embedding."""

    documents: int
    passages: int
    embedded: int
    seconds: float
    name: str
    removed: int = 0


class _Fresh:
    """Documents that are new or changed, cut into passages; `rows` gives the share of each, in the order of `add`.

    `vocabulary` and `surfaces` go on from those of the documents that are kept.
    """

    def __init__(self, vocabulary: dict[str, int], surfaces: Counter[str]) -> None:
        self.rows: dict[str, tuple[Kind, str, int, int]] = {}
        self.lines: list[bytes] = []
        self.texts: list[str] = []
        self.asides: list[bool] = []
        self.surfaces = surfaces
        self.tally = Tally(vocabulary)

    def add(self, document: Document) -> None:
        first = len(self.lines)
        for passage in cut(document):
            head, text = heading(document.title, passage), body(document.text, passage)
            head_words, body_words = surfaces(head), surfaces(text)
            self.lines.append(dump_passage(passage))
            self.texts.append(f"{head}\n{text}")
            self.asides.append(all(sentence.role in ASIDES for sentence in passage.sentences))
            self.surfaces.update({*head_words, *body_words})
            self.tally.add(map(stem, head_words), map(stem, body_words))
        self.rows[document.id] = (document.kind, document.title, first, len(self.lines))

    @property
    def embedded(self) -> list[str]:
        """What the embedder reads: the passages, then the titles of the documents."""
        return [*self.texts, *(title for _, title, _, _ in self.rows.values())]


def build(library: Library, folder: Path, embedder: Embedder, progress: Progress | None = None) -> Built:
    """Bring the index in `folder` up to date with the library. Safe to interrupt: the index in use still answers.

    The result does not depend on what was indexed before, the numbering of words excepted. Two at once would undo each
    other's work: the second is an `IndexProblem`.
    """
    with _alone(folder):
        return _build(library, folder, embedder, progress)


def _build(library: Library, folder: Path, embedder: Embedder, progress: Progress | None) -> Built:
    wanted = library.versions()
    before = previous_snapshot(folder, embedder.name)
    name = "s-" + sha256(repr((FORMAT, wanted, embedder.name)).encode()).hexdigest()[:12]
    if before and before.name == name:
        forget(folder / PENDING)
        passages = int(before.manifest["passages"])
        return Built(documents=len(wanted), passages=passages, embedded=0, seconds=0.0, name=name)
    known = {(row.id, row.stamp): (number, row) for number, row in enumerate(before.documents)} if before else {}
    old = before.content if before else None
    fresh = _Fresh(dict(old.vocabulary), _kept_surfaces(old, library, wanted)) if old else _Fresh({}, Counter())
    for id, version, stamp in wanted:
        if (id, stamp) not in known:
            fresh.add(library.document(id, version))
    since = perf_counter()
    vectors = _embed(embedder, fresh.embedded, folder, progress)
    seconds = perf_counter() - since
    content = _join(name, wanted, old, known, fresh, vectors)
    write_snapshot(folder, content, embedder.name)
    forget(folder / PENDING)
    return Built(
        documents=len(wanted),
        passages=len(content.lines),
        embedded=len(fresh.texts),
        seconds=seconds,
        name=name,
        removed=len({row.id for row in old.documents} - {id for id, _, _ in wanted}) if old else 0,
    )


def content_of(documents: Sequence[Document], embedder: Embedder) -> Content:
    """Return what is searched for a few documents, without any disk: they keep their order."""
    fresh = _Fresh({}, Counter())
    for document in documents:
        fresh.add(document)
    wanted = [(document.id, document.version, "") for document in documents]
    return _join("memory", wanted, None, {}, fresh, embedder.embed_passages(fresh.embedded))


def _kept_surfaces(old: Content, library: Library, wanted: Sequence[tuple[str, str, str]]) -> Counter[str]:
    """Return the words of the snapshot in use, without those of the documents that leave it or change."""
    kept = {(id, stamp) for id, _, stamp in wanted}
    try:
        left = _surfaces_of(old, library, (row for row in old.documents if (row.id, row.stamp) not in kept))
    except LibraryProblem:
        # Purged while they were being indexed, or of another library: what cannot be taken away is not counted again.
        return _surfaces_of(old, library, (row for row in old.documents if (row.id, row.stamp) in kept))
    return Counter(old.surfaces) - left


def _surfaces_of(old: Content, library: Library, rows: Iterable[DocumentRow]) -> Counter[str]:
    """Count the passages of some documents that hold each word, as `_Fresh.add` does."""
    found: Counter[str] = Counter()
    for row in rows:
        text = library.document(row.id, row.version).text
        for passage in map(old.passage, range(row.first, row.last)):
            found.update({*surfaces(heading(row.title, passage)), *surfaces(body(text, passage))})
    return found


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = open_lock(folder / "index.lock")
        free = taken(lock)
    except (OSError, sqlite3.Error) as error:
        raise disk_problem(folder, error) from error
    with closing(lock):
        if not free:
            raise IndexProblem("Une indexation est déjà en cours.", fix="attendez sa fin, puis relancez glose index")
        yield


def _embed(embedder: Embedder, texts: Sequence[str], folder: Path, progress: Progress | None) -> Vectors:
    try:
        return embed_resumable(embedder, texts, folder / PENDING, progress)
    except (OSError, sqlite3.Error) as error:
        raise disk_problem(folder, error) from error


def _join(
    name: str,
    wanted: Sequence[tuple[str, str, str]],
    old: Content | None,
    known: Mapping[tuple[str, str], tuple[int, DocumentRow]],
    fresh: _Fresh,
    vectors: Vectors,
) -> Content:
    """Put the passages of kept and of fresh documents in the order of the wanted documents."""
    own, titles = vectors[: len(fresh.texts)], vectors[len(fresh.texts) :]
    places = {id: number for number, id in enumerate(fresh.rows)}
    documents: list[DocumentRow] = []
    passages: list[range] = []
    kept_passages, kept_documents = (len(old.lines), len(old.documents)) if old else (0, 0)
    title_rows = []
    at = 0
    for id, version, stamp in wanted:
        if (id, stamp) in known:
            number, row = known[id, stamp]
            kind, title, first, last = row[3:]
        else:
            number = kept_documents + places[id]
            kind, title, first, last = fresh.rows[id]
            first, last = first + kept_passages, last + kept_passages
        documents.append(DocumentRow(id, version, stamp, kind, title, at, at + last - first))
        passages.append(range(first, last))
        title_rows.append(number)
        at += last - first
    order = np.fromiter(chain.from_iterable(passages), dtype=np.int64, count=at)
    lines = [*old.lines, *fresh.lines] if old else fresh.lines
    joined = Counts.join([old.counts, fresh.tally.counts()]) if old else fresh.tally.counts()
    counts, vocabulary = _without_unused(joined.select(order), fresh.tally.vocabulary)
    asides = np.array(fresh.asides, dtype=np.bool_)
    return Content(
        name=name,
        documents=documents,
        lines=[lines[i] for i in order],
        counts=counts,
        vocabulary=vocabulary,
        surfaces=dict(sorted(fresh.surfaces.items())),
        vectors=_gather(old.vectors if old else None, own, order),
        titles=_gather(old.titles if old else None, titles, np.array(title_rows, dtype=np.int64)),
        asides=(np.concatenate([old.asides, asides]) if old else asides)[order],
    )


def _without_unused(counts: Counts, vocabulary: dict[str, int]) -> tuple[Counts, dict[str, int]]:
    """Number again the words that some passage holds: the others are of documents that were removed, and go too."""
    used = np.bincount(counts.words, minlength=len(vocabulary)) > 0
    numbers = (np.cumsum(used) - 1).astype(np.int32)
    kept = (word for word, number in vocabulary.items() if used[number])
    return (
        Counts(counts.starts, numbers[counts.words], counts.times),
        {word: number for number, word in enumerate(kept)},
    )


def _gather(old: Vectors | None, fresh: Vectors, order: NDArray[np.int64]) -> Vectors:
    """Return rows of `old` then `fresh`, in an order, with one copy at most: vectors are most of the memory."""
    kept = 0 if old is None else len(old)
    if old is None and np.array_equal(order, np.arange(len(fresh))):
        return fresh
    rows = np.empty((len(order), fresh.shape[1]), dtype=np.float32)
    from_old = order < kept
    if old is not None:
        rows[from_old] = old[order[from_old]]
    rows[~from_old] = fresh[order[~from_old] - kept]
    return rows
