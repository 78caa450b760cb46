"""The stored documents: versions, what is current, what is let go."""

import sqlite3
from pathlib import Path

import pytest

from corpus.compose import Composer
from corpus.errors import LibraryProblem
from corpus.library import Library, StoredSource
from corpus.types import Document, Provenance


def page(id: str, text: str, published: str = "") -> Document:
    composer = Composer("Carte de résident")
    composer.add(text)
    return composer.finish(id=id, kind="procedure", provenance=Provenance(published=published))


def keep(library: Library, path: str, *documents: Document, root: str = "/r") -> None:
    source = StoredSource(root=root, path=path, fingerprint="f", reason="")
    with library.transaction():
        library.keep(source, [("test", document) for document in documents])


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path)


def test_a_document_comes_back_whole(library: Library) -> None:
    given = page("F1", "La carte coûte 225 €.", "2026-01-02")
    keep(library, "a.xml", given)
    assert library.document("F1") == given
    assert library.document("F1").version == given.version


def test_an_old_version_stays_readable_after_a_new_one(library: Library) -> None:
    old, new = page("F1", "La carte coûte 225 €."), page("F1", "La carte coûte 230 €.")
    keep(library, "a.xml", old)
    keep(library, "a.xml", new)
    assert library.document("F1") == new
    assert library.document("F1", old.version) == old


def test_what_is_let_go_is_no_longer_current_and_stays_readable(library: Library) -> None:
    given = page("F1", "La carte coûte 225 €.")
    keep(library, "a.xml", given)
    with library.transaction():
        library.let_go("/r", "a.xml")
    assert library.versions() == []
    assert library.document("F1", given.version) == given
    with pytest.raises(LibraryProblem):
        library.document("F1")


def test_of_two_sources_the_latest_published_is_current_whatever_the_order(library: Library) -> None:
    late, early = page("F1", "Tarif 2026.", "2026-01-01"), page("F1", "Tarif de 2023, plus long.", "2023-01-01")
    keep(library, "late.xml", late)
    keep(library, "early.xml", early)
    assert library.document("F1") == late
    with library.transaction():
        library.let_go("/r", "late.xml")
    assert library.document("F1") == early


def test_all_holders_are_those_of_each(library: Library) -> None:
    keep(library, "b.xml", page("F1", "Un."), page("F2", "Deux."))
    keep(library, "a.xml", page("F1", "Un."))
    assert library.all_holders() == {id: library.holders(id) for id in ("F1", "F2")}
    assert library.holders("F1") == [("/r", "a.xml"), ("/r", "b.xml")]


def test_a_failed_transaction_leaves_nothing(library: Library) -> None:
    with pytest.raises(ZeroDivisionError), library.transaction():
        library.keep(StoredSource(root="/r", path="a", fingerprint="f", reason=""), [("test", page("F1", "Texte."))])
        raise ZeroDivisionError
    assert library.versions() == [] and library.sources() == []


def test_the_stamp_changes_with_the_title_and_not_only_with_the_text(library: Library) -> None:
    keep(library, "a.xml", page("F1", "Même texte."))
    before = library.versions()
    composer = Composer("Carte de résident")
    with composer.section("Un intertitre"):
        composer.add("Même texte.")
    keep(library, "a.xml", composer.finish(id="F1", kind="procedure", provenance=Provenance()))
    assert library.versions() != before


def test_a_damaged_file_is_said_in_french(tmp_path: Path) -> None:
    (tmp_path / "library.db").write_bytes(b"not a database, certainly not" * 40)
    with pytest.raises(LibraryProblem, match="endommagé"):
        Library(tmp_path)


def keep_file(library: Library, document: Document, data: bytes) -> None:
    with library.transaction():
        library.keep(StoredSource(root="/r", path="a.pdf", fingerprint="f", reason=""), [("pdf", document)], data)


def test_the_file_of_each_version_stays_whatever_becomes_of_it(library: Library) -> None:
    old, new = page("F1", "La carte coûte 225 €."), page("F1", "La carte coûte 230 €.")
    keep_file(library, old, b"%PDF-1")
    keep_file(library, new, b"%PDF-2")
    with library.transaction():
        library.let_go("/r", "a.pdf")
    assert library.original("F1", old.version) == b"%PDF-1"
    assert library.original("F1", new.version) == b"%PDF-2"
    assert library.originals() == (2, 12)


def test_a_version_without_a_file_has_none(library: Library) -> None:
    given = page("F1", "La carte coûte 225 €.")
    keep(library, "a.xml", given)
    assert library.original("F1", given.version) is library.original("inconnu", "sha256:0") is None
    assert library.originals() == (0, 0)


def test_the_same_bytes_are_kept_once_and_damaged_ones_are_not_given(library: Library, tmp_path: Path) -> None:
    one, two = page("F1", "Premier texte."), page("F2", "Second texte.")
    keep_file(library, one, b"%PDF-1")
    keep_file(library, two, b"%PDF-1")
    (file,) = (tmp_path / "files").iterdir()
    file.write_bytes(b"%PDF-X")
    assert library.original("F1", one.version) is None
    file.write_bytes(b"")
    keep_file(library, one, b"%PDF-1")
    assert library.original("F2", two.version) == b"%PDF-1"


