"""The screenshots of the guide for agents, taken by hand: `python -m tests.browser.captures [NAME…]`.

A fresh home over the sample corpus, with the real models: without a name every capture is taken, which takes minutes.
"""

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.browser.person import LAPTOP, Person, ask, draft, give
from tests.browser.served import PATIENCE, SAMPLE, Served, chromium
from tests.conftest import ROOT

FOLDER = ROOT / "docs" / "captures"
_COLOURS = 64
"""Of an image: text and flat areas need no more, and the file is a third of its size."""

_ANSWERED = "La décision de tranche de cantine est-elle automatique ?"
_TOLD = "Qui décide de l'aide du FMSL ?"
_UNKNOWN = "Quel est le montant moyen de l'aide du fonds de solidarité logement ?"
_DISPUTED = "Combien coûte un repas à la cantine pour un enfant qui n'habite pas Valbrume ?"
_IN_A_PDF = "Quand les données d'une demande de crèche sont-elles effacées ?"
_REQUEST = "Classement des demandes de place en crèche"
_PAPERS = ("deliberation-2026-047-creches.pdf", "compte-rendu-commission-creche.odt", "F90001.xml")


class Capture(NamedTuple):
    """What is done before an image is taken, on which page, and whether the model that writes is needed."""

    path: str
    done: Callable[[Page], None]
    writes: bool = False


def _asked(question: str) -> Callable[[Page], None]:
    return lambda page: ask(page, question)


def _worded(page: Page) -> None:
    ask(page, _TOLD)
    assert page.locator(".redigees").count(), "nothing was worded: choose another question"


def _printed(page: Page) -> None:
    ask(page, _ANSWERED)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    # The margins of the paper.
    page.evaluate("Object.assign(document.body.style, {padding: '2cm', boxSizing: 'border-box'})")


def _complained(page: Page) -> None:
    ask(page, _ANSWERED)
    page.click("#reponse .retour summary")
    page.locator("#reponse .retour").scroll_into_view_if_needed()


def _explained(page: Page) -> None:
    page.click("text=Expliquer un mot")
    page.fill(".explication input, .explication textarea", "quotient familial")
    page.click(".explication button:has-text('Expliquer') >> nth=-1")
    page.wait_for_selector(".definition")


def _given(page: Page) -> None:
    give(page, [SAMPLE / name for name in _PAPERS], _REQUEST)


def _drafted(page: Page) -> None:
    draft(page, [SAMPLE / name for name in _PAPERS], _REQUEST)


def _traced(page: Page) -> None:
    _drafted(page)
    page.locator("#vue .phrase.cliquable").nth(1).click()
    page.wait_for_selector("#redaction #source mark")


def _edited(page: Page) -> None:
    _drafted(page)
    field = page.locator("#vue .champ.to_complete").first
    field.locator("button", has_text="Modifier").click()
    field.scroll_into_view_if_needed()


def _reread(page: Page) -> None:
    _drafted(page)
    page.fill("#relecteur", "service Petite enfance")
    for done in range(2):
        page.locator("#vue .champ [data-what='reread']").first.click()
        page.wait_for_selector(f"#vue .champ .relecture span >> nth={done}")
    page.locator("#vue .champ.reread").first.evaluate("one => one.scrollIntoView()")


def _ordered(page: Page) -> None:
    _drafted(page)
    page.fill("#message textarea", "qu'est-ce qui manque ?")
    page.click("#envoyer")
    page.wait_for_selector("#conversation .tour:has-text('Ce dont la loi a besoin')")


def _viewed(name: str) -> Callable[[Page], None]:
    def view(page: Page) -> None:
        _drafted(page)
        page.get_by_label(name, exact=True).check()
        page.wait_for_selector("#vue .champ", state="detached")

    return view


def _scrolled(heading: str) -> Callable[[Page], None]:
    def scroll(page: Page) -> None:
        page.wait_for_selector("#contenu table")
        page.get_by_role("heading", name=heading, exact=True).evaluate("one => one.scrollIntoView()")

    return scroll


def _filled(page: Page) -> None:
    page.wait_for_selector("#contenu table")


CAPTURES = {
    "guichet": Capture("", _asked(_ANSWERED)),
    "guichet-langage-clair": Capture("", _worded, writes=True),
    "guichet-pdf": Capture("", _asked(_IN_A_PDF)),
    "guichet-sans-reponse": Capture("", _asked(_UNKNOWN)),
    "guichet-partielle": Capture("", _asked(_DISPUTED)),
    "guichet-imprimer": Capture("", _printed),
    "guichet-signaler": Capture("", _complained),
    "guichet-mot": Capture("", _explained),
    "redaction-documents": Capture("redaction", _given),
    "redaction": Capture("redaction", _drafted),
    "redaction-source": Capture("redaction", _traced),
    "redaction-modifier": Capture("redaction", _edited),
    "redaction-relire": Capture("redaction", _reread),
    "redaction-manque": Capture("redaction", _ordered),
    "redaction-loi": Capture("redaction", _viewed("Information générale")),
    "redaction-exporter": Capture("redaction", _viewed("Exporter")),
    "registre": Capture("registre", _filled),
    "registre-chiffres": Capture("registre", _scrolled("En chiffres")),
    "sources": Capture("sources", _filled),
}


def main(names: list[str]) -> None:
    """Take the captures named, or all of them."""
    wanted = {name: CAPTURES[name] for name in names} or CAPTURES
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as started:
        home = _home(Path(folder) / "home")
        browser = started.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        for generator, writes in (("none", False), ("embedded", True)):
            chosen = {name: capture for name, capture in wanted.items() if capture.writes == writes}
            if not chosen:
                continue
            with _served(home, generator) as server:
                for name, capture in chosen.items():
                    _take(Person(browser, server), name, capture)
        browser.close()


def _glose(home: Path, *arguments: str | Path) -> list[str]:
    """Return a command that finds the models of this user, unlike those of the tests."""
    return [sys.executable, "-m", "assistant.cli", "--home", str(home), *map(str, arguments)]


def _home(home: Path) -> Path:
    sample = ("add", SAMPLE.relative_to(ROOT), "--publisher", "Ville de Valbrume", "--licence", "MIT")
    for command in (sample, ("index",)):
        subprocess.run(_glose(home, *command), cwd=ROOT, check=True, capture_output=True)
    return home


@contextmanager
def _served(home: Path, generator: str) -> Iterator[Served]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with subprocess.Popen(
        _glose(home, "serve", "--port", str(port), "--generator", generator), cwd=ROOT, stdout=subprocess.DEVNULL
    ) as process:
        try:
            _wait_for(process, port)
            yield Served(home, f"http://127.0.0.1:{port}")
        finally:
            process.terminate()


def _wait_for(process: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the server does not answer")


def _take(person: Person, name: str, capture: Capture) -> None:
    page = person.open(capture.path)
    capture.done(page)
    page.wait_for_timeout(700)  # what slides into place is there
    image = Image.open(BytesIO(page.screenshot(animations="disabled", caret="hide")))
    assert image.size == (LAPTOP["width"], LAPTOP["height"])
    file = FOLDER / f"{name}.png"
    image.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
    sys.stdout.write(f"{file.relative_to(ROOT)}, {file.stat().st_size // 1024} Ko\n")
    person.context.close()


if __name__ == "__main__":
    main(sys.argv[1:])
