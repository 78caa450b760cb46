"""What an agent types, what becomes of the entry, and what they are told."""

import re
from dataclasses import replace

import pytest

from assistant.record.citing import used
from assistant.record.schema import load_schema
from assistant.record.texts.glossary import definitions
from assistant.record.types import FieldValue, Record, RecordSentence
from assistant.record.working.converse import order
from assistant.record.working.find_field import find_fields
from assistant.record.working.read_order import read_order
from assistant.record.working.session import Parts, Reply, Session
from tests.records import bare_record, documents, full_record

FULL = full_record()
BARE = bare_record()

PARTS = Parts(schema=load_schema(), texts=documents())
DECIDES = "La commission d'attribution examine les dossiers dans l'ordre des points et décide seule."
DEPARTS = "Elle peut s'écarter du classement par un avis motivé."


def said(record: Record, key: str) -> list[str]:
    return [sentence.text for sentence in record.fields[key].sentences]


def talk(*orders: str, record: Record | None = None) -> tuple[Session, Reply]:
    session = Session(record=record or FULL)
    for text in orders:
        session, reply = order(session, text, PARTS)
    return session, reply


def citations_hold(record: Record) -> bool:
    """Whether every number leads to a citation, each is used, and a quotation stands in what it cites."""
    numbers = {number for value in record.fields.values() for number in used(value)}
    quoted = [s for value in record.fields.values() for s in value.sentences if s.origin == "quote"]
    return (
        [citation.number for citation in record.citations] == list(range(1, len(record.citations) + 1))
        and numbers == {citation.number for citation in record.citations}
        and all(sentence.text in record.citation(sentence.citations[0]).quote for sentence in quoted)
    )


@pytest.mark.parametrize(
    ("text", "kind", "about", "value"),
    [
        ("plus court", "shorter", "", ""),
        ("plsu court", "shorter", "", ""),
        ("Rends la finalité plus courte !", "shorter", "finalité", ""),
        ("peux-tu raccourcir le contexte s'il te plaît ?", "shorter", "contexte", ""),
        ("mets le contexte plus court", "shorter", "contexte", ""),
        ("plus long", "longer", "", ""),
        ("remets les operations", "restore", "les operations", ""),
        ("explique 'quotient familial'", "explain", "'quotient familial'", ""),
        ("Explique-moi le QF", "explain", "le QF", ""),
        ("que veut dire QF", "explain", "QF", ""),
        ("c’est quoi le quotient familial ?", "explain", "le quotient familial", ""),
        ("d'où vient ce chiffre ?", "source", "ce chiffre", ""),
        ("D’OU VIENT 1 200 € ?", "source", "1 200 €", ""),
        ("quelle est la source de la finalité ?", "source", "la finalité", ""),
        ("remplis le responsable : service Petite enfance", "fill", "le responsable", "service Petite enfance"),
        ("rempli le responsable : « service Petite enfance »", "fill", "le responsable", "service Petite enfance"),
        ("mets service Petite enfance dans le responsable", "fill", "le responsable", "service Petite enfance"),
        ("remplace la finalité par Calculer des points", "fill", "la finalité", "Calculer des points"),
        ("mets https://a.example/x?y=1 dans le contact", "fill", "le contact", "https://a.example/x?y=1"),
        ("remplis la finalité : « Calculer » et « classer »", "fill", "la finalité", "« Calculer » et « classer »"),
        ("Contact : a@b.example", "fill", "Contact", "a@b.example"),
        ("Contexte : le délai est trop long", "fill", "Contexte", "le délai est trop long"),
        ("plus court : la finalité", "shorter", "finalité", ""),
        ("vide le contact", "empty", "le contact", ""),
        ("qu'est-ce qui manque ?", "missing", "", ""),
        ("que reste-t-il à compléter ?", "missing", "reste t", ""),
        ("anule", "undo", "", ""),
        ("refais stp", "redo", "", ""),
        ("enregistre la fiche", "save", "", ""),
        ("aide", "help", "", ""),
    ],
)
def test_orders_are_read_with_their_typing_errors(text: str, kind: str, about: str, value: str) -> None:
    found = read_order(text)
    assert found and (found.kind, found.about, found.value) == (kind, about, value)


