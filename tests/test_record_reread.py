"""What a person has read again, and the sentences that a person drops: kept, cleared, undone, and said in files."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.record.about import notice
from assistant.record.as_json import record_as_json
from assistant.record.exchange.exports import FORMATS, export, import_file
from assistant.record.redraft import merge
from assistant.record.schema import load_schema
from assistant.record.texts.page_text import record_as_text
from assistant.record.types import Conflict, Record
from assistant.record.working.converse import order
from assistant.record.working.fill_field import Unfit, drop, fill
from assistant.record.working.keep_words import drafted_over
from assistant.record.working.reread import (
    NotReread,
    mark,
    mark_whole,
    progress,
    progress_as_text,
    remaining,
    signed,
    unmark,
    whole,
)
from assistant.record.working.session import Parts, Reply, Session
from assistant.record.working.store import kept_as_text, list_kept, load, put, save
from corpus.errors import UnreadableFile
from corpus.types import Source
from tests.records import bare_record, full_record
from tests.test_record_converse import citations_hold, said
from tests.test_record_exports import words_of

SCHEMA = load_schema()
FULL = full_record()
DAY = date(2026, 3, 3)
MARK = signed("service Petite enfance", "", DAY)
PARTS = Parts(schema=SCHEMA, today=lambda: DAY)
ALL = mark(FULL, remaining(FULL), MARK)
WHOLE = mark_whole(ALL, MARK)


def talk(*orders: str, record: Record = FULL, parts: Parts = PARTS) -> tuple[Session, Reply]:
    session = Session(record=record)
    for text in orders:
        session, reply = order(session, text, parts)
    return session, reply


@pytest.mark.parametrize(
    ("name", "account", "by"),
    [
        ("service  Petite enfance ", "", "le service Petite enfance"),
        ("Direction des familles", "", "la Direction des familles"),
        ("le pôle social", "", "le pôle social"),
        ("Awa", "", "Awa"),
        ("service X", "awa", "awa"),
    ],
)
def test_the_account_signs_else_the_service_that_is_named(name: str, account: str, by: str) -> None:
    assert signed(name, account, DAY).by == by


@pytest.mark.parametrize("name", ["", "  ", "x", "a" * 121])
def test_nobody_signs_without_a_name_that_can_be_read(name: str) -> None:
    with pytest.raises(NotReread):
        signed(name, "", DAY)


def test_a_field_that_a_person_wrote_needs_no_rereading_and_an_open_one_has_nothing_to_read() -> None:
    assert "contact" not in remaining(FULL) and FULL.fields["contact"].status == "by_person"
    assert remaining(bare_record()) == ("purpose",)
    with pytest.raises(NotReread, match="à compléter"):
        mark(bare_record(), ["contact"], MARK)


def test_the_whole_is_marked_once_nothing_remains_and_how_many_remain_is_said() -> None:
    with pytest.raises(NotReread, match="il reste 16 rubriques"):
        mark_whole(FULL, MARK)
    one = mark(FULL, ["purpose"], MARK)
    assert progress(one) == (7, 22) and "7 sur 22 ; il en reste 15 à relire" in progress_as_text(one)
    assert whole(ALL) is None and whole(WHOLE) == MARK
    assert progress_as_text(WHOLE) == "Fiche relue par le service Petite enfance, le 3 mars 2026."
    assert whole(unmark(WHOLE, ["purpose"])) is None
    forged = replace(FULL, reread=MARK)
    assert whole(forged) is None, "a mark over fields that nobody read"


@pytest.mark.parametrize(
    "text", ["remplis la finalité : Classer.", "écarte la phrase 2 du rôle", "plus court", "vide le public"]
)
def test_words_that_change_lose_their_mark_and_that_of_the_whole_and_undoing_gives_them_back(text: str) -> None:
    session, reply = talk(text, record=WHOLE)
    assert whole(session.record) is None and session.record.reread is None
    assert reply.changed and all(session.record.fields[key].reread is None for key in reply.changed)
    assert session.record.fields["data"].reread == MARK
    assert order(session, "annule", PARTS)[0].record == WHOLE


def test_a_change_that_leaves_the_words_leaves_the_mark() -> None:
    session, _ = talk("source de la finalité", "plus court pour la finalité", record=WHOLE)
    assert session.record == WHOLE


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("j'ai relu la finalité, par le service Petite enfance", ["purpose"]),
        ("marque le contexte comme relu par le service Petite enfance", ["context"]),
        ("J'ai relu les effets par le service Petite enfance", ["decisions_per_year", "scope", "public"]),
        (
            "j'ai relu le nombre de décisions par an et le public, par le service Petite enfance",
            ["decisions_per_year", "public"],
        ),
    ],
)
def test_fields_are_marked_in_the_conversation(text: str, keys: list[str]) -> None:
    session, reply = talk(text)
    assert [key for key, value in session.record.fields.items() if value.reread == MARK] == keys
    assert list(reply.changed) == keys and "relu par le service Petite enfance, le 3 mars 2026" in reply.text
    assert "à relire" in reply.text


def test_a_name_given_once_serves_again_and_an_account_comes_before_it() -> None:
    assert "Au nom de quel service" in talk("j'ai relu la finalité")[1].text
    session, _ = talk("j'ai relu la finalité par le service X", "j'ai relu le contexte")
    assert session.record.fields["context"].reread == signed("service X", "", DAY)
    session, _ = talk("j'ai relu la finalité par le service X", parts=replace(PARTS, account="awa"))
    assert session.record.fields["purpose"].reread == signed("", "awa", DAY)


def test_the_whole_is_marked_in_the_conversation_when_nothing_remains() -> None:
    session, reply = talk("marque comme relu par le service X")
    assert session.record == FULL and SCHEMA.field("purpose").label in reply.text and "reste un brouillon" in reply.text
    one_left = unmark(ALL, ["purpose"])
    session, reply = talk("j'ai relu la finalité par le service X", record=one_left)
    assert reply.choices == ("j'ai relu la fiche",)
    session, reply = order(session, reply.choices[0], PARTS)
    assert (
        whole(session.record) == signed("service X", "", DAY) and "Fiche entière relue par le service X" in reply.text
    )
    undone, reply = order(session, "annule", PARTS)
    assert whole(undone.record) is None and "la relecture de la fiche entière" in reply.text
    taken, reply = order(session, "retire la relecture de la finalité", PARTS)
    assert remaining(taken.record) == ("purpose",) and whole(taken.record) is None
    assert "rien n'a changé" in talk("retire la relecture")[1].text


def test_an_entry_drafted_again_keeps_what_was_reread_and_has_not_moved(tmp_path: Path) -> None:
    again = merge(WHOLE, replace(FULL, id="draft-2"), SCHEMA).record
    assert again.fields["purpose"].reread == MARK and whole(again) == MARK
    changed = replace(FULL.fields["purpose"], sentences=FULL.fields["role"].sentences)
    moved = tuple(replace(source, version="sha256:new") for source in FULL.documents)
    fresh = replace(FULL, documents=moved, fields={**FULL.fields, "purpose": changed})
    again = merge(WHOLE, fresh, SCHEMA).record
    assert again.fields["purpose"].reread is None and again.reread is None
    put(tmp_path, ALL, SCHEMA)
    record, told = drafted_over(tmp_path, FULL, SCHEMA)
    assert record.fields["data"].reread == MARK and "relu ou écarté" in told


def test_marks_and_what_was_dropped_are_kept_and_come_back(tmp_path: Path) -> None:
    session, _ = talk("écarte la phrase 2 du rôle", "j'ai relu la finalité par le service Petite enfance")
    save(tmp_path, session, SCHEMA)
    assert load(tmp_path, FULL.id).session.record == session.record
    assert "relecture : 7 sur 22" in kept_as_text(list_kept(tmp_path)[0])
    for record in (session.record, WHOLE):
        made = export(record, SCHEMA, "json")
        assert import_file(Source(path=made.name, data=made.data)) == [record]
        assert made.lost == ()


@pytest.mark.parametrize(
    ("was", "by"), [("2026-03-03", "mars 2026"), ("2026-03-03", ""), ("le service Petite enfance", " ")]
)
def test_a_mark_that_somebody_damaged_is_refused(was: str, by: str) -> None:
    made = export(WHOLE, SCHEMA, "json")
    data = json.loads(made.data)
    data["records"][0] = json.loads(json.dumps(data["records"][0], ensure_ascii=False).replace(was, by))
    with pytest.raises(UnreadableFile, match="inattendue"):
        import_file(Source(path=made.name, data=json.dumps(data).encode()))


@pytest.mark.parametrize("format", FORMATS)
def test_every_file_of_an_entry_that_was_reread_says_so_or_says_that_it_cannot(format: str) -> None:
    file = export(WHOLE, SCHEMA, format)
    told = words_of(file).replace("\\", "").replace("\u00a0", " ").replace("&#x27;", "'")
    assert "Brouillon préparé" not in told
    if "relue par le service Petite enfance le 3 mars 2026" in told:
        assert "avec l'aide de Glose et d'une intelligence artificielle" in told and "22 novembre 2026" in told
        assert format in ("json", "eu") or any("la relecture de chaque rubrique" in loss for loss in file.lost)
        return
    assert any("relecture" in loss for loss in file.lost), file.lost


@pytest.mark.parametrize("format", ["docx", "odt", "md", "html"])
def test_a_draft_of_which_some_fields_are_reread_says_which_and_stays_a_draft(format: str) -> None:
    file = export(mark(FULL, ["purpose"], MARK), SCHEMA, format)
    told = words_of(file).replace("\\", "").replace("\u00a0", " ").replace("&#x27;", "'")
    assert "Brouillon préparé" in told and "7 sur 22" in told
    assert told.count("Relu par le service Petite enfance, le 3 mars 2026") == 1


def test_an_entry_that_glose_did_not_draft_is_reread_too() -> None:
    published = replace(
        FULL,
        made_on="",
        made_with={},
        citations=(),
        fields={key: fill(FULL, SCHEMA.field(key), "Écrit.").fields[key] for key in ("purpose", "context")},
    )
    told = notice(mark_whole(published, MARK), SCHEMA)
    assert "relue par le service Petite enfance le 3 mars 2026" in told and "aucune phrase" in told


def test_other_programs_are_told_who_reread_and_what_was_dropped() -> None:
    found = record_as_json(WHOLE, SCHEMA)
    assert found["reread"] == {"by": "le service Petite enfance", "on": "2026-03-03"}
    assert found["rereading"] == {"done": 22, "total": 22}
    session, _ = talk("écarte la phrase 2 du rôle")
    fields = {field["key"]: field for field in record_as_json(session.record, SCHEMA)["fields"]}
    assert fields["role"]["discarded"] == ["Elle peut s'écarter du classement par un avis motivé."]
    assert "Écarté par une personne" in record_as_text(session.record, SCHEMA)


@pytest.mark.parametrize(
    "text", ["écarte la phrase 2 du rôle", "Écarte la dernière phrase du rôle", "écarte « s'écarter du classement »"]
)
def test_one_sentence_is_dropped_and_undoing_brings_it_back(text: str) -> None:
    session, reply = talk(text)
    value = session.record.fields["role"]
    assert (value.status, len(value.sentences)) == ("drafted", len(FULL.fields["role"].sentences) - 1)
    assert value.discarded == ("Elle peut s'écarter du classement par un avis motivé.",)
    assert value.discarded[0] in reply.text and citations_hold(session.record)
    assert order(session, "annule", PARTS)[0].record == FULL
    assert said(order(session, "remets", PARTS)[0].record, "role") == said(session.record, "role"), "it was dropped"
    assert said(order(session, "remets le rôle", PARTS)[0].record, "role") == said(FULL, "role")


def test_which_sentence_is_asked_where_a_field_alone_is_named() -> None:
    session, reply = talk("écarte le rôle")
    assert session.record == FULL and len(reply.choices) == 2
    assert "Aucune phrase" in talk("écarte « nulle part »")[1].text


def test_the_last_sentence_that_goes_leaves_its_field_open() -> None:
    session, reply = talk("écarte la phrase 1 de la finalité")
    value = session.record.fields["purpose"]
    assert (value.status, value.question, len(value.discarded)) == ("to_complete", SCHEMA.field("purpose").question, 1)
    assert "à compléter" in reply.text and citations_hold(session.record)


def test_what_a_sentence_alone_justified_goes_with_it() -> None:
    role, field = FULL.fields["role"], SCHEMA.field("automation")
    value = FULL.fields["automation"]
    two = replace(value, sentences=(*value.sentences, role.sentences[1]), choice=field.values[1])
    dropped = drop(replace(FULL, fields={**FULL.fields, "automation": two}), field, 1)
    assert dropped.fields["automation"].choice == field.values[1], "the other sentence says it too"
    numbers = (value.sentences[0].citations, role.sentences[1].citations)
    disputed = replace(two, conflicts=(Conflict(about="x", one=numbers[0], other=numbers[1]),))
    left = drop(replace(FULL, fields={**FULL.fields, "automation": disputed}), field, 2).fields["automation"]
    assert (left.conflicts, left.choice, left.question) == ((), "", field.question), "only that one settled it"


@pytest.mark.parametrize(("key", "rank"), [("contact", 1), ("role", 0), ("role", 9)])
def test_only_a_sentence_of_a_draft_that_is_there_can_be_dropped(key: str, rank: int) -> None:
    with pytest.raises(Unfit):
        drop(FULL, SCHEMA.field(key), rank)


def test_a_sentence_that_was_dropped_does_not_come_back_with_a_new_draft() -> None:
    dropped = drop(FULL, SCHEMA.field("role"), 2)
    moved = tuple(replace(source, version=f"{source.version}x") for source in FULL.documents)
    cited = tuple(replace(c, source=replace(c.source, version=f"{c.source.version}x")) for c in FULL.citations)
    again = merge(dropped, replace(FULL, documents=moved, citations=cited), SCHEMA).record
    assert said(again, "role") == said(dropped, "role")
