"""The page Registre."""

from collections.abc import Callable

import gradio as gr

from assistant.app.part import QUIET, part
from assistant.app.state import App
from assistant.record.schema import load_schema
from assistant.record.working.store import list_kept
from assistant.register.glance import Glance, Glances
from assistant.register.kept import saved_entries
from assistant.register.rows import matching
from assistant.server.accounts import home_of
from assistant.view import register_html as view
from assistant.view import saved_html
from assistant.view.tags import join, problem
from corpus.errors import UserError


def lay_out(app: App) -> None:
    """Lay the page out inside the current `Blocks`."""
    read = Glances(app.library, load_schema())

    def entries(words: str, automation: str, service: str) -> str:
        try:
            glance = read()
        except UserError as error:
            return problem(error)
        kept = matching(glance.rows, words=words, automation=automation or "", service=service or "")
        return view.entries(kept, glance.links, app.today())

    with gr.Column(elem_classes="registre"):
        part("<h1>Registre des algorithmes</h1>")
        _show(read, lambda glance: view.overview(glance.figures, app.today()))
        part("<h2>Les fiches</h2>")
        with gr.Row(elem_classes="filtres"):
            words = gr.Textbox(label="Chercher une fiche", placeholder="cantine, logement…", max_length=200, scale=2)
            kinds = [("Toutes", ""), *((label, key) for key, label in view.AUTOMATION.items())]
            automation = gr.Dropdown(kinds, value="", label="Décision")
            service = gr.Dropdown([("Tous", "")], value="", label="Service")
        found = part(elem_id="fiches")
        part("<h2>Fiches en préparation</h2>")
        prepared = part(elem_id="preparation")
        part("<h2>En chiffres</h2>")
        _show(read, lambda glance: view.plots(glance.figures))
        part("<h2>Ce qui est publié, et pourquoi</h2>")
        _show(read, lambda glance: view.note(glance.said))
        part("<h2>De la démarche à l'algorithme</h2>")
        _show(read, lambda glance: view.procedures(glance.links, glance.rows, glance.unlinked))
    # Without triggers: when the page opens, and when a filter changes.
    filters = [words, automation, service]
    gr.on(None, entries, filters, found, trigger_mode="always_last", **QUIET)
    gr.on(None, lambda: _services(read), None, service, **QUIET)
    gr.on(None, Prepared(app, read).show, None, prepared, **QUIET)


class Prepared:
    """Shows what the person who asks saved at the page Rédaction, and nothing that another person did."""

    def __init__(self, app: App, read: Callable[[], Glance]) -> None:
        self._app, self._read = app, read
        self._schema = load_schema()

    def show(self, request: gr.Request) -> str:
        """Return the list, made again each time the page opens."""
        user = request.username or ""
        try:
            if not self._app.access.may(user, "drafter"):
                return saved_html.FORBIDDEN
            kept, damaged = list_kept(home_of(self._app.home, user))
            entries = saved_entries(kept, self._read().rows, self._schema)
        except UserError as error:
            return problem(error)
        return join((saved_html.saved(entries, by_account=bool(user)), *map(problem, damaged)))


def _show(read: Callable[[], Glance], show: Callable[[Glance], str]) -> None:
    """Show a part that is made again each time the page opens."""

    def shown() -> str:
        try:
            return show(read())
        except UserError as error:
            return problem(error)

    gr.on(None, shown, None, part(), **QUIET)


def _services(read: Callable[[], Glance]) -> gr.Dropdown:
    try:
        services = read().figures.services
    except UserError:  # said in every part of the page
        services = ()
    return gr.Dropdown([("Tous", ""), *((one.label, one.label) for one in services)], value="")
