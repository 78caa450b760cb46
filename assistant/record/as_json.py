"""A record as the JSON that other programs rely on: what `glose draft --json` prints (contract in docs/contracts.md).

A view of the record and of all that is made of it. What gives the record back is the export in JSON.
"""

from collections.abc import Sequence
from typing import Any

from assistant.as_data import to_data
from assistant.as_json import answer_as_json
from assistant.record.about import notice, value_of
from assistant.record.citing import used
from assistant.record.schema import Field, Schema
from assistant.record.texts.complete import BlockScore, Completeness, Score, completeness
from assistant.record.texts.legal import legal_outputs
from assistant.record.texts.summary import summary
from assistant.record.types import FieldValue, Record
from assistant.record.working.reread import progress, whole
from assistant.types import Answer, Source


def record_as_json(record: Record, schema: Schema) -> dict[str, Any]:
    """Return the object of one record, keys in the order of the contract."""
    # Citations and refused sentences are the objects of `glose ask`, made by what makes them there.
    shared = answer_as_json(
        Answer(question=record.request, outcome="answered", citations=record.citations, dropped=record.dropped)
    )
    values = [(field, value_of(record, field)) for field in schema.fields]
    return {
        "id": record.id,
        "name": record.name,
        "request": record.request,
        "schema": record.schema,
        "fields": [_field(field, value, shared["citations"]) for field, value in values],
        "summary": to_data(summary(record, schema).layers),
        "legal": to_data(legal_outputs(record, schema)),
        "completeness": _completeness(completeness(record, schema)),
        "conflicts": [{"field": field.key} | one for field, value in values for one in to_data(value.conflicts)],
        "tables": [{"field": field.key} | one for field, value in values for one in to_data(value.tables)],
        "dropped": shared["dropped"],
        "notes": list(record.notes),
        "documents": [_document(source) for source in record.documents],
        "made_with": dict(record.made_with),
        "made_on": record.made_on,
        "notice": notice(record, schema),
        "reread": to_data(whole(record)),
        "rereading": dict(zip(("done", "total"), progress(record), strict=True)),
    }


def _field(field: Field, value: FieldValue, citations: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {
        "key": field.key,
        "block": field.block,
        "label": field.label,
        "status": value.status,
        "choice": value.choice,
        "sentences": [
            {"text": s.text, "origin": s.origin, "citations": list(s.citations), "support": round(s.support, 4)}
            for s in value.sentences
        ],
        "citations": [citations[number - 1] for number in sorted(used(value))],
        "question": value.question,
        "whom": value.whom,
        "reread": to_data(value.reread),
        "discarded": list(value.discarded),
    }


def _completeness(found: Completeness) -> dict[str, Any]:
    return {
        "score": _score(found.score),
        "required": _score(found.required),
        "recommended": _score(found.recommended),
        "blocks": [_block(block) for block in found.blocks],
        "outputs": [_block(output) for output in found.outputs],
    }


def _block(block: BlockScore) -> dict[str, Any]:
    return {"key": block.key, "label": block.label, "score": _score(block.score), "items": to_data(block.items)}


def _score(score: Score) -> dict[str, int]:
    return {"there": score.there, "total": score.total, "percent": score.percent}


def _document(source: Source) -> dict[str, Any]:
    unsaid = ("url", "published", "publisher", "licence")
    return {key: (value or None) if key in unsaid else value for key, value in to_data(source).items()}
