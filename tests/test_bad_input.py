"""Files that are not what they should be: each is named in clear French, and costs nothing of what was there."""

import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest

from corpus.library import Library
from tests.command import Glose, Run, start
from tests.hostile import BOMB, MEGABYTE, SAMPLE, bomb_tgz, bomb_zip, locked_pdf, poisoned, sheet, zipped
from tests.limits import as_nobody

ENGLISH = re.compile(
    r"\b(?:errors?|errno|files?|directory|invalid|not|found|permission|denied|failed|cannot|no such)\b"
)
TEXT = "Le service des inscriptions ouvre à 9 h."


@pytest.fixture
def glose(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Glose:
    """A home where one document is indexed: the one that nothing may lose."""
    monkeypatch.setenv("GLOSE_EMBEDDER", "words")
    good = tmp_path / "bien"
    good.mkdir()
    (good / "creche.md").write_text("# Crèche\n\nLa commission d'attribution décide des places.\n", "utf-8")
    glose = Glose(tmp_path / "home", capsys)
    assert glose("add", good).code == glose("index").code == 0
    return glose


def still_answers(glose: Glose) -> None:
    hits = glose("search", "--json", "commission d'attribution").json["hits"]
    assert hits[0]["document"] == "creche.md"
    assert "creche.md" in {source["document"] for source in glose("status", "--json").json["sources"]}


def is_clear(run: Run, path: Path, said: str) -> None:
    """One problem that names the file, one piece of advice, in French, and no traceback."""
    assert run.code == 1
    assert run.out == ""
    problem, advice = run.err.splitlines()
    assert problem.startswith("glose : ") and path.name in problem
    assert advice.startswith("  → ") and len(advice) > 20
    assert re.search(said, problem), problem
    assert not ENGLISH.search(run.err.replace(str(path), "").lower()), run.err


BAD_FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "vide.md": (lambda: b"", "fichier vide"),
    "blanc.txt": (lambda: b" \n\t\n" * 50, "fichier vide"),
    "image.xml": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "autre chose qu'une fiche XML"),
    "F9.xml": (lambda: bytes(range(256)) * 20, "mal formé|encodage"),
    "image.json": (lambda: bytes(range(256)) * 20, "pas un fichier texte malgré son nom"),
    "coupe.json": (lambda: b'{"nom": "Algorithme", "fin', "JSON mal formé"),
    "profond.json": (lambda: b"[" * 200_000, "JSON mal formé"),
    "bombe.xml": (lambda: sheet(BOMB, "g"), "déclare des entités"),
    "espion.xml": (lambda: sheet('<!ENTITY a SYSTEM "file:///etc/passwd">', "a"), "déclare des entités"),
    "bombe.docx": (lambda: poisoned("note-de-service-2026-12.docx", "word/document.xml"), "document DOCX abîmé"),
    "bombe.odt": (lambda: poisoned("compte-rendu-commission-creche.odt", "content.xml"), "document ODT abîmé"),
    "bombe.xlsx": (lambda: poisoned("registre-valbrume-dechets.xlsx", "xl/worksheets/sheet1.xml"), "endommagé"),
    "tronque.pdf": (lambda: (SAMPLE / "deliberation-2026-047-creches.pdf").read_bytes()[:4000], "PDF tronqué"),
    "faux.pdf": (lambda: b"Pas un PDF." * 300, "pas un fichier PDF malgré son nom"),
    "verrou.pdf": (locked_pdf, "protégé par un mot de passe"),
    "abime.docx": (lambda: (SAMPLE / "note-de-service-2026-12.docx").read_bytes()[:9000], "document DOCX abîmé"),
    "abime.odt": (lambda: (SAMPLE / "compte-rendu-commission-creche.odt").read_bytes()[:900], "document ODT abîmé"),
    "abime.xlsx": (lambda: (SAMPLE / "registre-valbrume-dechets.xlsx").read_bytes()[:2000], "endommagé"),
    "lettre.doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000), "ancien format Word"),
    "abimee.zip": (lambda: zipped(("a.txt", TEXT.encode()))[:-30], "archive illisible, elle est endommagée"),
    "vide.zip": (zipped, "aucun fichier"),
    "bombe.zip": (lambda: bomb_zip(40, 60), "archive refusée"),
    "bombe.tgz": (lambda: bomb_tgz(1, 3000), "archive refusée"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_named_in_one_french_line_and_nothing_is_lost(glose: Glose, tmp_path: Path, name: str) -> None:
    content, said = BAD_FILES[name]
    path = tmp_path / name
    path.write_bytes(content())
    since = perf_counter()
    run = glose("add", path)
    assert perf_counter() - since < 5
    is_clear(run, path, said)
    is_clear(glose("add", path), path, said)
    still_answers(glose)


def test_among_good_files_the_bad_ones_are_listed_and_cost_nothing(glose: Glose, tmp_path: Path) -> None:
    folder = tmp_path / "lot"
    folder.mkdir()
    for name, (content, _) in BAD_FILES.items():
        (folder / name).write_bytes(content())
    (folder / "horaires.txt").write_text(TEXT, "utf-8")
    run = glose("add", "--json", folder)
    assert (run.code, run.err) == (0, "")
    assert run.json["read"] == 1
    assert {skipped["path"] for skipped in run.json["skipped"]} == BAD_FILES.keys()
    assert all(skipped["reason"] for skipped in run.json["skipped"])
    kept = {(skipped["path"], skipped["reason"]) for skipped in glose("status", "--json").json["skipped"]}
    assert kept == {(skipped["path"], skipped["reason"]) for skipped in run.json["skipped"]}
    assert glose("index").code == 0
    assert glose("search", "--json", "service des inscriptions").json["hits"][0]["document"] == "horaires.txt"
    still_answers(glose)


@pytest.mark.parametrize("name", ["absent.md", "absent/", "absent.zip"])
def test_a_missing_path_is_said(glose: Glose, tmp_path: Path, name: str) -> None:
    is_clear(glose("add", tmp_path / name), tmp_path / name, "introuvable")
    still_answers(glose)


def test_a_bad_path_does_not_cost_the_good_ones_beside_it(glose: Glose, tmp_path: Path) -> None:
    good = tmp_path / "horaires.txt"
    good.write_text(TEXT, "utf-8")
    run = glose("add", tmp_path / "absent.md", good)
    assert run.code == 1
    assert "1 fichier lu" in run.out and "absent.md : introuvable" in run.err


@pytest.mark.parametrize("name", ["gros.txt", "gros.csv", "gros.xml"])
def test_a_text_of_200_megabytes_is_refused_without_being_read(glose: Glose, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.write(TEXT.encode())
        file.truncate(200 * MEGABYTE)
    since = perf_counter()
    is_clear(glose("add", path), path, "fichier trop gros, 200 Mo")
    assert perf_counter() - since < 1
    still_answers(glose)


def test_a_spreadsheet_of_windows_keeps_its_accents(glose: Glose, tmp_path: Path) -> None:
    table = "Nom de l'algorithme;Finalité\r\nCotation crèche;Décider où s'élèvent les œuvres d'été, à 30 €\r\n"
    (tmp_path / "registre.csv").write_bytes(table.encode("cp1252"))
    assert glose("add", "--json", tmp_path / "registre.csv").json["documents"] == {"register": 1}
    library = Library(glose.home)
    (id,) = (id for id, _, _ in library.versions() if id != "creche.md")
    assert "Décider où s'élèvent les œuvres d'été, à 30 €" in library.document(id).text
    library.close()


def test_an_archive_writes_nothing_outside_itself(glose: Glose, tmp_path: Path) -> None:
    (tmp_path / "ruse.zip").write_bytes(zipped(("../fuite.txt", TEXT.encode()), ("bien.txt", TEXT.encode())))
    before = set(tmp_path.rglob("*"))
    report = glose("add", "--json", tmp_path / "ruse.zip").json
    assert report["read"] == 1
    assert report["skipped"] == [
        {"path": "../fuite.txt", "reason": "chemin qui sort de l'archive : refusé par sécurité"}
    ]
    assert {path.name for path in set(tmp_path.rglob("*")) - before} <= {"library.db-journal"}


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
@pytest.mark.parametrize("content", [bomb_zip(40, 60), bomb_tgz(60, 50)], ids=["zip", "tgz"])
def test_an_archive_that_expands_to_gigabytes_is_refused_early_and_lightly(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / ("bombe.zip" if content.startswith(b"PK") else "bombe.tgz")
    path.write_bytes(content)
    peak = "import atexit; atexit.register(lambda: print(open('/proc/self/status').read(), file=sys.stderr))"
    since = perf_counter()
    process = start(tmp_path / "home", "add", path, before=peak)
    _, err = process.communicate(timeout=60)
    assert perf_counter() - since < 5
    assert process.returncode == 1
    assert "archive refusée, une fois ouverte elle dépasse" in err
    (kilobytes,) = (int(line.split()[1]) for line in err.splitlines() if line.startswith("VmHWM"))
    assert kilobytes < 300_000


BAD_BATCHES = {
    "pas du JSON": ("JSON mal formé", "ligne 2"),
    '{"id": "2"}': ("« id » et « question »", "ligne 2"),
    '{"question": "Qui ?"}': ("« id » et « question »", "ligne 2"),
    '["2", "Qui ?"]': ("« id » et « question »", "ligne 2"),
    '{"id": "2", "question": 12}': ("« question » doit être un texte", "ligne 2"),
    '{"id": "2", "question": null}': ("« question » doit être un texte", "ligne 2"),
    '{"id": NaN, "question": "Qui ?"}': ("« id » doit être un texte ou un nombre", "ligne 2"),
    '{"id": 1e999, "question": "Qui ?"}': ("« id » doit être un texte ou un nombre", "ligne 2"),
    '{"id": null, "question": "Qui ?"}': ("« id » doit être un texte ou un nombre", "ligne 2"),
    '{"id": {"a": 1}, "question": "Qui ?"}': ("« id » doit être un texte ou un nombre", "ligne 2"),
    '{"id": true, "question": "Qui ?"}': ("« id » doit être un texte ou un nombre", "ligne 2"),
    '{"id": "2", "question": "Qui \\ud800 ?"}': ("une moitié de caractère", r"« \\ud800 »", "ligne 2"),
    f'{{"id": {"9" * 5000}, "question": "Qui ?"}}': ("JSON mal formé", "ligne 2"),
    '{"id": "2", "question": " "}': ("la question est vide", "ligne 2"),
    '{"id": "2", "question": "Qui ?", "passages": "texte"}': ("« passages »", "ligne 2"),
    '{"id": "2", "question": "Qui ?", "passages": null}': ("« passages »", "ligne 2"),
    '{"id": "2", "question": "Qui ?", "passages": [{"id": null, "text": "a"}]}': ("« passages »", "ligne 2"),
    '{"id": "2", "question": "Qui ?", "passages": [{"id": "a"}]}': ("« passages »", "ligne 2"),
}


@pytest.mark.parametrize("command", ["ask", "search"])
@pytest.mark.parametrize("line", BAD_BATCHES)
def test_a_bad_line_of_a_batch_is_said_before_any_answer(glose: Glose, tmp_path: Path, command: str, line: str) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(f'{{"id": "1", "question": "Qui décide ?"}}\n{line}\n', "utf-8")
    run = glose(command, "--batch", path)
    for said in BAD_BATCHES[line]:
        is_clear(run, path, said)


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "aucune question"), (b"\n \n", "aucune question"), ("crèche".encode("cp1252"), "pas en UTF-8")],
)
def test_a_batch_without_a_question_is_said(glose: Glose, tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_bytes(content)
    is_clear(glose("ask", "--batch", path), path, said)


def test_a_missing_batch_is_said(glose: Glose, tmp_path: Path) -> None:
    is_clear(glose("ask", "--batch", tmp_path / "absent.jsonl"), tmp_path / "absent.jsonl", "introuvable")
    is_clear(glose("ask", "--batch", tmp_path), tmp_path, "c'est un dossier")


def test_a_folder_without_permission_is_said_and_what_it_held_stays(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GLOSE_EMBEDDER", "words")
    # Not in tmp_path, which the user "nobody" cannot reach.
    with tempfile.TemporaryDirectory() as place, as_nobody(Path(place)):
        glose, folder = Glose(Path(place) / "home", capsys), Path(place) / "bien"
        (folder / "sub").mkdir(parents=True)
        (folder / "creche.md").write_text("# Crèche\n\nLa commission d'attribution décide des places.\n", "utf-8")
        (folder / "sub" / "horaires.txt").write_text(TEXT, "utf-8")
        assert glose("add", folder).code == glose("index").code == 0
        (folder / "sub").chmod(0)
        report = glose("add", "--json", folder).json
        assert (report["removed"], report["skipped"]) == (
            0,
            [{"path": "sub/", "reason": "dossier illisible (accès refusé)"}],
        )
        folder.chmod(0)
        is_clear(glose("add", folder), folder, "accès refusé")
        assert len(glose("status", "--json").json["sources"]) == 2
        still_answers(glose)
        folder.chmod(0o755)
        (folder / "sub").chmod(0o755)
