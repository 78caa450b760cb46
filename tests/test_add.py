"""Adding: incremental, repeatable, and nothing skipped in silence."""

import errno
import io
import os
import tarfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

import corpus.read
from corpus.add import Report, add, remove
from corpus.errors import UnreadableFile
from corpus.library import Library
from corpus.read import ReaderFault
from corpus.read_text import TextReader
from corpus.types import About, Document, Source
from tests.pdfs import make_pdf, show


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "home")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    (folder / "sub").mkdir(parents=True)
    (folder / "un.md").write_text("# Cantine\n\nLe repas coûte 3,20 €.\n", "utf-8")
    (folder / "sub" / "deux.txt").write_text("Le service ouvre à 9 h.", "utf-8")
    return folder


def run(library: Library, path: Path) -> Report:
    return add(library, path, About(retrieved="2026-11-22"))


def ids(library: Library) -> list[str]:
    return [id for id, _, _ in library.versions()]


def test_ids_are_paths_relative_to_what_was_added(library: Library, folder: Path) -> None:
    report = run(library, folder)
    assert report.read == 2
    assert ids(library) == ["sub/deux.txt", "un.md"]


def test_adding_again_reads_only_what_changed_and_forgets_what_is_gone(library: Library, folder: Path) -> None:
    run(library, folder)
    (folder / "un.md").write_text("# Cantine\n\nLe repas coûte 3,40 €.\n", "utf-8")
    (folder / "sub" / "deux.txt").unlink()
    report = run(library, folder)
    assert (report.read, report.unchanged, report.removed) == (1, 0, 1)
    assert "3,40" in library.document("un.md").text
    report = run(library, folder)
    assert (report.read, report.unchanged, report.removed) == (0, 1, 0)


def test_a_file_under_an_added_folder_keeps_its_id(library: Library, folder: Path) -> None:
    run(library, folder)
    (folder / "sub" / "deux.txt").write_text("Le service ouvre à 10 h.", "utf-8")
    report = run(library, folder / "sub" / "deux.txt")
    assert report.read == 1
    assert ids(library) == ["sub/deux.txt", "un.md"]
    assert run(library, folder / "sub").unchanged == 1
    assert ids(library) == ["sub/deux.txt", "un.md"]


def test_a_folder_takes_over_the_files_added_one_by_one(library: Library, folder: Path) -> None:
    run(library, folder / "sub" / "deux.txt")
    assert ids(library) == ["deux.txt"]
    run(library, folder)
    assert ids(library) == ["sub/deux.txt", "un.md"]


