"""Snapshots: the same whatever came before, whole or absent, resumed after an interruption."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.compose import Composer
from corpus.library import Library, StoredSource
from corpus.types import Document, Provenance
from index.build import build
from index.embed_words import WordHashEmbedder
from index.errors import IndexProblem
from index.search import Searcher
from index.snapshot import open_snapshot
from index.types import Progress, Vectors

PAGES = {
    "F1": ("Place en crèche", "La commission d'attribution décide des places en crèche."),
    "F2": ("Carte de stationnement", "La carte de résident coûte 36 euros par an."),
    "F3": ("Cantine scolaire", "Le tarif du repas dépend du quotient familial."),
    "F4": ("Cantine scolaire, mémo", "Le tarif du repas dépend du quotient familial."),
}


LAW = ("F0", "F3")


def page(id: str, title: str, text: str) -> Document:
    composer = Composer(title)
    composer.add(text)
    return composer.finish(id=id, kind="law" if id in LAW else "procedure", provenance=Provenance())


def keep(library: Library, id: str, title: str, text: str) -> None:
    with library.transaction():
        source = StoredSource(root="/r", path=id, fingerprint=text, reason="")
        library.keep(source, [("test", page(id, title, text))])


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library(tmp_path)
    for id, (title, text) in PAGES.items():
        keep(library, id, title, text)
    return library


def searcher(library: Library, folder: Path) -> Searcher:
    return Searcher.open(library, folder, WordHashEmbedder())


def test_the_right_document_comes_first(library: Library, tmp_path: Path) -> None:
    build(library, tmp_path / "index", WordHashEmbedder())
    hits = searcher(library, tmp_path / "index").search("qui décide d'une place en creche ?")
    assert hits[0].passage.document == "F1"
    text = library.document("F1").text
    assert text[hits[0].passage.start : hits[0].passage.end] == PAGES["F1"][1]


def test_copies_count_once_and_say_so(library: Library, tmp_path: Path) -> None:
    build(library, tmp_path / "index", WordHashEmbedder())
    keep(library, "F4", *PAGES["F3"])
    build(library, tmp_path / "index", WordHashEmbedder())
    hits = searcher(library, tmp_path / "index").search("tarif du repas à la cantine")
    assert hits[0].twins == ("F4",)
    assert "F4" not in {hit.passage.document for hit in hits}


def test_kinds_filter(library: Library, tmp_path: Path) -> None:
    build(library, tmp_path / "index", WordHashEmbedder())
    hits = searcher(library, tmp_path / "index").search("place en crèche", kinds=["law"])
    assert [hit.passage.document for hit in hits] == ["F3"]


class MeansTheCard(WordHashEmbedder):
    """Reads every question as one on the card, whatever its words."""

    def embed_question(self, text: str, /) -> Vectors:
        return super().embed_question("carte de résident")


def test_a_kind_is_searched_whole_though_other_kinds_are_nearer(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(library, "F0", "Résidents", "La carte des résidents vaut un an.")
    monkeypatch.setattr("index.search._CANDIDATES", 1)
    monkeypatch.setattr("index.search._TITLES", 0)
    build(library, tmp_path / "index", WordHashEmbedder())
    found = Searcher.open(library, tmp_path / "index", MeansTheCard())
    assert {hit.passage.document for hit in found.search("repas", kinds=["procedure"])} == {"F2", "F4"}
    assert {hit.passage.document for hit in found.search("repas", kinds=["law"])} == {"F0", "F3"}


def test_a_build_continued_finds_what_a_build_from_nothing_finds(library: Library, tmp_path: Path) -> None:
    build(library, tmp_path / "one", WordHashEmbedder())
    keep(library, "F2", "Carte de résident", "La carte coûte 40 euros par an depuis la réforme.")
    with library.transaction():
        library.let_go("/r", "F1")
    continued = build(library, tmp_path / "one", WordHashEmbedder())
    fresh = build(library, tmp_path / "two", WordHashEmbedder())
    assert (continued.embedded, fresh.embedded) == (1, 3)
    assert continued.name == fresh.name
    one, two = (open_snapshot(tmp_path / name).content for name in ("one", "two"))
    assert one.surfaces == two.surfaces and "stationnement" not in one.surfaces
    for question in ("carte de résident", "place en crèche", "tarif cantine"):
        one = searcher(library, tmp_path / "one").search(question)
        two = searcher(library, tmp_path / "two").search(question)
        assert [h.passage for h in one] == [h.passage for h in two]
        assert np.allclose([h.score for h in one], [h.score for h in two], atol=1e-5)


def test_no_word_of_a_removed_document_stays(library: Library, tmp_path: Path) -> None:
    build(library, tmp_path / "index", WordHashEmbedder())
    with library.transaction():
        library.let_go("/r", "F2")
    build(library, tmp_path / "index", WordHashEmbedder())
    build(library, tmp_path / "fresh", WordHashEmbedder())
    continued, fresh = (open_snapshot(tmp_path / name) for name in ("index", "fresh"))
    assert continued.content.surfaces == fresh.content.surfaces
    assert continued.content.vocabulary.keys() == fresh.content.vocabulary.keys()
    assert b"stationnement" not in everything(continued.folder) and b"stationn" not in everything(continued.folder)


def test_no_word_stays_of_a_document_purged_while_it_was_indexed(library: Library, tmp_path: Path) -> None:
    build(library, tmp_path / "index", WordHashEmbedder())
    with library.transaction():
        library.let_go("/r", "F2")
    library.purge(())
    build(library, tmp_path / "index", WordHashEmbedder())
    build(library, tmp_path / "fresh", WordHashEmbedder())
    continued, fresh = (open_snapshot(tmp_path / name).content for name in ("index", "fresh"))
    assert continued.surfaces == fresh.surfaces and "stationnement" not in continued.surfaces


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_nothing_changed_embeds_nothing(library: Library, tmp_path: Path) -> None:
    build(library, tmp_path / "index", WordHashEmbedder())
    assert build(library, tmp_path / "index", WordHashEmbedder()).embedded == 0


class StopsHalfway(WordHashEmbedder):
    """Works for some calls, then fails as a machine does."""

    def __init__(self, calls: int) -> None:
        self.calls = calls
        self.embedded: list[str] = []

    def embed_passages(self, texts: Sequence[str], /, progress: Progress | None = None) -> Vectors:
        if not self.calls:
            raise KeyboardInterrupt
        self.calls -= 1
        self.embedded += texts
        return super().embed_passages(texts, progress)


def test_an_interrupted_build_leaves_the_old_index_and_goes_on(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.pending._CHUNK", 1)
    build(library, tmp_path / "index", WordHashEmbedder())
    before = open_snapshot(tmp_path / "index").name
    for id in PAGES:
        keep(library, id, PAGES[id][0], PAGES[id][1] + " Texte nouveau.")
    with pytest.raises(KeyboardInterrupt):
        build(library, tmp_path / "index", StopsHalfway(2))
    assert open_snapshot(tmp_path / "index").name == before
    assert searcher(library, tmp_path / "index").search("carte")[0].passage.document == "F2"
    second = StopsHalfway(99)
    build(library, tmp_path / "index", second)
    assert len(second.embedded) == 6
    assert not (tmp_path / "index" / "pending.db").exists()


@pytest.mark.parametrize("rest", [b"", b"SQLite format 3\0"], ids=["another file", "a header and noise"])
def test_vectors_that_cannot_be_read_back_are_computed_again(library: Library, tmp_path: Path, rest: bytes) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "pending.db").write_bytes(rest + b"damaged" * 2000)
    built = build(library, tmp_path / "index", WordHashEmbedder())
    assert built.embedded == len(PAGES)
    assert not (tmp_path / "index" / "pending.db").exists()


def test_a_snapshot_without_manifest_is_never_read(library: Library, tmp_path: Path) -> None:
    build(library, tmp_path / "index", WordHashEmbedder())
    (open_snapshot(tmp_path / "index").folder / "manifest.json").unlink()
    with pytest.raises(IndexProblem, match="Rien n'est encore indexé"):
        open_snapshot(tmp_path / "index")


@pytest.mark.parametrize(
    "name", ["manifest.json", "documents.json", "passages.jsonl", "counts.npz", "vocabulary.json", "vectors.npy"]
)
def test_a_damaged_snapshot_is_said_and_building_anew_repairs_it(library: Library, tmp_path: Path, name: str) -> None:
    build(library, tmp_path / "index", WordHashEmbedder())
    damaged = open_snapshot(tmp_path / "index").folder
    (damaged / name).write_bytes((damaged / name).read_bytes()[:-20])
    if name == "passages.jsonl":
        (damaged / name).unlink()
    with pytest.raises(IndexProblem, match="endommagé") as problem:
        searcher(library, tmp_path / "index").search("carte")
    assert "supprimez ce dossier" in problem.value.fix
    assert build(library, tmp_path / "index", WordHashEmbedder()).embedded == len(PAGES)
    assert searcher(library, tmp_path / "index").search("carte")


@pytest.mark.parametrize("name", ["passages.jsonl", "titles.npy", "asides.npy"])
def test_a_file_cut_between_two_lines_or_of_another_index_is_damage_too(
    library: Library, tmp_path: Path, name: str
) -> None:
    build(library, tmp_path / "index", WordHashEmbedder())
    path = open_snapshot(tmp_path / "index").folder / name
    if name == "passages.jsonl":
        path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:2]))
    else:
        np.save(path, np.load(path)[:-1])
    with pytest.raises(IndexProblem, match="endommagé"):
        searcher(library, tmp_path / "index")
    build(library, tmp_path / "index", WordHashEmbedder())
    assert searcher(library, tmp_path / "index").search("carte")


def test_a_damaged_passage_is_said(library: Library, tmp_path: Path) -> None:
    build(library, tmp_path / "index", WordHashEmbedder())
    path = open_snapshot(tmp_path / "index").folder / "passages.jsonl"
    path.write_bytes(path.read_bytes().replace(b"[", b"{"))
    with pytest.raises(IndexProblem, match="endommagé"):
        searcher(library, tmp_path / "index").search("carte")


class AsksForAnother(WordHashEmbedder):
    """Another indexing begins while it works."""

    def __init__(self, library: Library, folder: Path) -> None:
        super().__init__()
        self.another = lambda: build(library, folder, WordHashEmbedder())

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        with pytest.raises(IndexProblem, match="Une indexation est déjà en cours"):
            self.another()
        return super().embed_passages(texts, progress)


def test_two_indexings_never_work_at_once(library: Library, tmp_path: Path) -> None:
    index = tmp_path / "index"
    assert build(library, index, AsksForAnother(library, index)).documents == len(PAGES)
    assert build(library, index, WordHashEmbedder()).documents == len(PAGES)


def test_documents_that_left_are_counted(library: Library, tmp_path: Path) -> None:
    build(library, tmp_path / "index", WordHashEmbedder())
    with library.transaction():
        library.let_go("/r", "F2")
    built = build(library, tmp_path / "index", WordHashEmbedder())
    assert (built.removed, built.embedded) == (1, 0)


def test_an_index_of_another_embedder_is_refused(library: Library, tmp_path: Path) -> None:
    class Other(WordHashEmbedder):
        name = "autre"

    build(library, tmp_path / "index", WordHashEmbedder())
    with pytest.raises(IndexProblem, match="autre"):
        Searcher.open(library, tmp_path / "index", Other())


def test_a_full_disk_keeps_the_index_in_use(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(library, tmp_path / "index", WordHashEmbedder())
    before = open_snapshot(tmp_path / "index").name
    keep(library, "F9", "Nouveau", "Texte.")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("index.snapshot._write_parts", full)
    with pytest.raises(IndexProblem, match="plein"):
        build(library, tmp_path / "index", WordHashEmbedder())
    assert open_snapshot(tmp_path / "index").name == before


def test_an_empty_library_finds_nothing(tmp_path: Path) -> None:
    library = Library(tmp_path)
    build(library, tmp_path / "index", WordHashEmbedder())
    assert searcher(library, tmp_path / "index").search("crèche") == []


def test_documents_without_any_passage_find_nothing_and_are_built_upon(tmp_path: Path) -> None:
    library = Library(tmp_path)
    keep(library, "F1", "Place en crèche", "")
    built = build(library, tmp_path / "index", WordHashEmbedder())
    assert (built.documents, built.passages) == (1, 0)
    assert searcher(library, tmp_path / "index").search("place en crèche") == []
    keep(library, "F2", *PAGES["F2"])
    build(library, tmp_path / "index", WordHashEmbedder())
    (hit,) = searcher(library, tmp_path / "index").search("carte de résident")
    assert hit.passage.document == "F2"
    with library.transaction():
        library.let_go("/r", "F2")
    build(library, tmp_path / "index", WordHashEmbedder())
    assert searcher(library, tmp_path / "index").search("carte de résident") == []