@pytest.mark.parametrize(
    "text",
    ["", "quel temps fait-il ?", "aide au logement", "va plus vite", "annule la délibération", "la ville est là"],
)
def test_what_is_no_order_is_not_read_as_one(text: str) -> None:
    assert read_order(text) is None


@pytest.mark.parametrize(
    ("said", "keys"),
    [
        ("le responsable", ["service"]),
        ("finalite du traitement", ["purpose"]),
        ("automatisaton", ["automation"]),
        ("les données traitées", ["data"]),
        ("source des données", ["data_source"]),
        ("Ressources connexes (impact)", ["links_impact"]),
        ("ressources connexes", ["links_business", "links_impact", "links_internal"]),
        ("la note de la commune", []),
        ("purpose", ["purpose"]),
    ],
)
def test_fields_are_named_by_label_key_or_usual_words(said: str, keys: list[str]) -> None:
    assert [field.key for field in find_fields(said, PARTS.schema)] == keys


def test_usual_words_are_those_of_fields_that_exist() -> None:
    from assistant.record.working.find_field import _usual

    assert list(_usual()) == [field.key for field in PARTS.schema.fields]


def test_every_label_names_its_own_field_alone() -> None:
    assert all(find_fields(field.label, PARTS.schema) == (field,) for field in PARTS.schema.fields)


def test_shorter_leaves_whole_sentences_out_and_says_which() -> None:
    session, reply = talk("plus court")
    assert said(session.record, "role") == [DECIDES]
    assert f"- {DEPARTS}" in reply.text and "La loi a besoin de" in reply.text
    assert reply.changed == ("role", "operations")
    assert said(session.record, "data_source") == said(FULL, "data_source")  # a list loses nothing
    assert citations_hold(session.record)


def test_shorter_again_keeps_one_sentence_and_what_a_person_wrote() -> None:
    session, reply = talk("remplis les opérations : On compte.\nOn trie.", "plus court", "plus court")
    assert said(session.record, "operations") == ["On compte.", "On trie."]
    assert len(session.record.fields["role"].sentences) == 1
    assert reply.changed == ()


def test_the_sentence_that_justifies_the_choice_is_kept() -> None:
    record = FULL
    other, decides = record.fields["context"].sentences[0], record.fields["automation"].sentences[0]
    value = replace(record.fields["automation"], sentences=(other, decides))
    session, _ = talk("plus court", record=replace(record, fields={**record.fields, "automation": value}))
    assert said(session.record, "automation") == [DECIDES]


def test_longer_puts_back_exactly_what_was_left_out() -> None:
    for back in ("plus long", "remets", "annule"):
        session, _ = talk("plus court", back)
        assert {key: value.text for key, value in session.record.fields.items()} == {
            key: value.text for key, value in FULL.fields.items()
        }
        assert citations_hold(session.record)
    assert talk("remets")[1].changed == ()


def test_nothing_comes_back_from_documents_that_have_changed() -> None:
    session, _ = talk("plus court")
    moved = replace(session, record=replace(session.record, documents=session.record.documents[:1]))
    after, reply = order(moved, "remets", PARTS)
    assert after == moved and reply.changed == ()


@pytest.mark.parametrize("term", ["'quotient familial'", "le quotient familiale", "« Quotient familial »"])
def test_a_term_is_explained_by_the_words_of_a_document(term: str) -> None:
    _, reply = talk(f"explique {term}")
    (citation,) = reply.citations
    assert citation.quote.startswith("Le quotient familial est le douzième") and citation.quote in reply.text
    assert citation.number == len(FULL.citations) + 1


def test_a_term_is_explained_by_what_the_entry_kept_of_documents_that_are_gone() -> None:
    defined = replace(FULL, definitions=definitions(PARTS.texts))
    _, reply = order(Session(record=defined), "explique le quotient familial", replace(PARTS, texts=()))
    (citation,) = reply.citations
    assert citation.quote.startswith("Le quotient familial est le douzième")
    assert citation.number == len(FULL.citations) + 1
    _, gone = order(Session(record=FULL), "explique le quotient familial", replace(PARTS, texts=()))
    assert "Aucun document lu ne définit" in gone.text


def test_a_term_that_no_document_defines_is_not_explained() -> None:
    _, reply = talk("explique Ordinou")
    assert "Aucun document lu ne définit «\u00a0Ordinou\u00a0»" in reply.text


