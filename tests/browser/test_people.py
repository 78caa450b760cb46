"""Two people with accounts, on the same server at the same time: neither sees anything of the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.accounts import Accounts
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
    page.get_by_label("nom d'utilisateur").fill(name)
    page.get_by_label("mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Connexion").click()
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
    page.wait_for_selector("text=Connexion")
    assert "Valbrume" not in seen(page)
    assert not serious(page)


def test_two_people_see_nothing_of_each_other(someone, guarded: Served) -> None:
    awa, bob = (signed_in(someone(at=guarded), name) for name in ("Awa", "Bob"))
    ask(awa.page, "Qui décide d'une place en crèche ?")
    assert "commission d'attribution" in seen(awa.page)
    assert "commission d'attribution" not in seen(bob.page)
    ask(bob.page, "Combien coûte la piscine municipale ?")
    assert "piscine" not in seen(awa.page)

    hers, his = awa.open("redaction"), bob.open("redaction")
    draft(hers, PDF, "attribution des places en crèche")
    hers.get_by_role("button", name="Enregistrer", exact=True).first.click()
    hers.wait_for_selector("#conversation:has-text('Fiche enregistrée')")
    assert "deliberation-2026-047" not in seen(his) and "2026-047" not in seen(his)
    his.reload()
    his.get_by_role("button", name="Fiches gardées").click()
    his.wait_for_selector("#gardees:has-text('Aucune fiche gardée')")
    hers.reload()
    hers.get_by_role("button", name="Fiches gardées").click()
    hers.wait_for_selector("#gardees [data-what=reopen]")
