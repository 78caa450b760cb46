"""One Chromium and one server for all these tests; a page, and nothing else, is each test's own.

Skipped where there is no Chromium: `make test` installs Debian's where it may.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.person import Person
from tests.browser.served import Served, chromium, make_home, served

playwright = pytest.importorskip("playwright.sync_api")
pytest.importorskip("gradio")

_ARGUMENTS = (
    # What Debian's Chromium would fetch for itself has no place here, and root has no sandbox.
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)


@pytest.fixture(scope="package")
def browser():
    """Chromium. Of this package and not of the whole session: its event loop would be in the way of other tests."""
    executable = chromium()
    if executable is None:
        pytest.skip("chromium is not installed: apt-get install chromium")
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=executable, args=list(_ARGUMENTS))
        yield launched
        launched.close()


@pytest.fixture(scope="package")
def home(tmp_path_factory: pytest.TempPathFactory, browser) -> Path:
    """The sample, indexed once. Asked for after the browser: without one nothing is made."""
    home = tmp_path_factory.mktemp("browser") / "home"
    make_home(home)
    return home


@pytest.fixture(scope="package")
def server(home: Path) -> Iterator[Served]:
    """The server that tests share: what one leaves in its home must not matter to another."""
    with served(home) as running:
        yield running


@pytest.fixture
def someone(browser, server: Served):
    """Come as somebody else each time it is called. At the end, no script ran and nothing was asked of elsewhere."""
    come: list[Person] = []

    def comes(at: Served = server, **context) -> Person:
        come.append(Person(browser, at, **context))
        return come[-1]

    yield comes
    for one in come:
        one.context.close()
    assert not [said for one in come for said in one.dialogs], "a script ran"
    assert not [url for one in come for url in one.abroad], "a page asked for something that is not here"


@pytest.fixture
def person(someone) -> Person:
    """Somebody at the shared server."""
    return someone()
