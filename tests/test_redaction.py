"""The page Rédaction without a browser: documents, drafts, orders, edits, what is kept, and people kept apart."""

import html
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.app.redaction_acts import Acts
from assistant.app.redaction_screen import PARTS
from assistant.app.state import App
from assistant.ask import Assistant
from assistant.errors import BadSetting, LimitReached
from assistant.guard.meaning import SharedWords
from assistant.guard.verify import Guard
from assistant.record.draft import Drafting
from assistant.record.schema import load_schema
from assistant.record.types import Conflict, FieldValue, Record, RecordSentence, Status
from assistant.record.working.fill_field import Unfit
from assistant.record.working.reread import remaining, whole
from assistant.record.working.session import Session
from assistant.relevance import Likeness
from assistant.server.accounts import Accounts, home_of
from assistant.server.desk import (
    CONCLUDE,
    Desk,
    Office,
    asked,
    begin_qualification,
    receive,
    say,
)
from assistant.server.desk_fields import edit, take
from assistant.server.desk_sources import cited, defined
from assistant.server.drafts import Drafts, Step
from assistant.server.limits import Limits
from assistant.server.turns import Turns
from assistant.types import Citation
from assistant.view import record_html
from corpus.library import Library
from corpus.types import Span
from index.embed_words import WordHashEmbedder
from tests.apps import app_over
from tests.records import RULES, bare_record, full_record
from tests.test_accounts import CHEAP
from tests.test_record_draft import RULEBOOK

SCHEMA = load_schema()
OFFICE = Office(schema=SCHEMA)


def drafting_parts() -> Drafting:
    embedder = WordHashEmbedder()
    return Drafting(schema=SCHEMA, embedder=embedder, relevance=Likeness(embedder), guard=Guard(SharedWords()))


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def at_work(**changes: Any) -> Desk:
    return replace(Desk(session=Session(record=full_record())), **changes)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    embedder = WordHashEmbedder()
    assistant = Assistant(embedder=embedder, relevance=Likeness(embedder), guard=Guard(SharedWords()))
    with closing(Library(tmp_path / "home")) as library:
        yield app_over(library, assistant)


def person(name: str = "", session: str = "s1") -> Any:
    return SimpleNamespace(username=name or None, session_hash=session)


def part(outputs: list[Any], name: str) -> Any:
    return outputs[PARTS.index(name)]


def click(acts: Acts, desk: Desk, what: str, key: str = "", text: str = "", who: Any = None) -> list[Any]:
    return acts.act(desk, "Fiche", SimpleNamespace(what=what, key=key, text=text), who or person())  # type: ignore[arg-type]


def test_each_file_says_what_became_of_it(tmp_path: Path) -> None:
    files = [write(tmp_path, "regles.md", RULEBOOK), write(tmp_path, "photo.png", b"\x89PNG\x00\x01")]
    desk = receive(Desk(), files, Limits())
    read, refused = desk.received
    assert (read.name, len(read.documents), read.problem) == ("regles.md", 1, "")
    assert refused.problem
    assert refused.fix
    assert desk.documents == read.documents


def test_a_file_of_the_same_name_is_a_new_version(tmp_path: Path) -> None:
    desk = receive(Desk(), [write(tmp_path, "regles.md", RULEBOOK)], Limits())
    again = receive(desk, [write(tmp_path, "regles.md", RULEBOOK.replace("20 €", "25 €"))], Limits())
    assert len(again.received) == 1
    assert "25 €" in again.documents[0].text


def test_too_many_files_are_refused_and_nothing_changes(tmp_path: Path) -> None:
    files = [write(tmp_path, f"{n}.md", RULEBOOK) for n in range(3)]
    desk = receive(Desk(), files[:2], Limits(files=2))
    with pytest.raises(LimitReached):
        receive(desk, files[2:], Limits(files=2))


@pytest.mark.parametrize(("files", "request_"), [(0, "Aide Chauffage"), (1, "  "), (1, "x" * 501)])
def test_a_draft_needs_documents_and_a_request(tmp_path: Path, files: int, request_: str) -> None:
    desk = receive(Desk(), [write(tmp_path, "regles.md", RULEBOOK)][:files], Limits())
    with pytest.raises((BadSetting, LimitReached)):
        asked(desk, request_)


