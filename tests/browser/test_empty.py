"""A library that is still empty: the pages open, say so, and are where it is filled."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.person import ask
from tests.browser.served import SAMPLE, Served, served


@pytest.fixture
def empty(tmp_path: Path, browser) -> Iterator[Served]:
    """A server without any document."""
    with served(tmp_path / "home") as running:
        yield running


def test_documents_added_to_an_empty_library_are_answered_from(someone, empty: Served) -> None:
    person = someone(at=empty)
    page = person.open()
    page.fill("#question textarea", "Qui décide d'une place en crèche ?")
    page.click("#demander")
    page.wait_for_selector("#reponse [role=alert]")
    page = person.open("sources")
    page.wait_for_selector("#chiffres:has-text('La bibliothèque est vide')")
    page.set_input_files("#arrivees input[type=file]", SAMPLE / "F90001.xml")
    page.wait_for_selector("#arrivees :text('F90001')")
    page.click("#ajouter")
    page.wait_for_selector("#ajoutes:has-text('1 fichier ajouté')")
    page.click("#reindexer")
    page.wait_for_selector("#index:has-text('Index à jour')")
    ask(person.open(), "Qui décide d'une place en crèche ?")
    assert "commission d'attribution" in person.page.inner_text(".citation blockquote >> nth=0")
    assert not person.errors
