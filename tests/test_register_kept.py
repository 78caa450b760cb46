"""The entries saved at the page Rédaction, as the page Registre lists them: how far each is, and who sees it."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.app.state import App
from assistant.record.schema import load_schema
from assistant.record.types import FieldValue, Record, RecordSentence
from assistant.record.working.session import Session
from assistant.record.working.store import file_of, list_kept, save
from assistant.register.kept import Saved, saved_entries
from assistant.register.rows import row
from assistant.server.accounts import Accounts, home_of
from assistant.server.desk import Desk
from assistant.view import saved_html
from corpus.library import Library
from tests.apps import app_over
from tests.records import full_record
from tests.test_counter import CHEAP
from tests.test_view_library import HOSTILE, safe

pytest.importorskip("gradio")

SCHEMA = load_schema()
FULL = full_record()
PASSWORD = "une phrase assez longue"


def published(record: Record) -> Record:
    """The same entry as it comes out of the file of a register."""
    return replace(
        record,
        fields={
            key: replace(value, status="published") if value.sentences or value.choice or value.tables else value
            for key, value in record.fields.items()
        },
    )


def named(record: Record, name: str) -> Record:
    said = (RecordSentence(text=name, origin="person"),)
    return replace(record, fields={**record.fields, "name": FieldValue(key="name", status="by_person", sentences=said)})


def kept(home: Path, *records: Record) -> tuple[Saved, ...]:
    register = [row(published(FULL), SCHEMA)]
    for record in records:
        save(home, Session(record=record), SCHEMA)
    return saved_entries(list_kept(home)[0], register, SCHEMA)


def test_an_entry_that_nothing_published_resembles_is_a_draft(tmp_path: Path) -> None:
    (one,) = kept(tmp_path, named(FULL, "Attribution des jeux"))
    assert (one.state, one.published) == ("draft", None)
    shown = saved_html.saved([one], by_account=True)
    assert "Brouillon" in shown and "publiée</a>" not in shown
    score = one.row.completeness.score
    assert f"({score.there} sur {score.total})" in shown and one.row.text("service") in shown


def test_a_draft_of_a_published_entry_leads_to_it(tmp_path: Path) -> None:
    (one,) = kept(tmp_path, FULL)
    assert one.state == "draft_of_published"
    assert 'href="./registre#fiche-valmont-creches"' in saved_html.saved([one], by_account=True)


def test_an_entry_of_a_register_that_nobody_changed_is_published(tmp_path: Path) -> None:
    (one,) = kept(tmp_path, published(FULL))
    assert one.state == "published"
    (changed,) = kept(tmp_path, named(published(FULL), FULL.name))
    assert changed.state == "draft_of_published"


def test_an_entry_with_nothing_in_it_is_not_published(tmp_path: Path) -> None:
    nothing = {key: FieldValue(key=key, status="to_complete") for key in FULL.fields}
    (one,) = kept(tmp_path, replace(FULL, fields=nothing, request="Attribution des jeux"))
    assert one.state == "draft"


def test_nothing_of_an_entry_runs_and_its_address_is_one(tmp_path: Path) -> None:
    (one,) = kept(tmp_path, replace(named(FULL, HOSTILE), id='x"&fiche=<autre>'))
    shown = saved_html.saved([one], by_account=False)
    safe(shown)
    assert 'href="./redaction?fiche=x%22%26fiche%3D%3Cautre%3E"' in shown


def test_the_note_says_who_sees_the_list() -> None:
    assert "Personne d'autre" in saved_html.saved((), by_account=True).replace("&#x27;", "'")
    assert "toute personne" in saved_html.saved((), by_account=False)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    with closing(Library(tmp_path / "home")) as library:
        yield app_over(library)


def somebody(name: str = "", **query: str) -> Any:
    return SimpleNamespace(username=name or None, session_hash="s", query_params=query)


def listed(app: App, name: str = "") -> str:
    from assistant.app.registre import Prepared
    from assistant.register.glance import Glances

    return Prepared(app, Glances(app.library, SCHEMA)).show(somebody(name)).replace("&#x27;", "'")


def with_accounts(app: App) -> None:
    file = app.home / app.settings.users
    for name, roles in {"Awa": ["drafter"], "Bob": ["drafter"], "Eve": ["counter"]}.items():
        Accounts.read(file).add(file, name, roles, PASSWORD, cost=CHEAP)


def test_each_person_sees_what_they_saved_and_nothing_else(app: App) -> None:
    with_accounts(app)
    save(home_of(app.home, "Awa"), Session(record=FULL), SCHEMA)
    save(app.home, Session(record=named(FULL, "Avant les comptes")), SCHEMA)
    assert FULL.name in listed(app, "Awa") and "Avant les comptes" not in listed(app, "Awa")
    assert "Aucune fiche enregistrée" in listed(app, "Bob")
    assert FULL.name not in listed(app, "Eve") and "ne permet pas" in listed(app, "Eve")
    assert "ne permet pas" in listed(app), "nobody is signed in"


def test_without_accounts_everyone_sees_all(app: App) -> None:
    save(app.home, Session(record=FULL), SCHEMA)
    assert FULL.name in listed(app)


def test_a_damaged_file_is_named_beside_the_others(app: App) -> None:
    save(app.home, Session(record=FULL), SCHEMA)
    file_of(app.home, "abimee").write_text("{", "utf-8")
    assert FULL.name in listed(app)
    assert "abimee.json" in listed(app)


def test_the_address_of_an_entry_opens_it_for_whoever_saved_it(app: App) -> None:
    from assistant.app.redaction_acts import Acts
    from assistant.app.redaction_screen import PARTS

    with_accounts(app)
    save(home_of(app.home, "Awa"), Session(record=FULL), SCHEMA)
    acts = Acts(app)
    desk, status = PARTS.index("desk"), PARTS.index("status")
    assert acts.arrive(Desk(), somebody("Awa", fiche=FULL.id))[desk].record == FULL
    refused = acts.arrive(Desk(), somebody("Bob", fiche=FULL.id))
    assert "Aucune fiche" in refused[status] and isinstance(refused[desk], dict), "the desk is left alone"
    assert all(isinstance(part, dict) for part in acts.arrive(Desk(), somebody("Awa"))), "nothing was asked for"