def test_two_folders_with_the_same_file_name_keep_both(library: Library, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "autre"
    other.mkdir()
    (other / "un.md").write_text("# Crèche\n\nLa commission décide.\n", "utf-8")
    run(library, folder)
    report = run(library, other)
    assert ids(library) == ["autre/un.md", "sub/deux.txt", "un.md"]
    assert "un.md" in report.notes[0][1]
    run(library, other)
    assert ids(library) == ["autre/un.md", "sub/deux.txt", "un.md"]


def test_a_file_that_cannot_be_read_is_named_and_costs_no_other(library: Library, folder: Path) -> None:
    (folder / "vide.md").write_bytes(b"")
    (folder / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n123")
    (folder / "faux.xml").write_bytes(b"\0\1\2\3" * 400)
    report = run(library, folder)
    assert report.read == 2
    assert {skipped.path for skipped in report.skipped} == {"vide.md", "image.png", "faux.xml"}
    assert all(skipped.reason for skipped in report.skipped)
    assert {skipped.path for skipped in run(library, folder).skipped} == {"vide.md", "image.png", "faux.xml"}


def test_one_file_that_cannot_be_read_is_an_error(library: Library, folder: Path) -> None:
    (folder / "vide.md").write_bytes(b"")
    with pytest.raises(UnreadableFile, match=r"vide\.md : fichier vide"):
        run(library, folder / "vide.md")


def test_a_file_that_became_unreadable_leaves_the_index_and_its_version_stays(library: Library, folder: Path) -> None:
    run(library, folder)
    version = library.document("un.md").version
    (folder / "un.md").write_bytes(b"")
    run(library, folder)
    assert ids(library) == ["sub/deux.txt"]
    assert "3,20" in library.document("un.md", version).text


@pytest.mark.parametrize("name", ["absent.md", "absent/"])
def test_a_missing_path_is_an_error(library: Library, tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableFile, match="introuvable"):
        run(library, tmp_path / name)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything; tests/test_bad_input.py does it as nobody")
def test_what_a_closed_folder_held_is_not_forgotten(library: Library, folder: Path) -> None:
    run(library, folder)
    (folder / "sub").chmod(0)
    try:
        report = run(library, folder)
        assert (report.removed, [skipped.path for skipped in report.skipped]) == (0, ["sub/"])
        assert ids(library) == ["sub/deux.txt", "un.md"]
        folder.chmod(0)
        with pytest.raises(UnreadableFile, match="accès refusé"):
            run(library, folder)
    finally:
        folder.chmod(0o755)
        (folder / "sub").chmod(0o755)


def test_what_a_closed_file_held_is_not_forgotten(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(library, folder / "sub" / "deux.txt")
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "deux.txt":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return read_bytes(path)

    # As root, no file is closed: the system's refusal has to be played.
    for kept in ("deux.txt", "sub/deux.txt"):
        with monkeypatch.context() as patch:
            patch.setattr(Path, "read_bytes", refuse)
            report = run(library, folder)
        assert [skipped.path for skipped in report.skipped] == ["sub/deux.txt"]
        assert "accès refusé" in report.skipped[0].reason
        assert (report.removed, ids(library)) == (0, [kept, "un.md"])
        run(library, folder)
    assert ids(library) == ["sub/deux.txt", "un.md"]


def test_an_archive_is_read_without_unpacking_and_its_traps_are_refused(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "lot.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("dedans/un.md", "# Cantine\n\nLe repas coûte 3,20 €.\n")
        archive.writestr("../dehors.md", "# Dehors\n\nTexte.\n")
    report = run(library, path)
    assert ids(library) == ["dedans/un.md"]
    assert "sort de l'archive" in report.skipped[0].reason
    assert not (tmp_path / "dehors.md").exists() and not (tmp_path.parent / "dehors.md").exists()


def test_a_colon_in_a_name_of_an_archive_is_no_way_out_of_it(library: Library, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "lot.zip", "w") as archive:
        archive.writestr("Arrêté : circulation.txt", "La rue est fermée.")
        archive.writestr("C:dehors.txt", "Texte.")
    report = run(library, tmp_path / "lot.zip")
    assert ids(library) == ["Arrêté : circulation.txt"]
    assert [skipped.path for skipped in report.skipped] == ["C:dehors.txt"]


def test_a_tar_archive_too(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "lot.tgz"
    text = "Le service ouvre à 9 h.".encode()
    with tarfile.open(path, "w:gz") as archive:
        for name in ("./bien.txt", "../mal.txt", "/etc/mal.txt"):
            member = tarfile.TarInfo(name)
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text))
        link = tarfile.TarInfo("lien.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    report = run(library, path)
    assert ids(library) == ["bien.txt"]
    assert [skipped.path for skipped in report.skipped] == ["../mal.txt", "/etc/mal.txt", "lien.txt"]


def test_names_in_an_archive_come_out_the_same_whatever_made_it(library: Library, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "lot.zip", "w") as archive:
        archive.writestr("dossier\\un.txt", "Le service ouvre à 9 h.")
    with tarfile.open(tmp_path / "lot.tar", "w", encoding="cp1252") as archive:
        member = tarfile.TarInfo("crèche.txt")
        member.size = 5
        archive.addfile(member, io.BytesIO(b"Texte"))
    run(library, tmp_path / "lot.zip")
    run(library, tmp_path / "lot.tar")
    assert ids(library) == ["crèche.txt", "dossier/un.txt"]


def test_an_archive_without_a_file_is_an_error(library: Library, tmp_path: Path) -> None:
    zipfile.ZipFile(tmp_path / "lot.zip", "w").close()
    with pytest.raises(UnreadableFile, match="aucun fichier"):
        run(library, tmp_path / "lot.zip")


@pytest.mark.parametrize("mode", ["gz", "xz"])
def test_what_was_read_before_the_damage_is_kept(library: Library, tmp_path: Path, mode: str) -> None:
    path = tmp_path / f"lot.tar.{mode}"
    with tarfile.open(path, f"w:{mode}") as archive:
        for name, text in (("un.txt", b"Le service ouvre."), ("deux.txt", os.urandom(400_000))):
            member = tarfile.TarInfo(name)
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UnreadableFile, match="endommagée"):
        run(library, path)
    assert ids(library) == ["un.txt"]


def test_links_to_folders_and_hidden_folders_are_named(library: Library, folder: Path) -> None:
    (folder / "lien").symlink_to(folder / "sub")
    (folder / ".git").mkdir()
    assert [skipped.path for skipped in run(library, folder).skipped] == [".git/", "lien/"]


def test_a_name_that_is_not_utf8_is_read_as_windows_wrote_it(library: Library, folder: Path) -> None:
    try:
        (folder / os.fsdecode("crèche.txt".encode("cp1252"))).write_text("La commission décide.", "utf-8")
    except OSError:
        pytest.skip("this file system wants UTF-8 names")
    run(library, folder)
    assert "crèche.txt" in ids(library)


def test_an_archive_that_expands_beyond_the_limit_is_refused(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.archive.MAX_ARCHIVE_BYTES", 100_000)
    path = tmp_path / "bombe.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(5):
            archive.writestr(f"{number}.txt", "a" * 50_000)
    with pytest.raises(UnreadableFile, match="archive refusée"):
        run(library, path)


@pytest.mark.parametrize("content", [b"PK\x03\x04 truncated", b"", b"\x1f\x8b\x08\x00 not gzip"])
@pytest.mark.parametrize("name", ["lot.zip", "lot.tgz"])
def test_a_damaged_archive_is_an_error(library: Library, tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableFile, match="archive"):
        run(library, tmp_path / name)


def test_removing_forgets_a_path(library: Library, folder: Path) -> None:
    run(library, folder)
    assert remove(library, folder / "sub") == 1
    assert ids(library) == ["un.md"]
    assert remove(library, folder) == 1
    with pytest.raises(UnreadableFile):
        remove(library, folder)


def test_what_is_said_on_the_command_line_completes_the_file_and_rereads_it(library: Library, folder: Path) -> None:
    run(library, folder)
    add(library, folder, About(publisher="Ville de Valbrume", kind="guide"))
    document = library.document("sub/deux.txt")
    assert (document.provenance.publisher, document.kind) == ("Ville de Valbrume", "guide")


def test_the_bytes_of_pdf_files_are_kept_and_no_others(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    data = make_pdf(show("La commission attribue les places en crèche."))
    (folder / "avis.pdf").write_bytes(data)
    (folder / "note.txt").write_text("La commission attribue les places en crèche.", "utf-8")
    (folder / "abime.pdf").write_bytes(data[:200])
    add(library, folder, About())
    versions = {id: version for id, version, _ in library.versions()}
    assert library.original("avis.pdf", versions["avis.pdf"]) == data
    assert library.original("note.txt", versions["note.txt"]) is None
    assert library.originals().files == 1


def test_a_pdf_is_removed_from_the_library_and_its_file_stays_for_audits(library: Library, tmp_path: Path) -> None:
    data = make_pdf(show("La commission attribue les places en crèche."))
    (tmp_path / "avis.pdf").write_bytes(data)
    add(library, tmp_path / "avis.pdf", About())
    ((id, version, _),) = library.versions()
    remove(library, tmp_path / "avis.pdf")
    assert library.versions() == [] and library.original(id, version) == data


class Breaks(TextReader):
    """Has a bug that one file brings about."""

    def read(self, source: Source, about: About) -> Sequence[Document]:
        if source.name == "deux.txt":
            raise IndexError("list index out of range")
        return super().read(source, about)


def test_a_file_that_breaks_a_reader_costs_nothing_but_itself(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "trois.txt").write_text("Le service ferme à 17 h.", "utf-8")
    monkeypatch.setattr(corpus.read, "readers", lambda: (Breaks(),))
    with pytest.warns(ReaderFault, match="IndexError"):
        report = run(library, folder)
    assert "trois.txt" in ids(library)
    (skipped,) = (skipped for skipped in report.skipped if skipped.path == "sub/deux.txt")
    assert "n'a pas su lire ce fichier" in skipped.reason and "IndexError" in skipped.reason


UNSTORABLE = {
    "long.json": ('{"id": "F7", "title": ' + "9" * 5000 + "}", "JSON mal formé (un nombre y est trop long)"),
    "nom.json": ('{"Nom de l\'algorithme": "Cr\\ud800che", "Finalité": "Classer"}', "une moitié de caractère"),
    "cle.json": ('{"\\ud800": 1}', "aucun champ d'un registre"),
}


@pytest.mark.parametrize("name", UNSTORABLE)
def test_a_json_that_cannot_be_stored_is_skipped_and_the_others_are_read(
    library: Library, folder: Path, name: str
) -> None:
    content, reason = UNSTORABLE[name]
    (folder / name).write_text(content, "utf-8")
    (skipped,) = run(library, folder).skipped
    assert skipped.path == name and reason in skipped.reason
    assert len(ids(library)) == 2


def test_a_name_is_one_line_wherever_it_is_shown(library: Library, folder: Path) -> None:
    (folder / "un\ndossier").mkdir()
    (folder / "un\ndossier" / "a\x1b[31mb.txt").write_text("La piscine ouvre à 10 h.", "utf-8")
    run(library, folder)
    (id,) = set(ids(library)) - {"sub/deux.txt", "un.md"}
    assert id == "un␊dossier/a␛[31mb.txt"
    assert library.document(id).title.isprintable()
    assert remove(library, folder / "un\ndossier") == 1
    with pytest.raises(UnreadableFile, match="caractère de contrôle"):
        run(library, folder / "un\ndossier")


def test_a_link_to_itself_and_an_endless_name_are_said(library: Library, folder: Path) -> None:
    (folder / "boucle").symlink_to(folder / "boucle")
    with pytest.raises(UnreadableFile, match="ce lien tourne en rond"):
        run(library, folder / "boucle")
    with pytest.raises(UnreadableFile, match="rien de ce chemin"):
        remove(library, folder / "boucle")
    with pytest.raises(UnreadableFile, match="le nom est trop long"):
        run(library, Path("a" * 5000))


def test_what_to_do_about_a_file_is_said_again_each_time(library: Library, tmp_path: Path) -> None:
    (tmp_path / "bin.bin").write_bytes(bytes(range(1, 200)))
    for _ in range(2):
        with pytest.raises(UnreadableFile) as problem:
            run(library, tmp_path / "bin.bin")
        assert "Glose lit XML, JSON" in problem.value.fix