def test_a_draft_comes_field_by_field_and_ends_whole(tmp_path: Path) -> None:
    desk = receive(Desk(), [write(tmp_path, "regles.md", RULEBOOK)], Limits())
    steps = list(Drafts(drafting_parts, Turns()).run(desk.documents, "Aide Chauffage", "s1"))
    done = [step.done for step in steps if step.record]
    assert done == list(range(1, len(SCHEMA.fields) + 1))
    first = next(step for step in steps if step.record)
    assert first.record is not None
    assert first.record.fields.keys() == {field.key for field in SCHEMA.fields}


def test_a_draft_that_is_stopped_ends_before_its_last_field(tmp_path: Path) -> None:
    desk = receive(Desk(), [write(tmp_path, "regles.md", RULEBOOK)], Limits())
    drafts = Drafts(drafting_parts, Turns())
    seen: list[Step] = []
    for step in drafts.run(desk.documents, "Aide Chauffage", "s1"):
        seen.append(step)
        drafts.stop("s1")
    assert len(seen) == 1


def test_what_breaks_a_draft_reaches_whoever_asked(tmp_path: Path) -> None:
    def broken() -> Drafting:
        class Broken(WordHashEmbedder):
            def embed_question(self, text: str, /) -> Any:
                raise BadSetting("Panne.", fix="réessayez")

        return replace(drafting_parts(), embedder=Broken())

    desk = receive(Desk(), [write(tmp_path, "regles.md", RULEBOOK)], Limits())
    with pytest.raises(BadSetting):
        list(Drafts(broken, Turns()).run(desk.documents, "Aide Chauffage", "s1"))


def test_a_field_edited_is_a_persons_and_can_be_undone() -> None:
    desk = edit(at_work(), "purpose", "Classer les demandes.", SCHEMA)
    assert desk.record is not None
    assert desk.record.fields["purpose"].status == "by_person"
    undone = say(desk, "annule", OFFICE, None)
    assert undone.record == full_record()
    emptied = edit(desk, "purpose", "  ", SCHEMA).record
    assert emptied is not None
    assert emptied.fields["purpose"].status == "to_complete"


def doubting(key: str, citation: Citation, status: Status = "to_complete") -> Record:
    """An entry with a field that a sentence may say."""
    field, record = SCHEMA.field(key), bare_record()
    value = FieldValue(key=key, status=status, question=field.question, whom=field.whom)
    value = replace(value, doubtful=(replace(citation, number=1),))
    return replace(record, fields={**record.fields, key: value})


def test_a_doubtful_sentence_that_a_person_takes_keeps_its_source_and_can_be_undone(app: App) -> None:
    record = doubting("appeals", full_record().citations[0])
    desk, quote = Desk(session=Session(record=record)), full_record().citations[0].quote
    shown = record_html.fields(desk, SCHEMA)
    assert 'data-source="appeals.1"' in shown and 'data-what="take"' in shown
    opened = part(click(Acts(app), desk, "source", "appeals.1"), "source")
    assert quote in opened and "Phrase à vérifier" in opened and 'data-numero="appeals.1"' in opened
    taken = part(click(Acts(app), desk, "take", "appeals", "1"), "desk")
    value = taken.record.fields["appeals"]
    assert (value.status, value.text, value.doubtful) == ("by_person", quote, ())
    assert taken.record.citation(value.sentences[0].citations[0]).quote == quote
    assert say(taken, "annule", OFFICE, None).record == record


@pytest.mark.parametrize(
    ("key", "place"), [("appeals", "2"), ("appeals", "x"), ("no-such-field", "1"), ("", ""), ("", "1")]
)
def test_what_is_no_doubtful_sentence_is_not_taken(app: App, key: str, place: str) -> None:
    record = doubting("appeals", full_record().citations[0])
    desk = Desk(session=Session(record=replace(record, citations=full_record().citations)))
    assert take(desk, key, place, SCHEMA) is desk
    assert "reprise" not in str(click(Acts(app), desk, "take", key, place))


