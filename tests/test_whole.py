"""Files written whole or not at all: what was there stays until what comes is complete."""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from corpus.whole import write_whole
from tests.limits import no_file_above


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "fiche.json"


def test_what_was_there_is_replaced(path: Path) -> None:
    for said in (b"un", b""):
        write_whole(path, [said, b"."])
        assert path.read_bytes() == said + b"."
    assert list(path.parent.iterdir()) == [path]


def test_a_write_that_fails_leaves_what_was_there_and_nothing_else(path: Path) -> None:
    write_whole(path, [b"avant"])
    with no_file_above(500), pytest.raises(OSError, match="too large"):
        write_whole(path, [b"x" * 400, b"y" * 400])
    assert path.read_bytes() == b"avant" and list(path.parent.iterdir()) == [path]


def test_two_that_write_at_once_do_not_share_a_draft(path: Path) -> None:
    def meanwhile() -> Iterator[bytes]:
        yield b"pre"
        write_whole(path, [b"autre"])
        assert path.read_bytes() == b"autre"
        yield b"mier"

    write_whole(path, meanwhile())
    assert path.read_bytes() == b"premier"


def test_only_its_owner_reads_what_is_private(path: Path) -> None:
    write_whole(path, [b"secret"], mode=0o600)
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_link_keeps_leading_to_the_file(path: Path) -> None:
    link = path.with_name("lien.json")
    link.symlink_to(path)
    for said in (b"un", b"deux"):
        write_whole(link, [said])
        assert link.is_symlink() and path.read_bytes() == said


def test_a_pipe_is_written_into_and_stays_a_pipe(path: Path) -> None:
    os.mkfifo(path)
    read: list[bytes] = []
    reader = Thread(target=lambda: read.append(path.read_bytes()))
    reader.start()
    write_whole(path, [b"de ", b"suite"])
    reader.join()
    assert read == [b"de suite"] and path.is_fifo()


def test_the_longest_name_of_a_disk_will_do(path: Path) -> None:
    longest = path.with_name("é" * 127)
    write_whole(longest, [b"oui"])
    assert longest.read_bytes() == b"oui"


@pytest.mark.parametrize("place", [".", "absent/fiche.json"])
def test_a_place_that_cannot_be_written_is_an_error_of_the_system(path: Path, place: str) -> None:
    with pytest.raises(OSError):
        write_whole(path.parent / place, [b"rien"])
    assert not list(path.parent.iterdir())
