"""Values of JSON or YAML into the entries of a register: those of a list, of an object that holds one, or one fiche."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from corpus.register.fields import Entry, Vocabulary, block_of, choose, fold, vocabularies
from corpus.register.page import is_empty
from corpus.register.tables import Listing
from corpus.types import Source

_SAMPLE = 50
"""Entries whose labels are looked at to recognise a register."""

_DEEPEST = 4
"""Objects around the list of entries: `{"result": {"records": […]}}`."""


_FACTS = {"licence": "licence", "license": "licence", "source url": "url", "url": "url", "fetched at": "retrieved"}
"""What an object around the entries says of them all, by folded label."""


class Repeated(dict[str, Any]):
    """An object in which a key stands several times; `pairs` has them all."""

    def __init__(self, pairs: Sequence[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.pairs = pairs


def read_json(source: Source) -> Any:
    """Parse JSON without losing a key that stands twice in one object, as "Ressources connexes" does."""
    try:
        return json.loads(source.text, object_pairs_hook=_object)
    except (ValueError, RecursionError):
        return source.json  # fails in its turn, and says where


class _Found(NamedTuple):
    """Where entries may be: `around` are the objects that hold them, outermost first."""

    score: int
    vocabulary: Vocabulary
    records: list[Any]
    around: tuple[Mapping[str, Any], ...]


def read_tree(data: Any) -> Listing | None:
    """Return the entries of a tree of values, or None if no register is recognised in it."""
    found = max(_candidates(data, ()), key=lambda found: found.score, default=None)
    if found is None:
        return None
    listing = Listing(vocabulary=found.vocabulary)
    common = _read_around(found, listing)
    for number, record in enumerate(found.records, start=1):
        if not isinstance(record, dict):
            listing.remarks.append(f"entrée {number} : ce n'est pas un objet, elle n'est pas lue : {str(record)[:60]}")
            continue
        entries = list(_flatten(record))
        own = {field.rank for entry in entries for field in found.vocabulary.find(entry.label, entry.groups)}
        missing = [entry for entry in common if found.vocabulary.find(entry.label)[0].rank not in own]
        says_nothing = all(is_empty(entry.value) for entry in entries)
        listing.entries.append(entries if says_nothing else [*entries, *missing])
        listing.places.append(f"entrée {number}" if len(found.records) > 1 else "")
    return listing


def _read_around(found: _Found, listing: Listing) -> list[Entry]:
    """Take the facts and return the values that each entry shares; tell what is left."""
    entries = [entry for around in found.around for entry in _flatten(around) if entry.value is not found.records]
    facts = [entry for entry in entries if fold(entry.label) in _FACTS and isinstance(entry.value, str)]
    listing.facts.update({_FACTS[fold(entry.label)]: entry.value for entry in reversed(facts)})
    common = [entry for entry in entries if _is_on_administration(entry, found.vocabulary)]
    texts = [entry for entry in entries if isinstance(entry.value, str | list) and not is_empty(entry.value)]
    if left := [entry.label for entry in texts if entry not in facts and entry not in common]:
        listing.remarks.append("autour des entrées, non repris : " + ", ".join(dict.fromkeys(left)))
    return common


def is_schema(data: Any) -> bool:
    """Whether this describes the fields of records, and is none."""
    properties = data.get("properties") if isinstance(data, dict) else None
    return isinstance(properties, dict) and all(isinstance(one, dict) for one in properties.values())


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    simple = dict(pairs)
    return simple if len(simple) == len(pairs) else Repeated(pairs)


def _pairs(record: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    return record.pairs if isinstance(record, Repeated) else record.items()


def _candidates(data: Any, around: tuple[Mapping[str, Any], ...]) -> Iterator[_Found]:
    if isinstance(data, list):
        yield from _recognised(data, around)
    if not isinstance(data, dict):
        return
    if records := _by_id(data):
        yield from _recognised(records, around)
        return
    yield from _recognised([data], around)
    if len(around) < _DEEPEST:
        for label, value in _pairs(data):
            if not _is_known(label) or _holds_entries(label, value):
                yield from _candidates(value, (*around, data))


def _recognised(records: list[Any], around: tuple[Mapping[str, Any], ...]) -> Iterator[_Found]:
    sample = [record for record in records[:_SAMPLE] if isinstance(record, dict)]
    entries = (entry for record in sample for entry in _flatten(record))
    labels = list(dict.fromkeys(entry.label for entry in entries if not _holds_entries(entry.label, entry.value)))
    if vocabulary := choose(labels):
        yield _Found(vocabulary.score(labels), vocabulary, records, around)


def _by_id(data: Mapping[str, Any]) -> list[Any]:
    """Entries that are the values of an object, each under its id; an empty list if they are not."""
    records = []
    for key, value in _pairs(data):
        if not isinstance(value, dict) or block_of(key) or not _names_an_algorithm(value):
            return []
        records.append(Repeated([("identifiant", key), *_pairs(value)]))
    return records if len(records) > 1 else []


def _names_an_algorithm(record: Mapping[str, Any]) -> bool:
    labels = [entry.label for entry in _flatten(record)]
    vocabulary = choose(labels)
    return vocabulary is not None and any(f.gives == "name" for label in labels for f in vocabulary.find(label))


def _flatten(record: Mapping[str, Any], groups: tuple[str, ...] = ()) -> Iterator[Entry]:
    """Yield labels and values; an object that is a block of the inventory, or no field, is a group of them."""
    for label, value in _pairs(record):
        if isinstance(value, dict) and (block_of(label) or not _is_known(label)):
            yield from _flatten(value, (*groups, label))
        else:
            yield Entry(label, value, groups)


def _is_known(label: str) -> bool:
    return any(vocabulary.find(label) for vocabulary in vocabularies())


def _holds_entries(label: str, value: Any) -> bool:
    """Whether this is no field but the entries themselves: "algorithmes", a name in the singular."""
    named = any(field.gives == "name" for vocabulary in vocabularies() for field in vocabulary.find(label))
    return named and isinstance(value, list) and any(isinstance(one, dict) for one in value)


def _is_on_administration(entry: Entry, vocabulary: Vocabulary) -> bool:
    found = vocabulary.find(entry.label, entry.groups)
    return bool(found) and found[0].rank[0] == 0 and isinstance(entry.value, str)
