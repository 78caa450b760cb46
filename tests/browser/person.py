"""Somebody in front of the pages, and what they do there."""

from collections.abc import Sequence
from pathlib import Path

from tests.browser.served import PATIENCE, Served

LAPTOP = {"width": 1366, "height": 768}
TABLET = {"width": 768, "height": 1024}


LEFT_BEHIND = ("AbortError", "Connection errored out")
"""What Gradio says of a stream that was open when its page was left: the browser stops it."""


class Person:
    """Somebody with a browser of their own, and all that went wrong in it.

    `errors` are those of the console, `dialogs` what a script opened, `abroad` what was asked of another machine.
    """

    def __init__(self, browser, server: Served, **context) -> None:
        self.server = server
        self.context = browser.new_context(**{"viewport": LAPTOP, "locale": "fr-FR", **context})
        self.context.set_default_timeout(PATIENCE * 1000)
        self.errors: list[str] = []
        self.dialogs: list[str] = []
        self.abroad: list[str] = []
        self.page = self.context.new_page()
        self.page.on("console", lambda said: self._wrong(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self._wrong(str(error)))
        self.page.on("dialog", self._dialog)
        self.page.on("request", self._requested)

    def open(self, path: str = ""):
        """Open a page of the server, and wait until it is there."""
        self.page.goto(self.server.url(path))
        self.page.wait_for_selector("#contenu h1")
        return self.page

    def _wrong(self, text: str) -> None:
        if not any(said in text for said in LEFT_BEHIND):
            self.errors.append(text)

    def _dialog(self, dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _requested(self, request) -> None:
        if not request.url.startswith((self.server.address, "data:", "blob:")):
            self.abroad.append(request.url)


def ask(page, question: str) -> None:
    """Ask at the counter, and wait for the whole answer."""
    page.fill("#question textarea", question)
    page.click("#demander")
    page.wait_for_selector("h2.question")
    page.wait_for_selector("#reponse .retour")


def give(page, files: Sequence[Path], request: str) -> None:
    """Drop files in, and write what entry is asked for."""
    page.set_input_files("#depot input[type=file]", files)
    page.wait_for_selector(f"#recus .fichiers li >> nth={len(files) - 1}")
    page.fill("#sujet textarea", request)


def draft(page, files: Sequence[Path], request: str) -> None:
    """Drop files in, ask for an entry, and wait until it is whole."""
    give(page, files, request)
    page.click("#rediger")
    page.wait_for_selector("#etat:has-text('Brouillon prêt')")
    page.wait_for_selector("#vue .champ")


def serious(page) -> list[str]:
    """Return what axe finds that keeps somebody from using a page as it now stands."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['html'][:300]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]