def test_a_field_that_is_not_open_takes_no_sentence() -> None:
    desk = Desk(session=Session(record=doubting("appeals", full_record().citations[0], "by_person")))
    assert take(desk, "appeals", "1", SCHEMA) is desk


def test_a_choice_that_a_sentence_does_not_settle_keeps_its_question() -> None:
    unsettling = replace(full_record().citations[0], quote="Le logiciel Ordinou est utilisé.")
    taken = take(Desk(session=Session(record=doubting("automation", unsettling))), "automation", "1", SCHEMA)
    assert taken.record
    value, field = taken.record.fields["automation"], SCHEMA.field("automation")
    assert (value.choice, value.question, value.whom) == ("", field.question, field.whom)
    settling = replace(unsettling, quote="La décision est entièrement automatisée.")
    taken = take(Desk(session=Session(record=doubting("automation", settling))), "automation", "1", SCHEMA)
    assert taken.record
    value = taken.record.fields["automation"]
    assert value.choice and not value.question and not value.whom


AIDED, AUTOMATIC = SCHEMA.field("automation").values[1], SCHEMA.field("automation").values[0]


def test_a_doubtful_sentence_of_a_choice_is_taken_with_the_value_that_a_person_gives_it(app: App) -> None:
    unsettling = replace(full_record().citations[0], quote="Le logiciel Ordinou est utilisé.")
    desk = Desk(session=Session(record=doubting("automation", unsettling)))
    shown = record_html.fields(desk, SCHEMA)
    assert f'data-text="1={html.escape(AIDED)}"' in shown and f'data-text="1={AUTOMATIC}"' in shown
    taken = part(click(Acts(app), desk, "take", "automation", f"1={AIDED}"), "desk")
    value = taken.record.fields["automation"]
    assert (value.status, value.choice, value.question) == ("by_person", AIDED, "")
    assert value.text == unsettling.quote and taken.record.citation(value.sentences[0].citations[0])
    assert f"«\u00a0{AIDED}\u00a0»" in taken.said[-1].text
    for invented in ("1=peut-être", "1=", "=peut-être", "=", "2=Externe", f"={AIDED}"):
        assert take(desk, "automation", invented, SCHEMA) is desk


def disputed_choice() -> Record:
    """An entry whose documents do not agree on who decides."""
    record = full_record()
    quotes = ("La commission décide de l'attribution des places.", "La décision est entièrement automatisée.")
    citations = tuple(replace(record.citations[0], number=n, quote=quote) for n, quote in enumerate(quotes, start=1))
    citations = (citations[0], replace(citations[1], span=Span(500, 540)))
    sentences = tuple(RecordSentence(text=c.quote, origin="quote", citations=(c.number,)) for c in citations)
    value = FieldValue(
        key="automation", status="drafted", sentences=sentences, question="Qui décide ?",
        conflicts=(Conflict(about="une personne décide pour l'un, personne pour l'autre", one=(1,), other=(2,)),),
    )  # fmt: skip
    bare = bare_record()
    return replace(bare, fields={**bare.fields, "automation": value}, citations=citations)


@pytest.mark.parametrize(("choice", "kept"), [(AIDED, "La commission"), (AUTOMATIC, "La décision est")])
def test_a_person_settles_a_choice_and_the_sentence_that_says_it_stays(app: App, choice: str, kept: str) -> None:
    desk = Desk(session=Session(record=disputed_choice()))
    assert f'data-text="={html.escape(choice)}"' in record_html.fields(desk, SCHEMA)
    settled = part(click(Acts(app), desk, "take", "automation", f"={choice}"), "desk")
    value = settled.record.fields["automation"]
    assert (value.choice, value.status, value.conflicts, value.question) == (choice, "by_person", (), "")
    (sentence,) = value.sentences
    assert sentence.text.startswith(kept) and settled.record.citation(sentence.citations[0]).quote == sentence.text
    assert "ne disaient pas la même chose" in settled.said[-1].text
    assert 'data-text="=' not in record_html.fields(settled, SCHEMA)
    assert say(settled, "annule", OFFICE, None).record == disputed_choice()


