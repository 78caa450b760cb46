"""The page Sources: what it shows of a library, how files come in and go out, how the index is rebuilt meanwhile."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from threading import Event
from zipfile import ZipFile

import pytest

from assistant.age import is_old
from assistant.server.rebuild import Rebuild, Stage
from assistant.server.shelf import Outcome, matching, shelf, take_in, take_out, titles_of
from assistant.view import library_html as view
from assistant.view.document_html import document_panel
from assistant.view.tags import bar, link, table, tag
from corpus.add import add
from corpus.compose import Composer
from corpus.errors import LibraryProblem
from corpus.library import Library, StoredSource
from corpus.types import About, Document, Provenance
from index.embed_words import WordHashEmbedder
from index.snapshot import open_snapshot
from index.types import Progress, Vectors

TODAY = date(2026, 11, 22)
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
GUIDE = """---
title: {title}
date: {day}
licence: Licence Ouverte 2.0
---

# {title}

Le repas coûte 3 € par enfant.
"""


class Tags(HTMLParser):
    """The elements of a fragment, and whether each is closed in turn."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.open: list[str] = []
        self.handlers: list[str] = []
        self.feed(html)

    def handle_starttag(self, name: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(name)
        self.handlers += [key for key, _ in attrs if key.startswith("on")]
        self.open.append(name)

    def handle_startendtag(self, name: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(name)

    def handle_endtag(self, name: str) -> None:
        assert self.open.pop() == name


def safe(html: str) -> Tags:
    read = Tags(html)
    assert not read.open
    assert not {"script", "img", "iframe", "style"} & set(read.seen)
    assert not read.handlers
    return read


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def library(home: Path, tmp_path: Path) -> Iterator[Library]:
    folder = tmp_path / "vus"
    folder.mkdir()
    (folder / "cantine.md").write_text(GUIDE.format(title="Prix de la cantine", day="2026-09-01"), "utf-8")
    (folder / "ancien.md").write_text(GUIDE.format(title="Ancien prix", day="2023-09-01"), "utf-8")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    library = Library(home)
    add(library, folder, About())
    yield library
    library.close()


def sent(tmp_path: Path, name: str, text: str) -> Path:
    folder = tmp_path / "envoi"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return folder / name


def silent(done: int, name: str) -> None:
    pass


def test_the_shelf_counts_kinds_ages_licences_and_failures(library: Library, home: Path) -> None:
    found = shelf(library, home / "index", TODAY)
    assert [(one.documents, one.oldest, one.old, one.undated) for one in found.kinds] == [(2, "2023-09-01", 1, 0)]
    assert found.licences == (("Licence Ouverte 2.0", 2),)
    assert [one.path for one in found.skipped] == ["photo.jpg"]
    assert found.index is None


@pytest.mark.parametrize(
    ("day", "old"), [("2024-11-23", False), ("2024-11-22", True), ("", False), ("hier", False), ("2026-11-22", False)]
)
def test_old_is_two_years_or_more(day: str, old: bool) -> None:
    assert is_old(day, TODAY) is old


def test_the_list_is_searched_without_accents_or_case(library: Library) -> None:
    entries = library.entries()
    assert [entry.id for entry in matching(entries, words="PRIX cantine")] == ["cantine.md"]
    assert matching(entries, words="prix", kind="law") == ()
    assert len(matching(entries)) == 2


def test_a_file_sent_is_kept_read_and_replaced(library: Library, home: Path, tmp_path: Path) -> None:
    first = take_in(
        library, home, [sent(tmp_path, "a.md", GUIDE.format(title="Un", day="2026-01-01"))], About(), silent
    )
    assert first == [Outcome(name="a.md", documents=1)]
    assert (home / "documents" / "a.md").is_file()
    take_in(library, home, [sent(tmp_path, "a.md", GUIDE.format(title="Deux", day="2026-02-01"))], About(), silent)
    assert library.document("a.md").title == "Deux"
    assert sorted(path.name for path in (home / "documents").iterdir()) == ["a.md"]


def test_a_bad_file_is_refused_and_leaves_what_was_there(library: Library, home: Path, tmp_path: Path) -> None:
    take_in(library, home, [sent(tmp_path, "a.md", GUIDE.format(title="Un", day="2026-01-01"))], About(), silent)
    before = {entry.id for entry in library.entries()}
    bad = [sent(tmp_path, "a.md", ""), sent(tmp_path, "b.pdf", "pas un PDF"), sent(tmp_path, ".cache", "x")]
    outcomes = take_in(library, home, bad, About(), silent)
    assert all(one.problem and one.fix for one in outcomes)
    assert {entry.id for entry in library.entries()} == before
    assert library.document("a.md").title == "Un"
    assert [one.path for one in shelf(library, home / "index", TODAY).skipped] == ["photo.jpg"]
    assert sorted(path.name for path in (home / "documents").iterdir()) == ["a.md"]


def test_a_file_that_was_refused_stays_listed_until_it_is_read(library: Library, home: Path, tmp_path: Path) -> None:
    take_in(library, home, [sent(tmp_path, "note.md", "")], About(), silent)
    found = shelf(library, home / "index", TODAY)
    assert [name for name, _ in found.refused] == ["note.md"] and "note.md" in view.failures(found)
    take_in(library, home, [sent(tmp_path, "note.md", GUIDE.format(title="Un", day="2026-01-01"))], About(), silent)
    assert "note.md" not in view.failures(shelf(library, home / "index", TODAY))


def test_what_would_be_removed_is_named_by_its_title(library: Library) -> None:
    titles = titles_of(library, library.entries())
    assert sorted(titles.values()) == ["Ancien prix (ancien.md)", "Prix de la cantine (cantine.md)"]
    assert "Confirmez" in view.leaving(list(titles.values()))


def test_a_file_of_several_documents_says_how_many_others_it_holds(home: Path) -> None:
    with closing(Library(home)) as library:
        for path, ids in (("deux.json", "ab"), ("trois.json", "cde")):
            told = [replace(page(id), title=f"Fiche {id}") for id in ids]
            with library.transaction():
                library.keep(StoredSource(root="/r", path=path, fingerprint="", reason=""), [("", one) for one in told])
        named = sorted(titles_of(library, library.entries()).values())
    assert named == ["Fiche a et 1 autre (deux.json)", "Fiche c et 2 autres (trois.json)"]


def page(id: str) -> Document:
    return Composer("").finish(id=id, kind="document", provenance=Provenance())


def test_all_that_would_be_removed_is_named_in_one_look_at_the_library(home: Path, library: Library) -> None:
    class Counted(Library):
        looks = 0

        @contextmanager
        def _guarded(self) -> Iterator[None]:
            self.looks += 1
            with super()._guarded():
                yield

    with closing(Counted(home)) as counted:
        entries = library.entries()
        before = counted.looks
        assert len(titles_of(counted, entries)) == 2
        assert counted.looks == before + 1


def test_each_document_opens_in_the_page_even_without_an_address(library: Library) -> None:
    shown = view.documents(library.entries(), TODAY)
    assert 'data-source="cantine.md"' in shown
    panel = document_panel(library.document("cantine.md"), "cantine.md", TODAY)
    assert "Le repas coûte" in panel and "Revenir à la liste" in panel and "<mark>" not in panel


def test_what_was_said_of_a_file_outlives_a_bad_one_of_its_name(library: Library, home: Path, tmp_path: Path) -> None:
    said = About(publisher="Ville de Valbrume", licence="MIT", retrieved="2026-01-01")
    take_in(library, home, [sent(tmp_path, "a.md", "# Un\n\nLe repas coûte 3 €.")], said, silent)
    (before,) = (entry for entry in library.entries() if entry.id == "a.md")
    (outcome,) = take_in(library, home, [sent(tmp_path, "a.md", "")], About(publisher="Autre"), silent)
    assert outcome.problem and before in library.entries()


def test_a_library_that_cannot_be_written_keeps_the_file_it_had(library: Library, home: Path, tmp_path: Path) -> None:
    take_in(library, home, [sent(tmp_path, "a.md", GUIDE.format(title="Un", day="2026-01-01"))], About(), silent)
    before = (home / "documents" / "a.md").read_bytes()

    class Full(Library):
        @contextmanager
        def transaction(self) -> Iterator[None]:
            raise LibraryProblem("le disque est plein, rien n'a été écrit.", fix="libérez de la place")
            yield

    with closing(Full(home)) as full:
        (outcome,) = take_in(full, home, [sent(tmp_path, "a.md", GUIDE.format(title="Deux", day=""))], About(), silent)
    assert "le disque est plein" in outcome.problem
    assert [path.name for path in (home / "documents").iterdir()] == ["a.md"]
    assert (home / "documents" / "a.md").read_bytes() == before


def test_an_archive_that_was_sent_goes_with_its_last_document(library: Library, home: Path, tmp_path: Path) -> None:
    archive = sent(tmp_path, "deux.zip", "")
    with ZipFile(archive, "w") as held:
        for name in ("un.md", "deux.md"):
            held.writestr(name, GUIDE.format(title=name, day="2026-01-01"))
        held.writestr("photo.jpg", b"\xff\xd8\xff")
    take_in(library, home, [archive], About(), silent)
    kept = (home / "documents" / "deux.zip").resolve()
    assert take_out(library, home, [kept / "un.md"]) == 1 and kept.is_file()
    assert take_out(library, home, [kept / "deux.md"]) == 1 and not kept.exists()
    assert all(Path(source.root) != kept for source in library.sources())


def test_files_go_out_and_only_those_that_were_sent_are_deleted(library: Library, home: Path, tmp_path: Path) -> None:
    take_in(library, home, [sent(tmp_path, "a.md", GUIDE.format(title="Un", day="2026-01-01"))], About(), silent)
    files = list(titles_of(library, library.entries()))
    assert take_out(library, home, files) == 3
    assert library.entries() == []
    assert not (home / "documents" / "a.md").exists()
    assert (tmp_path / "vus" / "cantine.md").is_file()


def test_the_index_is_rebuilt_and_the_state_says_so(library: Library, home: Path) -> None:
    rebuild = Rebuild(home, WordHashEmbedder)
    assert rebuild.start()
    rebuild.join(20)
    assert "2 documents" in rebuild.stage.message
    assert not rebuild.stage.failed
    found = shelf(library, home / "index", TODAY)
    assert found.index is not None
    assert (found.index.documents, found.index.waiting) == (2, 0)
    assert "2 documents" in view.index_state(found)
    assert found.is_indexed
    take_out(library, home, list(titles_of(library, library.entries()))[:1])
    assert not shelf(library, home / "index", TODAY).is_indexed
    assert "1 document retiré" in view.index_state(shelf(library, home / "index", TODAY))
    (file,) = titles_of(library, library.entries())
    file.write_text(GUIDE.format(title="Tarif de la cantine", day="2026-10-01"), "utf-8")
    add(library, file, About())
    changed = shelf(library, home / "index", TODAY).index
    assert changed and (changed.waiting, changed.gone) == (1, 1), "a document that changed is not one that went"


class Held(WordHashEmbedder):
    """An embedder that waits to be let go."""

    def __init__(self) -> None:
        super().__init__()
        self.go = Event()

    def embed_passages(self, texts: Sequence[str], /, progress: Progress | None = None) -> Vectors:
        assert self.go.wait(20)
        return super().embed_passages(texts, progress)


def test_one_rebuilding_at_a_time_and_the_index_in_place_stays(library: Library, home: Path, tmp_path: Path) -> None:
    rebuild = Rebuild(home, WordHashEmbedder)
    rebuild.start()
    rebuild.join(20)
    name = open_snapshot(home / "index").name
    take_in(library, home, [sent(tmp_path, "a.md", GUIDE.format(title="Un", day="2026-01-01"))], About(), silent)
    assert "1 document nouveau" in view.index_state(shelf(library, home / "index", TODAY))
    held = Held()
    again = Rebuild(home, lambda: held)
    assert again.start()
    assert not again.start()
    assert again.stage.running
    assert open_snapshot(home / "index").name == name
    held.go.set()
    again.join(20)
    assert open_snapshot(home / "index").name != name


def test_a_rebuilding_that_fails_says_why(home: Path, library: Library) -> None:
    (home / "index").write_text("pas un dossier", "utf-8")
    rebuild = Rebuild(home, WordHashEmbedder)
    rebuild.start()
    rebuild.join(20)
    assert rebuild.stage.failed
    assert not rebuild.stage.running
    assert "écriture impossible" in rebuild.stage.message


def test_nothing_of_a_document_runs(library: Library, home: Path, tmp_path: Path) -> None:
    text = GUIDE.format(title="'" + HOSTILE.replace("'", "''") + "'", day="2026-01-01")
    outcome = take_in(library, home, [sent(tmp_path, "x.md", text)], About(publisher=HOSTILE, licence=HOSTILE), silent)
    found = shelf(library, home / "index", TODAY)
    pages = [view.overview(found), view.documents(found.entries, TODAY), view.failures(found), view.outcomes(outcome)]
    refused = [Outcome(name=HOSTILE, problem=HOSTILE, fix=HOSTILE)]
    for page in [*pages, view.outcomes(refused), view.stage(Stage(message=HOSTILE))]:
        safe(page)
    assert "&lt;script&gt;" in pages[1]


def test_tables_name_themselves_their_columns_and_their_rows(library: Library) -> None:
    page = view.documents(tuple(library.entries()), TODAY)
    assert page.count("<caption>") == 1
    assert page.count('scope="col"') == 6
    assert page.count('scope="row"') == 2
    assert "2 ans ou plus" in page


def test_an_empty_library_says_what_to_do(home: Path) -> None:
    empty = Library(home)
    found = shelf(empty, home / "index", TODAY)
    assert "vide" in view.overview(found)
    assert "Aucun index" in view.index_state(found)
    assert "Aucun document" in view.documents((), TODAY)
    empty.close()


def test_progress_is_told_in_words() -> None:
    assert "50 %" in view.stage(Stage(running=True, done=5, total=10))
    assert view.stage(Stage()) == ""


def test_tags_escape_texts_and_attributes_and_refuse_other_links() -> None:
    assert tag("p", "<b>", title='"') == '<p title="&quot;">&lt;b&gt;</p>'
    assert link("javascript:alert(1)", "ici") == "ici"
    assert "href" in link("https://valmont.example", "ici")
    assert 'width="40"' in bar(1, 2)
    assert 'aria-hidden="true"' in bar(0, 0)
    safe(table("t", ["a", "b"], [["<i>", HOSTILE]]))
