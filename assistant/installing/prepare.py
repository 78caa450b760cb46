"""Sets up the model that writes: the library that runs it, then its weights; once, while Glose already answers.

Beside the models, in the user's cache folder, stand a lock (two never work at once), a log, and the last problem.
"""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Literal

from assistant.errors import GeneratorProblem
from assistant.installing import wheels
from assistant.installing.models import GENERATOR, Progress, cache_folder, ensure, find, model_places
from corpus.disk import refusal
from corpus.errors import UserError
from corpus.lock import open_lock, taken
from corpus.whole import write_whole

_PATIENCE = 0.2
_GIVES_WAY = 10


@dataclass(frozen=True, slots=True)
class Preparation:
    """How far the model that writes is; `message` is what a reader is told of it, in French."""

    state: Literal["ready", "building", "absent", "failed"]
    message: str


def generator_state(home: Path) -> Preparation:
    """Say whether the model that writes can be used; quick enough to be asked before every question."""
    cache = cache_folder(os.environ)
    if wheels.installed() and find(GENERATOR, model_places(home)):
        return Preparation("ready", "Le modèle qui rédige est prêt.")
    if _at_work(cache):
        return Preparation(
            "building",
            "Le modèle qui rédige se prépare (dix à vingt minutes la première fois) ; "
            f"d'ici là, Glose répond par des citations. Journal : {_log(cache)}",
        )
    if _problem(cache).is_file():
        problem = _problem(cache).read_text("utf-8", "replace").strip()
        return Preparation("failed", f"Le modèle qui rédige n'a pas pu être préparé. {problem}")
    return Preparation("absent", "Le modèle qui rédige n'est pas installé : lancez « glose models prepare » (1,1 Go).")


def prepare(home: Path, progress: Progress) -> None:
    """Install the library and fetch the weights; what is already there is kept. Another preparation is waited for."""
    cache = cache_folder(os.environ)
    with _disk_problems(cache), _alone(cache, progress), _recorded(_problem(cache)):
        wheels.ensure_installed(cache, _log(cache), progress)
        found = find(GENERATOR, model_places(home))
        ensure(GENERATOR, found.parent if found else model_places(home)[-1], progress)


def prepare_in_background(home: Path) -> Preparation:
    """Start `glose models prepare` in a process that outlives this one and gives way to all others, if it is needed."""
    if generator_state(home).state in ("ready", "building"):
        return generator_state(home)
    cache = cache_folder(os.environ)
    command = [sys.executable, "-m", "assistant.cli", "--home", str(home.absolute()), "models", "prepare"]
    with _disk_problems(cache):
        cache.mkdir(parents=True, exist_ok=True)
        _problem(cache).unlink(missing_ok=True)
        with _log(cache).open("ab") as log:
            process = subprocess.Popen(
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True
            )
    if sys.platform != "win32":
        os.setpriority(os.PRIO_PROCESS, process.pid, _GIVES_WAY)
    while process.poll() is None and not _at_work(cache):
        sleep(_PATIENCE)
    # If it ends before us, someone must take note of it.
    Thread(target=process.wait, daemon=True).start()
    return generator_state(home)


def _log(cache: Path) -> Path:
    return cache / "generator.log"


def _lock(cache: Path) -> Path:
    return cache / "generator.lock"


def _problem(cache: Path) -> Path:
    return cache / "generator.problem"


@contextmanager
def _recorded(file: Path) -> Iterator[None]:
    """Keep the problem of a preparation that fails, for those who ask later."""
    file.unlink(missing_ok=True)
    try:
        yield
    except UserError as error:
        write_whole(file, [f"{error}\n".encode()])
        raise


@contextmanager
def _alone(cache: Path, progress: Progress) -> Iterator[None]:
    """Hold the lock; the system releases it if this process dies."""
    cache.mkdir(parents=True, exist_ok=True)
    with closing(open_lock(_lock(cache))) as lock:
        if not taken(lock):
            progress("une autre préparation est en cours, attente")
            while not taken(lock):
                sleep(_PATIENCE)
        yield


def _at_work(cache: Path) -> bool:
    if not _lock(cache).is_file():
        return False
    with closing(open_lock(_lock(cache))) as lock:
        return not taken(lock)


@contextmanager
def _disk_problems(place: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        why = refusal(error) if isinstance(error, OSError) else str(error)
        raise GeneratorProblem(
            f"Écriture impossible dans {place} : {why}.",
            fix="vérifiez la place libre et vos droits, puis relancez « glose models prepare »",
        ) from error
