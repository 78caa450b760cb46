"""Two people with accounts, on the same server at the same time: neither sees anything of the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.server.accounts import Accounts
from tests.browser.person import Person, ask, draft, serious
from tests.browser.served import SAMPLE, Served, copy_home, served
from tests.test_counter import CHEAP

PASSWORD = "une phrase assez longue"
PDF = SAMPLE / "deliberation-2026-047-creches.pdf"
ROLES = {"Awa": ["counter", "drafter", "librarian"], "Bob": ["counter", "drafter"], "Eve": ["counter"]}


@pytest.fixture(scope="module")
def guarded(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with accounts."""
    own = copy_home(home, tmp_path_factory.mktemp("people") / "home")
    for name, roles in ROLES.items():
        Accounts.read(own / "users.jsonl").add(own / "users.jsonl", name, roles, PASSWORD, cost=CHEAP)
    with served(own) as running:
        yield running


def signed_in(person: Person, name: str) -> Person:
    page = person.page
    page.goto(person.server.url())
    page.get_by_label("Nom d'utilisateur").fill(name)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    page.wait_for_selector("#question")
    return person


def seen(page) -> str:
    """All that a page holds, shown or not, and what is typed in it."""
    return page.evaluate(
        "[document.body.textContent, ...[...document.querySelectorAll('input, textarea')].map(one => one.value)].join()"
    )


def test_nothing_is_seen_before_one_signs_in(someone, guarded: Served) -> None:
    page = someone(at=guarded).page
    page.goto(guarded.url("registre"))
    page.wait_for_selector("h1:has-text('Connexion')")
    assert "Valbrume" not in seen(page)
    assert not serious(page)


def test_what_goes_wrong_in_signing_in_is_said_in_french_beside_the_fields(someone, guarded: Served) -> None:
    page = someone(at=guarded, locale="en-US").page
    page.goto(guarded.url("registre"))
    assert page.get_attribute("html", "lang") == "fr" and page.title() == "Connexion — Glose"
    enter = page.get_by_role("button", name="Se connecter")
    wrong = page.locator("#erreur[role=alert]")
    enter.click()
    assert "Entrez votre nom" in wrong.inner_text()
    assert page.evaluate("document.activeElement.id") == "username"
    page.keyboard.type("Awa")
    page.keyboard.press("Tab")
    page.keyboard.type("ce n'est pas la bonne")
    page.keyboard.press("Enter")
    page.wait_for_selector("#erreur:has-text('Nom ou mot de passe incorrect')")
    assert page.evaluate("document.activeElement.id") == "password", "one goes on from there"
    assert page.get_attribute("#password", "aria-invalid") == "true"
    assert not serious(page)
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("#contenu h1:has-text('Registre des algorithmes')")


def test_two_people_see_nothing_of_each_other(someone, guarded: Served) -> None:
    awa, bob = (signed_in(someone(at=guarded), name) for name in ("Awa", "Bob"))
    ask(awa.page, "Qui décide d'une place en crèche ?")
    assert "commission d'attribution" in seen(awa.page)
    assert "commission d'attribution" not in seen(bob.page)
    ask(bob.page, "Combien coûte la piscine municipale ?")
    assert "piscine" not in seen(awa.page)

    hers, his = awa.open("redaction"), bob.open("redaction")
    draft(hers, [PDF], "attribution des places en crèche")
    hers.get_by_role("button", name="Enregistrer", exact=True).first.click()
    hers.wait_for_selector("#conversation:has-text('Fiche enregistrée')")
    assert "deliberation-2026-047" not in seen(his) and "2026-047" not in seen(his)
    his.reload()
    his.get_by_role("button", name="Fiches gardées").click()
    his.wait_for_selector("#gardees:has-text('Aucune fiche gardée')")
    hers.reload()
    hers.get_by_role("button", name="Fiches gardées").click()
    hers.wait_for_selector("#gardees [data-what=reopen]")

    hers, his = awa.open("registre"), bob.open("registre")
    hers.locator("#preparation table").get_by_role("link", name="Ouvrir").wait_for()
    his.wait_for_selector("#preparation:has-text('Aucune fiche enregistrée')")
    address = hers.get_attribute("#preparation table a[href*='fiche=']", "href")
    his = bob.open(str(address).removeprefix("./"))
    his.wait_for_selector("#etat [role=alert]:has-text('Aucune fiche')")
    assert "2026-047" not in seen(his)
