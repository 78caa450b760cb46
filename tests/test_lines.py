"""JSON lines on disk: private or open, written whole or not at all; and what an interruption leaves."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import StoreProblem
from assistant.lines import PRIVATE, Lines
from corpus.errors import UserError
from evals.errors import DamagedFile
from evals.lines import append, read_lines, repair, rewrite

OPEN = Lines(UserError)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "lines.jsonl"


@pytest.mark.parametrize("lines", [PRIVATE, OPEN])
def test_what_is_written_is_read_whatever_it_holds(lines: Lines, path: Path) -> None:
    said = [{"text": "Été\u2028à la ligne\n"}, {"text": "«\u202foui\u202f»"}]
    lines.append(path, said[0])
    lines.append(path, said[1])
    assert [found for _, found in lines.read(path)] == said
    lines.rewrite(path, reversed(said))
    assert [found for _, found in lines.read(path)] == said[::-1]


def test_only_what_is_private_is_closed_to_others(path: Path) -> None:
    for lines, closed in ((PRIVATE, True), (OPEN, False)):
        whole, added = path.parent / str(closed) / "whole", path.parent / str(closed) / "added"
        lines.rewrite(whole, [{}])
        lines.append(added, {})
        for made in (whole, added, whole.parent):
            assert (made.stat().st_mode & 0o077 == 0) is closed


def test_a_file_that_cannot_be_made_whole_stays_as_it_was(path: Path) -> None:
    def half() -> Iterator[dict[str, Any]]:
        yield {"id": 2}
        raise OSError(28, "No space left on device")

    PRIVATE.append(path, {"id": 1})
    with pytest.raises(StoreProblem, match="le disque est plein"):
        PRIVATE.rewrite(path, half())
    with pytest.raises(DamagedFile, match="le disque est plein"):
        rewrite(path, half())
    assert [found for _, found in PRIVATE.read(path)] == [{"id": 1}]
    assert list(path.parent.iterdir()) == [path]


def test_a_disk_that_takes_only_a_part_leaves_the_file_as_it_was(path: Path) -> None:
    resource = pytest.importorskip("resource")
    PRIVATE.append(path, {"id": 1})
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (500, hard))
    try:
        with pytest.raises(StoreProblem, match="dépasse la taille"):
            PRIVATE.rewrite(path, [{"text": "x" * 400}, {"text": "y" * 400}])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [found for _, found in PRIVATE.read(path)] == [{"id": 1}]
    assert list(path.parent.iterdir()) == [path]


def test_two_that_write_at_once_do_not_share_a_draft(path: Path) -> None:
    def meanwhile() -> Iterator[dict[str, Any]]:
        yield {"id": 1}
        PRIVATE.rewrite(path, [{"id": 2}])

    PRIVATE.rewrite(path, meanwhile())
    assert [found for _, found in PRIVATE.read(path)] == [{"id": 1}]


def test_half_a_line_stays_a_line_of_the_log_and_is_taken_out_of_a_run(path: Path) -> None:
    PRIVATE.append(path, {"id": 1})
    with path.open("ab") as file:
        file.write(b'{"id": ')
    assert [found for _, found in read_lines(path)] == [{"id": 1}]
    assert "écrite à moitié" in repair(path) and repair(path) == ""
    with path.open("ab") as file:
        file.write(b'{"id": ')
    append(path, {"id": 2})
    assert [found for _, found in PRIVATE.read(path)] == [{"id": 1}, None, {"id": 2}]
    assert PRIVATE.damaged(path) == [b'{"id": ']
    with pytest.raises(DamagedFile, match="ligne 2"):
        list(read_lines(path))
