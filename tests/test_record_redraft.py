"""An entry whose documents changed: what a person wrote stays, what did not move stays, the rest is drafted again."""

from collections.abc import Mapping
from dataclasses import replace

from assistant.record.draft import draft
from assistant.record.redraft import Redrafted, merge, redraft, redrafted_as_text
from assistant.record.schema import load_schema
from assistant.record.types import Conflict, FieldValue, Record, RecordSentence
from assistant.record.working.converse import order
from assistant.record.working.fill_field import fill
from assistant.record.working.session import Parts, Session
from assistant.types import Source
from tests.records import RULES, documents, full_record, read
from tests.test_record_converse import citations_hold
from tests.test_record_draft import parts

FULL = full_record()

SCHEMA = load_schema()
REPORT = "bilan.md"


def filled(*orders: str) -> Record:
    session = Session(record=FULL)
    for text in orders:
        session, _ = order(session, text, Parts(schema=SCHEMA))
    return session.record


def anew(document: str, texts: Mapping[str, str]) -> Record:
    """A new draft in which a document has another version, and is where these fields now come from."""
    old = FULL

    def version(source: Source) -> Source:
        return replace(source, version="sha256:new") if source.document == document else source

    citations = [replace(citation, source=version(citation.source)) for citation in old.citations]
    documents = tuple(map(version, old.documents))
    (source,) = (source for source in documents if source.document == document)
    fields = dict(old.fields)
    for key, text in texts.items():
        number = len(citations) + 1
        citations.append(replace(citations[0], number=number, source=source, quote=text))
        sentence = RecordSentence(text=text, origin="quote", citations=(number,))
        fields[key] = FieldValue(key=key, status="drafted", sentences=(sentence,))
    return replace(
        old, id="draft-2", fields=fields, citations=tuple(citations), documents=documents, made_on="2027-01-01"
    )


def outcomes(redrafted: Redrafted) -> dict[str, str]:
    return {change.key: change.outcome for change in redrafted.changes}


def test_documents_that_did_not_change_change_nothing() -> None:
    old = filled("remplis le responsable : service Petite enfance", "plus court")
    redrafted = merge(old, replace(FULL, id="draft-2", made_on="2027-01-01"), SCHEMA)
    assert redrafted.record == replace(old, made_on="2027-01-01")
    assert set(outcomes(redrafted).values()) == {"kept", "by_person"}
    assert redrafted_as_text(redrafted).startswith("Les documents n'ont pas changé.")


def test_what_a_person_wrote_stays_and_is_disputed_when_figures_differ() -> None:
    old = filled("remplis le nombre de décisions : 412 en 2025", "remplis le responsable : service Petite enfance")
    new = anew(
        REPORT, {"decisions_per_year": "430 décisions ont été rendues en 2025.", "service": "La direction suit."}
    )
    redrafted = merge(old, new, SCHEMA)
    assert redrafted.record.fields["decisions_per_year"] == old.fields["decisions_per_year"]
    assert redrafted.record.fields["service"] == old.fields["service"]
    assert outcomes(redrafted)["decisions_per_year"] == "disputed" and outcomes(redrafted)["service"] == "by_person"
    (note,) = [note for note in redrafted.record.notes if "412 en 2025" in note]
    assert "« 430 décisions ont été rendues en 2025. »" in note
    text = redrafted_as_text(redrafted)
    assert "Nouvelle version : Bilan de la petite enfance 2025." in text
    assert text.index("À vérifier") < text.index("« La direction suit. »")
    assert citations_hold(redrafted.record)


def test_a_field_whose_document_changed_is_drafted_again_and_the_others_stay() -> None:
    old = filled("plus court")
    redrafted = merge(old, anew("deliberation.md", {"legal_basis": "Vu la loi nouvelle."}), SCHEMA)
    assert outcomes(redrafted)["legal_basis"] == "changed"
    assert redrafted.record.fields["legal_basis"].text == "Vu la loi nouvelle."
    assert redrafted.record.fields["role"].text == old.fields["role"].text  # as short as it had been made
    assert citations_hold(redrafted.record)


