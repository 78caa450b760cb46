"""What an entry still lacks, as it is told to an agent: what the law needs first, then the guide, with whom to ask."""

from collections.abc import Iterable, Iterator, Sequence

from assistant.record.schema import Schema
from assistant.record.texts.complete import Item, completeness
from assistant.record.types import Record


def missing_as_text(record: Record, schema: Schema) -> str:
    """Return the open fields with their questions, what sources dispute, and how much is there."""
    found = completeness(record, schema)
    items = [item for block in found.blocks for item in block.items]
    missing = [item for item in items if not item.there]
    parts = [
        *_part("Ce dont la loi a besoin :", _lines(item for item in missing if item.required_by)),
        *_part("Ce que le guide recommande en plus :", _lines(item for item in missing if not item.required_by)),
        *_part("À trancher, car les sources diffèrent :", [f"- {item.label}" for item in items if item.disputed]),
    ]
    law, whole = found.required, found.score
    counted = f"Rubriques remplies : {law.there} sur {law.total} pour la loi, {whole.there} sur {whole.total} en tout."
    return "\n\n".join([*(parts or ["Il ne manque rien."]), counted])


def _part(title: str, lines: Sequence[str]) -> list[str]:
    return ["\n".join([title, *lines])] if lines else []


def _lines(items: Iterable[Item]) -> list[str]:
    return [line for item in items for line in _line(item)]


def _line(item: Item) -> Iterator[str]:
    articles = f" ({', '.join(item.required_by)})" if item.required_by else ""
    yield f"- {item.label}{articles}"
    yield f"    {item.question} À demander à : {item.whom}."
