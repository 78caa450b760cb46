"""The page Sources."""

import os
from contextlib import closing
from pathlib import Path

import gradio as gr

from assistant.app.state import App
from assistant.rebuild import Rebuild
from assistant.render import KINDS, count
from assistant.settings import read_settings
from assistant.shelf import Shelf, files_of, matching, shelf, take_in, take_out
from assistant.view import library_html as view
from assistant.view.tags import join, problem, status, tag
from assistant.wiring import choose_embedder
from corpus.errors import UserError
from corpus.library import Entry, Library
from corpus.types import About
from index.errors import IndexProblem
from index.types import Embedder

_MOST_FILES = 200
"""Files offered for removal at once."""

_PROGRESS = gr.Progress()
_SECONDS = 1.0
"""Between two looks at how far the index is."""


def lay_out(app: App) -> None:
    """Lay the page out inside the current `Blocks`."""
    page = _Page(app)
    _title("Sources", 1)
    figures = gr.HTML(elem_classes="registre", elem_id="chiffres")
    _title("Index")
    index = gr.HTML(elem_classes="registre", elem_id="index")
    rebuild = gr.Button("Mettre l'index à jour", elem_id="reindexer")
    clock = gr.Timer(_SECONDS, active=False)
    _title("Les documents")
    with gr.Row(elem_classes="filtres"):
        words = gr.Textbox(label="Chercher dans la liste", placeholder="titre, éditeur, fichier, licence…", scale=2)
        kind = gr.Dropdown([("Toutes", ""), *((name, key) for key, name in KINDS.items())], value="", label="Nature")
    found = gr.HTML(elem_classes="registre", elem_id="documents")
    _title("Fichiers écartés")
    failed = gr.HTML(elem_classes="registre", elem_id="ecartes")
    files, about, add, added = _lay_out_arrivals()
    leaving, remove, removed = _lay_out_departures()

    filters = [words, kind]
    shown = [figures, index, found, failed, leaving]
    # Without triggers: when the page opens, and when a filter changes.
    gr.on(None, page.everything, filters, shown, show_progress="hidden", trigger_mode="always_last")
    for event in (
        add.click(page.add, [files, *about], [added, files]),
        remove.click(page.remove, [leaving], [removed], show_progress="hidden"),
    ):
        event.then(page.everything, filters, shown, show_progress="hidden")
    rebuild.click(page.rebuild, None, [index, clock], show_progress="hidden")
    clock.tick(page.advance, None, [index, clock], show_progress="hidden")


def _lay_out_arrivals() -> tuple[gr.File, tuple[gr.Textbox, gr.Textbox], gr.Button, gr.HTML]:
    _title("Ajouter des documents")
    files = gr.File(label="Fichiers à ajouter", file_count="multiple", height=160, elem_id="arrivees")
    with gr.Row():
        publisher = gr.Textbox(label="Éditeur, si le fichier ne le dit pas", max_length=200)
        licence = gr.Textbox(label="Licence, si le fichier ne la dit pas", max_length=200)
    add = gr.Button("Ajouter à la bibliothèque", variant="primary", elem_id="ajouter")
    return files, (publisher, licence), add, gr.HTML(elem_classes="registre", elem_id="ajoutes")


def _lay_out_departures() -> tuple[gr.Dropdown, gr.Button, gr.HTML]:
    _title("Retirer des documents")
    leaving = gr.Dropdown(
        [],
        multiselect=True,
        label="Fichiers à retirer",
        info="Ceux de la recherche faite plus haut.",
        elem_id="departs",
    )
    remove = gr.Button("Retirer de la bibliothèque", variant="stop", elem_id="retirer")
    return leaving, remove, gr.HTML(elem_classes="registre", elem_id="retires")


def _title(text: str, level: int = 2) -> None:
    gr.HTML(tag(f"h{level}", text))


class _Page:
    """What the parts of the page ask for."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._rebuild = Rebuild(app.home, self._embedder)

    def figures(self) -> str:
        """Show the figures of the library."""
        return view.overview(self._shelf())

    def failures(self) -> str:
        """Show what could not be read."""
        return view.failures(self._shelf())

    def index(self) -> str:
        """Show the index in use, and how far another is."""
        return join((view.index_state(self._shelf()), status(view.stage(self._rebuild.stage))))

    def found(self, words: str, kind: str) -> str:
        """Show the documents of a search."""
        return view.documents(self._matching(words, kind), self._app.today())

    def everything(self, words: str, kind: str) -> tuple[str, str, str, str, gr.Dropdown]:
        """Show it all again."""
        return self.figures(), self.index(), self.found(words, kind), self.failures(), self._leaving(words, kind)

    def add(
        self, files: list[str] | None, publisher: str, licence: str, progress: gr.Progress = _PROGRESS
    ) -> tuple[str, None]:
        """Take in what was dropped."""
        if not files:
            return status("Choisissez d'abord un ou plusieurs fichiers."), None
        about = About(publisher=publisher.strip(), licence=licence.strip(), retrieved=self._app.today().isoformat())

        def tell(done: int, name: str) -> None:
            progress((done, len(files)), desc=f"Lecture de {name}", unit="fichiers")

        try:
            with closing(Library(self._app.home)) as library:
                taken = take_in(library, self._app.home, [Path(file) for file in files], about, tell)
        except UserError as error:
            return problem(error), None
        return status(view.outcomes(taken)), None

    def remove(self, files: list[str]) -> str:
        """Forget the files chosen."""
        if not files:
            return status("Choisissez d'abord un ou plusieurs fichiers dans la liste.")
        try:
            with closing(Library(self._app.home)) as library:
                gone = take_out(library, self._app.home, [Path(file) for file in files])
        except UserError as error:
            return problem(error)
        said = count(gone, "fichier retiré", "fichiers retirés")
        return status(f"{said}. Mettez l'index à jour pour que les réponses n'en tiennent plus compte.")

    def rebuild(self) -> tuple[str, gr.Timer]:
        """Begin another index."""
        self._rebuild.start()
        return self.index(), gr.Timer(active=True)

    def advance(self) -> tuple[str, gr.Timer]:
        """Show how far it is, until it is over."""
        return self.index(), gr.Timer(active=self._rebuild.stage.running)

    def _leaving(self, words: str, kind: str) -> gr.Dropdown:
        files = files_of(self._app.library, self._matching(words, kind))[:_MOST_FILES]
        return gr.Dropdown([(file.name, str(file)) for file in files], value=[])

    def _matching(self, words: str, kind: str) -> tuple[Entry, ...]:
        return matching(self._app.library.entries(), words=words, kind=kind or "")

    def _shelf(self) -> Shelf:
        return shelf(self._app.library, self._app.home / "index", self._app.today())

    def _embedder(self) -> Embedder:
        """Return the embedder that answers, already in memory; without an index nobody answers yet."""
        try:
            return self._app.assistant().embedder
        except IndexProblem:
            return choose_embedder(read_settings(self._app.home, os.environ).embedder, self._app.home)
