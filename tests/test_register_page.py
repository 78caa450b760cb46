"""The page Registre over the sample town: what each entry says, what it serves, why it is published."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.record.schema import load_schema
from assistant.register.entry import record_of
from assistant.register.glance import Glance, Glances, read_glance
from assistant.register.links import find_links
from assistant.register.rows import figures, matching, row
from assistant.register.scope import scope_note
from assistant.view import define_html
from assistant.view import register_html as view
from corpus.add import add
from corpus.library import Library
from corpus.read_register import RegisterReader
from corpus.types import About, Document, Source
from tests.conftest import ROOT
from tests.records import bare_record, full_record
from tests.test_view_library import HOSTILE, safe

SAMPLE = ROOT / "corpus" / "sample" / "documents"
TODAY = date(2026, 11, 22)
SCHEMA = load_schema()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = Library(tmp_path_factory.mktemp("home"))
    add(library, SAMPLE, About())
    yield library
    library.close()


@pytest.fixture(scope="module")
def glance(library: Library) -> Glance:
    return read_glance(library, SCHEMA)


def entry(name: str, text: str) -> Document:
    return RegisterReader().read(Source(path=name, data=text.encode()), About())[0]


def test_one_algorithm_decides_alone_and_seven_help(glance: Glance) -> None:
    alone = [one.name for one in glance.rows if one.automation == "alone"]
    assert alone == ["Calcul du tarif de la cantine"]
    whole = glance.figures.whole
    assert (whole.entries, whole.alone, whole.helps, whole.unsaid) == (8, 1, 7, 0)


def test_services_are_counted_by_their_direction(glance: Glance) -> None:
    first = glance.figures.services[0]
    assert (first.label, first.entries, first.alone, first.helps) == ("Direction de l'éducation", 3, 1, 2)
    assert sum(one.entries for one in glance.figures.services) == 8


def test_what_an_entry_says_is_found_under_its_field(library: Library) -> None:
    document = library.document("registre-valbrume-creche:creche-places")
    record = record_of(document, SCHEMA)
    assert record.fields["service"].text == "Direction de l'éducation, service Petite enfance"
    assert record.fields["links_business"].text == "https://demarches.valbrume.example/creche"
    assert record.fields["links_impact"].text == "https://www.valbrume.example/demarches/F90001"
    assert len(record.fields["legal_basis"].sentences) == 3
    assert record.fields["scope"].choice == "Externe"
    assert record.fields["appeals"].text.startswith("Recours gracieux")
    assert all(sentence.text in document.text for value in record.fields.values() for sentence in value.sentences)


def test_a_table_of_data_says_where_they_come_from(library: Library) -> None:
    record = record_of(library.document("registre-valbrume-creche:creche-places"), SCHEMA)
    assert "CAF, par l'API Particulier" in record.fields["data_source"].text
    assert "lecture automatique" in record.fields["data_collection"].text


def test_only_what_is_missing_is_missing(glance: Glance) -> None:
    missing = {
        (one.name, item.label)
        for one in glance.rows
        for block in one.completeness.blocks
        for item in block.items
        if not item.there
    }
    assert len(missing) == 1
    assert next(iter(missing))[0].startswith("Calcul du reste à vivre")


@pytest.mark.parametrize(
    ("said", "automation"),
    [
        ("Décision entièrement automatisée", "alone"),
        ("Outil d'aide à la décision", "helps"),
        ("La décision n'est pas entièrement automatisée.", "helps"),
        ("Élevé", "unsaid"),
        ("", "unsaid"),
    ],
)
def test_automation_is_what_the_entry_says(said: str, automation: str) -> None:
    text = f"Nom de l'algorithme;Finalité;Niveau d'automatisation de la décision\nTri;Classer;{said}\n"
    assert row(record_of(entry("r.csv", text), SCHEMA), SCHEMA).automation == automation


def test_each_entry_is_linked_to_its_procedure_by_what_both_say(glance: Glance) -> None:
    linked = {link.document: {reason.ground for reason in link.reasons} for link in glance.links}
    assert linked["F90001"] == {"address", "law"}
    assert linked["F90004"] == {"address", "name", "law"}
    assert linked["logement-social.html"] == {"address"}
    assert len(glance.links) == 8
    assert [page.document for page in glance.unlinked] == ["F90006"]


def test_names_and_articles_link_without_any_address(glance: Glance, library: Library) -> None:
    rows = []
    for one in glance.rows:
        fields = {key: value for key, value in one.record.fields.items() if not key.startswith("links")}
        rows.append(replace(one, record=replace(one.record, fields={**fields})))
    pages = [library.document(e.id) for e in library.entries() if e.kind == "procedure"]
    links = {link.document: [reason.said for reason in link.reasons] for link in find_links(rows, pages, SCHEMA)}
    assert links["F90004"] == ["FMSL", "L. 123-5"]
    assert links["F90005"] == ["Redevance incitative des déchets", "L. 2333-76"]
    assert "F90006" not in links  # the articles on algorithms are those of every entry


def test_the_scope_note_is_quoted_word_for_word(glance: Glance, library: Library) -> None:
    assert [said.citation.number for said in glance.said] == list(range(1, len(glance.said) + 1))
    for said in glance.said:
        citation = said.citation
        text = library.document(citation.source.document, citation.source.version).text
        assert text[citation.span.start : citation.span.end] == citation.quote
    why = [said.citation.quote for said in glance.said if said.theme == "why"]
    assert why[0].startswith("À Valbrume, nous publions tout traitement")


def test_a_wrong_article_in_the_note_is_told(glance: Glance) -> None:
    cautions = {said.citation.source.document for said in glance.said if said.caution}
    assert cautions == {"note-publication-registre.md"}
    assert "À vérifier" in view.note(glance.said)


def test_another_organisation_speaks_for_itself_alone(library: Library) -> None:
    assert scope_note(library, {"Ville de Valmont"}, SCHEMA) == ()


def test_entries_are_searched_and_filtered(glance: Glance) -> None:
    assert [one.name for one in matching(glance.rows, words="CANTINE")] == ["Calcul du tarif de la cantine"]
    assert len(matching(glance.rows, automation="helps")) == 7
    assert len(matching(glance.rows, service="Direction de l'éducation", automation="helps")) == 2
    assert matching(glance.rows, words="piscine") == ()


def test_a_glance_is_read_again_only_once_the_library_changed(library: Library, tmp_path: Path) -> None:
    small = Library(tmp_path)
    read = Glances(small, SCHEMA)
    first = read()
    assert first.rows == ()
    assert read() is first
    add(small, SAMPLE / "registre-valbrume.csv", About())
    assert len(read().rows) == 4
    small.close()


def test_a_record_that_glose_keeps_is_a_row_too() -> None:
    rows = [row(full_record(), SCHEMA), row(bare_record(), SCHEMA)]
    found = figures(rows)
    assert found.whole.entries == 2
    assert rows[0].completeness.score.percent > rows[1].completeness.score.percent
    safe(view.entries(rows, (), TODAY))


def test_the_page_is_safe_and_says_what_it_shows(glance: Glance) -> None:
    whole = (
        view.overview(glance.figures, TODAY)
        + view.plots(glance.figures)
        + view.note(glance.said)
        + view.entries(glance.rows, glance.links, TODAY)
        + view.procedures(glance.links, glance.rows, glance.unlinked)
    )
    safe(whole)
    assert "Décide seul" in whole
    assert "la fiche donne l'adresse de cette page" in whole.replace("&#x27;", "'")
    assert whole.count("<caption>") == 4
    for one in glance.rows:
        assert f'href="./registre#{view._anchor(one)}"' in whole
        assert f'id="{view._anchor(one)}"' in whole


def test_nothing_of_an_entry_runs() -> None:
    text = json.dumps([{"Nom de l'algorithme": HOSTILE, "Finalité": HOSTILE, "Service": HOSTILE}])
    one = row(record_of(entry("r.json", text), SCHEMA), SCHEMA)
    safe(view.entries([one], (), TODAY) + view.plots(figures([one])))
    safe(define_html.definition(HOSTILE, None))


def test_old_entries_say_so(glance: Glance) -> None:
    assert "plus d&#x27;un an" in view.entries(glance.rows, (), date(2028, 1, 1))
    assert "plus d&#x27;un an" not in view.entries(glance.rows, (), TODAY)


def test_an_empty_register_says_what_to_do() -> None:
    assert "page Sources" in view.overview(figures([]), TODAY)
    assert view.plots(figures([])) == ""
    assert "Aucune fiche" in view.entries([], (), TODAY)
    assert "Aucun document" in view.note(())
