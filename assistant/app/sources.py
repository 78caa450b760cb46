"""The page Sources."""

import os
from contextlib import closing
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.app.part import QUIET, part, told
from assistant.app.state import App
from assistant.render import KINDS
from assistant.server.rebuild import Rebuild
from assistant.server.shelf import Shelf, matching, shelf, take_in, take_out, titles_of
from assistant.settings import read_settings
from assistant.view import library_html as view
from assistant.view.document_html import document_panel
from assistant.view.tags import join, problem, status, tag
from assistant.wiring import choose_embedder
from corpus.counting import count
from corpus.errors import UserError
from corpus.library import Entry, Library
from corpus.types import About
from index.errors import IndexProblem
from index.types import Embedder

_MOST_FILES = 200
"""Files offered for removal at once."""

_SECONDS = 1.0
"""Between two looks at how far the index is."""

_TELL = """
element.addEventListener('click', event => {
  const button = event.target.closest('[data-source]');
  if (button) trigger('source', {document: button.dataset.source});
});
"""

_PROGRESS = gr.Progress()


def lay_out(app: App) -> None:
    """Lay the page out inside the current `Blocks`."""
    page = _Page(app)
    with gr.Column(elem_classes="registre"):
        part("<h1>Sources</h1>")
        figures = part(elem_id="chiffres")
        part("<h2>Index</h2>")
        index = part(elem_id="index")
        rebuild = gr.Button("Mettre l'index à jour", elem_id="reindexer")
        clock = gr.Timer(_SECONDS, active=False)
        part("<h2>Les documents</h2>")
        with gr.Row(elem_classes="filtres"):
            words = gr.Textbox(label="Chercher dans la liste", placeholder="titre, éditeur…", max_length=200, scale=2)
            kind = gr.Dropdown(
                [("Toutes", ""), *((name, key) for key, name in KINDS.items())], value="", label="Nature"
            )
        found = part(js_on_load=_TELL, elem_id="documents")
        source = part(elem_id="source")
        part("<h2>Fichiers écartés</h2>")
        failed = part(elem_id="ecartes")
        with gr.Column() as changes:
            files, about, add, added = _lay_out_arrivals()
            leaving, remove, confirm, removed = _lay_out_departures()

    filters, shown = [words, kind], [figures, index, found, failed, leaving]
    # Without triggers: when the page opens, and when a filter changes.
    gr.on(None, page.everything, filters, shown, trigger_mode="always_last", **QUIET)
    gr.on(None, page.allowed, None, [changes, rebuild, clock], **QUIET)
    for event in (
        add.click(page.add, [files, *about], [added, files], api_visibility="private"),
        confirm.click(page.remove, [leaving], [removed, confirm], **QUIET),
    ):
        event.then(page.everything, filters, shown, **QUIET)
    remove.click(page.confirm, [leaving], [removed, confirm], **QUIET)
    leaving.input(lambda: ("", gr.Button(visible=False)), None, [removed, confirm], **QUIET)
    found.source(page.open, None, source, **QUIET)
    rebuild.click(page.rebuild, None, [index, clock], **QUIET)
    clock.tick(page.advance, None, [index, clock], **QUIET)


def _lay_out_arrivals() -> tuple[gr.File, tuple[gr.Textbox, gr.Textbox], gr.Button, gr.HTML]:
    part("<h2>Ajouter des documents</h2>")
    files = gr.File(label="Fichiers à ajouter", file_count="multiple", height=160, elem_id="arrivees")
    with gr.Row(elem_classes="filtres"):
        publisher = gr.Textbox(label="Éditeur, si le fichier ne le dit pas", max_length=200)
        licence = gr.Textbox(label="Licence, si le fichier ne la dit pas", max_length=200)
    add = gr.Button("Ajouter à la bibliothèque", variant="primary", elem_id="ajouter")
    return files, (publisher, licence), add, told(elem_id="ajoutes")


def _lay_out_departures() -> tuple[gr.Dropdown, gr.Button, gr.Button, gr.HTML]:
    part("<h2>Retirer des documents</h2>")
    leaving = gr.Dropdown(
        [],
        multiselect=True,
        label="Fichiers à retirer",
        info="Ceux de la recherche faite plus haut.",
        elem_id="departs",
    )
    remove = gr.Button("Retirer de la bibliothèque", variant="stop", elem_id="retirer")
    removed = told(elem_id="retires")
    confirm = gr.Button("Confirmer le retrait", variant="stop", visible=False, elem_id="confirmer")
    return leaving, remove, confirm, removed


