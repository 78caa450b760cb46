"""Where an evaluation searches, and what it judges with.

It searches the home that is given, or one made of the sample corpus, kept in the user's cache; the gate searches as
well a library of other organisations.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from assistant.installing.models import cache_folder
from assistant.progress import bar
from assistant.settings import read_settings
from assistant.wiring import choose_embedder, choose_guard
from corpus.add import add
from corpus.library import Library
from corpus.types import About
from evals.measures.catalogue import Judging
from evals.measures.citations import Remembering
from evals.measures.exactness import stored_texts
from evals.provenance import ROOT, code, digest
from index.build import build
from index.errors import IndexProblem
from index.search import Searcher
from index.snapshot import open_snapshot

DOCUMENTS = ROOT / "corpus" / "sample" / "documents"
_ABOUT = About(publisher="Ville de Valbrume", licence="MIT")


def kept(*names: str) -> Path:
    """Return a place for what evaluations keep from one run to the next."""
    return cache_folder(os.environ).joinpath("evals", *names)


def sample_home() -> Path:
    """Return a home with the sample corpus indexed."""
    return home_of(DOCUMENTS, _ABOUT, "Indexation du corpus d'exemple")


def home_of(folder: Path, about: About, title: str) -> Path:
    """Return a home with the documents of a folder indexed; made once for them, this code and this embedder."""
    name = read_settings(kept("homes"), os.environ).embedder
    documents = (part for path in sorted(folder.iterdir()) for part in (path.name, path.read_bytes()))
    home = kept("homes", digest(name, code("corpus", "index"), *documents))
    with suppress(IndexProblem):
        open_snapshot(home / "index")
        return home
    embedder = choose_embedder(name, home)
    with _library(home) as library, bar(title) as shown:
        add(library, folder, about)
        build(library, home / "index", embedder, shown.update)
    return home


@contextmanager
def opened(home: Path) -> Iterator[tuple[Library, Searcher]]:
    """Open the library and the index of a home."""
    # Before any model is loaded: an index that is missing is said at once.
    open_snapshot(home / "index")
    embedder = choose_embedder(read_settings(home, os.environ).embedder, home)
    with _library(home) as library:
        yield library, Searcher.open(library, home / "index", embedder)


def judging(home: Path, library: Library) -> Judging:
    """Return what measures need: the stored texts, and the verifier that says what is supported, not what is shown."""
    return Judging(text=stored_texts(library), verifier=Remembering(choose_guard(home, to_show=False)))


@contextmanager
def _library(home: Path) -> Iterator[Library]:
    library = Library(home)
    try:
        yield library
    finally:
        library.close()
