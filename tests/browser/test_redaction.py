"""The page Rédaction: from a PDF to a file that a word processor opens."""

from dataclasses import replace
from pathlib import Path

from docx import Document

from assistant.record.exchange.export_json import register_json
from assistant.record.schema import load_schema
from tests.browser.person import Person, draft, give, serious
from tests.browser.served import SAMPLE
from tests.records import full_record

PDF = SAMPLE / "deliberation-2026-047-creches.pdf"
REQUEST = "attribution des places en crèche"


def test_a_pdf_becomes_an_entry_and_the_entry_a_file(person: Person, tmp_path: Path) -> None:
    shown = person.open("redaction")
    give(shown, [PDF], REQUEST)
    assert shown.is_disabled("#arreter")
    shown.click("#rediger")
    shown.wait_for_selector("#arreter:not([disabled])")
    shown.wait_for_selector("#etat:has-text('Brouillon prêt')")
    shown.wait_for_selector("#arreter[disabled]", state="attached")
    sentence = shown.locator("#vue .phrase.cliquable").first
    said = sentence.inner_text()
    sentence.click()
    shown.wait_for_selector("#redaction #source mark")
    marked = " ".join(shown.locator("#redaction #source mark").all_inner_texts())
    # A name is quoted alone, and its sentence marked whole.
    assert " ".join(said.strip("«» \u202f").split()[:4]) in " ".join(marked.split())
    assert not serious(shown)
    shown.click("text=Fermer la source")
    shown.wait_for_selector("#commande", state="visible")
    shown.get_by_label("Exporter").check()
    assert not serious(shown)
    shown.locator(".formats button", has_text="DOCX").click()
    with shown.expect_download() as downloading:
        shown.click(".telecharger")
    file = tmp_path / downloading.value.suggested_filename
    downloading.value.save_as(file)
    words = "\n".join(paragraph.text for paragraph in Document(str(file)).paragraphs)
    words += "\n".join(cell.text for table in Document(str(file)).tables for row in table.rows for cell in row.cells)
    assert file.suffix == ".docx"
    assert said.split("\u202f")[1].strip()[:30] in words
    assert not person.errors


def test_a_draft_that_is_stopped_changes_nothing_and_leaves_the_focus_beside(person: Person) -> None:
    shown = person.open("redaction")
    give(shown, [PDF], REQUEST)
    shown.click("#rediger")
    # By keyboard: a click waits for the page to stand still, and a short draft ends before.
    shown.press("#arreter:not([disabled])", "Enter")
    shown.wait_for_selector("#etat:has-text('Rédaction arrêtée')")
    shown.wait_for_selector("#arreter[disabled]")
    shown.wait_for_selector("#rediger:focus")
    assert not person.errors


def test_a_sentence_to_be_checked_is_read_at_its_place_then_taken_over(person: Person, tmp_path: Path) -> None:
    entry = full_record()
    places = tuple(replace(citation, number=n) for n, citation in enumerate(entry.citations[:2], start=1))
    value = replace(entry.fields["appeals"], status="to_complete", sentences=(), tables=(), doubtful=places)
    entry = replace(entry, fields={**entry.fields, "appeals": value})
    file = tmp_path / "fiche.json"
    file.write_bytes(register_json((entry,), load_schema()).data)
    shown = person.open("redaction")
    shown.get_by_role("button", name="Fiches gardées, comparaison").click()
    shown.set_input_files("#publiee input[type=file]", file)
    shown.locator('[data-key="offered:0"][data-what="reopen"]').click()
    shown.click('#vue [data-source="appeals.2"]')
    shown.wait_for_selector("#redaction #source:has-text('Phrase à vérifier')")
    assert not serious(shown)
    shown.click("text=Fermer la source")
    shown.wait_for_selector('[data-source="appeals.2"]:focus')
    shown.get_by_role("button", name="Reprendre la phrase 2 ").click()
    shown.wait_for_selector("#rubrique-appeals:focus")
    assert places[1].quote[:30] in shown.inner_text('#vue .champ[data-key="appeals"]')
    assert not person.errors


