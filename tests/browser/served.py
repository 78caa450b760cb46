"""A server of its own process, as whoever types `glose serve` has it, and a home for it."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.hostile import write_hostile
from tests.command import ENVIRON, finish
from tests.conftest import ROOT

SAMPLE = ROOT / "corpus" / "sample" / "documents"
PATIENCE = 60
"""Seconds: other programs may hold the processor."""


@dataclass(frozen=True)
class Served:
    """A server that answers."""

    home: Path
    address: str

    def url(self, path: str = "") -> str:
        """The address of a page."""
        return f"{self.address}/{path}"


def make_home(home: Path) -> None:
    """Index the sample and documents that mean harm, without any model: in seconds."""
    hostile = home.parent / "hostile"
    hostile.mkdir()
    write_hostile(hostile)
    for command in (("add", SAMPLE, hostile, "--publisher", "Ville de Valbrume", "--licence", "MIT"), ("index",)):
        run = finish(home, *command)
        assert run.code == 0, run.err


def copy_home(home: Path, to: Path) -> Path:
    """The same library, and nothing of what people kept."""
    shutil.copytree(home, to, ignore=shutil.ignore_patterns("audit", "records", "uploads", "feedback.jsonl"))
    return to


@contextmanager
def served(home: Path) -> Iterator[Served]:
    """Serve a home on a free port, until the end of the block."""
    home.mkdir(exist_ok=True)
    port = _free_port()
    command = [sys.executable, "-m", "assistant.cli", "--home", home, "serve", "--port", str(port)]
    # No model is looked for: what these tests show does not depend on one, and loading it takes seconds.
    environ = {**ENVIRON, "GLOSE_CACHE": str(home / "no-models"), "GLOSE_GENERATOR": "none"}
    log = home.parent / f"{home.name}.log"
    with log.open("w") as out:
        process = subprocess.Popen([*map(str, command)], env=environ, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
        try:
            _wait_for(process, port, log)
            yield Served(home, f"http://127.0.0.1:{port}")
        finally:
            process.terminate()
            process.wait(30)


def chromium() -> str | None:
    """Where Debian's Chromium is, or the one that `GLOSE_CHROMIUM` names."""
    return os.environ.get("GLOSE_CHROMIUM") or shutil.which("chromium")


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port: int = tried.getsockname()[1]
        return port


def _wait_for(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text("utf-8")
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(f"the server does not answer:\n{log.read_text('utf-8')}")