def test_a_disk_that_refuses_the_file_refuses_the_document(library: Library, tmp_path: Path) -> None:
    (tmp_path / "files").write_text("un fichier à la place du dossier")
    with pytest.raises(LibraryProblem):
        keep_file(library, page("F1", "Texte."), b"%PDF-1")
    assert library.versions() == []


def test_a_library_made_before_files_were_kept_opens(library: Library, tmp_path: Path) -> None:
    given = page("F1", "La carte coûte 225 €.")
    keep(library, "a.xml", given)
    with library.transaction():
        library._db.execute("DROP TABLE originals")
    library.close()
    again = Library(tmp_path)
    assert again.document("F1") == given and again.original("F1", given.version) is None


def test_purging_erases_what_no_source_holds_and_nothing_else(library: Library, tmp_path: Path) -> None:
    old, new, other = page("F1", "Madame Bellec a demandé."), page("F1", "Rien à dire."), page("F2", "Autre texte.")
    keep_file(library, old, b"%PDF-old")
    keep_file(library, new, b"%PDF-new")
    keep(library, "b.xml", other)
    assert b"Bellec" in library.path.read_bytes()
    purged = library.purge(())
    assert (purged.versions, purged.files) == (1, (1, 8))
    assert b"Bellec" not in library.path.read_bytes(), "erased, and not only forgotten"
    assert library.original("F1", old.version) is None and library.original("F1", new.version) == b"%PDF-new"
    assert {document for document, _, _ in library.versions()} == {"F1", "F2"}
    with pytest.raises(LibraryProblem):
        library.document("F1", old.version)
    again = library.purge(())
    assert (again.versions, again.files) == (0, (0, 0))


def test_purging_leaves_the_versions_that_somebody_needs_with_their_files(library: Library) -> None:
    one, two = page("F1", "Premier texte."), page("F1", "Second texte.")
    keep_file(library, one, b"%PDF-1")
    keep_file(library, two, b"%PDF-2")
    with library.transaction():
        library.let_go("/r", "a.pdf")
    assert library.unheld() == sorted([("F1", one.version), ("F1", two.version)])
    assert library.purge({one.version}).versions == 1
    assert library.original("F1", one.version) == b"%PDF-1"
    assert library.document("F1", one.version).text == one.text
    assert library.unheld() == [("F1", one.version)]


def test_the_bytes_that_two_documents_share_stay_for_the_one_that_is_left(library: Library) -> None:
    one, two = page("F1", "Premier texte."), page("F2", "Second texte.")
    for path, document in (("a.pdf", one), ("b.pdf", two)):
        with library.transaction():
            source = StoredSource(root="/r", path=path, fingerprint="f", reason="")
            library.keep(source, [("pdf", document)], b"%PDF-1")
    with library.transaction():
        library.let_go("/r", "a.pdf")
    purged = library.purge(())
    assert (purged.versions, purged.files) == (1, (0, 0))
    assert library.original("F2", two.version) == b"%PDF-1"


def test_a_purge_that_is_interrupted_leaves_all_or_files_for_the_next(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = page("F1", "La carte coûte 225 €.")
    keep_file(library, gone, b"%PDF-1")
    with library.transaction():
        library.let_go("/r", "a.pdf")
    (tmp_path / "files" / ".part.123").write_bytes(b"%PDF")

    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", refused)
        with pytest.raises(LibraryProblem, match="droits"):
            library.purge(())
    assert library.unheld() == [] and library.originals() == (1, 6)
    assert library.purge(()).files == (2, 10), "what an interrupted writer left goes too"
    assert list((tmp_path / "files").iterdir()) == []


def rewrite(folder: Path, change: str) -> None:
    """Write in the file of the library as no command of ours does."""
    database = sqlite3.connect(folder / "library.db")
    with database:
        database.execute(f"UPDATE documents SET {change} WHERE id = 'F1'")
    database.close()


@pytest.mark.parametrize("change", ["text = replace(text, '225', '25')", "text = NULL", "blocks = '{'", "notes = '3'"])
def test_a_text_that_is_not_the_one_that_was_read_is_never_quoted(
    library: Library, tmp_path: Path, change: str
) -> None:
    keep(library, "a.xml", page("F1", "La carte coûte 225 €."))
    keep(library, "b.xml", page("F2", "Le repas coûte 3 €."))
    rewrite(tmp_path, change)
    with pytest.raises(LibraryProblem, match="F1 n'y est plus tel qu'il a été lu") as problem:
        library.document("F1")
    assert "/r (glose remove)" in problem.value.fix
    assert library.document("F2").text.endswith("Le repas coûte 3 €.")


def test_a_damaged_row_is_named_where_documents_are_listed(library: Library, tmp_path: Path) -> None:
    keep(library, "a.xml", page("F1", "La carte coûte 225 €."))
    rewrite(tmp_path, "provenance = '[]'")
    with pytest.raises(LibraryProblem, match="F1 n'y est plus tel qu'il a été lu"):
        library.entries()


def test_a_document_that_was_altered_is_whole_again_once_added_again(library: Library, tmp_path: Path) -> None:
    given = page("F1", "La carte coûte 225 €.")
    keep(library, "a.xml", given)
    rewrite(tmp_path, "text = 'La carte est gratuite.'")
    keep(library, "a.xml", given)
    assert library.document("F1") == given