def test_a_figure_leads_to_the_place_that_says_it() -> None:
    _, reply = talk("d'où vient 412 décisions ?")
    assert [citation.quote for citation in reply.citations] == ["La commission a rendu 412 décisions en 2025."]
    assert "Délibération n° 2026-12" in reply.text and "10 février 2026" in reply.text


def test_a_figure_of_a_table_leads_to_its_row() -> None:
    _, reply = talk("d'où vient 25 ?")
    assert [citation.quote for citation in reply.citations] == [
        "Critère : Les deux parents travaillent ou étudient ; Points : 25"
    ]


def test_this_figure_is_that_of_the_field_spoken_of_or_one_to_choose() -> None:
    _, reply = talk("source du nombre de décisions", "d'où vient ce chiffre ?")
    assert [citation.quote for citation in reply.citations] == ["La commission a rendu 412 décisions en 2025."]
    _, asked = talk("d'où vient ce chiffre ?")
    assert "d'où vient 412 ?" in asked.choices and not asked.citations


def test_what_a_person_wrote_and_what_nobody_said_have_no_source() -> None:
    assert "écrit par une personne" in talk("source du contact")[1].text
    assert "nulle part" in talk("d'où vient 999 ?")[1].text
    assert "à compléter" in talk("source du contexte", record=BARE)[1].text


def test_the_passages_that_are_not_shown_are_counted() -> None:
    quotes = [RecordSentence(text=f"Il y a {n} fois 7 points.", origin="person") for n in range(20, 29)]
    for rest, said in ((quotes, "… et 1 autre passage."), (quotes * 2, "… et 10 autres passages.")):
        value = FieldValue(key="context", status="by_person", sentences=tuple(rest))
        record = replace(FULL, fields={**BARE.fields, "context": value})
        assert talk("source du contexte", record=record)[1].text.endswith(said)


def test_a_field_filled_by_a_person_is_marked_and_says_what_it_replaces() -> None:
    session, reply = talk("remplis le responsable : service Petite enfance")
    value = session.record.fields["service"]
    assert (value.status, value.text) == ("by_person", "service Petite enfance")
    assert {sentence.origin for sentence in value.sentences} == {"person"}
    assert "Avant : «\u00a0Direction de la petite enfance\u00a0»" in reply.text and reply.changed == ("service",)
    assert citations_hold(session.record)


def test_filling_settles_a_conflict_aloud_and_keeps_tables() -> None:
    session, reply = talk("remplis le nombre de décisions : 421 en 2025")
    assert "412 d'un côté, 430 de l'autre" in reply.text
    assert not session.record.fields["decisions_per_year"].conflicts
    session, reply = talk("remplis les opérations : On additionne les points.")
    assert session.record.fields["operations"].tables and "«\u00a0Barème\u00a0»" in reply.text


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        (
            "remplis le niveau d'automatisation : entièrement automatisée",
            "automation",
            "Décision entièrement automatisée",
        ),
        ("remplis la portée : interne", "scope", "Interne"),
        ("remplis la date : 1er décembre 2026", "updated", "2026-12-01"),
    ],
)
def test_choices_and_dates_take_their_own_form(text: str, key: str, expected: str) -> None:
    value = talk(text)[0].record.fields[key]
    assert value.text == expected and value.choice == (expected if key != "updated" else "")


def test_a_day_is_said_as_in_a_sentence() -> None:
    assert "rempli par une personne : 1er décembre 2026" in talk("remplis la date : 01/12/2026")[-1].text


@pytest.mark.parametrize(
    "text",
    [
        "remplis l'automatisation : pas entièrement automatisée",
        "remplis l'automatisation : décision",
        "remplis la portée : les gens",
        "remplis la date : demain",
        "remplis le contact",
        "vide",
        "vide les ressources connexes",
        "vide la note de la commune",
        "plus court pour la chose",
        "Bonjour : voici la fiche",
        "n'importe quoi",
        "",
    ],
)
def test_what_is_not_clear_changes_nothing(text: str) -> None:
    before = Session(record=FULL)
    after, reply = order(before, text, PARTS)
    assert after == before and reply.changed == () and reply.text


