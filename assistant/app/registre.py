"""The page Registre."""

from collections.abc import Callable

import gradio as gr

from assistant.app.state import App
from assistant.record.schema import load_schema
from assistant.register.glance import Glance, Glances
from assistant.register.rows import matching
from assistant.view import register_html as view
from assistant.view.tags import problem
from corpus.errors import UserError

_EVERY = "Toutes"


def lay_out(app: App) -> None:
    """Lay the page out inside the current `Blocks`."""
    read = Glances(app.library, load_schema())

    def entries(words: str, automation: str, service: str) -> str:
        glance = read()
        kept = matching(glance.rows, words=words, automation=automation or "", service=service or "")
        return view.entries(kept, glance.links, app.today())

    gr.HTML("<h1>Registre des algorithmes</h1>")
    _part(read, lambda glance: view.overview(glance.figures, app.today()))
    gr.HTML("<h2>Les fiches</h2>")
    with gr.Row(elem_classes="filtres"):
        words = gr.Textbox(label="Chercher une fiche", placeholder="cantine, logement…", scale=2)
        kinds = [(_EVERY, ""), *((label, key) for key, label in view.AUTOMATION.items())]
        automation = gr.Dropdown(kinds, value="", label="Décision")
        service = gr.Dropdown(_services(read), value="", label="Service")
    found = gr.HTML(elem_classes="registre", elem_id="fiches")
    filters = [words, automation, service]
    # Without triggers: when the page opens, and when a filter changes.
    gr.on(None, entries, filters, found, show_progress="hidden", trigger_mode="always_last")
    gr.HTML("<h2>En chiffres</h2>")
    _part(read, lambda glance: view.plots(glance.figures))
    gr.HTML("<h2>Ce qui est publié, et pourquoi</h2>")
    _part(read, lambda glance: view.note(glance.said))
    gr.HTML("<h2>De la démarche à l'algorithme</h2>")
    _part(read, lambda glance: view.procedures(glance.links, glance.rows, glance.unlinked))


def _part(read: Callable[[], Glance], show: Callable[[Glance], str]) -> None:
    """Show a part that is made again each time the page opens."""

    def shown() -> str:
        try:
            return show(read())
        except UserError as error:
            return problem(error)

    gr.on(None, shown, None, gr.HTML(elem_classes="registre"), show_progress="hidden")


def _services(read: Callable[[], Glance]) -> list[tuple[str, str]]:
    return [("Tous", ""), *((one.label, one.label) for one in read().figures.services)]
