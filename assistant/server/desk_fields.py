"""What a person does to one field of the entry on the desk: writes, takes sentences over or out, rereads."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from assistant.record.about import value_of
from assistant.record.schema import Field, Schema
from assistant.record.texts.filled import quote
from assistant.record.types import Record
from assistant.record.working.converse_reread import dropped_as_text, taken_away, told
from assistant.record.working.fill_field import drop, empty, fill, remarks, settle
from assistant.record.working.fill_field import take as take_sentence
from assistant.record.working.reread import mark, mark_whole, signed, unmark
from assistant.server.desk import MAX_FIELD, Desk, Office, Said, at_rest, short
from assistant.server.desk_sources import cited

_UNDO = f"{quote('Annuler')} pour revenir en arrière."


def edit(desk: Desk, key: str, text: str, schema: Schema) -> Desk:
    """Write a person's words in a field; nothing at all opens it again. What does not fit is an `Unfit`."""
    at_rest(desk)
    if desk.session is None or key not in {field.key for field in schema.fields}:
        return desk
    field, words = schema.field(key), short(text.strip(), MAX_FIELD)
    record = fill(desk.session.record, field, words) if words else empty(desk.session.record, field)
    return _changed(desk, field, record, "rempli par une personne" if words else "à compléter")


def take(desk: Desk, key: str, what: str, schema: Schema) -> Desk:
    """Take over what a person has found right; anything else changes nothing.

    That is a doubtful sentence of an open field ("1"), the value of a choice that its own sentences do not settle
    ("=Externe"), or both ("1=Externe").
    """
    at_rest(desk)
    if desk.session is None or key not in {field.key for field in schema.fields}:
        return desk
    field, (place, given, choice) = schema.field(key), what.partition("=")
    if given and choice not in field.values:
        return desk
    return _taken(desk, field, place, choice) if place else _settled(desk, field, choice)


def discard(desk: Desk, key: str, rank: int, schema: Schema) -> Desk:
    """Take one sentence of a drafted field out; one that is not there is an `Unfit`."""
    at_rest(desk)
    if desk.session is None or key not in {field.key for field in schema.fields}:
        return desk
    before, field = desk.session.record, schema.field(key)
    after = drop(before, field, rank)
    return _went_on(desk, field.key, after, dropped_as_text(before, after, field))


def reread(desk: Desk, key: str, name: str, office: Office) -> Desk:
    """Mark a field as reread, or the whole entry for an empty key; what cannot be is a `NotReread`."""
    at_rest(desk)
    fields = [field for field in office.schema.fields if field.key == key]
    if desk.session is None or (key and not fields):
        return desk
    by = signed(name, office.account, office.today())
    record = mark(desk.session.record, [key], by) if key else mark_whole(desk.session.record, by)
    named = replace(desk, session=replace(desk.session, reader="" if office.account else name))
    return _went_on(named, key, record, told(fields, record, by))


def unread(desk: Desk, key: str, schema: Schema) -> Desk:
    """Take the mark of a field away, or that of the whole entry for an empty key."""
    at_rest(desk)
    fields = [field for field in schema.fields if field.key == key]
    if desk.session is None or (key and not fields):
        return desk
    record = unmark(desk.session.record, [key] if key else [])
    return desk if record == desk.session.record else _went_on(desk, key, record, taken_away(fields, record))


def _taken(desk: Desk, field: Field, place: str, choice: str) -> Desk:
    """Fill an open field with one of its doubtful sentences."""
    citation = cited(desk, f"{field.key}.{place}")
    if desk.record is None or citation is None or value_of(desk.record, field).status != "to_complete":
        return desk
    record = take_sentence(desk.record, field, citation, choice)
    return _changed(desk, field, record, f"phrase reprise avec sa source{_as(choice)}")


def _settled(desk: Desk, field: Field, choice: str) -> Desk:
    """Choose the value of a field that says something, and nothing that settles it."""
    if desk.record is None or not choice:
        return desk
    value = value_of(desk.record, field)
    if value.choice or not value.sentences:
        return desk
    disputes = [f"Les sources ne disaient pas la même chose : {conflict.about}." for conflict in value.conflicts]
    done = f"une personne retient {quote(choice)}, d'après les phrases citées"
    return _changed(desk, field, settle(desk.record, field, choice), done, *disputes)


def _as(choice: str) -> str:
    return f", pour {quote(choice)}" if choice else ""


def _changed(desk: Desk, field: Field, record: Record, done: str, *more: str) -> Desk:
    """Go on with the entry, and say what was done."""
    return _went_on(desk, field.key, record, _told(field, record, done, *more))


def _went_on(desk: Desk, key: str, record: Record, lines: Iterable[str]) -> Desk:
    assert desk.session is not None
    said = Said(who="glose", text="\n".join(filter(None, lines)))
    return replace(desk, session=desk.session.changed(record, key)).told(said)


def _told(field: Field, record: Record, done: str, *more: str) -> Iterator[str]:
    yield f"{quote(field.label)} : {done}. {_UNDO}"
    yield from more
    yield from remarks(record, field)
