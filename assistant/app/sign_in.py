"""The page where one signs in, in place of Gradio's: French, with a title and labels that say what is expected."""

import re
from pathlib import Path

from assistant.view.tags import Html, join, tag

_ASKED = re.compile(rb'"auth_required":\s*true\b')
"""In the settings that Gradio writes into a page, for whoever has not signed in."""

_SCRIPT = Html((Path(__file__).parent / "parts" / "sign_in.js").read_text("utf-8"))


def is_sign_in(page: bytes) -> bool:
    """Whether a page is the one of Gradio where one signs in."""
    return bool(_ASKED.search(page))


def sign_in() -> str:
    """Return our own. What it sends is what Gradio's sends, to the same address."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("title", "Connexion — Glose"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("link", rel="stylesheet", href="./style.css"),
    )
    body = tag("body", tag("main", *_content(), class_="glose"), tag("script", _SCRIPT), class_="connexion")
    return join((Html("<!doctype html>"), tag("html", head, body, lang="fr")))


def _content() -> tuple[Html, ...]:
    return (
        tag("h1", "Connexion à Glose"),
        tag("p", "Entrez le nom et le mot de passe de votre compte. Si vous n'en avez pas, demandez-le à la personne "
            "qui administre Glose."),
        tag(
            "form",
            tag("div", id="erreur", class_="erreur", role="alert"),
            _field("Nom d'utilisateur", "username", "text", "username"),
            _field("Mot de passe", "password", "password", "current-password"),
            tag("button", "Se connecter", type="submit"),
            action="./login", method="post", novalidate=True,
        ),
    )  # fmt: skip


def _field(label: str, name: str, kind: str, known_as: str) -> Html:
    typed = tag(
        "input", id=name, name=name, type=kind, autocomplete=known_as, autocapitalize="none", spellcheck="false",
        aria_describedby="erreur", required=True,
    )  # fmt: skip
    return join((tag("label", label, for_=name), typed))