class _Page:
    """What the parts of the page ask for. What changes the library is refused here too: a hidden button is no guard."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._rebuild = Rebuild(app.home, self._embedder)

    def allowed(self, request: gr.Request) -> tuple[gr.Column, gr.Button, gr.Timer]:
        """Show what changes the library to whoever may; go on telling of an index that is being made."""
        may = self._app.access.may(request.username, "librarian")
        return gr.Column(visible=may), gr.Button(visible=may), gr.Timer(active=self._rebuild.stage.running)

    def everything(self, words: str, kind: str) -> tuple[str, str, str, str, gr.Dropdown]:
        """Show all that the library holds, the documents of a search, and their files to be removed."""
        try:
            held = shelf(self._app.library, self._app.home / "index", self._app.today())
            found = matching(held.entries, words=words, kind=kind or "")
            documents = view.documents(found, self._app.today())
            return view.overview(held), self._index(held), documents, view.failures(held), self._leaving(found)
        except UserError as error:
            return problem(error), "", "", "", gr.Dropdown([], value=[])

    def add(
        self,
        files: list[str] | None,
        publisher: str,
        licence: str,
        request: gr.Request,
        progress: gr.Progress = _PROGRESS,
    ) -> tuple[str, None]:
        """Take in what was dropped."""
        if not files:
            return status("Choisissez d'abord un ou plusieurs fichiers."), None
        paths = [Path(file) for file in files]
        about = About(publisher=publisher.strip(), licence=licence.strip(), retrieved=self._app.today().isoformat())

        def tell(done: int, name: str) -> None:
            progress((done, len(paths)), desc=f"Lecture de {name}", unit="fichiers")

        try:
            self._require(request)
            self._app.limits.check_files([(path.name, path.stat().st_size) for path in paths])
            with closing(Library(self._app.home)) as library:
                taken = take_in(library, self._app.home, paths, about, tell)
        except UserError as error:
            return problem(error), None
        return status(view.outcomes(taken)), None

    def open(self, event: gr.EventData) -> Any:
        """Show a document of the library as a source is shown; what comes from a browser may be anything."""
        try:
            document = self._app.library.document(str(event.document))
        except UserError:
            return gr.skip()
        return document_panel(document, document.id, self._app.today())

    def confirm(self, files: list[str]) -> tuple[str, gr.Button]:
        """Say what would be removed, and wait for a second click."""
        if not files:
            said = status("Choisissez d'abord un ou plusieurs fichiers dans la liste.")
            return said, gr.Button(visible=False)
        titles = titles_of(self._app.library, self._app.library.entries())
        named = [titles.get(Path(file), Path(file).name) for file in files]
        return status(view.leaving(named)), gr.Button(visible=True)

    def remove(self, files: list[str], request: gr.Request) -> tuple[str, gr.Button]:
        """Forget the files chosen, once that was confirmed."""
        return self._removed(files, request), gr.Button(visible=False)

    def _removed(self, files: list[str], request: gr.Request) -> str:
        try:
            self._require(request)
            with closing(Library(self._app.home)) as library:
                gone = take_out(library, self._app.home, [Path(file) for file in files])
        except UserError as error:
            return problem(error)
        said = count(gone, "fichier retiré", "fichiers retirés")
        return status(f"{said}. Mettez l'index à jour pour que les réponses n'en tiennent plus compte.")

    def rebuild(self, request: gr.Request) -> tuple[str, gr.Timer]:
        """Begin another index."""
        try:
            self._require(request)
        except UserError as error:
            return problem(error), gr.Timer(active=False)
        self._rebuild.start()
        return self.advance()

    def advance(self) -> tuple[str, gr.Timer]:
        """Show how far it is, until it is over."""
        # Read first: over between the two, it is told of once more rather than never.
        running = self._rebuild.stage.running
        held = shelf(self._app.library, self._app.home / "index", self._app.today())
        return self._index(held), gr.Timer(active=running)

    def _index(self, held: Shelf) -> str:
        """Show the index in use, and how far another is: read aloud only once it is over."""
        now = self._rebuild.stage
        if now.running:
            return join((view.index_state(held), view.stage(now)))
        # "Up to date" is no longer so once something came or went.
        over = now.failed or held.is_indexed
        return join((view.index_state(held), tag("div", view.stage(now), role="status") if over else ""))

    def _leaving(self, found: tuple[Entry, ...]) -> gr.Dropdown:
        titles = list(titles_of(self._app.library, found[:_MOST_FILES]).items())[:_MOST_FILES]
        return gr.Dropdown([(title, str(file)) for file, title in titles], value=[])

    def _require(self, request: gr.Request) -> None:
        self._app.access.require(request.username, "librarian")

    def _embedder(self) -> Embedder:
        """Return the embedder that answers, already in memory; without an index nobody answers yet."""
        try:
            return self._app.assistant().embedder
        except IndexProblem:
            return choose_embedder(read_settings(self._app.home, os.environ).embedder, self._app.home)