def test_an_order_not_understood_shows_what_can_be_done() -> None:
    _, reply = talk("fais le café")
    assert (
        reply.kind is None
        and "Je n'ai pas compris «\u00a0fais le café\u00a0»" in reply.text
        and "«\u00a0annule\u00a0»" in reply.text
    )


SAID = (
    "fais le café",
    "aide",
    "plus court",
    "vide le contact",
    "source du contexte",
    "d'où vient midi ?",
    "explique Ordinou",
    "remplis le contact",
    "remplis le contact : 3 rue du Port",
    "remplis la portée : oui",
    "écarte la phrase 9 du rôle",
    "écarte la phrase 1 du rôle",
    "écarte « x »",
    "j'ai relu le rôle",
    "j'ai relu le rôle, par le service Enfance",
)


@pytest.mark.parametrize("text", SAID)
def test_quotation_marks_of_a_reply_are_never_alone_on_a_line(text: str) -> None:
    _, reply = talk(text)
    assert not re.search(r"«[^\u00a0]|[^\u00a0]»", reply.text)


def test_a_page_pasted_by_mistake_is_said_back_in_short() -> None:
    _, reply = talk("paragraphe " * 20_000)
    assert reply.kind is None and len(reply.text) < 2_000
    _, reply = talk("mets" + " " * 50_000 + "x")
    assert reply.changed == ()


def test_an_ambiguous_field_is_asked_with_the_orders_to_choose_from() -> None:
    session, reply = talk("remplis ressources connexes : https://a.example")
    assert reply.choices[1] == "remplis Ressources connexes (impact) : https://a.example"
    after, _ = order(session, reply.choices[1], PARTS)
    assert said(after.record, "links_impact") == ["https://a.example"]


def test_every_choice_offered_is_an_order() -> None:
    for text in ("vide", "remplis : x", "plus court pour la chose", "d'où vient ce chiffre ?"):
        session, reply = talk(text)
        assert reply.choices
        assert all(order(session, choice, PARTS)[1].kind == reply.kind for choice in reply.choices)
        assert not any(order(session, choice, PARTS)[1].choices for choice in reply.choices)


def test_an_emptied_field_asks_its_question_and_can_come_back() -> None:
    session, reply = talk("vide les recours")
    field = PARTS.schema.field("appeals")
    assert session.record.fields["appeals"] == FieldValue(
        key="appeals", status="to_complete", question=field.question, whom=field.whom
    )
    assert field.question in reply.text and citations_hold(session.record)
    back, _ = order(session, "remets les recours", PARTS)
    assert said(back.record, "appeals") == said(FULL, "appeals")


def test_undo_and_redo_walk_the_states_one_by_one() -> None:
    session, _ = talk("vide le contact", "vide les recours", "annule", "annule")
    assert session.record == FULL and len(session.undone) == 2
    session, reply = order(session, "refais", PARTS)
    assert reply.changed == ("contact",) and "«\u00a0Contact au sein" in reply.text
    session, _ = order(session, "vide le contexte", PARTS)
    assert order(session, "refais", PARTS)[1].text == "Il n'y a rien à refaire."
    assert talk("annule")[1].text == "Il n'y a rien à annuler."


def test_missing_lists_what_the_law_needs_first_with_whom_to_ask() -> None:
    _, reply = talk("qu'est-ce qui manque ?", record=BARE)
    field = PARTS.schema.field("contact")
    assert f"{field.question} À demander à : {field.whom}." in reply.text
    law, guide = reply.text.index("Ce dont la loi a besoin"), reply.text.index("Ce que le guide recommande")
    assert law < reply.text.index(field.label) < guide < reply.text.index("- Contexte global")
    assert reply.text.endswith("Rubriques remplies : 1 sur 7 pour la loi, 1 sur 22 en tout.")
    assert "- Nombre de décisions" in talk("que manque-t-il ?")[1].text.split("À trancher")[1]


def test_saving_is_left_to_the_caller() -> None:
    kept: list[Session] = []
    parts = replace(PARTS, save=lambda session: kept.append(session) or "creches.json")
    session, reply = order(Session(record=FULL), "enregistre", parts)
    assert kept == [session] and "creches.json" in reply.text
    assert "ne peut pas" in talk("enregistre")[1].text