def test_an_entry_that_was_saved_is_listed_in_the_register_and_opens_from_there(person: Person) -> None:
    shown = person.open("redaction")
    draft(shown, [PDF], REQUEST)
    name = shown.inner_text("#fiche .nom")
    shown.get_by_role("button", name="Enregistrer", exact=True).first.click()
    shown.wait_for_selector("#conversation:has-text('Fiche enregistrée')")
    shown = person.open("registre")
    line = shown.locator("#preparation tbody tr", has_text=name)
    line.wait_for()
    assert "Brouillon" in line.inner_text()
    assert not serious(shown)
    line.get_by_role("link", name="Ouvrir").click()
    shown.wait_for_selector("#etat:has-text('Fiche rouverte')")
    assert shown.inner_text("#fiche .nom") == name
    assert shown.locator("#vue .champ").count() > 10
    assert not person.errors


def test_leaving_with_unsaved_work_is_asked_about_and_not_once_it_is_saved(person: Person) -> None:
    stays = "!window.dispatchEvent(new Event('beforeunload', { cancelable: true }))"
    shown = person.open("redaction")
    draft(shown, [PDF], REQUEST)
    assert "Modifications non enregistrées" in shown.inner_text("#fiche .non-enregistre")
    assert shown.evaluate(stays)
    # Whoever stays goes on: the page still speaks to the server.
    shown.get_by_role("button", name="Enregistrer", exact=True).first.click()
    shown.wait_for_selector("#fiche .non-enregistre", state="detached")
    assert not shown.evaluate(stays)
    shown.locator('#vue [data-what="open"]').first.click()
    shown.locator("#vue .edition:not([hidden]) textarea").first.fill("Une phrase en cours.")
    assert shown.evaluate(stays), "what is being typed would be lost"


def test_a_field_is_marked_as_reread_and_a_sentence_dropped(person: Person) -> None:
    shown = person.open("redaction")
    draft(shown, [PDF], REQUEST)
    field = shown.locator("#vue .champ.drafted").first
    key = field.get_attribute("data-key")
    field.get_by_role("button", name="Marquer comme relu").click()
    shown.wait_for_selector("#etat [role=alert]:has-text('nom de votre service')")
    shown.wait_for_selector("#relecteur:focus")
    shown.fill("#relecteur", "service Petite enfance")
    shown.locator(f'#vue .champ[data-key="{key}"]').get_by_role("button", name="Marquer comme relu").click()
    shown.wait_for_selector(f"#rubrique-{key}:focus")
    field = shown.locator(f'#vue .champ[data-key="{key}"]')
    assert "Relu par le service Petite enfance, le" in field.inner_text()
    assert field.locator(".statut").inner_text().endswith("relu")
    assert "il en reste" in shown.inner_text("#reste-a-relire")
    assert not serious(shown)
    field.locator(".ecarter").first.click()
    shown.wait_for_selector(f'#vue .champ[data-key="{key}"] .ecartees')
    assert "Relu par" not in shown.inner_text(f'#vue .champ[data-key="{key}"]'), "its words changed"
    assert not serious(shown)
    shown.get_by_role("button", name="Annuler", exact=True).click()
    shown.wait_for_selector(f'#vue .champ[data-key="{key}"] .relecture:has-text("Relu par")')
    assert not person.errors


def test_an_entry_that_another_replaces_is_taken_up_again(person: Person) -> None:
    shown = person.open("redaction")
    draft(shown, [PDF], REQUEST)
    name = shown.inner_text("#fiche .nom")
    shown.get_by_role("button", name="Documents et demande").click()
    shown.fill("#sujet textarea", "aide au chauffage")
    shown.click("#rediger")
    shown.wait_for_selector("#fiche >> text=Mise de côté")
    shown.wait_for_selector("#arreter[disabled]", state="attached")
    assert not serious(shown)
    shown.get_by_role("button", name="Reprendre la fiche non enregistrée").click()
    shown.wait_for_selector("#etat:has-text('Fiche reprise')")
    assert shown.inner_text("#fiche .nom") == name
    assert not person.errors


def test_a_file_that_cannot_be_read_is_named_and_the_page_goes_on(person: Person, tmp_path: Path) -> None:
    broken = tmp_path / "cassé.pdf"
    broken.write_bytes(b"%PDF-1.7 rien")
    shown = person.open("redaction")
    shown.set_input_files("#depot input[type=file]", broken)
    shown.wait_for_selector("#recus .non")
    assert "cassé.pdf" in shown.inner_text("#recus")
    shown.fill("#sujet textarea", REQUEST)
    shown.click("#rediger")
    shown.wait_for_selector("#etat [role=alert]")
    assert "Aucun document à lire" in shown.inner_text("#etat")
    shown.wait_for_selector("#arreter[disabled]")  # nothing runs any more
