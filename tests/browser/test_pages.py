"""Each page opens whole, in silence, and an accessibility checker finds nothing serious in it."""

import re

import pytest

from tests.browser.person import TABLET, Person, serious
from tests.browser.served import SAMPLE

HEADINGS = {
    "": "Guichet",
    "redaction": "Rédaction",
    "registre": "Registre des algorithmes",
    "sources": "Sources",
}
FILLED = {"registre": "details.entree", "sources": "#documents table"}
"""What is only there once a page has asked for it."""


@pytest.mark.parametrize("path", HEADINGS)
def test_each_page_opens_with_its_heading_and_nothing_serious(person: Person, path: str) -> None:
    page = person.open(path)
    page.wait_for_selector(FILLED.get(path, "h1"))
    assert page.locator("#contenu h1").all_inner_texts() == [HEADINGS[path]]
    assert page.get_attribute("html", "lang") == "fr"
    page.wait_for_function(f"document.title === '{HEADINGS[path]} — Glose'")
    assert page.locator("nav [aria-current=page]").count() == 1
    assert not serious(page)
    assert not person.errors


@pytest.mark.parametrize("path", HEADINGS)
def test_on_a_tablet_and_in_the_dark_nothing_is_lost(someone, path: str) -> None:
    page = someone(viewport=TABLET, color_scheme="dark").open(path)
    page.wait_for_selector(FILLED.get(path, "h1"))
    assert page.evaluate("document.documentElement.scrollWidth") <= TABLET["width"], "it scrolls sideways"
    assert not serious(page)


ENGLISH = re.compile(
    r"\b(?:the|your|or|and|to|of|file|files|click|drop|upload|remove|clear|close|error|loading|processing|submit|download"
    r"|empty|value|option|options|selected|search|open|lost|connection)\b",
    re.IGNORECASE,
)
SAID = """() => {
    const names = ["aria-label", "title", "placeholder", "alt", "aria-description", "aria-roledescription"];
    const told = [];
    for (const one of document.querySelectorAll("body *")) {
        // What our own parts quote may be in any language; `code` is a name.
        if (one.closest("script, style, svg, code")) continue;
        for (const name of names) if (one.hasAttribute(name)) told.push(one.getAttribute(name));
        for (const child of one.childNodes) if (child.nodeType === Node.TEXT_NODE) told.push(child.data.trim());
    }
    return told.filter(Boolean);
}"""


def english(page) -> list[str]:
    """What a page says or would have read aloud, where it is English."""
    said = page.evaluate(SAID)
    assert len(said) > 5
    return [words for words in said if ENGLISH.search(words) and "alert(" not in words]


@pytest.mark.parametrize("path", HEADINGS)
def test_no_word_of_a_page_is_english_even_in_an_english_browser(someone, path: str) -> None:
    page = someone(locale="en-US").open(path)
    page.wait_for_selector(FILLED.get(path, "h1"))
    if path == "redaction":
        page.get_by_role("button", name="Fiches gardées").click()
    assert not english(page)
    if path in ("redaction", "sources"):
        sent = []
        page.route("**/upload?*", lambda route: sent.append(route))
        page.set_input_files("#contenu input[type=file] >> nth=0", SAMPLE / "F90001.xml")
        page.wait_for_selector("#contenu :text('Envoi de 1 fichier')")
        assert not english(page)
        sent[0].continue_()
        page.wait_for_selector("#contenu :text('F90001.xml')")
        assert not english(page)


def test_the_menu_leads_to_every_page(person: Person) -> None:
    page = person.open()
    for name, heading in (("Sources", "Sources"), ("Registre", "Registre des algorithmes"), ("Guichet", "Guichet")):
        page.get_by_role("navigation").get_by_role("link", name=name).click()
        page.wait_for_selector(f"#contenu h1:has-text('{heading}')")
    assert not person.errors


def test_a_document_of_the_library_opens_in_the_page(person: Person) -> None:
    page = person.open("sources")
    page.locator("#documents .renvoi").first.click()
    page.wait_for_selector("#source article h2:focus")
    assert page.inner_text("#source .texte").strip()
    page.click("text=Revenir à la liste")
    page.wait_for_selector("#documents .renvoi:focus")
    assert not serious(page)
    assert not person.errors