def test_a_choice_settled_against_all_its_sentences_cites_none_of_them() -> None:
    record = disputed_choice()
    value = replace(record.fields["automation"], sentences=record.fields["automation"].sentences[1:], conflicts=())
    desk = Desk(session=Session(record=replace(record, fields={**record.fields, "automation": value})))
    settled = take(desk, "automation", f"={AIDED}", SCHEMA).record
    assert settled and settled.fields["automation"].text == AIDED
    assert not settled.fields["automation"].sentences[0].citations


def test_a_sentence_taken_that_is_too_long_for_a_register_is_said() -> None:
    field = next(field for field in SCHEMA.fields if field.limit and field.kind == "text")
    long = replace(full_record().citations[0], quote="a" * (field.limit + 1))
    taken = take(Desk(session=Session(record=doubting(field.key, long))), field.key, "1", SCHEMA)
    assert f"n'en admettent que {field.limit}" in taken.said[-1].text


def test_a_number_of_thousands_of_digits_opens_nothing(app: App) -> None:
    click(Acts(app), at_work(), "source", "1", "9" * 5_000)
    assert "Aucune fiche" in part(click(Acts(app), at_work(), "reopen", f"offered:{'9' * 5_000}"), "status")


def test_a_value_that_is_not_allowed_changes_nothing() -> None:
    with pytest.raises(Unfit):
        edit(at_work(), "automation", "peut-être", SCHEMA)
    assert edit(at_work(), "no-such-field", "x", SCHEMA) == at_work()


def test_nothing_changes_while_a_draft_is_under_way() -> None:
    busy = at_work(pending=("purpose",))
    for act in (lambda: edit(busy, "purpose", "x", SCHEMA), lambda: say(busy, "annule", OFFICE, None)):
        with pytest.raises(BadSetting):
            act()


def test_an_order_without_an_entry_says_what_to_do_first() -> None:
    desk = say(Desk(), "plus court", OFFICE, None)
    assert "pas encore de fiche" in desk.said[-1].text


def test_the_qualification_asks_then_concludes() -> None:
    desk = begin_qualification(Desk())
    assert "Oui" in desk.said[-1].choices
    assert "Réponse non comprise" in say(desk, "peut-être bien", OFFICE, None).said[-1].text
    desk = say(desk, "Non", OFFICE, None)
    assert desk.answers is None
    assert "article" in desk.said[-1].text.casefold() or "L. " in desk.said[-1].text
    stopped = say(say(begin_qualification(Desk()), "Oui", OFFICE, None), CONCLUDE, OFFICE, None)
    assert stopped.answers is None


def test_a_citation_is_found_by_its_number_or_by_its_turn() -> None:
    desk = at_work()
    assert cited(desk, "1") == full_record().citations[0]
    assert cited(desk, "9999") is None
    asked_ = say(desk, "source de la finalité", OFFICE, None)
    turn = len(asked_.said) - 1
    citation = asked_.said[turn].citations[0]
    assert cited(asked_, str(citation.number), turn) == citation
    assert cited(asked_, str(citation.number), 99) is None


def test_two_people_keep_their_entries_apart(app: App) -> None:
    acts, desk = Acts(app), at_work()
    click(acts, desk, "save", who=person("Awa"))
    assert full_record().name in acts.kept(Desk(), person("Awa"))
    assert full_record().name not in acts.kept(Desk(), person("Bob"))
    assert home_of(app.home, "Awa") == home_of(app.home, "awa ") != home_of(app.home, "Bob")
    assert home_of(app.home, "../..").parent == app.home / "people"
    stolen = click(acts, Desk(), "reopen", f"kept:{full_record().id}", who=person("Bob"))
    assert "Aucune fiche" in part(stolen, "status")
    mine = click(acts, Desk(), "reopen", f"kept:{full_record().id}", who=person("Awa"))
    assert part(mine, "desk").record == full_record()


