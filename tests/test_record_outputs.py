"""The page, the legal texts, the checklist and the glossary of an entry: sorted and quoted, never written."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.record.schema import load_schema
from assistant.record.texts.complete import Score, completeness
from assistant.record.texts.glossary import definitions, glossary, used_definitions
from assistant.record.texts.legal import LegalOutput, legal_outputs
from assistant.record.texts.page_text import checklist_as_text, output_as_text, page_as_text, record_as_text
from assistant.record.texts.summary import Layer, summary
from assistant.record.types import FieldValue, Record, RecordSentence
from tests.conftest import ROOT
from tests.records import KEYS, bare_record, documents, full_record, read

SCHEMA = load_schema()
ARTICLE = re.compile(r"\b[LRD]\.(?:\* )? ?\d+(?:-\d+)+")


def output(record: Record, key: str) -> LegalOutput:
    (found,) = [made for made in legal_outputs(record, SCHEMA) if made.key == key]
    return found


def layer(record: Record, key: str) -> Layer:
    (found,) = [made for made in summary(record, SCHEMA).layers if made.key == key]
    return found


def with_field(record: Record, value: FieldValue) -> Record:
    return replace(record, fields={**record.fields, value.key: value})


def person_said(key: str, *texts: str) -> FieldValue:
    sentences = tuple(RecordSentence(text=text, origin="person") for text in texts)
    return FieldValue(key=key, status="by_person", sentences=sentences)


def test_the_helper_knows_every_field_of_the_schema() -> None:
    assert tuple(field.key for field in SCHEMA.fields) == KEYS
    assert all(value.choice in ("", *SCHEMA.field(key).values) for key, value in full_record().fields.items())


# --- The page ---


def test_the_page_as_it_is_read(golden: Callable[[str, str], None]) -> None:
    golden("record_page.txt", page_as_text(summary(full_record(), SCHEMA)) + "\n")


def test_the_page_of_an_entry_that_says_almost_nothing(golden: Callable[[str, str], None]) -> None:
    golden("record_page_bare.txt", page_as_text(summary(bare_record(), SCHEMA)) + "\n")


@pytest.mark.parametrize("record", [full_record(), bare_record()])
def test_every_line_is_cited_missing_or_somebody_s_word(record: Record) -> None:
    for made in summary(record, SCHEMA).layers:
        for line in made.lines:
            assert line.citations or line.missing or line.origin in ("person", "published"), line


def test_no_line_says_what_the_entry_does_not() -> None:
    record = full_record()
    said = {sentence.text for value in record.fields.values() for sentence in value.sentences}
    chosen = {value.choice for value in record.fields.values()}
    for made in summary(record, SCHEMA).layers[:-1]:
        assert {line.text for line in made.lines if line.kind == "said"} <= said
        assert {line.text for line in made.lines if line.kind == "choice"} <= chosen


def test_the_essentials_ask_five_things_and_answer_from_the_entry() -> None:
    lines = layer(full_record(), "essentials").lines
    assert list(dict.fromkeys(line.label for line in lines)) == [
        "À quoi ça sert",
        "Pour qui",
        "Ce qui est automatique",
        "Qui décide à la fin",
        "Comment contester",
    ]


def test_who_decides_is_open_when_no_sentence_says_it() -> None:
    record = with_field(full_record(), person_said("role", "Le logiciel trie les dossiers."))
    record = with_field(record, person_said("automation", "Il trie."))
    lines = [line for line in layer(record, "essentials").lines if line.label == "Qui décide à la fin"]
    assert [line.missing for line in lines] == [True]


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("Le directeur vérifie que les conditions d'attribution sont remplies et accorde le bénéfice de l'aide.", True),
        ("Les places sont attribuées par la commission.", True),
        ("La décision est prise automatiquement par le logiciel, sans intervention humaine.", True),
        ("Elle peut s'écarter du classement par un avis motivé.", True),
        ("Les mesures arrêtées par la ville visent à garantir un minimum de ressources.", False),
        ("Le tarif est fixé par délibération du conseil municipal.", False),
        ("Le logiciel attribue des points.", False),
        ("L'outil ne décide pas.", False),
    ],
)
def test_who_decides_takes_somebody_and_a_verb_of_deciding(sentence: str, says: bool) -> None:
    record = with_field(full_record(), person_said("role", sentence))
    record = with_field(record, person_said("automation", "Il trie."))
    lines = [line for line in layer(record, "essentials").lines if line.label == "Qui décide à la fin"]
    assert [line.text == sentence for line in lines] == [says]


def test_a_degree_of_automation_decides_nothing() -> None:
    degree = replace(person_said("automation", "Outil d'aide à la décision"), choice="Outil d'aide à la décision")
    record = with_field(with_field(full_record(), degree), person_said("role", "Il trie."))
    lines = [line for line in layer(record, "essentials").lines if line.label == "Qui décide à la fin"]
    assert [line.missing for line in lines] == [True]


def test_a_quotation_is_shown_without_the_calls_of_its_notes() -> None:
    said = RecordSentence(text="Les sous-vœux⁴ d'une surface de 40 m² comptent³.", origin="quote", citations=(1,))
    record = with_field(full_record(), FieldValue(key="purpose", status="drafted", sentences=(said,)))
    shown = "Les sous-vœux d'une surface de 40 m² comptent."
    assert layer(record, "essentials").lines[0].text == shown
    assert f"«\u00a0{shown}\u00a0»" in output(record, "mention").text


def test_what_sources_disagree_on_is_said_with_both_places() -> None:
    (line,) = [line for line in layer(full_record(), "how").lines if line.kind == "conflict"]
    record = full_record()
    assert {record.citation(n).source.document for n in line.citations} == {"deliberation.md", "bilan.md"}


def test_tables_are_the_parameters_and_their_absence_is_a_question() -> None:
    assert [table.title for table in layer(full_record(), "parameters").tables] == ["Barème"]
    assert [line.missing for line in layer(bare_record(), "parameters").lines] == [True]


# --- The legal texts ---


def test_the_mention_as_it_is_pasted(golden: Callable[[str, str], None]) -> None:
    made = output(full_record(), "mention")
    golden("record_mention.txt", f"{made.text}\n\n{made.html}\n")


def test_the_mention_of_an_entry_that_says_almost_nothing(golden: Callable[[str, str], None]) -> None:
    golden("record_mention_bare.txt", output_as_text(output(bare_record(), "mention")) + "\n")


def test_the_answer_to_one_person_as_it_is_pasted(golden: Callable[[str, str], None]) -> None:
    golden("record_individual.txt", output(full_record(), "individual").text + "\n")


@pytest.mark.parametrize("record", [full_record(), bare_record()])
def test_no_article_is_invented(record: Record) -> None:
    known = set(ARTICLE.findall((ROOT / "assistant/record/schema/fr.v1.toml").read_text("utf-8")))
    known |= {found for citation in record.citations for found in ARTICLE.findall(citation.quote)}
    for made in legal_outputs(record, SCHEMA):
        found = set(ARTICLE.findall(made.text))
        assert found
        assert found <= known


def test_the_mention_has_the_right_the_refusal_and_the_two_delays() -> None:
    text = output(bare_record(), "mention").text
    for said in ("sur le fondement d'un traitement algorithmique", "L. 311-3-1", "CADA", "un mois", "deux mois"):
        assert said in text


def test_the_purpose_is_quoted_word_for_word() -> None:
    quotation = RecordSentence(text="Le barème classe les demandes.", origin="quote", citations=(1,))
    record = with_field(full_record(), FieldValue(key="purpose", status="drafted", sentences=(quotation,)))
    assert "traitement : «\u00a0Le barème classe les demandes.\u00a0»" in output(record, "mention").text


def test_the_words_of_a_person_are_not_quoted() -> None:
    record = with_field(full_record(), person_said("purpose", "Classer les demandes."))
    assert "traitement : Classer les demandes." in output(record, "mention").text


def cited_value(key: str, text: str) -> FieldValue:
    sentence = RecordSentence(text=text, origin="quote", citations=(1,))
    return FieldValue(key=key, status="drafted", sentences=(sentence,))


def test_the_mention_holds_values_and_not_the_sentences_that_they_stand_in() -> None:
    record = with_field(
        full_record(),
        cited_value("administration", "La décision est notifiée par le Centre communal d'action sociale de Valmont."),
    )
    record = with_field(record, cited_value("contact", "Écrivez au service, 3 rue du Pont 31000 Valmont."))
    record = with_field(record, cited_value("links_internal", "³ Le code se lit sur https://git.valmont.example/x."))
    text = output(record, "mention").text
    assert "Administration responsable de la décision : Centre communal d'action sociale de Valmont\n" in text
    assert "Coordonnées du service : 3 rue du Pont 31000 Valmont\n" in text
    assert text.endswith("Règles générales de ce traitement : https://git.valmont.example/x")


def test_a_sentence_without_a_name_is_not_the_name_of_the_administration() -> None:
    made = output(
        with_field(full_record(), cited_value("administration", "Le maire prononce les admissions.")), "mention"
    )
    assert "Administration responsable de la décision : [À compléter" in made.text
    assert [element.key for element in made.missing] == ["administration"]


def test_a_number_to_call_is_no_place_to_write_to() -> None:
    made = output(
        with_field(full_record(), cited_value("contact", "Appelez-nous : Allô Valmont 05 61 41 70 70")), "mention"
    )
    assert "Coordonnées du service : 05 61 41 70 70 [À compléter" in made.text
    assert [element.key for element in made.missing] == ["how"]


def test_a_degree_that_no_sentence_settles_is_not_there() -> None:
    made = output(with_field(full_record(), cited_value("automation", "Un logiciel est utilisé.")), "individual")
    assert [element.key for element in made.missing] == ["contribution"]


def test_an_element_that_sources_dispute_says_so() -> None:
    record = full_record()
    disputed = record.fields["decisions_per_year"].conflicts
    made = output(with_field(record, replace(record.fields["operations"], conflicts=disputed)), "general")
    assert [element.present and element.disputed for element in made.elements if element.key == "rules"] == [True]
    assert "les sources diffèrent" in output_as_text(made)


def test_what_is_missing_is_listed_and_marked() -> None:
    made = output(bare_record(), "mention")
    assert [element.key for element in made.missing] == ["how", "administration"]
    assert made.text.count("[À compléter : ") == 2
    assert made.html.count("<mark>[À compléter : ") == 2
    assert not output(full_record(), "mention").missing


def test_the_link_is_optional_and_leaves_no_gap() -> None:
    made = output(bare_record(), "mention")
    (link,) = [element for element in made.elements if element.key == "link"]
    assert (link.present, link.optional) == (False, True)
    assert "Règles générales" not in made.text


def test_half_an_element_is_not_there() -> None:
    record = with_field(full_record(), FieldValue(key="data_source", status="to_complete"))
    (element,) = output(record, "individual").missing
    assert element.key == "data"
    assert element.questions == (SCHEMA.field("data_source").question,)


def test_the_answer_to_one_person_holds_no_value_of_a_person() -> None:
    made = output(full_record(), "individual")
    assert made.text.count("[donnée de la personne : ") == 4 + 1
    assert [element.key for element in made.elements if element.personal] == ["parameters"]


def test_what_sources_disagree_on_is_marked_in_what_is_pasted() -> None:
    record = full_record()
    disputed = record.fields["decisions_per_year"].conflicts
    made = output(with_field(record, replace(record.fields["purpose"], conflicts=disputed)), "mention")
    assert "[À vérifier, les sources diffèrent : 412" in made.text
    assert "<mark>[À vérifier" in made.html


def test_a_page_gets_no_markup_from_a_document() -> None:
    record = with_field(full_record(), person_said("purpose", "<script>alert(1)</script> & « fin »"))
    html = output(record, "mention").html
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; « fin »" in html


def test_an_address_becomes_a_link_and_cannot_leave_its_quotes() -> None:
    record = with_field(full_record(), person_said("links_internal", 'https://a.example/?x="onload=1&y=2'))
    assert (
        '<a href="https://a.example/?x=">https://a.example/?x=</a>"onload=1&amp;y=2' in output(record, "mention").html
    )


def test_operations_that_are_only_a_table_are_not_a_gap() -> None:
    record = full_record()
    made = output(with_field(record, replace(record.fields["operations"], sentences=())), "general")
    assert not made.missing
    assert "[À compléter" not in made.text
    assert "Quotient familial inférieur à 700 €" in made.text


# --- The checklist ---


def test_the_checklist_as_it_is_read(golden: Callable[[str, str], None]) -> None:
    golden("record_checklist.txt", checklist_as_text(completeness(bare_record(), SCHEMA)) + "\n")


def test_scores_count_what_is_there() -> None:
    found = completeness(bare_record(), SCHEMA)
    assert (found.score, found.required) == (Score(1, 22), Score(1, 7))
    assert {block.key: block.score.there for block in found.blocks if block.score.there} == {"decision": 1}
    assert {block.key: block.score for block in found.outputs}["mention"] == Score(4, 6)
    assert completeness(full_record(), SCHEMA).score.percent == 100


def test_nearly_all_is_not_all() -> None:
    assert Score(999, 1000).percent == 99
    assert Score(0, 0).percent == 100


def test_a_field_without_a_word_is_not_there() -> None:
    found = completeness(with_field(full_record(), FieldValue(key="public", status="drafted")), SCHEMA)
    (item,) = [item for block in found.blocks for item in block.items if not item.there]
    assert (item.key, item.question) == ("public", SCHEMA.field("public").question)


# --- The glossary ---

GLOSSARY = """\
# Lexique de Valmont

