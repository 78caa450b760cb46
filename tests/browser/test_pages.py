"""Each page opens whole, in silence, and an accessibility checker finds nothing serious in it."""

import pytest

from tests.browser.person import TABLET, Person, serious

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


def test_the_menu_leads_to_every_page(person: Person) -> None:
    page = person.open()
    for name, heading in (("Sources", "Sources"), ("Registre", "Registre des algorithmes"), ("Guichet", "Guichet")):
        page.get_by_role("navigation").get_by_role("link", name=name).click()
        page.wait_for_selector(f"#contenu h1:has-text('{heading}')")
    assert not person.errors
