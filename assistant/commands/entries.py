"""What the commands on register entries do, once their arguments are read."""

import argparse
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import BadSetting
from assistant.progress import bars
from assistant.terminal import show, show_json, warn
from corpus.disk import readable, refusal
from corpus.whole import write_whole

if TYPE_CHECKING:
    from assistant.record.types import Record


def draft(arguments: argparse.Namespace) -> int:
    """Draft the entry that a request names from documents; print it, or write it as JSON to a file."""
    from assistant.record.draft import draft_from
    from assistant.record.schema import load_schema
    from assistant.record.texts.fields_text import fields_as_text
    from assistant.record.working.keep_words import drafted_over
    from assistant.record.working.store import put
    from assistant.settings import read_settings
    from assistant.wiring import drafting_parts

    request = readable(arguments.request).strip()
    if not request:
        raise BadSetting(
            "Aucune demande.", fix='dites quel algorithme ou quelle aide : --request "Tarif de la cantine"'
        )
    setting = arguments.generator or read_settings(arguments.home, os.environ).generator
    with bars() as tell:
        record = draft_from(arguments.documents, request, lambda: drafting_parts(arguments.home, setting), tell)
    record, kept = drafted_over(arguments.home, record, load_schema())
    put(arguments.home, record, load_schema())
    warn(*filter(None, [kept]))
    if arguments.out:
        _write(arguments.out, record)
    if arguments.json:
        show_json(_as_json(record))
    else:
        show(fields_as_text(record))
        show(f"\nFiche gardée : {record.id}. Pour y travailler : glose record order {record.id}")
    return 0


def _as_json(record: "Record") -> dict[str, Any]:
    from assistant.record.as_json import record_as_json
    from assistant.record.schema import load_schema

    return record_as_json(record, load_schema())


def _write(path: Path, record: "Record") -> None:
    """Write the JSON of a record, as it is shown with --json."""
    try:
        write_whole(path, [json.dumps(_as_json(record), ensure_ascii=False, indent=2).encode() + b"\n"])
    except OSError as error:
        raise BadSetting(f"{path} : {refusal(error)}.", fix="choisissez un autre fichier avec --out") from error
