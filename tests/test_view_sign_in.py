"""The page where one signs in is our own, and pages speak French whatever the browser does."""

import re
from pathlib import Path

import pytest

from assistant.server.accounts import Accounts
from tests.apps import app_over
from tests.conftest import ROOT
from tests.test_app import get, library, served
from tests.test_counter import CHEAP, Writer
from tests.test_view_library import Tags

pytest.importorskip("gradio")

__all__ = ["library"]


def test_it_has_a_heading_and_labels_and_is_marked_french() -> None:
    from assistant.app.sign_in import sign_in

    page = sign_in()
    assert not Tags(page).open
    assert '<html lang="fr">' in page and page.count("<h1>") == 1 and "<title>Connexion" in page
    labelled = re.findall(r'<label for="(\w+)">', page)
    assert labelled == re.findall(r'<input id="(\w+)"', page) == ["username", "password"]
    assert 'autocomplete="current-password"' in page
    assert re.search(r'<div id="erreur"[^>]* role="alert">', page)


def test_whoever_has_not_signed_in_is_given_it_on_every_page(library) -> None:
    Accounts().add(library.path.parent / "users.jsonl", "lea", ["counter"], "une phrase assez longue", cost=CHEAP)
    with served(app_over(library, Writer())) as address:
        for path in ("/", "/registre"):
            response, text = get(address, path)
            nonce = re.search(r"'nonce-([^']+)'", response.headers["content-security-policy"])
            assert "Connexion à Glose" in text and "gradio" not in text
            assert nonce and text.count("<script") == text.count(f'<script nonce="{nonce[1]}"') == 1


def test_gradio_speaks_french_in_any_browser(library) -> None:
    from assistant.app.french import BROWSER

    with served(app_over(library, Writer())) as address:
        _, text = get(address, "/redaction")
        said = BROWSER.removeprefix("<script>")
        assert 0 < text.index(said) < text.index('type="module"'), "before Gradio asks for the language"
        assert "Cliquez pour choisir un fichier" in text


def test_every_word_given_is_one_that_gradio_asks_for() -> None:
    import gradio

    from assistant.app.french import SPOKEN

    assets = Path(gradio.__file__).parent / "templates" / "frontend" / "assets"
    code = "".join(file.read_text("utf-8", "replace") for file in assets.glob("*.js"))
    assert not [key for key in SPOKEN.translations_dict["fr"] if f"`{key}`" not in code]


def test_every_english_word_that_the_page_replaces_is_gradio_s_own() -> None:
    import gradio

    script = (ROOT / "assistant" / "app" / "page.js").read_text("utf-8")
    table = script.split("const FRENCH = {")[1].split("  };")[0]
    words = re.findall(r'^    (?:"([^"]+)"|(\w+)):', table, re.MULTILINE)
    assets = Path(gradio.__file__).parent / "templates" / "frontend" / "assets"
    code = "".join(file.read_text("utf-8", "replace") for file in assets.glob("*.js"))
    missing = [word for pair in words for word in pair if word and not re.search(f'[`"]{re.escape(word)}[`"]', code)]
    assert len(words) > 5 and not missing
