"""What differs between two entries, and how it reads."""

from dataclasses import replace
from datetime import date

from assistant.record.schema import load_schema
from assistant.record.types import FieldValue
from assistant.record.working.compare import (
    compare,
    compare_reread,
    differences_as_text,
    reread_as_lines,
    word_differences,
)
from assistant.record.working.converse import order
from assistant.record.working.reread import mark, mark_whole, remaining, signed
from assistant.record.working.session import Parts, Session
from tests.records import bare_record, full_record, said

FULL = full_record()
BARE = bare_record()

SCHEMA = load_schema()
DAY = date(2026, 3, 3)


def test_fields_are_the_same_changed_or_only_in_one() -> None:
    draft = FULL
    for text in ("vide le contact", "remplis le responsable : Direction de la famille"):
        draft = order(Session(record=draft), text, Parts(schema=SCHEMA))[0].record
    found = {one.key: one.difference for one in compare(draft, FULL, SCHEMA)}
    assert found.pop("contact") == "only_other" and found.pop("service") == "changed"
    assert set(found.values()) == {"same"}
    bare = {one.key: one.difference for one in compare(BARE, BARE, SCHEMA)}
    assert bare.pop("purpose") == "same" and set(bare.values()) == {"neither"}


def test_a_choice_and_a_table_count() -> None:
    record = FULL
    scope = replace(record.fields["scope"], choice="Interne")
    operations = replace(record.fields["operations"], tables=())
    other = replace(record, fields={**record.fields, "scope": scope, "operations": operations})
    changed = {one.key for one in compare(record, other, SCHEMA) if one.difference == "changed"}
    assert changed == {"scope", "operations"}


def test_words_that_differ_are_marked_and_both_texts_are_whole() -> None:
    one, other = "La commission décide dans l'ordre.", "La commission du maire décide dans l’ordre, seule."
    words = word_differences(one, other)
    assert "".join(part.text for part in words if part.where != "other") == one
    assert "".join(part.text for part in words if part.where != "one") == other
    assert "du maire" in [part.text.strip() for part in words if part.where == "other"]


def test_the_text_names_both_sides_and_what_is_the_same() -> None:
    draft = FULL
    value = FieldValue(key="service", status="by_person", sentences=said("Direction de la famille"))
    other = replace(draft, fields={**draft.fields, "service": value})
    text = differences_as_text(compare(draft, other, SCHEMA), ("le brouillon", "la fiche publiée"))
    assert text.startswith("le brouillon et la fiche publiée : 1 rubrique diffère.")
    assert "Direction de la [-petite enfance-]{+famille+}" in text and "Identiques : Nom de l'administration" in text
    assert "aucune différence" in differences_as_text(compare(draft, draft, SCHEMA), ("A", "B"))


def test_who_reread_what_is_compared_too() -> None:
    enfance, social = (signed(f"service {name}", "", DAY) for name in ("Enfance", "Social"))
    one, other = mark(FULL, ["purpose", "role"], enfance), mark(FULL, ["purpose", "contact"], social)
    found = compare_reread(one, other, SCHEMA)
    text = differences_as_text(compare(one, other, SCHEMA), ("A", "B"), found)
    assert text.startswith("A et B : aucune rubrique ne diffère.")
    read = ("relu dans A par le service Enfance, le 3 mars 2026", "relu dans B par le service Social, le 3 mars 2026")
    assert f"    Finalité de l'algorithme : {read[0]} ; {read[1]}.\n" in text
    assert f"{SCHEMA.field('contact').label} : {read[1]} ; pas dans A." in text
    assert compare_reread(one, one, SCHEMA) == ()


def test_an_entry_that_nobody_reread_is_told_in_one_line() -> None:
    read = mark(FULL, remaining(FULL), signed("service Enfance", "", DAY))
    whole = mark_whole(read, signed("service Enfance", "", DAY))
    for one, other, where in ((whole, FULL, "dans A, aucune dans B."), (FULL, whole, "dans B, aucune dans A.")):
        (line,) = reread_as_lines(compare_reread(one, other, SCHEMA), ("A", "B"))
        assert line == f"{len(remaining(FULL))} rubriques relues {where}"
    (line,) = reread_as_lines(compare_reread(whole, read, SCHEMA), ("A", "B"))
    assert line == "Fiche entière : relu dans A par le service Enfance, le 3 mars 2026 ; pas dans B."


def test_a_field_of_an_older_schema_is_compared_too() -> None:
    record = FULL
    older = FieldValue(key="risk", status="published", sentences=said("faible", origin="published"))
    found = compare(replace(record, fields={**record.fields, "risk": older}), record, SCHEMA)
    assert (found[-1].key, found[-1].difference) == ("risk", "only_one")
