"""Power cuts and full disks: the index in use still answers, and the same command, run again, goes to its end."""

import os
import random
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from time import sleep
from typing import Any

import numpy as np
import pytest

from corpus.library import Library
from index.snapshot import open_snapshot
from tests.command import Glose, finish, start
from tests.limits import no_file_above

SMALL_STEPS = "import corpus.add, index.pending\ncorpus.add._COMMIT_SECONDS = 0.02\nindex.pending._CHUNK = 60"
"""Work is saved every few files, so that three kills meet more than one of the saves."""


@pytest.fixture
def glose(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Glose:
    monkeypatch.setenv("GLOSE_EMBEDDER", "words")
    return Glose(tmp_path / "home", capsys)


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """What the index in use holds."""
    return write(tmp_path / "avant", {"creche.txt": "La commission d'attribution décide des places en crèche."})


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """What is being added: three hundred files."""
    hours = "Le service {} ouvre le lundi à {} h, le mardi à {} h ; il reçoit sans rendez-vous jusqu'à {} h."
    pages = {
        f"service-{n}.txt": "\n\n".join(hours.format(n, hour, hour + 1, n % 9 + hour) for hour in range(12))
        for n in range(300)
    }
    return write(tmp_path / "apres", pages)


def write(folder: Path, texts: dict[str, str]) -> Path:
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def prepare(glose: Glose, first: Path) -> None:
    assert glose("add", first).code == glose("index").code == 0


def still_answers(glose: Glose) -> None:
    hits = glose("search", "--json", "qui décide des places en crèche ?").json["hits"]
    assert hits[0]["document"] == "creche.txt"
    assert hits[0]["text"] == "La commission d'attribution décide des places en crèche."
    assert glose("status").code == 0


def state(home: Path) -> tuple[Any, ...]:
    """All that can be asked of a home, times and numbers of words excepted."""
    library = Library(home)
    stored = (library.versions(), library.sources(), library.entries())
    library.close()
    content = open_snapshot(home / "index").content
    order = sorted(content.vocabulary, key=content.vocabulary.__getitem__)
    counted = [
        sorted((order[word], float(times)) for word, times in zip(words, weights, strict=True))
        for words, weights in zip(
            np.split(content.counts.words, content.counts.starts[1:-1]),
            np.split(content.counts.times, content.counts.starts[1:-1]),
            strict=True,
        )
    ]
    vectors = np.asarray(content.vectors).tobytes()
    return (*stored, content.name, content.documents, list(content.lines), content.surfaces, counted, vectors)


def uninterrupted(home: Path, *folders: Path) -> tuple[Any, ...]:
    """The state that a home must reach, whatever happens to it on the way."""
    for folder in folders:
        assert finish(home, "add", folder).code == 0
        assert finish(home, "index").code == 0
    return state(home)


def kill_when(glose: Glose, reached: Callable[[], bool], *arguments: str | Path) -> bool:
    """Kill the command a random moment after what it has written says so; the index in use answers all the same."""
    process = start(glose.home, *arguments, before=SMALL_STEPS)
    while process.poll() is None and not reached():
        sleep(0.0005)
    sleep(random.uniform(0, 0.02))
    process.kill()
    process.communicate()
    still_answers(glose)
    database = sqlite3.connect(glose.home / "library.db")
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    database.close()
    return process.returncode == -9


def grown(path: Path, to: float) -> Callable[[], bool]:
    return lambda: path.exists() and path.stat().st_size >= to


def three_sizes(smallest: int, largest: int) -> list[float]:
    """A random size in each third of the way."""
    return [smallest + (largest - smallest) * (third + random.uniform(0.1, 0.9)) / 3 for third in range(3)]


@pytest.mark.slow
def test_killed_anywhere_the_old_index_answers_and_the_next_run_completes(
    glose: Glose, first: Path, later: Path, tmp_path: Path
) -> None:
    reference = tmp_path / "reference"
    expected = uninterrupted(reference, first, later)
    prepare(glose, first)
    stored = glose.home / "library.db"
    sizes = three_sizes(stored.stat().st_size, (reference / "library.db").stat().st_size)
    killed = [kill_when(glose, grown(stored, size), "add", later) for size in sizes]
    assert glose("add", later).code == 0
    embedded = (open_snapshot(reference / "index").folder / "vectors.npy").stat().st_size
    pending, half_written = glose.home / "index" / "pending.db", glose.home / "index" / str(expected[3])
    for reached in (grown(pending, embedded * 0.3), grown(pending, embedded * 0.7), half_written.exists):
        killed.append(kill_when(glose, reached, "index"))
    assert glose("index").code == 0
    assert state(glose.home) == expected
    assert sum(killed) >= 4, f"too few kills came in time to show anything: {killed}"


@pytest.mark.slow
def test_killed_while_what_changed_is_added_again(glose: Glose, first: Path, later: Path, tmp_path: Path) -> None:
    for folder in (first, later):
        prepare(glose, folder)
    for number in range(0, 300, 2):
        (later / f"service-{number}.txt").write_text(f"Le service {number} est fermé jusqu'en mars.", "utf-8")
    for number in range(1, 300, 10):
        (later / f"service-{number}.txt").unlink()
    shutil.copytree(glose.home, tmp_path / "copy")
    assert finish(tmp_path / "copy", "add", later, before=SMALL_STEPS).code == 0
    stored = glose.home / "library.db"
    sizes = three_sizes(stored.stat().st_size, (tmp_path / "copy" / "library.db").stat().st_size)
    killed = [kill_when(glose, grown(stored, size), "add", later) for size in sizes]
    assert glose("add", later).code == glose("index").code == 0
    assert state(glose.home) == uninterrupted(tmp_path / "reference", first, later)
    assert any(killed), "no kill came in time: this test has shown nothing"


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of two megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    if os.geteuid() != 0 or subprocess.run(mount("size=2m", place), capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def mount(options: str, place: Path) -> list[str]:
    return ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]


@pytest.mark.slow
def test_on_a_full_disk_the_old_index_answers_and_the_next_run_completes(
    tiny_disk: Path, first: Path, later: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("GLOSE_EMBEDDER", "words")
    glose = Glose(tiny_disk / "home", capsys)
    prepare(glose, first)
    before = state(glose.home)
    assert glose("add", later).code == 0
    run = glose("index")
    assert run.code == 1
    assert run.err.startswith(
        f"glose : {glose.home}/index : écriture impossible, le disque est plein. L'index en place"
    )
    assert "libérez de la place" in run.err and len(run.err.splitlines()) == 2
    still_answers(glose)
    filled = fill(tiny_disk)
    still_answers(glose)
    (later / "service-1.txt").write_text("Le service 1 est fermé. " * 9000, "utf-8")
    run = glose("add", later)
    assert (run.code, run.out) == (1, "")
    assert "library.db : le disque est plein, rien n'a été écrit." in run.err
    still_answers(glose)
    assert open_snapshot(glose.home / "index").name == before[3]
    filled.unlink()
    subprocess.run(mount("remount,size=30m", tiny_disk), check=True)
    assert glose("add", later).code == glose("index").code == 0
    assert state(glose.home) == uninterrupted(tmp_path / "reference", first, later)


def fill(disk: Path) -> Path:
    """Take every byte that is left, as a log that nobody watches does."""
    filled = disk / "journal.log"
    with filled.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            return filled
    raise AssertionError("this disk is never full")


@pytest.mark.slow
def test_when_the_system_refuses_to_write_the_old_index_answers(
    glose: Glose, first: Path, later: Path, tmp_path: Path
) -> None:
    prepare(glose, first)
    assert glose("add", later).code == 0
    for limit in (40_000, 200_000, 1_000_000):  # bytes: fails in the vectors that wait, then in the snapshot itself
        with no_file_above(limit):
            run = glose("index")
        assert run.code == 1
        assert "L'index en place n'a pas changé." in run.err and len(run.err.splitlines()) == 2
        still_answers(glose)
    assert glose("index").code == 0
    assert state(glose.home) == uninterrupted(tmp_path / "reference", first, later)
