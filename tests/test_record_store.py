"""Entries kept on disk: what was kept comes back, whatever happens to the file or the disk."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from subprocess import PIPE

import pytest

from assistant.record.exchange.exports import import_file
from assistant.record.schema import load_schema
from assistant.record.working import store
from assistant.record.working.converse import order
from assistant.record.working.session import Parts, Session
from assistant.record.working.store import RecordProblem, file_of, kept_as_text, list_kept, load, put, save
from corpus.errors import UnreadableFile
from corpus.lock import open_lock, taken
from tests.conftest import ROOT
from tests.records import bare_record, full_record

FULL = full_record()
BARE = bare_record()

SCHEMA = load_schema()


def worked() -> Session:
    session = Session(record=FULL)
    for text in ("vide le contact", "plus court", "annule"):
        session, _ = order(session, text, Parts(schema=SCHEMA))
    return session


def test_an_entry_comes_back_with_all_its_states(tmp_path: Path) -> None:
    path = save(tmp_path, worked(), SCHEMA)
    assert path == tmp_path / "records" / "valmont-creches.json"
    kept = load(tmp_path, "valmont-creches")
    assert kept.session == worked() and kept.replaced == ()
    assert order(kept.session, "refais", Parts(schema=SCHEMA))[1].changed == ("role", "operations")


def test_the_file_opens_as_an_export(tmp_path: Path) -> None:
    path = save(tmp_path, Session(record=FULL), SCHEMA)
    assert import_file(path) == [FULL]


def test_what_was_undone_and_written_over_is_still_there(tmp_path: Path) -> None:
    save(tmp_path, worked(), SCHEMA)
    after, _ = order(worked(), "vide le contexte", Parts(schema=SCHEMA))
    for _ in range(2):
        save(tmp_path, after, SCHEMA)
    kept = load(tmp_path, "valmont-creches")
    assert (kept.session.record, kept.session.past) == (after.record, after.past)
    assert kept.replaced == worked().undone and len(kept.states) == 4


def test_a_fresh_draft_under_the_same_id_loses_no_state(tmp_path: Path) -> None:
    save(tmp_path, worked(), SCHEMA)
    fresh = replace(FULL, made_on="2026-11-23")
    save(tmp_path, Session(record=fresh), SCHEMA)
    states = load(tmp_path, "valmont-creches").states
    assert states[-1] == fresh and all(one in states for one in (*worked().past, worked().record, *worked().undone))


def test_saves_at_the_same_time_lose_no_state(tmp_path: Path) -> None:
    drafts = [replace(FULL, request=f"demande {number}") for number in range(12)]
    with ThreadPoolExecutor(len(drafts)) as threads:
        list(threads.map(lambda draft: save(tmp_path, Session(record=draft), SCHEMA), drafts[:6]))
        list(threads.map(lambda draft: put(tmp_path, draft, SCHEMA), drafts[6:]))
    states = load(tmp_path, FULL.id).states
    assert len(states) == len(drafts) and all(draft in states for draft in drafts)
    assert [path.name for path in (tmp_path / "records").iterdir()] == ["valmont-creches.json"]


SAVING = """
import sys
from dataclasses import replace
from pathlib import Path
from assistant.record.schema import load_schema
from assistant.record.working.store import put
from tests.records import full_record

print("ready", flush=True)
sys.stdin.readline()
for number in range(8):
    put(Path(sys.argv[1]), replace(full_record(), request=f"{sys.argv[2]} {number}"), load_schema())