def test_the_same_words_in_the_new_version_cite_the_new_version() -> None:
    redrafted = merge(FULL, anew("deliberation.md", {}), SCHEMA)
    assert outcomes(redrafted)["legal_basis"] == "confirmed"
    (number,) = redrafted.record.fields["legal_basis"].sentences[0].citations
    assert redrafted.record.citation(number).source.version == "sha256:new"


def test_what_no_document_says_any_more_is_open_and_what_one_says_now_is_filled() -> None:
    old = filled("vide les recours")
    new = anew("deliberation.md", {"appeals": "On peut écrire au maire."})
    gone = FieldValue(key="legal_basis", status="to_complete", question="?", whom="x")
    redrafted = merge(old, replace(new, fields={**new.fields, "legal_basis": gone}), SCHEMA)
    assert outcomes(redrafted)["legal_basis"] == "lost" and outcomes(redrafted)["appeals"] == "filled"
    assert redrafted.record.fields["legal_basis"].status == "to_complete"
    text = redrafted_as_text(redrafted)
    assert "avant : Vu le code de l'action sociale" in text and "maintenant : On peut écrire au maire." in text


def test_a_new_document_that_contradicts_is_not_hidden_by_what_stays() -> None:
    new = anew(REPORT, {"data": "Le logiciel utilise 3 données."})
    conflict = Conflict(about="2 pour l'un, 3 pour l'autre", one=(1,), other=(len(new.citations),))
    value = replace(new.fields["data"], conflicts=(conflict,))
    redrafted = merge(FULL, replace(new, fields={**new.fields, "data": value}), SCHEMA)
    assert outcomes(redrafted)["data"] == "changed" and redrafted.record.fields["data"].conflicts
    assert "les sources diffèrent : 2 pour l'un, 3 pour l'autre" in redrafted_as_text(redrafted)


def test_documents_added_and_gone_are_named() -> None:
    old, new = FULL, FULL
    redrafted = merge(replace(old, documents=old.documents[:2]), replace(new, documents=new.documents[1:]), SCHEMA)
    assert redrafted.added == ("Bilan de la petite enfance 2025",)
    assert redrafted.gone == ("Règlement d'attribution des places en crèche",)


def test_documents_are_read_again_and_what_a_person_wrote_is_there() -> None:
    rules, order_of_2026, _ = documents()
    old = draft((rules, order_of_2026), "attribution des places en crèche", parts())
    filled_in = fill(old, SCHEMA.field("contact"), "creches@valmont.example")
    longer = RULES.replace("dans un délai de deux mois", "dans un délai de quatre mois")
    redrafted = redraft(filled_in, (read("reglement.md", longer), order_of_2026), parts())
    assert redrafted.updated == ("Règlement d'attribution des places en crèche",)
    assert redrafted.record.fields["contact"] == filled_in.fields["contact"]
    assert "quatre mois" in redrafted.record.fields["appeals"].text and outcomes(redrafted)["appeals"] == "changed"
    assert redrafted.record.id == old.id and citations_hold(redrafted.record)


def test_a_row_that_changed_in_a_table_is_told() -> None:
    old = FULL
    new = anew("reglement.md", {})
    (table,) = old.fields["operations"].tables
    label, _, *rest = table.rows[0]
    changed = replace(table, rows=((label, "31", *rest), *table.rows[1:]))
    value = replace(new.fields["operations"], tables=(changed,))
    redrafted = merge(old, replace(new, fields={**new.fields, "operations": value}), SCHEMA)
    (change,) = [change for change in redrafted.changes if change.key == "operations"]
    assert change.outcome == "changed"
    assert change.before.endswith(f"{label} ; 30")
    assert change.after.endswith(f"{label} ; 31")
