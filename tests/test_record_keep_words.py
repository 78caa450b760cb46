"""Drafting or importing over a kept entry loses nothing of what a person wrote, and no source."""

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.commands import record as commands_record
from assistant.record.exchange.export_csv import register_csv
from assistant.record.schema import load_schema
from assistant.record.working.fill_field import fill
from assistant.record.working.keep_words import drafted_over
from assistant.record.working.store import load, put
from tests.records import full_record

SCHEMA = load_schema()
DRAFT = full_record()


def test_drafting_again_keeps_the_words_of_a_person_and_says_so(tmp_path: Path) -> None:
    put(tmp_path, fill(DRAFT, SCHEMA.field("contact"), "a@b.example"), SCHEMA)
    record, told = drafted_over(tmp_path, replace(DRAFT, made_on="2027-01-01"), SCHEMA)
    assert (record.fields["contact"].text, record.fields["contact"].status) == ("a@b.example", "by_person")
    assert record.made_on == "2027-01-01"
    assert SCHEMA.field("contact").label in told


def test_a_first_draft_is_kept_as_it_is(tmp_path: Path) -> None:
    draft = replace(DRAFT, fields={key: value for key, value in DRAFT.fields.items() if value.status != "by_person"})
    assert drafted_over(tmp_path, draft, SCHEMA) == (draft, "")
    put(tmp_path, draft, SCHEMA)
    assert drafted_over(tmp_path, draft, SCHEMA) == (draft, "")


def test_a_csv_does_not_replace_the_draft_that_cites_its_sources(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path, DRAFT, SCHEMA)
    file = tmp_path / "fiche.csv"
    file.write_bytes(register_csv([DRAFT], SCHEMA).data)
    assert commands_record.import_records(Namespace(home=tmp_path, file=file)) == 0
    assert load(tmp_path, DRAFT.id).session.record == DRAFT
    assert load(tmp_path, f"{DRAFT.id}-importee").session.record.name == DRAFT.name
    assert "glose record compare" in capsys.readouterr().err
