"""The `glose` command as tests use it: inside this process, or in one of its own that can be measured and killed."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import main
from tests.conftest import ROOT

ENVIRON = {**os.environ, "GLOSE_EMBEDDER": "words", "PYTHONPATH": str(ROOT)}
"""No model: what these tests show does not depend on one."""


@dataclass(frozen=True)
class Run:
    """What one command gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one object that was printed."""
        (line,) = self.out.splitlines()
        return json.loads(line)

    @property
    def lines(self) -> list[Any]:
        """The objects that were printed, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(frozen=True)
class Glose:
    """The command over one home."""

    home: Path
    capsys: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str | Path) -> Run:
        self.capsys.readouterr()
        code = main(["--home", str(self.home), *map(str, arguments)])
        shown = self.capsys.readouterr()
        return Run(code, shown.out, shown.err)


def start(home: Path, *arguments: str | Path, before: str = "") -> subprocess.Popen[str]:
    """Start the command in a process of its own, after a line of Python that may prepare it."""
    code = f"import sys\nfrom assistant.cli import main\n{before}\nsys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "--home", str(home), *map(str, arguments)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=ENVIRON, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, text=True)


def finish(home: Path, *arguments: str | Path, before: str = "") -> Run:
    """Run the command in a process of its own, to its end."""
    process = start(home, *arguments, before=before)
    out, err = process.communicate(timeout=120)
    return Run(process.returncode, out, err)
