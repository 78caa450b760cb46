"""Orders on what a person makes of a draft without writing: what is marked as reread, the sentence that goes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.record.about import value_of
from assistant.record.schema import Field, Schema
from assistant.record.standing import is_there
from assistant.record.texts.filled import quote
from assistant.record.types import Record, Reread
from assistant.record.working.fill_field import Unfit, drop
from assistant.record.working.find_field import find_fields
from assistant.record.working.read_order import Order, unquoted
from assistant.record.working.reread import (
    NotReread,
    as_text,
    mark,
    mark_whole,
    progress_as_text,
    remaining,
    signed,
    unmark,
)
from assistant.record.working.session import Outcome, Parts, Reply, Session, changed, is_whole, one_field
from corpus.errors import UserError
from index.fold import fold

MARK_ALL = "j'ai relu la fiche"
_BY = re.compile(r"(?:^|[\s,]+)(?:par|au nom d[eu]s?)\s+", re.IGNORECASE)
_AND = re.compile(r"\s*,\s*|\s+et\s+", re.IGNORECASE)
_THIS = frozenset(("cette rubrique", "ce champ", "ca", "cela", "celle-ci"))
_PARTS = {"effet": "impact", "effets": "impact", "impact": "impact", "impacts": "impact"}
_AROUND = frozenset("le la les l un des de du partie rubriques toutes informations sur".split())
"""Words that name a part of the entry, and those around them, folded."""

_RANK = re.compile(
    r"^(?:(?:la|cette) )?(?:phrase )?(?:n° ?)?(?P<rank>\d{1,3}|premiere|deuxieme|seconde|troisieme|derniere)"
    r"(?:re|er|e|eme)?\b(?: phrase)?(?: (?:de|du|des|dans|pour)\b| d')? ?(?P<field>.*)$"
)
_RANKS = {"premiere": 1, "deuxieme": 2, "seconde": 2, "troisieme": 3, "derniere": 0}


def reread_order(session: Session, asked: Order, parts: Parts) -> Outcome:
    """Mark as reread the fields named, or the whole entry, under the account or the service that signs."""
    about, name = _signature(asked.about, parts.schema)
    name = name or session.reader
    asked = replace(asked, about=about)
    fields = _part(session.record, about, parts.schema) or _fields(session, asked, "j'ai relu {}", parts.schema)
    if isinstance(fields, Reply):
        return session, fields
    if not (name or parts.account):
        return session, Reply(text=_who(about), kind=asked.kind)
    try:
        reread = signed(name, parts.account, parts.today())
        record = mark(session.record, [field.key for field in fields], reread) if fields else None
        record = record or mark_whole(session.record, reread)
    except NotReread as error:
        return session, _refused(session.record, asked, error, parts.schema)
    lines = list(told(fields, record, reread))
    done, reply = changed(replace(session, reader=name), record, asked, lines, tuple(field.key for field in fields))
    last = bool(fields) and not remaining(record)
    return done, replace(reply, choices=(MARK_ALL,) if last else ())


def unread_order(session: Session, asked: Order, parts: Parts) -> Outcome:
    """Take the mark of a field away, or that of the whole entry."""
    fields = _fields(session, asked, "retire la relecture de {}", parts.schema)
    if isinstance(fields, Reply):
        return session, fields
    record = unmark(session.record, [field.key for field in fields])
    if record == session.record:
        return session, Reply(text="Rien n'était marqué comme relu ici : rien n'a changé.", kind=asked.kind)
    lines = taken_away(fields, record)
    return changed(session, record, asked, lines, tuple(field.key for field in fields))


def drop_order(session: Session, asked: Order, parts: Parts) -> Outcome:
    """Take one sentence of a drafted field out, by its rank or by its words."""
    found = _RANK.match(" ".join(fold(asked.about).split()))
    if not found:
        return _drop_said(session, asked, parts)
    field = _spoken_of(
        session, replace(asked, about=found["field"]), f"écarte la phrase {found['rank']} de {{}}", parts.schema
    )
    if isinstance(field, Reply):
        return session, field
    rank = _RANKS.get(found["rank"])
    count = len(value_of(session.record, field).sentences)
    return _dropped(session, asked, field, count if rank == 0 else rank or int(found["rank"]))


def told(fields: Sequence[Field], record: Record, reread: Reread) -> Iterator[str]:
    """Say what was just marked, and what remains."""
    if not fields:
        yield f"{as_text(reread, 'Fiche entière relue')}."
        yield f"Les fichiers exportés le disent à la place de {quote('brouillon')}."
        yield "Une rubrique qui change efface cette relecture."
        return
    for field in fields:
        yield f"{quote(field.label)} : {as_text(reread, 'relu')}."
    yield progress_as_text(record)


def taken_away(fields: Sequence[Field], record: Record) -> Iterator[str]:
    """Say what is no longer marked."""
    yield from (f"La rubrique {quote(field.label)} n'est plus marquée comme relue." for field in fields)
    if not fields:
        yield "La fiche entière n'est plus marquée comme relue."
    yield progress_as_text(record)


def dropped_as_text(before: Record, after: Record, field: Field) -> Iterator[str]:
    """Say which sentence went, and what it leaves behind: what sources disputed, an open field."""
    was, now = value_of(before, field), value_of(after, field)
    away = quote(now.discarded[-1])
    yield f"{quote(field.label)}, phrase écartée par une personne : {away} ({quote('annule')} la remet)."
    for conflict in was.conflicts[: len(was.conflicts) - len(now.conflicts)]:
        yield f"Les sources ne disaient pas la même chose : {conflict.about}."
    if not is_there(now):
        yield f"La rubrique est à compléter. {field.question} À demander à : {field.whom}."
    elif was.choice and not now.choice:
        yield f"Plus aucune phrase ne dit {quote(was.choice)} : la valeur est à choisir."


def _signature(said: str, schema: Schema) -> tuple[str, str]:
    """Split "la finalité, par le service Enfance"; "le nombre de décisions par an" names a field and nobody."""
    found = list(_BY.finditer(said))
    if not found or all(len(find_fields(name, schema)) == 1 for name in _AND.split(said)):
        return said, ""
    return said[: found[-1].start()].strip(), said[found[-1].end() :].strip()


def _part(record: Record, said: str, schema: Schema) -> Sequence[Field]:
    """Return the fields to read of a whole part of the entry, named by its heading, or by "les effets"."""
    words = set(re.findall(r"\w+", fold(said)))
    key = next((key for word, key in _PARTS.items() if word in words and words <= {word, *_AROUND}), "")
    left = remaining(record)
    blocks = [block.key for block in schema.blocks if block.key == key or fold(said).endswith(fold(block.label))]
    return [field for block in blocks for field in schema.fields_of(block) if field.key in left]


def _fields(session: Session, asked: Order, again: str, schema: Schema) -> Sequence[Field] | Reply:
    """Return the fields that an order names, none for the whole, or the question to ask."""
    if is_whole(asked.about):
        return ()
    if fold(asked.about).strip() in _THIS and session.about:
        return (schema.field(session.about),)
    if len(find_fields(asked.about, schema)) == 1:
        return find_fields(asked.about, schema)
    found = []
    for name in _AND.split(asked.about):
        field = one_field(replace(asked, about=name), again, schema)
        if isinstance(field, Reply):
            return field
        found.append(field)
    return found


def _who(about: str) -> str:
    what = about or "la fiche"
    example = quote(f"j'ai relu {what}, par le service Petite enfance")
    return f"Au nom de quel service ? Rien n'a changé. Par exemple : {example}."


def _refused(record: Record, asked: Order, error: UserError, schema: Schema) -> Reply:
    """Say why nothing was marked and, for the whole entry, which fields remain."""
    left = [schema.field(key) for key in remaining(record)] if is_whole(asked.about) or not asked.about else []
    lines = [f"{error.problem} Rien n'a changé : {error.fix}.", *(f"- {field.label}" for field in left)]
    return Reply(text="\n".join(lines), kind=asked.kind)


def _spoken_of(session: Session, asked: Order, again: str, schema: Schema) -> Field | Reply:
    """Return the field named or, where none is, the one last spoken of."""
    said = fold(asked.about).strip()
    return schema.field(session.about) if session.about and (not said or said in _THIS) else one_field(
        asked, again, schema
    )  # fmt: skip


def _drop_said(session: Session, asked: Order, parts: Parts) -> Outcome:
    """Take out the sentence that has these words; a field that is named is asked which of its sentences."""
    named = find_fields(asked.about, parts.schema)
    if len(named) == 1:
        ranks = range(1, len(value_of(session.record, named[0]).sentences) + 1)
        choices = tuple(f"écarte la phrase {rank} de {named[0].label}" for rank in ranks)
        listed = [f"{n}. {s.text}" for n, s in enumerate(value_of(session.record, named[0]).sentences, start=1)]
        text = "\n".join(["Quelle phrase faut-il écarter ? Rien n'a changé.", *listed])
        return session, Reply(text=text, kind=asked.kind, choices=choices)
    words = fold(unquoted(asked.about)).strip()
    held = [
        (field, rank)
        for field in parts.schema.fields
        for rank, sentence in enumerate(value_of(session.record, field).sentences, start=1)
        if words and words in fold(sentence.text)
    ]
    if len(held) == 1:
        return _dropped(session, asked, *held[0])
    why = "Plusieurs phrases disent cela." if held else "Aucune phrase de la fiche ne dit cela."
    text = f"{why} Rien n'a changé. Par exemple : {quote('écarte la phrase 2 du contexte')}."
    return session, Reply(
        text=text,
        kind=asked.kind,
        choices=tuple(f"écarte la phrase {rank} de {field.label}" for field, rank in held),
    )


def _dropped(session: Session, asked: Order, field: Field, rank: int) -> Outcome:
    try:
        record = drop(session.record, field, rank)
    except Unfit as error:
        return session, Reply(text=f"{error.problem} Rien n'a changé : {error.fix}.", kind=asked.kind)
    return changed(session, record, asked, dropped_as_text(session.record, record, field), (field.key,))
