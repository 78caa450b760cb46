"""What every test shares: no network, golden files, the real corpora where they are."""

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from corpus.types import Source

if TYPE_CHECKING:
    from index.search import Searcher

# A busy machine is not a fault of what is tested.
settings.register_profile("glose", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("glose")

# Nobody writes unless a test says so: where the model is ready every command would take seconds more.
os.environ.setdefault("GLOSE_GENERATOR", "none")

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden"
CORPORA = ROOT.parent / "shared" / "corpora"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files, then read the git diff")


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that reaches for the network fails at the line that does it; 127.0.0.1 is allowed."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: object) -> None:
        if self.family == socket.AF_UNIX or (isinstance(address, tuple) and address[0] in ("127.0.0.1", "::1")):
            return connect(self, address)  # type: ignore[arg-type]
        raise AssertionError(f"tests run offline, and this one connects to {address}")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare text with tests/golden/NAME; `--update-golden` writes it, and git shows what changed."""

    def check(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        assert text == path.read_text("utf-8"), f"{path} is out of date: run pytest --update-golden and read the diff"

    return check


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the sample corpus, indexed without a model; nobody may change it."""
    from assistant.wiring import choose_embedder
    from corpus.add import add
    from corpus.library import Library
    from corpus.types import About
    from evals.home import DOCUMENTS
    from index.build import build

    home = tmp_path_factory.mktemp("sample")
    library = Library(home)
    add(library, DOCUMENTS, About())
    build(library, home / "index", choose_embedder("words", home))
    return home


@pytest.fixture(scope="session")
def sample_searcher(sample_home: Path) -> "Searcher":
    """The searcher of `sample_home`."""
    from assistant.wiring import choose_embedder
    from corpus.library import Library
    from index.search import Searcher

    return Searcher.open(Library(sample_home), sample_home / "index", choose_embedder("words", sample_home))


@pytest.fixture
def corpora() -> Path:
    """The real documents; a test that wants them is skipped where they are absent."""
    if not CORPORA.is_dir():
        pytest.skip("../shared/corpora is absent")
    return CORPORA


def source(path: Path, root: Path | None = None) -> Source:
    """A file on disk as a reader receives it."""
    return Source(path=path.relative_to(root or path.parent).as_posix(), data=path.read_bytes())