def test_what_is_not_saved_is_said_until_it_is(app: App) -> None:
    acts, unsaved = Acts(app), "Modifications non enregistrées"
    saved = click(acts, at_work(), "save")
    assert unsaved in record_html.head(at_work(), SCHEMA) and unsaved not in part(saved, "head")
    again = part(click(acts, Desk(), "reopen", f"kept:{full_record().id}"), "desk")
    assert unsaved not in record_html.head(again, SCHEMA)
    changed = edit(again, "purpose", "Autre chose.", SCHEMA)
    assert unsaved in record_html.head(changed, SCHEMA)
    assert unsaved not in record_html.head(say(changed, "annule", OFFICE, None), SCHEMA), "back to what was saved"


def test_an_entry_that_is_reopened_has_its_glossary_without_its_documents(app: App, tmp_path: Path) -> None:
    acts, desk = Acts(app), receive(Desk(), [write(tmp_path, "reglement.md", RULES)], Limits())
    done = part(list(acts.draft(desk, "Attribution des places en crèche", person()))[-1], "desk")
    click(acts, done, "save")
    again = part(click(acts, Desk(), "reopen", f"kept:{done.record.id}"), "desk")
    assert not again.documents and defined(again) == defined(done)
    (meeting,) = [one.citation for one in defined(again) if "cinq agents" in one.text]
    assert meeting and meeting.number > len(again.record.citations)
    assert cited(again, str(meeting.number)) == meeting
    assert "cinq agents" in acts.show(again, "Glossaire")


def test_what_was_dropped_is_read_and_then_removed(app: App, tmp_path: Path) -> None:
    file = write(tmp_path, "regles.md", RULEBOOK)
    *_, last = Acts(app).receive(Desk(), [str(file)], person())
    assert not file.exists()
    assert part(last, "desk").documents
    assert "regles.md" in part(last, "files")


def test_a_draft_on_the_page_is_shown_and_logged(app: App, tmp_path: Path) -> None:
    desk = receive(Desk(), [write(tmp_path, "regles.md", RULEBOOK)], Limits())
    outputs = list(Acts(app).draft(desk, "Aide Chauffage", person()))
    assert "en cours de rédaction" in "".join(str(part(one, "view")) for one in outputs)
    done = part(outputs[-1], "desk")
    assert not done.pending
    assert "payer leur énergie" in done.record.fields["purpose"].text
    assert list((app.home / "audit").iterdir())
    again = part(list(Acts(app).draft(edit(done, "name", "Chauffage", SCHEMA), "Aide Chauffage", person()))[-1], "desk")
    assert again.record.fields["name"].text == "Chauffage"


def saved(acts: Acts, folder: Path) -> Desk:
    """A desk whose entry was drafted, filled in one field by a person, and kept."""
    desk = receive(Desk(), [write(folder, "regles.md", RULEBOOK)], Limits())
    done = part(list(acts.draft(desk, "Aide Chauffage", person()))[-1], "desk")
    return part(acts.say(edit(done, "contact", "aides@valbrume.example", SCHEMA), "enregistre", "", person()), "desk")


@pytest.mark.parametrize("changed", [RULEBOOK, RULEBOOK.replace("20 € par personne", "25 € par personne")])
def test_drafted_again_on_a_page_opened_anew_an_entry_keeps_what_a_person_wrote(
    app: App, tmp_path: Path, changed: str
) -> None:
    acts = Acts(app)
    kept = saved(acts, tmp_path).record
    fresh = receive(Desk(), [write(tmp_path, "regles.md", changed)], Limits())
    again = part(list(acts.draft(fresh, "aide  chauffage", person()))[-1], "desk")
    assert again.record.id == kept.id
    assert again.record.fields["contact"].text == "aides@valbrume.example"
    assert "«\u00a0Contact" in again.said[-1].text and "fiches gardées" in again.said[-1].text
    assert ("25 €" in again.record.fields["operations"].text) is (changed != RULEBOOK)
    assert ("Nouvelle version" in again.said[-1].text) is (changed != RULEBOOK)
    undone = part(acts.say(again, "annule", "", person()), "desk")
    assert undone.record == kept and not undone.is_unsaved


