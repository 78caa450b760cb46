"""The pages together: the frame that they share, and which stands at which address."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import gradio as gr
from gradio.components import Navbar

from assistant.app import guichet, redaction, registre, sources
from assistant.app.french import SPOKEN
from assistant.app.part import QUIET, part
from assistant.app.state import App
from assistant.server.accounts import Role
from assistant.view.tags import Html, items, join, tag


class Page(NamedTuple):
    """A page: its address after the root, its name in the menu, what lays it out in the current `Blocks`.

    `role` is what one must be allowed for anything of it to work.
    """

    path: str
    name: str
    lay_out: Callable[[App], None]
    role: Role | None = None


PAGES = (
    Page("", "Guichet", guichet.lay_out, "counter"),
    Page("redaction", "Rédaction", redaction.lay_out, "drafter"),
    Page("registre", "Registre", registre.lay_out),
    Page("sources", "Sources", sources.lay_out),
)

FILES = tuple(
    sorted(
        (path for path in Path(__file__).parent.iterdir() if path.suffix in (".css", ".js")),
        key=lambda path: (path.stem != "style", path.name),
    )
)
"""What dresses and moves the pages: the general style first, then what the others add."""

_FONTS = ("Marianne", "Source Sans 3", "Segoe UI", "Noto Sans", "DejaVu Sans", "sans-serif")
"""Of the machine that reads: none is fetched."""

_INK = "#1b1b24"
_DISCREET = "#55586a"
_BLUE = "#0b3d91"
"""`--encre`, `--discret` and `--bleu` of `style.css`; Gradio's are too pale, for words and for the edge of a box."""


def build(app: App) -> gr.Blocks:
    """Build every page."""
    blocks = gr.Blocks(title="Glose", analytics_enabled=False, fill_width=True, delete_cache=(3600, 86400))
    with blocks:
        # The menu is our own: Gradio's names the first page "Home".
        Navbar(visible=False, main_page_name=False)
        _lay_out(PAGES[0], app)
    for page in PAGES[1:]:
        with blocks.route(page.name, f"/{page.path}", show_in_navbar=False):
            _lay_out(page, app)
    blocks.i18n_instance = SPOKEN
    return blocks


def head() -> str:
    """Return what every page loads. Linked and not given to Gradio as `css`, which it would rewrite."""
    made = (
        tag("link", rel="stylesheet", href=f"./{path.name}")
        if path.suffix == ".css"
        else tag("script", src=f"./{path.name}", defer=True)
        for path in FILES
    )
    return join(made)


def theme() -> gr.themes.Base:
    """Return the look of Gradio's own parts; the rest is in `style.css`."""
    made = gr.themes.Base(
        primary_hue="blue", neutral_hue="gray", text_size="lg", radius_size="sm", font=_FONTS, font_mono=("monospace",)
    ).set(
        body_text_color_subdued=_DISCREET,
        block_label_text_color=_INK,
        block_title_text_color=_INK,
        block_title_text_weight="600",
        input_placeholder_color=_DISCREET,
        input_background_fill="#ffffff",
        input_border_width="1px",
        input_border_color=_DISCREET,
        input_border_color_focus=_BLUE,
        button_primary_background_fill=_BLUE,
        button_primary_background_fill_hover=_BLUE,
        button_primary_text_color="#ffffff",
    )
    # Light also where the browser prefers dark, as all that is ours: half of a page in each could not be read.
    for name in [name for name in vars(made) if name.endswith("_dark")]:
        setattr(made, name, getattr(made, name.removesuffix("_dark")))
    return made


def _lay_out(page: Page, app: App) -> None:
    header = part(_header(page, app, None), elem_id="entete")

    def offered(request: gr.Request) -> str:
        return _header(page, app, request.username)

    # Who is there is known once the page opens.
    gr.on(None, offered, None, header, **QUIET)
    with gr.Column(elem_id="contenu"):
        page.lay_out(app)


def _header(current: Page, app: App, user: str | None) -> Html:
    """Return the menu, without the pages of which somebody may use nothing."""
    pages = [p for p in PAGES if p is current or p.role is None or app.access.may(user, p.role)]
    links = (tag("a", p.name, href=f"./{p.path}", aria_current="page" if p is current else False) for p in pages)
    menu = tag("nav", items(links), aria_label="Pages")
    skip = tag("a", "Aller au contenu", class_="evitement", href="#contenu")
    leave = (
        tag("a", "Se déconnecter", class_="sortie", href="./logout?all_session=false")
        if app.access.by_password
        else Html("")
    )
    return join((skip, tag("header", tag("span", "Glose", class_="marque"), menu, leave)))
