"""A whole archive read and indexed from nothing, then one sheet changed, by the commands that a person types."""

import argparse
import json
import os
import resource
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.cases import ROOT, table

_SHEET = "package/data/particuliers/F1280.json"


def main() -> None:
    """Print the table. Each command is a process of its own: its start, and the loading of models, are counted."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("archive", type=Path)
    archive = arguments.parse_args().archive.resolve()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        added, read = _glose(home, "add", str(archive))
        memory_read = _peak()
        built, whole = _glose(home, "index")
        _, adding = _glose(home, "add", str(_changed_sheet(archive, Path(folder))))
        again, indexing = _glose(home, "index")
        size = sum(path.stat().st_size for path in home.rglob("*") if path.is_file()) / 1e6
        rows = [
            ["sheets read", f"{added['read']} in {read:.0f} s, {memory_read:.0f} MiB at most"],
            ["passages indexed", f"{built['passages']} in {whole:.0f} s: {built['passages'] / whole:.0f} a second"],
            ["of which embedding", f"{built['seconds']:.0f} s: {built['passages'] / built['seconds']:.0f} a second"],
            ["peak memory", f"{_peak():.0f} MiB"],
            ["size on disk, two snapshots", f"{size:.0f} MB"],
            [
                "one changed sheet",
                f"add {adding:.2f} s, index {indexing:.2f} s ({again['embedded']} passages embedded)",
            ],
        ]
        table([["measure", "value"], *rows])


def _glose(home: Path, *arguments: str) -> tuple[dict[str, Any], float]:
    """Run one command and return its JSON with the seconds it took."""
    command = [sys.executable, "-m", "assistant.cli", "--home", str(home), arguments[0], *arguments[1:], "--json"]
    since = perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=os.environ, check=True)
    return json.loads(done.stdout), perf_counter() - since


def _peak() -> float:
    """Return the largest memory that any command has taken, in MiB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _changed_sheet(archive: Path, folder: Path) -> Path:
    """Write one sheet of the archive with some words changed: a later source of the same id."""
    with tarfile.open(archive) as content:
        stream = content.extractfile(_SHEET)
        if stream is None:
            raise SystemExit(f"{archive} does not hold {_SHEET}")
        text = stream.read().decode()
    path = folder / "F1280.json"
    path.write_text(text.replace("modified 20", "modified 21").replace("locataire", "occupant"), "utf-8")
    return path


if __name__ == "__main__":
    main()