def test_another_entry_another_document_or_another_person_brings_no_words_back(app: App, tmp_path: Path) -> None:
    acts = Acts(app)
    saved(acts, tmp_path)
    other = receive(Desk(), [write(tmp_path, "autre.md", RULEBOOK.replace("Valbrume", "Rochebelle"))], Limits())
    same = receive(Desk(), [write(tmp_path, "regles.md", RULEBOOK)], Limits())
    for desk, request, who in (
        (other, "Aide Chauffage", person()),
        (same, "Aide Vacances", person()),
        (same, "Aide Chauffage", person("paul")),
    ):
        done = part(list(acts.draft(desk, request, who))[-1], "desk")
        assert done.record.fields["contact"].status != "by_person" and "Brouillon prêt" in done.said[-1].text


def test_a_draft_that_breaks_down_leaves_the_desk_as_it_was(
    app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Iterator[Step]:
        yield Step(label="Rubriques", total=3)
        raise ZeroDivisionError

    monkeypatch.setattr(Drafts, "run", broken)
    desk, outputs = receive(Desk(), [write(tmp_path, "regles.md", RULEBOOK)], Limits()), []
    with pytest.raises(ZeroDivisionError):
        for output in Acts(app).draft(desk, "Aide Chauffage", person()):
            outputs.append(output)
    assert part(outputs[0], "desk").pending and part(outputs[-1], "desk") is desk
    assert "panne inattendue" in part(outputs[-1], "status")


def test_a_source_opens_at_its_place_or_as_its_quotation_alone(app: App, tmp_path: Path) -> None:
    desk = receive(Desk(), [write(tmp_path, "regles.md", RULEBOOK)], Limits())
    done = part(list(Acts(app).draft(desk, "Aide Chauffage", person()))[-1], "desk")
    opened = part(click(Acts(app), done, "source", "1"), "source")
    assert "<mark>" in opened
    alone = part(click(Acts(app), replace(done, received=()), "source", "1"), "source")
    assert "Déposez-le de nouveau" in alone


@pytest.mark.parametrize(
    ("what", "key", "text"),
    [
        ("source", "x", ""),
        ("source", "1", "-3"),
        ("nothing", "", ""),
        ("format", "exe", ""),
        ("compare", "offered:7", ""),
    ],
)
def test_what_a_browser_invents_does_nothing(app: App, what: str, key: str, text: str) -> None:
    outputs = click(Acts(app), at_work(), what, key, text)
    assert isinstance(part(outputs, "desk"), dict), "the desk is left alone"


def test_each_format_can_be_downloaded(app: App) -> None:
    shown = part(click(Acts(app), at_work(), "format", "csv"), "view")
    assert shown.count("download=") == 2
    assert "Ce format n&#x27;a pas de place pour" in shown


def test_who_may_not_draft_is_told_so(app: App) -> None:
    users = app.home / app.settings.users
    users.touch(mode=0o600)
    acts = Acts(app)
    assert "Votre compte ne permet pas" in part(click(acts, at_work(), "undo", who=person("Bob")), "status")
    assert acts.kept(Desk(), person("Bob")) == ""
    *_, refused = acts.draft(at_work(), "Aide", person("Bob"))
    assert "Votre compte ne permet pas" in part(refused, "status")


def test_a_field_then_the_whole_entry_are_marked_as_reread_on_the_page(app: App) -> None:
    acts, record = Acts(app), full_record()
    left = remaining(record)
    unsigned = click(acts, at_work(), "reread", "purpose", " ")
    assert "nom de votre service" in part(unsigned, "status") and isinstance(part(unsigned, "desk"), dict)
    desk = part(click(acts, at_work(), "reread", "purpose", "service Petite enfance"), "desk")
    shown = record_html.fields(desk, SCHEMA)
    assert "Relu par le service Petite enfance, le" in shown and 'data-what="unread" data-key="purpose"' in shown
    head = record_html.head(desk, SCHEMA)
    assert (
        "7 sur 22" in head
        and 'value="service Petite enfance"' in head
        and "disabled" in head.split('id="relecteur"')[1]
    )
    refused = click(acts, desk, "reread", "", "service Petite enfance")
    assert "il reste 15 rubriques" in part(refused, "status")
    for key in left:
        desk = part(click(acts, desk, "reread", key, "service Petite enfance"), "desk")
    assert desk.said[-1].text.endswith("reste à marquer la fiche entière comme relue.")
    desk = part(click(acts, desk, "reread", "", "service Petite enfance"), "desk")
    assert "Fiche relue par le service Petite enfance, le" in record_html.head(desk, SCHEMA)
    assert desk.is_unsaved
    assert whole(edit(desk, "purpose", "Classer.", SCHEMA).record) is None  # type: ignore[arg-type]
    desk = part(click(acts, desk, "unread", ""), "desk")
    assert desk.record.reread is None and not remaining(desk.record)
    desk = part(click(acts, desk, "unread", "purpose"), "desk")
    assert remaining(desk.record) == ("purpose",)
    assert part(click(acts, desk, "reread", "no-such-field", "service X"), "status") == part(
        click(acts, desk, "?"), "status"
    )


def test_who_is_signed_in_signs_what_they_reread(app: App) -> None:
    file = app.home / app.settings.users
    Accounts.read(file).add(file, "awa", ["drafter"], "une phrase de passe longue", cost=CHEAP)
    outputs = click(Acts(app), at_work(), "reread", "purpose", "service X", who=person("awa"))
    assert part(outputs, "desk").record.fields["purpose"].reread.by == "awa"
    assert "relecteur" not in part(outputs, "head"), "nobody types who they are"
    desk = part(Acts(app).say(at_work(), "j'ai relu le contexte", "", person("awa")), "desk")
    assert desk.record.fields["context"].reread.by == "awa"


def test_a_sentence_is_dropped_on_the_page_and_put_back(app: App) -> None:
    acts, record = Acts(app), full_record()
    desk = part(click(acts, at_work(), "drop", "role", "2"), "desk")
    assert len(desk.record.fields["role"].sentences) == 1
    shown = record_html.fields(desk, SCHEMA)
    assert "1 phrase écartée par une personne" in shown and "Elle peut s&#x27;écarter du classement" in shown
    assert say(desk, "annule", OFFICE, None).record == record
    back = next(text for text in re.findall(r'data-text="(remets [^"]*)"', shown))
    again = say(desk, html.unescape(back), OFFICE, None).record
    assert again and again.fields["role"].text == record.fields["role"].text and not again.fields["role"].discarded
    for key, rank in (("role", "9"), ("role", "x"), ("contact", "1")):
        assert isinstance(part(click(acts, at_work(), "drop", key, rank), "desk"), dict), "nothing changed"
    assert 'data-what="drop"' not in record_html.fields(replace(desk, pending=("data",)), SCHEMA)


def test_an_entry_that_is_not_saved_is_put_aside_and_taken_up_again(app: App, tmp_path: Path) -> None:
    acts = Acts(app)
    unsaved = edit(saved(acts, tmp_path), "purpose", "Des mots qui comptent.", SCHEMA)
    assert unsaved.session and unsaved.record
    other = part(list(acts.draft(unsaved, "Aide Vacances", person()))[-1], "desk")
    assert other.record.id != unsaved.record.id and "mise de côté" in other.said[-3].text
    shown = record_html.head(other, SCHEMA)
    assert "Reprendre la fiche non enregistrée" in shown and shown.count("non-enregistre") == 2
    back = part(click(acts, other, "resume", "0"), "desk")
    assert back.session == unsaved.session and back.is_unsaved and back.kept == unsaved.kept
    assert [one.session for one in back.aside] == [other.session], "the draft is not saved either"
    again = part(click(acts, back, "reopen", f"kept:{unsaved.record.id}"), "desk")
    assert not again.is_unsaved and len(again.aside) == 2
    for place in ("9", "-1", "x"):
        assert again.aside == getattr(part(click(acts, again, "resume", place), "desk"), "aside", again.aside)


def test_an_entry_that_is_saved_gives_way_without_a_word(app: App, tmp_path: Path) -> None:
    acts = Acts(app)
    desk = saved(acts, tmp_path)
    other = part(list(acts.draft(desk, "Aide Vacances", person()))[-1], "desk")
    assert other.aside == () and "mise de côté" not in "".join(said.text for said in other.said)