## Barème

Liste des critères et des points.

## PAS

Prélèvement à la source.
"""


def test_definitions_are_quoted_from_their_source() -> None:
    texts = (*documents(), read("lexique.md", GLOSSARY))
    found = {made.term: made for made in glossary(full_record(), texts)}
    assert found["commission d'attribution"].text.startswith("On entend par « commission d'attribution »")
    assert found["Barème"].text == "Liste des critères et des points."
    by_id = {document.id: document for document in texts}
    for citation in filter(None, (made.citation for made in found.values())):
        assert by_id[citation.source.document].text[slice(*citation.span)] == citation.quote
    assert sorted(made.citation.number for made in found.values() if made.citation) == [20, 21, 22]


def test_what_nothing_defines_is_to_be_defined() -> None:
    found = {made.term: made.citation for made in glossary(full_record(), ())}
    assert found
    assert set(found.values()) == {None}


def test_an_acronym_is_not_a_word_in_small_letters() -> None:
    record = with_field(full_record(), person_said("context", "La famille ne paie pas."))
    lexicon = (read("lexique.md", GLOSSARY),)
    assert "PAS" not in {made.term for made in glossary(record, lexicon)}
    record = with_field(record, person_said("context", "Le PAS n'entre pas dans le calcul."))
    assert {made.term: made.text for made in glossary(record, lexicon)}["PAS"] == "Prélèvement à la source."


@pytest.mark.parametrize(
    ("sentence", "defined"),
    [
        ("La demande désigne le dossier complet.", "demande"),
        ("Le forfait est une somme fixe.", "forfait"),
        ("Le classement « forfait » est une liste.", None),
        ("Le forfait est le même pour tous.", None),
        ("Le forfait est la somme fixe.", None),
        ("On entend par forfait une somme fixe.", "forfait"),
        ("Au sens du présent règlement, le « forfait » est payé.", None),
    ],
)
def test_what_defines_and_what_does_not(sentence: str, defined: str | None) -> None:
    record = with_field(bare_record(), person_said("context", "Le forfait suit la demande, selon le classement."))
    found = [made.term for made in glossary(record, [read("a.md", f"# Règles\n\n{sentence}\n")]) if made.citation]
    assert found == ([defined] if defined else [])


def kept() -> Record:
    """The full entry as a draft keeps it: with what its documents define, and a word that it does not use."""
    return replace(full_record(), definitions=definitions((*documents(), read("lexique.md", GLOSSARY))))


def test_without_its_documents_an_entry_has_the_definitions_that_it_kept() -> None:
    record = kept()
    assert glossary(record) == glossary(full_record(), (*documents(), read("lexique.md", GLOSSARY)))
    assert [made.citation.number for made in glossary(record) if made.citation] == [20, 21, 22]
    assert "PAS" in record.definitions and "PAS" not in {made.term for made in glossary(record)}


def test_a_word_that_a_person_writes_or_takes_out_changes_what_is_defined() -> None:
    record = with_field(kept(), person_said("context", "Le PAS n'entre pas dans le calcul."))
    assert {made.term: made.text for made in glossary(record)}["PAS"] == "Prélèvement à la source."
    assert "PAS" in used_definitions(record) and "PAS" not in used_definitions(kept())


def test_what_a_document_at_hand_says_now_wins() -> None:
    now = read("lexique.md", "# Lexique de Valmont\n\n## Barème\n\nGrille de l'année.\n")
    found = {made.term: made.text for made in glossary(kept(), (now,))}
    assert found["Barème"] == "Grille de l'année."
    assert found["commission d'attribution"].startswith("On entend par")
    silent = read("lexique.md", "# Lexique de Valmont\n\nCe lexique est vide.\n")
    assert {made.term: made.text for made in glossary(kept(), (silent,))}["barème"] == ""


# --- All of it ---


@pytest.mark.parametrize("record", [full_record(), bare_record()])
def test_the_whole_entry_says_how_it_was_made(record: Record) -> None:
    text = record_as_text(record, SCHEMA)
    assert "22 novembre 2026" in text.splitlines()[0]
    assert all(citation.quote in text for citation in record.citations)
    assert all(note in text for note in record.notes)
