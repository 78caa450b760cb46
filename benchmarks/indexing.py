"""A whole archive read and indexed from nothing, then one sheet changed: time, memory, space."""

import argparse
import os
import resource
import tarfile
import tempfile
from pathlib import Path
from time import perf_counter

from assistant.settings import read_settings
from assistant.wiring import choose_embedder
from benchmarks.cases import table
from corpus.add import add
from corpus.library import Library
from corpus.types import About
from index.build import build


def main() -> None:
    """Print the table. The changed sheet is timed in this process: a command adds its own start (about two seconds)."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("archive", type=Path)
    archive = arguments.parse_args().archive
    with tempfile.TemporaryDirectory() as folder:
        _measure(archive, Path(folder) / "home", Path(folder))


def _measure(archive: Path, home: Path, work: Path) -> None:
    embedder = choose_embedder(read_settings(home, os.environ).embedder, home)
    library = Library(home)
    since = perf_counter()
    report = add(library, archive, About(retrieved="2026-11-22"))
    read = perf_counter() - since
    since = perf_counter()
    built = build(library, home / "index", embedder)
    whole = perf_counter() - since
    changed = _changed_sheet(archive, work)
    since = perf_counter()
    add(library, changed, About(retrieved="2026-11-23"))
    again = build(library, home / "index", embedder)
    one = perf_counter() - since
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = sum(path.stat().st_size for path in home.rglob("*") if path.is_file()) / 1e6
    table(
        [
            ["measure", "value"],
            ["documents read", f"{report.read} in {read:.1f} s"],
            ["passages", f"{built.passages} in {whole:.0f} s: {built.passages / whole:.0f} a second"],
            ["of which embedding", f"{built.seconds:.0f} s: {built.embedded / built.seconds:.0f} a second"],
            ["peak memory", f"{peak:.0f} MiB"],
            ["size on disk", f"{size:.0f} MB"],
            ["one changed sheet", f"{one:.2f} s ({again.embedded} passages embedded)"],
        ]
    )


def _changed_sheet(archive: Path, work: Path) -> Path:
    """Write one sheet of the archive with one word changed, as a file that can be added: a newer source of the id."""
    name = "package/data/particuliers/F1280.json"
    with tarfile.open(archive) as content:
        stream = content.extractfile(name)
        if stream is None:
            raise SystemExit(f"{archive} does not hold {name}")
        text = stream.read().decode()
    path = work / "F1280.json"
    path.write_text(text.replace("modified 20", "modified 21").replace("locataire", "occupant"), "utf-8")
    return path


if __name__ == "__main__":
    main()
