"""`glose record`: what is kept, shown, worked on by orders, compared, exported and imported."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import BadSetting
from assistant.progress import bars
from assistant.record.schema import load_schema
from assistant.record.types import Record
from assistant.terminal import show_json, show_plain, typed, warn
from corpus.counting import count
from corpus.disk import readable, refusal
from corpus.whole import write_whole

if TYPE_CHECKING:
    from assistant.record.working.store import Kept


def list_records(arguments: argparse.Namespace) -> int:
    """Print what is kept; 1 when a file cannot be read."""
    from assistant.record.working.store import kept_as_text, list_kept

    kept, damaged = list_kept(arguments.home)
    if arguments.json:
        show_json([_listed(one) for one in kept])
    else:
        show_plain(kept_as_text(kept))
    warn(*map(str, damaged))
    return int(bool(damaged))


def show_record(arguments: argparse.Namespace) -> int:
    """Print an entry, or the object of the contract."""
    from assistant.record.as_json import record_as_json
    from assistant.record.texts.page_text import record_as_text

    record, schema = _named(arguments.home, arguments.record), load_schema()
    if arguments.json:
        show_json(record_as_json(record, schema))
    else:
        show_plain(record_as_text(record, schema))
    return 0


def order_record(arguments: argparse.Namespace) -> int:
    """Carry out an order, or those typed, and keep what changes; 1 when the last was not understood."""
    from assistant.record.sources import read_documents
    from assistant.record.working.converse import order
    from assistant.record.working.session import Parts
    from assistant.record.working.store import load, save

    schema, session = load_schema(), load(arguments.home, arguments.record).session
    texts, notes = read_documents(arguments.documents) if arguments.documents else ((), ())
    warn(*notes)
    session = replace(session, reader=readable(arguments.by or ""))
    parts = Parts(schema=schema, texts=texts, save=lambda one: str(save(arguments.home, one, schema)))
    understood = True
    for text in [readable(" ".join(arguments.text))] if arguments.text else typed():
        before, (session, reply) = session.record, order(session, text, parts)
        show_plain(reply.text)
        understood = reply.kind is not None
        if session.record != before:
            save(arguments.home, session, schema)
    return int(not understood)


def compare_records(arguments: argparse.Namespace) -> int:
    """Print what differs between two entries."""
    from assistant.record.working.compare import compare, compare_reread, differences_as_text

    schema = load_schema()
    one, other = (_named(arguments.home, name) for name in (arguments.one, arguments.other))
    names, reread = (arguments.one, arguments.other), compare_reread(one, other, schema)
    show_plain(differences_as_text(compare(one, other, schema), names, reread))
    return 0


def export_record(arguments: argparse.Namespace) -> int:
    """Write the file of an entry and those that go with it; say what the format cannot hold."""
    from assistant.record.exchange.exports import beside, export
    from assistant.record.texts.glossary import glossary

    record, schema = _named(arguments.home, arguments.record), load_schema()
    made = export(record, schema, arguments.format, glossary(record))
    for file in (made, *beside(made, (record,), schema)):
        path = arguments.out / file.name
        _write(path, file.data)
        show_plain(str(path))
    warn(*made.lost)
    return 0


def import_records(arguments: argparse.Namespace) -> int:
    """Keep every entry of a file, all before the first is told: who reads a few lines ("| head") loses none."""
    from assistant.record.exchange.exports import import_file
    from assistant.record.working.keep_words import imported_beside
    from assistant.record.working.store import put

    kept = []
    for entry in import_file(arguments.file):
        record, beside = imported_beside(arguments.home, entry)
        kept.append((record, beside, *put(arguments.home, record, load_schema())))
    for record, beside, path, known in kept:
        over = " ; elle remplace celle qui portait cet identifiant, « annule » y revient" if known else ""
        show_plain(f"{record.id} : {record.name} ({path}){over}")
        warn(*record.notes, *filter(None, [beside]))
    return 0


def redraft_record(arguments: argparse.Namespace) -> int:
    """Draft an entry again from documents that changed; what a person wrote stays."""
    from assistant.record.redraft import redraft, redrafted_as_text
    from assistant.record.sources import read_documents
    from assistant.record.working.store import load, put
    from assistant.wiring import drafting_parts

    old = load(arguments.home, arguments.record).session.record
    documents, notes = read_documents(arguments.documents)
    warn(*notes)
    with bars() as tell:
        redrafted = redraft(old, documents, drafting_parts(arguments.home, arguments.generator), tell)
    put(arguments.home, redrafted.record, load_schema())
    show_plain(redrafted_as_text(redrafted))
    return 0


ACTIONS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "list": list_records,
    "show": show_record,
    "order": order_record,
    "redraft": redraft_record,
    "compare": compare_records,
    "export": export_record,
    "import": import_records,
}
"""By the word that follows `glose record`."""


def _listed(kept: "Kept") -> dict[str, Any]:
    from assistant.as_data import to_data
    from assistant.record.working.reread import whole

    record = kept.session.record
    reread = to_data(whole(record))
    return {"id": record.id, "name": record.name, "saved": kept.saved, "states": len(kept.states), "reread": reread}


def _named(home: Path, name: str) -> Record:
    """Return the entry that is kept under an id, one of its states ("id@2", the oldest is 1), or that of a file."""
    from assistant.record.exchange.exports import import_file
    from assistant.record.working.store import load

    if Path(name).is_file():
        return _only(import_file(Path(name)), name)
    id, _, state = name.rpartition("@")
    if not id or not state.isdecimal():
        return load(home, name).session.record
    states = load(home, id).states
    if not 1 <= int(state) <= len(states):
        raise BadSetting(
            f"{name} : cette fiche a {count(len(states), 'état')}.", fix=f"donnez un nombre de 1 à {len(states)}"
        )
    return states[int(state) - 1]


def _only(records: list[Record], name: str) -> Record:
    if len(records) == 1:
        return records[0]
    raise BadSetting(
        f"{name} : ce fichier contient {count(len(records), 'fiche')}.",
        fix="importez-les (glose record import), puis nommez l'une d'elles par son identifiant",
    )


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, [data])
    except OSError as error:
        raise BadSetting(f"{path} : {refusal(error)}.", fix="choisissez un autre dossier avec --out") from error
