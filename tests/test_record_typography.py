"""Our words have the blanks that French wants, in files and pages; quotations keep those of their sources."""

import re
from dataclasses import replace

from assistant.record.schema import load_schema
from assistant.record.texts.layout import Heading, Paragraph
from assistant.record.texts.publication import publication
from assistant.record.types import Record, RecordSentence
from assistant.record.working.session import Session
from assistant.server.desk import Desk
from assistant.view import outputs_html, record_html
from assistant.view.tags import around_quotations
from tests.records import full_record

SCHEMA = load_schema()
QUOTE = "Le tarif : 1 200 € pour « tous » ; voir l'article L. 311-3 ?"
BREAKING = re.compile(r" [:;?!»]|« ")


def quoting() -> Record:
    """An entry that quotes a source with breaking spaces, and a note of ours."""
    record = full_record()
    sentence = RecordSentence(text=QUOTE, origin="quote", citations=(1,))
    purpose = replace(record.fields["purpose"], sentences=(sentence,), tables=())
    citations = (replace(record.citations[0], quote=QUOTE), *record.citations[1:])
    return replace(record, fields={**record.fields, "purpose": purpose}, citations=citations, notes=("Lu : 3 ans",))


def test_our_words_have_french_blanks_in_files_and_quotations_keep_their_own() -> None:
    made = publication(quoting(), SCHEMA)
    runs = [run for part in made.parts if isinstance(part, Paragraph) for run in part.runs]
    assert any(run.text == f"«\u00a0{QUOTE}\u00a0»" for run in runs)
    assert any(QUOTE in run.text for note in made.notes for run in note.runs)
    assert any(run.text == "Lu\u00a0: 3\u00a0ans" for run in runs)
    assert not [part.text for part in made.parts if isinstance(part, Heading) and BREAKING.search(part.text)]
    assert not BREAKING.search(made.notice)


def test_the_page_does_the_same_in_every_view() -> None:
    record = quoting()
    desk = Desk(session=Session(record=record))
    shown = record_html.fields(desk, SCHEMA) + record_html.head(desk, SCHEMA)
    assert f"«\u202f{QUOTE}\u202f»" in re.sub("&#x27;", "'", shown)
    assert "Comment et quand l&#x27;algorithme intervient-il dans la prise de décision\u202f?</h4>" in shown
    checks = outputs_html.checklist(desk, record, SCHEMA)
    assert not BREAKING.search(re.sub(r"<[^>]*>", "", checks))


def test_a_legal_text_ties_its_own_words_alone() -> None:
    said = around_quotations("Finalité : «\u00a0Un prix : 3 € ?\u00a0» [À compléter : quoi ?]")
    assert said == "Finalité\u00a0: «\u00a0Un prix : 3 € ?\u00a0» [À compléter\u00a0: quoi\u202f?]"
