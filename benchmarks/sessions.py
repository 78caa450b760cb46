"""Several people asking together, against a real server: the first quotation, the whole answer, errors, memory.

    python -m benchmarks.sessions HOME_DIR                                        # 20 sessions, 5 questions each
    python -m benchmarks.sessions HOME_DIR --generator embedded --questions 1     # with wordings: minutes

The server is another process, over a copy of the home; the clients speak to it as a browser does. In each round all the
sessions press Enter at the same moment, which is the worst that they can do.
"""

import argparse
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import islice
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from threading import Barrier
from time import perf_counter, sleep
from uuid import uuid4

import numpy as np

from benchmarks.cases import CASES, read_lines, table

_HOST = "127.0.0.1"
_PATIENCE = 900
"""Seconds after which a server that says nothing is an error."""

_QUOTED = (b"<blockquote>", b"avis abstained")
"""In the first message that shows an answer: a quotation, or that there is none."""

_REFUSED = b"probleme"


@dataclass(frozen=True)
class _Asked:
    """What happened to a question: seconds to the first quotation, or to the abstention, and to the whole answer."""

    first: float | None
    whole: float
    failed: bool


@dataclass(frozen=True)
class _Server:
    """A server that runs; `ask` is the number under which Gradio knows the box of the counter."""

    port: int
    pid: int
    ask: int

    def memory(self, what: str) -> int:
        """Return MiB of the process: `VmRSS` now, `VmHWM` at most."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return int(next(line.split()[1] for line in lines if line.startswith(f"{what}:"))) // 1024

    def worked(self) -> float:
        """Return the seconds that its processors have worked: what a busy machine changes least."""
        times = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()[11:13]
        return sum(map(int, times)) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Print the table: one session, which says what the machine can do, then all of them."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("home", type=Path)
    arguments.add_argument("--generator", default="none")
    arguments.add_argument("--sessions", type=int, default=20)
    arguments.add_argument("--questions", type=int, default=5, help="of each session")
    given = arguments.parse_args()
    questions = [case["question"] for case in read_lines(CASES / "counter.dev.jsonl")]
    rows = [["sessions", "first quotation, s: p50", "p95", "whole answer, s: p50", "p95", "work a question, s",
             "errors", "memory, MiB"]]  # fmt: skip
    with _serving(given.home, given.generator) as server:
        print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores, server ready: {server.memory('VmRSS')} MiB")
        _together(server, questions[:1], 1)  # what a first wording loads
        for sessions in (1, given.sessions):
            before = server.worked()
            asked = _together(server, questions[: sessions * given.questions], sessions)
            work = f"{(server.worked() - before) / len(asked):.2f}"
            failed = f"{sum(one.failed for one in asked)} of {len(asked)}"
            rows.append([str(sessions), *_times(asked), work, failed, str(server.memory("VmHWM"))])
        print(f"load {os.getloadavg()[0]:.1f} at the end")
    table(rows)


def _times(asked: Sequence[_Asked]) -> Iterator[str]:
    for times in ([one.first for one in asked if one.first is not None], [one.whole for one in asked]):
        yield from (f"{value:.2f}" for value in np.percentile(times or [np.nan], [50, 95]))


def _together(server: _Server, questions: Sequence[str], sessions: int) -> list[_Asked]:
    """Share the questions out; every session waits for the others before each of its questions."""
    start = Barrier(sessions)

    def session(number: int) -> list[_Asked]:
        name = uuid4().hex
        asked = []
        for question in islice(questions, number, None, sessions):
            start.wait()
            asked.append(_ask(server, name, question))
        return asked

    with ThreadPoolExecutor(sessions) as pool:
        return [one for asked in pool.map(session, range(sessions)) for one in asked]


def _ask(server: _Server, session: str, question: str) -> _Asked:
    """Ask one question: join the queue, then read the stream until it says that it is over."""
    since, first, failed = perf_counter(), None, True
    asked = {"data": [question, None], "fn_index": server.ask, "session_hash": session}
    try:
        _read(server.port, "POST", "/gradio_api/queue/join", json.dumps(asked))
        for line in _stream(server.port, f"/gradio_api/queue/data?session_hash={session}"):
            if first is None and any(words in line for words in _QUOTED):
                first = perf_counter() - since
            if b'"process_completed"' in line:
                failed = first is None or _REFUSED in line or b'"success":false' in line
                break
    except OSError as error:
        print(f"{question}: {error}")
    return _Asked(first, perf_counter() - since, failed)


def _stream(port: int, path: str) -> Iterator[bytes]:
    connection = HTTPConnection(_HOST, port, timeout=_PATIENCE)
    try:
        connection.request("GET", path)
        yield from connection.getresponse()
    finally:
        connection.close()


def _read(port: int, method: str, path: str, body: str | None = None) -> bytes:
    connection = HTTPConnection(_HOST, port, timeout=_PATIENCE)
    try:
        connection.request(method, path, body, {"content-type": "application/json"})
        response = connection.getresponse()
        if response.status != 200:
            raise OSError(f"{path}: {response.status} {response.reason}")
        return response.read()
    finally:
        connection.close()


@contextmanager
def _serving(home: Path, generator: str) -> Iterator[_Server]:
    """Run a server until the end of the context."""
    with TemporaryDirectory() as folder, socket.create_server((_HOST, 0)) as free:
        copy, port = copytree(home, Path(folder) / "home"), free.getsockname()[1]
        free.close()
        command = [sys.executable, "-m", "assistant.cli", "--home", str(copy), "serve", "--port", str(port)]
        with subprocess.Popen([*command, "--generator", generator], stdout=subprocess.PIPE, text=True) as process:
            try:
                assert process.stdout
                # It says that it is ready just before it listens.
                print(process.stdout.readline().strip())
                yield _Server(port, process.pid, _number_of_ask(port, process))
            finally:
                process.terminate()


def _number_of_ask(port: int, process: "subprocess.Popen[str]") -> int:
    """Return the number of the box of the counter, once the server answers; one that ended never will."""
    while process.poll() is None:
        try:
            config = json.loads(_read(port, "GET", "/config"))
        except ConnectionRefusedError:
            sleep(0.1)
            continue
        return int(next(one["id"] for one in config["dependencies"] if one["api_name"] == "ask"))
    raise SystemExit("the server ended before it answered")


if __name__ == "__main__":
    main()