"""


def test_two_processes_that_save_at_once_lose_no_state(tmp_path: Path) -> None:
    command = (sys.executable, "-c", SAVING, str(tmp_path))
    both = [subprocess.Popen((*command, name), cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True) for name in ("un", "deux")]
    for process in both:
        assert process.stdout and process.stdout.readline() == "ready\n"
    for process in both:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in both:
        process.communicate()
    assert [process.returncode for process in both] == [0, 0]
    asked = [state.request for state in load(tmp_path, FULL.id).states]
    assert sorted(asked) == sorted(f"{name} {number}" for name in ("un", "deux") for number in range(8))


def test_a_save_that_waits_too_long_is_said_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_PATIENCE", 0.05)
    before = save(tmp_path, Session(record=FULL), SCHEMA).read_bytes()
    with closing(open_lock(tmp_path / "records.lock")) as lock:
        assert taken(lock)
        with pytest.raises(RecordProblem, match="Une autre commande"):
            put(tmp_path, replace(FULL, request="autre"), SCHEMA)
    assert file_of(tmp_path, FULL.id).read_bytes() == before


def test_undoing_an_import_goes_back_to_what_was_kept(tmp_path: Path) -> None:
    imported = replace(FULL, made_on="2026-11-23")
    assert put(tmp_path, FULL, SCHEMA)[1] is False
    assert put(tmp_path, imported, SCHEMA)[1] is True
    session = load(tmp_path, imported.id).session
    assert session == Session(record=imported, past=(FULL,))


def test_entries_are_listed_with_their_day_and_damaged_files_named(tmp_path: Path) -> None:
    assert list_kept(tmp_path) == ((), ()) and kept_as_text(()) == "Aucune fiche gardée."
    save(tmp_path, worked(), SCHEMA)
    path = save(tmp_path, Session(record=BARE), SCHEMA)
    path.write_text(path.read_text("utf-8")[:-400], "utf-8")
    kept, damaged = list_kept(tmp_path)
    assert [one.session.record.id for one in kept] == ["valmont-creches"]
    assert len(damaged) == 1 and str(path) in damaged[0].problem
    assert "Attribution des places en crèche" in kept_as_text(kept) and "2 états" in kept_as_text(kept)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:300],
        lambda data: b"",
        lambda data: b"[]",
        lambda data: b"\xff\xfe\x00",
        lambda data: data.replace(b'"kept"', b'"lost"'),
        lambda data: data.replace(b'"past": 1', b'"past": 7'),
        lambda data: data.replace(b'"past": 1', b'"past": 0'),
        lambda data: data.replace(b'"past": 1', b'"past": "one"'),
        lambda data: data.replace(b'"by_person"', b'"by_nobody"'),
        lambda data: data.replace(b"glose.records.v1", b"glose.records.v9"),
    ],
)
def test_a_damaged_file_is_named_and_left_as_it_is(tmp_path: Path, damage) -> None:
    path = save(tmp_path, worked(), SCHEMA)
    damaged = damage(path.read_bytes())
    path.write_bytes(damaged)
    with pytest.raises(UnreadableFile) as raised:
        load(tmp_path, "valmont-creches")
    assert str(path) in raised.value.problem and raised.value.fix
    with pytest.raises(UnreadableFile):
        save(tmp_path, worked(), SCHEMA)
    assert path.read_bytes() == damaged


def test_an_entry_that_is_not_there_names_those_that_are(tmp_path: Path) -> None:
    save(tmp_path, worked(), SCHEMA)
    with pytest.raises(RecordProblem) as raised:
        load(tmp_path, "cantine")
    assert "cantine" in raised.value.problem and "valmont-creches" in raised.value.fix


@pytest.mark.parametrize("id", ["../../secret", "paris:123", "Crèche", "a/b", "", "x" * 300, ".", "a b"])
def test_any_id_has_a_file_of_its_own_in_the_folder(tmp_path: Path, id: str) -> None:
    path = file_of(tmp_path, id)
    assert path.parent == tmp_path / "records" and path != file_of(tmp_path, id + "-")
    save(tmp_path, Session(record=replace(FULL, id=id)), SCHEMA)
    assert load(tmp_path, id).session.record.id == id


def test_a_write_that_fails_leaves_what_was_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save(tmp_path, Session(record=FULL), SCHEMA)
    before = path.read_bytes()

    def full(fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(RecordProblem, match="le disque est plein"):
        save(tmp_path, worked(), SCHEMA)
    assert path.read_bytes() == before and list(path.parent.iterdir()) == [path]


def test_a_home_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(RecordProblem, match="un fichier porte"):
        save(tmp_path / "home", worked(), SCHEMA)


def test_half_a_character_is_kept(tmp_path: Path) -> None:
    record = replace(FULL, request="crèche \ud83d")
    path = save(tmp_path, Session(record=record), SCHEMA)
    assert load(tmp_path, record.id).session.record == record
    assert json.loads(path.read_bytes())["kept"]["record"] == 1
